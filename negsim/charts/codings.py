"""The specification curve: how large the zone is under every coding, the choices below, and what ties the others."""

from __future__ import annotations

from collections.abc import Sequence

from negsim.charts.coding_rows import (
    NOW,
    STRIP,
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
from negsim.charts.codings_below import draw_below
from negsim.charts.kind import Kind
from negsim.charts.output import Picture
from negsim.charts.page import Page
from negsim.charts.style import AGAINST, BLUE, BODY, DEEP_ZONE, GREEN, MUTED, SMALL
from negsim.charts.words import counted, cut_within, fit, joined
from negsim.language.phrases import percent
from negsim.language.short_names import short_actor
from negsim.questions.codings.curve import CodingZone, Curve, CurveLine, curve
from negsim.questions.zone.result import Findings

KNOTS = 5  # that are told in the alternative text
LINE = 0.16  # inches of a side of a knot
WHOSE, CHOICE = 1.55, 3.3  # inches of the names of lines, and of their choices


def draw(findings: Findings, found: Curve | None) -> Picture:
    """Draw every coding as a column: the packages that it leaves, or its knots; and below, what it takes each line for.

    Parameters
    ----------
    findings : Findings
        Of the coding in force: the source line.
    found : Curve or None
        None where no line can be coded otherwise, or counting would take long.
    """
    if found is None:
        page = Page(findings, "No other coding", "The red lines as coded are all there is.", _NONE)
        page.note(_NONE)
        return page.picture
    page = Page(findings, _title(found), _lead(found), _alt(found))
    if page.sheet.is_narrow:
        page.end(draw_below(page, found))
        return page.picture
    _Board(page, found).draw()
    return page.picture


class _Board:
    """Two stretches of columns, open and closed codings, over one row per choice."""

    def __init__(self, page: Page, found: Curve) -> None:
        self.page, self.found = page, found
        self.shown = deciding(found)
        n_rows = sum(len(found.lines[d].choices) for d in self.shown)
        self.foot = 0.24
        self.row = min(0.3, (page.height * 0.6 - self.foot) / max(1, n_rows))
        self.rows_top = page.bottom - self.foot - self.row * n_rows
        self.head = self.rows_top - 0.14
        left = page.left + WHOSE + CHOICE + 0.15
        self.open, self.closed = beside(found, left, page.right - left)
        self.heads = heads(found)

    def draw(self) -> None:
        self._rows()
        for zones, place, ink in (
            (self.found.open, self.open, DEEP_ZONE),
            (self.found.closed, self.closed, STRIP),
        ):
            if zones:
                self._dots(zones, place, ink)
        if self.found.open:
            self._curve()
        if self.found.closed:
            self._knots()
        self._now()

    def _rows(self) -> None:
        """Name the lines and their choices; what is coded now stands out."""
        page, y = self.page, self.rows_top
        for number, d in enumerate(self.shown):
            line = self.found.lines[d]
            height = self.row * len(line.choices)
            if number % 2 == 0:
                page.box(page.left, y, page.width, height, fill="#F6F6F6", zorder=0)
            actor = fit(short_actor(line.actor), WHOSE - 0.1, self.row, SMALL, bold=True)
            page.lines(page.left + 0.06, y + (self.row - actor.height) / 2, actor, bold=True)
            about = fit(subject(self.found.scenario, line), WHOSE - 0.1, height - self.row, SMALL)
            page.lines(page.left + 0.06, y + self.row, about, color=MUTED)
            for place, words in enumerate(told_apart(self.found.scenario, line)):
                is_now = place == self.found.now[d]
                said = fit(words, CHOICE - 0.1, self.row, SMALL, bold=is_now)
                top = y + place * self.row + (self.row - said.height) / 2
                page.lines(page.left + WHOSE, top, said, bold=is_now)
            y += height

    def _dots(self, zones: Sequence[CodingZone], place: tuple[float, float], ink: str) -> None:
        x, width = place
        y = self.rows_top
        for d in self.shown:
            for choice in range(len(self.found.lines[d].choices)):
                taken_in(self.page, zones, d, choice, (x, y, width, self.row), ink)
                y += self.row

    def _heading(self, place: tuple[float, float], words: str, more: str, color: str) -> float:
        """Say what a stretch of columns is, and give how far down that goes."""
        x, width = place
        top = self.page.top
        top += self.page.block(x, top, words, width, 0.26, BODY, bold=True, color=color)
        top += self.page.block(x, top, more, width, 0.34, SMALL, color=MUTED)
        return top + 0.06

    def _curve(self) -> None:
        page, zones = self.page, self.found.open
        x, _ = self.open
        top = self._heading(self.open, *self.heads[0], GREEN)
        most, room = zones[0].size, self.head - top
        curve_of(page, zones, self.open, top, self.head)
        for size, y in ((most, top), (0, self.head)):
            page.line([x - 0.05, x], [y, y], color=MUTED, width=0.8)
            label = min(0.18, room / 2)
            lift = 0.02 if size else label
            page.block(
                x - 0.08, y - lift, f"{size:,}", 0.7, label, SMALL, color=MUTED, align="right"
            )

    def _knots(self) -> None:
        page, zones = self.page, self.found.closed
        x, width = self.closed
        knots = self.found.knots()
        top = self._heading(self.closed, *self.heads[1], AGAINST)
        y = top
        for number, knot in enumerate(knots):
            height = max(0.24, LINE * len(knot))
            behind = LINE + 0.08 if number + 1 < len(knots) else 0.0  # for how many there are more
            if y + height + behind > self.head:
                left = counted(len(knots) - number, "further knot")
                page.block(page.left + 0.2, y, f"and {left}", 3, LINE, SMALL, color=MUTED)
                break
            # Each side's words stand in a place of their own, whichever way they run.
            page.block(page.left, y, str(number + 1), 0.2, LINE, SMALL, color=AGAINST, bold=True)
            for place, d in enumerate(knot):
                self._side(self.found.lines[d], y + place * LINE)
            bar = (x, y + 0.02, width, min(0.2, height - 0.06))
            page.block(
                x - 0.06,
                y + 0.02,
                str(number + 1),
                0.2,
                LINE,
                SMALL,
                color=AGAINST,
                bold=True,
                align="right",
            )
            knot_bar(page, zones, knot, bar)
            y += height + 0.08

    def _side(self, line: CurveLine, y: float) -> None:
        room = WHOSE + CHOICE - 0.9
        name = fit(short_actor(line.actor), 1.2, LINE, SMALL, bold=True)
        self.page.lines(self.page.left + 0.2, y, name, bold=True)
        said = fit(
            cut_within(subject(self.found.scenario, line), room - 1.25, SMALL),
            room - 1.25,
            LINE,
            SMALL,
        )
        self.page.lines(self.page.left + 1.45, y, said)

    def _now(self) -> None:
        """Mark the coding in force."""
        for zones, where in ((self.found.open, self.open), (self.found.closed, self.closed)):
            place = place_of(zones, self.found.now, where)
            if place is None:
                continue
            low = self.page.bottom - self.foot
            self.page.line([place, place], [self.head, low], color=BLUE, width=1.2, zorder=5)
            self.page.dot(place, low + 0.05, "^", color=BLUE, size=7)
            is_right = place > where[0] + where[1] / 2
            align, shift = ("right", -0.1) if is_right else ("left", 0.1)
            self.page.block(
                place + shift, low + 0.03, NOW, 1.4, 0.2, SMALL, color=BLUE, align=align
            )


def _title(found: Curve) -> str:
    closed, total = len(found.closed), found.total
    if not found.open:
        return f"No deal in any of {total:,} ways to code the red lines"
    if not closed:
        return f"A deal in each of {total:,} ways to code the red lines"
    if found.is_drawn:
        return f"Of {total:,} ways to code the red lines about {percent(closed, len(found.zones))} leave no deal"
    return f"Of {total:,} ways to code the red lines {closed:,} leave no deal"


def _lead(found: Curve) -> str:
    text = (
        "Each column is one coding; below it, what it takes each red line for. Bold: as coded now."
    )
    if found.is_drawn:
        text += f" {len(found.zones):,} drawn at random are shown."
    left = sum(len(line.choices) > 1 for line in found.lines) - len(deciding(found))
    if left:
        text += f" {counted(left, 'red line')} that decide less are left out."
    return text


def _alt(found: Curve) -> str:
    parts = [f"{_title(found)}."]
    if found.open:
        sizes = [one.size for one in found.open]
        parts.append(f"Zones have {sizes[-1]:,} to {counted(sizes[0], 'package')}.")
    for knot in found.knots()[:KNOTS]:
        within = sum(knot in one.knots for one in found.closed)
        alone = sum(one.knots == (knot,) for one in found.closed)
        sides = joined([_side(found, found.lines[d]) for d in knot])
        parts.append(f"{sides} exclude one another in {within:,} codings, in {alone:,} alone.")
    for d in deciding(found):
        line = found.lines[d]
        counts = [
            f"{words}: {sum(one.chosen[d] == place for one in found.open):,}"
            for place, words in enumerate(told_apart(found.scenario, line))
        ]
        parts.append(
            f"Codings with a deal, by what {_side(found, line)} asks for: {'; '.join(counts)}."
        )
    return " ".join(parts)


def _side(found: Curve, line: CurveLine) -> str:
    return f"{line.actor.name} ({subject(found.scenario, line)})"


_NONE = "No red line can be coded otherwise, or the codings cannot be counted while one waits."


KIND = Kind(
    "codings",
    "How much hangs on the coding?",
    draw,
    needs=curve,
    applies=lambda _, found: found is not None,
    instead="knot",
)
