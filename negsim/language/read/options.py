"""Options of an issue from their nodes: labels, who reads one as another, and the option of leaving it open."""

from __future__ import annotations

from negsim.errors import quoted
from negsim.language.model.issues import LEFT_OPEN, Issue, Option
from negsim.language.names import one_of
from negsim.language.read.context import NEWEST, Context, Entry, as_table, kind
from negsim.language.yaml.nodes import Mapping, Node, Scalar

OPTION_KEYS = ("label", "short", "text", "read_as")


def read_options(
    context: Context, node: Node, issue: str, subject: str
) -> tuple[Option, ...] | None:
    """Read the options of an issue, each a label or written long; None where some cannot be read."""
    entries = context.entries(node, f"`options` of {subject}", None)
    if entries is None:
        return None
    read_as = {
        name: isinstance(value, Mapping) and "read_as" in value
        for name, (_, value) in entries.items()
    }
    options: list[Option] = []
    is_whole = True
    for key, value in entries.values():
        name = context.identifier(key, f"an option of {subject}")
        if name == LEFT_OPEN and context.is_newest:
            refuse_left_open(context, key, f"an option of {subject}")
            name = None
        about = f"option {quoted(key.text)} of {subject}"
        if isinstance(value, Mapping):
            others = {k: v for k, v in read_as.items() if k not in (key.text, LEFT_OPEN)}
            option = read_long(context, key, value, issue, others, about)
        else:
            label: str | None = key.text
            if not (isinstance(value, Scalar) and value.is_null):
                label = context.text(value, f"the label of {about}")
            option = None if label is None else Option(id=key.text, label=label)
        if name is None or option is None:
            is_whole = False
        else:
            options.append(option)
    if len(entries) < 2:
        context.fault(
            node,
            f"{subject} has {len(entries)} option, which leaves nothing to settle",
            "give it two at least",
        )
        return None
    return tuple(options) if is_whole else None


def refuse_left_open(context: Context, key: Scalar, subject: str) -> None:
    """Tell that no option is written under the name of the one that the language adds."""
    context.fault(
        key,
        f"{subject} cannot be named '{LEFT_OPEN}': the language adds that one",
        "leave it out, and write `may_stay_open: true`",
    )


def read_long(
    context: Context,
    key: Scalar,
    node: Mapping,
    issue: str,
    others: dict[str, bool],
    subject: str,
    beside: tuple[str, ...] = (),
) -> Option | None:
    """Read an option written long: with a short name, the words of an article, or who reads it as which other.

    Parameters
    ----------
    context, key, node
        The option's id and its mapping.
    issue : str
        Whose option it is.
    others : dict
        The other options that the issue writes, and whether these are read as others themselves.
    subject : str
        As messages name it.
    beside : tuple of str
        Other keys that version 1 has for it.
    """
    new: tuple[str, ...] = ()
    if not beside:
        what = f"{subject} is written long, with keys, which version {NEWEST} has"
        context.newer(node, what, "an option written long")
        beside = OPTION_KEYS
    else:
        new = OPTION_KEYS[1:]
    before = len(context.faults)
    entries = as_table(context.entries(node, subject, beside, new=new))
    read: dict[str, object] = {}
    for part in ("label", "short", "text"):
        given = entries[part][1] if part in entries else None
        is_bare = part == "label" and isinstance(given, Scalar) and given.is_null
        if given is not None and not is_bare:
            read[part] = context.text(given, f"`{part}` of {subject}")
    if "read_as" in entries:
        read["read_as"] = _read_read_as(context, entries["read_as"], f"{issue}.{key.text}", others)
    if len(context.faults) > before:  # who reads it as which other is not known then
        context.unknown.add(f"read_as.{issue}.{key.text}")
    said = {part: value for part, value in read.items() if value is not None}
    return Option.model_validate({"id": key.text, "label": key.text, **said})


