"""What `negsim compare` says: the rows at a glance, then what a brief should say of each."""

from __future__ import annotations

from negsim.cli.terminal.header import header, more
from negsim.cli.terminal.layout import bar, fit, heading, led, table, width, wrap
from negsim.cli.terminal.section import section_lines
from negsim.questions.compare.find import Comparison, Row
from negsim.questions.compare.tell import FLOOR, answer, in_short
from negsim.questions.zone.knots import knots_section

ROOM_FOR_BAR = 10


def compare_text(comparison: Comparison) -> str:
    """Put a comparison into words, at most 100 columns wide."""
    room = width()
    base, *others = comparison.rows
    sections = [
        header(comparison.base, room),
        led(answer(comparison), room),
        _glance(comparison, room),
        section_lines(knots_section(base.findings), room, is_first=False),
    ]
    if others:
        sections.append([heading("WHAT TO SAY OF EACH")])
        sections += [_row(row, room) for row in others]
    sections += [
        _left_out(comparison, room),
        more(comparison.base, ("explain", "readings", "room"), room),
    ]
    return "\n\n".join("\n".join(lines) for lines in sections if lines)


def _glance(comparison: Comparison, room: int) -> list[str]:
    rows = comparison.rows
    floors = [float(r.findings.floor) for r in rows if r.findings.floor is not None]
    best = max(floors, default=0.0)
    names = fit((row.name for row in rows), 34)
    digits = max(8, *(len(f"{row.findings.zone.size:,}") for row in rows))
    rest = room - 2 - names - digits - 6 - ROOM_FOR_BAR - 8
    cells = []
    for row in rows:
        zone, floor = row.findings.zone, row.findings.floor
        share = 0.0 if floor is None or best <= 0 else max(0.0, float(floor) / best)
        cells.append(
            (
                row.name,
                f"{zone.size:,}" if zone.is_open else "no deal",
                "" if floor is None else f"{float(floor):.3f}",
                bar(share, ROOM_FOR_BAR),
                in_short(row),
            )
        )
    widths = (names, digits, 6, ROOM_FOR_BAR, rest)
    top = ("", "packages", "floor", "", "what collides, or what every deal has")
    head = table([top], widths, "lrrll")
    body = table(cells, widths, "lrrll")
    return [
        *(heading(f"  {line}") for line in head),
        *(f"  {line}" for line in body),
        "",
        f"  {FLOOR}",
    ]


def _row(row: Row, room: int) -> list[str]:
    say = f": {row.say}" if row.say else ""
    lines = wrap(f"{row.name}{say}", room)
    lines[0] = heading(row.name) + lines[0].removeprefix(row.name)
    for sentence in row.says:
        lines += wrap(sentence, room, "  ")
    return lines


def _left_out(comparison: Comparison, room: int) -> list[str]:
    if not comparison.left_out:
        return []
    lines = [heading("WRITTEN FOR A STACK, SO LEFT OUT")]
    for one in comparison.left_out:
        lines += wrap(f"{'+'.join(one.variant)}: {one.because}", room, "  ", "    ")
    return lines
