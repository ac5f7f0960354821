"""In which order a sweep takes the issues: such that few of them are live at any time.

An issue is *live* while it has been taken and something that mentions it has not been settled yet. The product of the
live issues' options bounds the states of the sweep.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from math import inf, log2

WORK = 64**3  # issues weighed, beyond which not every issue is tried as the first
BEYOND = 1000.0  # bits beyond which a width is hopeless, whatever it is

Scopes = frozenset[tuple[int, ...]]


@lru_cache(maxsize=256)
def order_of(scopes: Scopes, sizes: tuple[int, ...]) -> tuple[int, ...]:
    """The issues in the order to take them: the best found of several.

    Parameters
    ----------
    scopes
        Ascending issues of all that has a scope of two issues or more.
    sizes
        Options per issue.

    Notes
    -----
    Tried are min-fill elimination orders from either end and, from every issue that is tied to others (from some, where
    these are more than 64), the order that next takes what leaves fewest assignments of live issues. Issues tied to
    nothing come last, when partial packages are most, so that these are not multiplied by states.
    """
    near = _neighbours(scopes, len(sizes))
    tied = [i for i in range(len(sizes)) if near[i]]
    free = tuple(i for i in range(len(sizes)) if not near[i])
    if not tied:
        return free
    bits = [log2(size) for size in sizes]
    filled = _min_fill(near, tied, bits)
    best: list[int] = []
    least = inf
    starts = tied[:: max(1, len(tied) ** 3 // WORK)]
    for tried in (filled, filled[::-1], *(_greedy(near, tied, bits, start) for start in starts)):
        order, cost = [], 0.0
        for place, (issue, width) in enumerate(_widths(tried, near, bits)):
            order.append(issue)
            # Partial packages grow with the issues taken; each state has its own.
            cost += 2 ** min(width, BEYOND) * (place + 1) ** 2
            if cost >= least:
                break
        else:
            best, least = order, cost
    return (*best, *free)


def live_width(order: Sequence[int], scopes: Scopes, sizes: Sequence[int]) -> float:
    """The largest number of assignments of live issues on the way, as a power of two."""
    widths = _widths(order, _neighbours(scopes, len(sizes)), [log2(size) for size in sizes])
    return max((width for _, width in widths), default=0.0)


def _neighbours(scopes: Collection[tuple[int, ...]], n: int) -> list[int]:
    near = [0] * n
    for scope in scopes:
        together = sum(1 << int(i) for i in scope)
        for i in scope:
            near[i] |= together & ~(1 << int(i))
    return near


def _members(mask: int) -> Iterator[int]:
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest


def _live_after(taken: int, live: int, issue: int, near: Sequence[int]) -> int:
    taken |= 1 << issue
    return sum(1 << i for i in _members(live | 1 << issue) if near[i] & ~taken)


def _bits(live: int, bits: Sequence[float]) -> float:
    return sum(bits[i] for i in _members(live))


def _greedy(
    near: Sequence[int], tied: list[int], bits: Sequence[float], start: int
) -> Iterator[int]:
    taken = live = 0
    rest, issue = set(tied), start
    while True:
        live = _live_after(taken, live, issue, near)
        taken |= 1 << issue
        rest.remove(issue)
        yield issue
        if not rest:
            return

        def width_with(issue: int, taken: int = taken, live: int = live) -> tuple[float, bool, int]:
            after = _live_after(taken, live, issue, near)
            return _bits(after, bits), not near[issue] & taken, issue

        issue = min(rest, key=width_with)


def _min_fill(near: Sequence[int], tied: list[int], bits: Sequence[float]) -> list[int]:
    """Eliminate next the issue whose neighbours lack fewest ties among themselves."""
    around = {i: near[i] for i in tied}
    order = []
    while around:

        def missing(issue: int) -> tuple[int, float, int]:
            friends = list(_members(around[issue]))
            lacking = sum((around[issue] & ~around[friend]).bit_count() - 1 for friend in friends)
            return lacking, _bits(around[issue], bits), issue

        issue = min(around, key=missing)
        friends = around.pop(issue)
        for friend in _members(friends):
            around[friend] = (around[friend] | friends) & ~(1 << friend | 1 << issue)
        order.append(issue)
    return order


def _widths(
    order: Iterable[int], near: Sequence[int], bits: Sequence[float]
) -> Iterator[tuple[int, float]]:
    """Each issue in order, and the live width once it is taken."""
    taken = live = 0
    for issue in order:
        live = _live_after(taken, live, issue, near)
        taken |= 1 << issue
        yield issue, _bits(live, bits)
