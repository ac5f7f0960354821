"""What several sums can still come to together, which is less than what each could by itself.

Packages whose sums each reach their least reach the same for every weighted sum of them: a surrogate relaxation
(Glover 1968), with as many weights as there are rows here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negsim.solve.sweep.diagram import Diagram

EXACT = 2**52  # whole numbers up to here are exact as floats, which are multiplied soonest
ROWS = 2**16  # partial packages at a time
STEPS = 64  # of the descent to weights that leave out most
TIGHT = 8  # of those come by, the tightest
LARGEST = (
    2**17
)  # ways on in a diagram, of all states: beyond, that descent takes longer than it spares
FEW = 6  # sums of which any two are looked at together too

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Row:
    """A weighted sum of the first few sums of a diagram, and what it must come to."""

    weights: tuple[int, ...]  # none below 0
    least: int


class Together:
    """What weighted sums may still come to, from any state of a diagram on.

    Parameters
    ----------
    diagram
        Of the packages.
    n
        How many of its sums are weighed, from the first on.
    rows
        What must be reached besides what follows from the least of each sum. Those whose numbers outgrow what floats
        hold exactly are left out.
    """

    def __init__(self, diagram: Diagram, n: int, rows: Sequence[Row] = ()) -> None:
        bounds = [one.bound + one.farthest for one in diagram.sums[:n]]
        asked = [k for k, one in enumerate(diagram.sums[:n]) if one.at_least is not None]
        least = [one.at_least or 0 for one in diagram.sums[:n]]
        own = _implied(least, bounds, asked)
        tight = _tight(diagram, least, bounds, asked)
        held = [
            row
            for row in (*rows, *own, *tight)
            if diagram.dtype is not object
            and 4 * sum(w * b for w, b in zip(row.weights, bounds, strict=True)) < EXACT
        ]
        self.n, self.least = n, np.array([float(row.least) for row in held])
        self.weights = np.array([row.weights for row in held], dtype=float).reshape(-1, n).T
        self.most = _most(diagram, self.weights) if held else []

    def may_reach(self, state: NDArray[np.int64], sums: NDArray[Any], place: int) -> NDArray[Any]:
        """Which partial packages may still come to what each weighted sum must: (n,) of bool."""
        found = np.ones(len(state), dtype=bool)
        for begin in range(0, len(state) if self.most else 0, ROWS):
            part = slice(begin, begin + ROWS)
            reach = sums[part, : self.n].astype(float) @ self.weights
            reach += self.most[place][state[part]]
            found[part] = (reach >= self.least).all(axis=1)
        return found


def _implied(least: Sequence[int], bounds: Sequence[int], asked: Sequence[int]) -> list[Row]:
    """Of all sums that must reach something, of all but one, and of any two of few; each counting by its size."""
    if len(asked) < 2:
        return []
    largest = max(bounds[k] for k in asked)
    unit = max(1, EXACT // (8 * len(asked) * max(1, largest)))
    weight = {k: min(unit, max(1, largest // max(1, bounds[k]))) for k in asked}
    some: list[Sequence[int]] = [asked]
    if len(asked) > 2:
        some += [[k for k in asked if k != one] for one in asked]
    if 3 < len(asked) <= FEW:
        some += list(combinations(asked, 2))
    return [
        Row(
            tuple(weight[k] if k in those else 0 for k in range(len(least))),
            sum(weight[k] * least[k] for k in those),
        )
        for those in some
    ]


def _tight(
    diagram: Diagram, least: Sequence[int], bounds: Sequence[int], asked: Sequence[int]
) -> list[Row]:
    """Weights with which what is asked is hardest to reach, as the descent to the surrogate dual comes by them.

    Each step looks at a package that reaches most, and weighs more what that lacks (exponentiated gradients: Kivinen
    & Warmuth 1997). Any weights are right; these leave out most.
    """
    size = sum(layer.target.size for layer in diagram.layers)
    if len(asked) < 3 or diagram.is_empty or diagram.dtype is object or size > LARGEST:
        return []
    columns, unit = list(asked), np.array([max(1, bounds[k]) for k in asked], dtype=float)
    wanted = np.array([float(least[k]) for k in asked])
    part, found = np.full(len(asked), 1 / len(asked)), []
    for step in range(STEPS):
        held = np.zeros((len(least), 1))
        held[columns, 0] = part / unit
        over = (reaching_most(diagram, held)[columns] - wanted) / unit
        found.append((float(part @ over), part))
        part = part * np.exp(-over / max(float(np.abs(over).max()), 1e-300) / np.sqrt(1 + step))
        part = np.round(part / part.sum(), 6)  # so that every machine has the same
    found.sort(key=lambda one: one[0])
    rows = []
    for _, each in found[:TIGHT]:
        weights = [0] * len(least)
        for k, one in zip(asked, (each / unit * (EXACT / 16)).tolist(), strict=True):
            weights[k] = int(one)
        rows.append(Row(tuple(weights), sum(w * a for w, a in zip(weights, least, strict=True))))
    return rows


def reaching_most(diagram: Diagram, weights: Floats) -> Floats:
    """The first few sums of a package for which a weighted sum of them is largest."""
    most, state = _most(diagram, weights), 0
    sums = np.array(diagram.start_worth[: len(weights)], dtype=float)
    for place, layer in enumerate(diagram.layers):
        worth, after = layer.worth[state, :, : len(weights)], layer.target[state]
        reached = worth @ weights[:, 0] + most[place + 1][after, 0]
        best = int(np.where(after < 0, -np.inf, reached).argmax())
        sums += worth[best]
        state = int(after[best])
    return sums


def _most(diagram: Diagram, weights: Floats) -> list[Floats]:
    """Per layer and state, the most that each weighted sum still gains; at dead ends nothing."""
    found = [np.zeros((diagram.n_final, weights.shape[1]))]
    for layer in reversed(diagram.layers):
        worth = layer.worth[:, :, : len(weights)].astype(float) @ weights
        lost = layer.target < 0
        if not len(found[-1]):
            found.append(np.zeros((len(lost), weights.shape[1])))
            continue
        reached = np.where(lost[:, :, None], -np.inf, worth + found[-1][layer.target])
        best = reached.max(axis=1)
        found.append(np.where(np.isfinite(best), best, 0.0))
    return found[::-1]
