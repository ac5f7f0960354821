"""Words from the right within our sentences: no number and no sign moves to another party."""

from __future__ import annotations

import pytest

from negsim.charts.words import wrap
from negsim.language.direction import END, ISOLATE, LEFT_TO_RIGHT, isolated, stretches

COUNCIL, PORT = "مجلس القرى", "חברת הנמל"


def bare(text: str) -> str:
    return text.translate({ord(mark): None for mark in ISOLATE + END + LEFT_TO_RIGHT})


@pytest.mark.parametrize(
    "sentence",
    [
        f"Gains: {COUNCIL} +25, {PORT} −12 of 100",
        f"{COUNCIL} refuses 25, {PORT} (12%)",
        f"{COUNCIL}: 25",
        f"No package suits {COUNCIL} and {PORT}",
    ],
)
def test_every_name_is_isolated_and_what_is_ours_stands_outside(sentence: str) -> None:
    marked = isolated(sentence)
    assert bare(marked) == sentence
    for name in (COUNCIL, PORT):
        assert marked.count(f"{ISOLATE}{name}{END}") == sentence.count(name)
    assert marked.startswith(LEFT_TO_RIGHT) == sentence.startswith(COUNCIL)
    assert not any(
        c in "+−,:%" for text, is_theirs in stretches(sentence) if is_theirs for c in text
    )


@pytest.mark.parametrize("text", [COUNCIL, f"({PORT})", f"{COUNCIL} 12", "Port authority", ""])
def test_a_label_alone_stays_as_the_file_has_it(text: str) -> None:
    assert isolated(text) == text


def test_wrapped_lines_of_a_picture_keep_numbers_with_their_party() -> None:
    lines = wrap(f"Gains in all: {COUNCIL} +25, {PORT} −12, Port authority +3", 1.2, 10)
    assert len(lines) > 2
    whole = " ".join(bare(line) for line in lines)
    assert whole == f"Gains in all: {COUNCIL} +25, {PORT} −12, Port authority +3"
    for line in lines:
        assert not line.startswith(("م", "ח"))
        assert line.count(ISOLATE) == line.count(END)


@pytest.mark.parametrize(
    ("sentence", "theirs"),
    [
        ("It accepts “15 مترا (للسفن الجديدة)” at best.", ["15 مترا (للسفن الجديدة)"]),
        ("“12 מטר” (כמה עמוק?) crosses it", ["12 מטר", "כמה עמוק?"]),
        ("The harbour (port “12 מטר” too)", ["12 מטר"]),
        ('Unit: 100 ש"ח', ['ש"ח']),
        ("כמה עמוק? at most 12", ["כמה עמוק?"]),
    ],
)
def test_a_label_that_is_quoted_or_in_brackets_keeps_its_numbers_and_signs(
    sentence: str, theirs: list[str]
) -> None:
    assert [text for text, is_theirs in stretches(sentence) if is_theirs] == theirs
    assert bare(isolated(sentence)) == sentence


def test_a_label_in_a_picture_runs_from_the_right_where_a_reader_of_svg_begins_at_the_left() -> (
    None
):
    for line in wrap("15 مترا (للسفن الجديدة)", 0.8, 10):
        assert (line[0], line[-1]) == (ISOLATE, END)
