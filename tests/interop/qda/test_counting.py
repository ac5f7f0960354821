"""What a program counts is found by its passages, told where it is not what the program says, and never by a whim."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negsim.interop.qda.counting import Counted, counting_of
from negsim.interop.qda.project import CodedDocument, CodedPassage, OffsetCounting
from negsim.sources.text import Unit
from tests.interop.qda.programs import offset

UNITS: tuple[Unit, ...] = ("codepoints", "utf16", "utf8")
TEXT = "Київ 🕊 не вступить, і крапка; ні сьогодні 🕊, ні завтра."


def passages(words: Iterator[str] | list[str], unit: str, text: str = TEXT) -> list[CodedPassage]:
    found = []
    for word in words:
        start = text.index(word)
        stop = start + len(word)
        found.append(CodedPassage("d", offset(text, start, unit), offset(text, stop, unit)))
    return found


@given(st.text("ab é🕊\r\nя", min_size=1), st.sampled_from(UNITS), st.data())
def test_a_place_is_where_the_program_counts_it(text: str, unit: Unit, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    stop = data.draw(st.integers(start + 1, len(text)))
    counted = Counted(CodedDocument("d", "", text), OffsetCounting(unit))
    assert counted.place(offset(text, start, unit), offset(text, stop, unit)) == (start, stop)


@given(st.text("ab\r\n", min_size=1), st.data())
def test_a_line_end_of_two_that_counts_as_one_is_never_cut(text: str, data: st.DataObject) -> None:
    shorter = text.replace("\r\n", "\n")
    start = data.draw(st.integers(0, len(shorter) - 1))
    stop = data.draw(st.integers(start + 1, len(shorter)))
    counted = Counted(CodedDocument("d", "", text), OffsetCounting(joins_line_ends=True))
    place = counted.place(start, stop)
    assert place is not None
    assert text[slice(*place)].replace("\r\n", "\n") == shorter[start:stop]


@pytest.mark.parametrize("unit", UNITS)
def test_the_unit_is_found_by_the_edges_of_words_and_told(unit: Unit) -> None:
    document = CodedDocument("d", "", TEXT)
    marked = passages(["вступить", "крапка", "завтра"], unit)
    found, told = counting_of([document], marked, OffsetCounting())
    assert found == OffsetCounting(unit)
    assert (told is None) == (unit == "codepoints")


def test_passages_that_cut_words_everywhere_leave_it_to_the_program() -> None:
    document = CodedDocument("d", "", TEXT)
    marked = passages(["ступи", "рапк"], "codepoints")
    assert counting_of([document], marked, OffsetCounting()) == (OffsetCounting(), None)


def test_the_words_that_a_file_has_decide_before_the_edges_of_words() -> None:
    document = CodedDocument("d", "", TEXT)
    [one] = passages(["ступи"], "utf16")
    named = CodedPassage("d", one.start, one.stop, words="ступи")
    found, told = counting_of([document], [named], OffsetCounting())
    assert found == OffsetCounting("utf16")
    assert told == (
        "offsets are taken to count units of UTF-16, not characters: so 1 of 1 passages have the words that the"
        " file has of them, else 0"
    )


def test_a_unit_that_somebody_names_is_taken() -> None:
    document = CodedDocument("d", "", TEXT)
    marked = passages(["вступить", "крапка"], "utf8")
    assert counting_of([document], marked, OffsetCounting(), "utf16")[0] == OffsetCounting("utf16")


def test_a_name_that_is_no_beginning_decides_nothing() -> None:
    document = CodedDocument("d", "", TEXT)
    marked = [
        CodedPassage("d", one.start, one.stop, words=f"Quotation 1:{n}", is_verbatim=False)
        for n, one in enumerate(passages(["вступить", "крапка"], "codepoints"))
    ]
    assert counting_of([document], marked, OffsetCounting()) == (OffsetCounting(), None)
