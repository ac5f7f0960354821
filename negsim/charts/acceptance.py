"""The wall: every option of every issue, who cannot have it and through what, who can live with it, or wants it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from negsim.charts.headlines import answer, names_of
from negsim.charts.kind import Kind
from negsim.charts.output import Picture
from negsim.charts.page import Mark, Page
from negsim.charts.stances import (
    KEY,
    LOOKS,
    THROUGH,
    against_others,
    chip,
    counted_by_option,
    refuses,
)
from negsim.charts.style import AGAINST, BODY, FAINT, INK, LEAST, MUTED, SMALL, ZONE
from negsim.charts.words import clean, counted, fit_all, height_of
from negsim.language.model.issues import Issue
from negsim.language.words import option_label
from negsim.questions.acceptance.find import Acceptance, Stance
from negsim.questions.zone.result import Findings

ACROSS = 6  # cells of a line
LINES = 13  # of the wall
ASK = 2.55  # inches of the questions
_MOST_HEIGHT = 0.8  # inches of a line
_REFUSED = ("own_lines", "rules")  # in every feasible package


@dataclass(frozen=True)
class WallCell:
    """One option, or a run of options that everybody takes alike."""

    options: tuple[str, ...]
    label: str
    stances: tuple[Stance, ...]  # per actor shown
    is_possible: bool


@dataclass(frozen=True)
class WallRow:
    """One issue."""

    issue: Issue
    cells: tuple[WallCell, ...]
    colliding: frozenset[int]  # actors whose red lines on it take part in a conflict

    @property
    def lines(self) -> int:
        """How many lines of the wall it takes."""
        return -(-len(self.cells) // ACROSS)

    @property
    def is_refused(self) -> bool:
        """Whether anybody cannot have any option of it."""
        return any(cell.is_possible and {*THROUGH} & {*cell.stances} for cell in self.cells)


def draw(findings: Findings, found: Acceptance) -> Picture:
    """Draw the wall; issues that nobody minds are left out where there is no room for all.

    Parameters
    ----------
    findings : Findings
    found : Acceptance
        From `negsim.questions.acceptance.find`.
    """
    actors = [actor.id for actor in findings.scenario.actors]
    rows = [_row(findings, found, issue, actors) for issue in findings.scenario.issues]
    shown = _shown(rows)
    alone = against_others(findings, found)
    page = Page(
        findings, _title(findings, rows), _lead(rows, shown, alone), _alt(findings, rows, alone)
    )
    if not findings.feasible:
        page.note("There is no feasible package, so that nobody can accept or refuse any.")
        return page.picture
    y = page.top - 0.06 + _key(page, findings, rows, actors) + 0.06
    lines = sum(row.lines for row in shown)
    height = min(_MOST_HEIGHT, (page.bottom - y) / max(1, lines))
    for row in shown:
        _draw_row(page, findings, row, y, height)
        y += height * row.lines
    return page.picture


def _row(findings: Findings, found: Acceptance, issue: Issue, actors: list[str]) -> WallRow:
    cells: list[WallCell] = []
    for option in issue.options:
        possible = found.is_possible(issue.id, option.id)
        stances = tuple(found.stance(actor, issue.id, option.id) for actor in actors)
        cell = WallCell((option.id,), option_label(issue, option.id), stances, possible)
        last = cells[-1] if cells else None
        if issue.is_ordered and last and _alike(last, cell) and len(issue.options) > ACROSS:
            first = option_label(issue, last.options[0]) if issue.range is None else last.options[0]
            label = f"{first} to {cell.label}"
            cells[-1] = WallCell((*last.options, option.id), label, stances, possible)
        else:
            cells.append(cell)
    return WallRow(issue, tuple(cells), _colliding(findings, issue.id, actors))


def _alike(one: WallCell, other: WallCell) -> bool:
    return one.stances == other.stances and one.is_possible == other.is_possible


def _colliding(findings: Findings, issue: str, actors: list[str]) -> frozenset[int]:
    found = set()
    for conflict in findings.conflicts:
        for member in conflict.members:
            line = findings.scenario.red_lines.get(member.path)
            if line is None or line.clause is None or member.actor is None:
                continue
            if issue in line.clause.issues():
                found.add(actors.index(member.actor))
    return frozenset(found)


def _shown(rows: list[WallRow]) -> list[WallRow]:
    """Choose the issues there is room for: those that collide, those refused, the rest; in the file's order."""
    ranked = sorted(rows, key=lambda row: (not row.colliding, not row.is_refused))
    chosen: list[WallRow] = []
    for row in ranked:
        if not chosen or sum(one.lines for one in chosen) + row.lines <= LINES:
            chosen.append(row)
    return [row for row in rows if row in chosen]


def _title(findings: Findings, rows: list[WallRow]) -> str:
    colliding = [row.issue.ask for row in rows if row.colliding]
    if not colliding or findings.zone.is_open:
        return answer(findings)
    who = sorted({actor for row in rows for actor in row.colliding})
    names = names_of(findings, [findings.space.actors[a] for a in who])
    verb = "collide" if len(who) > 1 else "collides with itself"
    more = f" and {counted(len(colliding) - 1, 'other issue')}" if len(colliding) > 1 else ""
    return f"{names} {verb} over “{colliding[0]}”{more}"


