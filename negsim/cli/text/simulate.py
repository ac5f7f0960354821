"""What `negsim simulate` says: when it opens, with what, whether it lasts, and what makes it last."""

from __future__ import annotations

from negsim.analysis.uncertain.prospects import Simulation, Step
from negsim.analysis.wording.uncertain import (
    differences,
    events_in_words,
    makes_it_last,
    ripeness_in_words,
    share,
    simulation_answer,
)
from negsim.cli.text.ensemble import baseline_lines, package_lines, share_rows
from negsim.cli.text.header import header, more
from negsim.cli.text.layout import bar, fit, heading, led, table, width, wrap
from negsim.language.phrases import counted, day, gain

_ROWS = 13
_BAR = 20
_OTHERS = 4
_STACKS = 5
_OPTIONS = 5


def simulation_text(found: Simulation) -> str:
    """Put a simulation into words, at most 100 columns wide."""
    room = width()
    sections = [
        header(found.scenario, room),
        _answer(found, room),
        _steps(found, room),
        _opens_with(found, room),
        _lasting(found, room),
        _options(found, room),
        _broken(found, room),
        _talks(found, room),
        baseline_lines(found.scenario, found.baseline, room),
        more(found.scenario, ("run", "ensemble", "compare"), room),
    ]
    return "\n\n".join("\n".join(lines) for lines in sections if lines)


def _answer(found: Simulation, room: int) -> list[str]:
    lines = led(simulation_answer(found), room)
    if not found.is_certain and found.futures < found.asked:
        lines += wrap(f"Stopped early: {found.asked:,} futures were asked for.", room)
    lines += wrap(ripeness_in_words(found), room)
    if not found.is_certain:
        text = "Chances and slopes are the file’s: this says what follows from them, no more."
        lines += wrap(text, room)
    return lines


def _steps(found: Simulation, room: int) -> list[str]:
    lines = [heading("STEP BY STEP")]
    every = -(-len(found.steps) // _ROWS)
    shown = [step for k, step in enumerate(found.steps) if k % every == 0]
    if shown[-1] is not found.steps[-1]:
        shown.append(found.steps[-1])
    top = ("", "open", "", "floor", "alone against it")
    widths = (11, 5, _BAR, 6, room - _BAR - 32)
    rows = [
        (
            day(step.date),
            share(step.zone_open),
            bar(step.zone_open, _BAR),
            "" if step.floor is None else f"{step.floor[1]:.3f}",
            _alone(found, step),
        )
        for step in shown
    ]
    lines += [heading(f"  {line}") for line in table([top], widths, "lrlrl")]
    return lines + [f"  {line}" for line in table(rows, widths, "lrlrl")]


def _alone(found: Simulation, step: Step) -> str:
    ordered = sorted(step.lone_blocker.items(), key=lambda item: -item[1])
    return ", ".join(
        f"{found.scenario.actor[name].name} {share(value)}" for name, value in ordered[:3]
    )


def _opens_with(found: Simulation, room: int) -> list[str]:
    if not any(events for events, _ in found.opens_with):
        return []
    lines = [heading("WHAT HAS HAPPENED WHEN IT OPENS")]
    rows = [(events_in_words(events), value) for events, value in found.opens_with[:_STACKS]]
    return lines + share_rows(rows, room)


def _lasting(found: Simulation, room: int) -> list[str]:
    if not found.lasting:
        return []
    best, *others = found.lasting
    lines = [heading("WHAT WOULD LAST")]
    horizon = day(found.steps[-1].date)
    if found.is_certain:
        ends = f"to {horizon}" if best.share else "for a while, and not to the end"
        text = f"Signed at the first opening, this package stays in the zone {ends}."
    else:
        text = (
            f"Of {counted(found.signed_total, 'package')} in the zone at some first opening, this"
            f" one is signed then and stays in the zone to {horizon} in {share(best.share)} of the"
            f" futures that open; in {share(best.self_enforcing)} nobody would later rather walk"
            " away from it."
        )
    lines += wrap(text, room, "  ")
    lines += package_lines(found.scenario, best.package, room)
    if others:
        lines += wrap("Next to it, and how they differ from it:", room, "  ")
        rows = [
            (share(one.share), differences(found.scenario, one.package, best.package))
            for one in others[:_OTHERS]
        ]
        lines += [f"  {line}" for line in table(rows, (5, room - 9), "rl")]
    return lines


def _options(found: Simulation, room: int) -> list[str]:
    rows = []
    for words, other, best, worst in makes_it_last(found):
        if best.lasting is not None and worst.lasting is not None:
            rows.append(
                (words, share(best.lasting), f"against {share(worst.lasting)} with: {other}")
            )
    if not rows:
        return []
    lines = [heading("WHICH TERMS MAKE IT LAST")]
    lines += wrap(
        "Of the packages signed at first openings, how many last, with the best and the worst option"
        " of an issue.",
        room,
        "  ",
    )
    names = fit((row[0] for row in rows), 48)
    return lines + [
        f"  {line}" for line in table(rows[:_OPTIONS], (names, 5, room - names - 11), "lrl")
    ]


def _broken(found: Simulation, room: int) -> list[str]:
    if not found.broken_by:
        return []
    lines = [heading("WHAT BREAKS THE OTHERS")]
    lines += wrap(
        "Who is (among) the first to refuse a package that was signed; or an event takes it off the"
        " table.",
        room,
        "  ",
    )
    return lines + share_rows(
        [
            (found.scenario.actor[who].name if who in found.scenario.actor else who, value)
            for who, value in found.broken_by.items()
        ],
        room,
    )


def _talks(found: Simulation, room: int) -> list[str]:
    if not found.talks:
        return []
    lines = [heading("WHERE TALKS BY SIMPLE RULES WOULD END")]
    lines += wrap(
        "At the most frequent first opening; a comparison with the bargaining solutions, and no"
        " prediction. Gains over walk-away values.",
        room,
        "  ",
    )
    principals = [a for a in found.scenario.actors if a.consent.kind == "always"]
    rows = []
    for one in found.talks:
        end = "no deal"
        if one.deal is not None:
            end = ", ".join(f"{a.name} {gain(one.deal.gains[a.id])}" for a in principals)
        unit = "round" if one.protocol == "alternating offers" else "revision"
        rows.append((f"{one.protocol}, {one.manner}", counted(one.rounds, unit), end))
    return lines + [f"  {line}" for line in table(rows, (32, 12, room - 50))]
