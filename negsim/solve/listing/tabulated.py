"""What scenarios say, tabulated over the two halves of the issues.

A formula or table that lies in one half is looked up once per row or column; one across the cut is tabulated once per
assignment of its issues on the left, so that all rows which look alike to it share the work.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, partial, reduce
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negsim.solve.listing.halves import Columns, Halves, Rows
from negsim.solve.tables import bits
from negsim.solve.tables.bits import Words
from negsim.solve.tables.formula import WORD, evaluate, lookup, magnitude, scope_of, within
from negsim.solve.tables.problem import ActorTables, AllOf, AnyOf, Formula, Linear, Not, ScopeTable

SHARED_WORDS = 2**17  # largest table of bits per formula
SHARED_TOTALS = 2**21  # largest table of part-worths across the cut

BitRows = Callable[[Rows], Words]


def bit_rows(formula: Formula, halves: Halves) -> BitRows:
    """Where a formula holds, as words per row: of shape (rows or 1, words or 1), 1 standing for all alike.

    Bits beyond the last column are not defined.
    """
    left, right = halves.split(scope_of(formula))
    width = halves.n_words if right else 1
    n_classes = halves.n_classes(left)
    if n_classes * width <= SHARED_WORDS:
        table = _bit_table(formula, halves, left, bool(right))
        if not left:
            return lambda _: table
        return lambda rows: table[rows.classes(left)]
    if isinstance(formula, AllOf | AnyOf):
        parts = [bit_rows(part, halves) for part in formula.parts]
        meet = np.bitwise_and if isinstance(formula, AllOf) else np.bitwise_or
        return lambda rows: reduce(meet, (part(rows) for part in parts))
    if isinstance(formula, Not):
        part = bit_rows(formula.part, halves)
        return lambda rows: ~part(rows)
    if isinstance(formula, Linear):
        return _linear_rows(formula, halves)
    if isinstance(formula, ScopeTable):
        return lambda rows: _direct(formula, halves, rows)
    counted = [bit_rows(part, halves) for part in formula.parts]
    low, high = formula.low, formula.high
    return lambda rows: bits.pack(within(_count(counted, halves, rows), low, high))


def _direct(formula: Formula, halves: Halves, rows: Rows) -> Words:
    scope = scope_of(formula)
    columns = {i: o[:, None] for i, o in rows.columns(scope).items()} | dict(halves.columns)
    shape = (len(rows), halves.n_right)
    return bits.pack(np.broadcast_to(evaluate(formula, columns), shape))


def _count(parts: Sequence[BitRows], halves: Halves, rows: Rows) -> NDArray[np.int32]:
    counts = np.zeros((len(rows), halves.n_right), dtype=np.int32)
    for part in parts:
        words = np.broadcast_to(part(rows), (len(rows), halves.n_words))
        counts += bits.unpack(words, halves.n_right)
    return counts


def _bit_table(formula: Formula, halves: Halves, left: tuple[int, ...], wide: bool) -> Words:
    stretches = []
    for assignment in halves.assignments(left):
        n = len(next(iter(assignment.values()))) if left else 1
        held = evaluate(formula, assignment | (dict(halves.columns) if wide else {}))
        if wide:
            stretches.append(bits.pack(np.broadcast_to(held, (n, halves.n_right))))
        else:
            held = np.broadcast_to(held, (n, 1))
            stretches.append(np.where(held, bits.FULL, np.uint64(0)))
    if not stretches:
        return np.zeros((0, halves.n_words if wide else 1), dtype=np.uint64)
    return np.concatenate(stretches)


def _linear_rows(formula: Linear, halves: Halves) -> BitRows:
    def terms(is_left: bool) -> tuple[ScopeTable, ...]:
        return tuple(ScopeTable((i,), v) for i, v in formula.terms if (i < halves.cut) == is_left)

    total = SumByHalves(terms(True) + terms(False), halves)

    def found(rows: Rows) -> Words:
        words = np.full((1, 1), bits.FULL)
        if formula.low is not None:
            words = words & total.at_least(rows, formula.low)
        if formula.high is not None:
            words = words & ~total.at_least(rows, formula.high + 1)
        return words

    return found


def bound_of(tables: Sequence[ScopeTable], worths: Sequence[int]) -> int:
    """What no sum of these tables and bonuses is beyond, above or below 0."""
    return sum(magnitude(table.values) for table in tables) + sum(map(abs, worths))


def dtype_within(bound: int) -> Any:
    """The type that holds sums up to a bound: int32, int64, or Python integers."""
    return np.int32 if bound < 2**29 else np.int64 if bound < WORD // 2 else object


class SumByHalves:
    """A sum of tables and bonuses over all packages, by halves.

    Held in int32 or int64 where these are surely wide enough, else as Python integers.
    """

    def __init__(
        self,
        tables: Sequence[ScopeTable],
        halves: Halves,
        bonuses: Sequence[tuple[Formula, int]] = (),
    ) -> None:
        self.halves = halves
        self.bound = bound_of(tables, [worth for _, worth in bonuses])
        self.dtype: Any = dtype_within(self.bound)
        cast = [ScopeTable(table.scope, table.values.astype(self.dtype)) for table in tables]
        self._left = [t for t in cast if not halves.split(t.scope)[1]]
        self._right = np.zeros(halves.n_right, dtype=self.dtype)
        across: list[tuple[tuple[int, ...], Callable[[Columns], NDArray[Any]]]] = []
        for table in cast:
            left, right = halves.split(table.scope)
            if right and not left:
                self._right = self._right + lookup(table, halves.columns)
            elif right:
                across.append((left, partial(lookup, table)))
        self._wide: list[tuple[BitRows, int]] = []
        for formula, worth in bonuses:
            left, _ = halves.split(scope_of(formula))
            if halves.n_classes(left) * halves.n_right <= SHARED_TOTALS:
                across.append((left, self._worth(formula, worth)))
            else:
                self._wide.append((bit_rows(formula, halves), worth))
        self._groups: list[tuple[tuple[int, ...], NDArray[Any]]] = []
        self._direct: list[Callable[[Columns], NDArray[Any]]] = []
        for scope, values in _grouped(across, halves, self._direct):
            self._groups.append((scope, self._table(scope, values)))

    def _worth(self, formula: Formula, worth: int) -> Callable[[Columns], NDArray[Any]]:
        return lambda columns: evaluate(formula, columns).astype(self.dtype) * worth

    def _table(
        self, scope: tuple[int, ...], values: Sequence[Callable[[Columns], NDArray[Any]]]
    ) -> NDArray[Any]:
        n, step = self.halves.n_classes(scope), 0
        table = np.zeros((n, self.halves.n_right), dtype=self.dtype)
        if not self._groups:
            table += self._right
        for assignment in self.halves.assignments(scope):
            height = len(next(iter(assignment.values()))) if scope else 1
            for value in values:
                table[step : step + height] += value(assignment | dict(self.halves.columns))
            step += height
        return table

    def on_the_left(self, rows: Rows) -> NDArray[Any]:
        """What the left half alone adds, per row."""
        if self._on_every_row is not None:
            return self._on_every_row[rows.rows]
        return self._add_up(rows)

    @cached_property
    def _on_every_row(self) -> NDArray[Any] | None:
        """What the left half adds on each of its rows, where these are few enough to be added up once for all."""
        n = self.halves.n_left
        if n > SHARED_TOTALS or self.dtype is object:
            return None
        return self._add_up(Rows(self.halves, np.arange(n, dtype=np.int64)))

    def _add_up(self, rows: Rows) -> NDArray[Any]:
        total = np.zeros(len(rows), dtype=self.dtype)
        for table in self._left:
            total = total + lookup(table, rows.columns(table.scope))
        return total

    def _across(self, rows: Rows) -> NDArray[Any]:
        """What does not lie on the left alone: (rows or 1, columns)."""
        if not self._groups:
            total = self._right[None, :]
        else:
            scope, table = self._groups[0]
            total = table[rows.classes(scope)]
        for scope, table in self._groups[1:]:
            total = total + table[rows.classes(scope)]
        for value in self._direct:
            scope = tuple(range(self.halves.cut))
            columns = {i: o[:, None] for i, o in rows.columns(scope).items()}
            total = total + value(columns | dict(self.halves.columns))
        for part, worth in self._wide:
            words = np.broadcast_to(part(rows), (len(rows), self.halves.n_words))
            total = total + bits.unpack(words, self.halves.n_right).astype(self.dtype) * worth
        return total

    def at_least(self, rows: Rows, threshold: int) -> Words:
        """Where the sum is at least a threshold, as words per row."""
        bounded = max(-self.bound - 1, min(self.bound + 1, threshold))
        wanted = np.asarray(bounded, dtype=self.dtype) - self.on_the_left(rows)
        if len(self._groups) == 1 and not self._direct and not self._wide:
            # Row by row, so that no totals are copied.
            [(scope, table)] = self._groups
            reached = np.empty((len(rows), table.shape[1]), dtype=bool)
            for found, kind, least in zip(
                reached, rows.classes(scope).tolist(), wanted, strict=True
            ):
                np.greater_equal(table[kind], least, out=found)
            return bits.pack(reached)
        return bits.pack(np.asarray(self._across(rows) >= wanted[:, None], dtype=bool))

    def at(self, rows: Rows, row: NDArray[np.intp], column: NDArray[np.intp]) -> NDArray[Any]:
        """The sum at given places: int64, or Python integers."""
        total = self.on_the_left(rows)[row]
        if not self._groups:
            total = total + self._right[column]
        for scope, table in self._groups:
            total = total + table[rows.classes(scope)[row], column]
        if self._direct:
            every = tuple(range(self.halves.cut))
            columns = {i: o[row] for i, o in rows.columns(every).items()}
            columns |= {i: o[column] for i, o in self.halves.columns.items()}
            for value in self._direct:
                total = total + value(columns)
        for part, worth in self._wide:
            total = total + bits.bits_at(part(rows), row, column).astype(self.dtype) * worth
        return total if self.dtype is object else total.astype(np.int64)


def total_of(actor: ActorTables, halves: Halves) -> SumByHalves:
    """An actor's total over all packages."""
    return SumByHalves(
        actor.tables, halves, [(bonus.formula, bonus.worth) for bonus in actor.bonuses]
    )


def _grouped(
    items: Sequence[tuple[tuple[int, ...], Callable[[Columns], NDArray[Any]]]],
    halves: Halves,
    too_wide: list[Callable[[Columns], NDArray[Any]]],
) -> list[tuple[tuple[int, ...], list[Callable[[Columns], NDArray[Any]]]]]:
    """Bundle items whose issues on the left together have few assignments; what fits nowhere goes to ``too_wide``."""
    groups: list[tuple[tuple[int, ...], list[Callable[[Columns], NDArray[Any]]]]] = []
    for scope, value in items:
        for place, (shared, values) in enumerate(groups):
            union = tuple(sorted({*shared, *scope}))
            if halves.n_classes(union) * halves.n_right <= SHARED_TOTALS:
                groups[place] = (union, [*values, value])
                break
        else:
            if halves.n_classes(scope) * halves.n_right <= SHARED_TOTALS:
                groups.append((scope, [value]))
            else:
                too_wide.append(value)
    return groups
