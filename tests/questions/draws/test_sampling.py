"""Intervals cover the truth as often as they say, and indices agree with closed forms."""

from __future__ import annotations

import itertools
from fractions import Fraction

import numpy as np
import pytest

from negsim.language.model.red_lines import shared
from negsim.questions.draws.numbers import LadderGaps, RangedNumber, _triangular
from negsim.questions.draws.sampling import (
    Unit,
    points,
    replicate_sizes,
    share_interval,
    units,
)
from negsim.questions.ensemble.drivers import sobol_indices, value_of_knowing
from negsim.questions.ensemble.region import open_region


def test_intervals_of_shares_cover_the_truth_at_their_stated_rate() -> None:
    """Half-spaces in five dimensions whose shares are known, in 100 experiments of 200 points."""
    from scipy.stats import norm

    covered, sizes = dict.fromkeys([0.5, 0.2, 0.02], 0), replicate_sizes(200)
    for seed in range(100):
        drawn = [
            norm.ppf(np.clip(points(5, Unit(r, 0, size), seed), 1e-12, 1 - 1e-12)).sum(axis=1)
            for r, size in enumerate(sizes)
        ]
        for truth in covered:
            hits = [int((normal / np.sqrt(5) < norm.ppf(truth)).sum()) for normal in drawn]
            low, high = share_interval(hits, sizes)
            covered[truth] += low <= truth <= high
    # 100 experiments of an interval that covers 95% would fall below 86 once in ten thousand.
    assert min(covered.values()) >= 86


def test_intervals_of_low_discrepancy_points_are_narrower_than_independent_ones_would_be() -> None:
    sizes = replicate_sizes(2000)
    hits = [int((points(2, Unit(r, 0, n), 3).sum(axis=1) < 1).sum()) for r, n in enumerate(sizes)]
    low, high = share_interval(hits, sizes)
    assert low <= 0.5 <= high
    assert high - low < 2 * 1.96 * np.sqrt(0.25 / 2000) / 2


def test_units_cut_every_replicate_into_pieces_without_gap() -> None:
    for count in (1, 7, 10, 999, 1000, 12345):
        found: dict[int, list[Unit]] = {}
        for unit in units(count):
            found.setdefault(unit.replicate, []).append(unit)
        assert [parts[-1].stop for _, parts in sorted(found.items())] == list(
            replicate_sizes(count)
        )
        assert sum(unit.stop - unit.start for unit in units(count)) == count
        for parts in found.values():
            assert parts[0].start == 0
            assert all(a.stop == b.start for a, b in itertools.pairwise(parts))


def test_pieces_of_a_replicate_are_the_replicate() -> None:
    whole = points(3, Unit(1, 0, 50), 9)
    parts = [points(3, Unit(1, 0, 20), 9), points(3, Unit(1, 20, 50), 9)]
    assert np.array_equal(whole, np.concatenate(parts))
    assert not np.array_equal(whole, points(3, Unit(2, 0, 50), 9))


def test_sobol_indices_of_the_ishigami_function_agree_with_its_closed_form() -> None:
    """Ishigami and Homma 1990, a = 7, b = 0.1."""
    a, b = 7.0, 0.1

    def ishigami(cube: np.ndarray) -> np.ndarray:
        x = np.pi * (2 * cube - 1)
        return np.asarray(
            np.sin(x[:, 0]) + a * np.sin(x[:, 1]) ** 2 + b * x[:, 2] ** 4 * np.sin(x[:, 0])
        )

    found = sobol_indices(["x", "y", "z"], ishigami, 2048, seed=5)
    variance = a**2 / 8 + b * np.pi**4 / 5 + b**2 * np.pi**8 / 18 + 0.5
    first = 0.5 * (1 + b * np.pi**4 / 5) ** 2 / variance
    third = b**2 * np.pi**8 * (1 / 18 - 1 / 50) / variance
    second = a**2 / 8 / variance
    expected = {"x": (first, first + third), "y": (second, second), "z": (0.0, third)}
    for name, (s1, st) in expected.items():
        assert found[name].first == pytest.approx(s1, abs=0.03)
        assert found[name].total == pytest.approx(st, abs=0.03)
        assert found[name].total_interval[0] - 0.02 <= st <= found[name].total_interval[1] + 0.02


