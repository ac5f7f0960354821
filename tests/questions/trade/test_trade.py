from __future__ import annotations

from fractions import Fraction
from functools import cache
from itertools import pairwise, product
from typing import Any

import pytest

import negsim
from negsim.language.model.scenario import Scenario
from negsim.questions.packages.named_package import starting_package, usual_start
from negsim.questions.trade.find import trade
from negsim.questions.trade.result import Trades
from negsim.questions.trade.tell import answer
from negsim.questions.zone.find import run
from negsim.solve.kernels.one_package import verdict
from negsim.solve.tables.formula import holds
from negsim.solve.tables.gains import utilities
from negsim.solve.tables.problem import Problem
from negsim.space.space import Space, compile_scenario
from tests.questions.changing import made_up


@cache
def drawn() -> tuple[Scenario, ...]:
    return tuple(made_up(range(40)))


def first_package(scenario: Scenario, number: int = 0) -> dict[str, str]:
    return {i.id: i.options[number % len(i.options)].id for i in scenario.issues}


def is_feasible(space: Space, package: tuple[int, ...]) -> bool:
    problem = space.problem
    return not any(holds(f, package) for f in (*problem.broken, *problem.barred))


def is_needed(space: Space, actor: int, package: tuple[int, ...]) -> bool:
    spec = space.problem.actors[actor]
    if spec.consent == "never":
        return False
    return spec.needed is None or holds(spec.needed, package)


def in_zone(problem: Problem, package: tuple[int, ...]) -> bool:
    return verdict(problem, package).in_zone


def steps_over(space: Space, package: tuple[int, ...]) -> dict[tuple[int, int], int]:
    """Per red line of those whose consent a package needs, the fewest option-steps out of it; 1000 for none."""
    found = {}
    every = list(product(*(range(n) for n in space.problem.sizes)))
    for a in space.problem.consenting:
        for k, line in enumerate(space.problem.actors[a].crossed):
            away = [
                sum(
                    abs(x - y) if issue.is_ordered else x != y
                    for x, y, issue in zip(package, other, space.scenario.issues, strict=True)
                )
                for other in every
                if not holds(line, other)
            ]
            found[a, k] = min(away, default=1000) if is_needed(space, a, package) else 0
    return found


def goes_further(space: Space, before: tuple[int, ...], after: tuple[int, ...]) -> bool:
    old, new = steps_over(space, before), steps_over(space, after)
    return any(new[line] > old[line] for line in old)


def swaps_by_definition(space: Space, start: tuple[int, ...]) -> dict[tuple[int, ...], Fraction]:
    """Every exchange across two or three issues, with the smallest gain of those that count.

    From a package of the zone only those within the zone.
    """
    before, found = utilities(space.problem, start), {}
    is_inside = in_zone(space.problem, start)
    for package in product(*(range(n) for n in space.problem.sizes)):
        if is_inside and not in_zone(space.problem, package):
            continue
        if sum(x != y for x, y in zip(start, package, strict=True)) not in {2, 3}:
            continue
        after = utilities(space.problem, package)
        gains = [
            after[a] - before[a] for a in range(len(space.actors)) if is_needed(space, a, package)
        ]
        if min(gains) >= 0 and max(gains) > 0:
            found[package] = min(gains)
    return found


@pytest.mark.parametrize("number", [0, 1])
def test_exchanges_agree_with_the_definition(number: int) -> None:
    tried = 0
    for scenario in drawn():
        space = compile_scenario(scenario)
        start = first_package(scenario, number)
        found = trade(scenario, start, limit=10**6)
        wanted = swaps_by_definition(space, space.package(start))
        assert {one.deal.positions: one.smallest for one in found.swaps} == wanted
        assert found.found == len(wanted)
        possible = {package for package in wanted if is_feasible(space, package)}
        keeping = {p for p in possible if not goes_further(space, found.start.positions, p)}
        assert found.feasible == len(possible)
        assert {
            one.deal.positions for one in found.swaps if one.is_feasible and not one.anew
        } == keeping
        assert found.keeping == len(keeping)
        assert found.evenly == sum(wanted[package] > 0 for package in keeping)
        tried += bool(wanted)
    assert tried > 5


