from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import negsim
from negsim.language.model.numbers import format_number

FIGURES = Path(__file__).parents[2] / "data" / "ukraine_2025.figures.json"
PUBLISHED: dict[str, Any] = json.loads(FIGURES.read_text("utf-8"))["room"]


def only(found: Any, wanted: Any) -> Any:
    """What is found, cut to the keys that are wanted."""
    if isinstance(wanted, dict):
        return {key: only(found[key], value) for key, value in wanted.items()}
    return found


@pytest.mark.parametrize("variant", PUBLISHED)
def test_every_published_figure_of_the_ukraine_scenario_is_found(variant: str) -> None:
    found = json.loads(negsim.load("ukraine_2025", ["as_first_coded"]).room(variant).to_json())
    wanted = PUBLISHED[variant]
    assert only(found, wanted) == wanted
    assert {key: set(found[key]) for key in wanted} == {key: set(wanted[key]) for key in wanted}


def test_a_reservation_value_at_its_room_leaves_the_zone_open_and_one_above_closes_it() -> None:
    harbour = negsim.load("harbour").with_variant("quiet_machines")
    for actor, one in harbour.room().actors.items():
        assert one.room is not None
        assert one.best is not None
        path = f"{actor}.reservation_value"
        # The room may have more places than a number in a file: it can be written as a fraction.
        at = one.best.utilities[actor]
        assert at == one.room
        assert harbour.run(sets={path: format_number(at)}).zone.is_open
        above = (at + Fraction(1, 1000)).limit_denominator(10**6)
        assert not harbour.run(sets={path: format_number(above)}).zone.is_open


def test_where_the_zone_is_empty_the_room_says_how_far_a_walk_away_would_have_to_fall() -> None:
    harbour = negsim.load("harbour").with_variant("quiet_machines")
    greedy = harbour.set("port.reservation_value", 0.9).room()
    assert greedy.zone.size == 0
    port = greedy.actors["port"]
    assert port.slack is not None
    assert port.slack < 0
    assert port.room == harbour.room().actors["port"].room


def test_who_may_be_outvoted_never_closes_the_zone() -> None:
    text = """
negsim: 1
scenario: three
issues: {depth: {options: {ten: 10, twelve: 12}}}
agreement: {at_least: 2}
actors:
  a: {reservation_value: 1, preferences: {depth: {weight: 1, scores: {ten: 0, twelve: 1}}}}
  b: {preferences: {depth: {weight: 1, scores: {ten: 1, twelve: 0}}}}
  c: {preferences: {depth: {weight: 1, scores: {ten: 1, twelve: 1/2}}}}
"""
    found = negsim.loads(text).room()
    # b and c ask for nothing: any two of the three carry a package, whatever the third says.
    for one in found.actors.values():
        assert (one.because, one.room, one.sole_blocker_of) == ("never_closes", None, 0)


def test_tables_hold_actors_red_lines_and_options() -> None:
    found = negsim.load("harbour").room("quiet_machines")
    frame = found.to_frame()
    scenario = found.scenario
    n_options = sum(len(issue.options) for issue in scenario.issues)
    n_lines = sum(len(actor.red_lines) for actor in scenario.actors)
    assert frame["kind"].value_counts().to_dict() == {
        "actor": len(scenario.actors),
        "red_line": n_lines,
        "option": n_options,
    }
    assert len(found.to_csv().splitlines()) == len(frame) + 1
    assert "<table>" in found._repr_html_()
