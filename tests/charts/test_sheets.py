"""The pictures that carry a case, on the page of a report and on a telephone: letters as large as those around them."""

from __future__ import annotations

import pytest

from negsim.charts.kinds import KINDS
from negsim.charts.output import COLUMN, PHONE, DrawingSheet
from tests.charts.cases import OF_DRAWS, STRAINED, picture_of
from tests.charts.test_layout import look_at, texts_of

SHEETS = [(kind, case, PHONE) for kind, case in STRAINED]
SHEETS += [("knot", "jcpoa_2015", PHONE), ("ladder", "jcpoa_2015", PHONE)]  # long scales of numbers
SHEETS += [(kind, case, COLUMN) for kind in ("knot", "terms") for case in ("letters", "assembly")]


@pytest.mark.parametrize(("kind", "case", "sheet"), SHEETS)
def test_nothing_is_covered_cut_off_or_smaller_than_nine_points(
    kind: str, case: str, sheet: DrawingSheet
) -> None:
    picture = picture_of(kind, case, sheet)
    for page in picture.pages:
        look_at(page)
        width, height = page.get_size_inches()
        assert (width, height < sheet.height + 0.5) == (sheet.width, True)
    assert len(picture.pages) == 1 or not sheet.is_narrow


@pytest.mark.parametrize("kind", KINDS)
def test_what_the_text_around_it_says_is_not_drawn_again(kind: str) -> None:
    case = "seasons" if kind in OF_DRAWS else "assembly"
    picture = picture_of(kind, case, PHONE)
    words = " ".join(text.get_text() for text in texts_of(picture))
    assert picture.title not in words
    assert picture.lead
    assert "packages feasible" not in words
