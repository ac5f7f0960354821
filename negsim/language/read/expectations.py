"""Expectations, which `check` asserts, from their nodes."""

from __future__ import annotations

from collections.abc import Mapping as Table
from fractions import Fraction
from typing import Any

from negsim.errors import quoted
from negsim.language.model.scenario import Expectation
from negsim.language.names import listed, one_of
from negsim.language.read.conditions import known_issue, read_condition
from negsim.language.read.context import Context, Entry
from negsim.language.read.packages import read_package
from negsim.language.read.variants import read_path, read_stack
from negsim.language.yaml.nodes import Mapping, Node, Scalar

EXPECT_KEYS = (
    "say",
    "variant",
    "zone",
    "red_line_zone",
    "includes",
    "every_package",
    "conflict",
    "accepts",
    "actor",
    "prefers",
    "over",
)
NEW_EXPECT_KEYS = ("more_is_better", "less_is_better", "never_below", "when")


def read_expectations(
    context: Context, node: Node | None, variants: tuple[str, ...]
) -> tuple[Expectation, ...]:
    """Read the list of what `check` asserts."""
    if node is None:
        return ()
    items = getattr(node, "items", None)
    if items is None or isinstance(node, Mapping):
        context.fault(node, "`expect` is a list", "write `- {say: …, zone: open}`")
        return ()
    read = [_read_expectation(context, item, variants, number) for number, item in enumerate(items)]
    return tuple(expectation for expectation in read if expectation is not None)


def _read_expectation(
    context: Context, node: Node, variants: tuple[str, ...], number: int
) -> Expectation | None:
    subject = "an expectation"
    entries = context.entries(node, subject, EXPECT_KEYS, new=NEW_EXPECT_KEYS)
    if entries is None:
        return None
    before = len(context.faults)
    context.where[f"expect.{number}"] = node.where
    value = {key: given for key, (_, given) in entries.items()}
    read: dict[str, Any] = {}
    if "say" in value:
        read["say"] = context.text(value["say"], f"`say` of {subject}")
    if "variant" in value:
        read["variant"] = read_stack(context, value["variant"], f"`variant` of {subject}", variants)
    for key in ("zone", "red_line_zone"):
        if key in value:
            read[key] = context.choice(value[key], f"`{key}` of {subject}", ("open", "empty"))
    if "includes" in value:
        read["includes"] = read_package(
            context, value["includes"], f"`includes` of {subject}", is_whole=False
        )
    if "every_package" in value:
        read["every_package"] = read_condition(context, value["every_package"], subject)
    if "conflict" in value:
        read["conflict"] = _read_conflict(context, value["conflict"], subject)
    if "accepts" in value:
        read["accepts"] = _read_accepts(context, value["accepts"], subject)
    read.update(_read_of_actor(context, entries, subject))
    if not set(value) - {"say", "variant"} and len(context.faults) == before:
        context.fault(
            node,
            f"{subject} expects nothing",
            f"add one of {listed([k for k in _known(context) if k not in ('say', 'variant')])}",
        )
    return None if len(context.faults) > before else Expectation.model_validate(read)


def _known(context: Context) -> tuple[str, ...]:
    return EXPECT_KEYS + (NEW_EXPECT_KEYS if context.is_newest else ())


def _read_of_actor(context: Context, entries: dict[str, Entry], subject: str) -> dict[str, Any]:
    """Read what is expected of one actor: what it prefers over what, and laws of its utility."""
    value = {key: given for key, (_, given) in entries.items()}
    laws = [key for key in ("more_is_better", "less_is_better", "never_below") if key in value]
    preferring = [key for key in ("actor", "prefers", "over") if key in value]
    if preferring and len(preferring) < 3 and (not laws or preferring != ["actor"]):
        lacking = [key for key in ("actor", "prefers", "over") if key not in value]
        context.fault(
            entries[preferring[0]][0],
            f"{subject} with `{preferring[0]}` has no {listed(lacking)}",
            "write actor, prefers and over together",
        )
        return {}
    if laws and "actor" not in value:
        what = f"{subject} with `{laws[0]}` has no actor"
        context.fault(entries[laws[0]][0], what, "add `actor: …`")
        return {}
    if "when" in value and "never_below" not in value:
        what = f"{subject} has `when` without `never_below`"
        context.fault(entries["when"][0], what, "add `never_below: …`, or leave it out")
    read: dict[str, Any] = {}
    if len(preferring) == 3:
        read["prefers"] = _read_prefers(context, value, subject)
    actor = _named_actor(context, value["actor"], subject) if laws else None
    for key in laws:
        law: tuple[Any, ...] | None
        if key == "never_below":
            law = _read_never_below(context, value, subject)
        else:
            law = _read_ordered_issue(context, value[key], f"`{key}` of {subject}")
        if actor is not None and law is not None:
            read[key] = (actor, *law)
    return read


def _read_ordered_issue(context: Context, node: Node, subject: str) -> tuple[str] | None:
    name = context.text(node, subject)
    if name is None:
        return None
    assert isinstance(node, Scalar)
    issue = known_issue(context, node, subject)
    if issue is not None and not issue.is_ordered:
        ordered = [one.id for one in context.issues.values() if one.is_ordered]
        context.fault(
            node, f"{subject} names an issue that has no order: {name!r}", one_of(name, ordered)
        )
        return None
    return None if issue is None else (issue.id,)


def _read_never_below(
    context: Context, value: Table[str, Node], subject: str
) -> tuple[Fraction, Any] | None:
    least = context.number(value["never_below"], f"`never_below` of {subject}")
    when = read_condition(context, value["when"], subject) if "when" in value else None
    return None if least is None else (least, when)


def _read_conflict(context: Context, node: Node, subject: str) -> tuple[str, ...]:
    paths = []
    for text, at in context.texts(node, f"`conflict` of {subject}") or ():
        path = read_path(context, text, at, subject)
        if path is not None and (
            path.field or path.kind not in ("red_line", "rule", "reservation_value")
        ):
            context.fault(
                at,
                f"{subject} names in a conflict what cannot conflict: {quoted(text)}",
                "name red lines, reservation values or rules",
            )
        elif path is not None:
            paths.append(path.short)
    return tuple(dict.fromkeys(paths))


def _named_actor(context: Context, node: Node, subject: str) -> str | None:
    name = context.text(node, f"`actor` of {subject}")
    if name is not None and name not in context.actors:
        context.fault(
            node, f"{subject} names no actor: {quoted(name)}", one_of(name, context.actors)
        )
        return None
    return name


def _read_accepts(context: Context, node: Node, subject: str) -> tuple[str, Any] | None:
    entries = context.entries(
        node, f"`accepts` of {subject}", ("actor", "package"), ("actor", "package")
    )
    if entries is None or len(entries) < 2:
        return None
    actor = _named_actor(context, entries["actor"][1], subject)
    condition = read_condition(context, entries["package"][1], subject)
    return None if actor is None or condition is None else (actor, condition)


def _read_prefers(
    context: Context, value: Table[str, Node], subject: str
) -> tuple[str, Any, Any] | None:
    actor = _named_actor(context, value["actor"], subject)
    better = read_package(context, value["prefers"], f"`prefers` of {subject}", is_whole=False)
    worse = read_package(context, value["over"], f"`over` of {subject}", is_whole=False)
    if better is not None and worse is not None and set(dict(better)) != set(dict(worse)):
        context.fault(
            value["over"],
            f"`over` of {subject} names other issues than `prefers`",
            f"name {listed([issue for issue, _ in better])}",
        )
        return None
    return None if actor is None or better is None or worse is None else (actor, better, worse)
