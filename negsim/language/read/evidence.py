"""What elements rest on, and the registers of claims, from their nodes."""

from __future__ import annotations

import re

from negsim.errors import Where, quoted
from negsim.language.model.evidence import (
    GRADES,
    KINDS,
    Claim,
    Document,
    Register,
    Silence,
    Source,
    Sources,
    Tension,
)
from negsim.language.names import nearest, one_of
from negsim.language.read.context import Context, Entry, as_table
from negsim.language.yaml.nodes import Node, Scalar

_CITED = re.compile(r"assumption\s*\[([^\]]*)\]")
_DOCUMENT_KEYS = ("id", "title", "publisher", "date", "sha256", "paragraphs", "chain")
_CLAIM_KEYS = ("at", "speaker", "reported_by", "about", "kind", "grade", "says", "bears_on")


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


def _read_source(context: Context, text: str, node: Node, subject: str) -> Source | None:
    if text.startswith("assumption"):
        cited = _CITED.match(text)
        names = re.split(r"[,;\s]+", cited.group(1).strip()) if cited else []
        found = [silence for name in names for silence in context.silences.get(name, ())]
        return Source(written=text, silences=tuple(dict.fromkeys(found)))
    if "claims" in context.unknown:
        return Source(written=text, claim=text)
    matches = context.claims.get(text, ())
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
            f'name a claim by its id{guess}, or write "assumption: why"',
        )
    return None


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


def read_register(context: Context, node: Node, path: str) -> Register | None:
    """Read one register; its faults are told at its own lines."""
    entries = context.entries(
        node,
        "a register of claims",
        ("document", "claims", "conflicts", "silences"),
        ("document", "claims"),
    )
    if entries is None or "document" not in entries or "claims" not in entries:
        return None
    before = len(context.faults)
    document = _read_document(context, entries["document"][1])
    if document is None:
        return None
    claims = [
        claim
        for key, value in as_table(context.entries(entries["claims"][1], "`claims`", None)).values()
        if (claim := _read_claim(context, key.text, value, document.id)) is not None
    ]
    for key, _ in as_table(context.entries(entries["claims"][1], "`claims`", None)).values():
        context.identifier(key, "a claim")
    names = [claim.id for claim in claims]
    conflicts, silences = [], []
    if "conflicts" in entries:
        for key, value in as_table(
            context.entries(entries["conflicts"][1], "`conflicts`", None)
        ).values():
            conflicts.append(_read_tension(context, key.text, value, names))
    if "silences" in entries:
        for key, value in as_table(
            context.entries(entries["silences"][1], "`silences`", None)
        ).values():
            silences.append(_read_silence(context, key.text, value, document.id))
    if len(context.faults) > before:
        return None
    return Register(
        path=path,
        document=document,
        claims=tuple(claims),
        conflicts=tuple(c for c in conflicts if c is not None),
        silences=tuple(s for s in silences if s is not None),
    )


def _texts(context: Context, entries: dict[str, Entry], key: str, subject: str) -> tuple[str, ...]:
    """Read a text or list of texts, none where absent or empty."""
    if key not in entries:
        return ()
    node = entries[key][1]
    if isinstance(node, Scalar) and node.is_null:
        return ()
    return tuple(text for text, _ in context.texts(node, f"`{key}` of {subject}") or ())


def _text(context: Context, entries: dict[str, Entry], key: str, subject: str) -> str | None:
    found = _texts(context, entries, key, subject)
    return ", ".join(found) if found else None


def _read_document(context: Context, node: Node) -> Document | None:
    entries = context.entries(node, "`document`", _DOCUMENT_KEYS, ("id",))
    if entries is None or "id" not in entries:
        return None
    name = context.text(entries["id"][1], "the id of the document")
    if name is None:
        return None
    dates = _read_dates(context, entries["date"][1]) if "date" in entries else {}
    paragraphs = (
        context.whole(entries["paragraphs"][1], "the number of paragraphs", low=0)
        if "paragraphs" in entries
        else None
    )
    return Document.model_validate(
        {
            "id": name,
            "title": _text(context, entries, "title", "the document"),
            "publisher": _text(context, entries, "publisher", "the document"),
            "sha256": _text(context, entries, "sha256", "the document"),
            "paragraphs": paragraphs,
            "chain": _texts(context, entries, "chain", "the document"),
            **dates,
        }
    )


def _read_dates(context: Context, node: Node) -> dict[str, object]:
    """Read the date that a document states, or what was inferred and why."""
    if isinstance(node, Scalar):
        return {} if node.is_null else {"stated": context.date(node, "the date of the document")}
    parts = as_table(context.entries(node, "`date`", ("stated", "inferred", "because")))
    dates: dict[str, object] = {}
    for key, (_, value) in parts.items():
        subject = f"`{key}` of the document's date"
        if not (isinstance(value, Scalar) and value.is_null):
            read = context.text if key == "because" else context.date
            dates[key] = read(value, subject)
    return dates


def _read_claim(context: Context, name: str, node: Node, document: str) -> Claim | None:
    subject = f"claim {name!r}"
    entries = context.entries(node, subject, _CLAIM_KEYS, ("grade", "says"))
    if entries is None or not {"grade", "says"} <= set(entries):
        return None
    grade = context.choice(entries["grade"][1], f"the grade of {subject}", GRADES)
    says = context.text(entries["says"][1], f"`says` of {subject}")
    kind = "position"
    if "kind" in entries:
        kind = context.choice(entries["kind"][1], f"the kind of {subject}", KINDS) or kind
    bears_on: list[tuple[str, str]] = []
    if "bears_on" in entries:
        for key, _ in as_table(
            context.entries(entries["bears_on"][1], f"`bears_on` of {subject}", None)
        ).values():
            texts = context.texts(_, f"`bears_on` of {subject}")
            bears_on.append((key.text, " | ".join(text for text, _ in texts or ())))
    if grade is None or says is None:
        return None
    return Claim(
        id=name,
        document=document,
        at=_text(context, entries, "at", subject),
        speaker=_texts(context, entries, "speaker", subject),
        reported_by=_texts(context, entries, "reported_by", subject),
        about=_texts(context, entries, "about", subject),
        kind=kind,
        grade=grade,
        says=says,
        bears_on=tuple(bears_on),
    )


def _read_tension(context: Context, name: str, node: Node, claims: list[str]) -> Tension | None:
    subject = f"conflict {name!r}"
    entries = context.entries(node, subject, ("between", "says"), ("between", "says"))
    if entries is None or len(entries) < 2:
        return None
    between = context.texts(entries["between"][1], f"`between` of {subject}") or ()
    for text, at in between:
        if text not in claims:
            context.fault(
                at,
                f"{subject} names no claim of this register: {quoted(text)}",
                one_of(text, claims),
            )
    says = context.text(entries["says"][1], f"`says` of {subject}")
    return (
        None if says is None else Tension(id=name, between=tuple(t for t, _ in between), says=says)
    )


def _read_silence(context: Context, name: str, node: Node, document: str) -> Silence | None:
    subject = f"silence {name!r}"
    entries = context.entries(node, subject, ("about", "says"), ("says",))
    if entries is None or "says" not in entries:
        return None
    says = context.text(entries["says"][1], f"`says` of {subject}")
    about = _texts(context, entries, "about", subject)
    return None if says is None else Silence(id=name, document=document, about=about, says=says)
