"""The long comparison: `python -m tests.comparison.long --count 100000 --seed 1`.

With `--of drafts` it compares `score`, `rank` and `profile` instead of `run` and what belongs to it. Seeds run from
`--seed` on, so that a stopped run goes on with `--seed` at the number last shown. Exit status 1 where negsim and the
oracle differ anywhere.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from tests.comparison import agreement, drafts

AT_ONCE = 50
SHOWN = 100


def compare_some(
    first: int, count: int, most_packages: int, most_stacks: int | None, beside: int, of: str
) -> list[str]:
    """Compare the scenarios of some seeds; a crash is a difference too."""
    told: list[str] = []
    with tempfile.TemporaryDirectory() as directory:
        for seed in range(first, first + count):
            try:
                if of == "drafts":
                    version = agreement.VERSIONS[seed % len(agreement.VERSIONS)]
                    told += drafts.disagreements(seed, Path(directory), version, most_packages)
                else:
                    told += agreement.disagreements(
                        seed, Path(directory), most_packages, most_stacks, seed % beside == 0
                    )
            except Exception as error:  # noqa: BLE001 - whatever happens is to be told with its seed
                told.append(f"seed {seed}: {type(error).__name__}: {error}")
    return told


def main(arguments: list[str] | None = None) -> int:
    """Compare, show progress on stderr and differences on stdout."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1000, help="how many scenarios")
    parser.add_argument("--seed", type=int, default=1, help="the first seed")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--most-packages", type=int, default=200)
    parser.add_argument(
        "--most-stacks", type=int, help="stacks of variants tried per scenario (default: all)"
    )
    parser.add_argument(
        "--beside",
        type=int,
        default=1,
        help="ask what is asked beside `run` of one scenario in so many (default: of each)",
    )
    parser.add_argument("--of", choices=["run", "drafts"], default="run", help="what is compared")
    wanted = parser.parse_args(arguments)
    end, differing, started = wanted.seed + wanted.count, 0, time.monotonic()
    firsts = range(wanted.seed, end, AT_ONCE)
    counts = [min(AT_ONCE, end - first) for first in firsts]
    packages = [wanted.most_packages] * len(firsts)
    stacks, beside = [wanted.most_stacks] * len(firsts), [wanted.beside] * len(firsts)
    of = [wanted.of] * len(firsts)
    with ProcessPoolExecutor(wanted.processes, mp_context=get_context("spawn")) as pool:
        for first, count, told in zip(
            firsts,
            counts,
            pool.map(compare_some, firsts, counts, packages, stacks, beside, of),
            strict=True,
        ):
            for line in told[: max(0, SHOWN - differing)]:
                print(f"\n{line}", flush=True)  # noqa: T201 - a command of its own
            differing += len(told)
            spent = time.monotonic() - started
            note = f"\rup to seed {first + count - 1:,}: {differing:,} differences, {spent:,.0f} s"
            print(note, end="", file=sys.stderr, flush=True)  # noqa: T201
    print(file=sys.stderr)  # noqa: T201
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
