"""Walks in parts, done elsewhere: whatever the parts, the answer is the same."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import negsim
from negsim.solve.listing import walks
from negsim.solve.listing.engine import answer
from negsim.solve.listing.scan import Scan
from negsim.solve.listing.walks import Stretch, Walks
from negsim.solve.sweep import engine, nearest
from negsim.solve.tables import conflicts
from negsim.solve.tables.problem import Problem
from negsim.space.space import compile_scenario
from tests.solve.listing.test_engine import ASKED, small_halves, text
from tests.solve.problems import contested, problems


@dataclass(frozen=True)
class ByPost:
    """Work done here, on what has been through what processes send one another."""

    parts: int

    def each(self, function: Callable[[Any], Any], things: Sequence[Any], /) -> Iterator[Any]:
        for thing in things:
            sent_function, sent = pickle.loads(pickle.dumps((function, thing)))
            yield pickle.loads(pickle.dumps(sent_function(sent)))


@given(problems() | contested(), ASKED, st.integers(1, 7))
def test_whatever_the_parts_the_answer_is_the_same(
    p: Problem, asked: frozenset[Any], parts: int
) -> None:
    with small_halves():
        whole = answer(p, suspects=asked, names=text)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(walks, "WORTH_SHARING", 0)
            shared = answer(p, suspects=asked, names=text, elsewhere=ByPost(parts))
    assert repr(shared) == repr(whole)


@pytest.mark.parametrize("listed", [1, 1000])
@given(problems() | contested(), ASKED, st.integers(1, 7))
def test_whoever_looks_at_minimal_corrections_they_are_the_same(
    listed: int, p: Problem, asked: frozenset[Any], parts: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(conflicts, "LISTED_CORRECTIONS", listed)
        alone = engine.answer(p, suspects=asked, names=text)
        patch.setattr(nearest, "WORTH_SHARING", 0)
        shared = engine.answer(p, suspects=asked, names=text, elsewhere=ByPost(parts))
    assert repr(shared) == repr(alone)


def made_of(stretch: Stretch) -> Scan:
    return stretch.scan


@dataclass(frozen=True)
class Here:
    """Errands run here, each by itself as a worker does who is sent them one after another."""

    parts: int

    def each(self, function: Callable[[Any], Any], things: Sequence[Any], /) -> Iterator[Any]:
        return (function(pickle.loads(pickle.dumps(thing))) for thing in things)


def test_a_worker_tabulates_a_problem_once_for_all_stretches_of_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(walks, "WORTH_SHARING", 0)
    first, second = (
        compile_scenario(negsim.load(name).base).problem for name in ("harbour", "korea_1953")
    )
    with small_halves():
        walked = Walks(first, None, Here(5))
        scans = list(walked.walk(Scan(first), made_of))
        [other] = set(walked.walk(Scan(first, "allowed"), made_of))
        [another] = set(Walks(second, None, Here(5)).walk(Scan(second), made_of))
    assert len(scans) > 2
    assert len(set(scans)) == 1
    assert (scans[0].among, other.among) == ("feasible", "allowed")
    assert scans[0].problem.total == first.total
    assert another.problem.total == second.total != first.total


def packages(stretch: Stretch) -> list[int]:
    listed = (window.block(window.selected) for window in stretch.windows())
    return [int(i) for block in listed for i in block.index]


@given(problems(), st.integers(1, 7))
def test_parts_come_in_package_order_and_hold_every_package_once(p: Problem, parts: int) -> None:
    told: list[tuple[int, int]] = []
    with small_halves(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(walks, "WORTH_SHARING", 0)
        scan = Scan(p)
        walked = Walks(p, lambda done, total: told.append((done, total)), ByPost(parts))
        found = [i for part in walked.walk(scan, packages) for i in part]
        assert found == [int(i) for block in scan.blocks() for i in block.index]
    assert told == sorted(told)
    if scan.halves.n_left:
        assert told[-1] == (p.total, p.total)
