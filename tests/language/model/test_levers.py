from __future__ import annotations

from fractions import Fraction

import pytest

import negsim
from negsim.language.model.levers import with_lever
from negsim.language.model.scenario import Scenario
from negsim.language.model.scores import option_values
from negsim.solve.tables.formula import holds
from negsim.solve.tables.gains import gains, total
from negsim.space.space import compile_scenario

TEXT = """
negsim: 1
scenario: bench
title: A bench
issues:
  depth:
    ask: How deep?
    ordered: true
    options: {ten: ten, twelve: twelve, fifteen: fifteen}
  noise: {ask: Nights?, options: {allowed: allowed, banned: banned}}
rules:
  tide: {if: {depth: fifteen}, then: {noise: allowed}, because: tides}
  calm: {require: {noise: banned}, because: sleep}
actors:
  port:
    reservation_value: 0.4 +- 0.1
    red_lines:
      loud: {forbid: {noise: allowed}}
      deep: {require: {depth: at least twelve}}
      either: {if: {depth: ten}, then: {noise: banned}}
    preferences:
      depth: {weight: 3, ladder: ten ! twelve << fifteen}
      noise: {weight: 1, scores: {allowed: 1, banned: 0.5}}
    wishes:
      quiet: {weight: 2, require: {noise: banned}}
  ships:
    reservation_value: {points: 4 +- 1}
    preferences:
      depth: {points: {ten: 0, twelve: 5, fifteen: 10}}
  town:
    reservation_value: {as_good_as: {depth: ten, noise: banned}}
    preferences: {noise: {weight: 2, ladder: allowed < banned}}
  guild:
    reservation_value: 0.3
    score_sheet: {from: 0, to: 20}
    preferences: {depth: {points: {ten: 0, twelve: 5, fifteen: 10}}}
  mill:
    reservation_value: 0.25
    preferences: {depth: {weight: 2, position: fifteen}}
  inn: {}
status_quo: {depth: ten, noise: banned}
levers:
  pay:
    issues: {pay: {ask: How much?, range: {from: 0, to: 4, step: 1}, status_quo: 1}}
    preferences:
      port: {pay: {weight: 2, scores: {0: 1, 4: 0}}}
      ships: {pay: {points: {0: -3, 4: 5}}}
      town: {pay: {weight: 1, scores: {0: 0, 4: 1}}}
      guild: {pay: {points: {0: 0, 4: 8}}}
      mill: {pay: {weight: 0.5, scores: {0: 0, 4: 1}}}
  middle:
    options:
      depth: {eleven: {label: eleven, after: ten}}
      noise: {seldom: seldom}
    scores:
      port: {depth: {eleven: 0.3}, noise: {seldom: 0.9}}
      ships: {depth: {eleven: 2}}
      town: {noise: {seldom: 0.5}}
      guild: {depth: {eleven: 2}}
      mill: {depth: {eleven: 0.1}}
    holds: [rules.calm, port.deep, port.loud, port.either, port.depth, port.wishes.quiet]
"""
BENCH = negsim.loads(TEXT).scenario


def laid(name: str) -> Scenario:
    return with_lever(BENCH, next(lever for lever in BENCH.levers if lever.id == name))


def test_a_new_issue_leaves_the_status_quo_worth_what_it_was() -> None:
    before, after = compile_scenario(BENCH), compile_scenario(laid("pay"))
    place = after.scenario.issue["pay"].position["1"]
    for package in [(d, n) for d in range(3) for n in range(2)]:
        old, new = gains(before.problem, package), gains(after.problem, (*package, place))
        for name, gain, moved in zip(before.actors, old, new, strict=True):
            assert (gain > 0) == (moved > 0), name
            assert (gain == 0) == (moved == 0), name


def test_a_reservation_value_moves_by_the_formula_of_the_language() -> None:
    moved = laid("pay").actor["port"].reservation_value
    assert moved is not None
    assert moved.value is not None
    # r' = (r W + w s) / (W + w), with W = 3 + 1 + 2, w = 2, s = 3/4
    assert moved.value.best == (Fraction(2, 5) * 6 + 2 * Fraction(3, 4)) / 8
    assert moved.value.high - moved.value.best == Fraction(1, 10) * 6 / 8


