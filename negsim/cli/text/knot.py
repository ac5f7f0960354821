"""The demands that exclude one another, what each rests on, and the least that would open the zone."""

from __future__ import annotations

from collections.abc import Sequence

from negsim.analysis.findings import Conflict, Correction, Findings, Member
from negsim.analysis.foundation import with_reading
from negsim.cli.text.layout import (
    counted,
    fit,
    flow,
    heading,
    listed,
    pad,
    table,
    wrap,
)
from negsim.errors import columns
from negsim.language.issues import Issue
from negsim.language.words import option_label, question
from negsim.solve.formula import holds
from negsim.space import compile_scenario

SHOWN = 4  # conflicts
OPENINGS = 8  # corrections
# Kinds of claims that say by themselves that something is not to be traded.
_DEMANDS = {"red_line", "demand"}


def knot_text(findings: Findings, room: int, shown: int = SHOWN) -> list[str]:
    """Show the minimal conflicts, smallest first."""
    conflicts = sorted(findings.conflicts, key=lambda conflict: len(conflict.members))
    if not conflicts:
        return []
    if len(conflicts) == 1:
        lines = [heading("THE KNOT")]
    else:
        several = f"{len(conflicts):,} sets of demands, each enough to prevent a deal"
        lines = [heading("THE KNOTS") + f"  {several}"]
    for place, conflict in enumerate(conflicts[:shown], start=1):
        lines += _conflict(findings, conflict, room, f"{place}." if len(conflicts) > 1 else "")
    if len(conflicts) > shown:
        lines.append(f"  … and {len(conflicts) - shown:,} more: negsim explain lists them")
    return lines


def _conflict(findings: Findings, conflict: Conflict, room: int, mark: str) -> list[str]:
    indent = " " * (len(mark) + 1 if mark else 0)
    start = "  " + (f"{mark} " if mark else "")
    lines: list[str] = []
    ask = _common_question(findings, conflict)
    if ask is not None:
        lines += wrap(ask, room, start)
        start = "  " + indent
    elif len(conflict.members) == 1:
        note = "this alone leaves nothing:"
        lines += wrap(note, room, start)
        start = "  " + indent
    names = {m.path: who(findings, m) for m in conflict.members}
    most = fit(names.values(), 24)
    for member in sorted(conflict.members, key=lambda m: order(findings, m)):
        says = member.says
        if ask is not None:
            says = says.removeprefix(ask).strip()
        name = wrap(names[member.path], most)
        says_room = room - columns(start) - most - 2
        body = [*wrap(says, says_room), *grounds(member, says_room)]
        for number in range(max(len(name), len(body))):
            left = pad(name[number] if number < len(name) else "", most)
            right = body[number] if number < len(body) else ""
            lead = start if number == 0 else " " * columns(start)
            lines.append(f"{lead}{left}  {right}".rstrip())
        start = " " * columns(start)
    return lines


def _common_question(findings: Findings, conflict: Conflict) -> str | None:
    """Give the question that all members answer, where they are red lines on one issue."""
    issues: set[str] = set()
    for member in conflict.members:
        line = findings.scenario.red_lines.get(member.path)
        if line is None or line.clause is None or len(line.clause.issues()) != 1:
            return None
        issues.update(line.clause.issues())
    if len(issues) != 1 or len(conflict.members) < 2:
        return None
    return question(findings.scenario.issue[issues.pop()])


def order(findings: Findings, member: Member) -> tuple[int, str]:
    """Sort members by the order of their actors in the file; rules come last."""
    actors = findings.space.actors
    return (len(actors) if member.actor is None else actors.index(member.actor), member.path)


def who(findings: Findings, member: Member) -> str:
    """Name the actor whose constraint it is."""
    return "A rule" if member.actor is None else findings.scenario.actor[member.actor].name


def grounds(member: Member, room: int) -> list[str]:
    """Say where a demand comes from, and how good that is."""
    if member.layer == "rules":
        reason = f", because: {member.because}" if member.because else ""
        return wrap(f"{member.path}{reason}", room, "  ")
    parts = [member.path]
    if member.reading is not None:
        parts.append(f"meant as '{member.reading}'")
    if member.claims:
        parts.append(" ".join(claim.id for claim in member.claims))
        parts.append(f"grade {member.grade}")
    lines = flow(parts, room, "  ")
    kinds = {claim.kind for claim in member.claims}
    if member.layer == "red_lines" and kinds and not kinds & _DEMANDS:
        kind = min(kinds).replace("_", " ")
        article = "an" if kind[0] in "aeiou" else "a"
        lines += wrap(f"{article} {kind} in the source, read as a red line", room, "  ")
    if member.status == "unsourced":
        lines.append("  resting on nothing named")
    for assumption in member.assumptions:
        lines += wrap(assumption, room, "  ")
    return lines


