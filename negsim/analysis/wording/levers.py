"""The smallest changes in words: what each asks of whom, and what stands against it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from negsim.analysis.findings import Member
from negsim.analysis.levers import Levers, Ranked
from negsim.analysis.retreating import RetreatDetail
from negsim.language.numbers import format_number
from negsim.language.phrases import counted, gain, listed
from negsim.language.scenario import Scenario
from negsim.language.words import option_label


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
