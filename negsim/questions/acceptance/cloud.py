"""What pairs of actors have from all feasible packages, and from the zone's: counted on a grid, in one walk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negsim.errors import InputError, quoted
from negsim.language.names import one_of
from negsim.questions.zone.result import Findings
from negsim.solve.listing.scan import Scan
from negsim.solve.patience import is_soon_walked
from negsim.solve.sweep.draws import draw_feasible, draw_zone, efficient_pairs
from negsim.solve.tables.efficient import Archive
from negsim.solve.tables.gains import utility_ratios
from negsim.solve.tables.problem import ActorTables

BINS = 160  # per side of a grid
FEW = 4_000  # packages up to which each is kept as a point
PAIRS = 6
DRAWS = 200_000  # where the packages are too many to go through
SEED = 20_250_118
_EXACT = 2**50  # spans up to here leave room for BINS in a machine word


@dataclass(frozen=True, eq=False)
class Side:
    """One actor's scale.

    Parameters
    ----------
    actor : str
    low, high : float
        Ends of the grid: the least and most that its preferences could come to, issue by issue.
    reservation_value : Fraction
    """

    actor: str
    low: float
    high: float
    reservation_value: Fraction


@dataclass(frozen=True, eq=False)
class PairCloud:
    """What two actors have from the packages; where there is only one actor, `y` is None and grids have one column.

    Parameters
    ----------
    x, y : Side
    feasible, zone : int64 array of shape (BINS, BINS)
        Packages per cell, x first.
    feasible_points, zone_points : float array of shape (n, 2), or None
        Distinct utilities, sorted, where the packages are few; else None.
    frontier : float array of shape (m, 2)
        What no feasible package betters for these two: distinct utilities, x ascending.
    above : int
        Feasible packages that leave both at or above their reservation value, red lines or not.
    lacking : mapping of str to int64 array of shape (BINS, BINS)
        Packages per cell that would go through if this one actor accepted them too; those that have any.
    lacking_points : mapping of str to float array of shape (n, 2)
        Their distinct utilities, where `feasible_points` are kept.
    """

    x: Side
    y: Side | None
    feasible: NDArray[np.int64]
    zone: NDArray[np.int64]
    feasible_points: NDArray[np.float64] | None
    zone_points: NDArray[np.float64] | None
    frontier: NDArray[np.float64]
    above: int
    lacking: Mapping[str, NDArray[np.int64]]
    lacking_points: Mapping[str, NDArray[np.float64]]


@dataclass(frozen=True, eq=False)
class Cloud:
    """Clouds of the pairs that are worth a look, the most contested first.

    Parameters
    ----------
    pairs : tuple of PairCloud
    total_pairs : int
        How many pairs there would be.
    drawn : int or None
        Where the packages are too many to be gone through: how many were drawn at random instead. Grids and points
        then hold these only, and `above` is an estimate; frontiers are exact all the same.
    lacking : mapping of str to int
        Actor to the packages that would go through if it alone accepted them too; none where packages are drawn.
    """

    pairs: tuple[PairCloud, ...]
    total_pairs: int
    drawn: int | None = None
    lacking: Mapping[str, int] = field(default_factory=dict)


def cloud(findings: Findings, actors: tuple[str, ...] | None = None) -> Cloud:
    """Gather the clouds.

    Parameters
    ----------
    findings : Findings
    actors : tuple of str, optional
        Whose pairs; absent, the principals, or everyone asked where there is one principal.

    Returns
    -------
    Cloud
        At most `PAIRS` pairs: those that agree on the fewest packages.

    Raises
    ------
    InputError
        No such actor, or one named twice.

    Notes
    -----
    One walk; memory grows with the frontiers of the pairs, not with the number of packages. Where a walk would take
    long, packages are drawn, always the same.
    """
    pairs = _pairs(findings, actors)
    gatherers = [_Gatherer(findings, pair) for pair in pairs[:PAIRS]]
    if is_soon_walked(findings.space.problem):
        lacking = _walk(findings, gatherers)
        found = tuple(gatherer.result() for gatherer in gatherers)
        return Cloud(found, len(pairs), None, lacking)
    count = _draw(findings, gatherers)
    return Cloud(tuple(gatherer.result() for gatherer in gatherers), len(pairs), count)


def _walk(findings: Findings, gatherers: list[_Gatherer]) -> dict[str, int]:
    """Take in every package, and count those that lack one actor's yes alone."""
    names, lacking = findings.space.actors, dict[str, int]()
    for window in Scan(findings.space.problem).windows():
        block = window.block(window.selected)
        if not len(block):
            continue
        in_zone = block.where(window.zone)
        alone: dict[int, NDArray[np.bool_]] = {}
        for a in findings.space.problem.asked:
            # Where votes decide, several might be the one that is lacking: the first of them counts.
            reached = window.agreed({**window.accepted, a: window.selected})
            flags = block.where(reached) & ~in_zone
            for other in alone.values():
                flags &= ~other
            if flags.any():
                alone[a] = flags
                lacking[names[a]] = lacking.get(names[a], 0) + int(flags.sum())
        for gatherer in gatherers:
            vectors = block.vectors(gatherer.actors)
            gatherer.add(vectors)
            gatherer.add_zone(vectors[in_zone])
            for a, flags in alone.items():
                gatherer.add_lacking(names[a], vectors[flags])
            gatherer.archive.add(vectors, block.index)
    for gatherer in gatherers:
        gatherer.archive.settle()
        gatherer.efficient = gatherer.archive.vectors
    return lacking


