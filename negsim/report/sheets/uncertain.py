"""Sheets on other numbers and on time: what survives, what decides it, and when a deal opens."""

from __future__ import annotations

from negsim.questions.draws.tell import ensemble_answer, path_in_words, simulation_answer
from negsim.questions.ensemble.result import Ensemble
from negsim.questions.simulate.result import Simulation
from negsim.report.sheets.cells import issue_columns, options_of
from negsim.report.sheets.sheet import Column, Sheet, text


def survivors(found: Ensemble) -> Sheet:
    """List the packages that are most often in the zone when numbers are drawn."""
    return Sheet(
        "Other numbers",
        f"{ensemble_answer(found).text} These packages are in the zone most often.",
        [
            Column("share of draws", 10, "share"),
            Column("at least (95%)", 10, "share"),
            Column("at most (95%)", 10, "share"),
            *issue_columns(found.scenario),
        ],
        (
            (one.share, *one.interval, *options_of(found.scenario, one.package))
            for one in found.in_zone
        ),
        total=found.in_zone_total,
        more="the most robust are listed",
    )


def drivers(found: Ensemble) -> Sheet:
    """List the numbers that decide the answer."""
    asked = "whether the zone is open"
    if found.drivers_of == "margin":
        asked = "how much is left to the worst-off"
    return Sheet(
        "What decides it",
        f"How much of the variation in {asked} comes from each number that has a range: with all that"
        " it works with, and by itself (Sobol indices).",
        [
            text("number", 56),
            Column("with all it works with", 12, "share"),
            Column("at least (95%)", 10, "share"),
            Column("at most (95%)", 10, "share"),
            Column("by itself", 10, "share"),
            Column("less often wrong, if known", 12, "share"),
            text("rests on", 16),
            text("path", 34),
        ],
        (
            (
                path_in_words(found.scenario, one.path),
                one.effect,
                *one.interval,
                one.first,
                one.information,
                None if one.evidence is None else one.evidence.status,
                one.path,
            )
            for one in found.drivers
        ),
    )


def time(found: Simulation) -> Sheet:
    """List the steps of the timeline."""
    events = list(dict.fromkeys(name for step in found.steps for name in step.in_force))
    return Sheet(
        "Time",
        f"{simulation_answer(found).text} The floor is the median, over futures with a zone.",
        [
            text("date", 14),
            Column("zone open", 10, "share"),
            Column("at least (95%)", 10, "share"),
            Column("at most (95%)", 10, "share"),
            Column("floor", 10, "gain"),
            Column("ripe", 10, "share"),
            *(Column(f"has come: {name.replace('_', ' ')}", 14, "share") for name in events),
        ],
        (
            (
                step.date.isoformat(),
                step.zone_open,
                *step.interval,
                None if step.floor is None else step.floor[1],
                step.ripe,
                *(step.in_force.get(name) for name in events),
            )
            for step in found.steps
        ),
    )
