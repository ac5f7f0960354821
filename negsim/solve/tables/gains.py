"""Utilities and gains, exactly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negsim.solve.tables.formula import evaluate, exact, holds, lookup, magnitude
from negsim.solve.tables.problem import ActorTables, Problem

DOUBLE = 2**53  # integers up to here are exact in floating point


def total(actor: ActorTables, package: Sequence[int]) -> int:
    """An actor's total (tables and bonuses, without offset) of one package."""
    tables = sum(int(t.values[tuple(package[i] for i in t.scope)]) for t in actor.tables)
    return tables + sum(b.worth for b in actor.bonuses if holds(b.formula, package))


def totals(actor: ActorTables, columns: Mapping[int, NDArray[Any]]) -> NDArray[Any]:
    """An actor's totals of packages given as columns of options of one length, by issue."""
    n = len(next(iter(columns.values())))
    bound = sum(magnitude(t.values) for t in actor.tables) + sum(
        abs(b.worth) for b in actor.bonuses
    )
    found = exact(np.zeros(n, dtype=np.int64), bound)
    for table in actor.tables:
        found = found + lookup(table, columns)
    for bonus in actor.bonuses:
        found = found + exact(evaluate(bonus.formula, columns), bound) * bonus.worth
    return found


def utility_of_total(actor: ActorTables, total: int) -> Fraction:
    """The utility that a total stands for."""
    return Fraction(total + actor.offset, actor.scale)


def gain_of_total(actor: ActorTables, total: int) -> Fraction:
    """Utility less reservation value."""
    return utility_of_total(actor, total) - actor.reservation_value


def utilities(problem: Problem, package: Sequence[int]) -> tuple[Fraction, ...]:
    """Every actor's utility of a package."""
    return tuple(utility_of_total(actor, total(actor, package)) for actor in problem.actors)


def gains(problem: Problem, package: Sequence[int]) -> tuple[Fraction, ...]:
    """Every actor's gain: utility less reservation value."""
    return tuple(gain_of_total(actor, total(actor, package)) for actor in problem.actors)


def ratios(totals: NDArray[Any], numerator: int, shift: int, denominator: int) -> NDArray[Any]:
    """(totals * numerator + shift) / denominator, each the nearest float to the exact value."""
    exact = totals.astype(object) * numerator + shift
    wide = exact.size and max(abs(exact.max()), abs(exact.min())) > DOUBLE
    if wide or denominator > DOUBLE:
        return np.array([value / denominator for value in exact], dtype=float)
    return exact.astype(float) / float(denominator)


def gain_ratios(actor: ActorTables, totals: NDArray[Any]) -> NDArray[Any]:
    """The gains that totals stand for, each the nearest float to the exact value."""
    worth = actor.reservation_value
    shift = actor.offset * worth.denominator - worth.numerator * actor.scale
    return ratios(totals, worth.denominator, shift, actor.scale * worth.denominator)


def utility_ratios(actor: ActorTables, totals: NDArray[Any]) -> NDArray[Any]:
    """The utilities that totals stand for, each the nearest float to the exact value."""
    return ratios(totals, 1, actor.offset, actor.scale)
