"""Time: which steps there are, what drifts, what may happen when, and which variants are then in force."""

from __future__ import annotations

import json
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property
from math import ceil, floor, lcm
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negsim.errors import InputError
from negsim.language.model.actors import Reservation
from negsim.language.model.numbers import Quantity
from negsim.language.model.ranges import Kind, changed, visit_scenario
from negsim.language.model.scenario import Scenario
from negsim.language.model.timeline import Event, Timeline, Trend
from negsim.language.overlay.apply import apply
from negsim.questions.draws.numbers import bounds
from negsim.questions.draws.values import MICRO, Draws
from negsim.questions.simulate.arrivals import NEVER, Arrival, drawn_between

_MONTHS = {"month": 1, "quarter": 3, "year": 12}


def dates(timeline: Timeline) -> tuple[date, ...]:
    """The dates of all steps, the start first: the same day of the month, or its last.

    Examples
    --------
    >>> from datetime import date
    >>> [day.isoformat() for day in dates(Timeline(start=date(2025, 1, 31), step="month", steps=2))]
    ['2025-01-31', '2025-02-28', '2025-03-31']
    """
    return tuple(_later(timeline, step) for step in range(timeline.steps + 1))


def _later(timeline: Timeline, step: int) -> date:
    start = timeline.start
    try:
        if timeline.step in _MONTHS:
            month = start.year * 12 + start.month - 1 + step * _MONTHS[timeline.step]
            year, month = month // 12, month % 12 + 1
            return date(year, month, min(start.day, monthrange(year, month)[1]))
        return start + timedelta(days=step * (7 if timeline.step == "week" else 1))
    except (ValueError, OverflowError):
        raise InputError.one(
            f"the timeline goes beyond the year 9999: {timeline.steps} steps of a {timeline.step}",
            "take fewer steps",
        ) from None


@dataclass(frozen=True, eq=False)
class Futures:
    """Some futures: the slope of each trend, and the step at which each event comes into force.

    Parameters
    ----------
    slopes : mapping
        Trend to millionths per step, of shape (futures,).
    begins : mapping
        Event, or EVENT.RESULT, to its first step in force, of shape (futures,); beyond the last step where it never
        comes.
    places : array
        Of the unit cube, of shape (futures, width): what these futures are made of.
    signed : array, optional
        The step at which a package is signed, of shape (futures,); where absent, nothing ever is.
    """

    count: int
    slopes: Mapping[str, NDArray[np.int64]]
    begins: Mapping[str, NDArray[np.int64]]
    places: NDArray[np.float64] | None = None
    signed: NDArray[np.int64] | None = None

    def some(self, start: int, stop: int) -> Futures:
        """Give those from one number to before another."""
        return Futures(
            min(stop, self.count) - start,
            {name: values[start:stop] for name, values in self.slopes.items()},
            {name: values[start:stop] for name, values in self.begins.items()},
            None if self.places is None else self.places[start:stop],
            None if self.signed is None else self.signed[start:stop],
        )


