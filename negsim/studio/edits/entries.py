"""Entries of mappings and lists: put in, taken out, and moved, in each way that may do, the best first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from negsim.language.writer import write_flow, write_lines
from negsim.language.yaml.extents import Extent
from negsim.studio.edits.ground import Ground
from negsim.studio.edits.rendering import WIDE, Changes, is_flow


def count(extent: Extent) -> int:
    """How many entries a mapping or list has."""
    return len(extent.items if extent.kind == "mapping" else extent.parts)


def insertions(ground: Ground, way: Sequence[Extent], index: int, plain: Any) -> Iterator[Changes]:
    """Give the ways to put an entry, a mapping or list of one, before another of what is not empty, or at its end."""
    holder = way[-1]
    if holder.is_flow or is_flow(way):
        yield from _in_brackets(ground, holder, index, write_flow(plain)[1:-1])
        return
    start, _ = _segment(ground, holder, 0)
    column = ground.column(_first(ground, holder, 0))
    lines = ground.newline.join(write_lines(plain, column, len(way) - 1))
    gap = ground.newline if _are_apart(ground, holder) else ""
    if index < count(holder):
        start, _ = _segment(ground, holder, index)
        if ground.before(start).strip():
            yield [(start, start, f"{lines[column:]}{ground.newline}{' ' * column}")]
        else:
            at = ground.line_start(start)
            yield [(at, at, f"{lines}{ground.newline}{gap}")]
        return
    _, stop = _segment(ground, holder, index - 1)
    yield [(stop, stop, f"{ground.newline}{gap}{lines}")]
    at = _after_blank_lines(ground, stop)
    yield [(at, at, f"{lines}{ground.newline}")]


def removals(ground: Ground, way: Sequence[Extent], index: int) -> Iterator[Changes]:
    """Give the ways to take one of several entries out."""
    holder = way[-1]
    if holder.is_flow or is_flow(way):
        yield from _out_of_brackets(ground, holder, index)
        return
    start, stop = _segment(ground, holder, index)
    if ground.before(start).strip():  # behind a dash
        following = _first(ground, holder, index + 1) if index + 1 < count(holder) else stop
        between = ground.text[ground.entry(holder, index)[1] : following]
        if not between.strip():
            yield [(start, following, "")]
        yield [(start, ground.entry(holder, index)[1], "")]
        return
    first, last = ground.line_start(start), ground.next_line(stop)
    if last == stop and first:  # the last line, which has no end
        above = ground.line_end(ground.line_start(first - 1))
        yield [(above, stop, "")]
        return
    if not ground.text[ground.line_start(first - 1) if first else 0 : first].strip():
        behind = ground.next_line(last)
        if not ground.text[last:behind].strip() and behind > last:
            yield [(first, behind, "")]
    yield [(first, last, "")]


def moves(ground: Ground, way: Sequence[Extent], old: int, new: int) -> Iterator[Changes]:
    """Give the way to move an entry: the places stay, with what stands between them, and the entries change them."""
    holder = way[-1]
    order = list(range(count(holder)))
    order.insert(new, order.pop(old))
    for with_comments in (True, False):
        spans = [
            _segment(ground, holder, index)
            if with_comments and not (holder.is_flow or is_flow(way))
            else ground.entry(holder, index)
            for index in order
        ]
        places = sorted(spans)
        yield [
            (*place, ground.text[slice(*span)])
            for place, span in zip(places, spans, strict=True)
            if place != span
        ]


def _segment(ground: Ground, holder: Extent, index: int) -> tuple[int, int]:
    """Give where an entry on lines of its own begins, with the comments on it, and where its last line ends."""
    start, stop = ground.entry(holder, index)
    start = _first(ground, holder, index)
    end = ground.line_end(stop)
    if ground.before(start).strip() or not index:
        return start, end
    column = ground.column(start)
    above = ground.line_end(ground.entry(holder, index - 1)[1])
    while True:
        line = ground.line_start(ground.line_start(start) - 1)
        words = ground.text[line : ground.line_end(line)]
        if line <= above or not words[column:].startswith("#") or words[:column].strip():
            return start, end
        start = line + column


def _first(ground: Ground, holder: Extent, index: int) -> int:
    """Give where an entry begins, with its dash."""
    start, _ = ground.entry(holder, index)
    if holder.kind == "mapping":
        return start
    lower = holder.start if index == 0 else holder.parts[index - 1].stop
    return max(ground.sign("-", lower, start), lower)


def _are_apart(ground: Ground, holder: Extent) -> bool:
    """Say whether blank lines stand between the entries."""
    if count(holder) < 2:
        return False
    _, stop = _segment(ground, holder, count(holder) - 2)
    start, _ = _segment(ground, holder, count(holder) - 1)
    between = ground.text[ground.next_line(stop) : ground.line_start(start)]
    return bool(between) and not between.strip()


def _after_blank_lines(ground: Ground, at: int) -> int:
    at = ground.next_line(at)
    while at < len(ground.text) and not ground.after(at).strip():
        at = ground.next_line(at)
    return at


def _in_brackets(ground: Ground, holder: Extent, index: int, text: str) -> Iterator[Changes]:
    if index < count(holder):
        start, _ = ground.entry(holder, index)
        yield [(start, start, f"{text}, ")]
        return
    _, at = ground.entry(holder, index - 1)
    line = ground.before(at) + ground.after(at)
    first, _ = ground.entry(holder, index - 1)
    own = ground.before(first)
    if len(line) + len(text) + 2 > WIDE and "\n" in ground.text[holder.start : holder.stop]:
        pad = own if not own.strip() else " " * (len(own) - len(own.lstrip()) + 4)
        yield [(at, at, f",{ground.newline}{pad}{text}")]
    yield [(at, at, f", {text}")]


def _out_of_brackets(ground: Ground, holder: Extent, index: int) -> Iterator[Changes]:
    start, stop = ground.entry(holder, index)
    if index + 1 < count(holder):
        following, _ = ground.entry(holder, index + 1)
        comma = ground.sign(",", stop, following) + 1
        between = ground.text[comma:following]
        if not between.strip() and "\n" not in between:
            yield [(start, following, "")]
        yield [(start, comma, "")]
        return
    _, above = ground.entry(holder, index - 1)
    if "#" not in ground.text[above:start]:
        yield [(above, stop, "")]
    comma = ground.sign(",", above, start)
    yield [(comma, comma + 1, ""), (start, stop, "")]