def test_groups_of_numbers_have_the_index_of_the_whole_group() -> None:
    found = sobol_indices(
        ["pair", "pair", "other"], lambda cube: cube[:, 0] + cube[:, 1] + cube[:, 2], 1024, seed=1
    )
    assert found["pair"].total == pytest.approx(2 / 3, abs=0.03)
    assert found["other"].first == pytest.approx(1 / 3, abs=0.03)


def test_an_answer_that_does_not_vary_has_no_drivers() -> None:
    assert sobol_indices(["x"], lambda cube: np.zeros(len(cube)), 64, seed=1) == {}


def test_knowing_the_number_that_decides_is_worth_all_errors_and_noise_is_worth_nothing() -> None:
    rng = np.random.default_rng(4)
    values, noise = rng.random(4096), rng.random(4096)
    is_open = values > 0.375  # an edge of the bins, of which there are sixteen
    assert value_of_knowing(values[:, None], is_open) == pytest.approx(0.375, abs=0.03)
    assert value_of_knowing(noise[:, None], is_open) == pytest.approx(0.0, abs=0.01)
    both = np.column_stack([values, noise])
    assert value_of_knowing(both, is_open) == pytest.approx(0.375, abs=0.05)


def test_a_planted_box_is_found_and_said_with_no_other_limits() -> None:
    rng = np.random.default_rng(7)
    values = rng.random((4000, 12))
    is_open = (values[:, 3] <= 0.5) & (values[:, 8] >= 0.4)
    found = open_region(values, is_open)
    assert found is not None
    assert {limit.column for limit in found.limits} == {3, 8}
    by_column = {limit.column: limit for limit in found.limits}
    assert by_column[3].at_least is None
    assert by_column[3].at_most == pytest.approx(0.5, abs=0.03)
    assert by_column[8].at_least == pytest.approx(0.4, abs=0.03)
    assert found.density >= 0.95
    assert found.coverage >= 0.9


def test_where_nothing_decides_no_region_is_named() -> None:
    rng = np.random.default_rng(8)
    assert open_region(rng.random((2000, 5)), rng.random(2000) < 0.5) is None


def test_the_gaps_of_a_ladder_are_dirichlet() -> None:
    """The mean of a gap is its share of the steps, its variance m (1 - m) / (steps + 1)."""
    ladder = LadderGaps("a.preferences.b.ladder", "a.preferences.b.ladder", "a", (1, 2, 1))
    cube = points(4, Unit(0, 0, 8192), 2)
    climbed = ladder.draw(cube) / 1e6
    gaps = np.diff(np.column_stack([np.zeros(8192), climbed, np.ones(8192)]), axis=1)
    for gap, mean in zip(gaps.T, (0.25, 0.5, 0.25), strict=True):
        assert gap.mean() == pytest.approx(mean, abs=0.005)
        assert gap.var() == pytest.approx(mean * (1 - mean) / 5, abs=0.003)
    assert (gaps >= 0).all()


def test_draws_are_kept_to_six_places_and_within_their_range() -> None:
    third = Fraction(1, 3)
    number = RangedNumber("a", "a", "", "score", third, Fraction(2, 3), third, False)
    drawn = number.draw(np.array([0.0, 0.5, 1.0]))
    assert drawn.tolist() == [333334, 500000, 666666]


def test_triangular_numbers_have_the_triangular_distribution() -> None:
    u = (np.arange(10_000) + 0.5) / 10_000
    drawn = _triangular(u, 1.0, 3.0, 6.0)
    assert drawn.mean() == pytest.approx(10 / 3, abs=1e-3)
    assert drawn.var() == pytest.approx((1 + 9 + 36 - 3 - 6 - 18) / 18, abs=1e-3)


def test_readings_without_a_chance_share_what_is_left_equally() -> None:
    assert shared([None, None]) == (Fraction(1, 2), Fraction(1, 2))
    assert shared([Fraction(1, 2), None, None]) == (
        Fraction(1, 2),
        Fraction(1, 4),
        Fraction(1, 4),
    )
    assert shared([Fraction(3, 5), Fraction(3, 5)]) == (Fraction(1, 2), Fraction(1, 2))
