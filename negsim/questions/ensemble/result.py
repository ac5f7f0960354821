"""What an ensemble finds: robust packages, ranks, drivers, and the region in which the zone is open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from negsim.document.result import Result
from negsim.document.rows import Row, beside
from negsim.language.claims.provenance import Element
from negsim.language.model.scenario import Scenario
from negsim.questions.position.baseline import PositionForecast
from negsim.questions.zone.result import Choice
from negsim.solve.answer import Criterion


@dataclass(frozen=True)
class Robust:
    """A package, and the share of draws in which it is in the zone."""

    package: Choice
    share: float
    interval: tuple[float, float]

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        return {
            "package": dict(self.package),
            "share": self.share,
            "interval": list(self.interval),
        }


@dataclass(frozen=True)
class RankedPackage:
    """A package that an actor may like best: how often it has each rank, and for which weights it comes first."""

    package: Choice
    ranks: tuple[float, ...]  # shares of draws in which it is first, second, … fifth
    central_weights: Mapping[str, float]

    @property
    def first(self) -> float:
        """How often it comes first."""
        return self.ranks[0]

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        return {
            "package": dict(self.package),
            "first": self.first,
            "ranks": list(self.ranks),
            "central_weights": dict(self.central_weights),
        }


@dataclass(frozen=True)
class Driver:
    """An element whose numbers make a difference.

    Parameters
    ----------
    path : str
        A weight, the scores, points or ladder of a preference, a reservation value, a red line or a rule.
    effect, interval
        Total Sobol index: the share of the answer's variance that would be left if all else were known.
    first, first_interval
        First-order index: the share that would be gone if this were known.
    information : float
        How much less often one would be wrong about the zone if this were known.
    is_at_least : bool
        Whether knowing it may be worth more than `information`: of several numbers at once only what a straight line
        makes of them is seen.
    evidence : Element or None
        What it rests on.
    """

    path: str
    effect: float
    interval: tuple[float, float]
    first: float
    first_interval: tuple[float, float]
    information: float
    is_at_least: bool
    evidence: Element | None

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        return {
            "path": self.path,
            "effect": self.effect,
            "interval": list(self.interval),
            "first": self.first,
            "first_interval": list(self.first_interval),
            "information": self.information,
            "information_is": "at_least" if self.is_at_least else "estimate",
            "status": None if self.evidence is None else self.evidence.status,
            "claims": [] if self.evidence is None else list(self.evidence.claims),
        }


@dataclass(frozen=True)
class OpenWhere:
    """A limit of the region in which the zone is open nearly always."""

    path: str
    at_least: float | None
    at_most: float | None


@dataclass(frozen=True)
class OpenRegion:
    """A region of the numbers in which the zone is open nearly always."""

    limits: tuple[OpenWhere, ...]
    density: float  # share of draws inside that are open
    coverage: float  # share of open draws that are inside
    mass: float  # share of draws inside

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        return {
            "limits": [vars(limit) for limit in self.limits],
            "density": self.density,
            "coverage": self.coverage,
            "mass": self.mass,
        }


@dataclass(frozen=True, eq=False)
class Ensemble(Result):
    """What draws of the numbers come to.

    Parameters
    ----------
    scenario : Scenario
    draws, asked : int
        How many were done, and asked for: fewer are done where it was stopped.
    seed : int
    numbers : int
        How many numbers (ladders, readings) vary.
    is_settled : bool
        Whether every draw must come to the same: no red-line zone in any of them, or nothing that varies.
    zone_open, zone_open_interval, red_line_zone_open
        Share of draws, and its 95% interval.
    floor : tuple of float or None
        5%, median and 95% of the floor, over draws with a zone.
    only_one_in_the_way : mapping
        Actor to the share of draws in which the zone is empty, and would be open were this actor not asked. In one
        draw that may hold of several. None where that was not looked into.
    in_zone : tuple of Robust
        The most robust packages first, at most 20 of `in_zone_total`.
    same_solution : mapping
        Criterion to the share of the open draws in which a solution of the base case is one of the draw's; None where
        no draw is open, or the base case has no solution.
    ranks : mapping
        Actor to the packages that it may like best, of those that may be in the zone.
    ranked : int
        How many packages these are taken from: those that no demand or rule keeps out in every draw.
    drivers : tuple of Driver
        Those that matter most first, of `drivers_of`: `zone_open`, or where that never or hardly varies `margin`.
    region : OpenRegion or None
    baseline : tuple of Forecast
    left_out : tuple of str
        What was not looked into, and why, in sentences.
    """

    scenario: Scenario
    draws: int
    asked: int
    seed: int
    mix_readings: bool
    numbers: int
    is_settled: bool
    zone_open: float
    zone_open_interval: tuple[float, float]
    red_line_zone_open: float
    floor: tuple[float, float, float] | None
    only_one_in_the_way: Mapping[str, float] | None
    in_zone: tuple[Robust, ...]
    in_zone_total: int
    same_solution: Mapping[Criterion, float | None]
    ranks: Mapping[str, tuple[RankedPackage, ...]]
    ranked: int
    drivers_of: str | None
    drivers: tuple[Driver, ...]
    region: OpenRegion | None
    baseline: tuple[PositionForecast, ...]
    left_out: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        floor, alone = self.floor, self.only_one_in_the_way
        in_the_way = None if alone is None else dict(alone)
        return {
            "scenario": self.scenario.id,
            "variant": list(self.scenario.applied),
            "draws": self.draws,
            "asked": self.asked,
            "seed": self.seed,
            "readings": "all" if self.mix_readings else "base",
            "numbers": self.numbers,
            "settled": self.is_settled,
            "zone_open": self.zone_open,
            "zone_open_interval": list(self.zone_open_interval),
            "red_line_zone_open": self.red_line_zone_open,
            "floor": None
            if floor is None
            else {"low": floor[0], "median": floor[1], "high": floor[2]},
            "lone_blocker": in_the_way,
            "only_one_in_the_way": in_the_way,
            "in_zone": [one.to_dict() for one in self.in_zone],
            "in_zone_total": self.in_zone_total,
            "solutions": {name: {"same": share} for name, share in self.same_solution.items()},
            "rank_acceptability": {
                actor: [one.to_dict() for one in found] for actor, found in self.ranks.items()
            },
            "ranked": self.ranked,
            "drivers_of": self.drivers_of,
            "drivers": [one.to_dict() for one in self.drivers],
            "region": None if self.region is None else self.region.to_dict(),
            "baseline": [one.to_dict() for one in self.baseline],
            "left_out": list(self.left_out),
        }

    def rows(self) -> list[Row]:
        """Give the most robust packages, one a row."""
        share = self.columns[-1]
        return [{**one.package, share: one.share} for one in self.in_zone]

    @property
    def columns(self) -> list[str]:
        """Name the columns of `rows`: the issues, and the share."""
        issues = [issue.id for issue in self.scenario.issues]
        return [*issues, beside("share", issues)]
