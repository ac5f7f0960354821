"""Packages, whole or in part, from their nodes."""

from __future__ import annotations

from negsim.errors import quoted
from negsim.language.model.issues import Issue
from negsim.language.model.numbers import format_number
from negsim.language.names import listed, nearest, one_of
from negsim.language.read.conditions import known_issue, read_number_test
from negsim.language.read.context import Context, kind
from negsim.language.yaml.nodes import Node, Scalar


def read_package(
    context: Context, node: Node, subject: str, *, is_whole: bool
) -> tuple[tuple[str, str], ...] | None:
    """Read one option each of some issues, or (`is_whole`) of every issue."""
    entries = context.entries(node, subject, None)
    if entries is None:
        return None
    choice: dict[str, str] = {}
    is_read = True
    for name, (key, value) in entries.items():
        issue = known_issue(context, key, subject)
        option = None if issue is None else read_option(context, issue, value, subject)
        is_read &= option is not None
        if option is not None:
            choice[name] = option
    if is_whole:
        lacking = [name for name in context.issues if name not in entries]
        strange = [name for name in entries if name not in context.issues]
        if lacking and any(nearest(name, lacking) for name in strange):
            return None  # a misspelt issue has been told already
        if lacking:
            context.fault(
                node,
                f"{subject} names no option of {listed(lacking)}",
                "name one option of every issue",
            )
            return None
    elif not entries:
        context.fault(node, f"{subject} names no issue", "write {issue: option}")
        return None
    if not is_read:
        return None
    return tuple(choice.items())


def read_option(context: Context, issue: Issue, node: Node, subject: str) -> str | None:
    """Read one option of an issue; on numeric issues as a plain decimal."""
    if not isinstance(node, Scalar) or node.is_null:
        context.fault(
            node,
            f"{subject} takes one option of issue {issue.id!r}, not {kind(node)}",
            "name one option",
        )
        return None
    if not issue.is_numeric:
        if node.text in issue.position:
            return node.text
        context.fault(
            node,
            f"{subject} names no option of issue {issue.id!r}: {quoted(node.text)}",
            one_of(node.text, issue.position),
        )
        return None
    test = read_number_test(context, issue, node, "any", [node.text], subject)
    return None if test is None else format_number(test.values[0].best)
