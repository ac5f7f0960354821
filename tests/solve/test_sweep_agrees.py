"""The sweeping engine against the enumerating one: the same answer to the bit."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negsim.solve.answer import Answer, Suspect
from negsim.solve.listing import engine as enumerating
from negsim.solve.sweep import engine, nearest, violated, voting
from negsim.solve.tables.problem import Problem
from tests.solve.problems import contested, problems

ASKED: Any = st.sampled_from(
    [frozenset(), {"reservations"}, {"rules"}, {"rules", "reservations"}]
).map(frozenset)


def text(suspect: Suspect) -> str:
    return f"{'zyx'[suspect.actor % 3]}{suspect.actor}.{suspect.layer}.{suspect.number}"


def facts(found: Answer) -> dict[str, Any]:
    """Everything of an answer but the engine's name, in types that compare."""
    frontier = found.frontier
    return {
        "total": found.total,
        "feasible": found.feasible,
        "accepted_by": found.accepted_by,
        "red_line_accepted_by": found.red_line_accepted_by,
        "coalitions": list(found.coalitions.items()),
        "zone_size": found.zone_size,
        "red_line_zone_size": found.red_line_zone_size,
        "option_counts": found.option_counts,
        "needed_by": found.needed_by,
        "table_size": found.table_size,
        "read_two_ways": found.read_two_ways,
        "left_open": dict(found.left_open),
        "ratification": dict(found.ratification),
        "frontier": (
            frontier.among,
            [tuple(int(t) for t in row) for row in frontier.vectors],
            tuple(int(n) for n in frontier.counts),
        ),
        "shape": np.shape(frontier.vectors),
        "solutions": dict(found.solutions),
        "floor": found.floor,
        "conflicts": found.conflicts,
    }


def assert_same(p: Problem, asked: frozenset[Any]) -> None:
    wanted = facts(enumerating.answer(p, suspects=asked, names=text))
    found = facts(engine.answer(p, suspects=asked, names=text))
    assert found == wanted


@settings(max_examples=settings().max_examples * 2)
@given(problems(), ASKED)
def test_engines_agree(p: Problem, asked: frozenset[Any]) -> None:
    assert_same(p, asked)


@given(contested(), ASKED)
def test_engines_agree_on_why_a_zone_is_empty(p: Problem, asked: frozenset[Any]) -> None:
    assert_same(p, asked)


@settings(max_examples=16)
@given(contested(), ASKED)
def test_engines_agree_when_a_sweep_knows_few_sets_beforehand(
    p: Problem, asked: frozenset[Any]
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(violated, "SCOUTS", 2)
        patch.setattr(violated, "KNOWN", 1)
        assert_same(p, asked)


@settings(max_examples=16)
@given(contested(), ASKED)
def test_engines_agree_when_what_a_correction_opens_is_not_listed(
    p: Problem, asked: frozenset[Any]
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(nearest, "FEW", 0)
        assert_same(p, asked)


@given(problems(), ASKED)
def test_engines_agree_when_no_vote_is_told_by_a_formula(p: Problem, asked: frozenset[Any]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(voting, "TABLE_CELLS", 1)
        assert_same(p, asked)


@settings(max_examples=settings().max_examples // 3)
@given(problems(), ASKED)
def test_progress_of_a_sweep_never_falls_and_comes_close_to_its_end(
    p: Problem, asked: frozenset[Any]
) -> None:
    told: list[tuple[int, int]] = []
    found = engine.answer(
        p, suspects=asked, progress=lambda done, total: told.append((done, total))
    )
    assert told == sorted(told)
    assert {total for _, total in told} == {p.total}
    if not found.zone_size:
        assert told[-1] == (p.total, p.total)
