"""Ways out as one from each of several lists, where that is what they are."""

from __future__ import annotations

from collections.abc import Sequence
from math import prod

from negsim.solve.tables.conflicts import independent
from negsim.solve.tables.hitting import Unfinished, minimal_hitting_sets

MOST = 100_000  # elements tried in search of the lists


def lists_of(ways: Sequence[tuple[str, ...]]) -> tuple[tuple[tuple[str, ...], ...], ...]:
    """Take a family of minimal sets apart into lists, one from each of which makes up every set of the family.

    Returns
    -------
    Two lists or more, each sorted, on elements that no other has; nothing where the family is no such product, or
    has one set only.

    Notes
    -----
    The minimal hitting sets of the family are what stands in the way; the connected components of these are the lists'
    elements. The family is a product of its restrictions to them where it is as large as their product.

    Examples
    --------
    >>> lists_of([("a", "x"), ("a", "y"), ("b", "x"), ("b", "y")])
    ((('a',), ('b',)), (('x',), ('y',)))
    >>> lists_of([("a", "x"), ("b", "y")])
    ()
    """
    names = sorted({name for way in ways for name in way})
    bit = {name: 1 << place for place, name in enumerate(names)}
    try:
        found = list(minimal_hitting_sets([sum(bit[n] for n in way) for way in ways], None, MOST))
    except Unfinished:
        return ()
    groups = independent([tuple(name for name in names if mask & bit[name]) for mask in found])
    lists = []
    for group in groups:
        members = {name for conflict in group for name in conflict}
        lists.append(
            tuple(sorted({tuple(name for name in way if name in members) for way in ways}))
        )
    if len(ways) < 2 or len(lists) < 2 or prod(map(len, lists)) != len(set(ways)):
        return ()
    return tuple(lists)
