"""Does a package hold once it is signed? Stability in the terms of the graph model for conflict resolution.

Definitions: Fang, Hipel & Kilgour (1993), chapter 3, for any number of decision makers. An actor that can better itself
by moving from a state is held back where each such move is *sanctioned*: where the others can then bring about a state
that it likes no better than the one it left. What they may do for that tells the concepts apart:

* Nash (R): it has no improvement at all (Nash 1950).
* General metarationality (GMR): the others may make any moves (Howard 1971).
* Symmetric metarationality (SMR): any moves, after which it cannot better its lot by moving again (Howard 1971).
* Sequential stability (SEQ): only moves that better whoever makes them (Fraser & Hipel 1979).
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from negsim.errors import TooLarge
from negsim.solve.kernels.choosing import NEVER, Ranks
from negsim.solve.kernels.moves import Field

Concept = Literal["nash", "gmr", "smr", "seq"]
Counters = Literal["sequences", "once"]
CONCEPTS: tuple[Concept, ...] = ("nash", "gmr", "smr", "seq")
MOST_ONCE = 8  # opponents whose orders of moving are gone through one by one
MOST_KEPT = 2**28  # states times moves of the longest reply, where replies are told
Place = tuple[int, ...]


class Reply:
    """The least that opponents can bring an actor to, by moving after it.

    Parameters
    ----------
    field : Field
    opponents : sequence of int
        Who may move.
    worth : array
        What a state counts for, smaller being worse for the actor.
    improving : bool
        Whether opponents make only moves that better themselves.
    counters : "sequences" or "once"
        Whether each may move as often as it likes, or once at most.
    told : bool
        Whether `path` will be asked for, which keeps what is found move by move.

    Raises
    ------
    TooLarge
        Too many opponents to move once each, or replies too long to be told.

    Notes
    -----
    Moves are transitive, so that to forbid two moves in a row by the same actor, as legal sequences do, forbids no
    state. `least` is computed by so many moves at most, one more at a time, until nothing changes.
    """

    def __init__(
        self,
        field: Field,
        opponents: Sequence[int],
        worth: Ranks,
        *,
        improving: bool,
        counters: Counters,
        told: bool = True,
    ) -> None:
        self._field = field
        self._told = told
        self._improving = improving
        self._lower: dict[Hashable, list[tuple[int, Hashable]]] = {}
        self._levels: dict[Hashable, Ranks] = {}
        worth = np.where(field.feasible, worth, NEVER)
        if counters == "once":
            self._once(tuple(opponents), worth)
        else:
            self._sequences(tuple(opponents), worth)

    def _sequences(self, opponents: tuple[int, ...], worth: Ranks) -> None:
        self._levels[0], self._lower[0] = worth, []
        for level in range(1, worth.size + 1):
            lower: list[tuple[int, Hashable]] = [(a, level - 1) for a in opponents]
            found = self._level(worth, lower)
            if np.array_equal(found, self._levels[level - 1]):
                break
            self._levels[level], self._lower[level] = found, lower
            if not self._told:
                del self._levels[level - 1]
            elif level * worth.size > MOST_KEPT:
                raise TooLarge.one(
                    f"replies of more than {level:,} moves are too long to be told",
                    "let fewer issues move, or others answer once: `counters` once",
                    arguments=("counters",),
                )

    def _once(self, opponents: tuple[int, ...], worth: Ranks) -> None:
        if len(opponents) > MOST_ONCE:
            raise TooLarge.one(
                f"{len(opponents)} opponents can move in too many orders, each once",
                "let them move as often as they like: `counters` sequences",
                arguments=("counters",),
            )
        for size in range(len(opponents) + 1):
            for movers in combinations(opponents, size):
                key = frozenset(movers)
                self._lower[key] = [(a, key - {a}) for a in movers]
                self._levels[key] = self._level(worth, self._lower[key])

    def _level(self, worth: Ranks, lower: Sequence[tuple[int, Hashable]]) -> Ranks:
        field, found = self._field, worth
        for actor, before in lower:
            step = field.least_improving if self._improving else field.least
            found = np.minimum(found, step(self._levels[before], actor))
        return np.where(field.feasible, found, NEVER)

    @property
    def least(self) -> Ranks:
        """Per state, the least that any of these replies from it comes to."""
        return self._levels[next(reversed(self._levels))]

    def path(self, place: Place, most: int) -> tuple[tuple[int, Place], ...] | None:
        """The shortest reply from a state that comes to at most so much: who moves, and where to; None without one."""
        level = next((key for key, found in self._levels.items() if found[place] <= most), None)
        if level is None:
            return None
        steps: list[tuple[int, Place]] = []
        while self._lower[level] and self._worth(place) > most:
            actor, level, place = self._step(place, level, most)
            steps.append((actor, place))
        return tuple(steps)

    def _worth(self, place: Place) -> int:
        return int(next(iter(self._levels.values()))[place])

    def _step(self, place: Place, level: Hashable, most: int) -> tuple[int, Hashable, Place]:
        """The first who can take the shortest way on, by the move that it likes best of those that do."""
        field = self._field
        for actor, below in self._lower[level]:
            reach = field.within_reach(place, actor)
            ranks = field.ranks[actor][reach]
            leads = self._levels[below][reach] <= most
            if self._improving:
                leads &= ranks > field.ranks[actor][place]
            if leads.any():
                best = np.unravel_index(np.where(leads, ranks, -1).argmax(), ranks.shape)
                other = tuple(int(axis.reshape(-1)[k]) for axis, k in zip(reach, best, strict=True))
                return actor, below, other
        raise AssertionError("a level promises a step that nobody can take")


@dataclass(frozen=True, eq=False)
class HeldBack:
    """What holds one actor back, at every state.

    Parameters
    ----------
    stable : mapping
        Concept to where the actor is held back.
    escape : array
        The best that the actor can do by moving from each state, or staying.
    general, symmetric, sequential : Reply
        The replies of the others that the concepts speak of.
    """

    stable: Mapping[Concept, NDArray[np.bool_]]
    escape: Ranks
    general: Reply
    symmetric: Reply
    sequential: Reply


def held(
    field: Field, actor: int, counters: Counters = "sequences", *, told: bool = True
) -> HeldBack:
    """Say where an actor is held back, by each of the concepts.

    Parameters
    ----------
    field : Field
    actor : int
    counters : "sequences" or "once"
        How often each of the others may move in reply.
    told : bool
        Whether replies will be asked for.

    Notes
    -----
    An improvement to s' is unsanctioned at s where u(s') > u(s) and the least m(s') that replies come to is above u(s)
    as well. So s is stable where the largest min(u, m) among the states that the actor can move to is at most u(s): a
    few sweeps along the axes answer for all states at once. For SMR, m is the least of the best that the actor can do
    by moving after the reply.
    """
    own = field.ranks[actor]
    opponents = [a for a in field.movers if a != actor]
    escape = field.best(own, actor)

    def reply(worth: Ranks, *, improving: bool) -> Reply:
        return Reply(field, opponents, worth, improving=improving, counters=counters, told=told)

    general = reply(own, improving=False)
    symmetric = reply(escape, improving=False)
    sequential = reply(own, improving=True)

    def sanctioned(by: Reply) -> NDArray[np.bool_]:
        return np.asarray(field.best(np.minimum(own, by.least), actor) <= own) & field.feasible

    return HeldBack(
        stable={
            "nash": np.asarray(escape <= own) & field.feasible,
            "gmr": sanctioned(general),
            "smr": sanctioned(symmetric),
            "seq": sanctioned(sequential),
        },
        escape=escape,
        general=general,
        symmetric=symmetric,
        sequential=sequential,
    )
