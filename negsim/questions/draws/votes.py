"""Who agrees, draw by draw: votes and what is needed may be drawn, and acceptance is an array of packages and draws."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce
from math import lcm
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negsim.language.model.ratification import Body
from negsim.language.model.scenario import Scenario
from negsim.questions.draws.values import Draws
from negsim.solve.tables.consent import Ballot
from negsim.solve.tables.formula import WORD

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]


class PerDraw:
    """Truth about packages and draws: arrays of shape (packages or 1, draws or 1)."""

    @staticmethod
    def every(parts: Sequence[Bools]) -> Bools:
        """Where all hold."""
        return reduce(np.logical_and, parts, np.ones((1, 1), dtype=bool))

    @staticmethod
    def some(parts: Sequence[Bools]) -> Bools:
        """Where any holds."""
        return reduce(np.logical_or, parts, np.zeros((1, 1), dtype=bool))

    @staticmethod
    def unless(part: Bools, needed: Bools) -> Bools:
        """Where the part holds or is not needed."""
        return part | ~needed

    @staticmethod
    def enough(votes: Sequence[tuple[Bools, Any]], wanted: Any) -> Bools:
        """Where the votes of what holds are as many as wanted."""
        dtype = _dtype([number for _, number in votes], wanted)
        cast = np.zeros((1, 1), dtype=dtype)
        for flags, number in votes:
            cast = cast + np.where(flags, np.asarray(number, dtype=dtype), 0)
        return np.asarray(cast >= np.asarray(wanted, dtype=dtype), dtype=bool)


class Level:
    """The highest level at which something holds, where each actor accepts up to what it gains."""

    @staticmethod
    def every(parts: Sequence[Floats]) -> Floats:
        """The level at which all hold."""
        return reduce(np.minimum, parts, np.full((1, 1), np.inf))

    @staticmethod
    def some(parts: Sequence[Floats]) -> Floats:
        """The level at which any holds."""
        return reduce(np.maximum, parts, np.full((1, 1), -np.inf))

    @staticmethod
    def unless(part: Floats, needed: Bools) -> Floats:
        """The level of the part; any where it is not needed."""
        return np.where(needed, part, np.inf)

    @staticmethod
    def enough(votes: Sequence[tuple[Floats, Any]], wanted: Any) -> Floats:
        """The level up to which the votes are as many as wanted."""
        dtype = _dtype([number for _, number in votes], wanted)
        asked = np.asarray(wanted, dtype=dtype)
        nothing = np.where(asked > 0, -np.inf, np.inf).reshape(1, -1)
        if not votes:
            return nothing
        levels = np.stack(np.broadcast_arrays(*(level for level, _ in votes)))
        numbers = np.stack(
            [
                np.broadcast_to(np.asarray(number, dtype=dtype), levels.shape[1:])
                for _, number in votes
            ]
        )
        order = np.argsort(-levels, axis=0, kind="stable")
        cast = np.cumsum(np.take_along_axis(numbers, order, axis=0), axis=0)
        reached = np.asarray(cast >= asked, dtype=bool)
        level = np.take_along_axis(levels, order, axis=0)
        best = np.where(reached, level, -np.inf).max(axis=0)
        return np.asarray(np.maximum(best, nothing), dtype=float)


def _dtype(numbers: Sequence[Any], wanted: Any) -> Any:
    most = sum(int(np.max(number)) for number in numbers) + int(np.max(wanted))
    return np.int64 if most < WORD else object


def bodies_of(scenario: Scenario) -> Iterator[tuple[int, int, str, Body]]:
    """Every body that is asked: its actor's position, its number there, its path and what it is."""
    for a, actor in enumerate(scenario.actors):
        if actor.consent.kind != "never":
            for k, body in enumerate(actor.ratification):
                yield a, k, f"{actor.id}.ratification.{body.id}", body


def is_drawn(path: str, body: Body, draws: Draws) -> bool:
    """Whether a number of a body is drawn."""
    names = [f"{path}.needs", *(f"{path}.votes.{voter}" for voter in body.voters)]
    return any(name in draws.values for name in names)


def drawn_ballot(scenario: Scenario, path: str, body: Body, draws: Draws) -> Ballot:
    """The votes of a body and those wanted, in each draw: whole numbers in one unit, of shape (1, draws)."""
    place = {actor.id: a for a, actor in enumerate(scenario.actors)}
    found = [draws.integers(f"{path}.votes.{voter}", votes.best) for voter, votes in body.votes]
    unit = lcm(*(denominator for _, denominator in found))
    votes = [
        (place[voter], (numbers * (unit // over)).reshape(1, -1))
        for voter, (numbers, over) in zip(body.voters, found, strict=True)
    ]
    total = sum((number for _, number in votes), np.zeros((1, draws.count), dtype=object))
    needs = body.needs
    if needs.kind == "majority":
        return Ballot(tuple((a, 2 * number) for a, number in votes), total + 1)
    if needs.kind == "two_thirds":
        return Ballot(tuple((a, 3 * number) for a, number in votes), 2 * total)
    assert needs.number is not None
    asked, over = draws.integers(f"{path}.needs", needs.number.best)
    wanted = asked.reshape(1, -1) * (total if needs.kind == "share" else unit)
    return Ballot(tuple((a, over * number) for a, number in votes), wanted)
