"""Time: which steps there are, what drifts, what may happen when, and which variants are then in force."""

from __future__ import annotations

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

from negsim.errors import Fault, InputError
from negsim.language.model.actors import Reservation
from negsim.language.model.numbers import Quantity
from negsim.language.model.ranges import Kind, changed, visit_scenario
from negsim.language.model.scenario import Scenario
from negsim.language.model.timeline import Event, Timeline, Trend
from negsim.language.overlay.apply import apply
from negsim.questions.draws.numbers import RangedNumber, bounds
from negsim.questions.draws.values import MICRO, Draws

NEVER = 2**31
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
        Event to its first step in force, of shape (futures,); beyond the last step where it never comes.
    """

    count: int
    slopes: Mapping[str, NDArray[np.int64]]
    begins: Mapping[str, NDArray[np.int64]]


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
        _require_computed(scenario)
        self.scenario, self.timeline = scenario, scenario.timeline
        self.dates = dates(self.timeline)
        self.sets = tuple(name for name in scenario.applied if name not in scenario.variant)
        self._stacks: dict[tuple[str, ...], Scenario] = {}
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
    def hazards(self) -> tuple[Event, ...]:
        """Events that have a chance."""
        return tuple(event for event in self.timeline.events if event.chance is not None)

    @cached_property
    def width(self) -> int:
        """Dimensions of the unit cube; 0 where there is no chance in it."""
        slopes = sum(trend.by.low < trend.by.high for trend in self.timeline.trends)
        return slopes + sum(self._columns(event) for event in self.hazards)

    def _columns(self, event: Event) -> int:
        chance = event.chance
        assert chance is not None
        if chance.low == chance.high:
            return 1 if 0 < chance.best < 1 else 0
        return 2

    def futures(self, points: NDArray[np.float64]) -> Futures:
        """Turn points of the unit cube, of shape (n, width), into futures.

        An event comes at the first step at which it happens: geometric, by inversion of one place between 0 and 1; one
        with a date comes on that day, with its chance or for certain.
        """
        count, column = len(points), 0
        slopes: dict[str, NDArray[np.int64]] = {}
        for trend in self.timeline.trends:
            if trend.by.low < trend.by.high:
                slopes[trend.id] = _drawn(trend.id, trend.by, points[:, column])
                column += 1
        begins: dict[str, NDArray[np.int64]] = {}
        for event in self.timeline.events:
            if event.chance is None:
                begins[event.id] = np.full(count, self.first_step(event), dtype=np.int64)
                continue
            width = self._columns(event)
            begins[event.id] = self._begins(event, points[:, column : column + width])
            column += width
        return Futures(count, slopes, begins)

    def first_step(self, event: Event) -> int:
        """The first step at which a dated event is in force; beyond the last where it comes later."""
        assert event.on is not None
        return next((k for k, day in enumerate(self.dates) if day >= event.on), NEVER)

    def _begins(self, event: Event, places: NDArray[np.float64]) -> NDArray[np.int64]:
        assert event.chance is not None
        # Nothing has had time to happen at the start.
        after = event.after
        first = next(
            (k for k, day in enumerate(self.dates) if k and (after is None or day > after)), NEVER
        )
        chance = np.full(len(places), float(event.chance.best))
        if event.chance.low < event.chance.high:
            chance = _drawn(event.id, event.chance, places[:, 0], low=0, high=1) / MICRO
        if event.on is not None:
            happens = places[:, -1] < chance if places.shape[1] else chance >= 1
            return np.where(happens, self.first_step(event), NEVER).astype(np.int64)
        waits = np.zeros(len(places))
        some = chance < 1
        if places.shape[1]:
            u = np.clip(places[some, -1], 0.0, 1 - 2.0**-53)
            with np.errstate(divide="ignore", invalid="ignore"):
                waits[some] = np.floor(np.log1p(-u) / np.log1p(-chance[some]))
        waits[chance <= 0] = NEVER
        if not places.shape[1]:
            waits[:] = 0 if float(event.chance.best) == 1 else NEVER
        return np.asarray(np.minimum(first + np.minimum(waits, NEVER), NEVER), dtype=np.int64)

    def stacks(self, futures: Futures) -> list[list[tuple[str, ...]]]:
        """Per future and step, the events in force, in the order in which they came."""
        order = {event.id: k for k, event in enumerate(self.timeline.events)}
        dated = {event.id: event.on for event in self.timeline.events if event.on is not None}
        last = len(self.dates) - 1
        found = []
        for future in range(futures.count):
            coming = []
            for name, begins in futures.begins.items():
                step = int(begins[future])
                if step <= last:
                    day = dated.get(name, self.dates[step])
                    coming.append((step, day, order[name], name))
            coming.sort()
            found.append(
                [tuple(name for step, _, _, name in coming if step <= k) for k in range(last + 1)]
            )
        return found

    def stacked(self, events: tuple[str, ...]) -> Scenario:
        """The scenario with some events in force: their variants stacked, each once, single changes last."""
        if events not in self._stacks:
            by_id = {event.id: event for event in self.timeline.events}
            names: list[str] = []
            for event in events:
                names += [
                    name
                    for name in by_id[event].apply
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
        known = numbers_of(scenario)
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

    def _moved(
        self, trend: Trend, best: Fraction, futures: Futures, pairs: NDArray[np.intp]
    ) -> tuple[NDArray[Any], int]:
        drawn = futures.slopes.get(trend.id)
        unit = lcm(best.denominator, MICRO, trend.by.best.denominator)
        if drawn is None:
            slope = np.full(len(pairs), int(trend.by.best * unit), dtype=object)
        else:
            slope = drawn[pairs[:, 0]].astype(object) * (unit // MICRO)
        return int(best * unit) + slope * pairs[:, 1].astype(object), unit


def _require_computed(scenario: Scenario) -> None:
    """Refuse what a timeline may say and futures do not follow yet, rather than pass over it.

    Raises
    ------
    InputError
        With every such event and trend.
    """
    timeline = scenario.timeline
    assert timeline is not None
    faults = []
    for event in timeline.events:
        for asked, words in (
            (event.results, "several results"),
            (event.after_signature, "`after_signature`"),
        ):
            if asked:
                where = scenario.where.get(f"timeline.events.{event.id}")
                what = f"futures do not follow {words}, which event {event.id!r} has"
                faults.append(
                    Fault(where, what, "give an event for each, or leave it out of a copy")
                )
    for trend in timeline.trends:
        if trend.after_signature:
            where = scenario.where.get(f"timeline.trends.{trend.id}")
            what = f"futures do not follow `after_signature`, which trend {trend.id!r} has"
            faults.append(Fault(where, what, "leave it out of a copy"))
    if faults:
        raise InputError(faults)


def numbers_of(scenario: Scenario) -> dict[str, tuple[Kind, Fraction]]:
    """Every number that a path names: its kind and best value."""
    found: dict[str, tuple[Kind, Fraction]] = {}

    def visit(path: str, kind: Kind, quantity: Quantity) -> Quantity:
        if kind not in ("test", "position"):
            found[path] = kind, quantity.best
        return quantity

    visit_scenario(scenario, visit, lambda _, __: None)
    return found


def _drawn(
    name: str,
    quantity: Quantity,
    places: NDArray[np.float64],
    low: int | None = None,
    high: int | None = None,
) -> NDArray[np.int64]:
    least = quantity.low if low is None else max(quantity.low, Fraction(low))
    most = quantity.high if high is None else min(quantity.high, Fraction(high))
    if least >= most:
        return np.full(len(places), round(most * MICRO), dtype=np.int64)
    best = min(max(quantity.best, least), most)
    is_triangular = quantity.shape == "triangular"
    return RangedNumber(name, name, "", "test", least, most, best, is_triangular).draw(places)
