"""What opens it: variants and ways out, the widest first; those that leave the same knot folded into one row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from negsim.charts.headlines import answer, path_in_words
from negsim.charts.kind import Kind
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
from negsim.charts.words import counted
from negsim.language.model.scenario import Scenario
from negsim.language.phrases import points
from negsim.language.short_names import short_actor, short_line, short_variant
from negsim.questions.compare import Comparison, compare
from negsim.questions.zone.demands import gives
from negsim.questions.zone.result import Findings
from negsim.questions.zone.ways import fewest_steps_first

WAYS = 6  # ways out beside variants
ROW = (0.36, 0.7)  # inches of a row, at least and at most
SAYS = 7.4  # inches of what is done
STATE = 2.0  # inches of how many packages
HEAD = 0.3


@dataclass(frozen=True)
class VariantLine:
    """What a variant comes to; `scenario` has the demands as the row has them, where that is known."""

    variant: tuple[str, ...]
    zone: int
    red_line_zone: int
    feasible: int
    floor: float | None
    conflicts: tuple[tuple[str, ...], ...]
    scenario: Scenario


@dataclass(frozen=True)
class OpeningRow:
    """A row: what is done, what that comes to, and why not where it comes to nothing."""

    says: str
    zone: int
    floor: float | None
    why: str = ""
    is_base: bool = False
    is_way: bool = False


def compared(findings: Findings) -> Comparison | None:
    """Compare every variant of the file with what these findings are about; None where it has none."""
    return compare(findings.scenario) if findings.scenario.variants else None


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
    if isinstance(comparison, Comparison):
        lines = [_line(row.to_dict(), row.findings.scenario) for row in comparison.stacks]
    else:
        lines = [_line(row, findings.scenario) for row in comparison or ()]
    rows = [*_open(findings, lines), *_closed(findings, lines)]
    title, lead = _title(findings, lines, rows), _lead(rows)
    page = Page(findings, title, lead, _alt(rows))
    if not rows:
        page.note("There is no variant to compare with, and no way out to be found.")
        return page.picture
    most = max([row.floor for row in rows if row.floor is not None] + [0.0])
    pages, left = [], rows
    while left:
        fits, room = 0, page.height - 2 * HEAD
        while fits < len(left) and room >= ROW[0] * _weight(left[fits]):
            room -= ROW[0] * _weight(left[fits])
            fits += 1
        some, left = left[:fits], left[fits:]
        _table(page, some, most)
        pages.append(page.picture)
        if left:
            page = Page(findings, title, lead, "What goes on from the page before.")
    return bound(pages)


def _open(findings: Findings, lines: Sequence[VariantLine]) -> list[OpeningRow]:
    """What opens it, the widest first: variants, and what could be given up where nothing is open as it stands."""
    rows = [
        OpeningRow(_said(findings, line), line.zone, line.floor, is_base=not line.variant)
        for line in lines
        if line.zone
    ]
    ways = fewest_steps_first(findings)[:WAYS] if not findings.zone.is_open else []
    rows += [
        OpeningRow(f"If {gives(findings, way.members, way, None)}", way.zone, None, is_way=True)
        for way in ways
        if way.zone
    ]
    return sorted(rows, key=lambda row: (not row.is_base, -row.zone))


def _closed(findings: Findings, lines: Sequence[VariantLine]) -> list[OpeningRow]:
    """What opens nothing, one row for all that leave the same knots; as it stands comes first."""
    together: dict[tuple[tuple[str, ...], ...], list[VariantLine]] = {}
    for line in lines:
        if not line.zone:
            together.setdefault(tuple(sorted(line.conflicts)), []).append(line)
    rows = []
    for some in together.values():
        has_base = any(not line.variant for line in some)
        names = [_short(findings, line) for line in some if line.variant]
        said = "; ".join(names)
        if has_base:
            said = f"As it stands, and with: {said}" if said else "As it stands"
        rows.append(OpeningRow(said, 0, None, _why(findings, some[0]), is_base=has_base))
    return sorted(rows, key=lambda row: not row.is_base)


def _short(findings: Findings, line: VariantLine) -> str:
    known = [findings.scenario.variant.get(name) for name in line.variant]
    return " + ".join(
        name if one is None else short_variant(one, 44)
        for name, one in zip(line.variant, known, strict=True)
    )


def _table(page: Page, rows: Sequence[OpeningRow], most: float) -> None:
    parts = [[row for row in rows if row.zone], [row for row in rows if not row.zone]]
    heads = HEAD * sum(bool(part) for part in parts)
    # What is folded says more than what opens.
    each = min(ROW[1], (page.height - heads) / sum(_weight(row) for row in rows))
    y = page.top
    for part, head in zip(parts, ("Opens it", "Leaves it closed"), strict=True):
        if not part:
            continue
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
            height = each * _weight(row)
            _row(page, row, y, height, most)
            y += height


def _weight(row: OpeningRow) -> float:
    return 1.0 if row.zone else 1.6


def _row(page: Page, row: OpeningRow, y: float, height: float, most: float) -> None:
    page.line([page.left, page.right], [y, y], color=FAINT, width=0.5)
    if row.is_base:
        page.box(page.left - 0.06, y, page.width + 0.12, height, fill="#F3F3F3", zorder=0)
    inner = height - 0.06
    room = SAYS - 0.2
    page.block(
        page.left,
        y + 0.03,
        row.says,
        room,
        inner,
        BODY,
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
            page.right - x - 0.05,
            inner,
            SMALL,
            color=CLOSED,
            middle=True,
        )
        return
    chip = min(0.28, inner)
    top = y + (height - chip) / 2
    page.box(x, top, STATE - 0.4, chip, fill=PALE_ZONE, edge=ZONE, line=0.8, round_by=0.05)
    page.block(
        x + (STATE - 0.4) / 2,
        top,
        f"{row.zone:,}",
        STATE - 0.5,
        chip,
        BODY,
        bold=True,
        color=DEEP_ZONE,
        align="center",
        middle=True,
    )
    if row.floor is not None:
        _floor(page, row.floor, x + STATE, top, chip, most)


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


def _line(row: Mapping[str, Any], scenario: Scenario) -> VariantLine:
    floor = row["floor"]
    return VariantLine(
        variant=tuple(row["variant"]),
        zone=int(row["zone"]),
        red_line_zone=int(row["red_line_zone"]),
        feasible=int(row["feasible"]),
        floor=None if floor is None else float(floor),
        conflicts=tuple(tuple(paths) for paths in row["minimal_conflicts"]),
        scenario=scenario,
    )


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
    return f"No deal in any of {of}"


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


def _why(findings: Findings, line: VariantLine) -> str:
    if not line.conflicts:
        return "no conflict named"
    smallest = min(line.conflicts, key=lambda paths: (len(paths), paths))
    named = " × ".join(_path(findings, line.scenario, path) for path in smallest[:4])
    if len(smallest) > 4:
        named += f" and {len(smallest) - 4} more"
    if len(line.conflicts) > 1:
        named += f"; and {counted(len(line.conflicts) - 1, 'other knot')}"
    return named


def _path(findings: Findings, scenario: Scenario, path: str) -> str:
    line, owner = scenario.red_lines.get(path), path.partition(".")[0]
    if line is not None:
        return f"{short_actor(scenario.actor[owner])}: {short_line(line, scenario, 70)}"
    if owner != "rules" and owner not in findings.scenario.actor:
        return path
    return path_in_words(findings, path)


def _said(findings: Findings, line: VariantLine) -> str:
    """Call a stack by what the file says of its variants, by ids where it says nothing."""
    if not line.variant:
        return "As it stands"
    known = [findings.scenario.variant.get(name) for name in line.variant]
    if len(known) == 1 and known[0] is not None and known[0].say:
        return known[0].say
    names = [
        name if one is None else short_variant(one, 48)
        for name, one in zip(line.variant, known, strict=True)
    ]
    return " + ".join(names)


KIND = Kind(
    "openings",
    "What opens it, and how wide?",
    draw,
    needs=compared,
    applies=lambda findings, _: bool(findings.scenario.variants) or bool(findings.corrections),
    part="compare",
)