def _draw(findings: Findings, gatherers: list[_Gatherer]) -> int:
    problem = findings.space.problem
    rng = np.random.default_rng(SEED)
    totals = draw_feasible(problem, DRAWS, rng)
    zone = draw_zone(problem, DRAWS, rng) if findings.zone.is_open else totals[:0]
    for gatherer in gatherers:
        actors = list(gatherer.actors)
        gatherer.add(totals[:, actors])
        gatherer.add_zone(zone[:, actors])
        gatherer.above = round(Fraction(findings.feasible * gatherer.above, max(1, len(totals))))
        gatherer.efficient = efficient_pairs(problem, gatherer.actors)
    return len(totals)


def _pairs(findings: Findings, actors: tuple[str, ...] | None) -> list[tuple[int, ...]]:
    space = findings.space
    if actors is None:
        chosen = list(space.problem.principals)
        if len(chosen) == 1:
            chosen = list(space.problem.consenting)
    else:
        for actor in actors:
            if actor not in space.actors:
                raise InputError.one(
                    f"there is no actor {quoted(actor)}", one_of(actor, space.actors)
                )
        if not actors:
            raise InputError.one("nobody's cloud is asked for", "name an actor, or two and more")
        if len(set(actors)) < len(actors):
            raise InputError.one("an actor is named twice", "name each once")
        chosen = [space.actors.index(actor) for actor in actors]
    if len(chosen) == 1:
        return [(chosen[0],)]
    known = findings.answer.coalitions
    pairs = list(combinations(chosen, 2))
    return sorted(pairs, key=lambda pair: known.get((min(pair), max(pair)), 0))


