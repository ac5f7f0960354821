"""Packages in order, listed and swept, against sorting them all."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from fractions import Fraction
from itertools import combinations, product
from math import prod
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negsim.errors import TooLarge
from negsim.solve.answer import By
from negsim.solve.kernels import ranking as module
from negsim.solve.kernels.better_for_all import _swept, n_better_for_all
from negsim.solve.kernels.nearest import nearest
from negsim.solve.kernels.one_package import Verdict, verdict
from negsim.solve.kernels.ranking import listed, rank
from negsim.solve.kernels.refusals import LineSteps
from negsim.solve.listing.numbering import package_at
from negsim.solve.sweep import ranking as swept
from negsim.solve.tables.problem import Problem, QuotaRule
from negsim.solve.tables.steps import FAR
from tests.solve import definitions
from tests.solve.definitions import Package, gain, total
from tests.solve.problems import actor, contested, problem, problems, truth_tables, worth

AS_MANY = settings(max_examples=settings().max_examples // 4)
ANY = st.one_of(problems(), contested())


class Sorted:
    """The feasible packages of a problem, and what they are sorted by."""

    def __init__(self, p: Problem) -> None:
        self.problem, steps = p, LineSteps(p)
        self.every: list[Package] = list(product(*(range(n) for n in p.sizes)))
        self.found = {x: verdict(p, x) for x in self.every}
        self.feasible = [x for x in self.every if self.found[x].is_feasible]
        self.refusing = {
            x: [a for a, refuses in enumerate(one.is_refused) if refuses]
            for x, one in self.found.items()
        }
        self.away = {x: self._away(steps, x) for x in self.every}

    def _away(self, steps: LineSteps, x: Package) -> float:
        """Steps of all that are needed, and of the voters whose yes makes their bodies pass at the fewest."""
        found, actors = self.found[x], self.problem.actors
        own = [steps.of(x, a, crossed) for a, crossed in enumerate(found.crossed)]
        known = [float("inf") if step is None else step for step in own]
        away = 0.0
        for a, is_needed in enumerate(found.is_needed):
            if is_needed:
                away += known[a]
                away += sum(self._of_body(body, known, found) for body in actors[a].bodies)
        return away

    def _of_body(self, body: QuotaRule, known: list[float], found: Verdict) -> float:
        agree = {a for a, own in enumerate(found.crossed) if not own and not found.is_below[a]}
        others = [voter for voter, _ in body.votes if voter not in agree]
        enough = [
            sum(known[voter] for voter in some)
            for n in range(len(others) + 1)
            for some in combinations(others, n)
            if sum(votes for voter, votes in body.votes if voter in agree.union(some))
            >= body.at_least
        ]
        return min(enough, default=float("inf"))

    def gains(self, x: Package) -> list[Fraction]:
        return [gain(self.problem.actors[a], x) for a in self.problem.principals]

    def floor(self, x: Package) -> Fraction:
        return min(self.gains(x), default=Fraction(0))

    def nearest(self, x: Package) -> Any:
        in_zone = self.found[x].in_zone
        return (not in_zone, len(self.refusing[x]), self.away[x], -self.floor(x))

    def by(self, by: By) -> list[Package]:
        actors = self.problem.actors
        keys: dict[By, Callable[[Package], Any]] = {
            "nearest": self.nearest,
            "floor": lambda x: -self.floor(x),
            "nash": lambda x: (
                -prod((max(g, Fraction(0)) for g in self.gains(x)), start=Fraction(1))
            ),
            "utilitarian": lambda x: (
                -sum(
                    (
                        gain(actors[a], x) + actors[a].reservation_value
                        for a in self.problem.principals
                    ),
                    Fraction(0),
                )
            ),
        }
        key = keys[by] if isinstance(by, str) else lambda x: -total(actors[by], x)
        return sorted(self.feasible, key=key)

    def is_better_for_all(self, x: Package, than: Package) -> bool:
        mine, theirs = self.gains(than), self.gains(x)
        return mine != theirs and all(map(Fraction.__ge__, theirs, mine))


def orders(p: Problem) -> list[By]:
    return ["nearest", "floor", "nash", "utilitarian", *range(len(p.actors))]


def packages_of(p: Problem, index: Any) -> list[Package]:
    return [package_at(int(i), p.sizes) for i in index]


@AS_MANY
@given(ANY, st.data())
def test_every_order_is_that_of_its_definition(p: Problem, data: st.DataObject) -> None:
    by_hand, by = Sorted(p), data.draw(st.sampled_from(orders(p)))
    limit = data.draw(st.sampled_from([None, 0, 1, 3, 1000]))
    wanted = by_hand.by(by)
    found = rank(p, by, limit=limit)
    assert found.of == len(wanted)
    assert packages_of(p, found.index) == wanted[:limit]
    for place, x in enumerate(wanted[:limit]):
        assert found.in_zone[place] == by_hand.found[x].in_zone
        assert found.refusing[place].nonzero()[0].tolist() == by_hand.refusing[x]
        assert (found.steps[place] == FAR) == (by_hand.away[x] == float("inf"))
        assert found.steps[place] in (by_hand.away[x], FAR)


@AS_MANY
@given(problems(), st.data())
def test_a_condition_keeps_the_packages_where_it_holds(p: Problem, data: st.DataObject) -> None:
    condition = data.draw(truth_tables(p.sizes, 1))
    wanted = [
        x for x in Sorted(p).by("floor") if condition.values[tuple(x[i] for i in condition.scope)]
    ]
    found = rank(p, "floor", within=condition)
    assert packages_of(p, found.index) == wanted
    assert list(swept.rank(p, "floor", 1000, condition).packages) == wanted


@AS_MANY
@given(ANY, st.data())
def test_sweeping_gives_the_same_order(p: Problem, data: st.DataObject) -> None:
    by, limit = data.draw(st.sampled_from(orders(p))), data.draw(st.sampled_from([0, 1, 4, 1000]))
    if by == "nearest" and p.quota is None and p.voters:
        in_zone = int(rank(p, by).in_zone.sum())
        with suppress(TooLarge):
            zone = swept.rank(p, by, min(limit, in_zone)).packages
            assert list(zone) == packages_of(p, rank(p, by, limit=min(limit, in_zone)).index)
        return
    if by == "nearest" and p.quota is not None and Sorted(p).feasible:
        with pytest.raises(TooLarge, match="where votes decide the nearest of so many packages"):
            swept.rank(p, by, 10**6)
        return
    listed_first, found = rank(p, by, limit=limit), swept.rank(p, by, limit)
    assert found.of == listed_first.of
    assert list(found.packages) == packages_of(p, listed_first.index)
    again = listed(p, found.of, found.packages)
    assert again.steps.tolist() == listed_first.steps.tolist()
    assert again.in_zone.tolist() == listed_first.in_zone.tolist()
    assert again.refusing.tolist() == listed_first.refusing.tolist()


def test_only_as_many_are_held_as_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PENDING", 5)
    p = problem((7, 5), actor(worth(0, 3, 1, 4, 1, 5, 9, 2), worth(1, 6, 5, 3, 5, 8)))
    everything = rank(p, 0).index.tolist()
    for limit in (1, 2, 10):
        assert rank(p, 0, limit=limit).index.tolist() == everything[:limit]
        assert rank(p, "nearest", limit=limit).index.tolist() == everything[:limit]


def test_products_are_not_compared_where_too_many_gain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(swept, "GAINING", 3)
    p = problem((7, 5), actor(worth(0, 3, 1, 4, 1, 5, 9, 2)))
    with pytest.raises(TooLarge, match="everybody gains in more than 3 packages"):
        swept.rank(p, "nash", 2)


@AS_MANY
@given(ANY, st.randoms(use_true_random=False))
def test_what_is_better_for_all_is_counted(p: Problem, rng: Any) -> None:
    by_hand = Sorted(p)
    some = rng.sample(by_hand.every, min(4, len(by_hand.every)))
    wanted = [sum(by_hand.is_better_for_all(x, than) for x in by_hand.feasible) for than in some]
    assert n_better_for_all(p, some) == wanted
    if p.principals:
        vectors = [[total(p.actors[a], x) for a in p.principals] for x in some]
        assert [_swept(p, vector) for vector in vectors] == wanted


@AS_MANY
@given(ANY, st.randoms(use_true_random=False))
def test_the_nearest_changes_the_fewest_issues(p: Problem, rng: Any) -> None:
    by_hand = Sorted(p)
    drafts = rng.sample(by_hand.every, min(4, len(by_hand.every)))
    zone = [x for x in by_hand.feasible if by_hand.found[x].in_zone]
    fewest = min((by_hand.nearest(x)[1:3] for x in by_hand.feasible), default=None)
    among = zone or [x for x in by_hand.feasible if by_hand.nearest(x)[1:3] == fewest]

    def apart(x: Package, draft: Package) -> Any:
        steps = [definitions.apart(a, b, axis) for a, b, axis in zip(x, draft, p.axes, strict=True)]
        return sum(step > 0 for step in steps), sum(steps), -by_hand.floor(x), x

    found = nearest(p, drafts)
    if not among:
        assert found == [None] * len(drafts)
        return
    wanted = [min(among, key=lambda x: apart(x, draft)) for draft in drafts]
    assert [one.package for one in found if one is not None] == wanted
    assert all(one is not None and one.in_zone == bool(zone) for one in found)
    if p.quota is None and not p.voters:
        assert [swept.nearest_to(p, draft) for draft in drafts] == [(x, bool(zone)) for x in wanted]


def test_of_many_drafts_none_is_compared_for_hours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("negsim.solve.kernels.nearest.COMPARED", 10)
    p = problem((3, 3), actor(worth(0, 1, 2, 3)))
    assert nearest(p, [(0, 0), (0, 1)]) == [None, None]
