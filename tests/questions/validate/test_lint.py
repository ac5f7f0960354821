from __future__ import annotations

import pytest

import negsim
from negsim.errors import Fault
from negsim.questions.validate.find import lint

BASE = """\
negsim: 1
scenario: linted
title: Linted
issues:
  depth: {ask: How deep?, ordered: true, options: {low: Low, mid: Middle, high: High}}
  night: {ask: At night?, options: {on_: Yes, off_: No}}
  mud: {ask: Where to?, options: {sea: Sea, dyke: Dyke, pit: Pit}}
RULES
actors:
  port:
    reservation_value: 0.2
    from: "assumption: a guess"
    red_lines:
      RED_LINES
    preferences: {depth: {weight: 1, scores: {low: 0, mid: 1, high: 1}, from: "assumption: so"}}
REST
"""


def warnings(rules: str = "", red_lines: str = "", rest: str = "") -> list[Fault]:
    text = BASE.replace("RULES", f"rules: {rules}" if rules else "")
    lines = red_lines or '{deep: {require: {depth: at least mid}, from: "assumption: so"}}'
    text = text.replace("\n      RED_LINES", f" {lines}").replace("REST", rest)
    study = negsim.loads(text, "linted.yaml")
    return list(lint(study.base).warnings)


def said(found: list[Fault]) -> list[str]:
    return [f"{fault.where}: {fault.what}" for fault in found]


def test_a_scenario_without_idle_parts_has_no_warnings() -> None:
    assert warnings() == []


def test_a_rule_that_excludes_nothing_or_nothing_more_is_idle() -> None:
    rules = (
        "{all_: {forbid: {depth: high}, because: x}, part: {forbid: {depth: high, mud: sea},"
        " because: x}, never: {if: {mud: sea}, then: {mud: sea | pit}, because: x}}"
    )
    assert said(warnings(rules)) == [
        "linted.yaml:5:3: no feasible package has 'high' (High) of issue 'depth'",
        "linted.yaml:8:52: rule 'part' is idle: other rules exclude all that it excludes",
        "linted.yaml:8:105: rule 'never' excludes nothing",
    ]


def test_a_rule_without_a_reason_is_told() -> None:
    found = warnings("{bare: {forbid: {depth: high, mud: sea}}}")
    assert said(found) == ["linted.yaml:8:9: rule 'bare' gives no reason"]


def test_rules_that_leave_nothing_are_told_once() -> None:
    rules = (
        "{a: {require: {depth: low}, because: x}, b: {require: {depth: high, mud: sea},"
        " because: x}}"
    )
    assert said(warnings(rules)) == ["linted.yaml:8:1: the rules leave no package at all"]


def test_a_red_line_implied_by_another_of_the_same_actor_names_it() -> None:
    lines = (
        '{strict: {require: {depth: high}, from: "assumption: x"},'
        ' loose: {require: {depth: at least mid}, from: "assumption: x"}}'
    )
    assert said(warnings(red_lines=lines)) == [
        "linted.yaml:13:74: port.loose adds nothing to port.strict"
    ]


def test_a_red_line_implied_by_several_together_names_these() -> None:
    lines = (
        '{a: {forbid: {depth: low, mud: sea}, from: "assumption: x"},'
        ' b: {forbid: {depth: low, mud: dyke | pit}, from: "assumption: x"},'
        ' both: {require: {depth: at least mid}, from: "assumption: x"}}'
    )
    found = said(warnings(red_lines=lines))
    assert found[-1].endswith("port.both adds nothing to the other red lines of port: a, b")


def test_a_red_line_that_rules_already_keep_changes_nothing() -> None:
    found = warnings("{shallow: {forbid: {depth: low}, because: x}}")
    assert (
        "no feasible package crosses port.deep: as it is read, and under these rules"
        in found[1].what
    )


def test_a_variant_that_moves_weights_behind_a_reservation_value_is_told() -> None:
    rest = "variants: {less: {drop: [port.preferences.depth]}}"
    assert said(warnings(rest=rest)) == [
        (
            "linted.yaml:15:12: variant 'less' changes weights behind port's reservation value, which"
            " stays the same number: port.preferences.depth"
        )
    ]
    rest = "variants: {less: {drop: [port.preferences.depth], set: {port.reservation_value: 0.1}}}"
    assert warnings(rest=rest) == []


def test_a_quota_that_can_never_be_met_is_told() -> None:
    found = warnings(rest="agreement: {at_least: 3, votes: {port: 2}}")
    assert [fault.what for fault in found] == [
        "the agreement can never be reached: it wants 3, and everyone together has 2"
    ]


