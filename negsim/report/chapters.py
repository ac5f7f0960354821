"""What everybody reads after the first page: the wall, the ways out, how sure it is, and what nobody has said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from negsim.document.content import Fact, Facts, Image, Prose, Section, Span, Table, prose
from negsim.document.lists import Unanswered, present
from negsim.document.result import told
from negsim.questions.zone.knots import closed
from negsim.questions.zone.tell import elements
from negsim.report.material import Material
from negsim.report.parts import PARTS
from negsim.report.pictures import CHAPTERS, picture
from negsim.report.unsaid import unsaid

# Questions whose answers say how firmly the first page stands.
SURE = ("codings", "readings", "ensemble", "simulate", "ratify", "trace", "backtest")


def chapters(material: Material, rest: Sequence[Image] = ()) -> tuple[Section, ...]:
    """Give the sections between the first page and the annex, in reading order.

    Parameters
    ----------
    material : Material
    rest : sequence of Image
        Pages of the first page's picture for which that had no room.
    """
    goes_on = Section("goes-on", "The picture of the first page, continued", tuple(rest))
    pictures = (picture(material, name) for name in CHAPTERS)
    return present(goes_on, *pictures, *every_knot(material), _sure(material), unsaid(material))


def every_knot(material: Material) -> Iterator[Section]:
    """Tell the knots demand by demand, and what undoes them with what every deal then holds."""
    found = material.findings
    if found.zone.is_open:
        return
    for one in closed(found, material.foundation, material.opened):
        more = "demand by demand" if one.id == "knots" else "and what that opens"
        yield _renamed(replace(one, title=f"{one.title}, {more}"))


def _renamed(section: Section) -> Section:
    """Give a section names of its own where the first page has it too, in short."""
    blocks = tuple(
        replace(one, id=f"every-{one.id}") if isinstance(one, Table) else one
        for one in section.blocks
    )
    inner = tuple(map(_renamed, section.sections))
    return replace(section, id=f"every-{section.id}", blocks=blocks, sections=inner)


def _sure(material: Material) -> Section:
    """Tell in a sentence each how firmly the answer stands: on its coding, its words, its numbers, its time."""
    facts = tuple(Fact(prose(Span(title, "strong")), says) for title, says in _answers(material))
    return Section("sure", "How sure it is", (Facts(facts, is_stacked=True),) if facts else ())


def _answers(material: Material) -> Iterator[tuple[str, Prose]]:
    for part in PARTS:
        found = material.parts[part.name]
        if part.name not in SURE or found is None or isinstance(found, Unanswered):
            continue
        section = told(found)
        if section.said is not None:
            yield section.title, prose(Span(section.said.opening), section.said.rest)
    yield "What is coded", prose(elements(material.foundation.elements))
