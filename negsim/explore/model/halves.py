"""All issues parted in two, so that the packages of either part are few and little is tied across."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from math import prod

from negsim.solve.sweep.diagram import narrow
from negsim.solve.sweep.order import order_of

MOST_PAIRS = (
    2**32
)  # packages of both halves together, of which a browser counts all in a second or two
MOST_OF_A_HALF = 2**20
MOST_MEETINGS = 2**19  # ways in which halves differ for each other: as `halved.js` has it
SORTED = 30  # sorting a half costs as much as holding it against so many kinds of the other

Halves = tuple[list[int], list[int]]


def halves(scopes: Sequence[tuple[int, ...]], sizes: Sequence[int]) -> Halves | None:
    """Part the issues in two, ascending each; None where the packages are too many, or tied too densely.

    Parameters
    ----------
    scopes
        Issues of all that has a scope, whatever is set: what crosses a cut is told once for each state of its issues.
    sizes
        Options per issue.

    Notes
    -----
    Every cut of the order in which the sweep would take the issues, and of the file's own, is made better by moving
    and swapping single issues as long as that helps; the cheapest is taken.

    Examples
    --------
    >>> halves([(0, 1), (2, 3), (1, 2)], [10, 10, 10, 10])
    ([0, 1], [2, 3])
    """
    if prod(sizes) > MOST_PAIRS or len(sizes) < 2:
        return None
    within = narrow([scope for scope in scopes if len(scope) > 1], tuple(sizes))
    tied = sorted(within)
    orders = [order_of(within, tuple(sizes)), tuple(range(len(sizes)))]
    starts = [set(order[:cut]) for order in orders for cut in range(1, len(sizes))]
    starts.sort(key=lambda left: _cost(left, tied, sizes))
    best = min(
        (_improved(left, tied, sizes) for left in starts[:3]),
        key=lambda left: _cost(left, tied, sizes),
    )
    kinds = [_kinds(best, tied, sizes, side=side) for side in (True, False)]
    largest = max(_packages(best, sizes, side=side) for side in (True, False))
    if prod(kinds) > MOST_MEETINGS or largest > MOST_OF_A_HALF:
        return None
    return sorted(best), sorted(set(range(len(sizes))) - best)


def _improved(left: set[int], tied: Sequence[tuple[int, ...]], sizes: Sequence[int]) -> set[int]:
    """Move or swap single issues as long as that makes a cut cheaper."""
    cost = _cost(left, tied, sizes)
    while True:
        right = set(range(len(sizes))) - left
        moved = [
            (left - {a} - {b}) | ({b} & right)
            for a, b in product([*left, -1], [*right, -1])
            if (a, b) != (-1, -1)
        ]
        moved = [one for one in moved if 0 < len(one) < len(sizes)]
        cheapest = min(moved, key=lambda one: _cost(one, tied, sizes), default=left)
        lower = _cost(cheapest, tied, sizes)
        if lower >= cost:
            return left
        left, cost = cheapest, lower


def _packages(left: set[int], sizes: Sequence[int], *, side: bool) -> int:
    return prod(size for issue, size in enumerate(sizes) if (issue in left) is side)


def _kinds(
    left: set[int], tied: Sequence[tuple[int, ...]], sizes: Sequence[int], *, side: bool
) -> int:
    """The states of one half's issues that something ties to the other half's."""
    crossing = [scope for scope in tied if 0 < len(left.intersection(scope)) < len(scope)]
    issues = {issue for scope in crossing for issue in scope if (issue in left) is side}
    return prod(sizes[issue] for issue in issues)


def _cost(left: set[int], tied: Sequence[tuple[int, ...]], sizes: Sequence[int]) -> int:
    """What sorting both halves and holding either against the kinds of the other come to, in members looked at."""
    own, other = (_packages(left, sizes, side=side) for side in (True, False))
    kinds, others = (_kinds(left, tied, sizes, side=side) for side in (True, False))
    return own * (SORTED + others) + other * (SORTED + kinds)
