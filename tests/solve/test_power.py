"""Voting power: published values, and the definitions over all coalitions and all orders."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import combinations, permutations

import pytest

from negsim.solve.power import voting_power


def test_the_security_council_is_that_of_the_books() -> None:
    """Five permanent members with a veto, ten others, nine votes needed (Straffin 1994; Brams 1975)."""
    power = voting_power([7] * 5 + [1] * 10, 39)
    assert power is not None
    assert power.winning == 848
    assert power.shapley_shubik == (Fraction(421, 2145),) * 5 + (Fraction(4, 2145),) * 10
    assert power.banzhaf == (Fraction(106, 635),) * 5 + (Fraction(21, 1270),) * 10
    assert power.is_veto == (True,) * 5 + (False,) * 10


@pytest.mark.parametrize("seed", range(40))
def test_power_is_what_all_coalitions_and_all_orders_make_of_it(seed: int) -> None:
    rng = random.Random(seed)
    votes = [rng.randint(0, 9) * rng.choice([1, 6]) for _ in range(rng.randint(1, 6))]
    votes[0] += not any(votes)
    wanted, n = rng.randint(1, sum(votes)), len(votes)
    groups = [set(g) for size in range(n + 1) for g in combinations(range(n), size)]

    def wins(group: set[int]) -> bool:
        return sum(votes[k] for k in group) >= wanted

    swings = tuple(sum(wins(g) and not wins(g - {k}) for g in groups if k in g) for k in range(n))
    first = [0] * n
    orders = list(permutations(range(n)))
    for order in orders:
        first[next(k for i, k in enumerate(order) if wins(set(order[: i + 1])))] += 1
    power = voting_power(votes, wanted)
    assert power is not None
    assert power.winning == sum(map(wins, groups))
    assert power.swings == swings
    assert power.shapley_shubik == tuple(Fraction(own, len(orders)) for own in first)
    assert sum(power.banzhaf) == 1
    vetoes = [k for k in range(n) if not wins(set(range(n)) - {k})]
    assert [k for k in range(n) if power.is_veto[k]] == vetoes


def test_too_many_numbers_of_votes_are_not_counted() -> None:
    assert voting_power([10**k + k for k in range(40)], 10**39) is None
