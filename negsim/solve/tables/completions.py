"""The least and the largest of a sum of small tables over all packages, without listing them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from math import prod

import numpy as np

from negsim.errors import TooLarge
from negsim.solve.answer import Package
from negsim.solve.tables.formula import evaluate, exact, grid, lookup, magnitude, scope_of
from negsim.solve.tables.problem import ActorTables, Formula, ScopeTable

CELLS = 2**24  # of the largest table that elimination may make


def least(tables: Sequence[ScopeTable], sizes: Sequence[int]) -> tuple[int, Package]:
    """The least value of a sum of integer tables, and the first package found to have it.

    Exact, by eliminating one issue after another (non-serial dynamic programming: Bertelè & Brioschi 1972); costs
    what the largest table made on the way costs, not what the packages do.

    Raises
    ------
    TooLarge
        Where a table on the way outgrows `CELLS`.
    """
    bound = sum(magnitude(table.values) for table in tables)
    rest = [ScopeTable(table.scope, exact(table.values, bound)) for table in tables]
    choices: list[tuple[int, ScopeTable]] = []
    while issues := sorted({issue for table in rest for issue in table.scope}):
        scopes = {i: _joined([t.scope for t in rest if i in t.scope]) for i in issues}
        issue = min(issues, key=lambda i: prod(sizes[j] for j in scopes[i]))
        scope = scopes[issue]
        if prod(sizes[j] for j in scope) > CELLS:
            raise TooLarge.one(
                "the wishes of one actor tie too many issues together to compare all packages",
                "make the clauses of its wishes narrower",
            )
        columns = grid(scope, sizes)
        shape = tuple(sizes[j] for j in scope)
        added = reduce(np.add, (lookup(t, columns) for t in rest if issue in t.scope))
        values = np.broadcast_to(added, shape)
        axis = scope.index(issue)
        left = scope[:axis] + scope[axis + 1 :]
        choices.append((issue, ScopeTable(left, values.argmin(axis=axis))))
        rest = [t for t in rest if issue not in t.scope]
        rest.append(ScopeTable(left, np.asarray(values.min(axis=axis))))
    package = [0] * len(sizes)
    for issue, best in reversed(choices):
        package[issue] = int(best.values[tuple(package[j] for j in best.scope)])
    return sum(int(table.values) for table in rest), tuple(package)


def least_difference(
    actor: ActorTables, sizes: Sequence[int], better: dict[int, int], worse: dict[int, int]
) -> tuple[int, Package]:
    """The least by which an actor's total with some options exceeds that with others, over all completions.

    Parameters
    ----------
    actor
        Whose totals (utility times scale) are compared.
    sizes
        Options per issue.
    better, worse
        Options of the same issues, by position.

    Returns
    -------
    The difference, and a completion that has it (what it says of the issues compared means nothing).
    """
    differences = _differences(actor.tables, better, worse)
    for bonus in actor.bonuses:
        if set(scope_of(bonus.formula)) & set(better):
            held = [_held(bonus.formula, sizes, choice) for choice in (better, worse)]
            values = (held[0].values - held[1].values) * bonus.worth
            differences.append(ScopeTable(held[0].scope, np.asarray(values)))
    return least(differences, sizes)


def largest(actor: ActorTables, sizes: Sequence[int]) -> tuple[int, Package]:
    """The largest total that an actor has of any package, and the first package found to have it.

    Raises
    ------
    TooLarge
        Where its wishes tie too many issues together.
    """
    # Of 0-dimensional arrays of Python integers numpy makes plain integers.
    losses = [ScopeTable(t.scope, np.asarray(-t.values.astype(object))) for t in actor.tables]
    for bonus in actor.bonuses:
        held = _held(bonus.formula, sizes, {})
        losses.append(ScopeTable(held.scope, np.asarray(held.values * -bonus.worth)))
    total, package = least(losses, sizes)
    return -total, package


def smallest(
    actor: ActorTables, sizes: Sequence[int], where: Formula | None = None
) -> tuple[int, Package] | None:
    """The least total that an actor has of any package, or of those where a formula holds, and a package that has it.

    Returns
    -------
    tuple, or None
        None where the formula holds nowhere.

    Raises
    ------
    TooLarge
        Where its wishes, or the formula, tie too many issues together.
    """
    # Of 0-dimensional arrays of Python integers numpy makes plain integers.
    tables = [ScopeTable(t.scope, np.asarray(t.values.astype(object))) for t in actor.tables]
    for bonus in actor.bonuses:
        held = _held(bonus.formula, sizes, {})
        tables.append(ScopeTable(held.scope, np.asarray(held.values * bonus.worth)))
    if where is None:
        return least(tables, sizes)
    inside = _held(where, sizes, {})
    # More than anything else can differ by, so that a package where it holds goes before all others.
    reward = 1 + 2 * sum(magnitude(table.values) for table in tables)
    total, package = least(
        [*tables, ScopeTable(inside.scope, np.asarray(inside.values * -reward))], sizes
    )
    is_inside = bool(inside.values[tuple(package[i] for i in inside.scope)])
    return (total + reward, package) if is_inside else None


def _held(formula: Formula, sizes: Sequence[int], choice: dict[int, int]) -> ScopeTable:
    """Where a formula holds once some issues are settled, as zeros and ones over the others of its scope."""
    free = tuple(i for i in scope_of(formula) if i not in choice)
    shape = tuple(sizes[i] for i in free)
    if prod(shape) > CELLS:
        raise TooLarge.one(
            "a wish or a condition is about too many issues to compare all packages",
            "make it narrower",
        )
    columns = grid(free, sizes) | {i: np.array(option) for i, option in choice.items()}
    return ScopeTable(free, np.broadcast_to(evaluate(formula, columns), shape).astype(object))


def _differences(
    tables: Sequence[ScopeTable], better: dict[int, int], worse: dict[int, int]
) -> list[ScopeTable]:
    """Tables with some options less those with others; those that say nothing of these issues cancel out."""
    found = []
    for table in tables:
        free = tuple(i for i in table.scope if i not in better)
        if len(free) < len(table.scope):
            places = [tuple(c.get(i, slice(None)) for i in table.scope) for c in (better, worse)]
            values = table.values.astype(object)
            # Of 0-dimensional arrays of Python integers numpy makes plain integers.
            found.append(ScopeTable(free, np.asarray(values[places[0]] - values[places[1]])))
    return found


def _joined(scopes: Sequence[tuple[int, ...]]) -> tuple[int, ...]:
    return tuple(sorted({issue for scope in scopes for issue in scope}))
