"""Do a scenario's expectations hold, and what was found instead where they do not."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from typing import Any

from negsim.language.model.scenario import Scenario
from negsim.language.overlay.apply import apply
from negsim.questions.check.draws import in_draws
from negsim.questions.check.expectations import View, failures
from negsim.questions.check.result import Checked, Outcome, TriedLaw
from negsim.questions.laws.law import LAWS
from negsim.questions.laws.trying import extent, try_laws

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
    """
    stack, last = tuple(variants), tuple(sets)
    every = len(scenario.expectations) + (len(LAWS) if laws else 0)
    views: dict[tuple[str, ...], View] = {}
    outcomes = []
    for number, expected in enumerate(scenario.expectations):
        if expected.variant not in views:
            changed = apply(scenario, [*expected.variant, *stack], last)
            views[expected.variant] = View(changed)
        view = views[expected.variant]
        because: list[Any] = []
        outcomes.append(
            Outcome(
                say=expected.say,
                variant=expected.variant,
                found=tuple(dict.fromkeys(failures(view, expected, because))),
                where=scenario.where.get(f"expect.{number}"),
                because=tuple(because),
                drawn=in_draws(view, expected, draws, seed) if draws else None,
            )
        )
        if progress is not None:
            progress(number + 1, every)
    if not laws:
        return Checked(scenario, tuple(outcomes))
    told = None
    if progress is not None:
        told = _after(progress, len(scenario.expectations), every)
    changed = apply(scenario, stack, last)
    tried = try_laws(changed, rng or random.Random(0), progress=told)  # noqa: S311 (no secret)
    return Checked(
        scenario,
        tuple(outcomes),
        tuple(TriedLaw(one.law.number, one.law.name, one.found, one.left_out) for one in tried),
        extent(changed),
    )


def _after(progress: Progress, before: int, every: int) -> Progress:
    return lambda done, _: progress(before + done, every)
