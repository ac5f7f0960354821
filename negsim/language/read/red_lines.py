"""Rules, red lines with their readings, and forecasts from their nodes."""

from __future__ import annotations

from fractions import Fraction

from negsim.errors import quoted
from negsim.language.model.actors import ACTOR_KEYS, NEW_ACTOR_KEYS
from negsim.language.model.evidence import Sources
from negsim.language.model.numbers import Quantity
from negsim.language.model.red_lines import AS_WRITTEN, GIVEN_UP, Forecast, Reading, RedLine
from negsim.language.model.variants import Rule
from negsim.language.read.conditions import read_clause
from negsim.language.read.context import Context, Entry, as_table, kind
from negsim.language.read.evidence import read_sources, require_sources
from negsim.language.yaml.nodes import Mapping, Node, Scalar

NEW_LINE_KEYS = ("short", "say", "firm")
NEW_READING_KEYS = ("say", "from")
RESERVED_READINGS = (GIVEN_UP, AS_WRITTEN, "not_a_line")


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
    readings: tuple[Reading, ...] | None
    with context.read_by(owner):
        if node.get("readings") is not None:
            context.entries(node, subject, ("readings", "from"), new=NEW_LINE_KEYS)
            readings = _read_readings(context, node.get("readings"), subject)
        else:
            beside = ("from", "readings")
            clause = read_clause(context, node, subject, beside=beside, new=NEW_LINE_KEYS)
            readings = None if clause is None else (Reading(id="", clause=clause),)
    sources = read_sources(context, _entry(node, "from"), subject)
    _require_sources(context, key, node, subject, sources)
    before = len(context.faults)
    said = {name: read_said(context, node, name, subject) for name in ("short", "say")}
    firm = _read_firm(context, node, subject, readings)
    if name is None or readings is None or sources is None or len(context.faults) > before:
        return None
    return RedLine.model_validate(
        {"id": name, "readings": readings, "written_sources": sources, "firm": firm, **said}
    )


def _entry(node: Mapping, name: str) -> Entry | None:
    key, value = node.key(name), node.get(name)
    return None if key is None or value is None else (key, value)


def read_said(context: Context, node: Node, name: str, subject: str) -> str | None:
    """Read `say` or `short` of an element, where it has one."""
    given = node.get(name) if isinstance(node, Mapping) else None
    return None if given is None else context.text(given, f"`{name}` of {subject}")


def _read_firm(
    context: Context, node: Mapping, subject: str, readings: tuple[Reading, ...] | None
) -> Quantity | None:
    given = _entry(node, "firm")
    if given is None:
        return None
    firm = read_firm(context, given[1], f"`firm` of {subject}")
    for reading in readings or ():
        if reading.clause is None:
            context.fault(
                given[0],
                f"{subject} is firm, and its reading {reading.id!r} draws no line",
                "leave `firm` out, or that reading",
            )
            return None
    return firm


def read_firm(context: Context, node: Node, subject: str) -> Quantity | None:
    """Read how likely an actor would rather walk away than cross a line: 0 to 1."""
    return context.quantity(node, subject, low=0, high=1)


def _require_sources(
    context: Context, key: Scalar, node: Mapping, subject: str, sources: Sources | None
) -> None:
    """Ask for evidence of the line, or of every reading of it that draws one."""
    table = node.get("readings")
    if not isinstance(table, Mapping):
        require_sources(context, key, subject, sources)
        return
    drawing = [
        (at, value)
        for at, value in table.items
        if not (isinstance(value, Scalar) and value.text == "none")
        and not (isinstance(value, Mapping) and "none" in value)
    ]
    lacking = [at for at, value in drawing if not (isinstance(value, Mapping) and "from" in value)]
    if len(lacking) == len(drawing) and (lacking or not context.is_newest):
        require_sources(context, key, subject, sources)
    else:
        for at in lacking:
            require_sources(context, at, f"reading {at.text!r} of {subject}", sources)


def _read_readings(context: Context, node: Node | None, subject: str) -> tuple[Reading, ...] | None:
    assert node is not None
    entries = context.entries(node, f"`readings` of {subject}", None)
    if entries is None:
        return None
    if not entries:
        context.fault(node, f"{subject} has no readings", "write a clause, or name readings")
        return None
    read = [_read_reading(context, entry, subject) for entry in entries.values()]
    readings = tuple(reading for reading in read if reading is not None)
    if len(readings) < len(read):
        return None
    if context.is_newest:
        _check_chances(context, entries, readings, subject)
    return readings


def _read_reading(context: Context, entry: Entry, line: str) -> Reading | None:
    key, node = entry
    name = context.identifier(key, f"a reading of {line}")
    if context.is_newest and name in RESERVED_READINGS:
        context.fault(
            key,
            f"a reading of {line} cannot be named {quoted(key.text)}: answers name one so",
            "rename it",
        )
        name = None
    subject = f"reading {key.text!r} of {line}"
    if isinstance(node, Scalar) and node.text == "none":
        return None if name is None else Reading(id=name, clause=None)
    before = len(context.faults)
    clause = None
    if isinstance(node, Mapping) and "none" in node:
        keys = ("chance",)
        entries = as_table(context.entries(node, subject, keys, new=("none", *NEW_READING_KEYS)))
        context.choice(entries["none"][1], f"`none` of {subject}", ("true",))
    else:
        clause = read_clause(context, node, subject, beside=("chance",), new=NEW_READING_KEYS)
        if clause is None:
            return None
    assert isinstance(node, Mapping)
    chance = None
    if (given := node.get("chance")) is not None:
        chance = context.number(given, f"the chance of {subject}", low=0, high=1)
    say = read_said(context, node, "say", subject)
    sources = read_sources(context, _entry(node, "from"), subject)
    if name is None or sources is None or len(context.faults) > before:
        return None
    return Reading(id=name, clause=clause, chance=chance, say=say, sources=sources)


def _check_chances(
    context: Context, entries: dict[str, Entry], readings: tuple[Reading, ...], subject: str
) -> None:
    """Tell where readings that state no chance are left none, or all state that of 0."""
    given = sum((reading.chance for reading in readings if reading.chance is not None), Fraction(0))
    silent = [reading for reading in readings if reading.chance is None]
    if silent and given >= 1:
        key, node = entries[silent[0].id]
        context.fault(
            key if isinstance(node, Scalar) else node,
            f"reading {silent[0].id!r} of {subject} states no chance, and the others leave nothing of 1",
            "give it a chance, or the others less",
        )
    elif not silent and given == 0:
        context.fault(
            entries[readings[0].id][0],
            f"the chances of the readings of {subject} are all 0",
            "give one of them a chance above 0, or leave them out",
        )


def read_forecast(context: Context, entry: Entry, owner: str) -> Forecast | None:
    """Read what an actor expects: a clause that weighs nothing."""
    key, node = entry
    subject = f"{owner}'s forecast {key.text!r}"
    name = context.identifier(key, f"a forecast of {owner}")
    with context.read_by(owner):
        clause = read_clause(context, node, subject, beside=("from",), new=("say",))
    given = _entry(node, "from") if isinstance(node, Mapping) else None
    sources = read_sources(context, given, subject)
    require_sources(context, key, subject, sources)
    before = len(context.faults)
    say = read_said(context, node, "say", subject)
    if name is None or clause is None or sources is None or len(context.faults) > before:
        return None
    return Forecast(id=name, clause=clause, sources=sources, say=say)
