from __future__ import annotations

import pytest

from negsim.language.labels import demand_label
from negsim.language.load import loads
from negsim.language.short_names import (
    short_actor,
    short_issue,
    short_line,
    short_option,
    short_variant,
    short_wish,
)
from negsim.language.words import clause_in_words, demand_in_words, reading_in_words

TEXT = """
negsim: 1
scenario: words
title: Words
issues:
  depth: {{ask: How deep?, ordered: true, options: {{ten: Ten, twelve: Twelve, fifteen: Fifteen, twenty: Twenty}}}}
  fee: {{ask: Fee, range: {{from: 0, to: 4, step: 0.5, unit: EUR}}}}
  pay: {{ask: Pay, range: {{from: 0, to: 4, step: 1}}}}
  mud: {{ask: Where to?, options: {{sea: to the sea, dyke: onto the dyke, pit: into a pit, field: onto fields}}}}
actors:
  port: {{red_lines: {{line: {clause}}}}}
"""


@pytest.mark.parametrize(
    ("clause", "words"),
    [
        ("{require: {depth: twelve}}", "How deep? “Twelve”"),
        ("{require: {depth: at least twelve}}", "How deep? anything but “Ten”"),
        ("{require: {depth: at least fifteen}}", "How deep? at least “Fifteen”"),
        ("{require: {depth: at least twenty}}", "How deep? “Twenty”"),
        ("{require: {depth: at most twelve}}", "How deep? at most “Twelve”"),
        ("{require: {depth: between twelve and fifteen}}", "How deep? “Twelve” or “Fifteen”"),
        ("{require: {depth: at least ten}}", "How deep? anything"),
        ("{forbid: {depth: at least ten}}", "How deep? nothing at all"),
        ("{forbid: {depth: twenty}}", "How deep? anything but “Twenty”"),
        ("{forbid: {depth: at least fifteen}}", "How deep? at most “Twelve”"),
        ("{require: {mud: not sea | pit}}", "Where to? “onto the dyke” or “onto fields”"),
        ("{require: {fee: at least 1.5}}", "Fee: at least 1.5 EUR"),
        ("{forbid: {fee: 0 | 0.5}}", "Fee: not 0 or 0.5 EUR"),
        ("{require: {fee: between 1 and 2}}", "Fee: between 1 and 2 EUR"),
        (
            "{require: [{mud: sea}, {mud: pit}]}",
            "Where to? either “to the sea”, or “into a pit”",
        ),
        (
            "{forbid: [{mud: sea}, {mud: pit}]}",
            "Where to? anything but “to the sea”; and anything but “into a pit”",
        ),
        (
            "{forbid: {depth: ten, mud: sea}}",
            "never together “Ten” (How deep?) and “to the sea” (Where to?)",
        ),
        (
            "{if: {depth: ten}, then: {mud: sea}}",
            "if “Ten” (How deep?), then “to the sea” (Where to?)",
        ),
        ("{require: {sum: {of: [fee, pay], is: at most 4}}}", "“Fee” + “Pay” is at most 4"),
        (
            "{require: {sum: {of: {fee: 2, pay: -1}, is: 3}}}",
            "2 × “Fee” + -1 × “Pay” is 3",
        ),
        (
            "{require: {count: {of: [{depth: ten}, {mud: sea}], is: at least 1}}}",
            "at least 1 of these: “Ten” (How deep?); “to the sea” (Where to?)",
        ),
    ],
)
def test_a_clause_is_put_into_words(clause: str, words: str) -> None:
    scenario = loads(TEXT.format(clause=clause))
    assert clause_in_words(scenario.red_lines["port.line"].clause, scenario) == words


def test_a_reading_without_a_clause_draws_no_line() -> None:
    scenario = loads(TEXT.format(clause="{require: {mud: sea}}"))
    assert clause_in_words(None, scenario) == "draws no line"


SAYING = """negsim: 1.1
scenario: saying
issues: {a: {ask: Who digs, options: {x: the town, y: the port}}}
actors:
  port:
    red_lines:
      line: {require: {a: x}, say: "We  do not dig. "}
      plain: {require: {a: x}}
      read: {say: As ever, readings: {one: {require: {a: x}, say: Let them dig...}, two: {require: {a: x}}, no: none}}
    wishes: {w: {weight: 1, require: {a: x}, say: May they dig.}}
    expects: {f: {require: {a: y}, say: They will not dig.}}
"""


def test_a_demand_is_said_as_its_file_says_it() -> None:
    scenario = loads(SAYING, "saying.yaml")
    port = scenario.actor["port"]
    line, plain, read = port.red_lines
    assert demand_in_words(line, scenario) == "We do not dig"
    assert demand_in_words(plain, scenario) == "Who digs: “the town”"
    assert demand_in_words(plain, scenario, ask=False) == "“the town”"
    assert demand_in_words(read, scenario) == "Let them dig..."
    assert demand_in_words(port.wishes[0], scenario) == "May they dig"
    assert demand_in_words(port.expects[0], scenario) == "They will not dig"
    told = [reading_in_words(read, reading, scenario) for reading in read.readings]
    assert told == ["Let them dig...", "Who digs: “the town”", "draws no line"]
    assert reading_in_words(line, line.readings[0], scenario) == "We do not dig"
    assert demand_label(plain, scenario) == "“the town” (Who digs)"
    assert demand_label(line, scenario) == "We do not dig"


def test_short_names_are_the_file_s_own_or_longer_ones_cut_at_a_word() -> None:
    text = SAYING.replace(
        "  port:\n", "  port:\n    name: The authority of the port and its harbours\n"
    )
    scenario = loads(
        text + "variants: {v: {say: All dig., short: dig}, at_once: {fix: {a: x}}}\n", "s.yaml"
    )
    port, issue = scenario.actor["port"], scenario.issue["a"]
    assert short_actor(port) == "The authority of the port and…"
    assert short_actor(port.model_copy(update={"short": "Port"})) == "Port"
    assert short_issue(issue) == "Who digs"
    assert short_option(issue, "x") == "the town"
    assert short_line(port.red_lines[0], scenario) == "“the town”"
    assert short_wish(port.wishes[0], scenario) == "May they dig"
    assert [short_variant(one) for one in scenario.variants] == ["dig", "at once"]


def test_an_order_s_words_leave_out_what_has_no_place_in_it() -> None:
    text = """negsim: 1.1
scenario: s
issues: {a: {ordered: true, may_stay_open: true, options: {x: X, y: Y, z: Z}}}
actors: {p: {red_lines: {more: {require: {a: at least y}}, no: {forbid: {a: at least y}}, any: {forbid: {a: x}}}}}
status_quo: {a: x}
"""
    scenario = loads(text, "s.yaml")
    told = [demand_in_words(line, scenario, ask=False) for line in scenario.actor["p"].red_lines]
    assert told == ["at least “Y”", "“X” or “left open”", "anything but “X”"]
