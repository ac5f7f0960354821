"""When a deal opens: the share of futures in which it has, on an axis of time on which every event has its place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from negsim.charts.kind import Kind
from negsim.charts.output import Picture, sheet
from negsim.charts.page import Mark, Page, in_rows
from negsim.charts.style import (
    DASHES,
    FAINT,
    GREEN,
    INK,
    LEAST,
    MUTED,
    PALE_ZONE,
    SERIES,
    SMALL,
)
from negsim.charts.words import width_of
from negsim.language.model.timeline import Event, Timeline
from negsim.language.phrases import day, share
from negsim.questions.simulate.find import lived_through
from negsim.questions.simulate.result import Simulation
from negsim.questions.simulate.tell import answer, event_in_words, ripeness_in_words
from negsim.questions.zone.result import Findings

SIDE = 3.3  # inches of the names at the ends of lines
TICKS, FEW_TICKS = 8, 5  # on a slide, and on a narrow sheet
TALL = 2.6  # inches of the curves there
NAME, WHOLE = 60, 400  # letters of an event; on a narrow sheet, where each has lines of its own
FLAG = 0.19  # inches of a row of dated events


@dataclass(frozen=True)
class Line:
    """A share of futures over time, and what is said where it ends."""

    shares: tuple[float, ...]  # per step
    label: str
    color: str
    dash: Any = "-"
    width: float = 1.1
    is_bold: bool = False


def draw(findings: Findings, found: Simulation | None) -> Picture:
    """Draw in which share of futures a deal has opened, and whether it still is open, with the events on the way.

    Parameters
    ----------
    findings : Findings
        Of the first day: the source line.
    found : Simulation or None
        None where the scenario has no timeline.
    """
    if found is None:
        return Page.without_timeline(findings, "when a deal could open").picture
    page = Page(findings, _title(found), ripeness_in_words(found), _alt(found))
    timeline = found.scenario.timeline
    assert timeline is not None
    dated = [event for event in timeline.events if event.on is not None]
    within = [e for e in dated if e.on is not None and _is_within(found, e.on)]
    if page.sheet.is_narrow:
        after = [event for event in dated if event not in within]
        page.end(_upright(page, found, (*_story(found), *_chances(found, timeline)), within, after))
        return page.picture
    left, right = page.left + 0.55, page.right - SIDE
    flags = _rows(found, within, right - left)
    top = page.top + 0.1 + FLAG * (max(flags.values(), default=-1) + 1)
    bottom = page.bottom - 0.4
    axes = page.plot(left, top, right - left, bottom - top)
    lines = (*_story(found), *_chances(found, timeline))
    _draw_lines(axes, found, lines)
    _draw_axes(axes, found, TICKS)
    for event in within:
        assert event.on is not None
        x = left + (right - left) * _place(found, event.on)
        y = top - FLAG * (flags[event.id] + 1)
        page.line([x, x], [y, bottom], color=INK, width=1, dash=DASHES[1])
        page.block(x + 0.05, y - 0.02, _flag(found, event), page.right - x, FLAG, LEAST)
    after = [event for event in dated if event not in within]
    _name_lines(page, lines, right, (top, bottom), bottom - 0.2 * len(after))
    for number, event in enumerate(after):
        words = _later(found, event)
        y = bottom - 0.2 * (len(after) - number)
        page.block(right + 0.2, y, words, SIDE - 0.2, 0.2, LEAST, color=MUTED)
    return page.picture


def _upright(
    page: Page,
    found: Simulation,
    lines: Sequence[Line],
    within: Sequence[Event],
    after: Sequence[Event],
) -> float:
    """Draw the curves across a narrow sheet, dated events numbered, and say below what is what; give where it ends."""
    left, right = page.left + 0.5, page.right - 0.35
    events = sorted(within, key=lambda one: (one.on, one.id))
    places = [left + (right - left) * _place(found, one.on) for one in events if one.on is not None]
    rows = in_rows([(x, width_of(str(k), SMALL, bold=True)) for k, x in enumerate(places, 1)])
    top = page.top + 0.1 + FLAG * (max(rows, default=-1) + 1)
    bottom = top + TALL
    axes = page.plot(left, top, right - left, TALL)
    _draw_lines(axes, found, lines)
    _draw_axes(axes, found, FEW_TICKS)
    for number, (x, row) in enumerate(zip(places, rows, strict=True), start=1):
        y = top - FLAG * (row + 1)
        page.block(x, y - 0.03, str(number), 0.4, FLAG, SMALL, bold=True, align="center")
        page.line([x, x], [y + FLAG - 0.04, bottom], color=INK, width=1, dash=DASHES[1])

    def drawn(line: Line) -> Callable[[float, float], None]:
        return lambda x, y: page.line(
            [x, x + 0.34], [y + 0.1] * 2, color=line.color, width=line.width, dash=line.dash
        )

    def numbered(words: str) -> Callable[[float, float], None]:
        def draw(x: float, y: float) -> None:
            page.block(x + 0.17, y, words, 0.34, 0.2, SMALL, bold=True, align="center")

        return draw

    order = sorted(lines, key=lambda line: -line.shares[-1])
    marks: list[Mark] = [(line.label, drawn(line)) for line in order]
    marks += [(_flag(found, one), numbered(str(k))) for k, one in enumerate(events, start=1)]
    marks += [(_later(found, one), numbered("")) for one in after]
    y = bottom + 0.36
    return y + page.key(y, marks)


def when(found: Simulation, on: date) -> int:
    """Give the place of a day on the axis: days from the start."""
    return (on - found.steps[0].date).days


def _place(found: Simulation, on: date) -> float:
    """Give the place of a day as a part of the axis."""
    return when(found, on) / max(1, when(found, found.steps[-1].date))


def _is_within(found: Simulation, on: date) -> bool:
    return found.steps[0].date <= on <= found.steps[-1].date


def _title(found: Simulation) -> str:
    """Give the answer's first sentence, its capitals as in a sentence."""
    words = answer(found).text.split(". ", maxsplit=1)[0].rstrip(".").split(" ")
    text = " ".join(word.lower() if word.isupper() and len(word) > 1 else word for word in words)
    return text[:1].upper() + text[1:]


