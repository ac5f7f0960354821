"""What `negsim position` says: mean, median and Condorcet position of every ordered issue, and who stands where."""

from __future__ import annotations

from negsim.cli.terminal.header import header, more
from negsim.cli.terminal.layout import bar, fit, heading, led, pad, table, wrap
from negsim.language.model.numbers import format_number
from negsim.questions.position.find import Placed, Positions
from negsim.questions.position.tell import answer, facts, left_out, place_in_words

_BAR = 14


def position_text(found: Positions, room: int) -> str:
    """Put positions into words, at most `room` columns wide."""
    sections = [
        header(found.scenario, room),
        led(answer(found), room),
        *(_issue(found, one, room) for one in found.issues),
        [line for text in left_out(found) for line in wrap(text, room)],
        more(found.scenario, ("run", "ensemble"), room),
    ]
    return "\n\n".join("\n".join(lines) for lines in sections if lines)


def _issue(found: Positions, one: Placed, room: int) -> list[str]:
    issue = found.scenario.issue[one.forecast.issue]
    lines = [heading(line) for line in wrap(issue.ask, room)]
    told = facts(found, one)
    names = max(len(name) for name, _ in told)
    for name, value in told:
        lines += wrap(value, room, f"  {pad(name, names)}  ", " " * (names + 4))
    whole = one.forecast.power
    rows = [
        (
            found.scenario.actor[stand.actor].name,
            place_in_words(issue, stand.position),
            format_number(round(stand.influence, 2)),
            format_number(round(stand.salience, 2)),
            f"{float(100 * stand.power / whole):.1f}%",
            bar(float(stand.power / whole), _BAR),
        )
        for stand in sorted(one.forecast.stands, key=lambda stand: stand.position)
    ]
    bars = _BAR if room >= 80 else 0
    rows = [(*row[:-1], row[-1] if bars else "") for row in rows]
    rest = room - 2 - 9 - 8 - 6 - bars - 10
    actors = fit([row[0] for row in rows], min(28, rest // 2))
    places = fit(["stands at", *(row[1] for row in rows)], rest - actors)
    widths = (actors, places, 9, 8, 6, bars)
    top = ("", "stands at", "influence", "salience", "weight", "")
    lines += [heading(f"  {line}") for line in table([top], widths, "llrrrl")]
    return lines + [f"  {line}" for line in table(rows, widths, "llrrrl")]
