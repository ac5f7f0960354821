"""The bargaining solutions: textbook cases and the laws that characterise them."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from negsim.solve.tables.bargaining import (
    floor,
    is_undecided,
    leximin,
    solutions,
    utilitarian_solution,
)
from negsim.solve.tables.efficient import is_efficient
from negsim.solve.tables.problem import ActorTables
from tests.solve.problems import actor


def efficient_rows(rows: list[tuple[int, ...]]) -> Any:
    return np.array(rows)[is_efficient(np.array(rows))]


frontiers = st.lists(
    st.tuples(*[st.integers(0, 12)] * 3), min_size=1, max_size=12, unique=True
).map(efficient_rows)
CRITERIA = ("nash", "kalai_smorodinsky", "egalitarian", "utilitarian")


def picked(
    cast: list[ActorTables], rows: Any, *, under_quota: bool = False
) -> dict[str, list[Any]]:
    found = solutions(cast, rows, under_quota=under_quota)
    return {str(name): rows[mask].tolist() for name, mask in found.items()}


def test_the_criteria_part_ways_where_the_textbook_says() -> None:
    # Gains in tenths: the product is largest at (6, 5), the sum at (10, 2), the smallest gain at (5, 5) or (6, 5),
    # and shares of the best (10 and 9) are most even at (6, 5).
    cast = [actor(scale=10), actor(scale=10)]
    found = picked(cast, np.array([[10, 2], [6, 5], [4, 6], [0, 9]]))
    assert found == {
        "nash": [[6, 5]],
        "kalai_smorodinsky": [[6, 5]],
        "egalitarian": [[6, 5]],
        "utilitarian": [[10, 2]],
    }
    uneven = picked(cast, np.array([[10, 1], [5, 3], [3, 4], [0, 5]]))
    assert uneven["nash"] == [[5, 3]]
    assert uneven["kalai_smorodinsky"] == [[5, 3]]
    assert uneven["egalitarian"] == [[5, 3]]


def test_leximin_looks_past_the_smallest() -> None:
    assert leximin(np.array([[1.0, 5.0], [6.0, 1.0], [1.0, 4.0]])).tolist() == [False, True, False]
    assert leximin(np.array([[1.0, 5.0], [5.0, 1.0]])).tolist() == [True, True]
    assert leximin(np.array([[1.0, 5.0], [5.0, 1.0 + 9e-10]])).tolist() == [True, True]
    assert leximin(np.array([[1.0, 5.0], [5.0, 1.0 + 2e-9]])).tolist() == [False, True]


@given(frontiers, st.booleans(), st.tuples(*[st.fractions(0, 1, max_denominator=6)] * 3))
def test_nash_is_undecided_where_no_vector_gives_all_who_can_gain_something(
    rows: Any, under_quota: bool, worths: tuple[Fraction, ...]
) -> None:
    cast = [actor(scale=12, reservation_value=worth) for worth in worths]
    gains = [
        [Fraction(total, 12) - w for total, w in zip(row, worths, strict=True)]
        for row in rows.tolist()
    ]
    counted = [row for row in gains if min(row) >= 0] if under_quota else gains
    able = [k for k in range(3) if any(row[k] > 0 for row in counted)]
    is_stuck = bool(able) and all(any(row[k] <= 0 for k in able) for row in counted)
    assert is_undecided(cast, rows, under_quota=under_quota) == is_stuck


def test_who_cannot_gain_is_left_out_of_nash_and_kalai_smorodinsky() -> None:
    cast = [actor(scale=10, reservation_value=Fraction(1, 2)), actor(scale=10), actor(scale=10)]
    found = picked(cast, np.array([[5, 2, 9], [5, 4, 4], [5, 9, 1]]))
    assert found["nash"] == [[5, 2, 9]]
    assert found["kalai_smorodinsky"] == [[5, 4, 4]]


def test_where_nobody_can_gain_everything_ties() -> None:
    cast = [actor(scale=10, reservation_value=1), actor(scale=10, reservation_value=1)]
    assert all(rows == [[10, 10]] for rows in picked(cast, np.array([[10, 10]])).values())


def test_under_a_quota_nash_and_kalai_smorodinsky_keep_to_where_none_loses() -> None:
    cast = [actor(scale=10, reservation_value=Fraction(3, 10)) for _ in range(2)]
    rows = np.array([[0, 9], [3, 8], [5, 5], [9, 1]])
    found = picked(cast, rows, under_quota=True)
    assert found["nash"] == [[5, 5]]
    assert found["kalai_smorodinsky"] == [[5, 5]]
    assert found["utilitarian"] == [[3, 8]]
    outvoted = picked(cast, np.array([[0, 9], [9, 1]]), under_quota=True)
    assert outvoted["nash"] == outvoted["kalai_smorodinsky"] == []
    assert outvoted["egalitarian"] == [[9, 1]]


@given(frontiers, st.integers(1, 9), st.integers(-9, 9))
def test_nash_and_kalai_smorodinsky_ignore_positive_affine_rescaling(
    rows: Any, factor: int, shift: int
) -> None:
    cast = [actor(scale=12) for _ in range(3)]
    scaled = [actor(scale=12, offset=shift, reservation_value=Fraction(shift, 12)), *cast[1:]]
    # Totals times a factor, offset and reservation value moved alike: the same preferences, written otherwise.
    other = rows * np.array([factor, 1, 1])
    for name in ("nash", "kalai_smorodinsky"):
        before = solutions(cast, rows, under_quota=False)[name]
        after = solutions(scaled, other, under_quota=False)[name]
        assert before.tolist() == after.tolist()


@given(frontiers)
def test_swapping_actors_swaps_the_solutions(rows: Any) -> None:
    cast = [actor(scale=12) for _ in range(3)]
    one = picked(cast, rows)
    two = picked(cast, rows[:, [2, 0, 1]])
    for name in CRITERIA:
        assert [[r[2], r[0], r[1]] for r in one[name]] == two[name]


@given(frontiers)
def test_more_reservation_leaves_the_utilitarian_choice_alone(rows: Any) -> None:
    low = [actor(scale=12) for _ in range(3)]
    high = [actor(scale=12, reservation_value=Fraction(1, 3)) for _ in range(3)]
    assert picked(low, rows)["utilitarian"] == picked(high, rows)["utilitarian"]


@given(frontiers)
def test_the_floor_is_the_best_smallest_gain(rows: Any) -> None:
    cast = [actor(scale=12, reservation_value=Fraction(1, 5)) for _ in range(3)]
    picked_rows = np.array(picked(cast, rows)["egalitarian"])
    assert floor(cast, picked_rows) == max(
        min(Fraction(int(t), 12) for t in row) for row in rows
    ) - Fraction(1, 5)


def test_gains_beyond_the_floats_are_divided_exactly() -> None:
    huge = 3**120
    cast = [actor(scale=huge), actor(scale=huge)]
    rows = np.array([[huge, huge // 3], [huge // 3 + 1, huge]], dtype=object)
    assert picked(cast, rows)["egalitarian"] == rows.tolist()


def test_the_best_is_found_however_large_it_is() -> None:
    huge = np.array([[1e29, 3.0], [1e29, 1e29], [2.0, 1e29]])
    assert leximin(huge).tolist() == [False, True, False]
    assert utilitarian_solution(huge).tolist() == [False, True, False]
