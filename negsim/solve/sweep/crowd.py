"""Whether counting would come to nothing: how many partial packages there are at least, told from some drawn ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negsim.solve.sweep.diagram import Diagram
from negsim.solve.sweep.nodes import Nodes, NodeSteps, backward, firsts_of, forward, keys_of
from negsim.solve.tables.efficient import in_order

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
    ahead = _kinds(
        left,
        [partial(forward, layer) for layer in diagram.layers],
        [(diagram.to_come[0][k + 1], diagram.to_come[1][k + 1]) for k in range(n)],
        capped,
    )
    behind = _kinds(
        right,
        [partial(backward, layer) for layer in reversed(diagram.layers)],
        [(diagram.so_far[0][k], diagram.so_far[1][k]) for k in reversed(range(n))],
        capped,
    )
    # Whoever is to come so far has to pass all that lies before: from the first place with too many on, all have them.
    crowded = next((k for k, kinds in enumerate(ahead) if kinds > most), n + 1)
    return any(kinds > most for kinds in islice(behind, n + 2 - crowded))


def _kinds(
    nodes: Nodes,
    ways: Sequence[Callable[[Nodes], NodeSteps]],
    bounds: Sequence[tuple[Bounds, Bounds]],
    capped: Capped,
) -> Iterator[float]:
    """At the beginning and after every issue, how many kinds of partial packages there are at least, about."""
    yield float(len(nodes))
    rng, is_whole = np.random.default_rng(SEED), True
    for way, (least, most) in zip(ways, bounds, strict=True):
        steps = way(nodes)
        sums, kept = capped(steps.state, steps.sums, least, most)
        places = np.flatnonzero(kept)
        if is_whole:
            # As long as one of each kind may stand there, they are counted instead of drawn.
            first = firsts_of(steps.state[places], sums[places])
            yield float(len(first))
            is_whole = len(first) <= DRAWN
            places = places[np.sort(first)]
            if not is_whole:
                places = places[np.sort(rng.integers(len(places), size=DRAWN))]
        else:
            if len(places) > DRAWN:
                places = places[np.sort(rng.permutation(len(places))[:DRAWN])]
            _, alike = np.unique(keys_of(steps.state[places], sums[places]), return_counts=True)
            pairs = int((alike * (alike - 1) // 2).sum())
            drawn, few = len(places), float(len(alike))
            told = drawn * (drawn - 1) / 2 / max(1, pairs) if drawn == DRAWN else few
            yield max(few, told)
        # Backward steps are sought by state.
        places = places[in_order(steps.state[places])]
        nodes = Nodes(steps.state[places], sums[places], np.ones(len(places), dtype=np.int64))
