"""A document's text is normalised one way, and places of other programs land on the same passage."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negsim.sources.text import Breaks, Offsets, Unit, normalise, text_of

SIGNS = "aé\u0301o\u0308Ж協🕊 \t\u00a0\u2003\r\n.\u2028"
RAW = st.text(SIGNS, max_size=40)
BREAKS: list[Breaks] = ["lines", "blank", "auto"]


@given(RAW, st.sampled_from(BREAKS))
def test_each_paragraph_is_in_form_c_with_single_spaces_and_nothing_else_is_changed(
    raw: str, breaks: Breaks
) -> None:
    text = normalise(raw, breaks).text
    for paragraph in text.paragraphs:
        assert paragraph == unicodedata.normalize("NFC", paragraph)
        assert paragraph == " ".join(paragraph.split())
    assert text.whole.split() == unicodedata.normalize("NFC", raw).split()
    assert normalise(text.whole, "lines").text == text


@given(RAW, st.data())
def test_a_passage_lands_on_its_own_words(raw: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(raw)))
    stop = data.draw(st.integers(start, len(raw)))
    found = normalise(raw)
    placed = found.place(start, stop)
    if not raw[start:stop].strip():
        assert placed is None
        return
    assert placed is not None
    passage = found.text.whole[slice(*placed)].split()
    wanted = unicodedata.normalize("NFC", raw[start:stop]).split()
    # A cut within what becomes one character takes all of it: the passage may be longer by that, never shorter.
    assert len(passage) == len(wanted)
    decomposed = [unicodedata.normalize("NFD", word) for word in passage]
    assert all(
        unicodedata.normalize("NFD", word) in whole
        for word, whole in zip(wanted, decomposed, strict=True)
    )


@given(st.text("aé🕊Ж協\r\n"), st.sampled_from(["codepoints", "utf16", "utf8"]))
def test_offsets_of_every_unit_go_there_and_back(text: str, unit: Unit) -> None:
    sizes = {"codepoints": ("utf-32-le", 4), "utf16": ("utf-16-le", 2), "utf8": ("utf-8", 1)}
    code, size = sizes[unit]
    offsets = Offsets(text, unit)
    for place in range(len(text) + 1):
        offset = len(text[:place].encode(code)) // size
        assert offsets.from_codepoints(place) == offset
        assert offsets.to_codepoints(offset) == place
    assert offsets.to_codepoints(len(text.encode(code)) // size + 1) is None
    assert offsets.to_codepoints(-1) is None


@pytest.mark.parametrize(
    ("raw", "paragraphs"),
    [
        ("wrapped\nhere\n\nend", ("wrapped here", "end")),
        ("wrapped\r\nhere\r\n \t\r\nend", ("wrapped here", "end")),
        ("A: no\r\nB: yes\r\n", ("A: no", "B: yes")),
        ("x" * 121 + "\nline\n\nend", ("x" * 121, "line", "end")),
        ("", ()),
    ],
)
def test_an_empty_line_ends_a_paragraph_of_wrapped_text_and_a_line_end_any_other(
    raw: str, paragraphs: tuple[str, ...]
) -> None:
    assert normalise(raw).text.paragraphs == paragraphs


def test_a_passage_over_two_paragraphs_names_both_and_pages_are_kept() -> None:
    text = text_of([("One.", 1), ("", 1), ("Two.", 2), ("Three.", None)])
    assert [text.page(number) for number in (1, 2, 3)] == [1, 2, None]
    assert [text.at(*place) for place in ((0, 4), (4, 6), (0, 8), (10, 16))] == [
        "1",
        "1-2",
        "1-2",
        "3",
    ]
