"""Small pieces of sentences: counts, shares, gains, days and lists, written the same way everywhere."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def percent(part: int, whole: int) -> str:
    """Give a share as a percentage with one decimal."""
    return f"{100 * part / whole:.1f}%" if whole else ""


def counted(number: int, one: str, many: str | None = None) -> str:
    """Give a number with its noun.

    Examples
    --------
    >>> counted(1, "package"), counted(1500, "package")
    ('1 package', '1,500 packages')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def gain(value: Fraction) -> str:
    """Give a gain with three decimals, and never zero for what is not."""
    text = f"{float(value):+.3f}"
    if value and float(text) == 0:
        return "+<0.001" if value > 0 else "-<0.001"
    return text


def day(value: date) -> str:
    """Give a date as people write it."""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def listed(words: Sequence[str]) -> str:
    """Join words as a sentence does.

    Examples
    --------
    >>> listed(["Russia", "Ukraine", "NATO"])
    'Russia, Ukraine and NATO'
    """
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"
