"""Variants from their nodes."""

from __future__ import annotations

from negsim.errors import quoted
from negsim.language.model.actors import Actor
from negsim.language.model.conditions import NumberTest, OptionTest
from negsim.language.model.evidence import GRADES, LINE_STATUSES
from negsim.language.model.paths import FORMS, NEW_FORMS, Path, parse_path
from negsim.language.model.variants import Element, Put, Rule, Trust, Variant
from negsim.language.names import one_of
from negsim.language.read.actors import read_reservation
from negsim.language.read.conditions import read_condition, read_issue_test
from negsim.language.read.consent import read_agreement, read_consent
from negsim.language.read.context import NEWEST, Context, Entry, as_table
from negsim.language.read.preferences import read_preference, read_weight, read_wish, read_worth
from negsim.language.read.ratification import read_body, read_needs, read_votes
from negsim.language.read.red_lines import read_firm, read_red_line, read_rule
from negsim.language.yaml.nodes import Mapping, Node, Scalar, Sequence

VARIANT_KEYS = ("say", "drop", "add", "set", "read", "trust", "fix", "exclude")
NEW_VARIANT_KEYS = ("short",)
_DROPPABLE = ("red_line", "wish", "preference", "rule", "body")


def index_elements(
    context: Context, actors: tuple[Actor, ...], rules: tuple[Rule, ...], node: Node | None
) -> None:
    """Tell the context which paths exist: of the file itself, and of what its variants add."""
    for actor in actors:
        for line in actor.red_lines:
            path = f"{actor.id}.red_lines.{line.id}"
            context.elements[path] = {r.id for r in line.readings} if line.has_readings else set()
        for preference in actor.preferences:
            context.elements[f"{actor.id}.preferences.{preference.issue}"] = set()
        for wish in actor.wishes:
            context.elements[f"{actor.id}.wishes.{wish.id}"] = set()
        for body in actor.ratification:
            context.elements[f"{actor.id}.ratification.{body.id}"] = set()
    context.elements.update({f"rules.{rule.id}": set() for rule in rules})
    if not isinstance(node, Mapping):
        return
    for _, variant in node.items:
        for section in ("add", "set"):
            puts = variant.get(section) if isinstance(variant, Mapping) else None
            for key, value in puts.items if isinstance(puts, Mapping) else ():
                path_read = parse_path(key.text)
                if path_read is None or path_read.field or path_read.kind not in _DROPPABLE:
                    continue
                if section == "add" or path_read.element in context.elements:
                    _index_put(context, path_read, value)


def _index_put(context: Context, path: Path, value: Node) -> None:
    readings = value.get("readings") if isinstance(value, Mapping) else None
    names = {key.text for key, _ in readings.items} if isinstance(readings, Mapping) else set()
    context.elements.setdefault(path.element, set()).update(names)
    ladder = (
        value.get("ladder") if path.kind == "preference" and isinstance(value, Mapping) else None
    )
    if isinstance(ladder, Scalar) and "!" in ladder.text:
        context.elements.setdefault(f"{path.actor}.red_lines.{path.id}", set())


def read_path(context: Context, text: str, at: Node, subject: str) -> Path | None:
    """Read a path that must name something of this scenario or of what its variants add."""
    path = parse_path(text)
    if path is None:
        forms = NEW_FORMS if context.is_newest else FORMS
        context.fault(
            at, f"{subject} has no path of an element: {quoted(text)}", f"a path is {forms}"
        )
        return None
    if path.is_new and not context.is_newest:
        what = "body" if path.kind == "body" else path.field
        context.newer(at, f"{subject} has a path of version {NEWEST}: {quoted(text)}", what)
        return None
    if path.actor and path.actor not in context.actors:
        if not context.is_told("actors", path.actor):
            context.fault(
                at,
                f"{subject} names no actor: {quoted(path.actor)}",
                one_of(path.actor, context.actors),
            )
        return None
    if path.kind in _DROPPABLE and path.element not in context.elements:
        is_lost = f"actors.{path.actor}" in context.unknown
        if path.element in context.unknown or is_lost:
            return None
        stem = path.element.rsplit(".", 1)[0]
        names = [
            name.rsplit(".", 1)[1] for name in context.elements if name.rsplit(".", 1)[0] == stem
        ]
        what = path.kind.replace("_", " ")
        owner = f" of {path.actor}" if path.actor else ""
        context.fault(
            at, f"{subject} names no {what}{owner}: {quoted(path.id)}", one_of(path.id, names)
        )
        return None
    return path


