"""The sheet that every chart is drawn on: the answer on top, the picture, what it rests on at the bottom.

Places are in inches from the upper left corner, so that what is measured is what is drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, TypeVar

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import FancyBboxPatch, Rectangle

from negsim.charts.output import Picture, sheet
from negsim.charts.style import BODY, FAINT, INK, LEAD, LEAST, MARGIN, MUTED, SMALL, TITLE
from negsim.charts.words import Fitted, clean, fit, height_of, joined, width_of, wrap
from negsim.questions.zone.result import Findings

EDGE = 0.06  # inches around what is drawn on a bare sheet
Thing = TypeVar("Thing")
Mark = tuple[str, Callable[[float, float], None]]  # what it means; what draws it from a corner on
Box = tuple[float, float, float, float]  # left, top, width, height
_MONTHS = (
    "January February March April May June July August September October November December".split()
)


class Page:
    """A picture with its title and source line, and room between `top` and `bottom`.

    Parameters
    ----------
    findings : Findings
        Whose source line it gets.
    title : str
        The answer in words.
    lead : str
        How to read the picture, in a sentence.
    alt_text : str
        What it shows.
    height : float, optional
        Inches of the sheet: a slide's where absent, more where what is drawn needs more rows.
    least : float
        Points below which no word of title, lead and source line is made smaller.
    """

    def __init__(
        self,
        findings: Findings,
        title: str,
        lead: str,
        alt_text: str,
        *,
        height: float | None = None,
        least: float = LEAST,
    ) -> None:
        self.sheet = sheet()
        width = self.sheet.width
        height = self.sheet.height if height is None or self.sheet.is_bare else height
        self.least = least
        self.picture = Picture(clean(title), clean(alt_text), (width, height))
        self._plots: list[tuple[Axes, Box]] = []
        margin = EDGE if self.sheet.is_bare else MARGIN
        self.left, self.right = margin, width - margin
        self.axes = self.picture.add_axes((0, 0, 1, 1))
        self.axes.set_xlim(0, width)
        self.axes.set_ylim(height, 0)
        self.axes.set_axis_off()
        self.axes.patch.set_alpha(0)
        self.axes.set_zorder(2)
        self.top, self.bottom = EDGE, height - EDGE
        if self.sheet.is_bare:
            self.picture.lead = clean(lead)
            return
        y = 0.32
        y += self.block(self.left, y, title, self.width, 0.75, TITLE, bold=True)
        y += 0.04
        y += self.block(self.left, y, lead, self.width, 0.42, LEAD, color=MUTED)
        self.top = y + 0.16
        small = max(LEAST, least)
        foot = _foot(_source_parts(findings), self.width, small, least)
        self.bottom = height - 0.2 - foot.height
        self.lines(self.left, self.bottom, foot, color=MUTED)
        self.line([self.left, self.right], [self.bottom - 0.06] * 2, color=FAINT, width=0.6)
        self.bottom -= 0.18

    @classmethod
    def without_timeline(cls, findings: Findings, for_what: str) -> Page:
        """Give the sheet of a picture of time for a file that says nothing of it, and what a timeline would show."""
        page = cls(
            findings, "No timeline", "The file says nothing of time.", "There is no timeline."
        )
        page.note(f"Add `timeline:` to the file to see {for_what}.")
        return page

    def end(self, y: float) -> None:
        """Cut a bare sheet off below a place; any other keeps its size."""
        if self.sheet.is_bare:
            height = y + EDGE
            self.picture.set_size_inches(self.sheet.width, height)
            self.axes.set_ylim(height, 0)
            self.bottom = height - EDGE
            for axes, box in self._plots:
                axes.set_position(self._part(box))

    @property
    def width(self) -> float:
        """Inches between the margins."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Inches left for the picture."""
        return self.bottom - self.top

    def lines(
        self,
        x: float,
        y: float,
        fitted: Fitted,
        *,
        color: str = INK,
        bold: bool = False,
        align: str = "left",
        zorder: float = 5,
    ) -> float:
        """Draw lines below a place, and give their height."""
        step = height_of(1, fitted.size)
        for number, words in enumerate(fitted.lines):
            self.axes.text(
                x,
                y + (number + 0.8) * step,
                words,
                size=fitted.size,
                color=color,
                weight="bold" if bold else "normal",
                ha=align,
                va="baseline",
                parse_math=False,
                zorder=zorder,
            )
        return fitted.height

    def centred(self, x: float, y: float, fitted: Fitted, *, bold: bool = False) -> float:
        """Draw lines below a place and in its middle, moved where they would leave the page; give their height."""
        half = max(width_of(line, fitted.size, bold=bold) for line in fitted.lines) / 2
        x = max(self.left + half, min(x, self.right - half))
        return self.lines(x, y, fitted, bold=bold, align="center")

    def block(
        self,
        x: float,
        y: float,
        words: str,
        width: float,
        height: float,
        size: float = BODY,
        *,
        color: str = INK,
        bold: bool = False,
        align: str = "left",
        middle: bool = False,
        zorder: float = 5,
    ) -> float:
        """Fit a text into a box whose upper left corner (or edge, as aligned) is given, and give its height.

        Parameters
        ----------
        middle : bool
            Whether the text stands in the middle of the box's height.
        """
        fitted = fit(words, width, height, size, least=self.least, bold=bold)
        if middle:
            y += max(0.0, (height - fitted.height) / 2)
        return self.lines(x, y, fitted, color=color, bold=bold, align=align, zorder=zorder)

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: str = "none",
        edge: str = "none",
        line: float = 0.8,
        hatch: str | None = None,
        dash: Any = "-",
        zorder: float = 1,
        round_by: float = 0,
    ) -> None:
        """Draw a box, its corners round by so many inches."""
        settings: dict[str, Any] = {
            "facecolor": fill,
            "edgecolor": edge,
            "linewidth": line if edge != "none" or hatch else 0,
            "hatch": hatch,
            "linestyle": dash,
            "zorder": zorder,
        }
        if round_by:
            style = f"round,pad=0,rounding_size={round_by}"
            self.axes.add_patch(FancyBboxPatch((x, y), width, height, boxstyle=style, **settings))
        else:
            self.axes.add_patch(Rectangle((x, y), width, height, **settings))

    def line(
        self,
        x: Sequence[float],
        y: Sequence[float],
        *,
        color: str = INK,
        width: float = 1,
        dash: Any = "-",
        zorder: float = 3,
    ) -> None:
        """Draw a line through places."""
        self.axes.add_line(
            Line2D(x, y, color=color, linewidth=width, linestyle=dash, zorder=zorder)
        )

    def dot(
        self,
        x: float,
        y: float,
        marker: str = "o",
        *,
        color: str = INK,
        edge: str = "white",
        size: float = 8,
        zorder: float = 6,
    ) -> None:
        """Draw a mark."""
        self.axes.add_line(
            Line2D(
                [x],
                [y],
                marker=marker,
                markersize=size,
                markerfacecolor=color,
                markeredgecolor=edge,
                markeredgewidth=0.8,
                linestyle="none",
                zorder=zorder,
            )
        )

    def plot(self, x: float, y: float, width: float, height: float) -> Axes:
        """Give axes of their own within a box."""
        box = (x, y, width, height)
        axes = self.picture.add_axes(self._part(box))
        axes.set_zorder(1)
        self._plots.append((axes, box))
        return axes

    def _part(self, box: Box) -> Box:
        """Give a box as matplotlib has it, as a part of the sheet from the lower left corner."""
        x, y, width, height = box
        across, down = self.picture.get_size_inches()
        return x / across, 1 - (y + height) / down, width / across, height / down

    def key(self, y: float, marks: Iterable[Mark]) -> float:
        """Say what marks mean, in a row or below one another where that is narrow, and give the height.

        Each is drawn from its upper left corner on, a third of an inch wide and a fifth high at most.
        """
        x, every = self.left, list(marks)
        if self.sheet.is_narrow:
            top = y
            for words, mark in every:
                mark(x, y)
                y += max(0.2, self.block(x + 0.42, y, words, self.width - 0.42, 3.0, SMALL)) + 0.04
            return y - top
        room = self.width - 0.62 * len(every)
        is_wide = sum(width_of(words, SMALL) for words, _ in every) > room
        size = LEAST if is_wide else SMALL
        for words, mark in every:
            mark(x, y)
            width = width_of(words, size) + 0.1
            self.block(x + 0.42, y, words, width, 0.2, size)
            x += 0.42 + width + 0.1
        return 0.2

    def note(self, words: str, size: float = 14) -> None:
        """Say in the middle of the page what there is instead of a picture."""
        self.picture.note = words
        fitted = fit(words, self.width * 0.7, self.height, size)
        x = (self.left + self.right) / 2
        y = self.top + (self.height - fitted.height) * 0.4
        self.lines(x, y, fitted, color=MUTED, align="center")


