"""Where influence and salience alone would put each ordered issue: who stands where, and what pulls how hard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from negsim.charts.headlines import short_names_of
from negsim.charts.kind import Kind
from negsim.charts.output import Picture, bound
from negsim.charts.page import Mark, Page, in_columns, in_rows
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
from negsim.charts.words import Fitted, counted, fit, height_of, width_of
from negsim.language.model.issues import Issue
from negsim.language.short_names import short_issue
from negsim.language.words import option_label
from negsim.questions.position import Placed, Positions, placed
from negsim.questions.position.baseline import Stand, nearest_option, places
from negsim.questions.position.tell import is_firm, place_in_words
from negsim.questions.zone.result import Findings

SIDE = 0.95  # inches between the edge of a scale and its ends
TICKS = 15  # of a scale, at most
BETWEEN = 0.5  # inches of two columns
KEY = 0.34  # inches
HEAD = 0.44  # inches of a question, and of what was agreed
BARS = 0.75  # inches of the highest bar, at least
LOW = 0.6  # inches of it on a narrow sheet
NUMBER = 0.3  # inches of the number of a place there
MORE = 2.6  # inches that it may be higher
NAMED = (1.15, 2.6)  # inches of the names below a place, at least and at most
LEAD = "A baseline, not a forecast: red lines, rules and walk-away values play no part."


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
    title, lead, alt = _title(findings, found), LEAD, _alt(findings, found)
    page = Page(findings, title, lead, alt)
    has_outcome = any(one.outcome is not None for one in found.issues)
    if page.sheet.is_narrow:
        y = page.top
        y += _key(page, y, has_outcome)
        for one in found.issues:
            y = _upright(page, findings, one, y + 0.12)
        page.end(y)
        return page.picture
    across = 1 if len(found.issues) < 3 else 2
    width = (page.width - BETWEEN * (across - 1)) / across
    scales = [_Scale(findings, one, width) for one in found.issues]
    columns = in_columns([scale.least for scale in scales], page.height - KEY, across)
    pages: list[Picture] = []
    while columns:
        about = alt if not pages else "What goes on from the page before."
        page = Page(findings, title, lead, about)
        _key(page, page.top - 0.06, has_outcome)
        for number, some in enumerate(columns[:across]):
            spare = page.height - KEY - sum(scales[k].least for k in some)
            more = min(MORE, max(0.0, spare / len(some)))
            x, y = page.left + number * (width + BETWEEN), page.top + KEY
            for k in some:
                scales[k].draw(page, x, y, scales[k].least + more)
                y += scales[k].least + more
        pages.append(page.picture)
        columns = columns[across:]
    return bound(pages)


@dataclass(frozen=True)
class _Label:
    """What stands below a place: its name, who stands there, and on which level below the scale."""

    stack: Standers
    left: float  # inches from the left of the scale
    width: float
    where: Fitted
    names: Fitted
    level: int

    @property
    def height(self) -> float:
        return self.where.height + self.names.height + 0.06


class _Scale:
    """One issue: a bar for the weight at each place, and below it who stands there, in as many levels as it takes."""

    def __init__(self, findings: Findings, one: Placed, width: float) -> None:
        self.findings, self.one, self.width = findings, one, width
        self.issue = findings.scenario.issue[one.forecast.issue]
        self.at = _Along(self.issue, SIDE, width - 2 * SIDE)
        self.labels = self._labelled(_stacks(one))
        levels = max(label.level for label in self.labels) + 1
        self.levels = [
            max(label.height for label in self.labels if label.level == k) for k in range(levels)
        ]
        self.least = HEAD + BARS + 0.1 + sum(self.levels) + 0.1

    def _labelled(self, stacks: Sequence[Standers]) -> list[_Label]:
        labels: list[_Label] = []
        free: list[float] = []  # per level, from where on it is
        centres = [self.at(stack.place) for stack in stacks]
        for number, stack in enumerate(stacks):
            before = centres[number] - centres[number - 1] if number else 9.0
            behind = centres[number + 1] - centres[number] if number + 1 < len(stacks) else 9.0
            room = min(
                NAMED[1], max(NAMED[0], min(before, behind) - 0.06, 0.45 * (before + behind))
            )
            where = fit(_where(self.issue, stack), room, 0.36, SMALL, bold=True)
            names = short_names_of(self.findings, stack.actors)
            fitted = fit(names, room, 9.0, LEAST)
            left = min(max(0.0, centres[number] - room / 2), self.width - room)
            level = next((k for k, end in enumerate(free) if end <= left), len(free))
            free[level:] = [left + room + 0.06, *free[level + 1 :]]
            labels.append(_Label(stack, left, room, where, fitted, level))
        return labels

    def draw(self, page: Page, x: float, y: float, height: float) -> None:
        """Draw it from a place down, as high as that."""
        ask = fit(self.issue.ask, self.width, 0.2, BODY, bold=True)
        if ask.lines[-1].endswith("…"):
            ask = fit(short_issue(self.issue, 60), self.width, 0.2, BODY, bold=True)
        page.lines(x, y, ask, bold=True)
        base = y + height - sum(self.levels) - 0.2
        _agreed(page, self.one, self.issue, (x, y + ask.height), self.width, 0.2)
        _draw_axis(page, self.one, self.issue, self.at, (x, base))
        room = base - (y + HEAD + 0.2)
        most = max(label.stack.share for label in self.labels)
        for label in self.labels:
            centre = x + self.at(label.stack.place)
            tall = room * float(label.stack.share / most)
            page.box(centre - 0.11, base - tall, 0.22, tall, fill=TOLERATED, edge=BLUE, line=0.6)
            share = _in_hundred(label.stack)
            page.block(centre, base - tall - 0.17, share, 0.6, 0.16, LEAST + 1, align="center")
            top = base + 0.1 + sum(self.levels[: label.level])
            if label.level:
                page.line([centre, centre], [base, top], color=FAINT, width=0.7, zorder=0.5)
            middle = x + label.left + label.width / 2
            page.box(
                x + label.left, top, label.width, label.height - 0.04, fill="white", zorder=0.6
            )
            page.lines(middle, top, label.where, align="center", bold=True)
            below = top + label.where.height + 0.01
            page.lines(middle, below, label.names, align="center", color=MUTED)


def _upright(page: Page, findings: Findings, one: Placed, y: float) -> float:
    """Draw a scale across a narrow sheet, its places numbered, and below it who stands at each; give where it ends."""
    issue, x = findings.scenario.issue[one.forecast.issue], page.left
    y += page.block(x, y, issue.ask, page.width, 0.8, BODY, bold=True)
    y += _agreed(page, one, issue, (x, y), page.width, 0.8)
    at, stacks = _Along(issue, 0.15, page.width - 0.3), _stacks(one)
    base = y + LOW + 0.06
    centres = [x + at(stack.place) for stack in stacks]
    thick = min([0.22, *(0.8 * (after - before) for before, after in pairwise(centres))])
    most = max(stack.share for stack in stacks)
    rows = in_rows([(x, width_of(str(k), SMALL)) for k, x in enumerate(centres, start=1)])
    for number, (centre, stack) in enumerate(zip(centres, stacks, strict=True), start=1):
        tall = LOW * float(stack.share / most)
        page.box(centre - thick / 2, base - tall, thick, tall, fill=TOLERATED, edge=BLUE, line=0.6)
        top = base + 0.08 + rows[number - 1] * height_of(1, SMALL)
        page.block(centre, top, str(number), 0.3, 0.2, SMALL, align="center")
    _draw_axis(page, one, issue, at, (x, base))
    y = base + 0.12 + (max(rows) + 1) * height_of(1, SMALL)
    for number, stack in enumerate(stacks, start=1):
        page.block(x, y, str(number), NUMBER, 0.2, SMALL)
        words = f"{_where(issue, stack)} ({_in_hundred(stack)})"
        y += page.block(x + NUMBER, y, words, page.width - NUMBER, 1.0, SMALL, bold=True)
        names = short_names_of(findings, stack.actors)
        room = page.width - NUMBER
        y += page.block(x + NUMBER, y, names, room, 9.0, SMALL, color=MUTED) + 0.04
    return y


def _where(issue: Issue, stack: Standers) -> str:
    if issue.range is None and stack.place.denominator > 1:
        return f"near {option_label(issue, nearest_option(issue, stack.place))}"
    return place_in_words(issue, stack.place)


def _in_hundred(stack: Standers) -> str:
    return f"{float(100 * stack.share):.0f}%"


def _agreed(
    page: Page, one: Placed, issue: Issue, at: tuple[float, float], width: float, height: float
) -> float:
    """Say what was really agreed, and give the height; nothing where the file does not say."""
    if one.outcome is None:
        return 0.0
    x, y = at
    page.dot(x + 0.08, y + 0.1, "*", color=PURPLE, size=10)
    words = f"really agreed: {option_label(issue, one.outcome)}"
    return page.block(x + 0.22, y + 0.01, words, width - 0.22, height, SMALL)


def _draw_axis(
    page: Page, one: Placed, issue: Issue, at: _Along, corner: tuple[float, float]
) -> None:
    """Draw a scale from a place on, its ticks, and where mean, median and what was agreed are."""
    x, y = corner
    page.line([x + at.left, x + at.left + at.room], [y, y], color=MUTED)
    for place in at.places if len(at.places) <= TICKS else ():
        page.line([x + at(place)] * 2, [y, y + 0.06], color=MUTED, width=0.8)
    forecast = one.forecast
    marks = [(forecast.mean, "v", VERMILLION), (forecast.median_place, "D", INK)]
    if one.outcome is not None:
        marks.append((at.places[issue.position[one.outcome]], "*", PURPLE))
    for place, marker, color in marks:
        page.dot(x + at(place), y, marker, color=color, size=11 if marker == "*" else 8)


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


def _key(page: Page, y: float, has_outcome: bool) -> float:
    def dot(marker: str, color: str, size: float) -> Callable[[float, float], None]:
        return lambda x, y: page.dot(x + 0.17, y + 0.1, marker, color=color, size=size)

    def bar(x: float, y: float) -> None:
        page.box(x + 0.06, y + 0.02, 0.22, 0.16, fill=TOLERATED, edge=BLUE, line=0.6)

    marks: list[Mark] = [("really agreed", dot("*", PURPLE, 10))] if has_outcome else []
    marks += [
        ("weighted mean", dot("v", VERMILLION, 7)),
        ("weighted median", dot("D", INK, 6)),
        ("influence × salience of those who stand there", bar),
    ]
    height = page.key(y, marks) + 0.06
    page.line([page.left, page.right], [y + height] * 2, color=FAINT, width=0.4)
    return height


def _title(findings: Findings, found: Positions) -> str:
    if len(found.issues) == 1:
        (one,) = found.issues
        issue = findings.scenario.issue[one.forecast.issue]
        return f"Influence and salience alone come to {place_in_words(issue, one.forecast.mean)}"
    if found.mean_error is not None:
        off = f"{float(100 * found.mean_error):.0f}%"
        return f"What was agreed lies {off} of the scale from where influence alone would put it"
    firm = sum(is_firm(one) for one in found.issues)
    return (
        f"Mean, median and weighted votes agree on {firm} of"
        f" {counted(len(found.issues), 'ordered issue')}"
    )


def _alt(findings: Findings, found: Positions) -> str:
    parts = []
    for one in found.issues:
        issue = findings.scenario.issue[one.forecast.issue]
        mean, median = one.forecast.mean, one.forecast.median_place
        agreed = (
            "" if one.outcome is None else f" Really agreed: {option_label(issue, one.outcome)}."
        )
        parts.append(
            f"{issue.ask}{agreed} Weighted mean {place_in_words(issue, mean)}, weighted median"
            f" {place_in_words(issue, median)}."
        )
    return " ".join(parts)


KIND = Kind(
    "positions",
    "Where would influence and salience alone put each ordered issue?",
    draw,
    needs=placed,
    applies=lambda _, found: found is not None,
    instead="ladder",
)
