"""Partial packages of which some stand for all, against all of them."""

from __future__ import annotations

from itertools import combinations, product

import numpy as np
import pytest

from negsim.solve.sweep import moments
from negsim.solve.sweep.diagram import Diagram, Sum
from negsim.solve.sweep.met import Met, rounded
from negsim.solve.sweep.sample import RUNS, estimated_sets
from negsim.solve.sweep.thinned import Thinned
from negsim.solve.tables.problem import ScopeTable

N, OPTIONS = 6, 3
GAINS = np.random.default_rng(4).integers(0, 100, (2, N, OPTIONS))
FORBIDDEN = ScopeTable((1, 2), np.eye(OPTIONS, dtype=bool))


def diagram(least: int = 330) -> Diagram:
    sums = [Sum(tuple(ScopeTable((i,), one[i]) for i in range(N)), at_least=least) for one in GAINS]
    return Diagram((OPTIONS,) * N, [FORBIDDEN], sums)


def totals() -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Every package that is not forbidden, and what it comes to."""
    return [
        (package, tuple(int(sum(one[i][o] for i, o in enumerate(package))) for one in GAINS))
        for package in product(range(OPTIONS), repeat=N)
        if package[1] != package[2]
    ]


def test_the_mean_and_the_spread_of_what_is_to_come_are_those_of_all_completions() -> None:
    d = diagram()
    every = np.array([total for _, total in totals()], dtype=float)
    # What is gathered includes what every package begins with; what is to come does not.
    for ends, begun in ((moments.ahead(d)[0], d.start_worth), (moments.behind(d)[-1], [0, 0])):
        assert ends.ways.sum() == len(every)
        mean = ends.ways @ ends.mean / len(every) + begun
        assert mean == pytest.approx(every.mean(axis=0))
    assert moments.ahead(d)[0].variance[0] == pytest.approx(every.var(axis=0))


def test_what_is_drawn_is_right_in_the_mean() -> None:
    d = diagram()
    rest = moments.ahead(d), moments.behind(d)
    suits = [package for package, total in totals() if min(total) >= 330]
    assert len(suits) > 20
    runs = [Thinned(d, rest, np.random.default_rng(k), kept=6).frequencies() for k in range(150)]
    found = np.array([packages for packages, _ in runs])
    error = found.std() / len(found) ** 0.5
    assert 0 < error < len(suits) / 10
    assert abs(found.mean() - len(suits)) < 4 * error
    for issue in range(N):
        frequencies = np.array([options[issue] for _, options in runs])
        for option in range(OPTIONS):
            counted = sum(package[issue] == option for package in suits)
            of_option = frequencies[:, option]
            error = of_option.std() / len(runs) ** 0.5
            assert abs(of_option.mean() - counted) <= 4 * error + 1e-9


def test_where_nothing_is_left_out_the_numbers_are_exact() -> None:
    sets = [some for size in (1, 2) for some in combinations(range(2), size)]
    exact = [sum(all(total[k] >= 330 for k in some) for _, total in totals()) for some in sets]
    assert estimated_sets(diagram(), sets, kept=10**6) == exact
    assert RUNS > 1


def test_pairs_of_points_are_weighed_as_their_definition_says() -> None:
    rng = np.random.default_rng(1)
    low, high = rng.integers(0, 9, (40, 3)), rng.integers(0, 9, (200, 3))
    weight = rng.integers(1, 4, 200).astype(float)
    wanted = [(), (0,), (0, 1), (0, 1, 2), (0, 2), (1, 2)]
    met = Met(low, high, weight)
    for columns, found in met.above(wanted):
        for row, point in zip(found, low, strict=True):
            below = (high[:, list(columns)] >= point[list(columns)]).all(axis=1)
            assert row == weight[below].sum()


def test_weights_are_rounded_to_few_values_right_in_the_mean() -> None:
    weight = np.random.default_rng(2).uniform(1, 1000, 5000)
    many = np.array([rounded(weight, np.random.default_rng(k)) for k in range(200)])
    assert len(np.unique(many)) < 100
    assert many.mean(axis=0).sum() == pytest.approx(weight.sum(), rel=1e-3)
    assert np.abs(many / weight - 1).max() < 0.3
