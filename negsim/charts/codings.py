"""The specification curve: how large the zone is under every coding, the choices below, and what ties the others."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

import numpy as np

from negsim.charts.kind import Kind
from negsim.charts.output import Picture
from negsim.charts.page import Page
from negsim.charts.style import AGAINST, BLUE, BODY, DEEP_ZONE, GREEN, MUTED, PALE, SMALL
from negsim.charts.words import counted, cut_within, fit, joined
from negsim.language.model.red_lines import AS_WRITTEN, GIVEN_UP, RedLine
from negsim.language.model.scenario import Scenario
from negsim.language.phrases import percent
from negsim.language.short_names import cut, short_actor, short_issue, short_line
from negsim.language.words import clause_in_words
from negsim.questions.codings.curve import CodingZone, Curve, CurveLine, curve
from negsim.questions.codings.result import NOT_A_LINE
from negsim.questions.zone.result import Findings

ROWS = 24  # choices
KNOTS = 5  # that are told in the alternative text
LINE = 0.16  # inches of a side of a knot
WHOSE, CHOICE = 1.55, 3.3  # inches of the names of lines, and of their choices
DOTS = 60  # codings that are drawn as dots, one by one
CELLS = 480  # of a strip, where codings are more
LONG = 64  # characters of what a line could be
STRIP = "#7A7A7A"  # seen on a white page and on a dark one
ALIKE = 3  # words with which two of these begin


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
    _Board(page, found).draw()
    return page.picture


class _Board:
    """Two stretches of columns, open and closed codings, over one row per choice."""

    def __init__(self, page: Page, found: Curve) -> None:
        self.page, self.found = page, found
        self.shown = _deciding(found)
        n_rows = sum(len(found.lines[d].choices) for d in self.shown)
        self.foot = 0.24
        self.row = min(0.3, (page.height * 0.6 - self.foot) / max(1, n_rows))
        self.rows_top = page.bottom - self.foot - self.row * n_rows
        self.head = self.rows_top - 0.14
        left = page.left + WHOSE + CHOICE + 0.15
        room, gap = page.right - left, 0.3
        n_open, n_closed = len(found.open), len(found.closed)
        if not n_open or not n_closed:
            share, gap = float(bool(n_open)), 0.0
        else:
            share = min(0.62, max(0.38, n_open / (n_open + n_closed)))
        self.open = (left, (room - gap) * share)
        self.closed = (left + (room - gap) * share + gap, (room - gap) * (1 - share))

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
            about = fit(_about(self.found.scenario, line), WHOSE - 0.1, height - self.row, SMALL)
            page.lines(page.left + 0.06, y + self.row, about, color=MUTED)
            for place, words in enumerate(told_apart(self.found.scenario, line)):
                is_now = place == self.found.now[d]
                said = fit(words, CHOICE - 0.1, self.row, SMALL, bold=is_now)
                top = y + place * self.row + (self.row - said.height) / 2
                page.lines(page.left + WHOSE, top, said, bold=is_now)
            y += height

    def _dots(self, zones: Sequence[CodingZone], place: tuple[float, float], ink: str) -> None:
        x, width = place
        y, step = self.rows_top, width / len(zones)
        for d in self.shown:
            for choice in range(len(self.found.lines[d].choices)):
                taken = [one.chosen[d] == choice for one in zones]
                if len(zones) <= DOTS:
                    size = min(7, self.row * 72 * 0.55, step * 72 * 0.8)
                    for k, is_taken in enumerate(taken):
                        color = ink if is_taken else "#E0E0E0"
                        small = size if is_taken else size * 0.5
                        self.page.dot(
                            x + (k + 0.5) * step, y + self.row / 2, color=color, size=small
                        )
                else:
                    inset = self.row * 0.16
                    self._strip(taken, (x, y + inset, width, self.row - 2 * inset), ink)
                y += self.row

    def _strip(
        self, taken: Sequence[bool], box: tuple[float, float, float, float], ink: str
    ) -> None:
        """Draw a row of codings as an image: the denser, the more of those at a place."""
        x, y, width, height = box
        n = min(CELLS, len(taken))
        edges = np.arange(n + 1) * len(taken) // n
        sums = np.concatenate([[0], np.cumsum(taken)])
        share = (sums[edges[1:]] - sums[edges[:-1]]) / (edges[1:] - edges[:-1])
        image = np.zeros((1, n, 4))
        image[..., :3] = [int(ink[k : k + 2], 16) / 255 for k in (1, 3, 5)]
        image[0, :, 3] = share  # one colour, so that the rarest is the faintest on a dark page too
        axes = self.page.axes
        limits = axes.get_xlim(), axes.get_ylim()
        axes.imshow(
            image,
            extent=(x, x + width, y + height, y),
            aspect="auto",
            interpolation="nearest",
            zorder=1,
        )
        axes.set_xlim(*limits[0])
        axes.set_ylim(*limits[1])

    def _heading(self, place: tuple[float, float], words: str, more: str, color: str) -> float:
        """Say what a stretch of columns is, and give how far down that goes."""
        x, width = place
        top = self.page.top
        top += self.page.block(x, top, words, width, 0.26, BODY, bold=True, color=color)
        top += self.page.block(x, top, more, width, 0.34, SMALL, color=MUTED)
        return top + 0.06

    def _curve(self) -> None:
        page, zones = self.page, self.found.open
        x, width = self.open
        about = "about " if self.found.is_drawn else ""
        share = percent(len(zones), len(self.found.zones))
        more = "packages in the zone of each, the widest first"
        top = self._heading(self.open, f"{about}{share} leave a deal", more, GREEN)
        most, step = zones[0].size, width / len(zones)
        room = self.head - top
        x_edges: list[float] = [x]
        heights: list[float] = [self.head]
        for k, one in enumerate(zones):
            y = self.head - room * one.size / most
            x_edges += [x + k * step, x + (k + 1) * step]
            heights += [y, y]
        x_edges.append(x + width)
        heights.append(self.head)
        page.axes.fill(
            x_edges, heights, facecolor="#CDEBE1", edgecolor=GREEN, linewidth=1.4, zorder=2
        )
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
        about = "about " if self.found.is_drawn else ""
        share = percent(len(zones), len(self.found.zones))
        knots = self.found.knots()
        more = "what ties them, the fewest knots first; dark where nothing else does"
        if not knots:
            more = "red lines leave a deal there, walk-away values none"
        top = self._heading(self.closed, f"{about}{share} leave none", more, AGAINST)
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
            page.box(*bar, fill=PALE, zorder=0.5)
            self._strip([knot in one.knots for one in zones], bar, "#EFB48F")
            self._strip([one.knots == (knot,) for one in zones], bar, "#A34700")
            y += height + 0.08

    def _side(self, line: CurveLine, y: float) -> None:
        room = WHOSE + CHOICE - 0.9
        name = fit(short_actor(line.actor), 1.2, LINE, SMALL, bold=True)
        self.page.lines(self.page.left + 0.2, y, name, bold=True)
        said = fit(
            cut_within(_about(self.found.scenario, line), room - 1.25, SMALL),
            room - 1.25,
            LINE,
            SMALL,
        )
        self.page.lines(self.page.left + 1.45, y, said)

    def _now(self) -> None:
        """Mark the coding in force."""
        for zones, (x, width) in ((self.found.open, self.open), (self.found.closed, self.closed)):
            for k, one in enumerate(zones):
                if one.chosen != self.found.now:
                    continue
                place = x + (k + 0.5) * width / len(zones)
                low = self.page.bottom - self.foot
                self.page.line([place, place], [self.head, low], color=BLUE, width=1.2, zorder=5)
                self.page.dot(place, low + 0.05, "^", color=BLUE, size=7)
                is_right = place > x + width / 2
                align, shift = ("right", -0.1) if is_right else ("left", 0.1)
                self.page.block(
                    place + shift,
                    low + 0.03,
                    "as coded now",
                    1.4,
                    0.2,
                    SMALL,
                    color=BLUE,
                    align=align,
                )


def _deciding(found: Curve) -> list[int]:
    """The lines with several choices whose choices part the open codings most, as many as there is room for."""
    shares = {d: _spread(found, d) for d, line in enumerate(found.lines) if len(line.choices) > 1}
    chosen: list[int] = []
    rows = 0
    for d in sorted(shares, key=lambda d: (-shares[d], d)):
        rows += len(found.lines[d].choices)
        if chosen and rows > ROWS:
            break
        chosen.append(d)
    return sorted(chosen)


def _spread(found: Curve, d: int) -> float:
    """How far apart the shares of open codings are, choice by choice."""
    shares = []
    for choice in range(len(found.lines[d].choices)):
        taken = [bool(one.size) for one in found.zones if one.chosen[d] == choice]
        shares.append(sum(taken) / max(1, len(taken)))
    return max(shares) - min(shares)


def _about(scenario: Scenario, line: CurveLine) -> str:
    """Name what a line is about: as the file does in short, else the issues of its readings."""
    if line.line.short:
        return line.line.short
    issues = _issues(line.line)
    if any(_issues(other) == issues for other in line.actor.red_lines if other != line.line):
        return short_line(line.line, scenario, LONG)  # another line of its is about the same
    return "; ".join(short_issue(scenario.issue[issue], 44) for issue in issues)


def _issues(line: RedLine) -> list[str]:
    """Give the issues of all its readings."""
    clauses = [reading.clause for reading in line.readings if reading.clause is not None]
    return list(dict.fromkeys(issue for clause in clauses for issue in clause.issues()))


def told_apart(scenario: Scenario, line: CurveLine) -> tuple[str, ...]:
    """Say in a few words what a red line is, choice by choice; of what begins like the first, what is different."""
    said = [_in_words(scenario, line, choice).split() for choice in line.choices]
    told = []
    for number, words in enumerate(said):
        pairs = zip(words, said[0], strict=False)
        same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
        whole = " ".join(words)
        if number and same > ALIKE and len(whole) > LONG:
            whole = f"… {' '.join(words[same:])}"
        told.append(cut(whole, LONG))
    return tuple(told)


def _in_words(scenario: Scenario, line: CurveLine, choice: str) -> str:
    if choice == NOT_A_LINE:
        return "a wish, no red line"
    if choice == GIVEN_UP:
        return "given up"
    readings = line.line.readings
    reading = readings[0] if choice == AS_WRITTEN else next(r for r in readings if r.id == choice)
    if reading.clause is None:
        return reading.say or "a wish, no red line"
    said = reading.say or (line.line.say if len(readings) == 1 else None)
    return said or clause_in_words(reading.clause, scenario, ask=False)


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
    left = sum(len(line.choices) > 1 for line in found.lines) - len(_deciding(found))
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
    for d in _deciding(found):
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
    return f"{line.actor.name} ({_about(found.scenario, line)})"


_NONE = "No red line can be coded otherwise, or the codings cannot be counted while one waits."


KIND = Kind(
    "codings",
    "How much hangs on the coding?",
    draw,
    needs=curve,
    applies=lambda _, found: found is not None,
    instead="knot",
)