def _lead(rows: list[WallRow], shown: list[WallRow], alone: str) -> str:
    text = (
        "By red lines alone: who refuses an option by its own lines, who only through a rule, who only with"
        " what others insist on; who can live with it, and who likes it best."
    )
    left = len(rows) - len(shown)
    if left:
        text += f" {counted(left, 'issue')} with less at stake left out."
    return " ".join(filter(None, (text, alone)))


def _alt(findings: Findings, rows: list[WallRow], alone: str) -> str:
    parts = []
    for row in rows:
        said = []
        for number, actor in enumerate(findings.scenario.actors):
            by_stance = {
                stance: [
                    c.label for c in row.cells if c.is_possible and c.stances[number] == stance
                ]
                for stance in THROUGH
            }
            said += refuses(actor.name, by_stance)
        if said:
            parts.append(f"{row.issue.ask} {'; '.join(said)}.")
    told = " ".join(parts) or "Nobody refuses any option, by red lines alone."
    return " ".join(filter(None, (told, alone)))


def _key(page: Page, findings: Findings, rows: list[WallRow], actors: list[str]) -> float:
    """Draw what the boxes mean and who they are, and give the height."""
    y = page.top - 0.06
    drawn = {one for row in rows for cell in row.cells if cell.is_possible for one in cell.stances}
    marks: list[Mark] = [
        (words, partial(_mark, page, y, stance)) for stance, words in KEY.items() if stance in drawn
    ]
    if findings.zone.is_open:
        share = lambda x: page.box(x, y + 0.08, 0.3, 0.05, fill=ZONE)  # noqa: E731
        marks.append(("share of the zone", share))
    elif any(row.colliding for row in rows):
        collide = lambda x: page.box(x, y + 0.02, 0.3, 0.16, edge=AGAINST, line=2)  # noqa: E731
        marks.append(("collide", collide))
    page.key(y, marks)
    each = page.width / len(actors)
    labels = [f"{number} {_named(findings, actor)}" for number, actor in enumerate(actors, start=1)]
    fitted = fit_all(labels, each - 0.1, 0.29, SMALL, bold=True)
    for number, label in enumerate(fitted):
        page.lines(page.left + number * each, y + 0.24, label, bold=True)
    return 0.24 + max(label.height for label in fitted)


def _mark(page: Page, y: float, stance: Stance, x: float) -> None:
    chip(page, x, y + 0.02, 0.3, 0.16, stance)


def _named(findings: Findings, actor: str) -> str:
    spec = findings.scenario.actor[actor]
    return spec.name + (" (not asked)" if spec.consent.kind == "never" else "")


def _draw_row(page: Page, findings: Findings, row: WallRow, y: float, height: float) -> None:
    page.line([page.left, page.right], [y, y], color=FAINT, width=0.5)
    size = BODY if height > 0.6 else SMALL
    ask = 0.06
    color = AGAINST if row.colliding and not findings.zone.is_open else INK
    page.block(
        page.left,
        y + ask,
        row.issue.ask,
        ASK - 0.2,
        height * row.lines - 0.1,
        size,
        bold=True,
        color=color,
    )
    across = min(ACROSS, max(4, len(row.cells)))
    width = (page.width - ASK) / across
    chip = max(0.12, height * 0.24)
    label = height - chip - 0.105
    fitted = fit_all([clean(cell.label) for cell in row.cells], width - 0.12, label, size)
    label = max(one.height for one in fitted)
    for number, cell in enumerate(row.cells):
        line, column = divmod(number, across)
        x, top = page.left + ASK + column * width, y + line * height
        page.lines(x, top + 0.025, fitted[number], color=INK if cell.is_possible else MUTED)
        gap = 0.035 if height < 0.5 else 0.08
        _draw_cell(page, findings, row, cell, x, top + gap + label, width - 0.12, chip)


def _draw_cell(
    page: Page,
    findings: Findings,
    row: WallRow,
    cell: WallCell,
    x: float,
    y: float,
    width: float,
    height: float,
) -> None:
    if not cell.is_possible:
        page.block(x, y, "in no feasible package", width, height, LEAST + 1, color=MUTED)
        return
    each = width / len(cell.stances)
    size = max(LEAST, min(SMALL, height * 72 * 0.62))
    for number, stance in enumerate(cell.stances):
        left = x + number * each
        chip(page, left, y, each - 0.03, height, stance)
        collides = number in row.colliding and stance in _REFUSED
        if collides and not findings.zone.is_open:
            page.box(left, y, each - 0.03, height, edge=AGAINST, line=2.4, zorder=4)
        center = left + (each - 0.03) / 2
        if LOOKS[stance][2]:
            page.box(
                center - size / 72 * 0.5,
                y + height * 0.14,
                size / 72,
                height * 0.72,
                fill="white",
                zorder=2,
            )
        page.block(
            center,
            y + (height - height_of(1, size)) / 2,
            str(number + 1),
            each,
            height,
            size,
            color="white" if stance == "wanted" else INK,
            align="center",
            bold=collides,
        )
    zone = findings.zone
    if zone.is_open:
        share = sum(zone.options[row.issue.id][option] for option in cell.options) / zone.size
        page.line([x, x + width - 0.03], [y + height + 0.04] * 2, color=FAINT, width=0.4)
        if share:
            page.box(x, y + height + 0.015, (width - 0.03) * share, 0.05, fill=ZONE)


KIND = Kind(
    "acceptance",
    "Who cannot have which option, and through what?",
    draw,
    needs=counted_by_option,
)
