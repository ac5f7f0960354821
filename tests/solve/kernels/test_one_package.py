from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import prod

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from negsim.solve.kernels import one_package as module
from negsim.solve.kernels.one_package import RankPlace, standing, verdict
from negsim.solve.tables.problem import Problem, QuotaRule
from tests.solve.definitions import Package, enough, gain, holds, needs, total
from tests.solve.problems import actor, contested, options, problem, problems, worth


def is_feasible(problem: Problem, x: Package) -> bool:
    return not any(holds(f, x) for f in (*problem.broken, *problem.barred))


def in_zone(problem: Problem, x: Package) -> bool:
    def accepts(a: int) -> bool:
        one = problem.actors[a]
        return not any(holds(line, x) for line in one.crossed) and gain(one, x) >= 0

    accepting = {a for a in range(len(problem.actors)) if accepts(a)}
    conditional = {
        a for a, one in enumerate(problem.actors) if one.consent == "when" and needs(problem, a, x)
    }
    return is_feasible(problem, x) and enough(problem, accepting) and conditional <= accepting


def gains_of(problem: Problem, x: Package) -> list[Fraction]:
    return [gain(problem.actors[a], x) for a in problem.principals]


def place(values: list[Fraction], own: Fraction) -> RankPlace:
    return RankPlace(sum(v > own for v in values), sum(v == own for v in values))


