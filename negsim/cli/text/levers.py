"""What `negsim levers` says: the smallest changes, what each asks of whom, and what stands against it."""

from __future__ import annotations

from negsim.cli.terminal.header import header, more
from negsim.cli.terminal.layout import heading, titled, wrap
from negsim.questions.levers.declared import Declared
from negsim.questions.levers.find import Levers
from negsim.questions.levers.tell import (
    against,
    answer,
    declared_in_words,
    in_words,
    leaves,
    members,
    moves,
    packages_of,
    steps_in_words,
    told,
    walk_aways,
)

_NEXT = ("run", "room", "readings", "trade")


def levers_text(found: Levers, room: int, limit: int | None = 10) -> str:
    """Put levers into words, at most `room` columns wide; at most so many of each kind."""
    sections = [
        header(found.scenario, room),
        wrap(answer(found), room),
        _ranking(found, room, limit),
        _retreats(found, room, limit),
        _reservations(found, room),
        *(_declared(found, one, room) for one in found.declared),
        more(found.scenario, _NEXT, room),
    ]
    return "\n\n".join("\n".join(lines) for lines in sections if lines)


def _ranking(found: Levers, room: int, limit: int | None) -> list[str]:
    if not found.ranked:
        return []
    verb = "RAISE THE FLOOR" if found.before.size else "OPEN THE ZONE"
    lines = [heading(f"WHAT WOULD {verb}")]
    changes = list(told(found))
    for place, one in enumerate(changes[:limit], start=1):
        start = f"  {place}. "
        lines += wrap(f"{in_words(found, one)}.", room, start)
        indent = " " * len(start)
        lines += wrap(leaves(one), room, indent)
        stands = against(members(found, one))
        if stands:
            lines += wrap(f"Against it stands {stands}.", room, indent)
    rest = len(changes) - len(changes[:limit])
    if rest:
        lines.append(f"  … and {rest:,} more: --limit 0 shows all")
    return lines


def _retreats(found: Levers, room: int, limit: int | None) -> list[str]:
    if not found.details:
        return []
    lines = titled("THE SMALLEST RETREATS", "over red lines, in steps along the issues", room)
    shown = found.details[:limit]
    for one in shown:
        lines += wrap(steps_in_words(found.scenario, one.steps), room, "  ")
        lines += wrap(packages_of(one), room, "    ")
        for move in moves(found.scenario, one):
            lines += wrap(move, room, "    ", "      ")
    rest = len([one for one in found.retreats if any(one.steps)]) - len(shown)
    if rest:
        lines.append(f"  … and {rest:,} more: --format json lists all")
    for path in found.unkeepable:
        lines += wrap(f"{path} is crossed by every package: no step keeps it.", room, "  ")
    return lines


def _reservations(found: Levers, room: int) -> list[str]:
    told = walk_aways(found)
    if not told:
        return []
    lines = titled("WALK-AWAY VALUES", "that would have to fall, red lines kept", room)
    return lines + [line for text in told for line in wrap(text, room, "  ")]


def _declared(found: Levers, one: Declared, room: int) -> list[str]:
    lines = titled(f"LEVER {one.id}", one.lever.say or "", room)
    for text in declared_in_words(found.scenario, one):
        rest = "    " if text.startswith("With ") else "  "
        lines += wrap(text, room, "  ", rest)
    return lines
