"""The same work on several large arrays at once: numpy lets others go on while it works."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, TypeVar

from negsim.spread import processors

A = TypeVar("A")
R = TypeVar("R")

MOST = 4  # threads; more wait for one another
HANDFULS = 64  # that many small things are handed out in: each hand-over costs as much as the smallest of them


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

    # One of every so many, so that no handful has all the large ones of things in order of size.
    handfuls = [things[k::HANDFULS] for k in range(min(HANDFULS, len(things)))]
    pool = ThreadPoolExecutor(n)
    try:
        found: list[Any] = [None] * len(things)
        for k, one in enumerate(pool.map(lambda some: list(map(function, some)), handfuls)):
            found[k::HANDFULS] = one
        return found
    finally:
        # After Ctrl-C or a fault nobody begins what nobody waits for.
        pool.shutdown(wait=False, cancel_futures=True)
