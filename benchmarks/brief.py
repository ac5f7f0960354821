"""A brief, as `negsim run SCENARIO --out` writes it, and what takes its time: `python -m benchmarks.brief`."""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measure import Measured, measure

BRIEFS = ("harbour", "camp_david_1978", "jcpoa_2015", "ukraine_2025")
TIMES = 5  # of which the median is told
PROCESSORS = (1, 2)


@dataclass(frozen=True)
class Brief:
    """What a brief takes: all of the command on so many processors, and its parts in one process."""

    scenario: str
    packages: int
    pictures: int
    took: tuple[Measured, ...]  # the median run on as many processors as `PROCESSORS`
    parts: dict[
        str, float
    ]  # seconds of each question, of the pictures and pages, by what one waits for


def measured(names: Sequence[str] = BRIEFS, times: int = TIMES) -> list[Brief]:
    """Write the briefs of some shipped scenarios."""
    found = []
    for name in names:
        took = tuple(_median(name, processors, times) for processors in PROCESSORS)
        parts = measure([sys.executable, __file__, name]).found
        assert parts is not None
        counts = (took[0].found or {})["packages"]["total"], parts.pop("pictures")
        found.append(Brief(name, *counts, took, parts["seconds"]))
        told = ", ".join(f"{one.seconds:.1f} s" for one in took)
        print(f"{name}: {told}", file=sys.stderr)
    return found


def _median(name: str, processors: int, times: int) -> Measured:
    runs = []
    for _ in range(times):
        with tempfile.TemporaryDirectory() as folder:
            command = [sys.executable, __file__, name, str(processors), folder]
            runs.append(measure(command))
    assert all(one.found is not None for one in runs), [one.why_not for one in runs]
    return sorted(runs, key=lambda one: one.seconds)[times // 2]


def _written(name: str, processors: int, folder: str) -> None:
    """Write a brief as the command does, on so many processors; the result goes to standard output."""
    from negsim.cli import main

    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:processors])
    sys.exit(main(["run", name, "--out", folder, "--format", "json"]))


def _parts(name: str) -> None:
    """Ask and draw in one process, and print the seconds of each part."""
    import negsim
    from negsim.report.folder import write_brief
    from negsim.report.material import gather

    begun, waits_for, seconds = time.perf_counter(), "", dict[str, float]()

    def lap(following: str) -> None:
        nonlocal begun, waits_for
        now = time.perf_counter()
        if waits_for:
            seconds[waits_for] = seconds.get(waits_for, 0.0) + now - begun
        begun, waits_for = now, following

    scenario = negsim.load(name).scenario
    material = gather(scenario, progress=lambda _done, _of, following: lap(following))
    with tempfile.TemporaryDirectory() as folder:
        written = [one.path for one in write_brief(material, Path(folder), 10_000)]
    lap("")
    print(json.dumps({"seconds": seconds, "pictures": sum(p.suffix == ".png" for p in written)}))


if __name__ == "__main__":
    if len(sys.argv) == 4:
        _written(sys.argv[1], int(sys.argv[2]), sys.argv[3])
    elif len(sys.argv) == 2:
        _parts(sys.argv[1])
    else:
        for one in measured():
            print(one)
