"""What the ideas of fairness pick, without the rest of the frontier: of many principals nobody lists all trade-offs.

Each idea's pick is found roughly first, by a beam search (Lowerre 1976). What is at least as good by that idea lies in
a small corner of the zone, and the efficient packages of the corner are found exactly: whatever betters one of them
for somebody and for nobody the worse lies in the corner too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from math import exp, log, sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negsim.errors import TooLarge
from negsim.solve.answer import Package
from negsim.solve.sweep.diagram import Diagram
from negsim.solve.sweep.frontier import Pareto
from negsim.solve.sweep.nodes import Nodes, firsts_of, forward, start
from negsim.solve.sweep.together import Row, Together, reaching_most
from negsim.solve.sweep.zone import single
from negsim.solve.tables.efficient import row_keys
from negsim.solve.tables.gains import gain_of_total, gain_ratios
from negsim.solve.tables.problem import ActorTables, Problem

BEAM = 2**12  # partial packages that a search keeps
HAIR = Fraction(1, 10**8)  # more than what is taken for the same, and than what floats lose
FINE = 2**46  # what a weighted sum may come to: the weights are as fine as that allows
LOST = 1e6  # how much worse a package is than any other, for each unit that somebody loses by it
BEYOND = (*(Fraction(1, n) for n in (16, 32, 64, 128, 256, 512)), Fraction(0))
STEPS = 64  # of the descent to factors that few packages come up to
SEVERAL = 8  # of these, the tightest
PATIENCE = 4e10  # comparisons in one corner
TRIES = 16  # corners of what some gain alike, before the search is given up

Floats = NDArray[np.float64]
Value = Callable[[Floats], Floats]  # of gains (n, principals): how good each row is


class Picked:
    """Efficient packages of the zone: all that a criterion could pick, and the best that each principal can have.

    Parameters
    ----------
    problem
        Where all principals must agree.

    Raises
    ------
    TooLarge
        Where no corner is found that is small enough.
    """

    def __init__(self, problem: Problem) -> None:
        asked = single(problem)
        if asked is None or problem.quota is not None:
            raise _nothing()
        self.actors = [problem.actors[a] for a in problem.principals]
        self.n = len(self.actors)
        self.diagram = asked.diagram(problem.sizes)
        if self.diagram.dtype is object:
            raise _nothing()
        self.search = Beam(self.diagram, self.actors)
        self.corners = self._corners()
        vectors = np.concatenate([corner.vectors for corner in self.corners])
        counts = np.concatenate([corner.counts for corner in self.corners])
        _, first = np.unique(row_keys(vectors), return_index=True)
        self.vectors, self.counts = vectors[first], counts[first]
        ends = np.cumsum([len(corner.vectors) for corner in self.corners])
        self._corner = np.searchsorted(ends, first, side="right")  # per vector
        self._row = first - np.concatenate([[0], ends[:-1]])[self._corner]

    def _corners(self) -> list[Pareto]:
        n, actors = self.n, self.actors
        corners = []
        for k in range(n):
            best = self._gain(k, self._best(lambda gains, k=k: gains[:, k])[k])  # type: ignore[misc]
            corners.append(self._above(best, {k: Fraction(1)}))
        tops = [int(one.vectors[:, k].max()) for k, one in enumerate(corners)]
        most = [gain_of_total(a, top) for a, top in zip(actors, tops, strict=True)]
        gaining = [k for k in range(n) if most[k] > 0]
        if not gaining:
            raise _nothing()

        least = self._best(lambda gains: gains.min(axis=1))
        floor = min(self._gain(k, least[k]) for k in range(n))
        corners.append(self._above(floor, {k: Fraction(1) for k in range(n)}))

        whole = np.array([float(most[k]) for k in gaining])
        share = self._best(lambda gains: (gains[:, gaining] / whole).min(axis=1))
        part = min(self._gain(k, share[k]) / most[k] for k in gaining)
        corners.append(self._above(part, {k: most[k] for k in gaining}))

        one = {k: Fraction(1) for k in range(n)}
        corners.append(self._along(lambda gains: gains.sum(axis=1), lambda _: [one], corners))

        def product(gains: Floats) -> Floats:
            return np.asarray(np.log(np.maximum(gains[:, gaining], 1e-12)).sum(axis=1))

        def shares(best: NDArray[Any]) -> list[Mapping[int, Fraction]]:
            return self._shares(best, gaining)

        corners.append(self._along(product, shares, corners))
        return corners

    def _best(self, value: Value) -> NDArray[Any]:
        found = self.search.best(value)
        if found is None:
            raise _nothing()
        return found

    def _gain(self, k: int, total: int) -> Fraction:
        return gain_of_total(self.actors[k], int(total))

    def _total(self, k: int, gain: Fraction) -> int:
        """The least total of a principal that is worth so much more than no deal."""
        actor = self.actors[k]
        wanted = (gain + actor.reservation_value) * actor.scale - actor.offset
        return -((-wanted.numerator) // wanted.denominator)

    def _along(
        self,
        value: Value,
        factors: Callable[[NDArray[Any]], list[Mapping[int, Fraction]]],
        corners: Sequence[Pareto],
    ) -> Pareto:
        """Where gains times factors come to as much as in the best that is known by some value."""
        vectors = np.concatenate([self._best(value)[None, :], *(one.vectors for one in corners)])
        best = vectors[int(self.search.good(vectors, value).argmax())]
        gains = [self._gain(k, total) for k, total in enumerate(best)]
        each = factors(best)
        least = sum((f * gains[k] for k, f in each[0].items()), Fraction(0))
        return self._corner_of({}, [self._row_of(one, least) for one in each])

    def _shares(self, best: NDArray[Any], gaining: Sequence[int]) -> list[Mapping[int, Fraction]]:
        """Factors with which gains come to as much as in the best, wherever their product is no smaller than there.

        First as parts of the best's, which are one in the mean then, or more;
        and others with the same product, of which few packages come up to as much.
        """
        gains = {k: self._gain(k, best[k]) for k in gaining}
        if any(gain <= 0 for gain in gains.values()):
            raise _nothing()
        level = sum(log(gain) for gain in gains.values()) / len(gaining)
        factor = -np.log([float(gains[k]) for k in gaining])
        found: list[tuple[float, NDArray[Any]]] = []
        for step in range(STEPS):
            held = np.zeros((self.n, 1))
            for k, one in zip(gaining, np.exp(factor), strict=True):
                held[k, 0] = one / self.actors[k].scale
            reached = reaching_most(self.diagram, held)
            worth = np.exp(factor) * [max(0.0, float(self._gain(k, reached[k]))) for k in gaining]
            found.append((float(worth.sum()), factor))
            factor = factor - (worth / max(float(worth.mean()), 1e-12) - 1) / (2 * sqrt(1 + step))
            factor = np.round(factor - factor.mean() - level, 6)
        found.sort(key=lambda one: one[0])
        others = []
        for _, one in found[:SEVERAL]:
            # Rounded, they come to a little more together, never to less.
            more = max(0.0, -level * len(gaining) - float(one.sum())) / len(gaining) + 1e-9
            others.append(
                {k: Fraction(exp(f + more)) for k, f in zip(gaining, one.tolist(), strict=True)}
            )
        return [{k: 1 / gain for k, gain in gains.items()}, *others]

    def _row_of(self, factors: Mapping[int, Fraction], least: Fraction) -> Row:
        """Gains times factors, added up, and what that must come to, less a hair.

        Weights are whole numbers a little below the exact ones, and what that could cost is taken off.
        """
        bounds = {k: self.diagram.sums[k].bound + 1 for k in factors}
        exact = {k: factor / self.actors[k].scale for k, factor in factors.items()}
        unit = Fraction(FINE) / sum((w * bounds[k] for k, w in exact.items()), Fraction(0))
        weights = tuple(int(exact.get(k, Fraction(0)) * unit) for k in range(self.n))
        nothing = {k: self._gain(k, 0) for k in factors}
        wanted = least - sum((f * nothing[k] for k, f in factors.items()), Fraction(0))
        worth = sum((f * (1 + abs(nothing[k])) for k, f in factors.items()), abs(least))
        return Row(weights, int((wanted - HAIR * worth) * unit) - 2 * sum(bounds.values()) - 1)

    def _above(self, found: Fraction, units: Mapping[int, Fraction]) -> Pareto:
        """Where some principals gain as many units of theirs as in the best found, or more if that is to be had.

        More than there is is soon seen to be too much; and the more is asked, the smaller the corner. Where one is too
        large the search found little, and what lies between it and too much is halved.
        """
        crowded = nothing = None  # so much more leaves too many; so much more is not to be had
        for _ in range(TRIES):
            more = _between(crowded, nothing)
            if more is None:
                break
            wanted = found + more if more else found - HAIR
            least = {k: self._total(k, wanted * u) for k, u in units.items()}
            try:
                corner = self._corner_of(least)
            except TooLarge:
                crowded = more
                continue
            if len(corner.vectors):
                return corner
            nothing = more
        raise _nothing()

    def _corner_of(self, least: Mapping[int, int], rows: Sequence[Row] = ()) -> Pareto:
        """The efficient packages of the zone in which some principals have so much at least."""
        asked = {
            k: one.at_least if k not in least else max(least[k], one.at_least or least[k])
            for k, one in enumerate(self.diagram.sums)
        }
        corner = self.diagram.told_by(asked)
        together = Together(corner, self.n, rows)
        return Pareto(corner, self.n, together=together, patience=PATIENCE)

    def first_packages(
        self, wanted: Sequence[NDArray[np.bool_]], most: int
    ) -> list[tuple[Package, ...]]:
        """For each of some sets of vectors, the first packages that have one, in package order."""
        found: list[list[Package]] = [[] for _ in wanted]
        for c, corner in enumerate(self.corners):
            masks = []
            for mask in wanted:
                own = np.zeros(len(corner.vectors), dtype=bool)
                own[self._row[mask & (self._corner == c)]] = True
                masks.append(own)
            for k, packages in enumerate(corner.first_packages(masks, most)):
                found[k] += packages
        return [tuple(sorted(packages)[:most]) for packages in found]


class Beam:
    """Searches a zone for packages that are good by some value, and finds good ones, seldom not the best.

    Parameters
    ----------
    diagram
        Its first sums are the totals of some actors.
    actors
        These.
    """

    def __init__(self, diagram: Diagram, actors: Sequence[ActorTables]) -> None:
        self.diagram, self.actors = diagram, actors
        n = len(actors)
        bounds = [max(1, one.bound) for one in diagram.sums[:n]]
        even = Together(diagram, n, [Row(tuple(max(bounds) // b for b in bounds), -(2**51))])
        self.even = even if even.most else None

    def best(self, value: Value) -> NDArray[Any] | None:
        """The totals of the best package found; None where none was."""
        n, diagram = len(self.actors), self.diagram
        nodes = start(diagram, np.int64)
        for place, layer in enumerate(diagram.layers):
            steps = forward(layer, nodes)
            nodes = Nodes(steps.state, steps.sums, np.ones(len(steps.state), dtype=np.int64))
            nodes = nodes.only(self._may_be(nodes, place + 1))
            if self.even is not None and len(nodes):
                nodes = nodes.only(self.even.may_reach(nodes.state, nodes.sums, place + 1))
            if not len(nodes):
                return None
            nodes = nodes.only(firsts_of(nodes.state, nodes.sums))
            if len(nodes) > BEAM:
                good = self.good(self._expected(nodes, place + 1), value)
                nodes = nodes.only(np.argpartition(-good, BEAM)[:BEAM])
        totals = nodes.sums[:, :n]
        return totals[int(self.good(totals, value).argmax())] if len(nodes) else None

    def _may_be(self, nodes: Nodes, place: int) -> NDArray[np.bool_]:
        """Where each sum that must come to something still may."""
        kept = np.ones(len(nodes), dtype=bool)
        most = self.diagram.to_come[1][place]
        for k, one in enumerate(self.diagram.sums):
            if one.at_least is not None:
                kept &= np.asarray(
                    nodes.sums[:, k] + most[nodes.state, k] >= one.at_least, dtype=bool
                )
        return kept

    def _expected(self, nodes: Nodes, place: int) -> NDArray[Any]:
        """Totals, if from here on all do as well as all can together, each by the same part of what it could."""
        n = len(self.actors)
        least, most = (b[place][:, :n].astype(float) for b in self.diagram.to_come)
        part = np.full(len(least), 0.75)
        if self.even is not None:
            weights = self.even.weights[:, 0]
            low, high = least @ weights, most @ weights
            span = np.maximum(high - low, 1e-9)
            part = np.clip((self.even.most[place][:, 0] - low) / span, 0, 1)
        to_come = least + part[:, None] * (most - least)
        return np.asarray(nodes.sums[:, :n] + to_come[nodes.state])

    def good(self, totals: NDArray[Any], value: Value) -> Floats:
        """How good each is: losses, which no package of the zone has, count most."""
        gains = np.stack(
            [
                gain_ratios(a, column)
                if column.dtype.kind in "iO"
                else (column + float(a.offset)) / float(a.scale) - float(a.reservation_value)
                for a, column in zip(self.actors, totals.T, strict=True)
            ],
            axis=1,
        )
        return np.asarray(value(gains) + LOST * np.minimum(gains, 0).sum(axis=1))


def is_any(problem: Problem) -> bool:
    """Whether a search finds a package of the zone; that it finds none says nothing."""
    asked = single(problem)
    if asked is None or not problem.principals:
        return False
    diagram = asked.diagram(problem.sizes)
    if diagram.dtype is object:
        return False
    search = Beam(diagram, [problem.actors[a] for a in problem.principals])
    return search.best(lambda gains: gains.min(axis=1)) is not None


def _between(crowded: Fraction | None, nothing: Fraction | None) -> Fraction | None:
    """How much more is asked next; None where nothing is left to ask."""
    if crowded is None:
        return next((one for one in BEYOND if nothing is None or one < nothing), None)
    return 2 * crowded if nothing is None else (crowded + nothing) / 2


def _nothing() -> TooLarge:
    return TooLarge.one("what each criterion picks is not found without all efficient packages")
