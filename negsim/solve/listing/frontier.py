"""The frontier of a walk through all packages, most of which are turned away unlisted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negsim.solve.listing.halves import Rows
from negsim.solve.listing.scan import Scan, Window
from negsim.solve.tables import bits
from negsim.solve.tables.bits import Words
from negsim.solve.tables.efficient import Archive, strong_vectors

SCOUTED = 256  # rows looked at beforehand, at most
ROWS_PER_SCOUT = 64  # and at most one in so many
TURNED_AWAY_BY = 4  # strong vectors held against packages before these are listed
WORTH_IT = 4096  # packages of a window from which on that pays
KNOWN = 2**12  # vectors that others are held against, about

Chosen = Callable[[Window], Words]
Vectors = NDArray[Any]


@dataclass(frozen=True, eq=False)
class Scouted:
    """What some rows that look good for all principals together have: what it dominates needs not be listed.

    Which rows these are decides how long a walk takes, never what is found.
    """

    strong: Vectors  # the few that together dominate most
    known: Vectors


def scouted(scan: Scan, chosen: Chosen) -> Scouted:
    """Look at some rows of a scan before it is walked through, once for all its parts.

    Parameters
    ----------
    scan
        Whose rows.
    chosen
        Which packages of a window count, as words.
    """
    principals, halves = scan.problem.principals, scan.halves
    nothing = np.zeros((0, len(principals)), dtype=np.int64)
    wanted = min(SCOUTED, halves.n_left // ROWS_PER_SCOUT)
    if not wanted or not halves.n_right or not principals:
        return Scouted(nothing, nothing)
    if any(scan.totals[a].dtype is object for a in principals):
        return Scouted(nothing, nothing)
    stride = max(1, halves.n_left // 2**16)
    rows = Rows(halves, np.arange(0, halves.n_left, stride, dtype=np.int64))
    level = np.zeros(len(rows))
    for a in principals:
        total = scan.totals[a].on_the_left(rows).astype(float)
        level += total / max(1.0, np.ptp(total))
    best = np.sort(np.argsort(-level, kind="stable")[:wanted])
    archive = Archive(len(principals))
    sample = [nothing]
    height = halves.height
    for start in range(0, wanted, height):
        window = Window(scan, Rows(halves, rows.rows[best[start : start + height]]))
        block = window.block(chosen(window))
        vectors = block.vectors(principals)
        archive.add(vectors, block.index)
        sample.append(vectors[:: max(1, len(vectors) // 256)])
    archive.settle()
    found = archive.vectors
    return Scouted(strong_vectors(found, np.concatenate(sample)), found[:: 1 + len(found) // KNOWN])


class FrontierWalk:
    """Gathers the efficient among the chosen packages of the windows it is given, in package order.

    Parameters
    ----------
    scan
        Whose windows will come.
    chosen
        Which packages of a window count, as words.
    scouted
        What was found of the whole scan beforehand.
    """

    def __init__(self, scan: Scan, chosen: Chosen, scouted: Scouted) -> None:
        self.scan, self.chosen = scan, chosen
        self.principals = scan.problem.principals
        self.archive = Archive(len(self.principals), scouted.known)
        self._strong = self.archive.strong = scouted.strong

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