@pytest.mark.parametrize(
    ("worth", "asked", "told"),
    [
        ("{weight: 1, scores: {low: 0, mid: 0.5, high: 0.25}}", "0.5", []),
        (
            "{weight: 1, scores: {low: 0, mid: 0.5, high: 0.25}}",
            "0.6",
            [
                "no package reaches the reservation value of port: it asks for 0.6, and the best package is worth 0.5"
            ],
        ),
        ("{points: {low: -4, mid: 10, high: 12}}", "{points: 12}", []),
        (
            "{points: {low: -4, mid: 10, high: 12}}",
            "{points: 59}",
            [
                "no package reaches the reservation value of port: it asks for 59, and the best package is worth 12"
            ],
        ),
    ],
)
def test_a_reservation_value_that_no_package_reaches_is_told(
    worth: str, asked: str, told: list[str]
) -> None:
    text = BASE.replace("RULES", "").replace("\n      RED_LINES", " {}").replace("REST", "")
    text = text.replace("reservation_value: 0.2", f"reservation_value: {asked}")
    text = text.replace("{weight: 1, scores: {low: 0, mid: 1, high: 1}", worth.rstrip("}") + "}")
    found = lint(negsim.loads(text, "linted.yaml").base).warnings
    assert [fault.what for fault in found] == told
    assert {str(fault.where) for fault in found} <= {"linted.yaml:10:3"}


def test_a_conditional_actor_that_is_never_asked_is_told() -> None:
    rest = "  idle: {consent: {when: {depth: low}}}"
    text = said(warnings("{shallow: {forbid: {depth: low}, because: x}}", rest=rest))
    assert "linted.yaml:15:3: no feasible package needs the consent of idle" in text


def test_elements_that_rest_on_nothing_named_are_told_together() -> None:
    found = warnings(
        red_lines="{deep: {require: {depth: at least mid}}, high: {forbid: {mud: pit}}}"
    )
    assert said(found) == [
        (
            "linted.yaml:13:17: 2 elements rest on nothing named: port.red_lines.deep,"
            " port.red_lines.high"
        )
    ]


def test_claims_that_nothing_cites_are_told() -> None:
    scenario = negsim.load("harbour").base
    register = scenario.registers[0]
    more = register.claims[0].model_copy(update={"id": "c99"})
    changed = scenario.model_copy(
        update={
            "registers": (register.model_copy(update={"claims": (*register.claims, more)}),),
        }
    )
    found = [fault.what for fault in lint(changed).warnings]
    assert f"1 claim bears on nothing in this scenario: c99 of {register.path}" in found


def test_a_space_too_large_to_walk_is_said_and_the_rest_is_still_looked_at() -> None:
    issues = "\n".join(f"  i{k:02}: {{ask: Which?, options: {{a: A, b: B}}}}" for k in range(60))
    text = (
        f"negsim: 1\nscenario: large\ntitle: Large\nissues:\n{issues}\n"
        "rules: {bare: {forbid: {i00: a, i01: a}}}\nactors: {one: {consent: always}}\n"
    )
    linted = lint(negsim.loads(text).base)
    assert [fault.what for fault in linted.warnings] == ["rule 'bare' gives no reason"]
    assert linted.left_out is not None
    assert "too many to look for idle rules" in linted.left_out


@pytest.mark.parametrize("n_issues", [30, 400])
def test_rules_that_exclude_one_another_are_told_in_a_space_too_large_to_walk(
    n_issues: int,
) -> None:
    issues = "\n".join(f"  i{k}: {{range: {{from: 0, to: 9, step: 1}}}}" for k in range(n_issues))
    text = (
        f"negsim: 1\nscenario: large\nissues:\n{issues}\nrules:\n"
        "  r: {require: {i0: 1}, because: it is so}\n  s: {require: {i0: TWO}, because: it is not}\n"
        "actors: {one: {}}\n"
    )
    [fault] = lint(negsim.loads(text.replace("TWO", "2")).base).warnings
    assert fault.what == "the rules leave no package at all"
    assert lint(negsim.loads(text.replace("TWO", "1")).base).warnings == ()


def test_a_tag_that_names_no_mover_is_told() -> None:
    text = (
        "negsim: 1\nscenario: gates\nissues:\n"
        "  gate: {options: {shut: shut, open: open}, tags: [moved by anne, moved to annex, iron]}\n"
        "actors: {ann: {consent: always}}\n"
    )
    found = [str(fault) for fault in lint(negsim.loads(text).base).warnings]
    assert found == [
        "<text>:4:3: a tag of issue 'gate' names no actor: 'moved by anne'\n      mend: use ann",
        (
            "<text>:4:3: a tag of issue 'gate' says no move: 'moved to annex'\n      mend: write `moved by"
            " ACTOR`, `moved forward only` or `moved back only`"
        ),
    ]


@pytest.mark.parametrize("name", ["harbour", "ukraine_2025"])
def test_shipped_scenarios_are_walked(name: str) -> None:
    assert lint(negsim.load(name).base).left_out is None


def test_a_gap_on_a_numeric_issue_is_told_with_its_numbers() -> None:
    text = (
        "negsim: 1\nscenario: gap\nissues:\n  share: {range: {from: 0, to: 10, step: 1}}\n"
        "actors:\n  one: {red_lines: {much: {require: {share: at least 7}}}}\n"
        "  two: {red_lines: {little: {require: {share: at most 3}}}}\n"
    )
    assert (
        "issue 'share' has no option between '3' and '7', and one.much and two.little exclude one another there"
    ) in [fault.what for fault in lint(negsim.loads(text).base).warnings]
