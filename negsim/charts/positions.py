"""Where influence and salience alone would put each ordered issue: who stands where, and what pulls how hard."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from negsim.charts.headlines import name_of
from negsim.charts.kind import Kind
from negsim.charts.output import Picture
from negsim.charts.page import Page
from negsim.charts.style import (
    BLUE,
    BODY,
    FAINT,
    INK,
    LEAST,
    MUTED,
    PURPLE,
    SMALL,
    TOLERATED,
    VERMILLION,
)
from negsim.charts.words import counted, joined
from negsim.language.model.issues import Issue
from negsim.language.words import option_label
from negsim.questions.position import Placed, Positions, placed
from negsim.questions.position.baseline import Stand, nearest_option, places
from negsim.questions.position.tell import is_firm, place_in_words
from negsim.questions.zone.result import Findings

SCALES = 6  # of one picture
SIDE = 0.95  # inches between the edge of a scale and its ends
TICKS = 15  # of a scale, at most
FOOT = 0.72  # inches below a scale, for places and names


@dataclass(frozen=True)
class Standers:
    """Those who stand at one place of a scale, and their share of all weight."""

    place: Fraction
    actors: tuple[str, ...]
    share: Fraction


def draw(findings: Findings, found: Positions | None) -> Picture:
    """Draw a scale for each ordered issue: a bar for the weight at each place, and where mean and median are.

    Parameters
    ----------
    findings : Findings
        For the source line.
    found : Positions or None
        None where nobody with influence cares about an ordered issue.
    """
    if found is None:
        text = "Nobody with influence cares about an ordered issue"
        page = Page(findings, text, "Nothing is weighed.", f"{text}.")
        page.note("Give actors `influence:`, 0 to 100, to see where it would put each issue.")
        return page.picture
    shown = found.issues[:SCALES]
    page = Page(findings, _title(findings, found), _lead(found, shown), _alt(findings, found))
    _key(page, any(one.outcome is not None for one in shown))
    columns = 1 if len(shown) <= 2 else 2
    rows = -(-len(shown) // columns)
    width = (page.width - 0.5 * (columns - 1)) / columns
    height = min(4.6, (page.height - 0.28) / rows)
    for number, one in enumerate(shown):
        column, row = divmod(number, rows)
        x, y = page.left + column * (width + 0.5), page.top + 0.28 + row * height
        _scale(page, findings, one, x, y, width, height - 0.1)
    return page.picture


def _scale(
    page: Page, findings: Findings, one: Placed, x: float, y: float, width: float, height: float
) -> None:
    issue = findings.scenario.issue[one.forecast.issue]
    used = page.block(x, y, issue.ask, width, 0.2, BODY, bold=True)
    stacks = _stacks(one)
    base = y + height - FOOT
    room = base - (y + used + 0.12)
    at = _Along(issue, x + SIDE, width - 2 * SIDE)
    page.line([at.left, at.left + at.room], [base, base], color=MUTED, width=1)
    for place in at.places if len(at.places) <= TICKS else ():
        page.line([at(place)] * 2, [base, base + 0.06], color=MUTED, width=0.8)
    most = max(stack.share for stack in stacks)
    for number, stack in enumerate(stacks):
        centre = at(stack.place)
        tall = room * 0.82 * float(stack.share / most)
        page.box(centre - 0.11, base - tall, 0.22, tall, fill=TOLERATED, edge=BLUE, line=0.6)
        page.block(
            centre,
            base - tall - 0.16,
            f"{float(100 * stack.share):.0f}%",
            0.6,
            0.15,
            LEAST + 1,
            align="center",
        )
        low = at(stacks[number - 1].place) if number else 2 * x - centre
        high = (
            at(stacks[number + 1].place) if number + 1 < len(stacks) else 2 * (x + width) - centre
        )
        half = min(centre - low, high - centre) / 2 - 0.03
        _names(page, findings, issue, stack, centre, base + 0.1, 2 * half)
    marks = [(one.forecast.mean, "v", VERMILLION), (one.forecast.median_place, "D", INK)]
    if one.outcome is not None:
        marks.append((at.places[issue.position[one.outcome]], "*", PURPLE))
    for place, marker, color in marks:
        page.dot(at(place), base, marker, color=color, size=11 if marker == "*" else 8)


def _names(
    page: Page,
    findings: Findings,
    issue: Issue,
    stack: Standers,
    centre: float,
    y: float,
    width: float,
) -> None:
    """Name a place, and below it those who stand there."""
    if width < 0.3:
        return
    where = place_in_words(issue, stack.place)
    if issue.range is None and stack.place.denominator > 1:
        where = f"near {option_label(issue, nearest_option(issue, stack.place))}"
    used = page.block(centre, y, where, width, 0.26, SMALL, align="center", bold=True)
    names = joined([name_of(findings, actor) for actor in stack.actors])
    page.block(
        centre,
        y + used + 0.01,
        names,
        width,
        FOOT - 0.16 - used,
        SMALL,
        align="center",
        color=MUTED,
    )


class _Along:
    """Where the places of an issue's scale are on the page."""

    def __init__(self, issue: Issue, left: float, room: float) -> None:
        self.left, self.room = left, room
        self.places = places(issue)

    def __call__(self, place: Fraction) -> float:
        whole = self.places[-1] - self.places[0]
        return self.left + self.room * float((place - self.places[0]) / whole)


