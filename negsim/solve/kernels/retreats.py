"""How far actors would have to step back over their red lines: the smallest retreats that let a package through."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negsim.solve.answer import Package
from negsim.solve.kernels.tally import SmallestGain
from negsim.solve.listing.halves import Halves
from negsim.solve.listing.numbering import package_at
from negsim.solve.listing.scan import AtOnce, Block, Progress, Scan, Window
from negsim.solve.tables.bits import Words
from negsim.solve.tables.efficient import is_efficient, row_keys
from negsim.solve.tables.problem import Problem
from negsim.solve.tables.steps import FAR, Steps

Vector = tuple[int, ...]  # option-steps per actor that is not advisory, in the file's order


@dataclass(frozen=True)
class Retreat:
    """A Pareto-minimal vector of option-steps, and the packages that have just it."""

    steps: Vector
    packages: int
    above_reservation: (
        int  # of these, packages that leave every actor needed at its reservation value or above
    )


@dataclass(frozen=True)
class Reach:
    """What a retreat lets through of the packages that leave everyone needed at or above its reservation value."""

    packages: int
    floor: Fraction | None
    best: Package | None  # the first of those with the largest smallest gain


class StepVectors:
    """The option-steps that packages ask of each actor whose consent they need, over the red lines they cross."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._steps = {
            a: [Steps.of(problem, a, k) for k in range(len(problem.actors[a].crossed))]
            for a in problem.asked
        }
        self._halves: Halves | None = None  # those that the next two are of
        self._right: list[NDArray[np.int64]] = []
        self._others: list[tuple[list[Steps], list[Steps]]] = []

    def of(self, block: Block) -> NDArray[np.int64]:
        """Steps of shape (n, actors that are not advisory); a line that no package keeps takes none."""
        if self._halves is not block.window.scan.halves:
            self._cut(block.window.scan.halves)
        rows = block.window.rows
        columns = {i: block.options(i) for i in self._across}
        found = np.empty((len(block), len(self._steps)), dtype=np.int64)
        for place, (a, (left, across)) in enumerate(zip(self._steps, self._others, strict=True)):
            away = self._right[place][block.column]
            if left:
                away += _sum(left, rows.columns(range(len(self._problem.sizes))))[block.row]
            if across:
                away += _sum(across, columns)
            if self._problem.actors[a].consent != "always":
                away *= block.needed(a)
            found[:, place] = away
        return found

    def _cut(self, halves: Halves) -> None:
        """Take apart the lines that lie in one half of the issues, whose steps are counted there alone."""
        self._halves, self._right, self._others = halves, [], []
        for every in self._steps.values():
            lines = [line for line in every if line.scope]  # others are crossed always or never
            right = [line for line in lines if line.scope[0] >= halves.cut]
            left = [line for line in lines if line.scope[-1] < halves.cut]
            across = [line for line in lines if line.scope[0] < halves.cut <= line.scope[-1]]
            self._right.append(_sum(right, halves.columns) + np.zeros(halves.n_right, np.int64))
            self._others.append((left, across))
        self._across = {i for _, across in self._others for line in across for i in line.scope}

    def each(self, actor: int, columns: Mapping[int, NDArray[Any]]) -> NDArray[np.int64]:
        """Steps out of each red line of an actor, of packages given as columns: (n, lines), FAR where none is kept."""
        n = len(columns[0])
        lines = [line.at(columns) for line in self._steps[actor]]
        return np.stack(lines, axis=1) if lines else np.zeros((n, 0), dtype=np.int64)

    def unkeepable(self) -> Iterator[tuple[int, int]]:
        """Actor and number of each red line that every package crosses, feasible or not."""
        for a, lines in self._steps.items():
            for k, line in enumerate(lines):
                start = {i: np.zeros(1, dtype=np.int64) for i in range(len(self._problem.sizes))}
                if int(line.at(start)[0]) == FAR:
                    yield a, k


