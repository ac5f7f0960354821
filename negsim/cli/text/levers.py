"""What `negsim levers` says: the smallest changes, what each asks of whom, and what stands against it."""

from __future__ import annotations

from negsim.analysis.declared import Declared
from negsim.analysis.levers import Levers
from negsim.analysis.wording.levers import (
    against,
    answer,
    floor_in_words,
    in_words,
    members,
    steps_in_words,
    three_decimals,
    told,
)
from negsim.cli.text.header import header, more
from negsim.cli.text.layout import heading, titled, wrap
from negsim.language.phrases import counted, gain, listed
from negsim.language.scenario import Scenario
from negsim.language.words import option_label

_NEXT = ("run", "room", "readings", "trade")


def levers_text(found: Levers, room: int, limit: int | None = 10) -> str:
    """Put levers into words, at most `room` columns wide; at most so many of each kind."""
    sections = [
        header(found.scenario, room),
        wrap(answer(found), room),
        _ranking(found, room, limit),
        _retreats(found, room, limit),
        _reservations(found, room),
        *(_declared(found, one, room) for one in found.declared),
        more(found.scenario, _NEXT, room),
    ]
    return "\n\n".join("\n".join(lines) for lines in sections if lines)


def _ranking(found: Levers, room: int, limit: int | None) -> list[str]:
    if not found.ranked:
        return []
    verb = "RAISE THE FLOOR" if found.before.size else "OPEN THE ZONE"
    lines = [heading(f"WHAT WOULD {verb}")]
    changes = list(told(found))
    for place, one in enumerate(changes[:limit], start=1):
        start = f"  {place}. "
        lines += wrap(f"{in_words(found, one)}.", room, start)
        indent = " " * len(start)
        opens = f"{counted(one.zone, 'package')} in the zone, floor {floor_in_words(one.floor)}"
        lines += wrap(opens, room, indent)
        stands = against(members(found, one))
        if stands:
            lines += wrap(f"Against it stands {stands}.", room, indent)
    rest = len(changes) - len(changes[:limit])
    if rest:
        lines.append(f"  … and {rest:,} more: --limit 0 shows all")
    return lines


def _retreats(found: Levers, room: int, limit: int | None) -> list[str]:
    if not found.details:
        return []
    lines = titled("THE SMALLEST RETREATS", "over red lines, in steps along the issues", room)
    shown = found.details[:limit]
    for one in shown:
        lines += wrap(steps_in_words(found.scenario, one.steps), room, "  ")
        above = f"{one.above_reservation:,} of them at or above every walk-away value"
        lines += wrap(f"{counted(one.packages, 'package')}, {above}", room, "    ")
        for actor, move in one.moves.items():
            name = found.scenario.actor[actor].name
            if move.cost is None:
                cost = "costs it what cannot be told"
            elif move.cost < 0:
                cost = f"is worth {three_decimals(-move.cost)} to it"
            else:
                cost = f"costs it {three_decimals(move.cost)}"
            left = f"the move {cost}, and leaves it {gain(move.gain)} above no deal"
            if move.gain < 0:
                left = f"the move {cost}, and leaves it {three_decimals(-move.gain)} below no deal"
            lines += wrap(f"{name}: {left}", room, "    ", "      ")
    rest = len([one for one in found.retreats if any(one.steps)]) - len(shown)
    if rest:
        lines.append(f"  … and {rest:,} more: --format json lists all")
    for path in found.unkeepable:
        lines += wrap(f"{path} is crossed by every package: no step keeps it.", room, "  ")
    return lines


def _reservations(found: Levers, room: int) -> list[str]:
    lowered = {actor: one for actor, one in found.alone.items() if one is not None}
    if not lowered and not found.together:
        return []
    lines = titled("WALK-AWAY VALUES", "that would have to fall, red lines kept", room)
    for actor, one in lowered.items():
        name = found.scenario.actor[actor].name
        fall = f"{three_decimals(one.start)} to {three_decimals(one.to)}"
        lines += wrap(f"{name} alone: from {fall}", room, "  ")
    if not lowered and found.together:
        names = [found.scenario.actors[a].name for a in found.space.problem.consenting]
        falls = [
            f"{name} by {three_decimals(fall)}"
            for name, fall in zip(names, found.together[0].falls, strict=True)
            if fall
        ]
        lines += wrap(f"Nobody's alone. Least in all: {listed(falls)}", room, "  ")
    return lines


def _declared(found: Levers, one: Declared, room: int) -> list[str]:
    scenario = found.scenario
    lines = titled(f"LEVER {one.id}", one.lever.say or "", room)
    if not one.zone and not one.zone_before:
        lines.append("  Alone it opens nothing.")
    else:
        lines += _alone(one, room)
    for beside in one.beside[:4]:
        if beside.zone == beside.zone_before and beside.floor == beside.floor_before:
            continue
        told = (
            f"With {steps_in_words(scenario, beside.steps)}: {beside.zone_before:,} to"
            f" {counted(beside.zone, 'package')}, floor {floor_in_words(beside.floor_before)} to"
            f" {floor_in_words(beside.floor)}."
        )
        lines += wrap(told, room, "  ", "    ")
    if one.witness is None:
        return [*lines, "  No package that uses it comes into reach."]
    moved = [
        f"{scenario.actor[actor].name} {gain(change)}"
        for actor, change in one.change.items()
        if change
    ]
    chosen = listed([_chosen(scenario, one, issue, value) for issue, value in one.chosen.items()])
    worth = f"; by itself: {', '.join(moved)}" if moved else ""
    lines += wrap(f"Best used with {chosen}{worth}.", room, "  ")
    if one.against:
        claims = ", ".join(f"{c.id} (grade {c.grade})" for c in one.against)
        lines += wrap(f"Claims on its issues: {claims}.", room, "  ")
    elif scenario.all_claims:
        lines.append("  No claim bears on its issues.")
    return lines


def _alone(one: Declared, room: int) -> list[str]:
    before = f"{counted(one.zone_before, 'package')}, floor {floor_in_words(one.floor_before)}"
    after = f"{counted(one.zone, 'package')}, floor {floor_in_words(one.floor)}"
    lines = wrap(f"Alone: {before} without it; {after} with it.", room, "  ")
    if one.zone_using and one.floor_using != one.floor:
        used = (
            f"{counted(one.zone_using, 'package')} of them, floor {floor_in_words(one.floor_using)}"
        )
        lines += wrap(f"Used in {used}.", room, "  ")
    return lines


def _chosen(scenario: Scenario, one: Declared, issue: str, value: object) -> str:
    new = {brought.issue.id: brought.issue for brought in one.lever.issues}
    labels = {(o.issue, o.id): o.label for o in one.lever.options}
    text = str(value)
    if (issue, text) in labels:
        return f"“{labels[issue, text]}” ({issue})"
    spec = new.get(issue) or scenario.issue[issue]
    if spec.range is not None:
        unit = f" {spec.range.unit}" if spec.range.unit else ""
        return f"“{text}{unit}” ({issue})"
    return f"“{option_label(spec, text)}” ({issue})"
