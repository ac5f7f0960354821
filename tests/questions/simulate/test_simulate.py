"""`negsim simulate`: time, step by step."""

from __future__ import annotations

import json
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import negsim
from negsim.errors import InputError
from negsim.language.load import load, loads
from negsim.language.model.numbers import format_number
from negsim.language.model.scenario import Scenario
from negsim.language.model.timeline import Timeline
from negsim.language.overlay.apply import apply
from negsim.language.shipped import locate
from negsim.questions.simulate.find import simulate
from negsim.questions.simulate.plan import Plan, dates
from negsim.questions.simulate.tell import event_in_words
from negsim.questions.zone.find import run
from negsim.spread import Spread

CERTAIN = """
negsim: 1
scenario: certain
title: Nothing is left to chance
issues:
  fee: {ask: Fee, range: {from: 0, to: 4, step: 1}}
  depth: {ask: Depth, options: {ten: a, twelve: b}}
actors:
  port:
    name: Port
    reservation_value: 8/9
    red_lines: {deep: {require: {depth: twelve}}}
    preferences:
      fee: {weight: 2, scores: {0: 0, 4: 1}}
      depth: {weight: 1, ladder: ten < twelve}
  ships:
    name: Ships
    reservation_value: 0.5
    preferences: {fee: {weight: 1, scores: {0: 1, 4: 0}}, depth: {weight: 1, scores: {ten: 1, twelve: 0}}}
variants:
  strike: {say: The ships can wait., set: {ships.reservation_value: 0.3}}
  storm: {say: The channel is gone., exclude: {depth: twelve}}
timeline:
  start: 2025-01-31
  step: month
  steps: 8
  trends:
    tires: {change: port.reservation_value, by: -0.1}
    hardens: {change: ships.preferences.fee.weight, by: 0.25}
  events:
    strike: {on: 2025-03-15, apply: [strike]}
    storm: {on: 2025-08-31, apply: [storm]}
"""


def by_hand(scenario: Scenario, step: int) -> Any:
    """Run a step of the certain timeline as one would without a simulation."""
    day = dates(Timeline(start=date(2025, 1, 31), step="month", steps=8))[step]
    names = [
        n for n, on in (("strike", date(2025, 3, 15)), ("storm", date(2025, 8, 31))) if day >= on
    ]
    port = max(Fraction(0), Fraction(8, 9) - Fraction(step, 10))
    return run(
        apply(
            scenario,
            names,
            [
                f"port.reservation_value={format_number(port)}",
                f"ships.preferences.fee.weight={format_number(1 + Fraction(step, 4))}",
            ],
        )
    )


def test_a_timeline_without_chance_is_each_step_run_by_hand() -> None:
    scenario = loads(CERTAIN)
    found = simulate(scenario, futures=1000)
    assert found.is_certain
    assert found.futures == 1
    assert len({step.zone_open for step in found.steps}) == 2
    for k, step in enumerate(found.steps):
        answer = by_hand(scenario, k)
        assert step.zone_open == bool(answer.zone.size)
        assert step.interval == (step.zone_open, step.zone_open)
        assert step.red_line_zone_open == bool(answer.zone.red_line_size)
        if answer.floor is None:
            assert step.floor is None
        else:
            assert step.floor == pytest.approx((float(answer.floor),) * 3, abs=1e-12)


def test_first_opening_and_closing_have_their_dates() -> None:
    found = simulate(loads(CERTAIN))
    is_open = [bool(step.zone_open) for step in found.steps]
    first = is_open.index(True)
    assert found.first_opening.median == found.steps[first].date
    assert found.first_opening.share == 1
    assert found.closing.median == date(2025, 8, 31)
    assert not is_open[7]
    assert found.broken_by == {"off the table": 1.0}
    assert found.lasting
    assert all(one.share == 0 for one in found.lasting)
    assert found.survival[0] == 1


def test_who_is_content_to_the_end_enforces_though_the_table_is_cleared() -> None:
    """A package may be self-enforcing, since nobody would walk away, and not last, since it is off the table."""
    found = simulate(loads(CERTAIN))
    assert max(one.self_enforcing for one in found.lasting) == 1


def test_steps_fall_on_the_same_day_of_the_month_or_its_last() -> None:
    def of(step: Any, steps: int) -> list[str]:
        line = Timeline(start=date(2024, 1, 31), step=step, steps=steps)
        return [day.isoformat() for day in dates(line)]

    assert of("month", 3) == ["2024-01-31", "2024-02-29", "2024-03-31", "2024-04-30"]
    assert of("quarter", 1) == ["2024-01-31", "2024-04-30"]
    assert of("year", 1) == ["2024-01-31", "2025-01-31"]
    assert of("week", 1) == ["2024-01-31", "2024-02-07"]
    assert of("day", 1) == ["2024-01-31", "2024-02-01"]
    with pytest.raises(InputError, match="beyond the year 9999"):
        of("year", 8000)


HAZARD = """
timeline:
  start: 2025-01-01
  step: month
  steps: 6
  events:
    trial: {chance: CHANCE, after: 2025-02-01, apply: [quiet_machines]}
"""


