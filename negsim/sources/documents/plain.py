"""Plain text in any encoding: byte-order mark, UTF-8, or the encoding that it most likely is, which is told."""

from __future__ import annotations

import codecs

from negsim.errors import InputError, quoted
from negsim.sources.documents.document import About, ReadDocument, assembled
from negsim.sources.form import is_form, read_form
from negsim.sources.text import normalise

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LOOKED_AT = 200_000  # bytes by which an encoding is guessed


def read_plain(data: bytes, path: str, encoding: str | None = None) -> ReadDocument:
    """Read a plain text, or one with numbered paragraphs that `negsim read` wrote."""
    text, notes = decoded(data, path, encoding)
    if is_form(text):
        return ReadDocument(read_form(text, path), notes=notes)
    paragraphs = [(one, None) for one in normalise(text).text.paragraphs]
    return assembled(path, paragraphs, About(), notes=notes)


def decoded(data: bytes, path: str, encoding: str | None = None) -> tuple[str, tuple[str, ...]]:
    """Decode a text, and say how where nothing in the file tells.

    Parameters
    ----------
    data : bytes
    path : str
        For messages.
    encoding : str or None
        As somebody named it; found where None.

    Raises
    ------
    InputError
        It is no text, or not in the encoding that was named.
    """
    if encoding is not None:
        return _named(data, path, encoding), ()
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _named(data, path, name), ()
    if b"\x00" in data[:_LOOKED_AT]:
        wide = _wide(data)
        if wide is None:
            raise InputError.one(
                f"{quoted(path, 200)} is no text",
                "give a PDF, a Word document, an OpenDocument text, RTF, HTML or plain text",
            )
        return data.decode(wide, "replace"), (f"read as {wide.upper()}",)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        pass
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_LOOKED_AT]).best()
    name = "cp1252" if best is None else best.encoding
    told = f"the file does not say its encoding; read as {name}: check letters with accents, or name it"
    return data.decode(name, "replace"), (told,)


def _named(data: bytes, path: str, encoding: str) -> str:
    try:
        return data.decode("utf-8-sig" if encoding.lower() in {"utf8", "utf-8"} else encoding)
    except LookupError:
        raise InputError.one(
            f"no encoding is called {quoted(encoding)}",
            "utf-8, utf-16, cp1251, cp1252, koi8-r, iso-8859-2, gb18030 … are",
        ) from None
    except UnicodeError:
        raise InputError.one(
            f"{quoted(path, 200)} is not in {encoding}", "name another encoding, or none"
        ) from None


def _wide(data: bytes) -> str | None:
    """Find the order of bytes of UTF-16 without a mark: every second byte of most letters is zero."""
    sample = data[:_LOOKED_AT]
    half = max(1, len(sample) // 2)
    odd, even = sample[1::2].count(0) / half, sample[::2].count(0) / half
    if max(odd, even) < 0.3 or min(odd, even) > 0.05 or len(data) % 2:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"