def test_points_move_as_points_do() -> None:
    moved = laid("pay").actor["ships"].reservation_value
    assert moved is not None
    assert moved.points is not None
    points = moved.points
    assert [points.low, points.best, points.high] == [2, 3, 4]


def test_who_has_no_reservation_value_gets_none() -> None:
    assert laid("pay").actor["inn"].reservation_value is None


def test_packages_named_in_full_take_the_status_quo_of_new_issues() -> None:
    scenario = laid("pay")
    assert scenario.status_quo == (("depth", "ten"), ("noise", "banned"), ("pay", "1"))
    moved = scenario.actor["town"].reservation_value
    assert moved is not None
    assert moved.as_good_as == (("depth", "ten"), ("noise", "banned"), ("pay", "1"))


def test_a_new_option_stands_where_the_lever_says() -> None:
    scenario = laid("middle")
    assert [o.id for o in scenario.issue["depth"].options] == ["ten", "eleven", "twelve", "fifteen"]
    assert [o.id for o in scenario.issue["noise"].options] == ["allowed", "banned", "seldom"]


@pytest.mark.parametrize("actor", ["port", "ships", "guild", "mill"])
def test_old_options_keep_their_scores_and_the_new_one_has_its_own(actor: str) -> None:
    new = laid("middle")
    old_values = option_values(BENCH.issue["depth"], BENCH.actor[actor].preferences[0])
    new_values = option_values(new.issue["depth"], new.actor[actor].preferences[0])
    assert (new_values[0], *new_values[2:]) == old_values
    given = {"port": Fraction(3, 10), "ships": 2, "guild": 2, "mill": Fraction(1, 10)}
    assert new_values[1] == given[actor]


def test_the_red_line_of_a_ladder_outlives_it() -> None:
    lines = {line.id for line in laid("middle").actor["port"].red_lines}
    assert lines == {"loud", "deep", "either", "depth"}


def test_what_a_lever_holds_is_satisfied_by_its_options() -> None:
    space = compile_scenario(laid("middle"))
    port = space.problem.actors[0]
    loud, deep, either, ladder = port.crossed
    ten, eleven, twelve = range(3)
    allowed, banned, seldom = range(3)
    assert not holds(deep, (eleven, banned))
    assert holds(deep, (ten, banned))
    assert not holds(deep, (ten, seldom))
    assert holds(loud, (twelve, allowed))
    assert not holds(loud, (eleven, allowed))
    assert not holds(either, (ten, seldom))
    assert holds(either, (ten, allowed))
    assert holds(ladder, (ten, banned))
    assert not holds(ladder, (eleven, banned))
    calm = space.problem.broken[1]
    assert not holds(calm, (eleven, allowed))
    assert holds(calm, (twelve, allowed))
    assert total(port, (twelve, seldom)) > total(port, (twelve, allowed))


def test_clauses_take_a_new_option_by_their_text() -> None:
    lever = BENCH.levers[1].model_copy(update={"holds": ()})
    space = compile_scenario(with_lever(BENCH, lever))
    loud, deep, _, _ = space.problem.actors[0].crossed
    assert holds(deep, (1, 1))
    assert not holds(loud, (0, 2))
    assert holds(space.problem.broken[1], (0, 2))


def test_a_lever_that_is_laid_is_declared_no_longer() -> None:
    assert [lever.id for lever in laid("pay").levers] == ["middle"]


def test_the_scenario_itself_is_left_as_it_was() -> None:
    before = BENCH.to_plain()
    laid("pay")
    laid("middle")
    assert BENCH.to_plain() == before


def test_an_option_that_a_lever_adds_stands_after_the_one_that_it_names() -> None:
    deeper = TEXT.replace("{label: eleven, after: ten}", "{label: thirteen, after: twelve}")
    scenario = negsim.loads(deeper).scenario
    (lever,) = (one for one in scenario.levers if one.options)
    options = with_lever(scenario, lever).issue["depth"].options
    assert [option.label for option in options] == ["ten", "twelve", "thirteen", "fifteen"]
