"""Sheets on what would change the answer: variants, readings, room, options and levers."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from negsim.questions.compare.find import Comparison
from negsim.questions.room.result import Room
from negsim.questions.zone.ways import smallest_first
from negsim.report.material import Material
from negsim.report.sheets.cells import option_cell
from negsim.report.sheets.sheet import Column, Sheet, Value, count, text


def variants(found: Comparison) -> Sheet:
    """List variants with what each changes."""

    def rows() -> Iterator[tuple[Value, ...]]:
        for row in found.rows:
            findings = row.findings
            knots = "; ".join(" × ".join(one.paths) for one in smallest_first(findings)[:3])
            more = len(findings.conflicts) - 3
            yield (
                row.name,
                row.say,
                "open" if findings.zone.is_open else "empty",
                findings.zone.size,
                findings.floor,
                findings.feasible,
                findings.zone.red_line_size,
                " ".join(row.says),
                knots + (f"; and {more:,} more" if more > 0 else ""),
            )
        for one in found.left_out:
            yield "+".join(one.variant), f"not tried alone: {one.because}"

    return Sheet(
        "Variants",
        "What each variant of the file comes to by itself. The floor is the least that any principal"
        " gains in the egalitarian package.",
        [
            text("variant", 24),
            text("what is different", 56),
            text("zone", 8),
            count("packages in the zone"),
            Column("floor", 10, "gain"),
            count("feasible packages"),
            count("keep to the red lines"),
            text("what to say of it", 80),
            text("what collides", 50),
        ],
        rows(),
    )


def options(found: Material) -> Sheet:
    """List every option with what the zone has of it."""
    scenario, zone = found.scenario, found.findings.zone
    moved = found.parts["room"] if isinstance(found.parts["room"], Room) else None

    def rows() -> Iterator[tuple[Value, ...]]:
        for issue in scenario.issues:
            for option in issue.options:
                has = zone.options[issue.id][option.id]
                fixed = None if moved is None else moved.options[issue.id][option.id]
                value = float(Fraction(option.id)) if issue.is_numeric else option.id
                yield (
                    issue.ask,
                    option_cell(issue, value),
                    has,
                    has / zone.size if zone.size else None,
                    None if fixed is None else fixed.floor,
                    f"{issue.id} = {option.id}",
                )

    return Sheet(
        "Options",
        "Every option of every issue, and how many packages of the zone have it. The floor is the"
        " least that any principal gains in the fairest package with that option.",
        [
            text("issue", 56),
            text("option", 44),
            count("packages of the zone"),
            Column("share of the zone", 10, "share"),
            Column("floor with it", 10, "gain"),
            text("id", 34),
        ],
        rows(),
        held=2,
    )
