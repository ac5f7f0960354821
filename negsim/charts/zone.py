"""The zone picture: what pairs of actors have from every package, where both do better than without a deal."""

from __future__ import annotations

from math import inf

from negsim.charts.headlines import answer, candidate_name, name_of, names_of, short_name_of
from negsim.charts.kind import Kind
from negsim.charts.output import Picture
from negsim.charts.page import Page
from negsim.charts.style import (
    BODY,
    CLOSED_HATCH,
    CLOUD,
    DEEP_ZONE,
    FAINT,
    INK,
    MARKERS,
    MUTED,
    PALE,
    SMALL,
)
from negsim.charts.words import counted
from negsim.charts.zone_panel import Mark, Panel
from negsim.language.phrases import points
from negsim.questions.acceptance.cloud import Cloud, cloud
from negsim.questions.packages.find import nearest_misses, shortlist
from negsim.questions.zone.result import Deal, Findings

KEY = 3.3  # inches of the key at the right
# Whose yes alone is lacking, the most packages first: told apart, and from the cloud, in black and white too. A dark
# page changes none of them: cells are an image, which keeps its own, and the key must show the same.
_LACKING = ("#E8A317", "#1B6CA8", "#D9662B")
NAMED = 6.0  # inches at most of what a mark is and what each gains, on a narrow sheet
FEW = 4  # actors whose gains are all named


