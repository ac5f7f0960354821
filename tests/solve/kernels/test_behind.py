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

drawn = settings(max_examples=settings().max_examples, suppress_health_check=list(HealthCheck))


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
        refusing = {
            line.actor
            for line in lines
            if holds(problem.actors[line.actor].crossed[line.number], package)
        }
        needed = {
            a
            for a, actor in enumerate(problem.actors)
            if actor.needed is not None and holds(actor.needed, package)
        }
        if is_enough(problem, set(problem.asked) - refusing, needed):
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
    [
        ("harbour", ""),
        ("ukraine_2025", "as_first_coded+korean_armistice"),
        ("minsk_2015", "implementation"),
    ],
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
    findings = negsim.load("ukraine_2025", ["as_first_coded"]).run()
    (conflict,) = findings.answer.conflicts.minimal_conflicts
    found = behind(findings.space.problem, conflict)
    assert found is not None
    assert (found.rules, found.barred) == ((), ())


RATIFIED = """
negsim: 1.1
scenario: ratified
title: A text that two bodies vote on
issues:
  a: {{ask: A?, options: {{x: X, y: Y, z: Z}}}}
  b: {{ask: B?, options: {{x: X, y: Y}}}}
rules:
  together: {{if: {{a: x}}, then: {{b: x}}, because: they hang together}}
  apart: {{forbid: {{a: z}}, because: nobody wants it}}
actors:
  government:
    consent: always
    red_lines: {{not_y: {{forbid: {{a: y}}}}}}
    ratification:
      parliament: {{votes: {{left: 40, right: 60}}, needs: majority}}
  left: {{consent: never, red_lines: {{only_x: {{require: {{b: x}}}}}}}}
  right:
    consent: {consent}
    red_lines: {{not_b: {{forbid: {{b: x}}}}}}
"""


@pytest.mark.parametrize("consent", ["never", "{when: {b: x}}", "always"])
def test_lines_of_those_who_vote_hang_on_rules_too(consent: str) -> None:
    findings = negsim.loads(RATIFIED.format(consent=consent)).run()
    problem = findings.space.problem
    assert not findings.zone.is_open
    for conflict in findings.answer.conflicts.minimal_conflicts:
        found = behind(problem, conflict)
        assert found is not None
        assert found.rules == (0, 1)
        assert leaves_nothing(problem, conflict, found.rules, ())
        assert not leaves_nothing(problem, conflict, (0,), ())
        assert not leaves_nothing(problem, conflict, (1,), ())
