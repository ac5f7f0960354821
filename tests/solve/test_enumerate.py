"""The enumerating engine against the definitions."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negsim.solve import halves
from negsim.solve.answer import Answer, Suspect
from negsim.solve.enumerate import answer
from negsim.solve.problem import Problem, QuotaRule, Table, constant
from tests.solve.definitions import Definitions
from tests.solve.problems import actor, options, problem, problems, worth

ASKED: Any = st.sampled_from(
    [frozenset(), {"reservations"}, {"rules"}, {"rules", "reservations"}]
).map(frozenset)


@pytest.fixture(params=[halves.COLUMNS, 4], ids=["one_row", "many_rows"])
def cut(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """Small problems fit into one row; a small aim for the columns exercises the cut too."""
    monkeypatch.setattr(halves, "COLUMNS", request.param)
    return int(request.param)


def text(suspect: Suspect) -> str:
    return f"{'zyx'[suspect.actor % 3]}{suspect.actor}.{suspect.layer}.{suspect.number}"


def assert_agrees(found: Answer, wanted: Definitions, asked: frozenset[Any]) -> None:
    p = wanted.problem
    assert found.total == len(wanted.every)
    assert found.feasible == len(wanted.feasible)
    assert found.accepted_by == wanted.accepted_by(reservations=True)
    assert found.red_line_accepted_by == wanted.accepted_by(reservations=False)
    assert dict(found.coalitions) == wanted.coalitions()
    assert found.zone_size == len(wanted.zone)
    assert found.red_line_zone_size == len(wanted.red_line_zone)
    assert found.option_counts == wanted.option_counts()
    frontier = wanted.frontier()
    tally: dict[tuple[int, ...], int] = {}
    for x in frontier:
        tally[wanted.vector(x)] = tally.get(wanted.vector(x), 0) + 1
    assert found.frontier.among == ("zone" if wanted.zone else "feasible")
    assert [tuple(int(t) for t in row) for row in found.frontier.vectors] == sorted(tally)
    assert found.frontier.counts == tuple(tally[v] for v in sorted(tally))
    for name, packages in wanted.solutions().items():
        solution = found.solutions[name]  # type: ignore[index]
        assert (name, solution.ties) == (name, len(packages))
        assert (name, list(solution.packages)) == (name, sorted(packages)[:20])
    floors = [min(wanted.principal_gains(x)) for x in frontier if p.principals and wanted.zone]
    assert found.floor == max(floors, default=None)
    layers = wanted.layers(asked)
    assert found.conflicts.suspects == layers
    if wanted.zone:
        assert not found.conflicts.minimal_conflicts and not found.conflicts.minimal_corrections
        return
    report = wanted.corrections(layers)
    among = wanted.allowed if "rules" in layers else wanted.feasible
    opened = any(frozenset() in wanted.violations(x, layers) for x in among)
    listed = found.conflicts.minimal_corrections
    assert found.conflicts.total == len(report)
    assert {frozenset(c.drop) for c in listed} == set(report)
    for c in listed:
        assert {
            "opens": c.opens,
            "zone": c.zone,
            "witness": c.witness,
            "steps": dict(c.steps),
        } == report[frozenset(c.drop)]
    conflicts = set() if opened else wanted.conflicts(report)
    assert {frozenset(c) for c in found.conflicts.minimal_conflicts} == conflicts
    for sets in (found.conflicts.minimal_conflicts, [c.drop for c in listed]):
        texts = [[text(s) for s in members] for members in sets]
        assert texts == sorted(sorted(members) for members in texts)


@settings(max_examples=150)
@given(problems(), ASKED)
def test_every_figure_agrees_with_its_definition(p: Problem, asked: frozenset[Any]) -> None:
    assert_agrees(answer(p, suspects=asked, names=text), Definitions(p), asked)


@settings(max_examples=150)
@given(problems(), ASKED)
def test_every_figure_agrees_with_its_definition_across_the_cut(
    p: Problem, asked: frozenset[Any]
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(halves, "COLUMNS", 4)
        patch.setattr(halves, "CELLS", 16)
        patch.setattr(halves, "SHARED_WORDS", 2)
        patch.setattr(halves, "SHARED_TOTALS", 6)
        assert_agrees(answer(p, suspects=asked, names=text), Definitions(p), asked)
