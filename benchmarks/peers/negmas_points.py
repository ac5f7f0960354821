"""NegMAS: all outcomes, their frontier, Nash and Kalai points. A program of its own, in an environment of its own.

Usage: negmas_points.py INSTANCE.json
"""

import json
import sys
from pathlib import Path

from negmas import LinearAdditiveUtilityFunction, make_issue, make_os
from negmas.preferences.ops import kalai_points, nash_points, pareto_frontier


def main(path):
    """Print how many outcomes are on the frontier, and its points."""
    plain = json.loads(Path(path).read_text())
    sizes = plain["sizes"]
    issues = [make_issue(n, name=f"i{k}") for k, n in enumerate(sizes)]
    space = make_os(issues)
    ufuns = []
    for actor in plain["actors"]:
        worth = {f"i{k}": dict.fromkeys(range(n), 0.0) for k, n in enumerate(sizes)}
        fixed = actor["offset"] / actor["scale"]
        for table in actor["tables"]:
            (issue,) = table["scope"]
            for option, value in enumerate(table["values"]):
                worth[f"i{issue}"][option] += value / actor["scale"]
        up, down = actor["reservation"]
        ufuns.append(
            LinearAdditiveUtilityFunction(
                worth, bias=fixed, outcome_space=space, reserved_value=up / down
            )
        )
    outcomes = list(space.enumerate_or_sample())
    front, _ = pareto_frontier(ufuns, outcomes=outcomes)
    ranges = [(0.0, 1.0)] * len(ufuns)
    nash = nash_points(ufuns, front, ranges=ranges)
    kalai = kalai_points(ufuns, front, ranges=ranges)
    print(json.dumps({"frontier": len(front), "nash": len(nash), "kalai": len(kalai)}))


if __name__ == "__main__":
    main(sys.argv[1])
