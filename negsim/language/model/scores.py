"""What a preference makes of each option: exact scores or points, at the best values or at values drawn."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from negsim.language.model.actors import Actor
from negsim.language.model.issues import Issue
from negsim.language.model.numbers import Quantity
from negsim.language.model.preferences import Preference

Pick = Callable[[Quantity], Fraction]


def best(quantity: Quantity) -> Fraction:
    """Take a number at its best value."""
    return quantity.best


def option_values(issue: Issue, preference: Preference, pick: Pick = best) -> tuple[Fraction, ...]:
    """Give the score, or the points, of each option of an issue.

    Parameters
    ----------
    issue : Issue
    preference : Preference
        On that issue.
    pick : callable
        Which value of a quantity to take.

    Returns
    -------
    tuple of Fraction
        One per option. Between breakpoints of a numeric issue, values are interpolated linearly; a position scores 1
        and falls evenly to 0 at the end farther from it, by value on numeric issues, by places on others; a ladder
        rises from 0 to 1, evenly spaced by its steps.
    """
    if preference.ladder is not None:
        scores = preference.ladder.scores()
        return tuple(scores[option.id] for option in issue.options)
    if preference.position is not None:
        return _around_position(issue, preference.position, pick)
    table = preference.scores if preference.points is None else preference.points
    assert table is not None
    values = {key: pick(quantity) for key, quantity in table}
    if issue.range is None:
        return tuple(values[option.id] for option in issue.options)
    points = sorted((Fraction(key), value) for key, value in values.items())
    return interpolated(issue.range.values, points)


def interpolated(
    places: tuple[Fraction, ...], points: list[tuple[Fraction, Fraction]]
) -> tuple[Fraction, ...]:
    """Interpolate linearly between points that are sorted and reach from the first place to the last."""
    values = []
    upper = 0
    for place in places:
        while points[upper][0] < place:
            upper += 1
        right, above = points[upper]
        if right == place:
            values.append(above)
        else:
            left, below = points[upper - 1]
            values.append(below + (above - below) * (place - left) / (right - left))
    return tuple(values)


def _around_position(issue: Issue, position: str | Quantity, pick: Pick) -> tuple[Fraction, ...]:
    if isinstance(position, str):
        centre = Fraction(issue.position[position])
        places = tuple(Fraction(index) for index in range(len(issue.options)))
    else:
        assert issue.range is not None
        centre = pick(position)
        places = issue.range.values
    reach = max(centre - places[0], places[-1] - centre)
    return tuple(1 - abs(place - centre) / reach for place in places)


def sheet_ends(
    actor: Actor, issues: dict[str, Issue], pick: Pick = best
) -> tuple[Fraction, Fraction]:
    """Give the fewest and the most points possible, issue by issue and wish by wish; or the score sheet's ends."""
    if actor.score_sheet is not None:
        return actor.score_sheet
    fewest = most = Fraction(0)
    for preference in actor.preferences:
        values = option_values(issues[preference.issue], preference, pick)
        fewest, most = fewest + min(values), most + max(values)
    for wish in actor.wishes:
        assert wish.points is not None
        points = pick(wish.points)
        fewest, most = fewest + min(points, Fraction(0)), most + max(points, Fraction(0))
    return fewest, most
