from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from negsim.solve.sweep import dominance
from negsim.solve.sweep.dominance import Partners


@given(st.integers(0, 2**32 - 1), st.integers(0, 4), st.sampled_from([1, 7, 64]), st.booleans())
def test_partners_are_those_nowhere_below(seed: int, width: int, brute: int, is_huge: bool) -> None:
    rng = np.random.default_rng(seed)
    factor: Any = 2**70 if is_huge else 1
    low = rng.integers(0, 6, (rng.integers(0, 30), width)) * np.array(factor, dtype=object)
    high = rng.integers(0, 6, (rng.integers(0, 30), width)) * np.array(factor, dtype=object)
    if not is_huge:
        low, high = low.astype(np.int64), high.astype(np.int64)
    low_weight, high_weight = rng.integers(1, 9, len(low)), rng.integers(1, 9, len(high))
    is_partner = np.array([[bool((a <= b).all()) for b in high] for a in low], dtype=bool)
    is_partner = is_partner.reshape(len(low), len(high))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dominance, "BRUTE", brute)
        found = Partners(low, high, low_weight, high_weight)
    assert found.of_low.tolist() == (is_partner @ high_weight).tolist()
    assert found.of_high.tolist() == (low_weight @ is_partner).tolist()
