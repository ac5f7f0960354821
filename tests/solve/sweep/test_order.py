from __future__ import annotations

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from negsim.solve.sweep.order import live_width, order_of

SCOPES = st.frozensets(
    st.sets(st.integers(0, 5), min_size=2, max_size=3).map(lambda s: tuple(sorted(s))), max_size=5
)


@given(SCOPES, st.lists(st.integers(1, 4), min_size=6, max_size=6).map(tuple))
def test_every_issue_is_taken_once(
    scopes: frozenset[tuple[int, ...]], sizes: tuple[int, ...]
) -> None:
    assert sorted(order_of(scopes, sizes)) == list(range(6))


@given(SCOPES)
def test_few_orders_are_narrower_than_the_one_chosen(scopes: frozenset[tuple[int, ...]]) -> None:
    sizes = (2,) * 6
    best = min(live_width(order, scopes, sizes) for order in permutations(range(6)))
    assert live_width(order_of(scopes, sizes), scopes, sizes) <= best + 1


def test_a_chain_keeps_one_issue_live() -> None:
    chain = frozenset((k, k + 1) for k in range(19))
    assert live_width(order_of(chain, (4,) * 20), chain, (4,) * 20) == 2


def test_hundreds_of_issues_tied_to_one_are_taken_with_that_one_live() -> None:
    star = frozenset((0, i) for i in range(1, 300))
    order = order_of(star, (10,) * 300)
    assert sorted(order) == list(range(300))
    assert live_width(order, star, (10,) * 300) < 4  # one issue of ten options
