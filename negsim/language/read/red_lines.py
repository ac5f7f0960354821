"""Rules, red lines with their readings, and forecasts from their nodes."""

from __future__ import annotations

from negsim.errors import quoted
from negsim.language.model.actors import ACTOR_KEYS, NEW_ACTOR_KEYS, Forecast, Reading, RedLine
from negsim.language.model.variants import Rule
from negsim.language.read.conditions import read_clause
from negsim.language.read.context import Context, Entry, as_table, kind
from negsim.language.read.evidence import read_sources, require_sources
from negsim.language.yaml.nodes import Mapping, Node, Scalar


def read_rule(context: Context, entry: Entry) -> Rule | None:
    """Read a rule of feasibility."""
    key, node = entry
    subject = f"rule {key.text!r}"
    name = context.identifier(key, "a rule")
    clause = read_clause(context, node, subject, beside=("because",))
    because = None
    if isinstance(node, Mapping) and (given := node.get("because")) is not None:
        because = context.text(given, f"`because` of {subject}")
    context.where[f"rules.{key.text}"] = key.where
    if name is None or clause is None:
        context.unknown.add(f"rules.{key.text}")
        return None
    return Rule(id=name, clause=clause, because=because)


def read_red_line(context: Context, entry: Entry, owner: str) -> RedLine | None:
    """Read a red line: a clause, or readings of its wording."""
    key, node = entry
    name = context.identifier(key, f"a red line of {owner}")
    if name in ACTOR_KEYS or (context.is_newest and name in NEW_ACTOR_KEYS):
        context.fault(
            key,
            f"a red line of {owner} cannot be named {quoted(key.text)}: it is a key of an actor",
            "rename it",
        )
        return None
    subject = f"red line {key.text!r}"
    if not isinstance(node, Mapping):
        context.fault(
            node,
            f"{subject} is a mapping with a clause and `from`, not {kind(node)}",
            "write {require: {issue: option}, from: …}",
        )
        return None
    if node.get("readings") is not None:
        entries = context.entries(node, subject, ("readings", "from"))
        with context.read_by(owner):
            readings = _read_readings(context, node.get("readings"), subject)
    else:
        with context.read_by(owner):
            clause = read_clause(context, node, subject, beside=("from", "readings"))
        entries = {k.text: (k, v) for k, v in node.items}
        readings = None if clause is None else (Reading(id="", clause=clause),)
    sources = read_sources(context, as_table(entries).get("from"), subject)
    require_sources(context, key, subject, sources)
    if name is None or readings is None or sources is None:
        return None
    return RedLine(id=name, readings=readings, sources=sources)


def _read_readings(context: Context, node: Node | None, subject: str) -> tuple[Reading, ...] | None:
    assert node is not None
    entries = context.entries(node, f"`readings` of {subject}", None)
    if entries is None:
        return None
    if not entries:
        context.fault(node, f"{subject} has no readings", "write a clause, or name readings")
        return None
    readings: list[Reading] = []
    is_whole = True
    for key, value in entries.values():
        name = context.identifier(key, f"a reading of {subject}")
        about = f"reading {key.text!r} of {subject}"
        if isinstance(value, Scalar) and value.text == "none":
            clause, chance, is_read = None, None, True
        else:
            clause = read_clause(context, value, about, beside=("chance",))
            chance, is_read = None, clause is not None
            if isinstance(value, Mapping) and (given := value.get("chance")) is not None:
                chance = context.number(given, f"the chance of {about}", low=0, high=1)
                is_read &= chance is not None
        is_whole &= is_read and name is not None
        readings.append(Reading(id=name or key.text, clause=clause, chance=chance))
    return tuple(readings) if is_whole else None


def read_forecast(context: Context, entry: Entry, owner: str) -> Forecast | None:
    """Read what an actor expects: a clause that weighs nothing."""
    key, node = entry
    subject = f"{owner}'s forecast {key.text!r}"
    name = context.identifier(key, f"a forecast of {owner}")
    with context.read_by(owner):
        clause = read_clause(context, node, subject, beside=("from",))
    items = node.items if isinstance(node, Mapping) else ()
    given = [(k, v) for k, v in items if k.text == "from"]
    sources = read_sources(context, given[0] if given else None, subject)
    require_sources(context, key, subject, sources)
    if name is None or clause is None or sources is None:
        return None
    return Forecast(id=name, clause=clause, sources=sources)
