from __future__ import annotations

import json
from fractions import Fraction
from functools import cache
from itertools import combinations, product
from pathlib import Path

import pytest

import negsim
from negsim.cli.terminal.section import section_lines
from negsim.document.result import told
from negsim.language.model.levers import with_lever
from negsim.language.model.scenario import Scenario
from negsim.questions.levers.changes import named_steps
from negsim.questions.levers.find import levers
from negsim.questions.levers.relaxed import GivingWay
from negsim.questions.levers.result import Levers
from negsim.questions.zone.find import run
from negsim.solve.kernels.retreats import retreats
from negsim.solve.kernels.tally import summarize
from negsim.solve.tables.formula import holds
from negsim.space.space import compile_scenario
from tests.questions.changing import made_up, reread, reserving, without

FIGURES = json.loads(
    (Path(__file__).parents[2] / "data" / "ukraine_2025.figures.json").read_text("utf-8")
)["levers"]
ANSWERED: dict[int, tuple[Scenario, Levers]] = {}


@cache
def drawn() -> tuple[Scenario, ...]:
    return tuple(made_up(range(60)))


@cache
def harbour(*variants: str) -> Scenario:
    return negsim.load("harbour", variants).scenario


@cache
def ukraine(*variants: str) -> Scenario:
    return negsim.load("ukraine_2025", ["as_first_coded", *variants]).scenario


def levers_of(scenario: Scenario) -> Levers:
    """Answer once for all tests; the answer is kept with its scenario, whose id nothing else has then."""
    if id(scenario) not in ANSWERED:
        ANSWERED[id(scenario)] = scenario, levers(scenario)
    return ANSWERED[id(scenario)][1]


@pytest.mark.parametrize("variant", FIGURES)
def test_retreats_agree_with_the_independent_figures(variant: str) -> None:
    study = negsim.load("ukraine_2025", ["as_first_coded", *filter(None, variant.split("+"))])
    space = compile_scenario(study.scenario)
    found = [
        {
            "steps": named_steps(space, one.steps),
            "packages": one.packages,
            "above_reservation": one.above_reservation,
        }
        for one in retreats(space.problem)
    ]
    assert found == FIGURES[variant]["retreats"]


def test_retreats_are_shown_under_the_keys_of_the_contract() -> None:
    found = levers_of(ukraine("korean_armistice")).to_dict()
    assert found["retreats"] == FIGURES["korean_armistice"]["retreats"]


def test_the_zone_in_short_is_that_of_run() -> None:
    for scenario in [*drawn(), harbour(), harbour("quiet_machines")]:
        found, wanted = summarize(compile_scenario(scenario).problem), run(scenario)
        assert (found.size, found.red_line_size) == (wanted.zone.size, wanted.zone.red_line_size)
        assert (found.floor is None) == (wanted.floor is None)
        if found.floor is not None and wanted.floor is not None:
            assert abs(found.floor - wanted.floor) < Fraction(1, 10**9)


def zone_of(scenario: Scenario) -> tuple[int, Fraction | None]:
    found = summarize(compile_scenario(scenario).problem)
    return found.size, found.floor


def test_what_gives_way_opens_just_what_is_said() -> None:
    tried = 0
    for scenario in [*drawn(), harbour(), harbour("quiet_machines"), harbour("clean_sea")]:
        giving = GivingWay(scenario, compile_scenario(scenario).problem)
        for drop in (*giving.drops()[:6], *giving.single_drops()):
            assert zone_of(without(scenario, drop.drop)) == (drop.zone, drop.floor)
        for reading in (*giving.rereadings()[:6], *giving.single_rereadings()):
            assert zone_of(reread(scenario, reading.read)) == (reading.zone, reading.floor)
            tried += 1
    assert tried > 20


