"""Numbers of other tools' files, exactly: decimals as written, and what a printed double stands for."""

from __future__ import annotations

import re
from fractions import Fraction

from negsim.language.model.numbers import MOST_DIGITS

_NUMBER = re.compile(r"([-+]?)([0-9]*)(\.[0-9]*)?(?:[eE]([-+]?[0-9]{1,9}))?")
_MOST_WRITTEN = 400  # digits; more is no number of a negotiation
_DOUBLE_DIGITS = 15  # a text of so many significant digits was printed from a double
_SMALL = 100_000  # denominators of fractions that a double is taken for
_PLACES = 20  # what is kept where a number is too long for the scenario language


def read_exact(text: str) -> Fraction | None:
    """Read a decimal number exactly; None where it is none, infinite, not a number, or of absurd size.

    A text of 15 or more significant digits was printed from a binary double: where a fraction with a denominator of
    at most 100,000 gives the same double, that fraction was meant, and is taken. (Fewer than one in a million doubles
    lies next to such a fraction by chance.)

    Examples
    --------
    >>> read_exact("0.25"), read_exact("0.3333333333333333"), read_exact("0.4700166576535899")
    (Fraction(1, 4), Fraction(1, 3), Fraction(4700166576535899, 10000000000000000))
    >>> read_exact("NaN") is None, read_exact("1e999999999") is None
    (True, True)
    """
    found = _NUMBER.fullmatch(text.strip())
    if found is None:
        return None
    sign, whole, point, exponent = found.groups()
    places = (point or ".")[1:]
    if not whole and not places:
        return None
    digits = (whole + places).lstrip("0")
    shift = int(exponent or 0) - len(places)
    if len(digits) + abs(shift) > _MOST_WRITTEN:
        return None
    value = Fraction(int(digits or "0")) * Fraction(10) ** shift
    if len(digits.rstrip("0")) >= _DOUBLE_DIGITS:
        value = _meant(value)
    return -value if sign == "-" else value


def _meant(value: Fraction) -> Fraction:
    simple = value.limit_denominator(_SMALL)
    return simple if float(simple) == float(value) else value


def fits(value: Fraction) -> bool:
    """Whether the scenario language can write a number: at most 30 digits above and below the bar.

    Examples
    --------
    >>> fits(Fraction(1, 3)), fits(Fraction(1, 10**31))
    (True, False)
    """
    return max(len(str(abs(value.numerator))), len(str(value.denominator))) <= MOST_DIGITS


def fitting(value: Fraction) -> Fraction | None:
    """Round a number to what the language can write: 20 decimal places; None where it is too large for it.

    Examples
    --------
    >>> fitting(Fraction(1, 3)), fitting(Fraction(10) ** 40) is None
    (Fraction(1, 3), True)
    """
    if fits(value):
        return value
    rounded = round(value, _PLACES)
    return rounded if fits(rounded) else None
