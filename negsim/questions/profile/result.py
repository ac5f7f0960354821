"""What each actor wants: lines with how they stand, shares of weight, scores, and what its walk-away value means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any, ClassVar

from negsim.document.result import Result
from negsim.document.rows import Row
from negsim.language.claims.bearing import claim_names
from negsim.language.claims.carried import Carried
from negsim.language.model.evidence import Claim
from negsim.language.model.scenario import Scenario
from negsim.questions.acceptance.find import Refusal
from negsim.questions.zone.result import Choice
from negsim.space.space import Space


@dataclass(frozen=True)
class LineProfile:
    """How a red line stands to its sources, and how it would in each of its readings.

    Parameters
    ----------
    id : str
    now : Carried
        In the reading in force.
    readings : mapping
        By name; none where the demand has one meaning.
    """

    id: str
    now: Carried
    readings: Mapping[str, Carried]


@dataclass(frozen=True)
class Worth:
    """A package, and what it is worth to an actor."""

    package: Choice
    utility: Fraction

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        return {"package": dict(self.package), "utility": self.utility}


@dataclass(frozen=True)
class ActorProfile:
    """What one actor wants.

    Parameters
    ----------
    actor : str
    shares : mapping
        What part of all weight each issue and each wish (`wishes.ID`) has; they sum to 1.
    scores : mapping
        Per issue it has a preference on, the score or the points of every option, as the actor counts it.
    refuses : mapping
        Per issue, the options that it cannot have by red lines, and through what: its own lines alone, its lines and
        the rules, or its lines and what others insist on (`negsim.questions.acceptance.find.Acceptance.refusal`).
    is_alone_against_others : bool or None
        Whether others' red lines let packages through, and each of them crosses one of its own; None where that
        cannot be counted.
    is_in_points : bool
        Whether these are points.
    reservation_value : Fraction or None
        None where none is stated, which counts as 0.
    red_lines : mapping
        By id.
    accepts : int
        Feasible packages that it accepts.
    best, least : Worth or None
        Of the feasible packages that cross none of its lines, the one worth most to it; of those it accepts, the one
        worth least: what its walk-away value amounts to. The first of several; None where there is none.
    """

    actor: str
    shares: Mapping[str, Fraction]
    scores: Mapping[str, Mapping[str, Fraction]]
    refuses: Mapping[str, Mapping[str, Refusal]]
    is_alone_against_others: bool | None
    is_in_points: bool
    reservation_value: Fraction | None
    red_lines: Mapping[str, LineProfile]
    accepts: int
    best: Worth | None
    least: Worth | None


@dataclass(frozen=True, eq=False)
class Profiles(Result):
    """What each of some actors wants. Everything is exact.

    Examples
    --------
    >>> import negsim
    >>> found = negsim.load("harbour").profile("villages")
    >>> {of: float(share) for of, share in found.actors["villages"].shares.items()}
    {'nights': 0.5, 'mud': 0.5}
    >>> found.actors["villages"].red_lines["sleep"].now.status
    'stretched'
    """

    COLUMNS: ClassVar = tuple("actor kind element option value status grade carried_by".split())

    space: Space
    feasible: int
    actors: Mapping[str, ActorProfile]

    @property
    def scenario(self) -> Scenario:
        """The scenario, with its variants applied."""
        return self.space.scenario

    @cached_property
    def _names(self) -> Mapping[str, str]:
        return claim_names(self.scenario)

    def name_of(self, claim: Claim) -> str:
        """Name a claim: by its id, or as DOCUMENT.ID where two registers share it."""
        return self._names[claim.full_id]

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that `negsim profile --format json` writes, numbers still exact."""
        return {
            "scenario": self.scenario.id,
            "variant": list(self.scenario.applied),
            "feasible": self.feasible,
            "actors": {actor: self._of_actor(one) for actor, one in self.actors.items()},
        }

    def _of_actor(self, one: ActorProfile) -> dict[str, Any]:
        return {
            "shares": dict(one.shares),
            "scores": {issue: dict(scores) for issue, scores in one.scores.items()},
            "reservation_value": one.reservation_value,
            "red_lines": {
                line: {
                    **self._of_line(own.now),
                    "readings": {name: self._of_line(read) for name, read in own.readings.items()},
                }
                for line, own in one.red_lines.items()
            },
            "refuses": {issue: dict(options) for issue, options in one.refuses.items()},
            "alone_against_others": one.is_alone_against_others,
            "accepts": one.accepts,
            "best": None if one.best is None else one.best.to_dict(),
            "least": None if one.least is None else one.least.to_dict(),
        }

    def _of_line(self, line: Carried) -> dict[str, Any]:
        carried_by = [self.name_of(claim) for claim in line.carried_by]
        return {"status": line.status, "grade": line.grade, "carried_by": carried_by}

    def rows(self) -> Sequence[Row]:
        """Give shares, scores, red lines, options refused and walk-away values, one a row."""
        return [row for one in self.actors.values() for row in self._rows(one)]

    def _rows(self, one: ActorProfile) -> list[Row]:
        def row(kind: str, element: str, **more: Any) -> Row:
            return {"actor": one.actor, "kind": kind, "element": element, **more}

        kind = "points" if one.is_in_points else "score"
        return [
            *(row("share", element, value=share) for element, share in one.shares.items()),
            *(
                row(kind, issue, option=option, value=score)
                for issue, scores in one.scores.items()
                for option, score in scores.items()
            ),
            *(
                row(
                    "red_line",
                    line,
                    status=own.now.status,
                    grade=own.now.grade,
                    carried_by=" ".join(map(self.name_of, own.now.carried_by)),
                )
                for line, own in one.red_lines.items()
            ),
            *(
                row("refuses", issue, option=option, status=why)
                for issue, options in one.refuses.items()
                for option, why in options.items()
            ),
            row("reservation_value", "", value=one.reservation_value),
        ]
