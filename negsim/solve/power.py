"""Voting power: how often each voter's votes decide, exactly.

The indices of Shapley & Shubik (1954) and of Banzhaf (1965), counted over weights rather than over coalitions: how many
coalitions of each size have each number of votes is one pass over the voters, and taking a voter out again is one
division (Brams & Affuso 1976). The cost grows with the voters times the numbers of votes that can be had.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from math import factorial, gcd

MOST_SUMS = 2_000_000  # numbers of votes times voters that are counted while somebody waits


@dataclass(frozen=True)
class VotingPower:
    """The power of each voter of a body, in the order of the votes.

    Parameters
    ----------
    winning : int
        Coalitions that have enough votes, the one of all among them.
    swings : tuple of int
        Per voter, the coalitions that have enough with it and not without it.
    shapley_shubik : tuple of Fraction
        Per voter, the share of all orders of the voters in which its votes are those that make enough; they sum to 1.
    """

    winning: int
    swings: tuple[int, ...]
    shapley_shubik: tuple[Fraction, ...]

    @property
    def banzhaf(self) -> tuple[Fraction, ...]:
        """Per voter, its share of all swings; they sum to 1."""
        return tuple(Fraction(own, sum(self.swings)) for own in self.swings)

    @property
    def is_veto(self) -> tuple[bool, ...]:
        """Per voter, whether nothing passes without it."""
        return tuple(own == self.winning for own in self.swings)


def voting_power(votes: Sequence[int], wanted: int) -> VotingPower | None:
    """Count in how many coalitions, and in how many orders, each voter's votes decide; None where that takes too long.

    Parameters
    ----------
    votes : sequence of int
        Of each voter, none negative.
    wanted : int
        How many are enough: one at least, and no more than there are.

    Examples
    --------
    Of 50, 49 and 1 votes with 51 wanted (a textbook case: Banzhaf gives 3/5, 1/5 and 1/5):

    >>> power = voting_power([50, 49, 1], 51)
    >>> power.winning, power.swings
    (3, (3, 1, 1))
    >>> [str(own) for own in power.shapley_shubik], [str(own) for own in power.banzhaf]
    (['2/3', '1/6', '1/6'], ['3/5', '1/5', '1/5'])
    """
    n = len(votes)
    unit = reduce(gcd, votes, 0) or 1
    weights, least = [own // unit for own in votes], -(-wanted // unit)
    if n * min(2**n, sum(weights) + 1) > MOST_SUMS:
        return None
    width = n + 1  # bits for a number of coalitions; a number of votes has one such number per size
    coalitions = {0: 1}
    for own in weights:
        more = dict(coalitions)
        for had, sizes in coalitions.items():
            more[had + own] = more.get(had + own, 0) + (sizes << width)
        coalitions = more
    ways = [Fraction(factorial(k) * factorial(n - 1 - k), factorial(n)) for k in range(n)]
    known: dict[int, tuple[int, Fraction]] = {}
    for own in set(weights):
        swings = _digits(_pivotal(coalitions, own, least, width), n, width)
        known[own] = (
            sum(swings),
            sum((s * w for s, w in zip(swings, ways, strict=True)), Fraction()),
        )
    winning = sum(
        sum(_digits(sizes, n + 1, width)) for had, sizes in coalitions.items() if had >= least
    )
    return VotingPower(
        winning,
        tuple(known[own][0] for own in weights),
        tuple(known[own][1] for own in weights),
    )


def _pivotal(coalitions: Mapping[int, int], own: int, least: int, width: int) -> int:
    """The coalitions, by size, of all but a voter with so many votes, to which these make enough."""
    if not own:
        return 0
    without: dict[int, int] = {}
    for had in sorted(coalitions):
        without[had] = coalitions[had] - (without.get(had - own, 0) << width)
    return sum(sizes for had, sizes in without.items() if least - own <= had < least)


def _digits(sizes: int, n: int, width: int) -> list[int]:
    return [(sizes >> (k * width)) & ((1 << width) - 1) for k in range(n)]
