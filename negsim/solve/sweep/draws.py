"""Packages drawn at random from spaces too large to be gone through, and what no package betters for a few actors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negsim.solve.sweep.asks import Ask, rules, total
from negsim.solve.sweep.diagram import Diagram, Sum
from negsim.solve.sweep.frontier import Pareto
from negsim.solve.sweep.sample import drawn
from negsim.solve.sweep.voting import zone_terms
from negsim.solve.tables.formula import evaluate, lookup
from negsim.solve.tables.problem import Problem


def draw_feasible(problem: Problem, draws: int, rng: np.random.Generator) -> NDArray[Any]:
    """Totals of feasible packages drawn evenly, of shape (draws, actors); none where none is feasible."""
    return _draw(problem, rules(problem), draws, rng)[1]


def draw_zone(problem: Problem, draws: int, rng: np.random.Generator) -> NDArray[Any]:
    """Totals of packages drawn evenly from the zone, of shape (n, actors): as many as so many draws hit upon.

    Notes
    -----
    Drawn are packages that cross no red line; those above every reservation value are kept. Under a quota, feasible
    packages are drawn.
    """
    terms = zone_terms(problem)
    narrowest = Ask(terms[0][1].hard) if len(terms) == 1 else rules(problem)
    chosen, totals = _draw(problem, narrowest, draws, rng)
    columns = {issue: chosen[:, issue] for issue in range(len(problem.sizes))}
    times = np.zeros(len(chosen), dtype=np.int64)
    for count, asked in terms:
        times += count * _suits(asked, columns, len(chosen))
    return totals[times > 0]


def efficient_pairs(problem: Problem, actors: Sequence[int]) -> NDArray[Any]:
    """Totals of what no feasible package betters for a few actors alone, rows distinct: exact."""
    heads = tuple(total(problem.actors[a]) for a in actors)
    return Pareto(Diagram(problem.sizes, rules(problem).hard, heads), len(heads)).vectors


def _draw(
    problem: Problem, asked: Ask, draws: int, rng: np.random.Generator
) -> tuple[NDArray[np.int64], NDArray[Any]]:
    sums = tuple(total(actor) for actor in problem.actors)
    return drawn(Diagram(problem.sizes, asked.hard, sums), draws, rng)


def _suits(asked: Ask, columns: dict[int, NDArray[np.int64]], n: int) -> NDArray[np.bool_]:
    found = np.ones(n, dtype=bool)
    for formula in asked.hard:
        found &= ~evaluate(formula, columns)
    for one in asked.sums:
        if one.at_least is not None:
            found &= np.asarray(_sum(one, columns, n) >= one.at_least, dtype=bool)
    return found


def _sum(one: Sum, columns: dict[int, NDArray[np.int64]], n: int) -> NDArray[Any]:
    dtype: Any = np.int64 if one.bound < 2**62 else object
    found: NDArray[Any] = np.zeros(n, dtype=dtype)
    for table in one.tables:
        found = found + lookup(table, columns)
    for bonus in one.bonuses:
        found = found + evaluate(bonus.formula, columns).astype(dtype) * bonus.worth
    return found
