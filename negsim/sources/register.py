"""A register to begin with, of documents that were read: what each file says of itself, and its comments as claims."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from negsim.errors import InputError
from negsim.language.load import loads_register
from negsim.language.model.evidence import Anchor
from negsim.language.read.claims import CLAIM_KEYS
from negsim.language.writer import plain_of, write_yaml
from negsim.language.yaml.nodes import read_nodes
from negsim.language.yaml.tree import Mapping as Entries
from negsim.sources.anchor import make_anchor
from negsim.sources.documents.document import Comment
from negsim.sources.documents.file import FileRead
from negsim.sources.form import write_form

_NOT_IN_COMMENTS = ("in", "at", "anchor")
_SAVED = "the day on which the file was saved last"


@dataclass(frozen=True)
class BegunRegister:
    """A register and the texts beside it.

    Parameters
    ----------
    plain : mapping
        The register, as plain data.
    texts : mapping
        Name of each text's file, relative to the register, and what it holds.
    coded, proposed : mapping
        Per document, how many of its comments are claims that a person wrote, and how many are only proposed.
    """

    plain: Mapping[str, Any]
    texts: Mapping[str, str]
    coded: Mapping[str, int]
    proposed: Mapping[str, int]


def begin_register(files: Sequence[FileRead]) -> BegunRegister:
    """Make a register of files that were read.

    A comment that is written as a claim (``kind: red_line, about: village, bears_on: {hours: not nights}, says: …``)
    is one, since a person wrote it; any other is a claim that is only proposed. Both are anchored.
    """
    names = _names(files)
    documents: dict[str, Any] = {}
    claims: dict[str, Any] = {}
    coded, proposed = dict.fromkeys(names, 0), dict.fromkeys(names, 0)
    for name, file in zip(names, files, strict=True):
        text = file.document.text
        documents[name] = _about(file) | {
            "text": _text_name(name, file),
            "sha256": file.sha256,
            "text_sha256": text.sha256,
            "paragraphs": len(text.paragraphs),
        }
        for comment in file.document.comments:
            written = _as_claim(comment)
            (proposed if written.get("status") == "proposed" else coded)[name] += 1
            at = text.at(comment.start, comment.stop)
            where = {"at": int(at) if at.isdecimal() else at}
            anchor = plain_anchor(make_anchor(text, comment.start, comment.stop))
            home = {"in": name} if len(files) > 1 else {}
            claims[f"c{len(claims) + 1}"] = home | where | written | {"anchor": anchor}
    [*one] = documents.items()
    head = (
        {"documents": documents} if len(one) > 1 else {"document": {"id": one[0][0], **one[0][1]}}
    )
    texts = {
        _text_name(name, file): write_form(file.document.text)
        for name, file in zip(names, files, strict=True)
    }
    return BegunRegister({**head, "claims": claims}, texts, coded, proposed)


def register_text(begun: BegunRegister, path: str, guide: Sequence[str] = ()) -> str:
    """Write a register as YAML, with a guide to the keys of claims as comments above them.

    Raises
    ------
    InputError
        A comment that is written as a claim is at fault: it is named by its place in the register.
    """
    documents = {key: value for key, value in begun.plain.items() if key != "claims"}
    claims = begun.plain["claims"]
    lines = [write_yaml(documents), "\n"]
    told = "".join(f"{line}\n" for line in guide)
    written = write_yaml({"claims": claims})
    if claims:
        lines += [written.replace("claims:\n", f"claims:\n{told}", 1)]
    else:
        lines += [f"# Write claims in the place of the brackets.\nclaims: {{}}\n{told}"]
    text = "".join(lines)
    loads_register(text, path)
    return text


def plain_anchor(anchor: Anchor) -> dict[str, Any]:
    """Give an anchor as a register has it."""
    plain: dict[str, Any] = {"from": anchor.start, "to": anchor.stop}
    return plain if anchor.sha256 is None else plain | {"sha256": anchor.sha256}


def document_id(stem: str) -> str:
    """Make the id of a document of a file's name: lower case, digits and underscores, a letter first.

    Examples
    --------
    >>> document_id("Letter of 3 May"), document_id("2025-01"), document_id("Лист")
    ('letter_of_3_may', 'd_2025_01', 'document')
    """
    cleaned = re.sub(r"[^a-z0-9]+", "_", stem.lower()).strip("_")
    if not cleaned:
        return "document"
    return cleaned if cleaned[0].isalpha() else f"d_{cleaned}"


def _names(files: Iterable[FileRead]) -> list[str]:
    taken: list[str] = []
    for file in files:
        first = document_id(Path(file.path).stem)
        name, number = first, 1
        while name in taken:
            number += 1
            name = f"{first}_{number}"
        taken.append(name)
    return taken


def _text_name(name: str, file: FileRead) -> str:
    """Name the text beside the register otherwise than the file, which may stand there too."""
    is_text = Path(file.path).suffix.lower() in {".txt", ""}
    return f"{name}_text.txt" if is_text else f"{name}.txt"


def _about(file: FileRead) -> dict[str, Any]:
    about = file.document.about
    dated: dict[str, Any] = {}
    if about.stated is not None:
        dated = {"stated": about.stated}
    elif about.saved is not None:
        dated = {"inferred": about.saved, "because": _SAVED}
    held: dict[str, Any] = {
        "title": about.title or Path(file.path).name,
        "publisher": about.publisher,
        "author": about.author,
        "date": dated or None,
        "url": about.url,
        "language": about.language,
    }
    return {key: value for key, value in held.items() if value is not None}


def _as_claim(comment: Comment) -> dict[str, Any]:
    """Give a comment as a claim: as it is written where it is one, else what it says, as a proposal."""
    signed: list[str] = [part for part in (comment.author, _day(comment.date)) if part]
    note = f"comment of {', '.join(signed)}" if signed else "a comment"
    held = claim_written(comment.says)
    if held is not None:
        return {"grade": "F", **held, "note": held.get("note", note)}
    says = " ".join(comment.says.split())
    return {"grade": "F", "says": says, "status": "proposed", "note": note}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def claim_written(says: str) -> dict[str, Any] | None:
    """Read a comment that is written as a claim: a mapping of a claim's keys, in lines or on one; else None."""
    for text in (says, f"{{{says}}}"):
        try:
            node = read_nodes(text, "comment")
        except InputError:
            continue
        if not isinstance(node, Entries):
            continue
        held = {key.text: plain_of(value) for key, value in node.items}
        known = set(CLAIM_KEYS).difference(_NOT_IN_COMMENTS)
        if "says" in held and set(held) <= known:
            return held
    return None
