"""Where influence and salience alone would put each ordered issue, beside what was really agreed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from negsim.document.plain import to_json
from negsim.document.rows import Row, frame, to_csv
from negsim.errors import InputError
from negsim.language.model.scenario import Scenario
from negsim.questions.position.baseline import Forecast, baseline, places
from negsim.questions.zone.result import Findings

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = tuple(
    "issue mean mean_option median median_option condorcet outcome mean_error median_error".split()
)
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

    forecast: Forecast
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
class Positions:
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

    def to_json(self) -> str:
        """Write what `negsim position --format json` writes."""
        return to_json(self.to_dict())

    def rows(self) -> list[Row]:
        """Give the issues, one a row."""
        return [{name: one.to_dict()[name] for name in COLUMNS} for one in self.issues]

    def to_csv(self) -> str:
        """Write what `negsim position --format csv` writes: one issue a row."""
        return to_csv(self.rows(), COLUMNS)

    def to_frame(self) -> pd.DataFrame:
        """List the issues, one a row."""
        return frame(self.rows(), COLUMNS)

    def _repr_html_(self) -> str:
        from negsim.document.notebook import rows_html

        answer = "Where influence and salience alone would put it"
        return rows_html(self.scenario, answer, self.rows(), COLUMNS)


def position(scenario: Scenario) -> Positions:
    """Say where influence and salience alone would put each ordered issue.

    Parameters
    ----------
    scenario : Scenario
        With its variants applied, every number at its best value.

    Raises
    ------
    InputError
        On no ordered issue does an actor that has influence care about the answer.

    Notes
    -----
    The weighted mean is the compromise model of van den Bos (1991), the weighted median is Black's (1948); see
    `negsim.questions.position.baseline`, whose numbers these are.

    Examples
    --------
    >>> import negsim
    >>> found = negsim.load("emission_standards_1994").position()
    >>> one = found.issues[0].forecast
    >>> str(one.mean), one.median, one.condorcet
    ('5003/677', '7', '7')
    """
    forecasts = baseline(scenario)
    if not forecasts:
        raise InputError.one(
            "nobody with influence cares about an ordered issue",
            "give actors `influence: 0 to 100`, and a preference on an issue with a `range` or that is `ordered`",
        )
    told = {one.issue for one in forecasts}
    return Positions(
        scenario=scenario,
        issues=tuple(_placed(scenario, one) for one in forecasts),
        left_out={
            issue.id: NO_INFLUENCE if issue.is_ordered else NOT_ORDERED
            for issue in scenario.issues
            if issue.id not in told
        },
    )


def placed(findings: Findings) -> Positions | None:
    """Positions of a scenario that was run; None where nobody with influence cares about an ordered issue."""
    return position(findings.scenario) if baseline(findings.scenario) else None


def _placed(scenario: Scenario, one: Forecast) -> Placed:
    outcome = dict(scenario.outcome or ()).get(one.issue)
    if outcome is None:
        return Placed(one, None, None, None)
    issue = scenario.issue[one.issue]
    scale = places(issue)
    truth = scale[issue.position[outcome]]
    whole = scale[-1] - scale[0]
    return Placed(
        forecast=one,
        outcome=outcome,
        mean_error=abs(one.mean - truth) / whole,
        median_error=abs(one.median_place - truth) / whole,
    )


def _average(errors: list[Fraction | None]) -> Fraction | None:
    known = [error for error in errors if error is not None]
    return sum(known, Fraction(0)) / len(known) if known else None
