"""Minimal hitting sets, by MMCS (Murakami & Uno 2014, algorithm 1), on Python integers as bit masks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence


class Unfinished(Exception):
    """The steps that were allowed did not suffice; what was found until then stands."""


def minimal_hitting_sets(
    family: Sequence[int], rivals: Mapping[int, int] | None = None, most_steps: int | None = None
) -> Iterator[int]:
    """The inclusion-minimal sets of elements that meet every set of a family.

    Murakami & Uno, Efficient algorithms for dualizing large-scale hypergraphs, Discrete Applied Mathematics 170 (2014).

    Parameters
    ----------
    family
        Sets of elements, as bit masks.
    rivals
        Per element (as a mask of one bit), the elements that it cannot be chosen together with; none where absent.
    most_steps
        At most so many elements are tried; as many as it takes where absent.

    Yields
    ------
    Bit masks, in an order that the family alone decides. The empty set where the family is empty; nothing where one of
    its sets is.

    Raises
    ------
    Unfinished
        After what was found, where there may be more and the steps are used up.

    Notes
    -----
    The number of hitting sets may be exponential; they are found one at a time. ``critical`` maps each chosen element
    to the sets that it alone hits, held as bit masks over the family: a choice is minimal while none of them is empty.

    Examples
    --------
    >>> [bin(found) for found in minimal_hitting_sets([0b011, 0b110])]
    ['0b101', '0b10']
    """
    sets = sorted(set(family), key=lambda s: (s.bit_count(), s))
    if sets and not sets[0]:
        return
    hits: dict[int, int] = {}
    for place, members in enumerate(sets):
        for element in _elements(members):
            hits[element] = hits.get(element, 0) | 1 << place
    everything = (1 << len(sets)) - 1
    candidates = sum(hits)
    # Each level of the stack: chosen, critical, sets not yet hit, candidates, elements still to try on this level.
    stack = [_level(sets, 0, {}, everything, candidates)]
    if stack[0] is None:
        yield 0
        return
    steps = 0
    while stack:
        level = stack[-1]
        if level is None or not level[4]:
            stack.pop()
            continue
        chosen, critical, unhit, open_candidates, tries = level
        if steps == most_steps:
            raise Unfinished
        steps += 1
        element = tries & -tries
        reached = hits[element]
        lost = {e: c & ~reached for e, c in critical.items()}
        is_minimal = all(lost.values())
        back = open_candidates | element if is_minimal else open_candidates
        stack[-1] = (chosen, critical, unhit, back, tries ^ element)
        if is_minimal:
            lost[element] = unhit & reached
            rest = unhit & ~reached
            if rest:
                allowed = open_candidates & ~(rivals or {}).get(element, 0)
                stack.append(_level(sets, chosen | element, lost, rest, allowed))
            else:
                yield chosen | element


_Level = tuple[int, dict[int, int], int, int, int]


def _level(
    sets: Sequence[int], chosen: int, critical: dict[int, int], unhit: int, candidates: int
) -> _Level | None:
    """Branch on the set not yet hit that has fewest candidates; its candidates come back one by one."""
    if not unhit:
        return None
    best = min(
        (sets[place] & candidates for place in _places(unhit)), key=lambda s: (s.bit_count(), s)
    )
    return chosen, critical, unhit, candidates & ~best, best


def _elements(mask: int) -> Iterator[int]:
    while mask:
        lowest = mask & -mask
        yield lowest
        mask ^= lowest


def _places(mask: int) -> Iterator[int]:
    for element in _elements(mask):
        yield element.bit_length() - 1