def test_drops_are_the_smallest_sets_that_open_the_zone() -> None:
    tried = 0
    for scenario in [s for s in drawn() if not zone_of(s)[0]]:
        paths = [
            path
            for path in scenario.red_lines
            if scenario.actor[path.partition(".")[0]].consent.kind != "never"
        ]
        smallest: list[frozenset[str]] = []
        for size in range(1, 4):
            for chosen in map(frozenset, combinations(paths, size)):
                if (
                    not any(less <= chosen for less in smallest)
                    and zone_of(without(scenario, chosen))[0]
                ):
                    smallest.append(chosen)
        found = levers_of(scenario)
        assert {frozenset(d.drop) for d in found.drops if len(d.drop) < 4} == set(smallest)
        tried += bool(smallest)
    assert tried > 3


def test_readings_are_the_smallest_changes_that_open_the_zone() -> None:
    tried = 0
    closed = [s for s in (*drawn(), *made_up(range(60, 160), 30)) if not zone_of(s)[0]]
    for scenario in [harbour(), harbour("clean_sea"), *closed]:
        others = [
            (f"{actor.id}.{line.id}", reading.id)
            for actor in scenario.actors
            if actor.consent.kind != "never"
            for line in actor.written_red_lines
            for k, reading in enumerate(line.readings)
            if k != line.reading
        ]
        smallest: list[frozenset[tuple[str, str]]] = []
        for size in range(1, 4):
            for chosen in combinations(others, size):
                read = dict(chosen)
                if len(read) < size or any(less <= set(chosen) for less in smallest):
                    continue
                if zone_of(reread(scenario, read))[0]:
                    smallest.append(frozenset(chosen))
        found = {frozenset(r.read.items()) for r in levers_of(scenario).readings if len(r.read) < 4}
        assert found == set(smallest)
        tried += bool(smallest)
    assert tried > 1


def test_a_line_lets_go_what_is_one_step_beyond_it() -> None:
    scenario = harbour("quiet_machines")
    room = negsim.load("harbour").room("quiet_machines").to_dict()["red_lines"]
    giving = GivingWay(scenario, compile_scenario(scenario).problem)
    assert {one.line: one.zone for one in giving.single_steps()} == {
        path: row["zone_one_step"] for path, row in room.items()
    }


def test_a_reservation_value_falls_as_far_as_it_must_and_no_farther() -> None:
    tried = 0
    for scenario in [harbour("quiet_machines", "rich_port"), *drawn()]:
        found = levers_of(scenario)
        for actor, lower in found.alone.items():
            lowest = zone_of(reserving(scenario, actor, -1000))
            assert (lower is None) == (lowest[0] == 0)
            if lower is None:
                continue
            assert zone_of(reserving(scenario, actor, lower.to)) == (lower.zone, lower.floor)
            assert lower.zone > 0
            above = reserving(scenario, actor, lower.to + Fraction(1, 10**6))
            assert zone_of(above)[0] == 0
            tried += 1
    assert tried > 5


def test_falls_together_open_the_zone_and_none_is_larger_than_needed() -> None:
    tried = 0
    for scenario in [harbour("quiet_machines", "rich_port"), *drawn()]:
        found = levers_of(scenario)
        for joint in (found.together or ())[:3]:
            problem = found.space.problem
            lowered = scenario
            values = {}
            for a, fall in zip(problem.consenting, joint.falls, strict=True):
                if fall:
                    values[found.space.actors[a]] = problem.actors[a].reservation_value - fall
            for actor, value in values.items():
                lowered = reserving(lowered, actor, value)
            assert zone_of(lowered)[0] > 0
            for actor, value in values.items():
                less = reserving(lowered, actor, value + Fraction(1, 10**6))
                assert zone_of(less)[0] == 0
            tried += 1
    assert tried > 2


def test_the_cost_of_a_retreat_is_told_against_the_nearest_package_that_keeps_the_line() -> None:
    moves = {tuple(one.moves): one.moves for one in levers_of(harbour()).details}
    # From 15 to 12 metres: weight 8 of 15, score 1 to 1/2. From no night work to quiet: 4 of 8, a third.
    assert moves["ships",]["ships"].cost == Fraction(8, 15) / 2
    assert moves["villages",]["villages"].cost == Fraction(4, 8) / 3


