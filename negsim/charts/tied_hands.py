"""What tied hands are worth: an actor's own gain by how many votes a body behind it needs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from negsim.charts.kind import Kind
from negsim.charts.output import Picture
from negsim.charts.page import Page
from negsim.charts.style import (
    BLUE,
    BODY,
    CLOSED,
    DASHES,
    FAINT,
    INK,
    MUTED,
    PALE_AGAINST,
    SMALL,
    TOLERATED,
)
from negsim.charts.words import counted
from negsim.language.phrases import gain as gain_in_words
from negsim.questions.ratify.find import at_home
from negsim.questions.ratify.result import NeedsLevel, Ratifying, Tightness
from negsim.questions.ratify.voters import helps
from negsim.questions.score.tell import body_name
from negsim.questions.zone.result import Findings

GAIN = "gain over no deal, points of 100"
CRITERION: Final = "egalitarian"
ROOM = 1.15  # inches of a stretch of votes below which its packages are left to the words


def draw(findings: Findings, found: Ratifying | None) -> Picture:
    """Draw the gain of the actor behind whom the body stands, from one vote needed to all of them.

    Parameters
    ----------
    findings : Findings
        The source line.
    found : Ratifying or None
        With its curve; None where nobody ratifies.
    """
    curve = None if found is None else found.tightness
    if found is None or curve is None:
        text = "Nobody ratifies" if found is None else "Too many packages to vary the votes"
        why = "There is no body whose votes could be varied."
        page = Page(findings, text, why, f"{text}. {why}")
        page.note(
            "Write who votes under `ratification` of an actor to see what tied hands are worth."
        )
        return page.picture
    scenario, body = found.scenario, body_name(found.scenario, curve.path)
    name, votes = scenario.actor[curve.actor].name, found.bodies[curve.path].votes
    held = ", ".join(f"{scenario.actor[voter].name} {own:,}" for voter, own in votes.items())
    lead = f"{name}'s gain in what the table would agree on, by how many votes {body} needs. Votes: {held}."
    page = Page(
        findings, helps(curve, name).split(". ")[0].rstrip("."), lead, _alt(curve, name, body)
    )
    needs = f"votes that {body} needs"
    if page.sheet.is_narrow:
        page.end(_below(page, curve, needs, name))
        return page.picture
    left, width = page.left + 0.7, page.width - 0.9
    top, height = page.top + 0.55, page.height - 1.1
    axes = page.plot(left, top, width, height)
    _draw(axes, curve)
    _said(page, curve, (left, width, top))
    page.block(left, page.bottom - 0.25, needs, width, 0.22, SMALL, color=MUTED)
    page.block(page.left, page.top, GAIN, width, 0.22, SMALL, color=MUTED)
    return page.picture


def _below(page: Page, curve: Tightness, needs: str, name: str) -> float:
    """Draw the curve across the sheet, and say below it what every stretch leaves; give where that ends."""
    left, width, tall = page.left + 0.4, page.width - 0.5, 2.4
    y = page.top
    y += page.block(page.left, y, GAIN, page.width, 0.4, SMALL, color=MUTED) + 0.04
    _stands(page, curve, left, width, y)
    y += 0.26
    _draw(page.plot(left, y, width, tall), curve)
    y += tall + 0.28
    y += page.block(left, y, needs, width, 0.6, SMALL, color=MUTED) + 0.12

    def chip(is_open: bool) -> Callable[[float, float], None]:
        def draw(x: float, y: float) -> None:
            if not is_open:
                page.box(x, y + 0.02, 0.34, 0.16, fill=PALE_AGAINST, edge=CLOSED, hatch="//")
                return
            page.box(x, y + 0.02, 0.34, 0.16, fill=TOLERATED)
            page.line([x, x + 0.34], [y + 0.17] * 2, color=BLUE, width=2.4)

        return draw

    return y + page.key(
        y, [(said, chip(bool(one.gains.get(CRITERION)))) for one, said in _levels(curve, name)]
    )


def _draw(axes: Any, curve: Tightness) -> None:
    known = [float(end) for one in curve.levels for end in one.gains.get(CRITERION, ())]
    top = max([*known, 0.0])
    low = min([*known, 0.0])
    axes.set_xlim(0.5, curve.levels[-1].last + 0.5)
    axes.set_ylim(low - 0.05 * (top - low), top + 0.15 * (top - low) or 1)
    axes.axhline(0, color=FAINT, linewidth=0.8)
    edges: list[float] = []
    heights: list[float] = []
    for one in curve.levels:
        start, end = one.first - 0.5, one.last + 0.5
        if CRITERION not in one.gains:
            axes.axvspan(
                start, end, facecolor=PALE_AGAINST, edgecolor=CLOSED, hatch="//", linewidth=0
            )
            continue
        least, most = map(float, one.gains[CRITERION])
        axes.fill_between([start, end], [least] * 2, [most] * 2, color=TOLERATED)
        edges += [start, end]
        heights += [least, least]
    axes.plot(edges, heights, color=BLUE, linewidth=2.4)
    axes.axvline(curve.needs, color=INK, linewidth=1.2, linestyle=DASHES[1])
    axes.xaxis.get_major_locator().set_params(integer=True)
    axes.yaxis.set_major_formatter(lambda value, _: f"{100 * value:.0f}")


def _said(page: Page, curve: Tightness, place: tuple[float, float, float]) -> None:
    """Say above the curve how many packages each stretch leaves, and where the body stands."""
    left, width, top = place
    total = curve.levels[-1].last
    for one in curve.levels:
        room = width * (one.last - one.first + 1) / total
        if room < ROOM:
            continue
        middle = left + width * (one.first + one.last - 1) / 2 / total
        text = counted(one.zone, "package") if one.zone else "no deal"
        page.block(
            middle,
            top - 0.24,
            text,
            room,
            0.22,
            BODY,
            align="center",
            color=INK if one.zone else CLOSED,
        )
    _stands(page, curve, left, width, top - 0.5)


def _stands(page: Page, curve: Tightness, left: float, width: float, y: float) -> None:
    """Say over its line where the body stands."""
    total = curve.levels[-1].last
    at = left + width * (curve.needs - 0.5) / total
    align = "left" if curve.needs <= total / 2 else "right"
    words = f"as it is: {curve.needs:,} of {total:,} votes"
    page.block(at, y, words, width / 2, 0.22, SMALL, align=align, bold=True)


def _alt(curve: Tightness, name: str, body: str) -> str:
    parts = [f"{body} needs {curve.needs:,} of {curve.levels[-1].last:,} votes."]
    parts += [f"{said}." for _, said in _levels(curve, name)]
    return " ".join(parts)


def _levels(curve: Tightness, name: str) -> Iterator[tuple[NeedsLevel, str]]:
    """Give every stretch of votes, and say what it leaves."""
    for one in curve.levels:
        votes = f"{one.first:,}" if one.first == one.last else f"{one.first:,} to {one.last:,}"
        ends = one.gains.get(CRITERION)
        said = (
            "no deal" if ends is None else f"{counted(one.zone, 'package')}, {name} {_ends(ends)}"
        )
        yield one, f"{votes} needed: {said}"


def _ends(ends: tuple[Any, Any]) -> str:
    least, most = map(gain_in_words, ends)
    return least if least == most else f"{least} to {most}"


KIND = Kind(
    "tied_hands",
    "What is it worth to an actor that a body behind it is hard to win?",
    draw,
    needs=at_home,
    applies=lambda _, found: found is not None and found.tightness is not None,
    part="ratify",
)
