"""The package of the zone that changes least in a draft; of an empty zone, the nearest miss that does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negsim.solve.answer import Package
from negsim.solve.kernels.refusals import Refusals
from negsim.solve.kernels.tally import SmallestGain
from negsim.solve.listing.numbering import package_at
from negsim.solve.listing.scan import Block, Progress, Scan
from negsim.solve.tables.problem import Problem

COMPARED = 2 * 10**10  # options of drafts held against those of packages, beyond which nobody waits


@dataclass(frozen=True)
class Closest:
    """The nearest package to a draft.

    Parameters
    ----------
    package : Package
    in_zone : bool
        False where the zone is empty: then it is a nearest miss, refused by the fewest, at the fewest steps.
    """

    package: Package
    in_zone: bool


def nearest(
    problem: Problem, drafts: Sequence[Package], progress: Progress | None = None
) -> list[Closest | None]:
    """Give, per draft, the package of the zone with the fewest issues changed.

    Of these the one with the fewest option-steps, then the largest smallest gain of a principal, then the first. Where
    the zone is empty: of the feasible packages that the fewest refuse, at the fewest steps from accepting.

    Parameters
    ----------
    problem
        Whose zone.
    drafts
        Feasible or not.
    progress
        Called with the number of packages done, and of how many.

    Returns
    -------
    One per draft; None where nothing is feasible, and for all drafts where there are too many to compare.
    """
    scan = Scan(problem)
    refusals, gains = Refusals(scan), SmallestGain(problem)
    distinct = list(dict.fromkeys(drafts))
    best: dict[Package, tuple[tuple[int, ...], int]] = {}
    in_zone, miss = False, None
    compared = 0
    for window in scan.windows(progress):
        block = window.block(window.zone)
        if len(block) and not in_zone:
            in_zone = True
            best.clear()
        if not in_zone:
            block = window.block(window.selected)
            if len(block):
                block, key = _misses(refusals, block)
                if miss is not None and key > miss:
                    continue
                if key != miss:
                    miss = key
                    best.clear()
        compared += len(block) * len(distinct) * len(problem.sizes)
        if compared > COMPARED:
            return [None] * len(drafts)
        if len(block):
            _improve(problem, block, gains.of(block), distinct, best)
    found = {
        draft: Closest(package_at(index, problem.sizes), in_zone)
        for draft, (_, index) in best.items()
    }
    return [found.get(draft) for draft in drafts]


def _misses(refusals: Refusals, block: Block) -> tuple[Block, tuple[int, int]]:
    """The packages of a block that the fewest refuse, at the fewest steps; and how many do, at how many."""
    refusing = refusals.of(block)
    numbers = refusing.sum(axis=1)
    fewest = numbers == numbers.min()
    kept = block.only(fewest)
    steps = refusals.steps(kept, refusing[fewest])
    return kept.only(steps == steps.min()), (int(numbers.min()), int(steps.min()))


def _improve(
    problem: Problem,
    block: Block,
    gains: NDArray[Any],
    drafts: Sequence[Package],
    best: dict[Package, tuple[tuple[int, ...], int]],
) -> None:
    """Take what is nearer to a draft than what was known."""
    packages = block.packages()
    for draft in drafts:
        apart = packages != np.array(draft)
        changes = apart.sum(axis=1)
        known = best.get(draft)
        if known is not None and changes.min() > known[0][0]:
            continue
        near = np.flatnonzero(changes == changes.min())
        columns = packages[near].T
        away = [
            axis.away(options, own)
            for axis, options, own in zip(problem.axes, columns, draft, strict=True)
        ]
        steps = np.sum(away, axis=0)
        close = near[steps == steps.min()]
        first = max(close.tolist(), key=lambda place: (gains[place], -place))
        key = (int(changes.min()), int(steps.min()), -int(gains[first]))
        if known is None or key < known[0]:
            best[draft] = key, int(block.index[first])
