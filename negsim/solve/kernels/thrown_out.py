"""What bodies throw out of what is agreed at the table, and whose yes would save it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from math import ceil, lcm

import numpy as np
from numpy.typing import NDArray

from negsim.solve.answer import Package, Seat
from negsim.solve.kernels.refusals import Refusals
from negsim.solve.listing.numbering import package_at
from negsim.solve.listing.scan import Block, Progress, Scan
from negsim.solve.tables.problem import Problem, QuotaRule
from negsim.solve.tables.steps import FAR

AT_MOST = 3  # voters in a set whose yes is asked for


@dataclass(frozen=True)
class SavingVotes:
    """Voters whose yes, all of theirs and no fewer, would make a body pass packages that it throws out.

    Parameters
    ----------
    voters : tuple of int
    packages : int
        How many that it throws out, and would pass.
    cheapest : tuple of int
        Of these, the package whose red lines of theirs take the fewest steps to keep; then the one that falls least
        short of their reservation values, added up; then the first.
    """

    voters: tuple[int, ...]
    packages: int
    cheapest: Package


@dataclass(frozen=True)
class ThrownOut:
    """What one body throws out of what is agreed at the table.

    Parameters
    ----------
    packages : int
        Of the table zone and not of the zone, that need the body and that it does not pass.
    missing : mapping
        How many votes, whole ones, are missing in how many of them.
    savings : tuple of SavingVotes
        Sets of at most `AT_MOST` voters; those that save most first, then as voters stand in the body.
    """

    packages: int
    missing: Mapping[int, int]
    savings: tuple[SavingVotes, ...]


def saving_sets(body: QuotaRule, accepting: Collection[int]) -> Iterator[tuple[int, ...]]:
    """Give the inclusion-minimal sets of refusing voters, of `AT_MOST` at most, with whose yes a body would pass.

    Examples
    --------
    >>> body = QuotaRule(((0, Fraction(40)), (1, Fraction(15)), (2, Fraction(45))), Fraction(51))
    >>> list(saving_sets(body, {0})), list(saving_sets(body, ()))
    ([(1,), (2,)], [(0, 1), (0, 2), (1, 2)])
    """
    votes = dict(body.votes)
    missing = body.at_least - sum((votes[a] for a in votes if a in accepting), Fraction(0))
    refusing = [a for a in votes if a not in accepting]
    for size in range(1, AT_MOST + 1):
        for voters in combinations(refusing, size):
            has = sum((votes[a] for a in voters), Fraction(0))
            if has >= missing and has - min(votes[a] for a in voters) < missing:
                yield voters


def thrown_out(problem: Problem, progress: Progress | None = None) -> Mapping[Seat, ThrownOut]:
    """Say of each body that is asked what it throws out of what is agreed at the table, and whose yes would save it.

    Notes
    -----
    Exact. One walk through all feasible packages; packages are told apart by who of the voters accepts them.
    """
    scan = Scan(problem)
    refusals, short = Refusals(scan), _Shortfall(problem)
    seats = {
        (a, k): _Seat(body)
        for a in problem.consenting
        for k, body in enumerate(problem.actors[a].bodies)
    }
    for window in scan.windows(progress):
        stopped = window.table_zone & ~window.zone
        for (a, k), seat in seats.items():
            ballot = scan.assembly.bodies[a][k]
            block = window.block(
                stopped & window.needed(a) & ~window.passed(ballot, window.accepted)
            )
            if len(block):
                seat.add(block, refusals, short)
    return {key: seat.found(problem) for key, seat in seats.items()}


class _Shortfall:
    """How much utility is missing to reservation values: exact integers over one denominator."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        actors = [problem.actors[a] for a in problem.asked]
        self.unit = lcm(*(x.scale * x.reservation_value.denominator for x in actors))

    def of(self, block: Block, actor: int) -> NDArray[np.object_]:
        x = self.problem.actors[actor]
        factor, wanted = self.unit // x.scale, int(x.reservation_value * self.unit)
        gains = (block.totals(actor).astype(object) + x.offset) * factor - wanted
        return np.asarray(np.maximum(-gains, 0))


class _Seat:
    """One body, told of the packages that it throws out."""

    def __init__(self, body: QuotaRule) -> None:
        self.body, self.packages = body, 0
        self.missing: dict[int, int] = {}
        self.saved: dict[tuple[int, ...], int] = {}
        self.best: dict[tuple[int, ...], tuple[int, int, int]] = {}  # steps, shortfall, index

    def add(self, block: Block, refusals: Refusals, short: _Shortfall) -> None:
        """Take some packages in."""
        voters = [a for a, _ in self.body.votes]
        accepts = np.stack([block.accepts(a) for a in voters], axis=1)
        patterns, which = np.unique(accepts, axis=0, return_inverse=True)
        away = {a: refusals.steps_of(a, block, ~block.accepts(a)) for a in voters}
        lacks = {a: short.of(block, a) for a in voters}
        votes = dict(self.body.votes)
        for place, pattern in enumerate(patterns):
            rows = np.flatnonzero(which.reshape(-1) == place)
            accepting = {a for a, flag in zip(voters, pattern, strict=True) if flag}
            self.packages += len(rows)
            missing = ceil(self.body.at_least - sum((votes[a] for a in accepting), Fraction(0)))
            self.missing[missing] = self.missing.get(missing, 0) + len(rows)
            for chosen in saving_sets(self.body, accepting):
                self.saved[chosen] = self.saved.get(chosen, 0) + len(rows)
                one = _cheapest(block, rows, [away[a] for a in chosen], [lacks[a] for a in chosen])
                self.best[chosen] = min(one, self.best.get(chosen, one))

    def found(self, problem: Problem) -> ThrownOut:
        """Give what was found."""
        place = {a: k for k, (a, _) in enumerate(self.body.votes)}
        order = sorted(self.saved, key=lambda s: (-self.saved[s], len(s), [place[a] for a in s]))
        return ThrownOut(
            self.packages,
            dict(sorted(self.missing.items())),
            tuple(
                SavingVotes(s, self.saved[s], package_at(self.best[s][2], problem.sizes))
                for s in order
            ),
        )


def _cheapest(
    block: Block,
    rows: NDArray[np.intp],
    away: Sequence[NDArray[np.int64]],
    lacks: Sequence[NDArray[np.object_]],
) -> tuple[int, int, int]:
    steps = np.minimum(np.sum([one[rows] for one in away], axis=0), FAR)
    fewest = int(steps.min())
    rows = rows[steps == fewest]
    wanting = np.sum([one[rows] for one in lacks], axis=0)
    first = int(np.argmin(wanting))
    return fewest, int(wanting[first]), int(block.index[rows[first]])
