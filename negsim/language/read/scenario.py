"""The scenario from its nodes: parts in the order in which they need one another, every fault collected."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping as Table
from typing import Any

from negsim.errors import quoted
from negsim.language.model.actors import Actor
from negsim.language.model.evidence import Register
from negsim.language.model.numbers import Quantity
from negsim.language.model.scenario import Expectation, Scenario, Spread
from negsim.language.model.variants import Variant
from negsim.language.names import listed, one_of
from negsim.language.read.actors import read_actor, read_agreement, read_rule
from negsim.language.read.conditions import read_condition, read_package
from negsim.language.read.context import Context, Entry, as_table
from negsim.language.read.issues import read_issues
from negsim.language.read.registers import read_registers
from negsim.language.read.timeline import read_lever, read_timeline
from negsim.language.read.variants import index_elements, read_path, read_stack, read_variant
from negsim.language.yaml.nodes import Mapping, Node, Scalar

VERSION = "1"
MOST_ACTORS = 250
TOP_KEYS = (
    "negsim",
    "scenario",
    "title",
    "as_of",
    "claims",
    "spread",
    "issues",
    "rules",
    "actors",
    "agreement",
    "variants",
    "expect",
    "outcome",
    "status_quo",
    "timeline",
    "levers",
)
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
ReadRegister = Callable[[Context, Node, str], Register | None]


def read_scenario(
    context: Context, node: Node, load_register: ReadRegister
) -> dict[str, Any] | None:
    """Read all of a scenario's parts; what comes back makes a scenario only where the context has no faults."""
    entries = context.entries(
        node, "a scenario", TOP_KEYS, ("negsim", "scenario", "issues", "actors")
    )
    if entries is None:
        return None
    value = {key: given for key, (_, given) in entries.items()}
    context.where.update({key: at.where for key, (at, _) in entries.items()})
    read: dict[str, Any] = {}
    _read_head(context, entries, read)
    read["registers"] = (
        read_registers(context, value["claims"], load_register) if "claims" in value else ()
    )
    read["claims"] = tuple(register.path for register in read["registers"])
    if "issues" in value:
        read_issues(context, value["issues"])
    if not context.issues:
        context.unknown.add("issues")
    actor_entries = (
        as_table(context.entries(value["actors"], "`actors`", None)) if "actors" in value else {}
    )
    if len(actor_entries) > MOST_ACTORS:
        context.fault(
            value["actors"],
            f"{len(actor_entries):,} actors, more than {MOST_ACTORS}",
            "let one speak for several that want the same: `votes` of an agreement tell their number",
        )
        actor_entries = dict(list(actor_entries.items())[:MOST_ACTORS])
        context.unknown.add("actors")
    context.actors = tuple(actor_entries)
    if not context.actors:
        context.unknown.add("actors")
    context.with_sheet = frozenset(
        name
        for name, (_, given) in actor_entries.items()
        if isinstance(given, Mapping) and "score_sheet" in given
    )
    rules = _each(context, value, "rules", read_rule)
    actors = _read_actors(context, actor_entries, value.get("actors"))
    index_elements(context, actors, tuple(rules), value.get("variants"))
    variants = tuple(_read_variants(context, value))
    names = tuple(variant.id for variant in variants)
    by_name = {actor.id: actor for actor in actors}
    read.update(
        issues=tuple(context.issues.values()),
        rules=tuple(rules),
        actors=actors,
        variants=variants,
        expectations=_read_expectations(context, value.get("expect"), names),
        levers=tuple(
            _each(context, value, "levers", lambda c, entry: read_lever(c, entry, by_name))
        ),
    )
    for key in ("outcome", "status_quo"):
        if key in value:
            read[key] = read_package(context, value[key], f"`{key}`", is_whole=True)
    if "agreement" in value:
        read["agreement"] = read_agreement(context, value["agreement"])
    if "timeline" in value:
        read["timeline"] = read_timeline(context, value["timeline"], names)
    return read


