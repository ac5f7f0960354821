"""The Pareto filter against the definition."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from negsim.solve.tables import efficient
from negsim.solve.tables.efficient import Archive, begins_of, in_order, is_efficient, row_keys
from tests.solve.problems import HUGE


@st.composite
def vectors(draw: st.DrawFn) -> Any:
    width = draw(st.integers(0, 4))
    factor = draw(st.sampled_from([1, 1, 2**40, HUGE]))
    rows = draw(
        st.lists(
            st.lists(st.integers(-3, 3), min_size=width, max_size=width), min_size=1, max_size=25
        )
    )
    scaled = [[x * factor + (x > 0) for x in row] for row in rows]
    dtype: Any = object if factor == HUGE else np.int64
    return np.array(scaled, dtype=dtype).reshape(len(rows), width)


def dominates(one: Any, two: Any) -> bool:
    return all(a >= b for a, b in zip(one, two, strict=True)) and tuple(one) != tuple(two)


@given(vectors())
def test_frontier_agrees_with_the_definition(rows: Any) -> None:
    wanted = [not any(dominates(other, row) for other in rows) for row in rows]
    assert is_efficient(rows).tolist() == wanted
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(efficient, "FEW", 0)  # more than are compared all at once
        assert is_efficient(rows).tolist() == wanted
        patch.setattr(efficient, "WIDEST", 1)  # wider than the filter takes
        assert is_efficient(rows).tolist() == wanted


@given(vectors())
def test_keys_order_rows_as_tuples_are_ordered(rows: Any) -> None:
    keys = row_keys(rows).tolist()
    for one, a in zip(rows, keys, strict=True):
        for two, b in zip(rows, keys, strict=True):
            assert (a < b) == (tuple(one) < tuple(two))


@given(
    st.lists(st.integers(-3, 3), max_size=40),
    st.integers(1, 4),
    st.sampled_from([1, 2**30, 2**54, 2**56, 2**60]),
)
def test_what_is_alike_keeps_its_order_and_begins_where_it_stands_first(
    values: list[int], times: int, factor: int
) -> None:
    spread = [value * factor for value in values * times]
    order = in_order(np.array(spread, dtype=np.int64)).tolist()
    assert order == sorted(range(len(spread)), key=lambda place: (spread[place], place))
    ordered = [spread[place] for place in order]
    begins = begins_of(np.array(ordered, dtype=np.int64)).tolist()
    assert begins == [k for k, one in enumerate(ordered) if one not in ordered[:k]]


@given(vectors(), st.integers(1, 30), st.integers(1, 5))
def test_gathering_block_by_block_gives_the_frontier_of_all(
    rows: Any, pending: int, step: int
) -> None:
    rows = np.concatenate([rows, rows[::-1]])
    archive = Archive(rows.shape[1])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(efficient, "PENDING", pending)
        for start in range(0, len(rows), step):
            block = rows[start : start + step]
            archive.add(block, np.arange(start, start + len(block)))
        archive.settle()
    kept = [tuple(row) for row in rows if not any(dominates(other, row) for other in rows)]
    distinct = sorted(set(kept))
    assert [tuple(row) for row in archive.vectors] == distinct
    assert archive.counts.tolist() == [kept.count(v) for v in distinct]
    texts = [tuple(row) for row in rows]
    assert archive.first.tolist() == [texts.index(v) for v in distinct]


def test_what_equals_a_strong_vector_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(efficient, "PENDING", 1)
    archive = Archive(2)
    for start in (0, 3, 6):
        archive.add(np.array([[1, 1], [3, 3], [0, 3]]), np.arange(start, start + 3))
    archive.settle()
    assert archive.strong.tolist() == [[3, 3]]
    assert (archive.vectors.tolist(), archive.counts.tolist()) == ([[3, 3]], [3])
    assert archive.first.tolist() == [1]


def test_integers_beyond_the_floats_are_told_apart() -> None:
    rows = np.array([[2**60, 2**60 + 1], [2**60, 2**60]])
    assert is_efficient(rows).tolist() == [True, False]
