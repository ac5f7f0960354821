"""What an engine answers, in positions and exact numbers; the words are put back by the analysis layer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

from numpy.typing import NDArray

Package = tuple[int, ...]  # one option position per issue
Layer = Literal["red_lines", "reservations", "rules"]
Criterion = Literal["nash", "kalai_smorodinsky", "egalitarian", "utilitarian"]

By = Literal["nearest", "floor", "nash", "utilitarian"] | int  # an order of packages; or an actor


@dataclass(frozen=True, order=True)
class Suspect:
    """A constraint that may be blamed: red line `number` of `actor`, its reservation value, or rule `number`."""

    layer: Layer
    actor: int  # -1 for rules
    number: int  # 0 for reservation values


@dataclass(frozen=True, eq=False)
class SolvedFrontier:
    """Pareto-efficient packages over the principals, held as distinct vectors of totals with their multiplicity."""

    among: Literal["zone", "feasible"]
    vectors: NDArray[
        Any
    ]  # (m, n_principals), integer totals (offset left out), rows distinct and sorted
    counts: tuple[int, ...]  # packages per vector
    # False: only what the criteria pick, and the best of each principal, where all are too many.
    is_whole: bool = True

    @property
    def size(self) -> int | None:
        """Number of efficient packages, equal utilities all kept; None where they are too many to be told."""
        return sum(self.counts) if self.is_whole else None


@dataclass(frozen=True)
class SolvedSolution:
    """The packages that one criterion picks: the first few in package order, and how many tie in all."""

    packages: tuple[Package, ...]
    ties: int


@dataclass(frozen=True)
class SolvedCorrection:
    """An inclusion-minimal set of suspects whose loss lets some package through."""

    drop: tuple[Suspect, ...]
    opens: int
    zone: int
    steps: Mapping[int, int | None]  # actor position -> option-steps over its red lines in `drop`
    witness: Package


@dataclass(frozen=True)
class Conflicts:
    """Why nothing is acceptable: minimal conflicts are the minimal hitting sets of the minimal corrections."""

    suspects: tuple[Layer, ...]
    minimal_conflicts: tuple[tuple[Suspect, ...], ...]
    minimal_corrections: tuple[SolvedCorrection, ...]
    total: int  # corrections in all, of which at most 1,000 are listed
    all_conflicts: bool = True  # False: more than are listed, or than a bounded search has found


@dataclass(frozen=True)
class Beforehand:
    """What is known before anything large is counted: the deals that each criterion picks, or what is in the way."""

    solutions: Mapping[Criterion, SolvedSolution]
    floor: Fraction | None  # None where there is no deal
    conflicts: Conflicts


Seat = tuple[
    int, int
]  # a body: the position of its actor, and its number among that actor's bodies


@dataclass(frozen=True)
class Ratified:
    """What one body makes of the packages that need it."""

    passes: int  # feasible packages that need the body and that it passes
    stops: int  # of the table zone, not of the zone, that would be in the zone without this body
    pivots: Mapping[int, int]  # voter -> how many of these the body would pass with its votes


@dataclass(frozen=True, eq=False)
class Answer:
    """Everything `run` reports of one problem."""

    engine: Literal["enumerate", "sweep"]
    total: int
    feasible: int
    accepted_by: tuple[int, ...]  # per actor
    red_line_accepted_by: tuple[int, ...]  # per actor
    needed_by: tuple[int, ...]  # per actor: feasible packages that need its consent
    coalitions: Mapping[tuple[int, ...], int]  # members (actor positions) -> packages
    zone_size: int
    red_line_zone_size: int
    table_size: int  # of the zone without any ratification
    read_two_ways: int  # packages of the zone that somebody needed reads otherwise
    left_open: Mapping[int, int]  # issues left open -> packages of the zone; those that occur
    ratification: Mapping[Seat, Ratified]
    option_counts: tuple[tuple[int, ...], ...]  # per issue, per option: packages of the zone
    frontier: SolvedFrontier
    solutions: Mapping[Criterion, SolvedSolution]
    floor: Fraction | None
    conflicts: Conflicts
    zone_interval: tuple[int, int] | None = None  # 95%, where the zone's size is an estimate
    exact_parts: tuple[str, ...] | None = None  # None: everything; else what is exact all the same
