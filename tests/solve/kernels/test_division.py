"""Adjusted winner against a slow definition: of all divisions that give both as much, the one that gives most."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from random import Random

import pytest

from negsim.solve.kernels.division import Division, Points, adjusted_winner


def sheets(seed: int) -> list[Points]:
    """A few items, small whole points so that ties occur, either side adding up to the same."""
    draw = Random(seed)
    n = draw.randint(1, 6)
    mine = [draw.randint(0, 6) for _ in range(n)]
    yours = [draw.randint(0, 6) for _ in range(n)]
    mine[draw.randrange(n)] += 1
    yours[draw.randrange(n)] += 1
    return [
        (Fraction(a * sum(yours)), Fraction(b * sum(mine)))
        for a, b in zip(mine, yours, strict=True)
    ]


def most_for_both(items: list[Points]) -> Fraction:
    """The most that both can have alike: every whole division, with any one item cut.

    What maximises a common value under linear bounds does so at a corner, where at most one item is cut.
    """
    best = Fraction(-1)
    for owners in product((0, 1), repeat=len(items)):
        for cut, (mine, yours) in enumerate(items):
            fixed = [
                sum(
                    (item[p] for k, item in enumerate(items) if k != cut and owners[k] == p),
                    Fraction(0),
                )
                for p in (0, 1)
            ]
            # What makes both alike with this item cut.
            if mine + yours == 0:
                if fixed[0] == fixed[1]:
                    best = max(best, fixed[0])
                continue
            share = (fixed[1] + yours - fixed[0]) / (mine + yours)
            if 0 <= share <= 1:
                best = max(best, fixed[0] + share * mine)
    return best


def points_of(items: list[Points], found: Division) -> Points:
    mine = sum(
        (share * item[0] for share, item in zip(found.shares, items, strict=True)), Fraction(0)
    )
    yours = sum(
        ((1 - share) * item[1] for share, item in zip(found.shares, items, strict=True)),
        Fraction(0),
    )
    return mine, yours


@pytest.mark.parametrize("seed", range(150))
def test_adjusted_winner_is_equitable_efficient_envy_free_and_cuts_one_item_at_most(
    seed: int,
) -> None:
    items = sheets(seed)
    found = adjusted_winner(items)
    assert points_of(items, found) == found.points
    assert found.points[0] == found.points[1] == most_for_both(items)
    whole = sum((item[0] for item in items), Fraction(0))
    assert 2 * found.points[0] >= whole
    assert sum(0 < share < 1 for share in found.shares) <= 1
    assert [one.fraction for one in found.transfers[:-1]] == [1] * len(found.transfers[:-1])
    ratios = [one.ratio for one in found.transfers]
    assert ratios == sorted(ratios)


@pytest.mark.parametrize("seed", range(40))
def test_turning_the_parties_round_turns_the_points_round_and_nothing_else(seed: int) -> None:
    items = sheets(seed)
    turned = adjusted_winner([(yours, mine) for mine, yours in items])
    assert turned.points == adjusted_winner(items).points


def test_an_item_tied_goes_to_whoever_is_behind() -> None:
    items = [
        (Fraction(60), Fraction(20)),
        (Fraction(30), Fraction(30)),
        (Fraction(10), Fraction(50)),
    ]
    found = adjusted_winner(items)
    assert [float(points) for points in (*found.clear, *found.won)] == [60, 50, 60, 80]
    assert (found.tied, found.winners) == ((1,), (0, 1, 1))
    (only,) = found.transfers
    assert (only.item, only.giver, str(only.fraction), str(only.ratio)) == (1, 1, "1/3", "1")
