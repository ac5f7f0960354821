"""Expectations asked of draws: what is told of all at once is what each draw comes to by itself."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import negsim
from negsim.cli import main
from negsim.document.result import told
from negsim.language.load import loads
from negsim.questions.check import check
from negsim.questions.check.expectations import View, failures
from negsim.questions.draws.numbers import unknowns
from negsim.questions.draws.sampling import points, units
from negsim.questions.ensemble import drivers
from tests.document.reading import section, words_of

FILE = """
negsim: 1.1
scenario: drawn
title: What holds in which draws
issues:
  depth: {{ask: How deep?, ordered: true, options: {{low: Low, mid: Middle, high: High}}}}
  fee: {{ask: How much?, range: {{from: 0, to: 4, step: 1}}}}
actors:
  port:
    reservation_value: 0.5 +- 0.3
    red_lines: {{deep: {{require: {{depth: at least mid}}}}, dear: {{require: {{fee: at least {test}}}}}}}
    preferences:
      depth: {{weight: 2 +- 1, scores: {{low: 0, mid: .5 +- .5, high: 1}}}}
      fee: {{weight: 1, scores: {{0: 0, 4: 1}}}}
  ships:
    reservation_value: 0.4 +- 0.4
    red_lines: {{shallow: {{require: {{depth: at most mid}}}}}}
    preferences: {{fee: {{weight: 1, scores: {{0: 1, 4: 0}}}}}}
variants:
  torn: {{add: {{ships.red_lines.low: {{require: {{depth: low}}}}}}}}
expect:
  - {expectation}
"""
EXPECTATIONS = [
    "{zone: open}",
    "{red_line_zone: open}",
    "{includes: {fee: 1}}",
    "{every_package: {fee: at most 2}}",
    "{zone: open, includes: {fee: 3}, prefers: {depth: mid}, over: {depth: low}, actor: port}",
    "{variant: torn, conflict: [port.deep, ships.low]}",
    "{conflict: [port.reservation_value, ships.reservation_value]}",
    "{accepts: {actor: ships, package: {fee: at most 2}}}",
    "{actor: port, more_is_better: depth}",
    "{actor: ships, less_is_better: fee}",
    "{actor: port, never_below: 0.3, when: {depth: mid}}",
]


@pytest.mark.parametrize("test", ["1", "1 +- 1"], ids=["lines stand", "lines move"])
@pytest.mark.parametrize("expectation", EXPECTATIONS)
def test_a_share_counts_the_draws_that_hold_by_themselves(expectation: str, test: str) -> None:
    scenario = loads(FILE.format(expectation=expectation, test=test))
    (one,) = check(scenario, laws=False, draws=12, seed=3).expectations
    assert one.drawn is not None
    (expected,) = scenario.expectations
    changed = negsim.Study(scenario).with_variant(expected.variant).scenario
    unknown = unknowns(changed)
    held = []
    for unit in units(12):
        draws = unknown.draws(points(unknown.width, unit, 3))
        for draw in range(draws.count):
            view = View(draws.scenario(changed, draw))
            held.append(list(failures(view, expected, [])))
    assert one.drawn.holds == sum(not found for found in held)
    first = next((k for k, found in enumerate(held) if found), None)
    if first is None:
        assert one.drawn.breach is None
    else:
        assert one.drawn.breach is not None
        assert one.drawn.breach.draw == first + 1
        assert list(one.drawn.breach.found) == list(dict.fromkeys(held[first]))


def test_an_open_zone_is_expected_in_as_many_draws_as_an_ensemble_has_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(drivers, "CELLS", 1)
    study = negsim.Study(loads(FILE.format(expectation="{zone: open}", test="1")))
    (one,) = study.check(laws=False, draws=200, seed=5).expectations
    assert one.drawn is not None
    assert one.drawn.share == study.ensemble(draws=200, seed=5).zone_open
    assert 0 < one.drawn.share < 1


def test_a_draw_that_breaks_an_expectation_is_no_failure_and_is_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "drawn.yaml"
    path.write_text(FILE.format(expectation="{say: They agree., zone: open}", test="1"), "utf-8")
    arguments = ["check", str(path), "--no-laws", "--draws", "50"]
    assert main([*arguments, "--format", "json"]) == 0
    ((one,),) = [each["expectations"] for each in json.loads(capsys.readouterr().out)]
    assert one["holds"] is True
    assert 0 < one["share"] < 1
    assert one["first_break"]["found"] == ["the zone is empty"]
    assert main(arguments) == 0
    text = capsys.readouterr().out
    assert "THE EXPECTATION HOLDS at the best values; it does not in every draw" in text
    assert f"Draw {one['first_break']['draw']}: the zone is empty." in text


def test_without_draws_no_share_is_told() -> None:
    found = check(loads(FILE.format(expectation="{zone: open}", test="1")), laws=False)
    assert "share" not in found.to_dict()["expectations"][0]
    assert told(found).sections == ()


def test_what_fails_is_told_with_its_place_and_what_was_found() -> None:
    found = check(
        loads(FILE.format(expectation="{say: Never., zone: empty}", test="1")), laws=False
    )
    said = told(found)
    assert said.said is not None
    assert said.said.text == "1 OF 1 EXPECTATION FAILED."
    text = words_of(section(said, "failed"))
    assert "<text>:22:5: Never.\nFound: the zone is open: " in text
