"""Does the answer survive other plausible numbers? Draws of every stated range, and what they come to."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from negsim.language.model.scenario import Scenario
from negsim.questions.draws import DRAWS
from negsim.questions.draws.ahead import ahead
from negsim.questions.draws.sampling import Job, Progress, share_interval
from negsim.questions.draws.stage import Stage
from negsim.questions.ensemble.drivers import Deciding, deciding
from negsim.questions.ensemble.ranks import RANKS, central, weight_names
from negsim.questions.ensemble.result import (
    Ensemble,
    RankedPackage,
    Robust,
)
from negsim.questions.ensemble.tally import DrawTally, listed, saved, tally, write_state
from negsim.questions.position.baseline import baseline
from negsim.questions.zone.result import CRITERIA, Findings
from negsim.solve.ahead import Told, foresee_walks
from negsim.space.space import Space, compile_scenario
from negsim.spread import Spread

LISTED = 20  # packages and drivers that are listed
RANKED = 3  # packages per actor


def ensemble(
    scenario: Scenario,
    *,
    draws: int = DRAWS,
    seed: int = 0,
    mix_readings: bool = False,
    spread: Spread | None = None,
    resume: Path | None = None,
    progress: Progress | None = None,
    within: float | None = None,
    told: Told | None = None,
) -> Ensemble:
    """Draw every number that has a range, and say what survives.

    Parameters
    ----------
    scenario : Scenario
        With its variants applied.
    draws : int
        1 or more.
    seed : int
        0 or more; the same seed gives the same result, wherever the work is done.
    mix_readings : bool
        Whether the readings of demands are drawn too, by their chances.
    spread : Spread, optional
        Where the work is done.
    resume : Path, optional
        A file that keeps what has been done, and that work begins from where it is there.
    progress : callable, optional
        Called with how much is done, of how much, a word on it (how long it takes at first, then in how many draws the
        zone is open), and of what: draws, then points at which it is seen which number decides.
    within : float, optional
        Seconds that it may take, by an estimate; no limit where absent.
    told : callable, optional
        Called once, before the packages that could matter are listed, with how many are gone through for that, and
        about how many seconds it takes.

    Returns
    -------
    Ensemble
        Of the draws done where it is stopped by KeyboardInterrupt.

    Raises
    ------
    InputError
        The file to resume from belongs to something else.
    TooLarge
        There are too many packages.
    """
    space = compile_scenario(scenario)
    foresee_walks(space.problem, told)
    what = ahead(Job(scenario, draws, seed, mix_readings), _costs, progress, "draws", within)
    job, unknown = what.job, what.job.unknowns
    core, base = listed(job)
    found = _gather(job, spread or Spread(), resume, progress)
    done, opened = int(sum(found.sizes)), int(sum(found.hits))
    is_settled = not len(core) or not unknown.width
    share = opened / done
    why, stopped = Deciding(), done < draws
    left_out = list(what.left_out)
    if not stopped:
        try:
            why = deciding(core, unknown, draws, seed, progress)
        except KeyboardInterrupt:
            left_out.append("It was stopped before it was seen which numbers decide.")
    if why.left_out:
        left_out.append(why.left_out)
    return Ensemble(
        scenario=scenario,
        draws=done,
        asked=draws,
        seed=seed,
        mix_readings=mix_readings,
        numbers=len(unknown.parts),
        is_settled=is_settled,
        zone_open=share,
        zone_open_interval=(share, share)
        if is_settled
        else share_interval(found.hits, found.sizes),
        red_line_zone_open=found.on_red_lines / done,
        floor=None if not len(found.floors) else _quantiles(found.floors),
        only_one_in_the_way={
            space.actors[a]: int(found.lone[k]) / done
            for k, a in enumerate(space.problem.consenting)
            if found.lone[k]
        }
        if job.blockers
        else None,
        in_zone=_robust(space, core, found, is_settled=is_settled),
        in_zone_total=int((found.in_zone.sum(axis=0) > 0).sum()),
        same_solution={
            name: int(n) / opened if opened and len(base.get(name, ())) else None
            for name, n in zip(CRITERIA, found.same, strict=True)
        },
        ranks=_ranked(space, core, found, done),
        ranked=len(core),
        drivers_of=why.of,
        drivers=why.drivers,
        region=why.region,
        baseline=baseline(scenario),
        left_out=tuple(left_out),
    )


def _costs(job: Job) -> tuple[float, float]:
    core, _ = listed(job)
    return core.seconds(job.draws), core.seconds_without(job.draws)


def _gather(job: Job, spread: Spread, resume: Path | None, progress: Progress | None) -> DrawTally:
    """Do the draws, round by round, from where they were left."""
    before = None if resume is None else saved(resume, job)
    done, whole = (0, None) if before is None else before
    hits = 0 if whole is None else sum(whole.hits)
    seen = 0 if whole is None else sum(whole.sizes)

    def told(count: int) -> None:
        if progress is not None:
            progress(count, job.draws, f"open in {hits / seen:.0%}" if seen else "", "draws")

    try:
        for parts in job.rounds(tally, spread, done=done, told=told):
            whole = _merged(whole, parts)
            done += 1
            hits, seen = sum(whole.hits), sum(whole.sizes)
            if resume is not None:
                write_state(resume, job, done, whole)
    except KeyboardInterrupt:
        if whole is None:
            raise
    assert whole is not None
    return whole


def _merged(whole: DrawTally | None, parts: Sequence[DrawTally]) -> DrawTally:
    for part in parts:
        whole = part if whole is None else whole.plus(part)
    assert whole is not None
    return whole


def _quantiles(values: NDArray[np.float64]) -> tuple[float, float, float]:
    low, middle, high = np.quantile(values, [0.05, 0.5, 0.95])
    return float(low), float(middle), float(high)


def _robust(space: Space, core: Stage, found: DrawTally, *, is_settled: bool) -> tuple[Robust, ...]:
    hits = found.in_zone.sum(axis=0)
    order = [k for k in np.argsort(-hits, kind="stable")[:LISTED] if hits[k]]
    robust = []
    for k in order:
        share = float(hits[k] / sum(found.sizes))
        per = [int(n) for n in found.in_zone[:, k]]
        interval = (share, share) if is_settled else share_interval(per, found.sizes)
        robust.append(Robust(space.words(tuple(map(int, core.packages[k]))), share, interval))
    return tuple(robust)


def _ranked(
    space: Space, core: Stage, found: DrawTally, done: int
) -> dict[str, tuple[RankedPackage, ...]]:
    ranked = {}
    for a, one in enumerate(found.ranks):
        actor = space.scenario.actors[a]
        if not len(core) or not (actor.preferences or actor.wishes):
            continue
        order = np.argsort(-one.counts[:, 0], kind="stable")[:RANKED]
        names = weight_names(core, a)
        ranked[actor.id] = tuple(
            RankedPackage(
                space.words(tuple(map(int, core.packages[k]))),
                tuple(float(n) / done for n in one.counts[k, :RANKS]),
                central(names, one.weights[k], int(one.counts[k, 0])),
            )
            for k in order
            if one.counts[k, 0]
        )
    return ranked


def drawn(findings: Findings) -> Ensemble:
    """Draw the numbers of what `run` found something of, as often as a picture needs."""
    return _pictured(findings.scenario)


@lru_cache(maxsize=8)
def _pictured(scenario: Scenario) -> Ensemble:
    return ensemble(scenario)
