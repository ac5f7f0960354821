"""Which number, if known better, would settle it: a tornado of Sobol indices."""

from __future__ import annotations

from negsim.charts.kind import Kind
from negsim.charts.output import Picture
from negsim.charts.page import Page
from negsim.charts.style import BLUE, FAINT, INK, MUTED, REFUSED_HATCH, SMALL, TOLERATED
from negsim.language.labels import number_label
from negsim.language.phrases import share
from negsim.questions.ensemble.find import drawn
from negsim.questions.ensemble.result import Driver, Ensemble
from negsim.questions.ensemble.tell import answer, check_next, region_in_words, rests_on, telling
from negsim.questions.zone.result import Findings

ROWS = 10
NAMES = 4.6
RESTS = 2.6


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
    below = 0.55
    height = min(0.62, (page.height - 0.52 - below) / len(rows))
    x = page.left + NAMES
    room = page.right - x - RESTS - 0.2
    most = max(0.2, *(min(1.0, one.interval[1]) for one in rows))
    _key(page)
    top = page.top + 0.52
    _axis(page, x, room, most, (top, top + height * len(rows)))
    page.block(x + room + 0.2, page.top + 0.26, "rests on", RESTS, 0.2, SMALL, color=MUTED)
    for number, one in enumerate(rows):
        y = top + number * height
        _row(page, found, one, y, height, x, room / most)
        page.block(
            x + room + 0.2, y, rests_on(one) or "no source", RESTS, height, SMALL, middle=True
        )
    page.block(page.left, page.bottom - below + 0.05, foot, page.width, below - 0.05, SMALL + 1)
    return page.picture


def _key(page: Page) -> None:
    y = page.top - 0.04
    page.key(
        y,
        [
            ("by itself", lambda x: page.box(x, y + 0.02, 0.34, 0.16, fill=BLUE)),
            (
                "with all that it works with",
                lambda x: page.box(x, y + 0.02, 0.34, 0.16, fill=TOLERATED),
            ),
            (
                "no source: our assumption",
                lambda x: page.box(
                    x, y + 0.02, 0.34, 0.16, edge=MUTED, line=0.4, hatch=REFUSED_HATCH
                ),
            ),
        ],
    )


def _axis(page: Page, x: float, room: float, most: float, ends: tuple[float, float]) -> None:
    """Draw the scale from nothing to the most, in steps of round shares."""
    step = next(s for s in (5, 10, 25) if 100 * most <= 5 * s or s == 25)
    for tick in range(0, int(100 * most + 1e-9) + 1, step):
        place = x + room * tick / (100 * most)
        page.line([place, place], ends, color=FAINT, width=0.5, zorder=0.5)
        page.block(place, ends[0] - 0.22, f"{tick}%", 0.6, 0.2, SMALL, color=MUTED, align="center")


def _row(
    page: Page, found: Ensemble, one: Driver, y: float, height: float, x: float, scale: float
) -> None:
    name = number_label(found.scenario, one.path)
    page.block(page.left, y, name, NAMES - 0.75, height, SMALL + 1, middle=True)
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
