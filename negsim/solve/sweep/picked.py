"""What the ideas of fairness pick, without the rest of the frontier: of many principals nobody lists all trade-offs.

Each idea's pick is found roughly first, by a beam search (Lowerre 1976). What is at least as good by that idea lies in
a small corner of the zone, and the efficient packages of the corner are found exactly: whatever betters one of them
for somebody and for nobody the worse lies in the corner too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negsim.errors import TooLarge
from negsim.solve.answer import Package
from negsim.solve.sweep.diagram import Diagram
from negsim.solve.sweep.frontier import Pareto
from negsim.solve.sweep.nodes import Nodes, firsts_of, forward, start
from negsim.solve.sweep.together import Row, Together
from negsim.solve.sweep.zone import single
from negsim.solve.tables.efficient import row_keys
from negsim.solve.tables.gains import gain_of_total, gain_ratios
from negsim.solve.tables.problem import ActorTables, Problem

BEAM = 2**12  # partial packages that a search keeps
HAIR = Fraction(1, 10**8)  # more than what is taken for the same, and than what floats lose
FINE = 2**46  # what a weighted sum may come to: the weights are as fine as that allows
LOST = 1e6  # how much worse a package is than any other, for each unit that somebody loses by it
BEYOND = (*(Fraction(1, n) for n in (16, 32, 64, 128, 256, 512)), Fraction(0))
PATIENCE = 4e10  # comparisons in one corner

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

        utilities = self._best(lambda gains: gains.sum(axis=1))
        one = {k: Fraction(1) for k in range(n)}
        corners.append(self._corner_of({}, [self._row_of(one, utilities)]))

        product = self._best(lambda gains: np.log(np.maximum(gains[:, gaining], 1e-12)).sum(axis=1))
        if any(self._gain(k, product[k]) <= 0 for k in gaining):
            raise _nothing()
        # Where a product is no smaller than another, the gains as parts of the other's are one in the mean, or more.
        shares = {k: 1 / self._gain(k, product[k]) for k in gaining}
        corners.append(self._corner_of({}, [self._row_of(shares, product)]))
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

    def _row_of(self, factors: Mapping[int, Fraction], best: NDArray[Any]) -> Row:
        """What gains times factors must come to, added up: what they do in the best found, less a hair.

        Weights are whole numbers a little below the exact ones, and what that could cost is taken off.
        """
        bounds = {k: self.diagram.sums[k].bound + 1 for k in factors}
        exact = {k: factor / self.actors[k].scale for k, factor in factors.items()}
        unit = Fraction(FINE) / sum((w * bounds[k] for k, w in exact.items()), Fraction(0))
        weights = tuple(int(exact.get(k, Fraction(0)) * unit) for k in range(self.n))
        reached = sum((w * unit * int(best[k]) for k, w in exact.items()), Fraction(0))
        worth = sum(
            (f * (1 + abs(self._gain(k, best[k]))) for k, f in factors.items()), Fraction(0)
        )
        return Row(weights, int(reached - HAIR * worth * unit) - 2 * sum(bounds.values()) - 1)

    def _above(self, found: Fraction, units: Mapping[int, Fraction]) -> Pareto:
        """Where some principals gain as many units of theirs as in the best found, or more if that is to be had.

        More than there is is soon seen to be too much; and the more is asked, the smaller the corner.
        """
        for more in BEYOND:
            wanted = found + more if more else found - HAIR
            corner = self._corner_of({k: self._total(k, wanted * u) for k, u in units.items()})
            if len(corner.vectors):
                return corner
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
            if not len(nodes):
                return None
            nodes = nodes.only(firsts_of(nodes.state, nodes.sums))
            if len(nodes) > BEAM:
                good = self._good(self._expected(nodes, place + 1), value)
                nodes = nodes.only(np.argpartition(-good, BEAM)[:BEAM])
        totals = nodes.sums[:, :n]
        return totals[int(self._good(totals, value).argmax())] if len(nodes) else None

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

    def _good(self, totals: NDArray[Any], value: Value) -> Floats:
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


def _nothing() -> TooLarge:
    return TooLarge.one("what each criterion picks is not found without all efficient packages")
