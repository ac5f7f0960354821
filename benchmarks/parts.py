"""Seconds that the sweep takes for parts of an answer, start and reading left out: parts.py INSTANCE.yaml."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from negsim.errors import TooLarge
from negsim.language.load import loads
from negsim.solve.choose import width
from negsim.solve.sweep.zone import zone_frontier, zone_size
from negsim.solve.tables.bargaining import floor, solutions
from negsim.space.space import compile_scenario


def main(path: str) -> None:
    """Print what was found and how long it took."""
    problem = compile_scenario(loads(Path(path).read_text(), path)).problem
    principals = [problem.actors[a] for a in problem.principals]
    begun = time.perf_counter()
    front = zone_frontier(problem)
    least = None
    if len(front.vectors):
        picked = solutions(principals, front.vectors, under_quota=False)
        front.first_packages(list(picked.values()), 20)
        least = floor(principals, front.vectors)
    seconds = time.perf_counter() - begun
    found = {
        "frontier": int(front.counts.sum()),
        "vectors": len(front.vectors),
        "floor": None if least is None else float(least),
        "frontier_seconds": seconds,
        "width": width(problem),
    }
    begun = time.perf_counter()
    try:
        found["zone"] = zone_size(problem).packages
        found["zone_seconds"] = time.perf_counter() - begun
    except TooLarge:
        found["zone"] = None
    print(json.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1])
