"""Which number, if known better, would settle it: Sobol indices, and the value of knowing each element."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
BINS = 16


@dataclass(frozen=True)
class Index:
    """How much of the variance a group of numbers makes: by itself (first), and with all its interactions (total)."""

    total: float
    total_interval: tuple[float, float]
    first: float
    first_interval: tuple[float, float]


def sobol_indices(
    columns: Sequence[str], answer: Callable[[Floats], Floats], size: int, seed: int
) -> dict[str, Index]:
    """Sobol indices of groups of numbers, with bootstrapped 95% intervals.

    Parameters
    ----------
    columns : sequence of str
        The group of each dimension of the unit cube.
    answer : callable
        Given points of shape (n, dimensions), one number for each.
    size : int
        A power of two; ``size * (groups + 2)`` points are asked for.
    seed : int

    Returns
    -------
    dict
        Group to its index; empty where the answer does not vary.

    Notes
    -----
    Estimators of Saltelli et al. 2010 on scrambled Sobol' points, as SALib (Iwanaga, Usher and Herman 2022) has them.
    """
    groups = list(dict.fromkeys(columns))
    if not groups:
        return {}
    from SALib.analyze.sobol import analyze
    from SALib.sample.sobol import sample

    names = [f"x{k}" for k in range(len(columns))]
    problem: dict[str, Any] = {
        "num_vars": len(columns),
        "names": names,
        "bounds": [[0.0, 1.0]] * len(columns),
        "groups": list(columns),
    }
    # SALib takes a seed of 0 for none at all.
    points = sample(problem, size, calc_second_order=False, scramble=True, seed=seed + 1)
    values = answer(points)
    if np.ptp(values) == 0:
        return {}
    with np.errstate(all="ignore"):
        found = analyze(problem, values, calc_second_order=False, num_resamples=200, seed=seed + 1)
    return {
        group: Index(*_estimate(found, "ST", k), *_estimate(found, "S1", k))
        for k, group in enumerate(groups)
    }


def _estimate(found: Any, key: str, place: int) -> tuple[float, tuple[float, float]]:
    value, half = float(found[key][place]), float(found[f"{key}_conf"][place])
    return value, (value - half, value + half)


def value_of_knowing(values: Floats, is_open: NDArray[np.bool_]) -> float:
    """How much less often one would be wrong about the zone if these numbers were known: expected value of information.

    Without them one says what is likelier, and errs in the rarer case. With them one says what is likelier among draws
    that are alike in them. Expected value of partial perfect information (Howard 1966; by grouping draws, Strong and
    Oakley 2013); several numbers are brought to one by a linear fit. What is likelier is learnt on one half of the
    draws and tried on the other, so that noise is worth nothing.

    Parameters
    ----------
    values : array
        Of shape (draws, numbers).
    is_open : array of bool

    Returns
    -------
    float
        Share of draws, 0 or more.
    """
    n = len(is_open)
    if n < 4 * BINS or is_open.all() or not is_open.any():
        return 0.0
    hits = is_open.astype(float)
    if values.shape[1] == 1:
        score = values[:, 0]
    else:
        design = np.column_stack([np.ones(n), values])
        score = design @ np.linalg.lstsq(design, hits, rcond=None)[0]
    rank = np.empty(n, dtype=np.intp)
    rank[np.lexsort((np.arange(n), score))] = np.arange(n)
    group = _groups(score, rank * BINS // n)
    even = np.arange(n) % 2 == 0
    wrong = 0.0
    for learn in (even, ~even):
        common = hits[learn].mean() >= 0.5
        says = np.full(group.max() + 1, common)
        seen = np.bincount(group[learn], minlength=len(says))
        opened = np.bincount(group[learn], hits[learn], minlength=len(says))
        says[seen > 0] = opened[seen > 0] * 2 >= seen[seen > 0]
        wrong += float((says[group[~learn]] != is_open[~learn]).sum())
    rarer = min(hits.mean(), 1 - hits.mean())
    return max(0.0, float(rarer - wrong / n))


def _groups(score: Floats, bins: NDArray[np.intp]) -> NDArray[np.intp]:
    """The groups: bins of equal size, but each value by itself where there are few, as for readings."""
    distinct, place = np.unique(score, return_inverse=True)
    return place.reshape(-1) if len(distinct) <= BINS else bins
