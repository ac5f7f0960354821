"""What `negsim divide` says: who has what, how it comes about, and why it is fair."""

from __future__ import annotations

from negsim.cli.terminal.header import header, more
from negsim.cli.terminal.layout import fit, heading, led, table, wrap
from negsim.questions.divide.find import Divided
from negsim.questions.divide.tell import (
    answer,
    fairness,
    points_in_words,
    share_in_words,
    steps,
)


def divide_text(found: Divided, room: int) -> str:
    """Put a division into words, at most `room` columns wide."""
    sections = [
        header(found.scenario, room),
        led(answer(found), room),
        _issues(found, room),
        _steps(found, room),
        [heading("WHY IT IS FAIR"), *wrap(fairness(found), room, "  ")],
        _left_out(found, room),
        more(found.scenario, ("run", "trade"), room),
    ]
    return "\n\n".join("\n".join(lines) for lines in sections if lines)


def _issues(found: Divided, room: int) -> list[str]:
    names = [found.scenario.actor[party].name for party in found.parties]
    shares = [share_in_words(found, one) for one in found.issues]
    points = [max(5, fit([name], 16)) for name in names]
    rest = room - 2 - sum(points) - 6
    who = fit([*shares, "has it"], min(34, rest - 12))
    asks = [found.scenario.issue[one.issue].ask for one in found.issues]
    widths = (fit(asks, rest - who), *points, who)
    rows = [
        (ask, *(points_in_words(one.points[party]) for party in found.parties), share)
        for ask, one, share in zip(asks, found.issues, shares, strict=True)
    ]
    lines = [heading("WHO HAS WHAT")]
    if any(total != 100 for total in found.stated.values()):
        stated = " and ".join(points_in_words(total) for total in found.stated.values())
        lines += wrap(f"Points as in the file ({stated} in all), brought to 100.", room, "  ")
    lines += [heading(f"  {line}") for line in table([("", *names, "has it")], widths, "lrrl")]
    return lines + [f"  {line}" for line in table(rows, widths, "lrrl")]


def _steps(found: Divided, room: int) -> list[str]:
    lines = [heading("STEP BY STEP")]
    for place, step in enumerate(steps(found), start=1):
        lines += wrap(step, room, f"  {place}. ")
    return lines


def _left_out(found: Divided, room: int) -> list[str]:
    lines = []
    if found.left_out:
        text = f"Not of the kind that can be divided: {', '.join(found.left_out)}."
        lines += wrap(text, room)
    if found.no_part:
        lines += wrap(f"Plays no part in a division: {', '.join(found.no_part)}.", room)
    return lines
