"""What the engines are given: a scenario's meaning as small tables over a few issues, without a word in it.

Issues, options and actors are positions here, counted from 0 in the order of the file. A *package* is a tuple of
option positions, one per issue; its *index* is that tuple read as a mixed-radix number, first issue slowest.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from math import prod
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class ScopeTable:
    """Values over the options of a few issues.

    ``scope`` holds ascending issue positions; ``values`` has one axis per issue of the scope, in that order, as long
    as the issue has options. Boolean for formulas; integer (int64, or Python integers in an object array where these
    outgrow 62 bits) for part-worths. An empty scope is a constant, ``values`` of shape ().
    """

    scope: tuple[int, ...]
    values: NDArray[Any]


@dataclass(frozen=True, eq=False)
class AllOf:
    """Holds where every part holds; without parts, everywhere."""

    parts: tuple[Formula, ...]


@dataclass(frozen=True, eq=False)
class AnyOf:
    """Holds where at least one part holds; without parts, nowhere."""

    parts: tuple[Formula, ...]


@dataclass(frozen=True, eq=False)
class Not:
    """Holds where its part does not."""

    part: Formula


@dataclass(frozen=True, eq=False)
class Linear:
    """Holds where low <= sum of terms <= high (None: no bound). A term is an issue and an integer per option."""

    terms: tuple[tuple[int, NDArray[Any]], ...]
    low: int | None
    high: int | None


@dataclass(frozen=True, eq=False)
class Count:
    """Holds where low <= number of parts that hold <= high (None: no bound)."""

    parts: tuple[Formula, ...]
    low: int | None
    high: int | None


# A formula whose tabulation would be small has been brought to one Table beforehand; what is left symbolic is large.
Formula = ScopeTable | AllOf | AnyOf | Not | Linear | Count


@dataclass(frozen=True, eq=False)
class FormulaBonus:
    """An integer part-worth that a package earns where a formula holds (a wish too wide to tabulate)."""

    formula: Formula
    worth: int


NOWHERE = -1


@dataclass(frozen=True, eq=False)
class Axis:
    """How option-steps are counted along an issue.

    ``places`` says per option where it stands: options of one place are one option to who counts, and what stands
    `NOWHERE` (an issue left open) is one step from everything else, with no step counted through it. Where the issue is
    ordered, any other change takes as many steps as places lie between; else one.
    """

    places: NDArray[np.int64]
    is_ordered: bool

    @classmethod
    def of(cls, size: int, *, is_ordered: bool) -> Axis:
        """The axis of an issue whose every option stands for itself, in its order."""
        return cls(np.arange(size), is_ordered)

    def away(self, options: NDArray[Any], goal: int) -> NDArray[np.int64]:
        """Option-steps from each of some options to another."""
        here, there = self.places[options], int(self.places[goal])
        differs = np.asarray(here != there, dtype=np.int64)
        if not self.is_ordered or there == NOWHERE:
            return differs
        return np.where(here == NOWHERE, differs, abs(here - there))


@dataclass(frozen=True, eq=False)
class QuotaRule:
    """Enough votes: those of the actors that agree sum to at_least, and all of `including` agree.

    One rule of an agreement, in which principals agree, or what lets a body pass, in which anybody may vote.
    """

    votes: tuple[
        tuple[int, Fraction], ...
    ]  # actor position and its votes; actors not named have none
    at_least: Fraction
    including: tuple[int, ...] = ()


@dataclass(frozen=True, eq=False)
class ActorTables:
    """One actor: utility of package x = (sum of tables and bonuses at x + offset) / scale, exactly."""

    consent: Literal["always", "when", "never"]
    needed: Formula | None  # where the consent is needed; None unless consent is "when"
    crossed: tuple[Formula, ...]  # per red line, where a package crosses it
    tables: tuple[ScopeTable, ...]
    bonuses: tuple[FormulaBonus, ...]
    offset: int
    scale: int  # > 0
    reservation_value: Fraction
    bodies: tuple[QuotaRule, ...] = ()  # each must pass where the actor's consent is needed
    axes: Mapping[int, Axis] = field(default_factory=dict)  # of the issues it counts its own way

    @property
    def threshold(self) -> int:
        """The least total (tables and bonuses, without offset) that reaches the reservation value."""
        wanted = self.reservation_value * self.scale - self.offset
        return -((-wanted.numerator) // wanted.denominator)


@dataclass(frozen=True, eq=False)
class Problem:
    """A whole scenario, variants applied and readings chosen."""

    sizes: tuple[int, ...]  # options per issue
    axes: tuple[Axis, ...]  # per issue, for all who count its steps as the file has it
    broken: tuple[Formula, ...]  # per rule, where a package breaks it
    barred: tuple[
        Formula, ...
    ]  # what variants fix or exclude: where a package is off the table, never suspect
    actors: tuple[ActorTables, ...]
    # None: every principal is needed; else one of several ways must be met, which is all of its rules.
    quota: tuple[tuple[QuotaRule, ...], ...] | None
    left_open: Mapping[int, int] = field(
        default_factory=dict
    )  # issue -> its option of staying open
    two_ways: Formula = field(default_factory=lambda: constant(False))  # who is needed reads it so

    @property
    def total(self) -> int:
        """Number of packages, feasible or not."""
        return prod(self.sizes)

    @property
    def principals(self) -> tuple[int, ...]:
        """Positions of the actors whose consent is always needed."""
        return tuple(i for i, actor in enumerate(self.actors) if actor.consent == "always")

    @property
    def consenting(self) -> tuple[int, ...]:
        """Positions of the actors whose consent packages need, all or some."""
        return tuple(i for i, actor in enumerate(self.actors) if actor.consent != "never")

    @cached_property
    def voters(self) -> frozenset[int]:
        """Positions of the actors who vote in a body that is asked."""
        bodies = (body for a in self.consenting for body in self.actors[a].bodies)
        return frozenset(voter for body in bodies for voter, _ in body.votes)

    @cached_property
    def asked(self) -> tuple[int, ...]:
        """Positions of the actors that are not advisory: who consents, and who only votes in bodies."""
        return tuple(sorted(self.voters.union(self.consenting)))

    def axis(self, actor: int, issue: int) -> Axis:
        """How an actor counts the steps along an issue."""
        return self.actors[actor].axes.get(issue, self.axes[issue])

    def axes_of(self, actor: int) -> tuple[Axis, ...]:
        """How an actor counts the steps along every issue."""
        return tuple(self.axis(actor, issue) for issue in range(len(self.sizes)))

    def without_bodies(self) -> Problem:
        """The problem in which nobody ratifies."""
        return replace(self, actors=tuple(replace(actor, bodies=()) for actor in self.actors))


def constant(value: bool) -> ScopeTable:
    """A formula that holds everywhere, or nowhere."""
    return ScopeTable((), np.array(value))
