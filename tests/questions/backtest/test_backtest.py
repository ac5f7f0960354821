from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction

import pytest

import negsim
from negsim.errors import InputError
from negsim.questions.backtest.result import COLUMNS, Backtest, backtests_csv
from negsim.questions.backtest.tell import answer, knot
from negsim.study import Study

# Two actors, 3 × 5 packages. The port takes twelve metres or more, the ships at most 2 of fee.
PORT = """
negsim: 1
scenario: port
as_of: 2025-01-18
issues:
  depth: {ask: How deep?, ordered: true, options: {ten: "10", twelve: "12", fifteen: "15"}, tags: [TAG]}
  fee: {ask: What fee?, range: {from: 0, to: 4, step: 1}}
actors:
  port:
    reservation_value: 0.2
    red_lines:
      deep: {readings: {wide: {require: {depth: at least twelve}}, narrow: {require: {depth: fifteen}}}}
    preferences: {fee: {weight: 1, scores: {0: 0, 4: 1}}}
  ships:
    red_lines: {cheap: {require: {fee: at most 2}}}
    preferences: {fee: {weight: 1, scores: {0: 1, 4: 0}}, depth: {weight: 1, scores: {ten: 0, twelve: .5, fifteen: 1}}}
  villages:
    consent: {when: {depth: fifteen}}
    red_lines: {quiet: {forbid: {fee: 0}}}
variants:
  narrow: {say: Fifteen is meant., read: {port.deep: narrow}}
  shallow: {say: The ships want ten., add: {ships.red_lines.ten: {require: {depth: ten}}}}
  dear: {say: The ships pay nothing., add: {ships.red_lines.free: {require: {fee: 0}}}}
  without: {say: Only with dear., drop: [ships.free]}
expect:
  - {say: All together., variant: narrow+shallow, zone: empty}
status_quo: {depth: ten, fee: 0}
outcome: {depth: twelve, fee: 2}
"""


def port(tag: str = "harbour", **changes: str) -> Study:
    text = PORT.replace("TAG", tag)
    for old, new in changes.items():
        line = next(line for line in text.splitlines() if line.startswith(f"{old}:"))
        text = text.replace(line, f"{old}: {new}")
    return negsim.loads(text)


@pytest.fixture(scope="module")
def found() -> Backtest:
    return port("blocked").backtest()


def test_what_was_signed_is_in_the_zone_of_so_many_packages(found: Backtest) -> None:
    base = found.stacks[0]
    # Depth twelve or fifteen, fee 1 or 2: four packages of fifteen.
    assert (base.agrees, base.in_zone, base.findings.zone.size) == (True, True, 4)
    assert base.share == Fraction(4, 15)
    assert base.lift == Fraction(15, 4)
    assert base.against == ()


def test_the_outcome_is_ranked_by_the_smallest_gain_and_by_the_product(found: Backtest) -> None:
    stands = found.stacks[0].standing
    assert stands is not None
    # Port 0.5 - 0.2 = 0.3, ships 0.5. In the zone nobody has a smaller gain above 0.3; fee 2 at fifteen has as much.
    assert stands.smallest_gain == Fraction(3, 10)
    assert stands.by_floor_in_zone is not None
    assert (stands.by_floor_in_zone.better, stands.by_floor_in_zone.equal) == (0, 2)
    assert stands.by_floor is not None
    as_well = stands.by_floor.better + stands.by_floor.equal
    assert found.stacks[0].placebo == Fraction(as_well, found.stacks[0].findings.feasible)
    # Products: 0.15 here, 0.3 × 0.75 at fifteen and fee 2; 0.05 × 0.625 and 0.05 × 0.875 at fee 1.
    assert stands.by_nash is not None
    assert (stands.by_nash.better, stands.by_nash.equal) == (1, 1)


def test_rows_are_the_base_each_variant_and_the_stacks_that_expectations_name(
    found: Backtest,
) -> None:
    assert [row.name for row in found.stacks] == [
        "base",
        "narrow",
        "shallow",
        "dear",
        "narrow+shallow",
    ]
    assert [one.variant for one in found.left_out] == [("without",)]


def test_rows_may_be_asked_for(found: Backtest) -> None:
    asked = port("blocked").backtest(["shallow+narrow"])
    assert [row.name for row in asked.stacks] == ["base", "shallow+narrow"]
    assert asked.stacks[0].to_dict() == found.stacks[0].to_dict()
    with pytest.raises(InputError, match=r"variant 'without' drops ships\.red_lines\.free"):
        port().backtest(["without"])


