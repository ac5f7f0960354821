"""Which packages survive other numbers: the share of draws in which each is in the zone."""

from __future__ import annotations

from collections.abc import Sequence

from negsim.charts.kind import Kind
from negsim.charts.output import Picture
from negsim.charts.page import Page
from negsim.charts.style import BODY, GREEN, INK, MUTED, PALE, SMALL
from negsim.charts.words import counted
from negsim.language.phrases import share
from negsim.questions.ensemble.find import drawn
from negsim.questions.ensemble.result import Ensemble, Robust
from negsim.questions.ensemble.tell import answer
from negsim.questions.zone.deals import option_quoted
from negsim.questions.zone.result import Findings

ROWS = 10
SAYS = 6.2
SHARE = 0.7
BAR = 0.36  # inches of the line that a bar has on a narrow sheet


def draw(findings: Findings, found: Ensemble) -> Picture:
    """Draw the packages that are in the zone in most draws.

    Parameters
    ----------
    findings : Findings
        Of the best values: the source line.
    found : Ensemble
    """
    rows = found.in_zone[:ROWS]
    page = Page(findings, _title(found), _lead(found), _alt(found))
    if not rows:
        page.note(answer(found).text)
        return page.picture
    if page.sheet.is_narrow:
        page.end(_list(page, found, rows))
        return page.picture
    # The first row tells a whole package, the others what differs.
    height = min(0.6, (page.height - 0.3) / (len(rows) + 0.8))
    first = 1.8 * height
    x = page.left + SAYS
    room = page.right - x - SHARE
    end = page.top + 0.3 + first + height * (len(rows) - 1)
    _axis(page, x, room, page.top, [(page.top + 0.24, end)])
    for number, one in enumerate(rows):
        y = page.top + 0.3 + (first + (number - 1) * height if number else 0)
        tall = height if number else first
        words = _differs(found, one) if number else _says(found, one)
        page.block(page.left, y + 0.03, words, SAYS - 0.2, tall - 0.06, SMALL + 0.5, middle=True)
        _bar(page, one, y, tall, x, room)
    return page.picture


def _list(page: Page, found: Ensemble, rows: Sequence[Robust]) -> float:
    """Write each package, and draw its bar below; give where the last ends."""
    x = page.left + 0.2
    room = page.right - SHARE - x
    y = page.top + 0.2
    spans = []
    for number, one in enumerate(rows):
        words = _differs(found, one) if number else _says(found, one)
        y += page.block(page.left, y + 0.06, words, page.width, 5.0, BODY) + 0.08
        _bar(page, one, y, BAR, x, room)
        spans.append((y, y + BAR))
        y += BAR
    _axis(page, x, room, page.top, spans)
    return y


def _axis(
    page: Page, x: float, room: float, y: float, spans: Sequence[tuple[float, float]]
) -> None:
    """Write a scale of shares, and draw its lines over some heights."""
    for number in range(5):
        place = x + room * number / 4
        for span in spans:
            page.line([place, place], span, color=PALE, zorder=0.5)
        page.block(place, y, f"{25 * number}%", 0.6, 0.2, SMALL, color=MUTED, align="center")


def _bar(page: Page, one: Robust, y: float, height: float, x: float, room: float) -> None:
    bar = min(0.3, height * 0.6)
    top = y + (height - bar) / 2
    page.box(x, top, room * one.share, bar, fill=GREEN)
    low, high = one.interval
    middle = top + bar / 2
    page.line([x + room * low, x + room * high], [middle, middle], color=INK, width=1.4, zorder=4)
    for end in one.interval:
        place = x + room * end
        page.line([place, place], [middle - 0.05, middle + 0.05], color=INK, width=1.4, zorder=4)
    page.block(
        page.right, top, share(one.share), SHARE - 0.1, bar, BODY, align="right", middle=True
    )


def _title(found: Ensemble) -> str:
    if not found.in_zone:
        return "No package is in the zone in any draw"
    best = found.in_zone[0].share
    return f"The most robust package is in the zone in {share(best)} of draws"


def _lead(found: Ensemble) -> str:
    return (
        f"Of {counted(found.draws, 'draw')} of {counted(found.numbers, 'number')}, the zone is open"
        f" in {share(found.zone_open)}. Bars: the share of draws in which a package is in it, with"
        " the 95% interval; below the first, only what is different."
    )


def _says(found: Ensemble, one: Robust) -> str:
    return _options(found, one, list(one.package))


def _differs(found: Ensemble, one: Robust) -> str:
    best = found.in_zone[0].package
    return _options(found, one, [i for i, option in one.package.items() if option != best[i]])


def _options(found: Ensemble, one: Robust, issues: list[str]) -> str:
    """Options of a package on some issues, with their questions where a word or two would not tell."""
    scenario = found.scenario
    return "; ".join(option_quoted(scenario, i, one.package[i]) for i in issues)


def _alt(found: Ensemble) -> str:
    if not found.in_zone:
        return answer(found).text
    parts = [f"In {share(found.in_zone[0].share)} of draws: {_says(found, found.in_zone[0])}."]
    parts += [f"In {share(one.share)}, with {_differs(found, one)}." for one in found.in_zone[1:4]]
    return " ".join(parts)


KIND = Kind(
    "acceptability",
    "Which packages survive other numbers?",
    draw,
    needs=drawn,
    applies=lambda _, found: bool(found.in_zone),
    part="ensemble",
    instead="openings",
)
