"""Dates in spreadsheets: numbers that a style shows as days, and texts that a program made of something else."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from fractions import Fraction

# Numbers of the built-in styles that show dates and times, those of East Asian versions among them.
_DATE_IDS = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
_NOT_SHOWN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!(?:h+|m+|s+)\])[^\]]*\]', re.IGNORECASE)
_LAST_DAY = 2_958_466  # 31 December 9999
_MONTHS = (
    "jan feb mar apr may jun jul aug sep sept oct nov dec mär mrz mai okt dez janv févr mars avr juin juil août"
    " déc ene abr ago dic gen mag giu lug set ott"
).split()
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ]00:00:00)?")
_DAY_AND_MONTH = re.compile(r"(?:([0-9]{1,2})[-. ]+)?([^\W\d_]{3,5})\.?(?:-([0-9]{2}))?")


def is_date_id(number: str) -> bool:
    """Whether a built-in style, by its number, shows a date or a time."""
    return number.isascii() and number.isdigit() and len(number) < 4 and int(number) in _DATE_IDS


def is_date_format(code: str) -> bool:
    """Whether a style shows a date or a time.

    Examples
    --------
    >>> is_date_format("DD/MM/YYYY"), is_date_format("[h]:mm"), is_date_format('0.0 "days"'), is_date_format("[Red]0")
    (True, True, False, False)
    """
    shown = _NOT_SHOWN.sub("", code.split(";", 1)[0]).lower()
    return any(letter in shown for letter in "ymdhs") and "general" not in shown


def date_of(number: Fraction, *, is_1904: bool = False) -> str | None:
    """Write the date that a number of days stands for; None where it stands for none.

    Examples
    --------
    >>> date_of(Fraction(45689)), date_of(Fraction(3, 4)), date_of(Fraction(91379, 2))
    ('2025-02-01', '18:00', '2025-02-01 12:00')
    """
    if not 0 <= number < _LAST_DAY:
        return None
    days = int(number)
    minutes = round((number - days) * 24 * 60)
    start = datetime(1904, 1, 1) if is_1904 else datetime(1899, 12, 31 if days < 60 else 30)  # noqa: DTZ001 (days without a zone)
    moment = start + timedelta(days=days, minutes=minutes)
    if days == 0 and not is_1904:
        return f"{moment:%H:%M}"
    return f"{moment:%Y-%m-%d}" if minutes % (24 * 60) == 0 else f"{moment:%Y-%m-%d %H:%M}"


def looks_like_a_date(text: str) -> bool:
    """Whether a text is what spreadsheet programs make of a name such as 1-2.

    Examples
    --------
    >>> [looks_like_a_date(text) for text in ("1-Feb", "03. Apr", "2025-02-01", "5 days", "May")]
    [True, True, True, False, False]
    """
    if _ISO.fullmatch(text):
        return True
    found = _DAY_AND_MONTH.fullmatch(text)
    if found is None or found[2].lower() not in _MONTHS:
        return False
    return found[1] is not None or found[3] is not None
