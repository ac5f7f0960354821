"""A directive that shows the first side of what a command writes, made while the pages are built.

```{sheet} report harbour
```

The first word is the command, `report`, `text` or `class`, the second the scenario, a third its variants; `:role:`
names the actor whose sheet of a class it is. The picture has its answer as alternative text, and the command below.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pypdfium2
from docutils import nodes
from docutils.parsers.rst import directives
from negsim_charts import figure, folder_of
from sphinx.util.docutils import SphinxDirective

import negsim
from negsim.charts.fonts import own_folder
from negsim.charts.output import render
from negsim.document.pdf import pdf
from negsim.lesson.role import role_sheet
from negsim.questions.text import text
from negsim.report.briefing import briefing
from negsim.report.drafted import text_document
from negsim.report.material import gather
from negsim.report.parts import Settings

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from negsim.document.document import Document
    from negsim.study import Study

SCALE = 1.6  # pixels a point: 952 across
WRITTEN = {
    "report": "negsim report {} --short -o brief.pdf",
    "text": "negsim text {} -o draft.docx",
    "class": "negsim class {}",
}


def _document(command: str, study: Study, role: str) -> Document:
    if command == "report":
        settings = Settings(draws=0, futures=0, short=True)
        return briefing(gather(study.base, study.variants, study.sets, settings))
    if command == "text":
        return text_document(text(study.scenario))
    space = study.run().space
    return role_sheet(space, next(one for one in space.scenario.actors if one.id == role))


class Sheet(SphinxDirective):
    """Show one sheet of A4, and the command that writes it."""

    required_arguments = 2
    optional_arguments = 1
    option_spec = {"role": directives.unchanged_required}  # noqa: RUF012 (as Sphinx has it)

    def run(self) -> list[nodes.Node]:
        """Write the picture beside the pages, and give the figure."""
        command, scenario, variants = (*self.arguments, "")[:3]
        study = negsim.load(scenario).with_variant(variants)
        document = _document(command, study, self.options.get("role", ""))
        side = pypdfium2.PdfDocument(pdf(document, partial(render, form="svg"), [own_folder()]))[0]
        parts = ("sheet", command, scenario, variants.replace("+", "-"), "png")
        name = ".".join(part for part in parts if part)
        side.render(scale=SCALE).to_pil().save(folder_of(self) / name)
        words = f"One side of A4: {document.title}. {document.lead}{document.answer}"
        typed = WRITTEN[command].format(scenario + (f" --variant {variants}" if variants else ""))
        found = figure(self, name, words, typed)
        found["classes"].append("sheet")
        return [found]


def setup(app: Sphinx) -> dict[str, bool]:
    """Tell Sphinx of the directive."""
    app.add_directive("sheet", Sheet)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
