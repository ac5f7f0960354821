"""Adjusted winner: how two principals share what can be divided, so that neither envies the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from negsim.document.plain import to_json
from negsim.document.rows import Row, frame, to_csv
from negsim.errors import InputError, quoted
from negsim.language.model.actors import Actor
from negsim.language.model.scenario import Scenario
from negsim.language.names import listed, one_of
from negsim.language.phrases import counted
from negsim.questions.divide.divisible import divisible
from negsim.solve.kernels.division import adjusted_winner

if TYPE_CHECKING:
    import pandas as pd

SHEET = Fraction(100)  # what each party's points are made to add up to


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
class Divided:
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

    def to_json(self) -> str:
        """Write what `negsim divide --format json` writes."""
        return to_json(self.to_dict())

    @property
    def columns(self) -> tuple[str, ...]:
        """Columns of `rows`."""
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

    def to_csv(self) -> str:
        """Write what `negsim divide --format csv` writes: one issue a row."""
        return to_csv(self.rows(), self.columns)

    def to_frame(self) -> pd.DataFrame:
        """List the issues, one a row."""
        return frame(self.rows(), self.columns)

    def _repr_html_(self) -> str:
        from negsim.document.notebook import rows_html

        answer = f"Each has {float(self.points[self.parties[0]]):.1f} of its 100 points"
        return rows_html(self.scenario, answer, self.rows(), self.columns)


def divide(scenario: Scenario, between: Sequence[str] | None = None) -> Divided:
    """Share what can be divided between two parties, by adjusted winner (Brams & Taylor 1996).

    Parameters
    ----------
    scenario : Scenario
        With its variants applied, every number at its best value.
    between : sequence of str or None
        The two actors; the scenario's two principals where absent.

    Returns
    -------
    Divided

    Raises
    ------
    InputError
        There are not two parties, no issue can be divided between them, or one of them has no points on any, or would
        rather that the other won.

    Notes
    -----
    An issue can be divided where its two options are named after the two parties: who gets it; or where it has a
    `range` along which one party gains and the other loses, both in a straight line. What it is worth to either is the
    points (or weight times score) of the end that it likes less those of the other; both sheets are brought to 100.
    Rules, red lines, wishes and reservation values play no part.

    Examples
    --------
    >>> from negsim.language.load import load
    >>> from negsim.language.shipped import locate
    >>> found = divide(load(locate("panama_canal_1974")))
    >>> {party: str(points) for party, points in found.points.items()}
    {'us': '66', 'panama': '66'}
    """
    first, second = _parties(scenario, between)
    parties = (first.id, second.id)
    pieces = [one for i in scenario.issues if (one := divisible(first, second, i)) is not None]
    if not pieces:
        raise InputError.one(
            f"no issue can be divided between {first.id} and {second.id}",
            "name the two options of what is to be divided after them:"
            f" options: {{{first.id}: …, {second.id}: …}}",
        )
    issues = [one.issue for one in pieces]
    worths = [one.worths for one in pieces]
    sums = tuple(sum((worth[p] for worth in worths), Fraction(0)) for p in (0, 1))
    for party, total in zip(parties, sums, strict=True):
        if not total:
            raise InputError.one(
                f"{party} has no points on any issue that can be divided",
                f"give it a preference on one of {listed(issue.id for issue in issues)}",
            )
    items = [(mine * SHEET / sums[0], yours * SHEET / sums[1]) for mine, yours in worths]
    found = adjusted_winner(items)

    def both(values: Sequence[Fraction]) -> dict[str, Fraction]:
        return dict(zip(parties, values, strict=True))

    return Divided(
        scenario=scenario,
        parties=parties,
        stated=both(sums),
        issues=tuple(
            Share(
                issue=issue.id,
                points=both(items[k]),
                won_by=parties[found.winners[k]],
                is_tied=k in found.tied,
                shares=both((found.shares[k], 1 - found.shares[k])),
                value=pieces[k].value(found.shares[k]),
            )
            for k, issue in enumerate(issues)
        ),
        won=both(found.clear),
        won_with_ties=both(found.won),
        handed=tuple(
            Handed(
                issue=issues[one.item].id,
                giver=parties[one.giver],
                taker=parties[1 - one.giver],
                fraction=one.fraction,
                ratio=one.ratio,
            )
            for one in found.transfers
        ),
        points=both(found.points),
        left_out=tuple(issue.id for issue in scenario.issues if issue not in issues),
        no_part=_no_part(scenario, (first, second)),
    )


def _parties(scenario: Scenario, between: Sequence[str] | None) -> tuple[Actor, Actor]:
    names = list(between or (a.id for a in scenario.actors if a.consent.kind == "always"))
    for name in names:
        if name not in scenario.actor:
            raise InputError.one(
                f"--between names no actor: {quoted(name)}", one_of(name, scenario.actor)
            )
    if len(names) != 2 or names[0] == names[1]:
        has = f"the scenario has {counted(len(names), 'principal')}"
        if between is not None:
            has = "--between names"
        raise InputError.one(
            f"a division is between two parties; {has}: {listed(names)}",
            "name the two: --between A,B",
        )
    return scenario.actor[names[0]], scenario.actor[names[1]]


def _no_part(scenario: Scenario, parties: Sequence[Actor]) -> tuple[str, ...]:
    paths = [f"rules.{rule.id}" for rule in scenario.rules]
    paths += [
        key for key, stands in (("fix", scenario.fixed), ("exclude", scenario.excluded)) if stands
    ]
    for actor in parties:
        paths += [f"{actor.id}.red_lines.{line.id}" for line in actor.red_lines]
        paths += [f"{actor.id}.wishes.{wish.id}" for wish in actor.wishes]
    return tuple(paths)
