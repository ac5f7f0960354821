"""Sentences of ours with words of scripts that run from the right: each word of theirs keeps its own direction.

The bidirectional algorithm of Unicode (its annex 9) lets a number or a sign behind an Arabic or Hebrew name join it,
so that it stands on the other side, beside the next party. What is isolated, it leaves where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import bidirectional

ISOLATE, END = "\u2068", "\u2069"  # first strong isolate, pop directional isolate
LEFT_TO_RIGHT, RIGHT_TO_LEFT = "\u200e", "\u200f"
_RIGHT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff"
_WORD = f"[{_RIGHT}](?:[{_RIGHT}'’\\-\u200c\u200d]|\"(?=[{_RIGHT}]))*"
# Words of such a script, with nothing between them but spaces and whole numbers, and the sign that ends a question.
_RUN = re.compile(f"{_WORD}(?:[ \u00a0](?:[0-9]+[ \u00a0])?{_WORD})*(?:[?!](?=[ \u00a0”)]|$))?")
# What a sentence of ours quotes, or has in brackets: a label of the file, with the numbers in it.
_LABEL = re.compile("(?<=“)[^“”]+(?=”)|(?<=\\()[^()“”]+(?=\\))")
_OURS = re.compile("[-+−±%:;,·]")  # between a name and a number
_MOSTLY = 3  # times as many letters that run from the right, in a text that is theirs


def isolated(text: str) -> str:
    """Isolate the words that run from the right in a text that does not; a text that is all theirs stays as it is.

    Examples
    --------
    >>> isolated("Gains: שלום +25, Port 12") == f"Gains: {ISOLATE}שלום{END} +25, Port 12"
    True
    >>> isolated("שלום") == "שלום", isolated("שלום: 25").startswith(LEFT_TO_RIGHT)
    (True, True)
    """
    if text.isascii() or _RUN.search(text) is None or is_from_the_right(text):
        return text
    parts = _parts(text)
    marked = "".join(f"{ISOLATE}{part}{END}" if theirs else part for part, theirs in parts)
    # So that whoever goes by the first letter does not turn the sentence round.
    return LEFT_TO_RIGHT + marked if _first(text) == "R" else marked


def is_from_the_right(text: str) -> bool:
    """Whether a text as a whole runs from the right: it begins so, and hardly has other letters or any sign of ours.

    Examples
    --------
    >>> [is_from_the_right(text) for text in ("(نص)", "نص 12", "نص: +12", "Port نص")]
    [True, True, False, False]
    """
    if text.isascii() or _first(text) != "R":
        return False
    ways = [way for way in map(bidirectional, text) if way in {"L", "R", "AL", "EN"}]
    right = sum(way in {"R", "AL"} for way in ways)
    is_counted = ways[-1] == "EN" and bool(_OURS.search(text))
    return ways[-1] != "L" and not is_counted and _MOSTLY * ways.count("L") < right


def stretches(text: str) -> Iterator[tuple[str, bool]]:
    """Split a text where words begin that run from the right, and where they end; say of each part which it is.

    Examples
    --------
    >>> list(stretches("Port نص, 12")), list(stretches("نص, نص"))
    ([('Port ', False), ('نص', True), (', 12', False)], [('نص, نص', True)])
    """
    if is_from_the_right(text):
        yield text, True
    elif text.isascii():
        yield from [(text, False)] if text else []
    else:
        yield from _parts(text)


def _parts(text: str) -> Iterator[tuple[str, bool]]:
    """Split a text at what it quotes of theirs, else at their words; say of each part whether it is theirs."""
    labels = [one.span() for one in _LABEL.finditer(text) if is_from_the_right(one[0])]
    words = [
        one.span()
        for one in _RUN.finditer(text)
        if not any(start <= one.start() < end for start, end in labels)
    ]
    place = 0
    for start, end in sorted(labels + words):
        if start > place:
            yield text[place:start], False
        yield text[start:end], True
        place = end
    if place < len(text):
        yield text[place:], False


def _first(text: str) -> str:
    """Give the way of the first letter that has one."""
    ways = (bidirectional(character) for character in text)
    return next(("L" if way == "L" else "R" for way in ways if way in {"L", "R", "AL"}), "")
