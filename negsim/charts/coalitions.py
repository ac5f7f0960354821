"""The UpSet chart (Lex et al. 2014): who could agree with whom, and which sets of actors share no package."""

from __future__ import annotations

from math import log10

from negsim.charts.headlines import name_of, names_of
from negsim.charts.kind import Kind
from negsim.charts.output import Picture
from negsim.charts.page import Page
from negsim.charts.style import (
    AGAINST,
    BLUE,
    BODY,
    FAINT,
    INK,
    LEAST,
    MUTED,
    PALE,
    PALE_AGAINST,
    SMALL,
)
from negsim.charts.words import Fitted, counted, fit_all, joined
from negsim.questions.zone.result import Coalition, Findings

COLUMNS = 36
NAMES = 2.9  # inches of names and of what each accepts alone


def draw(findings: Findings) -> Picture:
    """Draw one column per set of actors: how many packages suit them all."""
    blocking = blockers(findings)
    shown = _shown(findings, blocking)
    page = Page(
        findings, _title(findings, blocking), _lead(findings, shown), _alt(findings, blocking)
    )
    actors = [a.id for a in findings.scenario.actors if a.consent.kind != "never"]
    if not findings.feasible:
        page.note("There is no feasible package, so that nobody can accept any.")
        return page.picture
    if not shown:
        words = f"{name_of(findings, actors[0])} alone is asked: it accepts"
        page.note(f"{words} {counted(findings.accepted_by[actors[0]], 'feasible package')}.")
        return page.picture
    row = min(0.7, page.height * 0.45 / len(actors))
    top_of_rows = page.bottom - row * len(actors) - 0.05
    _rows(page, findings, actors, top_of_rows, row)
    left = page.left + NAMES + 0.35
    step = min(2.0, (page.right - left) / len(shown))
    most = max([findings.feasible, *(c.accept for c in shown)])
    for number, coalition in enumerate(shown):
        x = left + (number + 0.5) * step
        is_first = coalition in blocking
        _dots(page, actors, coalition, x, top_of_rows, row, step, is_first=is_first)
        _bar(page, coalition, x, top_of_rows, step, most, is_first=is_first)
    _scale(page, left, top_of_rows, most, step * len(shown))
    return page.picture


def blockers(findings: Findings) -> tuple[Coalition, ...]:
    """List the sets that share no package, while all their parts that were counted do."""
    empty = [c for c in findings.coalitions if c.accept == 0]
    return tuple(
        c for c in empty if not any(set(other.members) < set(c.members) for other in empty)
    )


def _shown(findings: Findings, blocking: tuple[Coalition, ...]) -> tuple[Coalition, ...]:
    """All where there is room; else those that block, then the largest sets, then the scarcest pairs."""
    if len(findings.coalitions) <= COLUMNS:
        return findings.coalitions
    ranked = sorted(
        findings.coalitions,
        key=lambda c: (c not in blocking, len(c.members) == 2, c.accept),
    )
    chosen = set(ranked[:COLUMNS])
    return tuple(c for c in findings.coalitions if c in chosen)


def _title(findings: Findings, blocking: tuple[Coalition, ...]) -> str:
    alone = [
        actor.id
        for actor in findings.scenario.actors
        if actor.consent.kind != "never" and findings.accepted_by[actor.id] == 0
    ]
    if not findings.feasible:
        return "No deal: the rules leave no package at all"
    if alone:
        verb = "accepts" if len(alone) == 1 else "accept"
        return f"{names_of(findings, alone)} {verb} no feasible package, alone or with others"
    if blocking:
        sets = [names_of(findings, c.members) for c in blocking[:2]]
        more = f", nor do {counted(len(blocking) - 2, 'other set')}" if len(blocking) > 2 else ""
        return f"{', and neither do '.join([f'{sets[0]} share no package', *sets[1:]])}{more}"
    if not findings.coalitions:
        return "One actor alone is asked"
    scarcest = min(findings.coalitions, key=lambda c: (c.accept, len(c.members)))
    return (
        f"Every set of actors shares some package; scarcest, {counted(scarcest.accept, 'package')}"
        f" for {names_of(findings, scarcest.members)}"
    )


def _lead(findings: Findings, shown: tuple[Coalition, ...]) -> str:
    text = (
        "Feasible packages that suit all those marked whose consent the package needs;"
        " each line up is ten times as many."
    )
    left = len(findings.coalitions) - len(shown)
    if left:
        text += f" {len(shown)} of {len(findings.coalitions)} sets are shown: the largest, and the scarcest."
    return text


