"""The classical picture of a zone of possible agreement, for every ordered issue: who can go how far."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from negsim.charts.headlines import answer, names_of
from negsim.charts.kind import Kind
from negsim.charts.ladder_scale import Scale, Stretched, draw_scale, least_height
from negsim.charts.output import SLIDE, Picture, bound
from negsim.charts.page import Mark, Page, in_columns
from negsim.charts.stances import chip, counted_by_option
from negsim.charts.stretches import runs
from negsim.charts.style import BLUE, CLOSED_HATCH, FAINT, PALE_ZONE, SKY, UNASKED, ZONE
from negsim.charts.words import counted, joined
from negsim.language.model.issues import Issue
from negsim.language.words import option_label
from negsim.questions.acceptance.find import Acceptance, Stance
from negsim.questions.zone.result import Findings

KEY = 0.24  # inches
BETWEEN = 0.45  # inches of two columns
WIDE = 3  # scales that stand below one another across the whole page
FEW = 5  # rows of a scale, up to which those with the same limits have a row for each best option


def draw(findings: Findings, found: Acceptance) -> Picture:
    """Draw a scale for each ordered issue, on as many pages as it takes; whoever goes equally far shares a row.

    Parameters
    ----------
    findings : Findings
    found : Acceptance
        From `negsim.questions.acceptance.find`.
    """
    scales = [
        _scale(findings, found, issue) for issue in findings.scenario.issues if issue.is_ordered
    ]
    title, lead, alt = _title(findings, scales), _lead(findings, scales), _alt(findings, scales)
    page = Page(findings, title, lead, alt)
    if not findings.feasible or not scales:
        page.note(
            "No issue of this scenario has options in an order."
            if findings.feasible
            else "There is no feasible package to measure."
        )
        return page.picture
    if page.sheet.is_narrow:
        y = page.top
        y += _key(page, y, findings, scales) + 0.12
        for scale in scales:
            height = least_height(findings, scale, page.width)
            draw_scale(page, findings, scale, (page.left, y, page.width, height))
            y += height + 0.12
        page.end(y - 0.2)  # what parts a scale from the next
        return page.picture
    across = 1
    columns = _columns(findings, scales, page, across)
    if len(scales) > WIDE or len(columns) > 1:
        across = 2
        columns = _columns(findings, scales, page, across)
    tallest = max(_least(findings, some, _width(page, across)) for some in columns)
    height = SLIDE[1] + max(0.0, tallest - (page.height - KEY))
    pages: list[Picture] = []
    while columns:
        about = alt if not pages else "What goes on from the page before."
        page = Page(findings, title, lead, about, height=height)
        _key(page, page.top - 0.06, findings, scales)
        for number, some in enumerate(columns[:across]):
            _column(page, findings, some, number, _width(page, across))
        pages.append(page.picture)
        columns = columns[across:]
    return bound(pages)


def _width(page: Page, across: int) -> float:
    return (page.width - BETWEEN * (across - 1)) / across


def _least(findings: Findings, some: Sequence[Scale], width: float) -> float:
    return sum(least_height(findings, scale, width) for scale in some)


def _columns(
    findings: Findings, scales: Sequence[Scale], page: Page, across: int
) -> list[list[Scale]]:
    """Fill columns in the file's order: as few as hold all, and then as even as can be."""
    width = _width(page, across)
    heights = [least_height(findings, scale, width) for scale in scales]
    columns = in_columns(heights, page.height - KEY, across)
    return [[scales[k] for k in some] for some in columns]


def _column(
    page: Page, findings: Findings, some: Sequence[Scale], number: int, width: float
) -> None:
    least = [least_height(findings, scale, width) for scale in some]
    spare = max(0.0, page.height - KEY - sum(least))
    rows = sum(len(scale.stretches) for scale in some)
    each = min(0.34, spare / rows)  # what a row may have beside what it needs
    x, y = page.left + number * (width + BETWEEN), page.top + KEY
    for scale, needed in zip(some, least, strict=True):
        height = needed + each * len(scale.stretches)
        draw_scale(page, findings, scale, (x, y, width, height))
        y += height


