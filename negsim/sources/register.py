"""Documents that are read, and a register to begin with: what each file says of itself, and its comments as claims."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from negsim.errors import Fault, InputError, NegsimError, quoted
from negsim.files import write_text
from negsim.language.load import loads_register
from negsim.language.model.evidence import Anchor
from negsim.language.read.claims import CLAIM_KEYS
from negsim.language.writer import plain_of, write_yaml
from negsim.language.yaml.nodes import read_nodes
from negsim.language.yaml.tree import Mapping as Entries
from negsim.sources.anchor import make_anchor
from negsim.sources.documents.document import Comment, ReadDocument
from negsim.sources.documents.file import FileRead, read_file
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
    documents : mapping
        Per document, what was read of it: its text by paragraphs, its comments, and notes on what was left out.
    """

    plain: Mapping[str, Any]
    texts: Mapping[str, str]
    coded: Mapping[str, int]
    proposed: Mapping[str, int]
    documents: Mapping[str, ReadDocument]

    def to_yaml(self, guide: Sequence[str] = (), path: str = "register.yaml") -> str:
        """Write the register as YAML, with a guide to the keys of claims as comments above them.

        Raises
        ------
        InputError
            A comment that is written as a claim is at fault: it is named by its place in the register.
        """
        documents = {key: value for key, value in self.plain.items() if key != "claims"}
        told = "".join(f"{line}\n" for line in guide)
        claims = write_yaml({"claims": self.plain["claims"]})
        if self.plain["claims"]:
            claims = claims.replace("claims:\n", f"claims:\n{told}", 1)
        else:
            claims = f"# Write claims in the place of the brackets.\nclaims: {{}}\n{told}"
        text = f"{write_yaml(documents)}\n{claims}"
        loads_register(text, path)
        return text

    def save(self, path: str | os.PathLike[str], guide: Sequence[str] = ()) -> tuple[Path, ...]:
        """Write the register, and each text beside it; give what was written.

        Raises
        ------
        InputError
            Something stands there already: people work on these by hand, and nothing is written over.
        """
        return write_new(Path(path), self.to_yaml(guide, str(path)), self.texts)


def read(*paths: str | os.PathLike[str], encoding: str | None = None) -> BegunRegister:
    r"""Read documents: PDF, Word, OpenDocument, RTF, HTML or plain text, and begin a register of their claims.

    Parameters
    ----------
    *paths : str or path
        Ordinary files, of at most 100 MB each.
    encoding : str or None
        Of plain texts and pages; found where None.

    Raises
    ------
    InputError
        With what is wrong with every file that cannot be read.

    Examples
    --------
    >>> import tempfile
    >>> letter = Path(tempfile.mkdtemp(), "letter.txt")
    >>> _ = letter.write_text("Nobody must blast at night.\n\nA wall would be welcome.\n")
    >>> read(letter).documents["letter"].text.paragraphs
    ('Nobody must blast at night.', 'A wall would be welcome.')
    """
    if not paths:
        raise InputError.one(
            "no document is named", "give the path of a file", arguments=("paths",)
        )
    faults: list[Fault] = []
    files = []
    for path in paths:
        try:
            files.append(read_file(os.fspath(path), encoding))
        except NegsimError as error:
            faults += error.faults
    if faults:
        raise InputError(faults)
    return begin_register(files)


def write_new(register: Path, text: str, texts: Mapping[str, str]) -> tuple[Path, ...]:
    """Write a register and the texts beside it, none of them over what stands."""
    wanted = {register: text} | {register.parent / name: words for name, words in texts.items()}
    for path in wanted:
        if path.exists() or path.is_symlink():
            raise InputError.one(
                f"{quoted(str(path), 200)} is there already",
                "choose another name or folder for the register, or remove it first",
            )
    for path, words in wanted.items():
        write_text(path, words)
    return tuple(wanted)


def begin_register(files: Sequence[FileRead]) -> BegunRegister:
    """Make a register of files that were read.

    A comment that is written as a claim (``kind: red_line, about: village, bears_on: {hours: not nights}, says: …``)
    is one, since a person wrote it; any other is a claim that is only proposed. Both are anchored.
    """
    names = _names(files)
    files = _repeated(files)
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
    held = {name: file.document for name, file in zip(names, files, strict=True)}
    return BegunRegister({**head, "claims": claims}, texts, coded, proposed, held)


def _repeated(files: Sequence[FileRead]) -> list[FileRead]:
    """Note of each file that holds what one before it does."""
    first: dict[str, str] = {}
    noted = []
    for file in files:
        document = file.document
        for mark, same in (
            (file.sha256, "the same file as"),
            (document.text.sha256, "the same text as"),
        ):
            if mark in first:
                note = f"{same} {first[mark]}: leave one out, or what it says counts twice"
                document = replace(document, notes=(*document.notes, note))
                break
        for mark in (file.sha256, document.text.sha256):
            first.setdefault(mark, file.path)
        noted.append(replace(file, document=document))
    return noted


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
