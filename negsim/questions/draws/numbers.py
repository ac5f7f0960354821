"""What may vary in a scenario, and how a point of the unit cube becomes values of it."""

from __future__ import annotations

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
from negsim.language.model.ranges import Kind, visit_scenario
from negsim.language.model.red_lines import shared
from negsim.language.model.scenario import Scenario
from negsim.questions.draws.values import MICRO, Draws, is_mixed

_BOUNDS: dict[Kind, tuple[Fraction | None, Fraction | None]] = {
    "weight": (Fraction(0), None),
    "score": (Fraction(0), Fraction(1)),
    "reservation_value": (Fraction(0), Fraction(1)),
    "firm": (Fraction(0), Fraction(1)),
    "points": (None, None),
    "position": (None, None),  # the ends of its issue
    "test": (None, None),
    "votes": (Fraction(0), None),
    "share": (Fraction(0), Fraction(1)),
}
_SPREAD = ("weight", "score", "reservation_value")


@dataclass(frozen=True)
class RangedNumber:
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
class LadderGaps:
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
class Simplex:
    """The weights of an actor of which nothing is known: uniform among all that sum to 1 (Lahdelma and Salminen 2001).

    Parameters
    ----------
    weights : tuple of str
        The path of each.
    """

    path: str
    element: str
    actor: str
    weights: tuple[str, ...]

    @property
    def width(self) -> int:
        """Places between 0 and 1 that one draw takes."""
        return len(self.weights)

    def draw(self, u: NDArray[np.float64]) -> NDArray[np.int64]:
        """Give the weights in millionths, of shape (draws, weights): Dirichlet with parameters 1, by inversion."""
        waits = -np.log1p(-np.clip(u, 2.0**-53, 1.0 - 2.0**-53))
        share = waits / waits.sum(axis=1, keepdims=True)
        kept: NDArray[np.int64] = np.rint(share * MICRO).astype(np.int64)
        return kept


@dataclass(frozen=True)
class MixedReadings:
    """A demand whose readings are mixed; where it is firm to some degree the last is that it is given up.

    Parameters
    ----------
    chances : tuple of Fraction
        Of the readings written, which sum to 1, while the demand is not given up.
    firm : Number, Fraction or None
        How likely its holder would rather walk away than give it up: drawn too where it has a range.
    best : int
        The place of the reading in force.
    """

    path: str
    element: str
    actor: str
    chances: tuple[Fraction, ...]
    firm: RangedNumber | Fraction | None
    best: int

    @property
    def width(self) -> int:
        """Places between 0 and 1 that one draw takes."""
        return 2 if isinstance(self.firm, RangedNumber) else 1

    def draw(self, u: NDArray[np.float64]) -> NDArray[np.int64]:
        """Give the place of a reading for places between 0 and 1, of shape (draws, width)."""
        firm = np.ones(len(u))
        if isinstance(self.firm, RangedNumber):
            firm = self.firm.draw(u[:, 1]) / MICRO
        elif self.firm is not None:
            firm = np.full(len(u), float(self.firm))
        edges = np.cumsum([float(chance) for chance in self.chances])
        edges[-1] = 1.0
        if self.firm is None:
            edges = edges[:-1]
        return np.asarray((u[:, :1] >= firm[:, None] * edges).sum(axis=1), dtype=np.int64)


Unknown = RangedNumber | LadderGaps | Simplex | MixedReadings


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

    def in_the_middle(self) -> Draws:
        """Give one draw in which everything that varies is drawn: what varies counts of it, and not the values."""
        return self.draws(np.full((1, self.width), 0.5))

    def at_best(self) -> Draws:
        """Give the base case as the one draw there is.

        Notes
        -----
        Tests that vary and readings that are mixed are part of it, since their draws pick among versions; all else is
        at its best where it is not drawn.
        """
        values: dict[str, NDArray[Any]] = {}
        denominators: dict[str, int] = {}
        for part in self.parts:
            if isinstance(part, MixedReadings):
                values[part.path] = np.array([part.best])
            elif isinstance(part, RangedNumber) and part.kind == "test":
                values[part.path] = np.array([part.best.numerator])
                denominators[part.path] = part.best.denominator
        return Draws(1, values, denominators)

    def draws(self, points: NDArray[np.float64]) -> Draws:
        """Turn points of the unit cube, of shape (n, width), into draws."""
        values: dict[str, NDArray[Any]] = {}
        start = 0
        for part in self.parts:
            places = points[:, start : start + part.width]
            start += part.width
            if isinstance(part, Simplex):
                values |= dict(zip(part.weights, part.draw(places).T, strict=True))
            else:
                values[part.path] = part.draw(
                    places[:, 0] if isinstance(part, RangedNumber) else places
                )
        return Draws(len(points), values, {})


def unknowns(scenario: Scenario, *, mix_readings: bool = False) -> Unknowns:
    """List what may vary: stated ranges, words of weight, ladders, what `spread` gives to plain numbers.

    Parameters
    ----------
    scenario : Scenario
        With its variants applied.
    mix_readings : bool
        Whether the readings of demands are drawn too, by their chances (equal where absent). A reading that a variant
        chose stays.
    """
    parts: list[Unknown] = []

    def visit(path: str, kind: Kind, quantity: Quantity) -> Quantity:
        found = _number(path, kind, quantity, scenario)
        if found is not None:
            parts.append(found)
        return quantity

    def climb(path: str, ladder: Ladder) -> None:
        if len(ladder.steps) > 1:
            parts.append(LadderGaps(path, path, path.split(".", maxsplit=1)[0], ladder.steps))

    visit_scenario(scenario, visit, climb)
    parts += [one for one in map(_unknown_weights, scenario.actors) if one.width > 1]
    if mix_readings:
        parts += [
            MixedReadings(
                f"{actor.id}.{line.id}",
                f"{actor.id}.{line.id}",
                actor.id,
                shared([reading.chance for reading in line.readings]),
                _firm(f"{actor.id}.{line.id}", line.firm, scenario),
                line.reading,
            )
            for actor in scenario.actors
            for line in actor.written_red_lines
            if is_mixed(line)
        ]
    return Unknowns(tuple(parts))


def _unknown_weights(actor: Actor) -> Simplex:
    """Name the weights of an actor of which nothing is known."""
    held = {f"preferences.{one.issue}": one.weight for one in actor.preferences}
    held |= {f"wishes.{wish.id}": wish.weight for wish in actor.wishes}
    paths = (
        f"{actor.id}.{name}.weight"
        for name, weight in held.items()
        if weight is not None and weight.shape == "unknown"
    )
    path = f"{actor.id}.weights"
    return Simplex(path, path, actor.id, tuple(paths))


def _firm(path: str, firm: Quantity | None, scenario: Scenario) -> RangedNumber | Fraction | None:
    if firm is None:
        return None
    return _number(path, "firm", firm, scenario) or firm.best


def _number(path: str, kind: Kind, quantity: Quantity, scenario: Scenario) -> RangedNumber | None:
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
    return RangedNumber(
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
    if parts[1] not in ("preferences", "wishes", "ratification"):
        return ".".join(parts[:2])
    return ".".join(parts[: 3 if kind == "test" else 4])


def _triangular(
    u: NDArray[np.float64], low: float, best: float, high: float
) -> NDArray[np.float64]:
    turn = (best - low) / (high - low)
    up = low + np.sqrt(u * (high - low) * (best - low))
    down = high - np.sqrt((1 - u) * (high - low) * (high - best))
    return np.where(u < turn, up, down)