def draw(findings: Findings, cloud: Cloud) -> Picture:
    """Draw one panel per pair; a histogram where there is only one actor.

    Parameters
    ----------
    findings : Findings
    cloud : Cloud
        From `negsim.questions.acceptance.cloud`.
    """
    marks = _marks(findings)
    page = Page(findings, answer(findings), _lead(findings, cloud), _alt(findings, cloud, marks))
    if not cloud.pairs or not findings.feasible:
        page.note("There is no feasible package to show.")
        return page.picture
    panels = cloud.pairs
    lacking, is_drawn = _lacking(cloud), cloud.drawn is not None
    if page.sheet.is_narrow:
        y = _key(page, findings, cloud, marks, (page.left, page.top), page.width)
        for pair in panels:
            page.line([page.left, page.right], [y + 0.08] * 2, color=PALE)
            panel = Panel(page, findings, pair, lacking, is_small=True, is_drawn=is_drawn)
            y = panel.below(y + 0.18, marks)
        page.end(y)
        return page.picture
    columns = 1 if len(panels) == 1 else 2 if len(panels) in {2, 4} else 3
    rows = -(-len(panels) // columns)
    width = (page.width - KEY - 0.2) / columns
    height = page.height / rows
    for number, pair in enumerate(panels):
        row, column = divmod(number, columns)
        is_small = len(panels) > 2
        panel = Panel(page, findings, pair, lacking, is_small=is_small, is_drawn=is_drawn)
        x, y = page.left + column * width, page.top + row * height
        panel.draw(x, y, width, height, marks, is_named=len(panels) <= 2)
    corner = page.right - KEY + 0.15, page.top + 0.1
    _key(page, findings, cloud, marks, corner, KEY - 0.15)
    return page.picture


def _lead(findings: Findings, cloud: Cloud) -> str:
    if cloud.pairs and cloud.pairs[0].y is None:
        return "Every feasible package, by what it is worth to the only actor asked."
    text = "Every feasible package, by what it is worth to each of two (points: 0 worst, 100 best)."
    if cloud.drawn is not None:
        some = f"{cloud.drawn:,} packages drawn at random, each"
        text = text.replace("Every feasible package,", some)
    if len(cloud.pairs) > 1:
        text = text.replace("two", "two of them")
    if cloud.total_pairs > len(cloud.pairs):
        text += f" Of {cloud.total_pairs} pairs, those that agree on least."
    if not findings.zone.is_open and findings.feasible and findings.corrections:
        text += " The marks are the nearest misses."
    return text


def _alt(findings: Findings, cloud: Cloud, marks: list[Mark]) -> str:
    parts = []
    about = "" if cloud.drawn is None else "about "
    for pair in cloud.pairs:
        if pair.y is None:
            parts.append(
                f"A histogram of {counted(findings.feasible, 'package')} by the utility of"
                f" {name_of(findings, pair.x.actor)}."
            )
            continue
        both = names_of(findings, (pair.x.actor, pair.y.actor))
        parts.append(
            f"A cloud of {counted(findings.feasible, 'package')} by the utilities of {both};"
            f" {about}{pair.above:,} of them leave both at or above their walk-away,"
            f" {findings.zone.size:,} are in the zone."
        )
    for mark in marks:
        gains = ", ".join(
            f"{name_of(findings, actor)} {points(mark.candidate.deal.gains[actor])}"
            for actor in findings.frontier.over
        )
        parts.append(f"{mark.name}: gains, in points of 100, {gains}.")
    return " ".join(parts)


def _marks(findings: Findings) -> list[Mark]:
    if findings.zone.is_open:
        chosen = [one for one in shortlist(findings) if one.why == "solution"]
    else:
        chosen = list(nearest_misses(findings, 3))
    return [
        Mark(one, candidate_name(findings, one), MARKERS[number], INK)
        for number, one in enumerate(chosen)
    ]


def _lacking(cloud: Cloud) -> dict[str, str]:
    """Give those whose yes alone most packages lack, and a colour for each."""
    order = sorted(cloud.lacking, key=lambda actor: -cloud.lacking[actor])
    return dict(zip(order, _LACKING, strict=False))


def _gains(findings: Findings, deal: Deal, most: float) -> str:
    """Say what each gains; of more than so many, what the worst-off and the best-off do."""
    over = sorted(findings.frontier.over, key=lambda actor: deal.gains[actor])
    if len(over) <= most:
        over = list(findings.frontier.over)
    else:
        over = [over[0], over[-1]]
    said = [f"{short_name_of(findings, actor)} {points(deal.gains[actor])}" for actor in over]
    left = len(findings.frontier.over) - len(over)
    return f"{said[0]} to {said[1]}, {left} between" if left else ", ".join(said)


def _key(
    page: Page,
    findings: Findings,
    cloud: Cloud,
    marks: list[Mark],
    corner: tuple[float, float],
    width: float,
) -> float:
    """Say what colours, lines and marks are, from a corner down, and give where that ends."""
    x, y = corner
    text, room = x + 0.42, width - 0.42
    is_open = findings.zone.is_open

    def entry(words: str, color: str = INK, most: float = 0.5) -> float:
        return page.block(text, y, words, room, most, SMALL + 0.5, color=color) + 0.1

    page.box(x, y, 0.28, 0.16, fill=CLOUD)
    shade = ", stronger where there are more" if cloud.pairs[0].feasible_points is None else ""
    y += entry(f"{counted(findings.feasible, 'feasible package')}{shade}")
    if is_open:
        page.box(x, y, 0.28, 0.16, fill=DEEP_ZONE)
        y += entry(f"the zone: {counted(findings.zone.size, 'package')}")
    else:
        page.box(x, y, 0.28, 0.16, edge=FAINT, line=0.4, hatch=CLOSED_HATCH)
        y += entry("where both would do better than without a deal: not one package suits all")
    for actor, color in _lacking(cloud).items():
        page.box(x, y, 0.28, 0.16, fill=color)
        y += entry(f"all but {short_name_of(findings, actor)} would sign: {cloud.lacking[actor]:,}")
    rest = sum(cloud.lacking.values()) - sum(cloud.lacking[a] for a in _lacking(cloud))
    if rest:
        page.box(x, y, 0.28, 0.16, fill=CLOUD)
        y += entry(f"all but one of the others: {rest:,}")
    page.line([x, x + 0.28], [y + 0.08] * 2, width=1.4, dash=(0, (5, 2)))
    y += entry("walk-away: what each has without a deal")
    if cloud.pairs[0].y is not None:
        page.line([x, x + 0.28], [y + 0.08] * 2, width=0.8)
        y += entry("frontier: no feasible package is better for both")
    if not marks:
        return y
    y += 0.08
    page.line([x, x + width], [y, y], color=PALE, width=1)
    y += 0.1
    head = "Solutions" if is_open else "Nearest misses"
    head += ": gains, points of 100"
    y += page.block(x, y, head, width, 0.3, BODY, bold=True) + 0.08
    is_narrow = page.sheet.is_narrow
    each = NAMED if is_narrow else (page.bottom - y) / len(marks)
    tall = each * 0.5 if is_narrow else min(0.62, each * 0.5)
    for mark in marks:
        end = y + each
        page.dot(x + 0.14, y + 0.09, mark.symbol, color=mark.color, size=9)
        y += page.block(text, y, mark.name, room, tall, SMALL + 0.5, bold=True)
        gains = _gains(findings, mark.candidate.deal, inf if is_narrow else FEW)
        y += page.block(text, y, gains, room, max(0.2, end - y - 0.1), SMALL, color=MUTED) + 0.1
        y = min(y, end)
    return y


KIND = Kind(
    "zone",
    "Is there room where everybody does better than without a deal?",
    draw,
    needs=cloud,
    instead="conflicts",
)