def _read_head(context: Context, entries: Table[str, Entry], read: dict[str, Any]) -> None:
    if "negsim" in entries:
        version = context.text(entries["negsim"][1], "`negsim`, the version of the language,")
        if version is not None and version != VERSION:
            context.fault(
                entries["negsim"][1],
                f"this file is written in version {quoted(version)} of the language",
                f"write `negsim: {VERSION}`, or use another version of the program",
            )
    if "scenario" in entries:
        node = entries["scenario"][1]
        name = context.text(node, "`scenario`, the id,")
        if name is not None:
            assert isinstance(node, Scalar)
            read["id"] = context.identifier(node, "`scenario`")
            read["title"] = name
    if "title" in entries:
        read["title"] = context.text(entries["title"][1], "`title`")
    if "as_of" in entries:
        read["as_of"] = context.date(entries["as_of"][1], "`as_of`")
    if "spread" in entries:
        spread = as_table(
            context.entries(entries["spread"][1], "`spread`", tuple(Spread.model_fields))
        )
        quantities = {}
        for key, (_, node) in spread.items():
            number = context.number(node, f"`{key}` of `spread`", low=0)
            if number is not None:
                quantities[key] = Quantity.plain(number)
        read["spread"] = Spread.model_validate(quantities)


def _each(
    context: Context, value: Table[str, Node], key: str, read: Callable[[Context, Entry], Any]
) -> list[Any]:
    if key not in value:
        return []
    entries = as_table(context.entries(value[key], f"`{key}`", None))
    return [element for entry in entries.values() if (element := read(context, entry)) is not None]


def _read_actors(
    context: Context, entries: Table[str, Entry], node: Node | None
) -> tuple[Actor, ...]:
    actors = []
    for key, given in entries.values():
        context.where[f"actors.{key.text}"] = key.where
        actor = read_actor(context, (key, given))
        if actor is None:
            context.unknown.add(f"actors.{key.text}")
        else:
            actors.append(actor)
    is_told = any(f"actors.{name}" in context.unknown for name in entries)
    if (
        isinstance(node, Mapping)
        and not is_told
        and not any(a.consent.kind == "always" for a in actors)
    ):
        context.fault(
            context.where["actors"],
            "no actor is a principal: nobody's consent is always needed",
            "give one actor `consent: always`",
        )
    return tuple(actors)


def _read_variants(context: Context, value: Table[str, Node]) -> list[Variant]:
    variants = []
    if "variants" in value:
        for entry in as_table(context.entries(value["variants"], "`variants`", None)).values():
            variant = read_variant(context, entry)
            if variant is None:
                context.unknown.add(f"variants.{entry[0].text}")
            else:
                variants.append(variant)
    return variants


def _read_expectations(
    context: Context, node: Node | None, variants: tuple[str, ...]
) -> tuple[Expectation, ...]:
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
    entries = context.entries(node, subject, EXPECT_KEYS)
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
    preferring = [key for key in ("actor", "prefers", "over") if key in value]
    if preferring and len(preferring) < 3:
        lacking = [key for key in ("actor", "prefers", "over") if key not in value]
        context.fault(
            entries[preferring[0]][0],
            f"{subject} with `{preferring[0]}` has no {listed(lacking)}",
            "write actor, prefers and over together",
        )
    elif preferring:
        read["prefers"] = _read_prefers(context, value, subject)
    if not set(value) - {"say", "variant"} and len(context.faults) == before:
        context.fault(
            node,
            f"{subject} expects nothing",
            f"add one of {listed([k for k in EXPECT_KEYS if k not in ('say', 'variant')])}",
        )
    return None if len(context.faults) > before else Expectation.model_validate(read)


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


def make_scenario(context: Context, read: dict[str, Any]) -> Scenario:
    """Make the scenario of what was read without a fault."""
    return Scenario.model_validate({**read, "path": context.path, "where": context.where})
