"""Families of sets by their definitions: minimal ones, hitting sets, winners, groups that share no member."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable
from fractions import Fraction

TIE = Fraction(1, 10**9)
Sets = list[frozenset[str]]


def minimal(family: Iterable[frozenset[str]]) -> Sets:
    """The inclusion-minimal sets of a family."""
    distinct = sorted(set(family), key=len)
    kept: Sets = []
    for one in distinct:
        if not any(other <= one for other in kept):
            kept.append(one)
    return kept


def hitting_sets(family: Sets) -> Sets:
    """All inclusion-minimal sets that meet every set of the family."""
    found: Sets = [frozenset()]
    for one in family:
        found = minimal(
            hit if hit & one else hit | {item}
            for hit in found
            for item in (one if not hit & one else {""})
        )
    return found


def minimal_winners(names: list[str], wins: Callable[[frozenset[str]], bool]) -> Sets:
    """The inclusion-minimal sets of some names that win."""
    every = (frozenset(c) for n in range(len(names) + 1) for c in itertools.combinations(names, n))
    return minimal(one for one in every if wins(one))


def independent(conflicts: list[list[str]]) -> list[list[list[str]]]:
    """Conflicts in groups that share no member, grown from one conflict until nothing is added."""
    groups = []
    left = list(conflicts)
    while left:
        group, before = [left[0]], 0
        while len(group) > before:
            before = len(group)
            members = {member for one in group for member in one}
            group = [one for one in left if members & set(one)] or group
        groups.append(sorted(group))
        left = [one for one in left if one not in group]
    return sorted(groups)


def leximin(candidates: list[int], vector: Callable[[int], list[Fraction]]) -> list[int]:
    """Largest smallest entry, then largest second smallest, and so on; within 1e-9 is a tie."""
    if not candidates:
        return []
    ordered = {k: sorted(vector(k)) for k in candidates}
    left = list(candidates)
    for position in range(len(ordered[left[0]])):
        top = max(ordered[k][position] for k in left)
        left = [k for k in left if top - ordered[k][position] < TIE]
    return left
