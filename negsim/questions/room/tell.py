"""How much more each could ask for, in words."""

from __future__ import annotations

from negsim.language.phrases import counted
from negsim.questions.room.find import ActorRoom, Room
from negsim.questions.zone.tell import Said


def answer(found: Room) -> Said:
    """Say who has least to spare, or how many red lines would open the zone if dropped alone."""
    zone = found.zone
    if zone.size:
        floor = "" if zone.floor is None else f", the worst-off gaining {float(zone.floor):.3f}"
        text = f": {counted(zone.size, 'package')}{floor}."
        spare = [(one.slack, one.actor) for one in found.actors.values() if one.slack is not None]
        if spare:
            least, actor = min(spare)
            name = found.scenario.actor[actor].name
            text += (
                f" {name} has least to spare: {float(least):.3f} more, and any more would close it."
            )
        return Said("A DEAL IS POSSIBLE", text)
    opening = [line for line in found.red_lines.values() if line.without.size]
    if opening:
        does = f"{counted(len(opening), 'red line')} would open it if dropped alone."
    else:
        does = "No single red line would open it if dropped alone."
    return Said("NO DEAL", f" as the demands stand. {does}")


def to_spare(one: ActorRoom) -> str:
    """Say how much more an actor could ask for."""
    if one.because == "never_closes":
        return "the zone stays open whatever it asks for"
    if one.because == "closed_anyway":
        return "no walk-away value opens the zone"
    assert one.slack is not None
    if one.slack < 0:
        return f"would have to come down by {float(-one.slack):.3f} to open it"
    return f"{float(one.slack):.3f} to spare"


def idle_lines(found: Room) -> str:
    """Say how many red lines change nothing when they are dropped alone; nothing where each changes something."""
    matter = sum(one.without.size != found.zone.size for one in found.red_lines.values())
    idle = len(found.red_lines) - matter
    if not idle:
        return ""
    if idle == 1:
        return f"Dropping the {'other' if matter else 'only'} red line changes nothing."
    others = counted(idle, "other red line" if matter else "red line")
    return f"Dropping any one of the {others} changes nothing."
