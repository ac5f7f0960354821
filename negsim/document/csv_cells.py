"""CSV that is safe to open in a spreadsheet: no text of a file becomes a formula there, and none is lost.

A cell that begins with ``=``, ``+``, ``-``, ``@``, a tab or a line end is computed by spreadsheet programs, or sent
somewhere. Such texts get an apostrophe in front, which these programs take for the mark of a text; a number
stays one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

# Wide forms too, which East Asian versions compute as well.
_BEGINNINGS = frozenset("=+-@\t\r\n＝＋－＠")
_QUOTED = re.compile(r"[,\"\r\n]")
_NUMBER = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")


def harmless(value: Any) -> Any:
    """Give a cell that no spreadsheet computes; `harmful_again` takes the apostrophe off.

    Examples
    --------
    >>> harmless("=1+1"), harmless("-5 +- 1"), harmless("'=1"), harmless("-0.5"), harmless("ten")
    ("'=1+1", "'-5 +- 1", "''=1", '-0.5', 'ten')
    """
    if isinstance(value, str) and _is_computed(value.lstrip("'")) and not _NUMBER.fullmatch(value):
        return f"'{value}"
    return value


def harmful_again(text: str) -> str:
    """Give back what `harmless` was given.

    Examples
    --------
    >>> harmful_again("'=1+1"), harmful_again("''=1"), harmful_again("'t Hooft")
    ('=1+1', "'=1", "'t Hooft")
    """
    return text[1:] if text.startswith("'") and _is_computed(text.lstrip("'")) else text


def _is_computed(text: str) -> bool:
    return text[:1] in _BEGINNINGS and bool(text)


def csv_text(rows: Iterable[Sequence[Any]]) -> str:
    r"""Write rows as CSV, every cell harmless.

    Examples
    --------
    >>> csv_text([("path", "says"), ("port.ceiling", "@all, at once")])
    'path,says\nport.ceiling,"\'@all, at once"\n'
    """
    return "".join(",".join(map(_quoted, row)) + "\n" for row in rows)


def _quoted(value: Any) -> str:
    """Write a cell, in quotes where it must be; Python's own writer leaves a lone carriage return bare."""
    text = "" if value is None else str(harmless(value))
    return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text
