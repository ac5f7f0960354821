"""Documents to registers: read into the folder, shown in paragraphs, passages anchored, proposals confirmed."""

from __future__ import annotations

import base64
import binascii
from dataclasses import replace
from pathlib import PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any

from negsim.errors import InputError, quoted
from negsim.files import write_bytes
from negsim.language.load import loads, loads_register
from negsim.language.model.evidence import Register
from negsim.questions.agree import TwoCoders, agree
from negsim.sources.anchor import make_anchor
from negsim.sources.documents.file import read_file
from negsim.sources.proposals import with_confirmed
from negsim.sources.register import begin_register, document_id, plain_anchor
from negsim.sources.standing import passages
from negsim.sources.text import Text
from negsim.studio.folder import Folder, Leaf


def take_in(folder: Folder, filename: str, encoded: str) -> Leaf:
    """Read a document into the folder: the file itself, its text in paragraphs, and a register to fill.

    Raises
    ------
    InputError
        It cannot be read, or files of these names are there.
    """
    name = PurePosixPath(filename.replace("\\", "/")).name
    register = f"{document_id(PurePosixPath(name).stem)}.yaml"
    try:
        data = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        raise InputError.one("the document came in pieces", "send it again") from None
    for there in (name, register):
        if folder.path(there).exists():
            raise InputError.one(f"{quoted(there)} is there already", "give it another name")
    with TemporaryDirectory(prefix="negsim-") as aside:
        path = f"{aside}/{name}"
        write_bytes(path, data)
        read = replace(read_file(path), path=name)
    begun = begin_register([read])
    for text in begun.texts:
        if folder.path(text).exists():
            raise InputError.one(f"{quoted(text)} is there already", "give it another name")
    said = f"read from {name}"
    if name not in begun.texts:
        folder.new(name, data, "brought in")
    for text_name, text in begun.texts.items():
        folder.new(text_name, text.encode(), said)
    return folder.new(register, begun.to_yaml(path=register).encode(), said)


def document(folder: Folder, leaf: Leaf, wanted: str = "") -> dict[str, Any]:
    """Give the paragraphs of a document of a register, or of a document by itself, with where each begins and ends."""
    if not leaf.name.endswith((".yaml", ".yml")):
        text = read_file(str(folder.path(leaf.name))).document.text
        return {"document": None, "title": leaf.name, "paragraphs": _paragraphs(text)}
    register = _register(folder, leaf)
    name = wanted or register.documents[0].id
    one = next((each for each in register.documents if each.id == name), None)
    if one is None:
        raise InputError.one(f"there is no document {quoted(name)}", "read the register again")
    found = {"document": name, "title": one.title, "documents": [d.id for d in register.documents]}
    return {**found, "paragraphs": _paragraphs(_text(register, name))}


def anchor(folder: Folder, leaf: Leaf, wanted: str, paragraph: int, start: int, stop: int) -> Any:
    """Give the anchor of a passage of a paragraph, counted in code points of it, and where that is, for a claim."""
    if leaf.name.endswith((".yaml", ".yml")):
        register = _register(folder, leaf)
        names = [each.id for each in register.documents]
        name = wanted if wanted in names else names[0]
        text = _text(register, name)
    else:
        text = read_file(str(folder.path(leaf.name))).document.text
    if not 1 <= paragraph <= len(text.paragraphs):
        raise InputError.one(f"there is no paragraph {paragraph}", "read the document again")
    length = len(text.paragraphs[paragraph - 1])
    if not 0 <= start < stop <= length:
        raise InputError.one("there is no such passage in that paragraph", "select it again")
    first = text.starts[paragraph - 1]
    made = plain_anchor(make_anchor(text, first + start, first + stop))
    return {"anchor": made, "at": paragraph}


def proposals(folder: Folder, leaf: Leaf) -> list[dict[str, Any]]:
    """List the claims of a register that are only proposed."""
    return [
        {"id": claim.id, "says": claim.says, "at": claim.at, "kind": claim.kind}
        for claim in _register(folder, leaf).claims
        if claim.standing == "proposed"
    ]


def confirmed(folder: Folder, leaf: Leaf, claims: list[str]) -> str:
    """Give the text of a register with some of its proposals confirmed."""
    return with_confirmed(_register(folder, leaf), leaf.text, leaf.name, claims)


def agreement(folder: Folder, one: Leaf, other: Leaf, scenario: Leaf | None) -> TwoCoders:
    """Say where two coders differ."""
    read = None if scenario is None else loads(scenario.text, str(folder.path(scenario.name)))
    return agree(_register(folder, one), _register(folder, other), read)


def _register(folder: Folder, leaf: Leaf) -> Register:
    return loads_register(leaf.text, str(folder.path(leaf.name)))


def _text(register: Register, name: str) -> Text:
    found = passages(register)
    if name in found.texts:
        return found.texts[name]
    if name in found.missing:
        raise found.missing[name]
    raise InputError.one(
        f"the text of {quoted(name)} is not in this folder",
        "drop the document on the start page, or name its file under `text`",
    )


def _paragraphs(text: Text) -> list[dict[str, Any]]:
    return [
        {"number": number, "text": words, "start": start, "end": start + len(words)}
        for number, (words, start) in enumerate(zip(text.paragraphs, text.starts, strict=True), 1)
    ]
