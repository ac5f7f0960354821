"""What a simulation finds: steps of time, first openings, what lasts and what breaks it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from negsim.document.result import Result
from negsim.document.rows import Row
from negsim.language.model.scenario import Scenario
from negsim.questions.position.baseline import PositionForecast
from negsim.questions.simulate.talks import Talks
from negsim.questions.zone.result import Choice


@dataclass(frozen=True)
class Step:
    """One step of time, over all futures.

    Parameters
    ----------
    date : date
    zone_open, interval, red_line_zone_open
        Share of futures, and its 95% interval.
    opened : float
        Share of futures in which it is open at this step or was at an earlier one.
    floor : tuple of float or None
        5%, median and 95%, over futures with a zone.
    only_one_in_the_way : mapping or None
        Actor to the share of futures in which the zone is empty, and would be open were this actor not asked. In one
        future that may hold of several. None where that was left out.
    falling : mapping
        Principal to the share of futures in which its reservation value is lower than a step before.
    ripe : float
        Share of futures in which every principal's is, and the zone is open (after Zartman 1985, 2000).
    in_force : mapping
        Event to the share of futures in which it has come.
    """

    date: date
    zone_open: float
    interval: tuple[float, float]
    red_line_zone_open: float
    floor: tuple[float, float, float] | None
    only_one_in_the_way: Mapping[str, float] | None
    falling: Mapping[str, float]
    ripe: float
    in_force: Mapping[str, float]
    opened: float

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        floor = self.floor
        alone = None if self.only_one_in_the_way is None else dict(self.only_one_in_the_way)
        return {
            "date": self.date.isoformat(),
            "zone_open": self.zone_open,
            "zone_open_interval": list(self.interval),
            "red_line_zone_open": self.red_line_zone_open,
            "floor": None
            if floor is None
            else {"low": floor[0], "median": floor[1], "high": floor[2]},
            "lone_blocker": alone,
            "only_one_in_the_way": alone,
            "falling": dict(self.falling),
            "ripe": self.ripe,
            "in_force": dict(self.in_force),
        }


@dataclass(frozen=True)
class Moment:
    """When something first happens.

    Parameters
    ----------
    comes, of : int
        In how many futures it does, and of how many.
    median : date or None
        The date by which it has come in half of those in which it does.
    """

    comes: int
    of: int
    median: date | None

    @property
    def share(self) -> float:
        """In which share of the futures it comes."""
        return self.comes / self.of if self.of else 0.0

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        return {
            "never": 1 - self.comes / self.of if self.of else 0.0,
            "median": None if self.median is None else self.median.isoformat(),
        }


@dataclass(frozen=True)
class Lasting:
    """A package that is in the zone at some first opening.

    Parameters
    ----------
    package : mapping
    share, interval
        Of the futures that open, those in which it is in the zone from the first opening to the end.
    signed : float
        Of the futures that open, those in which it is in the zone at the first opening.
    self_enforcing : float
        Of the futures that open, those in which it is, and nobody whose consent it needs would later rather walk away.
    """

    package: Choice
    share: float
    interval: tuple[float, float]
    signed: float
    self_enforcing: float

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        return {
            "package": dict(self.package),
            "share": self.share,
            "interval": list(self.interval),
            "signed": self.signed,
            "self_enforcing": self.self_enforcing,
        }


@dataclass(frozen=True)
class OptionFate:
    """Of the packages signed with an option, how many last."""

    signed: int  # pairs of a future and a package in its zone at the first opening
    lasting: float | None
    self_enforcing: float | None

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        return dict(vars(self))


@dataclass(frozen=True, eq=False)
class Simulation(Result):
    """What a timeline comes to.

    Parameters
    ----------
    scenario : Scenario
    futures, asked : int
        Futures lived through, and asked for. 1 where there is no chance in the timeline: it tells everything.
    is_certain : bool
    steps : tuple of Step
    first_opening : Moment
    opens_with : tuple
        Events in force at the first opening, and the share of the futures that open, most frequent first.
    closing : Moment
        Of the futures that open: the first step at which the zone is empty again.
    ripeness : Moment
    lasting : tuple of Lasting
        Those that last most often first, at most 20 of `signed_total`.
    can_close : bool
        Whether in some future some package leaves the zone from one step to the next. Where none ever does, that what
        is signed lasts follows from nothing.
    survival : tuple
        Per number of steps, the share of packages signed that are in the zone so long at least (Kaplan and Meier
        1958); None where no future is long enough to tell.
    options : mapping
        Issue to option to its fate.
    broken_by : mapping
        Actor to the share of broken packages that it is (among) the first to refuse; `off the table` has its own.
    talks : tuple of Talks
        At the most frequent first opening.
    baseline, baseline_end : tuple of Forecast
        At the first and the last step, as far as these are certain.
    left_out : tuple of str
        What was not looked into because it would have taken too long, in sentences.
    """

    COLUMNS: ClassVar = ("date", "zone_open", "low", "high", "floor", "ripe")

    scenario: Scenario
    futures: int
    asked: int
    seed: int
    is_certain: bool
    steps: tuple[Step, ...]
    first_opening: Moment
    opens_with: tuple[tuple[tuple[str, ...], float], ...]
    closing: Moment
    ripeness: Moment
    lasting: tuple[Lasting, ...]
    signed_total: int
    can_close: bool
    survival: tuple[float | None, ...]
    options: Mapping[str, Mapping[str, OptionFate]]
    broken_by: Mapping[str, float]
    talks: tuple[Talks, ...]
    baseline: tuple[PositionForecast, ...]
    baseline_end: tuple[PositionForecast, ...]
    left_out: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        return {
            "scenario": self.scenario.id,
            "variant": list(self.scenario.applied),
            "futures": self.futures,
            "asked": self.asked,
            "seed": self.seed,
            "certain": self.is_certain,
            "steps": [one.to_dict() for one in self.steps],
            "first_opening": self.first_opening.to_dict(),
            "opens_with": [{"events": list(e), "share": s} for e, s in self.opens_with],
            "closing": self.closing.to_dict(),
            "ripeness": self.ripeness.to_dict(),
            "lasting": [one.to_dict() for one in self.lasting],
            "signed_total": self.signed_total,
            "can_close": self.can_close,
            "survival": list(self.survival),
            "options": {
                issue: {option: one.to_dict() for option, one in options.items()}
                for issue, options in self.options.items()
            },
            "broken_by": dict(self.broken_by),
            "talks": [one.to_dict() for one in self.talks],
            "baseline": {
                "start": [one.to_dict() for one in self.baseline],
                "end": [one.to_dict() for one in self.baseline_end],
            },
            "left_out": list(self.left_out),
        }

    def rows(self) -> list[Row]:
        """Give the steps, one a row."""
        return [
            {
                "date": one.date.isoformat(),
                "zone_open": one.zone_open,
                "low": one.interval[0],
                "high": one.interval[1],
                "floor": None if one.floor is None else one.floor[1],
                "ripe": one.ripe,
            }
            for one in self.steps
        ]
