from __future__ import annotations

import pytest

from negsim.language.load import loads
from negsim.language.words import clause_in_words

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