def _story(found: Simulation) -> tuple[Line, ...]:
    """The line that ends at the title's number, and what it is made of where that is something else."""
    opened = tuple(step.opened for step in found.steps)
    is_open = tuple(step.zone_open for step in found.steps)
    end = share(opened[-1])
    if opened == is_open:
        said = "it is open" if found.is_certain else f"{end} have opened"
        lines = [Line(opened, said, GREEN, width=2.8, is_bold=True)]
    else:
        closed = f"{share(is_open[-1])} are open at the end: the others have closed again"
        lines = [
            Line(opened, f"{end} have opened at some time", GREEN, width=2.8, is_bold=True),
            Line(is_open, closed, GREEN, DASHES[1], 1.6),
        ]
    if any(step.ripe for step in found.steps):
        ripe = tuple(step.ripe for step in found.steps)
        lines.append(Line(ripe, f"{share(ripe[-1])} are ripe at the end", INK, DASHES[2], 1.4))
    return tuple(lines)


def _chances(found: Simulation, timeline: Timeline) -> tuple[Line, ...]:
    """A line for each event that has no day: in which share of futures it has come."""
    colors = [color for color in SERIES if color != GREEN]
    lines: list[Line] = []
    for event in timeline.events:
        if event.on is None:
            number = len(lines)
            names = [f"{event.id}.{one.id}" for one in event.results] or [event.id]
            come = tuple(sum(s.in_force.get(name, 0.0) for name in names) for s in found.steps)
            lines.append(
                Line(
                    come,
                    f"{share(come[-1])}: {_named(found, event)}",
                    colors[number % len(colors)],
                    DASHES[number % len(DASHES)],
                )
            )
    return tuple(lines)


def _draw_lines(axes: Any, found: Simulation, lines: Sequence[Line]) -> None:
    places = [when(found, step.date) for step in found.steps]
    where: dict[str, Any] = {"drawstyle": "steps-post"} if found.is_certain else {}
    low = [100 * step.interval[0] for step in found.steps]
    high = [100 * step.interval[1] for step in found.steps]
    if not found.is_certain:
        axes.fill_between(places, low, high, color=PALE_ZONE, zorder=0.5)
    for number, line in enumerate(lines):
        axes.plot(
            places,
            [100 * value for value in line.shares],
            color=line.color,
            linewidth=line.width,
            linestyle=line.dash,
            zorder=3 + number / len(lines),
            **where,
        )


