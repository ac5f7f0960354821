"""How a value is written at a place, in each way that may do there, the best first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from negsim.language.writer import write_flow, write_lines
from negsim.language.yaml.extents import Extent
from negsim.studio.edits.ground import Ground

Changes: TypeAlias = list[tuple[int, int, str]]  # from, to, what stands there instead
WIDE = 100


@dataclass(frozen=True)
class Slot:
    """Where a value stands in what holds it.

    Parameters
    ----------
    lead : int
        Behind the colon or the dash.
    column : int
        Of the key or the dash.
    depth : int
        How many levels down.
    """

    lead: int
    column: int
    depth: int


def slot(ground: Ground, way: Sequence[Extent]) -> Slot:
    """Find where the last of some extents, one within another, stands in the one before."""
    holder, old = way[-2], way[-1]
    index = next(place for place, part in enumerate(holder.parts) if part is old)
    if holder.kind == "mapping":
        key = holder.parts[index - 1]
        lead = ground.sign(":", key.stop, old.start) + 1 or old.start
        return Slot(lead, ground.column(key.start), len(way) - 2)
    lower = holder.start if index == 0 else holder.parts[index - 1].stop
    dash = ground.sign("-", lower, old.start)
    return Slot(dash + 1, ground.column(dash), len(way) - 2)


def is_flow(way: Sequence[Extent]) -> bool:
    """Say whether the last stands in brackets."""
    return any(extent.is_flow for extent in way[:-1])


def replacements(
    ground: Ground, way: Sequence[Extent], value: Any, *, is_open: bool = False
) -> Iterator[Changes]:
    """Give the ways to write a value in the place of what stands there; `is_open` prefers lines of its own."""
    old = way[-1]
    flow = write_flow(value)
    space = "" if ground.text[old.start - 1 : old.start] in ("", " ", "\t", "\n", "[", "{") else " "
    inline: Changes = [(old.start, old.stop, space + flow)]
    if len(way) == 1:
        lines = ground.newline.join(write_lines(value)) if value else flow
        yield [(old.start, old.stop, lines)]
        return
    if is_flow(way):
        yield inline
        return
    at = slot(ground, way)
    is_next = not ground.text[at.lead : old.start].strip()
    is_simple = not isinstance(value, dict | list) or not value
    if is_simple and not (isinstance(value, str) and "\n" in value):
        if is_next and "\n" in ground.text[at.lead : old.start]:
            yield [(at.lead, old.stop, f" {flow}")]
        yield inline
        return
    fits = ground.column(old.start) + len(flow) + len(ground.after(old.stop)) <= WIDE
    if not is_simple and fits and not is_open and (old.is_flow or old.kind == "scalar"):
        yield inline
    yield from _on_lines(ground, old, at, value, is_next=is_next)
    yield inline


def _on_lines(
    ground: Ground, old: Extent, at: Slot, value: Any, *, is_next: bool
) -> Iterator[Changes]:
    if old.parts and not old.is_flow and isinstance(value, dict | list):
        first = old.parts[0].start if old.kind == "mapping" else old.start
        column = ground.column(first)
        lines = ground.newline.join(write_lines(value, column, at.depth + 1))
        yield [(first, old.stop, lines[column:])]
    tail = _tail(ground, at, value)
    if is_next and not ground.after(old.stop).strip():
        yield [(at.lead, old.stop, tail)]
    if "\n" not in ground.text[at.lead : old.stop] and tail[:1] in "\r\n":
        end = ground.line_end(old.stop)
        start = at.lead if is_next else old.start
        yield [(start, old.stop, ""), (end, end, tail)]


def _tail(ground: Ground, at: Slot, value: Any) -> str:
    """Give what follows the colon or the dash, where there is nothing else on the line."""
    lines = write_lines({"k": value}, at.column, at.depth)
    lines[0] = lines[0][at.column + 2 :]
    return ground.newline.join(lines)


def applied(text: str, changes: Changes) -> str:
    """Give a text with changes made that do not overlap."""
    for start, stop, new in sorted(changes, reverse=True):
        text = text[:start] + new + text[stop:]
    return text
