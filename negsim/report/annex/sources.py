"""What the answer hangs on: sources, grades, assumptions, and red lines that nobody has drawn."""

from __future__ import annotations

from collections.abc import Sequence

from negsim.document.cells import count, words
from negsim.document.content import Block, Bullets, Column, Section, Span, Table, prose
from negsim.document.lists import Unanswered, cut, rest, said
from negsim.questions.trace.find import Trace
from negsim.questions.trace.tell import (
    DISBELIEVED,
    NOT_DRAWN,
    answer,
    disbelieved,
    flips,
    further,
    left_without,
    pivotal_in_words,
    source_set,
    telling,
)
from negsim.report.material import Material

TITLE = "What it hangs on"
SETS = 5


def sources(material: Material) -> Section:
    """Say what falls with which source, what nobody has drawn, and which claims nothing uses."""
    found = material.parts["trace"]
    if isinstance(found, Unanswered):
        return Section("hangs-on", TITLE, tuple(said(found.because)))
    most = material.settings.rows
    inner = [
        Section("flips", "Claims that would turn the answer", tuple(_flips(found))),
        _without(found),
        _pivotal(found, most),
        _unused(found, most),
    ]
    present = tuple(section for section in inner if not section.is_empty)
    return Section("hangs-on", TITLE, tuple(said(answer(found))), sections=present)


def _flips(found: Trace) -> list[Block]:
    blocks = said(flips(found))
    if found.findings.zone.is_open:
        return blocks
    blocks += _sets(found, found.flips_by_claims)
    if further(found):
        blocks += said("Or, assumptions being given up as well:")
        blocks += _sets(found, further(found))
    return blocks


def _sets(found: Trace, sets: Sequence[tuple[str, ...]]) -> list[Block]:
    shown, more = cut(sets, SETS)
    if not shown:
        return []
    claims = found.scenario.claim
    items = tuple(
        prose(Span(source_set(found, names), notes=tuple(n for n in names if n in claims)))
        for names in shown
    )
    return [Bullets(items), *rest(more, "other smallest set", "other smallest sets")]


def _without(found: Trace) -> Section:
    shown = telling(found)
    if not shown:
        return Section("disbelieved", "If it is not believed")
    rows = tuple(
        (
            words(disbelieved(one)),
            count(one.claims),
            count(len(one.dropped)),
            words(left_without(one)),
        )
        for one in shown
    )
    columns = (
        Column("what is not believed", room=3),
        Column("claims lost", "right"),
        Column("red lines that fall", "right"),
        Column("what is left of the zone", room=2),
    )
    table = Table(
        "disbelieved",
        "The answer without a source, a grade, or our assumptions",
        columns,
        rows,
        len(rows),
    )
    return Section("disbelieved", "If it is not believed", (table,), DISBELIEVED)


def _pivotal(found: Trace, most: int) -> Section:
    shown, more = cut(found.pivotal, most)
    items = tuple(prose(f"{pivotal_in_words(found, one)}.") for one in shown)
    blocks: list[Block] = [Bullets(items)] if items else []
    blocks += rest(more, "red line", where="negsim trace --limit 0 lists them all")
    return Section("not-drawn", "Red lines that nobody has drawn", tuple(blocks), NOT_DRAWN)


def _unused(found: Trace, most: int) -> Section:
    shown, more = cut(found.unused, most)
    items = tuple(
        prose(f"{one.says} ", Span(f"({one.id}, grade {one.grade})", "soft")) for one in shown
    )
    blocks: list[Block] = [Bullets(items)] if items else []
    blocks += rest(more, "claim")
    return Section("unused", "Claims that nothing uses", tuple(blocks))
