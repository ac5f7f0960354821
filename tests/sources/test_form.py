"""The numbered text is read back as it was written, and as a person put it right."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from negsim.sources.form import is_form, read_form, write_form
from negsim.sources.text import Text, text_of

PARAGRAPHS = st.lists(
    st.tuples(st.text("a1 [¶]2.,p\n", min_size=1), st.none() | st.integers(1, 99)), min_size=1
).map(text_of)


@given(PARAGRAPHS.filter(lambda text: bool(text.paragraphs)))
def test_what_is_written_is_read_back(text: Text) -> None:
    written = write_form(text)
    assert is_form(written)
    assert read_form(written, "a.txt") == text
    assert read_form(written.replace("\n", "\r\n"), "a.txt") == text


def test_paragraphs_are_joined_and_split_by_hand() -> None:
    written = write_form(Text(("One.", "Two.", "Three. Four."), (1, 1, 2)))
    joined = written.replace("\n\n[¶2, p. 1] ", " ")
    assert read_form(joined, "a.txt") == Text(("One. Two.", "Three. Four."), (1, 2))
    wrapped = written.replace("\n\n[¶2, p. 1] ", "\n")
    assert read_form(wrapped, "a.txt").paragraphs == ("One. Two.", "Three. Four.")
    split = written.replace("Three. ", "Three.\n\n")
    assert read_form(split, "a.txt") == Text(("One.", "Two.", "Three.", "Four."), (1, 1, 2, 2))
