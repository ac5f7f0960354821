"""Counting where integers no longer fit into floats."""

from __future__ import annotations

from math import comb

import numpy as np
import pytest

from negsim.solve.sweep.zone import zone_size
from tests.solve.problems import actor, problem, worth


@pytest.mark.parametrize("n", [60, 80])
def test_packages_and_options_beyond_2_to_the_53_are_counted_to_the_last_one(n: int) -> None:
    wanted = n // 2 + 1
    majority = actor(*(worth(issue, 0, 1) for issue in range(n)), reservation_value=wanted)
    found = zone_size(problem((2,) * n, majority))
    assert found.packages == sum(comb(n, k) for k in range(wanted, n + 1))
    chosen = sum(comb(n - 1, k - 1) for k in range(wanted, n + 1))
    assert found.options == ((found.packages - chosen, chosen),) * n


def test_few_kinds_of_partial_packages_are_counted_and_not_drawn(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(np.random, "default_rng", lambda *_: None)
    n = 400
    one = actor(worth(0, *range(10)), worth(1, *range(10)), reservation_value=17)
    assert zone_size(problem((10,) * n, one)).packages == 3 * 10 ** (n - 2)
