"""Sheets on what actors demand and want, and on what each rests."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from negsim.language.model.actors import Actor
from negsim.language.model.evidence import Sources, grade, status
from negsim.language.model.numbers import Quantity
from negsim.language.model.preferences import Preference
from negsim.language.model.scenario import Scenario
from negsim.language.model.scores import option_values
from negsim.language.words import demand_in_words, option_label
from negsim.questions.room.result import Room
from negsim.report.material import Material
from negsim.report.sheets.cells import assumptions, claim_ids, option_cell
from negsim.report.sheets.sheet import Column, Sheet, Value, count, text
from negsim.space.members import claims_of, red_line_member

_RESTS = [
    text("rests on", 16),
    text("grade", 8),
    text("claims", 16),
    text("assumptions", 50),
]


def red_lines(found: Material) -> Sheet:
    """List what is never traded, what it rests on, and what it costs."""
    scenario = found.scenario
    room = found.parts["room"] if isinstance(found.parts["room"], Room) else None

    def rows() -> Iterator[tuple[Value, ...]]:
        for actor in scenario.actors:
            for line in actor.red_lines:
                member = red_line_member(scenario, actor, line)
                cost = None if room is None else room.red_lines.get(member.path)
                yield (
                    actor.name,
                    member.says,
                    member.reading,
                    ", ".join(member.other_readings),
                    None if cost is None else cost.without.size,
                    None if cost is None else cost.without.floor,
                    None if cost is None else cost.one_step.size,
                    member.path,
                    member.rests,
                    member.grade,
                    *_rests(scenario, line.sources)[2:],
                )

    return Sheet(
        "Red lines",
        "What each never trades. “Zone without it”: the packages that would suit all others' demands"
        " and walk-away values; “one step more”: with what lies one option beyond it let through.",
        [
            text("whose", 26),
            text("demand", 60),
            text("meant as", 18),
            text("may also be meant as", 20),
            count("zone without it"),
            Column("floor without it", 12, "gain"),
            count("zone, one step more"),
            text("path", 28),
            *_RESTS,
        ],
        rows(),
        held=2,
    )


def preferences(found: Material) -> Sheet:
    """List what is traded: weights, what is liked best and least, and what that rests on."""
    scenario = found.scenario

    def rows() -> Iterator[tuple[Value, ...]]:
        for actor in scenario.actors:
            every = _weights(actor, scenario)
            for preference, weight in zip(actor.preferences, every, strict=False):
                yield (
                    actor.name,
                    "preference",
                    scenario.issue[preference.issue].ask,
                    *_weighed(preference.weight, weight, sum(every)),
                    *_ends(scenario, preference),
                    f"{actor.id}.preferences.{preference.issue}",
                    *_rests(scenario, preference.sources),
                )
            for wish, weight in zip(actor.wishes, every[len(actor.preferences) :], strict=True):
                yield (
                    actor.name,
                    "wish",
                    demand_in_words(wish, scenario),
                    *_weighed(wish.weight or wish.points, weight, sum(every)),
                    "that it holds",
                    "that it does not",
                    f"{actor.id}.wishes.{wish.id}",
                    *_rests(scenario, wish.sources),
                )
            for forecast in actor.expects:
                yield (
                    actor.name,
                    "forecast, not counted",
                    demand_in_words(forecast, scenario),
                    *(None,) * 6,
                    f"{actor.id}.expects.{forecast.id}",
                    *_rests(scenario, forecast.sources),
                )

    return Sheet(
        "Preferences",
        "What each trades, and how much it counts among all that the actor wants. Weights are as"
        " written, with the range stated; on score sheets they are points.",
        [
            text("whose", 26),
            text("kind", 14),
            text("of what", 56),
            Column("weight or points", 10, "worth"),
            Column("least", 10, "worth"),
            Column("most", 10, "worth"),
            Column("share of all", 10, "share"),
            text("likes best", 30),
            text("likes least", 30),
            text("path", 30),
            *_RESTS,
        ],
        rows(),
        held=1,
    )


def scores(found: Material) -> Sheet:
    """List the score of every option for every actor that cares."""
    scenario = found.scenario

    def rows() -> Iterator[tuple[Value, ...]]:
        for actor in scenario.actors:
            for preference in actor.preferences:
                issue = scenario.issue[preference.issue]
                values = option_values(issue, preference)
                for option, value in zip(issue.options, values, strict=True):
                    shown = float(Fraction(option.id)) if issue.is_numeric else option.id
                    cell = option_cell(issue, shown)
                    yield actor.name, issue.ask, cell, option.id, value

    return Sheet(
        "Scores",
        "What each option is worth to each actor that cares about it: 0 to 1, or points where the"
        " actor's preferences are points.",
        [
            text("whose", 26),
            text("issue", 56),
            text("option", 40),
            text("option id", 18),
            Column("score or points", 10, "worth"),
        ],
        rows(),
    )


def _rests(scenario: Scenario, sources: Sources) -> tuple[Value, ...]:
    return (
        status(sources),
        grade(sources, scenario.all_claims),
        claim_ids(claims_of(scenario, sources), scenario),
        assumptions(sources),
    )


def _weights(actor: Actor, scenario: Scenario) -> list[Fraction]:
    """How much each preference and then each wish counts, at best: weights, or the reach of the points."""
    found = []
    for preference in actor.preferences:
        if preference.weight is not None:
            found.append(preference.weight.best)
            continue
        points = option_values(scenario.issue[preference.issue], preference)
        found.append(max(points) - min(points))
    for wish in actor.wishes:
        worth = wish.weight or wish.points
        assert worth is not None
        found.append(abs(worth.best))
    return found


def _weighed(
    written: Quantity | None, weight: Fraction, whole: Fraction | int
) -> tuple[Value, ...]:
    """A weight as written with its range, where it states one, and its share of all."""
    share = weight / whole if whole else None
    if written is None:
        return weight, None, None, share
    ranged = written.low != written.high
    low, high = (written.low, written.high) if ranged else (None, None)
    return written.best, low, high, share


def _ends(scenario: Scenario, preference: Preference) -> tuple[Value, Value]:
    """The options that are liked best, and least."""
    issue = scenario.issue[preference.issue]
    values = option_values(issue, preference)
    texts = []
    for end in (max(values), min(values)):
        labels = [
            option_label(issue, option.id)
            for option, value in zip(issue.options, values, strict=True)
            if value == end
        ]
        texts.append(
            "; ".join(labels[:4]) + (f"; {len(labels) - 4} more" if len(labels) > 4 else "")
        )
    return texts[0], texts[1]
