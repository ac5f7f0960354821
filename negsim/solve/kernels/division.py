"""Adjusted winner: how two parties share what can be divided, so that neither envies the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

Points = tuple[Fraction, Fraction]  # of either party


@dataclass(frozen=True)
class Transfer:
    """What is handed over to make the two equal.

    Parameters
    ----------
    item : int
    giver : int
        0 or 1; the other party receives.
    fraction : Fraction
        Of what the giver has of it; below 1 for the last transfer only.
    ratio : Fraction
        The giver's points over the receiver's.
    """

    item: int
    giver: int
    fraction: Fraction
    ratio: Fraction


@dataclass(frozen=True)
class Division:
    """Who has what in the end.

    Parameters
    ----------
    winners : tuple of int
        Per item, who has it before anything is handed over.
    tied : tuple of int
        Items on which both have the same points.
    clear, won : Points
        What each has before anything is handed over: without what is tied, and with it.
    transfers : tuple of Transfer
        In their order.
    shares : tuple of Fraction
        Per item, the first party's share of it; the second has the rest.
    points : Points
        What each has in the end, which is the same.
    """

    winners: tuple[int, ...]
    tied: tuple[int, ...]
    clear: Points
    won: Points
    transfers: tuple[Transfer, ...]
    shares: tuple[Fraction, ...]
    points: Points


def adjusted_winner(items: Sequence[Points]) -> Division:
    """Share items between two parties: equitable, envy-free and efficient, with at most one item cut.

    Parameters
    ----------
    items : sequence of Points
        Per item, what all of it is worth to each party; none below 0, and both add up to the same, above 0.

    Returns
    -------
    Division

    Notes
    -----
    The procedure of Brams & Taylor (1996, chapter 4). Each item goes to whoever has more points on it. Whoever is ahead
    then hands over items in the order of the ratio of its points to the other's, smallest first, until both have the
    same; the last one is cut. An item on which both have the same points goes, in the order given, to whoever is
    behind when its turn comes (the first party where neither is): the outcome is the same whoever has it first, since
    its ratio, 1, is the smallest there is.

    Examples
    --------
    >>> found = adjusted_winner([(Fraction(70), Fraction(40)), (Fraction(30), Fraction(60))])
    >>> [str(points) for points in found.points], [str(share) for share in found.shares]
    (['700/11', '700/11'], ['10/11', '0'])
    """
    tied = tuple(k for k, (mine, yours) in enumerate(items) if mine == yours)
    winners = [0 if mine > yours else 1 for mine, yours in items]
    won = [Fraction(0), Fraction(0)]
    for k, winner in enumerate(winners):
        if k not in tied:
            won[winner] += items[k][winner]
    clear = (won[0], won[1])
    for k in tied:
        winners[k] = 0 if won[0] <= won[1] else 1
        won[winners[k]] += items[k][winners[k]]
    transfers, points = _equalised(items, winners, won)
    shares = [Fraction(1 - winner) for winner in winners]
    for one in transfers:
        shares[one.item] = 1 - one.fraction if one.giver == 0 else one.fraction
    return Division(
        winners=tuple(winners),
        tied=tied,
        clear=clear,
        won=(won[0], won[1]),
        transfers=transfers,
        shares=tuple(shares),
        points=points,
    )


def _equalised(
    items: Sequence[Points], winners: Sequence[int], won: Sequence[Fraction]
) -> tuple[tuple[Transfer, ...], Points]:
    giver = 0 if won[0] >= won[1] else 1
    taker = 1 - giver
    # What the taker sees no worth in never helps it, and is never reached: giving all the rest would leave it ahead.
    candidates = [k for k, item in enumerate(items) if winners[k] == giver and item[taker] > 0]
    candidates.sort(key=lambda k: items[k][giver] / items[k][taker])
    points, transfers = list(won), []
    for k in candidates:
        gap = points[giver] - points[taker]
        if gap == 0:
            break
        worth = items[k][0] + items[k][1]
        fraction = min(Fraction(1), gap / worth)
        points[giver] -= fraction * items[k][giver]
        points[taker] += fraction * items[k][taker]
        transfers.append(Transfer(k, giver, fraction, items[k][giver] / items[k][taker]))
    return tuple(transfers), (points[0], points[1])
