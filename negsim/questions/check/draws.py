"""An expectation asked of draws of the numbers: in which share it holds, and the first draw that breaks it."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from negsim.errors import TooLarge
from negsim.language.model.conditions import Condition
from negsim.language.model.scenario import Choice, Expectation, Scenario
from negsim.questions.check.expectations import View, failures
from negsim.questions.check.result import Breach, DrawnExpectation
from negsim.questions.draws.listing import stage
from negsim.questions.draws.numbers import RangedNumber, Unknowns, unknowns
from negsim.questions.draws.sampling import points, units
from negsim.questions.draws.stage import Stage
from negsim.questions.draws.values import MICRO, Draws
from negsim.questions.draws.worths import holds_at
from negsim.solve.choose import choose
from negsim.solve.listing.estimate import estimate
from negsim.solve.patience import LISTED
from negsim.space.compiler import Compiler
from negsim.space.space import compile_scenario

Bools = NDArray[np.bool_]
AT_LEAST = 0.01  # seconds that one draw takes by itself
TOLD = 5  # numbers of a draw that are shown


def in_draws(view: View, expected: Expectation, draws: int, seed: int) -> DrawnExpectation:
    """Ask an expectation of draws of the numbers of a scenario.

    Parameters
    ----------
    view : View
        The scenario, the expectation's variant applied.
    expected : Expectation
    draws : int
        1 or more.
    seed : int

    Notes
    -----
    What an expectation says of the zone is told of all draws together; what it says of conflicts and preferences is
    asked draw by draw, exactly.
    """
    scenario = view.scenario
    unknown = unknowns(scenario)
    made = _listed(scenario, unknown)
    rest = _beyond_zone(expected) if made is not None else expected
    never = False
    if rest is not None and _is_the_same(view, rest, unknown):
        never, rest = bool(list(failures(view, rest, []))), None
    holds, done, breach = 0, 0, None
    for unit in units(draws):
        some = unknown.draws(points(unknown.width, unit, seed))
        held = np.ones(some.count, dtype=bool) if made is None else _of_zone(made, expected, some)
        if never:
            held[:] = False
        if rest is not None:
            for draw in np.flatnonzero(held).tolist():
                held[draw] = not list(failures(View(some.scenario(scenario, draw)), rest, []))
        if breach is None and not held.all():
            first = int(np.argmin(held))
            found = failures(View(some.scenario(scenario, first)), expected, [])
            told = tuple(dict.fromkeys(found))
            breach = Breach(done + first + 1, told, _farthest(unknown, some, first))
        holds, done = holds + int(held.sum()), done + some.count
    return DrawnExpectation(done, holds, breach)


def seconds_in_draws(view: View, expected: Expectation, draws: int) -> float:
    """About how long it takes to ask an expectation of draws; without end where neither engine comes to one."""
    problem = compile_scenario(view.scenario).problem
    walk = estimate(problem).seconds
    if walk <= LISTED and _beyond_zone(expected) is None:
        return walk  # what is in the zone is told of all draws together
    try:
        choice = choose(problem)
    except TooLarge:
        return math.inf
    walked = choice.seconds if choice.engine == "enumerate" and choice.seconds else 0.0
    return draws * (AT_LEAST + max(0.0, walked - AT_LEAST))


def _listed(scenario: Scenario, unknown: Unknowns) -> Stage | None:
    problem = compile_scenario(scenario).problem
    try:
        if estimate(problem).seconds > LISTED and choose(problem).engine == "sweep":
            return None  # each draw is sooner answered issue by issue
        return stage(scenario, unknown.in_the_middle(), blockers=False)
    except TooLarge:
        return None


def _of_zone(made: Stage, expected: Expectation, draws: Draws) -> Bools:
    """In which draws what an expectation says of the zone holds."""
    outcome = made.outcome(draws, each=True, blockers=False)
    held = np.ones(draws.count, dtype=bool)
    if expected.zone is not None:
        held &= outcome.is_open == (expected.zone == "open")
    if expected.red_line_zone is not None:
        held &= outcome.is_open_on_red_lines == (expected.red_line_zone == "open")
    if expected.includes is not None:
        held &= outcome.in_zone[_having(made, expected.includes)].any(axis=0)
    if expected.every_package is not None:
        others = ~_meeting(made, expected.every_package)
        held &= outcome.is_open & ~outcome.in_zone[others].any(axis=0)
    return held


def _having(made: Stage, choice: Choice) -> Bools:
    found = np.ones(len(made), dtype=bool)
    places = {issue.id: k for k, issue in enumerate(made.scenario.issues)}
    for name, option in choice:
        found &= made.packages[:, places[name]] == made.scenario.issue[name].position[option]
    return found


def _meeting(made: Stage, condition: Condition) -> Bools:
    formula = Compiler(made.scenario).condition(condition)
    return np.asarray(holds_at(formula, made.packages), dtype=bool)


def _beyond_zone(expected: Expectation) -> Expectation | None:
    """The parts that say more than what is in the zone; None where there are none."""
    of_zone = ("zone", "red_line_zone", "includes", "every_package")
    rest = expected.model_copy(update=dict.fromkeys(of_zone))
    others = ("conflict", "accepts", "prefers", "more_is_better", "less_is_better", "never_below")
    return rest if any(getattr(rest, name) is not None for name in others) else None


def _is_the_same(view: View, rest: Expectation, unknown: Unknowns) -> bool:
    """Whether all draws come to the same: red lines that exclude one another do so whatever the numbers are."""
    others = ("accepts", "prefers", "more_is_better", "less_is_better", "never_below")
    if rest.conflict is None or any(getattr(rest, name) is not None for name in others):
        return False
    has_tests = any(
        isinstance(part, RangedNumber) and part.kind == "test" for part in unknown.parts
    )
    has_numbers = any(path.endswith(".reservation_value") for path in rest.conflict)
    return not has_tests and not has_numbers and not view.findings().zone.red_line_size


def _farthest(unknown: Unknowns, draws: Draws, draw: int) -> dict[str, float]:
    """The numbers of a draw that are farthest from their best values, measured by their ranges."""
    found = []
    for part in unknown.parts:
        if isinstance(part, RangedNumber):
            value = float(draws.values[part.path][draw]) / MICRO
            reach = float(max(part.high - part.best, part.best - part.low))
            found.append((abs(value - float(part.best)) / reach, part.path, value))
    found.sort(key=lambda one: (-one[0], one[1]))
    return {path: value for _, path, value in found[:TOLD]}
