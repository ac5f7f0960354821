"""A party to which every package is worth the same: it takes anything, or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from negsim.interop.reading import FileReading


def indifferent(
    issue: str, keys: Sequence[Any], worth: Fraction, asked: Fraction
) -> dict[str, Any]:
    """Write what such a party prefers and asks for; the language knows no points that are all the same.

    Parameters
    ----------
    issue : str
        The id of some issue.
    keys : sequence
        Its options, as scores name them.
    worth, asked : Fraction
        What every package is worth, and what the party has without a deal, on the same scale; on a scale of 0 to 1
        both are kept.

    Examples
    --------
    >>> indifferent("fee", ["low", "high"], Fraction(10), Fraction(5))
    {}
    >>> indifferent("fee", ["low", "high"], Fraction(1, 4), Fraction(0))
    {'preferences': {'fee': {'weight': Fraction(1, 1), 'scores': {'low': Fraction(1, 4), 'high': Fraction(1, 4)}}}}
    """
    if not (0 <= worth <= 1 and 0 <= asked <= 1):
        if asked <= worth:
            return {}
        worth, asked = Fraction(0), Fraction(1)
    plain: dict[str, Any] = {"reservation_value": asked} if asked else {}
    scores = dict.fromkeys(keys, worth)
    return {**plain, "preferences": {issue: {"weight": Fraction(1), "scores": scores}}}


def tell_indifference(
    reading: FileReading, path: str, name: str, worth: Fraction, asked: Fraction
) -> None:
    """Tell that every package is worth the same to a party."""
    takes = "anything" if asked <= worth else "nothing"
    reading.note(path, f"every package is worth the same to {name}: it takes {takes}")
