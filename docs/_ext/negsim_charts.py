"""A directive that draws a chart of a shipped scenario while the pages are built.

```{chart} openings minsk_2015
```

The first word is the kind, the second the scenario, a third its variants; `:package:` names a draft, for `score`. The
picture has its words as alternative text, and the command that draws it below.

```{charts}
knot harbour
zone harbour quiet_machines
```

Many as a grid of small ones, a line each: the question that the kind answers, the picture, its name and command.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

import negsim
from negsim.charts.kinds import KINDS, draw
from negsim.charts.output import save
from negsim.document.content import alt_text
from negsim.language.named_packages import package_named
from negsim.questions.score import Scores, score

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx

    from negsim.language.model.scenario import Scenario
    from negsim.questions.zone.result import Findings

FOLDER = "_charts"  # of the sources; written at each build
DPI = 90  # 1200 pixels across
SMALL_DPI = 54  # 720


@lru_cache(maxsize=1)
def findings(scenario: str, variants: str) -> Findings:
    """Answer once for all charts of a scenario that stand together."""
    return negsim.load(scenario).run(variants or ())


@lru_cache(maxsize=1)
def _asked(needs: Callable[[Findings], Any], scenario: str, variants: str) -> Any:
    """Ask once what charts of a scenario need that stand one behind the other."""
    return needs(findings(scenario, variants))


def needed(kind: str, scenario: str, variants: str) -> Any:
    """Give what a kind of chart shows beside the findings; None where that is nothing."""
    needs = KINDS[kind].needs
    return None if needs is None else _asked(needs, scenario, variants)


def folder_of(directive: SphinxDirective) -> Path:
    """Give the folder of pictures that are made while the pages are built."""
    folder = Path(directive.env.srcdir) / FOLDER
    folder.mkdir(exist_ok=True)
    return folder


def figure(directive: SphinxDirective, name: str, alt: str, command: str) -> nodes.figure:
    """Show a picture of that folder, at its own size where one clicks, with the command that makes it below."""
    image = nodes.image(uri=f"/{FOLDER}/{name}", alt=alt)
    whole = "../" * directive.env.docname.count("/") + f"_images/{name}"
    shown = nodes.reference("", "", image, refuri=whole)
    return nodes.figure("", shown, nodes.caption("", "", nodes.literal(text=command)))


def _scored(scenario: Scenario, package: str) -> Scores:
    return score(scenario, [package_named(scenario, package)])


class Chart(SphinxDirective):
    """Draw one chart, and show it with the command that draws it."""

    required_arguments = 2
    optional_arguments = 1
    option_spec = {"package": directives.unchanged}  # noqa: RUF012 (as Sphinx has it)

    def run(self) -> list[nodes.Node]:
        """Write the picture beside the pages, and give the figure."""
        kind, scenario, variants = (*self.arguments, "")[:3]
        package = self.options.get("package", "")
        found = findings(scenario, variants)
        beside = _scored(found.scenario, package) if package else needed(kind, scenario, variants)
        picture = draw(kind, found, beside)
        name = ".".join(part for part in (kind, scenario, variants.replace("+", "-")) if part)
        if package:
            name += "." + package.replace(",", "-").replace("=", "-")
        save(picture, folder_of(self) / f"{name}.png", dpi=DPI)
        command = f"negsim chart {kind} {scenario}" + (f" --variant {variants}" if variants else "")
        command += f" --package {package}" if package else ""
        return [figure(self, f"{name}.png", alt_text(picture), command)]


class Charts(SphinxDirective):
    """Draw charts as a grid to choose from: small ones, each with its question."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Write the pictures beside the pages, and give the grid."""
        folder = folder_of(self)
        grid = nodes.container(classes=["charts"])
        for line in self.content:
            kind, scenario, variants = (*line.split(), "")[:3]
            picture = draw(kind, findings(scenario, variants), needed(kind, scenario, variants))
            name = f"small.{kind}"
            save(picture, folder / f"{name}.png", dpi=SMALL_DPI)
            image = nodes.image(uri=f"/{FOLDER}/{name}.png", alt=alt_text(picture))
            command = f"negsim chart {kind} {scenario}"
            command += f" --variant {variants}" if variants else ""
            grid += nodes.container(
                "",
                nodes.paragraph(
                    "", "", nodes.strong(text=kind), nodes.Text(f" {KINDS[kind].question}")
                ),
                image,
                nodes.paragraph("", "", nodes.literal(text=command)),
                classes=["chart"],
            )
        return [grid]


def setup(app: Sphinx) -> dict[str, bool]:
    """Tell Sphinx of the directives."""
    app.add_directive("chart", Chart)
    app.add_directive("charts", Charts)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
