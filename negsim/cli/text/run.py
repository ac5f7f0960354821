"""What `negsim run` says: the answer in a sentence, then why, what would change it, and what it rests on."""

from __future__ import annotations

from negsim.cli.terminal.header import header, more
from negsim.cli.terminal.layout import bar, fit, flow, heading, led, table, width, wrap
from negsim.cli.text.deals import deals_text
from negsim.cli.text.knot import knot_text, opening_text
from negsim.errors import spelled
from negsim.language.phrases import counted, percent
from negsim.questions.zone.rests_on import Foundation, foundation
from negsim.questions.zone.result import Findings
from negsim.questions.zone.tell import (
    answer,
    closing_turns,
    consent,
    elements,
    in_the_way,
    silent,
    turns,
)

_NEXT = ("explain", "readings", "levers", "compare", "run --out brief/")


def run_text(findings: Findings) -> str:
    """Put findings into words, at most 100 columns wide."""
    room = width()
    sections = [header(findings.scenario, room), led(answer(findings), room)]
    if findings.zone.is_open:
        sections += deals_text(findings, room)
        if findings.conflicts:
            sections += [knot_text(findings, room)]
    else:
        sections += [knot_text(findings, room), opening_text(findings, room)]
    sections += [
        _acceptance(findings, room),
        _rests(findings, foundation(findings), room),
        more(findings.scenario, _NEXT, room),
    ]
    return "\n\n".join("\n".join(lines) for lines in sections if lines)


def _acceptance(findings: Findings, room: int) -> list[str]:
    if not findings.feasible:
        return []
    actors = findings.scenario.actors
    names = fit((actor.name for actor in actors), 40)
    digits = max(len(spelled(count)) for count in findings.accepted_by.values())
    room_for_bar = 20
    notes = room - 2 - names - digits - 6 - room_for_bar - 8
    rows = [
        (
            actor.name,
            spelled(findings.accepted_by[actor.id]),
            percent(findings.accepted_by[actor.id], findings.feasible),
            bar(findings.accepted_by[actor.id] / findings.feasible, room_for_bar),
            consent(actor.consent.kind),
        )
        for actor in actors
    ]
    of = f"of {counted(findings.feasible, 'coherent package')}"
    lines = table(rows, (names, digits, 6, room_for_bar, notes), "lrrll")
    return [heading("WHO WOULD ACCEPT HOW MUCH") + f"  {of}", *(f"  {line}" for line in lines)]


def _rests(findings: Findings, base: Foundation, room: int) -> list[str]:
    lines: list[str] = []
    blocking = in_the_way(findings)
    if blocking is not None:
        lines += wrap(blocking, room, "  ")
    closing = closing_turns(findings, base)
    if closing:
        text = "No deal is left under any one of these readings: "
        lines += [*wrap(text, room, "  "), *flow(closing, room, "    ", ", ")]
    for sentence in turns(findings, base):
        lines += wrap(sentence, room, "  ", "    ")
    lines += wrap(elements(base.elements), room, "  ")
    for silence in base.silences:
        lines += wrap(f"{silent(silence)} ({silence.id})", room, "  ", "    ")
    return [heading("WHAT THIS RESTS ON"), *lines]
