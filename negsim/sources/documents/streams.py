"""How far the streams of a PDF swell, looked at before anything unpacks them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from negsim.errors import InputError, quoted
from negsim.sources.documents.unpacking import UNPACKING, Pieces

MOST_UNPACKED = 200_000_000  # bytes of one stream that is no picture
MOST_IN_ALL = 1_000_000_000  # bytes of a picture, and of all other streams together
_MOST_TIMES = 8  # that a program packs one stream over
_MOST_WAYS = 16  # to take one stream
_PIECE = 1 << 20
_STREAM = re.compile(rb"\bstream[ \t]*(?:\r\n|\r|\n)")
_PICTURE = re.compile(rb"/Subtype\s*/Image\b")
_LENGTH = re.compile(rb"/Length\s+(\d{1,10})\b(?!\s+\d+\s+R)")
_FILTER = re.compile(rb"/Filter\s*(\[[^\]]*\]|/[^\s/<>\[\]()]+|(\d{1,9})\s+(\d{1,9})\s+R)")
_NAME = re.compile(rb"/([^\s/<>\[\]()]+)")
_ESCAPED = re.compile(rb"#([0-9a-fA-F]{2})")
_VALUE = re.compile(rb"\b(\d{1,9})\s+(\d{1,9})\s+obj\b([^<>]{0,500}?)endobj")

Filters = tuple[bytes, ...]  # outermost first


def refuse_swelling(data: bytes, path: str) -> None:
    """Refuse a PDF of which a stream of text unpacks to more than 200 MB, packed once or several times over.

    Whatever packed it: deflation, LZW, runs, or the two ways to write bytes as letters, in any order.

    Raises
    ------
    InputError
        It is made to swell.
    """
    total = 0
    for ways, is_picture, start, stop in _streams(data):
        most = MOST_IN_ALL if is_picture else MOST_UNPACKED
        size = max((_unpacked(data[start:stop], way, most) for way in ways), default=0)
        if len(ways) > _MOST_WAYS or any(len(way) > _MOST_TIMES for way in ways):
            size = most + 1
        total += 0 if is_picture else size
        if size > most or total > MOST_IN_ALL:
            least = most if size > most else MOST_IN_ALL
            raise InputError.one(
                f"{quoted(path, 200)} unpacks to more than {least // 1_000_000} MB",
                "check where it comes from: files that swell are made to do harm",
            )


def _streams(data: bytes) -> Iterator[tuple[set[Filters], bool, int, int]]:
    """Per stream in what ways it may be packed, whether it is a picture, and where it begins and ends.

    Whoever wants to hide a stream begins another before it, in a comment or a text: what stands before that one counts
    for it too.
    """

    @cache
    def values() -> dict[tuple[bytes, bytes], bytes]:
        return {(number, version): said for number, version, said in _VALUE.findall(data)}

    ways: set[Filters] = set()
    before, stop = 0, 0
    for found in _STREAM.finditer(data):
        inside = found.start() < stop
        words = data[before if inside else max(before, stop) : found.start()]
        words = _ESCAPED.sub(lambda one: bytes([int(one[1], 16)]), words)
        ways = ways if inside else set()
        for said, number, version in _FILTER.findall(words):
            ways |= _ways(values().get((number, version)) if number else said)
        ends = data.find(b"endstream", found.end())
        # What is packed may happen to hold the word, so that the longer one counts.
        told = max(map(int, _LENGTH.findall(words)), default=0)
        stop = ends if ends >= 0 else len(data)
        before = found.end()
        yield ways, _PICTURE.search(words) is not None, found.end(), max(stop, found.end() + told)


def _ways(said: bytes | None) -> set[Filters]:
    """By what something is packed that PDFs know; any one of them where it is said where it cannot be read."""
    if said is None:
        return {(name,) for name in UNPACKING}
    found = tuple(name for name in _NAME.findall(said) if name in UNPACKING)
    return {found} if found else set()


def _unpacked(packed: bytes, filters: Filters, most: int) -> int:
    """How many bytes come of a stream, on the way or at its end; more than `most` where it is more."""
    sizes = [0] * len(filters)
    pieces: Pieces = (packed[at : at + _PIECE] for at in range(0, len(packed), _PIECE))

    def counted(level: int, made: Pieces) -> Pieces:
        for piece in made:
            sizes[level] += len(piece)
            if sizes[level] > most:
                return
            yield piece

    for level, name in enumerate(filters):
        pieces = counted(level, UNPACKING[name](pieces))
    for _ in pieces:
        pass
    return max(sizes, default=0)
