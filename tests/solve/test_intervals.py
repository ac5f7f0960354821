from __future__ import annotations

from math import comb, isclose

import pytest

from negsim.solve.intervals import beta_below, beta_quantile, share_interval, t_quantile


# The table of Student's t in any textbook, two-sided 95%.
@pytest.mark.parametrize(
    ("degrees", "printed"),
    [(1, 12.706), (2, 4.303), (3, 3.182), (4, 2.776), (5, 2.571), (9, 2.262), (30, 2.042)],
)
def test_quantiles_of_students_t_are_those_of_the_table(degrees: int, printed: float) -> None:
    assert t_quantile(degrees) == pytest.approx(printed, abs=5e-4)


@pytest.mark.parametrize("draws", [1, 7, 40, 300])
def test_a_share_is_plausible_as_long_as_what_was_seen_is_not_too_rare_under_it(draws: int) -> None:
    def at_least(hits: int, share: float) -> float:
        return sum(
            comb(draws, k) * share**k * (1 - share) ** (draws - k) for k in range(hits, draws + 1)
        )

    for hits in {0, 1, draws // 3, draws - 1, draws}:
        low, high = share_interval(hits, draws)
        assert low <= hits / draws <= high
        if hits:
            assert isclose(at_least(hits, low), 0.025, rel_tol=1e-9)
        if hits < draws:
            assert isclose(1 - at_least(hits + 1, high), 0.025, rel_tol=1e-8)


def test_large_counts_keep_their_precision() -> None:
    low, high = share_interval(500_000, 1_000_000)
    assert low == pytest.approx(0.5 - 1.959964 * 0.0005, abs=2e-6)
    assert high == pytest.approx(0.5 + 1.959964 * 0.0005, abs=2e-6)


def test_both_tails_of_a_beta_variable_make_one() -> None:
    for a, b, x in ((0.5, 4.5, 0.2), (30, 2, 0.9), (1, 1, 0.3), (250, 800, 0.24)):
        assert beta_below(a, b, x) + beta_below(b, a, 1 - x) == pytest.approx(1, abs=1e-13)
        assert beta_quantile(a, b, beta_below(a, b, x)) == pytest.approx(x, rel=1e-10)
