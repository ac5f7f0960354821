from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negsim.solve.sweep import dominance
from negsim.solve.sweep.dominance import above

# Up to which each way of comparing is taken: pairs one by one, points as bits, rows one by one.
WAYS = [(2**14, 64, 4), (0, 64, 4), (0, 8, 4), (0, 3, 0)]


@settings(max_examples=60)
@given(st.integers(0, 2**32 - 1), st.integers(0, 4), st.sampled_from(WAYS), st.booleans())
def test_partners_are_those_nowhere_below(
    seed: int, width: int, most: tuple[int, int, int], is_huge: bool
) -> None:
    rng = np.random.default_rng(seed)
    factor: Any = 2**70 if is_huge else 1
    span = rng.choice([6, 60])
    low = rng.integers(0, span, (rng.integers(0, 90), width)) * np.array(factor, dtype=object)
    high = rng.integers(0, span, (rng.integers(0, 90), width)) * np.array(factor, dtype=object)
    if not is_huge:
        low, high = low.astype(np.int64), high.astype(np.int64)
    weight: Any = rng.integers(1, rng.choice([2, 9]), len(high))
    if is_huge:
        weight = weight.astype(object) * 2**70
    partners = (low[:, None] <= high[None]).all(axis=2)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dominance, "ROWS", 50)
        for name, value in zip(("BRUTE", "LEAF", "FEW"), most, strict=True):
            patch.setattr(dominance, name, value)
        found = above(low, high, weight)
    expected = [sum(int(w) for w in weight[row]) for row in partners]
    assert [int(w) for w in found] == expected
