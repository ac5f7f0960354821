"""Is there a zone, what is in it, who accepts what, and why not."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache, partial

from negsim.errors import TooLarge
from negsim.language.model.scenario import Scenario
from negsim.questions.zone.result import (
    CRITERIA,
    Choice,
    Coalition,
    Conflict,
    Correction,
    Deal,
    Findings,
    Frontier,
    Ratification,
    Solution,
    Zone,
    deal,
)
from negsim.solve import answer as solved
from negsim.solve.answer import Beforehand, Layer, Suspect
from negsim.solve.choose import Engine, EngineChoice, choose, width
from negsim.solve.choose import answer as chosen_answer
from negsim.solve.kernels.milp import Best, best_for_the_worst_off
from negsim.solve.patience import NARROW, SEARCHED, is_soon_walked
from negsim.space.listing import option_values
from negsim.space.members import Member, member
from negsim.space.space import Space, compile_scenario
from negsim.spread import Spread

__all__ = [
    "Choice",
    "Coalition",
    "Conflict",
    "Correction",
    "Deal",
    "Engine",
    "Findings",
    "Frontier",
    "Member",
    "Progress",
    "Solution",
    "Zone",
    "deal",
    "label",
    "run",
]

Progress = Callable[[int, int], None]  # done, of how many
Told = Callable[[Suspect], Member]


def run(
    scenario: Scenario,
    *,
    engine: Engine = "auto",
    exact: bool = False,
    suspects: Iterable[Layer] = (),
    progress: Progress | None = None,
    told: Callable[[EngineChoice], None] | None = None,
    spread: Spread | None = None,
    beforehand: Callable[[Space, Beforehand], None] | None = None,
) -> Findings:
    """Say whether there is a zone, what is in it, who accepts what, and why it is empty if it is.

    Parameters
    ----------
    scenario : Scenario
        With its variants applied.
    engine : {"auto", "enumerate", "sweep"}
        How to answer: package by package, or issue by issue; the answer is the same. "auto" takes what is sooner done,
        and refuses what would take hours; the others begin it.
    exact : bool
        Whether to count everything exactly however long that takes. Otherwise what would take more than about ten
        seconds to count issue by issue is estimated, within seconds; whether it would is told from the scenario alone.
    suspects : iterable of {"reservations", "rules"}
        What conflicts may blame beside red lines; empty lets the contract decide.
    progress : callable, optional
        Called with the number of packages done, and of how many.
    told : callable, optional
        Called once, before the work begins, with the engine chosen and why.
    spread : Spread, optional
        Where packages are gone through, if there are many: some processes, or a cluster; this process where absent.
    beforehand : callable, optional
        Called with what is known before anything large is counted; where packages are gone through it is not.

    Returns
    -------
    Findings
        Exact, unless its `exact` is false: then it says which counts are estimates. An empty zone is a finding, not an
        error.

    Raises
    ------
    TooLarge
        Where the space is too large for the engine, or to be counted exactly as asked; it says whether a search found
        a deal all the same.
    """
    space = compile_scenario(scenario)
    blamed: frozenset[Layer] = frozenset(suspects) - {"red_lines"}
    try:
        choice = choose(space.problem, engine, blamed)
        if told is not None:
            told(choice)
        given = chosen_answer(
            space.problem,
            choice,
            suspects=blamed,
            names=space.name,
            progress=progress,
            elsewhere=None if spread is None or not spread.is_elsewhere else spread,
            beforehand=None if beforehand is None else partial(beforehand, space),
            exact=exact,
        )
    except TooLarge as fault:
        raise _searched(space, fault) from fault
    return label(space, given)


def is_quick(findings: Findings, *, as_run: bool = False) -> bool:
    """Whether what goes through every package is soon done; or, asked so, what is done as soon as `run` is.

    What `run` answers issue by issue, it answers as soon for every variant.
    """
    problem = findings.space.problem
    if is_soon_walked(problem):
        return True
    return as_run and findings.engine == "sweep" and width(problem) <= NARROW


def label(space: Space, given: solved.Answer) -> Findings:
    """Put the names of the file back into an engine's answer."""
    actors = space.actors
    told = cache(partial(member, space.scenario))
    return Findings(
        space=space,
        answer=given,
        engine=given.engine,
        exact=given.exact_parts is None,
        total=given.total,
        feasible=given.feasible,
        accepted_by=dict(zip(actors, given.accepted_by, strict=True)),
        red_line_accepted_by=dict(zip(actors, given.red_line_accepted_by, strict=True)),
        needed_by=dict(zip(actors, given.needed_by, strict=True)),
        ratification={
            space.seats[seat]: Ratification(
                one.passes, one.stops, {actors[a]: n for a, n in one.pivots.items()}
            )
            for seat, one in given.ratification.items()
        },
        coalitions=tuple(
            Coalition(tuple(actors[i] for i in members), accept)
            for members, accept in sorted(
                given.coalitions.items(), key=lambda item: (len(item[0]), item[0])
            )
        ),
        zone=_zone(space, given),
        solutions={c: _solution(space, given.solutions[c]) for c in CRITERIA},
        frontier=Frontier(
            over=tuple(actors[i] for i in space.problem.principals),
            among=given.frontier.among,
            size=given.frontier.size,
        ),
        floor=given.floor,
        suspects=given.conflicts.suspects,
        conflicts=_conflicts(told, given.conflicts),
        corrections=_corrections(space, told, given.conflicts),
        corrections_total=given.conflicts.total,
    )


