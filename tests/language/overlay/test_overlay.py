"""Variants applied: what each key does, in which order, and what may not be done."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from negsim.errors import InputError
from negsim.language.load import load, loads
from negsim.language.model.scenario import Scenario
from negsim.language.overlay.apply import apply
from negsim.language.writer import write_yaml

BASE = """
negsim: 1
scenario: swap
issues:
  line: {ordered: true, options: {a: a, b: b, c: c}}
  pay: {range: {from: 0, to: 1, step: 0.5}}
actors:
  one:
    reservation_value: 0.5 +- 0.1
    red_lines:
      words:
        readings: {mild: {require: {line: at least b}}, strict: {require: {line: c}}, dropped: none}
        from: "assumption: x"
      plain: {forbid: {pay: 1}}
    preferences:
      line: {weight: 2, ladder: a ! b < c, from: "assumption: y"}
      pay: {weight: 1, scores: {0: 1, 0.5: 0.5, 1: 0}}
    wishes:
      both: {weight: low, require: {line: c, pay: 0}}
  two: {consent: {when: {line: c}}}
rules: {never: {forbid: {line: a, pay: 0}}}
variants:
  no_ladder: {drop: [one.preferences.line]}
  no_line: {drop: [one.line]}
  new_ladder: {set: {one.preferences.line: {weight: 1, ladder: a < b ! c}}}
  strict: {read: strict}
  wordless: {read: {one.words: dropped}}
  doubtful: {trust: {assumptions: false}}
  dear:
    set: {one.preferences.pay.scores.0.50: 0.75, one.reservation_value: 0.2, agreement: {at_least: 1}}
  more: {add: {two.red_lines.x: {forbid: {pay: 0}}, rules.r: {forbid: {line: c}}}}
  after_more: {drop: [two.x], set: {rules.r: {forbid: {line: b}}}}
  off: {exclude: {line: a, pay: 1}, fix: {line: not b}}
"""


@pytest.fixture
def scenario() -> Scenario:
    return loads(BASE)


def _lines(scenario: Scenario) -> list[str]:
    return list(scenario.red_lines)


def test_a_bar_in_a_ladder_is_a_red_line_on_the_same_evidence(scenario: Scenario) -> None:
    line = scenario.red_lines["one.line"]
    assert line.clause is not None
    assert line.clause.to_plain() == {"forbid": {"line": "a"}}
    assert line.sources[0].written == "assumption: y"


def test_dropping_a_preference_drops_the_red_line_of_its_ladder(scenario: Scenario) -> None:
    assert "one.line" not in _lines(apply(scenario, ["no_ladder"]))


def test_dropping_the_red_line_of_a_ladder_keeps_its_scores(scenario: Scenario) -> None:
    changed = apply(scenario, ["no_line"])
    assert "one.line" not in _lines(changed)
    ladders = [a.actor["one"].preferences[0].ladder for a in (scenario, changed)]
    assert ladders[0] is not None
    assert ladders[1] is not None
    assert ladders[0].scores() == ladders[1].scores()


def test_replacing_a_preference_moves_the_red_line_of_its_ladder(scenario: Scenario) -> None:
    clause = apply(scenario, ["new_ladder"]).red_lines["one.line"].clause
    assert clause is not None
    assert clause.to_plain() == {"forbid": {"line": "a | b"}}


def test_a_reading_is_chosen_by_name_and_one_may_draw_no_line(scenario: Scenario) -> None:
    strict = apply(scenario, ["strict"]).red_lines["one.words"].clause
    assert strict is not None
    assert strict.to_plain() == {"require": {"line": "c"}}
    assert apply(scenario, ["wordless"]).red_lines["one.words"].clause is None


def test_trust_drops_what_is_assumed_or_unsourced(scenario: Scenario) -> None:
    assert _lines(apply(scenario, ["doubtful"])) == []


def test_a_number_that_is_set_has_no_range_of_its_own(scenario: Scenario) -> None:
    actor = apply(scenario, ["dear"]).actor["one"]
    assert actor.reservation_value is not None
    assert actor.reservation_value.value is not None
    assert actor.reservation_value.value.shape == "plain"
    assert dict(actor.preferences[1].scores or ())["0.5"].best == Fraction(3, 4)


def test_dropping_what_the_stack_took_away_is_no_error_and_other_use_is(scenario: Scenario) -> None:
    twice = apply(scenario, ["no_ladder", "no_line"])
    assert "one.line" not in _lines(twice)
    with pytest.raises(
        InputError, match=r"variant 'after_more' drops two\.red_lines\.x, which is not there"
    ):
        apply(scenario, ["after_more"])
    assert _lines(apply(scenario, ["more", "after_more", "after_more"])) == _lines(scenario)


def test_variants_apply_in_the_order_given_and_changes_last(scenario: Scenario) -> None:
    changed = apply(scenario, ["dear"], ["one.reservation_value=0.9"])
    value = changed.actor["one"].reservation_value
    assert value is not None
    assert value.value is not None
    assert value.value.best == Fraction(9, 10)
    assert changed.applied == ("dear", "one.reservation_value=0.9")


def test_what_is_fixed_or_excluded_is_kept_apart_from_the_rules(scenario: Scenario) -> None:
    changed = apply(scenario, ["off"])
    assert changed.rules == scenario.rules
    assert [c.to_plain() for c in changed.fixed] == [{"line": "not b"}]
    assert [c.to_plain() for c in changed.excluded] == [[{"line": "a"}, {"pay": "1"}]]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("one.reservation_value", "`sets` takes PATH=VALUE, not 'one.reservation_value'"),
        ("one.reservation_value=2", "the reservation value of one is 0 to 1: 2"),
        ("one.nothing=2", "`sets` names no red line of one: 'nothing'"),
        ("agreement.at_least=1", "`sets` sets agreement.at_least, and there is no agreement"),
        ("two.consent=sometimes", "`consent` of two is always or never, not 'sometimes'"),
        ("one.consent=never", "no actor is a principal"),
    ],
)
def test_a_change_that_cannot_be_made_is_refused(
    scenario: Scenario, change: str, said: str
) -> None:
    import re

    with pytest.raises(InputError, match=re.escape(said)):
        apply(scenario, (), [change])


def test_an_unknown_variant_is_refused_with_the_nearest(scenario: Scenario) -> None:
    with pytest.raises(InputError, match=r"did you mean strict\?"):
        apply(scenario, ["stict"])


@pytest.mark.parametrize("name", ["ukraine_2025", "harbour"])
def test_loading_saving_and_loading_again_changes_nothing(name: str) -> None:
    folder = Path(__file__).parents[3] / "scenarios"
    scenario = load(folder / f"{name}.yaml")
    again = loads(write_yaml(scenario.to_plain()), str(folder / "again.yaml"))
    assert again == scenario
    assert again != apply(scenario, [scenario.variants[0].id])
