"""What the packages of a window violate, and the distinct blames of a block."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from negsim.solve.listing.scan import Block, Window
from negsim.solve.tables.bits import Words, words_for
from negsim.solve.tables.blame import Layout, to_masks


def violated(window: Window, layout: Layout, place: int) -> Words:
    """Where a suspect, given by its bit, is violated by packages that need its actor's consent."""
    suspect = layout.suspects[place]
    if suspect.layer == "rules":
        return window.broken(suspect.number)
    actor = suspect.actor
    if suspect.layer == "red_lines":
        words = window.crossed(window.scan.first_line[actor] + suspect.number)
    else:
        words = ~window.reaches(actor)
    is_principal = layout.problem.actors[actor].consent == "always"
    return words if is_principal else words & window.needed(actor)


def gather(block: Block, layout: Layout, places: Sequence[int]) -> Words:
    """Which of some suspects each package violates, as rows of words in the layout's order."""
    words = np.zeros((len(block), max(1, words_for(len(layout.suspects)))), dtype=np.uint64)
    for place in places:
        word, bit = divmod(place, 64)
        flags = block.where(violated(block.window, layout, place))
        words[:, word] |= flags.astype(np.uint64) << np.uint64(bit)
    return words


def distinct_blames(
    block: Block, layout: Layout, with_rules: bool
) -> tuple[list[int], NDArray[np.int64], NDArray[np.int64]]:
    """The distinct blames of a block, which one each package bears, and how many bear it."""
    places = [
        place
        for place, s in enumerate(layout.suspects)
        if (with_rules if s.layer == "rules" else layout.problem.actors[s.actor].consent != "never")
    ]
    distinct, group, counts = distinct_rows(gather(block, layout, places))
    return to_masks(distinct), group, counts


def distinct_rows(words: Words) -> tuple[Words, NDArray[np.int64], NDArray[np.int64]]:
    """The distinct rows, which of them each row is, and how often each occurs."""
    group = np.zeros(len(words), dtype=np.int64)
    for column in words.T:
        _, codes = np.unique(column, return_inverse=True)
        if len(codes):
            _, group = np.unique(group * (codes.max() + 1) + codes, return_inverse=True)
    _, place, counts = np.unique(group, return_index=True, return_counts=True)
    return words[place], group, counts
