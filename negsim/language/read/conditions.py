"""Tests, conditions and clauses from their nodes."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence as Several
from fractions import Fraction

from negsim.errors import quoted
from negsim.language.model.conditions import (
    Alternative,
    Clause,
    Condition,
    CountTest,
    NumberTest,
    OptionTest,
    SumTest,
)
from negsim.language.model.issues import LEFT_OPEN, Issue
from negsim.language.model.numbers import NumberFault, Quantity, format_number, parse_quantity_text
from negsim.language.names import listed, one_of
from negsim.language.read.context import Context, kind
from negsim.language.read.options import refuse_foreign
from negsim.language.yaml.nodes import Mapping, Node, Scalar, Sequence

CLAUSE_KEYS = ("require", "forbid", "if", "then")
FORMS = "a · a | b · not a · at least a · at most a · between a and b"


def read_condition(context: Context, node: Node, subject: str) -> Condition | None:
    """Read a mapping, all of which holds, or a list of mappings, any of which does."""
    nodes = node.items if isinstance(node, Sequence) else (node,)
    if not nodes:
        context.fault(node, f"{subject} has an empty list for a condition", "write {issue: option}")
        return None
    alternatives = [_read_alternative(context, item, subject) for item in nodes]
    if any(alternative is None for alternative in alternatives):
        return None
    return Condition(alternatives=tuple(a for a in alternatives if a is not None))


def _read_alternative(context: Context, node: Node, subject: str) -> Alternative | None:
    if not isinstance(node, Mapping):
        context.fault(node, f"{subject} has {kind(node)} for a condition", "write {issue: option}")
        return None
    if not node.items:
        context.fault(node, f"{subject} has an empty condition", "write {issue: option}")
        return None
    tests: list[tuple[str, OptionTest | NumberTest]] = []
    total: SumTest | None = None
    count: CountTest | None = None
    is_whole = True
    for key, value in node.items:
        if key.text == "sum":
            total = _read_sum(context, value, subject)
            is_whole &= total is not None
        elif key.text == "count":
            count = _read_count(context, value, subject)
            is_whole &= count is not None
        else:
            test = read_issue_test(context, key, value, subject)
            is_whole &= test is not None
            if test is not None:
                tests.append((key.text, test))
    return Alternative(tests=tuple(tests), sum=total, count=count) if is_whole else None


def known_issue(context: Context, key: Scalar, subject: str) -> Issue | None:
    """Find the issue a key names; None where there is none (told) or where it could not be read (told before)."""
    issue = context.issues.get(key.text)
    if issue is None and not context.is_told("issues", key.text):
        context.fault(
            key,
            f"{subject} names no issue of this scenario: {quoted(key.text)}",
            one_of(key.text, context.issues),
        )
    return issue


def read_issue_test(
    context: Context, key: Scalar, node: Node, subject: str
) -> OptionTest | NumberTest | None:
    """Read the test on the issue that a key names."""
    issue = known_issue(context, key, subject)
    return None if issue is None else read_test(context, issue, node, subject)


def read_test(
    context: Context, issue: Issue, node: Node, subject: str
) -> OptionTest | NumberTest | None:
    """Read a test on one issue."""
    if isinstance(node, Sequence) and node.items and all(isinstance(i, Scalar) for i in node.items):
        form, parts = "any", [item.text for item in node.items if isinstance(item, Scalar)]
    elif isinstance(node, Scalar) and not node.is_null:
        split = split_test(node.text)
        if split is None:
            context.fault(
                node, f"{subject} has no test of issue {issue.id!r}: {quoted(node.text)}", FORMS
            )
            return None
        form, parts = split
    else:
        context.fault(
            node,
            f"{subject} tests issue {issue.id!r} by an option or a test on it, not {kind(node)}",
            FORMS,
        )
        return None
    if form in ("at_least", "at_most", "between") and not issue.is_ordered:
        context.fault(
            node,
            f"{subject} asks for an order that issue {issue.id!r} does not have: {quoted(node_text(node))}",
            "name the options, as in a | b, or give the issue `ordered:`",
        )
        return None
    if issue.is_numeric:
        return read_number_test(context, issue, node, form, parts, subject)
    return _option_test(context, issue, node, form, parts, subject)


def split_test(text: str) -> tuple[str, list[str]] | None:
    """Take a test's words apart: its kind, and the names or numbers in it."""
    words = text.split()
    if words[:1] == ["not"]:
        kind_of, rest = "none", words[1:]
    elif words[:2] in (["at", "least"], ["at", "most"]):
        return ("_".join(words[:2]), [" ".join(words[2:])]) if words[2:] else None
    elif words[:1] == ["between"]:
        if words.count("and") != 1:
            return None
        middle = words.index("and")
        low, high = " ".join(words[1:middle]), " ".join(words[middle + 1 :])
        return ("between", [low, high]) if low and high else None
    else:
        kind_of, rest = "any", words
    parts = [part.strip() for part in " ".join(rest).split("|")]
    return (kind_of, parts) if all(parts) else None


