"""Weighing in many draws at once is running each draw by itself."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any, cast

import numpy as np
import pytest

import negsim
from negsim.language.load import load, loads
from negsim.language.model.scenario import Scenario
from negsim.language.shipped import locate
from negsim.questions.draws.listing import stage
from negsim.questions.draws.numbers import MixedReadings, Simplex, unknowns
from negsim.questions.draws.sampling import Unit, points
from negsim.questions.ensemble import ensemble
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
    solved = made.solutions(found.in_zone, draws)
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
        for criterion, solution in answer.solutions.items():
            places = solved[draw].get(cast("Any", criterion))
            listed = () if places is None else places
            picked = {tuple(map(int, made.packages[k])) for k in listed}
            assert len(picked) == solution.ties
            assert {deal.positions for deal in solution.deals} <= picked
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


def test_a_reading_that_a_variant_chose_is_not_mixed_away() -> None:
    """The base, the swap and the wish are three questions, and have three answers."""
    base = negsim.load("ukraine_2025", ["as_first_coded"])
    chosen = {
        "": "",
        "moratorium_swap": "russia.neutrality",
        "nato_as_a_wish": "ukraine.nato_door_open",
    }
    shares, mixed = [], []
    for variant in chosen:
        scenario = base.with_variant(variant).scenario
        unknown = unknowns(scenario, mix_readings=True)
        draws = unknown.draws(points(unknown.width, Unit(0, 0, 1024), seed=1))
        made = stage(scenario, draws, mixed=True, blockers=False)
        shares.append(made.outcome(draws, blockers=False).is_open_on_red_lines.mean())
        mixed.append({part.path for part in unknown.parts if isinstance(part, MixedReadings)})
    assert [mixed[0] - some for some in mixed] == [
        set(),
        *({one} for one in chosen.values() if one),
    ]
    # What is chosen is the milder of two readings, and opens more than a base in which it may be either.
    assert shares[0] < min(shares[1:])
    assert len(set(shares)) == 3


FIRM = """
negsim: 1.1
scenario: firm
title: How firm a demand is
issues:
  depth: {ask: Depth, ordered: shallow to deep, options: {ten: a, twelve: b, fifteen: c}}
actors:
  port:
    red_lines:
      deep: {require: {depth: fifteen}, firm: FIRM}
    preferences: {depth: {weight: 1, ladder: ten < twelve < fifteen}}
  ships:
    red_lines:
      shallow:
        readings:
          strict: {require: {depth: ten}, chance: 0.25}
          mild: {require: {depth: at most twelve}}
        firm: 0.8
    preferences: {depth: {weight: 1, ladder: fifteen < twelve < ten}}
"""


@pytest.mark.parametrize(
    "firm", ["0.7", "0.7 +- 0.3", "{best: 0.8, low: 0.4, high: 0.9}", "0", "1"]
)
def test_a_firm_line_is_given_up_as_often_as_the_file_says(firm: str) -> None:
    """Open where the port gives up, or the ships do: readings alone leave nothing."""
    scenario = loads(FIRM.replace("FIRM", firm))
    unknown = unknowns(scenario, mix_readings=True)
    draws = unknown.draws(points(unknown.width, Unit(0, 0, 4096), seed=1))
    made = stage(scenario, draws, mixed=True)
    found = made.outcome(draws, each=True)
    best = scenario.red_lines["port.deep"].firm
    assert best is not None
    mean = float((best.low + best.best + best.high) / 3)
    assert found.is_open.mean() == pytest.approx(1 - mean * 0.8, abs=0.01)
    strict, mild, given_up = np.bincount(draws.values["ships.shallow"], minlength=3) / 4096
    assert [strict, mild, given_up] == pytest.approx([0.2, 0.6, 0.2], abs=0.01)
    for draw in range(0, 4096, 512):
        assert bool(found.is_open[draw]) == bool(zone_of(draws.scenario(scenario, draw)))


UNKNOWN = """
negsim: 1.1
scenario: smaa
title: Three alternatives, and weights that nobody states
issues:
  cost: {ask: Cost, options: {a: A, b: B, c: C}}
  speed: {ask: Speed, options: {a: A, b: B, c: C}}
rules:
  same: {require: [{cost: a, speed: a}, {cost: b, speed: b}, {cost: c, speed: c}], because: an alternative is a row}
actors:
  one:
    weights: unknown
    preferences:
      cost: {scores: {a: 1, b: 0, c: 0.6}}
      speed: {scores: {a: 0, b: 1, c: 0.6}}
"""


def test_weights_that_nobody_states_are_uniform_on_the_simplex() -> None:
    """Lahdelma and Salminen 2001: C is best for a weight of 0.4 to 0.6, and A for more, on average 0.8."""
    found = ensemble(loads(UNKNOWN), draws=2000, seed=1)
    first = {str(one.package["cost"]): one for one in found.ranks["one"]}
    assert [first[name].first for name in "abc"] == pytest.approx([0.4, 0.4, 0.2], abs=0.01)
    assert first["a"].central_weights["cost"] == pytest.approx(0.8, abs=0.01)
    assert first["c"].central_weights["cost"] == pytest.approx(0.5, abs=0.01)
    assert found.numbers == 1


def test_of_several_unknown_weights_each_is_as_any_other_and_all_sum_to_one() -> None:
    """Dirichlet with parameters 1: means 1 / n, variances (n - 1) / (n^2 (n + 1))."""
    part = Simplex("a.weights", "a.weights", "a", ("a.x", "a.y", "a.z"))
    drawn = part.draw(points(3, Unit(0, 0, 8192), 3)) / 1e6
    assert drawn.sum(axis=1) == pytest.approx(np.ones(8192), abs=2e-6)
    assert drawn.mean(axis=0) == pytest.approx(np.full(3, 1 / 3), abs=0.005)
    assert drawn.var(axis=0) == pytest.approx(np.full(3, 2 / 36), abs=0.003)


def test_rows_of_the_zone_are_those_of_run() -> None:
    scenario = everything()
    unknown = unknowns(scenario)
    draws = unknown.draws(points(unknown.width, Unit(0, 0, 8), seed=1))
    found = stage(scenario, draws).outcome(draws)
    for draw in range(8):
        rows = list(run(draws.scenario(scenario, draw)).zone_rows())
        assert len(rows) == found.size[draw]
