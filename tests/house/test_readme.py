"""The picture of the front page is what negsim draws today.

`NEGSIM_PRINT=1 pytest tests/house/test_readme.py` draws it anew; look at it before you commit it.
"""

from __future__ import annotations

import os
from pathlib import Path

import negsim
from negsim.charts.output import render
from negsim.document.drawn import alt_text

PICTURE = Path(__file__).resolve().parents[2] / "docs" / "knot.svg"
README = PICTURE.parents[1] / "README.md"


def test_the_picture_of_the_readme_is_the_one_that_is_drawn_today() -> None:
    picture = negsim.load("harbour").chart("knot")
    drawn = render(picture, "svg")
    if os.environ.get("NEGSIM_PRINT"):
        PICTURE.write_bytes(drawn)
    assert PICTURE.read_bytes() == drawn, "draw it anew: NEGSIM_PRINT=1"
    assert "(docs/knot.svg)" in README.read_text("utf-8")
    assert picture.title in alt_text(picture)
