"""The enumerating engine against the definitions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negsim.solve.answer import Answer, Suspect
from negsim.solve.listing import explain, frontier, halves, tabulated
from negsim.solve.listing.engine import answer
from negsim.solve.tables import conflicts, efficient
from negsim.solve.tables.problem import Formula, Problem, ScopeTable, constant
from tests.solve.definitions import Definitions, holds
from tests.solve.problems import actor, contested, options, problem, problems, worth

ASKED: Any = st.sampled_from(
    [frozenset(), {"reservations"}, {"rules"}, {"rules", "reservations"}]
).map(frozenset)


def text(suspect: Suspect) -> str:
    return f"{'zyx'[suspect.actor % 3]}{suspect.actor}.{suspect.layer}.{suspect.number}"


def assert_agrees(found: Answer, wanted: Definitions, asked: frozenset[Any]) -> None:
    p = wanted.problem
    assert found.total == len(wanted.every)
    assert found.feasible == len(wanted.feasible)
    assert found.accepted_by == wanted.accepted_by(reservations=True)
    assert found.needed_by == wanted.needed_by()
    assert found.table_size == len(wanted.table_zone)
    assert found.read_two_ways == sum(holds(p.two_ways, x) for x in wanted.zone)
    assert found.left_open == wanted.left_open()
    told = {
        seat: (one.passes, one.stops, dict(one.pivots)) for seat, one in found.ratification.items()
    }
    assert told == wanted.ratification()
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
        assert not found.conflicts.minimal_conflicts
        assert not found.conflicts.minimal_corrections
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
    minimal = set() if opened else wanted.conflicts(report)
    assert {frozenset(c) for c in found.conflicts.minimal_conflicts} == minimal
    for sets in (found.conflicts.minimal_conflicts, [c.drop for c in listed]):
        texts = [[text(s) for s in members] for members in sets]
        assert texts == sorted(sorted(members) for members in texts)


@contextmanager
def small_halves() -> Iterator[None]:
    """Small problems fit into one row; small limits take them through everything that large ones go through."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(halves, "COLUMNS", 4)
        patch.setattr(halves, "CELLS", 16)
        patch.setattr(tabulated, "SHARED_WORDS", 2)
        patch.setattr(tabulated, "SHARED_TOTALS", 6)
        patch.setattr(frontier, "WORTH_IT", 1)
        patch.setattr(frontier, "ROWS_PER_SCOUT", 2)
        patch.setattr(efficient, "PENDING", 3)
        yield


@given(problems(), ASKED)
def test_every_figure_agrees_with_its_definition(p: Problem, asked: frozenset[Any]) -> None:
    assert_agrees(answer(p, suspects=asked, names=text), Definitions(p), asked)


@given(problems(), ASKED)
def test_every_figure_agrees_with_its_definition_across_the_cut(
    p: Problem, asked: frozenset[Any]
) -> None:
    with small_halves():
        assert_agrees(answer(p, suspects=asked, names=text), Definitions(p), asked)


@settings(max_examples=settings().max_examples * 2)
@given(contested(), ASKED)
def test_explanations_agree_with_their_definitions(p: Problem, asked: frozenset[Any]) -> None:
    assert_agrees(answer(p, suspects=asked, names=text), Definitions(p), asked)


@given(contested(), ASKED)
def test_explanations_agree_with_their_definitions_across_the_cut(
    p: Problem, asked: frozenset[Any]
) -> None:
    with small_halves():
        assert_agrees(answer(p, suspects=asked, names=text), Definitions(p), asked)


@given(contested(), ASKED)
def test_explanations_stay_the_same_however_packages_are_sieved(
    p: Problem, asked: frozenset[Any]
) -> None:
    wanted = answer(p, suspects=asked, names=text).conflicts
    with small_halves(), pytest.MonkeyPatch.context() as patch:
        for name, limit in (("SIEVED_BY", 1), ("JURIES", 0)):
            patch.setattr(explain, name, limit)
            assert answer(p, suspects=asked, names=text).conflicts == wanted


def test_one_issue_and_one_actor_are_enough() -> None:
    found = answer(problem((3,), actor(worth(0, 0, 1, 2), reservation_value=1, scale=2)))
    assert (found.zone_size, found.option_counts, dict(found.coalitions)) == (1, ((0, 0, 1),), {})
    assert found.solutions["nash"].packages == ((2,),)
    assert found.floor == 0


def test_without_principals_every_package_ties_and_there_is_no_floor() -> None:
    found = answer(problem((2, 30), actor(worth(0, 0, 1), consent="never")))
    assert found.zone_size == found.frontier.size == 60
    assert found.floor is None
    for solution in found.solutions.values():
        assert solution.ties == 60
        assert solution.packages == tuple((0, k) for k in range(20))


