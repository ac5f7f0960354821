"""Every chart that has something to show, with the question that it answers."""

from __future__ import annotations

from collections.abc import Iterator

from negsim.charts.kind import Kind
from negsim.charts.kinds import KINDS
from negsim.document.content import Image, Section
from negsim.document.lists import Unanswered, unanswered
from negsim.errors import TooLarge
from negsim.report.material import Material


def pictures(material: Material) -> Section:
    """Draw every chart that applies, each in a section named by its question."""
    sections = (section for kind in KINDS.values() for section in _picture(material, kind))
    return Section("pictures", "Pictures", sections=tuple(sections))


def _picture(material: Material, kind: Kind) -> Iterator[Section]:
    findings = material.findings
    try:
        if kind.part:
            needed = material.parts[kind.part]
            if needed is None or isinstance(needed, Unanswered):
                return
        else:
            needed = None if kind.needs is None else kind.needs(findings)
        if not kind.applies(findings, needed):
            return
        pages = kind.picture(findings, needed).pages
        images = tuple(
            Image(kind.name if number == 1 else f"{kind.name}-{number}", kind.question, page)
            for number, page in enumerate(pages, start=1)
        )
        yield Section(f"picture-of-{kind.name}", kind.question, images)
    except TooLarge as fault:
        found = Unanswered("; ".join(one.what for one in fault.faults) + ".")
        yield unanswered(f"picture-of-{kind.name}", kind.question, found)
