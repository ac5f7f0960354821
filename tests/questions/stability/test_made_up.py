"""Stability of made-up scenarios, with every word of the language, against the definitions and exact utilities."""

from __future__ import annotations

from itertools import product
from random import Random

import pytest

from negsim.language.model.scenario import Scenario
from negsim.questions.stability.find import stability
from negsim.questions.stability.result import Control
from negsim.questions.stability.who_moves import controls
from negsim.solve.kernels.stability import CONCEPTS
from negsim.solve.tables.formula import holds
from negsim.solve.tables.gains import utilities
from negsim.space.space import Space, compile_scenario
from tests.questions.changing import made_up
from tests.solve.conflicts_by_hand import Conflict

MADE_UP = [one for one in made_up(range(60)) if len(one.actors) > 1]


def some_moves(scenario: Scenario, seed: int) -> list[str]:
    draw = Random(seed)
    ways = ("", "", ":forward", ":back")
    return [
        f"{issue.id}={draw.choice(scenario.actors).id}{draw.choice(ways)}"
        for number, issue in enumerate(scenario.issues)
        if number == 0 or draw.random() < 0.8
    ]


def by_hand(space: Space, told: tuple[Control, ...]) -> tuple[Conflict, list[dict[str, object]]]:
    """The graph of moves among feasible packages, and the packages."""
    problem, control = space.problem, {one.issue: one for one in told}
    broken = (*problem.broken, *problem.barred)
    states = [
        package
        for package in product(*map(range, problem.sizes))
        if not any(holds(formula, package) for formula in broken)
    ]
    movers = sorted({space.actors.index(a) for one in told for a in one.actors})

    def may(actor: int, one: tuple[int, ...], other: tuple[int, ...]) -> bool:
        for issue, a, b in zip(space.issues, one, other, strict=True):
            if a != b:
                found = control.get(issue)
                if found is None or space.actors[actor] not in found.actors:
                    return False
                if found.direction != "both" and (found.direction == "forward") != (b > a):
                    return False
        return one != other

    def order(actor: int) -> dict[int, int]:
        crossed = problem.actors[actor].crossed
        keys = [
            (not any(holds(line, s) for line in crossed), utilities(problem, s)[actor])
            for s in states
        ]
        ranked = sorted(set(keys))
        return {k: ranked.index(key) for k, key in enumerate(keys)}

    conflict = Conflict(
        moves=[
            {
                k: frozenset(j for j, other in enumerate(states) if may(a, one, other))
                for k, one in enumerate(states)
            }
            for a in movers
        ],
        payoffs=[order(a) for a in movers],
        states=tuple(range(len(states))),
    )
    return conflict, [dict(space.words(s)) for s in states]


@pytest.mark.parametrize("number", range(len(MADE_UP)))
def test_equilibria_of_a_made_up_scenario_agree_with_the_definitions(number: int) -> None:
    scenario = MADE_UP[number]
    told = some_moves(scenario, number)
    space = compile_scenario(scenario)
    conflict, packages = by_hand(space, controls(scenario, told))
    found = stability(scenario, moves=told).everywhere
    assert found is not None
    assert [dict(one.package) for one in found.packages] == packages
    for concept in CONCEPTS:
        held = [k for k, one in enumerate(found.packages) if one.holds[concept]]
        assert held == conflict.equilibria(concept), concept
        assert found.equilibria[concept] == len(held)


def test_the_made_up_scenarios_are_of_every_kind() -> None:
    compiled = [compile_scenario(one).problem for one in MADE_UP]
    assert any(actor.bonuses or len(actor.tables) > 1 for p in compiled for actor in p.actors)
    assert any(actor.crossed for p in compiled for actor in p.actors)
    assert any(p.broken for p in compiled)
