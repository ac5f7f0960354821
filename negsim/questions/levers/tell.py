"""The smallest changes in words: what each asks of whom, and what stands against it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from negsim.language.model.numbers import format_number
from negsim.language.model.scenario import Scenario
from negsim.language.phrases import counted, gain, listed
from negsim.language.words import option_label
from negsim.questions.levers.declared import Declared
from negsim.questions.levers.find import Levers, Ranked
from negsim.questions.levers.retreats import RetreatDetail
from negsim.space.members import Member


def answer(found: Levers) -> str:
    """Say how many changes would open the zone, or raise its floor."""
    before, does = found.before, len(list(told(found)))
    if before.size:
        says = f"The zone is open: {counted(before.size, 'package')}, floor {floor_in_words(before.floor)}."
        does_what = f"{counted(does, 'change')} would raise the floor."
        return f"{says} {does_what if does else 'No change looked at raises the floor.'}"
    if not found.retreats:
        return "Nothing is feasible: no retreat opens a way. Look at the rules."
    if does:
        return f"The zone is empty. {counted(does, 'change')} would open it, those that ask least first."
    return "The zone is empty. No loss or other reading of red lines, and no lever of the file, opens it alone."


def told(found: Levers) -> Iterator[Ranked]:
    """Leave out the loss of demands where less of the same demands does as much."""
    known: dict[tuple[str, ...], Fraction] = {}
    for one in found.ranked:
        paths = tuple(member.path for member in members(found, one))
        floor = Fraction(0) if one.floor is None else one.floor
        if one.kind == "drop" and known.get(paths, floor - 1) >= floor:
            continue
        if "lever" not in one.what:
            known[paths] = max(floor, known.get(paths, floor))
        yield one


def in_words(found: Levers, one: Ranked) -> str:
    """Say what a change is."""
    scenario, what = found.scenario, one.what
    if one.kind == "declared":
        return f"{_say(found, what['lever'])} (lever {what['lever']})"
    if one.kind == "retreat and declared":
        return (
            f"{_say(found, what['lever'])} (lever {what['lever']}), and"
            f" {steps_in_words(scenario, what['steps'])}"
        )
    if one.kind == "retreat":
        detail = _detail(found, what["steps"])
        return f"{steps_in_words(scenario, what['steps'])}{_accepting(scenario, detail)}"
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
        return f"{name}: a walk-away value of {three_decimals(lower.to)} instead of {three_decimals(lower.start)}"
    return "; ".join(
        f"{_name(scenario, path)}: '{path.split('.')[1]}' given up" for path in what["drop"]
    )


def members(found: Levers, one: Ranked) -> Sequence[Member]:
    """Give the demands that a change goes against."""
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


def against(members: Sequence[Member]) -> str:
    """Say what stands against a change: claims and their grades."""
    parts = []
    for member in members:
        if member.claims:
            ids = ", ".join(f"{claim.id} (grade {claim.grade})" for claim in member.claims)
            parts.append(f"{member.path}: {ids}")
        elif member.is_assumed:
            parts.append(f"{member.path}: nothing but assumption")
    return "; ".join(parts)


def steps_in_words(scenario: Scenario, steps: Mapping[str, int]) -> str:
    """Say who takes how many steps."""
    moves = [
        f"{scenario.actor[actor].name} {counted(n, 'step')} over its red lines"
        for actor, n in steps.items()
        if n
    ]
    return listed(moves) or "nobody moves"


def floor_in_words(value: Fraction | None) -> str:
    """Write a floor with its sign."""
    return "none" if value is None else gain(value)


def three_decimals(value: Fraction) -> str:
    """Write a number as people compare it."""
    return f"{float(value):.3f}"


def leaves(one: Ranked) -> str:
    """Say what zone a change leaves."""
    return f"{counted(one.zone, 'package')} in the zone, floor {floor_in_words(one.floor)}"


def packages_of(one: RetreatDetail) -> str:
    """Say how many packages take just these steps, and how many of them are worth it to all."""
    above = f"{one.above_reservation:,} of them at or above every walk-away value"
    return f"{counted(one.packages, 'package')}, {above}"


def moves(scenario: Scenario, one: RetreatDetail) -> Iterator[str]:
    """Say what a retreat costs each who moves, and what it leaves it."""
    for actor, move in one.moves.items():
        if move.cost is None:
            cost = "costs it what cannot be told"
        elif move.cost < 0:
            cost = f"is worth {three_decimals(-move.cost)} to it"
        else:
            cost = f"costs it {three_decimals(move.cost)}"
        left = f"leaves it {gain(move.gain)} above no deal"
        if move.gain < 0:
            left = f"leaves it {three_decimals(-move.gain)} below no deal"
        yield f"{scenario.actor[actor].name}: the move {cost}, and {left}"


def walk_aways(found: Levers) -> list[str]:
    """Say which walk-away values would have to fall, and how far."""
    lowered = {actor: one for actor, one in found.alone.items() if one is not None}
    if not lowered and found.together:
        names = [found.scenario.actors[a].name for a in found.space.problem.consenting]
        falls = [
            f"{name} by {three_decimals(fall)}"
            for name, fall in zip(names, found.together[0].falls, strict=True)
            if fall
        ]
        return [f"Nobody's alone. Least in all: {listed(falls)}"]
    return [
        f"{found.scenario.actor[actor].name} alone: from {three_decimals(one.start)} to {three_decimals(one.to)}"
        for actor, one in lowered.items()
    ]


def declared_in_words(scenario: Scenario, one: Declared) -> list[str]:
    """Say what a lever of the file does by itself, beside the smallest retreats, and what stands against it."""
    lines = _alone(one)
    for beside in one.beside[:4]:
        if beside.zone == beside.zone_before and beside.floor == beside.floor_before:
            continue
        lines.append(
            f"With {steps_in_words(scenario, beside.steps)}: {beside.zone_before:,} to"
            f" {counted(beside.zone, 'package')}, floor {floor_in_words(beside.floor_before)} to"
            f" {floor_in_words(beside.floor)}."
        )
    if one.witness is None:
        return [*lines, "No package that uses it comes into reach."]
    moved = [
        f"{scenario.actor[actor].name} {gain(change)}"
        for actor, change in one.change.items()
        if change
    ]
    chosen = listed([_chosen(scenario, one, issue, value) for issue, value in one.chosen.items()])
    worth = f"; by itself: {', '.join(moved)}" if moved else ""
    lines.append(f"Best used with {chosen}{worth}.")
    if one.against:
        claims = ", ".join(f"{c.id} (grade {c.grade})" for c in one.against)
        lines.append(f"Claims on its issues: {claims}.")
    elif scenario.all_claims:
        lines.append("No claim bears on its issues.")
    return lines


def _alone(one: Declared) -> list[str]:
    if not one.zone and not one.zone_before:
        return ["Alone it opens nothing."]
    before = f"{counted(one.zone_before, 'package')}, floor {floor_in_words(one.floor_before)}"
    after = f"{counted(one.zone, 'package')}, floor {floor_in_words(one.floor)}"
    lines = [f"Alone: {before} without it; {after} with it."]
    if one.zone_using and one.floor_using != one.floor:
        used = (
            f"{counted(one.zone_using, 'package')} of them, floor {floor_in_words(one.floor_using)}"
        )
        lines.append(f"Used in {used}.")
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


def _detail(found: Levers, steps: Mapping[str, int]) -> RetreatDetail:
    return next(one for one in found.details if one.steps == steps)


def _key(option: str | float) -> str:
    return option if isinstance(option, str) else format_number(Fraction(str(option)))


def _say(found: Levers, lever: str) -> str:
    one = next(one.lever for one in found.declared if one.id == lever)
    return one.say or one.id


def _name(scenario: Scenario, path: str) -> str:
    return scenario.actor[path.split(".", maxsplit=1)[0]].name
