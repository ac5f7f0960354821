"""Silences that would close it: what every package has, and an actor whose yes all need never said it accepts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

from negsim.language.claims.bearing import actors_about, tests_of
from negsim.language.claims.carried import BINDING, WISHING
from negsim.language.claims.formula import Every as AllHold
from negsim.language.claims.formula import bits, negated, of_clause, of_test
from negsim.language.claims.possible import Search, Undecided
from negsim.language.model.issues import Issue
from negsim.language.model.scenario import Scenario
from negsim.questions.codings.result import SilentLine
from negsim.questions.zone.result import Correction, Findings
from negsim.solve.choose import answer, choose
from negsim.solve.listing.scan import Scan
from negsim.solve.tables.problem import ActorTables, Problem, constant
from negsim.space.space import Space

ACCEPTING = (*BINDING, *WISHING, "acknowledgement")


@dataclass(frozen=True, eq=False)
class _Asked:
    """The packages that are asked about, as the zone of a problem."""

    problem: Problem
    size: int
    counts: tuple[tuple[int, ...], ...]  # per issue and option
    correction: tuple[str, ...] | None


@lru_cache(maxsize=2)  # a report tells of them twice
def silent_lines(findings: Findings) -> tuple[SilentLine, ...]:
    """List the options that every package asked about has and that an actor needed by all never said it accepts.

    Asked about are the packages of the zone; where it is empty, those that each minimal correction with the fewest
    members lets through.
    """
    found = [
        line
        for asked in _asked(findings)
        for a in _needed_by_all(asked)
        for line in _silent(findings.scenario, asked, a)
    ]
    return tuple(sorted(found, key=lambda line: line.correction or ()))


def _asked(findings: Findings) -> Iterator[_Asked]:
    problem = findings.space.problem
    if findings.zone.is_open:
        yield _Asked(problem, findings.zone.size, findings.answer.option_counts, None)
        return
    fewest = min((len(one.drop) for one in findings.corrections), default=0)
    for one in findings.corrections:
        if len(one.drop) == fewest:
            let_through = _let_through(findings, one)
            given = answer(let_through, choose(let_through))
            yield _Asked(let_through, given.zone_size, given.option_counts, one.drop)


def _let_through(findings: Findings, correction: Correction) -> Problem:
    """The problem whose zone is what a correction lets through, as far as what is suspect counts."""
    space, gone = findings.space, set(correction.drop)
    counts = "reservations" in findings.suspects
    actors = tuple(
        _relieved(space, a, gone, counts=counts) for a in range(len(space.problem.actors))
    )
    broken = tuple(
        formula
        for path, formula in zip(space.rules, space.problem.broken, strict=True)
        if path not in gone
    )
    return replace(space.problem, actors=actors, broken=broken)


def _relieved(space: Space, a: int, gone: set[str], *, counts: bool) -> ActorTables:
    """An actor without the lines that are gone, and without its reservation value where that is, or does not count."""
    actor = space.problem.actors[a]
    crossed = tuple(
        constant(False) if path in gone else formula
        for path, formula in zip(space.red_lines[a], actor.crossed, strict=True)
    )
    if counts and f"{space.actors[a]}.reservation_value" not in gone:
        return replace(actor, crossed=crossed)
    least = actor.offset + sum(int(table.values.min()) for table in actor.tables)
    least += sum(min(0, bonus.worth) for bonus in actor.bonuses)
    return replace(actor, crossed=crossed, reservation_value=Fraction(least, actor.scale))


def _needed_by_all(asked: _Asked) -> Iterator[int]:
    """The actors whose consent each of the packages needs; under a quota, without whose yes none would be left."""
    problem = asked.problem
    for a in problem.consenting if asked.size else ():
        actor = problem.actors[a]
        if problem.quota is None:
            if actor.needed is None or not _is_open(
                replace(problem, broken=(*problem.broken, actor.needed))
            ):
                yield a
            continue
        refusing = replace(actor, crossed=(constant(True),))
        actors = (*problem.actors[:a], refusing, *problem.actors[a + 1 :])
        if not _is_open(replace(problem, actors=actors)):
            yield a


def _is_open(problem: Problem) -> bool:
    """Whether anything is in the zone of a problem."""
    choice = choose(problem)
    if choice.engine == "sweep":
        return bool(answer(problem, choice).zone_size)
    return any(window.zone.any() for window in Scan(problem).windows())


def _silent(scenario: Scenario, asked: _Asked, a: int) -> Iterator[SilentLine]:
    actor = scenario.actors[a]
    for issue, counts in zip(scenario.issues, asked.counts, strict=True):
        held = [place for place, count in enumerate(counts) if count]
        if len(held) != 1:
            continue
        option = issue.options[held[0]].id
        if not _refuses(scenario, a, issue, option) and not _said(scenario, a, issue, held[0]):
            yield SilentLine(
                actor.id, issue.id, _shown(issue, held[0]), asked.size, asked.correction
            )


def _refuses(scenario: Scenario, a: int, issue: Issue, option: str) -> bool:
    """Whether every package with an option crosses a line of an actor, as it reads the option."""
    actor = scenario.actors[a]
    clauses = [line.clause for line in actor.red_lines if line.clause is not None]
    crossed = [negated(of_clause(clause, scenario.issue)) for clause in clauses]
    box = {
        one.id: bits(one, (o.id for o in one.options if o.id not in one.read_as(actor.id)))
        for one in scenario.issues
    }
    box[issue.id] = bits(issue, [issue.read_as(actor.id).get(option, option)])
    try:
        keeps = AllHold(tuple(negated(formula) for formula in crossed))
        return not Search(scenario.issue).can_hold(keeps, box)
    except Undecided:
        return False


def _said(scenario: Scenario, a: int, issue: Issue, place: int) -> bool:
    """Whether a claim about an actor says that it accepts an option."""
    for claim in scenario.all_claims:
        if claim.standing == "proposed" or claim.kind not in ACCEPTING:
            continue
        if scenario.actors[a].id not in actors_about(claim, scenario.actors):
            continue
        tests = dict(tests_of(claim, scenario.issue))
        if issue.id in tests and of_test(issue, tests[issue.id]).options >> place & 1:
            return True
    return False


def _shown(issue: Issue, place: int) -> str | int | float:
    if issue.range is None:
        return issue.options[place].id
    value = issue.range.values[place]
    return int(value) if value.denominator == 1 else round(float(value), 12)
