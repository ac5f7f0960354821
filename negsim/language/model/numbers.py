"""Exact numbers, as written: decimals and fractions become rationals, never binary floats."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

from negsim.errors import quoted
from negsim.language.names import nearest
from negsim.language.yaml.nodes import Mapping, Node, Scalar, Sequence

MOST_PLACES = 6
MOST_DIGITS = 30

# The number forms of the YAML 1.2 core schema in base ten. ASCII digits only: int() would take Arabic ones as well.
_DECIMAL = re.compile(r"([-+]?)([0-9]*)(\.[0-9]*)?(?:[eE]([-+]?[0-9]+))?")
_FRACTION = re.compile(r"([-+]?[0-9]+)/([0-9]+)")
_RANGE = re.compile(r"(.*?)\s*(?:\+-|±)\s*(.*)", re.DOTALL)

WORDS = {
    "decisive": (Fraction(8), Fraction(2)),
    "high": (Fraction(4), Fraction(1)),
    "medium": (Fraction(2), Fraction(1, 2)),
    "low": (Fraction(1), Fraction(1, 4)),
}


class NumberFault(Exception):
    """A value is no number, or none that the language takes.

    Parameters
    ----------
    at : Node or None
        The value to blame; None where only a text was given.
    what : str
        What is wrong, to come after a subject: ``is no number: 'many'``.
    mend : str
        What to write instead.
    """

    def __init__(self, at: Any, what: str, mend: str) -> None:
        super().__init__(at, what, mend)
        self.at = at
        self.what = what
        self.mend = mend


class NumberText(str):
    """The text of a number: written to YAML without quotes, where other texts that look like numbers get them."""

    __slots__ = ()


def parse_number(text: str) -> Fraction | None:
    """Read a number exactly; None where it is none, or more than 6 places or 30 digits long.

    Parameters
    ----------
    text : str
        A decimal such as ``8``, ``-.5``, ``1e1`` (places are counted as written: ``1e-7`` has 7), or a fraction such
        as ``5/9``. Of YAML's other forms, octal ``0o17``, hexadecimal ``0xff``, ``.inf`` and ``.nan`` are no numbers
        here.

    Examples
    --------
    >>> parse_number(".125"), parse_number("5/9"), parse_number("1_0")
    (Fraction(1, 8), Fraction(5, 9), None)
    """
    try:
        return _exact(text)
    except NumberFault:
        return None


def _exact(text: str) -> Fraction | None:
    """Read a number; None where the text has not the form of one, a fault where it has and is refused all the same."""
    text = text.strip(" \t")
    if "/" in text:
        return _fraction(text)
    found = _DECIMAL.fullmatch(text)
    if found is None:
        return None
    sign, whole, point, exponent = found.groups()
    places = (point or ".")[1:]
    if not whole and not places:
        return None
    digits = (whole + places).lstrip("0")
    shift = _shift(exponent)
    if len(places) - shift > MOST_PLACES:
        raise NumberFault(
            None,
            f"has more than {MOST_PLACES} decimal places: {quoted(text)}",
            f"round it to {MOST_PLACES} places, or write a fraction such as 5/9",
        )
    if len(digits) + max(shift - len(places), 0) > MOST_DIGITS:
        raise _too_long(text)
    value = Fraction(int(digits or "0")) * Fraction(10) ** (shift - len(places))
    return -value if sign == "-" else value


def _shift(exponent: str | None) -> int:
    """Give the exponent; one of many digits is beyond all bounds, and must not be computed with."""
    if exponent is None:
        return 0
    if len(exponent.lstrip("+-0")) > 4:
        return -(10**4) if exponent.startswith("-") else 10**4
    return int(exponent)


def _fraction(text: str) -> Fraction | None:
    found = _FRACTION.fullmatch(text)
    if found is None:
        return None
    if max(len(part.lstrip("+-0")) for part in found.groups()) > MOST_DIGITS:
        raise _too_long(text)
    # int() refuses texts of thousands of digits, leading zeros or not.
    above, below = (int(part.lstrip("+-0") or "0") for part in found.groups())
    if below == 0:
        raise NumberFault(None, f"has 0 below the bar: {quoted(text)}", "write another number")
    return Fraction(-above if text.startswith("-") else above, below)


def _too_long(text: str) -> NumberFault:
    return NumberFault(
        None, f"has more than {MOST_DIGITS} digits: {quoted(text)}", "use a larger unit"
    )


def format_number(value: Fraction | int) -> NumberText:
    """Write a number so that `parse_number` reads the same: a decimal where 6 places suffice, else a fraction.

    Examples
    --------
    >>> format_number(Fraction(1, 8)), format_number(Fraction(5, 9)), format_number(Fraction(8))
    ('0.125', '5/9', '8')
    """
    value = Fraction(value)
    scaled = value * 10**MOST_PLACES
    if scaled.denominator != 1:
        return NumberText(f"{value.numerator}/{value.denominator}")
    whole, places = divmod(abs(scaled.numerator), 10**MOST_PLACES)
    sign = "-" if value < 0 else ""
    return NumberText(f"{sign}{whole}.{places:0{MOST_PLACES}d}".rstrip("0").rstrip("."))


@dataclass(frozen=True)
class Quantity:
    """A number and the range that its author allows it; the range is as stated, not cut to any bounds.

    Parameters
    ----------
    best, low, high : Fraction
        low ≤ best ≤ high; all equal where no range was stated.
    shape : {'plain', 'uniform', 'triangular', 'word', 'unknown'}
        How it was written: ``8``, ``8 +- 3``, ``{best: 8, low: 5, high: 12}``, ``decisive``. Words are drawn
        uniformly. A weight of an actor with ``weights: unknown`` is not written at all.
    word : str or None
        The word, where it is one.
    """

    best: Fraction
    low: Fraction
    high: Fraction
    shape: Literal["plain", "uniform", "triangular", "word", "unknown"] = "plain"
    word: str | None = None

    @classmethod
    def plain(cls, value: Fraction | int) -> Quantity:
        """Make a number without a range."""
        best = Fraction(value)
        return cls(best, best, best)

    @classmethod
    def uniform(cls, best: Fraction | int, half: Fraction | int) -> Quantity:
        """Make a number with a half-range."""
        return cls(Fraction(best), Fraction(best - half), Fraction(best + half), "uniform")

    @classmethod
    def unknown(cls) -> Quantity:
        """Make a weight of which nothing is known: as much as any other of its actor."""
        return cls(Fraction(1), Fraction(1), Fraction(1), "unknown")

    def to_plain(self) -> NumberText | str | dict[str, Any]:
        """Give what to write in YAML for it.

        Examples
        --------
        >>> Quantity.uniform(8, 3).to_plain()
        '8 +- 3'
        """
        if self.shape in ("plain", "unknown"):
            return format_number(self.best)
        if self.shape == "uniform":
            return f"{format_number(self.best)} +- {format_number(self.high - self.best)}"
        if self.word is not None:
            return self.word
        return {key: format_number(getattr(self, key)) for key in ("best", "low", "high")}


def parse_quantity(node: Node, *, words: bool = False) -> Quantity:
    """Read a number, with or without a range.

    Parameters
    ----------
    node : Node
        ``8``, ``8 +- 3``, ``8 ± 3``, ``{best: 8, low: 5, high: 12}``, quoted or not; with `words` also ``decisive``,
        ``high``, ``medium``, ``low``.
    words : bool
        Whether this is a weight, which a word may stand for.

    Raises
    ------
    NumberFault
        With the first fault only: one fault is one message.
    """
    if isinstance(node, Mapping):
        return _triangular(node)
    if isinstance(node, Sequence):
        raise NumberFault(
            node, "is a list where a number should be", "write one number, such as 8 or 8 +- 3"
        )
    if node.is_null:
        raise NumberFault(
            node, "is empty where a number should be", "write one, such as 8 or 8 +- 3"
        )
    return parse_quantity_text(node.text, node, words=words)


def parse_quantity_text(text: str, at: Node | None = None, *, words: bool = False) -> Quantity:
    """Read ``8``, ``8 +- 3`` (or ``8 ± 3``) or, if asked for, a word of weight.

    Parameters
    ----------
    text : str
        The number.
    at : Node or None
        The value that a fault is to blame.
    words : bool
        Whether this is a weight.

    Raises
    ------
    NumberFault
        It is none of these.

    Examples
    --------
    >>> parse_quantity_text("0.4+-0.1").low
    Fraction(3, 10)
    """
    text = text.strip(" \t")
    if words and text in WORDS:
        best, half = WORDS[text]
        return Quantity(best, best - half, best + half, "word", text)
    is_range = _RANGE.fullmatch(text)
    if is_range is None:
        return Quantity.plain(_number(text, at, words=words))
    best, half = _number(is_range[1], at), _number(is_range[2], at)
    if half < 0:
        mend = f"write {format_number(best)} +- {format_number(-half)}"
        raise NumberFault(at, f"has a half-range below 0: {quoted(text)}", mend)
    return Quantity.uniform(best, half)


def _triangular(node: Mapping) -> Quantity:
    needed = ("best", "low", "high")
    example = "write {best: 8, low: 5, high: 12}"
    for key, _ in node.items:
        if key.text not in needed:
            meant = nearest(key.text, needed)
            hint = "" if meant is None else f" (did you mean {meant}?)"
            raise NumberFault(
                key, f"has no key {quoted(key.text)} in its range", f"use best, low, high{hint}"
            )
    values = []
    for name in needed:
        value = node.get(name)
        if value is None:
            raise NumberFault(node, f"has no {name!r} in its range", example)
        if not isinstance(value, Scalar) or value.is_null:
            raise NumberFault(value, f"has no single number as {name!r} of its range", example)
        values.append(_number(value.text, value, mend=example))
    best, low, high = values
    if not low <= best <= high:
        shown = f"low {format_number(low)}, best {format_number(best)}, high {format_number(high)}"
        raise NumberFault(
            node, f"has a range out of order: {shown}", "put low first, then best, then high"
        )
    return Quantity(best, low, high, "triangular")


def _number(text: str, at: Node | None, *, words: bool = False, mend: str = "") -> Fraction:
    try:
        value = _exact(text)
    except NumberFault as fault:
        raise NumberFault(at, fault.what, fault.mend) from None
    if value is None:
        raise NumberFault(at, f"is no number: {quoted(text)}", mend or _mend(text, words=words))
    return value


def _mend(text: str, *, words: bool) -> str:
    """Say what was probably meant, for the usual ways of writing a number elsewhere."""
    text = text.replace("\N{MINUS SIGN}", "-")
    for guess in (
        text.replace(",", ".")
        if text.count(",") == 1 and not re.search(r",[0-9]{3}$", text)
        else "",
        re.sub(r"(?<=[0-9])[,_' \u00a0\u202f](?=[0-9]{3}(?![0-9]))", "", text),
        text.replace("_", ""),
        text.replace("+/-", "+-"),
        re.sub(r"\s*/\s*", "/", text),
    ):
        if _is_number(guess):
            return f"write {guess}"
    if text.endswith("%") and _is_number(text[:-1]):
        return "write a share as a decimal: 0.4 for 40%"
    if words:
        meant = nearest(text, WORDS)
        hint = "" if meant is None else f" (did you mean {meant}?)"
        return f"write a number such as 8 or 8 +- 3, or decisive, high, medium, low{hint}"
    if text in WORDS:
        return "write a number, such as 0.4 or 0.4 +- 0.1: words stand for weights only"
    return "write a number such as 0.4, a fraction such as 5/9, or a range such as 0.4 +- 0.1"


def _is_number(text: str) -> bool:
    parts = text.split("+-")
    return len(parts) <= 2 and all(parse_number(part) is not None for part in parts)
