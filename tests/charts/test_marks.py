"""What is told apart in black and white, on a dark page, and by numbers."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from matplotlib.colors import to_hex
from matplotlib.image import AxesImage

from negsim.charts import style, zone
from negsim.charts.coding_rows import FINE, strip
from negsim.charts.page import Page
from negsim.charts.style import CLOSED_HATCH, PALE_ZONE
from negsim.report import svg
from tests.charts.cases import UKRAINE, found, picture_of
from tests.charts.test_layout import boxes


def test_on_the_ladder_what_suits_all_and_what_suits_nobody_differ_without_colour() -> None:
    axes: Any = picture_of("ladder", "assembly").axes[0]
    words = [text.get_text() for text in axes.texts]
    fields = [p for p in axes.patches if p.get_height() > 0.3]
    closed = [p for p in fields if p.get_hatch() == CLOSED_HATCH]
    shared = [p for p in fields if to_hex(p.get_facecolor()).upper() == PALE_ZONE]
    assert (len(closed), len(shared)) == (1, 1)
    assert shared[0].get_hatch() is None
    assert words.count("✕ nothing suits all") == 2  # at the scale, and in the key
    assert words.count("✓") == 1


def test_of_a_cloud_the_rarest_cells_are_the_nearest_to_the_page_be_it_white_or_dark() -> None:
    for axes in picture_of("zone", UKRAINE).axes:
        for image in axes.findobj(AxesImage):
            cells = np.asarray(image.get_array())
            drawn = cells[cells[..., 3] > 0]
            assert len(np.unique(drawn[:, :3], axis=0)) == 1  # one colour, more or less of it


def test_drivers_have_a_scale_and_each_its_number() -> None:
    picture = picture_of("drivers", "seasons")
    words = [text.get_text() for text in picture.axes[0].texts]
    assert "0%" in words
    assert sum(word.endswith("%") for word in words) > 3


@pytest.mark.parametrize("case", [UKRAINE, "sport_park"])  # weights, and sheets of points
def test_axes_of_the_zone_count_in_points_of_100_whatever_an_actor_has_on_its_sheet(
    case: str,
) -> None:
    sheets = [actor.uses_points for actor in found(case).scenario.actors]
    assert any(sheets) == (case == "sport_park")
    picture = picture_of("zone", case)
    boxes(picture)
    panels: Any = picture.axes[1:]
    told = [
        label.get_text()
        for one in panels
        for axis in (one.xaxis, one.yaxis)
        for label in axis.get_ticklabels()
    ]
    assert {"0", "40"} <= set(told) or {"0", "50"} <= set(told)
    assert not any("." in words for words in told)


def test_of_a_strip_as_narrow_as_on_a_telephone_the_only_coding_of_a_thousand_is_seen() -> None:
    page = Page(found("harbour"), "", "", "")
    strip(page, [k == 500 for k in range(1000)], (1.0, 1.0, 1.5, 0.2), "#7A7A7A")
    (image,) = page.axes.images
    cells = np.asarray(image.get_array())
    assert cells.shape[1] <= 1.5 * FINE  # no more than a screen shows
    assert np.count_nonzero(cells[..., 3]) == 1
    assert cells[..., 3].sum() == pytest.approx(cells.shape[1] / 1000, rel=0.1)


def test_who_would_sign_is_told_apart_in_black_and_white_too() -> None:
    greys = [
        0.299 * red + 0.587 * green + 0.114 * blue
        for color in (style.CLOUD, *zone._LACKING)
        for red, green, blue in [[int(color[k : k + 2], 16) for k in (1, 3, 5)]]
    ]
    assert all(abs(a - b) >= 30 for a, b in combinations(greys, 2)), greys


def test_the_key_of_a_cloud_keeps_its_colours_on_a_dark_page_as_its_cells_do() -> None:
    css = (Path(svg.__file__).parent / "templates" / "report.css").read_text("utf-8")
    for color in zone._LACKING:
        assert css.count(f"--{svg._NAMES[color]}: {color.lower()};") == 1
        assert css.count(f"--{svg._NAMES[color]}:") == 1
