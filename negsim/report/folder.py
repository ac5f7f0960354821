"""A folder with all that there is to hand on: results, charts, the report for the screen, Word and Excel."""

from __future__ import annotations

import os
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
from negsim.language.model.scenario import Scenario
from negsim.questions.zone.result import Findings
from negsim.report.briefing import briefing
from negsim.report.html import html
from negsim.report.pictures import first_picture
from negsim.report.word.word import PICTURE_DPI, word
from negsim.report.workbook import workbook

if TYPE_CHECKING:
    from negsim.charts.output import Picture
    from negsim.report.material import Material

CHARTS = "charts"
SOURCE = "source"  # the folder of the files that a brief was made from
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


def write_source(scenario: Scenario, folder: Path) -> Iterator[Written]:
    """Write the scenario's file, its registers and its note as they stand, so that whoever gets them can ask again.

    They keep their places beside one another, in which they find one another. Of a scenario without a file there is
    nothing to write.

    Raises
    ------
    OutputError
        As for `write_answers`.
    """
    path = Path(scenario.path)
    if not path.is_file():
        return
    names = [*scenario.claims, *filter(None, [scenario.brief and scenario.brief.file])]
    beside = [Path(os.path.normpath(path.parent / str(name))) for name in names]
    files = [one.absolute() for one in (path, *beside) if one.is_file()]
    above = Path(os.path.commonpath([one.parent for one in files]))
    for one in dict.fromkeys(files):
        target = folder / SOURCE / one.relative_to(above)
        make_folder(target.parent)
        write_bytes(target, one.read_bytes())
        yield Written(target)


def write_brief(material: Material, folder: Path, limit: int) -> Iterator[Written]:
    """Write the report as HTML, Word and Excel, its charts as PNG, and the files that it was made from.

    Charts of an earlier brief in the same folder are taken away where this one has none of their kind.

    Raises
    ------
    OutputError
        As for `write_answers`.
    """
    document, annex = briefing(material), material.settings.annex

    @cache
    def png(picture: Picture) -> bytes:
        return render(picture, dpi=PICTURE_DPI)

    files: dict[str, Callable[[], bytes]] = {
        "report.html": lambda: html(document, is_folded=not annex).encode("utf-8"),
        "report.docx": lambda: word(document if annex else document.without_annex(), png),
        "tables.xlsx": lambda: workbook(material, limit=limit),
    }
    for name, make in files.items():
        write_bytes(folder / name, make())
        is_drawn = name == "report.docx"
        pictures = [image.picture for image in images(document)] if is_drawn else []
        yield Written(folder / name, unshown_in_words(pictures) or None)
    # Charts to hand on are slides, whatever shape the first page gave its picture.
    slides = (*images(document), *first_picture(material, as_slide=True))
    drawn = {image.kind: image.picture for image in slides}
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
    yield from write_source(material.base, folder)
