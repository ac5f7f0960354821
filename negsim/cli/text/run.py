"""What `negsim run` says: the answer in a sentence, then why, what would change it, and what it rests on."""

from __future__ import annotations

from negsim.analysis.findings import Findings
from negsim.analysis.foundation import Foundation, foundation
from negsim.cli.text.deals import deals_text
from negsim.cli.text.header import header, more
from negsim.cli.text.knot import knot_text, opening_text
from negsim.cli.text.layout import (
    bar,
    counted,
    fit,
    flow,
    heading,
    listed,
    percent,
    table,
    width,
    wrap,
)

_NEXT = ("explain", "readings", "levers", "compare", "run --out brief/")
_CONSENT = {"always": "", "when": "asked in some", "never": "not asked"}


def run_text(findings: Findings) -> str:
    """Put findings into words, at most 100 columns wide."""
    room = width()
    sections = [header(findings.scenario, room), _answer(findings, room)]
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


def needed(findings: Findings) -> str:
    """Say whose consent a package needs."""
    if findings.space.problem.quota is not None:
        return "enough of those whose votes count"
    return "everyone whose consent it needs"


def _answer(findings: Findings, room: int) -> list[str]:
    total, feasible, zone = findings.total, findings.feasible, findings.zone
    of = f"{counted(total, 'package')}, {feasible:,} of them coherent"
    if feasible == total:
        of = counted(total, "package")
    if zone.is_open:
        same = len(zone.backbone)
        all_with = ""
        if zone.size > 1 and same:
            issues = counted(len(findings.scenario.issues), "issue")
            all_with = f", all with the same answer on {same} of {issues}"
        acceptable = "is acceptable" if zone.size == 1 else "are acceptable"
        text = (
            f"A DEAL IS POSSIBLE: {counted(zone.size, 'package')} {acceptable} to"
            f" {needed(findings)}{all_with}. ({of}.)"
        )
        return _led(text, "A DEAL IS POSSIBLE", room)
    if not feasible:
        text = (
            f"NOTHING CAN BE SIGNED: of {counted(total, 'package')} the rules and what the variants"
            " fix leave none, before anyone is asked."
        )
        return _led(text, "NOTHING CAN BE SIGNED", room)
    if not zone.red_line_size:
        text = (
            f"NO DEAL as the demands stand. {of}, none acceptable to {needed(findings)}. Weighing"
            " plays no part in this: the red lines alone forbid them all."
        )
    else:
        keep = "keeps" if zone.red_line_size == 1 else "keep"
        text = (
            f"NO DEAL as the demands stand. {of}; {counted(zone.red_line_size, 'package')}"
            f" {keep} to every red line, yet none is worth as much to {needed(findings)} as no"
            " deal at all."
        )
    return _led(text, "NO DEAL", room)


def _led(text: str, lead: str, room: int) -> list[str]:
    """Wrap a sentence, and make its first words bold."""
    lines = wrap(text, room)
    lines[0] = heading(lead) + lines[0].removeprefix(lead)
    return lines


def _acceptance(findings: Findings, room: int) -> list[str]:
    if not findings.feasible:
        return []
    actors = findings.scenario.actors
    names = fit((actor.name for actor in actors), 40)
    digits = max(len(f"{count:,}") for count in findings.accepted_by.values())
    room_for_bar = 20
    notes = room - 2 - names - digits - 6 - room_for_bar - 8
    rows = [
        (
            actor.name,
            f"{findings.accepted_by[actor.id]:,}",
            percent(findings.accepted_by[actor.id], findings.feasible),
            bar(findings.accepted_by[actor.id] / findings.feasible, room_for_bar),
            _CONSENT[actor.consent.kind],
        )
        for actor in actors
    ]
    of = f"of {counted(findings.feasible, 'coherent package')}"
    lines = table(rows, (names, digits, 6, room_for_bar, notes), "lrrll")
    return [heading("WHO WOULD ACCEPT HOW MUCH") + f"  {of}", *(f"  {line}" for line in lines)]


def _rests(findings: Findings, base: Foundation, room: int) -> list[str]:
    lines: list[str] = []
    members = {m.path: m for c in findings.conflicts for m in c.members if m.layer != "rules"}
    if members:
        assumed = [path for path, member in members.items() if member.is_assumed]
        what = counted(len(members), "demand") + " in the way"
        if not assumed:
            sentence = f"{what}, {'each' if len(members) > 1 else 'it'} with a source."
        else:
            sentence = f"{what}; without a source: {listed(assumed)}."
        lines += wrap(sentence, room, "  ")
    lines += _turns(findings, base, room)
    lines += wrap(_elements(base), room, "  ")
    for silence in base.silences:
        lines += wrap(f"The source is silent: {silence.says} ({silence.id})", room, "  ", "    ")
    return [heading("WHAT THIS RESTS ON"), *lines]


def _turns(findings: Findings, base: Foundation, room: int) -> list[str]:
    if not base.turns:
        return []
    if findings.zone.is_open:
        said = [f"{turn.path} '{turn.reading}'" for turn in base.turns]
        text = "No deal is left under any one of these readings: "
        return [*wrap(text, room, "  "), *flow(said, room, "    ", ", ")]
    lines = []
    for turn in base.turns:
        text = f"It opens if {turn.path} is meant as '{turn.reading}'"
        if turn.variant is not None:
            text += f" (--variant {turn.variant})"
        lines += wrap(f"{text}.", room, "  ", "    ")
    return lines


def _elements(base: Foundation) -> str:
    total = sum(base.elements.values())
    words = {
        "evidenced": "with a source",
        "partly assumed": "partly assumed",
        "assumed": "assumed",
        "unsourced": "resting on nothing named",
    }
    parts = [f"{base.elements[key]} {say}" for key, say in words.items() if base.elements.get(key)]
    if not parts:
        return "Nobody's demands, wishes or walk-away values are stated."
    return f"{counted(total, 'element')} in all: {', '.join(parts)}."
