"""Preferences and wishes from their nodes."""

from __future__ import annotations

import re

from negsim.errors import quoted
from negsim.language.model.issues import Issue
from negsim.language.model.numbers import Quantity, format_number
from negsim.language.model.preferences import Ladder, Preference, Wish
from negsim.language.names import listed, one_of
from negsim.language.read.conditions import known_issue, read_clause
from negsim.language.read.context import Context, Entry
from negsim.language.read.evidence import read_numbers_from, read_sources, require_sources
from negsim.language.read.options import counts_as, is_unscored, own_options
from negsim.language.read.packages import read_option
from negsim.language.yaml.nodes import Mapping, Node, Scalar

WAYS = ("scores", "points", "position", "ladder")
PREFERENCE_KEYS = ("weight", *WAYS, "from")
NEW_PREFERENCE_KEYS = ("say", "numbers_from")
WISH_KEYS = ("weight", "points", "from")
NEW_WISH_KEYS = ("short", "say", "numbers_from")
_SCORE_MEND = "divide by the largest, or give all preferences of this actor as points"


def read_preference(context: Context, entry: Entry, owner: str) -> Preference | None:
    """Read a preference on the issue that the key names."""
    key, node = entry
    issue = known_issue(context, key, f"{owner}'s preference")
    if issue is None:
        return None
    subject = f"{owner}'s preference on {issue.id!r}"
    entries = context.entries(node, subject, PREFERENCE_KEYS, new=NEW_PREFERENCE_KEYS)
    if entries is None:
        return None
    ways = [way for way in WAYS if way in entries]
    if len(ways) != 1:
        if not ways and len(node.items) > len(entries):  # type: ignore[union-attr]
            return None  # a misspelt key has been told
        said = (
            f"both {' and '.join(ways)}" if ways else "neither scores, points, position nor ladder"
        )
        context.fault(
            entries[ways[1]][0] if ways else key,
            f"{subject} has {said}",
            "say in one way which options it likes",
        )
        return None
    way, (_, value) = ways[0], entries[ways[0]]
    weight = None
    if owner in context.weightless:
        weight = _no_weight(context, entries, owner, subject)
    elif "weight" in entries:
        weight = read_weight(context, entries["weight"][1], f"the weight of {subject}")
    if way == "points" and "weight" in entries:
        context.fault(
            entries["weight"][0],
            f"{subject} has points and a weight",
            "points carry the weight: leave `weight` out",
        )
        return None
    if way != "points" and "weight" not in entries and owner not in context.weightless:
        if len(node.items) == len(entries):  # type: ignore[union-attr]
            context.fault(
                key,
                f"{subject} has no weight",
                "add `weight: …`: a number, or decisive, high, medium, low",
            )
        return None
    sources = read_sources(context, entries.get("from"), subject)
    require_sources(context, key, subject, sources)
    numbers_from = read_numbers_from(context, entries.get("numbers_from"), subject)
    say = context.text(entries["say"][1], f"`say` of {subject}") if "say" in entries else None
    read: object
    with context.read_by(owner):
        if way == "ladder":
            read = read_ladder(context, issue, value, subject)
        elif way == "position":
            read = _read_position(context, issue, value, subject)
        else:
            read = read_table(context, issue, value, subject, way)
    if read is None or sources is None or (way != "points" and weight is None):
        return None
    if numbers_from is None or ("say" in entries and say is None):
        return None
    return Preference.model_validate(
        {
            "issue": issue.id,
            "weight": weight,
            way: read,
            "sources": sources,
            "numbers_from": numbers_from,
            "say": say,
            "counts_as": counts_as(issue, owner, context.status_quo.get(issue.id)),
        }
    )


def _no_weight(
    context: Context, entries: dict[str, Entry], owner: str, subject: str
) -> Quantity | None:
    """Give the weight of an actor whose weights are unknown, and tell where one is written all the same."""
    if "weight" not in entries:
        return Quantity.unknown()
    context.fault(
        entries["weight"][0],
        f"{subject} has a weight, and the weights of {owner} are unknown",
        "leave `weight` out here, or `weights: unknown` there",
    )
    return None


