"""How much hangs on what words mean."""

from __future__ import annotations

from collections.abc import Sequence

from negsim.document.cells import count, words
from negsim.document.content import (
    Block,
    Bullets,
    Cell,
    Column,
    Paragraph,
    Section,
    Span,
    Table,
    prose,
)
from negsim.document.lists import Unanswered, cut, rest, said, unanswered
from negsim.document.notes import keys
from negsim.language.words import demand_in_words
from negsim.questions.explain.tell import standing
from negsim.questions.readings.find import Clarify, Readings
from negsim.questions.readings.tell import answer, decides, known, note
from negsim.report.material import Material

TITLE = "What the words mean"
SETS = 12


def readings(material: Material) -> Section:
    """Say which words to clarify first, and which meanings settle the answer."""
    found = material.readings
    if isinstance(found, Unanswered):
        return unanswered("readings", TITLE, found)
    blocks: list[Block] = []
    for one in answer(found):
        blocks += said((one.opening if one.lead else "") + one.rest)
    if not found.clarify:
        return Section("readings", TITLE, tuple(blocks))
    inner = [
        Section(
            "clarify", "Which words to clarify first", (_table(found, material.settings.rows),)
        ),
        _sets("closing", "Closed whatever the rest means", found.closing, found.all_closing),
        _sets("opening", "Open whatever the rest means", found.opening, found.all_opening),
    ]
    present = tuple(section for section in inner if not section.is_empty)
    return Section("readings", TITLE, tuple(blocks), sections=present)


def _table(found: Readings, most: int) -> Table:
    columns = (
        Column("demand", room=2),
        Column("may be meant as", room=5),
        Column("of combinations open", "right", 1.3),
        Column("", room=1.2),
    )
    rows = [row for one in found.clarify for row in _rows(found, one)]
    shown, _ = cut(rows, most)
    return Table(
        "clarify",
        "Ambiguous demands, those on which the answer hangs most often first",
        columns,
        tuple(shown),
        len(rows),
        ("reading", "readings"),
        "negsim readings lists them all.",
    )


def _rows(found: Readings, one: Clarify) -> list[tuple[Cell, ...]]:
    scenario = found.scenario
    line = scenario.red_lines[one.path]
    name = scenario.actor[one.member.actor or ""].name
    each = found.combinations // len(one.readings)
    told = "; ".join(part for part in (decides(one), *standing(one.member)[:1]) if part)
    rows: list[tuple[Cell, ...]] = []
    for place, reading in enumerate(line.readings):
        start = prose(
            Span(
                f"{name}: {one.member.id.replace('_', ' ')}",
                notes=keys(line.sources, scenario.claim),
            ),
            Span(f" {told}", "soft"),
        )
        count_of = None if one.open_by_reading is None else one.open_by_reading[reading.id]
        says = prose(
            Span(reading.id.replace("_", " "), "strong"),
            f": {demand_in_words(reading, scenario)}",
        )
        rows.append(
            (
                Cell(start) if place == 0 else Cell(()),
                Cell(says),
                count(count_of, None if count_of is None or not each else count_of / each),
                words(note(found, one, reading.id), voice="soft"),
            )
        )
    return rows


def _sets(id: str, title: str, sets: Sequence[Sequence[str]], is_all: bool) -> Section:  # noqa: A002
    if not sets or list(sets) == [()]:
        return Section(id, title)
    ordered = sorted(sets, key=lambda one: (len(one), one))
    shown, more = cut(ordered, SETS)
    blocks: list[Block] = [
        Paragraph(prose(known(id))),
        Bullets(tuple(prose(Span(" + ".join(one), "typed")) for one in shown)),
        *rest(more, "set", where="negsim readings --limit 0 lists them all"),
    ]
    if not is_all:
        blocks += said("There are more than these; the search was stopped.", "remark")
    return Section(id, title, tuple(blocks))
