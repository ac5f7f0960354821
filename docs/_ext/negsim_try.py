"""The page to explore, written beside the pages while they are built, to be tried in the browser.

It is the very page that ``negsim explore`` makes: one file, which answers by itself.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import negsim
from negsim.explore.model.model import explorable
from negsim.explore.page import page
from negsim.explore.written import answer_written

if TYPE_CHECKING:
    from sphinx.application import Sphinx

SCENARIOS = ("ukraine_2025",)
FOLDER = "try"  # of the pages


def write(app: Sphinx, fault: Exception | None) -> None:
    """Write a page for each scenario, once the others are built."""
    if fault is not None or app.builder.format != "html":
        return
    folder = Path(app.outdir) / FOLDER
    folder.mkdir(exist_ok=True)
    for name in SCENARIOS:
        base = negsim.load(name).base
        text = page(explorable(base), answer_written(base))
        (folder / f"{name}.html").write_text(text, encoding="utf-8")


def setup(app: Sphinx) -> dict[str, bool]:
    """Tell Sphinx of the pages."""
    app.connect("build-finished", write)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