def test_the_witness_of_a_retreat_crosses_what_is_said_and_has_its_floor() -> None:
    for scenario in [harbour(), *drawn()]:
        found = levers_of(scenario)
        problem = found.space.problem
        for one in found.details:
            crossed = {
                found.space.red_lines[a][k]
                for a in problem.consenting
                for k, line in enumerate(problem.actors[a].crossed)
                if holds(line, one.witness.positions)
                and (
                    (needed := problem.actors[a].needed) is None
                    or holds(needed, one.witness.positions)
                )
            }
            assert crossed == {member.path for member in one.against}
            if one.above_reservation:
                principals = [found.space.actors[a] for a in problem.principals]
                assert min(one.witness.gains[name] for name in principals) == one.floor


@pytest.mark.parametrize("variant", ["", "quiet_machines", "tide_will_do"])
def test_a_declared_lever_does_what_the_scenario_with_it_does(variant: str) -> None:
    scenario = harbour(*([variant] if variant else []))
    (one,) = levers_of(scenario).declared
    laid = run(with_lever(scenario, scenario.levers[0]))
    assert (one.zone, one.red_line_zone) == (laid.zone.size, laid.zone.red_line_size)
    assert one.floor == laid.floor
    used = laid.zone.size - laid.zone.options["windows"]["0"]
    assert one.zone_using == used


def test_a_lever_beside_a_retreat_widens_what_the_retreat_opens() -> None:
    (one,) = levers_of(harbour()).declared
    assert [(b.zone_before, b.zone) for b in one.beside] == [(21, 88), (8, 47)]
    assert one.chosen == {"windows": 2}
    assert one.change == {
        "port": Fraction(-1, 14),
        "ships": 0,
        "villages": Fraction(2, 10) * Fraction(4, 5),
    }


def test_claims_on_the_issues_of_a_lever_stand_against_it() -> None:
    found = levers_of(ukraine("korean_armistice"))
    against = {one.id: [claim.id for claim in one.against] for one in found.declared}
    assert against["sanctions_relief"] == []
    assert {"c19", "c25", "c39"} <= set(against["arbitration"])


def test_the_ranking_asks_fewest_moves_first_and_then_the_highest_floor() -> None:
    for scenario in [harbour(), harbour("quiet_machines"), *drawn()[:20]]:
        ranked = levers_of(scenario).ranked
        order = [
            (one.moves, -(one.floor or Fraction(0))) for one in ranked if one.floor is not None
        ]
        assert order == sorted(order)
        assert all(one.zone > 0 for one in ranked)


def test_in_an_open_zone_only_what_raises_the_floor_is_ranked() -> None:
    found = levers_of(harbour("quiet_machines"))
    assert found.before.floor is not None
    assert found.ranked
    assert all(one.floor is not None and one.floor > found.before.floor for one in found.ranked)


def test_a_line_that_nothing_keeps_is_named_and_takes_no_steps() -> None:
    text = """
negsim: 1
scenario: stuck
title: Stuck
issues: {depth: {ask: How deep?, options: {ten: ten, twelve: twelve}}}
actors:
  port: {red_lines: {never: {forbid: {depth: ten | twelve}}}}
"""
    found = negsim.loads(text).levers()
    assert found.unkeepable == ("port.never",)
    assert [(one.steps, one.packages) for one in found.retreats] == [((0,), 2)]


def test_nothing_feasible_leaves_nothing_to_move() -> None:
    text = """
negsim: 1
scenario: stuck
title: Stuck
issues: {depth: {ask: How deep?, options: {ten: ten, twelve: twelve}}}
rules: {none: {forbid: {depth: ten | twelve}, because: no water}}
actors:
  port: {red_lines: {twelve: {require: {depth: twelve}}}}
"""
    found = negsim.loads(text).levers()
    assert not found.retreats
    assert not found.ranked
    assert not found.drops


