"""All ways to code some demands, in one piece of work: how many are open, and what excludes what in the others.

A *coding* takes one choice of every line. What a package violates, every choice being a suspect of its own, says in
which codings it goes through; so the inclusion-minimal violated sets say all, whatever the number of packages. Lines
are settled one after another; codings that leave the same sets to fear share the rest of the work, as in a decision
diagram of several values (Srinivasan, Ham, Malik & Brayton 1990).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import product
from math import prod

import numpy as np

from negsim.solve.tables.blame import minimal_sets
from negsim.solve.tables.hitting import Unfinished, minimal_hitting_sets

MOST_WORK = 30_000_000  # sets looked at in one count
ALWAYS = 100_000  # codings that are gone through whatever the work
COMPARED = 40  # sets that are compared with one another one by one
MOST_STEPS = 1_000_000  # of one search for conflicts
MOST_BITS = 63  # of a mask that numpy can hold

Masks = frozenset[int]


@dataclass(frozen=True)
class CodedLine:
    """A demand, and what each of its choices draws: the bit of a suspect, or 0 where it draws no line."""

    bits: tuple[int, ...]

    @property
    def all(self) -> int:
        """The bits of all its choices."""
        return sum(self.bits)


@dataclass(frozen=True)
class Knots:
    """What excludes what in the codings that red lines close.

    Parameters
    ----------
    within : mapping
        Sets of lines, as masks of their places: in how many codings each is a minimal conflict.
    alone : mapping
        The same: in how many it is the only one.
    """

    within: Mapping[int, int] = field(default_factory=dict)
    alone: Mapping[int, int] = field(default_factory=dict)


def n_codings(lines: Sequence[CodedLine]) -> int:
    """How many codings there are."""
    return prod(len(line.bits) for line in lines)


def open_weight(
    sets: Iterable[int], lines: Sequence[CodedLine], weights: Sequence[Sequence[Fraction | int]]
) -> Fraction | int | None:
    """The weight of all codings in which some package goes through; None where that is out of reach.

    Parameters
    ----------
    sets
        The violated sets, as masks; bits of no line count against a package in every coding.
    lines
    weights
        Per line, the weight of each choice; a coding weighs the product. All 1: a count.
    """
    possible, every = list(sets), sum(line.all for line in lines)
    states: dict[Masks, Fraction | int] = {_least(m for m in possible if not m & ~every): 1}
    order = sorted(range(len(lines)), key=lambda d: -sum(bool(m & lines[d].all) for m in possible))
    left = prod(sum(weights[d]) for d in order)
    whole: Fraction | int = 0
    work, allowed = 0, _allowed(lines, possible)
    for d in [*order, None]:
        following: dict[Masks, Fraction | int] = {}
        for masks, weight in states.items():
            if 0 in masks:
                whole += weight * left
            elif masks and d is not None:
                work += len(masks) * len(lines[d].bits)
                if work > allowed:
                    return None
                for bit, share in zip(lines[d].bits, weights[d], strict=True):
                    if share:
                        rest = _least(m & ~lines[d].all for m in masks if not m & bit)
                        following[rest] = following.get(rest, 0) + weight * share
        if d is not None:
            total = sum(weights[d])
            left = left / total if isinstance(left, Fraction) else left // total
        states = following
    return whole


def knots(sets: Iterable[int], lines: Sequence[CodedLine]) -> Knots | None:
    """Count the minimal conflicts of every coding that is closed; None where that is out of reach."""
    possible = list(sets)
    width = max((m.bit_length() for m in [*possible, *(line.all for line in lines)]), default=0)
    states: dict[Masks, int] = {_least(possible): 1} if possible else {}
    # Lines that few packages mind come first: they part the codings least.
    order = sorted(range(len(lines)), key=lambda d: sum(bool(m & lines[d].all) for m in possible))
    work, allowed = 0, _allowed(lines, possible)
    for d in order:
        following: dict[Masks, int] = {}
        mark, every = 1 << (width + d), lines[d].all
        for masks, times in states.items():
            work += len(masks) * len(lines[d].bits)
            if work > allowed:
                return None
            for bit in lines[d].bits:
                rest = _least(
                    (m & ~every) | (mark if m & bit else 0) if m & every else m for m in masks
                )
                following[rest] = following.get(rest, 0) + times
        states = following
    return _counted(states, width)


def drawn_codings(
    lines: Sequence[CodedLine], draws: int, rng: np.random.Generator
) -> list[tuple[int, ...]]:
    """Draw codings, each as likely as any other: a choice per line."""
    chosen = [rng.integers(len(line.bits), size=draws) for line in lines]
    return [tuple(int(column[k]) for column in chosen) for k in range(draws)]


def every_coding(lines: Sequence[CodedLine]) -> Iterator[tuple[int, ...]]:
    """All codings: a choice per line, the last line's changing first."""
    return product(*(range(len(line.bits)) for line in lines))


