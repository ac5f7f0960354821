"""JSON to the same frozen nodes as YAML, with positions: numbers stay the text that they are."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from json import JSONDecodeError, decoder
from typing import NoReturn

from negsim.errors import InputError, Where, quoted
from negsim.language.yaml.nodes import MOST_LEVELS, MOST_NODES, Mapping, Node, Scalar, Sequence

_SPACE = re.compile(r"[ \t\n\r]*")
# Python's writer of JSON has a word for what JSON has none: numbers without end. Who needs a number refuses them.
_PLAIN = re.compile(
    r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?|true|false|null|-?Infinity"
)
_WORD = re.compile(r"[^\s,\]}:]+")


def read_json(text: str, path: str) -> Node:
    r"""Parse a JSON text.

    Parameters
    ----------
    text : str
        At most 100,000 values and 64 levels.
    path : str
        The file's name, for messages.

    Raises
    ------
    InputError
        With the first fault: no JSON, a key that is there twice, something after the end, too deep or too large.

    Examples
    --------
    >>> node = read_json('{"depth":\n [1.50, "ten"]}', "mine.json")
    >>> [(item.text, str(item.where)) for item in node.get("depth").items]
    [('1.50', 'mine.json:2:3'), ('ten', 'mine.json:2:9')]
    """
    return _Reader(text.removeprefix("\ufeff"), path).read()


@dataclass
class _Reader:
    text: str
    path: str
    at: int = 0
    count: int = 0

    def __post_init__(self) -> None:
        self.starts = [0, *(found.end() for found in re.finditer("\n", self.text))]

    def read(self) -> Node:
        node = self._value(0)
        self._skip()
        if self.at < len(self.text):
            self._stop("something stands after the end of the JSON", "delete it")
        return node

    def _where(self, at: int) -> Where:
        line = bisect_right(self.starts, at)
        return Where(self.path, line, at - self.starts[line - 1] + 1)

    def _stop(self, what: str, mend: str) -> NoReturn:
        raise InputError.one(what, mend, self._where(min(self.at, len(self.text))))

    def _skip(self) -> str:
        found = _SPACE.match(self.text, self.at)
        assert found is not None
        self.at = found.end()
        return self.text[self.at : self.at + 1]

    def _value(self, depth: int) -> Node:
        sign = self._skip()
        self.count += 1
        if self.count > MOST_NODES:
            self._stop(f"more than {MOST_NODES:,} values", "leave out what is not needed")
        if depth > MOST_LEVELS:
            self._stop(f"more than {MOST_LEVELS} levels", "a negotiation domain needs few")
        where = self._where(self.at)
        if sign == "{":
            return Mapping(self._pairs(depth), where)
        if sign == "[":
            return Sequence(self._items(depth), where)
        if sign == '"':
            return Scalar(self._string(), is_plain=False, where=where)
        plain = _PLAIN.match(self.text, self.at)
        word = _WORD.match(self.text, self.at)
        if plain is None or word is None or plain[0] != word[0]:
            given = (
                "the end of the file"
                if word is None and not sign
                else quoted(word[0] if word else sign)
            )
            self._stop(
                f"a value was expected here, not {given}",
                'JSON knows numbers, "texts", true, false, null, [lists] and {mappings}',
            )
        self.at = plain.end()
        return Scalar(plain[0], is_plain=True, where=where)

    def _string(self) -> str:
        try:
            text, self.at = decoder.scanstring(self.text, self.at + 1, True)  # type: ignore[attr-defined]
        except JSONDecodeError as error:
            self.at = error.pos
            self._stop(
                f"the text in quotes cannot be read: {error.msg}", "mend the text, or its quotes"
            )
        return str(text)

    def _pairs(self, depth: int) -> tuple[tuple[Scalar, Node], ...]:
        items: dict[str, tuple[Scalar, Node]] = {}
        self.at += 1
        if self._skip() == "}":
            self.at += 1
            return ()
        while True:
            if self._skip() != '"':
                self._stop("a key in double quotes was expected here", 'write "key": value')
            where = self._where(self.at)
            key = Scalar(self._string(), is_plain=False, where=where)
            if key.text in items:
                raise InputError.one(
                    f"the key {quoted(key.text)} is there twice", "keep one", where
                )
            if self._skip() != ":":
                self._stop("a colon was expected here", 'write "key": value')
            self.at += 1
            items[key.text] = (key, self._value(depth + 1))
            if self._ends("}"):
                return tuple(items.values())

    def _items(self, depth: int) -> tuple[Node, ...]:
        items: list[Node] = []
        self.at += 1
        if self._skip() == "]":
            self.at += 1
            return ()
        while True:
            items.append(self._value(depth + 1))
            if self._ends("]"):
                return tuple(items)

    def _ends(self, bracket: str) -> bool:
        sign = self._skip()
        if sign not in (bracket, ","):
            self._stop(
                f"a comma or {bracket} was expected here", "put it, or close what was opened"
            )
        self.at += 1
        return sign == bracket
