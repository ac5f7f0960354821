"""The sheet of options: how many packages of the zone have each, and the floor with it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from negsim.questions.acceptance.find import Refusal
from negsim.questions.profile import Profiles
from negsim.questions.room.result import Room
from negsim.report.material import Material
from negsim.report.sheets.cells import option_cell
from negsim.report.sheets.sheet import Sheet, SheetColumn, Value, count, text

_THROUGH: dict[Refusal, str] = {
    "own_lines": "by a line of its own",
    "rules": "only through a rule",
    "others": "only with what others insist on",
}


def _who(wants: Profiles, issue: str, option: str, why: Refusal) -> str:
    """Name those who cannot have an option through something."""
    return ", ".join(
        wants.scenario.actor[actor].name
        for actor, one in wants.actors.items()
        if one.refuses.get(issue, {}).get(option) == why
    )


def options(found: Material) -> Sheet:
    """List every option with what the zone has of it."""
    scenario, zone = found.scenario, found.findings.zone
    wants = found.parts["profile"] if isinstance(found.parts["profile"], Profiles) else None
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
                    None if fixed is None or fixed.floor is None else 100 * fixed.floor,
                    *(
                        _who(wants, issue.id, option.id, why)
                        for why in _THROUGH
                        if wants is not None
                    ),
                    f"{issue.id} = {option.id}",
                )

    return Sheet(
        "Options",
        "Every option of every issue, and how many packages of the zone have it. The floor is the"
        " least that any principal gains in the egalitarian package with that option, in points of 100."
        " Who refuses it is told by red lines alone, and apart by what: a line of its own, a rule that ties"
        " the option to what crosses one, or what others insist on.",
        [
            text("issue", 56),
            text("option", 44),
            count("packages of the zone"),
            SheetColumn("share of the zone", 10, "share"),
            SheetColumn("floor with it", 10, "gain"),
            *(text(f"refused {how}", 30) for how in _THROUGH.values() if wants is not None),
            text("id", 34),
        ],
        rows(),
        held=2,
    )
