"""Exchanges across a few issues: every package that differs from one in at most some issues, and what it is worth."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import reduce
from itertools import combinations
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negsim.solve.answer import Package
from negsim.solve.tables.formula import WORD, evaluate, lookup, magnitude
from negsim.solve.tables.problem import ActorTables, Formula, Problem

BATCH = 2**18  # packages weighed at a time

Columns = Mapping[int, NDArray[Any]]


def nearby(problem: Problem, package: Package, widths: tuple[int, ...]) -> Iterator[NDArray[Any]]:
    """Packages that differ from one in just so many issues, in batches of shape (n, issues).

    Fewest issues first, then the issues' order, then package order.
    """
    batch: list[NDArray[Any]] = []
    size = 0
    for width in widths:
        for issues in combinations(range(len(problem.sizes)), width):
            found = _changed(problem, package, issues)
            batch.append(found)
            size += len(found)
            if size >= BATCH:
                yield np.concatenate(batch)
                batch, size = [], 0
    if batch:
        yield np.concatenate(batch)


def _changed(problem: Problem, package: Package, issues: tuple[int, ...]) -> NDArray[Any]:
    others = [[o for o in range(problem.sizes[i]) if o != package[i]] for i in issues]
    n = prod(len(options) for options in others)
    packages = np.tile(np.array(package, dtype=np.int64), (n, 1))
    grids = np.meshgrid(*[np.array(options, dtype=np.int64) for options in others], indexing="ij")
    for issue, options in zip(issues, grids, strict=True):
        packages[:, issue] = options.reshape(-1)
    return packages


def columns_of(packages: NDArray[Any]) -> Columns:
    """Packages as a column of options per issue."""
    return dict(enumerate(packages.T))


def totals_at(actor: ActorTables, columns: Columns) -> NDArray[Any]:
    """An actor's totals (offset left out) of packages given as columns: int64, or Python integers."""
    n = len(columns[0])
    bound = sum(magnitude(table.values) for table in actor.tables)
    bound += sum(abs(bonus.worth) for bonus in actor.bonuses)
    dtype: Any = np.int64 if bound < WORD else object
    parts = [lookup(table, columns).astype(dtype) for table in actor.tables]
    parts += [evaluate(b.formula, columns).astype(dtype) * b.worth for b in actor.bonuses]
    return reduce(np.add, parts, np.zeros(n, dtype=dtype))


def holds_at(formula: Formula, columns: Columns) -> NDArray[np.bool_]:
    """Where a formula holds, among packages given as columns."""
    return np.broadcast_to(evaluate(formula, columns), len(columns[0]))


def needed_at(actor: ActorTables, columns: Columns) -> NDArray[np.bool_]:
    """Where an actor's consent is needed."""
    n = len(columns[0])
    if actor.consent == "when" and actor.needed is not None:
        return holds_at(actor.needed, columns)
    return np.full(n, actor.consent == "always", dtype=bool)


def feasible_at(problem: Problem, columns: Columns) -> NDArray[np.bool_]:
    """Where packages break no rule and nothing bars them."""
    found = np.ones(len(columns[0]), dtype=bool)
    for formula in (*problem.broken, *problem.barred):
        found &= ~holds_at(formula, columns)
    return found
