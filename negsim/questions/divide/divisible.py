"""Which issues two parties can divide, and what all of one is worth to either."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from negsim.errors import InputError
from negsim.language.model.actors import Actor
from negsim.language.model.issues import Issue
from negsim.language.model.scores import option_values


@dataclass(frozen=True)
class Piece:
    """An issue that can be divided.

    Parameters
    ----------
    issue : Issue
    worths : (Fraction, Fraction)
        What all of it is worth to the first party and to the second.
    ends : (Fraction, Fraction) or None
        Of a numeric issue, the number at which the first has all of it, and that at which the second has.
    """

    issue: Issue
    worths: tuple[Fraction, Fraction]
    ends: tuple[Fraction, Fraction] | None = None

    def value(self, share: Fraction) -> Fraction | None:
        """The number at which the first party has so much of a numeric issue; None of another."""
        if self.ends is None:
            return None
        mine, yours = self.ends
        return share * mine + (1 - share) * yours


def divisible(first: Actor, second: Actor, issue: Issue) -> Piece | None:
    """An issue as a piece to divide; None where it is none.

    It is one where its two options are named after the two parties, or where it has a range along which one of them
    gains and the other loses, both in a straight line.

    Raises
    ------
    InputError
        A party would rather that the other had what is named after both.
    """
    if issue.range is None:
        if {option.id for option in issue.options} != {first.id, second.id}:
            return None
        return Piece(issue, (_own(first, second, issue), _own(second, first, issue)))
    rises = (_rise(first, issue), _rise(second, issue))
    if rises[0] is None or rises[1] is None or rises[0] * rises[1] >= 0:
        return None
    ends = (issue.range.stop, issue.range.start)
    return Piece(
        issue, (abs(rises[0]), abs(rises[1])), ends if rises[0] > 0 else (ends[1], ends[0])
    )


def _own(actor: Actor, other: Actor, issue: Issue) -> Fraction:
    """What it is worth to an actor to have an issue rather than that the other has it."""
    values = _values(actor, issue)
    worth = values[issue.position[actor.id]] - values[issue.position[other.id]]
    if worth < 0:
        raise InputError.one(
            f"{actor.id} would rather that {other.id} won issue {issue.id!r}",
            "adjusted winner divides what both would like to have: turn the question round",
        )
    return worth


def _rise(actor: Actor, issue: Issue) -> Fraction | None:
    """How much an actor gains from one end of a range to the other; None where that is no straight line."""
    values = _values(actor, issue)
    step = values[1] - values[0]
    if any(value != values[0] + k * step for k, value in enumerate(values)):
        return None
    return values[-1] - values[0]


def _values(actor: Actor, issue: Issue) -> tuple[Fraction, ...]:
    """Points, or weight times score, of each option; nothing where the actor does not care."""
    preference = next((one for one in actor.preferences if one.issue == issue.id), None)
    if preference is None:
        return (Fraction(0),) * len(issue.options)
    weight = Fraction(1) if preference.weight is None else preference.weight.best
    return tuple(weight * value for value in option_values(issue, preference))
