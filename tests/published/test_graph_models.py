"""Conflicts of the graph model: states that hold, by each concept of stability."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

import negsim
from negsim.questions.stability.result import Stability
from negsim.solve.kernels.stability import Concept, Counters
from negsim.solve.tables.gains import utilities
from negsim.space.space import compile_scenario
from negsim.study import Study
from tests.published.graph_models import cuba, garrison
from tests.solve.conflicts_by_hand import Conflict

# Elmira in nine states: the order, the works, the council; whoever abandons makes all else one.
ELMIRA = {
    1: ("as_it_is", "delay", "quiet"),
    2: ("softened", "delay", "quiet"),
    3: ("as_it_is", "accept", "quiet"),
    4: ("softened", "accept", "quiet"),
    5: ("as_it_is", "delay", "insist"),
    6: ("softened", "delay", "insist"),
    7: ("as_it_is", "accept", "insist"),
    8: ("softened", "accept", "insist"),
}
# Payoffs of the nine states, and moves, as a program's file for the model of Xu (2007) has them.
ELMIRA_PAYOFFS = {
    "ministry": (4, 3, 8, 7, 5, 2, 9, 6, 1),
    "uniroyal": (9, 2, 4, 8, 6, 1, 3, 7, 5),
    "council": (6, 2, 8, 3, 7, 4, 9, 5, 1),
}
ELMIRA_MOVES = (
    {1: {2}, 3: {4}, 5: {6}, 7: {8}},
    {1: {3, 9}, 2: {4, 9}, 3: {9}, 4: {9}, 5: {7, 9}, 6: {8, 9}, 7: {9}, 8: {9}},
    {1: {5}, 2: {6}, 3: {7}, 4: {8}, 5: {1}, 6: {2}, 7: {3}, 8: {4}},
)
# Another file ranks the bottom of the chemical works' list otherwise.
OTHER_UNIROYAL = (9, 4, 3, 8, 6, 1, 2, 7, 5)
ELMIRA_EQUILIBRIA = {
    "nash": [5, 8, 9],
    "seq": [5, 8, 9],
    "gmr": [1, 4, 5, 8, 9],
    "smr": [1, 4, 5, 8, 9],
}


def numbered(
    found: Stability, packages: Mapping[int, Mapping[str, str]], concept: Concept
) -> list[int]:
    """Numbers of the states that hold."""
    assert found.everywhere is not None
    held = [dict(one.package) for one in found.everywhere.stable if one.holds[concept]]
    return sorted(number for number, package in packages.items() if package in held)


def elmira(study: Study, concept: Concept) -> list[int]:
    """States of Elmira that hold, the abandoned site counted as one state."""
    found = study.stability().everywhere
    assert found is not None
    held = [tuple(one.package.values()) for one in found.stable if one.holds[concept]]
    abandoned = [one for one in held if one[1] == "abandon"]
    assert len(abandoned) in {0, 4}
    return [k for k, state in ELMIRA.items() if state in held] + ([9] if abandoned else [])


def test_elmira_1991_is_ranked_as_the_nine_state_table_ranks_it() -> None:
    space = compile_scenario(negsim.load("elmira_1991").scenario)
    packages = [*ELMIRA.values(), ("as_it_is", "abandon", "quiet")]
    worth = [
        utilities(space.problem, space.package(dict(zip(space.issues, package, strict=True))))
        for package in packages
    ]
    for place, actor in enumerate(space.actors):
        own = [values[place] for values in worth]
        assert [sorted(own).index(value) + 1 for value in own] == list(ELMIRA_PAYOFFS[actor])


@pytest.mark.parametrize("concept", ELMIRA_EQUILIBRIA)
def test_elmira_1991_nash_and_sequential_equilibria_are_states_5_8_and_9(concept: Concept) -> None:
    assert elmira(negsim.load("elmira_1991"), concept) == ELMIRA_EQUILIBRIA[concept]


@pytest.mark.parametrize("uniroyal", [ELMIRA_PAYOFFS["uniroyal"], OTHER_UNIROYAL])
def test_elmira_1991_either_file_by_the_definitions_gives_the_same_equilibria(
    uniroyal: tuple[int, ...],
) -> None:
    payoffs = (ELMIRA_PAYOFFS["ministry"], uniroyal, ELMIRA_PAYOFFS["council"])
    conflict = Conflict(
        moves=[{k: frozenset(moves.get(k, ())) for k in range(1, 10)} for moves in ELMIRA_MOVES],
        payoffs=[dict(enumerate(values, start=1)) for values in payoffs],
        states=tuple(range(1, 10)),
    )
    found = {concept: conflict.equilibria(concept) for concept in ELMIRA_EQUILIBRIA}
    assert found == ELMIRA_EQUILIBRIA


CUBA: dict[Concept, list[int]] = {
    "nash": [6],
    "gmr": [1, 2, 3, 5, 6, 7, 8],
    "smr": [1, 2, 3, 5, 6, 7, 8],
    "seq": [5, 6, 7],
}


@pytest.mark.parametrize("concept", CUBA)
def test_recomputed_not_printed_equilibria_of_the_cuban_missiles(concept: Concept) -> None:
    text, packages = cuba()
    assert len(packages) == 12
    assert numbered(negsim.loads(text).stability(), packages, concept) == CUBA[concept]


def test_recomputed_not_printed_cuban_missiles_depend_on_how_a_statement_of_several_parts_counts() -> (
    None
):
    text, packages = cuba(once=True)
    found = negsim.loads(text).stability()
    assert numbered(found, packages, "nash") == CUBA["nash"]
    assert numbered(found, packages, "seq") == [3, 6]


GARRISON_NASH = [2, 3, 11, 17, 18, 21, 22]
GARRISON_ONCE = [2, 3, 4, 8, 10, 11, 13, 14, 15, 17, 18, 19, 21, 22]


@pytest.mark.parametrize("counters", ["sequences", "once"])
def test_garrison_nash_and_sequential_equilibria_are_those_of_the_log_of_gmcr_py(
    counters: Counters,
) -> None:
    text, packages = garrison()
    assert len(packages) == 23
    found = negsim.loads(text).stability(counters=counters)
    assert found.scenario.rules
    assert numbered(found, packages, "nash") == GARRISON_NASH
    assert numbered(found, packages, "seq") == GARRISON_NASH


def test_recomputed_not_printed_garrison_depends_on_how_often_others_may_answer() -> None:
    text, packages = garrison()
    study = negsim.loads(text)
    once: Any = study.stability(counters="once")
    assert numbered(once, packages, "gmr") == GARRISON_ONCE
    assert numbered(once, packages, "smr") == GARRISON_ONCE
    assert numbered(study.stability(), packages, "gmr") == sorted([*GARRISON_ONCE, 6])
