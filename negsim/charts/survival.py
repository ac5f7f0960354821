"""How long what is signed would last, and which terms make it last."""

from __future__ import annotations

from typing import Any

from negsim.charts.kind import Kind
from negsim.charts.output import Picture
from negsim.charts.page import Page
from negsim.charts.style import BODY, FAINT, GREEN, MUTED, PALE, PALE_AGAINST, SMALL
from negsim.charts.words import counted
from negsim.language.phrases import share
from negsim.questions.simulate.find import lived_through
from negsim.questions.simulate.result import Simulation
from negsim.questions.simulate.tell import NOTHING_CLOSES, makes_it_last
from negsim.questions.zone.result import Findings

ROWS = 5
SIDE = 5.6
BAR, SHARE = 1.7, 0.6  # inches of a whole bar, and of what it comes to
TERMS = "the terms that part what lasts from what does not"
NO_TERMS = "No option makes more than five per cent of difference."


def draw(findings: Findings, found: Simulation | None) -> Picture:
    """Draw the share of packages signed that last, by how long; and the options that part them.

    Parameters
    ----------
    findings : Findings
        Of the first day: the source line.
    found : Simulation or None
        None where the scenario has no timeline.
    """
    if found is None:
        return Page.without_timeline(findings, "what would last").picture
    page = Page(findings, _title(found), _lead(found), _alt(found))
    if not found.lasting:
        page.note("No future opens: there is nothing to sign.")
        return page.picture
    if not found.can_close:
        page.note(NOTHING_CLOSES)
        return page.picture
    timeline = found.scenario.timeline
    assert timeline is not None
    after = f"{timeline.step}s after the first opening"
    if page.sheet.is_narrow:
        left, across, tall = page.left + 0.48, page.width - 0.68, 2.4
        _draw_survival(page.plot(left, page.top + 0.1, across, tall), found)
        y = page.top + tall + 0.4
        y += page.block(left, y, after, across, 0.25, SMALL, color=MUTED) + 0.2
        page.end(_terms_below(page, found, y))
        return page.picture
    left, across = page.left + 0.6, page.width - SIDE - 0.8
    _draw_survival(page.plot(left, page.top + 0.2, across, page.height - 0.9), found)
    page.block(left, page.bottom - 0.3, after, across, 0.25, SMALL, color=MUTED)
    _terms(page, found)
    return page.picture


def _draw_survival(axes: Any, found: Simulation) -> None:
    known = [100 * value for value in found.survival if value is not None]
    axes.fill_between(range(len(known)), known, color="#E3F3EC", step="post")
    axes.step(range(len(known)), known, where="post", color=GREEN, linewidth=2.4)
    axes.set_xlim(0, max(1, len(found.survival) - 1))
    axes.set_ylim(0, 100)
    axes.set_yticks([0, 25, 50, 75, 100], ["0%", "25%", "50%", "75%", "100%"])
    every = max(1, -(-len(found.survival) // 8))
    axes.set_xticks(range(0, len(found.survival), every))
    axes.grid(visible=True, axis="y", color=FAINT, linewidth=0.4, alpha=0.6)
    axes.set_axisbelow(True)


def _terms(page: Page, found: Simulation) -> None:
    x = page.right - SIDE + 0.3
    width = SIDE - 0.3
    page.block(x, page.top, TERMS, width, 0.25, BODY, bold=True)
    rows = list(makes_it_last(found))[:ROWS]
    y = page.top + 0.4
    if not rows:
        page.block(x, y, NO_TERMS, width, 0.6, BODY)
        return
    height = min(1.1, (page.bottom - y) / len(rows))
    for words, other, best, worst in rows:
        _bar(page, words, best.lasting or 0.0, GREEN, x, y, width, height * 0.44)
        _bar(
            page,
            other,
            worst.lasting or 0.0,
            PALE_AGAINST,
            x,
            y + height * 0.44,
            width,
            height * 0.44,
        )
        y += height


def _terms_below(page: Page, found: Simulation, y: float) -> float:
    """Draw the bar of each term below its words, and give where the last ends."""
    y += page.block(page.left, y, TERMS, page.width, 0.6, BODY, bold=True) + 0.1
    rows = list(makes_it_last(found))[:ROWS]
    if not rows:
        return y + page.block(page.left, y, NO_TERMS, page.width, 0.6, BODY)
    for number, (words, other, best, worst) in enumerate(rows):
        if number:
            page.line([page.left, page.right], [y, y], color=FAINT, width=0.5)
        for said, one, fill in ((words, best, GREEN), (other, worst, PALE_AGAINST)):
            y += page.block(page.left, y + 0.06, said, page.width, 2.0, BODY) + 0.08
            _share(page, one.lasting or 0.0, fill, page.left, y, page.width, 0.28)
            y += 0.3
        y += 0.06
    return y


def _bar(
    page: Page, words: str, value: float, fill: str, x: float, y: float, width: float, height: float
) -> None:
    room = BAR + SHARE
    page.block(x, y, words, width - room - 0.15, height, SMALL + 0.5, middle=True)
    _share(page, value, fill, x + width - room, y, room, height)


def _share(
    page: Page, value: float, fill: str, x: float, y: float, width: float, height: float
) -> None:
    """Draw a share of packages as a bar, and write it behind."""
    bar, room = min(0.24, height * 0.7), width - SHARE
    top = y + (height - bar) / 2
    page.box(x, top, room, bar, fill=PALE, zorder=0.5)
    page.box(x, top, room * value, bar, fill=fill)
    page.block(x + width, top, share(value), 0.5, bar, SMALL, align="right", middle=True)


def _title(found: Simulation) -> str:
    if not found.lasting:
        return "Nothing is ever signed"
    if not found.can_close:
        return "Nothing in these futures can close a deal"
    best = found.lasting[0].share
    if found.is_certain:
        return "What is signed at the first opening " + ("can last" if best else "does not last")
    return f"The package that lasts most often does so in {share(best)} of the futures that open"


def _lead(found: Simulation) -> str:
    if not found.can_close:
        return "How long a deal would last is not asked where nothing works against it."
    return (
        f"Share of {counted(found.signed_total, 'package')} signed at first openings that have"
        " stayed in the zone ever since (Kaplan–Meier estimate)."
    )


def _alt(found: Simulation) -> str:
    if not found.lasting:
        return "No future opens."
    if not found.can_close:
        return NOTHING_CLOSES
    known = [value for value in found.survival if value is not None]
    parts = [
        f"After {k} steps: {share(known[k])}."
        for k in range(0, len(known), max(1, len(known) // 5))
    ]
    for words, other, best, worst in list(makes_it_last(found))[:ROWS]:
        parts.append(
            f"{words}: {share(best.lasting or 0)} last, against {share(worst.lasting or 0)} with {other}."
        )
    return " ".join(parts)


KIND = Kind(
    "survival",
    "How long would what is signed last, and what makes it last?",
    draw,
    needs=lived_through,
    applies=lambda _, found: found is not None and bool(found.lasting) and found.can_close,
    part="simulate",
    instead="futures",
)
