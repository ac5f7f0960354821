"""Which sign a sheet writes before decimals, told from all its numbers together and from what parts its cells.

``1.000`` is one to half of the world and a thousand to the other, and so is ``1,000``. Other numbers of the same file
tell which: ``0.5`` and ``1.250,00`` have one reading only. Where none does, a file with semicolons comes from where
the comma stands before decimals, and one with commas from where the point does. On that ground alone numbers are taken
for thousands, where one of them ends in 0 and others have no sign, and that is told; never for small ones. Else it is a
fault.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_SPACES = " \u00a0\u2009\u202f"
_QUOTES = "'\u2019"
_NUMBER = re.compile(
    rf"([-+\N{{MINUS SIGN}}]?)([0-9](?:[0-9.,{_QUOTES}{_SPACES}]*[0-9])?[.]?|[.,][0-9]+)((?:[eE][-+]?[0-9]{{1,4}})?)"
)
_RANGE = re.compile(r"\s*(?:\+/-|\+-|±)\s*")


@dataclass(frozen=True)
class NumeralReadings:
    """What a number says where a point stands before decimals, and where a comma does; None where it is none."""

    with_point: str | None
    with_comma: str | None

    @property
    def is_open(self) -> bool:
        """Whether it says two things."""
        both = self.with_point is not None and self.with_comma is not None
        return both and self.with_point != self.with_comma

    @property
    def sign(self) -> str:
        """The sign before decimals of a number that has one reading only; empty where both readings are the same."""
        if self.with_point is None:
            return ","
        return "." if self.with_comma is None else ""


def readings(text: str) -> NumeralReadings | None:
    """Read a number in both ways; None where it is none in either.

    Examples
    --------
    >>> readings("1.000"), readings("0,5"), readings("1 234,5").with_comma
    (NumeralReadings(with_point='1.000', with_comma='1000'),
     NumeralReadings(with_point=None, with_comma='0.5'), '1234.5')
    >>> readings("1,00,000").with_point, readings("ten") is None
    ('100000', True)
    """
    found = _NUMBER.fullmatch(text.strip())
    if found is None:
        return None
    sign = "-" if found[1] in ("-", "\N{MINUS SIGN}") else ""
    point, comma = (_plain(found[2], decimal) for decimal in ".,")
    if point is None and comma is None:
        return None
    return NumeralReadings(*(None if w is None else sign + w + found[3] for w in (point, comma)))


def _plain(text: str, decimal: str) -> str | None:
    """Read digits with groups and decimals; None where that cannot be with this sign before decimals."""
    whole, mark, places = text.partition(decimal)
    if mark and not (places.isdigit() or (not places and decimal == ".")):
        return None
    if not whole.isdigit() and whole:
        groups = {sign for sign in whole if not sign.isdigit()}
        if len(groups) > 1 or decimal in groups:
            return None
        first, *middle, last = whole.split(groups.pop())
        # Thousands, or as in India: three digits at the end, and two by two before.
        if not first or first.startswith("0") or len(last) != 3:
            return None
        sizes = {len(part) for part in middle}
        if not (len(first) <= 3 and sizes <= {3}) and not (len(first) <= 2 and sizes == {2}):
            return None
        whole = "".join((first, *middle, last))
    return (whole or "0") + (f".{places}" if places else "")


def parts_of(text: str) -> list[NumeralReadings] | None:
    """Read a number, or a number and its range; None where it is neither."""
    parts = [readings(part) for part in _RANGE.split(text, maxsplit=1)]
    return None if None in parts else [part for part in parts if part is not None]


@dataclass(frozen=True)
class Numerals:
    """How the numbers of a sheet are to be read.

    Parameters
    ----------
    sign : str
        What stands before decimals; empty where nothing tells.
    by_delimiter : str
        The sign that the delimiter of the file speaks for, for thousands; empty where it tells nothing.
    """

    sign: str
    by_delimiter: str

    @classmethod
    def of(cls, texts: Iterable[str], delimiter: str) -> Numerals:
        """Tell it from the texts where numbers stand, and from what parts the cells of the file."""
        found = [part for text in texts for part in parts_of(text) or ()]
        signs = {part.sign for part in found if part.sign}
        if signs:
            return cls(signs.pop() if len(signs) == 1 else "", "")
        opened = [part for part in found if part.is_open]
        by_delimiter = {";": ",", ",": "."}.get(delimiter, "")
        # Nobody writes 1.250 for 1.25 by hand; a program that shows three decimals shows them everywhere.
        are_thousands = any(part.with_point[-1:] == "0" for part in opened if part.with_point)
        if not are_thousands or len(opened) == len(found) or len(set(map(_separator, opened))) > 1:
            by_delimiter = ""
        return cls("", by_delimiter)

    def plain(self, text: str) -> str | None:
        """Write a number, with or without a range, as the language does; None where nothing tells which it is."""
        parts = parts_of(text)
        if parts is None:
            return text
        written = [self._part(part) for part in parts]
        return None if None in written else " +- ".join(part for part in written if part)

    def is_by_delimiter(self, text: str) -> bool:
        """Whether a number is read on the ground of the file's delimiter alone."""
        return not self.sign and any(part.is_open for part in parts_of(text) or ())

    def _part(self, part: NumeralReadings) -> str | None:
        if not part.is_open:
            return part.with_point if part.with_comma is None else part.with_comma
        if self.sign:
            return part.with_point if self.sign == "." else part.with_comma
        if self.by_delimiter and _separator(part) != self.by_delimiter:
            return part.with_point if self.by_delimiter == "." else part.with_comma
        return None


def _separator(part: NumeralReadings) -> str:
    """The sign in a number of two readings."""
    return "." if part.with_point is not None and "." in part.with_point else ","
