"""Positions in words: where influence and salience alone would put an issue."""

from __future__ import annotations

from fractions import Fraction

from negsim.document.content import Said
from negsim.language.model.issues import Issue
from negsim.language.phrases import counted
from negsim.language.words import option_label
from negsim.questions.position.baseline import nearest_option
from negsim.questions.position.find import NOT_ORDERED, Placed, Positions


def answer(found: Positions) -> Said:
    """Say what kind of answer this is, and how far off it was where one knows."""
    count = counted(len(found.issues), "issue")
    text = f" would put {count} where it says below; red lines, rules and walk-aways play no part."
    if found.mean_error is not None and found.median_error is not None:
        text += (
            f" The weighted mean is {float(100 * found.mean_error):.1f}% of the scale from what was"
            f" agreed, the weighted median {float(100 * found.median_error):.1f}%."
        )
    return Said("INFLUENCE AND SALIENCE ALONE", text)


def place_in_words(issue: Issue, place: Fraction) -> str:
    """Say where a place on an issue's scale is: a number with its unit, or an option, or between which two."""
    if issue.range is not None:
        unit = f" {issue.range.unit}" if issue.range.unit else ""
        return f"{float(place):.4g}{unit}"
    near = option_label(issue, nearest_option(issue, place))
    if place.denominator == 1:
        return near
    return f"{near} ({float(place) + 1:.2f}, of {len(issue.options)} places)"


def facts(found: Positions, one: Placed) -> list[tuple[str, str]]:
    """Give what is to be said of one issue: a name and a value each."""
    issue, forecast = found.scenario.issue[one.forecast.issue], one.forecast
    condorcet = "none does"
    if forecast.condorcet is not None:
        condorcet = option_label(issue, forecast.condorcet)
    told = [
        ("weighted mean", place_in_words(issue, forecast.mean)),
        ("weighted median", place_in_words(issue, forecast.median_place)),
        ("beats every other in weighted votes", condorcet),
    ]
    if one.outcome is not None:
        told.append(("really agreed", option_label(issue, one.outcome)))
    return told


def left_out(found: Positions) -> list[str]:
    """Say which issues have no forecast, and why."""
    unordered = [issue for issue, why in found.left_out.items() if why == NOT_ORDERED]
    others = [issue for issue in found.left_out if issue not in unordered]
    told = []
    if unordered:
        told.append(f"Without an order, so without a middle: {', '.join(unordered)}.")
    if others:
        told.append(f"Nobody with influence cares about {', '.join(others)}.")
    return told
