"""Packages as states, and the changes that each actor can make by itself: a graph of moves, kept as arrays.

A *state* is a feasible package. An actor moves from one to another by choosing anew among the options of the issues
that it can change, all others as they are; it may stay. Arrays here have one axis per issue, of length 1 where an issue
stays as it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negsim.errors import TooLarge
from negsim.solve.answer import Package
from negsim.solve.kernels.choosing import NEVER, Direction, OwnOptions, Ranks
from negsim.solve.tables.formula import WORD, evaluate, lookup, magnitude
from negsim.solve.tables.problem import ActorTables, Problem

MOST = 2**21  # states; a few arrays of that size per actor are kept at once
SECONDS_A_STATE = 4e-6  # that it takes about, for each actor who can move


@dataclass(frozen=True)
class Move:
    """Who can change an issue, and in which direction; nobody where it is changed by none."""

    actors: tuple[int, ...]
    direction: Direction = "both"


class Field:
    """The states that moves lead to, and how each actor ranks them.

    Parameters
    ----------
    problem : Problem
    moves : mapping
        Issue to its `Move`; issues not named are changed by nobody.
    start : tuple of int or None
        The package from which moves are made: issues that nobody changes stay as in it. None for all packages.

    Raises
    ------
    TooLarge
        More than `MOST` packages would have to be kept.
    """

    def __init__(
        self, problem: Problem, moves: Mapping[int, Move], start: Package | None = None
    ) -> None:
        self.problem = problem
        self.moves = {issue: move for issue, move in moves.items() if move.actors}
        self.options = [
            np.arange(size) if start is None or issue in self.moves else np.array([start[issue]])
            for issue, size in enumerate(problem.sizes)
        ]
        self.shape = tuple(len(options) for options in self.options)
        total = prod(self.shape)
        if total > MOST:
            raise TooLarge.one(
                f"{total:,} packages are too many to follow every move and counter-move among them:"
                f" at most {MOST:,}",
                "let fewer issues move, or fix some options with a variant"
                if start is not None
                else "ask of one package (`start`), in which only issues that move vary, or fix some options"
                " with a variant",
                arguments=("start",),
            )

    @cached_property
    def movers(self) -> tuple[int, ...]:
        """Actors that can change something."""
        return tuple(sorted({a for move in self.moves.values() for a in move.actors}))

    @cached_property
    def feasible(self) -> NDArray[np.bool_]:
        """Where a package is a state."""
        found = np.ones(self.shape, dtype=bool)
        for formula in (*self.problem.broken, *self.problem.barred):
            found &= ~evaluate(formula, self._columns)
        return found

    def place(self, package: Package) -> tuple[int, ...]:
        """Where a package stands in the arrays."""
        return tuple(
            0 if len(options) == 1 else package[i] for i, options in enumerate(self.options)
        )

    def package(self, place: Sequence[int]) -> Package:
        """The package at a place."""
        return tuple(int(options[k]) for options, k in zip(self.options, place, strict=True))

    @cached_property
    def ranks(self) -> Mapping[int, Ranks]:
        """Per actor that can move, how it ranks the states: more is better, equal where it does not care.

        What crosses none of an actor's red lines comes before what crosses one; then utility decides.
        """
        return {a: self._ranked(self.problem.actors[a]) for a in self.movers}

    def _ranked(self, actor: ActorTables) -> Ranks:
        bound = sum(magnitude(table.values) for table in actor.tables)
        bound += sum(abs(bonus.worth) for bonus in actor.bonuses)
        dtype: Any = np.int64 if bound < WORD else object
        totals = np.zeros(self.shape, dtype=dtype)
        for table in actor.tables:
            totals += lookup(table, self._columns).astype(dtype)
        for bonus in actor.bonuses:
            totals += evaluate(bonus.formula, self._columns).astype(dtype) * bonus.worth
        _, places = np.unique(totals, return_inverse=True)
        ranks = places.reshape(self.shape).astype(np.int32)
        keeps = np.ones(self.shape, dtype=bool)
        for line in actor.crossed:
            keeps &= ~evaluate(line, self._columns)
        return np.asarray(ranks + keeps * (ranks.max() + 1), dtype=np.int32)

    @cached_property
    def _columns(self) -> Mapping[int, NDArray[np.intp]]:
        n = len(self.shape)
        return {
            issue: options.reshape([-1 if axis == issue else 1 for axis in range(n)])
            for issue, options in enumerate(self.options)
        }

    def axes(self, actor: int) -> tuple[tuple[int, Direction], ...]:
        """The issues that an actor can change, and in which direction."""
        return tuple(
            (issue, move.direction)
            for issue, move in sorted(self.moves.items())
            if actor in move.actors
        )

    def best(self, values: Ranks, actor: int) -> Ranks:
        """The largest value among the states that an actor can move to, or stay in."""
        return -self.least(-values, actor)

    def least(self, values: Ranks, actor: int) -> Ranks:
        """The smallest value among the states that an actor can move to, or stay in."""
        found = np.where(self.feasible, values, NEVER)
        for axis, direction in self.axes(actor):
            if direction == "both":
                found = np.broadcast_to(found.min(axis=axis, keepdims=True), self.shape)
            elif direction == "back":
                found = np.minimum.accumulate(found, axis=axis)
            else:
                found = np.flip(np.minimum.accumulate(np.flip(found, axis), axis=axis), axis)
        return found

    def least_improving(self, values: Ranks, actor: int) -> Ranks:
        """The smallest value among the states that an actor prefers and can move to; `NEVER` where there is none."""
        return self._choice[actor].least_above(np.where(self.feasible, values, NEVER))

    @cached_property
    def _choice(self) -> Mapping[int, OwnOptions]:
        """What each actor chooses among, sorted once for all questions."""
        return {
            actor: OwnOptions(
                np.where(self.feasible, self.ranks[actor], -1),
                self.axes(actor),
            )
            for actor in self.movers
        }

    def within_reach(self, place: Sequence[int], actor: int) -> tuple[NDArray[np.intp], ...]:
        """The places that an actor can choose among, staying included: an index that cuts them out of arrays."""
        ranges = [np.array([k]) for k in place]
        for axis, direction in self.axes(actor):
            low = place[axis] if direction == "forward" else 0
            high = place[axis] if direction == "back" else self.shape[axis] - 1
            ranges[axis] = np.arange(low, high + 1)
        return np.ix_(*ranges)
