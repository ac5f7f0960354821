"""The text of a document: normalised, in numbered paragraphs, and how other programs' offsets lie in it.

Normalised is decoded, in Unicode's form C, every run of white space one space, paragraphs joined by one line feed.
Places are counted in code points from 0.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Literal

from negsim.sources.graphemes import grapheme_starts

Unit = Literal["codepoints", "utf16", "utf8", "graphemes"]
Breaks = Literal["auto", "lines", "blank"]

_LONGEST_WRAPPED = 120  # characters of a line that somebody, or a program, may have wrapped
_WORD = re.compile(r"\S+")
_LINE_END = re.compile(r"(?>\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029])")
_BLANK = re.compile(rf"{_LINE_END.pattern}[^\S\n\r]*{_LINE_END.pattern}")


@dataclass(frozen=True)
class Text:
    r"""The text of a document, in paragraphs that are normalised each.

    Parameters
    ----------
    paragraphs : tuple of str
        In order, none empty, without a line feed.
    pages : tuple of int or None
        The page on which each begins, where the document has pages; empty where none has.

    Examples
    --------
    >>> text = Text(("Night work.", "No deal without it."))
    >>> text.whole, text.starts, text.number(13), text.at(3, 20)
    ('Night work.\nNo deal without it.', (0, 12), 2, '1-2')
    """

    paragraphs: tuple[str, ...]
    pages: tuple[int | None, ...] = ()

    @cached_property
    def whole(self) -> str:
        """All of it, as anchors count it."""
        return "\n".join(self.paragraphs)

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Where each paragraph begins in the whole."""
        lengths = (len(paragraph) + 1 for paragraph in self.paragraphs)
        return tuple(accumulate(lengths, initial=0))[: len(self.paragraphs)]

    @cached_property
    def sha256(self) -> str:
        """The fingerprint of the whole, which a register keeps as `text_sha256`."""
        return fingerprint(self.whole)

    def number(self, place: int) -> int:
        """In which paragraph a place is, counted from 1; a line feed belongs to the one that it ends."""
        return max(1, bisect_right(self.starts, place))

    def page(self, number: int) -> int | None:
        """On which page a paragraph begins; None where nobody knows."""
        return self.pages[number - 1] if self.pages else None

    def at(self, start: int, stop: int) -> str:
        """Where a passage stands, as a claim's `at` has it: a paragraph, or the first and the last."""
        first, last = self.number(start), self.number(max(start, stop - 1))
        return str(first) if first == last else f"{first}-{last}"


def fingerprint(passage: str) -> str:
    """Give the SHA-256 of a passage in UTF-8, as hexadecimal digits.

    Examples
    --------
    >>> fingerprint("No deal.")[:12]
    '2d5770813773'
    """
    return hashlib.sha256(passage.encode("utf-8", "surrogatepass")).hexdigest()


def normalised(passage: str) -> str:
    r"""Give a passage as it stands in a paragraph: form C, each run of white space one space, none at its ends.

    Examples
    --------
    >>> normalised(" Ko\u0308ln\n\tand\u00a0Bonn ")
    'Köln and Bonn'
    """
    return unicodedata.normalize("NFC", " ".join(passage.split()))


def text_of(paragraphs: Iterable[tuple[str, int | None]]) -> Text:
    """Make a text of paragraphs and their pages, those left out that hold nothing.

    Examples
    --------
    >>> text_of([("One  and", 1), (" ", 1), ("two", 2)])
    Text(paragraphs=('One and', 'two'), pages=(1, 2))
    """
    kept = [(plain, page) for raw, page in paragraphs if (plain := normalised(raw))]
    has_pages = any(page is not None for _, page in kept)
    return Text(
        tuple(plain for plain, _ in kept), tuple(page for _, page in kept) if has_pages else ()
    )


@dataclass(frozen=True)
class Normalised:
    r"""A text as a program had it, what it is normalised, and where a place of the first is in the second.

    Parameters
    ----------
    raw : str
        As the program had it: decoded, and with the line ends that its offsets count.
    text : Text
    words : tuple of sequences of int
        Of each word of the raw text: where it begins, where it ends, and where it begins in the normalised text.

    Examples
    --------
    >>> found = normalise("Night  work.\r\n\r\nNo deal\r\nwithout it.")
    >>> found.text.paragraphs
    ('Night work.', 'No deal without it.')
    >>> start, stop = found.place(16, 25)  # 'No deal\r\n'
    >>> found.text.whole[start:stop]
    'No deal'
    """

    raw: str
    text: Text
    words: tuple[Sequence[int], Sequence[int], Sequence[int]]

    def place(self, start: int, stop: int) -> tuple[int, int] | None:
        """Give where a passage of the raw text stands in the normalised one, without white space at its ends.

        Parameters
        ----------
        start, stop : int
            Code points of the raw text; `stop` is not included. `Offsets` turns other units into these.

        Returns
        -------
        tuple of int or None
            A place within what became one character takes the whole character. None where the passage lies outside
            the text, or holds nothing but white space.
        """
        begins, ends, into = self.words
        if not 0 <= start < stop <= len(self.raw):
            return None
        first = bisect_right(ends, start)
        last = bisect_right(begins, stop - 1) - 1
        if first > last:
            return None
        return (
            into[first] + self._within(first, max(start - begins[first], 0), is_end=False),
            into[last] + self._within(last, min(stop, ends[last]) - begins[last], is_end=True),
        )

    def _within(self, word: int, offset: int, *, is_end: bool) -> int:
        """Give how many characters of a word, normalised, stand before a place in it."""
        raw = self.raw[self.words[0][word] : self.words[1][word]]
        if unicodedata.is_normalized("NFC", raw):
            return offset
        whole = unicodedata.normalize("NFC", raw)
        # Characters that compose do so with neighbours: a cut between them is moved out of the composed one.
        step = 1 if is_end else -1
        while 0 < offset < len(raw):
            before, after = (
                unicodedata.normalize("NFC", part) for part in (raw[:offset], raw[offset:])
            )
            if before + after == whole:
                return len(before)
            offset += step
        return len(whole) if offset else 0