def _read_read_as(
    context: Context, entry: Entry, place: str, others: dict[str, bool]
) -> tuple[tuple[str, str], ...]:
    """Read who takes an option, ISSUE.OPTION, as which other. Whether they are actors is known only later."""
    issue, option = place.split(".", 1)
    subject = f"`read_as` of option {quoted(option)} of issue {issue!r}"
    plain = [name for name, is_read_as in others.items() if not is_read_as]
    pairs = []
    table = as_table(context.entries(entry[1], subject, None))
    if isinstance(entry[1], Mapping) and not table:
        context.fault(entry[1], f"{subject} names nobody", "write {ACTOR: OPTION}")
    for key, value in table.values():
        context.readers.append((key, place))
        if not isinstance(value, Scalar) or value.is_null:
            what, mend = f"takes one option for {key.text}, not {kind(value)}", "name one option"
        elif value.text == option:
            what, mend = f"has {key.text} read it as itself", f"leave {key.text} out"
        elif others.get(value.text):
            what = f"names an option that is read as others itself: {quoted(value.text)}"
            mend = one_of(value.text, plain)
        elif value.text not in plain:
            what = f"names no option that is written: {quoted(value.text)}"
            mend = one_of(value.text, plain)
        else:
            pairs.append((key.text, value.text))
            continue
        context.fault(value, f"{subject} {what}", mend)
    return tuple(pairs)


def check_readers(context: Context) -> None:
    """Tell who is named under `read_as` and is no actor of the file."""
    while context.readers:
        key, place = context.readers.pop()
        if key.text not in context.actors and not context.is_told("actors", key.text):
            issue, option = place.split(".", 1)
            context.fault(
                key,
                f"`read_as` of option {quoted(option)} of issue {issue!r} names no actor: {quoted(key.text)}",
                one_of(key.text, context.actors),
            )
            context.unknown.add(f"read_as.{place}")  # who need not score it is not known then


def refuse_foreign(
    context: Context, at: Node, issue: Issue, option: str, subject: str, mend: str | None = None
) -> bool:
    """Tell that what is an actor's own names an option that it reads as another; say whether it does."""
    target = issue.read_as(context.reader or "").get(option)
    if target is None or f"read_as.{issue.id}.{option}" in context.unknown:
        return False
    context.fault(
        at,
        f"{subject} names {quoted(option)}, which {context.reader} reads as {quoted(target)}",
        mend or f"name {target}",
    )
    return True


def own_options(context: Context, issue: Issue) -> list[str]:
    """Give the options that the reader scores: not those that it reads as others, and not `left_open`."""
    others = issue.read_as(context.reader or "")
    return [
        option.id
        for option in issue.written_options
        if option.id not in others and f"read_as.{issue.id}.{option.id}" not in context.unknown
    ]


def is_unscored(
    context: Context, at: Node, issue: Issue, option: str, subject: str, mend: str | None = None
) -> bool:
    """Tell that scores, points, a ladder or a position name an option that the actor does not weigh itself."""
    if issue.may_stay_open and option == LEFT_OPEN:
        context.fault(
            at,
            f"{subject} names '{LEFT_OPEN}', which is worth what the status quo is",
            mend or "leave it out",
        )
        return True
    target = issue.read_as(context.reader or "").get(option)
    return refuse_foreign(
        context, at, issue, option, subject, mend or f"leave it out: it is worth what {target} is"
    )


def counts_as(issue: Issue, actor: str, status_quo: str | None) -> tuple[tuple[str, str], ...]:
    """Give the options that an actor's preference on an issue does not score, and those that they are worth as."""
    others = issue.read_as(actor)
    pairs = list(others.items())
    if issue.may_stay_open and status_quo is not None:
        pairs.append((LEFT_OPEN, others.get(status_quo, status_quo)))
    return tuple(pairs)


def read_left_open(
    context: Context, entry: Entry | None, name: str, subject: str, is_numeric: bool
) -> tuple[Option, ...]:
    """Read `may_stay_open`: the option that it adds, or none."""
    if entry is None:
        return ()
    label = context.text(entry[1], f"`may_stay_open` of {subject}")
    is_plain = isinstance(entry[1], Scalar) and entry[1].is_plain
    if label is None or (is_plain and label == "false"):
        return ()
    if is_numeric:
        context.fault(
            entry[0],
            f"{subject} is numeric, and a range cannot stay open",
            "leave `may_stay_open` out",
        )
        return ()
    context.where[f"issues.{name}.may_stay_open"] = entry[0].where
    return (Option(id=LEFT_OPEN, label="left open" if is_plain and label == "true" else label),)
