"""PDFs that are made to swell, by whatever they are packed and however that is said."""

from __future__ import annotations

import base64
import random
import zlib
from collections.abc import Callable

import pytest

from negsim.errors import InputError
from negsim.sources.documents import streams
from negsim.sources.documents.streams import refuse_swelling
from negsim.sources.documents.unpacking import UNPACKING

Packer = Callable[[bytes], bytes]


def lzw(data: bytes) -> bytes:
    """Pack by LZW as PDF 32000-1, 7.4.4 has it, codes widened one early."""
    out, bits, width = 0, 0, 9
    words = {bytes([n]): n for n in range(256)}
    following, held = 258, b""

    def put(code: int) -> None:
        nonlocal out, bits
        out, bits = out << width | code, bits + width

    put(256)
    for place in range(len(data)):
        longer = held + data[place : place + 1]
        if longer in words:
            held = longer
            continue
        put(words[held])
        words[longer] = following
        following += 1
        width = 9 if following < 512 else 10 if following < 1024 else 11 if following < 2048 else 12
        if following == 4095:
            put(256)
            words = {bytes([n]): n for n in range(256)}
            following, width = 258, 9
        held = data[place : place + 1]
    if held:
        put(words[held])
        following += 1
        width = 9 if following < 512 else 10 if following < 1024 else 11 if following < 2048 else 12
    put(257)
    rest = -bits % 8
    return (out << rest).to_bytes((bits + rest) // 8, "big")


def run_lengths(data: bytes) -> bytes:
    """Pack by runs of at most 128, and what does not repeat as it stands."""
    out, at = bytearray(), 0
    while at < len(data):
        run = 1
        while run < 128 and data[at + run : at + run + 1] == data[at : at + 1]:
            run += 1
        out += bytes([257 - run]) + data[at : at + 1] if run > 1 else bytes([0]) + data[at : at + 1]
        at += run
    return bytes(out) + b"\x80"


PACKERS: dict[bytes, Packer] = {
    b"FlateDecode": lambda data: zlib.compress(data, 9),
    b"LZWDecode": lzw,
    b"RunLengthDecode": run_lengths,
    b"ASCII85Decode": lambda data: base64.a85encode(data) + b"~>",
    b"ASCIIHexDecode": lambda data: data.hex().encode() + b">",
}


def whole(pieces: bytes, name: bytes, length: int) -> bytes:
    """Undo a filter of what comes in pieces of some length."""
    parts = (pieces[at : at + length] for at in range(0, len(pieces), length))
    return b"".join(UNPACKING[name](parts))


@pytest.mark.parametrize("name", PACKERS)
def test_what_is_packed_comes_back_whole_in_whatever_pieces(name: bytes) -> None:
    rng = random.Random(4)
    words = [b"a" * 3000, rng.randbytes(3000), bytes(700), b"no deal " * 1500, b"", b"z"]
    for data in [*words, b"".join(words)]:
        packed = PACKERS[name](data)
        assert [whole(packed, name, length) for length in (1, 7, 10**6)] == [data] * 3


def stream(filters: bytes, data: bytes, *, before: bytes = b"", after: bytes = b"") -> bytes:
    """Give the part of a PDF that holds one stream."""
    words = b"%s<< /Length %d /Filter %s %s>>" % (before, len(data), filters, after)
    return b"%%PDF-1.4\n4 0 obj\n%s\nstream\n%s\nendstream\nendobj\n" % (words, data)


CHAINS = [
    (b"LZWDecode",),
    (b"RunLengthDecode",),
    (b"FlateDecode",),
    (b"ASCII85Decode", b"LZWDecode"),
    (b"ASCIIHexDecode", b"FlateDecode"),
    (b"ASCII85Decode", b"RunLengthDecode", b"FlateDecode"),
    (b"RunLengthDecode", b"RunLengthDecode", b"LZWDecode"),
    (b"ASCII85Decode",),
]


@pytest.mark.parametrize("chain", CHAINS)
def test_what_swells_is_refused_by_whatever_it_is_packed(
    monkeypatch: pytest.MonkeyPatch, chain: tuple[bytes, ...]
) -> None:
    monkeypatch.setattr(streams, "MOST_UNPACKED", 50_000)
    monkeypatch.setattr(streams, "MOST_IN_ALL", 90_000)
    said = b"[%s]" % b" ".join(b"/" + name for name in chain)

    def packed(size: int) -> bytes:
        data = bytes(size)
        for name in reversed(chain):
            data = PACKERS[name](data)
        return data

    refuse_swelling(stream(said, packed(40_000)), "a.pdf")
    for data in (stream(said, packed(60_000)), 3 * stream(said, packed(40_000))):
        with pytest.raises(InputError, match="unpacks to more than 0 MB"):
            refuse_swelling(data, "b.pdf")


HIDDEN = {
    "named in letters of its own": (b"/#46late#44ecode", b"", b""),
    "in an object elsewhere": (b"9 0 R", b"", b""),
    "in an object that cannot be read": (b"8 0 R", b"", b""),
    "far before the stream": (b"/Fl", b"", b" " * 5000),
    "behind a stream in a comment": (b"/Fl", b"% stream\n", b""),
    "before a stream in a text": (b"/Fl", b"", b"/Note (stream\n)"),
    "said again as nothing": (b"/FlateDecode", b"", b"/Note (/Filter /None)"),
    "as a picture": (b"/FlateDecode", b"", b"/Subtype /Image"),
}


@pytest.mark.parametrize("way", HIDDEN)
def test_what_swells_is_found_however_its_packing_is_said(
    monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    monkeypatch.setattr(streams, "MOST_UNPACKED", 50_000)
    monkeypatch.setattr(streams, "MOST_IN_ALL", 90_000)
    filters, before, after = HIDDEN[way]
    elsewhere = b"9 0 obj\n[/FlateDecode]\nendobj\n"
    data = stream(filters, zlib.compress(bytes(100_000)), before=before, after=after)
    with pytest.raises(InputError, match="unpacks to more than 0 MB"):
        refuse_swelling(data + elsewhere, "a.pdf")
