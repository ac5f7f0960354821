"""Weighing in many draws at once is running each draw by itself."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from negsim.language.load import load
from negsim.language.model.scenario import Scenario
from negsim.language.shipped import locate
from negsim.questions.draws.listing import stage
from negsim.questions.draws.numbers import unknowns
from negsim.questions.draws.sampling import Unit, points
from negsim.questions.zone.find import run
from negsim.solve.listing.scan import Scan
from negsim.space.space import compile_scenario
from tests.questions.draws.worlds import QUOTA, everything


def zone_of(scenario: Scenario) -> set[tuple[int, ...]]:
    problem = compile_scenario(scenario).problem
    found: set[tuple[int, ...]] = set()
    for window in Scan(problem).windows():
        found |= {tuple(map(int, row)) for row in window.block(window.zone).packages()}
    return found


def opens_without(scenario: Scenario, actor: int) -> bool:
    problem = compile_scenario(scenario).problem
    held = problem.actors[actor]
    agreeable = replace(
        held,
        crossed=(),
        tables=(),
        bonuses=(),
        offset=1,
        scale=1,
        reservation_value=held.reservation_value * 0,
    )
    actors = (*problem.actors[:actor], agreeable, *problem.actors[actor + 1 :])
    return any(
        len(window.block(window.zone)) for window in Scan(replace(problem, actors=actors)).windows()
    )


CASES = {
    "everything": everything(),
    "quota": everything(QUOTA, villages_always=True),
    "harbour": load(locate("harbour")),
    "harbour quiet": load(locate("harbour"), variants=["quiet_machines"]),
}


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("mixed", [False, True], ids=["as read", "mixed"])
def test_every_draw_comes_to_what_running_it_alone_comes_to(name: str, mixed: bool) -> None:
    scenario = CASES[name]
    unknown = unknowns(scenario, mix_readings=mixed)
    draws = unknown.draws(points(unknown.width, Unit(0, 0, 24), seed=3))
    made = stage(scenario, draws, mixed=mixed)
    found = made.outcome(draws, each=True)
    for draw in range(draws.count):
        drawn = draws.scenario(scenario, draw)
        zone = zone_of(drawn)
        assert {tuple(map(int, p)) for p in made.packages[found.in_zone[:, draw]]} == zone
        assert bool(found.is_open[draw]) == bool(zone)
        assert found.size[draw] == len(zone)
        answer = run(drawn)
        assert bool(found.is_open_on_red_lines[draw]) == bool(answer.zone.red_line_size)
        if answer.floor is None:
            assert math.isnan(found.floor[draw])
        else:
            assert found.floor[draw] == pytest.approx(float(answer.floor), abs=1e-12)
        for k, actor in enumerate(made.actors):
            lone = not zone and opens_without(drawn, actor)
            assert bool(found.lone_blocker[k, draw]) == lone


def test_the_margin_is_at_least_nought_just_where_the_zone_is_open() -> None:
    opened = []
    for scenario in CASES.values():
        unknown = unknowns(scenario, mix_readings=True)
        draws = unknown.draws(points(unknown.width, Unit(0, 0, 200), seed=5))
        found = stage(scenario, draws, mixed=True).outcome(draws, blockers=False)
        assert np.array_equal(found.margin >= -1e-12, found.is_open)
        opened.append(int(found.is_open.sum()))
    assert any(0 < count < 200 for count in opened)


def test_rows_of_the_zone_are_those_of_run() -> None:
    scenario = everything()
    unknown = unknowns(scenario)
    draws = unknown.draws(points(unknown.width, Unit(0, 0, 8), seed=1))
    found = stage(scenario, draws).outcome(draws)
    for draw in range(8):
        rows = list(run(draws.scenario(scenario, draw)).zone_rows())
        assert len(rows) == found.size[draw]
