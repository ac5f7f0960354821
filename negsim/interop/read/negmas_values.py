"""What a value function of NegMAS makes of each value of an issue."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from negsim.errors import quoted
from negsim.interop.domain import ForeignIssue
from negsim.interop.exact import read_exact
from negsim.interop.parties import Gaps
from negsim.interop.reading import FileReading
from negsim.language.yaml.nodes import Mapping, Node, Scalar

Law = Callable[[Fraction], Fraction]


def _triangle(
    start: Fraction, middle: Fraction, end: Fraction, bias: Fraction, scale: Fraction
) -> Law:
    def law(x: Fraction) -> Fraction:
        if x == middle:
            return bias + scale
        if not start < x < end:
            return bias
        side = (x - start) / (middle - start) if x < middle else (end - x) / (end - middle)
        return bias + scale * side

    return law


# Value functions over numbers -> the numbers each is made of, with what stands for a missing one, and what it does.
_ONE, _ZERO = Fraction(1), Fraction(0)
_LAWS: dict[str, tuple[dict[str, Fraction | None], Callable[..., Law]]] = {
    "IdentityFun": ({}, lambda: lambda x: x),
    "ConstFun": ({"bias": None}, lambda bias: lambda _: bias),
    "LinearFun": ({"slope": None}, lambda slope: lambda x: slope * x),
    "AffineFun": (
        {"slope": None, "bias": _ZERO},
        lambda slope, bias: lambda x: slope * x + bias,
    ),
    "QuadraticFun": (
        {"a2": None, "a1": None, "bias": _ZERO},
        lambda a2, a1, bias: lambda x: a2 * x * x + a1 * x + bias,
    ),
    "TriangularFun": (
        {"start": None, "middle": None, "end": None, "bias": _ZERO, "scale": _ONE},
        _triangle,
    ),
}
LAWS = tuple(_LAWS)


def scores_of(issue: ForeignIssue, node: Node | None, gaps: Gaps) -> tuple[Fraction, ...]:
    """Score each value of an issue; a value function that is absent counts a number as what it is."""
    nothing = tuple(Fraction(0) for _ in issue.labels)
    if node is None:
        return nothing if issue.grid is None else issue.grid
    if isinstance(node, Mapping):
        table = node.get("mapping") or node.get("d")
        if isinstance(table, Mapping):
            return _from_table(issue, table, gaps)
        kind = _type_of(node)
        if kind in _LAWS:
            return _from_law(kind, issue, node, gaps.reading) or nothing
        if "type" not in node and "__python_class__" not in node:
            return _from_table(issue, node, gaps)
        what = quoted(kind)
    else:
        what = "no mapping"
    gaps.reading.fault(
        node.where,
        f"the value function of {quoted(issue.name)} cannot be imported: {what}",
        f"TableFun, {', '.join(LAWS)} can",
    )
    return nothing


def _type_of(node: Mapping) -> str:
    found = node.get("type") or node.get("__python_class__")
    return found.text.rsplit(".", 1)[-1] if isinstance(found, Scalar) else ""


def _from_table(issue: ForeignIssue, table: Mapping, gaps: Gaps) -> tuple[Fraction, ...]:
    """Score values from a table; numbers may be written otherwise there, as 2.0 for 2."""
    by_number = {read_exact(key): key for key in table} if issue.grid is not None else {}
    keys = {
        label: label
        if label in table or issue.grid is None
        else by_number.get(issue.grid[place], label)
        for place, label in enumerate(issue.labels)
    }
    meant = {key: label for label, key in keys.items()}
    gaps.look(issue, [meant.get(key, key) for key in table])
    return tuple(
        _number(table.get(keys[label]), issue, label, gaps.reading) for label in issue.labels
    )


def _number(node: Node | None, issue: ForeignIssue, label: str, reading: FileReading) -> Fraction:
    if node is None:
        return Fraction(0)
    text = node.text if isinstance(node, Scalar) else ""
    subject = f"the value of {quoted(label)} in {quoted(issue.name)}"
    return reading.number(text, node.where, subject) or Fraction(0)


def _from_law(
    kind: str, issue: ForeignIssue, node: Mapping, reading: FileReading
) -> tuple[Fraction, ...] | None:
    names, make = _LAWS[kind]
    numbers = []
    for name, default in names.items():
        found = node.get(name)
        text = found.text if isinstance(found, Scalar) else None
        subject = f"the {name} of {quoted(issue.name)}"
        numbers.append(reading.number(text, (found or node).where, subject, default=default))
    grid = issue.grid
    if grid is None and kind != "ConstFun":
        values = [read_exact(label) for label in issue.labels]
        grid = tuple(value for value in values if value is not None)
        if len(grid) < len(issue.labels):
            reading.fault(
                node.where,
                f"{quoted(issue.name)} has values that are no numbers, which {kind} needs",
                "give it a TableFun",
            )
            return None
    if None in numbers:
        return None
    law = make(*numbers)
    return tuple(law(value) for value in grid or (Fraction(0),) * len(issue.labels))