def test_frames_have_a_row_for_each_change() -> None:
    found: Levers = levers_of(harbour())
    frames = found.frames()
    assert len(frames["ranked"]) == len(found.ranked)
    assert frames["retreats"]["packages"].tolist() == [12, 21]


NEW_OPTION = """
negsim: 1
scenario: option
issues:
  title: {ask: Whose is it?, options: {mine: mine, open: open, yours: yours}}
  town: {ask: And the town?, options: {mine: mine, yours: yours}}
actors:
  me:
    red_lines: {mine_or_judged: {forbid: {title: open | yours}}}
    preferences:
      title: {weight: 3, scores: {mine: 1, open: 3/4, yours: 0}}
      town: {weight: 1, ladder: yours < mine}
  you:
    red_lines: {yours_or_judged: {forbid: {title: open | mine}}}
    preferences:
      title: {weight: 1, scores: {mine: 0, open: 3/4, yours: 1/2}}
      town: {weight: 1, ladder: mine < yours}
levers:
  judge:
    say: A judge decides
    options: {title: {judged: left to a judge}}
    scores: {me: {title: {judged: 1/2}}, you: {title: {judged: 1}}}
    holds: [me.red_lines.mine_or_judged, you.red_lines.yours_or_judged]
  rent:
    say: One pays the other
    issues: {pay: {ask: How much?, range: {from: 0, to: 4, step: 2}, status_quo: 2}}
    preferences: {me: {pay: {weight: 4, scores: {0: 1, 4: 0}, from: assumption}}}
"""


def test_what_a_lever_adds_is_told_against_what_each_would_have_without_it() -> None:
    """Of a new option: beside the old option that the actor likes best; of a new issue: beside its status quo."""
    judge, _ = levers_of(negsim.loads(NEW_OPTION).scenario).declared
    assert judge.chosen == {"title": "judged"}
    # Best of the old: `mine` for me (1 to 1/2 of weight 3 in 4), `open` for you (3/4 to 1 of weight 1 in 2).
    assert judge.change == {"me": Fraction(-3, 8), "you": Fraction(1, 8)}
    opened = NEW_OPTION.replace("{forbid: {title: open | yours}}", "{forbid: {title: yours}}")
    opened = opened.replace("{forbid: {title: open | mine}}", "{forbid: {title: mine}}")
    _, rent = levers_of(negsim.loads(opened).scenario).declared
    pay = rent.chosen["pay"]
    assert pay != 2  # the status quo is no use of it
    assert rent.change == {"me": Fraction(2 - pay, 4) * Fraction(4, 8), "you": 0}


def test_ways_out_are_one_from_each_list_where_they_are_a_product() -> None:
    korean = levers_of(ukraine("korean_armistice"))
    assert korean.lists == (
        (("russia.denazification",),),
        (("russia.neutrality",), ("ukraine.nato_door_open",)),
        (("russia.no_frozen",),),
    )
    for scenario in drawn()[:20]:
        found = levers_of(scenario)
        if found.lists:
            made = {tuple(sorted(sum(chosen, ()))) for chosen in product(*found.lists)}
            assert made == {tuple(sorted(one.drop)) for one in found.drops}


def test_costs_are_never_compared_between_actors() -> None:
    text = " ".join(section_lines(told(levers_of(ukraine("korean_armistice"))), 100))
    assert "in its own measure" in text
    assert "costs" not in text
    assert "the least" not in text


def test_a_lever_that_opens_a_way_by_itself_says_so_without_a_floor_of_nothing() -> None:
    shown = negsim.load("ukraine_2025", ["as_first_coded"]).levers()._repr_html_()
    assert "Alone it opens 243 packages, floor 8." in shown
    assert "floor none" not in shown
