"""What the packages of a window violate, and the distinct blames of a block."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from negsim.solve.listing.scan import Block, Window
from negsim.solve.tables.bits import Words, words_for
from negsim.solve.tables.blame import Layout, to_masks


def violated(window: Window, layout: Layout, place: int) -> Words:
    """Where what a bit stands for is so: a suspect violated, as far as it is asked, or a conditional actor needed."""
    if place >= len(layout.suspects):
        return window.needed(next(a for a, at in layout.need_bit.items() if at == place))
    suspect = layout.suspects[place]
    if suspect.layer == "rules":
        return window.broken(suspect.number)
    actor = suspect.actor
    if suspect.layer == "red_lines":
        words = window.crossed(window.scan.first_line[actor] + suspect.number)
    else:
        words = ~window.reaches(actor)
    is_apart = layout.problem.actors[actor].consent == "when" and actor not in layout.need_bit
    return words & window.needed(actor) if is_apart else words


def gather(block: Block, layout: Layout, places: Sequence[int]) -> Words:
    """Which of some bits each package has, as rows of words in the layout's order."""
    words = np.zeros((len(block), max(1, words_for(layout.n_bits))), dtype=np.uint64)
    for place in places:
        word, bit = divmod(place, 64)
        flags = block.where(violated(block.window, layout, place))
        words[:, word] |= flags.astype(np.uint64) << np.uint64(bit)
    return words


def distinct_blames(
    block: Block, layout: Layout, with_rules: bool
) -> tuple[list[int], NDArray[np.int64], NDArray[np.int64]]:
    """The distinct blames of a block, which one each package bears, and how many bear it."""
    words = gather(block, layout, layout.places(with_rules=with_rules))
    distinct, group, counts = distinct_rows(words)
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
