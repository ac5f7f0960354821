"""Gaps: ordered issues on which two lines that exclude one another leave nothing in between."""

from __future__ import annotations

from collections.abc import Iterator

from negsim.language.claims.carried import options_as_read
from negsim.language.claims.formula import bits, of_clause
from negsim.language.claims.possible import Search, Undecided
from negsim.language.model.issues import Issue
from negsim.language.model.scenario import Scenario
from negsim.questions.codings.result import OptionGap
from negsim.questions.zone.result import Findings
from negsim.space.members import Member


def gaps(findings: Findings) -> tuple[OptionGap, ...]:
    """List, for each minimal conflict of two red lines, the ordered issues that they part.

    Of the options that each line leaves possible, whatever the other issues and as its holder reads them, all of one
    come before all of the other: the last of the first and the first of the second are what an option might stand
    between.
    """
    return tuple(
        gap
        for conflict in findings.conflicts
        if len(conflict.members) == 2
        and all(member.layer == "red_lines" for member in conflict.members)
        for issue in findings.scenario.issues
        if issue.is_ordered or issue.is_numeric
        for gap in _gap(findings, conflict.members, issue)
    )


def _gap(findings: Findings, members: tuple[Member, ...], issue: Issue) -> Iterator[OptionGap]:
    scenario = findings.scenario
    try:
        left = [_possible(scenario, member, issue) for member in members]
    except Undecided:
        return
    aside = {
        place
        for member in members
        if member.actor is not None
        for option in issue.read_as(member.actor)
        for place in [issue.position[option]]
    }
    places = [[place for place in one if place not in aside] for one in left]
    if not all(places):
        return
    first, second = sorted(places)
    if first[-1] < second[0]:
        shown = _as_shown(issue)
        paths = tuple(member.path for member in members)
        yield OptionGap(paths, issue.id, (shown[first[-1]], shown[second[0]]))


def _possible(scenario: Scenario, member: Member, issue: Issue) -> list[int]:
    """The places of the options with which a line can be kept; of those that have a place in the order."""
    assert member.actor is not None
    clause = scenario.red_lines[member.path].clause
    assert clause is not None
    keeps = of_clause(clause, scenario.issue)
    box = {
        name: options_as_read(scenario.issue[name], member.actor)
        for name in dict.fromkeys((*clause.issues(), issue.id))
    }
    search = Search(scenario.issue)
    places = []
    for place, option in enumerate(issue.options):
        one = box[issue.id] & bits(issue, [option.id])
        if option.id != "left_open" and one and search.can_hold(keeps, {**box, issue.id: one}):
            places.append(place)
    return places


def _as_shown(issue: Issue) -> list[str | int | float]:
    if issue.range is None:
        return [option.id for option in issue.options]
    return [
        int(value) if value.denominator == 1 else round(float(value), 12)
        for value in issue.range.values
    ]
