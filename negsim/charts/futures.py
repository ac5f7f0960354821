"""When the zone opens: its share of futures over time, with the events on the way."""

from __future__ import annotations

from typing import Any

from negsim.charts.kind import Kind
from negsim.charts.output import Picture
from negsim.charts.page import Page, day
from negsim.charts.style import (
    BODY,
    DASHES,
    FAINT,
    GREEN,
    INK,
    MUTED,
    PALE_ZONE,
    SERIES,
    SMALL,
)
from negsim.language.phrases import share
from negsim.questions.simulate.find import lived_through
from negsim.questions.simulate.result import Simulation
from negsim.questions.simulate.tell import answer, ripeness_in_words
from negsim.questions.zone.result import Findings

EVENTS = 5
SIDE = 3.6


def draw(findings: Findings, found: Simulation | None) -> Picture:
    """Draw the share of futures with an open zone, step by step.

    Parameters
    ----------
    findings : Findings
        Of the first day: the source line.
    found : Simulation or None
        None where the scenario has no timeline.
    """
    if found is None:
        page = Page(
            findings, "No timeline", "The file says nothing of time.", "There is no timeline."
        )
        page.note("Add `timeline:` to the file to see when a deal could open.")
        return page.picture
    text = answer(found).text
    title = text[:1] + text[1:].split(". ", maxsplit=1)[0].rstrip(".")
    page = Page(findings, _sentence(title), ripeness_in_words(found), _alt(found))
    axes = page.plot(page.left + 0.6, page.top + 0.25, page.width - SIDE - 0.7, page.height - 0.75)
    _draw_share(axes, found)
    _draw_events(page, axes, found)
    return page.picture


def _sentence(text: str) -> str:
    """Let a title that begins in capitals read as a sentence."""
    words = text.split(" ")
    lowered = [word.lower() if word.isupper() and len(word) > 1 else word for word in words]
    joined = " ".join(lowered)
    return joined[:1].upper() + joined[1:]


def _draw_share(axes: Any, found: Simulation) -> None:
    steps = range(len(found.steps))
    low = [100 * step.interval[0] for step in found.steps]
    high = [100 * step.interval[1] for step in found.steps]
    axes.fill_between(steps, low, high, color=PALE_ZONE, step="post" if found.is_certain else None)
    drawing = axes.step if found.is_certain else axes.plot
    where = {"where": "post"} if found.is_certain else {}
    drawing(steps, [100 * s.zone_open for s in found.steps], color=GREEN, linewidth=2.6, **where)
    if any(step.ripe for step in found.steps):
        drawing(
            steps,
            [100 * s.ripe for s in found.steps],
            color=INK,
            linewidth=1.2,
            linestyle=DASHES[2],
            **where,
        )
    axes.set_xlim(0, max(1, len(found.steps) - 1))
    axes.set_ylim(0, 100)
    every = max(1, -(-len(found.steps) // 6))
    shown = list(range(0, len(found.steps), every))
    axes.set_xticks(shown, [found.steps[k].date.isoformat() for k in shown])
    axes.set_yticks([0, 25, 50, 75, 100], ["0%", "25%", "50%", "75%", "100%"])
    axes.tick_params(length=3)


def _draw_events(page: Page, axes: Any, found: Simulation) -> None:
    """Draw how likely each event is to have come, as thin lines, and name them at the side."""
    timeline = found.scenario.timeline
    assert timeline is not None
    x = page.right - SIDE + 0.1
    y = page.top + 0.3
    _key(page, x, y, GREEN, "-", 2.6, f"zone open: {share(found.steps[-1].zone_open)} at the end")
    y += 0.5
    if any(step.ripe for step in found.steps):
        _key(page, x, y, INK, DASHES[2], 1.2, f"ripe: {share(found.steps[-1].ripe)} at the end")
        y += 0.5
    page.block(
        x, y, "events that have come, share of futures", SIDE - 0.2, 0.25, SMALL, color=MUTED
    )
    y += 0.32
    colours = [colour for colour in SERIES if colour != GREEN]
    for number, event in enumerate(timeline.events[:EVENTS]):
        colour = colours[number % len(colours)]
        dash = DASHES[number % len(DASHES)]
        come = [100 * step.in_force.get(event.id, 0.0) for step in found.steps]
        if event.on is None:
            axes.plot(range(len(come)), come, color=colour, linewidth=1.1, linestyle=dash, zorder=1)
        elif 100.0 in come:
            axes.axvline(come.index(100.0), color=colour, linewidth=1.1, linestyle=dash, zorder=1)
        name = event.id.replace("_", " ")
        when = (
            f"on {day(event.on)}" if event.on is not None else f"{share(come[-1] / 100)} by the end"
        )
        _key(page, x, y, colour, dash, 1.1, f"{name}: {when}")
        y += 0.52
    rest = len(timeline.events) - EVENTS
    if rest > 0:
        page.block(x, y, f"and {rest} more", SIDE - 0.2, 0.25, SMALL, color=MUTED)
    axes.grid(visible=True, color=FAINT, linewidth=0.4, alpha=0.6)
    axes.set_axisbelow(True)


def _key(page: Page, x: float, y: float, colour: str, dash: Any, width: float, words: str) -> None:
    page.line([x, x + 0.4], [y + 0.2, y + 0.2], color=colour, width=width, dash=dash)
    page.block(x + 0.5, y, words, SIDE - 0.7, 0.42, BODY, middle=True)


def _alt(found: Simulation) -> str:
    parts = [answer(found).text]
    every = max(1, len(found.steps) // 6)
    parts += [
        f"{step.date.isoformat()}: open in {share(step.zone_open)}."
        for step in found.steps[::every]
    ]
    return " ".join(parts)


KIND = Kind(
    "futures",
    "When does the zone open, and what happens on the way?",
    draw,
    needs=lived_through,
    applies=lambda _, found: found is not None,
    part="simulate",
)
