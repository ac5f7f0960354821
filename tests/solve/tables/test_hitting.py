"""Minimal hitting sets against their definition."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from negsim.solve.tables.hitting import minimal_hitting_sets

families = st.lists(st.integers(0, 127), max_size=8)


def by_definition(family: list[int]) -> set[int]:
    hitting = [s for s in range(128) if all(s & other for other in family)]
    return {s for s in hitting if not any(t != s and t & s == t for t in hitting)}


@given(families)
def test_hitting_sets_agree_with_the_definition(family: list[int]) -> None:
    found = list(minimal_hitting_sets(family))
    assert len(found) == len(set(found))
    assert set(found) == by_definition(family)


@given(families)
def test_order_and_repetition_change_nothing(family: list[int]) -> None:
    assert list(minimal_hitting_sets(family)) == list(minimal_hitting_sets(family[::-1] * 2))


@given(families)
def test_hitting_the_hitting_sets_gives_the_minimal_members_back(family: list[int]) -> None:
    minimal = {s for s in family if not any(t != s and t & s == t for t in family)}
    back = set(minimal_hitting_sets(list(minimal_hitting_sets(family))))
    assert back == (minimal or set()) if family else back == set()


def test_many_sets_are_dualised_one_at_a_time() -> None:
    pairs = [1 << 2 * k | 2 << 2 * k for k in range(60)]
    found = minimal_hitting_sets(pairs)
    first = [next(found) for _ in range(1000)]
    assert len(set(first)) == 1000
    assert all(s.bit_count() == 60 for s in first)
    triples = [sum(1 << k for k in three) for three in combinations(range(14), 3)]
    assert len(list(minimal_hitting_sets(triples))) == 91
