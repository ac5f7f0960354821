"""Variants as rows: open or empty, the floor as a bar, the knot in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from negsim.charts.headlines import path_in_words
from negsim.charts.kind import Kind
from negsim.charts.output import Picture
from negsim.charts.page import Page
from negsim.charts.style import (
    AGAINST,
    BODY,
    FAINT,
    GREEN,
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
from negsim.language.short_names import short_actor, short_line, short_variant
from negsim.questions.compare import Comparison, compare
from negsim.questions.zone.result import Findings

ROWS = 16
NAMES = 1.85  # inches
SAYS = 3.6
STATE = 1.45
STACK = 1.15
FLOOR = 1.8


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


def compared(findings: Findings) -> Comparison:
    """Compare every variant of the file with what these findings are about."""
    return compare(findings.scenario)


def draw(findings: Findings, comparison: Comparison | Sequence[Mapping[str, Any]]) -> Picture:
    """Draw one row per variant.

    Parameters
    ----------
    findings : Findings
        Of the base: names and source line.
    comparison : Comparison or sequence of mappings
        From `negsim.questions.compare.find`, or rows as its JSON has them.
    """
    if isinstance(comparison, Comparison):
        lines = [_line(row.to_dict(), row.findings.scenario) for row in comparison.stacks]
    else:
        lines = [_line(row, findings.scenario) for row in comparison]
    shown = lines[:ROWS]
    page = Page(findings, _title(lines), _lead(lines, shown), _alt(findings, lines))
    if not lines:
        page.note("There is nothing to compare.")
        return page.picture
    height = min(0.8, (page.height - 0.26) / len(shown))
    most = max([line.floor for line in shown if line.floor is not None] + [0.0])
    x = page.left + NAMES + SAYS + STATE
    page.block(x, page.top - 0.02, "floor: least gain of anyone", FLOOR, 0.2, SMALL, color=MUTED)
    page.block(x + FLOOR + 0.2, page.top - 0.02, "why not", 2, 0.2, SMALL, color=MUTED)
    for number, line in enumerate(shown):
        _row(page, findings, line, page.top + 0.22 + number * height, height, most)
    return page.picture


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


def _title(lines: Sequence[VariantLine]) -> str:
    variants = [line for line in lines if line.variant]
    if not variants:
        return "No variant to compare with"
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


def _lead(lines: Sequence[VariantLine], shown: Sequence[VariantLine]) -> str:
    text = "The floor is what the worst-off principal gains in the egalitarian package."
    if len(shown) < len(lines):
        text += f" The first {len(shown)} of {len(lines)} rows are shown."
    return text


def _alt(findings: Findings, lines: Sequence[VariantLine]) -> str:
    parts = []
    for line in lines:
        name = _said(findings, line).removesuffix(".") or "As it stands"
        if line.zone:
            floor = "" if line.floor is None else f", floor {line.floor:.3f}"
            parts.append(f"{name}: {counted(line.zone, 'package')}{floor}.")
        else:
            parts.append(f"{name}: empty, {_why(findings, line)}.")
    return " ".join(parts)


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
        return f"{short_actor(scenario.actor[owner])}: {short_line(line, scenario)}"
    if owner != "rules" and owner not in findings.scenario.actor:
        return path
    return path_in_words(findings, path)


def _row(
    page: Page, findings: Findings, line: VariantLine, y: float, height: float, most: float
) -> None:
    page.line([page.left, page.right], [y, y], color=FAINT, width=0.5)
    if not line.variant:
        page.box(page.left, y, page.width, height, fill="#F3F3F3", zorder=0)
    inner = height - 0.08
    _name(page, findings, line, y + 0.04, inner)
    x = page.left + NAMES + SAYS
    chip = min(0.26, inner)
    top = y + (height - chip) / 2
    page.box(
        x,
        top,
        STATE - 0.2,
        chip,
        fill=PALE_ZONE if line.zone else PALE_AGAINST,
        edge=ZONE if line.zone else AGAINST,
        line=1,
        round_by=0.05,
    )
    words = f"open · {line.zone:,}" if line.zone else "empty"
    page.block(
        x + (STATE - 0.2) / 2,
        top,
        words,
        STATE - 0.3,
        chip,
        BODY,
        bold=bool(line.zone),
        align="center",
        middle=True,
    )
    x += STATE
    if line.floor is not None:
        _floor(page, line.floor, x, top, chip, most)
    x += FLOOR + 0.2
    if not line.zone:
        page.block(
            x, y + 0.04, _why(findings, line), page.right - x, inner, SMALL + 0.5, middle=True
        )


def _floor(page: Page, floor: float, x: float, y: float, height: float, most: float) -> None:
    room = FLOOR - 0.65
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
    words = f"{floor:.3f}".replace("-", "−")
    page.block(x + room + 0.08, y, words, 0.6, height, SMALL, middle=True)


def _name(page: Page, findings: Findings, line: VariantLine, y: float, height: float) -> None:
    """Write what the file says of the variants, and in bold that a row is the base, or a stack of so many."""
    said = _said(findings, line)
    mark = "as it stands" if not line.variant else ""
    if len(line.variant) > 1:
        mark = f"{len(line.variant)} together"
    room = NAMES + SAYS - 0.2
    if mark:
        page.block(page.left + 0.05, y, mark, STACK - 0.1, height, BODY, bold=True, middle=True)
        room -= STACK
    if said:
        x = page.left + 0.05 + (STACK if mark else 0)
        page.block(x, y, said, room, height, SMALL + 0.5, middle=True)


def _said(findings: Findings, line: VariantLine) -> str:
    """Call a stack by what the file says of its variants, by ids where it says nothing."""
    known = [findings.scenario.variant.get(name) for name in line.variant]
    if len(known) == 1 and known[0] is not None and known[0].say:
        return known[0].say
    names = [
        name if one is None else short_variant(one, 48)
        for name, one in zip(line.variant, known, strict=True)
    ]
    return " + ".join(names)


KIND = Kind(
    "compare",
    "Which variants open the zone, and how wide?",
    draw,
    needs=compared,
    applies=lambda findings, _: bool(findings.scenario.variants),
    part="compare",
)
