"""What `negsim ensemble` says: how often, what decides it, who stands in the way, what is robust."""

from __future__ import annotations

from collections.abc import Sequence

from negsim.cli.terminal.header import header, more
from negsim.cli.terminal.layout import bar, fit, heading, led, table, width, wrap
from negsim.language.model.scenario import Scenario
from negsim.language.phrases import share
from negsim.language.words import option_in_words
from negsim.questions.draws.tell import (
    check_next,
    differences,
    ensemble_answer,
    forecast_in_words,
    path_in_words,
    region_in_words,
    rests_on,
    telling,
)
from negsim.questions.ensemble.result import Ensemble
from negsim.questions.position.baseline import Forecast
from negsim.questions.simulate.tell import (
    BASELINE,
    BLOCKERS,
    NEXT,
    RANKS,
    drivers_remark,
    floor_sentence,
    rank_rows,
    robust_sentence,
)

_DRIVERS = 8
_OTHERS = 4
_BAR = 16


def ensemble_text(found: Ensemble) -> str:
    """Put an ensemble into words, at most 100 columns wide."""
    room = width()
    sections = [
        header(found.scenario, room),
        _answer(found, room),
        _drivers(found, room),
        _blockers(found, room),
        _robust(found, room),
        _ranks(found, room),
        baseline_lines(found.scenario, found.baseline, room),
        more(found.scenario, ("run", "simulate", "readings", "trace"), room),
    ]
    return "\n\n".join("\n".join(lines) for lines in sections if lines)


def _answer(found: Ensemble, room: int) -> list[str]:
    lines = led(ensemble_answer(found), room)
    if found.draws < found.asked:
        lines += wrap(f"Stopped early: {found.asked:,} draws were asked for.", room)
    text = floor_sentence(found)
    return lines if text is None else lines + wrap(text, room)


def _drivers(found: Ensemble, room: int) -> list[str]:
    if found.drivers_of is None:
        return []
    lines = [heading("WHAT DECIDES IT"), *wrap(drivers_remark(found), room, "  ")]
    rows = [
        (
            path_in_words(found.scenario, one.path),
            share(one.effect),
            f"{share(max(0.0, one.interval[0]))}–{share(min(1.0, one.interval[1]))}",
            rests_on(one),
        )
        for one in telling(found, _DRIVERS)
    ]
    names = fit((row[0] for row in rows), 52)
    widths = (names, 5, 9, room - names - 22)
    lines += [f"  {line}" for line in table(rows, widths, "lrrl")]
    for text in (region_in_words(found), check_next(found)):
        if text is not None:
            lines += wrap(text, room, "  ")
    return lines


def _blockers(found: Ensemble, room: int) -> list[str]:
    if not found.lone_blocker:
        return []
    lines = [heading("WHO ALONE KEEPS IT EMPTY"), *wrap(BLOCKERS, room, "  ")]
    ordered = sorted(found.lone_blocker.items(), key=lambda item: -item[1])
    return lines + share_rows(
        [(found.scenario.actor[name].name, value) for name, value in ordered], room
    )


def share_rows(rows: Sequence[tuple[str, float]], room: int) -> list[str]:
    """Set names and shares with bars."""
    names = fit((name for name, _ in rows), 50)
    cells = [(name, share(value), bar(value, _BAR)) for name, value in rows]
    return [f"  {line}" for line in table(cells, (names, 5, room - names - 12), "lrl")]


def _robust(found: Ensemble, room: int) -> list[str]:
    if not found.in_zone:
        return []
    best, *others = found.in_zone
    lines = [heading("THE MOST ROBUST PACKAGE"), *wrap(robust_sentence(found), room, "  ")]
    lines += package_lines(found.scenario, best.package, room)
    if others:
        lines += wrap(NEXT, room, "  ")
        rows = [
            (share(one.share), differences(found.scenario, one.package, best.package))
            for one in others[:_OTHERS]
        ]
        lines += [f"  {line}" for line in table(rows, (5, room - 9), "rl")]
    return lines


def package_lines(scenario: Scenario, package: object, room: int) -> list[str]:
    """Set a package issue by issue."""
    assert isinstance(package, dict)
    names = fit(package, 24)
    rows = [(issue, option_in_words(scenario, issue, option)) for issue, option in package.items()]
    return [f"  {line}" for line in table(rows, (names, room - names - 4))]


def _ranks(found: Ensemble, room: int) -> list[str]:
    rows = rank_rows(found)
    if not rows:
        return []
    lines = [heading("WHAT EACH LIKES BEST"), *wrap(RANKS, room, "  ")]
    names = fit((row[0] for row in rows), 40)
    return lines + [f"  {line}" for line in table(rows, (names, 19, room - names - 25))]


def baseline_lines(scenario: Scenario, found: Sequence[Forecast], room: int) -> list[str]:
    """Set the humble forecast beside what was found."""
    if not found:
        return []
    lines = [heading("THE HUMBLE BASELINE"), *wrap(BASELINE, room, "  ")]
    rows = [forecast_in_words(scenario, one) for one in found]
    names = fit((row[0] for row in rows), 24)
    return lines + [f"  {line}" for line in table(rows, (names, room - names - 4))]