def _stacks(one: Placed) -> list[Standers]:
    by_place: dict[Fraction, list[Stand]] = {}
    for stand in one.forecast.stands:
        if stand.power:
            by_place.setdefault(stand.position, []).append(stand)
    whole = one.forecast.power
    return [
        Standers(
            place,
            tuple(stand.actor for stand in stands),
            sum((stand.power for stand in stands), Fraction(0)) / whole,
        )
        for place, stands in sorted(by_place.items())
    ]


def _key(page: Page, has_outcome: bool) -> None:
    x, y = page.left, page.top - 0.06
    page.box(x, y + 0.02, 0.22, 0.16, fill=TOLERATED, edge=BLUE, line=0.6)
    page.block(x + 0.3, y, "influence × salience of those who stand there", 3.4, 0.2, SMALL)
    x += 3.5
    page.dot(x + 0.1, y + 0.1, "v", color=VERMILLION, size=7)
    page.block(x + 0.24, y, "weighted mean", 1.2, 0.2, SMALL)
    x += 1.4
    page.dot(x + 0.1, y + 0.1, "D", color=INK, size=6)
    page.block(x + 0.24, y, "weighted median", 1.4, 0.2, SMALL)
    if has_outcome:
        x += 1.5
        page.dot(x + 0.1, y + 0.1, "*", color=PURPLE, size=10)
        page.block(x + 0.24, y, "really agreed", 1.2, 0.2, SMALL)
    page.line([page.left, page.right], [y + 0.26] * 2, color=FAINT, width=0.4)


def _title(findings: Findings, found: Positions) -> str:
    if len(found.issues) == 1:
        (one,) = found.issues
        issue = findings.scenario.issue[one.forecast.issue]
        return f"Influence and salience alone come to {place_in_words(issue, one.forecast.mean)}"
    firm = sum(is_firm(one) for one in found.issues)
    return (
        f"Mean, median and weighted votes agree on {firm} of"
        f" {counted(len(found.issues), 'ordered issue')}"
    )


def _lead(found: Positions, shown: tuple[Placed, ...]) -> str:
    text = "A baseline, not a forecast: red lines, rules and walk-away values play no part."
    if len(shown) < len(found.issues):
        text += f" {len(shown)} of {len(found.issues)} scales shown."
    return text


def _alt(findings: Findings, found: Positions) -> str:
    parts = []
    for one in found.issues:
        issue = findings.scenario.issue[one.forecast.issue]
        mean, median = one.forecast.mean, one.forecast.median_place
        parts.append(
            f"{issue.ask} Weighted mean {place_in_words(issue, mean)}, weighted median"
            f" {place_in_words(issue, median)}."
        )
    return " ".join(parts)


KIND = Kind(
    "positions",
    "Where would influence and salience alone put each ordered issue?",
    draw,
    needs=placed,
    applies=lambda _, found: found is not None,
)
