"""Small pieces of sentences: counts, shares, gains, days and lists, written the same way everywhere."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from negsim.errors import spelled

_SMALL = "no one two three four five six seven eight nine ten eleven twelve".split()
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


# Of questions, in the scripts that have one of their own: Arabic, Greek, Armenian, Chinese and Japanese.
ENDS = ("?", ":", "؟", "\u037e", "՞", "？", "：")


def percent(part: int, whole: int) -> str:
    """Give a share as a percentage with one decimal."""
    return f"{100 * part / whole:.1f}%" if whole else ""


def share(value: float) -> str:
    """Give a share as whole per cent, and never none, or all, for what is not.

    Examples
    --------
    >>> share(0.804), share(0.001), share(0.9996), share(1.0)
    ('80%', '<1%', '>99%', '100%')
    """
    if 0 < value < 0.005:
        return "<1%"
    if 0.995 <= value < 1:
        return ">99%"
    return f"{100 * value:.0f}%"


def counted(number: int, one: str, many: str | None = None) -> str:
    """Give a number with its noun.

    Examples
    --------
    >>> counted(1, "package"), counted(1500, "package")
    ('1 package', '1,500 packages')
    """
    return f"{spelled(number)} {one if number == 1 else many or one + 's'}"


def gain(value: Fraction) -> str:
    """Give a gain in whole points of 100, with its sign, and never nought for what is not.

    Examples
    --------
    >>> gain(Fraction(79, 1000)), gain(Fraction(1, 300)), gain(Fraction(-12, 100)), gain(Fraction(0))
    ('+8', '+<1', '−12', '0')
    """
    return f"+{points(value)}" if value > 0 else points(value)


def points(value: Fraction) -> str:
    """Give a worth, or a gain, in whole points of 100, and never nought for what is not.

    Examples
    --------
    >>> points(Fraction(79, 1000)), points(Fraction(1, 300)), points(Fraction(-12, 100))
    ('8', '<1', '−12')
    """
    whole = round(abs(value) * 100)
    sign = "−" if value < 0 else ""
    return f"{sign}{'<1' if value and not whole else whole}"


def tenths(value: Fraction) -> str:
    """Give a threshold in points of 100, with a decimal where it has one: rounded to whole points it would mislead.

    Examples
    --------
    >>> tenths(Fraction(471, 1000)), tenths(Fraction(55, 100))
    ('47.1', '55')
    """
    return f"{float(100 * value):.1f}".removesuffix(".0").replace("-", "−")


def day(value: date) -> str:
    """Give a date as people write it."""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def before_its_answer(question: str) -> str:
    """Give a question as it stands before its answer: with a colon, unless it ends with a sign of its own.

    Examples
    --------
    >>> before_its_answer("Night work"), before_its_answer("Night work?"), before_its_answer("ليلا؟")
    ('Night work:', 'Night work?', 'ليلا؟')
    """
    return question if question.endswith(ENDS) else f"{question}:"


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


def either(words: Sequence[str]) -> str:
    """Join words of which any one will do.

    Examples
    --------
    >>> either(["a term of years", "neutral", "open"])
    'a term of years, neutral or open'
    """
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} or {words[-1]}"


def in_letters(number: int) -> str:
    """Give a small number as a word, and a larger one in digits.

    Examples
    --------
    >>> in_letters(3), in_letters(1500)
    ('three', '1,500')
    """
    return _SMALL[number] if number < len(_SMALL) else f"{number:,}"
