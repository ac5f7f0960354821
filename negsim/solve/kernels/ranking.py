"""The feasible packages in an order: by what they lack, by what they give the worst-off, or by what they are worth.

All keys are exact integers, brought to one denominator; what ties in all of them stays in package order.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import lcm
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negsim.solve.answer import By, Package
from negsim.solve.kernels.one_package import verdict
from negsim.solve.kernels.refusals import LineSteps, Refusals
from negsim.solve.kernels.tally import SmallestGain
from negsim.solve.listing.numbering import index_of
from negsim.solve.listing.scan import Block, Progress, Scan
from negsim.solve.tables.formula import WORD, magnitude, negate
from negsim.solve.tables.problem import ActorTables, Formula, Problem
from negsim.solve.tables.steps import FAR

PENDING = 2**17  # packages gathered before the worse ones are dropped

Keys = list[NDArray[Any]]  # the most important first, smaller is better


@dataclass(frozen=True, eq=False)
class InOrder:
    """Packages in order.

    Parameters
    ----------
    of : int
        How many there are in all.
    index : ndarray
        Of those listed, positions in package order: int64, or Python integers.
    in_zone : ndarray of bool
    refusing : ndarray of bool
        Of shape (packages, actors).
    steps : ndarray of int64
        Of all who refuse; `FAR` where a red line of theirs cannot be kept.
    """

    of: int
    index: NDArray[Any]
    in_zone: NDArray[np.bool_]
    refusing: NDArray[np.bool_]
    steps: NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class _Rows:
    """Some packages with their keys."""

    keys: Keys
    index: NDArray[Any]
    in_zone: NDArray[np.bool_]
    refusing: NDArray[np.bool_]
    steps: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.index)

    def only(self, chosen: NDArray[Any]) -> _Rows:
        return _Rows(
            [key[chosen] for key in self.keys],
            self.index[chosen],
            self.in_zone[chosen],
            self.refusing[chosen],
            self.steps[chosen],
        )


def rank(
    problem: Problem,
    by: By,
    *,
    within: Formula | None = None,
    limit: int | None = None,
    progress: Progress | None = None,
) -> InOrder:
    """Put the feasible packages in order, the best first.

    Parameters
    ----------
    problem
        Whose packages.
    by
        "nearest": those of the zone; then by how many refuse, by their option-steps, by the smallest gain of a
        principal. "floor": by that gain. "nash": by the product of the principals' gains, losses counted as 0.
        "utilitarian": by the sum of their utilities. An actor: by its utility.
    within
        Only packages where this holds.
    limit
        At most so many; all where None.
    progress
        Called with the number of packages done, and of how many.

    Notes
    -----
    One walk through the packages. Memory grows with `limit`, not with the packages.
    """
    asked = problem
    if within is not None:
        asked = replace(problem, barred=(*problem.barred, negate(within)))
    scan = Scan(asked)
    best = _Best(limit, len(problem.actors))
    keyed = _Nearest(scan) if by == "nearest" else _Worth(scan, by)
    n = 0
    for block in scan.blocks(progress):
        n += len(block)
        best.add(keyed.rows(block, best.worst))
    found = best.rows()
    return InOrder(n, found.index, found.in_zone, found.refusing, found.steps)


def listed(problem: Problem, of: int, packages: Sequence[Package]) -> InOrder:
    """Say how packages stand that somebody else has put in order."""
    known, far = LineSteps(problem), []
    refusing = np.zeros((len(packages), len(problem.actors)), dtype=bool)
    in_zone = np.zeros(len(packages), dtype=bool)
    for place, package in enumerate(packages):
        found = verdict(problem, package)
        in_zone[place] = found.in_zone
        refusing[place] = found.is_refused
        steps = known.of_all(problem, package, found)
        far.append(FAR if steps is None else steps)
    index = [index_of(package, problem.sizes) for package in packages]
    dtype: Any = np.int64 if problem.total < WORD else object
    return InOrder(
        of, np.array(index, dtype=dtype), in_zone, refusing, np.array(far, dtype=np.int64)
    )


class _Best:
    """The best rows so far."""

    def __init__(self, limit: int | None, n_actors: int) -> None:
        self.limit, self.n_actors = limit, n_actors
        self.worst: int | None = None  # first key beyond which nothing is wanted any more
        self._parts: list[_Rows] = []
        self._pending = 0

    def add(self, rows: _Rows) -> None:
        self._parts.append(rows)
        self._pending += len(rows)
        if self.limit is not None and self._pending > self.limit + max(self.limit, PENDING):
            self._settle()

    def _settle(self) -> None:
        if not self._parts:
            return
        together = _joined(self._parts)
        chosen = _order(together.keys)[: self.limit]
        # Package order breaks ties, so that what is kept must stay in it.
        kept = together.only(np.sort(chosen))
        self._parts, self._pending = [kept], len(kept)
        if self.limit is not None and len(kept) == self.limit:
            self.worst = max(map(int, kept.keys[0]), default=-1) if self.limit else -1

    def rows(self) -> _Rows:
        """Give them in order."""
        if not self._parts:
            no = np.zeros(0, dtype=np.int64)
            return _Rows([], no, no.astype(bool), np.zeros((0, self.n_actors), dtype=bool), no)
        together = _joined(self._parts)
        return together.only(_order(together.keys)[: self.limit])


def _joined(parts: Sequence[_Rows]) -> _Rows:
    n_keys = len(parts[0].keys)
    return _Rows(
        [np.concatenate([part.keys[k] for part in parts]) for k in range(n_keys)],
        np.concatenate([part.index for part in parts]),
        np.concatenate([part.in_zone for part in parts]),
        np.concatenate([part.refusing for part in parts]),
        np.concatenate([part.steps for part in parts]),
    )


def _order(keys: Keys) -> NDArray[np.intp]:
    """Positions in the order of the keys; ties as they stand."""
    columns = [
        np.unique(key, return_inverse=True)[1].reshape(-1) if key.dtype == object else key
        for key in keys
    ]
    return np.lexsort(columns[::-1])


class _Nearest:
    """Keys of how near packages are to the zone."""

    def __init__(self, scan: Scan) -> None:
        self.refusals, self.gains = Refusals(scan), SmallestGain(scan.problem)
        self.n_actors = len(scan.problem.actors)

    def rows(self, block: Block, worst: int | None) -> _Rows:
        in_zone, refusing = block.where(block.window.zone), self.refusals.of(block)
        # Whether it is in the zone counts more than any number of those who refuse.
        first = refusing.sum(axis=1) + ~in_zone * (self.n_actors + 1)
        if worst is not None:
            wanted = first <= worst
            block, in_zone, refusing = block.only(wanted), in_zone[wanted], refusing[wanted]
            first = first[wanted]
        steps = self.refusals.steps(block, refusing)
        keys = [first, steps, -self.gains.of(block)]
        return _Rows(keys, block.index, in_zone, refusing, steps)


class _Worth:
    """Keys of what packages are worth; who refuses is asked only of those that may be listed."""

    def __init__(self, scan: Scan, by: By) -> None:
        self.refusals = Refusals(scan)
        self.value: Callable[[Block], NDArray[Any]] = worth_of(scan.problem, by)

    def rows(self, block: Block, worst: int | None) -> _Rows:
        key = -self.value(block)
        if worst is not None:
            wanted = np.asarray(key <= worst, dtype=bool)
            block, key = block.only(wanted), key[wanted]
        refusing = self.refusals.of(block)
        steps = self.refusals.steps(block, refusing)
        return _Rows([key], block.index, block.where(block.window.zone), refusing, steps)


def worth_of(problem: Problem, by: By) -> Callable[[Block], NDArray[Any]]:
    """Give what says how good each package of a block is: integers, larger is better."""
    if isinstance(by, int):
        return lambda block: block.totals(by)
    if by == "floor":
        return SmallestGain(problem).of
    return _product(problem) if by == "nash" else _sum(problem)


def _sum(problem: Problem) -> Callable[[Block], NDArray[Any]]:
    actors = [problem.actors[a] for a in problem.principals]
    unit = lcm(*(actor.scale for actor in actors))

    def value(block: Block) -> NDArray[Any]:
        columns = [
            _scaled(block.totals(a), unit // actor.scale, 0)
            for a, actor in zip(problem.principals, actors, strict=True)
        ]
        bound = sum(map(magnitude, columns))
        wide = [column.astype(object) if bound >= WORD else column for column in columns]
        return sum(wide, np.zeros(len(block), dtype=np.int64))

    return value


def _product(problem: Problem) -> Callable[[Block], NDArray[Any]]:
    actors = [problem.actors[a] for a in problem.principals]
    terms = [gain_scale(actor) for actor in actors]

    def value(block: Block) -> NDArray[Any]:
        product: NDArray[Any] = np.ones(len(block), dtype=np.int64)
        bound = 1
        for a, (factor, shift) in zip(problem.principals, terms, strict=True):
            gains = np.maximum(_scaled(block.totals(a), factor, shift), 0)
            bound *= max(1, magnitude(gains))
            if bound >= WORD:
                product = product.astype(object)
            product = product * gains
        return product

    return value


def gain_scale(actor: ActorTables) -> tuple[int, int]:
    """A factor and a shift that turn an actor's totals into its gains, times something above 0."""
    factor = actor.reservation_value.denominator
    return factor, actor.offset * factor - actor.reservation_value.numerator * actor.scale


def _scaled(totals: NDArray[Any], factor: int, shift: int) -> NDArray[Any]:
    if max(magnitude(totals), 1) * factor + abs(shift) >= WORD:
        totals = totals.astype(object)
    return np.asarray(totals * factor + shift)
