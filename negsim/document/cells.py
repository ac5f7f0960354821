"""Numbers as cells: counts, gains and shares, each with its value behind the words."""

from __future__ import annotations

from fractions import Fraction

from negsim.document.content import Cell, Span, prose
from negsim.document.plain import number as rounded
from negsim.errors import spelled
from negsim.language.phrases import gain as gain_in_words
from negsim.language.phrases import percent, points, tenths
from negsim.language.phrases import share as share_in_words


def words(text: str, *notes: str, voice: str = "plain") -> Cell:
    """Give a cell of words."""
    voices = {"plain": "plain", "strong": "strong", "soft": "soft", "typed": "typed"}
    assert voice in voices
    return Cell(prose(Span(text, voice, notes)))  # type: ignore[arg-type]


def count(value: int | None, bar: float | None = None) -> Cell:
    """Give a cell of a whole number; an empty one where there is none."""
    if value is None:
        return Cell(())
    return Cell(prose(spelled(value)), value, "count", bar)


def number(value: Fraction | float | None, bar: float | None = None) -> Cell:
    """Give a cell of a number with three decimals."""
    if value is None:
        return Cell(())
    exact = rounded(value) if isinstance(value, Fraction) else value
    return Cell(prose(f"{float(value):.3f}"), exact, "number", bar)


def worth(value: Fraction | None, bar: float | None = None) -> Cell:
    """Give a cell of what something is worth, in points of 100."""
    if value is None:
        return Cell(())
    return Cell(prose(points(value)), rounded(100 * value), "worth", bar)


def threshold(value: Fraction | None) -> Cell:
    """Give a cell of a worth that something hangs on, in points of 100, with a decimal where it has one."""
    if value is None:
        return Cell(())
    return Cell(prose(tenths(value)), rounded(100 * value), "worth")


def gain(value: Fraction | None, bar: float | None = None) -> Cell:
    """Give a cell of a gain, in points of 100, with its sign."""
    if value is None:
        return Cell(())
    return Cell(prose(gain_in_words(value)), rounded(100 * value), "gain", bar)


def part(value: int, whole: int) -> Cell:
    """Give a cell of a part as a percentage of the whole, with a bar."""
    if not whole:
        return Cell(())
    return Cell(prose(percent(value, whole)), value / whole, "share", value / whole)


def share(value: float, *, is_barred: bool = True) -> Cell:
    """Give a cell of a share, with a bar."""
    return Cell(prose(share_in_words(value)), value, "share", value if is_barred else None)
