"""Registers of claims from their nodes: documents, claims, what is in conflict and what is not said."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from collections.abc import Sequence as Several
from pathlib import PurePath
from typing import Any

from negsim.errors import quoted
from negsim.language.model.evidence import (
    CODED,
    DOCUMENT_KINDS,
    GRADES,
    KINDS,
    STANDINGS,
    Anchor,
    Claim,
    Document,
    Register,
    Silence,
    Tension,
    Test,
)
from negsim.language.model.numbers import parse_number
from negsim.language.names import one_of
from negsim.language.read.context import Context, Entry, as_table
from negsim.language.yaml.nodes import Mapping, Node, Scalar, Sequence

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
    "paragraphs",
    "chain",
)
CLAIM_KEYS = (
    "in",
    "at",
    "date",
    "speaker",
    "reported_by",
    "about",
    "kind",
    "grade",
    "says",
    "bears_on",
    "status",
    "supersedes",
    "note",
    "anchor",
)
SILENCE_KEYS = ("in", "about", "says")
_PLAIN_NUMBER = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", re.ASCII)


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
    reader = _Claims(context, names, is_several="documents" in entries)
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


def _read_documents(context: Context, entries: dict[str, Entry]) -> tuple[Document, ...] | None:
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


def _read_document(context: Context, node: Node, subject: str, name: str | None) -> Document | None:
    if name is not None and isinstance(node, Scalar) and node.is_null:
        return Document(id=name)
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
        key: _text(context, entries, key, subject)
        for key in ("title", "publisher", "author", "url", "language", "text", "sha256")
    }
    read["chain"] = _texts(context, entries, "chain", subject)
    if "date" in entries:
        read.update(_read_dates(context, entries["date"][1], subject))
    if _is_given(entries, "paragraphs"):
        number = entries["paragraphs"][1]
        read["paragraphs"] = context.whole(number, "the number of paragraphs", low=0)
    if _is_given(entries, "retrieved"):
        read["retrieved"] = context.date(entries["retrieved"][1], f"`retrieved` of {subject}")
    if _is_given(entries, "kind"):
        read["kind"] = context.choice(entries["kind"][1], f"the kind of {subject}", DOCUMENT_KINDS)
    return Document.model_validate({"id": name, **read})


def _is_given(entries: dict[str, Entry], key: str) -> bool:
    """Whether a key stands there with a value."""
    if key not in entries:
        return False
    node = entries[key][1]
    return not (isinstance(node, Scalar) and node.is_null)


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


class _Claims:
    """What reading the claims of one file shares: its documents, and where each claim belongs."""

    def __init__(self, context: Context, documents: list[str], *, is_several: bool) -> None:
        self.context = context
        self.documents = documents
        self.is_several = is_several
        self.full: dict[str, str] = {}  # id -> DOCUMENT.ID, of the claims of this file

    def read(self, node: Node) -> tuple[Claim, ...]:
        """Read all claims; where each belongs is known before any names another."""
        entries = as_table(self.context.entries(node, "`claims`", None))
        for name, (key, value) in entries.items():
            self.context.where[f"claims.{name}"] = key.where
            document = value.get("in") if isinstance(value, Mapping) else None
            named = document.text if isinstance(document, Scalar) else ""
            self.full[name] = f"{named if self.is_several else self.documents[0]}.{name}"
        claims = [
            claim
            for key, value in entries.values()
            if (claim := self._read_claim(key.text, value)) is not None
        ]
        for key, _ in entries.values():
            self.context.identifier(key, "a claim")
        return tuple(claims)

    def _document(self, entries: dict[str, Entry], at: Node, subject: str) -> str | None:
        """Read which document of the file something is in."""
        if "in" not in entries:
            if self.is_several:
                self.context.fault(
                    at,
                    f"{subject} does not say which document it is in",
                    f"add `in: {self.documents[0]}`, or another of `documents`",
                )
            return self.documents[0]
        name = self.context.text(entries["in"][1], f"`in` of {subject}")
        if name is not None and name not in self.documents:
            self.context.fault(
                entries["in"][1],
                f"{subject} is in no document of this file: {quoted(name)}",
                one_of(name, self.documents),
            )
        return name

    def _read_claim(self, name: str, node: Node) -> Claim | None:
        context, subject = self.context, f"claim {name!r}"
        entries = context.entries(node, subject, CLAIM_KEYS, ("grade", "says"))
        if entries is None or not {"grade", "says"} <= set(entries):
            return None
        document = self._document(entries, node, subject)
        grade = context.choice(entries["grade"][1], f"the grade of {subject}", GRADES)
        says = context.text(entries["says"][1], f"`says` of {subject}")
        read: dict[str, Any] = {"kind": "position"}
        for key, words, field in (("kind", KINDS, "kind"), ("status", STANDINGS, "standing")):
            if key in entries:
                word = context.choice(entries[key][1], f"the {key} of {subject}", words)
                read.update({} if word is None else {field: word})
        for key in ("speaker", "reported_by", "about"):
            read[key] = _texts(context, entries, key, subject)
        for key in ("at", "note"):
            read[key] = _text(context, entries, key, subject)
        if _is_given(entries, "date"):
            read["date"] = context.date(entries["date"][1], f"the date of {subject}")
        read["bears_on"] = self._read_bears_on(entries, name, subject)
        read["supersedes"] = self._read_superseded(entries, name, subject)
        if _is_given(entries, "anchor"):
            read["anchor"] = _read_anchor(context, entries["anchor"][1], subject)
        if grade is None or says is None or document is None:
            return None
        written = {key: _as_written(entries[key][1]) for key in CODED if _is_given(entries, key)}
        return Claim.model_validate(
            {"id": name, "document": document, "grade": grade, "says": says, **read}
            | {"written": written}
        )

    def _read_bears_on(
        self, entries: dict[str, Entry], name: str, subject: str
    ) -> tuple[tuple[str, Test], ...]:
        if not _is_given(entries, "bears_on"):
            return ()
        about = f"`bears_on` of {subject}"
        tests: list[tuple[str, Test]] = []
        for key, value in as_table(
            self.context.entries(entries["bears_on"][1], about, None)
        ).values():
            self.context.where[f"claims.{name}.bears_on.{key.text}"] = value.where
            texts = tuple(text for text, _ in self.context.texts(value, about) or ())
            is_one = isinstance(value, Scalar) and len(texts) == 1
            tests.append((key.text, texts[0] if is_one else texts))
        return tuple(tests)

    def _read_superseded(
        self, entries: dict[str, Entry], name: str, subject: str
    ) -> tuple[str, ...]:
        if not _is_given(entries, "supersedes"):
            return ()
        about = f"`supersedes` of {subject}"
        texts = self.context.texts(entries["supersedes"][1], about) or ()
        full = []
        for text, at in texts:
            claim = self._named(text, at, about)
            if claim == self.full[name]:
                self.context.fault(at, f"{subject} supersedes itself", "name the earlier claim")
            full.append(claim)
        return tuple(dict.fromkeys(full))

    def _named(self, text: str, at: Node, subject: str) -> str:
        """Resolve a claim's name: a bare id is of this file; DOCUMENT.ID may be of another register."""
        if text in self.full:
            return self.full[text]
        document, dot, _ = text.rpartition(".")
        if (not dot or document in self.documents) and text not in self.full.values():
            self.context.fault(
                at,
                f"{subject} names no claim of this register: {quoted(text)}",
                one_of(text, self.full),
            )
        return text

    def read_tension(self, key: Scalar, node: Node) -> Tension | None:
        """Read claims that do not go together."""
        context, subject = self.context, f"conflict {key.text!r}"
        entries = context.entries(node, subject, ("between", "says"), ("between", "says"))
        if entries is None or len(entries) < 2:
            return None
        texts = context.texts(entries["between"][1], f"`between` of {subject}") or ()
        between = tuple(self._named(text, at, subject) for text, at in texts)
        says = context.text(entries["says"][1], f"`says` of {subject}")
        return None if says is None else Tension(id=key.text, between=between, says=says)

    def read_silence(self, key: Scalar, node: Node, file: str) -> Silence | None:
        """Read what a document, or a file of several, does not say."""
        context, subject = self.context, f"silence {key.text!r}"
        entries = context.entries(node, subject, SILENCE_KEYS, ("says",))
        if entries is None or "says" not in entries:
            return None
        document = self._document(entries, node, subject) if "in" in entries else file
        says = context.text(entries["says"][1], f"`says` of {subject}")
        about = _texts(context, entries, "about", subject)
        if says is None or document is None:
            return None
        return Silence(id=key.text, document=document, about=about, says=says)


