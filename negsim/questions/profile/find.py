"""What each actor wants, as the model has it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from negsim.errors import InputError, quoted
from negsim.language.claims.carried import carried
from negsim.language.model.actors import Actor
from negsim.language.model.scenario import Scenario
from negsim.language.model.scores import option_values
from negsim.language.names import one_of
from negsim.questions.acceptance.find import Acceptance, Refusal, acceptance
from negsim.questions.profile.result import ActorProfile, LineProfile, Profiles, Worth
from negsim.solve.ahead import Told, foresee_answers
from negsim.solve.answer import Package
from negsim.solve.kernels.wants import Wants, wants
from negsim.solve.tables.gains import total, utility_of_total
from negsim.space.compiler import worths_of
from negsim.space.space import Space, compile_scenario

Progress = Callable[[int, int], None]


def profile(
    scenario: Scenario,
    actors: Sequence[str] = (),
    *,
    progress: Progress | None = None,
    told: Told | None = None,
) -> Profiles:
    """Say what actors want: lines, shares of weight, scores, walk-away values and what these amount to.

    Parameters
    ----------
    scenario : Scenario
        With its variants applied.
    actors : sequence of str
        Whose; all where there is none.
    progress : callable, optional
        Called with the number of packages done, and of how many.

    Raises
    ------
    InputError
        There is no such actor.
    TooLarge
        Where the space is too large to say what each would sign.
    """
    unknown = [actor for actor in actors if actor not in scenario.actor]
    if unknown:
        known = scenario.actor
        raise InputError.one(f"there is no actor {quoted(unknown[0])}", one_of(unknown[0], known))
    space = compile_scenario(scenario)
    chosen = list(dict.fromkeys(actors)) or list(space.actors)
    places = [space.actors.index(actor) for actor in chosen]
    foresee_answers([space.problem], told)
    feasible, found = wants(space.problem, places, progress)
    counted = acceptance(space)
    return Profiles(
        space,
        feasible,
        {
            actor: _profile(space, place, one, counted)
            for actor, place, one in zip(chosen, places, found, strict=True)
        },
    )


def _profile(space: Space, place: int, found: Wants, counted: Acceptance) -> ActorProfile:
    scenario, actor = space.scenario, space.scenario.actors[place]
    stated = actor.reservation_value is not None
    return ActorProfile(
        actor=actor.id,
        shares=shares(actor, scenario),
        scores={
            preference.issue: dict(
                zip(
                    space.options[space.issues.index(preference.issue)],
                    option_values(scenario.issue[preference.issue], preference),
                    strict=True,
                )
            )
            for preference in actor.preferences
        },
        refuses=_refused(space, actor.id, counted),
        is_alone_against_others=counted.is_alone_against_others(actor.id),
        is_in_points=actor.uses_points,
        reservation_value=space.problem.actors[place].reservation_value if stated else None,
        red_lines={
            line.id: LineProfile(
                line.id,
                carried(scenario, actor.id, line),
                {
                    reading.id: carried(scenario, actor.id, line, number)
                    for number, reading in enumerate(line.readings)
                    if line.has_readings
                },
            )
            for line in actor.red_lines
        },
        accepts=found.accepts,
        best=_worth(space, place, found.best),
        least=_worth(space, place, found.least),
    )


def _refused(space: Space, actor: str, counted: Acceptance) -> Mapping[str, Mapping[str, Refusal]]:
    """Give, per issue, the options that an actor cannot have, and through what; issues without one are left out."""
    found = {
        issue: {o: why for o in options if (why := counted.refusal(actor, issue, o)) is not None}
        for issue, options in zip(space.issues, space.options, strict=True)
    }
    return {issue: options for issue, options in found.items() if options}


def shares(actor: Actor, scenario: Scenario) -> dict[str, Fraction]:
    """Say what part of all weight each issue and each wish of an actor has; with points, of all that can be had.

    Examples
    --------
    >>> import negsim
    >>> scenario = negsim.load("panama_canal_1974").scenario
    >>> sum(shares(scenario.actors[0], scenario).values())
    Fraction(1, 1)
    """
    worths = worths_of(actor, scenario.issue)
    if actor.uses_points:
        weights = [max(values) - min(values) for values in worths.options]
        wishes = [abs(worth) for worth in worths.wishes]
    else:
        known = [preference.weight for preference in actor.preferences]
        weights = [Fraction(1) if weight is None else weight.best for weight in known]
        wishes = list(worths.wishes)
    names = [
        *(preference.issue for preference in actor.preferences),
        *(f"wishes.{wish.id}" for wish in actor.wishes),
    ]
    whole = sum(weights, Fraction(0)) + sum(wishes, Fraction(0))
    return {
        name: weight / whole if whole else Fraction(0)
        for name, weight in zip(names, [*weights, *wishes], strict=True)
    }


def _worth(space: Space, place: int, package: Package | None) -> Worth | None:
    if package is None:
        return None
    actor = space.problem.actors[place]
    return Worth(space.words(package), utility_of_total(actor, total(actor, package)))