def _draw_axes(axes: Any, found: Simulation, ticks: int) -> None:
    axes.set_xlim(0, max(1, when(found, found.steps[-1].date)))
    axes.set_ylim(0, 100)
    every = max(1, -(-(len(found.steps) - 1) // (ticks - 1)))
    shown = found.steps[::every]
    axes.set_xticks([when(found, s.date) for s in shown], [_short_day(s.date) for s in shown])
    axes.set_yticks([0, 25, 50, 75, 100], ["0%", "25%", "50%", "75%", "100%"])
    axes.tick_params(length=3, labelsize=LEAST)
    axes.grid(visible=True, axis="y", color=FAINT, linewidth=0.4, alpha=0.6)
    axes.set_axisbelow(True)


def _short_day(on: date) -> str:
    return f"{on.day} {day(on).split()[1][:3]} {on.year % 100:02}"


def _name_lines(
    page: Page, lines: Sequence[Line], right: float, scale: tuple[float, float], last: float
) -> None:
    """Name every line where it ends, the names moved apart as far as they must be, none below a place."""
    top, bottom = scale
    room = SIDE - 0.3
    order = sorted(lines, key=lambda line: -line.shares[-1])
    each = min(0.36, (last - top) / len(order))
    ends = [bottom - (bottom - top) * line.shares[-1] for line in order]
    places = apart(ends, each, top, last)
    for line, end, y in zip(order, ends, places, strict=True):
        page.line([right, right + 0.22], [end, y], color=line.color, width=0.8)
        page.dot(right, end, color=line.color, size=8 if line.is_bold else 5)
        page.block(
            right + 0.28,
            y - each / 2,
            line.label,
            room,
            each,
            SMALL,
            color=INK,
            bold=line.is_bold,
            middle=True,
        )


def apart(places: Sequence[float], least: float, low: float, high: float) -> list[float]:
    """Move sorted places so that neighbours are so far apart and all are within bounds, as little as that takes.

    Examples
    --------
    >>> apart([1.0, 1.1, 3.0], 0.5, 0.0, 4.0)
    [0.8, 1.3, 3.0]
    """
    groups: list[tuple[float, int]] = []  # middle, how many
    for place in places:
        middle, count = place, 1
        while True:
            half = count * least / 2
            middle = min(max(middle, low + half), high - half)
            if not groups or groups[-1][0] + groups[-1][1] * least / 2 <= middle - half + 1e-9:
                break
            other, number = groups.pop()
            middle = (other * number + middle * count) / (number + count)
            count += number
        groups.append((middle, count))
    return [
        round(middle + (k - (count - 1) / 2) * least, 9)
        for middle, count in groups
        for k in range(count)
    ]


def _named(found: Simulation, event: Event) -> str:
    """Name an event by the variant that it brings, where that says what it is; else by its id in words."""
    return event_in_words(found.scenario, event.id, WHOLE if sheet().is_narrow else NAME)


def _flag(found: Simulation, event: Event) -> str:
    """Name an event that has a day, and say how likely it is where it may not come."""
    assert event.on is not None
    words = f"{_named(found, event)}, {day(event.on)}"
    return words if event.chance is None else f"{words} ({share(float(event.chance.best))})"


def _later(found: Simulation, event: Event) -> str:
    """Name an event that comes after the last day."""
    assert event.on is not None
    return f"later: {_named(found, event)}, {day(event.on)}"


def _rows(found: Simulation, events: Sequence[Event], width: float) -> dict[str, int]:
    """Give the row above the axis in which each dated event is named, so that no name covers another."""
    free: list[float] = []  # per row, from where on it is
    rows = {}
    for event in sorted(events, key=lambda one: (one.on, one.id), reverse=True):
        assert event.on is not None
        x = width * _place(found, event.on)
        end = x + 0.15 + width_of(_flag(found, event), LEAST)
        row = next((k for k, begin in enumerate(free) if end <= begin), len(free))
        free[row:] = [x, *free[row + 1 :]]
        rows[event.id] = row
    return rows


def _alt(found: Simulation) -> str:
    after_the_title = answer(found).text.partition(". ")[2]
    parts = [after_the_title] if after_the_title else []
    every = max(1, len(found.steps) // 6)
    parts += [
        f"{day(step.date)}: opened in {share(step.opened)}, open in {share(step.zone_open)}."
        for step in found.steps[::every]
    ]
    return " ".join(parts)


KIND = Kind(
    "futures",
    "When does a deal open, and what happens on the way?",
    draw,
    needs=lived_through,
    applies=lambda _, found: found is not None,
    part="simulate",
    instead="openings",
)
