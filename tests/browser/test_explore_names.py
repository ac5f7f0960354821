"""Names that objects of JavaScript have too: the page takes them for what the file says, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import negsim
from tests.browser.exploring import show, write
from tests.browser.moving import Json, model_of, nothing, page_answers

if TYPE_CHECKING:
    from playwright.sync_api import Page

SCENARIO = """\
negsim: 1
scenario: named
issues:
  ISSUE: {options: {OPTION: X, y: Y}}
  b: {options: {p: P, q: Q}}
actors:
  ACTOR:
    reservation_value: 0.2
    red_lines:
      LINE: {readings: {READING: {forbid: {b: q}}, other: {forbid: {b: p}}}}
    preferences: {ISSUE: {weight: 1, ladder: y < OPTION}, b: {weight: 1, ladder: p < q}}
  two: {preferences: {b: {weight: 1, ladder: q < p}}}
variants:
  VARIANT: {say: V, set: {two.reservation_value: 0.5}}
"""
PLACES = ("ISSUE", "OPTION", "ACTOR", "LINE", "READING", "VARIANT")
PLAIN = {"ISSUE": "a", "OPTION": "x", "ACTOR": "one", "LINE": "l", "READING": "r", "VARIANT": "v"}

# What is read aloud comes after a silence, and says the headline again: whether it is there yet is a matter of time.
UNSPOKEN = "() => document.querySelector('.answer .unseen').remove()"


def text(place: str, name: str) -> str:
    """Write the scenario, with a name in one place."""
    found = SCENARIO
    for key, usual in PLAIN.items():
        found = found.replace(key, name if key == place else usual)
    return found


def states(model: Json) -> list[Json]:
    """Give states in which one thing each is set, and one in which nothing is."""
    [line] = model["lines"]
    return [
        nothing(),
        *({**nothing(), "variants": [variant["id"]]} for variant in model["variants"]),
        *({**nothing(), "lines": {line["path"]: one["id"]}} for one in line["alternatives"]),
        *({**nothing(), "reservations": {actor["id"]: "0.6"}} for actor in model["actors"]),
        *({**nothing(), "consent": {actor["id"]: "never"}} for actor in model["actors"]),
        *(
            {**nothing(), "allowed": {issue["id"]: [issue["options"][0]["id"]]}}
            for issue in model["issues"]
        ),
    ]


def answered(place: str, name: str) -> str:
    model = model_of(negsim.loads(text(place, name)).base)
    asked = {"model": model, "states": states(model), "clouds": ["two", "two"], "layouts": True}
    return json.dumps(page_answers([asked]), sort_keys=True)


@pytest.mark.parametrize("place", PLACES)
def test_a_name_that_objects_inherit_changes_no_answer(place: str) -> None:
    strange, usual = answered(place, "constructor"), answered(place, "ordinaryname")
    assert "fault" not in usual
    assert json.loads(strange.replace("constructor", "ordinaryname")) == json.loads(usual)


@pytest.mark.browser
@pytest.mark.parametrize("place", PLACES)
def test_the_page_shows_the_same_whatever_things_are_named(
    page: Page, tmp_path: Path, place: str
) -> None:
    shown = []
    for name in ("constructor", "ordinaryname"):
        show(page, write(tmp_path, negsim.loads(text(place, name)).base))
        page.evaluate(UNSPOKEN)
        shown.append(page.locator("body").inner_text().lower())
    assert shown[0].replace("constructor", "ordinaryname") == shown[1]


def test_a_label_from_the_right_keeps_its_numbers_in_a_sentence_of_ours(
    page: Page, tmp_path: Path
) -> None:
    scenario = negsim.loads(
        "negsim: 1\nscenario: right\nissues: {depth: {ask: ما عمق القناة؟, ordered: true,"
        " options: {ten: 10 أمتار, twelve: 12 مترا}}}\nactors: {port: {name: سلطة الميناء,"
        " red_lines: {deep: {require: {depth: twelve}}}}, ships: {red_lines: {no: {require: {depth: ten}}}}}\n"
    ).base
    show(page, write(tmp_path, scenario))
    for place in (".asks", ".knot .member"):
        assert "“\u206812 مترا\u2069”" in page.locator(place).first.inner_text()
