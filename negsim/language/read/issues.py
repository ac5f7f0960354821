"""Issues from their nodes."""

from __future__ import annotations

from negsim.language.model.issues import Issue, Option, Range
from negsim.language.model.numbers import format_number
from negsim.language.read.context import Context, Entry, as_table
from negsim.language.read.evidence import read_sources
from negsim.language.read.options import read_left_open, read_options
from negsim.language.yaml.nodes import Mapping, Node, Scalar

ISSUE_KEYS = ("ask", "ordered", "options", "range", "from", "tags")
NEW_ISSUE_KEYS = ("short", "may_stay_open")
MOST_OPTIONS = 100_000  # of all issues together
MOST_ISSUES = 1_000


def read_issues(context: Context, node: Node) -> None:
    """Read all issues into the context; those with faults are marked unknown, so that nothing follows from them."""
    for key, value in as_table(context.entries(node, "`issues`", None)).values():
        name = context.identifier(key, "an issue")
        issue = None if name is None else read_issue(context, name, value, ISSUE_KEYS)
        context.where[f"issues.{key.text}"] = key.where
        if issue is None:
            context.unknown.add(f"issues.{key.text}")
        else:
            context.issues[issue.id] = issue
        if len(context.issues) > MOST_ISSUES:
            context.fault(
                key,
                f"more than {MOST_ISSUES:,} issues",
                "leave out what is settled, or split the talks",
            )
            return
    if isinstance(node, Mapping) and not node.items:
        context.fault(node, "a scenario has one issue at least", "add an issue under `issues:`")


def read_issue(context: Context, name: str, node: Node, keys: tuple[str, ...]) -> Issue | None:
    """Read one issue; None where it has faults of its own that others would stumble over."""
    subject = f"issue {name!r}"
    before = len(context.faults)
    entries = context.entries(node, subject, keys, new=NEW_ISSUE_KEYS)
    if entries is None:
        return None
    if ("options" in entries) == ("range" in entries):
        if len(context.faults) == before:
            said = (
                "both options and a range"
                if "options" in entries
                else "neither options nor a range"
            )
            context.fault(node, f"{subject} has {said}", "give it `options:` or `range:`")
        return None
    ask = context.text(entries["ask"][1], f"{subject}'s ask") if "ask" in entries else name
    sources = read_sources(context, entries.get("from"), subject)
    tags = context.texts(entries["tags"][1], f"{subject}'s tags") if "tags" in entries else ()
    is_ordered, axis = _read_order(context, entries.get("ordered"), subject, "range" in entries)
    numbers = _read_range(context, entries["range"][1], subject) if "range" in entries else None
    if "range" in entries:
        if numbers is None:
            return None
        options = tuple(
            Option(id=format_number(value), label=_with_unit(format_number(value), numbers.unit))
            for value in numbers.values
        )
    else:
        read = read_options(context, entries["options"][1], name, subject)
        if read is None:
            return None
        options = read
    left_open = read_left_open(
        context, entries.get("may_stay_open"), name, subject, numbers is not None
    )
    short = (
        context.text(entries["short"][1], f"`short` of {subject}") if "short" in entries else None
    )
    return Issue(
        id=name,
        ask=ask or name,
        options=options + left_open,
        is_ordered=is_ordered,
        axis=axis,
        range=numbers,
        sources=sources or (),
        tags=tuple(text for text, _ in tags or ()),
        short=short,
        may_stay_open=bool(left_open),
    )


def _with_unit(number: str, unit: str | None) -> str:
    return number if unit is None else f"{number} {unit}"


def _read_order(
    context: Context, entry: Entry | None, subject: str, is_numeric: bool
) -> tuple[bool, str | None]:
    if entry is None:
        return is_numeric, None
    text = context.text(entry[1], f"{subject}'s ordered")
    plain = isinstance(entry[1], Scalar) and entry[1].is_plain
    if text is None or (plain and text == "true"):
        return True, None
    if plain and text == "false":
        if is_numeric:
            context.fault(
                entry[1],
                f"{subject} is numeric, and numbers are always ordered",
                "leave `ordered` out",
            )
        return is_numeric, None
    return True, text


def _read_range(context: Context, node: Node, subject: str) -> Range | None:
    entries = context.entries(
        node, f"`range` of {subject}", ("from", "to", "step", "unit"), ("from", "to", "step")
    )
    if entries is None or not {"from", "to", "step"} <= set(entries):
        return None
    start, stop, step = (
        context.number(entries[key][1], f"`{key}` of {subject}") for key in ("from", "to", "step")
    )
    unit = context.text(entries["unit"][1], f"`unit` of {subject}") if "unit" in entries else None
    if start is None or stop is None or step is None or ("unit" in entries and unit is None):
        return None
    if step <= 0:
        context.fault(
            entries["step"][1],
            f"`step` of {subject} is above 0: {format_number(step)}",
            "write how far apart options are",
        )
        return None
    if stop <= start:
        context.fault(
            entries["to"][1],
            f"`to` of {subject} is above `from`: {format_number(stop)}",
            "swap them, or widen the range",
        )
        return None
    steps = (stop - start) / step
    if steps.denominator != 1:
        reach = start + step * int(steps)
        near = [format_number(end) for end in (reach, reach + step) if end > start]
        context.fault(
            entries["to"][1],
            f"`to` of {subject} is not a whole number of steps from `from`: {format_number(stop)}",
            f"write {' or '.join(near)}, or another step",
        )
        return None
    context.options += int(steps) + 1
    if context.options > MOST_OPTIONS:
        so_far = "" if context.options == int(steps) + 1 else "with those of other issues, "
        context.options -= int(steps) + 1
        context.fault(
            entries["step"][1],
            f"{subject} has {int(steps) + 1:,} options, {so_far}more than {MOST_OPTIONS:,}",
            "take a longer step",
        )
        return None
    return Range(start=start, stop=stop, step=step, unit=unit)