def node_text(node: Node) -> str:
    """Give what a node says, for a message."""
    return node.text if isinstance(node, Scalar) else "a list"


def _option_test(
    context: Context, issue: Issue, node: Node, form: str, parts: list[str], subject: str
) -> OptionTest | None:
    strange = [part for part in parts if part not in issue.position]
    for part in strange:
        context.fault(
            node,
            f"{subject} names no option of issue {issue.id!r}: {quoted(part)}",
            one_of(part, issue.position),
        )
    foreign = [part for part in parts if refuse_foreign(context, node, issue, part, subject)]
    if strange or foreign:
        return None
    if form in ("at_least", "at_most", "between") and issue.may_stay_open and LEFT_OPEN in parts:
        context.fault(
            node,
            f"{subject} asks for a place in the order that '{LEFT_OPEN}' does not have: {quoted(node_text(node))}",
            "name the options, as in a | b",
        )
        return None
    if form == "between" and issue.position[parts[0]] > issue.position[parts[1]]:
        context.fault(
            node,
            f"{subject} has the later option first: {quoted(node_text(node))}",
            f"between {parts[1]} and {parts[0]}",
        )
        return None
    return OptionTest.model_validate({"kind": form, "options": tuple(dict.fromkeys(parts))})


def read_number_test(
    context: Context, issue: Issue | None, node: Node, form: str, parts: list[str], subject: str
) -> NumberTest | None:
    """Read a test on numbers: on the grid of the issue, if one is given, where it names single values."""
    values: list[Quantity] = []
    for part in parts:
        try:
            value = parse_quantity_text(part, node)
        except NumberFault as fault:
            context.fault(node, f"{subject} {fault.what}", fault.mend)
            return None
        if form in ("any", "none") and value.shape != "plain":
            context.fault(
                node,
                f"{subject} has a range where one number is meant: {quoted(part)}",
                format_number(value.best),
            )
            return None
        if (
            form in ("any", "none")
            and issue is not None
            and format_number(value.best) not in issue.position
        ):
            context.fault(
                node,
                f"{subject} names no option of issue {issue.id!r}: {quoted(part)}",
                _on_grid(issue, value.best),
            )
            return None
        values.append(value)
    if form == "between" and values[0].best > values[1].best:
        context.fault(
            node,
            f"{subject} has the larger number first: {quoted(node_text(node))}",
            f"between {parts[1]} and {parts[0]}",
        )
        return None
    return NumberTest.model_validate({"kind": form, "values": tuple(values)})


def _on_grid(issue: Issue, value: Fraction) -> str:
    assert issue.range is not None
    near = min(issue.range.values, key=lambda v: abs(v - value))
    grid = issue.range
    return (
        f"{format_number(near)} is the nearest; it runs from {format_number(grid.start)} to "
        f"{format_number(grid.stop)} in steps of {format_number(grid.step)}"
    )


def _read_is(context: Context, node: Node, subject: str) -> NumberTest | None:
    """Read the `is` of a sum or count."""
    split = split_test(node.text) if isinstance(node, Scalar) else None
    if split is None or split[0] == "none" or (split[0] == "any" and len(split[1]) > 1):
        context.fault(
            node,
            f"{subject}'s `is` takes a number, at least, at most or between, not {kind(node)}",
            "is: at most 400",
        )
        return None
    return read_number_test(context, None, node, split[0], split[1], subject)


