"""A domain as other tools know it: issues, and parties with additive utilities; what each reader gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

Package = tuple[int, ...]
Box = tuple[tuple[int, ...], ...]  # options per issue: every package made of them


@dataclass(frozen=True)
class ForeignIssue:
    """An issue and its options.

    Parameters
    ----------
    name : str
        As the other tool shows it.
    labels : tuple of str
        One per option.
    grid : tuple of Fraction or None
        The options as evenly spaced numbers, where they are such.
    """

    name: str
    labels: tuple[str, ...]
    grid: tuple[Fraction, ...] | None = None


@dataclass(frozen=True)
class ForeignActor:
    """A party: utility is the sum of weight × score over the issues, plus a constant, plus what special packages add.

    Parameters
    ----------
    name : str
        As the other tool shows it.
    weights : tuple of Fraction
        One per issue, as they stand.
    scores : tuple of tuple of Fraction
        Per issue, one per option.
    reservation : Fraction or None
        On the scale of utility; None where anything is acceptable.
    as_good_as : Package or None
        The package whose utility is the reservation value instead.
    constant : Fraction
        Added to every utility.
    at_most_one : bool
        Whether utilities above 1 are cut to 1.
    extras : tuple of (Fraction, tuple of Package)
        What is added for each of those packages.
    only : tuple of Package or None
        The packages that it may accept at all; None where that depends on their utility alone.
    path : str
        The file it stands in, for notes.
    """

    name: str
    weights: tuple[Fraction, ...]
    scores: tuple[tuple[Fraction, ...], ...]
    reservation: Fraction | None = None
    as_good_as: Package | None = None
    constant: Fraction = Fraction(0)
    at_most_one: bool = False
    extras: tuple[tuple[Fraction, tuple[Package, ...]], ...] = ()
    only: tuple[Package, ...] | None = None
    path: str = ""


@dataclass(frozen=True)
class Domain:
    """All of it, with the title and the name from which the scenario's id is made."""

    name: str
    title: str
    issues: tuple[ForeignIssue, ...]
    actors: tuple[ForeignActor, ...]


def excesses(
    tables: Sequence[Sequence[Fraction]], constant: Fraction, most: int
) -> dict[Fraction, list[Package]] | None:
    """Find the packages whose utility exceeds 1, by how much; None where they are more than `most`.

    Parameters
    ----------
    tables : sequence of sequences of Fraction
        Per issue, what each option adds to utility.
    constant : Fraction
        Added to every utility.
    most : int
        More packages are not listed.

    Examples
    --------
    >>> half = Fraction(1, 2)
    >>> excesses([(half, 1), (0, half)], Fraction(0), 9)
    {Fraction(1, 2): [(1, 1)]}
    """
    rest = [Fraction(0)]
    for table in reversed(tables):
        rest.append(rest[-1] + max(table))
    rest.reverse()
    found: dict[Fraction, list[Package]] = {}
    count = 0
    stack: list[tuple[Package, Fraction]] = [((), constant)]
    while stack:
        head, worth = stack.pop()
        place = len(head)
        if worth + rest[place] <= 1:
            continue
        if place == len(tables):
            count += 1
            if count > most:
                return None
            found.setdefault(worth - 1, []).append(head)
            continue
        stack.extend(
            ((*head, option), worth + tables[place][option])
            for option in reversed(range(len(tables[place])))
        )
    return found


def boxes(packages: Sequence[Package]) -> list[Box]:
    """Write a set of packages as few products of sets of options, one set per issue.

    Examples
    --------
    >>> boxes([(0, 0), (0, 1), (1, 0), (1, 1), (2, 0)])
    [((0, 1), (0, 1)), ((2,), (0,))]
    """
    found: set[Box] = {tuple((option,) for option in package) for package in packages}
    for place in reversed(range(len(packages[0]))):
        merged: dict[Box, set[int]] = {}
        for box in found:
            merged.setdefault(box[:place] + box[place + 1 :], set()).update(box[place])
        found = {
            (*others[:place], tuple(sorted(options)), *others[place:])
            for others, options in merged.items()
        }
    return sorted(found)
