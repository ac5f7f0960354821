"""CSV that is opened in a spreadsheet, and read again."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negsim.document.csv_cells import csv_text, harmful_again, harmless

texts = st.text("=+-@'\t\r\n＝ab1 .,\"")


@given(texts)
def test_no_text_begins_as_a_formula_does_but_a_number(text: str) -> None:
    cell = harmless(text)
    assert cell[:1] not in set("=+-@\t\r\n＝") or float(cell) is not None


@given(texts)
def test_a_text_comes_back_as_it_was(text: str) -> None:
    assert harmful_again(harmless(text)) == text


@given(st.lists(st.lists(texts, min_size=2, max_size=4), max_size=4))
def test_rows_come_back_through_csv(rows: list[list[str]]) -> None:
    read = list(csv.reader(io.StringIO(csv_text(rows), newline="")))
    back = [[harmful_again(cell) for cell in row] for row in read]
    assert back == rows


@pytest.mark.parametrize("value", [-0.5, 3, None, True, "-0.5", "+3", "-1e-5", "a-b", "", "'tis"])
def test_numbers_and_ordinary_names_stay_as_they_are(value: object) -> None:
    assert harmless(value) == value