def is_open(sets: Iterable[int], lines: Sequence[CodedLine], coding: Sequence[int]) -> bool:
    """Whether some package goes through in one coding."""
    return 0 in _read(sets, lines, coding, 0)


def knots_of(
    sets: Sequence[int], lines: Sequence[CodedLine], codings: Iterable[Sequence[int]]
) -> Knots:
    """Count the minimal conflicts of some codings that are closed, one by one."""
    width = max((m.bit_length() for m in [*sets, *(line.all for line in lines)]), default=0)
    states: dict[Masks, int] = {}
    for coding in codings if sets else ():
        masks = _read(sets, lines, coding, width)
        states[masks] = states.get(masks, 0) + 1
    found = _counted(states, width)
    if found is None:
        raise Unfinished
    return found


def conflicts_of(
    sets: Iterable[int], lines: Sequence[CodedLine]
) -> Callable[[Sequence[int]], tuple[tuple[int, ...], ...]]:
    """Give what tells the minimal conflicts of a coding, as places of lines; none of one that is open.

    Codings in which packages violate the same share the answer.
    """
    possible, kind = sorted(_least(sets)), np.int64 if len(lines) < MOST_BITS else np.object_
    crossed = [
        [np.array([(1 << d) * bool(m & bit) for m in possible], dtype=kind) for bit in line.bits]
        for d, line in enumerate(lines)
    ]
    least: dict[tuple[int, ...], Masks] = {}
    known: dict[Masks, tuple[tuple[int, ...], ...]] = {}

    def conflicts(coding: Sequence[int]) -> tuple[tuple[int, ...], ...]:
        masks = sum(columns[c] for columns, c in zip(crossed, coding, strict=True))
        family = tuple(np.unique(masks).tolist())
        if family not in least:
            least[family] = _least(family)
        few = least[family]
        if few not in known:
            hitting = (
                minimal_hitting_sets(tuple(few), {}, MOST_STEPS) if few and 0 not in few else ()
            )
            places = (tuple(d for d in range(len(lines)) if mask >> d & 1) for mask in hitting)
            known[few] = tuple(sorted(places))
        return known[few]

    return conflicts


def _read(
    sets: Iterable[int], lines: Sequence[CodedLine], coding: Sequence[int], width: int
) -> Masks:
    """The violated sets of one coding, in marks of lines."""
    every = sum(line.all for line in lines)
    chosen = [line.bits[c] for line, c in zip(lines, coding, strict=True)]
    return _least(
        (m & ~every) | sum(1 << (width + d) for d, bit in enumerate(chosen) if m & bit)
        for m in sets
    )


def _counted(states: Mapping[Masks, int], width: int) -> Knots | None:
    within: dict[int, int] = {}
    alone: dict[int, int] = {}
    for masks, times in states.items():
        if 0 in masks or not masks:
            continue
        try:
            conflicts = list(minimal_hitting_sets([m >> width for m in masks], {}, MOST_STEPS))
        except Unfinished:
            return None
        for conflict in conflicts:
            within[conflict] = within.get(conflict, 0) + times
        if len(conflicts) == 1:
            alone[conflicts[0]] = alone.get(conflicts[0], 0) + times
    return Knots(within, alone)


def _allowed(lines: Sequence[CodedLine], sets: Sequence[int]) -> int:
    return max(MOST_WORK, (len(sets) + 1) * ALWAYS if n_codings(lines) <= ALWAYS else 0)


def _least(masks: Iterable[int]) -> Masks:
    """The minimal among sets; only the empty one where it is there."""
    distinct = set(masks)
    if 0 in distinct:
        return frozenset((0,))
    if len(distinct) < 2:
        return frozenset(distinct)
    if len(distinct) > COMPARED:
        return frozenset(minimal_sets(distinct, max(distinct).bit_length()))
    found: list[int] = []
    for mask in sorted(distinct, key=int.bit_count):
        if not any(mask & smaller == smaller for smaller in found):
            found.append(mask)
    return frozenset(found)
