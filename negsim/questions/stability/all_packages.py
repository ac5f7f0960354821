"""All packages at once: by which concepts of stability each of them holds once it is signed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

import numpy as np

from negsim.language.model.numbers import format_number
from negsim.questions.trade.find import in_zone
from negsim.questions.zone.result import Choice
from negsim.solve.kernels.moves import Field
from negsim.solve.kernels.stability import CONCEPTS, Concept, Counters, held
from negsim.space.space import Space

Progress = Callable[[int, int], None]
LISTED = 1000  # packages that JSON lists
ROWS = 10_000  # packages that CSV lists


@dataclass(frozen=True)
class Settled:
    """One package, and by which concepts it is stable: for everybody, and for each who can move.

    Whether it is in the zone is asked only of packages that are stable for everybody by some concept.
    """

    package: Choice
    holds: Mapping[Concept, bool]
    actors: Mapping[str, Mapping[Concept, bool]]
    in_zone: bool = False

    @property
    def flags(self) -> dict[str, bool]:
        """The concepts by which it is stable for everybody, as results show them."""
        return {concept: self.holds[concept] for concept in CONCEPTS}

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        return {"package": dict(self.package), **self.flags, "in_zone": self.in_zone}


@dataclass(frozen=True)
class Everywhere:
    """All packages at once.

    Parameters
    ----------
    feasible : int
        Packages that the rules allow.
    equilibria : mapping
        Per concept, how many are stable for everybody who can move.
    stable_for : mapping
        The same for each actor by itself.
    stable : tuple of Settled
        The packages that are stable for everybody by some concept, at most `LISTED`: those by most concepts first, of
        these those in the zone, then package order.
    stable_total : int
        How many there are.
    packages : tuple of Settled
        The feasible packages in package order, at most `ROWS`.
    """

    feasible: int
    equilibria: Mapping[Concept, int]
    stable_for: Mapping[str, Mapping[Concept, int]]
    stable: tuple[Settled, ...]
    stable_total: int
    packages: tuple[Settled, ...]


def everywhere(
    space: Space, field: Field, counters: Counters, progress: Progress | None
) -> Everywhere:
    """Say of every package by which concepts it is stable; `progress` is called with actors done, and of how many."""
    stable = {}
    for done, a in enumerate(field.movers, start=1):
        stable[a] = held(field, a, counters, told=False).stable
        if progress is not None:
            progress(done, len(field.movers))
    both = {
        c: np.logical_and.reduce([by[c] for by in stable.values()]) & field.feasible
        for c in CONCEPTS
    }

    def settled(place: tuple[int, ...]) -> Settled:
        return Settled(
            package=space.words(field.package(place)),
            holds={c: bool(both[c][place]) for c in CONCEPTS},
            actors={
                space.actors[a]: {c: bool(by[c][place]) for c in CONCEPTS}
                for a, by in stable.items()
            },
        )

    score = sum(both[c].astype(np.int64) for c in CONCEPTS).reshape(-1)
    some = np.flatnonzero(score)
    first = some[np.argsort(-score[some], kind="stable")[:LISTED]]
    every = np.flatnonzero(field.feasible.reshape(-1))[:ROWS]

    def listed(places: Iterable[Any]) -> tuple[Settled, ...]:
        shape = field.shape
        return tuple(settled(tuple(int(k) for k in np.unravel_index(p, shape))) for p in places)

    stable_first = [
        replace(one, in_zone=in_zone(space.problem, space.package(texts(one.package))))
        for one in listed(first)
    ]
    stable_first.sort(key=lambda one: (-sum(one.holds.values()), not one.in_zone))
    return Everywhere(
        feasible=int(field.feasible.sum()),
        equilibria={c: int(both[c].sum()) for c in CONCEPTS},
        stable_for={
            space.actors[a]: {c: int(by[c].sum()) for c in CONCEPTS} for a, by in stable.items()
        },
        stable=tuple(stable_first),
        stable_total=len(some),
        packages=listed(every),
    )


def texts(package: Choice) -> dict[str, str]:
    """Give a package as the file writes it."""
    return {
        issue: option if isinstance(option, str) else format_number(Fraction(str(option)))
        for issue, option in package.items()
    }
