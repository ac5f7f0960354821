"""How far the streams of a PDF swell, looked at before anything unpacks them."""

from __future__ import annotations

import re
import zlib

from negsim.errors import InputError, quoted

MOST_UNPACKED = 200_000_000  # bytes of one stream that is no picture
_STREAM = re.compile(rb"stream\r?\n")
_PICTURE = re.compile(rb"/Subtype\s*/Image\b")
_PACKED = re.compile(rb"/(?:FlateDecode|Fl)\b")
_LONGEST_WORDS = 2_000  # bytes before a stream in which its dictionary stands
_PIECE = 1 << 20
_MOST_TIMES = 8  # that a program packs one stream over


def refuse_swelling(data: bytes, path: str) -> None:
    """Refuse a PDF of which a stream of text unpacks to more than 200 MB, packed once or several times over.

    Raises
    ------
    InputError
        It is made to swell.
    """
    for found in _STREAM.finditer(data):
        before = data[max(0, found.start() - _LONGEST_WORDS) : found.start()]
        words = before[before.rfind(b"obj") :]
        times = len(_PACKED.findall(words))
        if times and not _PICTURE.search(words) and not before.endswith(b"end"):
            stop = data.find(b"endstream", found.end())
            packed = memoryview(data)[found.end() : stop if stop >= 0 else len(data)]
            if times > _MOST_TIMES or _swells(packed, times):
                raise InputError.one(
                    f"{quoted(path, 200)} unpacks to more than {MOST_UNPACKED // 1_000_000} MB",
                    "check where it comes from: files that swell are made to do harm",
                )


def _swells(packed: bytes | memoryview, times: int) -> bool:
    """Whether what is packed so many times over is larger than the bound once unpacked, or on the way."""
    unpackers = [zlib.decompressobj() for _ in range(times)]
    sizes = [0] * times

    def feed(level: int, data: bytes | memoryview) -> bool:
        unpacker = unpackers[level]
        while data:
            piece = unpacker.decompress(data, _PIECE)
            data = unpacker.unconsumed_tail
            sizes[level] += len(piece)
            if sizes[level] > MOST_UNPACKED or (level + 1 < times and feed(level + 1, piece)):
                return True
            if not piece:
                break
        return False

    try:
        return any(
            feed(0, packed[start : start + _PIECE]) for start in range(0, len(packed), _PIECE)
        )
    except zlib.error:
        return False  # encrypted, or broken: whoever unpacks it stops there too
