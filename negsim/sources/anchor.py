"""Anchors: made of a passage, and what became of each when the text of its document changed.

An anchor keeps place and fingerprint of a passage, and no word of it. It is found again by the fingerprint alone, so
never where other words stand.
"""

from __future__ import annotations

import hashlib
import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Literal

from negsim.errors import InputError
from negsim.language.model.evidence import Anchor
from negsim.sources.text import Text, fingerprint

Became = Literal["found", "moved", "changed", "lost", "ambiguous", "unchecked"]

_EDGES = (re.compile(r"\S+"), re.compile(r"\w+"))
_SHIFTS = 32  # how far passages before have moved: tried first
_NEAR = 5_000  # characters before and after where every place is tried
_LONG = (
    200_000  # characters of a text in which, farther off, only places at edges of words are tried
)


@dataclass(frozen=True)
class Whereabouts:
    """What became of an anchored passage.

    Parameters
    ----------
    became : str
        `found`: it stands where it stood. `moved`: the same words stand elsewhere, and only once. `ambiguous`: they
        stand more than once, and which is meant nobody can tell. `changed`: other words stand there now, and these
        nowhere. `lost`: they stand nowhere, and the text ends before their place. `unchecked`: the anchor has no
        fingerprint.
    anchor : Anchor or None
        Where it stands now; None unless it is found or moved.
    """

    became: Became
    anchor: Anchor | None = None


def make_anchor(text: Text, start: int, stop: int) -> Anchor:
    """Make the anchor of a passage of a normalised text, in code points; `stop` is not included.

    Raises
    ------
    InputError
        There is no such passage.

    Examples
    --------
    >>> text = Text(("Night work.", "No deal."))
    >>> anchor = make_anchor(text, 12, 20)
    >>> anchor.start, anchor.stop, anchor.sha256[:12]
    (12, 20, '2d5770813773')
    """
    if not 0 <= start < stop <= len(text.whole):
        raise InputError.one(
            f"the text has no passage from {start} to {stop}: it has {len(text.whole):,} characters",
            "count code points of the normalised text",
        )
    return Anchor(start=start, stop=stop, sha256=fingerprint(text.whole[start:stop]))


def places_of(text: Text, passage: str, most: int = 2) -> list[int]:
    """Give where a passage begins in a text, letter for letter, up to so many places; they may overlap."""
    places: list[int] = []
    start = text.whole.find(passage) if passage else -1
    while start >= 0 and len(places) < most:
        places.append(start)
        start = text.whole.find(passage, start + 1)
    return places


def find_anchor(text: Text, anchor: Anchor, made_in: str | None = None) -> Whereabouts:
    """Say what became of one anchored passage; see `find_anchors`, which is faster for many of one text.

    Examples
    --------
    >>> anchor = make_anchor(Text(("Night work.", "No deal.")), 12, 20)
    >>> find_anchor(Text(("No deal.", "No night work.")), anchor).became
    'moved'
    >>> find_anchor(Text(("Night work.", "No pact.")), anchor).became
    'changed'
    """
    return find_anchors(text, (anchor,), made_in)[0]


def find_anchors(
    text: Text, anchors: Iterable[Anchor], made_in: str | None = None
) -> tuple[Whereabouts, ...]:
    """Say what became of each anchored passage.

    Parameters
    ----------
    text : Text
        As it is now.
    anchors : iterable of Anchor
        In the order of the text it is fastest: what stands after an insertion has moved by its length.
    made_in : str or None
        The fingerprint of the text in which they were made, where that is known. Where the text is another, a passage
        that stands at its place and elsewhere too is ambiguous: what stands there may be the other one.

    Returns
    -------
    tuple of Whereabouts

    Notes
    -----
    Every stretch of the same length is looked at; in a text of more than 200,000 characters, farther than 5,000 from
    where the passage is looked for first, only those that begin and end where a word does, so that 500 pages take
    about a second. A passage within a word that moved far in such a text is told as changed or lost.
    Two passages of the same words cannot be told apart: where one of two was deleted, the other is what is left.
    """
    search = _Search(text)
    is_same = made_in is None or made_in.lower() == text.sha256
    return tuple(search.standing(anchor, is_same=is_same) for anchor in anchors)


