"""What `negsim trade` says: who gives what for what, what it does to others, and where a single text would lead."""

from __future__ import annotations

from negsim.cli.terminal.header import header, more
from negsim.cli.terminal.layout import fit, heading, table, titled, wrap
from negsim.language.model.scenario import Scenario
from negsim.questions.trade.find import Swap, Trades
from negsim.questions.trade.single_text import Step
from negsim.questions.trade.tell import (
    EVEN,
    NONE,
    REVISIONS,
    TOLERABLE,
    changes_in_words,
    gains_of,
    how_many,
    label,
    path_end,
    revision_gains,
    start_in_words,
    swap_in_words,
)

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
    rows = [(i.ask, label(scenario, i.id, package[i.id])) for i in scenario.issues]
    lines = [heading("FROM"), *(f"  {line}" for line in table(rows, (asks, room - asks - 4)))]
    for text in start_in_words(found):
        lines += wrap(text, room, "  ", "    ")
    return lines


def _swaps(found: Trades, room: int, limit: int | None) -> list[str]:
    if not found.found:
        return wrap(NONE.text, room)
    lines = titled("TRADES", TOLERABLE, room)
    lines += wrap(how_many(found), room, "  ")
    for place, one in enumerate(found.swaps[:limit], start=1):
        lines += _swap(found.scenario, one, room, f"  {place}. ")
    return lines


def _swap(scenario: Scenario, one: Swap, room: int, start: str) -> list[str]:
    lines = wrap(changes_in_words(scenario, one.changes), room, start)
    for text in swap_in_words(scenario, one):
        lines += wrap(text, room, " " * len(start))
    return lines


def _equal(found: Trades, room: int, limit: int | None) -> list[str]:
    if not found.equal:
        return []
    lines = titled("EVEN TRADES", EVEN, room)
    for one in found.equal[: None if limit is None else min(limit, 3)]:
        lines += wrap(changes_in_words(found.scenario, one.changes), room, "  ", "    ")
        lines += wrap(gains_of(found.scenario, one), room, "    ")
    return lines


def _path(found: Trades, room: int) -> list[str]:
    if not found.path:
        return wrap(path_end(found), room)
    lines = titled("A SINGLE TEXT", REVISIONS, room)
    for number, one in enumerate(found.path, start=1):
        lines += _revision(found.scenario, one, room, f"  {number}. ")
    return [*lines, *wrap(path_end(found), room, "  ")]


def _revision(scenario: Scenario, one: Step, room: int, start: str) -> list[str]:
    text = changes_in_words(scenario, one.changes)
    gains = revision_gains(scenario, one)
    return [*wrap(text, room, start), *wrap(gains, room, " " * len(start))]
