"""What `negsim stability` says: which packages hold, or who could better itself in one, and what would be answered."""

from __future__ import annotations

from negsim.cli.terminal.header import header, more
from negsim.cli.terminal.layout import fit, heading, led, table, wrap
from negsim.questions.stability.all_packages import Settled
from negsim.questions.stability.find import Signed, Stability
from negsim.questions.stability.tell import (
    CONCEPT_NAMES,
    EXPLAINED,
    answer,
    improvement_in_words,
    may_change,
    package_in_words,
    reply_in_words,
    standing_in_words,
    verdict,
)

SHOWN = 20  # packages
_HELD, _FREE = "●", "·"


def stability_text(found: Stability, room: int) -> str:
    """Put stability into words, at most `room` columns wide."""
    sections = [header(found.scenario, room)]
    if found.everywhere is not None:
        sections += [led(answer(found), room), _control(found, room), _everywhere(found, room)]
    else:
        sections.append(_control(found, room))
        for one in found.signed:
            sections += _signed(found, one, room)
    zone = " Zone: all would sign whose consent it needs." if found.everywhere else ""
    sections.append(wrap(EXPLAINED + zone, room))
    sections.append(more(found.scenario, ("run", "trade"), room))
    return "\n\n".join("\n".join(lines) for lines in sections if lines)


def _control(found: Stability, room: int) -> list[str]:
    rows = may_change(found)
    names = fit((name for name, _ in rows), 34)
    lines = [heading("WHO CAN CHANGE WHAT BY ITSELF")]
    return lines + [f"  {line}" for line in table(rows, (names, room - names - 4))]


def _everywhere(found: Stability, room: int) -> list[str]:
    every = found.everywhere
    assert every is not None
    if not every.stable:
        return []
    lines = [heading("WHICH PACKAGES HOLD")]
    widths = (4, 4, 4, 4, 4, room - 2 - 5 * 6)
    top = (*CONCEPT_NAMES.values(), "zone", "")
    lines += [heading(f"  {line}") for line in table([top], widths)]
    rows = [_row(found, one) for one in every.stable[:SHOWN]]
    lines += [f"  {line}" for line in table(rows, widths)]
    rest = every.stable_total - SHOWN
    if rest > 0:
        lines += wrap(f"… and {rest:,} more: --format csv lists them.", room, "  ")
    return lines


def _row(found: Stability, one: Settled) -> tuple[str, ...]:
    marks = (_HELD if one.holds[concept] else _FREE for concept in CONCEPT_NAMES)
    zone = _HELD if one.in_zone else _FREE
    return (*marks, zone, package_in_words(found.scenario, one.package))


def _signed(found: Stability, one: Signed, room: int) -> list[list[str]]:
    scenario = found.scenario
    text = package_in_words(scenario, one.deal.package)
    lines = [heading("SIGNED"), *wrap(text, room, "  ")]
    if one.crosses:
        lines += wrap(f"It crosses {', '.join(one.crosses)}.", room, "  ", "    ")
    sections = [lines, led(verdict(found, one), room)]
    for actor, standing in one.actors.items():
        said = wrap(f"{scenario.actor[actor].name} {standing_in_words(standing)}", room)
        for place, move in enumerate(standing.told, start=1):
            said += wrap(improvement_in_words(scenario, move), room, f"  {place}. ")
            said += wrap(reply_in_words(scenario, actor, move), room, "     ")
        rest = standing.improvements - len(standing.told)
        if rest > 0:
            said += wrap(f"… and {rest:,} more: --limit tells more of them.", room, "  ")
        sections.append(said)
    return sections
