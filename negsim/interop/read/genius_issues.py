"""The issues of a Genius domain, and what its profiles are joined to them by."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from negsim.errors import quoted
from negsim.interop.domain import ForeignIssue
from negsim.interop.reading import FileReading
from negsim.interop.xml_tree import XmlElement
from negsim.language.model.numbers import format_number
from negsim.language.names import listed
from negsim.language.read.issues import MOST_OPTIONS

KINDS = ("discrete", "integer", "real")


@dataclass(frozen=True)
class GeniusIssue:
    """An issue of a domain's file, with what its profiles are joined by."""

    index: int
    kind: str
    issue: ForeignIssue
    low: Fraction = Fraction(0)  # of numbers


def read_domain(root: XmlElement, reading: FileReading) -> tuple[GeniusIssue, ...]:
    """Read the issues of a domain, or of a profile, which repeats them."""
    issues: list[GeniusIssue] = []
    for element in root.all("issue"):
        issue = _issue(element, reading)
        if issue is None:
            continue
        if issue.index in {other.index for other in issues}:
            reading.fault(
                element.where,
                f"two issues have the index {issue.index}",
                "give each its own: profiles are joined by it",
            )
        issues.append(issue)
    if not issues and not reading.faults:
        reading.fault(root.where, "the file holds no <issue>", "name the file of a Genius domain")
    return tuple(sorted(issues, key=lambda issue: issue.index))


def _issue(element: XmlElement, reading: FileReading) -> GeniusIssue | None:
    name = element.get("name") or ""
    index = issue_index(element)
    if index is None:
        reading.fault(
            element.where,
            f"the issue {quoted(name)} has no whole number as index",
            'write index="1", as profiles do',
        )
        return None
    said = element.get("vtype") or element.get("type") or element.get("etype")
    kind = "discrete" if said is None else said.lower()  # as Genius itself takes it
    if items(element) and kind in KINDS:
        kind = "discrete"  # a list of numbers is a list: NegMAS writes such
    if kind not in KINDS:
        reading.fault(
            element.where,
            f"the issue {quoted(name)} is of an unknown kind: {quoted(kind)}",
            f"it is one of {listed(KINDS)}",
        )
        return None
    name = name or f"Issue {index}"
    if kind == "discrete":
        written = [label_of(item) for item in items(element)]
        labels = tuple(dict.fromkeys(written))
        if not labels:
            reading.fault(
                element.where,
                f"the issue {quoted(name)} has no <item>",
                'list its values; numbers want type="integer" or "real"',
            )
            return None
        twice = (
            [label for label in labels if written.count(label) > 1]
            if len(labels) < len(written)
            else []
        )
        if twice:
            reading.note(
                element.where.path,
                f"the issue {quoted(name)} lists {listed(map(quoted, twice))} twice: taken once",
            )
        return GeniusIssue(index, kind, ForeignIssue(name, labels))
    grid = _grid(element, name, kind, reading)
    if grid is None:
        return None
    labels = tuple(str(format_number(value)) for value in grid)
    return GeniusIssue(index, kind, ForeignIssue(name, labels, grid), grid[0])


def items(element: XmlElement) -> list[XmlElement]:
    """Give the items of a discrete issue."""
    return [child for child in element.children if child.tag == "item"]


def label_of(item: XmlElement) -> str:
    """Give the value of an item."""
    return (item.get("value") or "").strip()


def issue_index(element: XmlElement) -> int | None:
    """Give the whole number that joins profiles to a domain; None where there is none."""
    text = (element.get("index") or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _grid(
    element: XmlElement, name: str, kind: str, reading: FileReading
) -> tuple[Fraction, ...] | None:
    holder = next(element.all("range"), element)
    ends = []
    for key in ("lowerbound", "upperbound"):
        text = holder.get(key) if holder.get(key) is not None else element.get(key)
        ends.append(reading.number(text, holder.where, f"the {key} of {quoted(name)}"))
    low, high = ends
    if low is None or high is None:
        return None
    if high < low:
        reading.fault(holder.where, f"the bounds of {quoted(name)} are swapped", "swap them back")
        return None
    if kind == "real":
        step = (high - low) / reading.steps
        steps = reading.steps if step else 0
        reading.note(
            element.where.path,
            f"the real issue {quoted(name)} was cut into {reading.steps} equal steps;"
            " another number can be asked for",
        )
    else:
        if low.denominator != 1 or high.denominator != 1:
            reading.fault(
                holder.where,
                f"the integer issue {quoted(name)} has bounds that are not whole",
                "write whole numbers",
            )
            return None
        step, steps = Fraction(1), int(high - low)
    if steps >= MOST_OPTIONS:
        reading.fault(
            holder.where,
            f"the issue {quoted(name)} has {steps + 1:,} values, more than {MOST_OPTIONS:,}",
            "narrow its bounds, or use a larger unit",
        )
        return None
    return tuple(low + step * at for at in range(steps + 1))
