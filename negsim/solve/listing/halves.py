"""The issues cut into a left and a right half: packages in package order are left rows (slow) times right columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negsim.solve.tables import bits
from negsim.solve.tables.formula import WORD, evaluate, scope_of, tabulate
from negsim.solve.tables.problem import Formula, ScopeTable

COLUMNS = 2**14  # aimed at: totals of one row stay in the first cache
CELLS = 2**20  # packages evaluated at a time

Columns = Mapping[int, NDArray[Any]]


class Rows:
    """Some rows of the left half: their options, and which assignment of a few issues each has."""

    def __init__(self, halves: Halves, rows: NDArray[np.int64]) -> None:
        self.halves = halves
        self.rows = rows
        self._places: dict[int, NDArray[np.int64]] = {}
        self._classes: dict[tuple[int, ...], NDArray[np.int64]] = {}

    def __len__(self) -> int:
        return len(self.rows)

    def place(self, issue: int) -> NDArray[np.int64]:
        """Position of each row's option among those of the issue that are on the table."""
        if issue not in self._places:
            halves = self.halves
            self._places[issue] = (self.rows // halves.strides[issue]) % len(halves.domains[issue])
        return self._places[issue]

    def columns(self, scope: Sequence[int]) -> dict[int, NDArray[Any]]:
        """Options of the issues of a scope that lie on the left, one per row."""
        return {i: self.halves.domains[i][self.place(i)] for i in scope if i < self.halves.cut}

    def classes(self, scope: tuple[int, ...]) -> NDArray[np.int64]:
        """Each row's assignment of the issues, as a mixed-radix number."""
        if scope not in self._classes:
            number = np.zeros(len(self.rows), dtype=np.int64)
            for issue in scope:
                number = number * len(self.halves.domains[issue]) + self.place(issue)
            self._classes[scope] = number
        return self._classes[scope]


class Halves:
    """Where the issues are cut, and which rows, columns and options remain once what is impossible is left out.

    Parameters
    ----------
    sizes
        Options per issue.
    impossible
        Formulas; where one holds, a package need not be listed. Those on one issue take options off the table, those
        on one half rows or columns; the others are the caller's to apply.
    """

    def __init__(self, sizes: Sequence[int], impossible: Sequence[Formula]) -> None:
        self.sizes = tuple(sizes)
        scopes = [scope_of(formula) for formula in impossible]
        self.domains = tuple(
            _domain(
                issue, size, [f for f, s in zip(impossible, scopes, strict=True) if s == (issue,)]
            )
            for issue, size in enumerate(sizes)
        )
        self.index_strides = tuple(prod(sizes[issue + 1 :]) for issue in range(len(sizes)))
        self.cut = _cut([len(domain) for domain in self.domains])
        left = [len(domain) for domain in self.domains[: self.cut]]
        self.strides = tuple(prod(left[issue + 1 :]) for issue in range(self.cut))
        self.n_left = prod(left)
        nowhere = any(not s and bool(f.values) for f, s in _constants(impossible, scopes))
        self.left_only = [
            f for f, s in zip(impossible, scopes, strict=True) if len(s) > 1 and s[-1] < self.cut
        ]
        columns = self._all_columns(0 if nowhere else prod(map(len, self.domains[self.cut :])))
        for formula, scope in zip(impossible, scopes, strict=True):
            if len(scope) > 1 and scope[0] >= self.cut:
                kept = ~evaluate(formula, columns)
                columns = {issue: options[kept] for issue, options in columns.items()}
        self.columns: Columns = columns
        self.n_right = len(next(iter(columns.values())))
        self.n_words = bits.words_for(self.n_right)
        dtype: Any = np.int64 if prod(sizes) < WORD else object
        self.column_index = sum(
            (o.astype(dtype) * self.index_strides[i] for i, o in columns.items()),
            np.zeros(self.n_right, dtype=dtype),
        )

    def _all_columns(self, n: int) -> dict[int, NDArray[Any]]:
        places = np.arange(n)
        columns: dict[int, NDArray[Any]] = {}
        for issue in range(len(self.sizes) - 1, self.cut - 1, -1):
            places, place = np.divmod(places, max(1, len(self.domains[issue])))
            columns[issue] = self.domains[issue][place]
        return dict(sorted(columns.items()))

    @property
    def height(self) -> int:
        """How many rows are evaluated at a time."""
        return max(1, CELLS // max(1, self.n_right))

    def row_index(self, rows: Rows) -> NDArray[Any]:
        """What each row adds to the index of its packages."""
        options = rows.columns(range(self.cut))
        dtype = self.column_index.dtype
        return sum(
            (o.astype(dtype) * self.index_strides[i] for i, o in options.items()),
            np.zeros(len(rows), dtype=dtype),
        )

    def rows(self, start: int, stop: int) -> Rows:
        """The rows of a stretch of the left half that no formula of the left half alone rules out."""
        found = Rows(self, np.arange(start, min(stop, self.n_left), dtype=np.int64))
        for formula in self.left_only:
            kept = ~evaluate(formula, found.columns(scope_of(formula)))
            if not kept.all():
                found = Rows(self, found.rows[kept])
        return found

    def split(self, scope: tuple[int, ...]) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The part of a scope on the left, and that on the right."""
        return tuple(i for i in scope if i < self.cut), tuple(i for i in scope if i >= self.cut)

    def n_classes(self, scope: tuple[int, ...]) -> int:
        """How many assignments the issues of a scope on the left have."""
        return prod(len(self.domains[issue]) for issue in scope)

    def assignments(self, scope: tuple[int, ...]) -> Iterator[dict[int, NDArray[Any]]]:
        """All assignments of some issues on the left, in stretches, as columns of shape (n, 1)."""
        total, step = self.n_classes(scope), self.height
        for start in range(0, total, step):
            number = np.arange(start, min(total, start + step))
            columns: dict[int, NDArray[Any]] = {}
            for issue in reversed(scope):
                number, place = np.divmod(number, len(self.domains[issue]))
                columns[issue] = self.domains[issue][place][:, None]
            yield columns


def _constants(
    formulas: Sequence[Formula], scopes: Sequence[tuple[int, ...]]
) -> Iterator[tuple[ScopeTable, tuple[int, ...]]]:
    for formula, scope in zip(formulas, scopes, strict=True):
        if not scope:
            yield tabulate(formula, ()), scope


def _domain(issue: int, size: int, impossible: Sequence[Formula]) -> NDArray[np.intp]:
    options = np.arange(size)
    for formula in impossible:
        options = options[~evaluate(formula, {issue: options})]
    return options


def _cut(sizes: Sequence[int]) -> int:
    """The first issue of the right half: as many columns as the aim allows, or one issue more where few would be."""
    cut, columns = len(sizes) - 1, sizes[-1]
    while cut > 0 and columns * sizes[cut - 1] <= COLUMNS:
        cut -= 1
        columns *= sizes[cut]
    if cut > 0 and columns * 16 < COLUMNS and columns * sizes[cut - 1] <= 8 * COLUMNS:
        cut -= 1
    return cut
