"""Who must say yes at home: what passes there, whose votes would save what does not, and what tied hands are worth."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import ceil

from negsim.language.model.levers import with_lever
from negsim.language.model.ranges import changed
from negsim.language.model.scenario import Scenario
from negsim.questions.ratify.result import (
    BodyAtHome,
    LeverAtHome,
    Ratifying,
    TableDeal,
    VotesWanted,
    price,
)
from negsim.questions.ratify.tied_hands import body_path, most_runs, tightness
from negsim.questions.score.find import Scorer, score
from negsim.questions.zone.find import Engine, run
from negsim.questions.zone.result import Findings
from negsim.solve.ahead import Told, foresee_answers
from negsim.solve.answer import Seat
from negsim.solve.kernels.tally import summarize
from negsim.solve.kernels.thrown_out import SavingVotes, ThrownOut, saving_sets, thrown_out
from negsim.solve.listing.estimate import estimate
from negsim.solve.patience import COMPARED_WITH_ONE
from negsim.solve.power import voting_power
from negsim.space.space import compile_scenario

Progress = Callable[[int, int], None]


def ratify(
    scenario: Scenario,
    sweep: str | None = None,
    *,
    engine: Engine = "auto",
    exact: bool = False,
    findings: Findings | None = None,
    progress: Progress | None = None,
    told: Told | None = None,
) -> Ratifying:
    """Say what each body does to what is agreed at the table, whose votes would save it, and how much power each has.

    Parameters
    ----------
    scenario : Scenario
        With its variants applied.
    sweep : str, optional
        ``ACTOR.BODY.needs``: also what the actor gains under every number of votes that this body might need.
    engine : {"auto", "enumerate", "sweep"}
        As for `run`.
    exact : bool
        As for `run`.
    findings : Findings, optional
        What `run` found of the scenario, where that is at hand.
    progress : callable, optional
        Called with the number of packages done, and of how many.
    told : callable, optional
        Called beforehand with the number of packages to go through, and about how many seconds that takes.

    Raises
    ------
    InputError
        `sweep` names no body that is asked.
    TooLarge
        Where `run` has no answer.

    Notes
    -----
    Power is that of the body's rule alone, whatever anyone wants (Shapley & Shubik 1954; Banzhaf 1965): what wants do
    to it, the pivots say. Where the space is too large to go through, what is counted package by package is None.
    """
    path = None if sweep is None else body_path(scenario, sweep)
    if findings is None:
        times = 2 + 2 * len(scenario.levers) + (0 if path is None else most_runs(scenario, path))
        foresee_answers([compile_scenario(scenario).problem], told, engine=engine, times=times)
    found = findings or run(scenario, engine=engine, exact=exact, progress=progress)
    is_walked = estimate(found.space.problem).seconds <= COMPARED_WITH_ONE
    out = thrown_out(found.space.problem, progress) if is_walked and found.ratification else None
    known = Scorer(found.space)
    return Ratifying(
        findings=found,
        bodies={
            body: _body(found, known, body, seat, out) for seat, body in found.space.seats.items()
        },
        deal=_deal(found, engine) if found.ratification else None,
        levers=_levers(scenario) if is_walked else None,
        tightness=None if path is None else tightness(scenario, path),
    )


def deal_at_home(findings: Findings) -> TableDeal | None:
    """Say what becomes at home of the deal that the table would make, where that takes no time beside `run`."""
    is_quick = estimate(findings.space.problem).seconds <= COMPARED_WITH_ONE
    return _deal(findings, "auto") if findings.ratification and is_quick else None


def at_home(findings: Findings) -> Ratifying | None:
    """Say what `ratify` says, with the curve of the body that stops most where that is quickly had.

    None where nobody ratifies.
    """
    if not findings.ratification:
        return None
    path = max(findings.ratification, key=lambda one: findings.ratification[one].stops)
    is_quick = estimate(findings.space.problem).seconds <= COMPARED_WITH_ONE
    return ratify(findings.scenario, path if is_quick else None, findings=findings)


def without_ratification(scenario: Scenario) -> Scenario:
    """Give the scenario in which nobody ratifies."""
    return changed(scenario, actors=tuple(changed(a, ratification=()) for a in scenario.actors))


def _body(
    found: Findings,
    known: Scorer,
    path: str,
    seat: Seat,
    out: Mapping[Seat, ThrownOut] | None,
) -> BodyAtHome:
    body, counted = found.scenario.bodies[path], found.ratification[path]
    votes = {voter: int(number.best) for voter, number in body.votes}
    needs = body.needs.fewest(body.total)
    one = None if out is None else out[seat]
    return BodyAtHome(
        votes=votes,
        needs=needs,
        power=voting_power(list(votes.values()), needs),
        passes=counted.passes,
        stops=counted.stops,
        pivots=counted.pivots,
        thrown_out=None if one is None else one.packages,
        missing=None if one is None else one.missing,
        savings=None
        if one is None
        else tuple(_wanted(found, known, votes, saving) for saving in one.savings),
    )


def _wanted(
    found: Findings, known: Scorer, votes: Mapping[str, int], saving: SavingVotes
) -> VotesWanted:
    voters = [found.space.actors[a] for a in saving.voters]
    scored = known.scored(saving.cheapest, None)
    return VotesWanted(
        votes=sum(votes[voter] for voter in voters),
        packages=saving.packages,
        cheapest=scored.package,
        prices={voter: price(scored, voter) for voter in voters},
    )


def _deal(found: Findings, engine: Engine) -> TableDeal | None:
    """The package that the table would make, and what becomes of it at home."""
    table = run(without_ratification(found.scenario), engine=engine)
    picked = table.solutions["egalitarian"].deals
    if not picked:
        return None
    chosen = zip(found.scenario.issues, picked[0].positions, strict=True)
    named = {issue.id: issue.options[option].id for issue, option in chosen}
    (scored,) = score(found.scenario, [named]).packages
    space = found.space
    missing: dict[str, int] = {}
    saved_by: dict[str, tuple[tuple[str, ...], ...]] = {}
    for (a, k), path in space.seats.items():
        vote = scored.bodies.get(path)
        if vote is None or vote.passes:
            continue
        rule = space.problem.actors[a].bodies[k]
        accepting = [v for v, _ in rule.votes if scored.actors[space.actors[v]].accepts]
        missing[path] = ceil(rule.at_least) - vote.yes
        saved_by[path] = tuple(
            tuple(space.actors[v] for v in voters) for voters in saving_sets(rule, accepting)
        )
    return TableDeal(scored, missing, saved_by)


def _levers(scenario: Scenario) -> dict[str, LeverAtHome]:
    found = {}
    for lever in scenario.levers:
        problem = compile_scenario(with_lever(scenario, lever)).problem
        table = summarize(problem.without_bodies()).size
        found[lever.id] = LeverAtHome(lever.say or lever.id, table, summarize(problem).size)
    return found
