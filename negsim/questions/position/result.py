"""Positions: where influence and salience alone would put each ordered issue, beside what was really agreed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar

from negsim.document.result import Result
from negsim.document.rows import Row
from negsim.language.model.scenario import Scenario
from negsim.questions.position.baseline import PositionForecast

NOT_ORDERED = "not_ordered"
NO_INFLUENCE = "no_influence"


@dataclass(frozen=True)
class Placed:
    """Where one ordered issue would end, and where it did.

    Parameters
    ----------
    forecast : Forecast
    outcome : str or None
        The option that was really agreed, where the file says.
    mean_error, median_error : Fraction or None
        How far mean and median are from it, as a share of the whole scale, 0 to 1.
    """

    forecast: PositionForecast
    outcome: str | None
    mean_error: Fraction | None
    median_error: Fraction | None

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        one = self.forecast
        whole = one.power
        return {
            "issue": one.issue,
            "mean": one.mean,
            "mean_option": one.mean_option,
            "median": one.median_place,
            "median_option": one.median,
            "condorcet": one.condorcet,
            "actors": {
                stand.actor: {
                    "position": stand.position,
                    "influence": stand.influence,
                    "salience": stand.salience,
                    "share": stand.power / whole,
                }
                for stand in one.stands
            },
            "outcome": self.outcome,
            "mean_error": self.mean_error,
            "median_error": self.median_error,
        }


@dataclass(frozen=True, eq=False)
class Positions(Result):
    """Every ordered issue by influence and salience alone. Everything is exact.

    Parameters
    ----------
    scenario : Scenario
        With its variants applied.
    issues : tuple of Placed
        In the file's order.
    left_out : mapping
        Other issues, and why: ``"not_ordered"``, or ``"no_influence"`` where nobody with influence cares.
    """

    COLUMNS: ClassVar = tuple(
        "issue mean mean_option median median_option condorcet outcome mean_error median_error".split()
    )

    scenario: Scenario
    issues: tuple[Placed, ...]
    left_out: Mapping[str, str]

    @property
    def mean_error(self) -> Fraction | None:
        """How far the weighted means are off on average, as a share of the scale; None without an outcome."""
        return _average([one.mean_error for one in self.issues])

    @property
    def median_error(self) -> Fraction | None:
        """How far the weighted medians are off on average; None without an outcome."""
        return _average([one.median_error for one in self.issues])

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that `negsim position --format json` writes, numbers still exact."""
        return {
            "scenario": self.scenario.id,
            "variant": list(self.scenario.applied),
            "issues": [one.to_dict() for one in self.issues],
            "left_out": dict(self.left_out),
            "mean_error": self.mean_error,
            "median_error": self.median_error,
        }

    def rows(self) -> list[Row]:
        """Give the issues, one a row."""
        return [{name: one.to_dict()[name] for name in self.COLUMNS} for one in self.issues]


def _average(errors: list[Fraction | None]) -> Fraction | None:
    known = [error for error in errors if error is not None]
    return sum(known, Fraction(0)) / len(known) if known else None
