"""What `negsim trade` says: who gives what for what, what it does to others, and where a single text would lead."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from negsim.analysis.single_text import Step
from negsim.analysis.trade import Swap, Trades
from negsim.cli.text.header import header, more
from negsim.cli.text.layout import fit, heading, table, titled, wrap
from negsim.language.numbers import format_number
from negsim.language.phrases import counted, gain, listed
from negsim.language.scenario import Scenario
from negsim.language.words import option_label

_NEXT = ("run", "levers", "room")


def trade_text(found: Trades, room: int, limit: int | None = 5) -> str:
    """Put trades into words, at most `room` columns wide; at most so many of each list."""
    sections = [
        header(found.scenario, room),
        _start(found, room),
        _swaps(found, room, limit),
        _equal(found, room, limit),
        _path(found, room),
        more(found.scenario, _NEXT, room),
    ]
    return "\n\n".join("\n".join(lines) for lines in sections if lines)


def _start(found: Trades, room: int) -> list[str]:
    scenario, package = found.scenario, found.start.package
    asks = fit((issue.ask for issue in scenario.issues), room // 2 - 4)
    rows = [(i.ask, _label(scenario, i.id, package[i.id])) for i in scenario.issues]
    lines = [heading("FROM"), *(f"  {line}" for line in table(rows, (asks, room - asks - 4)))]
    if not found.start_feasible:
        lines += wrap("The rules do not allow this package.", room, "  ")
    elif found.start_in_zone:
        lines += wrap("This package is in the zone.", room, "  ")
    if found.start_crosses:
        lines += wrap(f"It crosses {', '.join(found.start_crosses)}.", room, "  ", "    ")
    return lines


def _swaps(found: Trades, room: int, limit: int | None) -> list[str]:
    if not found.found:
        text = "NO TRADE: no change of two or three issues leaves nobody worse off and somebody better."
        return wrap(text, room)
    lines = titled("TRADES", "that leave nobody worse off whose consent they need", room)
    lines += wrap(
        f"{counted(found.found, 'exchange')} across two or three issues,"
        f" {found.feasible:,} of them coherent; the largest smallest gain first.",
        room,
        "  ",
    )
    for place, one in enumerate(found.swaps[:limit], start=1):
        lines += _swap(found.scenario, one, room, f"  {place}. ")
    return lines


def _swap(scenario: Scenario, one: Swap, room: int, start: str) -> list[str]:
    lines = wrap(_changes(scenario, one.changes), room, start)
    indent = " " * len(start)
    for actor in one.counts:
        parts = one.alone[actor]
        gives = [issue for issue, change in parts.items() if change < 0]
        gets = [issue for issue, change in parts.items() if change > 0]
        text = f"{scenario.actor[actor].name} {gain(one.change[actor])}"
        moves = [
            f"{verb} on {listed(issues)}"
            for verb, issues in (("gives", gives), ("gets", gets))
            if issues
        ]
        lines += wrap(f"{text}: {', '.join(moves)}" if moves else text, room, indent)
    if one.hurts:
        names = [f"{scenario.actor[a].name} {gain(one.change[a])}" for a in one.hurts]
        lines += wrap(f"At the cost of others: {', '.join(names)}", room, indent)
    if not one.is_feasible:
        lines += wrap("The rules do not allow it.", room, indent)
    if one.in_zone:
        lines += wrap("In the zone.", room, indent)
    elif one.crosses:
        lines += wrap(f"Crosses {', '.join(one.crosses)}.", room, indent)
    elif one.is_feasible:
        lines += wrap("Crosses no red line; worth less than no deal to somebody.", room, indent)
    return lines


def _equal(found: Trades, room: int, limit: int | None) -> list[str]:
    if not found.equal:
        return []
    lines = titled("EVEN TRADES", "everybody gains; the gains nearest to one another first", room)
    for one in found.equal[: None if limit is None else min(limit, 3)]:
        gains = [f"{found.scenario.actor[a].name} {gain(one.change[a])}" for a in one.counts]
        lines += wrap(_changes(found.scenario, one.changes), room, "  ", "    ")
        lines += wrap(", ".join(gains), room, "    ")
    return lines


def _path(found: Trades, room: int) -> list[str]:
    if not found.path:
        end = "no feasible change of it makes every principal better off"
        return wrap(f"A single text that starts here stays here: {end}.", room)
    lines = titled("A SINGLE TEXT", "each revision better for every principal", room)
    for number, one in enumerate(found.path, start=1):
        lines += _revision(found.scenario, one, room, f"  {number}. ")
    end = (
        "Then nothing that crosses no further red line is better for one and worse for none."
        if found.is_efficient
        else "Then nothing that crosses no further red line is better for all, though something is for some."
    )
    return [*lines, *wrap(end, room, "  ")]


def _revision(scenario: Scenario, one: Step, room: int, start: str) -> list[str]:
    principals = [a.id for a in scenario.actors if a.consent.kind == "always"]
    gains = ", ".join(f"{scenario.actor[a].name} {gain(one.change[a])}" for a in principals)
    indent = " " * len(start)
    return [*wrap(_changes(scenario, one.changes), room, start), *wrap(gains, room, indent)]


def _changes(scenario: Scenario, changes: Mapping[str, tuple[Any, Any]]) -> str:
    return "; ".join(
        f"{issue}: “{_label(scenario, issue, before)}” becomes “{_label(scenario, issue, after)}”"
        for issue, (before, after) in changes.items()
    )


def _label(scenario: Scenario, issue: str, option: str | float) -> str:
    key = option if isinstance(option, str) else format_number(Fraction(str(option)))
    return option_label(scenario.issue[issue], key)
