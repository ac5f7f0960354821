"""What may vary in a scenario, and how a point of the unit cube becomes values of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import ceil, floor
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negsim.language.model.actors import Actor
from negsim.language.model.numbers import Quantity
from negsim.language.model.preferences import Ladder
from negsim.language.model.red_lines import shared
from negsim.language.model.scenario import Scenario
from negsim.questions.draws.visiting import (
    Climb,
    Kind,
    Visit,
    changed,
    visit_actor,
    visit_scenario,
)

MICRO = 10**6  # draws are kept to 6 places
_BOUNDS: dict[Kind, tuple[Fraction | None, Fraction | None]] = {
    "weight": (Fraction(0), None),
    "score": (Fraction(0), Fraction(1)),
    "reservation_value": (Fraction(0), Fraction(1)),
    "points": (None, None),
    "position": (None, None),  # the ends of its issue
    "test": (None, None),
}
_SPREAD = ("weight", "score", "reservation_value")


@dataclass(frozen=True)
class Number:
    """A number that has a range, cut to its bounds.

    Parameters
    ----------
    path : str
        Where it stands; a test as the element and the issue that it tests.
    element : str
        What an analyst would look up to know it better: a weight, the scores or the ladder of a preference, a
        reservation value, a red line.
    low, high, best : Fraction
        low < high.
    is_triangular : bool
        Else uniform.
    """

    path: str
    element: str
    actor: str
    kind: Kind
    low: Fraction
    high: Fraction
    best: Fraction
    is_triangular: bool

    width = 1

    def draw(self, u: NDArray[np.float64]) -> NDArray[np.int64]:
        """Give values in millionths for places between 0 and 1, of shape (draws,)."""
        if self.is_triangular:
            values = _triangular(u, float(self.low), float(self.best), float(self.high))
        else:
            values = float(self.low) + u * float(self.high - self.low)
        least, most = ceil(self.low * MICRO), floor(self.high * MICRO)
        return np.clip(np.rint(values * MICRO), least, max(least, most)).astype(np.int64)


@dataclass(frozen=True)
class Steps:
    """A ladder whose gaps are drawn: Dirichlet with its steps as parameters, ends fixed."""

    path: str
    element: str
    actor: str
    steps: tuple[int, ...]

    @property
    def width(self) -> int:
        """Places between 0 and 1 that one draw takes."""
        return sum(self.steps)

    def draw(self, u: NDArray[np.float64]) -> NDArray[np.int64]:
        """Give the scores of the groups between worst and best, in millionths, of shape (draws, groups - 2).

        A gap of s steps is a sum of s exponentials: gamma with shape s, as Dirichlet needs, by inversion alone.
        """
        waits = -np.log1p(-np.clip(u, 0.0, 1.0 - 2.0**-53))
        edges = np.cumsum((0, *self.steps))[:-1]
        gaps = np.add.reduceat(waits, edges, axis=1)
        total = gaps.sum(axis=1, keepdims=True)
        # All places at 0 is a single corner of the cube; there the gaps are even.
        share = np.divide(gaps, total, out=np.full_like(gaps, 1 / len(self.steps)), where=total > 0)
        climbed = np.cumsum(share, axis=1)[:, :-1]
        kept: NDArray[np.int64] = np.clip(np.rint(climbed * MICRO), 0, MICRO).astype(np.int64)
        return kept


@dataclass(frozen=True)
class Choice:
    """A demand whose readings are mixed."""

    path: str
    element: str
    actor: str
    readings: tuple[str, ...]
    chances: tuple[Fraction, ...]

    width = 1

    def draw(self, u: NDArray[np.float64]) -> NDArray[np.int64]:
        """Give the number of a reading for places between 0 and 1."""
        edges = np.cumsum([float(chance) for chance in self.chances])[:-1]
        return np.searchsorted(edges, u, side="right").astype(np.int64)


Unknown = Number | Steps | Choice


@dataclass(frozen=True)
class Draws:
    """Values drawn, as whole numbers over a denominator per path.

    Parameters
    ----------
    count : int
        How many draws.
    values : mapping
        Path to numerators of shape (count,), or (count, groups - 2) for a ladder, or the number of a reading.
    denominators : mapping
        Path to what the numerators are over; 1,000,000 where absent.
    """

    count: int
    values: Mapping[str, NDArray[Any]]
    denominators: Mapping[str, int]

    def floats(self, path: str, best: Fraction) -> NDArray[np.float64]:
        """The values of a number, or its best one everywhere where it is not drawn, of shape (count,)."""
        found = self.values.get(path)
        if found is None:
            return np.full(self.count, float(best))
        return np.asarray(found, dtype=np.float64) / self.denominators.get(path, MICRO)

    def exact(self, path: str, draw: int) -> Fraction | None:
        """One value of a number, exactly; None where it is not drawn."""
        found = self.values.get(path)
        return (
            None
            if found is None
            else Fraction(int(found[draw]), self.denominators.get(path, MICRO))
        )

    def climbed(self, path: str, ladder: Ladder) -> NDArray[np.float64]:
        """The scores of a ladder's groups, worst first, of shape (groups, count)."""
        found = self.values.get(path)
        if found is None:
            scores = ladder.scores()
            bests = [float(scores[group[0]]) for group in ladder.groups]
            return np.repeat(np.array(bests)[:, None], self.count, axis=1)
        ends = np.zeros((1, self.count)), np.ones((1, self.count))
        return np.concatenate([ends[0], found.T / MICRO, ends[1]])

    def visit(self, draw: int) -> Visit:
        """What puts the values of one draw in the place of numbers, exactly."""

        def visit(path: str, _: Kind, quantity: Quantity) -> Quantity:
            value = self.exact(path, draw)
            return Quantity.plain(quantity.best if value is None else value)

        return visit

    def actor(self, actor: Actor, draw: int) -> Actor:
        """One actor with every number, and every reading, as drawn."""
        drawn = visit_actor(actor, self.visit(draw), self._climb(draw))
        lines = []
        for line in drawn.written_red_lines:
            found = self.values.get(f"{actor.id}.{line.id}") if line.has_readings else None
            lines.append(line if found is None else changed(line, reading=int(found[draw])))
        return changed(drawn, written_red_lines=tuple(lines))

    def scenario(self, scenario: Scenario, draw: int) -> Scenario:
        """The scenario as drawn: what `run` would be asked in this draw."""
        drawn = visit_scenario(scenario, self.visit(draw), self._climb(draw))
        return changed(drawn, actors=tuple(self.actor(actor, draw) for actor in scenario.actors))

    def part(self, start: int, stop: int) -> Draws:
        """Some of the draws."""
        cut = {path: values[start:stop] for path, values in self.values.items()}
        return Draws(min(stop, self.count) - start, cut, self.denominators)

    def _climb(self, draw: int) -> Climb:
        def climb(path: str, _: Ladder) -> Sequence[Fraction] | None:
            found = self.values.get(path)
            if found is None:
                return None
            between = [Fraction(int(value), MICRO) for value in found[draw]]
            return [Fraction(0), *between, Fraction(1)]

        return climb


