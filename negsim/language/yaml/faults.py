"""What libyaml says of a file it cannot parse, in words for those who write such files."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from negsim.errors import Fault, Where, quoted
from negsim.language.yaml.characters import odd_space

_RESERVED = "%@`"
_CLOSING = {"[": "]", "{": "}"}
_BRACKET = re.compile(r"(?:&\S+\s+)?([\[{])")
_OPENING = {"sequence": ("[", "]"), "mapping": ("{", "}")}


def where_too_deep(error: Any) -> int | None:
    """Where, in characters, libyaml met its own limit of levels (1,000 in 0.2.6); None for any other error."""
    if "maximum nesting depth" not in (getattr(error, "problem", None) or ""):
        return None
    return int(error.problem_mark.index)


def explain(error: Any, lines: list[str], path: str, brackets: Sequence[Where] = ()) -> Fault:
    """Turn an error of the scanner or parser into a fault that says where it was caused, and what to do.

    Parameters
    ----------
    error : yaml.YAMLError
        As libyaml raised it.
    lines : list of str
        The lines of the file.
    path : str
        The file's name.
    brackets : sequence of Where
        What stands open in brackets, the innermost first.
    """
    position = getattr(error, "position", None)
    if position is not None:
        return _unreadable_character(position, lines, path)
    return _Explanation(error, lines, path, brackets).fault()


def _unreadable_character(position: int, lines: list[str], path: str) -> Fault:
    line, column = 0, position
    while line < len(lines) - 1 and column > len(lines[line]):
        column -= len(lines[line]) + 1
        line += 1
    return Fault(
        Where(path, line + 1, column + 1), "a character that YAML does not allow", "delete it"
    )


class _Explanation:
    """One error, the place it names, and the place where what it speaks of began."""

    def __init__(self, error: Any, lines: list[str], path: str, brackets: Sequence[Where]) -> None:
        self.problem: str = getattr(error, "problem", None) or str(error)
        self.context: str = getattr(error, "context", None) or ""
        self.lines = lines
        self.brackets = brackets
        self.path = path
        mark = getattr(error, "problem_mark", None)
        context_mark = getattr(error, "context_mark", None) or mark
        self.line: int = 0 if mark is None else mark.line
        self.column: int = 0 if mark is None else mark.column
        self.from_line: int = 0 if context_mark is None else context_mark.line
        self.from_column: int = 0 if context_mark is None else context_mark.column

    def fault(self) -> Fault:
        odd = odd_space(self.lines, min(self.from_line, self.line), self.line, self.path)
        if odd is not None:
            return odd
        problem = self.problem
        for beginning, explain_it in (
            ("found character that cannot start any token", self._bad_start),
            ("found a tab character", self._tab),
            ("mapping values are not allowed", self._colon),
            ("could not find expected ':'", self._no_colon),
            ("did not find expected ',' or", self._bracket),
            ("found unexpected end of stream", self._quote),
            ("found unexpected document indicator", self._quote),
            ("did not find expected <document start>", self._after_document),
            ("did not find expected key", self._misplaced),
            ("did not find expected '-' indicator", self._misplaced),
            ("did not find expected node content", self._no_content),
            ("block sequence entries are not allowed", self._dash),
            ("did not find expected alphabetic or numeric", self._anchor),
            ("found unknown escape", self._escape),
            ("found invalid Unicode character escape", self._escape),
            ("did not find expected hexdecimal", self._escape),
            ("did not find expected comment or line break", self._block_text),
            ("found an indentation indicator", self._block_text),
            ("found undefined tag handle", self._tag),
            ("found incompatible YAML document", self._directive),
            ("found unknown directive", self._directive),
        ):
            if problem.startswith(beginning):
                return explain_it()
        if "tag" in self.context:
            return self._tag()
        if "directive" in self.context or "%" in problem:
            return self._directive()
        mend = "quote the text here if it is one text"
        return self._here(f"this is not YAML: {problem}", mend)

    def _at(self, line: int, column: int, what: str, mend: str, length: int = 1) -> Fault:
        return Fault(Where(self.path, line + 1, column + 1, length), what, mend)

    def _here(self, what: str, mend: str, length: int = 1) -> Fault:
        return self._at(self.line, self.column, what, mend, length)

    def _text_of(self, line: int) -> str:
        return self.lines[line] if 0 <= line < len(self.lines) else ""

    def _rest(self, line: int, column: int) -> str:
        return self._text_of(line)[column:].rstrip()

    def _indentation(self, line: int) -> int:
        text = self._text_of(line)
        return len(text) - len(text.lstrip(" \t"))

    def _bad_start(self) -> Fault:
        rest = self._rest(self.line, self.column)
        if rest.startswith("\t") or not rest:
            return self._tab()
        if rest[0] in _RESERVED:
            return self._here(
                f"a text that begins with {rest[0]} needs quotes", "quote the whole text", len(rest)
            )
        return self._here(f"nothing can begin with {quoted(rest[0])}", "quote the text", len(rest))

    def _tab(self) -> Fault:
        text = self._text_of(self.line)
        column = (
            self.column if text[self.column : self.column + 1] == "\t" else max(text.find("\t"), 0)
        )
        length = len(text[column:]) - len(text[column:].lstrip("\t"))
        return self._at(
            self.line,
            column,
            "a tab stands where spaces indent",
            "indent with spaces",
            max(1, length),
        )

    def _colon(self) -> Fault:
        before = self._text_of(self.line)[: self.column]
        if ": " in before.lstrip() or ":\t" in before:
            mend = (
                "quote the text if the colon belongs to it, or give the inner key a line of its own"
            )
            return self._here("a second ': ' on one line", mend)
        column = self._indentation(self.line)
        key = before.strip()
        what = f"{quoted(key)} cannot be a key here: the lines above it are one text, or one value"
        mend = "indent it like the keys beside it, and end each key above with a colon"
        return self._at(self.line, column, what, mend, max(1, len(key)))

    def _no_colon(self) -> Fault:
        rest = self._rest(self.from_line, self.from_column)
        first, colon, after = rest.partition(":")
        if colon and after and not after[0].isspace():
            mend = f"put a space after the colon: {first}: {after.split()[0]}"
        else:
            mend = "write KEY: VALUE; indent it deeper if it continues the text above"
        what = f"{quoted(rest)} is a key without a colon"
        return self._at(self.from_line, self.from_column, what, mend, max(1, len(rest)))

    def _bracket(self) -> Fault:
        opening, closing = _OPENING["sequence" if "sequence" in self.context else "mapping"]
        is_left_open = self.line >= len(self.lines) - 1 and not self._rest(self.line, self.column)
        is_outdented = self.line > self.from_line and (
            self._indentation(self.line) <= self._indentation(self.from_line)
            and self._rest(self.line, self.column)[:1] not in ("]", "}")
        )
        if is_left_open or is_outdented:
            what = f"this {opening} is never closed"
            return self._at(self.from_line, self.from_column, what, f"put a {closing} at its end")
        found = self._rest(self.line, self.column)[:1]
        place = f"the {opening} of line {self.from_line + 1}, column {self.from_column + 1}"
        if found in ("]", "}"):
            return self._here(
                f"a {found} stands where {place} is still open", f"close it with {closing} first"
            )
        before = self._text_of(self.line)[: self.column].rstrip()
        if before.endswith(("'", '"')) and found != ":":
            return self._after_value(before, 1)
        if found == ":":
            what = f"this colon stands where a comma should, in {place}"
            mend = "quote the text if the colon belongs to it, or put a comma before the key"
            return self._here(what, mend)
        mend = f"put a comma between the two, close it with {closing}, or quote the whole text"
        return self._here(f"a comma is missing before this, in {place}", mend)

    def _quote(self) -> Fault:
        mark = self._rest(self.from_line, self.from_column)[:1]
        return self._at(
            self.from_line,
            self.from_column,
            f"this {mark} is never closed",
            f"put a {mark} at the end of the text",
        )

    def _after_document(self) -> Fault:
        length = max(1, len(self._rest(self.line, self.column)))
        if self._text_of(0).startswith("%"):
            return self._here(
                "a line --- is missing after the lines with %", "put --- before this line", length
            )
        return self._here(
            "what went before is a whole value, and nothing may follow it",
            "delete this, or quote the whole text if it is one",
            length,
        )

    def _misplaced(self) -> Fault:
        text = self._text_of(self.line)
        length = max(1, len(self._rest(self.line, self.column)))
        before = text[: self.column].rstrip()
        if before.strip(" \t-?"):
            return self._after_value(before, length)
        if text[self.column : self.column + 1] == ":":
            return self._here("a key is missing before the colon", "write one")
        kind = "list" if "-" in self.problem or "collection" in self.context else "mapping"
        if kind == "mapping" and text[self.column : self.column + 1] == "-":
            what = "a list item stands among the keys of a mapping"
            mend = "indent it like the items of its list, or give the list a key of its own"
            return self._here(what, mend, length)
        what = f"this does not line up with the {kind} that begins on line {self.from_line + 1}"
        mend = f"begin it in column {self.from_column + 1}, or indent it like what it belongs to"
        return self._here(what, mend, length)

    def _after_value(self, before: str, length: int) -> Fault:
        mark = before[-1]
        what = "text after the end of a value"
        if mark in "'\"" and before.count(mark) % 2:
            mend = f"close the {mark} that was opened on a line above"
        elif mark == "'" and self._rest(self.line, self.column)[:1].isalpha():
            mend = "write '' for an apostrophe within single quotes, or use double quotes"
        elif mark in "'\"":
            mend = "put the whole text in quotes, with the other kind of quotes inside"
        else:
            mend = "quote the whole text if it is one"
        return self._here(what, mend, length)

    def _no_content(self) -> Fault:
        found = self._rest(self.line, self.column)[:1]
        if not found and self.line >= len(self.lines) - 1:
            for where in self.brackets:
                bracket = _BRACKET.match(self._text_of(where.line - 1), where.column - 1)
                if bracket is not None:
                    what, mend = (
                        f"this {bracket[1]} is never closed",
                        f"put a {_CLOSING[bracket[1]]} at its end",
                    )
                    return self._at(where.line - 1, bracket.start(1), what, mend)
        if found == ",":
            return self._here(
                "nothing stands before this comma", "delete it, or write what is missing"
            )
        if found in ("]", "}"):
            opening = "[" if found == "]" else "{"
            return self._here(
                f"this {found} closes nothing",
                f"delete it, or open it with {opening}; quote it in a text",
            )
        return self._here(
            "a value is missing here", "write it, or quote the text", max(1, len(found))
        )

    def _dash(self) -> Fault:
        return self._here(
            "a list cannot begin on the line of its key",
            "put each '- ' on a line of its own, write [a, b], or quote the text",
        )

    def _anchor(self) -> Fault:
        sign = self._rest(self.from_line, self.from_column)[:1]
        rest = self._rest(self.from_line, self.from_column)
        what = f"a text that begins with {sign} needs quotes"
        return self._at(
            self.from_line, self.from_column, what, "quote the whole text", max(1, len(rest))
        )

    def _escape(self) -> Fault:
        text = self._text_of(self.line)
        column = text.rfind("\\", 0, self.column + 1)
        column = self.column if column < 0 else column
        what = f"{quoted(text[column : column + 2])} is no character that YAML knows"
        mend = "write \\\\ for a backslash, or use single quotes; characters beyond \\uFFFF are \\UXXXXXXXX"
        return self._at(self.line, column, what, mend, 2)

    def _block_text(self) -> Fault:
        rest = self._rest(self.from_line, self.from_column)
        what = (
            f"{rest[:1]} here begins a text of several lines, and nothing may follow it on its line"
        )
        mend = f"quote the text if the {rest[:1]} belongs to it, or write it on the next line"
        return self._at(self.from_line, self.from_column, what, mend, max(1, len(rest)))

    def _tag(self) -> Fault:
        rest = self._rest(self.from_line, self.from_column)
        tag = rest.split()[0] if rest.split() else "!"
        return self._at(
            self.from_line,
            self.from_column,
            f"tags are not read: {quoted(tag)}",
            "leave the tag out, or quote the text if it begins with !",
            len(tag),
        )

    def _directive(self) -> Fault:
        rest = self._rest(self.from_line, self.from_column)
        what = f"{quoted(rest)} is no line that YAML 1.2 knows"
        mend = "write %YAML 1.2, or delete the line"
        return self._at(self.from_line, self.from_column, what, mend, max(1, len(rest)))
