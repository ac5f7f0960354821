"""The feasible packages in order, whether or not there is a zone; and all packages, one after another."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from negsim.errors import InputError, TooLarge, quoted
from negsim.language.model.conditions import Condition
from negsim.language.model.scenario import Scenario
from negsim.language.names import one_of
from negsim.questions.rank.result import CRITERIA, Ranking
from negsim.solve.answer import By
from negsim.solve.choose import Engine, EngineChoice, choose
from negsim.solve.kernels import ranking
from negsim.solve.listing.estimate import estimate
from negsim.solve.listing.scan import Scan
from negsim.solve.patience import MEANT
from negsim.solve.sweep import ranking as swept
from negsim.solve.tables.formula import negate
from negsim.solve.tables.problem import Formula
from negsim.space.compiler import Compiler
from negsim.space.space import Space, compile_scenario

Progress = Callable[[int, int], None]


def rank(
    scenario: Scenario,
    by: str = "nearest",
    within: Condition | None = None,
    *,
    limit: int | None = 20,
    engine: Engine = "auto",
    progress: Progress | None = None,
    told: Callable[[EngineChoice], None] | None = None,
) -> Ranking:
    """Put the feasible packages in order, the best first; ties stay in package order.

    Parameters
    ----------
    scenario : Scenario
        With its variants applied.
    by : str
        "nearest": those of the zone, then by how many refuse, by the option-steps that these are away, by the smallest
        gain of a principal. "floor": by that gain. "nash": by the product of the principals' gains, losses counted as
        0. "utilitarian": by the sum of their utilities. The id of an actor: by its utility.
    within : Condition, optional
        Only packages where it holds.
    limit : int or None
        At most so many; None for all.
    engine : {"auto", "enumerate", "sweep"}
        Package by package, or issue by issue; the order is the same.
    progress : callable, optional
        Called with the number of packages done, and of how many.
    told : callable, optional
        Called once, before the work begins, with the engine chosen and why.

    Raises
    ------
    InputError
        There is no such criterion, and no such actor.
    TooLarge
        Where the space is too large to go through, and this order cannot be found issue by issue.
    """
    key = _criterion(scenario, by)
    space = compile_scenario(scenario)
    problem, condition = space.problem, _formula(space, within)
    choice = choose(problem, engine)
    if told is not None:
        told(choice)
    if choice.engine == "sweep":
        try:
            found = swept.rank(problem, key, problem.total if limit is None else limit, condition)
            listed = ranking.listed(problem, found.of, found.packages)
            return Ranking(space, by, listed, condition)
        except TooLarge:
            if engine == "sweep" or estimate(problem).seconds > MEANT:
                raise
    listed = ranking.rank(problem, key, within=condition, limit=limit, progress=progress)
    return Ranking(space, by, listed, condition)


def packages(
    space: Space, within: Condition | None = None, *, feasible: bool = True
) -> Iterator[dict[str, str | int | float]]:
    """Give the packages of a space one after another, in package order.

    Parameters
    ----------
    space : Space
    within : Condition, optional
        Only packages where it holds.
    feasible : bool
        Whether to leave out what breaks a rule or is off the table.
    """
    problem, condition = space.problem, _formula(space, within)
    barred = () if condition is None else (negate(condition),)
    asked = replace(problem, barred=(*problem.barred, *barred))
    if not feasible:
        asked = replace(problem, broken=(), barred=barred)
    for block in Scan(asked).blocks():
        for package in block.packages().tolist():
            yield space.words(package)


def _criterion(scenario: Scenario, by: str) -> By:
    for criterion in CRITERIA:
        if by == criterion:
            return criterion
    if by in scenario.actor:
        return list(scenario.actor).index(by)
    raise InputError.one(
        f"there is no criterion, and no actor, {quoted(by)}",
        one_of(by, [*CRITERIA, *scenario.actor]),
    )


def _formula(space: Space, within: Condition | None) -> Formula | None:
    return None if within is None else Compiler(space.scenario).condition(within)