def read_variant(context: Context, entry: Entry) -> Variant | None:
    """Read one variant."""
    key, node = entry
    subject = f"variant {key.text!r}"
    name = context.identifier(key, "a variant")
    context.where[f"variants.{key.text}"] = key.where
    entries = context.entries(node, subject, VARIANT_KEYS, new=NEW_VARIANT_KEYS)
    if entries is None:
        return None
    before = len(context.faults)
    read: dict[str, object] = {}
    for section, (_, value) in entries.items():
        if section in ("say", "short"):
            read[section] = context.text(value, f"`{section}` of {subject}")
        elif section == "drop":
            read["drop"] = _read_drop(context, value, subject)
        elif section == "add":
            read["add"] = _read_puts(context, value, subject, is_new=True)
        elif section == "set":
            read["set"] = _read_puts(context, value, subject, is_new=False)
        elif section == "read":
            read.update(_read_reading(context, value, subject))
        elif section == "trust":
            read["trust"] = _read_trust(context, value, subject)
        elif section == "fix":
            read["fix"] = read_condition(context, value, subject)
        else:
            read["exclude"] = _read_exclude(context, value, subject)
    if name is None or len(context.faults) > before:
        return None
    return Variant.model_validate({"id": name, **{k: v for k, v in read.items() if v is not None}})


def _elements(context: Context) -> str:
    return "red line, wish, preference" + (", rule or body" if context.is_newest else " or rule")


def _read_drop(context: Context, node: Node, subject: str) -> tuple[str, ...]:
    paths = []
    for text, at in context.texts(node, f"`drop` of {subject}") or ():
        path = read_path(context, text, at, subject)
        if path is not None and (path.field or path.kind not in _DROPPABLE):
            context.fault(
                at,
                f"{subject} drops what is no {_elements(context)}: {quoted(text)}",
                "set it instead" if path.is_new else "set a number to 0 instead",
            )
        elif path is not None:
            context.where[f"{subject}.{path.full}"] = at.where
            paths.append(path.element)
    return tuple(paths)


def _read_puts(context: Context, node: Node, subject: str, *, is_new: bool) -> tuple[Put, ...]:
    section = "add" if is_new else "set"
    puts = []
    for key, value in as_table(context.entries(node, f"`{section}` of {subject}", None)).values():
        path = read_path(context, key.text, key, subject)
        if path is None:
            continue
        if is_new and (path.field or path.kind not in _DROPPABLE):
            context.fault(
                key,
                f"{subject} adds what is no {_elements(context)}: {quoted(key.text)}",
                "use `set` for a number",
            )
            continue
        context.where[f"{subject}.{path.full}"] = key.where
        element = read_element(context, path, (key, value))
        if element is not None:
            puts.append(Put(path=path.full, value=element))
    return tuple(puts)


def read_element(context: Context, path: Path, entry: Entry) -> Element | None:
    """Read what is to stand at a path."""
    key, node = entry
    named = (Scalar(text=path.id, is_plain=True, where=key.where), node)
    if path.field or path.kind in ("influence", "spread"):
        return _read_number(context, path, node)
    if path.kind == "red_line":
        return read_red_line(context, named, path.actor)
    if path.kind == "preference":
        return read_preference(context, named, path.actor)
    if path.kind == "wish":
        return read_wish(context, named, path.actor)
    if path.kind == "rule":
        return read_rule(context, named)
    if path.kind == "body":
        return read_body(context, named, path.actor)
    if path.kind == "consent":
        return read_consent(context, node, path.actor)
    if path.kind == "reservation_value":
        return read_reservation(
            context, node, path.actor, has_sheet=path.actor in context.with_sheet
        )
    return read_agreement(context, node)


