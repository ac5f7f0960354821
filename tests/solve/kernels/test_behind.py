"""What a conflict hangs on, against every package tried with every set of rules."""

from __future__ import annotations

from collections.abc import Collection
from itertools import chain, product

import pytest
from hypothesis import HealthCheck, assume, given, settings

import negsim
from negsim.solve.answer import Suspect
from negsim.solve.kernels.behind import behind
from negsim.solve.tables.consent import is_enough
from negsim.solve.tables.formula import holds
from negsim.solve.tables.problem import Problem
from negsim.testing.strategies import scenarios

drawn = settings(max_examples=40, suppress_health_check=list(HealthCheck))


def leaves_nothing(
    problem: Problem,
    lines: Collection[Suspect],
    rules: Collection[int],
    barred: Collection[int],
) -> bool:
    """Whether no package, feasible or not, keeps these rules and suits enough as far as these red lines say."""
    for package in product(*(range(size) for size in problem.sizes)):
        if any(holds(problem.broken[r], package) for r in rules):
            continue
        if any(holds(problem.barred[b], package) for b in barred):
            continue
        refusing = set()
        for line in lines:
            actor = problem.actors[line.actor]
            needed = actor.needed is None or holds(actor.needed, package)
            if needed and holds(actor.crossed[line.number], package):
                refusing.add(line.actor)
        willing = set(problem.principals) - refusing
        if is_enough(problem, willing) and refusing <= set(problem.principals) - willing:
            return False
    return True


@drawn
@given(scenarios())
def test_what_a_conflict_hangs_on_is_enough_and_needed_whatever_the_scenario(
    study: negsim.Study,
) -> None:
    findings = study.run()
    problem = findings.space.problem
    assume(findings.suspects == ("red_lines",))
    barred = range(len(problem.barred))
    for conflict in findings.answer.conflicts.minimal_conflicts:
        found = behind(problem, conflict)
        assert found is not None
        assert leaves_nothing(problem, conflict, found.rules, found.barred)
        for rule in found.rules:
            fewer = [r for r in found.rules if r != rule]
            assert not leaves_nothing(problem, conflict, fewer, barred)
        for one in found.barred:
            fewer = [b for b in found.barred if b != one]
            assert not leaves_nothing(problem, conflict, found.rules, fewer)


@pytest.mark.parametrize(
    ("name", "variant"),
    [("harbour", ""), ("ukraine_2025", "korean_armistice"), ("minsk_2015", "implementation")],
)
def test_lines_and_the_rules_behind_them_are_a_conflict_once_rules_may_be_blamed(
    name: str, variant: str
) -> None:
    study = negsim.load(name)
    findings = study.run(variant)
    blamed = study.run(variant, suspects=["rules"])
    sets = {frozenset(conflict.paths) for conflict in blamed.conflicts}
    space = findings.space
    for conflict in findings.answer.conflicts.minimal_conflicts:
        found = behind(space.problem, conflict)
        assert found is not None
        named = chain(map(space.name, conflict), (space.rules[r] for r in found.rules))
        assert frozenset(named) in sets


def test_lines_that_collide_by_themselves_hang_on_nothing() -> None:
    findings = negsim.load("ukraine_2025").run()
    (conflict,) = findings.answer.conflicts.minimal_conflicts
    found = behind(findings.space.problem, conflict)
    assert found is not None
    assert (found.rules, found.barred) == ((), ())