def test_red_lines_are_never_traded_from_a_package_of_the_zone() -> None:
    """All four exchanges once offered from this fairest package crossed a red line of Ukraine's."""
    study = negsim.load("ukraine_2025", ["land_as_held", "moratorium_swap"])
    for name in ("egalitarian", "nash", "utilitarian"):
        found = study.trade(name)
        assert found.start_in_zone
        assert all(one.in_zone for one in (*found.swaps, *found.equal))
        assert all(in_zone(found.space.problem, step.deal.positions) for step in found.path)


def test_exchanges_that_cross_no_line_anew_come_first() -> None:
    found = negsim.load("harbour").trade(limit=100)
    feasible = [one for one in found.swaps if one.is_feasible]
    anew = [bool(one.anew) for one in feasible]
    assert anew == sorted(anew)
    assert anew.count(False) == found.keeping > 0
    assert any(anew)
    assert not any(one.anew for one in found.equal)


TWO_LINES = """
negsim: 1
scenario: lines
issues:
  depth: {ask: How deep?, ordered: true, options: {a: a, b: b, c: c, d: d}}
  price: {ask: What price?, ordered: true, options: {low: low, mid: mid, high: high}}
actors:
  port:
    red_lines: {shallow: {require: {depth: a}}}
    preferences: {depth: {weight: 1, ladder: a < b < c < d}, price: {weight: 1, ladder: low < mid < high}}
  ships:
    preferences: {depth: {weight: 1, ladder: a < b < c < d}, price: {weight: 1, ladder: low < mid < high}}
"""


def test_a_line_that_is_crossed_already_is_crossed_no_further() -> None:
    """The port likes depth, yet has drawn a line at the first: from `b` on, more depth is no gain."""
    found = negsim.loads(TWO_LINES).trade("depth=b,price=low", limit=100)
    deeper = [one for one in found.swaps if one.deal.package["depth"] in {"c", "d"}]
    assert deeper
    assert all(one.anew == ("port.shallow",) for one in deeper)
    assert [step.deal.package["depth"] for step in found.path] == ["b"]
    assert found.path[-1].deal.package["price"] == "high"


def test_where_every_exchange_crosses_a_line_anew_that_is_said() -> None:
    found = negsim.loads(TWO_LINES).trade("depth=b,price=high", limit=100)
    assert (found.found > 0, found.keeping) == (True, 0)
    assert answer(found).lead == "NO TRADE THAT LEAVES RED LINES ALONE"


def test_without_a_status_quo_trades_start_from_the_fairest_package_or_the_one_nearest_to_a_deal() -> (
    None
):
    study = negsim.load("ukraine_2025", ["as_first_coded"])
    found = study.trade()
    assert found.chosen == "nearest"
    assert [len(found.start_crosses), found.start_in_zone, found.start_feasible] == [1, False, True]
    fairest = study.trade(variant="moratorium_swap")
    assert fairest.chosen == "egalitarian"
    solved = study.run("moratorium_swap").solutions["egalitarian"].deals[0]
    assert fairest.start.positions == solved.positions
    assert negsim.load("harbour").trade().chosen is None


def test_nothing_feasible_leaves_nothing_to_start_from() -> None:
    text = TWO_LINES + "rules: {none: {forbid: {depth: a | b | c | d}, because: it is so}}\n"
    with pytest.raises(negsim.NegsimError, match="there is no package to start from"):
        usual_start(negsim.loads(text).scenario)


def test_exchanges_are_ranked_feasible_first_then_by_the_smallest_gain() -> None:
    found = negsim.load("harbour").trade(limit=100)
    order = [(not one.is_feasible, bool(one.anew), -one.smallest) for one in found.swaps]
    assert len(order) == found.found
    assert order == sorted(order)


def test_a_limit_keeps_the_first() -> None:
    every = negsim.load("harbour").trade(limit=100).swaps
    some = negsim.load("harbour").trade(limit=3).swaps
    assert [one.changes for one in some] == [one.changes for one in every[:3]]


