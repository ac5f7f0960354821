"""Formulas: where they hold, what they depend on, and how to make them smaller. Exact throughout."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from functools import reduce
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negsim.solve.tables.problem import (
    AllOf,
    AnyOf,
    Count,
    Formula,
    Linear,
    Not,
    ScopeTable,
    constant,
)

WORD = 2**62  # sums bounded by this fit int64, whatever the order of addition
TABLE_CELLS = 2**16  # formulas with at most so many assignments of their scope become one table


def scope_of(formula: Formula) -> tuple[int, ...]:
    """The issues that a formula mentions, ascending."""
    if isinstance(formula, ScopeTable):
        return formula.scope
    if isinstance(formula, Linear):
        return tuple(sorted({issue for issue, _ in formula.terms}))
    if isinstance(formula, Not):
        return scope_of(formula.part)
    return tuple(sorted({issue for part in formula.parts for issue in scope_of(part)}))


def truth(formula: Formula) -> bool | None:
    """The value of a formula that is a constant table; None for any other."""
    if isinstance(formula, ScopeTable) and not formula.scope:
        return bool(formula.values)
    return None


def negate(formula: Formula) -> Formula:
    """Holds where the formula does not."""
    if isinstance(formula, ScopeTable):
        return ScopeTable(formula.scope, ~formula.values.astype(bool))
    return formula.part if isinstance(formula, Not) else Not(formula)


def conjunction(parts: Sequence[Formula]) -> Formula:
    """Holds where all parts hold; constants are folded."""
    if any(truth(part) is False for part in parts):
        return constant(False)
    kept = tuple(part for part in parts if truth(part) is None)
    if not kept:
        return constant(True)
    return kept[0] if len(kept) == 1 else AllOf(kept)


def disjunction(parts: Sequence[Formula]) -> Formula:
    """Holds where any part holds; constants are folded."""
    if any(truth(part) is True for part in parts):
        return constant(True)
    kept = tuple(part for part in parts if truth(part) is None)
    if not kept:
        return constant(False)
    return kept[0] if len(kept) == 1 else AnyOf(kept)


def magnitude(values: NDArray[Any]) -> int:
    """The largest absolute value of an integer array, as a Python integer; 0 where it is empty."""
    values = np.asarray(values)
    return max(abs(int(values.max())), abs(int(values.min()))) if values.size else 0


def exact(values: NDArray[Any], bound: int) -> NDArray[Any]:
    """The integers in a type in which sums up to ``bound`` are exact: int64, or Python integers."""
    return values.astype(np.int64 if bound < WORD else object)


def lookup(table: ScopeTable, columns: Mapping[int, NDArray[Any]]) -> NDArray[Any]:
    """The values of a table at packages given as broadcastable columns of options, one per issue of its scope."""
    if not table.scope:
        return table.values
    return np.asarray(table.values[tuple(columns[issue] for issue in table.scope)])


def linear_sum(formula: Linear, columns: Mapping[int, NDArray[Any]]) -> NDArray[Any]:
    """The sum of a linear formula's terms; terms of issues without a column are left out."""
    bound = sum(magnitude(values) for _, values in formula.terms)
    terms = [
        exact(values, bound)[columns[issue]] for issue, values in formula.terms if issue in columns
    ]
    dtype = np.int64 if bound < WORD else object
    total = np.zeros((), dtype=dtype)
    for term in terms:
        # Sums of 0-dimensional arrays of Python integers come out of numpy as plain integers.
        total = np.asarray(total + term, dtype=dtype)
    return total


def within(values: NDArray[Any], low: int | None, high: int | None) -> NDArray[np.bool_]:
    """Where values lie between two bounds, ends included; bounds may be of any size."""
    inside = np.ones(np.shape(values), dtype=bool)
    if low is not None:
        inside &= _at_least(values, low)
    if high is not None:
        inside &= ~_at_least(values, high + 1)
    return inside


def _at_least(values: NDArray[Any], bound: int) -> NDArray[np.bool_]:
    if values.dtype != object:
        bound = max(-WORD, min(WORD, bound))
    return np.asarray(values >= bound, dtype=bool)


def evaluate(formula: Formula, columns: Mapping[int, NDArray[Any]]) -> NDArray[np.bool_]:
    """Where a formula holds.

    Parameters
    ----------
    formula
        What to evaluate.
    columns
        Option positions per issue of the scope, in arrays that broadcast against each other.

    Returns
    -------
    Booleans, in a shape that broadcasts to that of the columns (issues it does not mention take no room).
    """
    if isinstance(formula, ScopeTable):
        return lookup(formula, columns).astype(bool)
    if isinstance(formula, Linear):
        return within(linear_sum(formula, columns), formula.low, formula.high)
    if isinstance(formula, Not):
        return np.asarray(~evaluate(formula.part, columns))
    parts = (evaluate(part, columns) for part in formula.parts)
    if isinstance(formula, AllOf):
        return reduce(np.logical_and, parts, np.array(True))
    if isinstance(formula, AnyOf):
        return reduce(np.logical_or, parts, np.array(False))
    counts = reduce(np.add, (part.astype(np.int64) for part in parts), np.array(0))
    return within(counts, formula.low, formula.high)


