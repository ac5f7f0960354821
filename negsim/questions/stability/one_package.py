"""What one actor could do by itself from a package that is signed, and what the others would answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from negsim.solve.kernels.moves import Field
from negsim.solve.kernels.stability import CONCEPTS, Concept, Counters, Held, Place, Reply, held
from negsim.solve.tables.gains import total, utility_of_total
from negsim.space.space import Space

Changes = Mapping[str, tuple[Any, Any]]  # issue -> what it was, and what it becomes
_SANCTIONS: tuple[Concept, ...] = (
    "seq",
    "smr",
    "gmr",
)  # which reply is told, where several are to be had


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


def standing(
    space: Space, field: Field, actor: int, start: Place, counters: Counters, most: int
) -> Standing:
    """Say what an actor could do by itself from a package, and what holds it back."""
    found = held(field, actor, counters)
    own = field.ranks[actor]
    reach = field.within_reach(start, actor)
    here = int(own[start])
    ranks, states = own[reach], field.feasible[reach]
    better = states & (ranks > here)
    answered = {
        "gmr": found.general.least[reach] <= here,
        "smr": found.symmetric.least[reach] <= here,
        "seq": found.sequential.least[reach] <= here,
    }
    strength = np.sum([flags.astype(np.int64) for flags in answered.values()], axis=0)
    candidates = np.flatnonzero(better)
    order = np.lexsort((-ranks.reshape(-1)[candidates], strength.reshape(-1)[candidates]))
    places = [
        tuple(
            int(axis.reshape(-1)[k])
            for axis, k in zip(reach, np.unravel_index(at, ranks.shape), strict=True)
        )
        for at in candidates[order[:most]]
    ]
    return Standing(
        moves=int(states.sum()) - 1,
        improvements=len(candidates),
        unanswered=int((better & ~answered["gmr"]).sum()),
        holds={c: bool(found.stable[c][start]) for c in CONCEPTS},
        told=tuple(_improvement(space, field, actor, start, place, found) for place in places),
    )


def changes_between(space: Space, field: Field, before: Place, after: Place) -> Changes:
    """Say what differs between two packages."""
    old, new = space.words(field.package(before)), space.words(field.package(after))
    return {issue: (old[issue], new[issue]) for issue in old if old[issue] != new[issue]}


def _improvement(
    space: Space, field: Field, actor: int, start: Place, place: Place, found: Held
) -> Improvement:
    here = int(field.ranks[actor][start])
    replies: dict[Concept, Reply] = {
        "gmr": found.general,
        "smr": found.symmetric,
        "seq": found.sequential,
    }
    sanctioned: dict[Concept, bool] = {c: bool(r.least[place] <= here) for c, r in replies.items()}
    told = next((concept for concept in _SANCTIONS if sanctioned[concept]), None)
    turns, end = [], place
    if told is not None:
        for mover, other in replies[told].path(place, here) or ():
            gained = _utility(space, field, mover, other) - _utility(space, field, mover, end)
            changed = changes_between(space, field, end, other)
            turns.append(Turn(space.actors[mover], changed, gained))
            end = other
    base = _utility(space, field, actor, start)
    crossed = _crossed(space, field, actor, start)
    return Improvement(
        changes=changes_between(space, field, start, place),
        change=_utility(space, field, actor, place) - base,
        sanctioned=sanctioned,
        reply_is=told,
        reply=tuple(turns),
        after=None if told is None else _utility(space, field, actor, end) - base,
        keeps=_without(crossed, _crossed(space, field, actor, place)),
        loses=() if told is None else _without(_crossed(space, field, actor, end), crossed),
    )


def _utility(space: Space, field: Field, actor: int, place: Place) -> Fraction:
    spec = space.problem.actors[actor]
    return utility_of_total(spec, total(spec, field.package(place)))


def _crossed(space: Space, field: Field, actor: int, place: Place) -> tuple[str, ...]:
    from negsim.solve.tables.formula import holds

    package = field.package(place)
    lines = space.problem.actors[actor].crossed
    return tuple(
        name
        for name, line in zip(space.red_lines[actor], lines, strict=True)
        if holds(line, package)
    )


def _without(some: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
    return tuple(name for name in some if name not in others)


def _plain(changes: Changes) -> dict[str, Any]:
    return {issue: {"from": a, "to": b} for issue, (a, b) in changes.items()}


def _written(changes: Changes) -> str:
    return "; ".join(f"{issue}: {a} to {b}" for issue, (a, b) in changes.items())