def opening_text(findings: Findings, room: int, shown: int = OPENINGS) -> list[str]:
    """Show the minimal corrections, those with the fewest steps first."""
    if not findings.corrections:
        return []
    ordered = sorted(findings.corrections, key=lambda c: (_steps(c), len(c.drop), -c.zone))
    by_weight = "reservations" not in findings.suspects
    last = "above every walk-away" if by_weight else "in the zone"
    rows = []
    for correction in ordered[:shown]:
        steps = _steps(correction)
        rows.append(
            (
                in_words(findings, correction),
                "" if not any(correction.steps.values()) else counted(steps, "step"),
                f"{correction.opens:,}",
                f"{correction.zone:,}",
            )
        )
    numbers = [
        max(least, fit((row[k] for row in rows), 40)) for k, least in ((1, 7), (2, 9), (3, 11))
    ]
    widths = (room - 2 - sum(numbers) - 2 * len(numbers), *numbers)
    title = "THE LEAST THAT WOULD OPEN IT"
    head = table([(title, "", "packages opened", last)], (widths[0] + 2, *numbers), "lrrr")
    head = [heading(title) + head[0].removeprefix(title), *head[1:]]
    lines = [*head, *(f"  {line}" for line in table(rows, widths, "lrrr"))]
    if findings.corrections_total > shown:
        lines.append(
            f"  … and {findings.corrections_total - shown:,} more: negsim explain lists them"
        )
    return lines


def _steps(correction: Correction) -> int:
    return sum(steps for steps in correction.steps.values() if steps is not None)


def in_words(findings: Findings, correction: Correction) -> str:
    """Say who would have to do what: the options of the nearest package that this opens."""
    by_actor: dict[str | None, list[Member]] = {}
    for member in sorted(correction.members, key=lambda m: order(findings, m)):
        by_actor.setdefault(member.actor, []).append(member)
    parts = []
    for actor, members in by_actor.items():
        if actor is None:
            parts.append(f"without {listed([member.path for member in members])}")
            continue
        name = findings.scenario.actor[actor].name
        lines = [member for member in members if member.layer == "red_lines"]
        does = []
        if lines:
            does.append(f"took {_accepted(findings, correction, lines)}")
        if len(lines) < len(members):
            does.append("settled for less than no deal is worth")
        parts.append(f"if {name} {' and '.join(does)}")
    return ", and ".join(parts)


def _accepted(findings: Findings, correction: Correction, lines: Sequence[Member]) -> str:
    """Name the options that the lines dropped stood against, and a reading that would allow them."""
    scenario = findings.scenario
    issues: dict[str, None] = {}
    for member in lines:
        clause = scenario.red_lines[member.path].clause
        issues.update(dict.fromkeys(clause.issues() if clause is not None else ()))
    package = correction.witness.package
    labels = [_answer(scenario.issue[i], str(package[i])) for i in issues]
    text = listed(labels[:4]) + (f" and {len(labels) - 4} more" if len(labels) > 4 else "")
    readings = [
        f"'{member.id}' meant as '{reading}'"
        for member in lines
        for reading in _allowing(findings, correction, member)[:1]
    ]
    return f"{text} ({listed(readings)})" if readings else f"{text} ({_ids(lines)})"


def _answer(issue: Issue, option: str) -> str:
    """Give an option's label, with the question where a word or two would not tell what is meant."""
    label = option_label(issue, option)
    return f"“{label}”" if len(label.split()) > 2 else f"“{label}” ({issue.ask})"


def _ids(lines: Sequence[Member]) -> str:
    return ", ".join(member.id for member in lines)


def _allowing(findings: Findings, correction: Correction, member: Member) -> list[str]:
    """Name the other readings of a red line which the witness does not cross."""
    scenario = findings.scenario
    assert member.actor is not None
    actor = scenario.actor[member.actor]
    place = findings.space.actors.index(actor.id)
    names = []
    for number, reading in enumerate(scenario.red_lines[member.path].readings):
        if reading.id not in member.other_readings:
            continue
        line = scenario.red_lines[member.path]
        problem = compile_scenario(with_reading(scenario, actor, line, number)).problem
        position = [other.id for other in actor.red_lines].index(line.id)
        if not holds(problem.actors[place].crossed[position], correction.witness.positions):
            names.append(reading.id)
    return names
