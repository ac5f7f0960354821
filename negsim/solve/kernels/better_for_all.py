"""How many packages are better for all than each of some that somebody has drafted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from negsim.errors import TooLarge
from negsim.solve.answer import Package
from negsim.solve.listing.estimate import estimate
from negsim.solve.listing.scan import Progress, Scan
from negsim.solve.patience import COMPARED_WITH_ONE
from negsim.solve.sweep.asks import Ask, rules
from negsim.solve.sweep.asks import total as total_sum
from negsim.solve.sweep.count import size_of
from negsim.solve.sweep.diagram import Sum
from negsim.solve.tables.gains import total
from negsim.solve.tables.problem import Problem, ScopeTable


def n_better_for_all(
    problem: Problem, packages: Sequence[Package], progress: Progress | None = None
) -> list[int | None]:
    """How many feasible packages give every principal at least as much as each of some, and one of them more.

    Parameters
    ----------
    problem
        Whose principals.
    packages
        Feasible or not.
    progress
        Called with the number of packages done, and of how many.

    Returns
    -------
    One number per package, exact; None where it is out of reach.

    Notes
    -----
    Where the space is too large to go through, they are counted issue by issue: those that reach every total, less
    those whose totals do not sum to more.
    """
    principals = [problem.actors[a] for a in problem.principals]
    vectors = [tuple(total(actor, package) for actor in principals) for package in packages]
    if not principals:
        return [0] * len(packages)
    distinct = list(dict.fromkeys(vectors))
    if estimate(problem).seconds > COMPARED_WITH_ONE:
        known = {vector: _swept(problem, vector) for vector in distinct}
        return [known[vector] for vector in vectors]
    counts = dict.fromkeys(distinct, 0)
    for block in Scan(problem).blocks(progress):
        columns = [block.totals(a) for a in problem.principals]
        for vector in distinct:
            counts[vector] += _n_dominating(columns, vector)
    return [counts[vector] for vector in vectors]


def _n_dominating(columns: Sequence[NDArray[np.int64]], vector: Sequence[int]) -> int:
    reaches = np.ones(len(columns[0]), dtype=bool)
    for column, own in zip(columns, vector, strict=True):
        reaches &= np.asarray(column >= own, dtype=bool)
    if not reaches.any():
        return 0
    is_more = np.zeros(int(reaches.sum()), dtype=bool)
    for column, own in zip(columns, vector, strict=True):
        is_more |= np.asarray(column[reaches] > own, dtype=bool)
    return int(is_more.sum())


def _swept(problem: Problem, vector: Sequence[int]) -> int | None:
    actors = [problem.actors[a] for a in problem.principals]
    sums = tuple(total_sum(actor, own) for actor, own in zip(actors, vector, strict=True))
    reaching = rules(problem) + Ask((), sums)
    no_more = reaching + Ask((), (_negated(sums, -sum(vector)),))
    try:
        enough, same = (size_of(one.diagram(problem.sizes)).packages for one in (reaching, no_more))
    except TooLarge:
        return None
    return enough - same


def _negated(sums: Sequence[Sum], at_least: int) -> Sum:
    """Minus all of some sums together."""
    tables = tuple(ScopeTable(t.scope, -t.values) for one in sums for t in one.tables)
    bonuses = tuple(replace(b, worth=-b.worth) for one in sums for b in one.bonuses)
    return Sum(tables, bonuses, at_least)