def _searched(space: Space, fault: TooLarge) -> TooLarge:
    """The same fault, with what a search for one package found: a deal that was checked, and what bounds it.

    Under a quota, where somebody ratifies, or where a clause is too wide for the search, the fault as it is.
    """
    if space.problem.quota is not None or space.problem.voters:
        return fault
    try:
        best = best_for_the_worst_off(space.problem, SEARCHED)
    except TooLarge:
        return fault
    first, *others = fault.faults
    told = replace(first, what=f"{first.what}; {_words(space, best)}")
    return TooLarge((told, *others))


def _words(space: Space, best: Best) -> str:
    if best.is_closed:
        return "a search found that no package is acceptable to everyone, to within its rounding"
    if best.package is None:
        return f"a search of {SEARCHED:.0f} seconds found no package that is acceptable to everyone"
    package = ", ".join(f"{i} {option}" for i, option in space.words(best.package).items())
    words = f"all the same there is a deal: {package}"
    if best.smallest_gain is not None:
        words += f"; who gains least in it gains {float(best.smallest_gain):.6f}"
        if best.at_most is not None:
            words += f", and no deal gives that one more than {best.at_most:.6f}"
    return words


def _zone(space: Space, given: solved.Answer) -> Zone:
    size = given.zone_size
    return Zone(
        size=size,
        red_line_size=given.red_line_zone_size,
        table_size=given.table_size,
        read_two_ways=given.read_two_ways,
        left_open=dict(given.left_open),
        backbone={
            issue: option_values(space, i)[counts.index(size)]
            for i, (issue, counts) in enumerate(zip(space.issues, given.option_counts, strict=True))
            if size and size in counts
        },
        options={
            issue: dict(zip(options, counts, strict=True))
            for issue, options, counts in zip(
                space.issues, space.options, given.option_counts, strict=True
            )
        },
    )


def _solution(space: Space, solution: solved.SolvedSolution) -> Solution:
    return Solution(tuple(deal(space, package) for package in solution.packages), solution.ties)


def _members(told: Told, suspects: Iterable[Suspect]) -> tuple[Member, ...]:
    return tuple(sorted(map(told, suspects), key=lambda one: one.path))


def _conflicts(told: Told, conflicts: solved.Conflicts) -> tuple[Conflict, ...]:
    named = (Conflict(_members(told, each)) for each in conflicts.minimal_conflicts)
    return tuple(sorted(named, key=lambda conflict: conflict.paths))


def _corrections(space: Space, told: Told, conflicts: solved.Conflicts) -> tuple[Correction, ...]:
    named = (
        Correction(
            members=_members(told, each.drop),
            opens=each.opens,
            zone=each.zone,
            steps={space.actors[i]: each.steps[i] for i in sorted(each.steps)},
            witness=deal(space, each.witness),
        )
        for each in conflicts.minimal_corrections
    )
    return tuple(sorted(named, key=lambda correction: correction.drop))
