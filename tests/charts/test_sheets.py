"""The pictures that carry a case, on the page of a report and on a telephone: letters as large as those around them."""

from __future__ import annotations

import pytest

from negsim.charts.kinds import KINDS, draw
from negsim.charts.output import COLUMN, PHONE, DrawingSheet, on_sheet
from tests.charts.cases import found
from tests.charts.test_everyone import names
from tests.charts.test_layout import look_at, texts_of

UPRIGHT = [name for name, kind in KINDS.items() if kind.is_upright]
SHEETS = [(kind, PHONE) for kind in UPRIGHT] + [("knot", COLUMN), ("terms", COLUMN)]


@pytest.mark.parametrize(("kind", "sheet"), SHEETS)
@pytest.mark.parametrize("case", ["letters", "assembly"])
def test_nothing_is_covered_cut_off_or_smaller_than_nine_points(
    kind: str, sheet: DrawingSheet, case: str
) -> None:
    with on_sheet(sheet):
        picture = draw(kind, found(case))
    for page in picture.pages:
        look_at(page)
        width, height = page.get_size_inches()
        assert (width, height < sheet.height + 0.5) == (sheet.width, True)
    assert len(picture.pages) == 1 or not sheet.is_narrow


@pytest.mark.parametrize("kind", UPRIGHT)
def test_what_the_text_around_it_says_is_not_drawn_again(kind: str) -> None:
    with on_sheet(PHONE):
        picture = draw(kind, found("assembly"))
    words = " ".join(text.get_text() for text in texts_of(picture))
    assert picture.title not in words
    assert picture.lead
    assert "packages feasible" not in words


def test_on_a_telephone_nobody_is_left_out() -> None:
    with on_sheet(PHONE):
        words = " ".join(text.get_text() for text in texts_of(draw("terms", found("assembly"))))
    assert [name for name in names() if name not in words] == []
