"""What some futures come to, step by step: who could sign when, and whether it would last."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negsim.questions.draws.sampling import Job, Unit, points
from negsim.questions.draws.stage import Bools, Stage
from negsim.questions.simulate.arrivals import NEVER
from negsim.questions.simulate.plan import Futures
from negsim.questions.simulate.world import Key, World, world
from negsim.solve.listing.numbering import index_of

OFF_THE_TABLE = ""  # what breaks a package that no actor refuses


@dataclass(frozen=True, eq=False)
class Fate:
    """What became of a package, summed over futures.

    Parameters
    ----------
    signed : array
        Per replicate, futures in which it is in the zone at the first opening.
    lasting : array
        Of these, those in which it stays there to the end.
    self_enforcing : int
        Of these, those in which nobody whose consent it needs would later rather walk away.
    """

    signed: NDArray[np.int64]
    lasting: NDArray[np.int64]
    self_enforcing: int


@dataclass(frozen=True, eq=False)
class Lived:
    """What some futures come to; arrays have a row per future and a column per step.

    Parameters
    ----------
    replicate : int
    is_open, is_open_on_red_lines : array of bool
    floor : array of float
        nan where the zone is empty.
    lone : array of bool
        Of shape (actors that are not advisory, futures, steps).
    falling : array of bool
        Whether a principal's reservation value is lower than a step before, of shape (principals, futures, steps).
    in_force : array of bool
        Of shape (events, futures, steps).
    first : sequence of tuple
        Per future that opens: its events in force at the first opening, and the step.
    fates : mapping
        Package index to its fate, of those in the zone at a first opening.
    alive, at_risk : array
        Per number of steps, pairs of a future and a package signed that last so long at least; and those that last one
        step less at least, in futures that are long enough to tell.
    broken_by : mapping
        Actor to pairs that it is (among) the first to refuse; the empty text where it is off the table.
    leaves : bool
        Whether some package leaves the zone from one step to the next.
    """

    replicate: int
    is_open: Bools
    is_open_on_red_lines: Bools
    floor: NDArray[np.float64]
    lone: Bools
    falling: Bools
    in_force: Bools
    first: Sequence[tuple[tuple[str, ...], int]]
    fates: Mapping[int, Fate]
    alive: NDArray[np.int64]
    at_risk: NDArray[np.int64]
    broken_by: Mapping[str, int]
    leaves: bool


def live(task: tuple[Job, tuple[Unit, ...]]) -> list[list[Lived]]:
    """Live through the futures of some units, many at a time: per unit, what they come to, in parts."""
    job, several = task
    made = world(job)
    found: list[list[Lived]] = [[] for _ in several]
    for batch in _batches(several, made.at_once):
        places = [points(made.plan.width, part, job.seed) for _, part in batch]
        futures = made.plan.futures(np.concatenate(places))
        units_of = [part for _, part in batch]
        for (k, _), lived in zip(
            batch, _lived(made, futures, made.keys(futures), units_of), strict=True
        ):
            found[k].append(lived)
    return found


def _batches(several: Sequence[Unit], size: int) -> list[list[tuple[int, Unit]]]:
    """Cut units where they have more futures than may be looked at at once, and put small ones together."""
    found: list[list[tuple[int, Unit]]] = [[]]
    room = size
    for k, unit in enumerate(several):
        for start in range(unit.start, unit.stop, size):
            part = replace(unit, start=start, stop=min(unit.stop, start + size))
            if part.stop - part.start > room:
                found.append([])
                room = size
            found[-1].append((k, part))
            room -= part.stop - part.start
    return found


@dataclass(frozen=True, eq=False)
class Followed:
    """Futures step by step, with the packages that are in the zone of some of them.

    Parameters
    ----------
    zone : array of bool
        Of shape (packages, futures, steps).
    place : array of int
        Per future, where the next two have it; they have those alone in which the zone opens.
    walks, refuses : array of bool
        Whether an actor needed has less than its reservation value, or refuses; of shape (actors, packages, futures
        that open, steps).
    is_open, is_open_on_red_lines, floor, lone, falling : array
        As in `Lived`.
    """

    zone: Bools
    place: NDArray[np.intp]
    walks: Bools
    refuses: Bools
    is_open: Bools
    is_open_on_red_lines: Bools
    floor: NDArray[np.float64]
    lone: Bools
    falling: Bools

    def some(self, start: int, stop: int) -> Followed:
        """Give those from one number to before another."""
        these = slice(start, stop)
        return Followed(
            zone=self.zone[:, these],
            place=self.place[these],
            walks=self.walks,
            refuses=self.refuses,
            is_open=self.is_open[these],
            is_open_on_red_lines=self.is_open_on_red_lines[these],
            floor=self.floor[these],
            lone=self.lone[:, these],
            falling=self.falling[:, these],
        )


def _followed(made: World, futures: Futures, keys: list[list[Key]]) -> Followed:
    plan = made.plan
    count, steps = futures.count, len(plan.dates)
    by_stage: dict[int, tuple[Stage, list[tuple[int, int]]]] = {}
    for future, row in enumerate(keys):
        for step, key in enumerate(row):
            reached = made.stage(key)
            by_stage.setdefault(id(reached), (reached, []))[1].append((future, step))
    parts = list(by_stage.values())
    rows, first_stage = made.rows, parts[0][0]
    n, n_actors = len(rows), len(first_stage.scenario.actors)
    principals = first_stage.problem.principals
    zone = np.zeros((n, count, steps), dtype=bool)
    is_open, on_red_lines = np.zeros((2, count, steps), dtype=bool)
    floor = np.full((count, steps), np.nan)
    lone = np.zeros((n_actors, count, steps), dtype=bool)
    falling = np.zeros((len(principals), count, steps), dtype=bool)
    worth = np.zeros((n_actors, count, steps))
    for reached, listed in parts:
        pairs = np.array(listed, dtype=np.intp)
        at = pairs[:, 0], pairs[:, 1]
        draws = plan.draws(reached.scenario, futures, pairs)
        outcome = reached.outcome(draws, each=True, blockers=made.blockers)
        is_open[at] = outcome.is_open
        on_red_lines[at] = outcome.is_open_on_red_lines
        floor[at] = outcome.floor
        of, here = _places(reached.packages, rows)
        zone[here[:, None], at[0], at[1]] = outcome.in_zone[of]
        for k, a in enumerate(reached.actors):
            lone[a][at] = outcome.lone_blocker[k]
        for a in range(n_actors):
            worth[a][at] = reached.reservation_values(a, draws)
    for k, a in enumerate(principals):
        falling[k][:, 1:] = worth[a][:, 1:] < worth[a][:, :-1] - 1e-12
    opens = np.asarray(is_open.any(axis=1), dtype=bool)
    place, walks, refuses = _stances(made, futures, parts, opens)
    return Followed(zone, place, walks, refuses, is_open, on_red_lines, floor, lone, falling)


def _stances(
    made: World,
    futures: Futures,
    parts: Sequence[tuple[Stage, list[tuple[int, int]]]],
    opens: Bools,
) -> tuple[NDArray[np.intp], Bools, Bools]:
    """How actors stand to every package, in those futures in which something is signed."""
    place = np.asarray(opens.cumsum() - 1, dtype=np.intp)
    n_actors = len(parts[0][0].scenario.actors)
    shape = n_actors, len(made.rows), int(opens.sum()), len(made.plan.dates)
    walks, refuses = np.zeros(shape, dtype=bool), np.zeros(shape, dtype=bool)
    for reached, listed in parts:
        pairs = np.array(listed, dtype=np.intp)
        pairs = pairs[opens[pairs[:, 0]]]
        if not len(pairs):
            continue
        at = place[pairs[:, 0]], pairs[:, 1]
        draws = made.plan.draws(reached.scenario, futures, pairs)
        whole = made.whole(reached)
        for a in reached.actors:
            needed, keeps, reaches = whole.stance(a, draws)
            walks[a][:, at[0], at[1]] = needed & ~reaches
            refuses[a][:, at[0], at[1]] |= needed & ~(keeps & reaches)
        for stopped, against in whole.stopped(draws):
            for voter, says_no in against.items():
                refuses[voter][:, at[0], at[1]] |= stopped & says_no
    return place, walks, refuses


def _lived(
    made: World, futures: Futures, keys: list[list[Key]], several: Sequence[Unit]
) -> Iterator[Lived]:
    """Follow futures in which nothing is signed; what is signed at a first opening, in those in which it is.

    They are those of several units, one after another, each of which is told by itself.
    """
    plan = made.plan
    followed = _followed(made, futures, keys)
    steps = np.arange(len(plan.dates))
    in_force = [futures.begins[name][:, None] <= steps for name in plan.comes]
    came = np.array(in_force, dtype=bool).reshape(len(plan.comes), *followed.is_open.shape)
    first_stage = made.stage(keys[0][0])
    names = [actor.id for actor in first_stage.scenario.actors]
    sizes = tuple(len(issue.options) for issue in first_stage.scenario.issues)
    signed, signed_keys = followed, keys
    if plan.heeds_signature and futures.places is not None:
        never = np.full(futures.count, NEVER, dtype=np.int64)
        opens = followed.is_open
        at = np.where(opens.any(axis=1), opens.argmax(axis=1), never)
        after = plan.futures(futures.places, at)
        signed_keys = made.keys(after)
        signed = _followed(made, after, signed_keys)
    start = 0
    for unit in several:
        stop = start + unit.stop - unit.start
        found = followed.some(start, stop)
        yield Lived(
            replicate=unit.replicate,
            is_open=found.is_open,
            is_open_on_red_lines=found.is_open_on_red_lines,
            floor=found.floor,
            lone=found.lone,
            falling=found.falling,
            in_force=came[:, start:stop],
            leaves=bool((found.zone[:, :, :-1] & ~found.zone[:, :, 1:]).any()),
            **_signed(
                signed.some(start, stop), signed_keys[start:stop], names, made.rows, sizes, unit
            ),
        )
        start = stop


def _signed(
    followed: Followed,
    keys: list[list[Key]],
    names: Sequence[str],
    rows: NDArray[np.intp],
    sizes: Sequence[int],
    unit: Unit,
) -> dict[str, Any]:
    """Follow the packages of each future's first opening."""
    zone, walks, refuses = followed.zone, followed.walks, followed.refuses
    _, count, steps = zone.shape
    alive, at_risk = np.zeros(steps, dtype=np.int64), np.zeros(steps, dtype=np.int64)
    broken: dict[str, int] = {}
    first: list[tuple[tuple[str, ...], int]] = []
    totals = np.zeros((3, len(rows)), dtype=np.int64)
    is_open: Bools = np.asarray(zone.any(axis=0), dtype=bool)
    for future in range(count):
        if not is_open[future].any():
            continue
        begin = int(is_open[future].argmax())
        first.append((keys[future][begin][0], begin))
        chosen = np.flatnonzero(zone[:, future, begin])
        stays = np.logical_and.accumulate(zone[chosen, future, begin:], axis=1)
        alive[: steps - begin] += stays.sum(axis=0)
        at_risk[0] += len(chosen)
        at_risk[1 : steps - begin] += stays[:, :-1].sum(axis=0)
        here = followed.place[future]
        calm = ~walks[:, chosen, here, begin:].any(axis=(0, 2))
        totals[0, chosen] += 1
        totals[1, chosen] += stays[:, -1]
        totals[2, chosen] += calm
        gone = np.flatnonzero(~stays[:, -1])
        step = begin + (~stays[gone]).argmax(axis=1)
        against = refuses[:, chosen[gone], here, step]
        told = [*zip(names, against.sum(axis=1), strict=True)]
        told.append((OFF_THE_TABLE, (~against.any(axis=0)).sum()))
        for who, number in told:
            if number:
                broken[who] = broken.get(who, 0) + int(number)
    fates = {}
    for k in np.flatnonzero(totals[0]):
        per = np.zeros((2, unit.replicate + 1), dtype=np.int64)
        per[:, unit.replicate] = totals[:2, k]
        fates[index_of(tuple(map(int, rows[k])), sizes)] = Fate(per[0], per[1], int(totals[2, k]))
    return {
        "first": first,
        "fates": fates,
        "alive": alive,
        "at_risk": at_risk,
        "broken_by": broken,
    }


def _places(
    packages: NDArray[np.intp], rows: NDArray[np.intp]
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Which packages are among some rows, and where there; both in package order."""
    where = {row.tobytes(): k for k, row in enumerate(np.ascontiguousarray(rows))}
    found = [where.get(row.tobytes(), -1) for row in np.ascontiguousarray(packages)]
    here = np.array(found, dtype=np.intp)
    of = np.flatnonzero(here >= 0)
    return of, here[of]
