"""What `run` finds, with the names of the file put back: frozen, exact, and the same whatever the engine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from itertools import islice
from math import nan
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from negsim.document.csv_cells import csv_text
from negsim.document.result import Result, told
from negsim.document.rows import beside, frame
from negsim.document.shown import section_html
from negsim.language.claims.provenance import counts
from negsim.language.model.scenario import Scenario
from negsim.solve.answer import Answer, Criterion, Layer, Package
from negsim.solve.tables.bargaining import is_undecided
from negsim.solve.tables.conflicts import independent
from negsim.solve.tables.gains import utilities
from negsim.space.listing import left_off, zone_columns, zone_rows
from negsim.space.members import CONFLICT_COLUMNS, Member, conflict_rows
from negsim.space.space import Space

if TYPE_CHECKING:
    import pandas as pd

Choice = Mapping[str, str | int | float]  # issue -> option, numbers as numbers
LIMIT = 10_000  # packages of the zone listed
SolutionName: TypeAlias = Criterion
CRITERIA: tuple[Criterion, ...] = ("nash", "kalai_smorodinsky", "egalitarian", "utilitarian")


@dataclass(frozen=True)
class Deal:
    """One package: what it says, and what every actor has from it."""

    positions: Package  # option positions, one per issue
    package: Choice
    utilities: Mapping[str, Fraction]  # every actor
    gains: Mapping[str, Fraction]  # utility less reservation value, every actor
    scenario: Scenario | None = field(default=None, compare=False, repr=False)  # for its words

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        return {
            "package": dict(self.package),
            "utilities": dict(self.utilities),
            "gains": dict(self.gains),
        }

    def _repr_html_(self) -> str:
        return section_html(told(self), is_first=True)


def deal(space: Space, package: Package) -> Deal:
    """Say what a package holds, and what every actor has from it, exactly."""
    values = utilities(space.problem, package)
    return Deal(
        positions=package,
        package=space.words(package),
        utilities=dict(zip(space.actors, values, strict=True)),
        gains={
            actor: value - part.reservation_value
            for actor, value, part in zip(space.actors, values, space.problem.actors, strict=True)
        },
        scenario=space.scenario,
    )


@dataclass(frozen=True)
class Solution:
    """The packages that a bargaining solution picks: at most 20, in package order, and how many tie in all."""

    deals: tuple[Deal, ...]
    ties: int


@dataclass(frozen=True)
class Conflict:
    """An inclusion-minimal set of constraints that leave nothing, sorted by path."""

    members: tuple[Member, ...]

    @property
    def paths(self) -> tuple[str, ...]:
        """Paths of the members, sorted as text."""
        return tuple(member.path for member in self.members)

    @property
    def weakest_grade(self) -> str | None:
        """The lowest grade among the members that have one; None where none has."""
        return max((m.grade for m in self.members if m.grade is not None), default=None)

    @property
    def assumed(self) -> tuple[str, ...]:
        """Paths of the members that no claim supports."""
        return tuple(member.path for member in self.members if member.is_assumed)


@dataclass(frozen=True)
class Correction:
    """An inclusion-minimal set of constraints whose loss lets a package through, and what that opens."""

    members: tuple[Member, ...]
    opens: int
    zone: int
    steps: Mapping[str, int | None]  # per actor with red lines among the members
    witness: Deal

    @property
    def drop(self) -> tuple[str, ...]:
        """Paths of the members, sorted as text."""
        return tuple(member.path for member in self.members)


@dataclass(frozen=True)
class Coalition:
    """A set of actors, and how many feasible packages those of them accept whose consent is needed."""

    members: tuple[str, ...]
    accept: int


@dataclass(frozen=True)
class Ratification:
    """What one body makes of the packages that need it."""

    passes: int  # feasible packages that need the body and that it passes
    stops: int  # agreed at the table, not in the zone, and in it without this body
    pivots: Mapping[
        str, int
    ]  # voter -> those of them that it would let through if that voter accepted too


@dataclass(frozen=True)
class Zone:
    """The zone of possible agreement, and the red-line zone, which leaves reservation values out.

    The table zone, `table_size`, is what the zone would be without any ratification.
    """

    size: int
    red_line_size: int
    table_size: int
    read_two_ways: (
        int  # packages with an option that somebody whose consent they need reads as another
    )
    left_open: Mapping[int, int]  # issues left open -> packages; those that occur
    backbone: Choice  # issues on which every package of the zone agrees
    options: Mapping[str, Mapping[str, int]]  # issue -> option -> packages of the zone

    @property
    def is_open(self) -> bool:
        """Whether any package is in it."""
        return self.size > 0


@dataclass(frozen=True)
class Frontier:
    """The Pareto-efficient packages over the principals."""

    over: tuple[str, ...]
    among: Literal["zone", "feasible"]
    size: int | None  # None: they are too many to be told


@dataclass(frozen=True, eq=False)
class Findings(Result):
    """Everything that `run` finds. Numbers are exact; `to_dict` and `to_json` round them as results do.

    Examples
    --------
    >>> import negsim
    >>> negsim.load("harbour").run().zone.is_open
    False
    >>> negsim.load("harbour").run("quiet_machines").zone.size
    8
    """

    space: Space
    answer: Answer  # as the engine gave it, in positions
    engine: str
    exact: bool
    total: int
    feasible: int
    accepted_by: Mapping[str, int]
    red_line_accepted_by: Mapping[str, int]
    needed_by: Mapping[str, int]
    ratification: Mapping[str, Ratification]  # by ACTOR.BODY
    coalitions: tuple[Coalition, ...]
    zone: Zone
    solutions: Mapping[str, Solution]  # by criterion
    frontier: Frontier
    floor: Fraction | None
    suspects: tuple[Layer, ...]
    conflicts: tuple[Conflict, ...]
    corrections: tuple[Correction, ...]  # at most 1,000
    corrections_total: int

    @property
    def scenario(self) -> Scenario:
        """The scenario, with its variants applied."""
        return self.space.scenario

    @property
    def variant(self) -> tuple[str, ...]:
        """The variants in force, in order; changes by `--set` follow as PATH=VALUE."""
        return self.scenario.applied

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that `negsim run --format json` writes, numbers still exact."""
        result = self._to_dict()
        if self.answer.zone_interval is not None:
            result["zone"]["interval"] = list(self.answer.zone_interval)
        if self.answer.exact_parts is not None:
            result["exact_parts"] = list(self.answer.exact_parts)
        return result

    def _to_dict(self) -> dict[str, Any]:
        return {
            "scenario": self.scenario.id,
            "variant": list(self.variant),
            "engine": self.engine,
            "exact": self.exact,
            "packages": {
                "total": self.total,
                "feasible": self.feasible,
                "needed_by": dict(self.needed_by),
            },
            "accepted_by": dict(self.accepted_by),
            "red_line_accepted_by": dict(self.red_line_accepted_by),
            "coalitions": [
                {"members": list(c.members), "accept": c.accept} for c in self.coalitions
            ],
            "zone": {
                "size": self.zone.size,
                "red_line_size": self.zone.red_line_size,
                "table_size": self.zone.table_size,
                "read_two_ways": self.zone.read_two_ways,
                "left_open": {str(n): size for n, size in self.zone.left_open.items()},
                "backbone": dict(self.zone.backbone),
                "options": {issue: dict(counts) for issue, counts in self.zone.options.items()},
            },
            "ratification": {
                body: {"passes": one.passes, "stops": one.stops, "pivots": dict(one.pivots)}
                for body, one in self.ratification.items()
            },
            "solutions": {
                **{c: [deal.to_dict() for deal in self.solutions[c].deals] for c in CRITERIA},
                "ties": {c: self.solutions[c].ties for c in CRITERIA},
            },
            "frontier": {
                "over": list(self.frontier.over),
                "among": self.frontier.among,
                "size": self.frontier.size,
            },
            "floor": self.floor,
            "conflicts": self._conflicts(),
            "elements": counts(self.scenario).to_dict(),
        }

    def _conflicts(self) -> dict[str, Any]:
        result: dict[str, Any] = {
            "suspects": list(self.suspects),
            "minimal_conflicts": [list(conflict.paths) for conflict in self.conflicts],
            "independent": [
                [list(conflict.paths) for conflict in group] for group in self.independent
            ],
            "minimal_corrections": [
                {
                    "drop": list(correction.drop),
                    "opens": correction.opens,
                    "zone": correction.zone,
                    "steps": dict(correction.steps),
                    "witness": dict(correction.witness.package),
                }
                for correction in self.corrections
            ],
        }
        if self.corrections_total > len(self.corrections):
            result["total"] = self.corrections_total
        return result

    @cached_property
    def independent(self) -> tuple[tuple[Conflict, ...], ...]:
        """The minimal conflicts in groups that share no member: nothing is acceptable because of each of them."""
        named = {conflict.paths: conflict for conflict in self.conflicts}
        return tuple(tuple(named[paths] for paths in group) for group in independent(named))

    @cached_property
    def undecided(self) -> frozenset[Criterion]:
        """The criteria that tell no package of the zone from another: Nash's, where the largest product is 0."""
        if not self.solutions["nash"].deals:
            return frozenset()
        problem = self.space.problem
        principals = [problem.actors[a] for a in problem.principals]
        vectors, under_quota = self.answer.frontier.vectors, problem.quota is not None
        is_stuck = is_undecided(principals, vectors, under_quota=under_quota)
        return frozenset(("nash",)) if is_stuck else frozenset()

    def zone_rows(self) -> Iterator[tuple[Any, ...]]:
        """Give the zone's packages, one a row, columns as in `zone_packages`, as far as they are asked for."""
        return zone_rows(self.space, self.answer)

    def zone_csv(self, limit: int) -> tuple[str, str | None]:
        """Write at most so many of the zone's packages as CSV, and say what is left off; None where nothing is."""
        rows = list(islice(self.zone_rows(), limit))
        text = csv_text([zone_columns(self.space), *rows])
        return text, left_off(self.zone.size, len(rows), limit)

    def to_csv(self) -> str:
        """Write what `--format csv` writes: the zone's packages, 10,000 at most."""
        return self.zone_csv(LIMIT)[0]

    def to_frame(self) -> pd.DataFrame:
        """List the zone's packages, 10,000 at most."""
        return self.zone_packages()

    def zone_packages(self, limit: int | None = LIMIT) -> pd.DataFrame:
        """List the zone's packages, one a row, in package order; at most so many rows, None for all.

        Columns: one per issue (ids, or numbers on numeric issues), then `utility_ACTOR` and `gain_ACTOR` for every
        actor, as floats. No rows where the zone is empty.
        """
        import pandas as pd

        return pd.DataFrame(islice(self.zone_rows(), limit), columns=zone_columns(self.space))

    def acceptance_frame(self) -> pd.DataFrame:
        """Who accepts how much: one row per actor, with counts and shares of the feasible packages."""
        return frame(
            [
                {
                    "actor": actor.id,
                    "name": actor.name,
                    "consent": actor.consent.kind,
                    "accepts": self.accepted_by[actor.id],
                    "share": self.accepted_by[actor.id] / self.feasible if self.feasible else nan,
                    "accepts_on_red_lines": self.red_line_accepted_by[actor.id],
                }
                for actor in self.scenario.actors
            ]
        )

    def solutions_frame(self) -> pd.DataFrame:
        """The bargaining solutions, one package a row, with the gain of every actor."""
        issues = self.space.issues
        gains = {actor: beside(f"gain_{actor}", issues) for actor in self.space.actors}
        named = beside("criterion", issues)
        return frame(
            [
                {
                    named: criterion,
                    **deal.package,
                    **{gains[actor]: gain for actor, gain in deal.gains.items()},
                }
                for criterion in CRITERIA
                for deal in self.solutions[criterion].deals
            ],
            [named, *issues, *gains.values()],
        )

    def conflicts_frame(self) -> pd.DataFrame:
        """The minimal conflicts, one member a row, with what it rests on."""
        return frame(conflict_rows(c.members for c in self.conflicts), CONFLICT_COLUMNS)

    def corrections_frame(self) -> pd.DataFrame:
        """The minimal corrections, one a row, with what each opens."""
        rows = [
            {
                "drop": " ".join(correction.drop),
                "opens": correction.opens,
                "zone": correction.zone,
                **{f"steps_{actor}": steps for actor, steps in correction.steps.items()},
                **{f"witness_{i}": option for i, option in correction.witness.package.items()},
            }
            for correction in self.corrections
        ]
        return frame(rows, None if rows else ("drop", "opens", "zone"))
