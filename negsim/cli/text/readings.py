"""What `negsim readings` says: how much hangs on words, which to clarify first, and what settles the answer."""

from __future__ import annotations

from collections.abc import Sequence

from negsim.cli.terminal.header import header, more
from negsim.cli.terminal.layout import bar, fit, heading, led, table, width, wrap
from negsim.cli.text.knot import grounds
from negsim.language.words import demand_in_words
from negsim.questions.readings.find import Clarify, Readings
from negsim.questions.readings.tell import answer, decides, known, note

ROOM_FOR_BAR = 16


def readings_text(found: Readings, shown: int | None = 12) -> str:
    """Put the combinations of readings into words, at most 100 columns wide."""
    room = width()
    sections = [
        header(found.scenario, room),
        _answer(found, room),
        *_clarify(found, room),
        _sets(
            "CLOSED WHATEVER THE REST MEANS",
            known("closing"),
            found.closing,
            (shown, found.all_closing, found.all_opening),
            room,
        ),
        _sets(
            "OPEN WHATEVER THE REST MEANS",
            known("opening"),
            found.opening,
            (shown, found.all_opening, found.all_closing),
            room,
        ),
        more(found.scenario, ("explain", "compare", "room"), room),
    ]
    return "\n\n".join("\n".join(lines) for lines in sections if lines)


def _clarify(found: Readings, room: int) -> list[list[str]]:
    if not found.clarify:
        return []
    title = "WHICH WORDS TO CLARIFY FIRST"
    lines = [heading(title)]
    lines += wrap(
        "How often the answer hangs on one demand's meaning, over all that the others may mean.",
        room,
        "  ",
    )
    best = max((one.share or 0.0 for one in found.clarify), default=0.0)
    sections = [lines]
    for place, one in enumerate(found.clarify, start=1):
        sections.append(_demand(found, one, place, best, room))
    return sections


def _demand(found: Readings, one: Clarify, place: int, best: float, room: int) -> list[str]:
    scenario = found.scenario
    name = scenario.actor[one.member.actor or ""].name
    drawn = "" if one.share is None or not best else bar(one.share / best, ROOM_FOR_BAR)
    how = "" if one.decides is None else f"{decides(one)}  {drawn}"
    lines = wrap(f"{place}. {name}: {one.member.id}   {how}".rstrip(), room, "  ", "     ")
    line = scenario.red_lines[one.path]
    ids = fit(one.readings, 26)
    each = found.combinations // len(one.readings)
    rows = []
    for reading in line.readings:
        count = (
            ""
            if one.open_by_reading is None
            else f"{one.open_by_reading[reading.id]:,} of {each:,} open"
        )
        rows.append(
            (
                reading.id,
                demand_in_words(reading, scenario),
                count,
                note(found, one, reading.id),
            )
        )
    counts = fit((row[2] for row in rows), 26)
    notes = fit((row[3] for row in rows), 14)
    says = room - 5 - ids - counts - notes - 6
    lines += [f"     {text}" for text in table(rows, (ids, says, counts, notes), "llrl")]
    return lines + [f"     {text.strip()}" for text in grounds(one.member, room - 5)[:1]]


def _sets(
    title: str,
    what: str,
    sets: Sequence[Sequence[str]],
    known: tuple[int | None, bool, bool],
    room: int,
) -> list[str]:
    shown, is_complete, is_other_complete = known
    if not sets and is_complete:
        return []
    if list(sets) == [()]:
        return []  # always so: the first sentence says it
    if not sets and not is_other_complete:
        return wrap(f"{title}: not listed, there are too many sets that do the opposite.", room)
    ordered = sorted(sets, key=lambda one: (len(one), one))
    lines = [heading(title), *wrap(what, room, "  ")]
    common = [name for name in ordered[0] if all(name in one for one in ordered)]
    if len(ordered) > 1 and common:
        lines += wrap(f"Each holds {' + '.join(common)}, together with", room, "  ", "    ")
    else:
        common = []
    for one in ordered[:shown]:
        lines += wrap(" + ".join(name for name in one if name not in common), room, "  - ", "    ")
    rest = len(ordered) - len(ordered[:shown])
    if rest:
        lines.append(f"  … and {rest:,} more: --limit 0 lists them")
    if not is_complete:
        lines += wrap("There are more than these; the search was stopped.", room, "  ")
    return lines


def _answer(found: Readings, room: int) -> list[str]:
    said, *further = answer(found)
    lines = led(said, room)
    return [*lines, *(line for text in further for line in wrap(text.text, room))]
