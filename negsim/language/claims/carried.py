"""Which red lines a claim carries: how a line stands to what its sources say.

A claim carries a line when whatever meets the claim keeps the line, and the line can be crossed: it says at least as
much as the line. What sort of claim it is (a red line, an aim) then tells whether the line was stated or hardened.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from negsim.language.claims.bearing import actors_about, tests_of
from negsim.language.claims.formula import (
    Every,
    Formula,
    bits,
    issues_of,
    negated,
    of_clause,
    of_test,
)
from negsim.language.claims.possible import Search, Undecided
from negsim.language.model.conditions import Clause
from negsim.language.model.evidence import Claim, Sources
from negsim.language.model.issues import Issue
from negsim.language.model.red_lines import RedLine
from negsim.language.model.scenario import Scenario

LineStatus: TypeAlias = Literal[
    "stated", "hardened", "stretched", "assumed", "unsourced", "undecided"
]
BINDING = ("red_line", "obligation", "condition", "ruling", "threat")
WISHING = ("aim", "demand", "position", "offer")
FEARING = ("concern",)


@dataclass(frozen=True)
class Carried:
    """How a red line, in one reading, stands to its sources.

    Parameters
    ----------
    status : str or None
        None where the reading draws no line; `undecided` where the bound of the search was reached before it was known
        whether a claim carries the line, and that matters.
    grade : str or None
        The best among the claims that carry it; None where none does.
    carried_by : tuple of Claim
        In the order in which the line names them.
    """

    status: LineStatus | None
    grade: str | None = None
    carried_by: tuple[Claim, ...] = ()


def line_to_dict(line: Carried | None) -> dict[str, Any]:
    """Give the keys that results show of how a red line stands; nothing of anything else."""
    if line is None:
        return {}
    return {"line": line.status, "carried_by": [claim.full_id for claim in line.carried_by]}


def carried(scenario: Scenario, actor: str, line: RedLine, reading: int | None = None) -> Carried:
    """Say how a red line stands to its sources.

    Parameters
    ----------
    scenario : Scenario
        Whose issues, actors and claims are meant; rules, and what variants fix or exclude, do not matter.
    actor : str
        Whose line it is.
    line : RedLine
    reading : int, optional
        Which of its readings; the one in force where it is not given.
    """
    reading = line.reading if reading is None else reading
    clause = line.readings[reading].clause
    sources = line.sources_of(line.readings[reading])
    if clause is None:
        return Carried(None)
    if not sources:
        return Carried("unsourced")
    named = named_claims(scenario, sources)
    if not named:
        return Carried("assumed")
    sure, perhaps = [], []
    for claim in named:
        try:
            if carries(scenario, actor, clause, claim):
                sure.append(claim)
        except Undecided:
            perhaps.append(claim)
    status, grade = _judged(sure)
    if _judged([*sure, *perhaps]) != (status, grade):
        status, grade = "undecided", None
    return Carried(status, grade, tuple(sure))


def _judged(carrying: list[Claim]) -> tuple[LineStatus, str | None]:
    """Give status and grade of a line that names claims, by those that carry it."""
    if not carrying:
        return "stretched", None
    is_stated = any(claim.kind in BINDING for claim in carrying)
    return "stated" if is_stated else "hardened", min(claim.grade for claim in carrying)


def named_claims(scenario: Scenario, sources: Sources) -> tuple[Claim, ...]:
    """Give the claims that an element names, in its order, each once."""
    names = dict.fromkeys(source.claim for source in sources if source.claim is not None)
    return tuple(scenario.claim[name] for name in names)


def carries(scenario: Scenario, actor: str, clause: Clause, claim: Claim) -> bool:
    """Whether a claim says at least as much as a red line of an actor demands.

    Notes
    -----
    Some way to choose options of the issues in the clause and the claim meets the claim, every such way keeps the line,
    and some way of choosing crosses it. Ways choose among the options as the actor reads them: not those that it reads
    as others. A concern says what is feared: it is met where its tests do not all hold.

    Raises
    ------
    Undecided
        Where that is a puzzle beyond the bound of the search.
    """
    if claim.kind not in BINDING + WISHING + FEARING:
        return False
    about = actors_about(claim, scenario.actors)
    if about and actor not in about:
        return False
    tests = tests_of(claim, scenario.issue)
    if not tests:
        return False
    said: Formula = Every(tuple(of_test(scenario.issue[name], test) for name, test in tests))
    if claim.kind in FEARING:
        said = negated(said)
    crossed = negated(of_clause(clause, scenario.issue))
    box = {
        name: options_as_read(scenario.issue[name], actor)
        for name in dict.fromkeys((*issues_of(said), *clause.issues()))
    }

    def can_hold(formula: Formula) -> bool:
        return Search(scenario.issue).can_hold(formula, box)

    return can_hold(said) and not can_hold(Every((said, crossed))) and can_hold(crossed)


def options_as_read(issue: Issue, actor: str) -> int:
    """Give the options of an issue among which an actor chooses, as bits: all but those that it reads as others."""
    others = issue.read_as(actor)
    return bits(issue, (option.id for option in issue.options if option.id not in others))
