"""How Genius scores numbers: lines, constants and triangles over integers and reals, cut to 0 to 1."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from negsim.errors import quoted
from negsim.interop.domain import ForeignIssue
from negsim.interop.reading import FileReading
from negsim.interop.xml_tree import XmlElement

KINDS = ("linear", "constant", "triangular")


def numeric_scores(
    issue: ForeignIssue, element: XmlElement, reading: FileReading
) -> tuple[Fraction, ...] | None:
    """Score every value of a numeric issue, 0 to 1; None, and a fault, where the profile does not say how.

    A line is ``slope · (v - lower) + offset``, or ``parameter1 · v + parameter0``; a constant is ``parameter0``; a
    triangle rises from ``parameter0`` to 1 at ``parameter2`` and falls to ``parameter1``.
    """
    assert issue.grid is not None
    evaluator = next(element.all("evaluator"), None)
    if evaluator is None:
        reading.fault(
            element.where,
            f"nothing says how {quoted(issue.name)} is evaluated",
            'add <evaluator ftype="linear" …/>',
        )
        return None
    kind = (evaluator.get("ftype") or "linear").lower()
    if kind not in KINDS:
        reading.fault(
            evaluator.where,
            f"{quoted(issue.name)} is evaluated by an unknown law: {quoted(kind)}",
            "linear, constant and triangular can be imported",
        )
        return None
    law = _law(kind, issue, evaluator, reading)
    return (
        None
        if law is None
        else tuple(min(max(law(v), Fraction(0)), Fraction(1)) for v in issue.grid)
    )


def _law(
    kind: str, issue: ForeignIssue, evaluator: XmlElement, reading: FileReading
) -> Callable[[Fraction], Fraction] | None:
    assert issue.grid is not None
    has_slope = kind == "linear" and evaluator.get("slope") is not None
    names = {
        "linear": ("slope", "offset") if has_slope else ("parameter1", "parameter0"),
        "constant": ("parameter0",),
        "triangular": ("parameter0", "parameter1", "parameter2"),
    }[kind]
    found = [
        reading.number(evaluator.get(name), evaluator.where, f"the {name} of {quoted(issue.name)}")
        for name in names
    ]
    numbers = [number for number in found if number is not None]
    if len(numbers) < len(names):
        return None
    if kind == "constant":
        return lambda _: numbers[0]
    if kind == "linear":
        start = issue.grid[0] if has_slope else Fraction(0)
        return lambda v: numbers[0] * (v - start) + numbers[1]
    low, high, top = numbers
    if not low <= top <= high:
        reading.fault(
            evaluator.where,
            f"the triangle of {quoted(issue.name)} has its top outside its ends",
            "parameter0 is where it begins, parameter1 where it ends, parameter2 its top",
        )
        return None
    return lambda v: _triangle(v, low, high, top)


def _triangle(value: Fraction, low: Fraction, high: Fraction, top: Fraction) -> Fraction:
    if value == top:
        return Fraction(1)
    if value < low or value > high:
        return Fraction(0)
    return (value - low) / (top - low) if value < top else (high - value) / (high - top)
