"""What `negsim levers` says: the smallest changes, what each asks of whom, and what stands against it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from negsim.analysis.declared import Declared
from negsim.analysis.findings import Member
from negsim.analysis.levers import Levers, Ranked
from negsim.analysis.retreating import RetreatDetail
from negsim.cli.text.header import header, more
from negsim.cli.text.layout import counted, gain, heading, listed, titled, wrap
from negsim.language.numbers import format_number
from negsim.language.scenario import Scenario
from negsim.language.words import option_label

_NEXT = ("run", "room", "readings", "trade")


def levers_text(found: Levers, room: int, limit: int | None = 10) -> str:
    """Put levers into words, at most `room` columns wide; at most so many of each kind."""
    sections = [
        header(found.scenario, room),
        _answer(found, room),
        _ranking(found, room, limit),
        _retreats(found, room, limit),
        _reservations(found, room),
        *(_declared(found, one, room) for one in found.declared),
        more(found.scenario, _NEXT, room),
    ]
    return "\n\n".join("\n".join(lines) for lines in sections if lines)


def _answer(found: Levers, room: int) -> list[str]:
    before, does = found.before, len(list(_untold(found)))
    if before.size:
        says = f"The zone is open: {counted(before.size, 'package')}, floor {_floor(before.floor)}."
        does_what = f"{counted(does, 'change')} would raise the floor."
        return wrap(
            f"{says} {does_what if does else 'No change looked at raises the floor.'}", room
        )
    if not found.retreats:
        return wrap("Nothing is feasible: no retreat opens a way. Look at the rules.", room)
    says = "The zone is empty. "
    if does:
        says += f"{counted(does, 'change')} would open it, those that ask least first."
    else:
        says += "No loss or other reading of red lines, and no lever of the file, opens it alone."
    return wrap(says, room)


def _ranking(found: Levers, room: int, limit: int | None) -> list[str]:
    if not found.ranked:
        return []
    verb = "RAISE THE FLOOR" if found.before.size else "OPEN THE ZONE"
    lines = [heading(f"WHAT WOULD {verb}")]
    told = list(_untold(found))
    for place, one in enumerate(told[:limit], start=1):
        start = f"  {place}. "
        lines += wrap(f"{_in_words(found, one)}.", room, start)
        indent = " " * len(start)
        opens = f"{counted(one.zone, 'package')} in the zone, floor {_floor(one.floor)}"
        lines += wrap(opens, room, indent)
        against = _against(_members(found, one))
        if against:
            lines += wrap(f"Against it stands {against}.", room, indent)
    rest = len(told) - len(told[:limit])
    if rest:
        lines.append(f"  … and {rest:,} more: --limit 0 shows all")
    return lines


def _untold(found: Levers) -> Iterator[Ranked]:
    """Leave out the loss of demands where less of the same demands does as much."""
    told: dict[tuple[str, ...], Fraction] = {}
    for one in found.ranked:
        paths = tuple(member.path for member in _members(found, one))
        floor = Fraction(0) if one.floor is None else one.floor
        if one.kind == "drop" and told.get(paths, floor - 1) >= floor:
            continue
        if "lever" not in one.what:
            told[paths] = max(floor, told.get(paths, floor))
        yield one


def _in_words(found: Levers, one: Ranked) -> str:
    scenario, what = found.scenario, one.what
    if one.kind == "declared":
        return f"{_say(found, what['lever'])} (lever {what['lever']})"
    if one.kind == "retreat and declared":
        return (
            f"{_say(found, what['lever'])} (lever {what['lever']}), and"
            f" {_steps(scenario, what['steps'])}"
        )
    if one.kind == "retreat":
        detail = _detail(found, what["steps"])
        return f"{_steps(scenario, what['steps'])}{_accepting(scenario, detail)}"
    if one.kind == "reading":
        return "; ".join(
            f"{_name(scenario, path)}: '{path.split('.')[1]}' meant as '{reading}'"
            for path, reading in what["read"].items()
        )
    if one.kind == "step":
        line = what["line"]
        return f"{_name(scenario, line)}: one step beyond '{line.split('.')[1]}'"
    if one.kind == "reservation":
        lower = found.alone[what["actor"]]
        assert lower is not None
        name = scenario.actor[what["actor"]].name
        return f"{name}: a walk-away value of {_number(lower.to)} instead of {_number(lower.start)}"
    return "; ".join(
        f"{_name(scenario, path)}: '{path.split('.')[1]}' given up" for path in what["drop"]
    )


def _members(found: Levers, one: Ranked) -> Sequence[Member]:
    what = one.what
    if one.kind == "reading":
        return next(r.against for r in found.readings if r.read == what["read"])
    if one.kind == "step":
        return next(s.against for s in found.steps if s.line == what["line"])
    if one.kind == "drop":
        return next(d.against for d in found.drops if list(d.drop) == what["drop"])
    if one.kind == "reservation":
        lower = found.alone[what["actor"]]
        return () if lower is None else (lower.against,)
    if "steps" in what:
        return _detail(found, what["steps"]).against
    return ()


def _detail(found: Levers, steps: Mapping[str, int]) -> RetreatDetail:
    return next(one for one in found.details if one.steps == steps)


def _against(members: Sequence[Member]) -> str:
    parts = []
    for member in members:
        if member.claims:
            ids = ", ".join(f"{claim.id} (grade {claim.grade})" for claim in member.claims)
            parts.append(f"{member.path}: {ids}")
        elif member.is_assumed:
            parts.append(f"{member.path}: nothing but assumption")
    return "; ".join(parts)


def _retreats(found: Levers, room: int, limit: int | None) -> list[str]:
    if not found.details:
        return []
    lines = titled("THE SMALLEST RETREATS", "over red lines, in steps along the issues", room)
    shown = found.details[:limit]
    for one in shown:
        lines += wrap(_steps(found.scenario, one.steps), room, "  ")
        above = f"{one.above_reservation:,} of them at or above every walk-away value"
        lines += wrap(f"{counted(one.packages, 'package')}, {above}", room, "    ")
        for actor, move in one.moves.items():
            name = found.scenario.actor[actor].name
            if move.cost is None:
                cost = "costs it what cannot be told"
            elif move.cost < 0:
                cost = f"is worth {_number(-move.cost)} to it"
            else:
                cost = f"costs it {_number(move.cost)}"
            left = f"the move {cost}, and leaves it {gain(move.gain)} above no deal"
            if move.gain < 0:
                left = f"the move {cost}, and leaves it {_number(-move.gain)} below no deal"
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
        fall = f"{_number(one.start)} to {_number(one.to)}"
        lines += wrap(f"{name} alone: from {fall}", room, "  ")
    if not lowered and found.together:
        names = [found.scenario.actors[a].name for a in found.space.problem.consenting]
        falls = [
            f"{name} by {_number(fall)}"
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
            f"With {_steps(scenario, beside.steps)}: {beside.zone_before:,} to"
            f" {counted(beside.zone, 'package')}, floor {_floor(beside.floor_before)} to"
            f" {_floor(beside.floor)}."
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
    before = f"{counted(one.zone_before, 'package')}, floor {_floor(one.floor_before)}"
    after = f"{counted(one.zone, 'package')}, floor {_floor(one.floor)}"
    lines = wrap(f"Alone: {before} without it; {after} with it.", room, "  ")
    if one.zone_using and one.floor_using != one.floor:
        used = f"{counted(one.zone_using, 'package')} of them, floor {_floor(one.floor_using)}"
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


def _accepting(scenario: Scenario, detail: RetreatDetail) -> str:
    issues: dict[str, None] = {}
    for member in detail.against:
        clause = scenario.red_lines[member.path].clause
        issues.update(dict.fromkeys(clause.issues() if clause is not None else ()))
    package = detail.witness.package
    labels = [f"“{option_label(scenario.issue[i], _key(package[i]))}”" for i in issues]
    text = listed(labels[:4]) + (f" and {len(labels) - 4} more" if len(labels) > 4 else "")
    return f", as far as {text}" if text else ""


def _key(option: str | float) -> str:
    return option if isinstance(option, str) else format_number(Fraction(str(option)))


def _steps(scenario: Scenario, steps: Mapping[str, int]) -> str:
    moves = [
        f"{scenario.actor[actor].name} {counted(n, 'step')} over its red lines"
        for actor, n in steps.items()
        if n
    ]
    return listed(moves) or "nobody moves"


def _say(found: Levers, lever: str) -> str:
    one = next(one.lever for one in found.declared if one.id == lever)
    return one.say or one.id


def _name(scenario: Scenario, path: str) -> str:
    return scenario.actor[path.split(".", maxsplit=1)[0]].name


def _floor(value: Fraction | None) -> str:
    return "none" if value is None else gain(value)


def _number(value: Fraction) -> str:
    return f"{float(value):.3f}"
