"""What `negsim simulate` says: when it opens, with what, whether it lasts, and what makes it last."""

from __future__ import annotations

from negsim.cli.terminal.header import header, more
from negsim.cli.terminal.layout import bar, fit, heading, led, table, width, wrap
from negsim.cli.text.ensemble import baseline_lines, package_lines, share_rows
from negsim.language.phrases import day, share
from negsim.questions.draws.tell import (
    differences,
    events_in_words,
    ripeness_in_words,
    simulation_answer,
)
from negsim.questions.simulate.result import Simulation
from negsim.questions.simulate.tell import (
    BROKEN,
    CHANCES,
    NEXT,
    TALKS,
    TERMS,
    alone,
    breaker,
    lasting_sentence,
    talk_rows,
    term_rows,
    thinned,
)

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
        lines += wrap(CHANCES, room)
    return lines


def _steps(found: Simulation, room: int) -> list[str]:
    lines = [heading("STEP BY STEP")]
    top = ("", "open", "", "floor", "alone against it")
    widths = (11, 5, _BAR, 6, room - _BAR - 32)
    rows = [
        (
            day(step.date),
            share(step.zone_open),
            bar(step.zone_open, _BAR),
            "" if step.floor is None else f"{step.floor[1]:.3f}",
            alone(found, step),
        )
        for step in thinned(found.steps, _ROWS)
    ]
    lines += [heading(f"  {line}") for line in table([top], widths, "lrlrl")]
    return lines + [f"  {line}" for line in table(rows, widths, "lrlrl")]


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
    lines = [heading("WHAT WOULD LAST"), *wrap(lasting_sentence(found), room, "  ")]
    lines += package_lines(found.scenario, best.package, room)
    if others:
        lines += wrap(NEXT, room, "  ")
        rows = [
            (share(one.share), differences(found.scenario, one.package, best.package))
            for one in others[:_OTHERS]
        ]
        lines += [f"  {line}" for line in table(rows, (5, room - 9), "rl")]
    return lines


def _options(found: Simulation, room: int) -> list[str]:
    told = term_rows(found)[:_OPTIONS]
    if not told:
        return []
    lines = [heading("WHICH TERMS MAKE IT LAST"), *wrap(TERMS, room, "  ")]
    rows = [(words, share(value), other) for words, value, other in told]
    names = fit((row[0] for row in term_rows(found)), 48)
    return lines + [f"  {line}" for line in table(rows, (names, 5, room - names - 11), "lrl")]


def _broken(found: Simulation, room: int) -> list[str]:
    if not found.broken_by:
        return []
    rows = [(breaker(found, who), value) for who, value in found.broken_by.items()]
    lines = [heading("WHAT BREAKS THE OTHERS"), *wrap(BROKEN, room, "  ")]
    return lines + share_rows(rows, room)


def _talks(found: Simulation, room: int) -> list[str]:
    if not found.talks:
        return []
    lines = [heading("WHERE TALKS BY SIMPLE RULES WOULD END"), *wrap(TALKS, room, "  ")]
    return lines + [f"  {line}" for line in table(talk_rows(found), (32, 12, room - 50))]
