"""Claims, what is in conflict and what is not said, from the nodes of a register."""

from __future__ import annotations

import re
from typing import Any

from negsim.errors import quoted
from negsim.language.model.evidence import (
    CODED,
    GRADES,
    KINDS,
    STANDINGS,
    Anchor,
    Claim,
    Silence,
    Tension,
    Test,
)
from negsim.language.model.numbers import parse_number
from negsim.language.names import one_of
from negsim.language.read.context import Context, Entry, as_table
from negsim.language.yaml.tree import Mapping, Node, Scalar, Sequence

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


def read_texts(
    context: Context, entries: dict[str, Entry], key: str, subject: str
) -> tuple[str, ...]:
    """Read a text or list of texts, none where absent or empty."""
    if key not in entries:
        return ()
    node = entries[key][1]
    if isinstance(node, Scalar) and node.is_null:
        return ()
    return tuple(text for text, _ in context.texts(node, f"`{key}` of {subject}") or ())


def read_text(context: Context, entries: dict[str, Entry], key: str, subject: str) -> str | None:
    """Read a text, a list of them joined by commas; None where absent or empty."""
    found = read_texts(context, entries, key, subject)
    return ", ".join(found) if found else None


def is_given(entries: dict[str, Entry], key: str) -> bool:
    """Whether a key stands there with a value."""
    if key not in entries:
        return False
    node = entries[key][1]
    return not (isinstance(node, Scalar) and node.is_null)


class Claims:
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
            read[key] = read_texts(context, entries, key, subject)
        for key in ("at", "note"):
            read[key] = read_text(context, entries, key, subject)
        if is_given(entries, "date"):
            read["date"] = context.date(entries["date"][1], f"the date of {subject}")
        read["bears_on"] = self._read_bears_on(entries, name, subject)
        read["supersedes"] = self._read_superseded(entries, name, subject)
        if is_given(entries, "anchor"):
            read["anchor"] = _read_anchor(context, entries["anchor"][1], subject)
        if grade is None or says is None or document is None:
            return None
        written = {key: _as_written(entries[key][1]) for key in CODED if is_given(entries, key)}
        return Claim.model_validate(
            {"id": name, "document": document, "grade": grade, "says": says, **read}
            | {"written": written}
        )

    def _read_bears_on(
        self, entries: dict[str, Entry], name: str, subject: str
    ) -> tuple[tuple[str, Test], ...]:
        if not is_given(entries, "bears_on"):
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
        if not is_given(entries, "supersedes"):
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
        about = read_texts(context, entries, "about", subject)
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
    return Anchor(start=start, stop=stop, sha256=read_text(context, entries, "sha256", about))


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