def read_weight(context: Context, node: Node, subject: str) -> Quantity | None:
    """Read a weight: a number of 0 or more, or one of the words."""
    return context.quantity(node, subject, words=True, low=0)


def read_worth(context: Context, node: Node, subject: str, way: str) -> Quantity | None:
    """Read a score (0 to 1) or points (any number)."""
    if way == "points":
        return context.quantity(node, f"points of {subject}")
    return context.quantity(node, "a score", low=0, high=1, mend=_SCORE_MEND)


def read_table(
    context: Context, issue: Issue, node: Node, subject: str, way: str
) -> tuple[tuple[str, Quantity], ...] | None:
    """Read scores or points: of every option, or at breakpoints of a numeric issue, both ends among them."""
    entries = context.entries(node, f"`{way}` of {subject}", None)
    if entries is None:
        return None
    before = len(context.faults)
    table: dict[str, Quantity] = {}
    for key, value in entries.values():
        name = _read_key(context, issue, key, subject)
        if name in table:
            context.fault(key, f"{subject} has breakpoint {name} twice", "keep one of them")
        worth = read_worth(context, value, subject, way)
        if worth is not None and name is not None:
            table[name] = worth
    if len(context.faults) > before:
        return None
    needed = [option.id for option in issue.options]
    needed = own_options(context, issue) if issue.range is None else [needed[0], needed[-1]]
    lacking = [option for option in needed if option not in table]
    if lacking:
        why = (
            "every option needs one"
            if issue.range is None
            else "both ends of a numeric issue need one"
        )
        noun = "score" if way == "scores" else "points"
        context.fault(
            node, f"{subject} gives no {noun} for {listed(lacking)}", f"{why}: add {lacking[0]}: …"
        )
        return None
    return tuple(table.items())


def _read_key(context: Context, issue: Issue, key: Scalar, subject: str) -> str | None:
    """Read the option, or the breakpoint as a plain decimal, that a score is for."""
    if issue.range is None:
        if is_unscored(context, key, issue, key.text, subject):
            return None
        if key.text in issue.position:
            return key.text
        context.fault(
            key,
            f"{subject} names no option of issue {issue.id!r}: {quoted(key.text)}",
            one_of(key.text, issue.position),
        )
        return None
    place = context.number(key, f"a breakpoint of {subject}")
    low, high = issue.range.start, issue.range.stop
    if place is not None and not low <= place <= high:
        context.fault(
            key,
            f"{subject} has a breakpoint outside the issue: {quoted(key.text)}",
            f"write a number from {format_number(low)} to {format_number(high)}",
        )
        return None
    return None if place is None else format_number(place)


def _read_position(
    context: Context, issue: Issue, node: Node, subject: str
) -> str | Quantity | None:
    if not issue.is_ordered:
        context.fault(
            node,
            f"{subject} has a position, and issue {issue.id!r} has no order",
            "give scores or a ladder, or give the issue `ordered:`",
        )
        return None
    if issue.range is None:
        option = read_option(context, issue, node, subject)
        mend = one_of(option or "", own_options(context, issue))
        if option is None or is_unscored(context, node, issue, option, subject, mend):
            return None
        return option
    quantity = context.quantity(node, f"the position of {subject}")
    if quantity is None:
        return None
    low, high = issue.range.start, issue.range.stop
    if not low <= quantity.best <= high:
        context.fault(
            node,
            f"the position of {subject} lies outside the issue: {format_number(quantity.best)}",
            f"write a number from {format_number(low)} to {format_number(high)}",
        )
        return None
    return quantity


