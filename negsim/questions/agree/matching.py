"""Which claims of two coders are the same: by their passages, or by where they stand and what they say."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

from negsim.errors import InputError, Where
from negsim.language.model.evidence import CODED, Claim, Register, SourceDocument
from negsim.language.model.evidence import Test as Written
from negsim.language.model.numbers import NumberFault, parse_quantity_text
from negsim.language.read.conditions import split_test
from negsim.language.yaml.tree import Scalar


@dataclass(frozen=True)
class Matched:
    """A claim that both coders have, as each has it."""

    first: Claim
    second: Claim

    @cached_property
    def differing(self) -> tuple[str, ...]:
        """The fields in which they differ, in the order of `CODED`."""
        return tuple(
            field for field in CODED if meaning(self.first, field) != meaning(self.second, field)
        )


@dataclass(frozen=True)
class Matching:
    """The claims of two registers of one document, one to one as far as they go.

    Parameters
    ----------
    pairs : tuple of Matched
        In the order of the first register.
    only_first, only_second : tuple of Claim
        In the order of each.
    documents : mapping
        Of each document that both hold, the id in the second and in the first.
    """

    pairs: tuple[Matched, ...]
    only_first: tuple[Claim, ...]
    only_second: tuple[Claim, ...]
    documents: dict[str, str]


def match(first: Register, second: Register) -> Matching:
    """Match the claims of two registers.

    Raises
    ------
    InputError
        They hold no document in common: neither the same id nor the same `sha256`.

    Notes
    -----
    Where both claims have anchors: by the largest overlap of their passages, of half the shorter at least. Else, where
    both stand at the same place, by most equal fields. Largest first; of equals by the first register's order, then by
    the second's. Claims with anchors that overlap too little are not the same, wherever they stand.
    """
    documents = same_documents(first.documents, second.documents)
    if not documents:
        raise InputError.one(
            f"{first.path} and {second.path} are not of one document",
            "name two registers whose `document` has the same id, or the same sha256",
        )
    here = [claim for claim in first.claims if claim.document in documents.values()]
    there = [claim for claim in second.claims if claim.document in documents]

    def alike(one: Claim, other: Claim) -> bool:
        return documents[other.document] == one.document

    by_passage = (
        (-overlap, i, k)
        for i, one in enumerate(here)
        for k, other in enumerate(there)
        if alike(one, other) and (overlap := _overlap(one, other))
    )
    taken = _greedily(by_passage, {}, {})
    by_place = (
        (-equal_fields(one, other), i, k)
        for i, one in enumerate(here)
        for k, other in enumerate(there)
        if alike(one, other)
        and (one.anchor is None or other.anchor is None)
        and _place(one) == _place(other)
    )
    taken = _greedily(by_place, taken, {k: i for i, k in taken.items()})
    pairs = tuple(Matched(here[i], there[taken[i]]) for i in sorted(taken))
    matched = {id(pair.first) for pair in pairs} | {id(pair.second) for pair in pairs}
    return Matching(
        pairs,
        tuple(claim for claim in first.claims if id(claim) not in matched),
        tuple(claim for claim in second.claims if id(claim) not in matched),
        documents,
    )


def same_documents(
    first: Iterable[SourceDocument], second: Iterable[SourceDocument]
) -> dict[str, str]:
    """Give, for each document of the second that the first holds too, its ids in the second and the first."""
    held = list(first)
    found: dict[str, str] = {}
    for document in second:
        same = [one.id for one in held if one.id == document.id]
        if document.sha256:
            print_ = document.sha256.lower()
            same += [one.id for one in held if one.sha256 and one.sha256.lower() == print_]
        free = [name for name in same if name not in found.values()]
        if free:
            found[document.id] = free[0]
    return found


def _greedily(
    candidates: Iterable[tuple[int, int, int]], taken: dict[int, int], taken_there: dict[int, int]
) -> dict[int, int]:
    """Take candidates, best first, as long as both sides are free."""
    here, there = dict(taken), dict(taken_there)
    for _, i, k in sorted(candidates):
        if i not in here and k not in there:
            here[i], there[k] = k, i
    return here


def _overlap(one: Claim, other: Claim) -> int:
    """How many characters two passages share; 0 where that is less than half of the shorter, or one has no anchor."""
    if one.anchor is None or other.anchor is None:
        return 0
    shared = min(one.anchor.stop, other.anchor.stop) - max(one.anchor.start, other.anchor.start)
    shorter = min(anchor.stop - anchor.start for anchor in (one.anchor, other.anchor))
    return shared if shared > 0 and 2 * shared >= shorter else 0


def _place(claim: Claim) -> str | None:
    return None if claim.at is None else " ".join(claim.at.split())


def equal_fields(one: Claim, other: Claim) -> int:
    """Count the fields in which two claims agree."""
    return sum(meaning(one, field) == meaning(other, field) for field in CODED)


def meaning(claim: Claim, field: str) -> Hashable:
    """Give what a field says, however it is written; None where it is absent."""
    if field not in claim.written:
        return None
    if field in ("kind", "grade"):
        return str(getattr(claim, field))
    if field in ("speaker", "about"):
        return frozenset(getattr(claim, field))
    return frozenset((issue, _test(test)) for issue, test in claim.bears_on)


def _test(test: Written) -> Hashable:
    if not isinstance(test, str):
        return "any", frozenset(map(_part, test))
    split = split_test(test)
    if split is None:
        return "text", " ".join(test.split())
    form, parts = split
    read = [_part(part) for part in parts]
    return form, frozenset(read) if form in ("any", "none") else tuple(read)


def _part(text: str) -> Any:
    """Give an option or a number of a test: numbers by their value."""
    text = " ".join(text.split())
    try:
        found = parse_quantity_text(text, Scalar(text, True, Where("", 1, 1)))
    except NumberFault:
        return text
    return Fraction(found.best), found.low, found.high
