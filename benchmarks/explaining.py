"""Why nothing is left, by sweeps, start and reading left out: explaining.py INSTANCE.yaml JOBS."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from negsim.language.load import loads
from negsim.solve.sweep.engine import explain
from negsim.solve.tables.conflicts import by_position
from negsim.space.space import compile_scenario
from negsim.spread import Spread


def main(path: str, jobs: int) -> None:
    """Print how many corrections and conflicts there are, and how long they took."""
    problem = compile_scenario(loads(Path(path).read_text(), path)).problem
    begun = time.perf_counter()
    spread = Spread(jobs) if jobs > 1 else None
    found = explain(problem, ("red_lines", "reservations"), by_position, elsewhere=spread)
    seconds = time.perf_counter() - begun
    numbers = {"corrections": found.total, "conflicts": len(found.minimal_conflicts)}
    print(json.dumps({**numbers, "seconds": seconds}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
