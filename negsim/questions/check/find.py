"""Do a scenario's expectations hold, and what was found instead where they do not."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from typing import Any

from negsim.language.model.scenario import Scenario
from negsim.language.overlay.apply import apply
from negsim.questions.check.draws import in_draws, seconds_in_draws
from negsim.questions.check.expectations import View, failures
from negsim.questions.check.result import Checked, Outcome, TriedLaw
from negsim.questions.laws.law import LAWS
from negsim.questions.laws.trying import extent, try_laws
from negsim.solve.ahead import Told, foresee_answers
from negsim.solve.choose import in_words
from negsim.solve.patience import MEANT
from negsim.space.space import compile_scenario

Progress = Callable[[int, int], None]


def check(
    scenario: Scenario,
    variants: Iterable[str] = (),
    sets: Iterable[str] = (),
    *,
    laws: bool = True,
    draws: int = 0,
    seed: int = 0,
    rng: random.Random | None = None,
    progress: Progress | None = None,
    told: Told | None = None,
) -> Checked:
    """Say which expectations of a scenario hold, and whether the laws of the preference model do.

    Parameters
    ----------
    scenario : Scenario
        As written, without variants.
    variants, sets : iterable of str
        Applied after the variant that an expectation names itself.
    laws : bool
        Whether to try the laws on the scenario under these variants, by changing it in ways that must not matter.
    draws : int
        Of how many draws of the numbers every expectation is asked as well.
    seed : int
        Of the draws: as many as `ensemble` takes with this seed are the same.
    rng : random.Random, optional
        Which changes are tried; absent, the same ones each time.
    progress : callable, optional
        Called with the number of expectations and laws done, and of how many.
    told : callable, optional
        Called once, before the work begins, with the packages that are gone through, and about how many seconds that
        takes.
    """
    stack, last = tuple(variants), tuple(sets)
    every = len(scenario.expectations) + (len(LAWS) if laws else 0)
    views: dict[tuple[str, ...], View] = {}
    outcomes = []
    for expected in scenario.expectations:
        if expected.variant not in views:
            changed = apply(scenario, [*expected.variant, *stack], last)
            views[expected.variant] = View(changed)
    drawing = [
        seconds_in_draws(views[one.variant], one, draws) if draws else 0.0
        for one in scenario.expectations
    ]
    if told is not None:
        _foresee(views.values(), drawing, told)
    for number, expected in enumerate(scenario.expectations):
        view = views[expected.variant]
        is_meant = drawing[number] <= MEANT
        because: list[Any] = []
        outcomes.append(
            Outcome(
                say=expected.say,
                variant=expected.variant,
                found=tuple(dict.fromkeys(failures(view, expected, because))),
                where=scenario.where.get(f"expect.{number}"),
                because=tuple(because),
                drawn=in_draws(view, expected, draws, seed) if draws and is_meant else None,
                left_out="" if is_meant else in_words(drawing[number]),
            )
        )
        if progress is not None:
            progress(number + 1, every)
    if not laws:
        return Checked(scenario, tuple(outcomes))
    following = None
    if progress is not None:
        following = _after(progress, len(scenario.expectations), every)
    changed = apply(scenario, stack, last)
    tried = try_laws(changed, rng or random.Random(0), progress=following)  # noqa: S311 (no secret)
    return Checked(
        scenario,
        tuple(outcomes),
        tuple(TriedLaw(one.law.number, one.law.name, one.found, one.left_out) for one in tried),
        extent(changed),
    )


def _after(progress: Progress, before: int, every: int) -> Progress:
    return lambda done, _: progress(before + done, every)


def _foresee(views: Iterable[View], drawing: Iterable[float], told: Told) -> None:
    """Tell how long the answers take that are asked, and the draws that are not left out."""
    asked = sum(seconds for seconds in drawing if seconds <= MEANT)

    def with_draws(packages: int, seconds: float) -> None:
        told(packages, seconds + asked)

    foresee_answers((compile_scenario(one.scenario).problem for one in views), with_draws)
