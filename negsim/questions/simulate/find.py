"""Through time: when the zone opens and closes, and which packages would last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negsim.language.model.numbers import Quantity
from negsim.language.model.ranges import changed
from negsim.language.model.scenario import Scenario
from negsim.questions.draws import DRAWS
from negsim.questions.draws.ahead import ahead
from negsim.questions.draws.sampling import (
    Job,
    Progress,
    replicate_sizes,
    share_interval,
)
from negsim.questions.position.baseline import baseline
from negsim.questions.simulate.future import OFF_THE_TABLE, Fate, Lived, live
from negsim.questions.simulate.plan import Futures, Plan
from negsim.questions.simulate.result import Lasting, Moment, OptionFate, Simulation, Step
from negsim.questions.simulate.talks import Talks, talks
from negsim.questions.simulate.world import planned, world
from negsim.questions.zone.result import Findings
from negsim.solve.ahead import Told, foresee_walks
from negsim.solve.listing.numbering import package_at
from negsim.space.space import compile_scenario
from negsim.spread import Spread

LISTED = 20


def simulate(
    scenario: Scenario,
    *,
    futures: int = DRAWS,
    seed: int = 0,
    spread: Spread | None = None,
    progress: Progress | None = None,
    within: float | None = None,
    told: Told | None = None,
) -> Simulation:
    """Live through futures of a scenario's timeline.

    Parameters
    ----------
    scenario : Scenario
        With the variants applied that hold from the start on.
    futures : int
        1 or more; where there is no chance in the timeline, one is lived through, and is exact.
    seed : int
        0 or more; the same seed gives the same result, wherever the work is done.
    spread : Spread, optional
        Where the work is done.
    progress : callable, optional
        Called with futures done, of how many, and the share of them that open.
    within : float, optional
        Seconds that it may take, by an estimate; no limit where absent.
    told : callable, optional
        Called once, before the packages that could matter are listed, with how many are gone through for that, and
        about how many seconds it takes.

    Returns
    -------
    Simulation
        Of the futures done where it is stopped by KeyboardInterrupt.

    Raises
    ------
    InputError
        There is no timeline; a trend changes what is no number; variants that do not go together come together.
    TooLarge
        There are too many packages.

    Notes
    -----
    Numbers that do not drift are at their best values. A package is *signed* at the first step at which the zone is
    open. It *lasts* where it is in the zone at every later step; it is *self-enforcing* where nobody whose consent it
    then needs has less from it than its reservation value (the commitment problem: Fearon 1995, Powell 2006).
    """
    foresee_walks(compile_scenario(scenario).problem, told)
    plan = Plan(scenario)
    is_certain = plan.width == 0
    count = 1 if is_certain else futures
    what = ahead(Job(scenario, count, seed), _costs, progress, "futures", within)
    job = what.job
    lived = _gather(job, spread or Spread(), progress)
    sizes = _sizes(lived, len(replicate_sizes(count)))
    done = sum(sizes)
    opened = [one for part in lived for one in part.first]
    plan = planned(job)
    openings = _openings(plan, opened)
    fates = _fates(lived, len(sizes))
    opens = [
        sum(len(part.first) for part in lived if part.replicate == r) for r in range(len(sizes))
    ]
    return Simulation(
        scenario=scenario,
        futures=done,
        asked=futures,
        seed=seed,
        is_certain=is_certain,
        steps=_steps(plan, lived, sizes, is_certain=is_certain, asks_alone=job.blockers),
        first_opening=_moment(plan, _first(_joined(lived, "is_open", 0)), done),
        opens_with=tuple((events, len(steps) / len(opened)) for events, steps in openings[:LISTED]),
        closing=_closing(plan, _joined(lived, "is_open", 0)),
        ripeness=_moment(plan, _first(_ripe(lived)), done),
        lasting=_lasting(scenario, fates, opens, is_certain=is_certain),
        signed_total=len(fates),
        can_close=any(part.leaves for part in lived),
        survival=_survival(lived),
        options=_options(scenario, fates),
        broken_by=_broken(lived),
        talks=_talks(plan, openings),
        baseline=baseline(scenario),
        baseline_end=baseline(_at_the_end(plan)),
        left_out=what.left_out,
    )


def _costs(job: Job) -> tuple[float, float]:
    made = world(job)
    return made.seconds, made.seconds_without


def _gather(job: Job, spread: Spread, progress: Progress | None) -> list[Lived]:
    """Live through the futures, round by round."""
    found: list[Lived] = []
    note = ""

    def told(count: int) -> None:
        if progress is not None:
            progress(count, job.draws, note, "futures")

    together = 1 if spread.is_elsewhere else world(job).together
    try:
        for parts in job.rounds(live, spread, together=together, told=told):
            found += [one for part in parts for one in part]
            opened = sum(len(part.first) for part in found)
            note = f"open in {opened / sum(len(part.is_open) for part in found):.0%}"
    except KeyboardInterrupt:
        if not found:
            raise
    return found


def _sizes(lived: Sequence[Lived], replicates: int) -> list[int]:
    return [
        sum(len(part.is_open) for part in lived if part.replicate == r) for r in range(replicates)
    ]


def _joined(lived: Sequence[Lived], name: str, axis: int) -> NDArray[Any]:
    return np.concatenate([getattr(part, name) for part in lived], axis=axis)


def _first(flags: NDArray[np.bool_]) -> list[int]:
    """The first step at which each future is so; futures that never are left out."""
    return [int(row.argmax()) for row in flags if row.any()]


def _moment(plan: Plan, steps: Sequence[int], count: int) -> Moment:
    # Of an even number the earlier of the two in the middle: a date that some future has.
    median = plan.dates[sorted(steps)[(len(steps) - 1) // 2]] if steps else None
    return Moment(len(steps), count, median)


def _closing(plan: Plan, is_open: NDArray[np.bool_]) -> Moment:
    closes, opened = [], 0
    for row in is_open:
        if row.any():
            opened += 1
            begin = int(row.argmax())
            if not row[begin:].all():
                closes.append(begin + int((~row[begin:]).argmax()))
    return _moment(plan, closes, opened)


def _ripe(lived: Sequence[Lived]) -> NDArray[np.bool_]:
    parts = [part.falling.all(axis=0) & part.is_open for part in lived]
    return np.asarray(np.concatenate(parts), dtype=bool)


def _steps(
    plan: Plan, lived: Sequence[Lived], sizes: Sequence[int], *, is_certain: bool, asks_alone: bool
) -> tuple[Step, ...]:
    is_open, on_red = _joined(lived, "is_open", 0), _joined(lived, "is_open_on_red_lines", 0)
    floor, lone = _joined(lived, "floor", 0), _joined(lived, "lone", 1)
    falling, in_force = _joined(lived, "falling", 1), _joined(lived, "in_force", 1)
    ripe = _ripe(lived)
    opened = np.logical_or.accumulate(is_open, axis=1).mean(axis=0)
    replicate = np.concatenate([np.full(len(part.is_open), part.replicate) for part in lived])
    actors = [actor.id for actor in plan.scenario.actors]
    principals = [actor.id for actor in plan.scenario.actors if actor.consent.kind == "always"]
    steps = []
    for k, day in enumerate(plan.dates):
        share = float(is_open[:, k].mean())
        hits = [int(is_open[replicate == r, k].sum()) for r in range(len(sizes))]
        some = floor[is_open[:, k], k]
        steps.append(
            Step(
                date=day,
                zone_open=share,
                interval=(share, share) if is_certain else share_interval(hits, sizes),
                red_line_zone_open=float(on_red[:, k].mean()),
                floor=_quantiles(some) if len(some) else None,
                only_one_in_the_way=_shares(actors, lone[:, :, k]) if asks_alone else None,
                falling=_shares(principals, falling[:, :, k]),
                ripe=float(ripe[:, k].mean()),
                in_force=_shares(list(plan.comes), in_force[:, :, k]),
                opened=float(opened[k]),
            )
        )
    return tuple(steps)


def _shares(names: Sequence[str], flags: NDArray[np.bool_]) -> dict[str, float]:
    return {name: float(row.mean()) for name, row in zip(names, flags, strict=False) if row.any()}


def _quantiles(values: NDArray[np.float64]) -> tuple[float, float, float]:
    low, middle, high = np.quantile(values, [0.05, 0.5, 0.95])
    return float(low), float(middle), float(high)


def _openings(
    plan: Plan, opened: Sequence[tuple[tuple[str, ...], int]]
) -> list[tuple[tuple[str, ...], list[int]]]:
    """The events of first openings and the steps at which these come, most frequent first.

    Orders of events that come to the same stand together, under the most frequent of them.
    """
    together: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for events, step in opened:
        says = plan.says(events)
        together.setdefault(f"{sorted(events)} {says}", []).append((events, step))
    found = []
    for some in together.values():
        counts = Counter(events for events, _ in some)
        name = min(counts, key=lambda one: (-counts[one], one))
        found.append((name, sorted(step for _, step in some)))
    return sorted(found, key=lambda one: (-len(one[1]), one[0]))


def _fates(lived: Sequence[Lived], replicates: int) -> dict[int, Fate]:
    """Add up the fates of packages, which each part knows up to its own replicate."""
    found: dict[int, Fate] = {}
    for part in lived:
        for index, fate in part.fates.items():
            if index not in found:
                nothing = np.zeros(replicates, dtype=np.int64)
                found[index] = Fate(nothing, nothing.copy(), 0)
            whole, known = found[index], len(fate.signed)
            whole.signed[:known] += fate.signed
            whole.lasting[:known] += fate.lasting
            found[index] = replace(whole, self_enforcing=whole.self_enforcing + fate.self_enforcing)
    return found


def _lasting(
    scenario: Scenario, fates: Mapping[int, Fate], opens: Sequence[int], *, is_certain: bool
) -> tuple[Lasting, ...]:
    space, whole = compile_scenario(scenario), sum(opens)
    order = sorted(
        fates,
        key=lambda index: (
            -int(fates[index].lasting.sum()),
            -fates[index].self_enforcing,
            -int(fates[index].signed.sum()),
            index,
        ),
    )
    listed = []
    for index in order[:LISTED]:
        fate = fates[index]
        share = int(fate.lasting.sum()) / whole
        kept = [(int(n), size) for n, size in zip(fate.lasting, opens, strict=True) if size]
        listed.append(
            Lasting(
                package=space.words(package_at(index, space.problem.sizes)),
                share=share,
                interval=(share, share)
                if is_certain
                else share_interval([n for n, _ in kept], [size for _, size in kept]),
                signed=int(fate.signed.sum()) / whole,
                self_enforcing=fate.self_enforcing / whole,
            )
        )
    return tuple(listed)


def _options(scenario: Scenario, fates: Mapping[int, Fate]) -> dict[str, dict[str, OptionFate]]:
    sizes = tuple(len(issue.options) for issue in scenario.issues)
    counts = [np.zeros((size, 3), dtype=np.int64) for size in sizes]
    for index, fate in fates.items():
        row = [int(fate.signed.sum()), int(fate.lasting.sum()), fate.self_enforcing]
        for place, option in enumerate(package_at(index, sizes)):
            counts[place][option] += row
    return {
        issue.id: {
            option.id: OptionFate(
                signed=int(signed),
                lasting=lasting / signed if signed else None,
                self_enforcing=calm / signed if signed else None,
            )
            for option, (signed, lasting, calm) in zip(issue.options, found.tolist(), strict=True)
        }
        for issue, found in zip(scenario.issues, counts, strict=True)
    }


def _survival(lived: Sequence[Lived]) -> tuple[float | None, ...]:
    """The product of the shares that last one step more, of those of which that can be said (Kaplan and Meier 1958)."""
    alive = np.sum([part.alive for part in lived], axis=0)
    at_risk = np.sum([part.at_risk for part in lived], axis=0)
    found: list[float | None] = []
    survives: float | None = 1.0
    for stays, n in zip(alive.tolist(), at_risk.tolist(), strict=True):
        if survives is not None and survives > 0:
            survives = survives * stays / n if n else None
        found.append(survives)
    return tuple(found)


def _broken(lived: Sequence[Lived]) -> dict[str, float]:
    """Who is first to refuse what was signed, as shares of what is broken."""
    counts: Counter[str] = Counter()
    broken = 0
    for part in lived:
        counts.update(part.broken_by)
        broken += sum(int((f.signed - f.lasting).sum()) for f in part.fates.values())
    return {
        who if who != OFF_THE_TABLE else "off the table": n / broken
        for who, n in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    }


def _talks(plan: Plan, openings: Sequence[tuple[tuple[str, ...], list[int]]]) -> tuple[Talks, ...]:
    """Hold talks where the zone most often opens: with those events, at the median step, numbers as they best are."""
    if not openings:
        return ()
    events, steps = openings[0]
    scenario = plan.stacked(events)
    now = Futures(1, {}, {})
    pair = np.array([[0, steps[(len(steps) - 1) // 2]]], dtype=np.intp)
    return talks(plan.draws(scenario, now, pair).scenario(scenario, 0))


def _at_the_end(plan: Plan) -> Scenario:
    """The scenario at the last step, as far as that is certain: dated events, and trends at their best slopes."""
    last = len(plan.dates) - 1
    dated = sorted(
        (event.on, k, event.id)
        for k, event in enumerate(plan.timeline.events)
        if event.on is not None
        and event.chance is None
        and not event.results
        and plan.first_step(event) <= last
    )
    scenario = plan.stacked(tuple(name for _, _, name in dated))
    pair = np.array([[0, last]], dtype=np.intp)
    moved = plan.draws(scenario, Futures(1, {}, {}), pair).scenario(scenario, 0)
    drift = {trend.change: trend.by.best for trend in plan.timeline.trends}
    actors = []
    for actor in moved.actors:
        by = drift.get(f"{actor.id}.influence")
        influence = actor.influence
        if by is not None and influence is not None:
            influence = Quantity.plain(
                min(max(influence.best + by * last, Fraction(0)), Fraction(100))
            )
        actors.append(changed(actor, influence=influence))
    return changed(moved, actors=tuple(actors))


def lived_through(findings: Findings) -> Simulation | None:
    """Live through the timeline of what `run` found something of; None where it has none."""
    return None if findings.scenario.timeline is None else _pictured(findings.scenario)


@lru_cache(maxsize=8)
def _pictured(scenario: Scenario) -> Simulation:
    return simulate(scenario)
