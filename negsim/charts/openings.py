"""What opens it: variants and ways out, the widest first; those that leave the same knot folded into one row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from negsim.charts.headlines import answer
from negsim.charts.kind import Kind
from negsim.charts.openings_rows import (
    OpeningRow,
    VariantLine,
    closed_rows,
    compared,
    open_rows,
    variant_line,
)
from negsim.charts.output import Picture, bound
from negsim.charts.page import Page
from negsim.charts.style import (
    AGAINST,
    BODY,
    CLOSED,
    DEEP_ZONE,
    FAINT,
    GREEN,
    LEAD,
    LEAST,
    MUTED,
    PALE,
    PALE_AGAINST,
    PALE_ZONE,
    REFUSED_HATCH,
    SMALL,
    ZONE,
)
from negsim.charts.words import counted, fit, height_of, wrap
from negsim.language.phrases import in_letters, points
from negsim.questions.compare import Comparison
from negsim.questions.zone.result import Findings

ROW = (0.36, 1.3)  # inches of a row, at least and at most
LINES = 4  # at most, of what is done, or of why it stays closed
SAYS = 7.4  # inches of what is done
STATE = 2.0  # inches of how many packages
HEAD = 0.3
BREAK = 0.14  # between what opens it and what does not


Compared = Comparison | Sequence[Mapping[str, Any]] | None


def _lines(findings: Findings, comparison: Compared) -> list[VariantLine]:
    if isinstance(comparison, Comparison):
        return [variant_line(row.to_dict(), row.findings.scenario) for row in comparison.stacks]
    return [variant_line(row, findings.scenario) for row in comparison or ()]


def _compares(findings: Findings, comparison: Compared) -> bool:
    """Say whether there is a row beside how it stands."""
    lines = _lines(findings, comparison)
    rows = [*open_rows(findings, lines), *closed_rows(findings, lines)]
    return not all(row.is_base for row in rows)


def draw(
    findings: Findings, comparison: Comparison | Sequence[Mapping[str, Any]] | None
) -> Picture:
    """Draw a row for all that opens it, the widest first, then what does not, folded by the knot it leaves.

    Parameters
    ----------
    findings : Findings
        Of the base: names, source line, and ways out.
    comparison : Comparison, sequence of mappings or None
        From `negsim.questions.compare.find`, or rows as its JSON has them; None where there are no variants.
    """
    lines = _lines(findings, comparison)
    rows = [*open_rows(findings, lines), *closed_rows(findings, lines)]
    title, lead = _title(findings, lines, rows), _lead(rows)
    page = Page(findings, title, lead, _alt(rows))
    if all(row.is_base for row in rows):
        page.note("There is no variant to compare with, and no way out to be found.")
        return page.picture
    most = max([row.floor for row in rows if row.floor is not None] + [0.0])
    if page.sheet.is_narrow:
        page.end(_list(page, rows, most))
        return page.picture
    pages, left = [], rows
    while left:
        fits, room = 0, page.height - 2 * HEAD - BREAK
        while fits < len(left) and (not fits or room >= _least(page, left[fits])):
            room -= _least(page, left[fits])
            fits += 1
        some, left = left[:fits], left[fits:]
        _table(page, some, most)
        pages.append(page.picture)
        if left:
            page = Page(findings, title, lead, "What goes on from the page before.")
    return bound(pages)


def _table(page: Page, rows: Sequence[OpeningRow], most: float) -> None:
    parts = [[row for row in rows if row.zone], [row for row in rows if not row.zone]]
    heads = HEAD * sum(map(bool, parts)) + BREAK * all(parts)
    least = {id(row): _least(page, row) for row in rows}
    more = min(ROW[1] / ROW[0], (page.height - heads) / sum(least.values()))
    inner = {row: tall * more - 0.06 for row, tall in least.items()}
    is_large = min(inner.values()) > 0.6
    # Letters of one size, those of the row that says most.
    first, second = (LEAD + 3, LEAD + 1) if is_large else (BODY, SMALL)
    sizes = (
        min(
            fit(row.says, SAYS - 0.2, inner[id(row)], first, bold=row.is_base).size for row in rows
        ),
        min(fit(row.why, _why_room(page), inner[id(row)], second).size for row in rows),
    )
    y = page.top
    for part, head in zip(parts, ("Opens it", "Leaves it closed"), strict=True):
        if not part:
            continue
        y += BREAK if y > page.top else 0.0
        page.block(page.left, y, head, SAYS, HEAD - 0.04, LEAD, bold=True)
        x = page.left + SAYS + 0.1
        if part[0].zone:
            page.block(x, y + 0.04, "packages that suit all", STATE, 0.2, LEAST, color=MUTED)
            words = "at best the worst-off gains, points of 100"
            room = page.right - x - STATE
            page.block(x + STATE, y + 0.04, words, room, 0.2, LEAST, color=MUTED)
        else:
            page.block(x, y + 0.04, "the knot that it leaves", 4, 0.2, LEAST, color=MUTED)
        y += HEAD
        for row in part:
            height = least[id(row)] * more
            _row(page, row, (y, height), most, sizes)
            y += height


def _least(page: Page, row: OpeningRow) -> float:
    """Give the inches that a row needs; what is folded says more than what opens."""
    lines = max(len(wrap(row.says, SAYS - 0.2, LEAST)), len(wrap(row.why, _why_room(page), LEAST)))
    told = height_of(min(lines, LINES), LEAST) + 0.08
    return max(ROW[0] * (1.0 if row.zone else 1.6), told)


def _why_room(page: Page) -> float:
    return page.width - SAYS - 0.15


def _row(
    page: Page,
    row: OpeningRow,
    where: tuple[float, float],
    most: float,
    sizes: tuple[float, float],
) -> None:
    y, height = where
    page.line([page.left, page.right], [y, y], color=FAINT, width=0.5)
    if row.is_base:
        page.box(page.left - 0.06, y, page.width + 0.12, height, fill="#F3F3F3", zorder=0)
    inner = height - 0.06
    room = SAYS - 0.2
    page.block(
        page.left,
        y + 0.03,
        row.says[:1].upper() + row.says[1:],
        room,
        inner,
        sizes[0],
        bold=row.is_base and bool(row.zone),
        middle=True,
    )
    x = page.left + SAYS + 0.1
    if not row.zone:
        page.box(
            x - 0.1,
            y + 0.05,
            0.06,
            height - 0.1,
            fill=PALE_AGAINST,
            edge=AGAINST,
            line=0.4,
            hatch=REFUSED_HATCH,
        )
        page.block(
            x + 0.05,
            y + 0.03,
            row.why,
            _why_room(page),
            inner,
            sizes[1],
            color=CLOSED,
            middle=True,
        )
        return
    chip = min(0.28 if height < 0.7 else 0.36, inner)
    top = y + (height - chip) / 2
    _chip(page, row, x, top, chip)
    if row.floor is not None:
        _floor(page, row.floor, x + STATE, top, chip, most)


def _chip(page: Page, row: OpeningRow, x: float, y: float, height: float) -> None:
    """Say how many packages suit all."""
    page.box(x, y, STATE - 0.4, height, fill=PALE_ZONE, edge=ZONE, line=0.8, round_by=0.05)
    page.block(
        x + (STATE - 0.4) / 2,
        y,
        f"{row.zone:,}",
        STATE - 0.5,
        height,
        BODY if height < 0.3 else LEAD + 2,
        bold=True,
        color=DEEP_ZONE,
        align="center",
        middle=True,
    )


def _list(page: Page, rows: Sequence[OpeningRow], most: float) -> float:
    """Write what is done in full, and below it what that comes to; give where it ends."""
    y = page.top
    heads = ("Opens it: packages that suit all, and at best the worst-off gains, points of 100",)
    parts = [[row for row in rows if row.zone], [row for row in rows if not row.zone]]
    for part, head in zip(
        parts, (*heads, "Leaves it closed, and the knot that it leaves"), strict=True
    ):
        if not part:
            continue
        y += page.block(page.left, y + 0.04, head, page.width, 0.6, BODY, bold=True) + 0.1
        for row in part:
            page.line([page.left, page.right], [y, y], color=FAINT, width=0.5)
            y += page.block(page.left, y + 0.04, row.says, page.width, 3.0, BODY) + 0.08
            if row.zone:
                _chip(page, row, page.left, y, 0.26)
                if row.floor is not None:
                    _floor(page, row.floor, page.left + STATE - 0.3, y, 0.26, most)
                y += 0.34
            else:
                why = fit(row.why, page.width - 0.16, 3.0, SMALL)
                page.line([page.left + 0.04] * 2, [y, y + why.height], color=AGAINST, width=2.5)
                y += page.lines(page.left + 0.16, y, why, color=CLOSED) + 0.1
    return y


def _floor(page: Page, floor: float, x: float, y: float, height: float, most: float) -> None:
    room = page.right - x - 0.5
    share = abs(floor) / most if most > 0 else 0.0
    page.box(x, y + height * 0.2, room, height * 0.6, fill=PALE, zorder=0.5)
    is_loss = floor < 0
    page.box(
        x,
        y + height * 0.2,
        room * min(1.0, share),
        height * 0.6,
        fill="white" if is_loss else GREEN,
        edge=AGAINST if is_loss else "none",
        hatch=REFUSED_HATCH if is_loss else None,
    )
    page.block(x + room + 0.08, y, points(Fraction(floor)), 0.42, height, SMALL, middle=True)


def _title(findings: Findings, lines: Sequence[VariantLine], rows: Sequence[OpeningRow]) -> str:
    variants = [line for line in lines if line.variant]
    if not variants:
        ways = sum(row.is_way for row in rows)
        return f"{counted(ways, 'way')} to open it" if ways else answer(findings)
    single = [line for line in variants if len(line.variant) == 1]
    base = next((line for line in lines if not line.variant), None)
    of = counted(len(single), "variant") if single else counted(len(variants), "stack of variants")
    is_open = sum(1 for line in single or variants if line.zone)
    together = min((len(line.variant) for line in variants if line.zone), default=0)
    if base is not None and base.zone:
        return f"A deal is possible as things stand, and in {is_open} of {of}"
    if is_open:
        verb = "opens" if is_open == 1 else "open"
        return f"{is_open} of {of} {verb} the way to a deal"
    if together:
        return f"None of {of} alone opens the way to a deal: it takes {together} together"
    none = "The variant does not open it" if len(single) == 1 else f"None of {of} opens it"
    ways = sum(row.is_way for row in rows)
    would = (
        "one way of giving in would" if ways == 1 else f"{in_letters(ways)} ways of giving in would"
    )
    return f"{none}; {would}" if ways else none


def _lead(rows: Sequence[OpeningRow]) -> str:
    folded = any("; " in row.says for row in rows if not row.zone)
    text = "Variants of the file, and what could be given up; the widest first."
    return f"{text} Those that leave the same knot share a row." if folded else text


def _alt(rows: Sequence[OpeningRow]) -> str:
    parts = []
    for row in rows:
        name = row.says.removesuffix(".")
        if row.zone:
            best = (
                ""
                if row.floor is None
                else f", the worst-off gains at best {points(Fraction(row.floor))} of 100"
            )
            parts.append(f"{name}: {counted(row.zone, 'package')}{best}.")
        else:
            parts.append(f"{name}: empty, {row.why}.")
    return " ".join(parts) or "Nothing to compare."


KIND = Kind(
    "openings",
    "What opens it, and how wide?",
    draw,
    needs=compared,
    applies=_compares,
    part="compare",
)
