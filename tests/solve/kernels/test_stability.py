"""Stability of whole arrays of states against the definitions, state by state."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from random import Random
from typing import Any

import numpy as np
import pytest

from negsim.errors import TooLarge
from negsim.solve.kernels.moves import Field, Move
from negsim.solve.kernels.stability import CONCEPTS, Counters, held
from negsim.solve.tables.problem import ActorTables, Axis, FormulaBonus, Problem, ScopeTable
from tests.solve.conflicts_by_hand import Conflict
from tests.solve.definitions import holds

DIRECTIONS: Any = ("both", "both", "forward", "back")


def ordered(*sizes: int) -> tuple[Axis, ...]:
    """Axes of ordered issues."""
    return tuple(Axis.of(n, is_ordered=True) for n in sizes)


def made_up(seed: int) -> tuple[Problem, dict[int, Move]]:
    """A small problem with ties and red lines, and who moves what: issues of two, of one way, and of nobody."""
    draw = Random(seed)
    sizes = tuple(draw.randint(2, 3) for _ in range(draw.randint(2, 4)))
    scope = tuple(range(len(sizes)))

    def table(low: int, high: int) -> np.ndarray[Any, Any]:
        cells = [draw.randint(low, high) for _ in product(*map(range, sizes))]
        return np.array(cells).reshape(sizes)

    actors = tuple(
        ActorTables(
            consent="always",
            needed=None,
            crossed=(ScopeTable(scope, table(0, 3) == 0),) if draw.random() < 0.4 else (),
            tables=(ScopeTable(scope, table(0, 5)),),
            bonuses=(FormulaBonus(ScopeTable(scope, table(0, 2) == 0), 2),)
            if draw.random() < 0.4
            else (),
            offset=0,
            scale=5,
            reservation_value=Fraction(0),
        )
        for _ in range(draw.randint(2, 4))
    )
    moves = {}
    for issue in scope:
        who = [a for a in range(len(actors)) if draw.random() < 0.45]
        moves[issue] = Move(tuple(who[:2]), draw.choice(DIRECTIONS))
    broken = (ScopeTable(scope, table(0, 4) == 0),)
    problem = Problem(sizes, ordered(*sizes), broken, (), actors, None)
    return problem, moves


def by_hand(problem: Problem, moves: dict[int, Move], movers: tuple[int, ...]) -> Conflict:
    """The same as a graph of states."""
    packages = list(product(*map(range, problem.sizes)))
    broken = problem.broken[0]
    assert isinstance(broken, ScopeTable)
    states = [k for k, package in enumerate(packages) if not broken.values[package]]

    def may(actor: int, one: tuple[int, ...], other: tuple[int, ...]) -> bool:
        for issue, (a, b) in enumerate(zip(one, other, strict=True)):
            if a == b:
                continue
            move = moves[issue]
            if actor not in move.actors:
                return False
            if (move.direction == "forward" and b < a) or (move.direction == "back" and b > a):
                return False
        return one != other

    def worth(actor: int, package: tuple[int, ...]) -> int:
        spec = problem.actors[actor]
        crosses = any(
            bool(line.values[package]) for line in spec.crossed if isinstance(line, ScopeTable)
        )
        earned = sum(bonus.worth for bonus in spec.bonuses if holds(bonus.formula, package))
        return int(spec.tables[0].values[package]) + earned + (0 if crosses else 1000)

    return Conflict(
        moves=[
            {k: frozenset(j for j in states if may(a, packages[k], packages[j])) for k in states}
            for a in movers
        ],
        payoffs=[{k: worth(a, packages[k]) for k in states} for a in movers],
        states=tuple(states),
    )


@pytest.mark.parametrize("counters", ["sequences", "once"])
@pytest.mark.parametrize("seed", range(60))
def test_concepts_agree_with_their_definitions_at_every_state(
    seed: int, counters: Counters
) -> None:
    problem, moves = made_up(seed)
    field = Field(problem, moves)
    conflict = by_hand(problem, moves, field.movers)
    for number, actor in enumerate(field.movers):
        found = held(field, actor, counters).stable
        for concept in CONCEPTS:
            stable = getattr(conflict, concept)
            wanted = [s for s in conflict.states if stable(number, s, counters == "once")]
            assert np.flatnonzero(found[concept]).tolist() == wanted, (actor, concept)


@pytest.mark.parametrize("seed", range(30))
def test_from_one_package_the_answer_is_that_of_the_whole(seed: int) -> None:
    problem, moves = made_up(seed)
    whole = Field(problem, moves)
    stable = {actor: held(whole, actor).stable for actor in whole.movers}
    for package in product(*map(range, problem.sizes)):
        if not whole.feasible[package]:
            continue
        part = Field(problem, moves, package)
        assert part.package(part.place(package)) == package
        for actor in part.movers:
            here, there = held(part, actor).stable, stable[actor]
            assert {c: here[c][part.place(package)] for c in CONCEPTS} == {
                c: there[c][package] for c in CONCEPTS
            }


@pytest.mark.parametrize("seed", range(60))
def test_the_reply_told_is_made_of_moves_that_gain_and_ends_where_it_says(seed: int) -> None:
    problem, moves = made_up(seed)
    field = Field(problem, moves)
    allowed = by_hand(problem, moves, field.movers).moves

    def number(place: tuple[int, ...]) -> int:
        return int(np.ravel_multi_index(place, field.shape))

    for actor in field.movers:
        found = held(field, actor)
        own = field.ranks[actor]
        for start in zip(*np.nonzero(field.feasible), strict=True):
            place = tuple(int(k) for k in start)
            for most in (int(own[place]), int(own[place]) - 1):
                path = found.sequential.path(place, most)
                assert (path is None) == (found.sequential.least[place] > most)
                for mover, other in path or ():
                    assert own[place] > most  # it ends where it can
                    assert mover != actor
                    assert number(other) in allowed[field.movers.index(mover)][number(place)]
                    assert field.ranks[mover][other] > field.ranks[mover][place]
                    place = other
                assert path is None or own[place] <= most
                place = tuple(int(k) for k in start)


def test_what_would_not_fit_into_memory_is_refused() -> None:
    problem = Problem((200,) * 4, ordered(200, 200, 200, 200), (), (), (), None)
    with pytest.raises(
        TooLarge, match=r"1,600,000,000 packages are too many .*\n.*one package \(`start`\)"
    ):
        Field(problem, {0: Move((0,))})
    assert Field(problem, {0: Move((0,))}, (0, 0, 0, 0)).shape == (200, 1, 1, 1)
    with pytest.raises(TooLarge, match="let fewer issues move"):
        Field(problem, {i: Move((0,)) for i in range(4)}, (0, 0, 0, 0))


def one_way(width: int, rows: int) -> tuple[Problem, dict[int, Move]]:
    worth = ScopeTable((0,), np.arange(width) % 7)
    actor = ActorTables("always", None, (), (worth,), (), 0, 7, Fraction(0))
    problem = Problem((width, rows), ordered(width, rows), (), (), (actor, actor), None)
    return problem, {0: Move((0,), "forward"), 1: Move((1,))}


def test_choices_that_go_one_way_are_refused_where_they_would_take_hours() -> None:
    problem, moves = one_way(4096, 20)
    with pytest.raises(TooLarge, match=r"4,096 choices of one actor.* follow in 81,920 packages"):
        held(Field(problem, moves), 1)
    problem, moves = one_way(64, 20)
    assert held(Field(problem, moves), 1).stable["nash"].all()


def test_many_opponents_cannot_each_answer_once() -> None:
    worth = ScopeTable((0,), np.arange(2))
    actor = ActorTables("always", None, (), (worth,), (), 0, 1, Fraction(0))
    problem = Problem((2,) * 10, ordered(*[2] * 10), (), (), (actor,) * 10, None)
    field = Field(problem, {i: Move((i,)) for i in range(10)})
    with pytest.raises(TooLarge, match=r"9 opponents can move in too many orders.*\n.*sequences"):
        held(field, 0, "once")


def test_numbers_beyond_a_machine_word_are_ranked_exactly() -> None:
    huge = 10**30
    tables = [ScopeTable((0,), np.array([huge, huge + 1, huge], dtype=object))]
    actors = (ActorTables("always", None, (), tuple(tables), (), 0, 1, Fraction(0)),)
    field = Field(Problem((3,), ordered(3), (), (), actors, None), {0: Move((0,))})
    assert field.ranks[0].tolist() == (field.ranks[0][0] + np.array([0, 1, 0])).tolist()
    assert held(field, 0).stable["nash"].tolist() == [False, True, False]
