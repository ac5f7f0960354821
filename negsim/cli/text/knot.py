"""The demands that exclude one another, what each rests on, and the least that would open the zone."""

from __future__ import annotations

from negsim.cli.terminal.layout import fit, flow, heading, pad, table, wrap
from negsim.errors import columns, spelled
from negsim.language.phrases import counted
from negsim.questions.explain.tell import (
    caveats,
    cheapest_first,
    common_question,
    in_words,
    marks,
    order,
    says,
    several,
    smallest_first,
    steps,
    who,
)
from negsim.questions.zone.result import Conflict, Findings
from negsim.space.members import Member

SHOWN = 4  # conflicts
OPENINGS = 8  # corrections


def knot_text(findings: Findings, room: int, shown: int = SHOWN) -> list[str]:
    """Show the minimal conflicts, smallest first."""
    conflicts = smallest_first(findings)
    if not conflicts:
        return []
    if len(conflicts) == 1:
        lines = [heading("THE KNOT")]
    else:
        lines = [heading("THE KNOTS") + f"  {several(conflicts)}"]
    for place, conflict in enumerate(conflicts[:shown], start=1):
        lines += _conflict(findings, conflict, room, f"{place}." if len(conflicts) > 1 else "")
    if len(conflicts) > shown:
        lines.append(f"  … and {len(conflicts) - shown:,} more: negsim explain lists them")
    return lines


def _conflict(findings: Findings, conflict: Conflict, room: int, mark: str) -> list[str]:
    indent = " " * (len(mark) + 1 if mark else 0)
    start = "  " + (f"{mark} " if mark else "")
    lines: list[str] = []
    ask = common_question(findings, conflict)
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
        name = wrap(names[member.path], most)
        says_room = room - columns(start) - most - 2
        body = [*wrap(says(findings, conflict, member), says_room), *grounds(member, says_room)]
        for number in range(max(len(name), len(body))):
            left = pad(name[number] if number < len(name) else "", most)
            right = body[number] if number < len(body) else ""
            lead = start if number == 0 else " " * columns(start)
            lines.append(f"{lead}{left}  {right}".rstrip())
        start = " " * columns(start)
    return lines


def grounds(member: Member, room: int) -> list[str]:
    """Say where a demand comes from, and how good that is."""
    if member.layer == "rules":
        return wrap(marks(member)[0], room, "  ")
    lines = flow(marks(member), room, "  ")
    for caveat in caveats(member):
        lines += wrap(caveat, room, "  ")
    return lines


def opening_text(findings: Findings, room: int, shown: int = OPENINGS) -> list[str]:
    """Show the minimal corrections, those with the fewest steps first."""
    if not findings.corrections:
        return []
    ordered = cheapest_first(findings)
    by_weight = "reservations" not in findings.suspects
    last = "above every walk-away" if by_weight else "in the zone"
    rows = [
        (
            in_words(findings, correction),
            "" if not any(correction.steps.values()) else counted(steps(correction), "step"),
            spelled(correction.opens),
            spelled(correction.zone),
        )
        for correction in ordered[:shown]
    ]
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
