"""What packages are worth to an actor in many draws at once: fast in floats, exact where it is close."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from negsim.language.model.actors import Actor
from negsim.language.model.conditions import Clause
from negsim.language.model.issues import Issue
from negsim.language.model.numbers import Quantity
from negsim.language.model.preferences import Preference
from negsim.language.model.scenario import Scenario
from negsim.questions.draws.numbers import Draws
from negsim.questions.draws.visiting import changed
from negsim.solve.tables.formula import evaluate
from negsim.solve.tables.gains import total
from negsim.solve.tables.problem import Formula
from negsim.space.compiler import Compiler, worths_of

NEAR = 1e-9  # gains this close to 0 are decided by exact arithmetic
Floats = NDArray[np.float64]


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
        self.wishes = [compiler.satisfied(clause) for clause in clauses]
        self.scenario, self.compiler, self.actor = scenario, compiler, actor
        self.issues = [scenario.issue[one.issue] for one in actor.preferences]
        self.places = [
            next(k for k, issue in enumerate(scenario.issues) if issue.id == one.issue)
            for one in actor.preferences
        ]
        rows = self._rows(packages)
        if len(rows):
            self.rows, self.first, inverse = np.unique(
                rows, axis=0, return_index=True, return_inverse=True
            )
            self.row_of = inverse.reshape(-1)
        else:
            self.rows, self.first = rows, np.zeros(0, dtype=np.intp)
            self.row_of = np.zeros(0, dtype=np.intp)
        self.packages = packages[self.first]

    def utilities(self, draws: Draws) -> Floats:
        """Utilities of shape (rows, draws): of packages that differ to this actor; `row_of` leads there."""
        return self._utilities(draws, self.rows)

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
            gain, reach = self.gains(draws.part(0, 1))
            return np.repeat(gain, draws.count, 1), np.repeat(reach, draws.count, 1)
        gains = self.utilities(draws) - self.reservation_values(draws)
        reaches = gains >= 0
        rows, columns = np.nonzero(np.abs(gains) < NEAR)
        for draw in np.unique(columns):
            found = self._exact(draws, int(draw), [int(r) for r in rows[columns == draw]])
            for row, is_reached in found.items():
                reaches[row, draw] = is_reached
        return gains, np.asarray(reaches, dtype=bool)

    def _exact(self, draws: Draws, draw: int, rows: list[int]) -> dict[int, bool]:
        drawn = changed(draws.actor(self.actor, draw), written_red_lines=())
        worths = worths_of(drawn, self.scenario.issue)
        if worths.weighs and worths.most == worths.fewest:
            return {}
        compiled = self.compiler.actor(drawn, worths)
        threshold = compiled.threshold
        return {row: total(compiled, tuple(self.packages[row])) >= threshold for row in rows}

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
            return climbed[[group[option.id] for option in issue.options]]
        if one.position is not None:
            return self._around(one.position, issue, path, draws)
        key = "scores" if one.points is None else "points"
        table: tuple[tuple[str, Quantity], ...] = getattr(one, key)
        drawn = {k: draws.floats(f"{path}.{key}.{k}", value.best) for k, value in table}
        if issue.range is None:
            return np.stack([drawn[option.id] for option in issue.options])
        points = sorted((Fraction(k), values) for k, values in drawn.items())
        places = [float(place) for place, _ in points]
        values = np.stack([value for _, value in points])
        return _interpolated(issue.range.values, places, values)

    def _around(self, position: str | Quantity, issue: Issue, path: str, draws: Draws) -> Floats:
        if isinstance(position, str):
            centre = np.full(draws.count, float(issue.position[position]))
            places = np.arange(len(issue.options), dtype=float)
        else:
            assert issue.range is not None
            centre = draws.floats(f"{path}.position", position.best)
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

    def _path(self, one: Preference) -> str:
        return f"{self.actor.id}.preferences.{one.issue}"


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
