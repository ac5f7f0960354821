"""Whether counting would come to nothing: how many partial packages there are at least, told from some drawn ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import accumulate
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negsim.solve.sweep.diagram import Diagram
from negsim.solve.sweep.nodes import Nodes, NodeSteps, backward, forward
from negsim.solve.tables.efficient import row_keys

DRAWN = 2**14
SEED = 20_250_118

Bounds = NDArray[Any]
Capped = Callable[
    [NDArray[np.int64], NDArray[Any], Bounds, Bounds], tuple[NDArray[Any], NDArray[np.bool_]]
]


def is_hopeless(diagram: Diagram, left: Nodes, right: Nodes, capped: Capped, most: float) -> bool:
    """Whether wherever partial packages from both ends may meet, there are more than so many of one side.

    Parameters
    ----------
    diagram
        Of the packages.
    left, right
        Where the two sides begin.
    capped
        What makes sums alike that count alike, and says which partial packages count at all: of states, their sums,
        and the least and most that the rest brings.
    most
        Partial packages that can be weighed.

    Notes
    -----
    Among n drawn from whatever distribution over N kinds, n(n - 1) / 2N pairs at least are alike, in the mean. So the
    pairs that are tell how many kinds there are at least. An answer that may be wrong by a little costs an exact count
    where `most` is only just enough, or the time that it would have saved.
    """
    n = len(diagram.layers)
    rng = np.random.default_rng(SEED)
    ahead = _kinds(
        left,
        [partial(forward, layer) for layer in diagram.layers],
        [(diagram.to_come[0][k + 1], diagram.to_come[1][k + 1]) for k in range(n)],
        capped,
        rng,
    )
    behind = _kinds(
        right,
        [partial(backward, layer) for layer in reversed(diagram.layers)],
        [(diagram.so_far[0][k], diagram.so_far[1][k]) for k in reversed(range(n))],
        capped,
        rng,
    )
    # Whoever is to come so far has to pass all that lies before.
    reached = [list(accumulate(kinds, max)) for kinds in (ahead, behind)]
    return all(max(reached[0][k], reached[1][n - k]) > most for k in range(n + 1))


def _kinds(
    nodes: Nodes,
    ways: Sequence[Callable[[Nodes], NodeSteps]],
    bounds: Sequence[tuple[Bounds, Bounds]],
    capped: Capped,
    rng: np.random.Generator,
) -> list[float]:
    """At the beginning and after every issue, how many kinds of partial packages there are at least, about."""
    found, is_whole = [float(len(nodes))], True
    for way, (least, most) in zip(ways, bounds, strict=True):
        steps = way(nodes)
        sums, kept = capped(steps.state, steps.sums, least, most)
        places = np.flatnonzero(kept)
        if is_whole:
            # As long as one of each kind may stand there, they are counted instead of drawn.
            _, first = np.unique(_keys(steps.state[places], sums[places]), return_index=True)
            found.append(float(len(first)))
            is_whole = len(first) <= DRAWN
            places = places[np.sort(first)]
            if not is_whole:
                places = places[np.sort(rng.integers(len(places), size=DRAWN))]
        else:
            if len(places) > DRAWN:
                places = places[np.sort(rng.permutation(len(places))[:DRAWN])]
            _, alike = np.unique(_keys(steps.state[places], sums[places]), return_counts=True)
            pairs = int((alike * (alike - 1) // 2).sum())
            drawn, few = len(places), float(len(alike))
            told = drawn * (drawn - 1) / 2 / max(1, pairs) if drawn == DRAWN else few
            found.append(max(few, told))
        # Backward steps are sought by state.
        places = places[np.argsort(steps.state[places], kind="stable")]
        nodes = Nodes(steps.state[places], sums[places], np.ones(len(places), dtype=np.int64))
    return found


def _keys(state: NDArray[np.int64], sums: NDArray[Any]) -> NDArray[Any]:
    """Keys that are alike where a state and its sums are."""
    keys: NDArray[Any] = row_keys(np.column_stack([state, sums]))
    return keys
