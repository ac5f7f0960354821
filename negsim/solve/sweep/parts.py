"""What a table or formula still has to say once some issues are settled, as a small machine.

A *part* is read one issue at a time. Its states are the distinct remainders; what is certain by then has been told:
an integer worth, or that the package is lost. Parts with equal remainders merge, so that a part never has more states
than its live issues have assignments.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negsim.errors import TooLarge
from negsim.solve.sweep.kept import kept
from negsim.solve.tables.formula import fix, key, scope_of, truth
from negsim.solve.tables.problem import Formula, ScopeTable

LOST = -1
STATES = 2**17  # remainders of one part


@dataclass(frozen=True, eq=False)
class PartMove:
    """What an option of one issue does to a part, per state."""

    target: NDArray[np.int64]  # (states, options); LOST where the package is lost
    worth: NDArray[Any] | None  # (states, options) integers; None where nothing is told

    @cached_property
    def n_after(self) -> int:
        """States of the part after the move."""
        return int(self.target.max(initial=LOST)) + 1

    @cached_property
    def loses(self) -> bool:
        """Whether some package is lost."""
        return bool((self.target == LOST).any())


@dataclass(frozen=True, eq=False)
class PartMachine:
    """A machine that begins in state 0 and moves at the issues it mentions."""

    column: int | None  # the sum that its worth goes to; None where it only loses packages
    moves: Mapping[int, PartMove]  # by issue
    start_worth: int = 0
    is_lost: bool = False  # no package is left at all


def losing(formula: Formula, order: Sequence[int], sizes: Sequence[int]) -> PartMachine:
    """A part that loses the packages of which a formula holds."""
    known = truth(formula)
    if known is not None:
        return PartMachine(None, {}, 0, known)
    scope = _in_order(scope_of(formula), order)
    return kept(formula, (scope, None), lambda: _formula_part(formula, scope, sizes, None, 0))


def paying(
    formula: Formula, worth: int, column: int, order: Sequence[int], sizes: Sequence[int]
) -> PartMachine:
    """A part that adds a worth to a sum where a formula holds."""
    known = truth(formula)
    if known is not None:
        return PartMachine(column, {}, worth if known else 0)
    scope = _in_order(scope_of(formula), order)
    return kept(
        formula,
        (scope, column, worth),
        lambda: _formula_part(formula, scope, sizes, column, worth),
    )


def _formula_part(
    formula: Formula, order: Sequence[int], sizes: Sequence[int], column: int | None, worth: int
) -> PartMachine:
    states: list[Formula | None] = [formula]  # None: settled
    moves: dict[int, PartMove] = {}
    dtype: Any = np.int64 if abs(worth) < 2**62 else object
    for issue in order:
        if not any(s is not None and _mentions(s, issue) for s in states):
            continue
        following: dict[Hashable, tuple[int, Formula | None]] = {}
        target = np.zeros((len(states), sizes[issue]), dtype=np.int64)
        paid = np.zeros(target.shape, dtype=dtype)

        def place(rest: Formula | None, known: dict[Hashable, Any] = following) -> int:
            name: Hashable = None if rest is None else key(rest)
            if name not in known:
                if len(known) >= STATES:
                    raise TooLarge.one(
                        "one clause leaves too many cases open on the way through the issues",
                        "make the clause narrower, or coarsen the ranges it speaks of",
                    )
                known[name] = (len(known), rest)
            return int(known[name][0])

        for s, state in enumerate(states):
            for option in range(sizes[issue]):
                rest = None if state is None else fix(state, issue, option)
                known = None if rest is None else truth(rest)
                if known is True:
                    paid[s, option] = worth
                    target[s, option] = LOST if column is None else place(None)
                else:
                    target[s, option] = place(None if known is False else rest)
        moves[issue] = PartMove(target, paid if column is not None else None)
        states = [rest for _, rest in following.values()]
    return PartMachine(column, moves)


def _mentions(formula: Formula, issue: int) -> bool:
    if isinstance(formula, ScopeTable):
        return issue in formula.scope
    if hasattr(formula, "terms"):
        return any(i == issue for i, _ in formula.terms)
    parts = [formula.part] if hasattr(formula, "part") else formula.parts
    return any(_mentions(part, issue) for part in parts)


def adding(
    table: ScopeTable, column: int, order: Sequence[int], sizes: Sequence[int]
) -> PartMachine:
    """A part that adds a table's integer to a sum, as early as it is certain."""
    scope = _in_order(table.scope, order)
    return kept(table, (scope, "adding", column), lambda: _table_part(table, scope, sizes, column))


def _table_part(
    table: ScopeTable, scope: Sequence[int], sizes: Sequence[int], column: int
) -> PartMachine:
    values = np.asarray(table.values)
    axes = [table.scope.index(issue) for issue in scope]
    states = np.transpose(values, axes).reshape(1, -1) if scope else values.reshape(1, 1)
    start = states[0].min()
    states = states - start
    moves: dict[int, PartMove] = {}
    for issue in scope:
        rows = states.reshape(len(states) * sizes[issue], -1)
        least = rows.min(axis=1)
        rest = rows - least[:, None]
        distinct, places = _distinct(rest)
        shape = (len(states), sizes[issue])
        moves[issue] = PartMove(places.reshape(shape), least.reshape(shape))
        states = distinct
    return PartMachine(column, moves, int(start))


def _in_order(scope: Sequence[int], order: Sequence[int]) -> tuple[int, ...]:
    members = set(scope)
    return tuple(issue for issue in order if issue in members)


def _distinct(rows: NDArray[Any]) -> tuple[NDArray[Any], NDArray[np.int64]]:
    if rows.shape[1] == 1:
        return rows[:1], np.zeros(len(rows), dtype=np.int64)
    if rows.dtype == object:
        names: dict[Hashable, int] = {}
        found = [names.setdefault(tuple(row), len(names)) for row in rows]
        first = [found.index(k) for k in range(len(names))]
        return rows[first], np.array(found, dtype=np.int64)
    distinct, places = np.unique(rows, axis=0, return_inverse=True)
    return distinct, places.reshape(-1).astype(np.int64)
