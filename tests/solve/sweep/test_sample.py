from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from negsim.errors import TooLarge
from negsim.solve.intervals import share_interval as interval
from negsim.solve.sweep import engine
from negsim.solve.sweep.count import size_of
from negsim.solve.sweep.diagram import Diagram
from negsim.solve.sweep.effort import SOON, Effort, seconds_for
from negsim.solve.sweep.sample import estimated_size
from negsim.solve.sweep.voting import zone_terms
from negsim.solve.sweep.zone import zone_size
from negsim.solve.tables.problem import Problem, ScopeTable
from tests.solve.problems import actor, problem, worth


def large(n: int = 12) -> Problem:
    rng = np.random.default_rng(3)
    cast = [
        actor(
            *(worth(i, *rng.integers(0, 1000, 3).tolist()) for i in range(n)),
            reservation_value=540 * n,
        )
        for _ in range(3)
    ]
    forbidden = tuple(ScopeTable((i, i + 1), np.eye(3, dtype=bool)) for i in range(0, n - 1, 3))
    return problem((3,) * n, *cast, broken=forbidden)


def test_intervals_cover_the_true_size_as_often_as_they_say() -> None:
    p = large(8)
    truth = zone_size(p).packages
    ((_, asked),) = zone_terms(p)
    diagram = asked.diagram(p.sizes)
    estimates = [estimated_size(diagram, kept=12, seed=seed) for seed in range(25)]
    intervals = [one.interval for one in estimates if one.interval is not None]
    assert len(intervals) == 25
    # Of 25 intervals of 95%, fewer than 20 hold the number once in a thousand.
    assert sum(low <= truth <= high for low, high in intervals) >= 20
    mean = np.mean([one.packages for one in estimates])
    spread = np.std([one.packages for one in estimates]) / len(estimates) ** 0.5
    assert abs(mean - truth) < 4 * spread


def test_an_interval_of_nothing_and_of_everything_is_one_sided() -> None:
    # With no hit in n draws the upper end p solves (1 - p)^n = 0.025.
    assert interval(0, 100)[0] == 0
    assert interval(0, 100)[1] == pytest.approx(1 - 0.025**0.01)
    assert interval(100, 100)[0] == pytest.approx(0.025**0.01)
    assert interval(100, 100)[1] == 1


def test_an_interval_of_half_the_draws_is_the_published_one() -> None:
    # Clopper & Pearson 1934: 50 of 100 leave 0.398 to 0.602, and 10 of 100 leave 0.049 to 0.176.
    assert interval(50, 100) == pytest.approx((0.3983, 0.6017), abs=5e-5)
    assert interval(10, 100) == pytest.approx((0.0490, 0.1762), abs=5e-5)


def test_what_cannot_be_counted_is_estimated_and_said_to_be(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    p = large()
    exact = engine.answer(p)
    assert (exact.exact_parts, exact.zone_interval) == (None, None)
    monkeypatch.setattr(engine, "SOON", Effort(sums=10))
    found = engine.answer(p)
    assert found.exact_parts is not None
    assert found.zone_interval is not None
    assert "zone" not in found.exact_parts
    assert {"packages", "frontier", "solutions", "floor"} <= set(found.exact_parts)
    low, high = found.zone_interval
    assert low <= exact.zone_size <= high
    assert low <= found.zone_size <= high
    assert found.feasible == exact.feasible
    for estimated, counted in zip(found.option_counts, exact.option_counts, strict=True):
        assert [n == 0 for n in estimated] == [n == 0 for n in counted]
        assert (found.zone_size in estimated) == (exact.zone_size in counted)
    assert found.solutions == exact.solutions
    assert engine.answer(p).zone_size == found.zone_size


def test_whoever_insists_gets_the_exact_number(monkeypatch: pytest.MonkeyPatch) -> None:
    p = large(8)
    monkeypatch.setattr(engine, "SOON", Effort(sums=10))
    exact = engine.answer(p, exact=True)
    assert (exact.exact_parts, exact.zone_interval) == (None, None)
    assert exact.zone_size == zone_size(p).packages
    monkeypatch.setattr(engine, "EXACT", Effort(sums=10, may_estimate=False))
    with pytest.raises(TooLarge, match="too many to count exactly"):
        engine.answer(p, exact=True)


def test_no_more_are_estimated_than_there_are() -> None:
    p = large(8)
    ((_, asked),) = zone_terms(p)
    easy = [replace(one, at_least=1000) for one in asked.sums]  # nearly all packages come to that
    diagram = Diagram(p.sizes, asked.hard, easy)
    found = [estimated_size(diagram, kept=4, with_options=False, seed=seed) for seed in range(4)]
    total = size_of(Diagram(p.sizes, asked.hard, ())).packages
    for one in found:
        assert one.interval is not None
        assert one.packages <= one.interval[1] <= total


def test_what_is_small_is_never_estimated() -> None:
    assert seconds_for(100_000, 4) < SOON.seconds / 2
    assert engine.answer(large()).exact_parts is None


def test_what_corrections_open_may_be_an_estimate_and_is_said_to_be(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    open_one = large()
    everywhere = ScopeTable((), np.array(True))
    actors = (replace(open_one.actors[0], crossed=(everywhere,)), *open_one.actors[1:])
    p = replace(open_one, actors=actors)
    ((exact,),) = (engine.answer(p).conflicts.minimal_corrections,)
    monkeypatch.setattr(engine, "ABLE", Effort(sums=10))
    found = engine.answer(p)
    assert found.exact_parts is not None
    assert "conflicts" not in found.exact_parts
    assert {"packages", "zone", "frontier"} <= set(found.exact_parts)
    (correction,) = found.conflicts.minimal_corrections
    assert correction.zone == pytest.approx(exact.zone, rel=0.1)
    assert (correction.drop, correction.witness) == (exact.drop, exact.witness)
