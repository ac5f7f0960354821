"""What Genius makes of its own files, slowly: an independent reading, package by package."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import product
from pathlib import Path
from xml.etree import ElementTree as ET

STEPS = 20
Value = str | Fraction


def domain_values(path: Path) -> list[tuple[int, list[Value]]]:
    """Give the index and the values of each issue, by index."""
    issues = []
    for issue in ET.parse(path).iter("issue"):
        kind = issue.get("vtype") or issue.get("type")
        values: list[Value]
        if kind == "discrete":
            values = [str(item.get("value")) for item in issue.iter("item")]
        else:
            low, high = _bounds(issue)
            steps = STEPS if kind == "real" else int(high - low)
            values = [low + (high - low) * k / steps for k in range(steps + 1)]
        issues.append((int(str(issue.get("index"))), values))
    return sorted(issues, key=lambda issue: issue[0])


def utilities(domain: Path, profiles: Sequence[Path]) -> dict[tuple[Value, ...], list[Fraction]]:
    """Give every package what it is worth to each party, exactly, from the decimals as written."""
    issues = domain_values(domain)
    roots = [ET.parse(path).getroot() for path in profiles]
    return {
        package: [_utility(root, issues, package) for root in roots]
        for package in product(*(values for _, values in issues))
    }


def reservation(path: Path) -> Fraction:
    """Give a profile's reservation value, 0 where it has none."""
    found = ET.parse(path).getroot().find(".//reservation")
    return Fraction(0) if found is None else Fraction(str(found.get("value")))


def efficient(points: Sequence[Sequence[Fraction]]) -> list[Sequence[Fraction]]:
    """Keep the points that none dominates, as often as they are there."""
    return [
        one
        for one in points
        if not any(
            all(a >= b for a, b in zip(other, one, strict=True)) and other != one
            for other in points
        )
    ]


def _utility(
    root: ET.Element,
    issues: Sequence[tuple[int, list[Value]]],
    package: Sequence[Value],
) -> Fraction:
    weights = {w.get("index"): Fraction(str(w.get("value"))) for w in root.iter("weight")}
    said = {issue.get("index"): issue for issue in root.iter("issue")}
    total = sum(
        (weights[str(index)] * _score(said[str(index)], value, values[0]))
        for (index, values), value in zip(issues, package, strict=True)
    )
    return min(Fraction(total), Fraction(1))


def _score(issue: ET.Element, value: Value, first: Value) -> Fraction:
    evaluations = {i.get("value"): Fraction(str(i.get("evaluation"))) for i in issue.iter("item")}
    if evaluations:
        largest = max(evaluations.values())
        return evaluations[str(value)] / largest if largest else Fraction(0)
    evaluator = issue.find("evaluator")
    assert evaluator is not None
    assert isinstance(value, Fraction)
    assert isinstance(first, Fraction)
    numbers = {k: Fraction(v) for k, v in evaluator.attrib.items() if k != "ftype"}
    if evaluator.get("ftype") == "triangular":
        low, high, top = (numbers[f"parameter{k}"] for k in range(3))
        sides = [(value - low) / (top - low) if top > low else Fraction(1)]
        sides.append((high - value) / (high - top) if high > top else Fraction(1))
        score = min(sides)
    elif "slope" in numbers:
        score = numbers["slope"] * (value - first) + numbers["offset"]
    else:
        score = numbers.get("parameter1", Fraction(0)) * value + numbers["parameter0"]
    return min(max(score, Fraction(0)), Fraction(1))


def _bounds(issue: ET.Element) -> tuple[Fraction, Fraction]:
    inner = issue.find("range")
    holder = issue if inner is None else inner
    return Fraction(str(holder.get("lowerbound"))), Fraction(str(holder.get("upperbound")))
