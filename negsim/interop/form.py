"""The form in which a workshop fills in a scenario: what stands in which row, for reading and writing it alike.

The first row names the actors from the third column on. Before the first issue stand rows that say one thing of each
actor, named in the first column. An issue begins with its question in the first column, beside it the word for the row
of weights; below it, each option has a row, with a score, a mark for a red line, or both.
"""

from __future__ import annotations

import re
from fractions import Fraction

from negsim.language.model.issues import Range
from negsim.language.model.numbers import format_number, parse_number

SHEET = "Scores"
HELP_SHEET = "How to fill this in"
ISSUE, OPTION = "Issue", "Option"
CONSENT = "Consent"
RESERVATION = "Reservation value"
SCALE = "Scores run to"
SHEET_FROM, SHEET_TO = "Points run from", "Points run to"
ABOUT_ACTORS = (CONSENT, RESERVATION, SCALE, SHEET_FROM, SHEET_TO)
WEIGHT = "Weight"
ORDERED = "ordered"
NEVER = "x"
MARKS = ("x", "✗", "✘", "never")
FIRST_ACTOR = 2  # columns before it: issue, option

_RANGE = re.compile(r"from\s+(\S+)\s+to\s+(\S+)\s+step\s+(\S+)(?:\s+(.+))?", re.IGNORECASE)
_ORDERED = re.compile(r"ordered(?:\s*:\s*(.+))?", re.IGNORECASE)


def range_words(numbers: Range) -> str:
    """Write a range in the words of the form.

    Examples
    --------
    >>> range_words(Range(start=Fraction(0), stop=Fraction(10), step=Fraction(1, 2), unit="EUR"))
    'from 0 to 10 step 0.5 EUR'
    """
    ends = f"from {format_number(numbers.start)} to {format_number(numbers.stop)}"
    unit = "" if numbers.unit is None else f" {numbers.unit}"
    return f"{ends} step {format_number(numbers.step)}{unit}"


def read_range(text: str) -> tuple[Fraction, Fraction, Fraction, str | None] | None:
    """Read a range from the words of the form: from, to, step and unit; None where it is none.

    Examples
    --------
    >>> read_range("from 0 to 10 step 0.5 EUR")
    (Fraction(0, 1), Fraction(10, 1), Fraction(1, 2), 'EUR')
    """
    found = _RANGE.fullmatch(text.strip())
    if found is None:
        return None
    start, stop, step = (parse_number(part) for part in found.groups()[:3])
    if start is None or stop is None or step is None:
        return None
    return start, stop, step, found[4]


def read_order(text: str) -> tuple[str | None] | None:
    """Read that an issue is ordered: what names the order, in a tuple; None where it says something else.

    Examples
    --------
    >>> read_order("ordered: few to many"), read_order("ordered"), read_order("orderly")
    (('few to many',), (None,), None)
    """
    found = _ORDERED.fullmatch(text.strip())
    return None if found is None else (found[1],)


def order_words(axis: str | None) -> str:
    """Write that an issue is ordered in the words of the form."""
    return ORDERED if axis is None else f"{ORDERED}: {axis}"


def split_mark(text: str) -> tuple[str, bool]:
    """Take the mark of a red line off a cell.

    Examples
    --------
    >>> split_mark("0.2 x"), split_mark("X"), split_mark("7")
    (('0.2', True), ('', True), ('7', False))
    """
    words = text.split()
    if words and words[-1].casefold() in MARKS:
        return " ".join(words[:-1]), True
    return text.strip(), False
