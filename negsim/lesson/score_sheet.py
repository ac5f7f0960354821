"""What each option is worth to an actor, in points that one can add up by hand: the score sheet of an exercise."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from negsim.language.model.actors import Actor
from negsim.language.words import demand_in_words, option_label
from negsim.space.compiler import worths_of
from negsim.space.space import Space

WHOLE = 100  # points that the best of everything is worth, where an actor has weights


@dataclass(frozen=True)
class Priced:
    """An option and its points."""

    option: str
    label: str
    points: Fraction


@dataclass(frozen=True)
class IssueSheet:
    """The options of an issue, in the order of the file, each with its points."""

    issue: str
    ask: str
    options: tuple[Priced, ...]

    @property
    def most(self) -> Fraction:
        """The points of the best option."""
        return max(option.points for option in self.options)


@dataclass(frozen=True)
class WishBonus:
    """Points for a wish over several issues that comes true."""

    id: str
    says: str
    points: Fraction


@dataclass(frozen=True)
class ScoreSheet:
    """An actor's points for everything.

    Parameters
    ----------
    actor : str
    is_own : bool
        Whether these are points of the actor's own sheet; else its weights, brought to a whole of 100.
    issues : tuple of IssueSheet
        Those that it weighs, those that may be worth most first.
    bonuses : tuple of Bonus
    walk_away : Fraction
        Points that no deal is worth.
    """

    actor: str
    is_own: bool
    issues: tuple[IssueSheet, ...]
    bonuses: tuple[WishBonus, ...]
    walk_away: Fraction


def score_sheet(space: Space, actor: Actor) -> ScoreSheet:
    """Put an actor's preferences into points: added up, they are its utility on another scale.

    Parameters
    ----------
    space : Space
    actor : Actor
        Of its scenario.

    Returns
    -------
    ScoreSheet
        Of a weighted actor, utility × 100; an actor that weighs nothing has an empty sheet.

    Examples
    --------
    >>> import negsim
    >>> space = negsim.load("harbour").run().space
    >>> sheet = score_sheet(space, space.scenario.actor["ships"])
    >>> sheet.issues[0].ask, [float(round(one.points, 1)) for one in sheet.issues[0].options]
    ('How deep is the channel dredged?', [0.0, 26.7, 53.3])
    >>> float(sheet.walk_away)
    35.0
    """
    scenario = space.scenario
    worths = worths_of(actor, scenario.issue)
    span = worths.most - worths.fewest if worths.weighs else Fraction(1)
    is_own = actor.uses_points
    scale = Fraction(1) if is_own or not worths.weighs else WHOLE / span
    compiled = space.problem.actors[space.actors.index(actor.id)]
    reservation = compiled.reservation_value
    issues = [
        IssueSheet(
            preference.issue,
            scenario.issue[preference.issue].ask,
            tuple(
                Priced(option.id, option_label(scenario.issue[preference.issue], option.id), v)
                for option, v in zip(
                    scenario.issue[preference.issue].options,
                    (value * scale for value in values),
                    strict=True,
                )
            ),
        )
        for preference, values in zip(actor.preferences, worths.options, strict=True)
    ]
    bonuses = tuple(
        WishBonus(wish.id, demand_in_words(wish, scenario), worth * scale)
        for wish, worth in zip(actor.wishes, worths.wishes, strict=True)
    )
    return ScoreSheet(
        actor=actor.id,
        is_own=is_own,
        issues=tuple(sorted(issues, key=lambda one: -one.most)),
        bonuses=bonuses,
        walk_away=reservation * span + worths.fewest if is_own else reservation * WHOLE,
    )
