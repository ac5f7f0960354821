"""What elements rest on, from their nodes: claims, assumptions, and the silences that these cite."""

from __future__ import annotations

import re
from collections.abc import Mapping as Table

from negsim.errors import Where, quoted
from negsim.language.model.evidence import Source, Sources
from negsim.language.names import nearest
from negsim.language.read.context import Context, Entry
from negsim.language.yaml.nodes import Node

_CITED = re.compile(r"assumption\s*\[([^\]]*)\]")


def read_sources(context: Context, entry: Entry | None, subject: str) -> Sources | None:
    """Read a `from:`, empty where there is none; None where it has faults."""
    if entry is None:
        return ()
    texts = context.texts(entry[1], f"`from` of {subject}")
    if texts is None:
        return None
    if not texts:
        context.fault(
            entry[1], f"`from` of {subject} is empty", 'name a claim, or write "assumption: why"'
        )
        return None
    sources = [_read_source(context, text, node, subject) for text, node in texts]
    return (
        None
        if any(source is None for source in sources)
        else tuple(s for s in sources if s is not None)
    )


def read_numbers_from(context: Context, entry: Entry | None, subject: str) -> Sources | None:
    """Read the claims that have an element's numbers, none where it has no `numbers_from`; None where it has faults."""
    if entry is None:
        return ()
    texts = context.texts(entry[1], f"`numbers_from` of {subject}")
    if texts is None:
        return None
    before = len(context.faults)
    sources = []
    for text, node in texts:
        if text.startswith("assumption"):
            context.fault(
                node,
                f"`numbers_from` of {subject} names an assumption: {quoted(text)}",
                "leave it out: a number that no claim has is ours",
            )
        else:
            source = _read_source(
                context, text, node, f"`numbers_from` of {subject}", assumes=False
            )
            sources.append(source)
    if not texts:
        context.fault(entry[1], f"`numbers_from` of {subject} is empty", "name a claim")
    if len(context.faults) > before:
        return None
    return tuple(source for source in sources if source is not None)


def _read_source(
    context: Context, text: str, node: Node, subject: str, *, assumes: bool = True
) -> Source | None:
    if text.startswith("assumption"):
        return _read_assumption(context, text, node, subject)
    if "claims" in context.unknown:
        return Source(written=text, claim=text)
    matches = context.claims.get(text, ())
    if len(matches) == 1 and matches[0] in context.proposed:
        context.fault(
            node,
            f"{subject} names claim {quoted(text)}, which is only proposed",
            "confirm it in its register (`status: confirmed`), or name another",
        )
        return None
    if len(matches) == 1:
        return Source(written=text, claim=matches[0])
    if len(matches) > 1:
        context.fault(
            node,
            f"{subject} names claim {quoted(text)}, which {len(matches)} registers have",
            f"say which: {' or '.join(matches)}",
        )
    elif text in context.silences:
        context.fault(
            node,
            f"{subject} names a silence as its source: {quoted(text)}",
            f'what is not said is no claim; write "assumption [{text}]: why"',
        )
    elif not context.names_claims:
        context.fault(
            node,
            f"{subject} names a claim, and the file names no register of claims: {quoted(text)}",
            'add `claims: [PATH]` at the top, or write "assumption: why"',
        )
    else:
        near = nearest(text, context.claims)
        guess = f" (did you mean {near}?)" if near else ""
        context.fault(
            node,
            f"{subject} names no claim of the registers: {quoted(text)}",
            f"name a claim by its id{guess}" + (', or write "assumption: why"' if assumes else ""),
        )
    return None


def cited_silences(text: str) -> tuple[str, ...]:
    """Name the silences that an assumption cites.

    Examples
    --------
    >>> cited_silences("assumption [s1, minutes.s2]: nobody says it")
    ('s1', 'minutes.s2')
    """
    cited = _CITED.match(text)
    names = re.split(r"[,;\s]+", cited.group(1)) if cited else []
    return tuple(dict.fromkeys(name for name in names if name))


def _read_assumption(context: Context, text: str, node: Node, subject: str) -> Source | None:
    found = Source(written=text)
    names = cited_silences(text)
    told = [
        silence_fault(
            name,
            subject,
            context.silences,
            has_registers=context.names_claims or bool(context.claims),
        )
        for name in names
    ]
    if context.is_newest and "claims" not in context.unknown:
        for fault in told:
            if fault is not None:
                context.fault(node, *fault)
        if any(fault is not None for fault in told):
            return None
    # What several registers call by one name is none of them.
    meant = [context.silences.get(name, ()) for name in names]
    silences = dict.fromkeys(matches[0] for matches in meant if len(matches) == 1)
    return found.model_copy(update={"silences": tuple(silences)})


def silence_fault(
    name: str, subject: str, silences: Table[str, tuple[str, ...]], *, has_registers: bool
) -> tuple[str, str] | None:
    """Say what is wrong with a silence that an assumption cites, and how to mend it; None where just one is meant."""
    matches = silences.get(name, ())
    if len(matches) == 1:
        return None
    if matches:
        what = f"{subject} cites silence {quoted(name)}, which {len(matches)} registers have"
        return what, f"say which: {' or '.join(matches)}"
    if not has_registers:
        what = (
            f"{subject} cites a silence, and the file names no register of claims: {quoted(name)}"
        )
        return what, "add `claims: [PATH]` at the top, or leave out the brackets"
    near = nearest(name, silences)
    guess = f" (did you mean {near}?)" if near else ""
    what = f"{subject} cites no silence of the registers: {quoted(name)}"
    return what, f"name a silence by its id{guess}, or leave out the brackets"


def require_sources(
    context: Context, at: Node | Where, subject: str, sources: Sources | None
) -> None:
    """Ask for evidence where the file names registers: whatever shapes acceptability says what it rests on."""
    if sources == () and context.names_claims:
        context.fault(
            at,
            f"{subject} rests on nothing: it has no `from`",
            'name a claim, or write from: "assumption: why"',
        )
