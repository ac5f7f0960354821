"""What packages are worth to an actor in many draws at once: fast in floats, exact where it is close."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negsim.language.model.actors import Actor
from negsim.language.model.conditions import Clause
from negsim.language.model.issues import Issue
from negsim.language.model.numbers import Quantity
from negsim.language.model.preferences import Preference, Wish
from negsim.language.model.ranges import changed
from negsim.language.model.scenario import Scenario
from negsim.language.model.scores import option_values
from negsim.questions.draws.values import MICRO, Draws, picked
from negsim.solve.tables import problem as solve
from negsim.solve.tables.distinct import distinct
from negsim.solve.tables.formula import WORD, evaluate
from negsim.solve.tables.problem import Formula
from negsim.space.compiler import Compiler

NEAR = 1e-9  # gains this close to 0 are decided by exact arithmetic
Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class _Whole:
    """Worths of options, of shape (options, draws), over a unit; and the weights that are in them, over their own."""

    worths: NDArray[Any]
    unit: int
    weights: NDArray[Any]
    of: int


class Weighing:
    """How one actor weighs some packages.

    Parameters
    ----------
    scenario : Scenario
    compiler : Compiler
        Of that scenario.
    actor : Actor
    packages : array
        Option positions, of shape (n, issues).
    clauses : sequence of Clause
        Of its wishes, their tests at the values that count.
    """

    def __init__(
        self,
        scenario: Scenario,
        compiler: Compiler,
        actor: Actor,
        packages: NDArray[np.intp],
        clauses: Sequence[Clause],
    ) -> None:
        own = compiler.read_by(actor.id)
        self.wishes = [own.satisfied(clause) for clause in clauses]
        self.scenario, self.compiler, self.actor = scenario, compiler, actor
        self.issues = [scenario.issue[one.issue] for one in actor.preferences]
        self.places = [
            next(k for k, issue in enumerate(scenario.issues) if issue.id == one.issue)
            for one in actor.preferences
        ]
        self.rows, self.row_of = distinct(self._rows(packages))

    def utilities(self, draws: Draws) -> Floats:
        """Utilities of shape (rows, draws): of packages that differ to this actor; `row_of` leads there."""
        drawn = (f"{self.actor.id}.preferences.", f"{self.actor.id}.wishes.")
        if not any(path.startswith(drawn) for path in draws.values):
            return np.repeat(self._at_best, draws.count, 1)
        return self._utilities(draws, self.rows)

    @cached_property
    def _at_best(self) -> Floats:
        """Utilities of shape (rows, 1) where nothing that they hang on is drawn."""
        return self._utilities(Draws(1, {}, {}), self.rows)

    @cached_property
    def _gains_at_best(self) -> tuple[Floats, NDArray[np.bool_]]:
        return self.gains(Draws(1, {}, {}))

    def reservation_values(self, draws: Draws) -> Floats:
        """Reservation values of shape (draws,)."""
        held, name = self.actor.reservation_value, f"{self.actor.id}.reservation_value"
        if held is None:
            return np.zeros(draws.count)
        if held.value is not None:
            return draws.floats(name, held.value.best)
        if held.points is not None:
            fewest, span = self._sheet(draws)
            points = draws.floats(name, held.points.best)
            return _divided(points - fewest, span)
        return np.asarray(self._utilities(draws, self._as_good_as)[0])

    def gains(self, draws: Draws) -> tuple[Floats, NDArray[np.bool_]]:
        """Gains of shape (rows, draws), and whether they are at least 0, which is exact."""
        if draws.count > 1 and not any(p.startswith(f"{self.actor.id}.") for p in draws.values):
            # Nothing of this actor's is drawn: one draw tells all.
            gain, reach = self._gains_at_best
            return np.repeat(gain, draws.count, 1), np.repeat(reach, draws.count, 1)
        gains = self.utilities(draws) - self.reservation_values(draws)
        reaches = gains >= 0
        near, columns = np.nonzero(np.abs(gains) < NEAR)
        if len(near):
            some = np.unique(columns)
            totals, actors = self.exact(picked(draws, some))
            least = np.array([actor.threshold for actor in actors], dtype=object)
            place = np.searchsorted(some, columns)
            reaches[near, columns] = totals[near, place] >= least[place]
        return gains, np.asarray(reaches, dtype=bool)

    def exact(self, draws: Draws) -> tuple[NDArray[Any], list[solve.ActorTables]]:
        """Give the totals of all rows as integers, of shape (rows, draws), and the actor with the numbers of each draw.

        Where nothing distinguishes packages in a draw, all totals of it are 1, which is the whole.
        """
        if draws.count > 1 and self._has_drawn_position(draws):
            each = [self.exact(draws.part(k, k + 1)) for k in range(draws.count)]
            return np.concatenate([totals for totals, _ in each], axis=1), [a for _, [a] in each]
        actor = self.actor
        parts = [
            self._whole(one, issue, draws)
            for one, issue in zip(actor.preferences, self.issues, strict=True)
        ]
        parts += [self._whole_wish(wish, draws) for wish in actor.wishes]
        ends = [Fraction(end) for end in actor.score_sheet or ()]
        unit = lcm(*(part.unit for part in parts), *(end.denominator for end in ends))
        tables = [part.worths * (unit // part.unit) for part in parts]
        bound = sum(int(np.abs(table).max(initial=0)) for table in tables)
        tables = [table.astype(np.int64 if bound < WORD else object) for table in tables]

        def totals(rows: NDArray[np.intp]) -> NDArray[Any]:
            found = np.zeros((len(rows), draws.count), dtype=np.int64)
            for k, table in enumerate(tables):
                found = found + table[rows[:, k]]
            return found

        if ends:
            fewest, most = (np.full(draws.count, int(end * unit), dtype=object) for end in ends)
        elif actor.uses_points:
            fewest, most = (
                sum((end(table, axis=0).astype(object) for table in tables), 0)
                for end in (np.min, np.max)
            )
        else:
            fewest = np.zeros(draws.count, dtype=object)
            most = sum((part.weights * (unit // part.of) for part in parts), fewest)
        found = totals(self.rows)
        found[:, most == fewest] = 1
        return found, self._actors(draws, unit, fewest, most, totals)

    def _actors(
        self,
        draws: Draws,
        unit: int,
        fewest: NDArray[Any],
        most: NDArray[Any],
        totals: Callable[[NDArray[np.intp]], NDArray[Any]],
    ) -> list[solve.ActorTables]:
        """The actor with the numbers of each draw: what its totals stand for, and the reservation value."""
        held, name = self.actor.reservation_value, f"{self.actor.id}.reservation_value"
        least, of = np.zeros(draws.count, dtype=object), 1
        if held is not None and held.as_good_as is not None:
            least = totals(self._as_good_as)[0].astype(object)
        elif held is not None:
            quantity = held.points if held.value is None else held.value
            assert quantity is not None
            least, of = draws.integers(name, quantity.best)
        actors = []
        for low, high, value in zip(fewest, most, least, strict=True):
            low, span = int(low), int(high) - int(low)  # noqa: PLW2901
            worth = Fraction(int(value), of)
            if held is not None and held.value is None:
                points = worth if held.as_good_as is not None else worth * unit
                worth = (points - low) / span if span else Fraction(1)
            offset, scale = (-low, span) if span else (0, 1)
            actors.append(
                solve.ActorTables(self.actor.consent.kind, None, (), (), (), offset, scale, worth)
            )
        return actors

    def _has_drawn_position(self, draws: Draws) -> bool:
        return any(f"{self._path(one)}.position" in draws.values for one in self.actor.preferences)

    def _whole(self, one: Preference, issue: Issue, draws: Draws) -> _Whole:
        """A preference's worths as integers."""
        scores, unit = self._whole_scores(one, issue, draws)
        if one.weight is None:
            return _Whole(scores, unit, np.zeros(draws.count, dtype=object), 1)
        weights, of = draws.integers(f"{self._path(one)}.weight", one.weight.best)
        return _Whole(scores * weights, unit * of, weights, of)

    def _whole_wish(self, wish: Wish, draws: Draws) -> _Whole:
        key = "weight" if wish.points is None else "points"
        held = wish.weight if wish.points is None else wish.points
        assert held is not None
        worth, of = draws.integers(f"{self.actor.id}.wishes.{wish.id}.{key}", held.best)
        return _Whole(np.stack([worth * 0, worth]), of, worth, of)

    def _whole_scores(
        self, one: Preference, issue: Issue, draws: Draws
    ) -> tuple[NDArray[Any], int]:
        """Scores, or points, as integers of shape (options, draws), and what they are over."""
        path = self._path(one)
        climbed = draws.values.get(f"{path}.ladder")
        if one.ladder is not None and climbed is not None:
            ends = np.zeros((draws.count, 1), dtype=object)
            levels = np.concatenate([ends, climbed.astype(object), ends + MICRO], axis=1).T
            group = {o: g for g, options in enumerate(one.ladder.groups) for o in options}
            return levels[[group[name] for name in self._counted(one, issue)]], MICRO
        position = draws.exact(f"{path}.position", 0)
        if position is not None:
            one = changed(one, position=Quantity.plain(position))
        key = "scores" if one.points is None else "points"
        table: tuple[tuple[str, Quantity], ...] = getattr(one, key) or ()
        if not any(f"{path}.{key}.{k}" in draws.values for k, _ in table):
            values = option_values(issue, one)
            unit = lcm(*(value.denominator for value in values))
            whole = np.array([int(value * unit) for value in values], dtype=object)
            return np.repeat(whole[:, None], draws.count, axis=1), unit
        drawn = [draws.integers(f"{path}.{key}.{k}", value.best) for k, value in table]
        unit = lcm(*(of for _, of in drawn))
        rows = [
            option_values(issue, changed(one, **{key: _alone(table, k)})) for k in range(len(table))
        ]
        more = lcm(*(value.denominator for row in rows for value in row))
        share = np.array([[int(v * more) for v in row] for row in rows], dtype=object)
        columns = np.stack([values * (unit // of) for values, of in drawn])
        return np.asarray(share.T @ columns), unit * more

    def _utilities(self, draws: Draws, rows: NDArray[np.intp]) -> Floats:
        actor = self.actor
        if not actor.preferences and not actor.wishes:
            return np.ones((len(rows), draws.count))
        sums = np.zeros((len(rows), draws.count))
        for k, worths in enumerate(self._worths(draws)):
            sums += worths[rows[:, k]]
        fewest, span = self._sheet(draws)
        # Where a draw leaves no weight at all, nothing distinguishes packages: as for who weighs nothing.
        return _divided(sums - fewest, span)

    def _worths(self, draws: Draws) -> list[Floats]:
        """Per preference and wish, the worth of each option (of not holding, of holding), of shape (options, draws)."""
        found = [
            self.weight(one, draws) * self.scores(one, issue, draws)
            for one, issue in zip(self.actor.preferences, self.issues, strict=True)
        ]
        nothing = np.zeros(draws.count)
        return found + [np.stack([nothing, worth]) for worth in self._wish_worths(draws)]

    def _wish_worths(self, draws: Draws) -> list[Floats]:
        found = []
        for wish in self.actor.wishes:
            key = "weight" if wish.points is None else "points"
            held: Quantity | None = getattr(wish, key)
            assert held is not None
            found.append(draws.floats(f"{self.actor.id}.wishes.{wish.id}.{key}", held.best))
        return found

    def weight(self, one: Preference, draws: Draws) -> Floats:
        """The weights of a preference, of shape (draws,); 1 where it gives points."""
        if one.weight is None:
            return np.ones(draws.count)
        return draws.floats(f"{self._path(one)}.weight", one.weight.best)

    def scores(self, one: Preference, issue: Issue, draws: Draws) -> Floats:
        """The scores, or points, of each option, of shape (options, draws)."""
        path = self._path(one)
        if one.ladder is not None:
            climbed = draws.climbed(f"{path}.ladder", one.ladder)
            group = {o: g for g, options in enumerate(one.ladder.groups) for o in options}
            if len(one.ladder.groups) == 1:
                return np.ones((len(issue.options), draws.count))
            return climbed[[group[name] for name in self._counted(one, issue)]]
        if one.position is not None:
            return self._around(one, one.position, issue, draws)
        key = "scores" if one.points is None else "points"
        table: tuple[tuple[str, Quantity], ...] = getattr(one, key)
        drawn = {k: draws.floats(f"{path}.{key}.{k}", value.best) for k, value in table}
        if issue.range is None:
            return np.stack([drawn[name] for name in self._counted(one, issue)])
        points = sorted((Fraction(k), values) for k, values in drawn.items())
        places = [float(place) for place, _ in points]
        values = np.stack([value for _, value in points])
        return _interpolated(issue.range.values, places, values)

    def _around(
        self, one: Preference, position: str | Quantity, issue: Issue, draws: Draws
    ) -> Floats:
        if isinstance(position, str):
            values = [float(value) for value in option_values(issue, one)]
            return np.repeat(np.array(values)[:, None], draws.count, axis=1)
        assert issue.range is not None
        centre = draws.floats(f"{self._path(one)}.position", position.best)
        places = np.array([float(value) for value in issue.range.values])
        reach = np.maximum(centre - places[0], places[-1] - centre)
        return np.asarray(1 - np.abs(places[:, None] - centre) / reach, dtype=float)

    def _sheet(self, draws: Draws) -> tuple[Floats, Floats]:
        """Fewest and span of what utility is made of, each of shape (draws,)."""
        actor = self.actor
        if not actor.uses_points:
            weights = [self.weight(one, draws) for one in actor.preferences]
            whole = sum([*weights, *self._wish_worths(draws)], np.zeros(draws.count))
            return np.zeros(draws.count), whole
        if actor.score_sheet is not None:
            low, high = actor.score_sheet
            return np.full(draws.count, float(low)), np.full(draws.count, float(high - low))
        fewest, most = np.zeros(draws.count), np.zeros(draws.count)
        for worths in self._worths(draws):
            fewest, most = fewest + worths.min(axis=0), most + worths.max(axis=0)
        return fewest, most - fewest

    @cached_property
    def _as_good_as(self) -> NDArray[np.intp]:
        held = self.actor.reservation_value
        assert held is not None
        choice = dict(held.as_good_as or ())
        package = [issue.position[choice[issue.id]] for issue in self.scenario.issues]
        return self._rows(np.array([package], dtype=np.intp))

    def _rows(self, packages: NDArray[np.intp]) -> NDArray[np.intp]:
        """What an actor sees of packages: options of the issues it cares about, and which wishes hold."""
        holding = [holds_at(formula, packages) for formula in self.wishes]
        return (
            np.stack([*(packages[:, k] for k in self.places), *holding], axis=1).astype(np.intp)
            if self.places or holding
            else np.zeros((len(packages), 0), dtype=np.intp)
        )

    def _counted(self, one: Preference, issue: Issue) -> list[str]:
        """Per option, the one that it counts as."""
        others = dict(one.counts_as)
        return [others.get(option.id, option.id) for option in issue.options]

    def _path(self, one: Preference) -> str:
        return f"{self.actor.id}.preferences.{one.issue}"


def _alone(table: tuple[tuple[str, Quantity], ...], place: int) -> tuple[tuple[str, Quantity], ...]:
    """The same table with 1 at one place and 0 elsewhere: what one number adds to each option."""
    return tuple((key, Quantity.plain(int(k == place))) for k, (key, _) in enumerate(table))


def _divided(above: Floats, below: Floats) -> Floats:
    """The quotient; 1 where it would be over nothing."""
    quotient: Floats = np.divide(above, below, out=np.ones_like(above), where=below > 0)
    return quotient


def _interpolated(wanted: tuple[Fraction, ...], places: list[float], values: Floats) -> Floats:
    """Interpolate linearly between breakpoints whose values are drawn."""
    at = np.array([float(place) for place in wanted])
    upper = np.clip(np.searchsorted(places, at), 1, len(places) - 1)
    left, right = np.array(places)[upper - 1], np.array(places)[upper]
    share = ((at - left) / (right - left))[:, None]
    return np.asarray(values[upper - 1] * (1 - share) + values[upper] * share, dtype=float)


def holds_at(formula: Formula, packages: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Where a formula holds among some packages, of shape (n,)."""
    columns = {k: packages[:, k] for k in range(packages.shape[1])}
    return np.broadcast_to(evaluate(formula, columns), (len(packages),))
