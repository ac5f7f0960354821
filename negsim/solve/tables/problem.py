"""What the engines are given: a scenario's meaning as small tables over a few issues, without a word in it.

Issues, options and actors are positions here, counted from 0 in the order of the file. A *package* is a tuple of
option positions, one per issue; its *index* is that tuple read as a mixed-radix number, first issue slowest.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import prod
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class Table:
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
Formula = Table | AllOf | AnyOf | Not | Linear | Count


@dataclass(frozen=True, eq=False)
class Bonus:
    """An integer part-worth that a package earns where a formula holds (a wish too wide to tabulate)."""

    formula: Formula
    worth: int


@dataclass(frozen=True, eq=False)
class Actor:
    """One actor: utility of package x = (sum of tables and bonuses at x + offset) / scale, exactly."""

    consent: Literal["always", "when", "never"]
    needed: Formula | None  # where the consent is needed; None unless consent is "when"
    crossed: tuple[Formula, ...]  # per red line, where a package crosses it
    tables: tuple[Table, ...]
    bonuses: tuple[Bonus, ...]
    offset: int
    scale: int  # > 0
    reservation_value: Fraction

    @property
    def threshold(self) -> int:
        """The least total (tables and bonuses, without offset) that reaches the reservation value."""
        wanted = self.reservation_value * self.scale - self.offset
        return -((-wanted.numerator) // wanted.denominator)


@dataclass(frozen=True, eq=False)
class QuotaRule:
    """Enough principals: votes of those that accept sum to at_least, and all of `including` accept."""

    votes: tuple[
        tuple[int, Fraction], ...
    ]  # actor position and its votes; actors not named have none
    at_least: Fraction
    including: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Problem:
    """A whole scenario, variants applied and readings chosen."""

    sizes: tuple[int, ...]  # options per issue
    is_ordered: tuple[bool, ...]  # whether option-steps go one place at a time
    broken: tuple[Formula, ...]  # per rule, where a package breaks it
    barred: tuple[
        Formula, ...
    ]  # what variants fix or exclude: where a package is off the table, never suspect
    actors: tuple[Actor, ...]
    quota: tuple[QuotaRule, ...] | None  # None: every principal is needed; else all rules must hold

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
        """Positions of the actors that are not advisory."""
        return tuple(i for i, actor in enumerate(self.actors) if actor.consent != "never")


def constant(value: bool) -> Table:
    """A formula that holds everywhere, or nowhere."""
    return Table((), np.array(value))
