"""Spaces that nobody lists, against counts and optima found in another way."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

import numpy as np
import pytest

from negsim.solve.kernels.milp import best_for_the_worst_off
from negsim.solve.kernels.one_package import verdict
from negsim.solve.sweep.engine import answer
from negsim.solve.sweep.zone import zone_frontier
from negsim.solve.tables.bargaining import floor
from negsim.solve.tables.problem import ActorTables, Problem, ScopeTable
from tests.solve.problems import actor, options, problem, worth

N, OPTIONS = 20, 4


def member(rng: np.random.Generator, top: int, least: int, ties: int) -> ActorTables:
    tables = [worth(i, *rng.integers(0, top, OPTIONS).tolist()) for i in range(N)]
    for _ in range(ties):
        first = int(rng.integers(0, N - 3))
        scope = tuple(sorted((first, *rng.choice([first + 1, first + 2, first + 3], 1))))
        tables.append(ScopeTable(scope, rng.integers(0, top, (OPTIONS, OPTIONS))))
    return actor(*tables, reservation_value=least)


def vectors_of(p: Problem) -> Counter[tuple[int, ...]]:
    """All vectors of totals, where every table is about one issue."""
    found = Counter({(0,) * len(p.actors): 1})
    for issue, size in enumerate(p.sizes):
        worths = [
            tuple(
                sum(int(t.values[option]) for t in one.tables if t.scope == (issue,))
                for one in p.actors
            )
            for option in range(size)
        ]
        following: Counter[tuple[int, ...]] = Counter()
        for vector, count in found.items():
            for gain in worths:
                following[tuple(v + g for v, g in zip(vector, gain, strict=True))] += count
        found = following
    return found


def test_counts_at_10_to_the_12_are_those_of_an_integer_program() -> None:
    rng = np.random.default_rng(5)
    p = problem((OPTIONS,) * N, *(member(rng, 3, 24, 0) for _ in range(2)))
    vectors = vectors_of(p)
    thresholds = [one.threshold for one in p.actors]
    zone = {v: c for v, c in vectors.items() if all(map(int.__ge__, v, thresholds))}
    found = answer(p)
    assert found.total == OPTIONS**N > 10**12
    assert found.zone_size == sum(zone.values()) > 0
    assert found.accepted_by == tuple(
        sum(c for v, c in vectors.items() if v[a] >= thresholds[a]) for a in range(2)
    )
    efficient = {v for v in zone if not any(w != v and all(map(int.__ge__, w, v)) for w in zone)}
    assert {tuple(row) for row in found.frontier.vectors.tolist()} == efficient
    assert found.frontier.size == sum(zone[v] for v in efficient)
    assert all(sum(counts) == found.zone_size for counts in found.option_counts)


@pytest.mark.parametrize("seed", [2])
def test_the_floor_at_10_to_the_12_is_the_optimum_of_an_integer_program(seed: int) -> None:
    rng = np.random.default_rng(seed)
    rules = tuple(
        ScopeTable((i, i + 1), rng.random((OPTIONS, OPTIONS)) < 0.2) for i in range(0, N - 1, 4)
    )
    p = problem((OPTIONS,) * N, *(member(rng, 50, 600, 4) for _ in range(3)), broken=rules)
    best = best_for_the_worst_off(p)
    assert best.package is not None
    assert verdict(p, best.package).in_zone
    least = floor(p.actors, zone_frontier(p).vectors)
    assert least == best.smallest_gain
    assert best.at_most == pytest.approx(float(least or 0), abs=1e-3)


def test_a_closed_zone_at_10_to_the_12_is_explained_by_packages_that_prove_it() -> None:
    rng = np.random.default_rng(1)
    first = member(rng, 9, 0, 2)
    lines = (options(0, OPTIONS, 0, 1), options(3, OPTIONS, 2))
    opposed = (options(0, OPTIONS, 2, 3), options(7, OPTIONS, 0))
    p = problem(
        (OPTIONS,) * N,
        ActorTables("always", None, lines, first.tables, (), 0, 1, Fraction(0)),
        ActorTables("always", None, opposed, (), (), 0, 1, Fraction(0)),
    )
    found = answer(p)
    assert found.zone_size == 0
    drops = [[(s.actor, s.number) for s in c.drop] for c in found.conflicts.minimal_corrections]
    assert drops == [[(0, 0)], [(1, 0)]]
    # Half the options of issue 0, three quarters of those of issues 3 and 7.
    kept = OPTIONS**N // 2 * 3 // 4 * 3 // 4
    assert [c.opens for c in found.conflicts.minimal_corrections] == [kept, kept]
    assert [dict(c.steps) for c in found.conflicts.minimal_corrections] == [{0: 1}, {1: 1}]
    assert [[(s.actor, s.number) for s in m] for m in found.conflicts.minimal_conflicts] == [
        [(0, 0), (1, 0)]
    ]
    for c in found.conflicts.minimal_corrections:
        assert c.witness[3] != 2
        assert c.witness[7] != 0
