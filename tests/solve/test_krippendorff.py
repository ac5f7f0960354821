"""Krippendorff's alpha on his own figures, and what it is at its ends."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negsim.solve.kernels.krippendorff import Metric, alpha
from tests.oracle.coders import alpha as of_two

# Krippendorff 2011, section E: four observers, twelve units, some values missing.
OBSERVERS = (
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
)
UNITS = list(
    zip(*([None if v == "." else int(v) for v in row.split()] for row in OBSERVERS), strict=True)
)


@pytest.mark.parametrize(
    ("metric", "published"),
    [("nominal", "0.743"), ("ordinal", "0.815"), ("interval", "0.849"), ("ratio", "0.797")],
)
def test_krippendorff_2011_four_observers_twelve_units(metric: Metric, published: str) -> None:
    found = alpha(UNITS, metric)
    assert found is not None
    assert f"{float(found):.3f}" == published


def test_without_pairs_there_is_none_and_where_all_are_the_same_it_is_1() -> None:
    assert alpha([]) is None
    assert alpha([("a", None), (None, None)]) is None
    assert alpha([("a", "a"), ("a", "a")], "ordinal", ["a", "b"]) == 1


def test_who_always_disagrees_is_below_chance() -> None:
    assert alpha([("a", "b"), ("b", "a")]) == Fraction(-1, 2)


PAIRS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=8)


@given(PAIRS)
def test_of_two_coders_it_is_observed_over_expected_disagreement(
    pairs: list[tuple[int, int]],
) -> None:
    assert alpha(pairs) == of_two(pairs)
    assert alpha(pairs, "ordinal", [0, 1, 2, 3]) == of_two(pairs, [0, 1, 2, 3])


@given(PAIRS)
def test_which_coder_is_which_and_the_order_of_units_change_nothing(
    pairs: list[tuple[int, int]],
) -> None:
    turned = [(b, a) for a, b in reversed(pairs)]
    for metric in ("nominal", "ordinal", "interval", "ratio"):
        one = [(a + 1, b + 1) for a, b in pairs]
        other = [(a + 1, b + 1) for a, b in turned]
        assert alpha(one, metric) == alpha(other, metric)
