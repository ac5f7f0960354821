"""The wall: every option of every issue, green where nobody refuses it, else hatched with the names of who does."""

from __future__ import annotations

from collections.abc import Sequence

from negsim.charts.headlines import answer
from negsim.charts.kind import Kind
from negsim.charts.output import Picture, bound
from negsim.charts.page import Box, Page
from negsim.charts.stances import against_others, counted_by_option
from negsim.charts.style import (
    AGAINST,
    BLUE,
    BODY,
    CLOSED,
    DEEP_ZONE,
    FAINT,
    INK,
    LEAD,
    LEAST,
    MUTED,
    PALE_AGAINST,
    PALE_ZONE,
    REFUSED_HATCH,
    SMALL,
    ZONE,
)
from negsim.charts.wall_cells import (
    ACROSS,
    BEST,
    NO,
    RULE,
    YES,
    WallCell,
    WallRow,
    in_full,
    names,
    refusers,
    wall_row,
)
from negsim.charts.words import Fitted, counted, fit, fit_all, height_of, width_of
from negsim.language.phrases import in_letters
from negsim.language.short_names import short_issue
from negsim.questions.acceptance.find import Acceptance
from negsim.questions.zone.result import Findings

ASK = 2.3  # inches of the questions
ROOMY = 0.9  # inches of a line from which its letters grow
LINE = (0.43, 1.7)  # inches of a line, at least and at most


def draw(findings: Findings, acceptance: Acceptance) -> Picture:
    """Draw the wall, on as many pages as it takes.

    Parameters
    ----------
    findings : Findings
    acceptance : Acceptance
        From `negsim.questions.acceptance.find`.
    """
    rows = [wall_row(findings, acceptance, issue) for issue in findings.scenario.issues]
    title, alt = _title(findings, rows), _alt(findings, rows)
    page = Page(findings, title, _lead(findings, rows, acceptance), alt)
    if not findings.feasible:
        page.note("There is no feasible package, so that nobody can accept or refuse any.")
        return page.picture
    if page.sheet.is_narrow:
        page.end(_list(page, findings, rows))
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
    largest = BODY if height < ROOMY else LEAD + 2
    size = min(one.size for one in fit_all([cell.short for cell in cells], narrow, two, largest))
    y = top
    for row in rows:
        _draw_row(page, findings, row, y, height, size)
        y += height * row.lines


def _list(page: Page, findings: Findings, rows: Sequence[WallRow]) -> float:
    """Draw a question, and below it its options, two in a line; give where it ends."""
    y, across = page.top, 2
    for words, color in (
        (f"{YES} nobody refuses it", DEEP_ZONE),
        (f"{NO} refused, by whom", CLOSED),
    ):
        y += page.block(page.left, y, words, page.width, 0.2, SMALL, color=color, bold=True)
    y += page.block(page.left, y, f"{BEST} who likes it best", page.width, 0.2, SMALL, color=BLUE)
    width = page.width / across
    for row in rows:
        is_story = row.is_closed and not findings.zone.is_open
        top = y = y + 0.1
        ask = fit(row.issue.ask, page.width - 0.1, 1.2, BODY, bold=True)
        y += page.lines(
            page.left + 0.05, y + 0.04, ask, bold=True, color=CLOSED if is_story else INK
        )
        y += 0.08
        told = [_told(findings, cell, width - 0.18) for cell in row.cells]
        for first in range(0, len(row.cells), across):
            places = range(first, min(first + across, len(row.cells)))
            height = max(sum(one.height for one, _, _ in told[k]) for k in places) + 0.16
            for k in places:
                box = (page.left + (k - first) * width, y, width - 0.05, height - 0.05)
                _ground(page, row.cells[k], box)
                below = y + 0.03
                for lines, color, is_bold in told[k]:
                    below += page.lines(box[0] + 0.06, below, lines, color=color, bold=is_bold)
                _share(page, findings, row, row.cells[k], box)
            y += height
        if is_story:
            page.box(
                page.left - 0.04, top, page.width + 0.06, y - top, edge=AGAINST, line=2, zorder=4
            )
        else:
            page.line([page.left, page.right], [top] * 2, color=FAINT, width=0.5)
    return y


