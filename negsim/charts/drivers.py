"""Which number, if known better, would settle it: a tornado of Sobol indices."""

from __future__ import annotations

from collections.abc import Sequence

from negsim.charts.kind import Kind
from negsim.charts.output import Picture
from negsim.charts.page import Page
from negsim.charts.style import BLUE, BODY, FAINT, INK, MUTED, REFUSED_HATCH, SMALL, TOLERATED
from negsim.language.labels import number_label
from negsim.language.phrases import share
from negsim.questions.ensemble.find import drawn
from negsim.questions.ensemble.result import Driver, Ensemble
from negsim.questions.ensemble.tell import answer, check_next, region_in_words, rests_on, telling
from negsim.questions.zone.result import Findings

ROWS = 10
NAMES = 4.6
RESTS = 2.6
SHARE, BAR = 0.5, 0.34  # inches of a share, and of the line that a bar has, on a narrow sheet


def draw(findings: Findings, found: Ensemble) -> Picture:
    """Draw the elements whose numbers matter most.

    Parameters
    ----------
    findings : Findings
        Of the best values: the source line.
    found : Ensemble
    """
    rows = telling(found, ROWS)
    page = Page(findings, _title(found, rows), _lead(found), _alt(found, rows))
    if not rows:
        page.note(answer(found).text)
        return page.picture
    foot = " ".join(text for text in (region_in_words(found), check_next(found)) if text)
    most = max(0.2, *(min(1.0, one.interval[1]) for one in rows))
    if page.sheet.is_narrow:
        page.end(_list(page, found, rows, most, foot))
        return page.picture
    below = 0.55
    height = min(0.62, (page.height - 0.52 - below) / len(rows))
    x = page.left + NAMES
    room = page.right - x - RESTS - 0.2
    _key(page, page.top - 0.04)
    top = page.top + 0.52
    _axis(page, x, room, most, top - 0.22, [(top, top + height * len(rows))])
    page.block(x + room + 0.2, page.top + 0.26, "rests on", RESTS, 0.2, SMALL, color=MUTED)
    for number, one in enumerate(rows):
        y = top + number * height
        name = number_label(found.scenario, one.path)
        page.block(page.left, y, name, NAMES - 0.75, height, SMALL + 1, middle=True)
        _bar(page, one, y, height, x, room / most)
        page.block(x + room + 0.2, y, _rests(one), RESTS, height, SMALL, middle=True)
    page.block(page.left, page.bottom - below + 0.05, foot, page.width, below - 0.05, SMALL + 1)
    return page.picture


def _list(page: Page, found: Ensemble, rows: list[Driver], most: float, foot: str) -> float:
    """Draw each number's bar below its name, and below it what it rests on; give where all ends."""
    x = page.left + SHARE
    room = page.right - 0.2 - x
    y = page.top
    y += _key(page, y) + 0.06
    scale = y
    y += 0.2
    spans = []
    for one in rows:
        name = number_label(found.scenario, one.path)
        y += page.block(page.left, y + 0.06, name, page.width, 1.0, BODY) + 0.08
        _bar(page, one, y, BAR, x, room / most)
        spans.append((y, y + BAR))
        rests = f"rests on: {_rests(one)}"
        y += BAR + page.block(page.left, y + BAR, rests, page.width, 1.0, SMALL, color=MUTED)
    _axis(page, x, room, most, scale, spans)
    return y + 0.1 + page.block(page.left, y + 0.1, foot, page.width, 3.0, SMALL + 1)


def _rests(one: Driver) -> str:
    return rests_on(one) or "no source"


def _key(page: Page, y: float) -> float:
    return page.key(
        y,
        [
            ("by itself", lambda x, y: page.box(x, y + 0.02, 0.34, 0.16, fill=BLUE)),
            (
                "with all that it works with",
                lambda x, y: page.box(x, y + 0.02, 0.34, 0.16, fill=TOLERATED),
            ),
            (
                "no source: our assumption",
                lambda x, y: page.box(
                    x, y + 0.02, 0.34, 0.16, edge=MUTED, line=0.4, hatch=REFUSED_HATCH
                ),
            ),
        ],
    )


def _axis(
    page: Page,
    x: float,
    room: float,
    most: float,
    y: float,
    spans: Sequence[tuple[float, float]],
) -> None:
    """Write a scale from nothing to the most, in steps of round shares, and draw its lines over some heights."""
    step = next(s for s in (5, 10, 25) if 100 * most <= 5 * s or s == 25)
    for tick in range(0, int(100 * most + 1e-9) + 1, step):
        place = x + room * tick / (100 * most)
        for span in spans:
            page.line([place, place], span, color=FAINT, width=0.5, zorder=0.5)
        page.block(place, y, f"{tick}%", 0.6, 0.2, SMALL, color=MUTED, align="center")


def _bar(page: Page, one: Driver, y: float, height: float, x: float, scale: float) -> None:
    bar = min(0.32, height * 0.62)
    top = y + (height - bar) / 2
    is_ours = one.evidence is None or one.evidence.status in ("assumed", "unsourced")
    page.box(x, top, scale * min(1.0, one.effect), bar, fill=TOLERATED)
    page.box(x, top, scale * min(1.0, max(0.0, one.first)), bar, fill=BLUE, zorder=2)
    if is_ours:
        page.box(
            x,
            top,
            scale * min(1.0, one.effect),
            bar,
            edge=MUTED,
            hatch=REFUSED_HATCH,
            line=0.4,
            zorder=3,
        )
    low, high = (min(1.0, max(0.0, end)) for end in one.interval)
    middle = top + bar / 2
    page.line([x + scale * low, x + scale * high], [middle] * 2, color=INK, width=1.3, zorder=4)
    words = share(min(1.0, one.effect))
    page.block(x - 0.08, y, words, 0.5, height, SMALL, align="right", middle=True)


def _title(found: Ensemble, rows: list[Driver]) -> str:
    if not rows:
        return "No number decides it"
    name = number_label(found.scenario, rows[0].path)
    if found.drivers_of == "margin":
        return f"The answer is the same in nearly all draws; how wide it is hangs most on {name}"
    return f"What decides it most: {name}"


def _lead(found: Ensemble) -> str:
    asked = "how much is left to the worst-off"
    if found.drivers_of != "margin":
        asked = "whether the zone is open"
    return f"Share of the variation in {asked} that comes from each (Sobol indices, with 95% interval)."


def _alt(found: Ensemble, rows: list[Driver]) -> str:
    if not rows:
        return answer(found).text
    return (
        "; ".join(
            f"{number_label(found.scenario, one.path)}: {share(min(1.0, one.effect))}"
            for one in rows[:6]
        )
        + "."
    )


KIND = Kind(
    "drivers",
    "Which number, if known better, would settle it?",
    draw,
    needs=drawn,
    applies=lambda _, found: found.drivers_of is not None,
    part="ensemble",
    instead="acceptability",
)
