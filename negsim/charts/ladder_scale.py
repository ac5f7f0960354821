"""One scale of the ladder: a row for whoever goes equally far, and where all stretches overlap."""

from __future__ import annotations

from dataclasses import dataclass, replace

from negsim.charts.headlines import short_names_of
from negsim.charts.output import sheet
from negsim.charts.page import Page
from negsim.charts.scale_labels import Labels
from negsim.charts.stances import LOOKS
from negsim.charts.stretches import runs
from negsim.charts.style import (
    BLUE,
    BODY,
    CLOSED,
    CLOSED_HATCH,
    DEEP_ZONE,
    FAINT,
    INK,
    LEAST,
    MUTED,
    PALE_ZONE,
    SKY,
    SMALL,
    UNASKED,
    ZONE,
)
from negsim.charts.words import Fitted, clean, fit, height_of, width_of, wrap
from negsim.language.model.issues import Issue
from negsim.language.short_names import short_issue
from negsim.questions.zone.result import Findings

NAMES = 1.95  # inches; on a narrow sheet names stand above their bars
ROW = 0.2  # inches of a row, at least
ASK = 0.24  # inches of a question
AFTER = 0.12  # inches below a scale
BAR = 0.28  # inches of a bar below its name
LINES = 2  # that the names of those who take all may have; else they are counted


SAYS = ("✓", "✕ nothing suits all")  # of what some option suits all, and of what none does


@dataclass(frozen=True)
class Stretched:
    """How far somebody can go on an issue: positions of options."""

    actors: tuple[str, ...]
    livable: tuple[int, ...]
    ruled: tuple[int, ...]  # that they refuse only through a rule
    crowded: tuple[
        int, ...
    ]  # of the livable, those that they refuse only with what others insist on
    wanted: tuple[int, ...]  # that one of them likes best
    is_asked: bool
    takes_all: bool

    @property
    def limits(self) -> tuple[object, ...]:
        """What those who share a row have in common."""
        return self.livable, self.ruled, self.crowded, self.is_asked

    def with_other(self, other: Stretched) -> Stretched:
        """Let another with the same limits share the row."""
        wanted = tuple(sorted({*self.wanted, *other.wanted}))
        return replace(self, actors=(*self.actors, *other.actors), wanted=wanted)


@dataclass(frozen=True)
class Scale:
    """An ordered issue, the stretches on it, and where those of everyone asked overlap."""

    issue: Issue
    stretches: tuple[Stretched, ...]
    overlap: tuple[int, ...]

    @property
    def is_closed(self) -> bool:
        """Whether no option is left that each of those asked can live with."""
        return not self.overlap


def least_height(findings: Findings, scale: Scale, width: float) -> float:
    """Give the inches that a scale takes at least: a line for every row, more where more names share it."""
    labels = Labels(scale.issue, width - _beside())
    return _ask_height(scale, width) + sum(_rows(findings, scale, width)) + labels.height + AFTER


def _beside() -> float:
    """Give the inches of names beside their bars: none where they stand above."""
    return 0.0 if sheet().is_narrow else NAMES


def _rows(findings: Findings, scale: Scale, width: float) -> list[float]:
    """Give the inches that each row takes at least."""
    names = (_named(findings, scale, stretch) for stretch in scale.stretches)
    if sheet().is_narrow:
        return [height_of(len(wrap(n, width, SMALL)), SMALL) + BAR for n in names]
    return [max(ROW, height_of(len(wrap(n, NAMES - 0.1, LEAST)), LEAST) + 0.04) for n in names]


def _named(findings: Findings, scale: Scale, one: Stretched) -> str:
    names = clean(short_names_of(findings, one.actors))
    if sheet().is_narrow:
        return names
    if one.takes_all and len(wrap(names, NAMES - 0.1, LEAST)) > LINES:
        others = "others" if len(scale.stretches) > 1 else "actors"
        names = f"{len(one.actors)} {others} accept all of it"
    return names


