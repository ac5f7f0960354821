"""Registers paraphrase: where the fact sheets are at hand, no line has nine words in a row with them."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
SHEETS = os.environ.get("NEGSIM_SHEETS", "")  # a folder of texts; nothing in the project needs it
ROW = 9


def rows(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[k : k + ROW]) for k in range(len(words) - ROW + 1)}


def shared(register: str, sheets: set[tuple[str, ...]]) -> list[str]:
    return [line.strip() for line in register.splitlines() if rows(line) & sheets]


def test_nine_words_in_a_row_are_found_and_eight_are_not() -> None:
    sheet = rows("One two three, four five six: seven eight nine ten.")
    assert shared("says: two three four five six seven eight nine ten", sheet)
    assert not shared("says: three four five six seven eight nine ten", sheet)


@pytest.mark.skipif(not SHEETS, reason="NEGSIM_SHEETS names no folder of fact sheets")
def test_no_register_copies_a_sheet() -> None:
    sheets = set().union(*(rows(one.read_text("utf-8")) for one in Path(SHEETS).glob("*.md")))
    found = {one.stem: shared(one.read_text("utf-8"), sheets) for one in SEEDS.glob("*.yaml")}
    assert {name: lines for name, lines in found.items() if lines} == {}
