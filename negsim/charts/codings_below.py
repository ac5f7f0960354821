"""Codings on a narrow sheet: the curve and the knots beside one another, and below them a row for every choice."""

from __future__ import annotations

from negsim.charts.coding_rows import (
    NOW,
    STRIP,
    Stretch,
    beside,
    curve_of,
    deciding,
    heads,
    knot_bar,
    place_of,
    subject,
    taken_in,
    told_apart,
)
from negsim.charts.page import Page
from negsim.charts.style import BLUE, BODY, CLOSED, DEEP_ZONE, FAINT, MUTED, SMALL
from negsim.charts.words import clean, width_of
from negsim.language.short_names import short_actor
from negsim.questions.codings.curve import Curve

CURVE = 1.3  # inches, at least
BAR = 0.24  # inches of a knot
ROW = 0.24  # inches of a choice's codings
WHOLE = 400  # letters of names and choices
NUMBER = 0.25  # inches


def draw_below(page: Page, found: Curve) -> float:
    """Draw all across the sheet, and give where it ends."""
    left = page.left if found.open else page.left + NUMBER
    open_, closed = beside(found, left, page.right - left)
    y = page.top
    heights = [0.0]
    for (words, more), (x, width), color, some in zip(
        heads(found), (open_, closed), (DEEP_ZONE, CLOSED), (found.open, found.closed), strict=True
    ):
        if some:
            used = page.block(x, y, words, width, 0.8, BODY, bold=True, color=color)
            heights.append(used + page.block(x, y + used, more, width, 2.0, SMALL, color=MUTED))
    y += max(heights) + 0.08
    knots = found.knots() if found.closed else []
    base = y + max(CURVE if found.open else 0.0, BAR * len(knots)) + 0.04
    if found.open:
        most = f"{found.open[0].size:,}"
        page.block(open_[0], y, most, open_[1], 0.2, SMALL, color=MUTED)
        page.line([open_[0], sum(open_)], [y + 0.2] * 2, color=FAINT, width=0.6)
        curve_of(page, found.open, open_, y + 0.2, base)
    for number, knot in enumerate(knots):
        top = y + BAR * number
        page.block(
            closed[0] - 0.06,
            top,
            str(number + 1),
            0.3,
            0.2,
            SMALL,
            color=CLOSED,
            bold=True,
            align="right",
        )
        knot_bar(page, found.closed, knot, (closed[0], top + 0.02, closed[1], BAR - 0.06))
    y = _now(page, found, (open_, closed), y, base)
    for number, knot in enumerate(knots):
        y = _knot(page, found, number, knot, y)
    for d in deciding(found):
        y = _line(page, found, d, (open_, closed), y)
    return y


def _now(page: Page, found: Curve, places: tuple[Stretch, Stretch], top: float, y: float) -> float:
    """Mark the coding in force over what is drawn of all, name it below, and give where that ends."""
    for zones, where in zip((found.open, found.closed), places, strict=True):
        place = place_of(zones, found.now, where)
        if place is not None:
            page.line([place] * 2, [top, y], color=BLUE, width=1.2)
            page.dot(place, y + 0.06, "^", color=BLUE, size=7)
            is_right = place > (page.left + page.right) / 2
            align, shift = ("right", -0.1) if is_right else ("left", 0.1)
            page.block(place + shift, y + 0.03, NOW, 1.4, 0.2, SMALL, color=BLUE, align=align)
            return y + 0.3
    return y + 0.1


def _knot(page: Page, found: Curve, number: int, knot: tuple[int, ...], y: float) -> float:
    """Say which lines a knot is made of, and give where that ends."""
    page.block(page.left, y, str(number + 1), NUMBER, 0.2, SMALL, color=CLOSED, bold=True)
    x, room = page.left + NUMBER, page.width - NUMBER
    for d in knot:
        name = short_actor(found.lines[d].actor, WHOLE)
        about = subject(found.scenario, found.lines[d], WHOLE)
        tall = page.block(x, y, name, room, 0.6, SMALL, bold=True)
        beside = width_of(clean(name), SMALL, bold=True) + 0.1
        if beside + width_of(clean(about), SMALL) <= room:
            page.block(x + beside, y, about, room - beside + 0.01, 0.2, SMALL)
            y += tall
        else:
            y += tall + page.block(x, y + tall, about, room, 1.0, SMALL)
    return y + 0.08


def _line(page: Page, found: Curve, d: int, places: tuple[Stretch, Stretch], y: float) -> float:
    """Draw a red line's choices, what each is above the codings that take it so, and give where they end."""
    line = found.lines[d]
    page.line([page.left, page.right], [y + 0.06] * 2, color=FAINT, width=0.6)
    y += (
        page.block(
            page.left, y + 0.12, short_actor(line.actor, WHOLE), page.width, 0.6, BODY, bold=True
        )
        + 0.12
    )
    y += (
        page.block(
            page.left, y, subject(found.scenario, line, WHOLE), page.width, 1.0, SMALL, color=MUTED
        )
        + 0.06
    )
    for choice, words in enumerate(told_apart(found.scenario, line, WHOLE)):
        is_now = choice == found.now[d]
        y += page.block(page.left, y, words, page.width, 2.0, SMALL, bold=is_now)
        for zones, (x, width), ink in zip(
            (found.open, found.closed), places, (DEEP_ZONE, STRIP), strict=True
        ):
            if not zones:
                continue
            taken_in(page, zones, d, choice, (x, y, width, ROW), ink)
            place = place_of(zones, found.now, (x, width))
            if place is not None:
                page.line([place] * 2, [y + 0.02, y + ROW - 0.02], color=BLUE, width=1.2, zorder=5)
        y += ROW + 0.04
    return y + 0.04
