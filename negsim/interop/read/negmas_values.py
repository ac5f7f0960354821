"""What a value function of NegMAS makes of each value of an issue."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from negsim.errors import quoted
from negsim.interop.domain import ForeignIssue
from negsim.interop.exact import read_exact
from negsim.interop.reading import Reading
from negsim.language.yaml.nodes import Mapping, Node, Scalar

Law = Callable[[Fraction], Fraction]
# Value functions over numbers -> the numbers each is made of, and what it does.
_LAWS: dict[str, tuple[tuple[str, ...], Callable[..., Law]]] = {
    "IdentityFun": ((), lambda: lambda x: x),
    "ConstFun": (("bias",), lambda bias: lambda _: bias),
    "LinearFun": (("slope",), lambda slope: lambda x: slope * x),
    "AffineFun": (("slope", "bias"), lambda slope, bias: lambda x: slope * x + bias),
    "QuadraticFun": (
        ("a2", "a1", "bias"),
        lambda a2, a1, bias: lambda x: a2 * x * x + a1 * x + bias,
    ),
}
LAWS = tuple(_LAWS)


def scores_of(
    issue: ForeignIssue, node: Node | None, path: str, reading: Reading
) -> tuple[Fraction, ...]:
    """Score each value of an issue; a value function that is absent counts a number as what it is."""
    nothing = tuple(Fraction(0) for _ in issue.labels)
    if node is None:
        return nothing if issue.grid is None else issue.grid
    if isinstance(node, Mapping):
        table = node.get("mapping") or node.get("d")
        if isinstance(table, Mapping):
            return _from_table(issue, table, path, reading)
        kind = _type_of(node)
        if kind in _LAWS:
            return _from_law(kind, issue, node, reading) or nothing
        if "type" not in node and "__python_class__" not in node:
            return _from_table(issue, node, path, reading)
        what = quoted(kind)
    else:
        what = "no mapping"
    reading.fault(
        node.where,
        f"the value function of {quoted(issue.name)} cannot be imported: {what}",
        f"TableFun, {', '.join(LAWS)} can",
    )
    return nothing


def _type_of(node: Mapping) -> str:
    found = node.get("type") or node.get("__python_class__")
    return found.text.rsplit(".", 1)[-1] if isinstance(found, Scalar) else ""


def _from_table(
    issue: ForeignIssue, table: Mapping, path: str, reading: Reading
) -> tuple[Fraction, ...]:
    scores = []
    by_number = {read_exact(key): key for key in table} if issue.grid is not None else {}
    for place, label in enumerate(issue.labels):
        key = label
        if label not in table and issue.grid is not None:
            key = by_number.get(issue.grid[place], label)
        node = table.get(key)
        if node is None:
            reading.note(
                path, f"nothing says what {quoted(label)} of {quoted(issue.name)} is worth: 0"
            )
            scores.append(Fraction(0))
            continue
        text = node.text if isinstance(node, Scalar) else ""
        subject = f"the value of {quoted(label)} in {quoted(issue.name)}"
        scores.append(reading.number(text, node.where, subject) or Fraction(0))
    return tuple(scores)


def _from_law(
    kind: str, issue: ForeignIssue, node: Mapping, reading: Reading
) -> tuple[Fraction, ...] | None:
    names, make = _LAWS[kind]
    numbers = []
    for name in names:
        found = node.get(name)
        text = found.text if isinstance(found, Scalar) else None
        default = Fraction(0) if name == "bias" and kind != "ConstFun" else None
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
