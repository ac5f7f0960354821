"""What `negsim room` says: how much more each could ask for, what red lines cost, what options leave."""

from __future__ import annotations

from negsim.cli.terminal.header import header, more
from negsim.cli.terminal.layout import bar, fit, heading, led, table, width, wrap
from negsim.language.words import option_label
from negsim.questions.room.find import LineRoom, Room
from negsim.questions.room.tell import answer, idle_lines, to_spare
from negsim.solve.kernels.room import Zone

ROOM_FOR_BAR = 14


def room_text(found: Room) -> str:
    """Put the room of every demand into words, at most 100 columns wide."""
    room = width()
    sections = [
        header(found.scenario, room),
        led(answer(found), room),
        _actors(found, room),
        _red_lines(found, room),
        _options(found, room),
        more(found.scenario, ("explain", "readings", "compare"), room),
    ]
    return "\n\n".join("\n".join(lines) for lines in sections if lines)


def _actors(found: Room, room: int) -> list[str]:
    lines = [heading("HOW MUCH MORE EACH COULD ASK FOR")]
    lines += wrap(
        "The walk-away value as it is, the highest at which the zone is open, and how many packages"
        " this actor alone stands against.",
        room,
        "  ",
    )
    actors = list(found.actors.values())
    names = fit((found.scenario.actor[one.actor].name for one in actors), 34)
    digits = max(11, *(len(f"{one.sole_blocker_of:,}") for one in actors))
    rest = room - 2 - names - 5 - 5 - digits - 8
    top = ("", "now", "room", "alone stops", "")
    widths = (names, 5, 5, digits, rest)
    rows = [
        (
            found.scenario.actor[one.actor].name,
            f"{float(one.reservation_value):.3f}",
            "" if one.room is None else f"{float(one.room):.3f}",
            f"{one.sole_blocker_of:,}",
            to_spare(one),
        )
        for one in actors
    ]
    lines += [heading(f"  {line}") for line in table([top], widths, "lrrrl")]
    return lines + [f"  {line}" for line in table(rows, widths, "lrrrl")]


def _red_lines(found: Room, room: int) -> list[str]:
    matter = [one for one in found.red_lines.values() if one.without.size != found.zone.size]
    if not found.red_lines:
        return []
    lines = [heading("WHAT EACH RED LINE COSTS")]
    if matter:
        matter.sort(key=lambda one: (-one.without.size, one.path))
        names = fit((one.path for one in matter), 34)
        most = matter[0].without.size
        widths = (names, max(12, len(f"{most:,}")), 13, 6, ROOM_FOR_BAR)
        top = ("", "zone without", "one step more", "floor", "")
        lines += [heading(f"  {line}") for line in table([top], widths, "lrrrl")]
        rows = [_line(one, most) for one in matter]
        lines += [f"  {line}" for line in table(rows, widths, "lrrrl")]
    idle = idle_lines(found)
    if idle:
        lines += wrap(idle, room, "  ")
    return lines


def _line(one: LineRoom, most: int) -> tuple[str, ...]:
    return (
        one.path,
        f"{one.without.size:,}",
        f"{one.one_step.size:,}",
        _floor(one.without),
        bar(one.without.size / most if most else 0, ROOM_FOR_BAR),
    )


def _options(found: Room, room: int) -> list[str]:
    if not found.zone.size:
        return []
    lines = [heading("WHAT EACH OPTION LEAVES")]
    scenario = found.scenario
    settled = []
    for issue in scenario.issues:
        zones = found.options[issue.id]
        left = {option: zone for option, zone in zones.items() if zone.size}
        if len(left) == 1:
            settled.append(f"{issue.id} {next(iter(left))}")
            continue
        lines += wrap(issue.ask, room, "  ")
        labels = fit((option_label(issue, option) for option in left), 50)
        rows = [
            (
                option_label(issue, option),
                f"{zone.size:,}",
                _floor(zone),
                bar(zone.size / found.zone.size, ROOM_FOR_BAR),
            )
            for option, zone in left.items()
        ]
        widths = (labels, max(3, len(f"{found.zone.size:,}")), 6, ROOM_FOR_BAR)
        lines += [f"    {line}" for line in table(rows, widths, "lrrl")]
        never = [option_label(issue, option) for option in zones if option not in left]
        if never:
            lines += wrap(f"never: {'; '.join(never)}", room, "    ", "           ")
    if settled:
        lines += wrap(f"The same in every deal: {', '.join(settled)}.", room, "  ", "    ")
    return lines


def _floor(zone: Zone) -> str:
    return "" if zone.floor is None else f"{float(zone.floor):.3f}"
