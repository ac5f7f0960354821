"""Lines through boxes: none runs behind the box of somebody who has no part in the knot."""

from __future__ import annotations

from typing import Any

import pytest
from matplotlib.colors import to_hex
from matplotlib.patches import FancyBboxPatch, PathPatch

import negsim
from negsim.charts.output import Picture
from negsim.charts.style import BLUE, GREEN

# One and three collide over `a`; one and two over `b`; two stands between them, with two boxes.
TEXT = """
negsim: 1
scenario: beside
issues:
  a: {options: {x: all of it, y: none of it}}
  b: {options: {x: now, y: later}}
  c: {options: {x: here, y: there}}
actors:
  one: {red_lines: {all: {require: {a: x}}, soon: {require: {b: x}}, here: {require: {c: x}}}}
  two: {red_lines: {late: {require: {b: y}}}}
  three: {red_lines: {none: {require: {a: y}}, there: {require: {c: y}}}}
"""


@pytest.fixture(scope="module")
def picture() -> Picture:
    return negsim.loads(TEXT).chart("conflicts")


def lines_and_boxes(picture: Picture) -> tuple[list[Any], list[Any]]:
    axes = picture.axes[0]
    boxes = [p for p in axes.patches if isinstance(p, FancyBboxPatch)]
    lines = [p for p in axes.patches if type(p) is PathPatch]
    return lines, boxes


def test_no_line_runs_behind_the_box_of_a_third_party(picture: Picture) -> None:
    lines, boxes = lines_and_boxes(picture)
    assert (len(lines), len(boxes)) == (3, 6)
    for line in lines:
        points = line.get_path().interpolated(1).to_polygons(closed_only=False)[0]
        for x, y in points[1:-1]:
            for box in boxes:
                left, top = box.get_x(), box.get_y()
                is_within = (
                    left + 0.01 < x < left + box.get_width() - 0.01
                    and top + 0.01 < y < top + box.get_height() - 0.01
                )
                assert not is_within


def test_what_excludes_has_neither_the_colour_of_what_is_liked_nor_of_what_suits_all(
    picture: Picture,
) -> None:
    lines, _ = lines_and_boxes(picture)
    colours = {to_hex(line.get_edgecolor()).upper() for line in lines}
    assert not colours & {BLUE, GREEN}