def test_even_trades_give_everybody_something_the_nearest_first() -> None:
    found = negsim.load("harbour").trade(limit=100)
    spreads = [one.spread for one in found.equal]
    assert spreads == sorted(spreads)
    assert found.equal
    assert all(one.smallest > 0 and one.is_feasible for one in found.equal)
    fair = [one for one in found.swaps if one.is_feasible and not one.anew and one.smallest > 0]
    assert len(found.equal) == len(fair) == found.evenly


def test_third_parties_that_lose_are_named() -> None:
    start = "depth=twelve,fee=250,nights=none,mud=dyke"
    found = negsim.load("harbour").trade(start, "tide_will_do")
    first = found.swaps[0]
    assert first.changes == {"fee": (250, 150), "mud": ("dyke", "sea")}
    assert first.counts == ("port", "ships")
    assert first.hurts == ("villages",)
    assert first.change["villages"] == Fraction(-1, 2)
    assert first.in_zone


def test_what_each_change_brings_by_itself_adds_up_without_wishes() -> None:
    found = negsim.load("harbour").trade()
    for one in found.swaps:
        assert sum(one.alone["ships"].values()) == one.change["ships"]


def test_the_zone_is_that_of_the_definitions() -> None:
    for scenario in drawn()[:15]:
        space = compile_scenario(scenario)
        inside = sum(
            in_zone(space.problem, package)
            for package in product(*(range(n) for n in space.problem.sizes))
        )
        assert inside == run(scenario).zone.size


def path_of(found: Trades) -> list[tuple[int, ...]]:
    return [found.start.positions, *(step.deal.positions for step in found.path)]


def test_every_step_of_the_single_text_is_better_for_every_principal() -> None:
    tried = 0
    harbour = negsim.load("harbour").scenario
    starts = [(harbour, first_package(harbour, number)) for number in range(12)]
    starts += [(scenario, first_package(scenario)) for scenario in drawn()]
    for scenario, start in starts:
        found = trade(scenario, start)
        space, path = found.space, path_of(found)
        for before, after in pairwise(path):
            old, new = utilities(space.problem, before), utilities(space.problem, after)
            assert all(new[a] > old[a] for a in space.problem.principals)
            assert is_feasible(space, after)
            assert not goes_further(space, before, after)
            tried += 1
    assert tried > 5


def allowed_step(
    space: Space, before: tuple[int, ...], after: tuple[int, ...], *, strict: bool
) -> bool:
    problem = space.problem
    old, new = utilities(problem, before), utilities(problem, after)
    if not is_feasible(space, after):
        return False
    if any(new[a] < old[a] or (strict and new[a] == old[a]) for a in problem.principals):
        return False
    if in_zone(problem, before) and not in_zone(problem, after):
        return False
    if any(is_needed(space, a, after) and new[a] < old[a] for a in problem.consenting):
        return False
    return not goes_further(space, before, after)


def test_the_single_text_ends_where_nothing_is_better_for_all() -> None:
    for scenario in drawn():
        found = trade(scenario, first_package(scenario))
        space, end = found.space, path_of(found)[-1]
        every = list(product(*(range(n) for n in space.problem.sizes)))
        assert not any(allowed_step(space, end, other, strict=True) for other in every)
        old = utilities(space.problem, end)
        is_efficient = not any(
            allowed_step(space, end, other, strict=False)
            and any(utilities(space.problem, other)[a] > old[a] for a in space.problem.principals)
            for other in every
        )
        assert found.is_efficient == is_efficient


def test_a_single_text_from_the_zone_stays_in_it() -> None:
    study = negsim.load("harbour", ["tide_will_do"])
    for _, row in study.run().zone_packages().iterrows():
        start = {issue.id: row[issue.id] for issue in study.scenario.issues}
        found = study.trade({**start, "fee": int(start["fee"])})
        assert found.start_in_zone
        assert all(in_zone(found.space.problem, p) for p in path_of(found))


