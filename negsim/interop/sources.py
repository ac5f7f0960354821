"""Which files a path stands for, and what kind each is, by its content."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from negsim.errors import InputError, quoted
from negsim.interop import form
from negsim.interop.json_nodes import read_json
from negsim.interop.reading import Reading
from negsim.interop.xml_nodes import Element, read_xml
from negsim.language.yaml.nodes import Mapping, Node, Sequence, read_nodes
from negsim.language.yaml.text import MOST_BYTES, decode

Kind = Literal["genius", "geniusweb", "negolog", "negmas", "spreadsheet", "scores"]
Part = Literal["domain", "profile", "other"]
_ENDINGS = (".xml", ".json", ".yml", ".yaml", ".xlsx", ".csv", ".txt")
_MOST_FILES = 1_000
# What a utility function of NegMAS says: which class it was, and something of it.
_CLASS = ("type", "__python_class__")
_FUNCTION = ("values", "weights", "mapping", "reserved_value")


@dataclass(frozen=True)
class Source:
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
    """

    path: str
    kind: Kind | None
    part: Part
    xml: Element | None = None
    node: Node | None = None
    text: str = ""
    data: bytes = b""


def read_source(path: str, reading: Reading) -> Source:
    """Read a file and find its kind; None as kind where it is no format that can be imported.

    Raises
    ------
    InputError
        It cannot be read, is larger than 10 MB, or is not what it begins as.
    """
    data = _bytes_of(path)
    if data.startswith(b"PK\x03\x04"):
        return Source(path, "spreadsheet", "domain", data=data)
    if path.lower().endswith(".xml") or data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        _remember(path, data, reading)
        return _of_xml(path, read_xml(data, path))
    text = decode(data, path)
    reading.texts[path] = text
    if text.lstrip()[:1] in ("{", "["):
        return _of_node(path, read_json(text, path), is_json=True)
    ending = Path(path).suffix.lower()
    if ending in (".yml", ".yaml"):
        return _of_node(path, read_nodes(text, path), is_json=False)
    if ending == ".csv":
        begins = text.lstrip('\r\n "').lower().startswith(form.ISSUE.lower())
        return Source(path, "spreadsheet", "domain" if begins else "other", text=text)
    if ending == ".txt":
        return Source(path, "scores", "other", text=text)
    return Source(path, None, "other")


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


def _remember(path: str, data: bytes, reading: Reading) -> None:
    """Keep the lines for messages, where they are in UTF-8."""
    try:
        reading.texts[path] = decode(data, path)
    except InputError:
        reading.texts[path] = ""


def _of_xml(path: str, root: Element) -> Source:
    from negsim.interop.read.genius import DOMAIN_TAGS, PROFILE_TAG

    if root.tag in DOMAIN_TAGS:
        return Source(path, "genius", "domain", xml=root)
    if root.tag == PROFILE_TAG:
        return Source(path, "genius", "profile", xml=root)
    return Source(path, None, "other", xml=root)


def _of_node(path: str, node: Node, *, is_json: bool) -> Source:
    from negsim.interop.read import geniusweb, negolog

    if is_json:
        if isinstance(node, Mapping) and "issuesValues" in node:
            return Source(path, "geniusweb", "domain", node=node)
        if geniusweb.profile_kind(node) is not None:
            return Source(path, "geniusweb", "profile", node=node)
        if negolog.is_profile(node):
            return Source(path, "negolog", "profile", node=node)
    if isinstance(node, Mapping) and "negsim" not in node:
        if isinstance(node.get("issues"), Sequence):
            return Source(path, "negmas", "domain", node=node)
        if any(key in node for key in _CLASS) and any(key in node for key in _FUNCTION):
            return Source(path, "negmas", "profile", node=node)
    return Source(path, None, "other", node=node)
