"""The zone, acceptances and coalitions of an instance, counted and nothing else: counting.py INSTANCE.yaml."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from negsim.language.load import loads
from negsim.solve.listing.counts import PackageCounts
from negsim.solve.listing.scan import Scan
from negsim.space.space import compile_scenario


def main(path: str) -> None:
    """Print what was counted."""
    problem = compile_scenario(loads(Path(path).read_text(), path)).problem
    counts = PackageCounts(problem)
    for window in Scan(problem).windows():
        counts.add(window)
    together = {" ".join(map(str, members)): n for members, n in counts.coalitions.items()}
    print(json.dumps({"zone": counts.zone, "accepted": counts.accepted, "coalitions": together}))


if __name__ == "__main__":
    main(sys.argv[1])
