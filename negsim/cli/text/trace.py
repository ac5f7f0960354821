"""What `negsim trace` says: what the answer hangs on, source by source, and what nobody has said."""

from __future__ import annotations

from collections.abc import Sequence

from negsim.analysis.trace import Pivotal, Trace, Without
from negsim.cli.text.header import header, more
from negsim.cli.text.layout import fit, heading, table, titled, wrap
from negsim.language.phrases import counted, listed
from negsim.language.words import option_label

_NEXT = ("explain", "readings", "levers")
_KINDS = {"document": "document", "speaker": "", "reporter": "all that came through"}


def trace_text(found: Trace, room: int, limit: int | None = 10) -> str:
    """Put a trace into words, at most `room` columns wide; at most so many rows of each list."""
    sections = [
        header(found.scenario, room),
        _answer(found, room),
        _flips(found, room, limit),
        _without(found, room),
        _pivotal(found, room, limit),
        _elements(found, room),
        _unused(found, room),
        _silences(found, room),
        more(found.scenario, _NEXT, room),
    ]
    return "\n\n".join("\n".join(lines) for lines in sections if lines)


def _answer(found: Trace, room: int) -> list[str]:
    zone = found.findings.zone
    says = f"open, {counted(zone.size, 'package')}" if zone.is_open else "empty"
    count = counted(len(found.elements), "element")
    used = len(found.uses) - len(found.unused)
    claims = f"{used} of {counted(len(found.uses), 'claim')}"
    return wrap(f"The zone is {says}. {count} of the file rest on {claims}.", room)


def _flips(found: Trace, room: int, limit: int | None) -> list[str]:
    if found.findings.zone.is_open:
        text = (
            "No loss of sources shuts the zone: red lines that lose theirs are dropped, and fewer red"
            " lines never leave fewer packages. What could shut it is a red line nobody has stated."
        )
        return wrap(text, room)
    lines = [heading("WHAT THE ANSWER HANGS ON")]
    if not found.flips_by_claims:
        lines += wrap("No loss of claims alone opens the zone.", room, "  ")
    else:
        size = len(found.flips_by_claims[0])
        text = f"It is open as soon as {counted(size, 'claim')} cannot be held:"
        lines += wrap(text, room, "  ")
        lines += _sets(found, found.flips_by_claims, room, limit)
    further = [one for one in found.flips_by_sources if one not in found.flips_by_claims]
    if further:
        lines += wrap("Or, assumptions being given up as well:", room, "  ")
        lines += _sets(found, further, room, limit)
    return lines


def _sets(found: Trace, sets: Sequence[tuple[str, ...]], room: int, limit: int | None) -> list[str]:
    lines: list[str] = []
    claims = found.scenario.claim
    for names in sets[: None if limit is None else min(limit, 5)]:
        told = [
            f"{claims[n].id} (grade {claims[n].grade})" if n in claims else f"“{n}”" for n in names
        ]
        lines += wrap(listed(told), room, "    ", "      ")
    rest = len(sets) - (len(sets) if limit is None else min(limit, 5))
    if rest > 0:
        lines.append(f"    … and {rest:,} other smallest sets")
    return lines


def _without(found: Trace, room: int) -> list[str]:
    telling = [one for one in found.without if one.dropped]
    if not telling:
        return []
    lines = titled("IF IT IS NOT BELIEVED", "red lines that fall, and what is left", room)
    names = [_named(one) for one in telling]
    wide = fit(names, room // 2)
    rows = []
    for name, one in zip(names, telling, strict=True):
        zone = counted(one.zone, "package") if one.zone else "still empty"
        turned = " (turns the answer)" if one.flips else ""
        rows.append((name, counted(len(one.dropped), "red line"), f"{zone}{turned}"))
    return [*lines, *(f"  {line}" for line in table(rows, (wide, 12, room - wide - 18)))]


def _named(one: Without) -> str:
    if one.kind == "assumptions":
        return "our assumptions"
    if one.kind == "grade":
        return "claims of grade F" if one.name == "F" else f"claims of grade {one.name} and worse"
    return f"{_KINDS[one.kind]} {one.name}".strip()


def _pivotal(found: Trace, room: int, limit: int | None) -> list[str]:
    if not found.pivotal:
        return []
    note = "red lines not drawn that would empty the zone"
    lines = titled("WHAT NOBODY HAS SAID", note, room)
    for one in found.pivotal[:limit]:
        lines += wrap(_in_words(found, one), room, "  ", "    ")
    rest = len(found.pivotal) - len(found.pivotal[:limit])
    if rest:
        lines.append(f"  … and {rest:,} more: --limit 0 shows all")
    return lines


def _in_words(found: Trace, one: Pivotal) -> str:
    scenario = found.scenario
    issue = scenario.issue[one.issue]
    labels = [f"“{option_label(issue, option)}”" for option in one.forbids]
    text = f"{scenario.actor[one.actor].name} on {one.issue}: never {' or '.join(labels[:4])}"
    if len(labels) > 4:
        text += f" or {len(labels) - 4} more"
    if one.liked is None:
        text += "; no preference is stated"
    elif one.liked:
        text += "; its preferences would not mind"
    else:
        text += "; against its preferences"
    silences = [name.split(".", 1)[1] for name in one.silences]
    return text + (f" ({', '.join(silences)})" if silences else "")


def _elements(found: Trace, room: int) -> list[str]:
    ids = {claim.full_id: claim.id for claim in found.scenario.all_claims}
    rows = [
        (
            one.path,
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
    lines = table(rows, (wide, 1, room - wide - 7))
    note = "with grade and claims; all else: --format csv"
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
        cited = counted(len(gap.cited_by), "element")
        filled = f"filled by assumption in {cited}" if gap.cited_by else "filled by nothing"
        lines += wrap(f"{gap.silence.id}: {gap.silence.says} ({filled})", room, "  ", "    ")
    return lines
