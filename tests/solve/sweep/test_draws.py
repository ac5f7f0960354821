"""Packages drawn at random are of the right kind, and all of a small space are drawn sooner or later."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from negsim.solve.sweep.draws import draw_feasible, draw_zone, efficient_pairs
from negsim.solve.tables.problem import Problem
from tests.solve.definitions import Definitions, Package, total
from tests.solve.problems import contested, problems

DRAWS = 3000  # of a few dozen packages: none is missed


def totals(p: Problem, packages: list[Package]) -> set[tuple[int, ...]]:
    return {tuple(total(actor, x) for actor in p.actors) for x in packages}


def rows(found: Any) -> set[tuple[int, ...]]:
    return {tuple(map(int, row)) for row in found}


@settings(max_examples=12)
@given(st.one_of(problems(most_packages=40), contested()))
def test_all_feasible_packages_and_all_of_the_zone_are_drawn_and_no_other(p: Problem) -> None:
    wanted, rng = Definitions(p), np.random.default_rng(1)
    assert rows(draw_feasible(p, DRAWS, rng)) == totals(p, wanted.feasible)
    assert rows(draw_zone(p, DRAWS, rng)) == totals(p, wanted.zone)


@settings(max_examples=12)
@given(problems(most_packages=40))
def test_pairs_are_the_undominated_of_two_actors(p: Problem) -> None:
    pair = (0, len(p.actors) - 1)
    points = {tuple(total(p.actors[a], x) for a in pair) for x in Definitions(p).feasible}
    wanted = {
        x
        for x in points
        if not any(y != x and all(b >= a for a, b in zip(x, y, strict=True)) for y in points)
    }
    assert rows(efficient_pairs(p, pair)) == wanted
