"""What a draft is worth to each, part by part, against what each has without a deal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil

from negsim.charts.headlines import name_of
from negsim.charts.kind import Kind
from negsim.charts.output import Picture, bound
from negsim.charts.page import Page, evenly
from negsim.charts.style import (
    BLACK,
    BLUE,
    BODY,
    FAINT,
    GREEN,
    INK,
    MUTED,
    PALE,
    SERIES,
    SMALL,
    VERMILLION,
)
from negsim.charts.words import counted, width_of, wrap
from negsim.language.phrases import points
from negsim.language.short_names import short_issue, short_wish
from negsim.questions.packages.find import shortlist
from negsim.questions.score.find import score
from negsim.questions.score.parts import SHEET
from negsim.questions.score.result import Scored, Scores
from negsim.questions.score.tell import answer, verdict
from negsim.questions.score.tell import name_of as name_of_draft
from negsim.questions.zone.result import Findings

DRAFTS = 4
BAR = (0.21, 0.5)  # inches of a draft's bar and what is about it, at least and at most
APART = 0.12  # inches between actors
FEW = 6  # actors whose bars fill the slide
NAMES = 2.5  # inches
SAYS = 2.5
LEGEND = 4  # entries beside one another
KEY = 0.3  # inches of an entry's colour and the space behind it
LINE = 0.22
NO_DEAL = "what it has without a deal"
LABEL, LONG = 60, 400  # letters of a part
_DARK = (BLUE, VERMILLION, GREEN, BLACK, SERIES[-1])


def first_of_the_shortlist(findings: Findings) -> Scores | None:
    """Score the egalitarian deal, or the nearest miss, and call it that; None where there is neither."""
    for one in shortlist(findings, 1):
        options = zip(
            findings.space.issues, findings.space.options, one.deal.positions, strict=True
        )
        found = score(findings.scenario, [{issue: names[at] for issue, names, at in options}])
        name = "the egalitarian deal" if findings.zone.is_open else "the nearest miss"
        return replace(
            found, packages=tuple(replace(scored, name=name) for scored in found.packages)
        )
    return None


def draw(findings: Findings, scores: Scores | None) -> Picture:
    """Draw a bar per actor and draft: what it is worth, part by part, with a mark at the walk-away value.

    Parameters
    ----------
    findings : Findings
        For the source line.
    scores : Scores or None
        Of the drafts; None where there is none.
    """
    if scores is None or not scores.packages:
        page = Page(findings, "No draft to score", "Nothing is weighed.", "There is no draft.")
        page.note("There is no package to look at.")
        return page.picture
    shown = scores.packages[:DRAFTS]
    title, lead, alt = _title(scores), _lead(scores, shown), _alt(findings, scores, shown)
    actors = list(shown[0].actors)
    elements = _elements(findings, shown, actors)
    page = Page(findings, title, lead, alt)
    if page.sheet.is_narrow:
        y = page.top + _legend(page, elements)
        bars = _Bars(page, findings, elements, shown, actors)
        for actor in actors:
            y = bars.below(actor, y)
        page.end(y)
        return page.picture
    room = page.bottom - page.top - _legend_height(page, elements)
    fits = int(room / (BAR[0] * len(shown) + APART))
    pages: list[Picture] = []
    for some in evenly(actors, fits):
        about = alt if not pages else "What goes on from the page before."
        page = Page(findings, title, lead, about)
        _legend(page, elements)
        bars = _Bars(page, findings, elements, shown, some)
        most = BAR[1] * len(shown) + APART
        height = min(most if len(some) > FEW else 2 * most, room / len(some))
        for number, actor in enumerate(some):
            bars.draw(actor, page.bottom - room + number * height, height)
        pages.append(page.picture)
    return bound(pages)


@dataclass(frozen=True)
class Segment:
    """What a part comes from: its key, what it is called, its number and its colour."""

    keys: tuple[str, ...]
    label: str
    number: str
    colour: str


class _Bars:
    """Where bars stand: one group per actor, one bar per draft."""

    def __init__(
        self,
        page: Page,
        findings: Findings,
        elements: Sequence[Segment],
        drafts: Sequence[Scored],
        actors: Sequence[str],
    ) -> None:
        self.page, self.findings, self.elements, self.drafts = page, findings, elements, drafts
        none = Fraction(0)
        ends = [none, Fraction(1)]
        for one in drafts:
            for actor in actors:
                own = one.actors[actor]
                parts = own.parts.values()
                ends += [own.reservation_value, own.utility]
                ends += [
                    sum((p for p in parts if p > 0), none),
                    sum((p for p in parts if p < 0), none),
                ]
        self.low, self.high = min(ends), max(ends)
        self.left = page.left + NAMES
        self.room = page.width - NAMES - SAYS
        if page.sheet.is_narrow:
            self.left = page.left + (0.3 if len(drafts) > 1 else 0.04)
            self.room = page.right - 0.04 - self.left

    def x(self, value: Fraction) -> float:
        return self.left + self.room * float((value - self.low) / (self.high - self.low))

    def draw(self, actor: str, y: float, height: float) -> None:
        page, several = self.page, len(self.drafts) > 1
        each = (height - APART) / len(self.drafts)
        thick = min(0.9, each - 0.04, each * 0.7 if each > 0.6 else each)
        page.block(
            page.left,
            y,
            name_of(self.findings, actor),
            NAMES - 0.2,
            each * (len(self.drafts) - 1) + thick,
            BODY,
            bold=True,
            middle=True,
        )
        for place, one in enumerate(self.drafts):
            top = y + place * each
            if several:
                self._draft(place, top, thick)
            self._bar(one, actor, top, thick)
            self._says(one, actor, self.left + self.room + 0.15, top, SAYS - 0.15, thick + 0.03)

    def below(self, actor: str, y: float) -> float:
        """Draw its bars below its name, what they come to below each, and give where they end."""
        page = self.page
        y += page.block(
            page.left, y, name_of(self.findings, actor), page.width, 0.6, BODY, bold=True
        )
        for place, one in enumerate(self.drafts):
            if len(self.drafts) > 1:
                self._draft(place, y + 0.06, 0.3)
            self._bar(one, actor, y + 0.06, 0.3)
            self._says(one, actor, self.left, y + 0.41, self.room, 0.2)
            y += 0.64
        return y + 0.06

    def _draft(self, place: int, top: float, thick: float) -> None:
        """Mark which draft a bar is of, by the number that the lead explains."""
        number = str(place + 1)
        self.page.block(
            self.left - 0.12, top, number, 0.2, thick, SMALL, align="center", middle=True
        )

    def _bar(self, one: Scored, actor: str, top: float, thick: float) -> None:
        page, own = self.page, one.actors[actor]
        up, down = Fraction(0), Fraction(0)
        at = self.x(own.reservation_value)
        for element in self.elements:
            worth = sum((own.parts.get(key, Fraction(0)) for key in element.keys), Fraction(0))
            if not worth:
                continue
            start, end = (up, up + worth) if worth > 0 else (down + worth, down)
            up, down = (end, down) if worth > 0 else (up, start)
            left, width = self.x(start), self.x(end) - self.x(start)
            page.box(left, top, width, thick, fill=element.colour, edge="white", line=0.6)
            if width >= 0.2 and thick >= 0.13:
                colour = "white" if element.colour in _DARK else INK
                middle = left + width / 2
                if abs(middle - at) < 0.12:  # beside the line that would hide it
                    middle = left + width / 4 if width >= 0.6 else left + 0.08
                page.block(
                    *(middle, top, element.number, width, thick, BODY if thick > 0.4 else SMALL),
                    color=colour,
                    align="center",
                    middle=True,
                )
        rest = own.utility - up - down
        if rest > 0 and not own.parts:  # whatever is agreed
            left, width = self.x(up), self.x(up + rest) - self.x(up)
            page.box(left, top, width, thick, fill=PALE, edge=FAINT, line=0.6)
            words = "weighs nothing: any package is worth all to it"
            page.block(
                *(left + 0.12, top, words, width - 0.2, thick, BODY), color=MUTED, middle=True
            )
        page.line([self.x(Fraction(0))] * 2, [top, top + thick], color=MUTED, width=0.8)
        page.line([at, at], [top - 0.04, top + thick + 0.04], color="white", width=4, zorder=6)
        page.line([at, at], [top - 0.04, top + thick + 0.04], width=2, zorder=7)

    def _says(
        self, one: Scored, actor: str, x: float, y: float, width: float, height: float
    ) -> None:
        """Say in a box what it comes to, and whether that is accepted."""
        own = one.actors[actor]
        stand = "accepts" if own.accepts else "refuses"
        crossed = f", {counted(len(own.crosses), 'red line')}" if own.crosses else ""
        text = f"{points(own.utility)}, no deal {points(own.reservation_value)}: {stand}{crossed}"
        color = INK if own.needed else MUTED
        self.page.block(x, y, text, width, height, BODY, color=color, middle=True)


def _elements(findings: Findings, drafts: Sequence[Scored], actors: Sequence[str]) -> list[Segment]:
    """Give the largest parts a colour each; the others share one."""
    sizes: dict[str, Fraction] = {}
    for one in drafts:
        for actor in actors:
            for key, worth in one.actors[actor].parts.items():
                sizes[key] = sizes.get(key, Fraction(0)) + abs(worth)
    order = sorted(sizes, key=lambda key: -sizes[key])
    named = order if len(order) <= len(SERIES) else order[: len(SERIES) - 1]
    found = [
        Segment((key,), label, str(number), SERIES[number - 1])
        for number, (key, label) in enumerate(
            ((key, _label(findings, key, actors)) for key in named), start=1
        )
    ]
    rest = tuple(order[len(named) :])
    return [*found, Segment(rest, counted(len(rest), "other part"), "+", FAINT)] if rest else found


def _label(findings: Findings, key: str, actors: Sequence[str]) -> str:
    scenario = findings.scenario
    if key in scenario.issue:
        return short_issue(scenario.issue[key], LABEL)
    if key == SHEET:
        return "where the score sheet begins"
    wishes = {
        short_wish(wish, scenario, LONG)
        for actor in actors
        for wish in scenario.actor[actor].wishes
        if f"wishes.{wish.id}" == key
    }
    if len(wishes) == 1 and len(*wishes) <= LABEL:
        return wishes.pop()
    name = key.removeprefix("wishes.").replace("_", " ")
    return f"wish: {name}"  # several say it each in its own way, or at length


@dataclass(frozen=True)
class _Entry:
    """An entry of the legend: what is drawn, None for the mark of no deal, what it is called, and where."""

    element: Segment | None
    lines: tuple[str, ...]
    column: int
    line: int


def _entries(page: Page, elements: Sequence[Segment]) -> list[_Entry]:
    """Place entries in columns; one whose words are wider has several columns, or on a narrow page several lines."""
    beside = 1 if page.sheet.is_narrow else LEGEND
    each = page.width / beside
    found: list[_Entry] = []
    column, line = 0, 0
    for element in (*elements, None):
        label = NO_DEAL if element is None else element.label
        columns = min(beside, ceil((width_of(label, SMALL) + KEY + 0.1) / each))
        if column + columns > beside:
            column, line = 0, line + 1
        lines = tuple(wrap(label, columns * each - KEY, SMALL))
        found.append(_Entry(element, lines, column, line))
        column += columns
        if len(lines) > 1:
            column, line = beside, line + len(lines) - 1
    return found


def _legend_height(page: Page, elements: Sequence[Segment]) -> float:
    last = _entries(page, elements)[-1]
    return LINE * (last.line + len(last.lines)) + 0.14


def _legend(page: Page, elements: Sequence[Segment]) -> float:
    """Draw what the colours are, and give the height."""
    each = page.width / (1 if page.sheet.is_narrow else LEGEND)
    for entry in _entries(page, elements):
        x, y = page.left + entry.column * each, page.top - 0.04 + entry.line * LINE
        if entry.element is None:
            page.line([x + 0.11] * 2, [y, y + 0.18], width=2)
        else:
            _key(page, entry.element, x, y)
        for place, words in enumerate(entry.lines):
            room = page.right - x - KEY
            page.block(x + KEY, y + place * LINE, words, room, 0.18, SMALL, middle=True)
    return _legend_height(page, elements)


def _key(page: Page, element: Segment, x: float, y: float) -> None:
    page.box(x, y + 0.01, 0.22, 0.16, fill=element.colour)
    colour = "white" if element.colour in _DARK else INK
    page.block(
        *(x + 0.11, y + 0.01, element.number, 0.2, 0.16, SMALL),
        color=colour,
        align="center",
        middle=True,
    )


def _title(scores: Scores) -> str:
    if len(scores.packages) == 1:
        (one,) = scores.packages
        told = verdict(scores, one)
        said = f"{told.opening}{told.rest.partition('. ')[0].removesuffix('.')}"
        which = one.name or "the package"
        return said.replace("It ", f"{which[0].upper()}{which[1:]} ", 1)
    told = answer(scores)
    return f"{told.opening}{told.rest.removesuffix('.')}"


def _lead(scores: Scores, shown: Sequence[Scored]) -> str:
    text = "Points: 100 is the best that an actor could have. The parts together are what the draft is worth to it."
    if len(shown) == 1:
        return text
    names = [
        f"{place} {name_of_draft(one, place)}"
        for place, one in enumerate(shown, start=1)
        if one.name is not None
    ]
    more = len(scores.packages) - len(shown)
    left = f" {counted(more, 'draft')} more are not shown." if more else ""
    return f"{'; '.join(names)}.{left} {text}" if names else f"{text}{left}"


def _alt(findings: Findings, scores: Scores, shown: Sequence[Scored]) -> str:
    return " ".join(_said(findings, scores, shown))


def _said(findings: Findings, scores: Scores, shown: Sequence[Scored]) -> Iterator[str]:
    for place, one in enumerate(shown, start=1):
        if len(scores.packages) > 1:
            yield f"{name_of_draft(one, place)}:"
        for actor, own in one.actors.items():
            stand = "accepts" if own.accepts else "refuses"
            yield (
                f"{name_of(findings, actor)} {stand}, {points(own.utility)} points of 100 against"
                f" {points(own.reservation_value)} without a deal."
            )


KIND = Kind(
    "score",
    "What is a draft worth to each, part by part, against no deal?",
    draw,
    needs=first_of_the_shortlist,
    applies=lambda _, scores: scores is not None,
    instead="profile",
)
