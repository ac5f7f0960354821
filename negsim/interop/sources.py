"""Which files a path stands for, and what kind each is, by its content."""

from __future__ import annotations

import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path

from negsim.errors import InputError, quoted
from negsim.interop import form
from negsim.interop.json_nodes import read_json
from negsim.interop.reading import FileReading
from negsim.interop.recognising import Kind, Part, of_json, of_xml, of_yaml
from negsim.interop.strangers import refuse_stranger
from negsim.interop.xml_nodes import read_xml
from negsim.interop.xml_tree import XmlElement
from negsim.language.yaml.nodes import Node, read_nodes
from negsim.language.yaml.text import MOST_BYTES, decode

_TABLES = (".csv", ".tsv", ".tab")
_ENDINGS = (".xml", ".json", ".yml", ".yaml", ".xlsx", ".xlsm", ".txt", *_TABLES)
_HEAD = re.compile(
    rf'^[^\S\n]*"?{form.ISSUE}"?[^\S\n]*[^\s\w]|^"?{form.ISSUE}"?\t', re.IGNORECASE | re.MULTILINE
)
_MOST_FILES = 1_000
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True)
class SourceFile:
    """A file, read as far as its syntax.

    Parameters
    ----------
    path : str
        As messages name it.
    kind : str
        Whose format it is in.
    part : {'domain', 'profile', 'other'}
        What it is in that format.
    xml, node, text, data
        What it holds: one of these.
    is_named : bool
        Whether somebody named it; else it lay in a folder that was named, or beside a file.
    """

    path: str
    kind: Kind | None
    part: Part
    xml: XmlElement | None = None
    node: Node | None = None
    text: str = ""
    data: bytes = b""
    is_named: bool = False


def read_source(path: str, reading: FileReading) -> SourceFile:
    """Read a file and find its kind; None as kind where it is no format that can be imported.

    Raises
    ------
    InputError
        It cannot be read, is larger than 10 MB, or is not what it begins as.
    """
    data = _bytes_of(path)
    if data.startswith(b"PK\x03\x04"):
        return SourceFile(path, "spreadsheet", "domain", data=data)
    refuse_stranger(data, path)
    if path.lower().endswith(".xml") or data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        _remember(path, data, reading)
        root = read_xml(data, path, lambda what: reading.note(path, what))
        return SourceFile(path, *of_xml(root), xml=root)
    ending = Path(path).suffix.lower()
    if ending in (*_TABLES, ".txt") and data.startswith(_UTF_16):
        data = data.decode("utf-16", "replace").encode()  # what a spreadsheet calls “Unicode text”
    text = decode(data, path)
    reading.texts[path] = text
    if text.lstrip()[:1] in ("{", "["):
        node = read_json(text, path)
        return SourceFile(path, *of_json(node), node=node)
    if ending in (".yml", ".yaml"):
        node = read_nodes(text, path, takes_lists_as_keys=True)
        return SourceFile(path, *of_yaml(node), node=node)
    is_form = _HEAD.search(text) is not None
    if ending in _TABLES or (ending == ".txt" and is_form):
        return SourceFile(path, "spreadsheet", "domain" if is_form else "other", text=text)
    if ending == ".txt":
        return SourceFile(path, "scores", "other", text=text)
    return SourceFile(path, None, "other")


def files_of(folder: str) -> list[str]:
    """List the files of a folder that may be of a known kind, by name; folders in it are not looked into."""
    try:
        names = sorted(entry.name for entry in os.scandir(folder) if _is_candidate(entry))
    except OSError as error:
        raise InputError.one(
            f"the folder {quoted(folder, 200)} cannot be read: {error.strerror}", "check the path"
        ) from None
    if len(names) > _MOST_FILES:
        raise InputError.one(
            f"{quoted(folder, 200)} holds more than {_MOST_FILES:,} files",
            "name the domain's file and its profiles",
        )
    return [os.path.join(folder, name) for name in names]  # noqa: PTH118 (a path as it was typed)


def _is_candidate(entry: os.DirEntry[str]) -> bool:
    return (
        entry.name.lower().endswith(_ENDINGS)
        and not entry.name.startswith((".", "~$"))
        and entry.is_file()
    )


def _bytes_of(path: str) -> bytes:
    try:
        mode = Path(path).stat().st_mode
        if not stat.S_ISREG(mode):
            raise InputError.one(f"{quoted(path, 200)} is no ordinary file", "name a file")
        with Path(path).open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise InputError.one(
            f"{quoted(path, 200)} cannot be read: {reason}", "check the path"
        ) from None
    if len(data) > MOST_BYTES:
        raise InputError.one(
            f"{quoted(path, 200)} is larger than 10 MB", "leave out what is not needed"
        )
    return data


def _remember(path: str, data: bytes, reading: FileReading) -> None:
    """Keep the lines for messages, where they are in UTF-8."""
    try:
        reading.texts[path] = decode(data, path)
    except InputError:
        reading.texts[path] = ""
