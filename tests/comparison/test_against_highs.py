"""Optima over spaces too large for the oracle, beside those of HiGHS, which is told the scenario in its own terms.

Linear because weights, scores and demands on pairs of options are: one variable of 0 or 1 per option.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp

import negsim
from negsim.questions.zone.find import Engine
from negsim.testing.yaml_text import to_yaml

TOLERANCE = 1e-6  # of the solver


@dataclass
class Talks:
    """Talks made up for both: options by position, scores in tenths."""

    sizes: list[int]
    weights: list[list[int]]  # actor, issue
    scores: list[list[list[int]]]  # actor, issue, option: tenths
    reservations: list[Fraction]
    kept: list[tuple[int, int, set[int]]]  # actor, issue, options it can live with
    apart: list[tuple[int, int, int, int, int]]  # actor, then two options that it refuses together

    def document(self) -> dict[str, Any]:
        """The scenario as a file has it."""
        lines: list[dict[str, Any]] = [{} for _ in self.weights]
        for k, (a, i, allowed) in enumerate(self.kept):
            options = " | ".join(f"o{o}" for o in sorted(allowed))
            lines[a][f"keeps_{k}"] = {"require": {f"i{i}": options}}
        for k, (a, i, o, j, p) in enumerate(self.apart):
            lines[a][f"apart_{k}"] = {"forbid": {f"i{i}": f"o{o}", f"i{j}": f"o{p}"}}
        return {
            "negsim": "1",
            "scenario": "talks",
            "issues": {
                f"i{i}": {"options": {f"o{o}": "as is" for o in range(size)}}
                for i, size in enumerate(self.sizes)
            },
            "actors": {
                f"a{a}": {
                    "reservation_value": str(self.reservations[a]),
                    "red_lines": lines[a],
                    "preferences": {
                        f"i{i}": {
                            "weight": str(weight),
                            "scores": {
                                f"o{o}": str(Fraction(score, 10))
                                for o, score in enumerate(self.scores[a][i])
                            },
                        }
                        for i, weight in enumerate(self.weights[a])
                    },
                }
                for a in range(len(self.weights))
            },
        }

    def rows(self) -> tuple[Any, list[LinearConstraint]]:
        """Utilities as rows over the variables, and what a package of the zone must meet."""
        starts = np.concatenate([[0], np.cumsum(self.sizes)])
        width = int(starts[-1])
        worth = np.zeros((len(self.weights), width))
        for a, weights in enumerate(self.weights):
            for i, weight in enumerate(weights):
                share = weight / sum(weights) / 10
                worth[a, starts[i] : starts[i + 1]] = share * np.array(self.scores[a][i])
        demands = []
        for i in range(len(self.sizes)):
            one = np.zeros(width)
            one[starts[i] : starts[i + 1]] = 1
            demands.append((one, 1.0, 1.0))
        for _, i, allowed in self.kept:
            one = np.zeros(width)
            one[[starts[i] + o for o in allowed]] = 1
            demands.append((one, 1.0, 1.0))
        for _, i, o, j, p in self.apart:
            one = np.zeros(width)
            one[starts[i] + o] = one[starts[j] + p] = 1
            demands.append((one, 0.0, 1.0))
        return worth, [LinearConstraint(*demand) for demand in demands]

    def best_sum(self) -> float | None:
        """The largest sum of utilities in the zone, None where it is empty."""
        worth, demands = self.rows()
        reached = LinearConstraint(worth, [float(r) - 1e-12 for r in self.reservations], np.inf)
        found = milp(
            -worth.sum(axis=0), constraints=[*demands, reached], integrality=1, bounds=Bounds(0, 1)
        )
        return None if found.x is None else -float(found.fun)

    def best_floor(self) -> float | None:
        """The largest smallest gain in the zone, None where it is empty."""
        worth, demands = self.rows()
        width = worth.shape[1]
        floor = np.zeros(width + 1)
        floor[-1] = -1
        demands = [LinearConstraint(np.append(np.asarray(d.A), 0), d.lb, d.ub) for d in demands]
        gains = np.hstack([worth, -np.ones((len(worth), 1))])
        demands.append(LinearConstraint(gains, [float(r) for r in self.reservations], np.inf))
        found = milp(
            floor,
            constraints=demands,
            integrality=np.append(np.ones(width), 0),
            bounds=Bounds(np.append(np.zeros(width), -1e-12), 1),
        )
        return None if found.x is None else -float(found.fun)


def made_up(rng: random.Random, issues: int, options: int, actors: int) -> Talks:
    """Talks whose zone is sometimes empty, now and then by a hair."""
    sizes = [rng.randint(options - 1, options + 1) for _ in range(issues)]
    kept: list[tuple[int, int, set[int]]] = []
    apart: list[tuple[int, int, int, int, int]] = []
    for a in range(actors):
        some = [(i, rng.randint(2, sizes[i] - 1)) for i in rng.sample(range(issues), 2)]
        kept += [(a, i, set(rng.sample(range(sizes[i]), number))) for i, number in some]
        for _ in range(6):
            i, j = rng.sample(range(issues), 2)
            apart.append((a, i, rng.randrange(sizes[i]), j, rng.randrange(sizes[j])))
    return Talks(
        sizes,
        [[rng.randint(0, 5) for _ in range(issues - 1)] + [1] for _ in range(actors)],
        [[[rng.randint(0, 10) for _ in range(s)] for s in sizes] for _ in range(actors)],
        [Fraction(rng.randint(9, 13), 20) for _ in range(actors)],
        kept,
        apart,
    )


CASES: list[tuple[int, int, Engine]] = [
    *((seed, 8, "enumerate") for seed in range(12)),
    *((seed, 8, "sweep") for seed in range(6)),
    *((seed, 14, "sweep") for seed in range(4)),
]


@pytest.mark.parametrize(("seed", "issues", "engine"), CASES)
def test_highs_finds_the_same_optima(seed: int, issues: int, engine: Engine) -> None:
    talks = made_up(random.Random(1000 * issues + seed), issues, 4, 3)
    found = negsim.loads(to_yaml(talks.document())).run(engine=engine)
    best_sum, best_floor = talks.best_sum(), talks.best_floor()
    assert (best_sum is None) == (not found.zone.is_open)
    assert (best_floor is None) == (not found.zone.is_open)
    if best_sum is None or best_floor is None:
        return
    deal = found.solutions["utilitarian"].deals[0]
    assert float(sum(deal.utilities.values())) == pytest.approx(best_sum, abs=TOLERANCE)
    assert found.floor is not None
    assert float(found.floor) == pytest.approx(best_floor, abs=TOLERANCE)


def test_the_talks_compared_are_open_and_closed() -> None:
    talks = [
        made_up(random.Random(1000 * issues + seed), issues, 4, 3) for seed, issues, _ in CASES
    ]
    closed = [one.best_sum() is None for one in talks]
    assert 3 <= sum(closed) <= len(closed) - 8
