"""Laws that say that nothing changes are tried on every answer, not on `run` alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pytest

from negsim.language.load import loads
from negsim.questions.laws.answers import FREE_OF_ORDER, IN_FULL
from negsim.questions.laws.law import LAWS
from negsim.questions.laws.trying import _smaller, broken, try_laws
from negsim.questions.position import baseline
from negsim.solve.kernels.room import room as solve_room

TEXT = """
negsim: 1
scenario: rel
issues:
  a: {ask: A?, ordered: low to high, options: {l: low, m: middle, h: high}}
  b: {ask: B?, options: {x: x, y: y, z: z}}
actors:
  p:
    influence: 50
    reservation_value: 0.2
    red_lines: {no: {forbid: {b: z}}}
    preferences: {a: {weight: 3, ladder: l < m < h}, b: {weight: 1, ladder: z < x < y}}
  q:
    influence: 50
    reservation_value: 0.2
    preferences: {a: {weight: 2, ladder: h < m < l}, b: {weight: 1, ladder: y < x < z}}
"""


def weights_as_written(patch: pytest.MonkeyPatch) -> None:
    """Attention that is the weight as it stands, not its share."""

    def raw(actor: Any, _: Any) -> dict[str, Fraction]:
        return {one.issue: one.weight.best for one in actor.preferences}

    patch.setattr(baseline, "shares", raw)


def room_of_the_first_alone(patch: pytest.MonkeyPatch) -> None:
    """Room that is lost to all but the first actor of the file."""

    def first(problem: Any, progress: Any) -> Any:
        found = solve_room(problem, progress)
        actors = {
            a: one if not a else replace(one, utility=None) for a, one in found.actors.items()
        }
        return replace(found, actors=actors)

    patch.setattr("negsim.questions.room.find.solve_room", first)


FAULTS: list[tuple[str, Callable[[pytest.MonkeyPatch], None]]] = [
    ("scaling_weights_changes_nothing", weights_as_written),
    ("order_of_actors_changes_nothing", room_of_the_first_alone),
]


@pytest.mark.parametrize(("law", "plant"), FAULTS, ids=lambda one: getattr(one, "__name__", one))
def test_a_fault_in_another_answer_than_run_breaks_the_law(
    law: str, plant: Callable[[pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    scenario = loads(TEXT)
    tries = [Random(seed) for seed in range(3)]
    assert not any(broken(LAWS[law], scenario, rng) for rng in tries)
    plant(monkeypatch)
    found = [broken(LAWS[law], scenario, Random(seed)) for seed in range(15)]
    assert any(words is not None and "answers otherwise" in words for words in found)


def test_the_page_of_laws_names_the_answers_that_they_are_tried_on() -> None:
    page = (Path(__file__).parents[2] / "docs" / "reference" / "laws.md").read_text("utf-8")
    told = page[page.index("## Which answers a law is tried on") :]
    assert [name for name in (*IN_FULL, *FREE_OF_ORDER) if f"`{name}`" not in told] == []


OTHERWISE = """
negsim: "1.1"
scenario: otherwise
issues:
  depth:
    ordered: shallow to deep
    may_stay_open: true
    options: {ten: {label: ten, read_as: {town: twelve}}, twelve: twelve, none: none, fifteen: fifteen}
status_quo: {depth: twelve}
actors:
  port: {preferences: {depth: {weight: 1, position: none}}}
  town: {preferences: {depth: {weight: 1, position: none}}}
"""


def test_a_position_means_the_scores_of_those_options_that_have_a_place_for_its_actor() -> None:
    """An option that is read as another, or that leaves the issue open, has none."""
    (tried,) = try_laws(
        loads(OTHERWISE), Random(0), laws=[LAWS["positions_and_breakpoints_mean_scores"]]
    )
    assert (tried.found, tried.left_out) == (None, None)


LEFT_OPEN = """
negsim: 1.1
scenario: loose
issues:
  depth: {options: {low: Low, mid: Mid, high: High}, ordered: true, may_stay_open: true}
  fee: {options: {low: Low, high: High}}
status_quo: {depth: low, fee: low}
actors:
  port:
    red_lines: {deep: {require: {depth: at least mid}}}
    ratification: {house: {votes: {town: 1}, needs: 1}}
  town: {consent: never, red_lines: {cheap: {if: {depth: at most high}, then: {fee: low}}}}
"""


def test_what_may_stay_open_and_who_votes_break_no_law_and_no_search_for_the_smallest() -> None:
    scenario = loads(LEFT_OPEN)
    tried = try_laws(scenario, Random(1))
    assert [one.found for one in tried if one.found is not None] == []
    assert all(
        {voter for actor in less.actors for body in actor.ratification for voter in body.voters}
        <= {actor.id for actor in less.actors}
        for less in _smaller(scenario)
    )