class Plan:
    """What a scenario's timeline asks to be looked at.

    Parameters
    ----------
    scenario : Scenario
        With a timeline; the variants in force at the start applied.
    """

    def __init__(self, scenario: Scenario) -> None:
        if scenario.timeline is None:
            raise InputError.one(
                f"scenario {scenario.id!r} has no timeline",
                "add `timeline:` with a start, a step and events or trends",
                scenario.where.get("actors"),
            )
        self.scenario, self.timeline = scenario, scenario.timeline
        self.dates = dates(self.timeline)
        self.sets = tuple(name for name in scenario.applied if name not in scenario.variant)
        self._stacks: dict[tuple[str, ...], Scenario] = {}
        self._says: dict[tuple[str, ...], str] = {}
        self._numbers: dict[int, tuple[Scenario, dict[str, tuple[Kind, Fraction]]]] = {}
        # A trend that changes nothing would go unnoticed.
        known = numbers_of(self._whole(scenario))
        for trend in self.timeline.trends:
            if trend.change not in known and not trend.change.endswith((".influence", ".at_least")):
                raise InputError.one(
                    f"trend {trend.id!r} changes {trend.change}, which is no number here",
                    "name a reservation value, a weight, a score or points that the scenario has",
                    scenario.where.get(f"timeline.trends.{trend.id}"),
                )

    @cached_property
    def arrivals(self) -> tuple[Arrival, ...]:
        """How each event comes."""
        return tuple(Arrival(event, self._first(event)) for event in self.timeline.events)

    @cached_property
    def comes(self) -> Mapping[str, tuple[str, ...]]:
        """The variants of all that may come: of an event, or of EVENT.RESULT."""
        return {name: apply for one in self.arrivals for name, apply in one.apply.items()}

    @cached_property
    def heeds_signature(self) -> bool:
        """Whether a signature changes what drifts, or what may happen."""
        stated = [one.after_signature for one in self.timeline.trends]
        stated += [one.after_signature for one in self.timeline.events]
        return any(one is not None for one in stated)

    @cached_property
    def width(self) -> int:
        """Dimensions of the unit cube; 0 where there is no chance in it."""
        slopes = sum(trend.by.low < trend.by.high for trend in self.timeline.trends)
        return slopes + sum(one.width for one in self.arrivals) + len(self._ranged_after)

    @cached_property
    def _ranged_after(self) -> tuple[Trend, ...]:
        """Trends that go on after a signature at a rate of which a range is stated."""
        return tuple(
            trend
            for trend in self.timeline.trends
            if isinstance(trend.after_signature, Quantity)
            and trend.after_signature.low < trend.after_signature.high
        )

    def futures(
        self, points: NDArray[np.float64], signed: NDArray[np.int64] | None = None
    ) -> Futures:
        """Turn points of the unit cube, of shape (n, width), into futures; signed at some step, where that is told."""
        column = 0
        slopes: dict[str, NDArray[np.int64]] = {}
        for trend in self.timeline.trends:
            if trend.by.low < trend.by.high:
                slopes[trend.id] = drawn_between(trend.id, trend.by, points[:, column])
                column += 1
        begins: dict[str, NDArray[np.int64]] = {}
        for one in self.arrivals:
            begins |= one.begins(points[:, column : column + one.width], signed)
            column += one.width
        for place, trend in enumerate(self._ranged_after, start=column):
            assert isinstance(trend.after_signature, Quantity)
            after = drawn_between(trend.id, trend.after_signature, points[:, place])
            slopes[f"{trend.id}.after_signature"] = after
        return Futures(len(points), slopes, begins, points, signed)

    def first_step(self, event: Event) -> int:
        """The first step at which a dated event is in force; beyond the last where it comes later."""
        assert event.on is not None
        return next((k for k, day in enumerate(self.dates) if day >= event.on), NEVER)

    def _first(self, event: Event) -> int:
        """The first step at which an event may be in force: without a date, one step after the start."""
        if event.on is not None:
            return self.first_step(event)
        days, after = enumerate(self.dates), event.after
        return next((k for k, day in days if k and (after is None or day > after)), NEVER)

    def stacks(self, futures: Futures) -> list[list[tuple[str, ...]]]:
        """Per future and step, the events in force, in the order in which they came."""
        order = {name: k for k, name in enumerate(self.comes)}
        dated = {name: one.event.on for one in self.arrivals if one.is_dated for name in one.apply}
        last = len(self.dates) - 1
        found = []
        for future in range(futures.count):
            coming = []
            for name, begins in futures.begins.items():
                step = int(begins[future])
                if step <= last:
                    day = dated.get(name) or self.dates[step]
                    coming.append((step, day, order[name], name))
            coming.sort()
            found.append(
                [tuple(name for step, _, _, name in coming if step <= k) for k in range(last + 1)]
            )
        return found

    def stacked(self, events: tuple[str, ...]) -> Scenario:
        """The scenario with some events in force: their variants stacked, each once, single changes last."""
        if events not in self._stacks:
            names: list[str] = []
            for event in events:
                names += [
                    name
                    for name in self.comes[event]
                    if name not in names and name not in self.scenario.applied
                ]
            try:
                found = apply(self.scenario, names, self.sets if names else ())
            except InputError as error:
                fault = error.faults[0]
                came = " and then ".join(events)
                raise InputError.one(
                    f"when {came} has come, {fault.what}", fault.mend, fault.where
                ) from None
            self._stacks[events] = self._whole(found)
        return self._stacks[events]

    def says(self, events: tuple[str, ...]) -> str:
        """What the scenario says with some events in force."""
        if events not in self._says:
            self._says[events] = content(self.stacked(events))
        return self._says[events]

    def _whole(self, scenario: Scenario) -> Scenario:
        """Write out reservation values that trends change and the file leaves out: they are 0."""
        moved = {trend.change for trend in self.timeline.trends}
        zero = Reservation(value=Quantity.plain(0))
        return changed(
            scenario,
            actors=tuple(
                changed(actor, reservation_value=zero)
                if actor.reservation_value is None and f"{actor.id}.reservation_value" in moved
                else actor
                for actor in scenario.actors
            ),
        )

    def draws(self, scenario: Scenario, futures: Futures, pairs: NDArray[np.intp]) -> Draws:
        """What trends make of a scenario's numbers, for pairs of a future and a step, of shape (n, 2).

        A value is its best one under the variants in force, plus slope times steps, cut to its bounds.
        """
        if id(scenario) not in self._numbers:
            # Held with what they are of, whose id nothing else has then.
            self._numbers[id(scenario)] = scenario, numbers_of(scenario)
        _, known = self._numbers[id(scenario)]
        values: dict[str, NDArray[Any]] = {}
        denominators: dict[str, int] = {}
        for trend in self.timeline.trends:
            if trend.change not in known:
                continue
            kind, best = known[trend.change]
            moved, unit = self._moved(trend, best, futures, pairs)
            if trend.change in values:
                # Two trends of one number add up; the second begins from nothing.
                extra, extra_unit = self._moved(trend, Fraction(0), futures, pairs)
                old = denominators[trend.change]
                unit = lcm(old, extra_unit)
                moved = values[trend.change] * (unit // old) + extra * (unit // extra_unit)
            values[trend.change], denominators[trend.change] = moved, unit
        for path, found in values.items():
            kind, _ = known[path]
            low, high = bounds(path, kind, scenario)
            if low is not None:
                found = np.maximum(found, ceil(low * denominators[path]))  # noqa: PLW2901
            if high is not None:
                found = np.minimum(found, floor(high * denominators[path]))  # noqa: PLW2901
            values[path] = found
        return Draws(len(pairs), values, denominators)

    def drift(self, trend: Trend, futures: Futures, future: int, step: int) -> Fraction:
        """How far a trend has carried a number, in one future by one step."""
        pair = np.array([[future, step]], dtype=np.intp)
        moved, unit = self._moved(trend, Fraction(0), futures, pair)
        return Fraction(int(moved[0]), unit)

    def _moved(
        self, trend: Trend, best: Fraction, futures: Futures, pairs: NDArray[np.intp]
    ) -> tuple[NDArray[Any], int]:
        """A number carried by a trend, in parts of which so many make one; after a signature at another rate."""
        after = Fraction(0) if trend.after_signature == "stops" else trend.after_signature
        later = after.best if isinstance(after, Quantity) else after
        unit = lcm(best.denominator, MICRO, trend.by.best.denominator, (later or best).denominator)

        def slope(name: str, rate: Fraction) -> NDArray[Any]:
            drawn = futures.slopes.get(name)
            if drawn is None:
                return np.full(len(pairs), int(rate * unit), dtype=object)
            return drawn[pairs[:, 0]].astype(object) * (unit // MICRO)

        steps = pairs[:, 1].astype(object)
        if later is None or futures.signed is None:
            return int(best * unit) + slope(trend.id, trend.by.best) * steps, unit
        before = np.minimum(steps, futures.signed[pairs[:, 0]].astype(object))
        moved = slope(trend.id, trend.by.best) * before
        moved = moved + slope(f"{trend.id}.after_signature", later) * (steps - before)
        return int(best * unit) + moved, unit


def content(scenario: Scenario) -> str:
    """What a scenario says, whatever the order in which it came to say it."""
    plain = scenario.to_plain()
    held = [sorted(str(c.to_plain()) for c in part) for part in (scenario.fixed, scenario.excluded)]
    return json.dumps([plain, held], default=str)


def numbers_of(scenario: Scenario) -> dict[str, tuple[Kind, Fraction]]:
    """Every number that a path names: its kind and best value."""
    found: dict[str, tuple[Kind, Fraction]] = {}

    def visit(path: str, kind: Kind, quantity: Quantity) -> Quantity:
        if kind not in ("test", "position"):
            found[path] = kind, quantity.best
        return quantity

    visit_scenario(scenario, visit, lambda _, __: None)
    return found
