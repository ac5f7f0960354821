"""Sheets on what stands in the way: demands that exclude one another, and what would open a way."""

from __future__ import annotations

from negsim.questions.explain.tell import (
    caveats,
    cheapest_first,
    in_words,
    order,
    smallest_first,
    steps,
    who,
)
from negsim.questions.zone.result import Findings
from negsim.report.sheets.cells import claim_ids, issue_columns, options_of
from negsim.report.sheets.sheet import Sheet, count, text

_LAYERS = {"red_lines": "red line", "reservations": "walk-away value", "rules": "rule"}


def conflicts(findings: Findings) -> Sheet:
    """List the minimal conflicts, a demand a row, with what each rests on."""
    return Sheet(
        "Conflicts",
        "Smallest sets of demands that cannot stand together, a demand a row. Without any one demand"
        " of its set, the others of that set could stand."
        if findings.conflicts
        else "No demands exclude one another.",
        [
            count("set", 7),
            text("whose", 26),
            text("kind", 14),
            text("demand", 60),
            text("meant as", 18),
            text("path", 28),
            text("rests on", 16),
            text("grade", 8),
            text("claims", 16),
            text("what there is to hold against it", 50),
        ],
        (
            (
                number,
                who(findings, member),
                _LAYERS[member.layer],
                member.says,
                member.reading,
                member.path,
                member.rests,
                member.grade,
                claim_ids(member.claims, findings.scenario),
                member.because if member.layer == "rules" else "; ".join(caveats(member)),
            )
            for number, conflict in enumerate(smallest_first(findings), start=1)
            for member in sorted(conflict.members, key=lambda one: order(findings, one))
        ),
        held=2,
    )


def openings(findings: Findings) -> Sheet:
    """List the minimal corrections, cheapest first, each with the nearest package that it lets through."""
    scenario = findings.scenario
    moving = [
        actor
        for actor in scenario.actors
        if any(actor.id in one.steps for one in findings.corrections)
    ]
    return Sheet(
        "Ways out",
        "The smallest sets of demands whose loss lets packages through, fewest steps first. The"
        " package beside each is the nearest that it lets through; a step is one place along an"
        " issue's options."
        if findings.corrections
        else "Nothing has to go for a package to pass.",
        [
            text("it opens …", 64),
            text("without", 32),
            count("steps in all", 9),
            *(count(f"steps of {actor.name}", 12) for actor in moving),
            count("packages opened"),
            count("of these above every walk-away"),
            *issue_columns(scenario),
        ],
        (
            (
                in_words(findings, one),
                ", ".join(one.drop),
                steps(one),
                *(one.steps.get(actor.id) for actor in moving),
                one.opens,
                one.zone,
                *options_of(scenario, one.witness.package),
            )
            for one in cheapest_first(findings)
        ),
        total=findings.corrections_total,
        more="those with the fewest steps are listed",
    )
