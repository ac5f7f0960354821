"""Walks through all packages: each taken at once here, or in parts elsewhere, and told of as one piece of work."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any, Protocol, TypeVar

from negsim.solve.listing.scan import Among, Progress, Scan
from negsim.solve.tables.problem import Problem

T = TypeVar("T")
R = TypeVar("R")

WORTH_SHARING = 2**24  # packages from which on other processes are worth their start


class Elsewhere(Protocol):
    """Other processes, or machines, that do the same work on several things."""

    @property
    def parts(self) -> int:
        """Into how many parts work is best cut."""

    def each(self, function: Callable[[T], R], things: Sequence[T], /) -> Iterator[R]:
        """What a function gives for each thing, in their order."""


@dataclass(frozen=True, eq=False)
class Stretch:
    """Some rows of the left half of a scan, and what is sought there."""

    scan: Scan
    start: int
    stop: int
    sought: Any = None
    progress: Progress | None = None

    def windows(self) -> Iterator[Any]:
        """The packages asked for, some rows at a time."""
        return self.scan.windows(self.progress, self.start, self.stop)


Search = Callable[[Stretch], R]  # a function of a module, so that other processes find it


@dataclass(frozen=True, eq=False)
class _Errand:
    """A stretch as it is sent elsewhere: the scan is made again there, once for all that a worker does of it."""

    packed: bytes  # the problem: what is alike byte for byte is the same one
    among: Among
    start: int
    stop: int
    sought: Any


def _run(search: Search[R], errand: _Errand) -> R:
    scan = _scan(errand.packed, errand.among)
    return search(Stretch(scan, errand.start, errand.stop, errand.sought))


@lru_cache(maxsize=1)
def _scan(packed: bytes, among: Among) -> Scan:
    """The scan of a problem, kept with all that was tabulated for it: that may take longer than a stretch itself."""
    return Scan(pickle.loads(packed), among)  # noqa: S301 (packed by whoever sent the errand)


class Walks:
    """Walks as often as is asked, and tells of them as if they were one walk, as many as are known to be needed.

    Parameters
    ----------
    problem
        Whose packages are walked through.
    progress
        Told how many packages are done, and of how many.
    elsewhere
        Who walks; absent, this process.
    """

    def __init__(
        self, problem: Problem, progress: Progress | None, elsewhere: Elsewhere | None
    ) -> None:
        self.total, self.progress = problem.total, progress
        self.elsewhere = elsewhere
        self.begun, self.planned = 0, 1

    def walk(self, scan: Scan, search: Search[R], sought: Any = None) -> Iterator[R]:
        """What is found in each part of the space, in package order; whatever the parts, together it is the same."""
        told, n = self.next(), scan.halves.n_left
        if self.elsewhere is None or n * scan.halves.n_right < WORTH_SHARING:
            yield search(Stretch(scan, 0, n, sought, told))
            return
        step = -(-n // max(1, min(n, self.elsewhere.parts)))
        packed = pickle.dumps(scan.problem)
        errands = [
            _Errand(packed, scan.among, start, min(n, start + step), sought)
            for start in range(0, n, step)
        ]
        found = self.elsewhere.each(partial(_run, search), errands)
        for errand, one in zip(errands, found, strict=True):
            if told is not None:
                told(self.total * errand.stop // n, self.total)
            yield one

    def next(self) -> Progress | None:
        """Begin one more walk, and give whom to tell of it."""
        if self.progress is None:
            return None
        told, before = self.progress, self.begun
        self.begun += 1
        self.planned = max(self.planned, self.begun)
        return lambda done, total: told(before * total + done, self.planned * total)
