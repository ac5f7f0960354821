"""The wall: every option of every issue, green where nobody refuses it, else hatched with the names of who does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from negsim.charts.headlines import answer
from negsim.charts.kind import Kind
from negsim.charts.output import Picture, bound
from negsim.charts.page import Page
from negsim.charts.stances import against_others, counted_by_option
from negsim.charts.style import (
    AGAINST,
    BLUE,
    BODY,
    CLOSED,
    DEEP_ZONE,
    FAINT,
    INK,
    LEAST,
    MUTED,
    PALE_AGAINST,
    PALE_ZONE,
    REFUSED_HATCH,
    SMALL,
    ZONE,
)
from negsim.charts.words import clean, counted, fit, fit_all, height_of, width_of, wrap
from negsim.language.model.issues import Issue
from negsim.language.phrases import in_letters
from negsim.language.short_names import short_actor, short_issue, short_option
from negsim.language.words import option_label
from negsim.questions.acceptance.find import Acceptance
from negsim.questions.zone.result import Findings

ACROSS = 6  # cells of a line
ASK = 2.3  # inches of the questions
SHORTER = (32, 24, 16)  # characters of a name, where it has none that is short
LINE = (0.43, 1.7)  # inches of a line, at least and at most
_NO, _YES, _BEST = "✕", "✓", "◆"
RULE = "°"  # behind the name of whoever refuses only through a rule


@dataclass(frozen=True)
class WallCell:
    """One option, or a run of options that everybody takes alike."""

    options: tuple[str, ...]
    label: str
    short: str
    refused_by: tuple[str, ...]  # of those asked
    ruled_out_for: tuple[str, ...]  # of these, those who refuse it only through a rule
    liked_by: tuple[str, ...]  # who like it best of what they can live with
    is_possible: bool

    @property
    def takes(self) -> tuple[object, ...]:
        """How everybody takes it."""
        return self.refused_by, self.ruled_out_for, self.liked_by, self.is_possible

    @property
    def is_green(self) -> bool:
        """Whether it can be had, and nobody asked refuses it."""
        return self.is_possible and not self.refused_by


@dataclass(frozen=True)
class WallRow:
    """One issue."""

    issue: Issue
    cells: tuple[WallCell, ...]

    @property
    def lines(self) -> int:
        """How many lines of the wall it takes."""
        return -(-len(self.cells) // ACROSS)

    @property
    def is_closed(self) -> bool:
        """Whether somebody refuses each of its options."""
        return not any(cell.is_green for cell in self.cells)


def draw(findings: Findings, acceptance: Acceptance) -> Picture:
    """Draw the wall, on as many pages as it takes.

    Parameters
    ----------
    findings : Findings
    acceptance : Acceptance
        From `negsim.questions.acceptance.find`.
    """
    rows = [_row(findings, acceptance, issue) for issue in findings.scenario.issues]
    title, alt = _title(findings, rows), _alt(findings, rows)
    page = Page(findings, title, _lead(findings, rows, acceptance), alt)
    if not findings.feasible:
        page.note("There is no feasible package, so that nobody can accept or refuse any.")
        return page.picture
    pages: list[Picture] = []
    left = list(rows)
    room = int(page.height / LINE[0])
    parts = -(-sum(row.lines for row in rows) // room)
    even = -(-sum(row.lines for row in rows) // parts)
    while left:
        some = _that_fit(left, min(room, even) if len(pages) + 1 < parts else room)
        _wall(page, findings, some)
        pages.append(page.picture)
        left = left[len(some) :]
        if left:
            page = Page(
                findings,
                title,
                _lead(findings, rows, acceptance),
                "What goes on from the page before.",
            )
    return bound(pages)


def _that_fit(rows: Sequence[WallRow], lines: int) -> list[WallRow]:
    some = [rows[0]]
    for row in rows[1:]:
        if sum(one.lines for one in some) + row.lines > lines:
            break
        some.append(row)
    return some


def _row(findings: Findings, acceptance: Acceptance, issue: Issue) -> WallRow:
    cells: list[WallCell] = []
    asked = [actor.id for actor in findings.scenario.actors if actor.consent.kind != "never"]
    for option in issue.options:
        how = {actor: acceptance.stance(actor, issue.id, option.id) for actor in asked}
        cell = WallCell(
            (option.id,),
            clean(option_label(issue, option.id)),
            clean(short_option(issue, option.id)),
            tuple(actor for actor in asked if how[actor] in ("own_lines", "rules")),
            tuple(actor for actor in asked if how[actor] == "rules"),
            tuple(actor for actor in asked if how[actor] == "wanted"),
            acceptance.is_possible(issue.id, option.id),
        )
        last = cells[-1] if cells else None
        if issue.is_ordered and last and _alike(last, cell) and len(issue.options) > ACROSS:
            first = option_label(issue, last.options[0]) if issue.range is None else last.options[0]
            label = clean(f"{first} to {option_label(issue, option.id)}")
            cells[-1] = WallCell(
                (*last.options, option.id),
                label,
                label,
                cell.refused_by,
                cell.ruled_out_for,
                cell.liked_by,
                cell.is_possible,
            )
        else:
            cells.append(cell)
    return WallRow(issue, tuple(cells))


def _alike(one: WallCell, other: WallCell) -> bool:
    return one.takes == other.takes


def _title(findings: Findings, rows: Sequence[WallRow]) -> str:
    closed = [row for row in rows if row.is_closed]
    if not findings.feasible or findings.scenario.agreement is not None:
        return answer(findings)
    if closed:
        if len(closed) == len(rows):
            return (
                "On no issue is there an option that nobody refuses"
                if len(rows) > 1
                else "There is no option that nobody refuses"
            )
        but = "one" if len(closed) == 1 else in_letters(len(closed))
        return f"On every issue but {but} there is an option that nobody refuses"
    if findings.zone.is_open:
        suit = "suits" if findings.zone.size == 1 else "suit"
        size = counted(findings.zone.size, "package")
        return f"On every issue there is an option that nobody refuses, and {size} {suit} all"
    return "On every issue there is an option that nobody refuses, yet no package of them suits all"


def _lead(findings: Findings, rows: Sequence[WallRow], acceptance: Acceptance) -> str:
    text = (
        "Refused: every feasible package with it crosses one of the red lines of whoever is named."
    )
    if any(cell.ruled_out_for for row in rows for cell in row.cells):
        text += f" {RULE} only through a rule."
    return " ".join(filter(None, (text, against_others(findings, acceptance))))


def _alt(findings: Findings, rows: Sequence[WallRow]) -> str:
    parts = []
    for row in rows:
        refused: dict[str, list[str]] = {}
        for cell in row.cells:
            for actor in cell.refused_by:
                refused.setdefault(actor, []).append(cell.label)
        if refused:
            said = [
                f"{findings.scenario.actor[actor].name} refuses {', '.join(labels)}"
                for actor, labels in refused.items()
            ]
            parts.append(f"{row.issue.ask} {'; '.join(said)}.")
    return " ".join(parts) or "Nobody refuses any option by itself."


def _wall(page: Page, findings: Findings, rows: Sequence[WallRow]) -> None:
    _key(page, findings)
    top = page.top + 0.2
    lines = sum(row.lines for row in rows)
    height = min(LINE[1], (page.bottom - top) / lines)
    cells = [cell for row in rows for cell in row.cells]
    across = max(min(ACROSS, max(3, len(row.cells))) for row in rows)
    narrow = (page.width - ASK) / across - 0.18
    two = height - 0.16 - height_of(1, LEAST)
    size = min(one.size for one in fit_all([cell.short for cell in cells], narrow, two, BODY))
    y = top
    for row in rows:
        _draw_row(page, findings, row, y, height, size)
        y += height * row.lines


def _key(page: Page, findings: Findings) -> None:
    x, y = page.left, page.top - 0.1
    page.box(x, y + 0.01, 0.3, 0.17, fill=PALE_ZONE)
    x += 0.36 + page_words(page, x + 0.36, y, f"{_YES} nobody refuses it", DEEP_ZONE)
    page.box(x, y + 0.01, 0.3, 0.17, fill=PALE_AGAINST, edge=AGAINST, line=0.3, hatch=REFUSED_HATCH)
    x += 0.36 + page_words(page, x + 0.36, y, f"{_NO} refused, by whom", CLOSED)
    x += page_words(page, x, y, f"{_BEST} who likes it best", BLUE)
    if findings.zone.is_open:
        page.box(x, y + 0.07, 0.3, 0.06, fill=ZONE)
        page_words(page, x + 0.36, y, "share of the packages that suit all", INK)


def page_words(page: Page, x: float, y: float, words: str, color: str) -> float:
    """Write a few words of a key, and give how much room they take, and what comes after them."""
    page.block(x, y, words, 4, 0.2, SMALL, color=color, bold=True)
    return width_of(words, SMALL, bold=True) + 0.35


def _draw_row(
    page: Page, findings: Findings, row: WallRow, y: float, height: float, size: float
) -> None:
    page.line([page.left, page.right], [y, y], color=FAINT, width=0.5)
    is_story = row.is_closed and not findings.zone.is_open
    ask = fit(row.issue.ask, ASK - 0.2, height * row.lines - 0.1, BODY, bold=True)
    if ask.lines[-1].endswith("…"):
        ask = fit(short_issue(row.issue), ASK - 0.2, height * row.lines - 0.1, BODY, bold=True)
    page.lines(page.left + 0.06, y + 0.06, ask, bold=True, color=CLOSED if is_story else INK)
    across = min(ACROSS, max(3, len(row.cells)))
    width = (page.width - ASK) / across
    for number, cell in enumerate(row.cells):
        line, column = divmod(number, across)
        box = (
            page.left + ASK + column * width,
            y + line * height + 0.03,
            width - 0.06,
            height - 0.06,
        )
        _draw_cell(page, findings, row, cell, box, size)
    if is_story:
        page.box(
            page.left - 0.05,
            y,
            page.width + 0.1,
            height * row.lines,
            edge=AGAINST,
            line=2.2,
            zorder=4,
        )


def _draw_cell(
    page: Page,
    findings: Findings,
    row: WallRow,
    cell: WallCell,
    box: tuple[float, float, float, float],
    size: float,
) -> None:
    x, y, width, height = box
    inner = width - 0.12
    below = height_of(1, LEAST)
    if not cell.is_possible:
        page.box(x, y, width, height, edge=FAINT, line=0.5, dash=(0, (4, 3)))
    elif cell.refused_by:
        page.box(
            x, y, width, height, fill=PALE_AGAINST, edge=AGAINST, line=0.25, hatch=REFUSED_HATCH
        )
        page.box(x + 0.03, y + 0.03, width - 0.06, height - 0.06, fill="#FFFFFFB8", zorder=1.5)
    else:
        page.box(x, y, width, height, fill=PALE_ZONE)
    label = fit(cell.label, inner, height - 0.08 - below, size, least=size)
    if label.lines[-1].endswith("…"):
        label = fit(cell.short, inner, height - 0.08 - below, size)
    page.lines(x + 0.06, y + 0.03, label, color=INK if cell.is_possible else MUTED)
    if not cell.is_possible:
        foot = y + height - below - 0.03
        page.block(x + 0.06, foot, "in no feasible package", inner, below, LEAST, color=MUTED)
        return
    bottom = y + height - 0.03
    lines = max(1, int((height - 0.08 - label.height) / below + 1e-9))
    color = DEEP_ZONE if cell.is_green else CLOSED
    liked = ""
    if lines == 1:  # both in one line, those who like it where there is room
        words = _YES if cell.is_green else f"{_NO} {_refusers(findings, cell, inner - 0.25, 1)}"
        rest = inner - width_of(words, LEAST, bold=True) - 0.15
        if cell.liked_by and rest > 0.25:
            liked = f"{_BEST} {_names(findings, cell.liked_by, rest - 0.2)}"
        page.block(x + 0.06, bottom - below, words, inner, below, LEAST, color=color, bold=True)
        page.block(
            x + 0.06 + inner, bottom - below, liked, rest, below, LEAST, color=BLUE, align="right"
        )
    else:
        if cell.liked_by:
            liked = f"{_BEST} {_names(findings, cell.liked_by, inner - 0.2)}"
            page.block(x + 0.06, bottom - below, liked, inner, below, LEAST, color=BLUE)
            bottom -= below
            lines -= 1
        words = _YES if cell.is_green else f"{_NO} {_refusers(findings, cell, inner - 0.25, lines)}"
        named = fit(words, inner, lines * below, LEAST, bold=True)
        page.lines(x + 0.06, bottom - named.height, named, color=color, bold=True)
    zone = findings.zone
    if zone.is_open:
        share = sum(zone.options[row.issue.id][option] for option in cell.options) / zone.size
        if share:
            page.box(x, y + height - 0.03, width * share, 0.045, fill=ZONE, zorder=2)


def _refusers(findings: Findings, cell: WallCell, room: float, lines: int) -> str:
    """Name who refuses; where there is no room for so many, who does not."""
    named = _named(findings, cell.refused_by, room, lines, cell.ruled_out_for)
    if named is not None:
        return named
    asked = [a.id for a in findings.scenario.actors if a.consent.kind != "never"]
    others = [actor for actor in asked if actor not in cell.refused_by]
    if not others:
        return f"all {len(asked)}"
    rest = _named(findings, others, room - width_of("all but ", LEAST, bold=True), lines)
    many = len(others) >= len(cell.refused_by) or rest is None or cell.ruled_out_for
    return _counted(findings, cell.refused_by, room) if many else f"all but {rest}"


def _names(findings: Findings, actors: Sequence[str], room: float) -> str:
    """Name actors where there is room for all; else say how many they are of how many."""
    return _named(findings, actors, room, 1) or _counted(findings, actors, room)


def _named(
    findings: Findings, actors: Sequence[str], room: float, lines: int, ruled: Sequence[str] = ()
) -> str | None:
    """Name actors in so many lines; None where they have no room."""
    for most in SHORTER:
        names = (
            clean(short_actor(findings.scenario.actor[actor], most)) + RULE * (actor in ruled)
            for actor in actors
        )
        words = ", ".join(names)
        if len(wrap(words, room, LEAST, bold=True)) <= lines:
            return words
    return None


def _counted(findings: Findings, actors: Sequence[str], room: float) -> str:
    asked = sum(actor.consent.kind != "never" for actor in findings.scenario.actors)
    return f"{len(actors)} of {asked}" if room > 0.4 else str(len(actors))


KIND = Kind(
    "wall",
    "Which options does nobody refuse, and who refuses the others?",
    draw,
    needs=counted_by_option,
    instead="conflicts",
)
