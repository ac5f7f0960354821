"""The frontier of a walk through all packages, most of which are turned away unlisted."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce

import numpy as np

from negsim.solve.listing.halves import Rows
from negsim.solve.listing.scan import Scan, Window
from negsim.solve.tables import bits
from negsim.solve.tables.bits import Words
from negsim.solve.tables.efficient import Archive, strong_vectors

SCOUTED = 256  # rows looked at beforehand, at most
ROWS_PER_SCOUT = 64  # and at most one in so many
TURNED_AWAY_BY = 4  # strong vectors held against packages before these are listed
WORTH_IT = 4096  # packages of a window from which on that pays

Chosen = Callable[[Window], Words]


class FrontierWalk:
    """Gathers the efficient among the chosen packages of the windows it is given, in package order.

    Parameters
    ----------
    scan
        Whose windows will come.
    chosen
        Which packages of a window count, as words.

    Notes
    -----
    Some rows that look good for all principals together are looked at beforehand: what they dominate needs not be
    listed later. Which rows these are decides how long it takes, never what is found.
    """

    def __init__(self, scan: Scan, chosen: Chosen) -> None:
        self.scan, self.chosen = scan, chosen
        self.principals = scan.problem.principals
        self.archive = Archive(len(self.principals))
        self._strong = self._scout()
        self.archive.strong = self._strong

    def _scout(self) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
        scan, nothing = self.scan, np.zeros((0, len(self.principals)), dtype=np.int64)
        halves = scan.halves
        wanted = min(SCOUTED, halves.n_left // ROWS_PER_SCOUT)
        if not wanted or not halves.n_right or not self.principals:
            return nothing
        if any(scan.totals[a].dtype is object for a in self.principals):
            return nothing
        stride = max(1, halves.n_left // 2**16)
        rows = Rows(halves, np.arange(0, halves.n_left, stride, dtype=np.int64))
        level = np.zeros(len(rows))
        for a in self.principals:
            total = scan.totals[a].on_the_left(rows).astype(float)
            level += total / max(1.0, np.ptp(total))
        best = np.sort(np.argsort(-level, kind="stable")[:wanted])
        archive = Archive(len(self.principals))
        sample = [nothing]
        height = halves.height
        for start in range(0, wanted, height):
            window = Window(scan, Rows(halves, rows.rows[best[start : start + height]]))
            block = window.block(self.chosen(window))
            vectors = block.vectors(self.principals)
            archive.add(vectors, block.index)
            sample.append(vectors[:: max(1, len(vectors) // 256)])
        archive.settle()
        return strong_vectors(archive.vectors, np.concatenate(sample))

    def add(self, window: Window) -> None:
        """Take in the chosen packages of a window."""
        words = self.chosen(window)
        if len(self._strong) and bits.popcount(words) >= WORTH_IT:
            for strong in self._strong[:TURNED_AWAY_BY]:
                above = (
                    self.scan.totals[a].at_least(window.rows, int(value))
                    for a, value in zip(self.principals, strong, strict=True)
                )
                words = words & reduce(np.bitwise_or, above)
        block = window.block(words)
        self.archive.add(block.vectors(self.principals), block.index)
