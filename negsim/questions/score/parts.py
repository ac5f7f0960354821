"""What a utility is made of: the part of every preference and wish, and of the score sheet it is counted on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from negsim.language.model.actors import Actor
from negsim.language.model.issues import Issue
from negsim.space.compiler import worths_of

SHEET = "score_sheet"


@dataclass(frozen=True)
class UtilityParts:
    """What each element of an actor adds to its utility; elements that add 0 whatever the option are left out.

    Parameters
    ----------
    options : mapping
        Per issue, the part of each option.
    wishes : mapping
        Per wish, its part where it does not hold, and where it does.
    sheet : Fraction
        What the actor has on its score sheet before anything is settled; 0 without one.
    """

    options: Mapping[str, tuple[Fraction, ...]]
    wishes: Mapping[str, tuple[Fraction, Fraction]]
    sheet: Fraction


def parts_of(actor: Actor, issues: Mapping[str, Issue]) -> UtilityParts:
    """Take an actor's utility apart.

    Notes
    -----
    With weights a part is the share of the weight times the score; with points, what they are more than the fewest of
    the element, over the most less the fewest of the sheet; on a `score_sheet`, points over its length, and one part
    more for where it begins.

    Examples
    --------
    >>> import negsim
    >>> scenario = negsim.load("harbour").scenario
    >>> parts_of(scenario.actor["villages"], scenario.issue).options["mud"]
    (Fraction(0, 1), Fraction(1, 2), Fraction(1, 6))
    """
    worths = worths_of(actor, issues)
    if not worths.weighs:
        return UtilityParts({}, {}, Fraction(0))
    span = worths.most - worths.fewest
    is_relative = actor.uses_points and actor.score_sheet is None
    options = {}
    for preference, values in zip(actor.preferences, worths.options, strict=True):
        low = min(values) if is_relative else Fraction(0)
        options[preference.issue] = tuple((value - low) / span for value in values)
    wishes = {}
    for wish, worth in zip(actor.wishes, worths.wishes, strict=True):
        low = min(worth, Fraction(0)) if is_relative else Fraction(0)
        wishes[wish.id] = (-low / span, (worth - low) / span)
    return UtilityParts(
        {issue: values for issue, values in options.items() if any(values)},
        {wish: values for wish, values in wishes.items() if any(values)},
        Fraction(0) if actor.score_sheet is None else -worths.fewest / span,
    )
