"""What `negsim backtest` says: did it go as the file has it, how much is that worth, what stood against it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from negsim.cli.terminal.header import header, more
from negsim.cli.terminal.layout import fit, heading, led, table, width, wrap
from negsim.language.phrases import counted, day
from negsim.language.words import option_label
from negsim.questions.backtest.find import Against, Backtest, Row
from negsim.questions.backtest.tell import CAUTION, answer, knot
from negsim.solve.kernels.one_package import Place

TOP = ("", "outcome", "zone", "share", "lift", "floor", "Nash")
SIDES = "llrrrrr"


def backtest_text(found: Backtest) -> str:
    """Put one back-test into words, at most 100 columns wide."""
    room = width()
    sections = [
        header(found.base, room),
        led(answer(found), room),
        _outcome(found, room),
        [heading("AS WRITTEN, AND UNDER EACH VARIANT"), *_rows(found.rows, room), *_key(room)],
        _against(found, room),
        _readings(found, room),
        _knots(found, room),
        wrap(CAUTION, room),
        more(found.base, ("run", "compare", "trace"), room),
    ]
    return "\n\n".join("\n".join(lines) for lines in sections if lines)


def backtests_text(found: Sequence[Backtest]) -> str:
    """Put several back-tests into a table, at most 100 columns wide."""
    room = width()
    agree = sum(one.rows[0].agrees for one in found)
    lead = f"{agree} OF {len(found)} AS IT WENT"
    lines = wrap(f"{lead}, as the files are written.", room)
    lines[0] = heading(lead) + lines[0].removeprefix(lead)
    sections = [lines]
    for one in found:
        as_of = f" ({day(one.as_of)})" if one.as_of else ""
        title = wrap(f"{one.base.title}{as_of}", room)
        said = led(answer(one), room - 2)
        sections.append(
            [
                *map(heading, title),
                *(f"  {line}" for line in said),
                *_rows(one.rows, room),
                *_knot_lines(one, room),
            ]
        )
    sections += [_key(room), wrap(CAUTION, room), more(found[0].base, ("backtest",), room)]
    return "\n\n".join("\n".join(lines) for lines in sections)


def _outcome(found: Backtest, room: int) -> list[str]:
    title = {
        "signed": "WHAT WAS SIGNED",
        "turned_down": "WHAT WAS TURNED DOWN",
        "no_deal": "WHAT CAME OF IT: NOTHING WAS AGREED",
    }[found.history.end]
    lines = [heading(title)]
    names = fit((issue.id for issue in found.base.issues), 24)
    for issue in found.base.issues:
        option = str(dict(found.base.outcome or ())[issue.id])
        stuck = "   (over this the talks stuck)" if issue.id in found.history.blocked else ""
        cells = (issue.id, option_label(issue, option) + stuck)
        lines += [f"  {line}" for line in table([cells], (names, room - names - 4))]
    return lines


def _rows(rows: Sequence[Row], room: int) -> list[str]:
    cells = [_cells(row) for row in rows]
    others = [fit((row[i] for row in (TOP, *cells)), 20) for i in range(1, len(TOP))]
    names = min(fit((row[0] for row in cells), 40), max(12, room - 2 - sum(others) - 2 * 6))
    widths = (names, *others)
    return [
        *(heading(f"  {line}") for line in table([TOP], widths, SIDES)),
        *(f"  {line}" for line in table(cells, widths, SIDES)),
    ]


def _cells(row: Row) -> tuple[str, ...]:
    findings, found = row.findings, row.standing
    where = "in the zone" if row.in_zone else "outside" if row.is_feasible else "not feasible"
    nash = None if found is None else found.by_nash
    floor, of = None, findings.feasible
    if found is not None:
        floor = found.by_floor
        if found.by_floor_in_zone is not None:
            floor, of = found.by_floor_in_zone, findings.zone.size
    return (
        row.name,
        where,
        f"{findings.zone.size:,}" if findings.zone.is_open else "none",
        "" if row.share is None else _percent(row.share),
        "" if row.lift is None else f"{float(row.lift):,.1f}",
        _rank(floor, of),
        _rank(nash, findings.zone.size),
    )


def _percent(share: Fraction) -> str:
    text = f"{100 * float(share):.2f}%"
    return "<0.01%" if share and text == "0.00%" else text


def _rank(place: Place | None, of: int) -> str:
    return "" if place is None else f"{place.better + 1:,} of {of:,}"


def _key(room: int) -> list[str]:
    return wrap(
        "share: of the feasible packages, in the zone. lift: one over it, how many times likelier the outcome"
        " was to be in the zone than a feasible package drawn at"
        " random. floor: its rank by what the worst-off principal gains, in the zone where it is in it, else"
        " among the feasible. Nash: its rank in the zone by the product of gains. 1 is best.",
        room,
        "  ",
    )


def _against(found: Backtest, room: int) -> list[str]:
    if not any(row.against for row in found.rows):
        return []
    lines = [heading("WHAT STANDS AGAINST THE OUTCOME")]
    told: dict[tuple[str, ...], list[str]] = {}
    for row in found.rows:
        told.setdefault(tuple(_demands(found, row.against)), []).append(row.name)
    for demands, names in told.items():
        if demands:
            lines += wrap(", ".join(names), room, "  ", "    ")
            for demand in demands:
                lines += wrap(demand, room, "    ", "      ")
    barred = [
        row.name
        for row in found.rows
        if not row.is_feasible and not any(_demands(found, row.against))
    ]
    clear = [name for name in told.get((), []) if name not in barred]
    if barred:
        lines += wrap(f"Off the table in: {', '.join(barred)}.", room, "  ", "    ")
    if clear:
        lines += wrap(f"Nothing stands against it in: {', '.join(clear)}.", room, "  ", "    ")
    unasked = dict.fromkeys(
        one.member.path for row in found.rows for one in row.against if not one.counts
    )
    if unasked:
        text = f"Against it where their consent is not needed: {', '.join(unasked)}."
        lines += wrap(text, room, "  ", "    ")
    return lines


def _demands(found: Backtest, against: Sequence[Against]) -> Iterator[str]:
    for one in against:
        if not one.counts:
            continue
        member = one.member
        who = "" if member.actor is None else f"{found.base.actor[member.actor].name}: "
        meant = f", meant as '{member.reading}'" if member.reading else ""
        claims = " ".join(claim.id for claim in member.claims)
        graded = f", {claims}, grade {member.grade}" if member.grade else f", {member.rests}"
        yield f"{who}{member.says} ({member.path}{meant}{graded})"


def _readings(found: Backtest, room: int) -> list[str]:
    meant = found.meant
    if not meant.lines or meant.let_in == meant.combinations:
        return []
    lines = [heading("WHICH READINGS LET IT IN")]
    if meant.let_in is not None:
        text = (
            f"As written, {meant.let_in:,} of {counted(meant.combinations, 'combination')} of readings"
            " leave the outcome in the zone."
        )
        lines += wrap(text, room, "  ")
    for path, readings in meant.lines.items():
        barring = [name for name, keeps in readings.items() if not keeps]
        if barring:
            keeping = [name for name, keeps in readings.items() if keeps]
            lets = f"; {', '.join(keeping)} would not" if keeping else ""
            bars = "bars" if len(barring) == 1 else "bar"
            lines += wrap(f"{path}: {', '.join(barring)} {bars} it{lets}", room, "  ", "    ")
    return lines


def _knots(found: Backtest, room: int) -> list[str]:
    if not found.history.blocked:
        return []
    lines = [heading("DOES THE KNOT NAME WHAT HISTORY SAYS BLOCKED IT?")]
    none = "  No row has an empty zone, so there is no knot to compare."
    return lines + (_knot_lines(found, room) or [none])


def _knot_lines(found: Backtest, room: int) -> list[str]:
    told: dict[str, list[str]] = {}
    for row in found.rows:
        said = knot(row)
        if said is not None:
            told.setdefault(said, []).append(row.name)
    return [
        line
        for said, names in told.items()
        for line in wrap(f"{', '.join(names)}: {said}.", room, "  ", "    ")
    ]
