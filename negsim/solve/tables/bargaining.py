"""Bargaining solutions on a finite set of efficient vectors.

Gains are the nearest floats to exact rationals and are combined in the principals' order, so that whoever asks about
the same vectors is told the same; what differs by less than 1e-9 is a tie.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negsim.solve.answer import Criterion
from negsim.solve.tables.gains import gain_of_total, gain_ratios, utility_ratios
from negsim.solve.tables.problem import ActorTables

TIE = 1e-9


def nearly_best(values: NDArray[Any]) -> NDArray[np.bool_]:
    """Which numbers are within 1e-9 of the largest; the largest itself however large it is."""
    best = values.max(initial=-np.inf)
    return np.asarray((values == best) | (values > best - TIE), dtype=bool)


def leximin(values: NDArray[Any]) -> NDArray[np.bool_]:
    """Rows whose smallest entry is largest; among these, whose second smallest is; and so on.

    Parameters
    ----------
    values
        Of shape (n, entries). At each position, rows within 1e-9 of the best of those still kept stay.

    Returns
    -------
    A mask over the rows; all of them where there are no entries.
    """
    ordered = np.sort(values, axis=1)
    kept = np.ones(len(values), dtype=bool)
    for column in ordered.T if len(values) else ():
        kept[kept] = nearly_best(column[kept])
    return kept


def nash_bargaining_solution(gains: NDArray[Any], can_gain: Sequence[bool]) -> NDArray[np.bool_]:
    """Vectors with the largest product of gains, of those principals that can gain.

    Nash 1950, of n persons as Harsanyi 1959 has it, taken to finite sets. Where the largest product is 0, all vectors
    tie: see `is_undecided`.
    """
    products = np.ones(len(gains))
    for column, is_counted in zip(gains.T, can_gain, strict=True):
        if is_counted:
            products = products * column
    best = products.max(initial=-np.inf)
    return np.asarray((products == best) | (best - products < TIE * abs(best)), dtype=bool)


def kalai_smorodinsky_solution(gains: NDArray[Any], can_gain: Sequence[bool]) -> NDArray[np.bool_]:
    """Vectors whose gains, each as a share of the principal's best, are leximin-largest.

    Kalai & Smorodinsky 1975, lexicographic as in Imai 1983, taken to finite sets; who cannot gain is left out.
    """
    counted = gains[:, list(can_gain)]
    return leximin(counted / counted.max(axis=0)) if len(gains) else np.zeros(0, dtype=bool)


def egalitarian_solution(gains: NDArray[Any]) -> NDArray[np.bool_]:
    """Vectors whose gains are leximin-largest: Kalai 1977, lexicographic as in Chun & Peters 1988."""
    return leximin(gains)


def utilitarian_solution(utilities: NDArray[Any]) -> NDArray[np.bool_]:
    """Vectors with the largest sum of utilities."""
    sums = np.zeros(len(utilities))
    for column in utilities.T:
        sums = sums + column
    return nearly_best(sums)


def solutions(
    principals: Sequence[ActorTables], vectors: NDArray[Any], *, under_quota: bool
) -> Mapping[Criterion, NDArray[np.bool_]]:
    """Which efficient vectors of the zone each criterion picks.

    Parameters
    ----------
    principals
        Whose totals the columns hold.
    vectors
        Integer totals, of shape (n, principals).
    under_quota
        Whether principals may be outvoted: then Nash and Kalai-Smorodinsky look only where none loses.

    Returns
    -------
    Masks over the rows.
    """
    gains = _columns(
        [gain_ratios(a, v) for a, v in zip(principals, vectors.T, strict=True)], vectors
    )
    worth = [utility_ratios(a, v) for a, v in zip(principals, vectors.T, strict=True)]
    fair = _fair(principals, vectors, under_quota=under_quota)
    can_gain = _can_gain(principals, vectors[fair])
    return {
        "nash": _within(fair, nash_bargaining_solution(gains[fair], can_gain)),
        "kalai_smorodinsky": _within(fair, kalai_smorodinsky_solution(gains[fair], can_gain)),
        "egalitarian": egalitarian_solution(gains),
        "utilitarian": utilitarian_solution(_columns(worth, vectors)),
    }


def is_undecided(
    principals: Sequence[ActorTables], vectors: NDArray[Any], *, under_quota: bool
) -> bool:
    """Whether the largest product of gains is 0, so that by Nash's criterion all vectors tie; parameters as above."""
    among = vectors[_fair(principals, vectors, under_quota=under_quota)]
    can_gain = _can_gain(principals, among)
    all_gain = np.ones(len(among), dtype=bool)
    for actor, column, is_counted in zip(principals, among.T, can_gain, strict=True):
        if is_counted:
            is_more = gain_of_total(actor, actor.threshold) == 0
            all_gain &= np.asarray(column >= actor.threshold + is_more, dtype=bool)
    return any(can_gain) and not all_gain.any()


def _fair(
    principals: Sequence[ActorTables], vectors: NDArray[Any], *, under_quota: bool
) -> NDArray[np.bool_]:
    """Where nobody loses, where somebody may; elsewhere everywhere."""
    fair = np.ones(len(vectors), dtype=bool)
    if under_quota:
        for actor, column in zip(principals, vectors.T, strict=True):
            fair &= np.asarray(column >= actor.threshold, dtype=bool)
    return fair


def _can_gain(principals: Sequence[ActorTables], among: NDArray[Any]) -> list[bool]:
    """Whether each can gain; asked of the exact integers, since a gain too small for a float is a gain."""
    return [
        bool(len(column)) and gain_of_total(actor, int(column.max())) > 0
        for actor, column in zip(principals, among.T, strict=True)
    ]


def _columns(columns: Sequence[NDArray[Any]], vectors: NDArray[Any]) -> NDArray[Any]:
    return np.stack(columns, axis=1) if columns else np.zeros((len(vectors), 0))


def _within(fair: NDArray[np.bool_], picked: NDArray[np.bool_]) -> NDArray[np.bool_]:
    mask = fair.copy()
    mask[fair] = picked
    return mask


def floor(principals: Sequence[ActorTables], vectors: NDArray[Any]) -> Fraction | None:
    """The largest smallest gain among vectors; None where there are none, or no principals."""
    if not len(vectors) or not principals:
        return None
    return max(
        min(gain_of_total(actor, int(t)) for actor, t in zip(principals, row, strict=True))
        for row in vectors
    )
