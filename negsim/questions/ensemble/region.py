"""In which region of the numbers is the zone open? Scenario discovery by PRIM."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
PEEL = 0.05  # share of the draws inside that one peel takes off
LEAST = 0.1  # share of all draws that a box holds at least
LIMITS = 4  # a region that needs more limits than this is no region in words
DENSE = 0.95


@dataclass(frozen=True)
class Limit:
    """What a region asks of one number; None where it asks nothing on that side."""

    column: int
    at_least: float | None
    at_most: float | None


@dataclass(frozen=True)
class Region:
    """A box of numbers.

    Parameters
    ----------
    limits : tuple of Limit
        The one that matters most first.
    density : float
        Of the draws inside, how many are open.
    coverage : float
        Of the open draws, how many lie inside.
    mass : float
        Of all draws, how many lie inside.
    """

    limits: tuple[Limit, ...]
    density: float
    coverage: float
    mass: float


def open_region(values: Floats, is_open: NDArray[np.bool_]) -> Region | None:
    """Find a box of numbers in which the zone is open nearly always: PRIM (Friedman and Fisher 1999).

    Half of the draws find the box, the others say how dense it is. Peels five per cent of what is left at a time, off
    the side whose loss leaves the densest box, until it is 95% open or would hold less than a tenth of the draws. Then
    limits are let go, the least needed first, while the box stays as dense within one per cent; at most four are kept
    (as Bryant and Lempert 2010 ask, so that people can say them).

    Parameters
    ----------
    values : array
        Of shape (draws, numbers).
    is_open : array of bool

    Returns
    -------
    Region or None
        None where the zone is open in nearly all draws or nearly none, or no box is denser by five per cent than the
        whole.
    """
    share = float(is_open.mean()) if len(is_open) else 0.0
    if not values.shape[1] or len(is_open) < 200 or not 0.02 < share < 0.98:
        return None
    learn = np.arange(len(is_open)) < len(is_open) // 2
    box = _peeled(values[learn], is_open[learn])
    box = _simplified(box, values[learn], is_open[learn])
    found = _measured(box, values[~learn], is_open[~learn])
    return found if found.limits and found.density >= min(DENSE, share + 0.05) else None


def inside(limits: tuple[Limit, ...], values: Floats) -> NDArray[np.bool_]:
    """Which draws lie in a box."""
    flags = np.ones(len(values), dtype=bool)
    for limit in limits:
        column = values[:, limit.column]
        if limit.at_least is not None:
            flags &= column >= limit.at_least
        if limit.at_most is not None:
            flags &= column <= limit.at_most
    return flags


def _peeled(values: Floats, is_open: NDArray[np.bool_]) -> tuple[Limit, ...]:
    low, high = values.min(axis=0), values.max(axis=0)
    ends = low.copy(), high.copy()
    kept = np.arange(len(values))
    while is_open[kept].mean() < DENSE:
        best: tuple[float, int, bool, float] | None = None
        for column in range(values.shape[1]):
            inner = values[kept, column]
            for is_low, cut in (
                (True, np.quantile(inner, PEEL)),
                (False, np.quantile(inner, 1 - PEEL)),
            ):
                stays = inner > cut if is_low else inner < cut
                if stays.all() or stays.sum() < LEAST * len(values):
                    continue
                # The gain in density, per share of draws given up: discrete numbers may lose much at once.
                merit = float(is_open[kept][stays].mean())
                edge = float(inner[stays].min() if is_low else inner[stays].max())
                if best is None or merit > best[0]:
                    best = merit, column, is_low, edge
        if best is None or best[0] <= is_open[kept].mean():
            break
        _, column, is_low, edge = best
        (low if is_low else high)[column] = edge
        inner = values[kept, column]
        kept = kept[inner >= edge if is_low else inner <= edge]
    return tuple(
        Limit(
            column,
            None if low[column] <= ends[0][column] else float(low[column]),
            None if high[column] >= ends[1][column] else float(high[column]),
        )
        for column in range(values.shape[1])
        if low[column] > ends[0][column] or high[column] < ends[1][column]
    )


def _simplified(
    box: tuple[Limit, ...], values: Floats, is_open: NDArray[np.bool_]
) -> tuple[Limit, ...]:
    """Let go of sides that are not needed, then of whole limits until few are left; the most needed comes first."""

    def density(limits: tuple[Limit, ...]) -> float:
        flags = inside(limits, values)
        return float(is_open[flags].mean()) if flags.any() else 0.0

    goal = density(box) - 0.01
    while box:
        without = [(density(box[:k] + box[k + 1 :]), k) for k in range(len(box))]
        best, place = max(without, key=lambda one: (one[0], -one[1]))
        if best < goal and len(box) <= LIMITS:
            break
        box = box[:place] + box[place + 1 :]
    for k, limit in enumerate(box):
        for side in ("at_least", "at_most"):
            held = box[k]
            loose = (
                replace(held, at_least=None) if side == "at_least" else replace(held, at_most=None)
            )
            if loose.at_least is None and loose.at_most is None:
                continue
            trial = (*box[:k], loose, *box[k + 1 :])
            if getattr(limit, side) is not None and density(trial) >= goal:
                box = trial
    need = {limit: density(tuple(other for other in box if other != limit)) for limit in box}
    return tuple(sorted(box, key=lambda limit: (need[limit], limit.column)))


def _measured(box: tuple[Limit, ...], values: Floats, is_open: NDArray[np.bool_]) -> Region:
    flags = inside(box, values)
    within = int(is_open[flags].sum())
    return Region(
        limits=box,
        density=within / max(1, int(flags.sum())),
        coverage=within / max(1, int(is_open.sum())),
        mass=float(flags.mean()),
    )