def normalise(raw: str, breaks: Breaks = "auto") -> Normalised:
    r"""Normalise a text, and keep where everything went.

    Parameters
    ----------
    raw : str
        Decoded; line ends of any kind. A byte-order mark is a character like others here: take it off before.
    breaks : {"auto", "lines", "blank"}
        What ends a paragraph: every end of a line, or an empty line; "auto" takes empty lines where there are some
        and no line is longer than 120 characters, as in what was wrapped, else every end of a line.

    Examples
    --------
    >>> normalise("A letter\nthat is wrapped.\n\nThe end.").text.paragraphs
    ('A letter that is wrapped.', 'The end.')
    >>> normalise("A: no.\nB: yes.").text.paragraphs
    ('A: no.', 'B: yes.')
    """
    if breaks == "auto":
        breaks = "blank" if _is_wrapped(raw) else "lines"
    begins, ends, into = (array("L") for _ in range(3))
    paragraphs: list[str] = []
    place = 0
    for start, stop in _stretches(raw, _BLANK if breaks == "blank" else _LINE_END):
        words = []
        for word in _WORD.finditer(raw, start, stop):
            plain = word[0]
            if not plain.isascii():
                plain = unicodedata.normalize("NFC", plain)
            begins.append(word.start())
            ends.append(word.end())
            into.append(place)
            words.append(plain)
            place += len(plain) + 1
        if words:
            paragraphs.append(" ".join(words))
    return Normalised(raw, Text(tuple(paragraphs)), (begins, ends, into))


def _stretches(raw: str, separator: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    start = 0
    for found in separator.finditer(raw):
        yield start, found.start()
        start = found.end()
    yield start, len(raw)


def _is_wrapped(raw: str) -> bool:
    if _BLANK.search(raw.strip()) is None:
        return False
    return max(len(line) for line in _LINE_END.split(raw)) <= _LONGEST_WRAPPED


class Offsets:
    r"""Offsets into a text as other programs count them, to and from code points.

    Parameters
    ----------
    text : str
        With the line ends that the program counts. One that stores two characters at the end of a line and counts
        one counts in `text.replace("\r\n", "\n")`.
    unit : {"codepoints", "utf16", "utf8", "graphemes"}
        What it counts: code points (Python, REFI-QDA), UTF-16 units (JavaScript, Java, .NET), bytes of UTF-8, or what a
        reader takes for one character.

    Examples
    --------
    >>> text = "Київ 🕊 now"
    >>> Offsets(text, "utf8").to_codepoints(14), Offsets(text, "utf16").to_codepoints(8)
    (7, 7)
    >>> Offsets(text, "utf16").from_codepoints(7)
    8
    """

    def __init__(self, text: str, unit: Unit) -> None:
        self.length = len(text)
        size = {"codepoints": _one, "utf16": _utf16_size, "utf8": _utf8_size}.get(unit)
        # Most texts are plain: where every character counts one, nothing need be kept.
        is_plain = unit == "codepoints" or text.isascii()
        is_plain = is_plain and (unit != "graphemes" or "\r\n" not in text)
        sizes = grapheme_starts(text) if size is None else map(size, text)
        self._places: Sequence[int] = (
            range(len(text) + 1) if is_plain else array("L", accumulate(sizes, initial=0))
        )

    def to_codepoints(self, offset: int) -> int | None:
        """Give the place in code points; one inside a character is the character's; None outside the text."""
        if not 0 <= offset <= self._places[-1]:
            return None
        return bisect_right(self._places, offset) - 1

    def from_codepoints(self, place: int) -> int:
        """Give the offset of a place in code points, which is 0 to the length of the text."""
        return self._places[place]


def _one(_: str) -> int:
    return 1


def _utf16_size(character: str) -> int:
    return 2 if character > "\uffff" else 1


def _utf8_size(character: str) -> int:
    if character <= "\x7f":
        return 1
    if character <= "\u07ff":
        return 2
    return 3 if character <= "\uffff" else 4