def evenly(things: Sequence[Thing], most: int) -> list[Sequence[Thing]]:
    """Split what is too much for a page into as few parts as it takes, none emptier than it must be.

    Examples
    --------
    >>> evenly("abcdefgh", 5), evenly("abc", 0), evenly("", 5)
    (['abcd', 'efgh'], ['a', 'b', 'c'], [])
    """
    parts = -(-len(things) // max(1, most))
    each = -(-len(things) // max(1, parts))
    return [things[k : k + each] for k in range(0, len(things), each)] if each else []


def in_columns(heights: Sequence[float], room: float, across: int) -> list[list[int]]:
    """Fill columns of a height with things in their order: as few as hold all, then as even as can be.

    Returns
    -------
    list of list of int
        Positions of the things, column by column; what is higher than a column has one to itself.

    Examples
    --------
    >>> in_columns([2, 1, 1, 1], 4, 2), in_columns([3, 3, 3], 4, 1)
    ([[0, 1], [2, 3]], [[0], [1], [2]])
    """

    def filled(most: float) -> list[list[int]]:
        columns: list[list[int]] = []
        left = 0.0
        for number, height in enumerate(heights):
            if not columns or height > left + 1e-9:
                columns.append([])
                left = most
            columns[-1].append(number)
            left -= height
        return columns

    needed = -(-len(filled(room)) // across) * across
    ends = range(len(heights) + 1)
    sums = sorted({sum(heights[a:b]) for a in ends for b in ends if a < b})
    even = (filled(most) for most in sums if most >= max(heights))
    return next((columns for columns in even if len(columns) <= needed), [])


def in_rows(labels: Sequence[tuple[float, float]], apart: float = 0.04) -> list[int]:
    """Give the row of each label, in as few rows as it takes that none covers another: of middles and widths.

    Examples
    --------
    >>> in_rows([(1, 0.2), (1.1, 0.2), (1.3, 0.2)])
    [0, 1, 0]
    """
    ends: list[float] = []  # per row, up to where it is taken
    rows = []
    for middle, width in labels:
        row = next((k for k, end in enumerate(ends) if end <= middle - width / 2), len(ends))
        ends[row:] = [middle + width / 2 + apart, *ends[row + 1 :]]
        rows.append(row)
    return rows


def day(when: date) -> str:
    """Write a date for people.

    Examples
    --------
    >>> day(date(2025, 1, 18))
    '18 January 2025'
    """
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def _source_parts(findings: Findings) -> list[str]:
    scenario = findings.scenario
    parts = [f"{scenario.title} ({scenario.id}{_with(findings)})"]
    if scenario.as_of is not None:
        parts.append(f"positions as of {day(scenario.as_of)}")
    documents = []
    for document in scenario.document.values():
        named = ", ".join(part for part in (document.title, document.publisher) if part)
        dated = document.stated or document.inferred
        dated = None if dated == scenario.as_of else dated  # which is said already
        documents.append((named or document.id) + (f" ({day(dated)})" if dated else ""))
    if documents:
        parts.append(f"source: {'; '.join(documents)}")
    parts.append(f"{findings.feasible:,} of {findings.total:,} packages feasible")
    return parts


def _foot(parts: Sequence[str], width: float, size: float, least: float) -> Fitted:
    """Set the source line on a line, else on two that part where a part ends: no two words of one stand alone."""
    for first in range(len(parts), 0, -1):
        lines = [" · ".join(some) for some in (parts[:first], parts[first:]) if some]
        if all(len(wrap(line, width, size)) == 1 for line in lines):
            return Fitted(tuple(found for line in lines for found in wrap(line, width, size)), size)
    return fit(" · ".join(parts), width, height_of(2, size), size, least=least)


def _with(findings: Findings) -> str:
    return f", with {joined(list(findings.variant))}" if findings.variant else ""
