"""What `negsim class --agreements` says: each group's line, and who walked out."""

from __future__ import annotations

from negsim.cli.terminal.header import header, more
from negsim.cli.terminal.layout import fit, heading, led, table, width, wrap
from negsim.language.phrases import counted, gain, listed
from negsim.lesson.debrief import Debrief
from negsim.lesson.tell import answer, verdict


def debrief_text(found: Debrief) -> str:
    """Put a debrief into words, at most 100 columns wide."""
    room, scenario = width(), found.findings.scenario
    sections = [
        header(scenario, room),
        led(answer(found), room),
        _groups(found, room),
        _walked_out(found, room),
        more(scenario, ("run", "trade --from nash"), room),
    ]
    return "\n\n".join("\n".join(lines) for lines in sections if lines)


def _groups(found: Debrief, room: int) -> list[str]:
    actor = found.findings.scenario.actor
    names = fit((one.agreement.group for one in found.results), 20)
    rows = []
    for one in found.results:
        says = [verdict(one)]
        if one.signed is not None:
            asked = [a for a in one.signed.gains if actor[a].consent.kind != "never"]
            says[0] += "; gains: " + ", ".join(
                f"{actor[a].name} {gain(one.signed.gains[a])}" for a in asked
            )
        if one.against:
            says.append("against: " + ", ".join(each.path for each in one.against))
        if one.in_zone and one.left and any(one.left.values()):
            more_for = [f"{actor[a].name} {gain(v)}" for a, v in one.left.items() if v]
            says.append("left on the table, each by itself: " + ", ".join(more_for))
        rows += [(one.agreement.group if k == 0 else "", text) for k, text in enumerate(says)]
    lines = [heading("GROUP BY GROUP")]
    lines += wrap("Gains over no deal; below zero: worse than walking out.", room, "  ")
    return lines + [f"  {line}" for line in table(rows, (names, room - 4 - names))]


def _walked_out(found: Debrief, room: int) -> list[str]:
    if not found.walk_outs:
        return []
    actor = found.findings.scenario.actor
    said = [f"{actor[name].name} in {counted(n, 'group')}" for name, n in found.walk_outs.items()]
    return [heading("WHO WALKED OUT"), *wrap(f"{listed(said)}.", room, "  ")]
