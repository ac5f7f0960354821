"""How much more each could ask for, what each red line costs, what each option leaves."""

from __future__ import annotations

from negsim.document.cells import count, number, words
from negsim.document.content import Block, Cell, Column, Section, Span, Table, prose
from negsim.document.lists import cut, said, unanswered
from negsim.document.notes import claim_keys
from negsim.language.words import option_label
from negsim.questions.room.find import Room
from negsim.questions.room.tell import answer, idle_lines, to_spare
from negsim.report.material import Material, Unanswered

TITLE = "Room"


def room(material: Material) -> Section:
    """Move every demand, one at a time."""
    found = material.room
    if isinstance(found, Unanswered):
        return unanswered("room", TITLE, found)
    summary = answer(found)
    most = material.settings.rows
    inner = [
        Section("room-of-actors", "How much more each could ask for", (_actors(found),)),
        Section("room-of-lines", "What each red line costs", tuple(_lines(found, most))),
    ]
    if found.zone.size:
        table = _options(found, most)
        inner.append(Section("room-of-options", "What each option leaves", (table,)))
    present = tuple(section for section in inner if not section.is_empty)
    blocks = tuple(said(summary.opening + summary.rest))
    return Section("room", TITLE, blocks, "one demand moved at a time, all else as it is", present)


def _actors(found: Room) -> Table:
    actors = found.actors.values()
    has_room = any(one.room is not None for one in actors)
    columns = (
        Column("", room=2.5),
        Column("walk-away now", "right"),
        *((Column("highest that leaves a deal", "right"),) if has_room else ()),
        Column("packages it alone stops", "right"),
        Column("", room=3),
    )
    rows = tuple(
        (
            words(found.scenario.actor[one.actor].name),
            number(one.reservation_value),
            *((number(one.room),) if has_room else ()),
            count(one.sole_blocker_of),
            words(to_spare(one), voice="soft"),
        )
        for one in actors
    )
    return Table(
        "room-of-actors", "Walk-away values and how far each could rise", columns, rows, len(rows)
    )


def _lines(found: Room, most: int) -> list[Block]:
    matter = [one for one in found.red_lines.values() if one.without.size != found.zone.size]
    matter.sort(key=lambda one: (-one.without.size, one.path))
    blocks: list[Block] = []
    if matter:
        shown, _ = cut(matter, most)
        columns = (
            Column("red line", room=3),
            Column("zone without it", "right", 1.5),
            Column("zone one step beyond it", "right"),
            Column("floor without it", "right"),
        )
        widest = matter[0].without.size
        rows = tuple(
            (
                Cell(prose(Span(one.path, "typed", claim_keys(one.member.claims)))),
                count(one.without.size, one.without.size / widest if widest else None),
                count(one.one_step.size),
                number(one.without.floor),
            )
            for one in shown
        )
        caption = "Red lines whose loss alone changes the zone"
        blocks.append(
            Table("room-of-lines", caption, columns, rows, len(matter), ("red line", "red lines"))
        )
    return [*blocks, *said(idle_lines(found))]


def _options(found: Room, most: int) -> Table:
    columns = (
        Column("", room=3),
        Column("option", room=3),
        Column("packages of the zone", "right", 1.5),
        Column("floor", "right"),
    )
    rows = []
    for issue in found.scenario.issues:
        for place, (option, zone) in enumerate(found.options[issue.id].items()):
            rows.append(
                (
                    words(issue.ask if place == 0 else ""),
                    words(option_label(issue, option)),
                    count(zone.size, zone.size / found.zone.size),
                    number(zone.floor),
                )
            )
    caption = "Packages of the zone that have each option, and the floor with it fixed"
    total, what = len(rows), ("option", "options")
    return Table("room-of-options", caption, columns, tuple(rows[: 3 * most]), total, what)