@dataclass(frozen=True)
class Unknowns:
    """Everything that may vary, in the order of the file."""

    parts: tuple[Unknown, ...]

    @cached_property
    def width(self) -> int:
        """Dimensions of the unit cube."""
        return sum(part.width for part in self.parts)

    @cached_property
    def elements(self) -> tuple[str, ...]:
        """What could be looked up, each once."""
        return tuple(dict.fromkeys(part.element for part in self.parts))

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The element of each dimension of the cube."""
        return tuple(part.element for part in self.parts for _ in range(part.width))

    def draws(self, points: NDArray[np.float64]) -> Draws:
        """Turn points of the unit cube, of shape (n, width), into draws."""
        values: dict[str, NDArray[Any]] = {}
        start = 0
        for part in self.parts:
            places = points[:, start : start + part.width]
            values[part.path] = part.draw(places if isinstance(part, Steps) else places[:, 0])
            start += part.width
        return Draws(len(points), values, {})


def unknowns(scenario: Scenario, *, mix_readings: bool = False) -> Unknowns:
    """List what may vary: stated ranges, words of weight, ladders, what `spread` gives to plain numbers.

    Parameters
    ----------
    scenario : Scenario
        With its variants applied.
    mix_readings : bool
        Whether the readings of demands are drawn too, by their chances (equal where absent).
    """
    parts: list[Unknown] = []

    def visit(path: str, kind: Kind, quantity: Quantity) -> Quantity:
        found = _number(path, kind, quantity, scenario)
        if found is not None:
            parts.append(found)
        return quantity

    def climb(path: str, ladder: Ladder) -> None:
        if len(ladder.steps) > 1:
            parts.append(Steps(path, path, path.split(".", maxsplit=1)[0], ladder.steps))

    visit_scenario(scenario, visit, climb)
    if mix_readings:
        parts += [
            Choice(
                f"{actor.id}.{line.id}",
                f"{actor.id}.{line.id}",
                actor.id,
                tuple(reading.id for reading in line.readings),
                shared([reading.chance for reading in line.readings]),
            )
            for actor in scenario.actors
            for line in actor.written_red_lines
            if line.has_readings
        ]
    return Unknowns(tuple(parts))


def _number(path: str, kind: Kind, quantity: Quantity, scenario: Scenario) -> Number | None:
    low, high = quantity.low, quantity.high
    if quantity.shape == "plain" and kind in _SPREAD:
        half = getattr(scenario.spread, kind).best
        low, high = low - half, high + half
    least, most = bounds(path, kind, scenario)
    if least is not None:
        low, high = max(low, least), max(high, least)
    if most is not None:
        low, high = min(low, most), min(high, most)
    if low == high:
        return None
    actor = path.split(".", maxsplit=1)[0]
    return Number(
        path=path,
        element=_element(path, kind),
        actor=actor if actor in scenario.actor else "",
        kind=kind,
        low=low,
        high=high,
        best=min(max(quantity.best, low), high),
        is_triangular=quantity.shape == "triangular",
    )


def bounds(path: str, kind: Kind, scenario: Scenario) -> tuple[Fraction | None, Fraction | None]:
    """The bounds that a number is cut to; None where there is none."""
    if kind != "position":
        return _BOUNDS[kind]
    values = scenario.issue[path.split(".")[2]].range
    assert values is not None
    return values.values[0], values.values[-1]


def _element(path: str, kind: Kind) -> str:
    parts = path.split(".")
    if parts[1] not in ("preferences", "wishes"):
        return ".".join(parts[:2])
    return ".".join(parts[: 3 if kind == "test" else 4])


def _triangular(
    u: NDArray[np.float64], low: float, best: float, high: float
) -> NDArray[np.float64]:
    turn = (best - low) / (high - low)
    up = low + np.sqrt(u * (high - low) * (best - low))
    down = high - np.sqrt((1 - u) * (high - low) * (high - best))
    return np.where(u < turn, up, down)