def test_ties_are_listed_in_package_order_twenty_at_most() -> None:
    two = problem((5, 40), actor(worth(0, 1, 0, 1, 0, 1)), actor(worth(0, 1, 0, 1, 0, 1)))
    with small_halves():
        solution = answer(two).solutions["egalitarian"]
    assert solution.ties == 120
    assert solution.packages == tuple((0, k) for k in range(20))
    with small_halves():
        solution = answer(
            problem((15, 4), actor(ScopeTable((1,), np.array([1, 0, 1, 0]))))
        ).solutions["nash"]
    assert solution.ties == 30
    assert solution.packages == tuple((i, k) for i in range(10) for k in (0, 2))


def test_more_red_lines_than_a_word_has_bits() -> None:
    lines = tuple(options(0, 70, k) for k in range(70))
    found = answer(problem((70, 2), actor(crossed=lines[:30]), actor(crossed=lines[30:]))).conflicts
    assert [c.opens for c in found.minimal_corrections] == [2] * 70
    assert [c.witness for c in found.minimal_corrections] == [(k, 0) for k in range(70)]
    everyone = [Suspect("red_lines", 0, k) for k in range(30)]
    everyone += [Suspect("red_lines", 1, k) for k in range(40)]
    assert found.minimal_conflicts == (tuple(everyone),)


def test_utilities_beyond_a_machine_word_are_compared_exactly() -> None:
    huge = 2**200
    near = problem((3,), actor(worth(0, huge, huge + 1, huge - 1), scale=huge, reservation_value=1))
    found = answer(near)
    assert found.option_counts == ((1, 1, 0),)
    assert found.frontier.vectors.tolist() == [[huge + 1]]
    assert found.floor == Fraction(1, huge)


def test_of_many_corrections_those_with_fewest_steps_are_listed() -> None:
    # Package (i, j) crosses just the red lines i and j of the two actors; only an option's distance from 0 to 32,
    # where no line is crossed but the partner's, tells corrections apart.
    n = 33

    def lines(issue: int) -> tuple[Formula, ...]:
        return tuple(options(issue, n, k) for k in range(n))

    far = problem(
        (n, n), actor(crossed=lines(0)), actor(crossed=lines(1)), is_ordered=(False, True)
    )
    found = answer(far).conflicts
    assert found.total == n * n
    assert len(found.minimal_corrections) == 1000
    assert {sum(s or 0 for s in c.steps.values()) for c in found.minimal_corrections} == {2}
    assert set(found.minimal_conflicts) == {
        tuple(Suspect("red_lines", a, k) for k in range(n)) for a in (0, 1)
    }
    assert found.all_conflicts


def test_too_many_conflicts_are_cut_and_said_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conflicts, "LISTED_CONFLICTS", 1)
    two = problem((2,), actor(crossed=(options(0, 2, 0), options(0, 2, 1))))
    found = answer(two).conflicts
    assert len(found.minimal_conflicts) == 1
    assert found.all_conflicts
    both = answer(problem((2,), actor(crossed=(constant(True), constant(True))))).conflicts
    assert len(both.minimal_conflicts) == 1
    assert not both.all_conflicts


def test_what_variants_bar_is_never_suspect() -> None:
    barred = problem((3,), actor(), broken=(options(0, 3, 0),), barred=(options(0, 3, 1, 2),))
    found = answer(barred)
    assert found.feasible == 0
    assert found.conflicts.suspects == ("red_lines", "rules")
    assert found.conflicts.minimal_corrections[0].witness == (0,)
    nothing = answer(problem((3,), actor(), barred=(constant(True),)))
    assert nothing.conflicts.minimal_corrections == ()
    assert nothing.conflicts.minimal_conflicts == ((),)


def test_a_line_that_no_package_keeps_has_no_steps_and_is_left_out_of_the_order() -> None:
    lines = (constant(True), options(0, 4, 0, 1, 2, 3))
    found = answer(problem((4,), actor(crossed=lines))).conflicts
    assert [dict(c.steps) for c in found.minimal_corrections] == [{0: None}]


def test_progress_counts_up_to_the_end() -> None:
    told: list[tuple[int, int]] = []
    closed = problem(
        (4, 5, 6), actor(crossed=(options(0, 4, 0, 1),)), actor(crossed=(options(0, 4, 2, 3),))
    )
    with small_halves():
        answer(closed, progress=lambda done, total: told.append((done, total)))
    done = [d for d, _ in told]
    assert done == sorted(done)
    assert all(d <= total for d, total in told)
    assert told[-1][0] == told[-1][1]


def test_a_walk_that_is_broken_off_leaves_the_problem_as_it_was() -> None:
    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt(f"{done} of {total}")

    open_problem = problem((3, 4), actor(worth(0, 0, 1, 2)))
    with pytest.raises(KeyboardInterrupt, match="12 of 12"):
        answer(open_problem, progress=stop)
    assert answer(open_problem).zone_size == 12
