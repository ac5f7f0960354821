"""Every chart that has something to show, with the question that it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from negsim.charts.kind import Kind
from negsim.charts.kinds import KINDS
from negsim.charts.output import COLUMN, PHONE, SLIDE, DrawingSheet, Picture, on_sheet
from negsim.document.content import Image, Section
from negsim.document.lists import Unanswered, unanswered
from negsim.errors import TooLarge
from negsim.questions.zone.result import Findings
from negsim.report.material import Material

CHAPTERS = ("wall", "openings")  # kinds that everybody sees after the first page


def first(findings: Findings) -> str:
    """Name the kind of the first page's picture: the term sheet where there is a deal, else the knot."""
    return "terms" if findings.zone.is_open else "knot"


def first_picture(material: Material, *, as_slide: bool = False) -> tuple[Image, ...]:
    """Draw the first page's picture for a page upright, or as a slide; all its pages, none where nothing is to show."""
    section = picture(material, first(material.findings), SLIDE if as_slide else COLUMN)
    images = (block for block in section.blocks if isinstance(block, Image))
    return tuple(replace(image, is_answer=not as_slide) for image in images)


def pictures(material: Material) -> Section:
    """Draw every other chart that applies, each in a section named by its question."""
    shown = (first(material.findings), *CHAPTERS)
    sections = (picture(material, name) for name in KINDS if name not in shown)
    found = tuple(section for section in sections if not section.is_empty)
    return Section("pictures", "Pictures", sections=found)


def picture(material: Material, name: str, size: DrawingSheet = SLIDE) -> Section:
    """Give a kind of chart on sheets of a size, drawn here where it has not been drawn already."""
    if (name, size) in material.drawn:
        return material.drawn[name, size]
    return draw(material.findings, material.parts, name, size)


def draw(
    findings: Findings, parts: Mapping[str, Any], name: str, size: DrawingSheet = SLIDE
) -> Section:
    """Draw a kind of chart on sheets of a size; an empty section where it has nothing to show.

    Parameters
    ----------
    findings : Findings
    parts : mapping
        As those of `Material`, with the one at least that the kind shows.
    name : str
    size : DrawingSheet
    """
    kind = KINDS[name]
    empty = Section(f"picture-of-{name}", kind.question)
    # What is handed on by itself is no page of a telephone.
    is_read = (name, size) != (first(findings), SLIDE)
    try:
        needed = parts[kind.part] if kind.part else kind.needs and kind.needs(findings)
        is_asked = not kind.part or not (needed is None or isinstance(needed, Unanswered))
        if not is_asked or not kind.applies(findings, needed):
            return empty
        drawn = _drawn(kind, findings, needed, size)
        upright = _drawn(kind, findings, needed, PHONE) if drawn and is_read else None
    except TooLarge as fault:
        found = Unanswered("; ".join(one.what for one in fault.faults) + ".")
        return unanswered(empty.id, empty.title, found)
    if drawn is None:
        return empty
    first_page, *others = drawn.pages
    # A telephone scrolls: what goes on from page to page elsewhere is one picture there.
    images = [Image(name, kind.question, first_page, upright)]
    images += [Image(f"{name}-{k}", kind.question, page) for k, page in enumerate(others, start=2)]
    return Section(empty.id, empty.title, tuple(images))


def _drawn(kind: Kind, findings: Findings, needed: Any, size: DrawingSheet) -> Picture | None:
    """Draw it; nothing where it has nothing to show."""
    with on_sheet(size):
        drawn = kind.picture(findings, needed)
    return None if drawn.note else drawn
