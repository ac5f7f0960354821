"""The most that an actor's total can come to, over all packages, whatever rules and red lines say."""

from __future__ import annotations

from collections.abc import Sequence
from math import prod

import numpy as np

from negsim.solve.tables.formula import evaluate, exact, grid, lookup, magnitude, scope_of
from negsim.solve.tables.problem import Actor, Bonus, Table

CELLS = 2**20  # assignments of issues that hang together that are gone through one by one


def largest_total(actor: Actor, sizes: Sequence[int]) -> int:
    """Give the largest total (tables and bonuses, without offset); never less than that, where it cannot be told.

    Parameters
    ----------
    actor : Actor
    sizes : sequence of int
        Options per issue.

    Notes
    -----
    Issues that no table and no bonus ties together are looked at apart, and their largest worths added up. Issues
    that hang together in more than `CELLS` assignments are bounded from above: each worth at its largest.

    Examples
    --------
    >>> from negsim import load
    >>> from negsim.space.space import compile_scenario
    >>> problem = compile_scenario(load("harbour").scenario).problem
    >>> [actor.scale >= largest_total(actor, problem.sizes) + actor.offset for actor in problem.actors]
    [True, True, True]
    """
    parts: list[Table | Bonus] = [*actor.tables, *actor.bonuses]
    return sum(_largest_of(group, sizes) for group in _tied(parts))


def _scope(part: Table | Bonus) -> tuple[int, ...]:
    return part.scope if isinstance(part, Table) else scope_of(part.formula)


def _tied(parts: Sequence[Table | Bonus]) -> list[list[Table | Bonus]]:
    """Group parts so that no issue is in two groups."""
    groups: list[tuple[set[int], list[Table | Bonus]]] = []
    for part in parts:
        scope, mine = set(_scope(part)), [part]
        apart = []
        for issues, members in groups:
            if issues & scope:
                scope |= issues
                mine = members + mine
            else:
                apart.append((issues, members))
        groups = [*apart, (scope, mine)]
    return [members for _, members in groups]


def _largest_of(parts: Sequence[Table | Bonus], sizes: Sequence[int]) -> int:
    scope = tuple(sorted({issue for part in parts for issue in _scope(part)}))
    if prod(sizes[issue] for issue in scope) > CELLS:
        return sum(
            int(part.values.max()) if isinstance(part, Table) else max(part.worth, 0)
            for part in parts
        )
    columns = grid(scope, sizes)
    bound = sum(
        magnitude(part.values) if isinstance(part, Table) else abs(part.worth) for part in parts
    )
    totals = exact(np.zeros((1,) * len(scope), dtype=np.int64), bound)
    for part in parts:
        if isinstance(part, Table):
            totals = totals + exact(lookup(part, columns), bound)
        else:
            earned = exact(evaluate(part.formula, columns).astype(np.int64), bound)
            totals = totals + earned * part.worth
    return int(np.max(totals))