def draw_scale(
    page: Page, findings: Findings, scale: Scale, box: tuple[float, float, float, float]
) -> None:
    """Draw a scale into a box: left, top, width and height in inches."""
    x, y, width, height = box
    issue = scale.issue
    _ask(page, scale, x, y, width)
    left, room = x + _beside(), width - _beside()
    step = room / len(issue.options)
    places = [left + (k + 0.5) * step for k in range(len(issue.options))]
    labels = Labels(issue, room)
    top, bottom = y + _ask_height(scale, width), y + height - AFTER - labels.height
    labels.draw(page, places, bottom + 0.03)
    for run in runs(scale.overlap):
        start, end = places[run[0]] - step / 2, places[run[-1]] + step / 2
        page.box(start, top, end - start, bottom - top, fill=PALE_ZONE, zorder=0.5)
    if scale.is_closed:
        page.box(
            *(left, top, room, bottom - top), edge=FAINT, line=0.4, hatch=CLOSED_HATCH, zorder=0.4
        )
    for place in places if step > 0.2 else ():
        page.line([place, place], [top, bottom], color=FAINT, width=0.4, zorder=0.6)
    page.line([left, left + room], [bottom, bottom], color=MUTED, width=0.8)
    least = _rows(findings, scale, width)
    more = (bottom - top - sum(least)) / len(least)
    for stretch, needed in zip(scale.stretches, least, strict=True):
        each = needed + more
        words, color = _named(findings, scale, stretch), INK if stretch.is_asked else MUTED
        if _beside():
            name = fit(words, NAMES - 0.1, each, SMALL)
            page.lines(x, top + (each - name.height) / 2, name, color=color)
            _bar(page, stretch, places, step, top + each / 2, min(0.16, each * 0.5))
        else:
            name = fit(words, width, each, SMALL)
            across = max(width_of(line, SMALL) for line in name.lines)
            page.box(x, top + 0.01, across + 0.04, name.height, fill="white", zorder=0.7)
            page.lines(x, top, name, color=color)
            _bar(page, stretch, places, step, top + each - BAR / 2, 0.16)
        top += each
    if findings.zone.is_open:
        counts = findings.zone.options[issue.id]
        for place, option in zip(places, issue.options, strict=True):
            if counts[option.id]:
                page.dot(place, bottom - 0.01, "v", color=ZONE, size=6)


def _ask(page: Page, scale: Scale, x: float, y: float, width: float) -> None:
    """Write the question, and behind it whether something suits all: by mark and word, for black and white."""
    issue, color = scale.issue, CLOSED if scale.is_closed else INK
    says, found = SAYS[scale.is_closed], CLOSED if scale.is_closed else DEEP_ZONE
    if sheet().is_narrow:
        whole = _whole_ask(scale, width)
        beside = _beside_last(whole, says, width)
        y += page.lines(x, y, whole, bold=True, color=color)
        at, y = (x, y) if beside is None else (x + beside, y - height_of(1, whole.size) + 0.015)
        page.block(at, y, says, width, 0.2, SMALL, bold=True, color=found)
        return
    beside = width_of(says, SMALL, bold=True) + 0.15
    asks = (issue.ask + (f"  ({issue.axis})" if issue.axis else ""), issue.ask)
    fitted = [fit(clean(words), width - beside, 0.2, BODY, bold=True) for words in asks]
    short = fit(clean(short_issue(issue, 60)), width - beside, 0.2, BODY, bold=True)
    ask = next((one for one in fitted if not one.lines[-1].endswith("…")), short)
    page.lines(x, y, ask, bold=True, color=color)
    at = x + width_of(ask.lines[0], ask.size, bold=True) + 0.12
    page.block(at, y + 0.015, says, beside, 0.2, SMALL, bold=True, color=found)


def _ask_height(scale: Scale, width: float) -> float:
    """Give the inches of the question and of whether something suits all."""
    if not sheet().is_narrow:
        return ASK
    ask = _whole_ask(scale, width)
    beside = _beside_last(ask, SAYS[scale.is_closed], width)
    return ask.height + (0.04 if beside is not None else 0.22)


def _beside_last(ask: Fitted, says: str, width: float) -> float | None:
    """Give the inches after which a word has room behind a question's last line; None where it has not."""
    at = width_of(ask.lines[-1], ask.size, bold=True) + 0.12
    return at if at + width_of(says, SMALL, bold=True) <= width else None


def _whole_ask(scale: Scale, width: float) -> Fitted:
    issue = scale.issue
    return fit(issue.ask + (f" ({issue.axis})" if issue.axis else ""), width, 1.2, BODY, bold=True)


def _bar(
    page: Page, stretch: Stretched, places: list[float], step: float, middle: float, height: float
) -> None:
    if not stretch.livable and not stretch.ruled:
        words = fit("can live with none", 2.0, 0.16, SMALL, bold=True)
        page.lines(places[0], middle - words.height / 2, words, color=CLOSED, bold=True)
        return
    fill = SKY if stretch.is_asked else UNASKED
    for chosen, (filling, rim, hatch) in (
        (stretch.livable, (fill, "none", None)),
        (stretch.ruled, LOOKS["rules"]),
        (stretch.crowded, (fill, *LOOKS["others"][1:])),
    ):
        for start, end in _ends(chosen, places, step):
            box = start, middle - height / 2, end - start, height
            page.box(*box, fill=filling, edge=rim, line=0.5, hatch=hatch, zorder=2)
    reach = height * 0.9
    for run in runs(sorted({*stretch.livable, *stretch.ruled})):
        ((start, end),) = _ends(run, places, step)
        edges = ([start] if run[0] > 0 else []) + ([end] if run[-1] < len(places) - 1 else [])
        for edge in edges:
            page.line([edge, edge], [middle - reach, middle + reach], width=2.2, zorder=4)
    for k in stretch.wanted:
        page.dot(places[k], middle, "D", color=BLUE if stretch.is_asked else MUTED, size=5.5)


def _ends(
    chosen: tuple[int, ...] | list[int], places: list[float], step: float
) -> list[tuple[float, float]]:
    return [(places[run[0]] - step * 0.42, places[run[-1]] + step * 0.42) for run in runs(chosen)]
