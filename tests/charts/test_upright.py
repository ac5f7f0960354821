"""On a telephone nothing is left out for want of room: what has none beside stands above or below, and is whole."""

from __future__ import annotations

import re

import pytest

import negsim
from negsim.charts.headlines import short_name_of
from negsim.charts.kinds import draw
from negsim.charts.knot_lines import draw_lines
from negsim.charts.output import PHONE, on_sheet
from negsim.charts.page import Page
from negsim.charts.words import clean
from negsim.language.words import option_label
from negsim.questions.simulate.find import simulate
from negsim.questions.zone.demands import says
from tests.charts.cases import UKRAINE, WIDE, found, picture_of
from tests.charts.test_everyone import names
from tests.charts.test_layout import look_at, texts_of


def words_of(kind: str, case: str) -> str:
    """Give all that is written, line by line as it stands, words of two lines joined by a space."""
    picture = picture_of(kind, case, PHONE)
    return plain(" ".join(text.get_text() for text in texts_of(picture)))


def plain(words: str) -> str:
    """Leave out what turns the direction of words, and where lines part."""
    return " ".join(re.sub("[\u200e\u200f\u2066-\u2069]", "", words).split())


@pytest.mark.parametrize(
    "kind", ["terms", "profile", "ladder", "positions", "zone", "wall", "score"]
)
def test_nobody_is_left_out(kind: str) -> None:
    words = words_of(kind, "assembly")
    assert [name for name in names() if name not in words] == []


@pytest.mark.parametrize("kind", ["ladder", "wall"])
@pytest.mark.parametrize("case", [UKRAINE, "sport_park"])
def test_every_option_is_written_whole(kind: str, case: str) -> None:
    words = words_of(kind, case)
    labels = [
        clean(option_label(issue, option.id))
        for issue in found(case).scenario.issues
        if issue.is_ordered and issue.range is None
        for option in issue.options
    ]
    assert [label for label in labels if label not in words] == []
    assert "…" not in words


def test_on_the_wall_whoever_refuses_or_likes_an_option_is_named_in_every_cell() -> None:
    words = words_of("wall", "assembly")
    assert "✕ Upper Valley, Lake Republic ◆ Canton of Springs, Southern Plain" in words
    assert not re.search(r"\d+ of 14|all but", words)


@pytest.mark.parametrize("case", ["assembly", "letters"])
def test_of_pairs_each_count_stands_in_its_cell_beside_numbers_that_names_are_told_for(
    case: str,
) -> None:
    findings = found(case)
    words = [text.get_text() for text in texts_of(picture_of("coalitions", case, PHONE))]
    asked = [a for a in findings.scenario.actors if a.consent.kind != "never"]
    for number, actor in enumerate(asked, start=1):
        assert words.count(str(number)) >= 2  # of its row, and of its column
        assert plain(short_name_of(findings, actor.id)) in plain(" ".join(words))
    pairs = [one.accept for one in findings.coalitions if len(one.members) == 2]
    assert all(str(count) in words for count in pairs)
    assert not any("…" in one for one in words)


CLOSE = """
negsim: 1.1
scenario: close
issues: {a: {options: {x: X, y: Y}}}
actors: {one: {red_lines: {no: {require: {a: x}}}}, two: {red_lines: {no: {require: {a: y}}}}}
variants: {soft: {drop: [one.no]}}
timeline:
  start: 2025-01-01
  step: month
  steps: 24
  events:
    snow_falls: {on: 2025-03-01, chance: 0.5, apply: [soft]}
    ice_breaks: {on: 2025-03-03, chance: 0.5, apply: [soft]}
    boats_leave: {on: 2025-03-05, chance: 0.5, apply: [soft]}
    geese_come: {on: 2028-03-05, apply: [soft]}
"""


def test_events_that_stand_close_to_one_another_are_numbered_and_told() -> None:
    study = negsim.loads(CLOSE)
    with on_sheet(PHONE):
        picture = draw("futures", study.run(), simulate(study.scenario, futures=20))
    look_at(picture)
    words = [text.get_text() for text in texts_of(picture)]
    assert [words.count(number) for number in "1234"] == [
        2,
        2,
        2,
        0,
    ]  # on its line, and before its name
    told = " ".join(words)
    assert "snow falls, 1 Mar 2025 (50%)" in told
    assert told.index("snow falls") < told.index("ice breaks") < told.index("boats leave")
    assert "later: geese come, 5 Mar 2028" in told


@pytest.mark.parametrize("case", ["letters", WIDE])
def test_every_knot_is_numbered_at_each_of_its_demands_which_are_told_whole(case: str) -> None:
    findings = found(case)
    ordered = sorted(findings.conflicts, key=lambda c: (len(c.members), c.paths))
    numbers = [text.get_text() for text in texts_of(picture_of("conflicts", case, PHONE))]
    assert [numbers.count(str(k)) for k, _ in enumerate(ordered, start=1)] == [
        len(conflict.members) for conflict in ordered
    ]
    words = words_of("conflicts", case)
    told = {plain(says(findings, m, None)) for conflict in ordered for m in conflict.members}
    assert [one for one in told if one not in words] == []


def test_numbers_of_a_hundred_knots_and_more_have_room_beside_one_another() -> None:
    findings = found("letters")
    columns = {
        actor: [m for c in findings.conflicts for m in c.members if m.actor == actor]
        for actor in findings.space.actors
    }
    with on_sheet(PHONE):
        page = Page(findings, "", "", "")
        page.end(draw_lines(page, findings, columns, findings.conflicts[:1] * 110))
    look_at(page.picture)
    assert sum(text.get_text() == "110" for text in texts_of(page.picture)) > 1


LONG = """
negsim: 1
scenario: long
issues: {a: {ordered: true, options: {LETTERS}}}
actors: {one: {red_lines: {no: {require: {a: s}}}}, two: {red_lines: {no: {require: {a: at most c}}}}}
"""


def test_a_bar_too_short_for_its_words_has_none_and_options_of_a_long_scale_are_told_below() -> (
    None
):
    letters = "abcdefghijklmnopqrs"
    told = [f"{letter * 2} is what it should be" for letter in letters]
    options = ", ".join(f"{letter}: {one}" for letter, one in zip(letters, told, strict=True))
    findings = negsim.loads(LONG.replace("LETTERS", options)).run()
    with on_sheet(PHONE):
        for kind in ("knot", "ladder"):
            picture = draw(kind, findings)
            look_at(picture)
            words = plain(" ".join(text.get_text() for text in texts_of(picture)))
            assert [one for one in told if one not in words] == []
            assert "…" not in words
