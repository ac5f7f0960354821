"""All packages that keep some constraints, as a layered diagram: one layer per issue, partial packages merged.

Partial packages that leave the same choice of completions, each with the same further worth, are one state. A diagram
of a 10^12-package space typically has a few hundred.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negsim.errors import TooLarge
from negsim.solve.sweep.kept import collapsed, kept
from negsim.solve.sweep.order import Scopes, order_of
from negsim.solve.sweep.parts import LOST, PartMachine, adding, losing, paying
from negsim.solve.tables.efficient import codes
from negsim.solve.tables.formula import WORD, magnitude, scope_of
from negsim.solve.tables.problem import Formula, FormulaBonus, ScopeTable

CELLS = 2**26  # of the states that follow one issue, each told by every clause and sum
SMALL = 2**30  # sums bounded by this fit int32, whatever the order of addition
WIDE = 2**12  # clauses with more assignments than this do not decide the order of the issues


@dataclass(frozen=True, eq=False)
class Sum:
    """A sum of integers over a package, and the least it must come to (None: any).

    Of a sum that is no objective and has no least it may be known between which values it matters: what does not
    exceed the first is alike, and so is what reaches the second.
    """

    tables: tuple[ScopeTable, ...]
    bonuses: tuple[FormulaBonus, ...] = ()
    at_least: int | None = None
    matters: tuple[int, int] | None = None

    def reaching(self, at_least: int | None) -> Sum:
        """The same sum with another least."""
        found = replace(self, at_least=at_least)
        found.__dict__["bound"] = self.bound  # the same too, and long to add up
        return found

    @property
    def farthest(self) -> int:
        """How far from 0 the values lie that it is compared with."""
        return max((abs(v) for v in (self.at_least or 0, *(self.matters or ()))), default=0)

    @cached_property
    def bound(self) -> int:
        """No partial sum is larger, whatever its sign."""
        return sum(map(_largest, self.tables)) + sum(abs(b.worth) for b in self.bonuses)


@dataclass(frozen=True, eq=False)
class Layer:
    """What the options of one issue do, per state."""

    issue: int
    target: NDArray[np.int64]  # (states, options); LOST where nothing follows
    worth: NDArray[Any]  # (states, options, sums)


class Diagram:
    """The packages of which none of some formulas holds, with some sums of each.

    Parameters
    ----------
    sizes
        Options per issue.
    hard
        Formulas that may not hold.
    sums
        What is summed up; their `at_least` is not applied here.

    Raises
    ------
    TooLarge
        Where the states of a layer outgrow `CELLS`.
    """

    def __init__(
        self, sizes: tuple[int, ...], hard: Sequence[Formula], sums: Sequence[Sum]
    ) -> None:
        self.sizes, self.sums = sizes, tuple(sums)
        # A worth and the bounds of what is to come are added to a sum, so that three of them must fit.
        bound = 4 * max((s.bound + s.farthest for s in sums), default=0)
        self.dtype: Any = np.int64 if bound < WORD else object
        hard = [collapsed(formula, sizes) for formula in hard]
        paid = [
            (k, bonus.worth, collapsed(bonus.formula, sizes))
            for k, one in enumerate(sums)
            for bonus in one.bonuses
        ]
        tables = [(k, table) for k, one in enumerate(sums) for table in one.tables]
        scopes = [scope_of(f) for f in hard]
        scopes += [scope_of(f) for _, _, f in paid]
        scopes += [table.scope for _, table in tables]
        self.order = order_of(narrow(scopes, sizes), sizes)
        parts = [losing(formula, self.order, sizes) for formula in hard]
        parts += [paying(f, worth, k, self.order, sizes) for k, worth, f in paid]
        parts += [adding(table, k, self.order, sizes) for k, table in tables]
        self.start_worth = [0] * len(sums)
        for part in parts:
            if part.column is not None:
                self.start_worth[part.column] += part.start_worth
        self.is_empty = any(part.is_lost for part in parts)
        self.layers = self._layers([part for part in parts if part.moves])
        self._trim()

    def _layers(self, parts: Sequence[PartMachine]) -> list[Layer]:
        n = 0 if self.is_empty else 1
        states: dict[int, NDArray[np.int64]] = {}  # by part, of those that can be in several
        n_of: dict[int, int] = {}  # how many
        layers = []
        moving = {
            issue: [k for k, p in enumerate(parts) if issue in p.moves] for issue in self.order
        }
        for issue in self.order:
            size = self.sizes[issue]
            if n * size * (len(states) + len(self.sums) + 4) > CELLS:
                raise TooLarge.one(
                    "the issues are tied to one another too densely to be taken one by one:"
                    f" {n:,} cases are open at once",
                    "drop or narrow clauses over many issues, or fix some options with a variant",
                )
            following = {k: np.repeat(state, size) for k, state in states.items()}
            worth = np.zeros((n, size, len(self.sums)), dtype=self.dtype)
            is_kept = np.ones(n * size, dtype=bool)
            for k in moving[issue]:
                part, move = parts[k], parts[k].moves[issue]
                before = states.get(k)
                n_of[k] = move.n_after
                if move.n_after > 1 or move.loses:
                    following[k] = _at(move.target, before, n).reshape(-1)
                if move.loses:
                    is_kept &= following[k] != LOST
                if move.worth is not None and part.column is not None:
                    told = move.worth[:1] if before is None else move.worth[before]
                    worth[:, :, part.column] += told.astype(self.dtype, copy=False)
            states = {k: following[k][is_kept] for k in sorted(following) if n_of[k] > 1}
            keys = codes(((states[k], n_of[k]) for k in states), int(is_kept.sum()))
            _, first, group = np.unique(keys, return_index=True, return_inverse=True)
            target = np.full(n * size, LOST, dtype=np.int64)
            target[is_kept] = group.reshape(-1)
            layers.append(Layer(issue, target.reshape(n, size), worth))
            states = {k: state[first] for k, state in states.items()}
            n = len(first)
        self.n_final = n
        return layers

    def _trim(self) -> None:
        """Lose what leads nowhere."""
        if self.is_empty or not self.n_final:
            self.is_empty = True
            return
        alive = np.ones(self.n_final, dtype=bool)
        for place in range(len(self.layers) - 1, -1, -1):
            layer = self.layers[place]
            target = layer.target
            if not alive.all():
                target = np.where((target >= 0) & alive[target], target, LOST)
                self.layers[place] = Layer(layer.issue, target, layer.worth)
            alive = np.asarray((target >= 0).any(axis=1))
        self.is_empty = not alive[0]

    def told_by(self, sums: Mapping[int, int | None]) -> Diagram:
        """The same packages told by some of the sums, in this order, each with the least it must come to.

        Parameters
        ----------
        sums
            By the position of a sum here, its least; none where None.
        """
        columns = list(sums)
        found = copy(self)
        found.sums = tuple(self.sums[k].reaching(least) for k, least in sums.items())
        found.start_worth = [self.start_worth[k] for k in columns]
        found.layers = [
            Layer(layer.issue, layer.target, layer.worth[:, :, columns]) for layer in self.layers
        ]
        found.__dict__.pop("so_far", None)
        least, most = ([bound[:, columns] for bound in bounds] for bounds in self.to_come)
        found.__dict__["to_come"] = least, most
        return found

    def demanding(self) -> Diagram:
        """The same packages told by those of the sums that must come to something."""
        asked = {k: s.at_least for k, s in enumerate(self.sums) if s.at_least is not None}
        return self if len(asked) == len(self.sums) else self.told_by(asked)

    def in_small_words(self) -> Diagram:
        """The same packages with sums of 32 bits, where these hold them."""
        bound = 4 * max((s.bound + s.farthest for s in self.sums), default=0)
        if self.dtype is not np.int64 or bound >= SMALL:
            return self
        found = copy(self)
        found.dtype = np.int32
        found.layers = [
            Layer(layer.issue, layer.target, layer.worth.astype(np.int32)) for layer in self.layers
        ]
        for name in ("so_far", "to_come"):
            found.__dict__.pop(name, None)
        return found

    @property
    def n_states(self) -> list[int]:
        """States before each issue, and at the end."""
        return [*(len(layer.target) for layer in self.layers), self.n_final]

    @cached_property
    def to_come(self) -> tuple[list[NDArray[Any]], list[NDArray[Any]]]:
        """Per layer, the least and the most that each sum still gains from a state: (states, sums); 0 at dead ends."""
        least = [np.zeros((self.n_final, len(self.sums)), dtype=self.dtype)]
        most = [least[0]]
        for layer in reversed(self.layers):
            lost = (layer.target < 0)[:, :, None]
            dead = lost.all(axis=1)
            for found, pick, beyond in ((least, np.min, 1), (most, np.max, -1)):
                if not len(found[-1]):
                    found.append(np.zeros((len(layer.target), len(self.sums)), dtype=self.dtype))
                    continue
                reached = layer.worth + found[-1][layer.target]
                filler = beyond * (4 * max((s.bound for s in self.sums), default=0) + 1)
                best = pick(np.where(lost, filler, reached), axis=1)
                found.append(np.where(dead, 0, best).astype(self.dtype))
        return least[::-1], most[::-1]

    @cached_property
    def so_far(self) -> tuple[list[NDArray[Any]], list[NDArray[Any]]]:
        """Per layer, the least and the most of each sum on the way to a state, start included."""
        start = np.array([self.start_worth], dtype=self.dtype).reshape(1, len(self.sums))
        first = start[: self.n_states[0]]
        found = []
        for pick, beyond in ((np.minimum, 1), (np.maximum, -1)):
            filler = beyond * (4 * max((s.bound for s in self.sums), default=0) + 1)
            rows = [first]
            for place, layer in enumerate(self.layers):
                n_next = self.n_states[place + 1]
                reached = np.full((n_next, len(self.sums)), filler, dtype=self.dtype)
                source, option = np.nonzero(layer.target >= 0)
                after = rows[-1][source] + layer.worth[source, option]
                pick.at(reached, layer.target[source, option], after)
                rows.append(np.where(reached == filler, 0, reached).astype(self.dtype))
            found.append(rows)
        return found[0], found[1]


def _largest(table: ScopeTable) -> int:
    """How far from 0 the values of a table lie at most."""
    return kept(table, "largest", lambda: magnitude(table.values))


def _at(table: NDArray[Any], states: NDArray[np.int64] | None, n: int) -> NDArray[Any]:
    """The rows of a table for the states of a part; for n times its only state where None."""
    return np.repeat(table[:1], n, axis=0) if states is None else table[states]


def narrow(scopes: Sequence[tuple[int, ...]], sizes: Sequence[int]) -> Scopes:
    """The scopes of two issues or more that are not so wide that a counter will have to stand for them."""
    kept = set()
    for scope in scopes:
        cells = 1
        for issue in scope:
            cells *= sizes[issue]
        if len(scope) > 1 and cells <= WIDE:
            kept.add(scope)
    return frozenset(kept)
