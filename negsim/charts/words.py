"""Words in pictures: measured before they are drawn, wrapped at spaces, made smaller before anything is cut."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from unicodedata import east_asian_width

from negsim.charts.fonts import OWN, lacks
from negsim.charts.style import LEAST
from negsim.errors import printable
from negsim.language.direction import (
    END,
    ISOLATE,
    LEFT_TO_RIGHT,
    RIGHT_TO_LEFT,
    is_from_the_right,
    isolated,
)

_AT = 100.0  # size at which words are measured; widths grow in proportion
_SPACING = 1.22
_DOUBT = (
    0.003  # by what share of it a line may differ from the sum of its words, and more than it does
)
_NOT_XML = re.compile("[\ufffe\uffff]")
# What looks other among others than beside one: letters that join, marks above letters, "ff".
_SHAPED = re.compile("ff|[^\u0020-\u02ff\u0370-\u0482\u048a-\u052f\u2010-\u2027]")
# Where a word too long for its line may be broken without a hyphen.
_AFTER = re.compile(r"(?<=[_/\-–—.,;:·])")


def clean(words: str) -> str:
    """Make a text of the file fit to draw: on one line, nothing that reorders or breaks it."""
    return _NOT_XML.sub("\ufffd", printable(" ".join(words.split())))


def joined(names: Sequence[str]) -> str:
    """Join names as a sentence does.

    Examples
    --------
    >>> joined(["Russia", "Ukraine", "NATO"])
    'Russia, Ukraine and NATO'
    """
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def counted(number: int, noun: str) -> str:
    """Count things.

    Examples
    --------
    >>> counted(1, "package"), counted(1200, "package")
    ('1 package', '1,200 packages')
    """
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def width_of(words: str, size: float, *, bold: bool = False) -> float:
    """Give the width of a line in inches, at a size in points."""
    return _width(words, bold) * size / _AT


def height_of(lines: int, size: float) -> float:
    """Give the height of some lines in inches."""
    return lines * size * _SPACING / 72


@lru_cache(maxsize=8192)
def _width(words: str, bold: bool) -> float:
    lacking = "".join(c for c in words if lacks(c))
    known = "".join(c for c in words if not lacks(c)) if lacking else words
    # Other fonts will draw these: Chinese and the like fill a square.
    foreign = sum(1.0 if east_asian_width(c) in "WF" else 0.7 for c in lacking)
    wide = _ink(known, bold) if _SHAPED.search(known) else _paired(known, bold)
    return wide / 64 / 72 + foreign * _AT / 72


def _paired(words: str, bold: bool) -> int:
    """Give the width of a line letter by letter: of each two together, less what was counted twice.

    A letter that the font moves for the sake of two others is missed: by a twentieth of its height, seldom.
    """
    twice = sum(_ink(letter, bold) for letter in words[1:-1])
    return (
        sum(_ink(a + b, bold) for a, b in pairwise(words)) - twice
        if words[1:]
        else _ink(words, bold)
    )


@lru_cache(maxsize=8192)
def _ink(words: str, bold: bool) -> int:
    """Give the width of a line as the font draws it, in 64ths of a point at the size of measuring."""
    from matplotlib.font_manager import FontProperties, findfont, get_font
    from matplotlib.ft2font import LoadFlags

    weight = "bold" if bold else "normal"
    font = get_font(findfont(FontProperties(family=OWN, weight=weight)))
    font.set_size(_AT, 72)
    font.set_text(words, 0.0, flags=LoadFlags.NO_HINTING)
    return int(font.get_width_height()[0])


def wrap(words: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """Break a text into lines no wider than so many inches; words too long for a line are broken too."""
    lines: list[str] = []
    line, about = "", 0.0
    words = clean(words)
    for word in words.split(" "):
        longer = f"{line} {word}" if line else word
        about += width_of(f" {word}" if line else word, size, bold=bold)
        if _fits(longer, about, width, size, bold):
            line = longer
            continue
        if line:
            lines.append(line)
        pieces = _broken(word, width, size, bold)
        lines += pieces[:-1]
        line, about = pieces[-1], width_of(pieces[-1], size, bold=bold)
    return _directed([*lines, line] if line else lines, words)


def _fits(line: str, about: float, width: float, size: float, bold: bool) -> bool:
    """Whether a line is as wide as that at most: measured only where the sum of its words leaves a doubt."""
    if line.isascii() and abs(about - width) > _DOUBT * (about + size / 72):
        return about <= width
    return width_of(line, size, bold=bold) <= width


def _directed(lines: list[str], words: str) -> list[str]:
    """Keep every line running the way the whole text does, and what runs the other way within it in its place."""
    if words.isascii():
        return lines
    if is_from_the_right(words):
        # Isolated, since in an SVG a line runs from the left where nothing says otherwise.
        marks = ["" if is_from_the_right(line) else RIGHT_TO_LEFT for line in lines]
        return [f"{ISOLATE}{mark}{line}{END}" for mark, line in zip(marks, lines, strict=True)]
    return [LEFT_TO_RIGHT + line if is_from_the_right(line) else isolated(line) for line in lines]


def _broken(word: str, width: float, size: float, bold: bool) -> list[str]:
    if width_of(word, size, bold=bold) <= width:
        return [word]
    pieces: list[str] = []
    line = ""
    for part in _AFTER.split(word):
        if line and width_of(line + part, size, bold=bold) > width:
            pieces.append(line)
            line = ""
        line += part
        while len(line) > 1 and width_of(line, size, bold=bold) > width:
            cut = len(line) - 1
            while cut > 1 and width_of(line[:cut], size, bold=bold) > width:
                cut -= 1
            pieces.append(line[:cut])
            line = line[cut:]
    return [*pieces, line] if line or not pieces else pieces


def cut_within(words: str, width: float, size: float, *, bold: bool = False) -> str:
    """Cut a text that is too wide for a line in its middle, so that those that begin alike stay apart.

    Examples
    --------
    >>> cut_within("neutral, with membership ruled out", 2.0, 10)
    'neutral, with…ship ruled out'
    """
    kept = len(words)
    cut = words
    while kept > 2 and width_of(cut, size, bold=bold) > width:
        kept -= 1
        cut = f"{words[: kept // 2].rstrip()}…{words[len(words) - (kept - kept // 2) :].lstrip()}"
    return cut


@dataclass(frozen=True)
class Fitted:
    """Lines, and the size in points at which they fit."""

    lines: tuple[str, ...]
    size: float

    @property
    def height(self) -> float:
        """Height in inches."""
        return height_of(len(self.lines), self.size)


def fit(
    words: str,
    width: float,
    height: float,
    size: float,
    *,
    least: float = LEAST,
    bold: bool = False,
) -> Fitted:
    """Make a text fit a box of inches: as large as it may be, smaller where it must, cut with … only at the least.

    At least one line is given, whatever the height; a word is broken only where it is too long at the least, too.
    """
    parts = [part for word in words.split() for part in _AFTER.split(word)]
    widest = max((width_of(part, 1, bold=bold) for part in parts), default=0.0)
    at = size
    if widest * at > width > 0:
        at = max(least, 0.5 * int(2 * width / widest))
    while True:
        lines = wrap(words, width, at, bold=bold)
        if height_of(len(lines), at) <= height + 1e-9:
            return Fitted(tuple(lines), at)
        if at <= least:
            break
        at = max(least, at - 0.5)
    room = max(1, int(height / height_of(1, at) + 1e-9))
    if len(lines) <= room:
        return Fitted(tuple(lines), at)
    last = lines[room - 1]
    while last and width_of(last + "…", at, bold=bold) > width:
        last = last[:-1]
    return Fitted((*lines[: room - 1], last.rstrip() + "…"), at)


def is_whole(words: str, fitted: Fitted) -> bool:
    """Whether a text stands in its lines with nothing cut, and no word broken.

    Examples
    --------
    >>> is_whole("over the river", Fitted(("over", "the river"), 9))
    True
    >>> is_whole("over the river", Fitted(("over the riv", "er"), 9))
    False
    """
    among = sum(len(line.split()) for line in fitted.lines)
    return among == len(words.split()) and not fitted.lines[-1].endswith("…")


def fit_all(
    texts: Sequence[str],
    width: float,
    height: float,
    size: float,
    *,
    least: float = LEAST,
    bold: bool = False,
) -> list[Fitted]:
    """Make several texts fit boxes of one size, all at the same size in points, that of the longest."""
    if not texts:
        return []
    at = min(fit(words, width, height, size, least=least, bold=bold).size for words in texts)
    return [fit(words, width, height, at, least=at, bold=bold) for words in texts]