def _read_anchor(context: Context, node: Node, subject: str) -> Anchor | None:
    about = f"the anchor of {subject}"
    entries = context.entries(node, about, ("from", "to", "sha256"), ("from", "to"))
    if entries is None or not {"from", "to"} <= set(entries):
        return None
    start = context.whole(entries["from"][1], f"`from` of {about}", low=0)
    stop = context.whole(entries["to"][1], f"`to` of {about}", low=0)
    if start is None or stop is None:
        return None
    if start >= stop:
        context.fault(
            entries["to"][1],
            f"{about} ends before it begins: {start} to {stop}",
            "`to` is the place after the last character",
        )
        return None
    return Anchor(start=start, stop=stop, sha256=_text(context, entries, "sha256", about))


def _as_written(node: Node) -> Any:
    """Give plain data: a number where a reader of YAML 1.2 would read one."""
    if isinstance(node, Mapping):
        return {key.text: _as_written(value) for key, value in node.items}
    if isinstance(node, Sequence):
        return [_as_written(item) for item in node.items]
    if node.is_null:
        return None
    if node.is_plain and node.text in ("true", "false"):
        return node.text == "true"
    if node.is_plain and _PLAIN_NUMBER.fullmatch(node.text):
        number = parse_number(node.text)
        if number is not None:
            return int(number) if number.denominator == 1 else number
    return node.text