def _read_number(context: Context, path: Path, node: Node) -> Element | None:
    subject = f"`{path.full}`"
    if path.field == "weight" and path.actor in context.weightless:
        context.fault(
            node, f"{subject} is a weight, and those of {path.actor} are unknown", "leave it out"
        )
        return None
    if path.field == "firm":
        return read_firm(context, node, subject)
    if path.field == "weight":
        return read_weight(context, node, subject)
    if path.field in ("scores", "points"):
        return read_worth(context, node, subject, path.field)
    if path.kind == "influence":
        return context.quantity(node, subject, low=0, high=100)
    if path.field == "needs":
        return read_needs(context, node, subject)
    if path.field == "votes":
        return read_votes(context, node, subject)
    quantity = context.quantity(node, subject, low=0)
    if quantity is not None and quantity.shape != "plain":
        context.fault(node, f"{subject} is one number, without a range", "write one number")
        return None
    return quantity


def _read_reading(context: Context, node: Node, subject: str) -> dict[str, object]:
    if isinstance(node, Scalar):
        name = context.text(node, f"`read` of {subject}")
        known = {reading for names in context.elements.values() for reading in names}
        if (
            name is not None
            and name not in known
            and not any(".red_lines." in path for path in context.unknown)
        ):
            context.fault(
                node,
                f"{subject} names no reading of any red line: {quoted(name)}",
                one_of(name, sorted(known)),
            )
        return {"read_all": name}
    pairs = []
    for key, value in as_table(context.entries(node, f"`read` of {subject}", None)).values():
        path = read_path(context, key.text, key, subject)
        name = context.text(value, f"the reading of {key.text} in {subject}")
        if path is None or name is None:
            continue
        names = context.elements.get(path.element, set())
        if path.kind != "red_line" or not names:
            context.fault(
                key,
                f"{subject} reads what has no readings: {quoted(key.text)}",
                "name a red line with `readings:`",
            )
        elif name not in names:
            context.fault(
                value,
                f"{subject} names no reading of {path.short}: {quoted(name)}",
                one_of(name, sorted(names)),
            )
        else:
            pairs.append((path.element, name))
    return {"read": tuple(pairs)}


def _read_trust(context: Context, node: Node, subject: str) -> Trust | None:
    entries = context.entries(
        node, f"`trust` of {subject}", ("assumptions", "grade"), new=("status",)
    )
    if entries is None:
        return None
    if not entries:
        context.fault(
            node, f"`trust` of {subject} says nothing", "write {assumptions: false} or {grade: C}"
        )
        return None
    assumptions: str | None = "true"
    grade = None
    if "assumptions" in entries:
        assumptions = context.choice(
            entries["assumptions"][1], f"`assumptions` in {subject}", ("true", "false")
        )
    if "grade" in entries:
        grade = context.choice(entries["grade"][1], f"`grade` in {subject}", GRADES)
    statuses = []
    if "status" in entries:
        given = entries["status"][1]
        for _, at in context.texts(given, f"`status` in {subject}") or ():
            statuses.append(context.choice(at, f"`status` in {subject}", LINE_STATUSES))
        if isinstance(given, Sequence) and not given.items:
            context.fault(given, f"`status` in {subject} is empty", "write [stated, hardened]")
    return Trust(
        assumptions=assumptions != "false",
        grade=grade,
        status=tuple(dict.fromkeys(one for one in statuses if one is not None)),
    )


def _read_exclude(
    context: Context, node: Node, subject: str
) -> tuple[tuple[str, OptionTest | NumberTest], ...]:
    entries = context.entries(node, f"`exclude` of {subject}", None)
    if entries is not None and not entries:
        context.fault(node, f"`exclude` of {subject} names no issue", "write {issue: option}")
    tests = []
    for name, (key, value) in as_table(entries).items():
        test = read_issue_test(context, key, value, subject)
        if test is not None:
            tests.append((name, test))
    return tuple(tests)


def read_stack(
    context: Context, node: Node, subject: str, variants: tuple[str, ...]
) -> tuple[str, ...]:
    """Read names of variants: a text such as a+b, or a list."""
    names: list[str] = []
    for text, at in context.texts(node, subject) or ():
        for name in (part.strip() for part in text.split("+")):
            if name in variants:
                names.append(name)
            elif f"variants.{name}" not in context.unknown:
                context.fault(
                    at, f"{subject} names no variant: {quoted(name)}", one_of(name, variants)
                )
    return tuple(names)
