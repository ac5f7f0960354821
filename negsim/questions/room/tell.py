"""Room in words: how much more each could ask for, what each red line costs, what each option leaves."""

from __future__ import annotations

from negsim.document.cells import count, threshold, words, worth
from negsim.document.content import Block, Cell, Column, Said, Section, Span, Table, prose
from negsim.document.lists import present, said
from negsim.document.notes import claim_keys
from negsim.document.result import told
from negsim.language.labels import demand
from negsim.language.phrases import counted, points, tenths
from negsim.language.words import option_label
from negsim.questions.room.result import ActorRoom, Room


@told.register
def tell(found: Room) -> Section:
    """Move every demand, one at a time, all else as it is."""
    inner = [
        Section("room-of-actors", "How much more each could ask for", (_actors(found),)),
        Section("room-of-lines", "What each red line costs", tuple(_lines(found))),
    ]
    if found.zone.size:
        inner.append(Section("room-of-options", "What each option leaves", (_options(found),)))
    remark = "one demand moved at a time, all else as it is; worths in points of 100"
    return Section("room", "Room", (), remark, present(*inner), answer(found))


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
            threshold(one.reservation_value),
            *((threshold(one.room),) if has_room else ()),
            count(one.sole_blocker_of),
            words(to_spare(one), voice="soft"),
        )
        for one in actors
    )
    return Table(
        "room-of-actors",
        "Walk-away values and how far each could rise",
        columns,
        rows,
        len(rows),
        sheet="Room",
    )


def _lines(found: Room) -> list[Block]:
    matter = [one for one in found.red_lines.values() if one.without.size != found.zone.size]
    matter.sort(key=lambda one: (-one.without.size, one.path))
    blocks: list[Block] = []
    if matter:
        columns = (
            Column("red line", room=3),
            Column("zone without it", "right", 1.5),
            Column("zone one step beyond it", "right"),
            Column("floor without it", "right"),
        )
        widest = matter[0].without.size
        rows = tuple(
            (
                Cell(
                    prose(
                        Span(demand(found.scenario, one.path), notes=claim_keys(one.member.claims))
                    )
                ),
                count(one.without.size, one.without.size / widest if widest else None),
                count(one.one_step.size),
                worth(one.without.floor),
            )
            for one in matter
        )
        caption = "Red lines whose loss alone changes the zone"
        what = ("red line", "red lines")
        blocks.append(
            Table(
                "room-of-lines", caption, columns, rows, len(rows), what, sheet="Room by red line"
            )
        )
    return [*blocks, *said(idle_lines(found))]


def _options(found: Room) -> Table:
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
                    worth(zone.floor),
                )
            )
    caption = "Packages of the zone that have each option, and the floor with it fixed"
    total, what = len(rows), ("option", "options")
    return Table(
        "room-of-options", caption, columns, tuple(rows), total, what, sheet="Room by option"
    )


def answer(found: Room) -> Said:
    """Say who has least to spare, or how many red lines would open the zone if dropped alone."""
    zone = found.zone
    if zone.size:
        floor = (
            ""
            if zone.floor is None
            else f", the worst-off gaining {points(zone.floor)} points of 100"
        )
        text = f": {counted(zone.size, 'package')}{floor}."
        spare = [(one.slack, one.actor) for one in found.actors.values() if one.slack is not None]
        if spare:
            least, actor = min(spare)
            name = found.scenario.actor[actor].name
            text += (
                f" {name} has least to spare: {tenths(least)} more, and any more would close it."
            )
        return Said("A DEAL IS POSSIBLE", text)
    opening = [line for line in found.red_lines.values() if line.without.size]
    if opening:
        does = f"{counted(len(opening), 'red line')} would open it if dropped alone."
    else:
        does = "No single red line would open it if dropped alone."
    return Said("NO DEAL", f" as the demands are read. {does}")


def to_spare(one: ActorRoom) -> str:
    """Say how much more an actor could ask for."""
    if one.because == "never_closes":
        return "the zone stays open whatever it asks for"
    if one.because == "closed_anyway":
        return "no walk-away value opens the zone"
    assert one.slack is not None
    if one.slack < 0:
        return f"would have to come down by {tenths(-one.slack)} to open it"
    return f"{tenths(one.slack)} to spare"


def idle_lines(found: Room) -> str:
    """Say how many red lines leave the zone as it is when they are dropped alone; nothing where each changes it."""
    matter = sum(one.without.size != found.zone.size for one in found.red_lines.values())
    idle = len(found.red_lines) - matter
    if not idle:
        return ""
    still = "leaves the zone as it is" if found.zone.size else "leaves it empty"
    if idle == 1:
        return f"Dropping the {'other' if matter else 'only'} red line alone {still}."
    others = counted(idle, "other red line" if matter else "red line")
    return f"Dropping any one of the {others} alone {still}."
