"""Minimal corrections by walking through all packages, as few of them listed as possible."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import islice, product

import numpy as np

from negsim.solve.answer import Conflicts, Layer
from negsim.solve.listing.scan import Block, Scan, Window
from negsim.solve.listing.violations import distinct_blames, distinct_rows, gather, violated
from negsim.solve.listing.walks import Stretch, Walks
from negsim.solve.tables import bits
from negsim.solve.tables.bits import Words
from negsim.solve.tables.blame import (
    Blames,
    Juries,
    Layout,
    minimal_sets,
    to_masks,
    to_words,
    too_many_sets,
)
from negsim.solve.tables.conflicts import Names, Near, Witnesses, conflicts, corrections_of
from negsim.solve.tables.consent import minimal_completions

JURIES = 64  # that are taken one by one
MOST_SETS = 30_000  # violated sets of which none holds another
SIEVED_BY = 64  # violated sets held against packages before these are listed


def explain(scan: Scan, layers: Sequence[Layer], names: Names, walks: Walks) -> Conflicts:
    """Minimal corrections and conflicts over the packages of a scan, which must suit the layers.

    Two walks: one finds the minimal violated sets, the other the packages that violate just one of them.
    """
    problem = scan.problem
    layout = Layout(problem)
    corrections = violated_sets(scan, layers, walks)
    witnesses = Witnesses(problem, layout)
    tally: dict[int, int] = {}
    if corrections and 0 not in corrections:
        for counted, near in walks.walk(scan, _bearing, (layers, corrections)):
            witnesses.merge(near)
            for mask, n in counted.items():
                tally[mask] = tally.get(mask, 0) + n
    return conflicts(Blames(layout, tally), layers, corrections, witnesses, names)


def violated_sets(scan: Scan, layers: Sequence[Layer], walks: Walks) -> list[int]:
    """The inclusion-minimal violated sets over the packages of a scan, as masks; smallest first."""
    antichain = _Antichain(Layout(scan.problem).n_bits)
    for masks in walks.walk(scan, _corrections, layers):
        antichain.add(masks)
    return antichain.masks


def _corrections(stretch: Stretch) -> list[int]:
    """The inclusion-minimal violated sets of a stretch, as masks; its layers are sought."""
    return Culprits(stretch.scan, stretch.sought).corrections(stretch)


def _bearing(stretch: Stretch) -> tuple[dict[int, int], Near]:
    """How many packages of a stretch bear each blame that holds just one correction, and the nearest of them."""
    layers, corrections = stretch.sought
    problem = stretch.scan.problem
    culprits = Culprits(stretch.scan, layers)
    witnesses = Witnesses(problem, culprits.layout)
    tally: dict[int, int] = {}
    juries, kept = Juries(culprits.layout), culprits.suspect | culprits.layout.needs
    wanted = set(corrections)
    known: dict[int, list[int]] = {}
    for block in culprits.bearing(corrections, stretch):
        distinct, group, counts = distinct_blames(block, culprits.layout, "rules" in layers)
        members: dict[int, list[int]] = {}
        for place, mask in enumerate(distinct):
            blamed = mask & kept
            if blamed not in known:
                known[blamed] = [found for found in juries.sets_of(blamed) if found in wanted]
            for drop in known[blamed]:
                members.setdefault(drop, []).append(place)
            if known[blamed]:
                tally[mask] = tally.get(mask, 0) + int(counts[place])
        for drop, places in members.items():
            near = block.only(np.isin(group, places))
            witnesses.offer(drop, near.packages(), near.vectors(problem.principals))
    return tally, witnesses.near


@dataclass(frozen=True)
class _Case:
    """Packages that need just some conditional actors, and what counts against them by one jury."""

    needs: tuple[tuple[int, bool], ...]  # bits of conditional actors, and whether they are needed
    places: tuple[int, ...]

    def words(self, window: Window, layout: Layout) -> Words:
        """The packages of a window that this is about."""
        words = window.selected
        for place, is_needed in self.needs:
            flags = violated(window, layout, place)
            words = words & (flags if is_needed else ~flags)
        return words


class Culprits:
    """What packages violate, of all that is suspect in some layers.

    Notes
    -----
    Per jury, a package that violates all of a set already known has nothing smaller to show, and 64 packages are asked
    at a step; the few that are left are listed. Where there are more than 64 juries every package is listed instead.
    """

    def __init__(self, scan: Scan, layers: Sequence[Layer]) -> None:
        self.scan, self.problem = scan, scan.problem
        self.layout = Layout(self.problem)
        self.layers = layers
        self.suspect = self.layout.of_layers(layers)
        self.n_bits = self.layout.n_bits
        cases = list(islice(self._cases(), JURIES + 1))
        self.cases = cases if len(cases) <= JURIES else None

    def _cases(self) -> Iterator[_Case]:
        juries, need_bit = Juries(self.layout), self.layout.need_bit
        for flags in product((False, True), repeat=len(need_bit)):
            needed = frozenset(a for a, flag in zip(need_bit, flags, strict=True) if flag)
            beside = juries.beside(needed)
            free = frozenset(self.problem.asked) - beside
            for jury in minimal_completions(juries.assembly, free, beside, needed):
                yield _Case(
                    tuple(zip(need_bit.values(), flags, strict=True)),
                    self._places(beside - jury),
                )

    def _places(self, left_out: frozenset[int]) -> tuple[int, ...]:
        """The bits that count: what is suspect, but for what some actors object to."""
        return tuple(
            place
            for place, s in enumerate(self.layout.suspects)
            if self.suspect >> place & 1
            and (s.actor < 0 or (s.actor in self.problem.asked and s.actor not in left_out))
        )

    def corrections(self, stretch: Stretch) -> list[int]:
        """The inclusion-minimal violated sets, as masks."""
        if self.cases is None:
            return self._corrections_by_listing(stretch)
        found = _Antichain(self.n_bits)
        for window in stretch.windows():
            for case in self.cases:
                self._sieve(window, case, found)
            if 0 in found.masks:
                return [0]
        return found.masks

    def _sieve(self, window: Window, case: _Case, found: _Antichain) -> None:
        places, against = case.places, sum(1 << place for place in case.places)
        tried: set[int] = set()
        left = case.words(window, self.layout)
        while True:
            useful = (m for m in found.masks if not m & ~against and m not in tried)
            sieve = list(islice(useful, SIEVED_BY))
            tried.update(sieve)
            for mask in sieve:
                flags = (violated(window, self.layout, p) for p in places if mask >> p & 1)
                left = left & ~reduce(np.bitwise_and, flags, np.full((1, 1), bits.FULL))
            rows = np.flatnonzero(left.any(axis=1))
            if not rows.size:
                return
            one_row = np.zeros_like(left)
            one_row[rows[0]] = left[rows[0]]
            left = left & ~one_row
            words = gather(window.block(one_row), self.layout, places)
            distinct, _, _ = distinct_rows(words)
            found.add(to_masks(distinct))

    def _corrections_by_listing(self, stretch: Stretch) -> list[int]:
        tally: dict[int, int] = {}
        for window in stretch.windows():
            block = window.block(window.selected)
            for mask in distinct_blames(block, self.layout, "rules" in self.layers)[0]:
                tally[mask] = 1
        return corrections_of(Blames(self.layout, tally), self.layers)

    def bearing(self, corrections: Sequence[int], stretch: Stretch) -> Iterator[Block]:
        """Blocks with every package that violates just one of the corrections, and perhaps others."""
        for window in stretch.windows():
            chosen = window.selected
            if self.cases is not None:
                chosen = np.zeros_like(chosen)
                for case in self.cases:
                    against = sum(1 << place for place in case.places)
                    drops = [mask for mask in corrections if not mask & ~against]
                    words = case.words(window, self.layout)
                    chosen |= self._bearing_just(window, words, case.places, drops)
            if chosen.any():
                yield window.block(chosen)

    def _bearing_just(
        self, window: Window, words: Words, places: Sequence[int], drops: Sequence[int]
    ) -> Words:
        """Of some packages those whose violated bits among some places are just one of several sets."""
        order = sorted(places, key=lambda p: -sum(mask >> p & 1 for mask in drops))
        found = np.zeros_like(window.selected)
        stack = [(words, list(drops), 0)] if drops else []
        while stack:
            words, masks, depth = stack.pop()
            if not words.any():
                continue
            if depth == len(order):
                found |= words
                continue
            flags = violated(window, self.layout, order[depth])
            having = [mask for mask in masks if mask >> order[depth] & 1]
            lacking = [mask for mask in masks if not mask >> order[depth] & 1]
            if having:
                stack.append((words & flags, having, depth + 1))
            if lacking:
                stack.append((words & ~flags, lacking, depth + 1))
        return found


class _Antichain:
    """Sets of which none holds another, smallest first."""

    def __init__(self, n_bits: int) -> None:
        self.n_bits = n_bits
        self.masks: list[int] = []
        self._words = to_words([], n_bits)
        self._seen: set[int] = set()

    def add(self, masks: Sequence[int]) -> None:
        fresh = [mask for mask in masks if mask not in self._seen]
        self._seen.update(fresh)
        new = [
            mask
            for mask, words in zip(fresh, to_words(fresh, self.n_bits), strict=True)
            if not ((self._words & words) == self._words).all(axis=1).any()
        ]
        if not new:
            return
        # No set held is within a new one, so only the new ones, among themselves and against those held, can sort out.
        new = minimal_sets(new, self.n_bits)
        if len(self.masks) + len(new) > MOST_SETS:
            raise too_many_sets()
        kept = np.ones(len(self.masks), dtype=bool)
        for words in to_words(new, self.n_bits):
            kept &= ((self._words & words) != words).any(axis=1)
        held = [mask for mask, stays in zip(self.masks, kept, strict=True) if stays]
        self.masks = sorted([*held, *new], key=lambda mask: (mask.bit_count(), mask))
        self._words = to_words(self.masks, self.n_bits)
