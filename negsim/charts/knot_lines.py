"""Knots on a narrow sheet: demands below one another, and beside them a line per knot, numbered where it meets one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from negsim.charts.headlines import name_of
from negsim.charts.knot_rows import LEAST, Numbered, grounds, owned
from negsim.charts.page import Page, evenly
from negsim.charts.style import BODY, DASHES, INK, LEAD, MUTED, OPPOSED, ORANGE, PURPLE
from negsim.charts.words import fit, width_of
from negsim.questions.zone.demands import says
from negsim.questions.zone.result import Conflict, Findings
from negsim.space.members import Member

LINES = 6  # beside one another; more knots go on below, with the demands that they join
_STEP = 0.21  # inches from line to line, more where numbers are wider


def look_of(number: int) -> tuple[str, object]:
    """Give the colour and the dashes of a knot's line, that of the first by 0."""
    return OPPOSED[number % len(OPPOSED)], DASHES[(number // 2) % len(DASHES)]


def tag(page: Page, x: float, y: float, number: int, color: str) -> None:
    """Number a place where a knot's line meets a demand, that of the first by 0, so that no line need be followed."""
    page.dot(x, y, color=color, size=max(14.0, 72 * _width(number) + 2), zorder=6)
    page.axes.text(
        x,
        y + LEAST * 0.36 / 72,
        str(number + 1),
        size=LEAST,
        color="white" if color not in {ORANGE, PURPLE} else INK,
        weight="bold",
        ha="center",
        va="baseline",
        parse_math=False,
        zorder=7,
    )


def _width(number: int) -> float:
    """Give the inches of a knot's number, that of the first by 0."""
    return width_of(str(number + 1), LEAST, bold=True)


def draw_lines(
    page: Page,
    findings: Findings,
    columns: Mapping[str, Sequence[Member]],
    shown: Sequence[Conflict],
) -> float:
    """Draw all knots, some after the others where they are many, and give where they end."""
    y = page.top
    for number, some in enumerate(evenly(list(enumerate(shown, start=1)), LINES)):
        y = _block(page, findings, columns, some, y + (0.2 if number else 0.0))
    return y


def _block(
    page: Page,
    findings: Findings,
    columns: Mapping[str, Sequence[Member]],
    block: Sequence[Numbered],
    y: float,
) -> float:
    step = max(_STEP, max(_width(n - 1) for n, _ in block) + 0.03)
    places = {n: page.left + step / 2 + k * step for k, (n, _) in enumerate(block)}
    left = max(places.values()) + step / 2 + 0.1
    ends: dict[int, list[float]] = {}
    for actor, some in owned(columns, block):
        name = name_of(findings, actor) if actor else "Rules"
        y += page.block(left, y, name, page.right - left, 0.6, LEAD, bold=True) + 0.04
        for member in some:
            tall = _box(page, findings, member, left, y)
            middle = y + tall / 2
            for number, conflict in block:
                if member.path in conflict.paths:
                    color, dash = look_of(number - 1)
                    page.line([places[number], left], [middle] * 2, color=color, width=2)
                    tag(page, places[number], middle, number - 1, color)
                    ends.setdefault(number, []).append(middle)
            y += tall + 0.1
        y += 0.06
    for number, some_y in ends.items():
        color, dash = look_of(number - 1)
        ends_at = [min(some_y), max(some_y)]
        page.line([places[number]] * 2, ends_at, color=color, width=3, dash=dash, zorder=2)
    return y


def _box(page: Page, findings: Findings, member: Member, x: float, y: float) -> float:
    """Draw a demand, what it says and what it rests on, and give its height."""
    room = page.right - x - 0.2
    words = fit(says(findings, member, None), room, 4.0, BODY)
    small = fit(grounds(member), room, 4.0, LEAST)
    tall = words.height + small.height + 0.18
    dash = (0, (4, 2)) if member.is_assumed else "-"
    width = page.right - x - 0.02
    page.box(
        x, y, width, tall, fill="white", edge=INK, line=1.2, dash=dash, zorder=3, round_by=0.06
    )
    top = y + 0.06
    top += page.lines(x + 0.1, top, words) + 0.02
    page.lines(x + 0.1, top, small, color=MUTED)
    return tall
