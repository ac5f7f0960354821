"""A division: who has what, how it came about, and what it is worth to either."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from negsim.document.result import Result
from negsim.document.rows import Row
from negsim.language.model.scenario import Scenario


@dataclass(frozen=True)
class Share:
    """What becomes of one issue.

    Parameters
    ----------
    issue : str
    points : mapping
        What all of it is worth to either party, of 100.
    won_by : str
        Who has it first.
    is_tied : bool
        Whether it is worth the same to both.
    shares : mapping
        What either has of it in the end; together 1.
    value : Fraction or None
        Of a numeric issue, the number that this comes to; it may lie between the steps of the range.
    """

    issue: str
    points: Mapping[str, Fraction]
    won_by: str
    is_tied: bool
    shares: Mapping[str, Fraction]
    value: Fraction | None

    @property
    def is_divided(self) -> bool:
        """Whether both have some of it."""
        return all(self.shares.values())


@dataclass(frozen=True)
class Handed:
    """What whoever is ahead hands over.

    Parameters
    ----------
    issue, giver, taker : str
    fraction : Fraction
        Of the issue.
    ratio : Fraction
        The giver's points on it over the taker's.
    """

    issue: str
    giver: str
    taker: str
    fraction: Fraction
    ratio: Fraction


@dataclass(frozen=True, eq=False)
class Divided(Result):
    """A division that is equitable, envy-free and efficient. Everything is exact.

    Parameters
    ----------
    scenario : Scenario
        With its variants applied.
    parties : tuple of str
        The two.
    stated : mapping
        What the points of either add up to in the file, before they are brought to 100.
    issues : tuple of Share
        In the file's order.
    won, won_with_ties : mapping
        What either has first: where it has more points than the other, and with the ties given to whoever is behind.
    handed : tuple of Handed
        In their order.
    points : mapping
        What either has in the end: the same.
    left_out : tuple of str
        Issues that are not divisible between the two.
    no_part : tuple of str
        What plays no part in a division, by path: rules, what variants `fix` and `exclude`, red lines and wishes of the
        two.
    """

    scenario: Scenario
    parties: tuple[str, str]
    stated: Mapping[str, Fraction]
    issues: tuple[Share, ...]
    won: Mapping[str, Fraction]
    won_with_ties: Mapping[str, Fraction]
    handed: tuple[Handed, ...]
    points: Mapping[str, Fraction]
    left_out: tuple[str, ...]
    no_part: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that `negsim divide --format json` writes, numbers still exact."""
        return {
            "scenario": self.scenario.id,
            "variant": list(self.scenario.applied),
            "parties": list(self.parties),
            "points": dict(self.points),
            "stated": dict(self.stated),
            "won": dict(self.won),
            "won_with_ties": dict(self.won_with_ties),
            "handed": [
                {
                    "issue": one.issue,
                    "from": one.giver,
                    "to": one.taker,
                    "fraction": one.fraction,
                    "exact": str(one.fraction),
                    "ratio": one.ratio,
                }
                for one in self.handed
            ],
            "issues": [
                {
                    "issue": one.issue,
                    "points": dict(one.points),
                    "won_by": one.won_by,
                    "tied": one.is_tied,
                    "shares": dict(one.shares),
                    "exact": {party: str(share) for party, share in one.shares.items()},
                    "value": one.value,
                }
                for one in self.issues
            ],
            "left_out": list(self.left_out),
            "no_part": list(self.no_part),
        }

    @property
    def columns(self) -> tuple[str, ...]:
        """Columns of the CSV: points and shares of either party."""
        points = (f"points_{party}" for party in self.parties)
        shares = (f"share_{party}" for party in self.parties)
        return ("issue", *points, "won_by", *shares, "value")

    def rows(self) -> list[Row]:
        """Give the issues, one a row."""
        return [
            {
                "issue": one.issue,
                **{f"points_{party}": value for party, value in one.points.items()},
                "won_by": one.won_by,
                **{f"share_{party}": value for party, value in one.shares.items()},
                "value": one.value,
            }
            for one in self.issues
        ]
