"""How drafts stand: the rules each breaks, per actor the lines it crosses and what it is worth, part by part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from negsim.document.result import Result
from negsim.document.rows import Row, beside, to_csv
from negsim.language.model.scenario import Scenario
from negsim.questions.zone.result import Choice
from negsim.solve.answer import Package
from negsim.space.listing import zone_columns
from negsim.space.space import Space


@dataclass(frozen=True)
class ActorScore:
    """How a draft stands with one actor.

    Parameters
    ----------
    needed : bool
        Whether the draft needs its consent; under a quota every principal's.
    accepts : bool
        Whether it accepts the draft, its consent needed or not.
    crosses : tuple of str
        Its red lines that the draft crosses, as ACTOR.ID.
    steps : int or None
        Option-steps to keep them, each by itself; None where one of them cannot be kept at all.
    utility, reservation_value : Fraction
        What the draft is worth to it, and what it has without a deal.
    parts : mapping
        What the utility is the sum of, by issue, `wishes.ID` and `score_sheet`.
    """

    needed: bool
    accepts: bool
    crosses: tuple[str, ...]
    steps: int | None
    utility: Fraction
    reservation_value: Fraction
    parts: Mapping[str, Fraction]

    @property
    def gain(self) -> Fraction:
        """Utility less reservation value."""
        return self.utility - self.reservation_value

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        return {
            "needed": self.needed,
            "accepts": self.accepts,
            "crosses": list(self.crosses),
            "steps": self.steps,
            "utility": self.utility,
            "reservation_value": self.reservation_value,
            "gain": self.gain,
            "parts": dict(self.parts),
        }


@dataclass(frozen=True)
class BodyVote:
    """How a body that ratifies votes on a draft: with how many votes of how many, and whether these are enough."""

    yes: int
    of: int
    passes: bool

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        return {"yes": self.yes, "of": self.of, "passes": self.passes}


@dataclass(frozen=True)
class Amendment:
    """An issue that another package settles otherwise: the option of the draft, and the other one."""

    issue: str
    of: str
    to: str


@dataclass(frozen=True)
class Neighbour:
    """The nearest package to a draft: of the zone, or of an empty zone the nearest miss.

    Parameters
    ----------
    package : mapping
    in_zone : bool
    changes : tuple of Amendment
        What it settles otherwise than the draft.
    steps : int
        The option-steps that these come to.
    """

    package: Choice
    in_zone: bool
    changes: tuple[Amendment, ...]
    steps: int

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        return {
            "package": dict(self.package),
            "in_zone": self.in_zone,
            "changes": [one.issue for one in self.changes],
            "steps": self.steps,
        }


@dataclass(frozen=True)
class Scored:
    """How one draft stands.

    Parameters
    ----------
    name : str or None
        What its file calls it.
    positions : tuple of int
        Option positions, one per issue.
    package : mapping
    breaks : tuple of str
        Rules that it breaks, as `rules.ID`.
    is_excluded : bool
        Whether a variant has taken it off the table.
    needs : tuple of str
        Actors whose consent it needs.
    in_zone : bool
    in_table_zone : bool
        Whether it would be without any ratification.
    bodies : mapping of str to BodyVote
        Of those it needs, as ACTOR.BODY.
    actors : mapping of str to ActorScore
        Every actor.
    refused_by : tuple of str
        Those it needs that do not accept it, or of whom a body does not pass it.
    steps : int or None
        Of those it needs, and of the voters whose yes would make its bodies pass at the fewest steps, together; None
        where one of the red lines in the way cannot be kept at all.
    better_for_all : int or None
        Feasible packages that give every principal at least as much and one of them more; None where out of reach.
    nearest : Neighbour or None
        None where it is in the zone itself, where nothing is feasible, and where the search is out of reach.
    """

    name: str | None
    positions: Package
    package: Choice
    breaks: tuple[str, ...]
    is_excluded: bool
    needs: tuple[str, ...]
    in_zone: bool
    in_table_zone: bool
    bodies: Mapping[str, BodyVote]
    actors: Mapping[str, ActorScore]
    refused_by: tuple[str, ...]
    steps: int | None
    better_for_all: int | None
    nearest: Neighbour | None = None

    @property
    def is_feasible(self) -> bool:
        """Whether it breaks no rule and is on the table."""
        return not self.breaks and not self.is_excluded

    @property
    def is_efficient(self) -> bool | None:
        """Whether no feasible package is better for all; None of what is not feasible, and where out of reach."""
        if not self.is_feasible or self.better_for_all is None:
            return None
        return not self.better_for_all

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        named = {} if self.name is None else {"name": self.name}
        excluded = {"excluded": True} if self.is_excluded else {}
        nearest = {} if self.nearest is None else {"nearest": self.nearest.to_dict()}
        return {
            **named,
            "package": dict(self.package),
            "feasible": self.is_feasible,
            "breaks": list(self.breaks),
            **excluded,
            "needs": list(self.needs),
            "in_zone": self.in_zone,
            "in_table_zone": self.in_table_zone,
            "bodies": {body: one.to_dict() for body, one in self.bodies.items()},
            "actors": {actor: one.to_dict() for actor, one in self.actors.items()},
            "efficient": self.is_efficient,
            "better_for_all": self.better_for_all,
            "refused_by": list(self.refused_by),
            "steps": self.steps,
            **nearest,
        }


@dataclass(frozen=True, eq=False)
class Scores(Result):
    """How drafts stand with each, in the order in which they were given. Everything is exact.

    Examples
    --------
    >>> import negsim
    >>> scores = negsim.load("harbour").score("depth=fifteen,fee=200,nights=quiet,mud=dyke")
    >>> scores.packages[0].refused_by
    ('villages',)
    >>> {part: float(worth) for part, worth in scores.packages[0].actors["villages"].parts.items()}
    {'nights': 0.3333333333333333, 'mud': 0.5}
    """

    space: Space
    packages: tuple[Scored, ...]

    @property
    def scenario(self) -> Scenario:
        """The scenario, with its variants applied."""
        return self.space.scenario

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that `negsim score --format json` writes, numbers still exact."""
        return {
            "scenario": self.scenario.id,
            "variant": list(self.scenario.applied),
            "packages": [one.to_dict() for one in self.packages],
        }

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the CSV: the package, how it stands, and utility and gain of every actor."""
        named = ("name",) if any(one.name is not None for one in self.packages) else ()
        issues, worths = self.space.issues, zone_columns(self.space)[len(self.space.issues) :]
        first, ours = ([beside(name, issues) for name in names] for names in (named, STANDS))
        return (*first, *issues, *ours, *worths)

    def to_csv(self) -> str:
        """Write what `--format csv` writes."""
        words = {True: "true", False: "false"}
        rows = (
            {
                name: words[value] if isinstance(value, bool) else value
                for name, value in row.items()
            }
            for row in self.rows()
        )
        return to_csv(rows, self.columns)

    def rows(self) -> Sequence[Row]:
        """Give the drafts, one a row."""
        return [
            {beside(name, self.space.issues): value for name, value in _ours(one).items()}
            | dict(one.package)
            for one in self.packages
        ]


STANDS = ("feasible", "breaks", "in_zone", "refused_by", "steps", "efficient", "better_for_all")


def _ours(one: Scored) -> Row:
    """Give what stands beside a package."""
    return {
        **({} if one.name is None else {"name": one.name}),
        "feasible": one.is_feasible,
        "breaks": " ".join(one.breaks),
        "in_zone": one.in_zone,
        "refused_by": " ".join(one.refused_by),
        "steps": one.steps,
        "efficient": one.is_efficient,
        "better_for_all": one.better_for_all,
        **{f"utility_{name}": score.utility for name, score in one.actors.items()},
        **{f"gain_{name}": score.gain for name, score in one.actors.items()},
    }
