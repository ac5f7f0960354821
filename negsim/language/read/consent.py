"""Whose yes is needed, from its nodes: consent and quotas."""

from __future__ import annotations

from fractions import Fraction

from negsim.errors import quoted
from negsim.language.model.actors import Consent
from negsim.language.model.variants import Agreement, Quorum
from negsim.language.names import one_of
from negsim.language.read.conditions import read_condition
from negsim.language.read.context import Context, as_table
from negsim.language.yaml.nodes import Mapping, Node, Sequence


def read_consent(context: Context, node: Node, owner: str) -> Consent | None:
    """Read always, never, or when a condition holds."""
    if isinstance(node, Mapping):
        entries = context.entries(node, f"`consent` of {owner}", ("when",), ("when",))
        if not entries:
            return None
        when = read_condition(context, entries["when"][1], f"`consent` of {owner}")
        return None if when is None else Consent(kind="when", when=when)
    word = context.choice(node, f"`consent` of {owner}", ("always", "never"))
    return None if word is None else Consent.model_validate({"kind": word})


def read_agreement(context: Context, node: Node) -> Agreement | None:
    """Read a quota, a list of rules that must all be met, or `any_of` several such."""
    if isinstance(node, Mapping) and "any_of" in node:
        entries = as_table(context.entries(node, "`agreement`", (), new=("any_of",)))
        if "any_of" not in entries:
            return None
        given = entries["any_of"][1]
        items = given.items if isinstance(given, Sequence) else ()
        if not items:
            context.fault(
                given, "`any_of` of `agreement` is a list of rules", "write [{at_least: 2}, {…}]"
            )
        read = [_read_rules(context, item, "`any_of` of `agreement`") for item in items]
    else:
        read = [_read_rules(context, node, "`agreement`")]
    ways = tuple(rules for rules in read if rules is not None)
    return Agreement(ways=ways) if ways and len(ways) == len(read) else None


def _read_rules(context: Context, node: Node, subject: str) -> tuple[Quorum, ...] | None:
    """Read one rule, or a list of them."""
    items = node.items if isinstance(node, Sequence) else (node,)
    if not items:
        context.fault(node, f"{subject} is an empty list", "write {at_least: 2}")
    rules = [_read_quorum(context, item, subject) for item in items]
    found = tuple(rule for rule in rules if rule is not None)
    return found if found and len(found) == len(rules) else None


def _read_quorum(context: Context, node: Node, subject: str) -> Quorum | None:
    entries = context.entries(
        node, subject, ("at_least", "including", "votes", "of"), ("at_least",)
    )
    if entries is None or "at_least" not in entries:
        return None
    before = len(context.faults)
    at_least = context.number(entries["at_least"][1], "`at_least` of `agreement`", low=0)
    named: dict[str, tuple[str, ...] | None] = {"including": (), "of": None}
    for name in ("including", "of"):
        if name in entries:
            texts = context.texts(entries[name][1], f"`{name}` of `agreement`") or ()
            for text, at in texts:
                check_actor(context, text, at, f"`{name}` of `agreement`")
            named[name] = tuple(text for text, _ in texts)
    votes: tuple[tuple[str, Fraction], ...] | None = None
    if "votes" in entries:
        table = as_table(context.entries(entries["votes"][1], "`votes` of `agreement`", None))
        counted = []
        for key, value in table.values():
            check_actor(context, key.text, key, "`votes` of `agreement`")
            number = context.number(value, f"the votes of {key.text}", low=0)
            counted.append((key.text, number or Fraction(0)))
        votes = tuple(counted)
    if len(context.faults) > before or at_least is None:
        return None
    return Quorum(
        at_least=at_least, including=named["including"] or (), votes=votes, of=named["of"]
    )


def check_actor(context: Context, name: str, at: Node, subject: str) -> None:
    """Tell that a name is no actor's, unless it is one's that could not be read."""
    if name not in context.actors and not context.is_told("actors", name):
        context.fault(at, f"{subject} names no actor: {quoted(name)}", one_of(name, context.actors))