def holds(formula: Formula, package: Sequence[int]) -> bool:
    """Whether a formula holds of one package."""
    return bool(evaluate(formula, {i: np.array(o) for i, o in enumerate(package)}))


def grid(scope: Sequence[int], sizes: Sequence[int]) -> dict[int, NDArray[np.intp]]:
    """Columns that range over all assignments of a scope, one axis per issue."""
    return {
        issue: np.arange(sizes[issue]).reshape([-1 if k == axis else 1 for k in range(len(scope))])
        for axis, issue in enumerate(scope)
    }


def tabulate(formula: Formula, sizes: Sequence[int]) -> ScopeTable:
    """The formula as one Boolean table over the issues that make a difference."""
    scope = scope_of(formula)
    shape = tuple(sizes[issue] for issue in scope)
    values = np.broadcast_to(evaluate(formula, grid(scope, sizes)), shape)
    for axis in range(len(scope) - 1, -1, -1):
        first = values.take([0], axis=axis)
        if (values == first).all():
            values, scope = first.squeeze(axis), scope[:axis] + scope[axis + 1 :]
    return ScopeTable(scope, values.copy())


def collapse(formula: Formula, sizes: Sequence[int], cells: int = TABLE_CELLS) -> Formula:
    """An equal formula in which whatever has at most ``cells`` assignments is one table."""
    if prod(sizes[issue] for issue in scope_of(formula)) <= cells:
        return tabulate(formula, sizes)
    if isinstance(formula, Not):
        return negate(collapse(formula.part, sizes, cells))
    if isinstance(formula, AllOf):
        return conjunction([collapse(part, sizes, cells) for part in formula.parts])
    if isinstance(formula, AnyOf):
        return disjunction([collapse(part, sizes, cells) for part in formula.parts])
    if isinstance(formula, Count):
        return _simple_count(
            [collapse(part, sizes, cells) for part in formula.parts], formula.low, formula.high
        )
    return formula


def _simple_count(parts: Sequence[Formula], low: int | None, high: int | None) -> Formula:
    sure = sum(truth(part) is True for part in parts)
    open_parts = tuple(part for part in parts if truth(part) is None)
    low = None if low is None or low <= sure else low - sure
    high = None if high is None or high >= sure + len(open_parts) else high - sure
    if (low is not None and low > len(open_parts)) or (high is not None and high < 0):
        return constant(False)
    if low is None and high is None:
        return constant(True)
    return Count(open_parts, low, high)


def fix(formula: Formula, issue: int, option: int) -> Formula:
    """What is left of a formula once an issue has an option, simplified."""
    if isinstance(formula, ScopeTable):
        if issue not in formula.scope:
            return formula
        axis = formula.scope.index(issue)
        scope = formula.scope[:axis] + formula.scope[axis + 1 :]
        values = formula.values.take(option, axis=axis)
        if scope and (values.all() or not values.any()):
            return constant(bool(values.all()))
        return ScopeTable(scope, np.asarray(values))
    if isinstance(formula, Not):
        return negate(fix(formula.part, issue, option))
    if isinstance(formula, Linear):
        return _fix_linear(formula, issue, option)
    parts = [fix(part, issue, option) for part in formula.parts]
    if isinstance(formula, AllOf):
        return conjunction(parts)
    if isinstance(formula, AnyOf):
        return disjunction(parts)
    return _simple_count(parts, formula.low, formula.high)


def _fix_linear(formula: Linear, issue: int, option: int) -> Formula:
    fixed = sum(int(values[option]) for i, values in formula.terms if i == issue)
    rest = tuple((i, values) for i, values in formula.terms if i != issue)
    least = sum(int(values.min()) for _, values in rest)
    most = sum(int(values.max()) for _, values in rest)
    low = None if formula.low is None or formula.low - fixed <= least else formula.low - fixed
    high = None if formula.high is None or formula.high - fixed >= most else formula.high - fixed
    if (low is not None and low > most) or (high is not None and high < least):
        return constant(False)
    if low is None and high is None:
        return constant(True)
    return Linear(rest, low, high)


def key(formula: Formula) -> Hashable:
    """Equal keys mean equal formulas, among those made from one formula that is still alive.

    The converse need not hold. Terms of a linear formula are told apart by identity, since fixing issues keeps them.
    """
    if isinstance(formula, ScopeTable):
        return (0, formula.scope, np.ascontiguousarray(formula.values, dtype=bool).tobytes())
    if isinstance(formula, Linear):
        terms = tuple((issue, id(values)) for issue, values in formula.terms)
        return (1, terms, formula.low, formula.high)
    if isinstance(formula, Not):
        return (2, key(formula.part))
    if isinstance(formula, Count):
        return (3, tuple(key(part) for part in formula.parts), formula.low, formula.high)
    return (4 if isinstance(formula, AllOf) else 5, frozenset(key(part) for part in formula.parts))
