"""Lines of text: wrapped, padded and measured in the columns that they take on a screen."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import click

from negsim.errors import columns, printable

if TYPE_CHECKING:
    from negsim.document.content import Said

WIDEST = 120
NARROWEST = 60
SHORTEST = 24
ELSEWHERE = 100  # where nobody's screen is known: in files, and in what is piped on
_EIGHTHS = " ▏▎▍▌▋▊▉"


def width() -> int:
    """How many columns to use: those of the terminal, from 60 to 120; 100 where there is none."""
    if not sys.stdout.isatty():
        return ELSEWHERE
    return max(NARROWEST, min(WIDEST, shutil.get_terminal_size((ELSEWHERE, 24)).columns))


def height() -> int:
    """How many lines to use at a time: those of the terminal, 24 at the least."""
    return max(SHORTEST, shutil.get_terminal_size((ELSEWHERE, SHORTEST)).lines)


def heading(text: str) -> str:
    """Give a heading: capitals say that it is one, weight repeats it."""
    return click.style(text, bold=True)


def titled(title: str, note: str, room: int) -> list[str]:
    """Give a heading with a note behind it, or below it where the line is too short for both."""
    lines = [heading(line) for line in wrap(title, room)]
    if not note:
        return lines
    if columns(printable(title)) + 2 + columns(printable(note)) <= room:
        return [f"{lines[0]}  {printable(note)}"]
    return [*lines, *wrap(note, room, "  ")]


def wrap(text: str, room: int, first: str = "", rest: str | None = None) -> list[str]:
    """Break a text into lines of at most `room` columns.

    Parameters
    ----------
    text : str
        What comes from a file is made printable here.
    room : int
        Columns of a line, its beginning included.
    first, rest : str
        What the first line and the others begin with; `rest` is as many spaces where absent.

    Examples
    --------
    >>> wrap("a text of five words", 12, "  ")
    ['  a text of', '  five words']
    """
    rest = " " * columns(first) if rest is None else rest
    lines, line, start = [], "", first
    for word in printable(text).split():
        for piece in _pieces(word, max(8, room - columns(rest))):
            joined = f"{line} {piece}" if line else piece
            if line and columns(start) + columns(joined) > room:
                lines.append(start + line)
                line, start = piece, rest
            else:
                line = joined
    return [*lines, start + line] if line or not lines else lines


def _pieces(word: str, room: int) -> list[str]:
    """Cut a word that no line could take."""
    if columns(word) <= room:
        return [word]
    pieces, piece = [], ""
    for character in word:
        if columns(piece + character) > room:
            pieces.append(piece)
            piece = ""
        piece += character
    return [*pieces, piece]


def led(said: Said, room: int) -> list[str]:
    """Wrap a sentence, and make its first words bold."""
    lines = wrap(said.text, room)
    if said.lead:
        lines[0] = heading(said.lead) + lines[0].removeprefix(said.lead)
    return lines


def flow(items: Iterable[str], room: int, first: str = "", between: str = " · ") -> list[str]:
    """Set items one after another, and break lines only between them."""
    lines, line = [], first
    for item in map(printable, items):
        joined = item if line in {first, " " * columns(first)} else between + item
        if len(joined) > len(item) and columns(line) + columns(joined) > room:
            lines.append(line + between.rstrip())
            line, joined = " " * columns(first), item
        line += joined
    return [*lines, line] if line.strip() else lines


def pad(text: str, room: int, *, right: bool = False) -> str:
    """Fill a text with spaces up to some columns."""
    space = " " * max(0, room - columns(text))
    return space + text if right else text + space


def table(rows: Iterable[Sequence[str]], widths: Sequence[int], right: str = "") -> list[str]:
    """Set rows in columns; a cell that is too long is wrapped, nothing is cut.

    Parameters
    ----------
    rows : iterable of sequences of str
        One text per column.
    widths : sequence of int
        Columns of the screen for each; two spaces stand between them.
    right : str
        A letter per column: "r" sets it to the right.
    """
    sides = right.ljust(len(widths), "l")
    lines = []
    for row in rows:
        cells = [wrap(cell, room) for cell, room in zip(row, widths, strict=True)]
        for number in range(max(map(len, cells))):
            line = "  ".join(
                pad(cell[number] if number < len(cell) else "", room, right=side == "r")
                for cell, room, side in zip(cells, widths, sides, strict=True)
            )
            lines.append(line.rstrip())
    return lines


def fit(texts: Iterable[str], most: int) -> int:
    """Columns that the longest of some texts takes, at most `most`."""
    return min(most, max((columns(printable(text)) for text in texts), default=0))


def bar(share: float, room: int) -> str:
    """Draw a share of the room, to an eighth of a column; what is not nothing is seen.

    Examples
    --------
    >>> bar(0.5, 4), bar(0.001, 4), bar(0, 4)
    ('██', '▏', '')
    """
    eighths = min(room * 8, max(0, round(share * room * 8)))
    if share > 0 and eighths == 0:
        eighths = 1
    return ("█" * (eighths // 8) + _EIGHTHS[eighths % 8]).rstrip()
