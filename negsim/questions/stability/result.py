"""Stability: which packages hold once they are signed, who could better itself, and what would be answered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from negsim.document.result import Result
from negsim.document.rows import Row, beside
from negsim.language.model.scenario import Scenario
from negsim.questions.packages.named_package import Usual
from negsim.questions.stability.insisting import Insisting
from negsim.questions.zone.result import Choice, Deal
from negsim.solve.kernels.choosing import Direction
from negsim.solve.kernels.stability import CONCEPTS, Concept, Counters
from negsim.space.space import Space

# Sequential, symmetric metarational and general metarational stability, by the letters of the graph model.
CONCEPT_NAMES: Mapping[Concept, str] = {"nash": "Nash", "seq": "SEQ", "smr": "SMR", "gmr": "GMR"}
Changes = Mapping[str, tuple[Any, Any]]  # issue -> what it was, and what it becomes


@dataclass(frozen=True)
class Control:
    """Who can change an issue, and in which direction along the file's order."""

    issue: str
    actors: tuple[str, ...]
    direction: Direction = "both"

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        return {"by": list(self.actors), "direction": self.direction}


@dataclass(frozen=True)
class Settled:
    """One package, and by which concepts it is stable: for everybody, and for each who can move.

    Whether it is in the zone is asked only of packages that are stable for everybody by some concept.
    """

    package: Choice
    holds: Mapping[Concept, bool]
    actors: Mapping[str, Mapping[Concept, bool]]
    in_zone: bool = False

    @property
    def flags(self) -> dict[str, bool]:
        """The concepts by which it is stable for everybody, as results show them."""
        return {concept: self.holds[concept] for concept in CONCEPTS}

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        return {"package": dict(self.package), **self.flags, "in_zone": self.in_zone}


@dataclass(frozen=True)
class Everywhere:
    """All packages at once.

    Parameters
    ----------
    feasible : int
        Packages that the rules allow.
    equilibria : mapping
        Per concept, how many are stable for everybody who can move.
    stable_for : mapping
        The same for each actor by itself.
    stable : tuple of Settled
        The packages that are stable for everybody by some concept, at most 1,000: those by most concepts first, of
        these those in the zone, then package order.
    stable_total : int
        How many there are.
    packages : tuple of Settled
        The feasible packages in package order, at most 10,000.
    """

    feasible: int
    equilibria: Mapping[Concept, int]
    stable_for: Mapping[str, Mapping[Concept, int]]
    stable: tuple[Settled, ...]
    stable_total: int
    packages: tuple[Settled, ...]


@dataclass(frozen=True)
class Turn:
    """One move of a reply: who makes it, what it changes, and what the mover gains in utility by it."""

    actor: str
    changes: Changes
    change: Fraction

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        return {"actor": self.actor, "changes": _plain(self.changes), "change": self.change}


@dataclass(frozen=True)
class Improvement:
    """A move by which an actor would better itself, and what answers it.

    Parameters
    ----------
    changes : mapping
    change : Fraction
        What it gains in utility; not above 0 where it is better off for keeping a red line.
    sanctioned : mapping
        Per concept but Nash, whether the others can answer it.
    reply_is : str or None
        The concept of the reply that is told: sequential where there is one, else symmetric, else general.
    reply : tuple of Turn
        The shortest such reply; empty where there is none.
    after : Fraction or None
        What the actor then has, in utility, beside what it had in the package signed.
    keeps, loses : tuple of str
        Red lines of its own that the move keeps and the package signed crosses; that the reply crosses and the package
        signed keeps.
    """

    changes: Changes
    change: Fraction
    sanctioned: Mapping[Concept, bool]
    reply_is: Concept | None
    reply: tuple[Turn, ...]
    after: Fraction | None
    keeps: tuple[str, ...]
    loses: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        return {
            "changes": _plain(self.changes),
            "change": self.change,
            "keeps": list(self.keeps),
            "sanctioned": dict(self.sanctioned),
            "reply_is": self.reply_is,
            "reply": [turn.to_dict() for turn in self.reply],
            "after": self.after,
            "loses": list(self.loses),
        }

    def to_row(self) -> dict[str, Any]:
        """Give the cells that tables show."""
        replies = (f"{turn.actor}: {_written(turn.changes)}" for turn in self.reply)
        return {
            "changes": _written(self.changes),
            "change": self.change,
            **{str(concept): holds for concept, holds in self.sanctioned.items()},
            "reply": " | ".join(replies),
            "after": self.after,
        }


@dataclass(frozen=True)
class Standing:
    """How one actor stands to a package that is signed.

    Parameters
    ----------
    moves : int
        Other packages that it can bring about by itself.
    improvements : int
        Those among them that it prefers.
    unanswered : int
        Those among these that the others can answer by no moves whatever.
    holds : mapping
        Per concept, whether the actor is held to the package.
    told : tuple of Improvement
        Improvements in full: those with the weakest answers first, then what it likes best.
    """

    moves: int
    improvements: int
    unanswered: int
    holds: Mapping[Concept, bool]
    told: tuple[Improvement, ...]

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        return {
            "moves": self.moves,
            "improvements": self.improvements,
            "unanswered": self.unanswered,
            "holds": dict(self.holds),
            "told": [one.to_dict() for one in self.told],
        }


