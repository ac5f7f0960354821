"""The scenario from its nodes: parts in the order in which they need one another, every fault collected."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping as Table
from typing import Any

from negsim.errors import quoted
from negsim.language.model.actors import Actor
from negsim.language.model.evidence import Register
from negsim.language.model.issues import LEFT_OPEN
from negsim.language.model.numbers import Quantity
from negsim.language.model.scenario import Brief, Choice, Scenario, StatedSpread
from negsim.language.model.variants import Variant
from negsim.language.names import one_of
from negsim.language.read.actors import read_actor
from negsim.language.read.consent import read_agreement
from negsim.language.read.context import NEWEST, VERSIONS, Context, Entry, as_table
from negsim.language.read.expectations import read_expectations
from negsim.language.read.issues import read_issues
from negsim.language.read.levers import read_lever
from negsim.language.read.options import check_readers
from negsim.language.read.packages import read_package
from negsim.language.read.red_lines import read_rule
from negsim.language.read.registers import read_registers
from negsim.language.read.timeline import read_timeline
from negsim.language.read.variants import index_elements, read_variant
from negsim.language.yaml.nodes import Mapping, Node, Scalar

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
NEW_TOP_KEYS = ("brief",)
NOTES = (".md", ".txt")  # a brief of one line that ends so is the path of a file
BRIEF_KEYS = ("text", "author", "marking")
ReadRegister = Callable[[Context, Node, str], Register | None]
ReadNote = Callable[[Context, Node, str], str | None]


def read_scenario(
    context: Context, node: Node, load_register: ReadRegister, load_note: ReadNote
) -> dict[str, Any] | None:
    """Read all of a scenario's parts; what comes back makes a scenario only where the context has no faults."""
    _read_version(context, node)
    entries = context.entries(
        node,
        "a scenario",
        TOP_KEYS,
        ("negsim", "scenario", "issues", "actors"),
        new=NEW_TOP_KEYS,
    )
    if entries is None:
        return None
    value = {key: given for key, (_, given) in entries.items()}
    context.where.update({key: at.where for key, (at, _) in entries.items()})
    read: dict[str, Any] = {}
    _read_head(context, entries, read)
    if "brief" in value:
        read["brief"] = _read_brief(context, value["brief"], load_note)
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
    check_readers(context)
    if "status_quo" in value:
        read["status_quo"] = _read_status_quo(context, value["status_quo"])
    elif any(issue.may_stay_open for issue in context.issues.values()):
        _ask_for_status_quo(context)
    context.with_sheet = frozenset(
        name
        for name, (_, given) in actor_entries.items()
        if isinstance(given, Mapping) and "score_sheet" in given
    )
    context.weightless = frozenset(
        name
        for name, (_, given) in actor_entries.items()
        if isinstance(given, Mapping) and "weights" in given
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
        expectations=read_expectations(context, value.get("expect"), names),
        levers=tuple(
            _each(context, value, "levers", lambda c, entry: read_lever(c, entry, by_name))
        ),
    )
    if "outcome" in value:
        read["outcome"] = read_package(context, value["outcome"], "`outcome`", is_whole=True)
    if "agreement" in value:
        read["agreement"] = read_agreement(context, value["agreement"])
    if "timeline" in value:
        read["timeline"] = read_timeline(context, value["timeline"], names)
    return read


def _read_version(context: Context, node: Node) -> None:
    """Read which version of the language the file is written in: the newest one where it says no known one."""
    given = node.get("negsim") if isinstance(node, Mapping) else None
    if given is None:
        return
    version = context.text(given, "`negsim`, the version of the language,")
    if version in VERSIONS:
        context.version = version
    elif version is not None:
        context.fault(
            given,
            f"this file is written in version {quoted(version)} of the language",
            f"write `negsim: {NEWEST}`, or use another version of the program",
        )


def _read_status_quo(context: Context, node: Node) -> Choice | None:
    """Read what holds without a deal: of an issue that may stay open too, an option that is written."""
    package = read_package(context, node, "`status_quo`", is_whole=True)
    for name, option in package or ():
        issue = context.issues[name]
        if issue.may_stay_open and option == LEFT_OPEN:
            assert isinstance(node, Mapping)
            context.fault(
                node.get(name) or node,
                f"`status_quo` leaves issue {name!r} open, which says nothing of what holds meanwhile",
                one_of(option, [one.id for one in issue.written_options]),
            )
        else:
            context.status_quo[name] = option
    return package


def _ask_for_status_quo(context: Context) -> None:
    for issue in context.issues.values():
        if issue.may_stay_open:
            context.fault(
                context.where[f"issues.{issue.id}.may_stay_open"],
                f"issue {issue.id!r} may stay open, and the file says nowhere what holds meanwhile",
                "add `status_quo: {…}`, one option of every issue",
            )


def _read_head(context: Context, entries: Table[str, Entry], read: dict[str, Any]) -> None:
    read["version"] = context.version
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
            context.entries(entries["spread"][1], "`spread`", tuple(StatedSpread.model_fields))
        )
        quantities = {}
        for key, (_, node) in spread.items():
            number = context.number(node, f"`{key}` of `spread`", low=0)
            if number is not None:
                quantities[key] = Quantity.plain(number)
        read["spread"] = StatedSpread.model_validate(quantities)


def _read_brief(context: Context, node: Node, load_note: ReadNote) -> Brief | None:
    """Read the analyst's summary: a text, or the path of a file that holds it."""
    said: dict[str, str | None] = {}
    at: Node = node
    if isinstance(node, Mapping):
        entries = as_table(context.entries(node, "`brief`", BRIEF_KEYS, ("text",)))
        if "text" not in entries:
            return None
        at = entries["text"][1]
        said = {
            key: context.text(given, f"`{key}` of `brief`")
            for key, (_, given) in entries.items()
            if key != "text"
        }
    text = context.text(at, "`text` of `brief`" if said or at is not node else "`brief`")
    if text is None:
        return None
    if not text.endswith(NOTES) or "\n" in text:
        return Brief(text=text, **said)
    note = load_note(context, at, text)
    return None if note is None else Brief(text=note, file=text, **said)


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


def make_scenario(context: Context, read: dict[str, Any]) -> Scenario:
    """Make the scenario of what was read without a fault."""
    return Scenario.model_validate({**read, "path": context.path, "where": context.where})