def _told(findings: Findings, cell: WallCell, room: float) -> list[tuple[Fitted, str, bool]]:
    """Say in lines what an option is, who refuses it and who likes it best, with their colour and whether bold."""
    label = fit(cell.label, room, 2.0, BODY), INK if cell.is_possible else MUTED, False
    if not cell.is_possible:
        return [label, (fit("in no feasible package", room, 0.4, LEAST), MUTED, False)]
    words, color = YES, DEEP_ZONE
    if cell.refused_by:
        words = f"{NO} {in_full(findings, cell.refused_by, cell.ruled_out_for)}"
        color = CLOSED
    told = [label, (fit(words, room, 9.0, LEAST, bold=True), color, True)]
    if cell.liked_by:
        liked = f"{BEST} {in_full(findings, cell.liked_by)}"
        told.append((fit(liked, room, 9.0, LEAST), BLUE, False))
    return told


def _key(page: Page, findings: Findings) -> None:
    x, y = page.left, page.top - 0.1
    page.box(x, y + 0.01, 0.3, 0.17, fill=PALE_ZONE)
    x += 0.36 + page_words(page, x + 0.36, y, f"{YES} nobody refuses it", DEEP_ZONE)
    page.box(x, y + 0.01, 0.3, 0.17, fill=PALE_AGAINST, edge=AGAINST, line=0.3, hatch=REFUSED_HATCH)
    x += 0.36 + page_words(page, x + 0.36, y, f"{NO} refused, by whom", CLOSED)
    x += page_words(page, x, y, f"{BEST} who likes it best", BLUE)
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
    box: Box,
    size: float,
) -> None:
    x, y, width, height = box
    inner = width - 0.12
    small = LEAST if height < ROOMY else BODY
    below = height_of(1, small)
    as_least = LEAST / small  # names are measured at the least size
    _ground(page, cell, box)
    label = fit(cell.label, inner, height - 0.08 - below, size, least=size)
    if label.lines[-1].endswith("…"):
        label = fit(cell.short, inner, height - 0.08 - below, size)
    page.lines(x + 0.06, y + 0.03, label, color=INK if cell.is_possible else MUTED)
    if not cell.is_possible:
        foot = y + height - below - 0.03
        page.block(x + 0.06, foot, "in no feasible package", inner, below, small, color=MUTED)
        return
    bottom = y + height - 0.03
    lines = max(1, int((height - 0.08 - label.height) / below + 1e-9))
    color = DEEP_ZONE if cell.is_green else CLOSED
    liked = ""
    if lines == 1:  # both in one line, those who like it where there is room
        words = (
            YES
            if cell.is_green
            else f"{NO} {refusers(findings, cell, (inner - 0.25) * as_least, 1)}"
        )
        rest = inner - width_of(words, small, bold=True) - 0.15
        if cell.liked_by and rest > 0.25:
            liked = f"{BEST} {names(findings, cell.liked_by, (rest - 0.2) * as_least)}"
        page.block(x + 0.06, bottom - below, words, inner, below, small, color=color, bold=True)
        page.block(
            x + 0.06 + inner, bottom - below, liked, rest, below, small, color=BLUE, align="right"
        )
    else:
        if cell.liked_by:
            liked = f"{BEST} {names(findings, cell.liked_by, (inner - 0.2) * as_least)}"
            page.block(x + 0.06, bottom - below, liked, inner, below, small, color=BLUE)
            bottom -= below
            lines -= 1
        words = (
            YES
            if cell.is_green
            else f"{NO} {refusers(findings, cell, (inner - 0.25) * as_least, lines)}"
        )
        named = fit(words, inner, lines * below, small, bold=True)
        page.lines(x + 0.06, bottom - named.height, named, color=color, bold=True)
    _share(page, findings, row, cell, box)


def _ground(page: Page, cell: WallCell, box: Box) -> None:
    """Shade a cell by how it is taken."""
    x, y, width, height = box
    if not cell.is_possible:
        page.box(x, y, width, height, edge=FAINT, line=0.5, dash=(0, (4, 3)))
    elif cell.refused_by:
        page.box(
            x, y, width, height, fill=PALE_AGAINST, edge=AGAINST, line=0.25, hatch=REFUSED_HATCH
        )
        page.box(x + 0.03, y + 0.03, width - 0.06, height - 0.06, fill="#FFFFFFB8", zorder=1.5)
    else:
        page.box(x, y, width, height, fill=PALE_ZONE)


def _share(page: Page, findings: Findings, row: WallRow, cell: WallCell, box: Box) -> None:
    """Draw at the foot of a cell in how many of the packages that suit all it is."""
    x, y, width, height = box
    zone = findings.zone
    if zone.is_open:
        share = sum(zone.options[row.issue.id][option] for option in cell.options) / zone.size
        if share:
            page.box(x, y + height - 0.03, width * share, 0.045, fill=ZONE, zorder=2)


KIND = Kind(
    "wall",
    "Which options does nobody refuse, and who refuses the others?",
    draw,
    needs=counted_by_option,
    instead="conflicts",
)