def test_what_stands_against_the_outcome_is_named_with_its_reading(found: Backtest) -> None:
    narrow = next(row for row in found.stacks if row.name == "narrow")
    assert not narrow.in_zone
    assert [(a.member.path, a.member.reading, a.counts) for a in narrow.against] == [
        ("port.deep", "narrow", True)
    ]


def test_the_knot_is_held_against_the_issue_that_history_says_blocked(found: Backtest) -> None:
    rows = {row.name: row for row in found.stacks}
    assert knot(rows["base"]) is None  # an open zone has no knot
    shallow = rows["shallow"]
    assert [c.paths for c in shallow.findings.conflicts] == [("port.deep", "ships.ten")]
    assert (shallow.on_blocked, shallow.alone_opens) == (1, True)
    # No fee, no port: what collides there is about money, and not what history says.
    dear = rows["dear"]
    assert [c.paths for c in dear.findings.conflicts] == [("port.reservation_value", "ships.free")]
    assert (dear.on_blocked, dear.alone_opens) == (0, False)
    assert knot(dear) == "no minimal conflict speaks of “How deep?”; the knot is about “What fee?”"


def test_readings_that_let_the_outcome_in_are_counted(found: Backtest) -> None:
    assert (found.meant.combinations, found.meant.let_in) == (2, 1)
    assert found.meant.lines == {"port.deep": {"wide": True, "narrow": False}}


def test_what_was_turned_down_should_lie_outside_the_zone() -> None:
    inside = port("turned_down").backtest()
    assert inside.history.end == "turned_down"
    assert [row.agrees for row in inside.stacks] == [False, True, True, True, True]
    assert answer(inside).text.startswith("A MISS: what was turned down is in the zone")
    outside = port("turned_down", outcome="{depth: twelve, fee: 4}").backtest()
    assert outside.stacks[0].agrees
    assert answer(outside).text == (
        "AS IT WENT: what was turned down is outside the zone, which has 4 packages of 15 (26.7%): ships"
        " refuses it, asking for at most 2 (What fee?)."
    )


def test_where_the_status_quo_went_on_the_zone_should_be_empty() -> None:
    nothing = port(outcome="{depth: ten, fee: 0}").backtest()
    assert nothing.history.end == "no_deal"
    agrees = {row.name: row.agrees for row in nothing.stacks}
    assert agrees == {
        "base": False, "narrow": False, "shallow": True, "dear": True, "narrow+shallow": True,
    }  # fmt: skip
    assert answer(nothing).text == (
        "A MISS: nothing was agreed, and yet the zone has 4 packages of 15 (26.7%)."
    )


def test_a_zone_that_would_have_held_most_things_is_said_to_prove_little(found: Backtest) -> None:
    assert answer(found).text.endswith(
        "So wide a zone would have held most things, and proves little."
    )
    thin = port(outcome="{depth: fifteen, fee: 2}").set("port.reservation_value", 0.5)
    assert answer(thin.set("ships.reservation_value", 0.6).backtest()).text == (
        "AS IT WENT: what was signed is in the zone, which has 1 package of 15 (6.7%). A feasible package"
        " drawn at random would be in it once in 15 times."
    )


def test_a_rule_or_a_variant_may_bar_the_outcome() -> None:
    study = port()
    barred = negsim.loads(
        PORT.replace("TAG", "x").replace(
            "variants:",
            "rules: {r: {forbid: {depth: twelve}, because: b}}\nvariants:\n  v: {say: s, fix: {fee: 1}}",
        )
    ).backtest()
    assert [a.member.path for a in barred.stacks[0].against] == ["rules.r"]
    assert barred.stacks[0].standing is None
    assert answer(barred).text.endswith("it breaks the rule: anything but “12” (How deep?).")
    fixed = study.set("port.reservation_value", 0.9).backtest().stacks[0]
    assert [a.member.path for a in fixed.against] == ["port.reservation_value"]


def test_an_advisory_actor_stands_against_it_and_does_not_count() -> None:
    found = port().set("ships.consent", "never").set("ships.reservation_value", 0.9).backtest()
    base = found.stacks[0]
    assert base.in_zone
    assert [(a.member.path, a.counts) for a in base.against] == [("ships.reservation_value", False)]


