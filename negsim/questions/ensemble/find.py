"""Does the answer survive other plausible numbers? Draws of every stated range, and what they come to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from negsim.language.claims.provenance import Element, elements
from negsim.language.model.scenario import Scenario
from negsim.questions.draws.listing import stage
from negsim.questions.draws.numbers import MICRO, Draws, Unknown, Unknowns, unknowns
from negsim.questions.draws.sampling import Unit, points, share_interval, units
from negsim.questions.draws.stage import Stage
from negsim.questions.draws.tally import Job, Tally, fingerprint, saved, tally, write_state
from negsim.questions.ensemble.drivers import sobol_indices, value_of_knowing
from negsim.questions.ensemble.ranks import RANKS, central, weight_names
from negsim.questions.ensemble.region import open_region
from negsim.questions.ensemble.result import (
    Driver,
    Ensemble,
    OpenRegion,
    OpenWhere,
    Ranked,
    Robust,
)
from negsim.questions.position.baseline import baseline
from negsim.questions.zone.find import check_size
from negsim.questions.zone.result import Findings
from negsim.space.space import Space, compile_scenario
from negsim.spread import Spread

Progress = Callable[[int, int, float], None]  # draws done, of how many, share open so far
LISTED = 20  # packages and drivers that are listed
RANKED = 3  # packages per actor
CELLS = 25_000_000  # packages times draws that the question of drivers may take
OPENS = "zone_open"


def ensemble(
    scenario: Scenario,
    *,
    draws: int = 1000,
    seed: int = 0,
    mix_readings: bool = False,
    spread: Spread | None = None,
    resume: Path | None = None,
    progress: Progress | None = None,
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
        Called with draws done, of how many, and the share with an open zone.

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
    check_size(space)
    unknown = unknowns(scenario, mix_readings=mix_readings)
    job = Job(scenario, draws, seed, mix_readings, fingerprint(scenario, draws, seed, mix_readings))
    found = _gather(job, spread or Spread(), resume, progress)
    core = stage(scenario, job.unknowns.draws(_one(unknown)), mixed=mix_readings, blockers=False)
    done = int(sum(found.sizes))
    is_settled = not len(core) or not unknown.width
    share = sum(found.hits) / done
    drivers_of, drivers, region = _why(core, unknown, seed)
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
        lone_blocker={
            space.actors[a]: int(found.lone[k]) / done
            for k, a in enumerate(space.problem.consenting)
            if found.lone[k]
        },
        in_zone=_robust(space, core, found, is_settled=is_settled),
        in_zone_total=int((found.in_zone.sum(axis=0) > 0).sum()),
        ranks=_ranked(space, core, found, done),
        drivers_of=drivers_of,
        drivers=drivers,
        region=region,
        baseline=baseline(scenario),
    )


def _gather(job: Job, spread: Spread, resume: Path | None, progress: Progress | None) -> Tally:
    """Do the draws, round by round: a round has as many of each replicate, as far as it can be."""
    work = units(job.draws)
    rounds = sorted({unit.start for unit in work})
    before = None if resume is None else saved(resume, job)
    done, whole = (0, None) if before is None else before
    left = [unit for unit in work if unit.start in rounds[done:]]
    pending: list[Tally] = []
    try:
        for unit, one in zip(left, spread.each(tally, [(job, unit) for unit in left]), strict=True):
            pending.append(one)
            if len(pending) == sum(1 for other in work if other.start == unit.start):
                whole = _merged(whole, pending)
                pending, done = [], done + 1
                if resume is not None:
                    write_state(resume, job, done, whole)
                if progress is not None:
                    n = int(sum(whole.sizes))
                    progress(n, job.draws, sum(whole.hits) / n)
    except KeyboardInterrupt:
        if whole is None:
            raise
    assert whole is not None
    return whole


def _merged(whole: Tally | None, parts: Sequence[Tally]) -> Tally:
    for part in parts:
        whole = part if whole is None else whole.plus(part)
    assert whole is not None
    return whole


def _one(unknown: Unknowns) -> NDArray[np.float64]:
    return np.full((1, unknown.width), 0.5)


def _quantiles(values: NDArray[np.float64]) -> tuple[float, float, float]:
    low, middle, high = np.quantile(values, [0.05, 0.5, 0.95])
    return float(low), float(middle), float(high)


def _robust(space: Space, core: Stage, found: Tally, *, is_settled: bool) -> tuple[Robust, ...]:
    hits = found.in_zone.sum(axis=0)
    order = [k for k in np.argsort(-hits, kind="stable")[:LISTED] if hits[k]]
    robust = []
    for k in order:
        share = float(hits[k] / sum(found.sizes))
        per = [int(n) for n in found.in_zone[:, k]]
        interval = (share, share) if is_settled else share_interval(per, found.sizes)
        robust.append(Robust(space.words(tuple(map(int, core.packages[k]))), share, interval))
    return tuple(robust)


def _ranked(space: Space, core: Stage, found: Tally, done: int) -> dict[str, tuple[Ranked, ...]]:
    ranked = {}
    for a, one in enumerate(found.ranks):
        actor = space.scenario.actors[a]
        if not len(core) or not (actor.preferences or actor.wishes):
            continue
        order = np.argsort(-one.counts[:, 0], kind="stable")[:RANKED]
        names = weight_names(core, a)
        ranked[actor.id] = tuple(
            Ranked(
                space.words(tuple(map(int, core.packages[k]))),
                tuple(float(n) / done for n in one.counts[k, :RANKS]),
                central(names, one.weights[k], int(one.counts[k, 0])),
            )
            for k in order
            if one.counts[k, 0]
        )
    return ranked


def _why(
    core: Stage, unknown: Unknowns, seed: int
) -> tuple[str | None, tuple[Driver, ...], OpenRegion | None]:
    """Which numbers decide, and where the zone is open."""
    advisory = {a.id for a in core.scenario.actors if a.consent.kind == "never"}
    deciding = Unknowns(tuple(part for part in unknown.parts if part.actor not in advisory))
    if not len(core) or not deciding.width:
        return None, (), None
    draws = deciding.draws(
        points(deciding.width, Unit(0, 0, _power(CELLS, core, 1, 4096)), seed, 1)
    )
    outcome = core.outcome(draws, blockers=False)
    share = outcome.is_open.mean()
    asked = OPENS if 0.01 <= share <= 0.99 else "margin"

    def answer(cube: NDArray[np.float64]) -> NDArray[np.float64]:
        found = core.outcome(deciding.draws(cube), blockers=False)
        return found.is_open.astype(float) if asked == OPENS else found.margin

    groups = len(set(deciding.columns)) + 2
    indices = sobol_indices(deciding.columns, answer, _power(CELLS, core, groups, 1024), seed)
    resting = {element.path: element for element in elements(core.scenario)}
    drivers = []
    for path, index in indices.items():
        parts = [part for part in deciding.parts if part.element == path]
        values = np.column_stack([_values(part, draws) for part in parts])
        drivers.append(
            Driver(
                path=path,
                effect=index.total,
                interval=index.total_interval,
                first=index.first,
                first_interval=index.first_interval,
                information=value_of_knowing(values, outcome.is_open),
                evidence=_resting(path, resting),
            )
        )
    drivers.sort(key=lambda one: (-round(one.effect, 9), one.path))
    region = _region(deciding, draws, outcome.is_open)
    return (asked if drivers else None), tuple(drivers[:LISTED]), region


def _power(cells: int, core: Stage, groups: int, most: int) -> int:
    """The power of two that can be afforded, 64 at least."""
    afforded = max(64, cells // (groups * len(core)))
    return min(most, 1 << (afforded.bit_length() - 1))


def _values(part: Unknown, draws: Draws) -> NDArray[np.float64]:
    values = draws.values[part.path].astype(float)
    return values if values.ndim == 2 else values[:, None]


def _resting(path: str, resting: Mapping[str, Element]) -> Element | None:
    parts = path.split(".")
    return next(
        (
            resting[".".join(parts[:k])]
            for k in range(len(parts), 0, -1)
            if ".".join(parts[:k]) in resting
        ),
        None,
    )


def _region(unknown: Unknowns, draws: Draws, is_open: NDArray[np.bool_]) -> OpenRegion | None:
    """Describe where the zone is open by single numbers: ladders and readings have no limits that one could say."""
    single = [part for part in unknown.parts if part.width == 1 and hasattr(part, "kind")]
    if not single:
        return None
    values = np.column_stack([draws.values[part.path] / MICRO for part in single])
    found = open_region(values, is_open)
    if found is None:
        return None
    return OpenRegion(
        limits=tuple(
            OpenWhere(single[limit.column].path, limit.at_least, limit.at_most)
            for limit in found.limits
        ),
        density=found.density,
        coverage=found.coverage,
        mass=found.mass,
    )


def drawn(findings: Findings) -> Ensemble:
    """Draw the numbers of what `run` found something of, as often as a picture needs."""
    return _pictured(findings.scenario)


@lru_cache(maxsize=8)
def _pictured(scenario: Scenario) -> Ensemble:
    return ensemble(scenario)
