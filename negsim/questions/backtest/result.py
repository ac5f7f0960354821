"""What came of holding a scenario against history: row by row, and what stood against the outcome."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, ClassVar, TypeAlias

from negsim.document.plain import to_json
from negsim.document.result import Result
from negsim.document.rows import Row as Cells
from negsim.document.rows import to_csv
from negsim.language.model.scenario import Scenario
from negsim.questions.backtest.by_reading import Meant
from negsim.questions.backtest.history import History
from negsim.questions.compare.changes import issues_of
from negsim.questions.compare.result import LeftOut
from negsim.questions.zone.result import Conflict, Findings
from negsim.solve.kernels.one_package import PackageStanding, RankPlace
from negsim.space.members import Member

PlaceAmong: TypeAlias = RankPlace

COLUMNS = tuple(
    "scenario variant as_of end agrees feasible in_zone zone feasible_packages share lift smallest_gain"
    " better_by_floor better_by_floor_in_zone better_by_nash against conflicts conflicts_on_blocked"
    " blocked_alone_opens".split()
)


@dataclass(frozen=True)
class Against:
    """Something that stands between an actor, or the rules, and the outcome.

    Parameters
    ----------
    member : Member
        The red line that the outcome crosses, the reservation value that it does not reach, or the rule that it breaks.
    counts : bool
        Whether the outcome needs this actor's consent.
    """

    member: Member
    counts: bool

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        return {**self.member.to_dict(), "counts": self.counts}


@dataclass(frozen=True, eq=False)
class BacktestRow:
    """What a stack of variants makes of the outcome.

    Parameters
    ----------
    variant : tuple of str
        Empty for the base.
    findings : Findings
        All that `run` finds.
    agrees : bool
        Whether the answer agrees with history, as `History.agrees` has it.
    is_feasible, in_zone : bool
        Of the outcome.
    standing : Standing or None
        How it ranks; None where it is not feasible.
    against : tuple of Against
        What stands against it: of actors in the file's order, then rules.
    blocked : tuple of str
        The issues over which history says the talks stuck.
    """

    variant: tuple[str, ...]
    findings: Findings
    agrees: bool
    is_feasible: bool
    in_zone: bool
    standing: PackageStanding | None
    against: tuple[Against, ...]
    blocked: tuple[str, ...]

    @property
    def name(self) -> str:
        """The stack as one types it; "base" for the base."""
        return "+".join(self.variant) or "base"

    @property
    def share(self) -> Fraction | None:
        """The zone's share of the feasible packages; None where nothing is feasible."""
        feasible = self.findings.feasible
        return Fraction(self.findings.zone.size, feasible) if feasible else None

    @property
    def lift(self) -> Fraction | None:
        """How many times likelier the outcome is in the zone than a feasible package drawn at random; None outside."""
        return 1 / self.share if self.in_zone and self.share else None

    @property
    def placebo(self) -> Fraction | None:
        """The share of feasible packages with a smallest gain as good as the outcome's; None where it has no place.

        How often a feasible package drawn at random, put in the outcome's stead, would do as well or better.
        """
        place = self._places()[0]
        return (
            None if place is None else Fraction(place.better + place.equal, self.findings.feasible)
        )

    def issues(self, conflict: Conflict) -> tuple[str, ...]:
        """Name the issues that a conflict speaks of, in the file's order."""
        found = issues_of(conflict, self.findings.scenario)
        return tuple(issue.id for issue in self.findings.scenario.issues if issue.id in found)

    @property
    def on_blocked(self) -> int | None:
        """How many minimal conflicts speak of an issue over which the talks stuck; None where there is none to name."""
        if not self.blocked or self.findings.zone.is_open:
            return None
        return sum(bool(set(self.blocked) & set(self.issues(c))) for c in self.findings.conflicts)

    @property
    def alone_opens(self) -> bool | None:
        """Whether lifting demands that speak only of these issues would leave a package; None as for `on_blocked`."""
        if self.on_blocked is None:
            return None
        return any(
            set(self.issues(Conflict(one.members))) <= set(self.blocked)
            for one in self.findings.corrections
        )

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        findings, found, places = self.findings, self.standing, self._places()
        return {
            "variant": list(self.variant),
            "agrees": self.agrees,
            "feasible": self.is_feasible,
            "in_zone": self.in_zone,
            "packages": {
                "total": findings.total,
                "feasible": findings.feasible,
                "zone": findings.zone.size,
                "exact": findings.exact,
            },
            "share": self.share,
            "lift": self.lift,
            "placebo": self.placebo,
            "smallest_gain": None if found is None else found.smallest_gain,
            "rank": {
                "by_floor": _place(places[0]),
                "by_floor_in_zone": _place(places[1]),
                "by_nash": _place(places[2]),
            },
            "against": [one.to_dict() for one in self.against],
            "conflicts": [
                {"members": list(c.paths), "issues": list(self.issues(c))}
                for c in findings.conflicts
            ],
            "conflicts_on_blocked": self.on_blocked,
            "blocked_alone_opens": self.alone_opens,
        }

    def _places(self) -> tuple[RankPlace | None, RankPlace | None, RankPlace | None]:
        found = self.standing
        if found is None:
            return None, None, None
        return found.by_floor, found.by_floor_in_zone, found.by_nash

    def cells(self) -> Cells:
        """Give what `COLUMNS` say of the row alone."""
        found, places = self.standing, self._places()
        names = ("better_by_floor", "better_by_floor_in_zone", "better_by_nash")
        return {
            "variant": self.name,
            "agrees": self.agrees,
            "feasible": self.is_feasible,
            "in_zone": self.in_zone,
            "zone": self.findings.zone.size,
            "feasible_packages": self.findings.feasible,
            "share": self.share,
            "lift": self.lift,
            "smallest_gain": None if found is None else found.smallest_gain,
            **{n: None if p is None else p.better for n, p in zip(names, places, strict=True)},
            "against": " ".join(one.member.path for one in self.against),
            "conflicts": len(self.findings.conflicts),
            "conflicts_on_blocked": self.on_blocked,
            "blocked_alone_opens": self.alone_opens,
        }


