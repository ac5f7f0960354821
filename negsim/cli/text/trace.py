"""What `negsim trace` says: what the answer hangs on, source by source, and what nobody has said."""

from __future__ import annotations

from collections.abc import Sequence

from negsim.cli.terminal.header import header, more
from negsim.cli.terminal.layout import fit, heading, table, titled, wrap
from negsim.language.phrases import counted
from negsim.questions.trace.find import Trace
from negsim.questions.trace.tell import (
    DISBELIEVED,
    NOT_DRAWN,
    answer,
    disbelieved,
    filled,
    flips,
    further,
    left_without,
    pivotal_in_words,
    source_set,
    telling,
)

_NEXT = ("explain", "readings", "levers")


def trace_text(found: Trace, room: int, limit: int | None = 10) -> str:
    """Put a trace into words, at most `room` columns wide; at most so many rows of each list."""
    sections = [
        header(found.scenario, room),
        wrap(answer(found), room),
        _flips(found, room, limit),
        _without(found, room),
        _pivotal(found, room, limit),
        _elements(found, room),
        _unused(found, room),
        _silences(found, room),
        more(found.scenario, _NEXT, room),
    ]
    return "\n\n".join("\n".join(lines) for lines in sections if lines)


def _flips(found: Trace, room: int, limit: int | None) -> list[str]:
    if found.findings.zone.is_open:
        return wrap(flips(found), room)
    lines = [heading("WHAT THE ANSWER HANGS ON"), *wrap(flips(found), room, "  ")]
    lines += _sets(found, found.flips_by_claims, room, limit)
    if further(found):
        lines += wrap("Or, assumptions being given up as well:", room, "  ")
        lines += _sets(found, further(found), room, limit)
    return lines


def _sets(found: Trace, sets: Sequence[tuple[str, ...]], room: int, limit: int | None) -> list[str]:
    lines: list[str] = []
    for names in sets[: None if limit is None else min(limit, 5)]:
        lines += wrap(source_set(found, names), room, "    ", "      ")
    rest = len(sets) - (len(sets) if limit is None else min(limit, 5))
    if rest > 0:
        lines.append(f"    … and {rest:,} other smallest sets")
    return lines


def _without(found: Trace, room: int) -> list[str]:
    shown = telling(found)
    if not shown:
        return []
    lines = titled("IF IT IS NOT BELIEVED", DISBELIEVED, room)
    wide = fit(map(disbelieved, shown), room // 2)
    rows = [
        (disbelieved(one), counted(len(one.dropped), "red line"), left_without(one))
        for one in shown
    ]
    return [*lines, *(f"  {line}" for line in table(rows, (wide, 12, room - wide - 18)))]


def _pivotal(found: Trace, room: int, limit: int | None) -> list[str]:
    if not found.pivotal:
        return []
    lines = titled("WHAT NOBODY HAS SAID", NOT_DRAWN, room)
    for one in found.pivotal[:limit]:
        silences = ", ".join(name.split(".", 1)[1] for name in one.silences)
        text = pivotal_in_words(found, one) + (f" ({silences})" if silences else "")
        lines += wrap(text, room, "  ", "    ")
    rest = len(found.pivotal) - len(found.pivotal[:limit])
    if rest:
        lines.append(f"  … and {rest:,} more: --limit 0 shows all")
    return lines


def _elements(found: Trace, room: int) -> list[str]:
    ids = {claim.full_id: claim.id for claim in found.scenario.all_claims}
    rows = [
        (
            one.path,
            "" if one.line is None else one.line.status or "no line",
            one.grade or "",
            " ".join(ids[claim] for claim in one.claims)
            or ("assumed" if one.assumptions else "nothing named"),
        )
        for one in found.elements
        if one.kind in {"red_line", "reservation_value"}
    ]
    if not rows:
        return []
    wide = fit((row[0] for row in rows), room // 2)
    lines = table(rows, (wide, 9, 1, room - wide - 18))
    note = "how they stand to their claims, with grade; all else: --format csv"
    return [*titled("DEMANDS AND WALK-AWAY VALUES", note, room), *(f"  {x}" for x in lines)]


def _unused(found: Trace, room: int) -> list[str]:
    if not found.unused:
        return []
    lines = [heading("CLAIMS THAT NOTHING USES")]
    for claim in found.unused:
        lines += wrap(f"{claim.id} (grade {claim.grade}): {claim.says}", room, "  ", "    ")
    return lines


def _silences(found: Trace, room: int) -> list[str]:
    if not found.gaps:
        return []
    lines = [heading("SILENCES")]
    for gap in found.gaps:
        text = f"{gap.silence.id}: {gap.silence.says} ({filled(gap)})"
        lines += wrap(text, room, "  ", "    ")
    return lines