def test_wide_steps_are_taken_where_no_narrow_one_is_left() -> None:
    names = "abcd"
    issues = "\n".join(f"  {n}: {{ask: What?, options: {{no: no, yes: yes}}}}" for n in names)
    wishes = "{all: {weight: 1, require: {a: yes, b: yes, c: yes, d: yes}}}"
    text = f"""
negsim: 1
scenario: four
title: Four at once
issues:
{issues}
actors:
  port: {{wishes: {wishes}}}
  ships: {{wishes: {wishes}}}
"""
    found = negsim.loads(text).trade("a=no,b=no,c=no,d=no")
    assert [len(step.changes) for step in found.path] == [4]
    assert found.path[0].is_wide
    assert found.is_efficient


@pytest.mark.parametrize(
    ("start", "message"),
    [
        ("depht=ten", r"`start` names no issue: 'depht'\n.*did you mean depth"),
        ("depth=eleven", r"`start` names no option of issue 'depth': 'eleven'"),
        ("depth", r"`start` has no ISSUE=OPTION in 'depth'"),
        ("nash", r"there is no nash solution to start from: the zone is empty"),
    ],
)
def test_what_is_wrong_with_a_start_is_said(start: str, message: str) -> None:
    with pytest.raises(negsim.NegsimError, match=message):
        starting_package(negsim.load("harbour").scenario, start)


def test_without_a_status_quo_a_start_is_to_be_named_in_full() -> None:
    scenario = negsim.load("ukraine_2025").scenario
    with pytest.raises(negsim.NegsimError, match="'ukraine_2025' has no `status_quo`"):
        starting_package(scenario)
    with pytest.raises(negsim.NegsimError, match="`start` leaves out line, four_regions"):
        starting_package(scenario, "ending=treaty")


@pytest.mark.parametrize("start", [None, "depth=ten", "fee=100.0", {"depth": "ten", "fee": 100}])
def test_what_a_start_leaves_out_is_the_status_quo(start: Any) -> None:
    scenario = negsim.load("harbour").scenario
    assert starting_package(scenario, start) == dict(scenario.status_quo or ())


def test_a_solution_may_be_the_start() -> None:
    study = negsim.load("harbour", ["quiet_machines"])
    found = study.trade("egalitarian")
    assert found.start.positions == study.run().solutions["egalitarian"].deals[0].positions


def test_frames_have_a_row_for_each_exchange_and_step() -> None:
    found = negsim.load("harbour").trade()
    frames = found.frames()
    assert len(frames["swaps"]) == len(found.swaps)
    assert frames["path"]["fee"].tolist() == [50]


def test_what_was_really_agreed_may_be_the_start() -> None:
    text = (
        "negsim: 1\nscenario: two\nissues: {a: {options: {x: X, y: Y}}}\nactors: {me: {}}\n"
        "outcome: {a: y}\n"
    )
    scenario = negsim.loads(text).scenario
    assert starting_package(scenario, "outcome") == {"a": "y"}
    with pytest.raises(negsim.NegsimError, match="has no `status_quo` to start from"):
        starting_package(scenario, "status_quo")


def test_under_a_quota_an_exchange_within_the_zone_may_cross_a_line_of_who_is_outvoted() -> None:
    study = negsim.loads(
        """
        negsim: 1
        scenario: outvoted
        issues: {a: {options: {x: x, y: y}}, b: {options: {p: p, q: q}}}
        actors:
          one: {preferences: {a: {weight: 1, scores: {x: 0, y: 1}}}}
          two: {red_lines: {stays: {require: {b: p}}}, preferences: {b: {weight: 1, scores: {p: 0, q: 1}}}}
        agreement: {at_least: 1}
        """
    )
    found = study.trade({"a": "x", "b": "p"}).to_dict()
    assert found["from"]["in_zone"]
    assert (found["found"], found["feasible"], found["keeping"]) == (1, 1, 0)
    assert [(one["in_zone"], one["anew"]) for one in found["swaps"]] == [(True, ["two.stays"])]
