"""Measure how work grows over the workers of a Dask scheduler on this machine: `python -m benchmarks.cluster`.

Ensembles, codings and minimal corrections, in one process without Dask and on 1, 2 and 4 workers; each must give the
same to the byte. The start of the cluster is left out, what is sent to its workers is not.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import distributed

import negsim
from benchmarks.families import Family, scenario
from negsim.language.model.scenario import Scenario
from negsim.questions.codings import codings
from negsim.questions.ensemble.find import ensemble
from negsim.questions.zone.find import run
from negsim.spread import Spread

WORKERS = (1, 2, 4)
DRAWS = 200_000
CODED = Family(
    "coded_3e8", *(14, 4, 4, 14), forbidden=3, red_lines=4, reservation_value=0.6, kind="dense"
)
EXPLAINED = Family(
    "empty_1e12_24_2", 20, 4, 3, 12, forbidden=6, red_lines=24, reservation_value=0.75, seed=2
)


@dataclass(frozen=True)
class Grown:
    """Seconds of one piece of work."""

    name: str
    alone: float
    on_workers: tuple[float, ...]  # as many as `WORKERS`
    are_same: bool


def _drawn(spread: Spread) -> str:
    found = ensemble(negsim.load("ukraine_2025").scenario, draws=DRAWS, spread=spread)
    return found.to_json()


def _coded(spread: Spread) -> str:
    found = codings(_scenario(CODED), spread=spread)
    return found.to_json()


def _explained(spread: Spread) -> str:
    return run(_scenario(EXPLAINED), engine="sweep", spread=spread).to_json()


def _scenario(family: Family) -> Scenario:
    return negsim.loads(scenario(family), f"{family.name}.yaml").scenario


WORK: dict[str, Callable[[Spread], str]] = {
    f"`ensemble ukraine_2025 --draws {DRAWS}`": _drawn,
    f"`codings`, {CODED.name}": _coded,
    f"`run` with minimal corrections, {EXPLAINED.name}": _explained,
}


def _seconds(work: Callable[[Spread], str], spread: Spread) -> tuple[float, str]:
    begun = time.perf_counter()
    found = work(spread)
    return time.perf_counter() - begun, found


def measured(workers: Sequence[int] = WORKERS) -> list[Grown]:
    """Measure every piece of work, alone and on so many workers each."""
    alone = {name: _seconds(work, Spread()) for name, work in WORK.items()}
    on: dict[str, list[float]] = {name: [] for name in WORK}
    same = dict.fromkeys(WORK, True)
    for count in workers:
        with distributed.LocalCluster(
            n_workers=count,
            threads_per_worker=1,
            processes=True,
            dashboard_address="127.0.0.1:0",
            host="127.0.0.1",
        ) as cluster:
            where = Spread(scheduler=cluster.scheduler_address)
            where.map(abs, [*range(2 * count)])  # they are there
            for name, work in WORK.items():
                seconds, found = _seconds(work, where)
                on[name].append(seconds)
                same[name] &= found == alone[name][1]
                print(f"{name}: {count} workers, {seconds:.1f} s", file=sys.stderr)
    return [Grown(name, alone[name][0], tuple(on[name]), same[name]) for name in WORK]


def main() -> None:
    """Measure, and print a line for each piece of work."""
    for one in measured():
        grown = ", ".join(
            f"{seconds:.1f} s on {count}"
            for count, seconds in zip(WORKERS, one.on_workers, strict=True)
        )
        same = "the same" if one.are_same else "NOT the same"
        print(f"{one.name}: {one.alone:.1f} s alone, {grown}; {same}")


if __name__ == "__main__":
    main()
