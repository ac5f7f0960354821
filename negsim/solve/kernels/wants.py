"""What an actor would sign: how many feasible packages it accepts, the best for it, and the least of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from negsim.solve.answer import Package
from negsim.solve.choose import choose
from negsim.solve.listing.numbering import package_at
from negsim.solve.listing.scan import Progress, Scan
from negsim.solve.sweep.asks import Ask, acceptance, rules, total
from negsim.solve.sweep.count import size_of
from negsim.solve.sweep.diagram import Sum
from negsim.solve.sweep.listed import first_of
from negsim.solve.tables.problem import ActorTables, FormulaBonus, Problem, ScopeTable


@dataclass(frozen=True)
class Wants:
    """What one actor would sign.

    Parameters
    ----------
    accepts : int
        Feasible packages that it accepts.
    best : Package or None
        Of those that cross none of its red lines, the one with its largest total; the first of several.
    least : Package or None
        Of those that it accepts, the one with its smallest total; the first of several.
    """

    accepts: int
    best: Package | None
    least: Package | None


def wants(
    problem: Problem, actors: Sequence[int], progress: Progress | None = None
) -> tuple[int, tuple[Wants, ...]]:
    """Say how many packages are feasible, and what each of some actors would sign.

    Parameters
    ----------
    problem
        Whose packages.
    actors
        Positions.
    progress
        Called with the number of packages done, and of how many.

    Raises
    ------
    TooLarge
        Where neither engine comes to an end.
    """
    if choose(problem).engine == "sweep":
        feasible = size_of(rules(problem).diagram(problem.sizes)).packages
        return feasible, tuple(_swept(problem, problem.actors[a]) for a in actors)
    feasible, accepts = 0, dict.fromkeys(actors, 0)
    best: dict[int, tuple[int, int]] = {}  # total and index
    least: dict[int, tuple[int, int]] = {}
    for block in Scan(problem).blocks(progress):
        feasible += len(block)
        for a in actors:
            totals, keeps = block.totals(a), block.red_line_accepts(a)
            fine = keeps & np.asarray(totals >= problem.actors[a].threshold, dtype=bool)
            accepts[a] += int(fine.sum())
            for chosen, known, sign in ((keeps, best, -1), (fine, least, 1)):
                rows = np.flatnonzero(chosen)
                if len(rows):
                    row = rows[int((sign * totals[rows]).argmin())]
                    found = sign * int(totals[row]), int(block.index[row])
                    known[a] = min(found, known.get(a, found))
    return feasible, tuple(
        Wants(accepts[a], _package(problem, best.get(a)), _package(problem, least.get(a)))
        for a in actors
    )


def _package(problem: Problem, found: tuple[int, int] | None) -> Package | None:
    return None if found is None else package_at(found[1], problem.sizes)


def _swept(problem: Problem, actor: ActorTables) -> Wants:
    base, head = rules(problem), total(actor)
    fine = base + acceptance(actor)
    accepts = size_of(fine.diagram(problem.sizes)).packages
    best = _first(problem, base + Ask(actor.crossed), head)
    least = _first(problem, fine, _negated(head)) if accepts else None
    return Wants(accepts, best, least)


def _first(problem: Problem, asked: Ask, worth: Sum) -> Package | None:
    diagram = (asked + Ask((), (worth,))).diagram(problem.sizes)
    found = first_of(diagram, 1, is_ranked=True)
    return package_at(int(found.index[0]), problem.sizes) if len(found) else None


def _negated(head: Sum) -> Sum:
    return Sum(
        tuple(ScopeTable(t.scope, -t.values) for t in head.tables),
        tuple(FormulaBonus(b.formula, -b.worth) for b in head.bonuses),
    )