def hazardous(chance: str) -> Scenario:
    text = Path(locate("harbour")).read_text(encoding="utf-8")
    head, _, rest = text.partition("\ntimeline:\n")
    _, _, levers = rest.partition("\n# What could be put")
    return loads(head + HAZARD.replace("CHANCE", chance) + "\n#" + levers, str(locate("harbour")))


def test_a_hazard_comes_after_its_date_with_its_chance_at_each_step_and_once() -> None:
    found = simulate(hazardous("0.3"), futures=400, seed=1)
    for k, step in enumerate(found.steps):
        tries = max(0, k - 1)  # the first step after 1 February is 1 March
        assert step.in_force.get("trial", 0) == pytest.approx(1 - 0.7**tries, abs=0.02)
        assert step.zone_open == step.in_force.get("trial", 0)
    assert 1 - found.first_opening.share == pytest.approx(0.7**5, abs=0.02)
    assert found.opens_with == ((("trial",), 1.0),)


def test_a_chance_of_one_comes_at_the_first_step_it_can_and_leaves_nothing_to_chance() -> None:
    found = simulate(hazardous("1"))
    assert found.is_certain
    assert [bool(step.zone_open) for step in found.steps] == [False] * 2 + [True] * 5
    never = simulate(hazardous("0"))
    assert never.is_certain
    assert never.first_opening.median is None


def test_the_same_seed_gives_the_same_bytes_whatever_the_processes() -> None:
    scenario = load(locate("harbour"))
    alone = simulate(scenario, futures=40, seed=3).to_json()
    assert simulate(scenario, futures=40, seed=3, spread=Spread(2)).to_json() == alone


TWO = """
variants:
  calm: {say: Ships would take less., set: {ships.reservation_value: 0.3}}
  content: {say: The port would take less., set: {port.reservation_value: 0}}
timeline:
  start: 2025-01-01
  step: month
  steps: 6
  events:
    calm: {chance: 0.4, apply: [calm]}
    content: {chance: 0.4, apply: [content]}
"""


def test_orders_of_events_that_say_the_same_are_one_way_to_open() -> None:
    scenario = loads(CERTAIN.partition("\nvariants:")[0] + TWO)
    found = simulate(scenario, futures=200, seed=2)
    sets = [frozenset(events) for events, _ in found.opens_with]
    assert len(set(sets)) == len(sets)
    assert sum(share for _, share in found.opens_with) == pytest.approx(1)
    assert frozenset({"calm", "content"}) in sets
    assert found.steps[0].zone_open == 0
    for one in found.lasting:
        assert one.share <= one.self_enforcing <= one.signed <= 1
    assert found.first_opening.share >= found.steps[-1].zone_open
    assert found.survival[0] == 1


def test_a_principal_whose_walk_away_value_never_falls_keeps_the_moment_unripe() -> None:
    found = simulate(load(locate("harbour")), futures=40, seed=3)
    assert found.ripeness.share == 0
    assert all("ships" not in step.falling for step in found.steps)
    assert found.steps[1].falling == {"port": 1.0}


def test_a_scenario_without_a_timeline_is_told_so() -> None:
    with pytest.raises(InputError, match="has no timeline"):
        Plan(loads(CERTAIN.partition("\ntimeline:")[0]))


def test_events_that_do_not_go_together_are_told_with_what_came() -> None:
    text = CERTAIN.replace(
        "storm: {say: The channel is gone., exclude: {depth: twelve}}",
        "storm: {drop: [ships.preferences.fee]}\n  strike2: {set: {ships.preferences.fee.weight: 3}}",
    ).replace("apply: [storm]", "apply: [storm, strike2]")
    with pytest.raises(InputError, match="when strike and then storm has come"):
        simulate(loads(text))


def test_json_has_the_keys_that_scripts_rely_on() -> None:
    said = json.loads(negsim.load("harbour").simulate(futures=20, seed=7).to_json())
    assert {"futures", "seed", "steps", "first_opening", "lasting"} <= set(said)
    assert {"date", "zone_open", "floor"} <= set(said["steps"][0])
    assert {"never", "median"} == set(said["first_opening"])
    assert {"package", "share"} <= set(said["lasting"][0])


def test_futures_looked_at_apart_come_to_what_they_come_to_together(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    scenario = negsim.load("harbour").base
    together = simulate(scenario, futures=60, seed=3).to_json()
    for cells in ("TOGETHER", "CELLS"):
        monkeypatch.setattr(f"negsim.questions.simulate.world.{cells}", 1)
        assert simulate(scenario, futures=60, seed=3).to_json() == together


def test_an_event_is_called_by_what_it_brings_where_that_has_words() -> None:
    scenario = load(locate("ukraine_2025"))
    assert event_in_words(scenario, "aid_stops") == "American aid ends"
    unsaid = loads(
        "negsim: 1\nscenario: s\nissues: {a: {options: {x: X, y: Y}}}\nactors: {o: {}}\nvariants: {v: {fix: {a: x}}}\n"
        "timeline: {start: 2025-01-01, step: month, steps: 2, events: {it_comes: {chance: 0.5, apply: [v]}}}\n"
    )
    assert event_in_words(unsaid, "it_comes") == "it comes"