class _Search:
    """A text to be searched for fingerprints."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.length = len(text.whole)
        self.data = memoryview(text.whole.encode("utf-8", "surrogatepass"))
        self.shifts: list[int] = [0]
        self.bytes_before: Sequence[int] = range(self.length + 1)
        if len(self.data) > self.length:
            sizes = (len(c.encode("utf-8", "surrogatepass")) for c in text.whole)
            self.bytes_before = array("L", accumulate(sizes, initial=0))

    def standing(self, anchor: Anchor, *, is_same: bool) -> Whereabouts:
        length = anchor.stop - anchor.start
        if anchor.sha256 is None:
            is_inside = anchor.stop <= self.length
            return Whereabouts("unchecked" if is_inside else "lost")
        wanted = _digest(anchor.sha256)
        if wanted is None:
            return self._gone(anchor)
        is_here = self._is_at(anchor.start, length, wanted)
        if is_here and is_same:
            return Whereabouts("found", anchor)
        start = anchor.start if is_here else self._first(anchor.start, length, wanted)
        if start is None:
            return self._gone(anchor)
        if len(places_of(self.text, self.text.whole[start : start + length])) > 1:
            return Whereabouts("ambiguous")
        if is_here:
            return Whereabouts("found", anchor)
        self._remember(start - anchor.start)
        moved = Anchor(start=start, stop=start + length, sha256=anchor.sha256)
        return Whereabouts("moved", moved)

    def _gone(self, anchor: Anchor) -> Whereabouts:
        return Whereabouts("changed" if anchor.stop <= self.length else "lost")

    def _is_at(self, start: int, length: int, wanted: bytes) -> bool:
        if not 0 <= start <= self.length - length:
            return False
        before = self.bytes_before
        stretch = self.data[before[start] : before[start + length]]
        return hashlib.sha256(stretch).digest() == wanted

    def _first(self, start: int, length: int, wanted: bytes) -> int | None:
        """Find a stretch with that fingerprint: where passages before went, then at edges of words, then anywhere."""
        if length > self.length:
            return None
        near = start + self.shifts[-1]
        likely = (start + shift for shift in reversed(self.shifts))
        ways: tuple[Iterable[int], ...] = (likely, range(self.length - length + 1))
        if self.length > _LONG:
            ways = (likely, _outwards(near, _NEAR), self._edges_from(near, length))
        for places in ways:
            for place in places:
                if self._is_at(place, length, wanted):
                    return place
        return None

    def _edges_from(self, start: int, length: int) -> Iterator[int]:
        """Give where words begin that a stretch of this length ends with one, those near a place first."""
        begins, is_end = self._edges
        after = bisect_left(begins, start)
        before = after - 1
        while before >= 0 or after < len(begins):
            is_after = before < 0 or (
                after < len(begins) and begins[after] - start <= start - begins[before]
            )
            place = begins[after] if is_after else begins[before]
            after, before = (after + 1, before) if is_after else (after, before - 1)
            if place + length <= self.length and is_end[place + length]:
                yield place

    @cached_property
    def _edges(self) -> tuple[list[int], bytearray]:
        begins: set[int] = set()
        is_end = bytearray(self.length + 1)
        for words in _EDGES:
            for word in words.finditer(self.text.whole):
                begins.add(word.start())
                is_end[word.end()] = 1
        return sorted(begins), is_end

    def _remember(self, shift: int) -> None:
        if shift in self.shifts:
            self.shifts.remove(shift)
        self.shifts = [*self.shifts[-_SHIFTS:], shift]


def _outwards(start: int, reach: int) -> Iterator[int]:
    for distance in range(1, reach + 1):
        yield start + distance
        yield start - distance


def _digest(sha256: str) -> bytes | None:
    try:
        return bytes.fromhex(sha256)
    except ValueError:
        return None