def _alt(findings: Findings, blocking: tuple[Coalition, ...]) -> str:
    alone = [
        f"{actor.name} {findings.accepted_by[actor.id]:,}"
        for actor in findings.scenario.actors
        if actor.consent.kind != "never"
    ]
    parts = [f"Of {counted(findings.feasible, 'feasible package')} each accepts: {joined(alone)}."]
    parts += [f"No package suits {names_of(findings, c.members)}." for c in blocking[:10]]
    if findings.coalitions:
        everyone = max(findings.coalitions, key=lambda c: len(c.members))
        parts.append(f"All together: {everyone.accept:,}.")
    return " ".join(parts)


def _rows(page: Page, findings: Findings, actors: list[str], y: float, row: float) -> None:
    """Name the actors, and show what each accepts alone."""
    room = NAMES * 0.62
    named = fit_all([name_of(findings, actor) for actor in actors], room, row - 0.04, BODY)
    for number, actor in enumerate(actors):
        top = y + number * row
        if number % 2 == 0:
            page.box(page.left, top, page.width, row, fill="#F6F6F6", zorder=0)
        fitted = named[number]
        page.lines(page.left + 0.06, top + (row - fitted.height) / 2, fitted, bold=False)
        accepted = findings.accepted_by[actor]
        left, width = page.left + room + 0.1, NAMES - room - 0.1
        share = accepted / findings.feasible
        height = min(0.2, row * 0.45)
        page.box(left, top + row * 0.12, width, height, fill=PALE)
        page.box(left, top + row * 0.12, width * share, height, fill=BLUE)
        words = f"{accepted:,} · {share:.1%}"
        page.block(
            left,
            top + row * 0.14 + height,
            words,
            width,
            row * 0.4,
            min(SMALL, max(LEAST, row * 24)),
            color=AGAINST if not accepted else MUTED,
        )
    page.block(
        page.left + room + 0.1, y - 0.2, "accepts alone", NAMES - room, 0.18, SMALL, color=MUTED
    )


def _dots(
    page: Page,
    actors: list[str],
    coalition: Coalition,
    x: float,
    y: float,
    row: float,
    step: float,
    *,
    is_first: bool,
) -> None:
    color = AGAINST if not coalition.accept else INK
    if is_first:
        top = page.top + 0.45
        bottom = y + row * len(actors)
        page.box(x - step * 0.48, top, step * 0.96, bottom - top, fill=PALE_AGAINST, zorder=0.7)
    places = [y + (actors.index(member) + 0.5) * row for member in coalition.members]
    size = min(11, row * 72 * 0.5, step * 72 * 0.5)
    for number in range(len(actors)):
        page.dot(x, y + (number + 0.5) * row, color="#DDDDDD", size=size * 0.7, zorder=2)
    page.line([x, x], [min(places), max(places)], color=color, width=2.4 if is_first else 1.4)
    for place in places:
        page.dot(x, place, color=color, size=size)


def _bar(
    page: Page,
    coalition: Coalition,
    x: float,
    y: float,
    step: float,
    most: int,
    *,
    is_first: bool,
) -> None:
    width = min(0.7, step * 0.66)
    room = y - page.top - 0.62
    if coalition.accept:
        height = max(0.02, _level(coalition.accept, most) * room)
        page.box(x - width / 2, y - height, width, height, fill=BLUE)
        words, color = f"{coalition.accept:,}", INK
    else:
        height = 0.0
        words, color = "0", AGAINST
    size = BODY if step > 0.62 else SMALL
    fits = step > 0.5 or len(words) < 3
    page.axes.text(
        x,
        y - height - 0.05,
        words,
        size=size if coalition.accept else 16 if is_first else BODY,
        color=color,
        weight="bold" if not coalition.accept else "normal",
        rotation=0 if fits else 90,
        ha="center",
        va="bottom",
        parse_math=False,
        zorder=5,
    )


def _level(count: int, most: int) -> float:
    """Give a bar's share of the height: logarithmic, so that hundreds show beside hundreds of thousands."""
    return log10(count + 1) / log10(most + 1)


def _scale(page: Page, left: float, y: float, most: int, width: float) -> None:
    room = y - page.top - 0.62
    count = 1
    while count <= most:
        place = y - _level(count, most) * room
        page.line([left, left + width], [place, place], color=FAINT, width=0.4, zorder=0.5)
        label = Fitted((f"{count:,}",), LEAST)
        page.lines(left - 0.08, place - 0.07, label, color=MUTED, align="right")
        count *= 10
    page.line([left, left + width], [y, y], color=FAINT, width=0.8)


KIND = Kind(
    "coalitions",
    "Who could agree with whom, and who blocks?",
    draw,
    applies=lambda findings, _: bool(findings.coalitions),
)
