"""All packages at once: by which concepts of stability each of them holds once it is signed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np

from negsim.language.model.numbers import format_number
from negsim.questions.stability.result import Everywhere, Settled
from negsim.questions.zone.result import Choice
from negsim.solve.kernels.moves import Field
from negsim.solve.kernels.one_package import verdict
from negsim.solve.kernels.stability import CONCEPTS, Counters, held
from negsim.space.space import Space

Progress = Callable[[int, int], None]
LISTED = 1000  # packages that JSON lists
ROWS = 10_000  # packages that CSV lists


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
        replace(one, in_zone=verdict(space.problem, space.package(texts(one.package))).in_zone)
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
