"""Who must say yes at home: what each body does to what is agreed at the table, its voters' power, and tied hands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar

from negsim.document.result import Result
from negsim.document.rows import Row
from negsim.language.model.scenario import Scenario
from negsim.questions.score.result import Scored
from negsim.questions.zone.result import CRITERIA, Choice, Findings
from negsim.solve.answer import Criterion
from negsim.solve.power import VotingPower


@dataclass(frozen=True)
class Price:
    """What a voter who refuses a package would have to be given, or to give up, for its yes.

    Parameters
    ----------
    crosses : tuple of str
        Its red lines that the package crosses, as ACTOR.ID.
    steps : int or None
        Option-steps to keep them, each by itself; None where one of them cannot be kept at all.
    short : Fraction
        How much utility is missing to its reservation value; 0 where none is.
    """

    crosses: tuple[str, ...]
    steps: int | None
    short: Fraction

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        return {"crosses": list(self.crosses), "steps": self.steps, "short": self.short}


def price(scored: Scored, voter: str) -> Price:
    """Say what a voter would have to be given for its yes to a package."""
    one = scored.actors[voter]
    return Price(one.crosses, one.steps, max(-one.gain, Fraction(0)))


@dataclass(frozen=True)
class VotesWanted:
    """Voters whose yes, all of theirs and no fewer, would save packages that a body throws out.

    Parameters
    ----------
    votes : int
        That they have together.
    packages : int
        That would be saved.
    cheapest : mapping
        Of these, the package for which they would have to be given least: fewest steps, then least utility.
    prices : mapping of str to Price
        Each of them, for that package.
    """

    votes: int
    packages: int
    cheapest: Choice
    prices: Mapping[str, Price]

    @property
    def voters(self) -> tuple[str, ...]:
        """Who they are."""
        return tuple(self.prices)

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        return {
            "voters": list(self.voters),
            "votes": self.votes,
            "saves": self.packages,
            "cheapest": dict(self.cheapest),
            "prices": {voter: one.to_dict() for voter, one in self.prices.items()},
        }


@dataclass(frozen=True)
class BodyAtHome:
    """One body that ratifies.

    Parameters
    ----------
    votes : mapping of str to int
        Of each voter.
    needs : int
        Fewest votes that are enough.
    power : VotingPower or None
        Of the voters, in their order; None where there are too many to count.
    passes, stops, pivots
        As in `negsim run`.
    thrown_out : int or None
        Packages of the table zone, not of the zone, that need it and that it does not pass, whoever else stops them;
        None where the space is too large to go through, as are `missing` and `savings`.
    missing : mapping of int to int, or None
        How many votes are missing in how many of these.
    savings : tuple of VotesWanted, or None
        Sets of at most three voters.
    """

    votes: Mapping[str, int]
    needs: int
    power: VotingPower | None
    passes: int
    stops: int
    pivots: Mapping[str, int]
    thrown_out: int | None
    missing: Mapping[int, int] | None
    savings: tuple[VotesWanted, ...] | None

    @property
    def of(self) -> int:
        """All votes."""
        return sum(self.votes.values())

    def voter(self, name: str) -> dict[str, Any]:
        """Give what results show of one voter."""
        place, power = list(self.votes).index(name), self.power
        return {
            "votes": self.votes[name],
            "shapley_shubik": None if power is None else power.shapley_shubik[place],
            "banzhaf": None if power is None else power.banzhaf[place],
            "swings": None if power is None else power.swings[place],
            "veto": self.of - self.votes[name] < self.needs,
            "pivots": self.pivots[name],
        }

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        return {
            "of": self.of,
            "needs": self.needs,
            "winning": None if self.power is None else self.power.winning,
            "voters": {name: self.voter(name) for name in self.votes},
            "passes": self.passes,
            "stops": self.stops,
            "thrown_out": self.thrown_out,
            "missing": None
            if self.missing is None
            else {str(votes): packages for votes, packages in self.missing.items()},
            "savings": None if self.savings is None else [one.to_dict() for one in self.savings],
        }


@dataclass(frozen=True)
class TableDeal:
    """The package that the table would make of what suits it: who gains least gains most, the first such.

    Parameters
    ----------
    scored : Scored
        How it stands with each, and what is nearest to it of what is ratified too.
    missing : mapping of str to int
        Votes that are missing, in each body that it needs and that does not pass it.
    saved_by : mapping
        In each of these, the sets of at most three voters whose yes would do.
    """

    scored: Scored
    missing: Mapping[str, int]
    saved_by: Mapping[str, tuple[tuple[str, ...], ...]]

    @property
    def prices(self) -> dict[str, Price]:
        """What each of those voters would have to be given for its yes."""
        sets = [voters for found in self.saved_by.values() for voters in found]
        return {voter: price(self.scored, voter) for voters in sets for voter in voters}

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        near = self.scored.nearest
        return {
            "package": dict(self.scored.package),
            "in_zone": self.scored.in_zone,
            "bodies": {
                path: {
                    **vote.to_dict(),
                    "missing": self.missing.get(path, 0),
                    "saved_by": [list(voters) for voters in self.saved_by.get(path, ())],
                }
                for path, vote in self.scored.bodies.items()
            },
            "prices": {voter: one.to_dict() for voter, one in self.prices.items()},
            "nearest": None if near is None else near.to_dict(),
        }


@dataclass(frozen=True)
class NeedsLevel:
    """Numbers of votes under which everything is the same.

    Parameters
    ----------
    first, last : int
        Fewest and most of them.
    zone : int
    floor : Fraction or None
        None where the zone is empty.
    gains : mapping
        By bargaining solution, the least and the most that the actor gains in the packages that it lists (at most 20).
    """

    first: int
    last: int
    zone: int
    floor: Fraction | None
    gains: Mapping[Criterion, tuple[Fraction, Fraction]]

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        return {
            "from": self.first,
            "to": self.last,
            "zone": self.zone,
            "floor": self.floor,
            "gains": {criterion: list(ends) for criterion, ends in self.gains.items()},
        }


@dataclass(frozen=True)
class Tightness:
    """What an actor gains by how tightly a body of its own ties its hands.

    Parameters
    ----------
    path : str
        Of the body, as ACTOR.BODY.
    needs : int
        As it stands.
    levels : tuple of NeedsLevel
        From a single vote to all of them.
    """

    path: str
    needs: int
    levels: tuple[NeedsLevel, ...]

    @property
    def actor(self) -> str:
        """Whose hands they are."""
        return self.path.partition(".")[0]

    @property
    def now(self) -> NeedsLevel:
        """The level that stands."""
        return next(one for one in self.levels if one.first <= self.needs <= one.last)

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        return {
            "path": self.path,
            "actor": self.actor,
            "needs": self.needs,
            "levels": [one.to_dict() for one in self.levels],
        }


@dataclass(frozen=True)
class LeverAtHome:
    """A lever of the file put on the table: what then suits all there, and what is ratified too."""

    say: str
    table_size: int
    size: int

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        return {"table_size": self.table_size, "size": self.size}


@dataclass(frozen=True, eq=False)
class Ratifying(Result):
    """What has to be ratified, and what becomes of it. Everything is exact, but for sizes where `run` has estimates.

    Parameters
    ----------
    findings : Findings
        What `run` found.
    bodies : mapping of str to BodyAtHome
        By ACTOR.BODY.
    deal : TableDeal or None
        None where nothing suits all at the table, and where nobody ratifies.
    levers : mapping of str to LeverAtHome, or None
        Per lever of the file; None where the space is too large to go through.
    tightness : Tightness or None
        Where it was asked for.
    """

    COLUMNS: ClassVar = tuple(
        "kind path needs of votes shapley_shubik banzhaf veto pivots passes stops thrown_out from to"
        " zone floor".split()
    ) + tuple(f"{criterion}_{end}" for criterion in CRITERIA for end in ("least", "most"))

    findings: Findings
    bodies: Mapping[str, BodyAtHome]
    deal: TableDeal | None
    levers: Mapping[str, LeverAtHome] | None
    tightness: Tightness | None = None

    @property
    def scenario(self) -> Scenario:
        """The scenario, with its variants applied."""
        return self.findings.scenario

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that `negsim ratify --format json` writes, numbers still exact."""
        zone = self.findings.zone
        return {
            "scenario": self.scenario.id,
            "variant": list(self.scenario.applied),
            "zone": {"table_size": zone.table_size, "size": zone.size},
            "bodies": {path: one.to_dict() for path, one in self.bodies.items()},
            "deal": None if self.deal is None else self.deal.to_dict(),
            "levers": None
            if self.levers is None
            else {lever: one.to_dict() for lever, one in self.levers.items()},
            "sweep": None if self.tightness is None else self.tightness.to_dict(),
        }

    def rows(self) -> list[Row]:
        """Give bodies, then voters, then levels of what a body needs, one a row."""
        bodies: list[Row] = [
            {
                "kind": "body",
                "path": path,
                "needs": one.needs,
                "of": one.of,
                "passes": one.passes,
                "stops": one.stops,
                "thrown_out": one.thrown_out,
            }
            for path, one in self.bodies.items()
        ]
        voters: list[Row] = [
            {"kind": "voter", "path": f"{path}.votes.{name}", **one.voter(name)}
            for path, one in self.bodies.items()
            for name in one.votes
        ]
        if self.tightness is None:
            return bodies + voters
        levels: list[Row] = [
            {
                "kind": "level",
                "path": f"{self.tightness.path}.needs",
                "from": one.first,
                "to": one.last,
                "zone": one.zone,
                "floor": one.floor,
                **{
                    f"{criterion}_{end}": value
                    for criterion, ends in one.gains.items()
                    for end, value in zip(("least", "most"), ends, strict=True)
                },
            }
            for one in self.tightness.levels
        ]
        return bodies + voters + levels