@dataclass(frozen=True, eq=False)
class Backtest(Result):
    """One scenario held against history: as written, then under each variant.

    Parameters
    ----------
    base : Scenario
        With what is applied to every stack.
    history : History
        What really happened.
    stacks : tuple of Row
        The base first.
    meant : Meant
        Under which readings of the base the outcome is in the zone.
    left_out : tuple of LeftOut
        Variants that are written for a stack and do not stand alone.
    """

    COLUMNS: ClassVar = COLUMNS

    base: Scenario
    history: History
    stacks: tuple[BacktestRow, ...]
    meant: Meant
    left_out: tuple[LeftOut, ...] = ()

    @property
    def scenario(self) -> Scenario:
        """The scenario, with what is applied to every stack."""
        return self.base

    @property
    def as_of(self) -> date | None:
        """The last day of which positions were taken."""
        return self.base.as_of

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that `negsim backtest --format json` lists for each scenario."""
        return {
            "scenario": self.base.id,
            "title": self.base.title,
            "as_of": None if self.as_of is None else self.as_of.isoformat(),
            "with": list(self.base.applied),
            "end": self.history.end,
            "outcome": dict(self.history.package),
            "blocked": list(self.history.blocked),
            "readings": self.meant.to_dict(),
            "rows": [row.to_dict() for row in self.stacks],
            "left_out": [one.to_dict() for one in self.left_out],
        }

    def to_json(self) -> str:
        """Write what `negsim backtest --format json` writes for this scenario alone."""
        return backtests_json([self])

    def rows(self) -> list[Cells]:
        """Give one row per stack of variants."""
        ends = {
            "scenario": self.base.id,
            "as_of": None if self.as_of is None else self.as_of.isoformat(),
            "end": self.history.end,
        }
        return [{**ends, **row.cells()} for row in self.stacks]


def backtests_json(found: Sequence[Backtest]) -> str:
    """Write what `negsim backtest --format json` writes."""
    return to_json({"scenarios": [one.to_dict() for one in found]})


def backtests_csv(found: Sequence[Backtest]) -> str:
    """Write what `negsim backtest --format csv` writes: one stack of variants of one scenario a line."""
    return to_csv((cells for one in found for cells in one.rows()), COLUMNS)


def _place(place: RankPlace | None) -> dict[str, int] | None:
    if place is None:
        return None
    return {"rank": place.better + 1, "better": place.better, "equal": place.equal}
