"""Many sets of actors counted on the same halves, against each counted by itself."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings

from negsim.errors import TooLarge
from negsim.solve.sweep import agreements
from negsim.solve.sweep.agreements import Agreements
from negsim.solve.sweep.effort import Effort
from negsim.solve.sweep.sample import Counting
from negsim.solve.tables.consent import coalitions
from negsim.solve.tables.problem import Problem
from tests.solve.problems import actor, problem, problems, worth


@settings(max_examples=12)
@given(problems())
def test_sets_counted_together_are_those_counted_alone(p: Problem) -> None:
    together, alone = Agreements(p, Counting()), Agreements(p, Counting())
    sets = [(a,) for a in p.consenting] + list(coalitions(p))
    found = [together.of(members) for members in sets]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(agreements, "ALL_COALITIONS_UP_TO", 0)
        assert found == [alone.of(members) for members in sets]


@pytest.mark.parametrize("few", [0, 7])
def test_a_count_that_would_come_to_nothing_is_not_begun(
    monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    # All sets are estimated at once, or each by itself.
    monkeypatch.setattr(agreements, "FEW", few)
    gains = (101, 103, 107, 113, 127, 131, 137, 139)
    fine = [actor(*(worth(i, 0, g) for i, g in enumerate(gains)), reservation_value=480)] * 2
    p = problem((2,) * 8, *fine)
    exact, estimated = Counting(), Counting(Effort(sums=8))
    n = Agreements(p, exact).of((0, 1))
    assert not exact.has_estimated
    # Twice as many partial packages as may be weighed are already too many wherever the sides might meet.
    again = Agreements(p, estimated).of((0, 1))
    assert estimated.has_estimated
    assert again == pytest.approx(n, rel=0.05)
    assert n == sum(sum(taken) >= 480 for taken in product(*((0, g) for g in gains)))
    with pytest.raises(TooLarge, match="too many to count exactly"):
        Agreements(p, Counting(Effort(sums=8, may_estimate=False))).of((0, 1))
