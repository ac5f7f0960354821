"""A folder with all that there is to hand on: results, charts, the report for the screen, Word and Excel."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from negsim.charts.kinds import KINDS
from negsim.charts.output import render, unshown_in_words
from negsim.document.document import images
from negsim.files import make_folder, write_bytes, write_text
from negsim.questions.zone.result import Findings
from negsim.report.briefing import briefing
from negsim.report.html import html
from negsim.report.word.word import PICTURE_DPI, word
from negsim.report.workbook import workbook

if TYPE_CHECKING:
    from negsim.charts.output import Picture
    from negsim.report.material import Material

CHARTS = "charts"
EARLIER = ("acceptance", "compare", "packages")  # kinds that were called so


@dataclass(frozen=True)
class Written:
    """A file that has been written, and what is to be known of it."""

    path: Path
    says: str | None = None


def write_answers(findings: Findings, folder: Path, limit: int) -> Iterator[Written]:
    """Write what `run` found: `result.json`, and `zone.csv` with at most so many packages.

    Raises
    ------
    OutputError
        The folder cannot be made, or a file cannot be written: each is written whole or not at all.
    """
    make_folder(folder)
    write_text(folder / "result.json", findings.to_json())
    yield Written(folder / "result.json")
    text, left_off = findings.zone_csv(limit)
    write_text(folder / "zone.csv", text)
    yield Written(folder / "zone.csv", left_off)


def write_brief(material: Material, folder: Path, limit: int) -> Iterator[Written]:
    """Write the report as HTML, Word and Excel, and its charts as PNG.

    Charts of an earlier brief in the same folder are taken away where this one has none of their kind.

    Raises
    ------
    OutputError
        As for `write_answers`.
    """
    document = briefing(material)

    @cache
    def png(picture: Picture) -> bytes:
        return render(picture, dpi=PICTURE_DPI)

    files: dict[str, Callable[[], bytes]] = {
        "report.html": lambda: html(document).encode("utf-8"),
        "report.docx": lambda: word(document, png),
        "tables.xlsx": lambda: workbook(material, limit=limit),
    }
    for name, make in files.items():
        write_bytes(folder / name, make())
        is_drawn = name == "report.docx"
        pictures = [image.picture for image in images(document)] if is_drawn else []
        yield Written(folder / name, unshown_in_words(pictures) or None)
    drawn = {image.kind: image.picture for image in images(document)}
    make_folder(folder / CHARTS)
    # Of a kind that has several pages the others are called kind-2, kind-3, …
    for path in (folder / CHARTS).glob("*.png"):
        if path.stem not in drawn and path.stem.rstrip("-0123456789") in {*KINDS, *EARLIER}:
            with suppress(OSError):
                path.unlink()
    for name, picture in drawn.items():
        path = folder / CHARTS / f"{name}.png"
        write_bytes(path, png(picture))
        yield Written(path)
