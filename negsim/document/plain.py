"""The one writer of JSON results: the same findings give the same bytes everywhere."""

from __future__ import annotations

import json
from collections.abc import Mapping
from fractions import Fraction
from typing import Any


def number(value: Fraction) -> float:
    """Round an exact number as results show it: to 12 decimals, correctly rounded.

    Examples
    --------
    >>> number(Fraction(1, 3))
    0.333333333333
    """
    return float(round(value, 12)) + 0.0  # no negative zero


def plain(value: Any) -> Any:
    """Give plain data in which exact numbers are rounded and tuples are lists."""
    if isinstance(value, Fraction):
        return number(value)
    if isinstance(value, float):
        return round(value, 12) + 0.0
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return value


def to_json(value: Any) -> str:
    r"""Write results as JSON: keys in the order given, two spaces, letters as they are, a line end.

    Examples
    --------
    >>> to_json({"floor": Fraction(1, 8), "zone": []})
    '{\n  "floor": 0.125,\n  "zone": []\n}\n'
    """
    return json.dumps(plain(value), ensure_ascii=False, indent=2, allow_nan=False) + "\n"