def _read_sum(context: Context, node: Node, subject: str) -> SumTest | None:
    entries = context.entries(node, f"the sum of {subject}", ("of", "is"), ("of", "is"))
    if entries is None or len(entries) < 2:
        return None
    of, is_whole = entries["of"][1], True
    factors: list[tuple[str, Fraction]] = []
    pairs: list[tuple[Node, Node | None]]
    if isinstance(of, Mapping):
        pairs = list(of.items)
    else:
        pairs = [(item, None) for item in (of.items if isinstance(of, Sequence) else (of,))]
    if not pairs:
        context.fault(of, f"the sum of {subject} adds nothing up", "name numeric issues")
        is_whole = False
    for key, factor_node in pairs:
        if not isinstance(key, Scalar):
            context.fault(
                key, f"the sum of {subject} adds up issues, not {kind(key)}", "name numeric issues"
            )
            is_whole = False
            continue
        issue = known_issue(context, key, f"the sum of {subject}")
        if issue is not None and not issue.is_numeric:
            numeric = [name for name, other in context.issues.items() if other.is_numeric]
            context.fault(
                key,
                f"the sum of {subject} adds up numbers, and issue {key.text!r} has none",
                f"use numeric issues: {listed(numeric)}"
                if numeric
                else "give the issue a `range:`",
            )
            issue = None
        if issue is not None and key.text in dict(factors):
            context.fault(
                key, f"the sum of {subject} names issue {key.text!r} twice", "use a factor instead"
            )
            issue = None
        factor = Fraction(1)
        if factor_node is not None:
            read = context.number(factor_node, f"the factor of {key.text!r} in {subject}")
            is_whole &= read is not None
            factor = read if read is not None else factor
        is_whole &= issue is not None
        factors.append((key.text, factor))
    test = _read_is(context, entries["is"][1], f"the sum of {subject}")
    return SumTest(factors=tuple(factors), test=test) if is_whole and test is not None else None


def _read_count(context: Context, node: Node, subject: str) -> CountTest | None:
    entries = context.entries(node, f"the count of {subject}", ("of", "is"), ("of", "is"))
    if entries is None or len(entries) < 2:
        return None
    of = entries["of"][1]
    if not isinstance(of, Sequence) or not of.items:
        context.fault(
            of,
            f"the count of {subject} counts a list of conditions, not {kind(of)}",
            "of: [{…}, {…}]",
        )
        return None
    parts = [read_condition(context, item, subject) for item in of.items]
    test = _read_is(context, entries["is"][1], f"the count of {subject}")
    if test is None or any(part is None for part in parts):
        return None
    return CountTest(of=tuple(part for part in parts if part is not None), test=test)


def read_clause(
    context: Context,
    node: Node,
    subject: str,
    beside: Iterable[str] = (),
    new: Several[str] = (),
) -> Clause | None:
    """Read require, forbid or if … then; `beside` and, of version 1.1, `new` are other keys of the mapping."""
    entries = context.entries(node, subject, (*CLAUSE_KEYS, *beside), new=new)
    if entries is None:
        return None
    kinds = [key for key in ("require", "forbid", "if") if key in entries]
    if len(kinds) != 1:
        if not kinds and isinstance(node, Mapping) and _has_misspelt_clause(node, (*beside, *new)):
            return None
        said = f"both {' and '.join(kinds)}" if kinds else "neither require, forbid nor if … then"
        at: Node = entries[kinds[1]][0] if kinds else node
        context.fault(
            at, f"{subject} says {said}", "write just one of require, forbid, or if … then"
        )
        return None
    if ("then" in entries) != (kinds == ["if"]):
        have, lack = ("then", "if") if "then" in entries else ("if", "then")
        if isinstance(node, Mapping) and _has_misspelt_clause(node, (*beside, *new)):
            return None
        context.fault(
            entries[have][0], f"{subject} has `{have}` without `{lack}`", f"add `{lack}: {{…}}`"
        )
        return None
    condition = read_condition(context, entries[kinds[0]][1], subject)
    then = read_condition(context, entries["then"][1], subject) if "then" in entries else None
    if condition is None or ("then" in entries and then is None):
        return None
    return Clause.model_validate({"kind": kinds[0], "condition": condition, "then": then})


def _has_misspelt_clause(node: Mapping, beside: Iterable[str]) -> bool:
    """Whether an unknown key, told already, stands where the clause would be."""
    known = {*CLAUSE_KEYS, *beside}
    return any(
        key.text not in known and isinstance(value, Mapping | Sequence) for key, value in node.items
    )
