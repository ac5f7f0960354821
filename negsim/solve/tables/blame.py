"""Which constraints may be blamed, as bits of one mask, and what sets of them follow from one another.

A *blame* is the set of all constraints that a package violates of those that are asked: red lines, reservation values
and rules, as a Python integer. Engines gather the distinct blames; everything here works on these alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

import numpy as np

from negsim.errors import TooLarge
from negsim.solve.answer import Layer, Suspect
from negsim.solve.tables.bits import Words, words_for
from negsim.solve.tables.consent import Assembly, agreed, minimal_completions
from negsim.solve.tables.distinct import distinct
from negsim.solve.tables.problem import Problem

MOST_COMPLETIONS = 100_000  # sets of actors whose acceptance would let one package through


class Layout:
    """Which bit stands for which suspect: red lines actor by actor, then reservation values, then rules.

    Whom a package needs is told by more bits behind these, of the conditional actors of whom it matters whether their
    demands count by themselves or because they vote: who votes in a body, or has bodies. Demands of the others are
    blamed only where they are needed.
    """

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
        telling = [
            a
            for a in problem.consenting
            if problem.actors[a].consent == "when"
            and (a in problem.voters or problem.actors[a].bodies)
        ]
        self.need_bit = {a: len(self.suspects) + k for k, a in enumerate(telling)}
        self.n_bits = len(self.suspects) + len(telling)

    @cached_property
    def needs(self) -> int:
        """The mask of the bits that tell whom a package needs."""
        return sum(1 << place for place in self.need_bit.values())

    def of_layers(self, layers: Iterable[Layer]) -> int:
        """The mask of all suspects of some layers."""
        wanted = set(layers)
        return sum(1 << place for place, s in enumerate(self.suspects) if s.layer in wanted)

    def places(self, *, with_rules: bool) -> list[int]:
        """The bits that are to be told of a package: what is asked, and whom it needs."""
        asked = self.problem.asked
        told = [
            place
            for place, s in enumerate(self.suspects)
            if (with_rules if s.layer == "rules" else s.actor in asked)
        ]
        return [*told, *self.need_bit.values()]

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


class Juries:
    """Whose demands count against a package: of everyone that it needs, and of some who together are enough.

    Enough for the agreement, and for every body that is asked; who is outvoted, or whose votes nobody waits for, is
    left out. A *jury* is an inclusion-minimal set of actors beside those needed.
    """

    def __init__(self, layout: Layout) -> None:
        self.layout, problem = layout, layout.problem
        self.assembly = Assembly.of(problem)
        principals = problem.principals if problem.quota is None else ()
        self._always = frozenset(principals)
        self._apart = frozenset(
            a
            for a in problem.consenting
            if problem.actors[a].consent == "when" and a not in layout.need_bit
        )
        self._open = frozenset(problem.asked) - self._always - self._apart
        self._known: dict[tuple[frozenset[int], frozenset[int]], list[frozenset[int]]] = {}

    @property
    def is_one(self) -> bool:
        """Whether everyone asked is needed where its demands are blamed."""
        return not self._open

    def needed(self, blame: int) -> frozenset[int]:
        """The conditional actors of whom a blame tells that they are needed."""
        return frozenset(a for a, place in self.layout.need_bit.items() if blame >> place & 1)

    def beside(self, needed: frozenset[int]) -> frozenset[int]:
        """Who may be left out, where these conditional actors are needed."""
        return self._open - needed

    def of(self, needed: frozenset[int], guilty: frozenset[int]) -> list[frozenset[int]]:
        """The juries among some who object, where all others accept and these conditional actors are needed.

        Raises
        ------
        TooLarge
            Where there are more than `MOST_COMPLETIONS`.
        """
        if (needed, guilty) not in self._known:
            free = frozenset(self.layout.problem.asked) - guilty
            found = []
            for chosen in minimal_completions(self.assembly, free, guilty, needed):
                found.append(chosen)
                if len(found) > MOST_COMPLETIONS:
                    raise too_many_sets()
            self._known[needed, guilty] = found
        return self._known[needed, guilty]

    def sets_of(self, blame: int) -> Iterator[int]:
        """The sets of suspects that a package violates: one per jury."""
        of_actor, needed = self.layout.of_actor, self.needed(blame)
        blamed = blame & ~self.layout.needs
        if self.is_one:
            yield blamed
            return
        beside = self.beside(needed)
        guilty = frozenset(a for a in beside if blamed & of_actor[a])
        common = blamed & ~sum(of_actor[a] for a in beside)
        for chosen in self.of(needed, guilty):
            yield common | sum(blamed & of_actor[a] for a in chosen)


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
        "ask about fewer red lines and rules, or fix some issues with a variant",
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
        Packages per blame. A blame holds what is violated of everyone who is asked, not of all juries together.
    """

    def __init__(self, layout: Layout, counts: Mapping[int, int]) -> None:
        self.layout = layout
        self.juries = Juries(layout)
        self.masks = sorted(counts)
        self.counts = np.array([counts[mask] for mask in self.masks], dtype=np.int64)
        self._words = to_words(self.masks, layout.n_bits)

    def violated(self, suspect: int) -> Iterator[tuple[int, int]]:
        """Position of a blame and a set of suspects that its packages violate; several sets where juries differ."""
        kept = suspect | self.layout.needs
        for place, mask in enumerate(self.masks):
            for found in self.juries.sets_of(mask & kept):
                yield place, found

    def n_within(self, drop: int) -> int:
        """How many packages are let through once these constraints are gone."""
        return int(self.counts[self._is_free(drop)].sum())

    def _is_free(self, drop: int) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        layout, juries = self.layout, self.juries
        needs = to_words([layout.needs], layout.n_bits)
        rest = self._words & ~to_words([drop], layout.n_bits)
        if juries.is_one:
            return np.asarray(~(rest & ~needs).any(axis=1), dtype=bool)
        beside = sorted(juries.beside(frozenset()))
        outvotable = to_words([sum(layout.of_actor[a] for a in beside)], layout.n_bits)
        free = np.asarray(~(rest & ~outvotable & ~needs).any(axis=1), dtype=bool)
        # Who votes no matters only where nothing else is in the way.
        places = np.flatnonzero(free)
        rest = rest[places]
        marks = [layout.of_actor[a] for a in beside]
        marks += [1 << place for place in layout.need_bit.values()]
        columns = [(rest & to_words([mark], layout.n_bits)).any(axis=1) for mark in marks]
        kinds, group = distinct(np.column_stack(columns).astype(np.uint8))
        others = frozenset(layout.problem.asked).difference(beside)
        wins = []
        for kind in kinds:
            objects = dict(zip(beside, kind, strict=False))
            needed = [
                a for a, flag in zip(layout.need_bit, kind[len(beside) :], strict=True) if flag
            ]
            accepting = others.union(a for a, flag in objects.items() if not flag)
            wins.append(agreed(juries.assembly, accepting, needed))
        free[places] = np.array(wins, dtype=bool)[group]
        return free

    def n_opened(self, drop: int, suspect: int) -> int:
        """How many packages violate a subset of a set, among the suspects of some layers."""
        everything = (1 << len(self.layout.suspects)) - 1
        return self.n_within(drop | (everything & ~suspect))
