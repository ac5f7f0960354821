"""Positions in words: where influence and salience alone would put each issue, and who pulls how hard."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from negsim.document.cells import share as share_cell
from negsim.document.cells import words
from negsim.document.content import (
    Block,
    Cell,
    Column,
    Fact,
    Facts,
    Said,
    Section,
    Table,
    prose,
)
from negsim.document.lists import said
from negsim.document.plain import number as rounded
from negsim.document.result import told
from negsim.language.model.issues import Issue
from negsim.language.model.numbers import format_number
from negsim.language.model.scenario import Scenario
from negsim.language.phrases import counted, listed
from negsim.language.words import option_label
from negsim.questions.position.baseline import PositionForecast, nearest_option
from negsim.questions.position.result import NOT_ORDERED, Placed, Positions

FEW = 3  # issues whose stands a screen has room for
SOURCES = (
    "A baseline to hold other forecasts against, not a forecast of an agreement. The weighted mean is the compromise"
    " model (van den Bos 1991), the weighted median the middle of a vote (Black 1948); red lines, rules and walk-away"
    " values play no part."
)


@told.register
def tell(found: Positions) -> Section:
    """Give each ordered issue's mean, median and Condorcet position, then who stands where on it."""
    each = tuple(_issue(found, one, place) for place, one in enumerate(found.issues, start=1))
    is_detail = len(each) > FEW
    inner = Section("stands", "Who stands where", sections=each, is_detail=is_detail)
    blocks = (_overview(found), *_left_out(found), *said(SOURCES, "remark"))
    return Section("positions", "Positions", blocks, "", (inner,), answer(found))


def answer(found: Positions) -> Said:
    """Say where one issue would end, or on how many the three agree; and how far off that was where one knows."""
    if len(found.issues) == 1:
        (one,) = found.issues
        issue = found.scenario.issue[one.forecast.issue]
        mean, median = one.forecast.mean, one.forecast.median_place
        text = f" come to {place_in_words(issue, mean)} (weighted mean)"
        text += f" or {place_in_words(issue, median)} (weighted median)."
    else:
        firm = sum(is_firm(one) for one in found.issues)
        text = f": mean, median and weighted votes come to the same option on {firm} of"
        text += f" {counted(len(found.issues), 'ordered issue')}."
    if found.mean_error is not None and found.median_error is not None:
        text += (
            f" The mean is {float(100 * found.mean_error):.1f}% of the scale from what was agreed, the"
            f" median {float(100 * found.median_error):.1f}%."
        )
    return Said("INFLUENCE AND SALIENCE ALONE", text)


def is_firm(one: Placed) -> bool:
    """Whether mean, median and weighted votes come to the same option."""
    return one.forecast.mean_option == one.forecast.median == one.forecast.condorcet


def place_in_words(issue: Issue, place: Fraction) -> str:
    """Say where a place on an issue's scale is: a number with its unit, or an option, or near which one."""
    if issue.range is not None:
        unit = f" {issue.range.unit}" if issue.range.unit else ""
        return f"{float(place):.4g}{unit}"
    near = option_label(issue, nearest_option(issue, place))
    if place.denominator == 1:
        return near
    return f"near “{near}” ({float(place) + 1:.2f} on places 1 to {len(issue.options)})"


def _overview(found: Positions) -> Table:
    is_known = any(one.outcome is not None for one in found.issues)
    columns = (
        Column("", room=3),
        Column("weighted mean", room=2, short="mean"),
        Column("weighted median", room=2, short="median"),
        Column("beats every other in weighted votes", room=2, short="wins all votes"),
        *((Column("really agreed", room=2),) if is_known else ()),
    )
    rows = []
    for one in found.issues:
        issue, forecast = found.scenario.issue[one.forecast.issue], one.forecast
        agreed = "" if one.outcome is None else option_label(issue, one.outcome)
        winner = forecast.condorcet
        rows.append(
            (
                words(issue.ask),
                words(place_in_words(issue, forecast.mean)),
                words(place_in_words(issue, forecast.median_place)),
                words("none does" if winner is None else option_label(issue, winner)),
                *((words(agreed),) if is_known else ()),
            )
        )
    caption = "Where influence and salience alone would put each ordered issue"
    total, what = len(rows), ("issue", "issues")
    return Table("positions", caption, columns, tuple(rows), total, what, sheet="Positions")


def _issue(found: Positions, one: Placed, place: int) -> Section:
    issue, whole = found.scenario.issue[one.forecast.issue], one.forecast.power
    columns = (
        Column("", room=3),
        Column("stands at", room=3),
        Column("influence", "right"),
        Column("salience", "right"),
        Column("share of the pull", "right", 1.5, short="pull"),
    )
    rows = tuple(
        (
            words(found.scenario.actor[stand.actor].name),
            words(place_in_words(issue, stand.position)),
            _number(stand.influence),
            _number(stand.salience),
            share_cell(float(stand.power / whole)),
        )
        for stand in sorted(one.forecast.stands, key=lambda stand: stand.position)
    )
    caption = f"Who stands where on “{issue.ask}”"
    id = f"position-{place}"  # noqa: A001 (as Section has it)
    table = Table(id, caption, columns, rows, len(rows), ("actor", "actors"))
    return Section(id, issue.ask, (table,), is_named=True)


def _number(value: Fraction) -> Cell:
    return Cell(prose(format_number(round(value, 2))), rounded(value), "number")


def _left_out(found: Positions) -> list[Block]:
    """Say which issues have no forecast, and why."""
    asks = {issue.id: f"“{issue.ask}”" for issue in found.scenario.issues}
    unordered = [asks[issue] for issue, why in found.left_out.items() if why == NOT_ORDERED]
    others = [asks[issue] for issue, why in found.left_out.items() if why != NOT_ORDERED]
    blocks: list[Block] = []
    if unordered:
        blocks += said(f"Without an order, so without a middle: {listed(unordered)}.")
    if others:
        blocks += said(f"Nobody with influence cares about {listed(others)}.")
    return blocks


def baseline_section(
    scenario: Scenario, found: Sequence[PositionForecast], when: str = ""
) -> Section:
    """Set the humble forecast, as it is now or at another time, beside what another question found."""
    facts = tuple(
        Fact(
            prose(scenario.issue[one.issue].ask),
            prose(place_in_words(scenario.issue[one.issue], one.mean)),
        )
        for one in found
    )
    remark = (
        "where influence and salience alone would put each ordered issue (weighted mean), red lines and"
        " walk-away values left out"
    )
    title = f"The humble baseline{f', {when}' if when else ''}"
    name = f"baseline-{when.replace(' ', '-')}" if when else "baseline"
    return Section(name, title, (Facts(facts),) if facts else (), remark, is_detail=True)
