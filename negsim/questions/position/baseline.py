"""The humble baseline: where influence and salience alone would put each ordered issue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from negsim.language.model.issues import Issue
from negsim.language.model.preferences import Preference
from negsim.language.model.scenario import Scenario
from negsim.language.model.scores import option_values
from negsim.questions.profile.find import shares


@dataclass(frozen=True)
class Stand:
    """Where one actor stands on one ordered issue.

    Parameters
    ----------
    actor : str
    position : Fraction
        Of the option it scores best: on numeric issues its value, on others its place from 0; the middle of them where
        several are best.
    influence : Fraction
        As the file has it: capability.
    salience : Fraction
        0 to 100: what the file states under `salience`; else the issue's share of all that the actor weighs, in per
        cent, so that multiplying all its weights changes nothing.
    scores : tuple of Fraction
        Of each option.
    """

    actor: str
    position: Fraction
    influence: Fraction
    salience: Fraction
    scores: tuple[Fraction, ...]

    @property
    def power(self) -> Fraction:
        """Influence times salience."""
        return self.influence * self.salience


@dataclass(frozen=True)
class PositionForecast:
    """Where an ordered issue would end.

    Parameters
    ----------
    issue : str
    mean : Fraction
        The mean of positions, weighted by influence times salience (van den Bos 1991; Achen 2006).
    mean_option : str
        The option nearest to it; the earlier one of two that are as near.
    median_place : Fraction
        The weighted median (Black 1948): the first position with half of the weight at or below it.
    median : str
        The option nearest to it.
    condorcet : str or None
        The option that beats every other in a vote of weights, each actor for what it scores higher; None where there
        is none.
    stands : tuple of Stand
    """

    issue: str
    mean: Fraction
    mean_option: str
    median_place: Fraction
    median: str
    condorcet: str | None
    stands: tuple[Stand, ...]

    @property
    def power(self) -> Fraction:
        """Influence times salience of all."""
        return sum((one.power for one in self.stands), Fraction(0))

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        return {
            "issue": self.issue,
            "mean": self.mean,
            "mean_option": self.mean_option,
            "median": self.median,
            "condorcet": self.condorcet,
            "actors": [one.actor for one in self.stands],
        }


def baseline(scenario: Scenario) -> tuple[PositionForecast, ...]:
    """Forecast each ordered issue by influence and salience alone.

    Parameters
    ----------
    scenario : Scenario
        With its variants applied, every number at its best value.

    Returns
    -------
    tuple of Forecast
        Of ordered issues that an actor with influence, and some salience, has a preference on.

    Notes
    -----
    Red lines, rules and reservation values play no part, advisory actors do: it is what people with influence want,
    pooled. It is a baseline, no forecast of an agreement.

    Examples
    --------
    >>> from negsim.language.load import load
    >>> from negsim.language.shipped import locate
    >>> [(one.issue, one.mean_option) for one in baseline(load(locate("harbour")))]
    [('depth', 'fifteen'), ('fee', '300'), ('nights', 'none')]
    """
    found, attention = [], saliences(scenario)
    for issue in scenario.issues:
        if issue.is_ordered:
            stands = positions(scenario, issue, attention)
            if sum(one.power for one in stands):
                found.append(_forecast(issue, stands))
    return tuple(found)


def saliences(scenario: Scenario) -> Mapping[str, Mapping[str, Fraction]]:
    """How much of its attention each actor with influence gives each issue that it has a preference on, 0 to 100."""
    return {
        actor.id: {
            **{issue: 100 * share for issue, share in shares(actor, scenario).items()},
            **{issue: number.best for issue, number in actor.salience},
        }
        for actor in scenario.actors
        if actor.influence is not None
    }


def positions(
    scenario: Scenario,
    issue: Issue,
    attention: Mapping[str, Mapping[str, Fraction]] | None = None,
) -> tuple[Stand, ...]:
    """Where actors with influence stand on an ordered issue, in the file's order."""
    found, known = [], saliences(scenario) if attention is None else attention
    for actor in scenario.actors:
        preference = next((one for one in actor.preferences if one.issue == issue.id), None)
        if preference is not None and actor.influence is not None:
            salience = known[actor.id][issue.id]
            found.append(_stand(actor.id, actor.influence.best, salience, preference, issue))
    return tuple(found)


def places(issue: Issue) -> tuple[Fraction, ...]:
    """The places of an issue's options on its scale: values on numeric issues, else 0, 1, 2 and so on."""
    if issue.range is not None:
        return tuple(issue.range.values)
    return tuple(Fraction(k) for k in range(len(issue.options)))


def _stand(
    actor: str, influence: Fraction, salience: Fraction, preference: Preference, issue: Issue
) -> Stand:
    scores = option_values(issue, preference)
    best = [k for k, score in enumerate(scores) if score == max(scores)]
    scale = places(issue)
    return Stand(
        actor=actor,
        position=sum((scale[k] for k in best), Fraction(0)) / len(best),
        influence=influence,
        salience=salience,
        scores=scores,
    )


def _forecast(issue: Issue, stands: Sequence[Stand]) -> PositionForecast:
    whole = sum((one.power for one in stands), Fraction(0))
    mean = sum((one.power * one.position for one in stands), Fraction(0)) / whole
    below, median = Fraction(0), Fraction(0)
    for one in sorted(stands, key=lambda stand: stand.position):
        below, median = below + one.power, one.position
        if 2 * below >= whole:
            break
    return PositionForecast(
        issue=issue.id,
        mean=mean,
        mean_option=nearest_option(issue, mean),
        median_place=median,
        median=nearest_option(issue, median),
        condorcet=_condorcet(issue, stands),
        stands=tuple(stands),
    )


def nearest_option(issue: Issue, place: Fraction) -> str:
    """The option nearest to a place; the earlier one of two that are as near."""
    scale = places(issue)
    return issue.options[min(range(len(scale)), key=lambda k: abs(scale[k] - place))].id


def _condorcet(issue: Issue, stands: Sequence[Stand]) -> str | None:
    def beats(a: int, b: int) -> bool:
        votes = Fraction(0)
        for one in stands:
            votes += one.power * ((one.scores[a] > one.scores[b]) - (one.scores[a] < one.scores[b]))
        return votes > 0

    # Whoever beats all is never unseated, and unseats whoever stands before it: one round finds it, one proves it.
    champion = 0
    for option in range(1, len(issue.options)):
        if not beats(champion, option):
            champion = option
    beaten = all(beats(champion, b) for b in range(len(issue.options)) if b != champion)
    return issue.options[champion].id if beaten else None
