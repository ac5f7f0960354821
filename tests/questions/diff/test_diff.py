"""What two files have differently: each element once, in words, and what it does to the answer by itself."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from negsim.cli import main
from negsim.language.load import load, loads
from negsim.language.model.scenario import Scenario
from negsim.language.shipped import locate, shipped_names
from negsim.language.writer import write_yaml
from negsim.questions.diff import Diff, diff, tell
from negsim.questions.diff.elements import document, elements
from negsim.questions.diff.find import outcome
from negsim.questions.diff.tell import effect

BASE = """
negsim: 1
scenario: harbour
title: Harbour
issues:
  depth: {ask: How deep?, ordered: true, options: {ten: "10", twelve: "12", fifteen: "15"}}
  fee: {range: {from: 0, to: 4, step: 1}}
rules: {dear: {if: {depth: fifteen}, then: {fee: at least 2}, because: it costs}}
actors:
  port:
    reservation_value: 0.5
    red_lines:
      deep: {readings: {mild: {require: {depth: at least twelve}}, strict: {require: {depth: fifteen}}}}
    preferences: {fee: {weight: 2, scores: {0: 0, 4: 1}, from: "assumption: x"}}
  ships: {red_lines: {cheap: {require: {fee: at most 3}}}}
variants: {v: {drop: [port.deep]}}
"""


def _diff(*changes: tuple[str, str]) -> Diff:
    text = BASE
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return diff(loads(BASE), loads(text))


def _paths(found: Diff) -> dict[str, str]:
    return {one.path: one.change for one in found.changes}


def test_layout_and_ways_to_write_the_same_make_no_difference() -> None:
    found = _diff(
        ("at least twelve", "at  least twelve"),
        ("weight: 2", "weight: 2.0"),
        ("fee: at most 3}", "fee: at most 3.0}"),
        ("\nvariants", "  # the end\nvariants"),
    )
    assert found.changes == ()
    assert tell(found).said is not None
    assert found.first == found.second


@pytest.mark.parametrize(
    ("old", "new", "path", "change", "says"),
    [
        ("0.5", "0.9", "port.reservation_value", "changed", "0.5 → 0.9"),
        ("weight: 2", "weight: 3", "port.preferences.fee", "changed", "weight: 2 → 3"),
        (
            "fee: at most 3",
            "fee: at most 1",
            "ships.red_lines.cheap",
            "changed",
            "require.fee: at most 3 → at most 1",
        ),
        (
            "because: it costs",
            "because: of sand",
            "rules.dear",
            "changed",
            "because: it costs → of sand",
        ),
        (
            "variants: {v: {drop: [port.deep]}}",
            "",
            "variants.v",
            "removed",
            "no longer there: {drop: [port.red_lines.deep]}",
        ),
        (
            "  ships: {",
            "  ships: {wishes: {w: {weight: 1, require: {fee: 0}}}, ",
            "ships.wishes.w",
            "added",
            "added: {weight: 1, require: {fee: 0}}",
        ),
        (
            'ten: "10", twelve: "12"',
            'twelve: "12", ten: "10"',
            "issues.depth",
            "reordered",
            "the options stand in another order: twelve, ten, fifteen",
        ),
    ],
)
def test_each_difference_is_told_once_at_its_path(
    old: str, new: str, path: str, change: str, says: str
) -> None:
    found = _diff((old, new))
    assert _paths(found) == {path: change}
    section = tell(found)
    facts: Any = [block for inner in section.sections for block in inner.blocks]
    assert "".join(span.text for span in facts[0].facts[0].says) == says


def test_an_order_of_readings_is_a_change_of_the_base_case() -> None:
    found = _diff(
        (
            "mild: {require: {depth: at least twelve}}, strict: {require: {depth: fifteen}}",
            "strict: {require: {depth: fifteen}}, mild: {require: {depth: at least twelve}}",
        )
    )
    assert _paths(found) == {"port.red_lines.deep": "reordered"}
    (one,) = found.changes
    assert one.parts == (("order of readings", ["mild", "strict"], ["strict", "mild"]),)
    assert one.outcome == found.second


def test_an_actor_that_one_file_lacks_is_one_difference() -> None:
    more = "  town: {red_lines: {none: {forbid: {fee: 0}}}}\n".replace("none", "paid")
    found = _diff(("variants:", f"{more}variants:"))
    assert _paths(found) == {"town": "added"}
    assert found.changes[0].outcome == found.second


def test_what_cannot_stand_alone_says_so_and_what_decides_nothing_is_not_tried() -> None:
    found = _diff(
        ("  fee: {range", "  mud: {options: {sea: x, dyke: y}}\n  fee: {range"),
        ("{fee: at most 3}", "{fee: at most 3, mud: sea}"),
    )
    told = {one.path: one.because for one in found.changes}
    assert str(told["ships.red_lines.cheap"]).startswith(
        "it does not stand alone: red line 'cheap'"
    )
    assert told["issues.mud"] is None
    said = _diff(("title: Harbour", "title: Hafen"))
    assert [effect(said, one) for one in said.changes] == ["decides nothing in the base case"]


@pytest.mark.parametrize("name", ["harbour", "minsk_2015", "panama_canal_1974", "elmira_1991"])
def test_what_is_put_together_from_its_elements_answers_as_the_scenario_does(name: str) -> None:
    scenario = load(locate(name))
    assert _again(scenario) == outcome(scenario)


def test_every_shipped_scenario_stands_when_put_together_from_its_elements() -> None:
    for name in shipped_names():
        scenario = load(locate(name))
        plain = document(elements(scenario), "1.1", scenario.id)
        again = loads(write_yaml(plain))
        assert again.issue.keys() == scenario.issue.keys()
        assert again.red_lines.keys() == scenario.red_lines.keys()


def _again(scenario: Scenario) -> Any:
    return outcome(loads(write_yaml(document(elements(scenario), scenario.version, scenario.id))))


def test_the_command_tells_it_and_gives_json_and_csv(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, text in (("a.yaml", BASE), ("b.yaml", BASE.replace("fee: at most 3", "fee: 0"))):
        (tmp_path / name).write_text(text)
    files = [str(tmp_path / name) for name in ("a.yaml", "b.yaml")]
    assert main(["diff", *files]) == 0
    shown = capsys.readouterr().out
    assert "closes the zone by itself: no deal, 1 minimal conflict" in shown
    assert main(["diff", *files, "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [one["path"] for one in found["differences"]] == ["ships.red_lines.cheap"]
    assert found["differences"][0]["answer"]["zone"] == found["second"]["zone"] == 0
    assert main(["diff", *files, "--format", "csv"]) == 0
    assert capsys.readouterr().out.startswith("path,change,zone,floor,minimal_conflicts,because\n")