def _scale(findings: Findings, found: Acceptance, issue: Issue) -> Scale:
    possible = {o.id for o in issue.options if found.is_possible(issue.id, o.id)}
    overlap = {issue.position[option] for option in possible}
    each = []
    for actor in findings.scenario.actors:
        livable = tuple(issue.position[o] for o in found.livable(actor.id, issue.id))
        best = found.wanted[actor.id][issue.id]
        refused = {o: found.refusal(actor.id, issue.id, o) for o in issue.position}
        ruled, crowded = (
            tuple(issue.position[o] for o, why in refused.items() if why == one)
            for one in ("rules", "others")
        )
        # Whom a package does not ask cannot keep its options off the table.
        unopposed = found.unopposed[actor.id][issue.id]
        overlap &= {issue.position[option] for option, count in unopposed.items() if count}
        each.append(
            Stretched(
                (actor.id,),
                livable,
                ruled,
                crowded,
                tuple(k for k in livable if issue.options[k].id in best),
                is_asked=actor.consent.kind != "never",
                takes_all=len(livable) == len(possible) and not crowded,
            )
        )
    rows = _together(each, lambda one: (*one.limits, one.wanted))
    if len(rows) > FEW:
        rows = _together(each, lambda one: one.limits)
    rows.sort(key=lambda one: one.takes_all)
    return Scale(issue, tuple(rows), tuple(sorted(overlap)))


def _together(
    each: Sequence[Stretched], key: Callable[[Stretched], tuple[object, ...]]
) -> list[Stretched]:
    """Give those that are alike one row, in the order of the first of each."""
    rows: dict[tuple[object, ...], Stretched] = {}
    for one in each:
        rows[key(one)] = rows[key(one)].with_other(one) if key(one) in rows else one
    return list(rows.values())


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


def _lead(findings: Findings, scales: list[Scale]) -> str:
    text = (
        "How far each can go by red lines: its own, and where rules or what others insist on stop it short of"
        " these. An overlap on every issue is needed for a deal, and is not enough."
    )
    unordered = len(findings.scenario.issues) - len(scales)
    if unordered:
        have = "has" if unordered == 1 else "have"
        text += f" {counted(unordered, 'issue')} {have} no order, and no scale."
    return text


def _alt(findings: Findings, scales: list[Scale]) -> str:
    parts = []
    for scale in scales:
        said = [
            text
            for stretch in scale.stretches
            if (text := _goes(scale.issue, names_of(findings, stretch.actors), stretch))
        ]
        common = _stretch(scale.issue, scale.overlap)
        found = f"all can live with {common}" if scale.overlap else "no overlap"
        parts.append(f"{scale.issue.ask} {'; '.join([*said, found])}.")
    return " ".join(parts) or "There is no ordered issue."


def _goes(issue: Issue, name: str, one: Stretched) -> str:
    """Say how far somebody can go, and what stops it short of its own red lines; nothing where nothing does."""
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
    for run in runs(places):
        ends = dict.fromkeys((run[0], run[-1]))
        named.append(" to ".join(f"“{option_label(issue, issue.options[k].id)}”" for k in ends))
    return joined(named)


def _key(page: Page, y: float, findings: Findings, scales: Sequence[Scale]) -> float:
    stretches = [stretch for scale in scales for stretch in scale.stretches]

    def own(x: float, y: float) -> None:
        page.box(x, y + 0.05, 0.34, 0.1, fill=SKY)
        page.line([x, x], [y + 0.02, y + 0.18], width=2)

    def only(stance: Stance) -> Callable[[float, float], None]:
        return lambda x, y: chip(page, x, y + 0.05, 0.34, 0.1, stance)

    def dot(marker: str, color: str) -> Callable[[float, float], None]:
        return lambda x, y: page.dot(x + 0.17, y + 0.1, marker, color=color, size=6)

    def field(**look: str) -> Callable[[float, float], None]:
        return lambda x, y: page.box(x, y + 0.01, 0.34, 0.18, line=0.4, **look)  # type: ignore[arg-type]

    marks: list[Mark] = [("can live with; bar: its own red line", own)]
    if any(not one.is_asked for one in stretches):
        grey = "not asked"
        marks.append((grey, lambda x, y: page.box(x, y + 0.05, 0.34, 0.1, fill=UNASKED)))
    if any(one.ruled for one in stretches):
        marks.append(("only a rule stops it", only("rules")))
    if any(one.crowded for one in stretches):
        marks.append(("only what others insist on", only("others")))
    if any(one.wanted for one in stretches):
        marks.append(("likes best", dot("D", BLUE)))
    if any(scale.overlap for scale in scales):
        marks.append(("✓ all asked can live with it", field(fill=PALE_ZONE)))
    if any(scale.is_closed for scale in scales):
        marks.append(("✕ nothing suits all", field(edge=FAINT, hatch=CLOSED_HATCH)))
    if findings.zone.is_open:
        marks.append(("in the zone", dot("v", ZONE)))
    return page.key(y, marks)


KIND = Kind(
    "ladder",
    "How far can each go on every issue, and where do they overlap?",
    draw,
    needs=counted_by_option,
    applies=lambda findings, _: any(
        issue.is_ordered or issue.is_numeric for issue in findings.scenario.issues
    ),
)
