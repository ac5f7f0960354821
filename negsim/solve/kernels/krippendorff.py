"""Krippendorff's alpha: how far coders agree beyond what chance would give, missing values and all.

Source: Krippendorff 2011, section E (any number of coders, any metric, missing data); Krippendorff 2019, chapter 12.
Exact: values are whole numbers or fractions throughout.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from fractions import Fraction
from typing import Literal

Metric = Literal["nominal", "ordinal", "interval", "ratio"]
Value = Hashable
Distance = Callable[[Value, Value], Fraction]


def alpha(
    units: Iterable[Sequence[Value | None]],
    metric: Metric = "nominal",
    order: Sequence[Value] | None = None,
) -> Fraction | None:
    """Give Krippendorff's alpha.

    Parameters
    ----------
    units : iterable of sequences
        Per unit the values that coders gave it; None where one gave none.
    metric : {"nominal", "ordinal", "interval", "ratio"}
        How far two values are apart: all alike; by ranks; by difference; by difference to sum.
    order : sequence, optional
        Of ordinal values, from first to last; sorted where absent. Interval and ratio values are exact numbers.

    Returns
    -------
    Fraction or None
        1 where all agree, 0 where they agree as chance would have it, below where they disagree on purpose. 1 where all
        values are the same; None where no unit has two values.

    Examples
    --------
    >>> alpha([("aim", "aim"), ("aim", "demand"), ("demand", "demand")])
    Fraction(4, 9)
    """
    pairs: Counter[tuple[Value, Value]] = Counter()
    coincidences: dict[tuple[Value, Value], Fraction] = {}
    for unit in units:
        given = [value for value in unit if value is not None]
        if len(given) < 2:
            continue
        for i, one in enumerate(given):
            for j, other in enumerate(given):
                if i != j:
                    pairs[one, other] += 1
                    added = coincidences.get((one, other), Fraction(0)) + Fraction(
                        1, len(given) - 1
                    )
                    coincidences[one, other] = added
    if not pairs:
        return None
    totals: dict[Value, Fraction] = {}
    for (one, _), number in coincidences.items():
        totals[one] = totals.get(one, Fraction(0)) + number
    distance = _distance(metric, totals, order)
    observed = sum(
        (number * distance(one, other) for (one, other), number in coincidences.items()),
        Fraction(0),
    )
    expected = sum(
        (n * m * distance(one, other) for one, n in totals.items() for other, m in totals.items()),
        Fraction(0),
    )
    if not expected:
        return Fraction(1)
    return 1 - (sum(totals.values(), Fraction(0)) - 1) * observed / expected


def _distance(
    metric: Metric, totals: dict[Value, Fraction], order: Sequence[Value] | None
) -> Distance:
    """Give the squared distance between two values."""
    if metric == "nominal":
        return lambda one, other: Fraction(one != other)
    if metric == "ordinal":
        return _by_ranks(totals, order)

    def apart(one: Value, other: Value) -> Fraction:
        assert isinstance(one, int | Fraction)
        assert isinstance(other, int | Fraction)
        if one == other:
            return Fraction(0)
        below = one + other if metric == "ratio" else 1
        return Fraction(one - other) ** 2 / Fraction(below) ** 2

    return apart


def _by_ranks(totals: dict[Value, Fraction], order: Sequence[Value] | None) -> Distance:
    """Between two ranks lie all values of the ranks between, and half of those of the two."""
    ranked = list(order) if order is not None else sorted(totals)  # type: ignore[type-var]
    rank = {value: place for place, value in enumerate(ranked)}

    def apart(one: Value, other: Value) -> Fraction:
        low, high = sorted((rank[one], rank[other]))
        between = sum(
            (totals.get(value, Fraction(0)) for value in ranked[low : high + 1]), Fraction(0)
        )
        return (between - (totals[one] + totals[other]) / 2) ** 2 if low < high else Fraction(0)

    return apart
