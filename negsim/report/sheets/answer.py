"""Sheets on the answer: packages, solutions, who accepts what and together with whom."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from negsim.language.model.evidence import status
from negsim.language.phrases import counted, listed
from negsim.questions.packages.tell import FAIREST, OTHERS
from negsim.questions.zone.result import Choice, Findings
from negsim.questions.zone.rows import option_values
from negsim.report.sheets.cells import (
    assumptions,
    claim_ids,
    issue_columns,
    option_cell,
    options_of,
)
from negsim.report.sheets.sheet import Column, Sheet, Value, count, text
from negsim.solve.patience import reach
from negsim.space.members import claims_of, reservation_in_words

_CONSENT = {"always": "always", "when": "in some packages", "never": "not asked"}
_FAIRNESS = {"egalitarian": FAIREST, **OTHERS}


def packages(findings: Findings, limit: int) -> Sheet:
    """List the zone's packages, in package order, with what each is worth to everybody."""
    zone = findings.zone
    says = (
        "Every package that suits all whose consent it needs. Utility is what a package is worth,"
        " 0 to 1; gain is what it adds to no deal."
    )
    more = f"negsim run {findings.scenario.id} --format csv --limit {zone.size} writes all"
    if not zone.is_open:
        says = "No package suits everyone whose consent it needs."
    elif reach(findings.space.problem) is not None:
        more = "the others lie beyond what is gone through of a space so large"
    worths = [
        column
        for actor in findings.scenario.actors
        for column in (
            Column(f"{actor.name}: utility", 12, "worth"),
            Column(f"{actor.name}: gain", 12, "gain"),
        )
    ]
    return Sheet(
        "Packages",
        says,
        [
            *issue_columns(findings.scenario),
            text("picked by", 24),
            Column("least gain of a principal", 12, "gain"),
            *worths,
        ],
        _walked(findings, limit),
        total=zone.size,
        more=more,
    )


def solutions(findings: Findings) -> Sheet:
    """List the packages that bargaining solutions pick."""
    scenario = findings.scenario
    return Sheet(
        "Solutions",
        "What four ideas of fairness pick among the zone's efficient packages, and how many packages"
        " tie; at most 20 are listed. Gain is what a package adds to no deal.",
        [
            text("idea of fairness", 30),
            count("packages that tie"),
            *issue_columns(scenario),
            *(Column(f"{actor.name}: gain", 12, "gain") for actor in scenario.actors),
        ],
        (
            (
                name,
                findings.solutions[criterion].ties,
                *options_of(scenario, deal.package),
                *deal.gains.values(),
            )
            for criterion, name in _FAIRNESS.items()
            for deal in findings.solutions[criterion].deals
        ),
    )


def actors(findings: Findings) -> Sheet:
    """List the actors: whose consent is needed, what they have without a deal, how much they accept."""
    scenario, feasible = findings.scenario, findings.feasible

    def rows() -> Iterator[tuple[Value, ...]]:
        for actor, part in zip(scenario.actors, findings.space.problem.actors, strict=True):
            accepts = findings.accepted_by[actor.id]
            keeps = findings.red_line_accepted_by[actor.id]
            yield (
                actor.name,
                actor.id,
                _CONSENT[actor.consent.kind],
                accepts,
                accepts / feasible if feasible else None,
                keeps,
                keeps / feasible if feasible else None,
                part.reservation_value if actor.reservation_value is not None else None,
                reservation_in_words(actor, scenario),
                status(actor.sources) if actor.reservation_value is not None else None,
                claim_ids(claims_of(scenario, actor.sources), scenario),
                assumptions(actor.sources),
            )

    return Sheet(
        "Actors",
        f"Who accepts how many of {counted(feasible, 'feasible package')}, with the walk-away value"
        " and by red lines alone; and what each has without a deal.",
        [
            text("actor", 30),
            text("id", 14),
            text("consent is needed", 16),
            count("accepts"),
            Column("share", 10, "share"),
            count("keep to its red lines"),
            Column("share by red lines", 10, "share"),
            Column("walk-away value", 12, "worth"),
            text("accepts only", 44),
            text("this rests on", 16),
            text("claims", 14),
            text("assumptions", 50),
        ],
        rows(),
    )


def coalitions(findings: Findings) -> Sheet:
    """List sets of actors with the packages that they accept together."""
    scenario, feasible = findings.scenario, findings.feasible
    asked = [actor for actor in scenario.actors if actor.consent.kind != "never"]
    return Sheet(
        "Coalitions",
        f"How many of {counted(feasible, 'feasible package')} suit all members whose consent a package"
        " needs. Where that is 0, these actors agree on nothing.",
        [
            text("who", 50),
            count("members", 10),
            count("packages"),
            Column("share", 10, "share"),
            *(text(actor.name, 14) for actor in asked),
        ],
        (
            (
                listed([scenario.actor[member].name for member in one.members]),
                len(one.members),
                one.accept,
                one.accept / feasible if feasible else None,
                *("member" if actor.id in one.members else None for actor in asked),
            )
            for one in findings.coalitions
        ),
    )


def _walked(findings: Findings, limit: int) -> Iterator[tuple[Value, ...]]:
    space = findings.space
    n, m = len(space.issues), len(space.actors)
    labels = [
        {value: option_cell(issue, value) for value in option_values(space, i)}
        for i, issue in enumerate(findings.scenario.issues)
    ]
    picked = _picked(findings)
    for row in islice(findings.zone_rows(), limit):
        utilities, gains = row[n : n + m], row[n + m :]
        yield (
            *(labels[i][option] for i, option in enumerate(row[:n])),
            picked.get(row[:n]),
            min(gains[a] for a in space.problem.principals),
            *(worth for pair in zip(utilities, gains, strict=True) for worth in pair),
        )


def _picked(findings: Findings) -> dict[tuple[object, ...], str]:
    """Which solutions pick a package, by its options."""
    picked: dict[tuple[object, ...], list[str]] = {}
    for criterion, name in _FAIRNESS.items():
        for deal in findings.solutions[criterion].deals:
            picked.setdefault(_key(deal.package), []).append(name)
    return {key: ", ".join(names) for key, names in picked.items()}


def _key(package: Choice) -> tuple[object, ...]:
    return tuple(package.values())
