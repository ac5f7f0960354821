"""The first page: the answer's own sections, what a report knows beside, and what is coding."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from negsim.document.content import Section
from negsim.questions.brief import why_not
from negsim.questions.codings import Codings, with_first_page
from negsim.questions.ensemble.result import Ensemble
from negsim.questions.ratify import Ratifying, with_votes
from negsim.questions.zone.result import SolutionName
from negsim.questions.zone.tell import first_page
from negsim.report.material import Material


def front(material: Material, *, is_whole: bool = False) -> tuple[Section, ...]:
    """Give the sections of the first page; what the answer rests on comes last.

    Of knots a page has room for who stands where and what undoes them, and a chapter tells them demand by demand;
    where there is none, the sections themselves are asked to be whole.
    """
    found = material.findings
    *sections, rests = first_page(found, material.opened, _same(material), silences=False)
    if not (is_whole or found.zone.is_open):
        short = why_not(found, material.foundation)
        sections = [
            *(one if one.title else replace(one, title="What would undo them") for one in short),
            *(one for one in sections if one.id == "ratified"),
        ]
    coded = material.of(Codings)
    if coded is not None:
        rests = with_first_page(rests, coded)
    home = material.of(Ratifying)
    if home is not None:
        sections = [
            with_votes(one, home.scenario, home.deal) if one.id == "ratified" else one
            for one in sections
        ]
    told = (*sections, rests)
    return tuple(section for section in told if not section.is_empty)


def _same(material: Material) -> Mapping[SolutionName, float] | None:
    """In which share of draws a solution stays the same, where they were drawn."""
    found = material.of(Ensemble)
    if found is None:
        return None
    return {name: share for name, share in found.same_solution.items() if share is not None}
