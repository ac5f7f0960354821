"""Diff: each element that two files have differently, and what it does to the answer by itself."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar, Literal

from negsim.document.result import Result
from negsim.document.rows import Row
from negsim.language.model.scenario import Scenario

Change = Literal["added", "removed", "changed", "reordered"]


@dataclass(frozen=True)
class InShort:
    """The answer in short.

    Parameters
    ----------
    zone : int
        Packages of the zone; an estimate where `is_exact` is false.
    floor : Fraction or None
        The largest smallest gain of a principal; None where the zone is empty.
    conflicts : tuple of tuple of str
        The minimal conflicts.
    """

    zone: int
    is_exact: bool
    floor: Fraction | None
    conflicts: tuple[tuple[str, ...], ...]

    @property
    def is_open(self) -> bool:
        """Whether any package is in the zone."""
        return self.zone > 0

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        return {
            "zone": self.zone,
            "exact": self.is_exact,
            "floor": self.floor,
            "minimal_conflicts": [list(paths) for paths in self.conflicts],
        }


@dataclass(frozen=True)
class Changed:
    """An element that the two files have differently.

    Parameters
    ----------
    path : str
        `ACTOR.red_lines.ID` and the like, `issues.ID`, `rules.ID`, `order of issues`.
    change : {"added", "removed", "changed", "reordered"}
        Reordered: its readings or options are the same in another order; of readings the first is the base case.
    first, second : plain data
        As either file has it, in the language's own words; None where it has not.
    parts : tuple of (str, plain data, plain data)
        What within it differs: where, and either side.
    outcome : InShort or None
        The answer of the first file with this difference alone taken from the second; None where there is none.
    because : str or None
        Why there is none.
    """

    path: str
    change: Change
    first: Any
    second: Any
    parts: tuple[tuple[str, Any, Any], ...]
    outcome: InShort | None
    because: str | None

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        return {
            "path": self.path,
            "change": self.change,
            "first": self.first,
            "second": self.second,
            "answer": None if self.outcome is None else self.outcome.to_dict(),
            "because": self.because,
        }


@dataclass(frozen=True, eq=False)
class Diff(Result):
    """What two scenario files have differently.

    Parameters
    ----------
    scenario, other : Scenario
        The first and the second, as written.
    first, second : InShort
        Their answers.
    changes : tuple of Changed
        In the order of the first file, then what the second has alone.
    """

    COLUMNS: ClassVar = ("path", "change", "zone", "floor", "minimal_conflicts", "because")

    scenario: Scenario
    other: Scenario
    first: InShort
    second: InShort
    changes: tuple[Changed, ...]

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that `negsim diff --format json` writes, numbers still exact."""
        return {
            "first": {"scenario": self.scenario.id, **self.first.to_dict()},
            "second": {"scenario": self.other.id, **self.second.to_dict()},
            "differences": [one.to_dict() for one in self.changes],
        }

    def rows(self) -> list[Row]:
        """Give each difference with what it does, one a row."""
        return [
            {
                "path": one.path,
                "change": one.change,
                "because": one.because,
                **({} if one.outcome is None else _cells(one.outcome)),
            }
            for one in self.changes
        ]


def _cells(outcome: InShort) -> Row:
    conflicts = "; ".join(" ".join(paths) for paths in outcome.conflicts)
    return {"zone": outcome.zone, "floor": outcome.floor, "minimal_conflicts": conflicts}
