"""Retreats against the definition, package by package."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from negsim.solve.answer import Suspect
from negsim.solve.kernels.retreats import Retreat, retreats
from negsim.solve.tables.problem import Problem
from tests.solve.definitions import Definitions, Package, gain, holds, needs
from tests.solve.listing.test_engine import small_halves
from tests.solve.problems import contested, problems


def by_hand(p: Problem) -> tuple[Retreat, ...]:
    vectors: dict[Package, tuple[int, ...]] = {}
    every = Definitions(p)
    for x in every.feasible:
        vectors[x] = tuple(
            sum(
                every.line_steps(Suspect("red_lines", a, k), x) or 0
                for k, line in enumerate(p.actors[a].crossed)
                if holds(line, x)
            )
            * needs(p, a, x)
            for a in p.asked
        )
    counts = Counter(vectors.values())
    above = Counter(
        vector
        for x, vector in vectors.items()
        if all(gain(p.actors[a], x) >= 0 for a in p.consenting if needs(p, a, x))
    )
    return tuple(
        Retreat(vector, counts[vector], above[vector])
        for vector in sorted(counts)
        if not any(
            other != vector and all(b <= a for a, b in zip(vector, other, strict=True))
            for other in counts
        )
    )


@given(st.one_of(problems(most_packages=40), contested()))
def test_retreats_are_the_minimal_steps_with_who_takes_just_them(p: Problem) -> None:
    wanted = by_hand(p)
    assert retreats(p) == wanted
    with small_halves():
        assert retreats(p) == wanted
