"""What some draws come to, in sums that can be added, kept in a file and taken up again."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negsim.errors import InputError, quoted
from negsim.files import write_bytes
from negsim.questions.draws.listing import stage
from negsim.questions.draws.sampling import Job, Unit, points, replicate_sizes
from negsim.questions.draws.stage import DrawnOutcome, Stage
from negsim.questions.draws.values import Draws
from negsim.questions.ensemble.ranks import Ranks, ranks
from negsim.questions.zone.result import CRITERIA
from negsim.solve.answer import Criterion

Solutions = Mapping[Criterion, NDArray[np.intp]]


@dataclass(frozen=True, eq=False)
class DrawTally:
    """Sums over some draws.

    Parameters
    ----------
    sizes, hits : tuple of int
        Per replicate: draws, and those with an open zone.
    on_red_lines : int
        Draws with an open red-line zone.
    lone : array
        Per actor that is not advisory, draws in which it alone keeps the zone empty.
    same : array
        Per criterion of `CRITERIA`, open draws in which one of the base case's solutions is one of the draw's.
    floors : array
        Of the draws with a zone, in the order of the draws.
    in_zone : array
        Draws per replicate and package, of shape (replicates, packages).
    ranks : tuple of Ranks
        Per actor.
    """

    sizes: tuple[int, ...]
    hits: tuple[int, ...]
    on_red_lines: int
    lone: NDArray[np.int64]
    same: NDArray[np.int64]
    floors: NDArray[np.float64]
    in_zone: NDArray[np.int64]
    ranks: tuple[Ranks, ...]

    def plus(self, other: DrawTally) -> DrawTally:
        """Add those of other draws."""
        return DrawTally(
            sizes=tuple(a + b for a, b in zip(self.sizes, other.sizes, strict=True)),
            hits=tuple(a + b for a, b in zip(self.hits, other.hits, strict=True)),
            on_red_lines=self.on_red_lines + other.on_red_lines,
            lone=self.lone + other.lone,
            same=self.same + other.same,
            floors=np.concatenate([self.floors, other.floors]),
            in_zone=self.in_zone + other.in_zone,
            ranks=tuple(a.plus(b) for a, b in zip(self.ranks, other.ranks, strict=True)),
        )


def tally(task: tuple[Job, tuple[Unit, ...]]) -> list[DrawTally]:
    """Draw the numbers of some units, and add up what each comes to."""
    job, several = task
    return [_tally(job, unit) for unit in several]


def _tally(job: Job, unit: Unit) -> DrawTally:
    weighed, base = listed(job)
    draws = job.unknowns.draws(points(job.unknowns.width, unit, job.seed))
    outcome = weighed.outcome(draws, each=True, blockers=job.blockers)
    replicates = len(replicate_sizes(job.draws))
    place = [k == unit.replicate for k in range(replicates)]
    in_zone = np.zeros((replicates, len(weighed)), dtype=np.int64)
    in_zone[unit.replicate] = outcome.in_zone.sum(axis=1)
    return DrawTally(
        sizes=tuple(draws.count * here for here in place),
        hits=tuple(int(outcome.is_open.sum()) * here for here in place),
        on_red_lines=int(outcome.is_open_on_red_lines.sum()),
        lone=outcome.lone_blocker.sum(axis=1),
        same=_same(weighed, base, draws, outcome),
        floors=outcome.floor[outcome.is_open],
        in_zone=in_zone,
        ranks=tuple(ranks(weighed, a, draws) for a in range(len(job.scenario.actors))),
    )


def _same(stage: Stage, base: Solutions, draws: Draws, outcome: DrawnOutcome) -> NDArray[np.int64]:
    """Count the open draws in which a solution of the base case is one of the draw's, per criterion."""
    counts = np.zeros(len(CRITERIA), dtype=np.int64)
    for found in stage.solutions(outcome.in_zone, draws) if base else ():
        if found:
            counts += [bool(np.isin(found[name], base[name]).any()) for name in CRITERIA]
    return counts


@lru_cache(maxsize=2)
def listed(job: Job) -> tuple[Stage, Solutions]:
    """List the packages that could matter, and find the solutions of the base case among them."""
    best = job.unknowns.at_best()
    middle = job.unknowns.in_the_middle()
    found = stage(job.scenario, middle, mixed=job.mixed, blockers=job.blockers)
    return found, found.solutions(found.outcome(best, each=True).in_zone, best)[0]


def write_state(path: Path, job: Job, rounds: int, found: DrawTally) -> None:
    """Keep what has been done, whole or not at all."""
    parts: dict[str, Any] = {
        "key": np.array(job.key),
        "rounds": np.array(rounds),
        "sizes": np.array(found.sizes),
        "hits": np.array(found.hits),
        "on_red_lines": np.array(found.on_red_lines),
        "lone": found.lone,
        "same": found.same,
        "floors": found.floors,
        "in_zone": found.in_zone,
    }
    for k, one in enumerate(found.ranks):
        parts[f"counts{k}"], parts[f"weights{k}"] = one.counts, one.weights
    kept = io.BytesIO()
    np.savez(kept, **parts)
    write_bytes(path, kept.getvalue())


def saved(path: Path, job: Job) -> tuple[int, DrawTally] | None:
    """Take up what was kept: rounds done, and their sums; None where there is no file yet.

    Raises
    ------
    InputError
        The file is no such file, or belongs to other work.
    """
    if not path.exists():
        return None
    mend = (
        "name a file that is not there yet, or ask for the same draws, seed, variants and readings"
    )
    try:
        with np.load(path, allow_pickle=False) as kept:
            parts = {name: kept[name] for name in kept.files}
        key = str(parts["key"])
    except (OSError, ValueError, KeyError, EOFError):
        raise InputError.one(
            f"{quoted(str(path), 200)} keeps no draws of an ensemble", mend
        ) from None
    if key != job.key:
        raise InputError.one(f"{quoted(str(path), 200)} keeps the draws of something else", mend)
    return int(parts["rounds"]), DrawTally(
        sizes=tuple(int(n) for n in parts["sizes"]),
        hits=tuple(int(n) for n in parts["hits"]),
        on_red_lines=int(parts["on_red_lines"]),
        lone=parts["lone"],
        same=parts["same"],
        floors=parts["floors"],
        in_zone=parts["in_zone"],
        ranks=tuple(
            Ranks(parts[f"counts{k}"], parts[f"weights{k}"])
            for k in range(len(job.scenario.actors))
        ),
    )