def test_under_a_quota_readings_are_counted_over_who_agrees() -> None:
    text = """
negsim: 1
scenario: three
issues: {depth: {options: {ten: "10", twelve: "12"}}}
agreement: {at_least: 2}
actors:
  a: {red_lines: {x: {readings: {yes: {require: {depth: ten}}, no: {require: {depth: twelve}}}}}}
  b: {red_lines: {x: {readings: {yes: {require: {depth: ten}}, no: {require: {depth: twelve}}}}}}
  c: {red_lines: {x: {readings: {yes: {require: {depth: ten}}, no: {require: {depth: twelve}}}}}}
outcome: {depth: ten}
"""
    found = negsim.loads(text).backtest()
    # At least two of three fair coins: four of eight.
    assert (found.meant.combinations, found.meant.let_in) == (8, 4)


def test_a_scenario_without_an_outcome_is_refused() -> None:
    with pytest.raises(InputError, match="scenario 'harbour' has no `outcome` to test against"):
        negsim.load("harbour").backtest()


def test_json_and_csv_tell_the_same(found: Backtest) -> None:
    told = json.loads(found.to_json())["scenarios"]
    assert [one["scenario"] for one in told] == ["port"]
    head, *lines = backtests_csv([found]).splitlines()
    assert head == ",".join(COLUMNS)
    assert len(lines) == len(told[0]["rows"]) == len(found.to_frame())
    assert told[0]["rows"][0]["rank"]["by_nash"] == {"rank": 2, "better": 1, "equal": 1}
    assert told[0]["readings"]["keeps_to"] == {"port.deep": {"wide": True, "narrow": False}}


def test_variants_in_force_are_no_rows_of_their_own() -> None:
    found = port().with_variant("narrow").backtest()
    assert [row.name for row in found.stacks] == ["base", "shallow", "dear"]
    assert not found.stacks[0].in_zone


def test_a_demand_that_speaks_of_more_than_what_blocked_is_no_giving_way_on_that_alone() -> None:
    text = """
negsim: 1
scenario: both
issues: {depth: {options: {ten: "10", twelve: "12"}, tags: [blocked]}, fee: {options: {low: low, high: high}}}
actors:
  a: {red_lines: {x: {require: {depth: ten, fee: low}}}}
  b: {red_lines: {y: {require: {depth: twelve, fee: low}}}}
outcome: {depth: ten, fee: low}
"""
    row = negsim.loads(text).backtest().stacks[0]
    assert (row.on_blocked, row.alone_opens) == (1, False)
    assert knot(row) == (
        "the minimal conflict speaks of “depth” (and of “fee”); giving way there alone would not be enough"
    )


def test_readings_of_who_is_not_asked_are_free_and_a_poor_outcome_has_none() -> None:
    text = """
negsim: 1
scenario: asked
issues: {depth: {options: {ten: "10", twelve: "12"}}}
actors:
  a: {}
  b:
    consent: {when: {depth: twelve}}
    red_lines: {x: {readings: {yes: {require: {depth: ten}}, no: {require: {depth: twelve}}}}}
outcome: {depth: ten}
"""
    found = negsim.loads(text).backtest()
    assert (found.meant.combinations, found.meant.let_in) == (2, 2)
    poor = port().set("port.reservation_value", 0.9).backtest([])
    assert (poor.meant.combinations, poor.meant.let_in) == (2, 0)


def test_under_a_quota_who_can_gain_is_told_where_no_principal_loses() -> None:
    text = """
negsim: 1
scenario: two
issues: {depth: {options: {ten: "10", twelve: "12", fifteen: "15"}}}
agreement: {at_least: 1}
actors:
  a: {reservation_value: 0.2, preferences: {depth: {weight: 1, scores: {ten: .2, twelve: .2, fifteen: 1}}}}
  b: {reservation_value: 0.2, preferences: {depth: {weight: 1, scores: {ten: .3, twelve: .4, fifteen: 0}}}}
outcome: {depth: ten}
"""
    stands = negsim.loads(text).backtest().stacks[0].standing
    # At fifteen a gains and b loses, so a cannot gain: only b's gains are compared, and twelve is better.
    assert stands is not None
    assert stands.by_nash is not None
    assert (stands.by_nash.better, stands.by_nash.equal) == (1, 1)


def test_a_zone_that_is_estimated_is_said_to_be_about_so_large(found: Backtest) -> None:
    base = found.stacks[0]
    guessed = replace(
        base.findings, answer=replace(base.findings.answer, zone_interval=(3, 5)), exact=False
    )
    told = replace(found, stacks=(replace(base, findings=guessed),))
    assert "which has about 4 packages of 15" in answer(told).text
