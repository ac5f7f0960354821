"""Registers of claims from their nodes, and what they say of the documents that they hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from collections.abc import Sequence as Several
from pathlib import PurePath
from typing import Any

from negsim.errors import quoted
from negsim.language.model.evidence import DOCUMENT_KINDS, Register, SourceDocument
from negsim.language.names import one_of
from negsim.language.read.claims import Claims, is_given, read_text, read_texts
from negsim.language.read.context import Context, Entry, as_table
from negsim.language.yaml.tree import Node, Scalar

REGISTER_KEYS = ("document", "documents", "claims", "conflicts", "silences")
DOCUMENT_KEYS = (
    "id",
    "title",
    "publisher",
    "author",
    "date",
    "url",
    "language",
    "retrieved",
    "kind",
    "text",
    "sha256",
    "text_sha256",
    "paragraphs",
    "chain",
)


def read_register(context: Context, node: Node, path: str) -> Register | None:
    """Read one register; its faults are told at its own lines.

    Parameters
    ----------
    context : Context
        Of this file alone: what depends on the scenario is not asked here.
    node : Node
    path : str
        The file as the scenario names it.
    """
    entries = context.entries(node, "a register of claims", REGISTER_KEYS, ("claims",))
    if entries is None or not _has_document(context, node, entries):
        return None
    before = len(context.faults)
    documents = _read_documents(context, entries)
    if documents is None or "claims" not in entries:
        return None
    names = [document.id for document in documents]
    reader = Claims(context, names, is_several="documents" in entries)
    claims = reader.read(entries["claims"][1])
    conflicts = [
        tension
        for key, value in _items(context, entries, "conflicts")
        if (tension := reader.read_tension(key, value)) is not None
    ]
    file = names[0] if "document" in entries else PurePath(path).stem
    silences = [
        silence
        for key, value in _items(context, entries, "silences")
        if (silence := reader.read_silence(key, value, file)) is not None
    ]
    if len(context.faults) > before:
        return None
    return Register(
        path=path,
        documents=documents,
        claims=claims,
        conflicts=tuple(conflicts),
        silences=tuple(silences),
        where=context.where,
    )


def read_registers(
    context: Context, node: Node, load_register: Callable[[Context, Node, str], Register | None]
) -> tuple[Register, ...]:
    """Read the registers that a scenario names, and tell the context which claims and silences there are."""
    context.names_claims = True
    registers: list[Register] = []
    held: set[str] = set()
    for text, at in context.texts(node, "`claims`") or ():
        register = load_register(context, at, text)
        if register is None:
            context.unknown.add("claims")
            continue
        twice = [document.id for document in register.documents if document.id in held]
        if twice:
            context.fault(
                at, f"two registers hold the document {quoted(twice[0])}", "name each document once"
            )
            continue
        held.update(document.id for document in register.documents)
        registers.append(register)
    context.take_registers(registers)
    if "claims" not in context.unknown:
        _check_names_across(context, registers, held)
    return tuple(registers)


def _check_names_across(
    context: Context, registers: Several[Register], documents: set[str]
) -> None:
    """Ask of claims that are named in another register whether that register, if it is here, has them."""
    known = {claim.full_id: claim.id for register in registers for claim in register.claims}
    for register in registers:
        named = [
            *(
                (f"conflicts.{one.id}", "conflict", one.id, one.between)
                for one in register.conflicts
            ),
            *((f"claims.{one.id}", "claim", one.id, one.supersedes) for one in register.claims),
        ]
        for path, what, name, claims in named:
            for claim in claims:
                if claim not in known and claim.rpartition(".")[0] in documents:
                    context.fault(
                        register.where[path],
                        f"{what} {name!r} names no claim of the registers: {quoted(claim)}",
                        one_of(claim, known),
                    )


def _has_document(context: Context, node: Node, entries: dict[str, Entry]) -> bool:
    """Ask for just one of `document` and `documents`."""
    both = [key for key in ("document", "documents") if key in entries]
    if len(both) == 1:
        return True
    if both:
        context.fault(
            entries["documents"][0],
            "a register of claims has both `document` and `documents`",
            "put the one document under `documents` too",
        )
    else:
        context.fault(node, "a register of claims has no 'document'", "add `document: {id: …}`")
    return False


def _items(
    context: Context, entries: dict[str, Entry], section: str
) -> Iterator[tuple[Scalar, Node]]:
    if section in entries:
        table = as_table(context.entries(entries[section][1], f"`{section}`", None))
        for key, value in table.values():
            context.where[f"{section}.{key.text}"] = key.where
            yield key, value


def _read_documents(
    context: Context, entries: dict[str, Entry]
) -> tuple[SourceDocument, ...] | None:
    if "document" in entries:
        document = _read_document(context, entries["document"][1], "`document`", None)
        return None if document is None else (document,)
    table = context.entries(entries["documents"][1], "`documents`", None)
    if table is None:
        return None
    if not table:
        context.fault(entries["documents"][1], "`documents` is empty", "write `ID: {title: …}`")
        return None
    documents = []
    for key, value in table.values():
        context.where[f"documents.{key.text}"] = key.where
        documents.append(_read_document(context, value, f"document {key.text!r}", key.text))
    if any(document is None for document in documents):
        return None
    return tuple(document for document in documents if document is not None)


def _read_document(
    context: Context, node: Node, subject: str, name: str | None
) -> SourceDocument | None:
    if name is not None and isinstance(node, Scalar) and node.is_null:
        return SourceDocument(id=name)
    keys = DOCUMENT_KEYS if name is None else DOCUMENT_KEYS[1:]
    entries = context.entries(node, subject, keys, ("id",) if name is None else ())
    if entries is None:
        return None
    if name is None:
        if "id" not in entries:
            return None
        name = context.text(entries["id"][1], "the id of the document")
        if name is None:
            return None
        subject = "the document"
    read: dict[str, Any] = {
        key: read_text(context, entries, key, subject)
        for key in (
            "title",
            "publisher",
            "author",
            "url",
            "language",
            "text",
            "sha256",
            "text_sha256",
        )
    }
    read["chain"] = read_texts(context, entries, "chain", subject)
    if "date" in entries:
        read.update(_read_dates(context, entries["date"][1], subject))
    if is_given(entries, "paragraphs"):
        number = entries["paragraphs"][1]
        read["paragraphs"] = context.whole(number, "the number of paragraphs", low=0)
    if is_given(entries, "retrieved"):
        read["retrieved"] = context.date(entries["retrieved"][1], f"`retrieved` of {subject}")
    if is_given(entries, "kind"):
        read["kind"] = context.choice(entries["kind"][1], f"the kind of {subject}", DOCUMENT_KINDS)
    return SourceDocument.model_validate({"id": name, **read})


def _read_dates(context: Context, node: Node, subject: str) -> dict[str, object]:
    """Read the date that a document states, or what was inferred and why."""
    if isinstance(node, Scalar):
        return {} if node.is_null else {"stated": context.date(node, f"the date of {subject}")}
    parts = as_table(context.entries(node, "`date`", ("stated", "inferred", "because")))
    dates: dict[str, object] = {}
    for key, (_, value) in parts.items():
        about = f"`{key}` of {subject}'s date"
        if not (isinstance(value, Scalar) and value.is_null):
            read = context.text if key == "because" else context.date
            dates[key] = read(value, about)
    return dates
