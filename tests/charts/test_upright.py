"""On a telephone nothing is left out for want of room: what has none beside stands above or below, and is whole."""

from __future__ import annotations

import re

import pytest

from negsim.charts.output import PHONE
from negsim.charts.words import clean
from negsim.language.words import option_label
from tests.charts.cases import UKRAINE, found, picture_of
from tests.charts.test_everyone import names
from tests.charts.test_layout import texts_of


def words_of(kind: str, case: str) -> str:
    """Give all that is written, line by line as it stands, words of two lines joined by a space."""
    picture = picture_of(kind, case, PHONE)
    lines = [re.sub("[\u200e\u200f\u2066-\u2069]", "", t.get_text()) for t in texts_of(picture)]
    return " ".join(" ".join(lines).split())


@pytest.mark.parametrize("kind", ["terms", "profile", "ladder", "positions"])
def test_nobody_is_left_out(kind: str) -> None:
    words = words_of(kind, "assembly")
    assert [name for name in names() if name not in words] == []


@pytest.mark.parametrize("case", [UKRAINE, "sport_park"])
def test_on_the_ladder_every_option_is_written_whole(case: str) -> None:
    words = words_of("ladder", case)
    labels = [
        clean(option_label(issue, option.id))
        for issue in found(case).scenario.issues
        if issue.is_ordered and issue.range is None
        for option in issue.options
    ]
    assert [label for label in labels if label not in words] == []
    assert "…" not in words
