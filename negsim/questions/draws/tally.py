"""What some draws come to, in sums that can be added, kept in a file and taken up again."""

from __future__ import annotations

import hashlib
import io
import json
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negsim.errors import InputError, quoted
from negsim.files import write_bytes
from negsim.language.model.scenario import Scenario
from negsim.questions.draws.listing import stage
from negsim.questions.draws.numbers import Unknowns, unknowns
from negsim.questions.draws.sampling import Unit, points, replicate_sizes
from negsim.questions.draws.stage import Stage
from negsim.questions.ensemble.ranks import Ranks, ranks

_FORM = 1  # of the file; raise it when what is kept, or how draws are made, changes


@dataclass(frozen=True, eq=False)
class Job:
    """What is drawn: sent to whoever does some of it."""

    scenario: Scenario
    draws: int
    seed: int
    mixed: bool
    key: str

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Job) and self.key == other.key

    @cached_property
    def unknowns(self) -> Unknowns:
        """What varies."""
        return unknowns(self.scenario, mix_readings=self.mixed)


@dataclass(frozen=True, eq=False)
class Tally:
    """Sums over some draws.

    Parameters
    ----------
    sizes, hits : tuple of int
        Per replicate: draws, and those with an open zone.
    on_red_lines : int
        Draws with an open red-line zone.
    lone : array
        Per actor that is not advisory, draws in which it alone keeps the zone empty.
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
    floors: NDArray[np.float64]
    in_zone: NDArray[np.int64]
    ranks: tuple[Ranks, ...]

    def plus(self, other: Tally) -> Tally:
        """Add those of other draws."""
        return Tally(
            sizes=tuple(a + b for a, b in zip(self.sizes, other.sizes, strict=True)),
            hits=tuple(a + b for a, b in zip(self.hits, other.hits, strict=True)),
            on_red_lines=self.on_red_lines + other.on_red_lines,
            lone=self.lone + other.lone,
            floors=np.concatenate([self.floors, other.floors]),
            in_zone=self.in_zone + other.in_zone,
            ranks=tuple(a.plus(b) for a, b in zip(self.ranks, other.ranks, strict=True)),
        )


def tally(task: tuple[Job, Unit]) -> Tally:
    """Draw a unit's numbers and add up what they come to."""
    job, unit = task
    weighed = _stage(job)
    draws = job.unknowns.draws(points(job.unknowns.width, unit, job.seed))
    outcome = weighed.outcome(draws)
    replicates = len(replicate_sizes(job.draws))
    place = [k == unit.replicate for k in range(replicates)]
    in_zone = np.zeros((replicates, len(weighed)), dtype=np.int64)
    in_zone[unit.replicate] = outcome.in_zone
    return Tally(
        sizes=tuple(draws.count * here for here in place),
        hits=tuple(int(outcome.is_open.sum()) * here for here in place),
        on_red_lines=int(outcome.is_open_on_red_lines.sum()),
        lone=outcome.lone_blocker.sum(axis=1),
        floors=outcome.floor[outcome.is_open],
        in_zone=in_zone,
        ranks=tuple(ranks(weighed, a, draws) for a in range(len(job.scenario.actors))),
    )


@lru_cache(maxsize=2)
def _stage(job: Job) -> Stage:
    draws = job.unknowns.draws(np.full((1, job.unknowns.width), 0.5))
    return stage(job.scenario, draws, mixed=job.mixed)


def fingerprint(scenario: Scenario, draws: int, seed: int, mixed: bool) -> str:
    """What tells a piece of work from every other."""
    said: dict[str, Any] = {"form": _FORM, "draws": draws, "seed": seed, "mixed": mixed}
    said |= {"scenario": scenario.to_plain(), "applied": scenario.applied}
    said |= {"fixed": [one.to_plain() for one in (*scenario.fixed, *scenario.excluded)]}
    return hashlib.sha256(json.dumps(said, default=str).encode()).hexdigest()


def write_state(path: Path, job: Job, rounds: int, found: Tally) -> None:
    """Keep what has been done, whole or not at all."""
    parts: dict[str, Any] = {
        "key": np.array(job.key),
        "rounds": np.array(rounds),
        "sizes": np.array(found.sizes),
        "hits": np.array(found.hits),
        "on_red_lines": np.array(found.on_red_lines),
        "lone": found.lone,
        "floors": found.floors,
        "in_zone": found.in_zone,
    }
    for k, one in enumerate(found.ranks):
        parts[f"counts{k}"], parts[f"weights{k}"] = one.counts, one.weights
    kept = io.BytesIO()
    np.savez(kept, **parts)
    write_bytes(path, kept.getvalue())


def saved(path: Path, job: Job) -> tuple[int, Tally] | None:
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
    return int(parts["rounds"]), Tally(
        sizes=tuple(int(n) for n in parts["sizes"]),
        hits=tuple(int(n) for n in parts["hits"]),
        on_red_lines=int(parts["on_red_lines"]),
        lone=parts["lone"],
        floors=parts["floors"],
        in_zone=parts["in_zone"],
        ranks=tuple(
            Ranks(parts[f"counts{k}"], parts[f"weights{k}"])
            for k in range(len(job.scenario.actors))
        ),
    )
