"""Every number and demand that the answer is made of, with what each rests on."""

from __future__ import annotations

from collections.abc import Iterator

from negsim.document.cells import words
from negsim.document.content import Cell, Column, Section, Span, Table, prose
from negsim.document.lists import cut
from negsim.document.notes import keys
from negsim.language.model.actors import Actor
from negsim.language.model.evidence import Sources, grade, status
from negsim.language.model.issues import Issue
from negsim.language.model.numbers import Quantity, format_number
from negsim.language.model.preferences import Preference
from negsim.language.model.scenario import Scenario
from negsim.language.words import demand_in_words, option_label
from negsim.space.members import reservation_in_words

MOST = 500  # of one actor: what an answer is made of is not to be cut short

Row = tuple[Cell, ...]


def numbers(scenario: Scenario) -> Section:
    """List them actor by actor."""
    inner = tuple(
        Section(f"numbers-{place}", actor.name, (_table(scenario, actor, place),), is_named=True)
        for place, actor in enumerate(scenario.actors, start=1)
        if list(_rows(scenario, actor))
    )
    remark = "the best value of each; ± is how far it may be off, best (from low to high) a range"
    return Section("numbers", "Every number, and what it rests on", (), remark, inner)


def _table(scenario: Scenario, actor: Actor, place: int) -> Table:
    rows = list(_rows(scenario, actor))
    shown, _ = cut(rows, MOST)
    columns = (
        Column("", room=1.5),
        Column("what it says", room=5),
        Column("weight", "right"),
        Column("rests on", room=1.5),
    )
    caption = f"Demands, weights and scores of {actor.name}"
    what = ("element", "elements")
    return Table(f"numbers-{place}", caption, columns, tuple(shown), len(rows), what)


def _rows(scenario: Scenario, actor: Actor) -> Iterator[Row]:
    if actor.reservation_value is not None:
        says = reservation_in_words(actor, scenario)
        worth = actor.reservation_value.value or actor.reservation_value.points
        off = "" if worth is None or worth.shape == "plain" else f": {quantity(worth)}"
        yield _row(scenario, "walk-away", f"{says}{off}", "", actor.sources)
    for line in actor.red_lines:
        says = demand_in_words(line, scenario)
        read = (
            f" (meant as “{line.readings[line.reading].id.replace('_', ' ')}”)"
            if line.has_readings
            else ""
        )
        yield _row(scenario, "red line", f"{says}{read}", "", line.sources)
    for preference in actor.preferences:
        issue = scenario.issue[preference.issue]
        says = f"{preference.say or issue.ask} {scores_in_words(issue, preference)}"
        weight = "" if preference.weight is None else quantity(preference.weight)
        yield _row(scenario, "preference", says, weight, preference.sources)
    for wish in actor.wishes:
        worth = wish.weight if wish.points is None else wish.points
        says = demand_in_words(wish, scenario)
        yield _row(scenario, "wish", says, "" if worth is None else quantity(worth), wish.sources)
    for forecast in actor.expects:
        says = f"{demand_in_words(forecast, scenario)}; weighs nothing"
        yield _row(scenario, "forecast", says, "", forecast.sources)


def _row(scenario: Scenario, kind: str, says: str, weight: str, sources: Sources) -> Row:
    best = grade(sources, scenario.all_claims)
    rests = status(sources)
    if rests == "unsourced":
        rests_on = "nothing named"
    elif best is None:
        rests_on = rests
    else:
        rests_on = f"grade {best}" if rests == "evidenced" else f"grade {best}, {rests}"
    return (
        words(kind, voice="soft"),
        words(says),
        words(weight),
        Cell(prose(Span(rests_on, notes=keys(sources, scenario.claim)))),
    )


def quantity(value: Quantity, unit: int = 1) -> str:
    """Write a number with its range as people do, in parts of a unit: 100 for points of 100.

    Examples
    --------
    >>> from fractions import Fraction
    >>> quantity(Quantity.uniform(8, 3))
    '8 ± 3'
    """
    best, low, high = (
        format_number(unit * one).replace("-", "−") for one in (value.best, value.low, value.high)
    )
    off = format_number(unit * (value.high - value.best))
    if value.word is not None:
        return f"{value.word} ({best} ± {off})"
    if value.shape == "plain":
        return best
    if value.shape == "uniform":
        return f"{best} ± {off}"
    return f"{best} ({low} to {high})"


def scores_in_words(issue: Issue, preference: Preference) -> str:
    """Say how an actor grades the options of an issue."""
    if preference.ladder is not None:
        text = ""
        for place, group in enumerate(preference.ladder.groups):
            if place:
                steps = preference.ladder.steps[place - 1]
                text += " ≪ " if steps > 1 else " < "
            text += " = ".join(f"“{option_label(issue, option)}”" for option in group)
        return f"worst to best: {text}"
    table = preference.scores if preference.scores is not None else preference.points
    if table is not None:
        unit = "" if preference.points is None else " points"
        return "; ".join(f"{option_label(issue, o)}: {quantity(q)}{unit}" for o, q in table)
    position = preference.position
    if isinstance(position, str):
        return f"best: “{option_label(issue, position)}”"
    return f"best: {quantity(position)}" if position is not None else ""
