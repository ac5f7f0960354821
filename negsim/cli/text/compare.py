"""What `negsim compare` says: the rows at a glance, then what a brief should say of each."""

from __future__ import annotations

from negsim.analysis.compare import Comparison, Row
from negsim.cli.text.header import header, more
from negsim.cli.text.knot import knot_text
from negsim.cli.text.layout import bar, fit, heading, table, width, wrap
from negsim.language.phrases import counted

ROOM_FOR_BAR = 10
_EFFECTS = (
    ("opens", ("opens a way", "open a way")),
    ("closes", ("closes it", "close it")),
    ("zone", ("leaves another zone", "leave another zone")),
    ("other_conflicts", ("leaves none, for other reasons", "leave none, for other reasons")),
    ("same_conflicts", ("leaves none, for the same reasons", "leave none, for the same reasons")),
    ("none", ("changes nothing at all in that", "change nothing at all in that")),
)


def compare_text(comparison: Comparison) -> str:
    """Put a comparison into words, at most 100 columns wide."""
    room = width()
    base, *others = comparison.rows
    sections = [
        header(comparison.base, room),
        _answer(comparison, room),
        _glance(comparison, room),
        knot_text(base.findings, room),
    ]
    if others:
        sections.append([heading("WHAT TO SAY OF EACH")])
        sections += [_row(row, room) for row in others]
    sections += [
        _left_out(comparison, room),
        more(comparison.base, ("explain", "readings", "room"), room),
    ]
    return "\n\n".join("\n".join(lines) for lines in sections if lines)


def _answer(comparison: Comparison, room: int) -> list[str]:
    base, *others = comparison.rows
    was = "A DEAL IS POSSIBLE" if base.findings.zone.is_open else "NO DEAL"
    found = [(sum(row.effect == effect for row in others), words) for effect, words in _EFFECTS]
    parts = [
        f"{number:,} {one if number == 1 else many}" for number, (one, many) in found if number
    ]
    of = f" Of {counted(len(others), 'variant')}: {'; '.join(parts)}." if others else ""
    lines = wrap(f"{was} as things stand.{of}", room)
    lines[0] = heading(was) + lines[0].removeprefix(was)
    return lines


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
                _short(row),
            )
        )
    widths = (names, digits, 6, ROOM_FOR_BAR, rest)
    top = ("", "packages", "floor", "", "what collides, or what every deal has")
    head = table([top], widths, "lrrll")
    body = table(cells, widths, "lrrll")
    note = "floor: what the worst-off principal gains over its walk-away in the fairest deal"
    return [
        *(heading(f"  {line}") for line in head),
        *(f"  {line}" for line in body),
        "",
        f"  {note}",
    ]


def _short(row: Row) -> str:
    findings = row.findings
    if findings.zone.is_open:
        backbone = findings.zone.backbone
        if len(backbone) == len(findings.scenario.issues):
            return "one package"
        named = [f"{issue} {option}" for issue, option in list(backbone.items())[:3]]
        rest = f" and {len(backbone) - 3} more" if len(backbone) > 3 else ""
        return ", ".join(named) + rest if named else "no issue is the same in all"
    if not findings.feasible:
        return "nothing can be signed"
    ordered = sorted(findings.conflicts, key=lambda c: (len(c.members), c.paths))
    if not ordered:
        return ""
    first = " × ".join(ordered[0].paths)
    return first + (f"; {len(ordered) - 1:,} more" if len(ordered) > 1 else "")


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
