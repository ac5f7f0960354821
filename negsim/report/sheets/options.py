"""The sheet of options: how many packages of the zone have each, and the floor with it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from negsim.questions.room.result import Room
from negsim.report.material import Material
from negsim.report.sheets.cells import option_cell
from negsim.report.sheets.sheet import Sheet, SheetColumn, Value, count, text


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
        " least that any principal gains in the egalitarian package with that option.",
        [
            text("issue", 56),
            text("option", 44),
            count("packages of the zone"),
            SheetColumn("share of the zone", 10, "share"),
            SheetColumn("floor with it", 10, "gain"),
            text("id", 34),
        ],
        rows(),
        held=2,
    )
