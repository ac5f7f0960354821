"""What a notebook shows: every answer displays itself, in the words of the file, safely."""

from __future__ import annotations

from functools import cache
from html.parser import HTMLParser
from typing import Any

import pytest

import negsim
from negsim.questions.zone.result import Deal

VOID = {"br", "img"}
NAMES = (
    "study findings deal explanation comparison readings room levers trades trace ensemble"
    " simulation checked"
).split()
HOSTILE = '<img src=x onerror=alert(1)> $x$ & "Порт"'
TEXT = """
negsim: 1
scenario: shown
title: 'T'
status_quo: {{a: y, n: 0}}
issues:
  a: {{ask: '{mark}', options: {{x: 'X {mark}', y: Y}}}}
  n: {{ask: How much?, range: {{from: 0, to: 1, step: 0.5, unit: EUR}}}}
actors:
  one:
    name: 'One {mark}'
    reservation_value: 0.2 +- 0.1
    red_lines: {{line: {{readings: {{hard: {{require: {{a: x}}}}, soft: none}}}}}}
    preferences: {{a: {{weight: 2 +- 1, ladder: y < x}}, n: {{weight: 1, scores: {{0: 1, 1: 0}}}}}}
  two:
    reservation_value: 0.3
    preferences: {{a: {{weight: 1, ladder: x < y}}, n: {{weight: 2, scores: {{0: 0, 1: 1}}}}}}
levers:
  more:
    say: 'Say {mark}'
    options: {{a: {{z: 'Z'}}}}
    scores: {{one: {{a: {{z: 1}}}}, two: {{a: {{z: 1}}}}}}
variants: {{other: {{say: 'Other {mark}', fix: {{a: x}}}}}}
timeline: {{start: 2025-01-01, step: month, steps: 3, events: {{it: {{chance: 0.5, apply: [other]}}}}}}
"""


@cache
def shown() -> negsim.Study:
    return negsim.loads(TEXT.format(mark=HOSTILE.replace("'", "''")))


@cache
def answers() -> dict[str, Any]:
    study = shown()
    findings = study.run()
    return {
        "study": study,
        "findings": findings,
        "deal": findings.solutions["egalitarian"].deals[0],
        "explanation": study.explain(),
        "comparison": study.compare(),
        "readings": study.readings(),
        "room": study.room(),
        "levers": study.levers(),
        "trades": study.trade(),
        "trace": study.trace(),
        "ensemble": study.ensemble(draws=20),
        "simulation": study.simulate(futures=10),
        "checked": study.check(laws=False),
    }


class Reader(HTMLParser):
    """Reads what a browser would: which elements there are, and whether each is closed in turn."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        assert not any(name.startswith("on") for name, _ in attrs)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("name", NAMES)
def test_every_answer_shows_itself_and_nothing_of_the_file_is_taken_for_html(name: str) -> None:
    html = answers()[name]._repr_html_()
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert reader.open == []
    assert reader.seen <= {
        "h3",
        "h4",
        "p",
        "b",
        "br",
        "small",
        "ul",
        "li",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "span",
    }
    # With a zone, nothing stands against anything, which is told in a sentence; as it is that nothing raises the floor.
    assert name in {"explanation", "levers", "checked"} or "table" in reader.seen
    assert "onerror=alert(1)>" not in html
    assert "$x$" not in html  # a notebook would make a formula of it


@pytest.mark.parametrize(
    "name", ["levers", "trades", "trace", "ensemble", "simulation", "findings"]
)
def test_an_answer_begins_with_itself_in_a_sentence(name: str) -> None:
    assert "</h3><p><b>" in answers()[name]._repr_html_()


def test_a_package_is_shown_in_the_words_of_the_file() -> None:
    deal = answers()["deal"]
    html = deal._repr_html_()
    assert "How much?" in html
    assert "EUR" in html
    assert f">+{round(100 * deal.gains['two'])}<" in html


def test_a_package_without_its_scenario_is_shown_in_ids() -> None:
    known = answers()["deal"]
    html = Deal(known.positions, known.package, known.utilities, known.gains)._repr_html_()
    assert ">two</td>" in html


def test_a_picture_shows_itself() -> None:
    assert shown().chart("zone")._repr_png_().startswith(b"\x89PNG")