def read_ladder(context: Context, issue: Issue, node: Node, subject: str) -> Ladder | None:
    """Read `a < b << c = d`, worst to best, one `<` perhaps a `!`."""
    if issue.is_numeric:
        context.fault(
            node,
            f"{subject} has a ladder, and issue {issue.id!r} is numeric",
            "give scores at breakpoints, or a position",
        )
        return None
    text = context.text(node, f"the ladder of {subject}")
    if text is None:
        return None
    tokens = re.findall(r"<+|=+|!+|[^\s<=!]+", text)
    names, signs = tokens[::2], tokens[1::2]
    ill = [name for name in names if name[0] in "<=!"] + [
        s for s in signs if s not in ("<", "<<", "=", "!")
    ]
    if len(tokens) % 2 == 0 or ill:
        context.fault(
            node,
            f"the ladder of {subject} cannot be read{f' at {quoted(ill[0])}' if ill else ''}: {quoted(text)}",
            "write options from worst to best with <, << or = between them, as in a < b << c = d",
        )
        return None
    before = len(context.faults)
    for name in dict.fromkeys(names):
        if name not in issue.position:
            context.fault(
                node,
                f"the ladder of {subject} names no option of issue {issue.id!r}: {quoted(name)}",
                one_of(name, issue.position),
            )
        elif is_unscored(context, node, issue, name, subject):
            continue
        elif names.count(name) > 1:
            context.fault(
                node, f"the ladder of {subject} names {name} twice", "name every option once"
            )
    lacking = [option for option in own_options(context, issue) if option not in names]
    if lacking and len(context.faults) == before:
        context.fault(
            node, f"the ladder of {subject} leaves out {listed(lacking)}", "name every option once"
        )
    if signs.count("!") > 1:
        context.fault(
            node, f"the ladder of {subject} has more than one `!`", "a red line runs at one place"
        )
    if len(context.faults) > before:
        return None
    groups: list[list[str]] = [[names[0]]]
    steps: list[int] = []
    bar = None
    for sign, name in zip(signs, names[1:], strict=True):
        if sign == "=":
            groups[-1].append(name)
            continue
        if sign == "!":
            bar = len(steps)
        steps.append(2 if sign == "<<" else 1)
        groups.append([name])
    return Ladder(groups=tuple(map(tuple, groups)), steps=tuple(steps), bar=bar)


def read_wish(context: Context, entry: Entry, owner: str) -> Wish | None:
    """Read a wish: a clause with a weight or points."""
    key, node = entry
    subject = f"{owner}'s wish {key.text!r}"
    name = context.identifier(key, f"a wish of {owner}")
    with context.read_by(owner):
        clause = read_clause(context, node, subject, beside=WISH_KEYS, new=NEW_WISH_KEYS)
    entries = {k.text: (k, v) for k, v in (node.items if isinstance(node, Mapping) else ())}
    sources = read_sources(context, entries.get("from"), subject) if entries else None
    if entries:
        require_sources(context, key, subject, sources)
    before = len(context.faults)
    numbers_from = read_numbers_from(context, entries.get("numbers_from"), subject)
    words = {
        name: context.text(entries[name][1], f"`{name}` of {subject}")
        for name in ("short", "say")
        if name in entries
    }
    worths = [way for way in ("weight", "points") if way in entries]
    if owner in context.weightless and entries and "points" not in entries:
        worths = ["weight"]
    if entries and len(worths) != 1:
        known = ("require", "forbid", "if", "then", *WISH_KEYS, *NEW_WISH_KEYS)
        unknown = [k for k in entries if k not in known]
        if worths or not unknown:
            said = "both a weight and points" if worths else "no weight"
            context.fault(
                key, f"{subject} has {said}", "add `weight: …` (or `points: …` on a score sheet)"
            )
        return None
    worth = None
    if worths == ["weight"] and owner in context.weightless:
        worth = _no_weight(context, entries, owner, subject)
    elif worths == ["weight"]:
        worth = read_weight(context, entries["weight"][1], f"the weight of {subject}")
    elif worths:
        worth = context.quantity(entries["points"][1], f"points of {subject}")
    if name is None or clause is None or sources is None or worth is None:
        return None
    if len(context.faults) > before:
        return None
    rests = {"sources": sources, "numbers_from": numbers_from or ()}
    return Wish.model_validate({"id": name, "clause": clause, worths[0]: worth, **rests, **words})
