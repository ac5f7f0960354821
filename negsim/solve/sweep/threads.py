"""The same work on several large arrays at once: numpy lets others go on while it works."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import TypeVar

from negsim.spread import processors

A = TypeVar("A")
R = TypeVar("R")

MOST = 4  # threads; more wait for one another


@cache
def _threads() -> int:
    """As many as this process may use processors."""
    return min(MOST, processors())


def side_by_side(function: Callable[[A], R], things: Sequence[A]) -> list[R]:
    """What a function gives for each of some things, in their order; it must not change what others read."""
    n = min(_threads(), len(things))
    if n < 2:
        return [function(one) for one in things]
    # Most answers need no second thread, and begin sooner without.
    from concurrent.futures import ThreadPoolExecutor

    pool = ThreadPoolExecutor(n)
    try:
        return list(pool.map(function, things))
    finally:
        # After Ctrl-C or a fault nobody begins what nobody waits for.
        pool.shutdown(wait=False, cancel_futures=True)