def _sum(lines: Iterable[Steps], columns: Mapping[int, NDArray[Any]]) -> NDArray[np.int64]:
    """Steps out of some lines together; a line that no package keeps takes none."""
    every = (line.at(columns) for line in lines)
    return sum((np.where(away == FAR, 0, away) for away in every), np.zeros(1, dtype=np.int64))


def retreats(problem: Problem, progress: Progress | None = None) -> tuple[Retreat, ...]:
    """The Pareto-minimal step vectors over all feasible packages, sorted.

    Parameters
    ----------
    problem
        What to walk through.
    progress
        Told now and then how many packages are done, and of how many.

    Returns
    -------
    Nothing where nothing is feasible; the zero vector alone where a package crosses no red line.

    Notes
    -----
    Vectors that another dominates are forgotten as the walk goes, so that memory grows with the minimal ones only.
    """
    measure, width = StepVectors(problem), len(problem.asked)
    vectors = np.zeros((0, width), dtype=np.int64)
    counts = np.zeros((0, 2), dtype=np.int64)
    for block in Scan(problem).blocks(progress):
        if not len(block):
            continue
        above = block.where(_everyone_reaches(block.window))
        found = measure.of(block)
        _, place, group = np.unique(row_keys(found), return_index=True, return_inverse=True)
        new = np.zeros((len(place), 2), dtype=np.int64)
        new[:, 0] = np.bincount(group, minlength=len(place))
        new[:, 1] = np.bincount(group[above], minlength=len(place))
        vectors, counts = _minimal(
            np.concatenate([vectors, found[place]]), np.concatenate([counts, new])
        )
    order = np.argsort(row_keys(vectors), kind="stable")
    return tuple(
        Retreat(tuple(int(n) for n in vectors[k]), int(counts[k, 0]), int(counts[k, 1]))
        for k in order
    )


def _minimal(
    vectors: NDArray[np.int64], counts: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    _, place, group = np.unique(row_keys(vectors), return_index=True, return_inverse=True)
    sums = np.zeros((len(place), 2), dtype=np.int64)
    np.add.at(sums, group, counts)
    kept = is_efficient(-vectors[place])
    return vectors[place][kept], sums[kept]


def _everyone_reaches(window: Window) -> Words:
    """Where every actor that a package needs is left at its reservation value or above."""
    return AtOnce.every(
        [AtOnce.unless(window.reaches(a), window.needed(a)) for a in window.scan.problem.consenting]
    )


def reach(
    problem: Problem,
    limits: Sequence[Vector],
    *,
    above: bool = True,
    progress: Progress | None = None,
) -> tuple[Reach, ...]:
    """What each retreat lets through: packages whose step vector is at most that one, actor by actor.

    Parameters
    ----------
    problem
        What to walk through.
    limits
        Steps that each actor that is not advisory is ready to take.
    above
        Only packages that leave everyone needed at or above its reservation value.
    progress
        Told now and then how many packages are done, and of how many.
    """
    measure, gains = StepVectors(problem), SmallestGain(problem)
    found: list[tuple[int, int | None, int]] = [(0, None, -1)] * len(limits)
    for window in Scan(problem).windows(progress):
        wanted = window.selected & _everyone_reaches(window) if above else window.selected
        chosen = window.block(wanted)
        if not len(chosen):
            continue
        steps, smallest, index = measure.of(chosen), gains.of(chosen), chosen.index
        for place, limit in enumerate(limits):
            inside = (steps <= np.array(limit, dtype=np.int64)).all(axis=1)
            if inside.any():
                found[place] = _better(found[place], smallest[inside], index[inside])
    return tuple(
        Reach(
            count,
            None if top is None else gains.fraction(top),
            None if top is None else package_at(first, problem.sizes),
        )
        for count, top, first in found
    )


def _better(
    so_far: tuple[int, int | None, int], smallest: NDArray[Any], index: NDArray[Any]
) -> tuple[int, int | None, int]:
    count, top, first = so_far
    place = int(smallest.argmax())
    value = int(smallest[place])
    if top is None or value > top:
        top, first = value, int(index[place])
    return count + len(index), top, first