@settings(max_examples=settings().max_examples // 2)
@given(st.one_of(problems(), contested()), st.randoms(use_true_random=False))
def test_standing_agrees_with_the_definition(problem: Problem, rng: object) -> None:
    assume(problem.principals)
    everything = list(product(*(range(n) for n in problem.sizes)))
    feasible = [x for x in everything if is_feasible(problem, x)]
    assume(feasible)
    zone = [x for x in feasible if in_zone(problem, x)]
    x = rng.choice(zone or feasible)  # type: ignore[attr-defined]
    found = verdict(problem, x)
    assert found.is_feasible
    assert found.in_zone == (x in zone)
    fair = [y for y in zone if min(gains_of(problem, y)) >= 0]
    best = None
    if fair:
        best = [max(total(problem.actors[a], y) for y in fair) for a in problem.principals]
    stands = standing(problem, x, in_zone=found.in_zone, best=best)
    own = min(gains_of(problem, x))
    assert stands.smallest_gain == own
    assert stands.by_floor == place([min(gains_of(problem, y)) for y in feasible], own)
    if x not in zone:
        assert stands.by_floor_in_zone is None
        assert stands.by_nash is None
        return
    assert stands.by_floor_in_zone == place([min(gains_of(problem, y)) for y in zone], own)
    if x not in fair:
        assert stands.by_nash is None
        return
    counted = [
        i for i in range(len(problem.principals)) if max(gains_of(problem, y)[i] for y in fair) > 0
    ]

    def multiplied(y: Package) -> Fraction:
        return prod((gains_of(problem, y)[i] for i in counted), start=Fraction(1))

    assert stands.by_nash == place([multiplied(y) for y in fair], multiplied(x))


@settings(max_examples=settings().max_examples // 2)
@given(st.one_of(problems(), contested()))
def test_a_verdict_agrees_with_the_definition(problem: Problem) -> None:
    actors = problem.actors
    for x in product(*(range(n) for n in problem.sizes)):
        found = verdict(problem, x)
        assert found.broken == tuple(r for r, f in enumerate(problem.broken) if holds(f, x))
        assert found.is_barred == any(holds(f, x) for f in problem.barred)
        assert found.is_feasible == is_feasible(problem, x)
        assert found.crossed == tuple(
            tuple(k for k, f in enumerate(one.crossed) if holds(f, x)) for one in actors
        )
        assert found.is_below == tuple(gain(one, x) < 0 for one in actors)
        assert found.is_needed == tuple(needs(problem, a, x) for a in range(len(actors)))
        assert found.in_zone == in_zone(problem, x)


def test_what_harms_a_principal_that_is_outvoted_has_no_product_of_gains() -> None:
    outvoted = problem(
        (3,),
        actor(worth(0, 0, 2, 1), reservation_value=1),
        actor(worth(0, 2, 0, 1), reservation_value=1),
        quota=(QuotaRule(((0, Fraction(1)), (1, Fraction(1))), Fraction(1), ()),),
    )
    fair, unfair = (standing(outvoted, x, in_zone=True, best=(1, 1)) for x in ((2,), (1,)))
    assert unfair.by_nash is None
    assert fair.by_nash == RankPlace(0, 1)


@settings(max_examples=settings().max_examples // 2)
@given(st.one_of(problems(), contested()))
def test_ranks_counted_issue_by_issue_are_those_of_a_walk(problem: Problem) -> None:
    assume(problem.principals)
    everything = product(*(range(n) for n in problem.sizes))
    x = next((x for x in everything if is_feasible(problem, x)), None)
    assume(x is not None)
    assert x is not None
    inside = in_zone(problem, x)
    walked = standing(problem, x, in_zone=inside, best=None)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "COMPARED_WITH_ONE", -1.0)
        swept = standing(problem, x, in_zone=inside, best=None)
    assert swept == walked


def test_a_rank_among_a_million_million_packages_is_exact() -> None:
    # What counts for the one actor is the first of twelve issues of ten options; three of these are better.
    wide = problem((10,) * 12, actor(worth(0, *range(10)), scale=9))
    found = standing(wide, (6,) * 12, in_zone=True, best=[9])
    assert found.by_floor == RankPlace(3 * 10**11, 10**11)
    assert found.by_floor_in_zone == RankPlace(3 * 10**11, 10**11)
    assert found.by_nash is None  # products are not counted without going through the packages


def test_products_that_floats_cannot_tell_apart_are_told_apart() -> None:
    big = 2**60
    two = problem(
        (3, 3),
        actor(worth(0, big, big + 1, big + 2), scale=1),
        actor(worth(1, big, big + 1, big + 2), scale=1),
    )
    # big * (big + 2) = (big + 1)² - 1: just below its neighbour, and equal to its mirror image.
    found = standing(two, (0, 2), in_zone=True, best=[big + 2, big + 2])
    assert found.by_nash == RankPlace(4, 2)


def test_who_cannot_gain_is_left_out_of_the_product() -> None:
    two = problem((3,), actor(worth(0, 5, 5, 5), reservation_value=5), actor(worth(0, 0, 1, 2)))
    assert standing(two, (1,), in_zone=True, best=[5, 2]).by_nash == RankPlace(1, 1)


def test_a_verdict_names_rules_lines_and_reservation_values() -> None:
    one = problem(
        (3,),
        actor(worth(0, 0, 1, 2), crossed=(options(0, 3, 0), options(0, 3, 1))),
        actor(worth(0, 0, 1, 2), reservation_value=2, consent="never"),
        broken=(options(0, 3, 2),),
    )
    at_one = verdict(one, (1,))
    assert at_one.crossed == ((1,), ())
    assert at_one.is_below == (False, True)
    assert at_one.is_needed == (True, False)
    assert at_one.is_feasible
    assert not at_one.in_zone
    at_two = verdict(one, (2,))
    assert at_two.broken == (0,)
    assert not at_two.is_feasible
    assert not at_two.in_zone


def test_under_a_quota_products_are_told_only_where_no_principal_loses() -> None:
    one_is_enough = QuotaRule(((0, Fraction(1)), (1, Fraction(1))), Fraction(1), ())
    two = problem(
        (3,),
        actor(worth(0, 1, 2, 0), reservation_value=1),
        actor(worth(0, 2, 2, 9), reservation_value=1),
        quota=(one_is_enough,),
    )
    # The first option gives nobody less and the one nothing; the last is in the zone, and the one loses by it.
    assert standing(two, (0,), in_zone=True, best=[2, 2]).by_nash == RankPlace(1, 1)
