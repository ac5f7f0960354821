"""What each variant of the file comes to."""

from __future__ import annotations

from negsim.document.cells import count, number, words
from negsim.document.content import Block, Cell, Column, Fact, Facts, Section, Span, Table, prose
from negsim.document.lists import Unanswered, cut, rest, said, unanswered
from negsim.questions.compare.find import Comparison, Row
from negsim.questions.compare.tell import FLOOR, answer, in_short
from negsim.report.material import Material

TITLE = "Variants"


def variants(material: Material) -> Section:
    """Set the variants side by side, then say what a brief should say of each."""
    found = material.parts["compare"]
    if isinstance(found, Unanswered):
        return unanswered("variants", TITLE, found)
    if found is None:
        return Section("variants", TITLE)
    summary = answer(found)
    blocks: list[Block] = [
        *said(summary.opening + summary.rest),
        _table(found, material.settings.rows),
    ]
    inner = []
    others, more = cut(found.rows[1:], material.settings.rows)
    if others:
        facts: tuple[Block, ...] = (Facts(tuple(_fact(row) for row in others), is_stacked=True),)
        facts = (*facts, *rest(more, "variant"))
        inner.append(Section("each-variant", "What to say of each", facts))
    if found.left_out:
        left = tuple(
            Fact(prose(Span("+".join(one.variant), "typed")), prose(one.because))
            for one in found.left_out
        )
        inner.append(Section("left-out", "Written for a stack, so left out", (Facts(left),)))
    return Section("variants", TITLE, tuple(blocks), FLOOR, tuple(inner))


def _table(found: Comparison, most: int) -> Table:
    rows, _ = cut(found.rows, most)
    floors = [row.findings.floor for row in found.rows if row.findings.floor is not None]
    best = max(floors, default=None)
    cells = []
    for row in rows:
        zone, floor = row.findings.zone, row.findings.floor
        bar = None if floor is None or not best or best <= 0 else max(0.0, float(floor / best))
        size = count(zone.size) if zone.is_open else Cell(prose("no deal"), 0, "count")
        name = words(row.name, voice="typed" if row.variant else "plain")
        cells.append((name, size, number(floor, bar), words(in_short(row))))
    columns = (
        Column("", room=2),
        Column("packages", "right"),
        Column("floor", "right", 1.5),
        Column("what collides, or what every deal has", room=5),
    )
    total = len(found.rows)
    return Table(
        "variants",
        "The variants of the file, each by itself",
        columns,
        tuple(cells),
        total,
        ("variant", "variants"),
    )


def _fact(row: Row) -> Fact:
    term = [Span(row.name, "typed")]
    if row.say:
        term.append(Span(f" {row.say}", "strong"))
    return Fact(tuple(term), prose(" ".join(row.says)))
