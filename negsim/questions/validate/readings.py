"""Readings whose order favours one side: the mild one first for some actors, the strict one first for others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from negsim.errors import Fault
from negsim.language.claims.carried import options_as_read
from negsim.language.claims.formula import Every, Formula, negated, of_clause
from negsim.language.claims.possible import Search, Undecided
from negsim.language.model.red_lines import Reading, RedLine
from negsim.language.model.scenario import Scenario

_Lean = Literal["mild", "strict"]


def lopsided_readings(scenario: Scenario) -> Iterator[Fault]:
    """Warn where the first readings, which are the base case, are mild for one actor and strict for another."""
    mild: dict[str, list[str]] = {}
    strict: dict[str, list[str]] = {}
    for actor in scenario.actors:
        leans = {line.id: _lean(scenario, actor.id, line) for line in actor.red_lines}
        if actor.consent.kind != "never" and len(set(leans.values()) - {None}) == 1:
            lines = [line for line, lean in leans.items() if lean is not None]
            side = mild if leans[lines[0]] == "mild" else strict
            side[actor.id] = lines
    if mild and strict:
        first, lines = next(iter(strict.items()))
        yield Fault(
            scenario.where.get(f"{first}.red_lines.{lines[0]}"),
            f"the readings that come first are the mildest of {_named(mild)}, and the strictest of {_named(strict)}",
            "the first reading is the base case: order them alike on all sides, or say why not",
        )


def _named(side: dict[str, list[str]]) -> str:
    return "; ".join(f"{actor} ({', '.join(lines)})" for actor, lines in side.items())


def _lean(scenario: Scenario, actor: str, line: RedLine) -> _Lean | None:
    """Whether the first reading demands least of all, or most; None where neither, or where all demand the same."""
    first, *others = line.readings
    try:
        above = [_implies(scenario, actor, one, first) for one in others]
        below = [_implies(scenario, actor, first, one) for one in others]
    except Undecided:
        return None
    if all(above) and not all(below):
        return "mild"
    return "strict" if all(below) and not all(above) else None


def _implies(scenario: Scenario, actor: str, one: Reading, other: Reading) -> bool:
    """Whether whatever keeps one reading keeps the other."""

    def demand(reading: Reading) -> Formula:
        return True if reading.clause is None else of_clause(reading.clause, scenario.issue)

    issues = {i for r in (one, other) if r.clause is not None for i in r.clause.issues()}
    box = {name: options_as_read(scenario.issue[name], actor) for name in sorted(issues)}
    between = Every((demand(one), negated(demand(other))))
    return not Search(scenario.issue).can_hold(between, box)