@dataclass(frozen=True)
class Tempted:
    """Who would gain by going back on one clause, and at whose cost.

    Parameters
    ----------
    actor : str
    changes : mapping
        The issue, what it was and what it becomes.
    change : Fraction
        What the actor gains in utility; not above 0 where it is better off for keeping a red line.
    loses : tuple of str
        Those whose consent the package needs, and who are worse off.
    """

    actor: str
    changes: Changes
    change: Fraction
    loses: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        return {
            "actor": self.actor,
            "changes": _plain(self.changes),
            "change": self.change,
            "loses": list(self.loses),
        }


@dataclass(frozen=True)
class Signed:
    """One package in detail.

    Parameters
    ----------
    deal : Deal
    crosses : tuple of str
        Red lines that it crosses, of actors whose consent it needs.
    in_zone : bool
    holds : mapping
        Per concept, whether it is stable for everybody who can move; nothing where nobody can.
    actors : mapping
        Per actor that can move, what it could do and what holds it back.
    tempted : tuple of Tempted
        Who would gain by which change of one issue alone; asked where nothing says who can change what.
    insists : tuple of Insisting
        What becomes of words that each reads its own way, once somebody insists on its reading.
    """

    deal: Deal
    crosses: tuple[str, ...]
    in_zone: bool
    holds: Mapping[Concept, bool]
    actors: Mapping[str, Standing]
    tempted: tuple[Tempted, ...] = ()
    insists: tuple[Insisting, ...] = ()

    def to_rows(self) -> Iterator[tuple[str, Row]]:
        """Give the improvements told, each with the actor whose it is."""
        for actor, standing in self.actors.items():
            for move in standing.told:
                yield actor, move.to_row()
        for one in self.tempted:
            yield one.actor, {"changes": _written(one.changes), "change": one.change}

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        return {
            **self.deal.to_dict(),
            "crosses": list(self.crosses),
            "in_zone": self.in_zone,
            "holds": dict(self.holds),
            "actors": {actor: one.to_dict() for actor, one in self.actors.items()},
            **({"tempted": [one.to_dict() for one in self.tempted]} if not self.actors else {}),
            "insists": [one.to_dict() for one in self.insists],
        }


@dataclass(frozen=True, eq=False)
class Stability(Result):
    """What holds once it is signed.

    Parameters
    ----------
    space : Space
    controls : tuple of Control
        Who can change what; none where nothing says so.
    chosen : str or None
        Why the package was taken, where none was named and not all could be gone through.
    counters : "sequences" or "once"
        How often each of the others may move in reply.
    everywhere : Everywhere or None
        All packages; None where packages are named.
    signed : tuple of Signed
        The packages named.
    """

    space: Space
    controls: tuple[Control, ...]
    chosen: Usual | None
    counters: Counters
    everywhere: Everywhere | None
    signed: tuple[Signed, ...]

    @property
    def scenario(self) -> Scenario:
        """The scenario, with its variants applied."""
        return self.space.scenario

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that `negsim stability --format json` writes, numbers still exact."""
        every = self.everywhere
        return {
            "scenario": self.scenario.id,
            "variant": list(self.scenario.applied),
            **({} if self.chosen is None else {"chosen": self.chosen}),
            "moves": {one.issue: one.to_dict() for one in self.controls},
            "counters": self.counters,
            "feasible": None if every is None else every.feasible,
            "equilibria": None if every is None else dict(every.equilibria),
            "stable_for": None
            if every is None
            else {a: dict(n) for a, n in every.stable_for.items()},
            "stable": None if every is None else [one.to_dict() for one in every.stable],
            "stable_total": None if every is None else every.stable_total,
            "from": [one.to_dict() for one in self.signed],
        }

    @property
    def columns(self) -> tuple[str, ...]:
        """Columns of the CSV: of all packages, or of improvements."""
        if self.everywhere is None:
            return ("from", "actor", "changes", "change", "gmr", "smr", "seq", "reply", "after")
        ours = (*CONCEPTS, *(f"stable_{actor}" for actor in self.everywhere.stable_for))
        return (*self.space.issues, *(beside(name, self.space.issues) for name in ours))

    def rows(self) -> list[Row]:
        """Give all packages, one a row; or the improvements told from the packages named."""
        if self.everywhere is not None:
            return [
                {
                    **one.package,
                    **{beside(name, self.space.issues): flag for name, flag in one.flags.items()},
                    **{
                        beside(f"stable_{actor}", self.space.issues): " ".join(
                            concept for concept, stable in by.items() if stable
                        )
                        for actor, by in one.actors.items()
                    },
                }
                for one in self.everywhere.packages
            ]
        return [
            {"from": number, "actor": actor, **row}
            for number, one in enumerate(self.signed, start=1)
            for actor, row in one.to_rows()
        ]


def _plain(changes: Changes) -> dict[str, Any]:
    return {issue: {"from": a, "to": b} for issue, (a, b) in changes.items()}


def _written(changes: Changes) -> str:
    return "; ".join(f"{issue}: {a} to {b}" for issue, (a, b) in changes.items())
