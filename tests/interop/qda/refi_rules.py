"""What the schemas of REFI-QDA 1.5 ask of the elements that we write, in our own words, to hold projects against."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

GUID = r"\{?[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\}?"
COLOUR = r"#([0-9a-fA-F]{6}|[0-9a-fA-F]{3})"
WHOLE = r"[-+]?[0-9]+"
ANY = r"(?s).*"
SPACES = {"Project": "urn:QDA-XML:project:1.0", "CodeBook": "urn:QDA-XML:codebook:1.0"}

# An element -> its children in this order, each with ? (at most one), + (one or more), * (any number) or nothing (one).
CHILDREN = {
    "Project": "Users? CodeBook? Variables? Cases? Sources? Notes? Links? Sets? Graphs? Description? NoteRef*",
    "Users": "User+",
    "CodeBook": "Codes",
    "Codes": "Code+",
    "Code": "Description? NoteRef* Code*",
    "Variables": "Variable+",
    "Variable": "Description?",
    "Sources": "TextSource+",
    "TextSource": "Description? PlainTextContent? PlainTextSelection* Coding* NoteRef* VariableValue*",
    "PlainTextSelection": "Description? Coding* NoteRef*",
    "Coding": "CodeRef NoteRef*",
    "VariableValue": "VariableRef TextValue?",
    "Notes": "Note+",
    "Note": "Description? PlainTextContent? PlainTextSelection* Coding* NoteRef* VariableValue*",
}
# An element -> its attributes; those with ! must be there.
_USER = {"creatingUser": GUID, "modifyingUser": GUID}
_TEXT = {"guid!": GUID, "name": ANY, "plainTextPath": ANY, "richTextPath": ANY, **_USER}
ATTRIBUTES: dict[str, dict[str, str]] = {
    "Project": {"name!": ANY, "origin": ANY, "creatingUserGUID": GUID, "basePath": ANY},
    "CodeBook": {"origin": ANY},
    "User": {"guid!": GUID, "name": ANY, "id": ANY},
    "Code": {"guid!": GUID, "name!": ANY, "isCodable!": "true|false|0|1", "color": COLOUR},
    "Variable": {
        "guid!": GUID,
        "name!": ANY,
        "typeOfVariable!": "Text|Boolean|Integer|Float|Date|DateTime",
    },
    "TextSource": _TEXT,
    "Note": _TEXT,
    "PlainTextSelection": {
        "guid!": GUID,
        "name": ANY,
        "startPosition!": WHOLE,
        "endPosition!": WHOLE,
        **_USER,
    },
    "Coding": {"guid!": GUID, "creatingUser": GUID},
    **{f"{what}Ref": {"targetGUID!": GUID} for what in ("Code", "Note", "Variable")},
}


def faults(root: Any) -> Iterator[str]:
    """Say where a project or a code book breaks the rules."""
    space = SPACES.get(str(root.tag).rpartition("}")[2])
    guids: list[str] = []
    for element in root.iter():
        where, _, tag = str(element.tag).rpartition("}")
        if where != f"{{{space}":
            yield f"{tag} is in another namespace"
        yield from _of_children(element, tag)
        yield from _of_attributes(element, tag)
        guids += [element.get("guid")] if element.get("guid") else []
        if tag in ("TextSource", "Note"):
            content = any(child.tag.endswith("}PlainTextContent") for child in element)
            if content == (element.get("plainTextPath") is not None):
                yield f"{tag} has its text twice, or not at all"
    if len(guids) != len(set(guids)):
        yield "a GUID is there twice"
    for element in root.iter():
        for name in ("targetGUID", "creatingUser", "creatingUserGUID"):
            if element.get(name) and element.get(name) not in guids:
                yield f"{element.tag} refers to nothing: {element.get(name)}"


def _of_children(element: Any, tag: str) -> Iterator[str]:
    names = " ".join(str(child.tag).rpartition("}")[2] for child in element)
    wanted = CHILDREN.get(tag, "").split()
    pattern = "".join(
        f"({one.rstrip('?+*')} ){one[-1] if one[-1] in '?+*' else ''}" for one in wanted
    )
    if not re.fullmatch(pattern, f"{names} " if names else ""):
        yield f"{tag} has children {names or 'none'}, not {wanted}"
    if wanted and (element.text or "").strip():
        yield f"{tag} has text among its children"


def _of_attributes(element: Any, tag: str) -> Iterator[str]:
    known = ATTRIBUTES.get(tag, {})
    for name, value in element.attrib.items():
        pattern = known.get(name, known.get(f"{name}!"))
        if pattern is None or not re.fullmatch(pattern, value):
            yield f"{tag} may not have {name}={value!r}"
    for name in known:
        if name.endswith("!") and element.get(name[:-1]) is None:
            yield f"{tag} lacks {name[:-1]}"
