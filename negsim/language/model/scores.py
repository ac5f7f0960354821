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
        One per option; an option that counts as another has the value of that one. Between breakpoints of a numeric
        issue, values are interpolated linearly; a position scores 1 and falls evenly to 0 at the end farther from it,
        by value on numeric issues, by places on others; a ladder rises from 0 to 1, evenly spaced by its steps.
    """
    if issue.range is not None:
        return _numeric_values(issue.range.values, preference, pick)
    counted = dict(preference.counts_as)
    own = [option.id for option in issue.options if option.id not in counted]
    if preference.ladder is not None:
        values = preference.ladder.scores()
    elif preference.position is not None:
        assert isinstance(preference.position, str)
        places = tuple(Fraction(index) for index in range(len(own)))
        around = _around(Fraction(own.index(preference.position)), places)
        values = dict(zip(own, around, strict=True))
    else:
        values = {option: pick(quantity) for option, quantity in _table(preference)}
    return tuple(values[counted.get(option.id, option.id)] for option in issue.options)


def _table(preference: Preference) -> tuple[tuple[str, Quantity], ...]:
    table = preference.scores if preference.points is None else preference.points
    assert table is not None
    return table


def _numeric_values(
    places: tuple[Fraction, ...], preference: Preference, pick: Pick
) -> tuple[Fraction, ...]:
    if preference.position is not None:
        assert isinstance(preference.position, Quantity)
        return _around(pick(preference.position), places)
    points = sorted((Fraction(key), pick(quantity)) for key, quantity in _table(preference))
    return interpolated(places, points)


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


def _around(centre: Fraction, places: tuple[Fraction, ...]) -> tuple[Fraction, ...]:
    """Score 1 at the centre, falling evenly to 0 at the end farther from it."""
    reach = max(centre - places[0], places[-1] - centre)
    return tuple(1 - abs(place - centre) / reach if reach else Fraction(1) for place in places)


def sheet_ends(
    actor: Actor, issues: dict[str, Issue], pick: Pick = best
) -> tuple[Fraction, Fraction]:
    """Give the fewest and the most points possible, issue by issue and wish by wish; or the score sheet's ends."""
    return actor.score_sheet or points_span(actor, issues, pick)


def points_span(
    actor: Actor, issues: dict[str, Issue], pick: Pick = best
) -> tuple[Fraction, Fraction]:
    """Give the fewest and the most points possible, issue by issue and wish by wish, over the options."""
    fewest = most = Fraction(0)
    for preference in actor.preferences:
        values = option_values(issues[preference.issue], preference, pick)
        fewest, most = fewest + min(values), most + max(values)
    for wish in actor.wishes:
        assert wish.points is not None
        points = pick(wish.points)
        fewest, most = fewest + min(points, Fraction(0)), most + max(points, Fraction(0))
    return fewest, most
