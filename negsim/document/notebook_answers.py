"""What a notebook shows of sources, of draws and of futures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from negsim.document.notebook import SHOWN, heading, table, text
from negsim.language.model.scenario import Scenario
from negsim.language.phrases import day, share
from negsim.language.words import option_in_words
from negsim.questions.draws.tell import (
    ensemble_answer,
    path_in_words,
    rests_on,
    simulation_answer,
    telling,
)

if TYPE_CHECKING:
    from negsim.questions.ensemble.result import Ensemble
    from negsim.questions.simulate.result import Simulation
    from negsim.questions.trace.find import Trace

STEPS = 12  # of a timeline


def trace_html(found: Trace) -> str:
    """Show which conclusions fall with which source, and what nobody has said."""
    from negsim.questions.trace import tell as words

    without = (
        (words.disbelieved(one), ", ".join(one.dropped), words.left_without(one))
        for one in words.telling(found)
    )
    pivotal = _list(words.pivotal_in_words(found, one) for one in found.pivotal[:SHOWN])
    return _answered(
        found.scenario,
        words.answer(found),
        f"<p>{text(words.flips(found))}</p>"
        + _list(words.source_set(found, one) for one in found.flips_by_claims[:SHOWN])
        + table(("if one does not believe", "red lines that fall", "what is left"), without)
        + (f"<h4>Red lines nobody has drawn</h4>{pivotal}" if pivotal else ""),
    )


def ensemble_html(found: Ensemble) -> str:
    """Show how often the zone is open, what is robust, and what decides it."""
    packages = _packages(
        found.scenario, ((share(one.share), one.package) for one in found.in_zone[:SHOWN])
    )
    drivers = (
        (path_in_words(found.scenario, one.path), share(min(1.0, one.effect)), rests_on(one))
        for one in telling(found, SHOWN)
    )
    parts = ""
    if found.in_zone:
        parts += f"<h4>In the zone most often</h4>{packages}"
    if found.drivers:
        head = ("number", "share of the variation", "rests on")
        parts += f"<h4>What decides it</h4>{table(head, drivers)}"
    return _answered(found.scenario, ensemble_answer(found).text, parts)


def simulation_html(found: Simulation) -> str:
    """Show when the zone opens, step by step, and which packages last."""
    every = max(1, -(-len(found.steps) // STEPS))
    steps = (
        (
            day(one.date),
            share(one.zone_open),
            "" if one.floor is None else f"{one.floor[1]:+.3f}",
            ", ".join(
                f"{name.replace('_', ' ')} {share(part)}"
                for name, part in one.in_force.items()
                if part
            ),
        )
        for one in found.steps[::every]
    )
    parts = table(("date", "zone open", "floor, median", "what has come by then"), steps)
    if found.lasting:
        lasting = ((share(one.share), one.package) for one in found.lasting[:SHOWN])
        parts += f"<h4>What would last</h4>{_packages(found.scenario, lasting)}"
    return _answered(found.scenario, simulation_answer(found).text, parts)


def _list(lines: Iterable[str]) -> str:
    items = "".join(f"<li>{text(line)}</li>" for line in lines)
    return f"<ul>{items}</ul>" if items else ""


def _packages(scenario: Scenario, rows: Iterable[tuple[str, Mapping[str, Any]]]) -> str:
    """Show packages on the issues on which they differ, and say what they share."""
    listed = list(rows)
    differing = [
        issue for issue in scenario.issues if len({package[issue.id] for _, package in listed}) > 1
    ]
    shown = (
        (part, *(option_in_words(scenario, issue.id, package[issue.id]) for issue in differing))
        for part, package in listed
    )
    same = [
        f"{issue.ask} {option_in_words(scenario, issue.id, listed[0][1][issue.id])}"
        for issue in scenario.issues
        if listed and issue not in differing
    ]
    note = f"<p>All of these: {text('; '.join(same))}.</p>" if same else ""
    return table(("share", *(issue.ask for issue in differing)), shown) + note


def _answered(scenario: Scenario, said: str, parts: str, total: int = 0) -> str:
    more = f"<p>and {total - SHOWN:,} more</p>" if total > SHOWN else ""
    return f"{heading(scenario)}<p><b>{text(said)}</b></p>{parts}{more}"
