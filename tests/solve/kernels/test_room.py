from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings

from negsim.solve.kernels.room import ZoneFloor, room
from negsim.solve.listing import halves
from negsim.solve.tables.gains import utilities
from negsim.solve.tables.problem import ActorTables, Problem, ScopeTable, constant
from tests.solve.definitions import Definitions, holds
from tests.solve.problems import contested, problem, problems


def with_actor(p: Problem, a: int, changed: ActorTables) -> Problem:
    return replace(p, actors=(*p.actors[:a], changed, *p.actors[a + 1 :]))


def zone_of(p: Problem) -> ZoneFloor:
    """The packages that suit everyone, one by one, and the most that the worst off gains."""
    found = Definitions(p)
    floors = (min(found.principal_gains(x), default=Fraction(0)) for x in found.zone)
    return ZoneFloor(len(found.zone), max(floors, default=None))


def assert_agrees(p: Problem) -> None:
    found = room(p)
    assert found.zone.size == zone_of(p).size
    assert set(found.actors) == set(p.asked)
    for (a, k), line in found.lines.items():
        actor = p.actors[a]
        dropped = (*actor.crossed[:k], constant(False), *actor.crossed[k + 1 :])
        without = zone_of(with_actor(p, a, replace(actor, crossed=dropped)))
        assert line.without.size == without.size
        assert found.zone.size <= line.one_step.size <= line.without.size
        if p.principals:
            assert line.without.floor == without.floor
    for issue, zones in enumerate(found.options):
        for option, zone in enumerate(zones):
            barred = ScopeTable((issue,), np.arange(p.sizes[issue]) != option)
            fixed = zone_of(replace(p, barred=(*p.barred, barred)))
            assert zone.size == fixed.size
            if p.principals:
                assert zone.floor == fixed.floor


@settings(max_examples=settings().max_examples * 3 // 4)
@given(problems(most_packages=60))
def test_every_figure_is_that_of_the_zone_with_the_demand_changed(p: Problem) -> None:
    assert_agrees(p)


@given(contested())
def test_so_it_is_where_few_packages_suit_everyone(p: Problem) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(halves, "COLUMNS", 4)
        patch.setattr(halves, "CELLS", 16)
        assert_agrees(p)


@settings(max_examples=settings().max_examples * 2)
@given(contested())
def test_room_is_the_highest_reservation_value_at_which_the_zone_is_open(p: Problem) -> None:
    for a, one in room(p).actors.items():

        def is_open(reservation: Fraction, a: int = a) -> bool:
            asks = replace(p.actors[a], reservation_value=reservation)
            return zone_of(with_actor(p, a, asks)).size > 0

        if one.utility is None:
            assert is_open(Fraction(10**6)) == is_open(Fraction(-(10**6))) == one.lives_without
        else:
            assert is_open(one.utility)
            assert not is_open(one.utility + Fraction(1, 10**9))
            assert one.package is not None
            assert utilities(p, one.package)[a] == one.utility
            assert not any(holds(line, one.package) for line in p.actors[a].crossed)


@given(contested())
def test_an_actor_that_accepts_all_adds_what_it_alone_stopped(p: Problem) -> None:
    found = room(p)
    for a, one in found.actors.items():
        meek = replace(p.actors[a], crossed=(), reservation_value=Fraction(-(10**6)))
        assert zone_of(with_actor(p, a, meek)).size == found.zone.size + one.sole_blocker_of


def test_a_line_crossed_everywhere_is_not_within_a_step() -> None:
    actor = ActorTables("always", None, (constant(True),), (), (), 0, 1, Fraction(0))
    p = problem((2, 2), actor, is_ordered=(True, False))
    found = room(p).lines[0, 0]
    assert (found.without.size, found.one_step.size) == (4, 0)