@dataclass
class _Gatherer:
    findings: Findings
    actors: tuple[int, ...]
    above: int = 0
    _seen: int = 0
    _zone_seen: int = 0
    _points: list[NDArray[Any]] = field(default_factory=list)
    _zone_points: list[NDArray[Any]] = field(default_factory=list)
    _lacking: dict[str, NDArray[np.int64]] = field(default_factory=dict)
    _lacking_points: dict[str, list[NDArray[Any]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        cells = BINS ** len(self.actors)
        self._feasible = np.zeros(cells, dtype=np.int64)
        self._zone = np.zeros(cells, dtype=np.int64)
        self.archive = Archive(len(self.actors))
        self.efficient = self.archive.vectors
        self._members = [self.findings.space.problem.actors[a] for a in self.actors]
        self._ends = [_ends(member) for member in self._members]

    def add(self, vectors: NDArray[Any]) -> None:
        """Take in feasible packages."""
        above = np.ones(len(vectors), dtype=bool)
        for column, member in zip(vectors.T, self._members, strict=True):
            above &= np.asarray(column >= member.threshold, dtype=bool)
        self.above += int(above.sum())
        self._feasible += np.bincount(self._places(vectors), minlength=len(self._feasible))
        self._seen += len(vectors)
        if self._seen <= FEW:
            self._points.append(vectors)

    def add_zone(self, vectors: NDArray[Any]) -> None:
        """Take in packages of the zone."""
        if not len(vectors):
            return
        self._zone += np.bincount(self._places(vectors), minlength=len(self._zone))
        self._zone_seen += len(vectors)
        if self._zone_seen <= FEW:
            self._zone_points.append(vectors)

    def add_lacking(self, actor: str, vectors: NDArray[Any]) -> None:
        """Take in packages that lack one actor's yes alone."""
        counts = np.bincount(self._places(vectors), minlength=len(self._feasible))
        self._lacking[actor] = self._lacking.get(actor, 0) + counts
        if self._seen <= FEW:
            self._lacking_points.setdefault(actor, []).append(vectors)

    def _places(self, vectors: NDArray[Any]) -> NDArray[np.int64]:
        place = np.zeros(len(vectors), dtype=np.int64)
        for column, ends in zip(vectors.T, self._ends, strict=True):
            place = place * BINS + _cells(column, *ends)
        return place

    def result(self) -> PairCloud:
        sides = [
            Side(
                self.findings.space.actors[a],
                # Half a total beyond the ends, so that a cell's middle is what its packages are worth.
                low=float(Fraction(2 * (ends[0] + member.offset) - 1, 2 * member.scale)),
                high=float(Fraction(2 * (ends[1] + member.offset) + 1, 2 * member.scale)),
                reservation_value=member.reservation_value,
            )
            for a, member, ends in zip(self.actors, self._members, self._ends, strict=True)
        ]
        shape = (BINS, BINS) if len(sides) == 2 else (BINS, 1)
        return PairCloud(
            x=sides[0],
            y=sides[1] if len(sides) == 2 else None,
            feasible=self._feasible.reshape(shape),
            zone=self._zone.reshape(shape),
            feasible_points=self._utilities(self._points) if self._seen <= FEW else None,
            zone_points=self._utilities(self._zone_points) if self._zone_seen <= FEW else None,
            frontier=self._utilities([self.efficient]),
            above=self.above,
            lacking={actor: counts.reshape(shape) for actor, counts in self._lacking.items()},
            lacking_points={
                actor: self._utilities(parts)
                for actor, parts in self._lacking_points.items()
                if self._seen <= FEW
            },
        )

    def _utilities(self, parts: list[NDArray[Any]]) -> NDArray[np.float64]:
        """Distinct pairs of utilities, sorted; a single actor's get 0 beside them."""
        totals = np.concatenate([np.zeros((0, len(self.actors)), dtype=np.int64), *parts])
        columns = [
            utility_ratios(member, column)
            for member, column in zip(self._members, totals.T, strict=True)
        ]
        while len(columns) < 2:
            columns.append(np.zeros(len(totals)))
        return np.unique(np.stack(columns, axis=1).astype(np.float64), axis=0)


def _ends(actor: ActorTables) -> tuple[int, int]:
    """The least and the most that an actor's tables and bonuses could come to."""
    low = sum(int(t.values.min()) for t in actor.tables) + sum(
        min(0, b.worth) for b in actor.bonuses
    )
    high = sum(int(t.values.max()) for t in actor.tables) + sum(
        max(0, b.worth) for b in actor.bonuses
    )
    return low, high


def _cells(totals: NDArray[Any], low: int, high: int) -> NDArray[np.int64]:
    span = high - low + 1
    if span > _EXACT:
        totals = totals.astype(object)
    return np.asarray(((2 * (totals - low) + 1) * BINS) // (2 * span), dtype=np.int64)
