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

# What a column or a row may be called that is no party and no option.
_TOTAL = re.compile(
    r"(?:grand |joint |overall |over-?all |sub-?)?"
    r"(?:totals?|sums?|averages?|avg|means?|gesamt|gesamtsumme|insgesamt|summe|durchschnitt|mittelwert|schnitt"
    r"|total g[eé]n[eé]ral|somme|moyenne|suma|promedio|media|totale|somma|итого|всего|сумма|среднее|Σ|∑|ø)"
    r"(?: (?:of|over|for) .{1,40}| points?| scores?)?[:.]?",
    re.IGNORECASE,
)
_DIGITS = r"[-+\N{MINUS SIGN}]?[0-9.,](?:[0-9.,'\u2019 \u00a0\u2009\u202f]*[0-9])?(?![0-9.,])"
_RANGE = re.compile(
    rf"from\s+({_DIGITS})\s+to\s+({_DIGITS})\s+step\s+({_DIGITS})(?:\s+(.+))?", re.IGNORECASE
)
_MARKED = re.compile(rf"(?:(.*\S)\s+)?(?:{'|'.join(MARKS)})", re.IGNORECASE | re.DOTALL)
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


def range_numbers(text: str) -> tuple[str, str, str, str | None] | None:
    """Give the three numbers of a range and its unit, as they are written; None where it is none.

    Examples
    --------
    >>> range_numbers("from 0 to 10,5 step 0,5 EUR")
    ('0', '10,5', '0,5', 'EUR')
    """
    found = _RANGE.fullmatch(text.strip())
    return None if found is None else (found[1], found[2], found[3], found[4])


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
    found = _MARKED.fullmatch(text.strip())
    return (text.strip(), False) if found is None else (found[1] or "", True)


def is_total(name: str) -> bool:
    """Whether a column or row is called as sums and averages are.

    Examples
    --------
    >>> is_total("Total"), is_total("Average of all"), is_total("Total ban")
    (True, True, False)
    """
    return _TOTAL.fullmatch(name) is not None


def guarded(name: str) -> str:
    """Write a name so that it is read as one, even where the form has a use of its own for such a word.

    Examples
    --------
    >>> guarded("Weight"), guarded("'Weight"), guarded("Weights"), guarded("'t Hooft")
    ("'Weight", "''Weight", 'Weights', "'t Hooft")
    """
    return f"'{name}" if _is_word(name.lstrip("'")) else name


def unguarded(text: str) -> str:
    """Give back what `guarded` was given."""
    return text[1:] if text.startswith("'") and _is_word(text.lstrip("'")) else text


def _is_word(text: str) -> bool:
    known = {word.casefold() for word in (ISSUE, OPTION, WEIGHT, *ABOUT_ACTORS)}
    return (
        text.casefold() in known
        or is_total(text)
        or read_order(text) is not None
        or _RANGE.fullmatch(text.strip()) is not None
    )
