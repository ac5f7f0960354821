"""The classical picture of a zone of possible agreement, for every ordered issue: who can go how far."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from negsim.charts.headlines import answer, name_of
from negsim.charts.kind import Kind
from negsim.charts.output import Picture
from negsim.charts.page import Mark, Page
from negsim.charts.stances import LOOKS, chip, counted_by_option
from negsim.charts.style import (
    AGAINST,
    BLUE,
    BODY,
    FAINT,
    INK,
    LEAST,
    MUTED,
    PALE_AGAINST,
    PALE_ZONE,
    SKY,
    SMALL,
    ZONE,
)
from negsim.charts.words import clean, counted, fit_all, height_of, joined
from negsim.language.model.issues import Issue
from negsim.language.words import option_label
from negsim.questions.acceptance.find import Acceptance, Stance
from negsim.questions.zone.result import Findings

SCALES = 8  # of one picture
ACTORS = 4  # of one scale
NAMES = 1.95  # inches


@dataclass(frozen=True)
class Stretched:
    """How far an actor can go on an issue."""

    actor: str
    livable: tuple[int, ...]  # positions of options
    ruled: tuple[int, ...]  # that it refuses only through a rule
    crowded: tuple[
        int, ...
    ]  # of the livable, those that it refuses only with what others insist on
    wanted: tuple[int, ...]
    is_asked: bool


@dataclass(frozen=True)
class Scale:
    """An ordered issue, the stretches on it, and where those of everyone asked overlap."""

    issue: Issue
    stretches: tuple[Stretched, ...]
    overlap: tuple[int, ...]
    left_out: int  # stretches for which there is no room

    @property
    def is_closed(self) -> bool:
        """Whether no option is left that each of those asked can live with."""
        return not self.overlap


def draw(findings: Findings, found: Acceptance) -> Picture:
    """Draw a scale for each ordered issue, where somebody has a limit or a wish.

    Parameters
    ----------
    findings : Findings
    found : Acceptance
        From `negsim.questions.acceptance.find`.
    """
    scales = [
        _scale(findings, found, issue) for issue in findings.scenario.issues if issue.is_ordered
    ]
    shown = _shown(scales)
    page = Page(
        findings, _title(findings, scales), _lead(findings, scales, shown), _alt(findings, scales)
    )
    if not findings.feasible or not shown:
        page.note(
            "No issue of this scenario has options in an order."
            if findings.feasible
            else "There is no feasible package to measure."
        )
        return page.picture
    columns = 1 if len(shown) <= 3 else 2
    rows = -(-len(shown) // columns)
    width = (page.width - 0.45 * (columns - 1)) / columns
    height = min(2.0, (page.height - 0.24) / rows)
    _key(page, findings, shown)
    for number, scale in enumerate(shown):
        column, row = divmod(number, rows)
        _draw_scale(
            page,
            findings,
            scale,
            page.left + column * (width + 0.45),
            page.top + 0.24 + row * height,
            width,
            height,
        )
    return page.picture


def _scale(findings: Findings, found: Acceptance, issue: Issue) -> Scale:
    possible = {o.id for o in issue.options if found.is_possible(issue.id, o.id)}
    stretches = []
    overlap = {issue.position[option] for option in possible}
    for actor in findings.scenario.actors:
        livable = tuple(issue.position[o] for o in found.livable(actor.id, issue.id))
        best = found.wanted[actor.id][issue.id]
        wanted = tuple(k for k in livable if issue.options[k].id in best)
        refused = {o: found.refusal(actor.id, issue.id, o) for o in issue.position}
        ruled, crowded = (
            tuple(issue.position[o] for o, why in refused.items() if why == one)
            for one in ("rules", "others")
        )
        is_asked = actor.consent.kind != "never"
        # Whom a package does not ask cannot keep its options off the table.
        unopposed = found.unopposed[actor.id][issue.id]
        overlap &= {issue.position[option] for option, count in unopposed.items() if count}
        if len(livable) < len(possible) or wanted or crowded:
            stretches.append(Stretched(actor.id, livable, ruled, crowded, wanted, is_asked))
    # Where there is no room for all, those with a limit come first.
    ranked = sorted(stretches, key=lambda s: (len(s.livable) == len(possible), not s.is_asked))
    kept = ranked[:ACTORS]
    return Scale(
        issue,
        tuple(stretch for stretch in stretches if stretch in kept),
        tuple(sorted(overlap)),
        len(stretches) - len(kept),
    )


def _shown(scales: list[Scale]) -> list[Scale]:
    ranked = sorted(scales, key=lambda s: (not s.is_closed, len(s.overlap) == len(s.issue.options)))
    kept = ranked[:SCALES]
    return [scale for scale in scales if scale in kept]


def _title(findings: Findings, scales: list[Scale]) -> str:
    closed = [scale.issue.ask for scale in scales if scale.is_closed]
    if not findings.feasible or not scales or findings.scenario.agreement is not None:
        return answer(findings)
    if closed:
        more = f" and {counted(len(closed) - 1, 'other issue')}" if len(closed) > 1 else ""
        return f"No option suits all on “{closed[0]}”{more}"
    if not findings.zone.is_open:
        return "Each issue by itself leaves an overlap; all together leave no deal"
    return "Everybody's stretches overlap on every ordered issue"


def _lead(findings: Findings, scales: list[Scale], shown: list[Scale]) -> str:
    text = (
        "How far each can go by red lines: its own, and where rules or what others insist on stop it short of"
        " these. An overlap on every issue is needed for a deal, and is not enough."
    )
    unordered = len(findings.scenario.issues) - len(scales)
    if unordered:
        text += f" {counted(unordered, 'issue')} without an order left out."
    if len(shown) < len(scales):
        text += f" {len(shown)} of {len(scales)} scales shown."
    return text


def _alt(findings: Findings, scales: list[Scale]) -> str:
    parts = []
    for scale in scales:
        said = [
            text
            for stretch in scale.stretches
            if (text := _goes(scale.issue, name_of(findings, stretch.actor), stretch))
        ]
        common = _stretch(scale.issue, scale.overlap)
        found = f"all can live with {common}" if scale.overlap else "no overlap"
        parts.append(f"{scale.issue.ask} {'; '.join([*said, found])}.")
    return " ".join(parts) or "There is no ordered issue."


def _goes(issue: Issue, name: str, one: Stretched) -> str:
    """Say how far an actor can go, and what stops it short of its own red lines; nothing where nothing does."""
    told = []
    if len(one.livable) < len(issue.options):
        told.append(_stretch(issue, one.livable) if one.livable else "none")
    for places, why in ((one.ruled, "only a rule"), (one.crowded, "only what others insist on")):
        if places:
            told.append(f"{why} keeps it from {_stretch(issue, places)}")
    return f"{name}: {', '.join(told)}" if told else ""


def _stretch(issue: Issue, places: tuple[int, ...]) -> str:
    """Name runs of options by their ends."""
    named = []
    for run in _runs(places):
        ends = dict.fromkeys((run[0], run[-1]))
        named.append(" to ".join(f"“{option_label(issue, issue.options[k].id)}”" for k in ends))
    return joined(named)


def _key(page: Page, findings: Findings, shown: list[Scale]) -> None:
    y = page.top - 0.06
    stretches = [stretch for scale in shown for stretch in scale.stretches]

    def own(x: float) -> None:
        page.box(x, y + 0.05, 0.34, 0.1, fill=SKY)
        page.line([x, x], [y + 0.02, y + 0.18], width=2)

    def only(stance: Stance) -> Callable[[float], None]:
        return lambda x: chip(page, x, y + 0.05, 0.34, 0.1, stance)

    def dot(marker: str, color: str) -> Callable[[float], None]:
        return lambda x: page.dot(x + 0.17, y + 0.1, marker, color=color, size=6)

    marks: list[Mark] = [("can live with, a bar where its own red line begins", own)]
    if any(one.ruled for one in stretches):
        marks.append(("only a rule stops it", only("rules")))
    if any(one.crowded for one in stretches):
        marks.append(("only what others insist on", only("others")))
    marks.append(("likes best", dot("D", BLUE)))
    overlap = "everyone asked can live with it"
    marks.append((overlap, lambda x: page.box(x, y + 0.01, 0.34, 0.18, fill=PALE_ZONE)))
    if findings.zone.is_open:
        marks.append(("in the zone", dot("v", ZONE)))
    page.key(y, marks)


def _draw_scale(
    page: Page,
    findings: Findings,
    scale: Scale,
    x: float,
    y: float,
    width: float,
    height: float,
) -> None:
    issue = scale.issue
    color = AGAINST if scale.is_closed else INK
    ask = issue.ask + (f"  ({issue.axis})" if issue.axis else "")
    used = page.block(x, y, ask, width, 0.2, BODY, bold=True, color=color)
    left, room = x + NAMES, width - NAMES
    places = _places(issue, left, room)
    step = room / len(issue.options)
    labels = _labels(page, issue, places, step, room, y + height - 0.1)
    top, bottom = y + used + 0.06, labels - 0.03
    for run in _runs(scale.overlap):
        page.box(
            places[run[0]] - step / 2,
            top,
            places[run[-1]] - places[run[0]] + step,
            bottom - top,
            fill=PALE_ZONE,
            zorder=0.5,
        )
    if scale.is_closed:
        page.box(left, top, room, bottom - top, fill=PALE_AGAINST, zorder=0.4)
    for place in places if step > 0.2 else ():
        page.line([place, place], [top, bottom], color=FAINT, width=0.4, zorder=0.6)
    page.line([left, left + room], [bottom, bottom], color=MUTED, width=0.8)
    each = (bottom - top) / max(1, len(scale.stretches))
    names = fit_all(
        [clean(name_of(findings, s.actor)) for s in scale.stretches],
        NAMES - 0.1,
        max(each, height_of(1, LEAST)),
        SMALL,
    )
    for number, stretch in enumerate(scale.stretches):
        middle = top + (number + 0.5) * each
        fitted = names[number]
        page.lines(x, middle - fitted.height / 2, fitted, color=INK if stretch.is_asked else MUTED)
        _bar(page, stretch, places, step, middle, min(0.16, each * 0.5), len(issue.options))
    if findings.zone.is_open:
        counts = findings.zone.options[issue.id]
        for place, option in zip(places, issue.options, strict=True):
            if counts[option.id]:
                page.dot(place, bottom - 0.01, "v", color=ZONE, size=6)
    if scale.left_out:
        page.block(x, bottom, f"and {scale.left_out} more", NAMES - 0.1, 0.15, LEAST, color=MUTED)


def _places(issue: Issue, left: float, room: float) -> list[float]:
    step = room / len(issue.options)
    return [left + (k + 0.5) * step for k in range(len(issue.options))]


def _labels(
    page: Page, issue: Issue, places: list[float], step: float, room: float, bottom: float
) -> float:
    """Write the options under their places, as many as there is room for, and give where they begin."""
    labels = [clean(option_label(issue, option.id)) for option in issue.options]
    every = 1
    if issue.range is not None:
        labels = [option.id for option in issue.options]
        while every < len(labels) and step * every < 0.5:
            every += 1
        unit = f" {issue.range.unit}" if issue.range.unit else ""
        last = len(labels) - 1
        shown = [k for k in range(0, len(labels), every) if k == 0 or k <= last - every] + [last]
        fitted = fit_all([labels[k] for k in shown], max(step * every - 0.05, 0.4), 0.16, SMALL)
        top = bottom - 0.16 - (0.15 if unit else 0)
        for k, one in zip(shown, fitted, strict=True):
            page.lines(places[k], top, one, align="center")
        if unit:
            page.block(
                places[0] - step / 2 + room / 2,
                top + 0.15,
                unit,
                room,
                0.15,
                LEAST,
                color=MUTED,
                align="center",
            )
        return top
    fitted = fit_all(labels, step - 0.08, 0.46, SMALL)
    top = bottom - max(one.height for one in fitted)
    for place, one in zip(places, fitted, strict=True):
        page.lines(place, top, one, align="center")
    return top


def _bar(
    page: Page,
    stretch: Stretched,
    places: list[float],
    step: float,
    middle: float,
    height: float,
    count: int,
) -> None:
    if not stretch.livable and not stretch.ruled:
        page.block(
            places[0],
            middle - 0.08,
            "can live with none",
            2.0,
            0.16,
            SMALL,
            color=AGAINST,
            bold=True,
        )
        return
    fill = SKY if stretch.is_asked else "#DADADA"

    for chosen, look in (
        (stretch.livable, (fill, "none", None)),
        (stretch.ruled, LOOKS["rules"]),
        (stretch.crowded, (fill, *LOOKS["others"][1:])),
    ):
        for run in _runs(chosen):
            start, end = places[run[0]] - step * 0.42, places[run[-1]] + step * 0.42
            filling, rim, hatch = look
            place = start, middle - height / 2, end - start, height
            page.box(*place, fill=filling, edge=rim, line=0.5, hatch=hatch, zorder=2)
    for run in _runs(tuple(sorted({*stretch.livable, *stretch.ruled}))):
        start, end = places[run[0]] - step * 0.42, places[run[-1]] + step * 0.42
        edges = ([start] if run[0] > 0 else []) + ([end] if run[-1] < count - 1 else [])
        for edge in edges:
            reach = height * 0.9
            page.line([edge, edge], [middle - reach, middle + reach], width=2.2, zorder=4)
    for k in stretch.wanted:
        page.dot(places[k], middle, "D", color=BLUE if stretch.is_asked else MUTED, size=5.5)


def _runs(places: tuple[int, ...]) -> list[list[int]]:
    """Split positions into runs without gaps."""
    runs: list[list[int]] = []
    for place in places:
        if runs and place == runs[-1][-1] + 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    return runs


KIND = Kind(
    "ladder",
    "How far can each go on every issue, and where do they overlap?",
    draw,
    needs=counted_by_option,
    applies=lambda findings, _: any(
        issue.is_ordered or issue.is_numeric for issue in findings.scenario.issues
    ),
)
