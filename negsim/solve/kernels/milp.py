"""One package that everyone accepts, by mixed-integer programming: for spaces too dense to sweep and too large to list.

HiGHS (Huangfu & Hall 2018) searches by branch and bound in floating point. What it finds is checked in integers, so
that a package is a proof; that it finds none is only its word.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negsim.errors import TooLarge
from negsim.solve.answer import Package
from negsim.solve.kernels.one_package import verdict
from negsim.solve.tables.formula import collapse, conjunction, negate, tabulate
from negsim.solve.tables.gains import gain_of_total, total
from negsim.solve.tables.problem import Formula, Problem, ScopeTable

CELLS = 2**16  # of one clause, as a table


@dataclass(frozen=True)
class Best:
    """What was found within the time."""

    package: Package | None  # checked: in the zone
    smallest_gain: Fraction | None  # of the principals, in it
    at_most: (
        float | None
    )  # no package of the zone gives its worst-off principal more, by the word of HiGHS
    is_closed: bool  # HiGHS says that there is no such package


def best_for_the_worst_off(problem: Problem, seconds: float = 60.0) -> Best:
    """A package of the zone whose worst-off principal gains most, or nearly.

    Parameters
    ----------
    problem
        Without a quota: everyone's consent counts.
    seconds
        After which the best so far is given.

    Raises
    ------
    TooLarge
        Where a clause is too wide to be written as a table.
    """
    model = _Model(problem)
    values, bound, is_closed = _maximized(model, seconds)
    if values is None:
        return Best(None, None, bound, is_closed)
    package = tuple(int(values[options].argmax()) for options in model.options)
    if not verdict(problem, package).in_zone:
        return Best(None, None, bound, is_closed=False)
    gains = [
        gain_of_total(a, total(a, package))
        for a in map(problem.actors.__getitem__, problem.principals)
    ]
    return Best(package, min(gains, default=None), bound, is_closed=False)


@contextmanager
def _unheard() -> Iterator[None]:
    """Let nothing through to standard output, where HiGHS says its name before it can be told not to."""
    try:
        kept = os.dup(1)
    except OSError:  # there is none
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 1)
        yield
    finally:
        os.dup2(kept, 1)
        os.close(nowhere)
        os.close(kept)


def _maximized(
    model: _Model, seconds: float
) -> tuple[NDArray[np.float64] | None, float | None, bool]:
    """Let HiGHS raise the floor: the columns of the best it found, its bound, and whether it says there is nothing."""
    import highspy

    program = highspy.HighsLp()
    program.num_col_, program.num_row_ = model.n_columns, len(model.rows)
    low, high = np.zeros(model.n_columns), np.ones(model.n_columns)
    cost = np.zeros(model.n_columns)
    low[model.floor], high[model.floor], cost[model.floor] = -1e6, 1e6, -1.0
    program.col_cost_, program.col_lower_, program.col_upper_ = cost, low, high
    program.row_lower_ = np.array([row[1] for row in model.rows])
    program.row_upper_ = np.array([row[2] for row in model.rows])
    program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    program.a_matrix_.start_ = np.cumsum([0, *(len(row[0]) for row in model.rows)])
    program.a_matrix_.index_ = np.array([c for row in model.rows for c in row[0]], dtype=np.int32)
    program.a_matrix_.value_ = np.array([v for row in model.rows for v in row[0].values()])
    whole, real = highspy.HighsVarType.kInteger, highspy.HighsVarType.kContinuous
    program.integrality_ = [
        real if column == model.floor else whole for column in range(model.n_columns)
    ]
    with _unheard():
        highs: Any = highspy.Highs()  # type: ignore[no-untyped-call]
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("time_limit", float(seconds))
    highs.passModel(program)
    highs.run()
    is_closed = highs.getModelStatus() == highspy.HighsModelStatus.kInfeasible
    told = highs.getInfo()
    bound = -float(told.mip_dual_bound) if np.isfinite(told.mip_dual_bound) else None
    if told.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return None, bound, is_closed
    return np.array(highs.getSolution().col_value), bound, False


class _Model:
    """Columns: one per option, one per cell of a table over several issues; rows tie cells to options."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.options: list[NDArray[np.int64]] = []
        self.rows: list[tuple[dict[int, float], float, float]] = []
        self.n_columns = 0
        self._cells: dict[tuple[int, ...], NDArray[np.int64]] = {}
        for size in problem.sizes:
            self.options.append(self._columns(size))
            self.rows.append((dict.fromkeys(self.options[-1].tolist(), 1.0), 1.0, 1.0))
        self.floor = int(self._columns(1)[0])
        for formula in (*problem.broken, *problem.barred):
            self._forbid(formula)
        for a in problem.consenting:
            actor = problem.actors[a]
            lines = actor.crossed
            if actor.needed is not None:
                lines = tuple(conjunction([actor.needed, line]) for line in lines)
            for line in lines:
                self._forbid(line)
            self._reach(a)

    def _columns(self, n: int) -> NDArray[np.int64]:
        self.n_columns += n
        return np.arange(self.n_columns - n, self.n_columns)

    def _tabulated(self, formula: Formula) -> ScopeTable:
        sizes = self.problem.sizes
        table = collapse(formula, sizes, CELLS)
        if not isinstance(table, ScopeTable):
            raise TooLarge.one(
                "a clause speaks of too many issues at once to search with it",
                "make the clause narrower, or coarsen the ranges it speaks of",
            )
        return tabulate(table, sizes)

    def _of(self, scope: tuple[int, ...]) -> NDArray[np.int64]:
        """The columns of a scope's cells; those of one issue are its options."""
        if len(scope) == 1:
            return self.options[scope[0]]
        if scope not in self._cells:
            shape = tuple(self.problem.sizes[i] for i in scope)
            cells = self._columns(int(np.prod(shape, dtype=int))).reshape(shape)
            for axis, issue in enumerate(scope):
                for option, column in enumerate(self.options[issue].tolist()):
                    row = dict.fromkeys(cells.take(option, axis=axis).reshape(-1).tolist(), 1.0)
                    self.rows.append((row | {column: -1.0}, 0.0, 0.0))
            self._cells[scope] = cells
        return self._cells[scope]

    def _forbid(self, formula: Formula) -> None:
        table = self._tabulated(formula)
        if not table.scope:
            if table.values.any():
                self.rows.append(({self.floor: 0.0}, 1.0, np.inf))
            return
        cells = self._of(table.scope)[table.values.astype(bool)].reshape(-1).tolist()
        self.rows.append((dict.fromkeys(cells, 1.0), -np.inf, 0.0))

    def _reach(self, a: int) -> None:
        """The actor gains nothing below zero; and, a principal, no less than the floor."""
        actor = self.problem.actors[a]
        row: dict[int, float] = {}
        fixed = float(Fraction(actor.offset, actor.scale) - actor.reservation_value)
        tables = [*actor.tables]
        tables += [
            ScopeTable(t.scope, t.values.astype(object) * bonus.worth)
            for bonus in actor.bonuses
            for t in [self._tabulated(bonus.formula)]
        ]
        for table in tables:
            worths = _shares(table.values, actor.scale)
            if not table.scope:
                fixed += float(worths)
                continue
            pairs = zip(
                self._of(table.scope).reshape(-1).tolist(), worths.reshape(-1).tolist(), strict=True
            )
            for column, share in pairs:
                row[column] = row.get(column, 0.0) + share
        if actor.needed is None:
            self.rows.append((row, -fixed, np.inf))
            self.rows.append((row | {self.floor: -1.0}, -fixed, np.inf))
            return
        free = self._tabulated(negate(actor.needed))
        much = sum(abs(share) for share in row.values()) + abs(fixed)
        if not free.scope:
            if not free.values.any():
                self.rows.append((row, -fixed, np.inf))
            return
        relaxed = dict(row)
        for column in self._of(free.scope)[free.values.astype(bool)].reshape(-1).tolist():
            relaxed[column] = relaxed.get(column, 0.0) + much
        self.rows.append((relaxed, -fixed, np.inf))


def _shares(values: NDArray[Any], scale: int) -> NDArray[np.float64]:
    flat: Sequence[Any] = values.reshape(-1).tolist()
    return np.array([float(Fraction(int(v), scale)) for v in flat]).reshape(values.shape)
