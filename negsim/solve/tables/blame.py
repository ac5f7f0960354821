"""Which constraints may be blamed, as bits of one mask, and what sets of them follow from one another.

A *blame* is the set of all constraints that a package violates of those whose consent it needs: red lines, reservation
values and rules, as a Python integer. Engines gather the distinct blames; everything here works on these alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

import numpy as np

from negsim.errors import TooLarge
from negsim.solve.answer import Layer, Suspect
from negsim.solve.tables.bits import Words, words_for
from negsim.solve.tables.consent import is_enough, minimal_completions
from negsim.solve.tables.problem import Problem


class Layout:
    """Which bit stands for which suspect: red lines actor by actor, then reservation values, then rules."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        lines = [
            Suspect("red_lines", a, k)
            for a, actor in enumerate(problem.actors)
            for k in range(len(actor.crossed))
        ]
        reservations = [Suspect("reservations", a, 0) for a in range(len(problem.actors))]
        rules = [Suspect("rules", -1, r) for r in range(len(problem.broken))]
        self.suspects = (*lines, *reservations, *rules)
        self.bit = {suspect: place for place, suspect in enumerate(self.suspects)}

    def of_layers(self, layers: Iterable[Layer]) -> int:
        """The mask of all suspects of some layers."""
        wanted = set(layers)
        return sum(1 << place for place, s in enumerate(self.suspects) if s.layer in wanted)

    @cached_property
    def of_actor(self) -> tuple[int, ...]:
        """Per actor, the mask of its red lines and its reservation value."""
        return tuple(
            sum(1 << place for place, s in enumerate(self.suspects) if s.actor == a)
            for a in range(len(self.problem.actors))
        )

    def members(self, mask: int) -> tuple[Suspect, ...]:
        """The suspects of a mask."""
        return tuple(s for place, s in enumerate(self.suspects) if mask >> place & 1)


def to_words(masks: Sequence[int], n_bits: int) -> Words:
    """Masks as rows of words, 64 bits each, lowest first."""
    width = max(1, words_for(n_bits))
    octets = b"".join(mask.to_bytes(8 * width, "little") for mask in masks)
    return np.frombuffer(octets, dtype="<u8").astype(np.uint64).reshape(len(masks), width)


def to_masks(words: Words) -> list[int]:
    """Rows of words as masks."""
    octets = words.astype("<u8").tobytes()
    width = 8 * words.shape[1]
    return [
        int.from_bytes(octets[i * width : (i + 1) * width], "little") for i in range(len(words))
    ]


def too_many_sets() -> TooLarge:
    """What is raised where the smallest sets of demands that stop packages are too many to be found."""
    return TooLarge.one(
        "the zone is empty, but too many sets of demands stop packages to find the smallest of them",
        "ask about fewer red lines, or fix some issues with a variant",
    )


def minimal_sets(masks: Iterable[int], n_bits: int) -> list[int]:
    """The inclusion-minimal sets of a family, smallest first."""
    ordered = sorted(set(masks), key=lambda mask: (mask.bit_count(), mask))
    rows = to_words(ordered, n_bits)
    place = np.arange(len(ordered))
    found = []
    while len(place):
        least = rows[0]
        found.append(ordered[int(place[0])])
        kept = ((rows & least) != least).any(axis=1)
        rows, place = rows[kept], place[kept]
    return found


class Blames:
    """The distinct blames of some packages, with how many packages have each.

    Parameters
    ----------
    layout
        What the bits mean.
    counts
        Packages per blame. Under a quota a blame holds what is violated of every principal, not of all together.
    """

    def __init__(self, layout: Layout, counts: Mapping[int, int]) -> None:
        self.layout = layout
        self.masks = sorted(counts)
        self.counts = np.array([counts[mask] for mask in self.masks], dtype=np.int64)
        self._words = to_words(self.masks, len(layout.suspects))

    def violated(self, suspect: int) -> Iterator[tuple[int, int]]:
        """Position of a blame and a set of suspects that its packages violate; several sets under a quota."""
        for place, mask in enumerate(self.masks):
            for found in self.sets_of(mask & suspect):
                yield place, found

    def sets_of(self, blamed: int) -> Iterator[int]:
        """The sets that a package violates: one, or one per inclusion-minimal winning set of principals."""
        layout, problem = self.layout, self.layout.problem
        if problem.quota is None:
            yield blamed
            return
        guilty = frozenset(a for a in problem.principals if blamed & layout.of_actor[a])
        common = blamed & ~sum(layout.of_actor[a] for a in problem.principals)
        for chosen in self._completions(guilty):
            yield common | sum(blamed & layout.of_actor[a] for a in chosen)

    def _completions(self, guilty: frozenset[int]) -> list[frozenset[int]]:
        if guilty not in self._known:
            problem = self.layout.problem
            free = set(problem.principals) - guilty
            self._known[guilty] = list(minimal_completions(problem, free, guilty))
        return self._known[guilty]

    @cached_property
    def _known(self) -> dict[frozenset[int], list[frozenset[int]]]:
        return {}

    def n_within(self, drop: int) -> int:
        """How many packages are let through once these constraints are gone."""
        return int(self.counts[self._is_free(drop)].sum())

    def _is_free(self, drop: int) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        problem, layout = self.layout.problem, self.layout
        n_bits = len(layout.suspects)
        rest = self._words & ~to_words([drop], n_bits)
        if problem.quota is None:
            return np.asarray(~rest.any(axis=1), dtype=bool)
        outvotable = to_words([sum(layout.of_actor[a] for a in problem.principals)], n_bits)
        free = ~(rest & ~outvotable).any(axis=1)
        satisfied = np.zeros((len(rest), len(problem.principals)), dtype=bool)
        for place, a in enumerate(problem.principals):
            satisfied[:, place] = ~(rest & to_words([layout.of_actor[a]], n_bits)).any(axis=1)
        kinds, group = np.unique(satisfied, axis=0, return_inverse=True)
        wins = [
            is_enough(problem, [a for a, ok in zip(problem.principals, kind, strict=True) if ok])
            for kind in kinds
        ]
        return np.asarray(free & np.array(wins, dtype=bool)[group.reshape(-1)], dtype=bool)

    def n_opened(self, drop: int, suspect: int) -> int:
        """How many packages violate a subset of a set, among the suspects of some layers."""
        everything = (1 << len(self.layout.suspects)) - 1
        return self.n_within(drop | (everything & ~suspect))
