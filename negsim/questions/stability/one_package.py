"""What one actor could do by itself from a package that is signed, and what the others would answer."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from negsim.questions.stability.result import Changes, Improvement, Standing, Turn
from negsim.solve.kernels.moves import Field
from negsim.solve.kernels.stability import CONCEPTS, Concept, Counters, HeldBack, Place, Reply, held
from negsim.solve.tables.formula import holds
from negsim.solve.tables.gains import total, utility_of_total
from negsim.space.space import Space

_SANCTIONS: tuple[Concept, ...] = (
    "seq",
    "smr",
    "gmr",
)  # which reply is told, where several are to be had


def standing(
    space: Space, field: Field, actor: int, start: Place, counters: Counters, most: int
) -> Standing:
    """Say what an actor could do by itself from a package, and what holds it back."""
    found = held(field, actor, counters)
    own = field.ranks[actor]
    reach = field.within_reach(start, actor)
    here = int(own[start])
    ranks, states = own[reach], field.feasible[reach]
    better = states & (ranks > here)
    answered = {
        "gmr": found.general.least[reach] <= here,
        "smr": found.symmetric.least[reach] <= here,
        "seq": found.sequential.least[reach] <= here,
    }
    strength = np.sum([flags.astype(np.int64) for flags in answered.values()], axis=0)
    candidates = np.flatnonzero(better)
    order = np.lexsort((-ranks.reshape(-1)[candidates], strength.reshape(-1)[candidates]))
    places = [
        tuple(
            int(axis.reshape(-1)[k])
            for axis, k in zip(reach, np.unravel_index(at, ranks.shape), strict=True)
        )
        for at in candidates[order[:most]]
    ]
    return Standing(
        moves=int(states.sum()) - 1,
        improvements=len(candidates),
        unanswered=int((better & ~answered["gmr"]).sum()),
        holds={c: bool(found.stable[c][start]) for c in CONCEPTS},
        told=tuple(_improvement(space, field, actor, start, place, found) for place in places),
    )


def changes_between(space: Space, field: Field, before: Place, after: Place) -> Changes:
    """Say what differs between two packages."""
    old, new = space.words(field.package(before)), space.words(field.package(after))
    return {issue: (old[issue], new[issue]) for issue in old if old[issue] != new[issue]}


def _improvement(
    space: Space, field: Field, actor: int, start: Place, place: Place, found: HeldBack
) -> Improvement:
    here = int(field.ranks[actor][start])
    replies: dict[Concept, Reply] = {
        "gmr": found.general,
        "smr": found.symmetric,
        "seq": found.sequential,
    }
    sanctioned: dict[Concept, bool] = {c: bool(r.least[place] <= here) for c, r in replies.items()}
    told = next((concept for concept in _SANCTIONS if sanctioned[concept]), None)
    turns, end = [], place
    if told is not None:
        for mover, other in replies[told].path(place, here) or ():
            gained = _utility(space, field, mover, other) - _utility(space, field, mover, end)
            changed = changes_between(space, field, end, other)
            turns.append(Turn(space.actors[mover], changed, gained))
            end = other
    base = _utility(space, field, actor, start)
    crossed = _crossed(space, field, actor, start)
    return Improvement(
        changes=changes_between(space, field, start, place),
        change=_utility(space, field, actor, place) - base,
        sanctioned=sanctioned,
        reply_is=told,
        reply=tuple(turns),
        after=None if told is None else _utility(space, field, actor, end) - base,
        keeps=_without(crossed, _crossed(space, field, actor, place)),
        loses=() if told is None else _without(_crossed(space, field, actor, end), crossed),
    )


def _utility(space: Space, field: Field, actor: int, place: Place) -> Fraction:
    spec = space.problem.actors[actor]
    return utility_of_total(spec, total(spec, field.package(place)))


def _crossed(space: Space, field: Field, actor: int, place: Place) -> tuple[str, ...]:
    package = field.package(place)
    lines = space.problem.actors[actor].crossed
    return tuple(
        name
        for name, line in zip(space.red_lines[actor], lines, strict=True)
        if holds(line, package)
    )


def _without(some: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
    return tuple(name for name in some if name not in others)
