"""What opens it and what does not, as rows: variants and ways out, those that leave the same knot folded into one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from negsim.charts.headlines import path_in_words
from negsim.charts.words import counted
from negsim.language.model.scenario import Scenario
from negsim.language.short_names import short_actor, short_line, short_variant
from negsim.questions.compare import Comparison, compare
from negsim.questions.zone.demands import gives
from negsim.questions.zone.find import is_quick
from negsim.questions.zone.result import Correction, Findings
from negsim.questions.zone.ways import fewest_steps_first, opened

WAYS = 6  # ways out beside variants
SAID = 220  # letters of what a row says, that variants share


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


def open_rows(findings: Findings, lines: Sequence[VariantLine]) -> list[OpeningRow]:
    """What opens it, the widest first: variants, and what could be given up where nothing is open as it stands."""
    rows = [
        OpeningRow(_said(findings, line), line.zone, line.floor, is_base=not line.variant)
        for line in lines
        if line.zone
    ]
    ways = fewest_steps_first(findings)[:WAYS] if not findings.zone.is_open else []
    rows += [
        OpeningRow(
            f"If {gives(findings, way.members, way, None, is_short=True)}",
            way.zone,
            _floor_behind(findings, way),
            is_way=True,
        )
        for way in ways
        if way.zone
    ]
    return sorted(rows, key=lambda row: (not row.is_base, -row.zone))


def _floor_behind(findings: Findings, way: Correction) -> float | None:
    """Say what the worst-off gains at best behind a way out; None where that would take long, or is not known."""
    behind = opened(findings, way) if is_quick(findings, as_run=True) else None
    return None if behind is None or behind.floor is None else float(behind.floor)


def closed_rows(findings: Findings, lines: Sequence[VariantLine]) -> list[OpeningRow]:
    """What opens nothing, one row for all that leave the same knots; as it stands comes first."""
    together: dict[tuple[tuple[str, ...], ...], list[VariantLine]] = {}
    for line in lines:
        if not line.zone:
            together.setdefault(tuple(sorted(line.conflicts)), []).append(line)
    rows = []
    for some in together.values():
        has_base = any(not line.variant for line in some)
        most = SAID // max(1, sum(len(line.variant) for line in some))
        names = [_named(findings, line, most) for line in some if line.variant]
        said = "; ".join(names)
        if has_base:
            said = f"As it stands, and with: {said}" if said else "As it stands"
        rows.append(OpeningRow(said, 0, None, _why(findings, some[0]), is_base=has_base))
    return sorted(rows, key=lambda row: not row.is_base)


def variant_line(row: Mapping[str, Any], scenario: Scenario) -> VariantLine:
    """Give a row of a comparison as a line, from what its JSON has."""
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
    return _named(findings, line, SAID // len(known))


def _named(findings: Findings, line: VariantLine, most: int) -> str:
    """Name the variants of a stack, each in so many letters at most, or in 44."""
    known = [findings.scenario.variant.get(name) for name in line.variant]
    return " + ".join(
        name if one is None else short_variant(one, max(44, most))
        for name, one in zip(line.variant, known, strict=True)
    )
