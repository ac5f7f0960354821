"""XML as Genius writes and reads it: attributes as they stand, whatever characters are in them.

Genius' own parser takes the text between two quotation marks for an attribute, and so its files have names with a bare
``&`` or ``<``, and attributes without a space between them. Where such a file is no XML, it is read here: what could be
meant is read, and told; tags that do not match, or a file that ends too early, are faults.
"""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from collections.abc import Callable
from typing import NoReturn

from negsim.errors import InputError, Where, quoted
from negsim.interop.xml_tree import Tree, XmlElement, refuse_doctype

_NAME = r"[A-Za-z_:][\w:.-]*"
_SKIPPED = re.compile(r"<!--.*?-->|<\?.*?\?>|<!\[CDATA\[.*?\]\]>", re.DOTALL)
_DOCTYPE = re.compile(r"<!DOCTYPE\s*([^\s>\[]*)", re.IGNORECASE)
_CLOSING = re.compile(rf"</\s*({_NAME})\s*>")
_OPENING = re.compile(rf"""<({_NAME})((?:[^<>"']|"[^"]*"|'[^']*')*)>""")
_ATTRIBUTE = re.compile(rf"""({_NAME})\s*=\s*("[^"]*"|'[^']*')""")
_AMPERSAND = re.compile(r"&(?:#x([0-9A-Fa-f]{1,6})|#([0-9]{1,7})|(amp|lt|gt|quot|apos));|&")
_ENTITIES = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_ENCODING = re.compile(rb"""^\s*<\?xml[^>]*encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip
_BARE_AMPERSAND, _BARE_LESS, _NO_SPACE = (
    "a bare & in it was read as it stands",
    "a bare < in it was read as it stands",
    "attributes in it without a space between them were read",
)


def read_as_genius(data: bytes, path: str, tell: Callable[[str], None]) -> XmlElement:
    """Parse a file that is no XML as Genius would; told what of it is no XML.

    Raises
    ------
    InputError
        With the first place that cannot be read so either.
    """
    return _Lenient(_text(data, path, tell), path, tell).read()


def _text(data: bytes, path: str, tell: Callable[[str], None]) -> str:
    named = _ENCODING.match(data[:200])
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    encoding = encoding or (named[1].decode() if named else "utf-8")
    try:
        return data.decode(encoding)
    except LookupError:
        raise InputError.one(
            f"the XML is in an encoding that cannot be read: unknown encoding: {encoding}",
            "save it as UTF-8",
            Where(path, 1, 1),
        ) from None
    except UnicodeDecodeError:
        # Genius writes in whatever encoding its machine has, and does not say which.
        tell("it is not in the encoding that it states, and was read as Windows-1252")
        return data.decode("cp1252", "replace")


class _Lenient:
    def __init__(self, text: str, path: str, tell: Callable[[str], None]) -> None:
        self.text = text
        self.path = path
        self.tell = tell
        self.tree = Tree()
        self.starts = [0, *(found.end() for found in re.finditer("\n", text))]

    def read(self) -> XmlElement:
        at = self.text.find("<")
        while at >= 0:
            at = self.text.find("<", self._take(at))
        if self.tree.stack:
            opened = self.tree.stack[-1]
            self._stop(
                len(self.text),
                f"the file ends within <{opened.tag}>, which begins on line {opened.where.line}",
                f"it may be cut off: get the whole file, or close it with </{opened.tag}>",
            )
        if self.tree.root is None:
            self._stop(0, "there is no element in the file", "get the whole file")
        return self.tree.root

    def _take(self, at: int) -> int:
        """Read what begins with a `<`, and give the place behind it."""
        if skipped := _SKIPPED.match(self.text, at):
            return skipped.end()
        if doctype := _DOCTYPE.match(self.text, at):
            refuse_doctype(doctype[1], self._where(at))
        if closing := _CLOSING.match(self.text, at):
            self._close(at, closing[1])
            return closing.end()
        opening = _OPENING.match(self.text, at)
        if opening is None:
            self._stop(
                at, "a tag begins here that does not end", "write <name …>, every \" with its other"
            )  # fmt: skip
        if self.tree.root is not None:
            self._stop(at, "something stands after the end of the file's element", "delete it")
        inside = opening[2].rstrip()
        self.tree.open(
            opening[1], self._attributes(inside.removesuffix("/"), opening.start(2)), self._where(at)
        )  # fmt: skip
        if inside.endswith("/"):
            self.tree.close()
        return opening.end()

    def _close(self, at: int, tag: str) -> None:
        opened = self.tree.stack[-1] if self.tree.stack else None
        if opened is None or opened.tag != tag:
            within = (
                "nothing is open" if opened is None else f"<{opened.tag}> of line {opened.where.line} is"
            )  # fmt: skip
            mend = "delete it" if opened is None else f"write </{opened.tag}> before it"
            self._stop(at, f"</{tag}> closes what is not open: {within}", mend)
        self.tree.close()

    def _attributes(self, inside: str, start: int) -> dict[str, str]:
        attributes: dict[str, str] = {}
        at = 0
        for found in _ATTRIBUTE.finditer(inside):
            between = inside[at : found.start()]
            if between.strip():
                break
            if not between:
                self.tell(_NO_SPACE)
            value = self._value(found[2][1:-1])
            if attributes.setdefault(found[1], value) != value:
                self._stop(start + found.start(), f"{found[1]} is said twice", "keep one")
            at = found.end()
        if inside[at:].strip():
            rest = len(inside[at:]) - len(inside[at:].lstrip())
            self._stop(
                start + at + rest,
                f"this is no attribute: {quoted(inside[at:].strip(), 40)}",
                'write name="value"',
            )
        return attributes

    def _value(self, text: str) -> str:
        if "<" in text:
            self.tell(_BARE_LESS)
        return _AMPERSAND.sub(self._meant, re.sub(r"[\t\r\n]", " ", text))

    def _meant(self, found: re.Match[str]) -> str:
        if found[3]:
            return _ENTITIES[found[3]]
        code = int(found[1], 16) if found[1] else int(found[2] or 0)
        if code:
            return chr(code) if code <= 0x10FFFF and not 0xD800 <= code < 0xE000 else "\ufffd"
        self.tell(_BARE_AMPERSAND)
        return found[0]

    def _where(self, at: int) -> Where:
        line = bisect_right(self.starts, at)
        return Where(self.path, line, at - self.starts[line - 1] + 1)

    def _stop(self, at: int, what: str, mend: str) -> NoReturn:
        raise InputError.one(f"the XML cannot be read: {what}", mend, self._where(at))
