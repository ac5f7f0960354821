"""What a stream of a PDF is packed by, undone piece by piece, so that no more is held than one piece."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator

Pieces = Iterator[bytes]

_PIECE = 1 << 20
_CLEAR, _END = 256, 257  # codes of LZW that stand for no bytes


def flate(packed: Iterable[bytes]) -> Pieces:
    """Undo deflation, in the frame of zlib."""
    unpacker = zlib.decompressobj()
    for piece in packed:
        data = piece
        while data and not unpacker.eof:
            try:
                made = unpacker.decompress(data, _PIECE)
            except zlib.error:
                return  # encrypted, or broken: whoever unpacks it stops there too
            yield made
            data = unpacker.unconsumed_tail


def lzw(packed: Iterable[bytes]) -> Pieces:
    """Undo LZW with codes of 9 to 12 bits, each width taken one code early, as PDF has it by itself.

    Codes that a file takes late are read a code too early here at each width, which changes what they stand for and
    hardly how much.
    """
    words: list[bytes] = []
    held = bits = 0
    width, last = 9, b""
    made: list[bytes] = []
    size = 0

    def begin() -> None:
        words[:] = [bytes([n]) for n in range(256)] + [b"", b""]

    begin()
    for piece in packed:
        for byte in piece:
            held, bits = held << 8 | byte, bits + 8
            if bits < width:
                continue
            bits -= width
            code, held = held >> bits, held & (1 << bits) - 1
            if code == _END:
                yield b"".join(made)
                return
            if code == _CLEAR:
                begin()
                width, last = 9, b""
                continue
            word = words[code] if code < len(words) else last + last[:1]
            if last and len(words) < 4096:
                words.append(last + word[:1])
            width = min(12, max(9, (len(words) + 1).bit_length()))
            last = word
            made.append(word)
            size += len(word)
            if size >= _PIECE:
                yield b"".join(made)
                made, size = [], 0
    yield b"".join(made)


def run_lengths(packed: Iterable[bytes]) -> Pieces:
    """Undo runs of one byte: a count and what it counts."""
    held = b""
    for piece in packed:
        data, at, made = held + piece, 0, bytearray()
        while at + 1 < len(data):
            count = data[at]
            if count == 128:
                yield bytes(made)
                return
            if count > 128:
                made += data[at + 1 : at + 2] * (257 - count)
                at += 2
            elif at + count + 2 <= len(data):
                made += data[at + 1 : at + count + 2]
                at += count + 2
            else:
                break
            if len(made) >= _PIECE:
                yield bytes(made)
                made = bytearray()
        held = data[at:]
        yield bytes(made)


def ascii_85(packed: Iterable[bytes]) -> Pieces:
    """Undo five signs for four bytes, where `z` is four that are 0."""
    digits: list[int] = []
    for piece in packed:
        made = bytearray()
        for sign in piece:
            if sign == 0x7E:  # ~
                yield bytes(made) + _tail(digits)
                return
            if sign == 0x7A and not digits:  # z
                made += bytes(4)
            elif 0x21 <= sign <= 0x75:
                digits.append(sign - 0x21)
                if len(digits) == 5:
                    made += _four(digits)
                    digits = []
        yield bytes(made)
    yield _tail(digits)


def _tail(digits: list[int]) -> bytes:
    return (
        _four([*digits, *[84] * (5 - len(digits))])[: len(digits) - 1] if len(digits) > 1 else b""
    )


def _four(digits: list[int]) -> bytes:
    number = 0
    for digit in digits:
        number = 85 * number + digit
    return (number & 0xFFFFFFFF).to_bytes(4, "big")


def ascii_hex(packed: Iterable[bytes]) -> Pieces:
    """Undo two signs for a byte."""
    held = ""
    for piece in packed:
        text = held + "".join(chr(sign) for sign in piece if chr(sign) in "0123456789abcdefABCDEF>")
        text, end, _ = text.partition(">")
        if end:
            yield bytes.fromhex(text + "0" * (len(text) % 2))
            return
        whole = len(text) // 2 * 2
        held = text[whole:]
        yield bytes.fromhex(text[:whole])


# By name, also the short one.
UNPACKING: dict[bytes, Callable[[Iterable[bytes]], Pieces]] = {
    **dict.fromkeys((b"FlateDecode", b"Fl"), flate),
    **dict.fromkeys((b"LZWDecode", b"LZW"), lzw),
    **dict.fromkeys((b"RunLengthDecode", b"RL"), run_lengths),
    **dict.fromkeys((b"ASCII85Decode", b"A85"), ascii_85),
    **dict.fromkeys((b"ASCIIHexDecode", b"AHx"), ascii_hex),
}
