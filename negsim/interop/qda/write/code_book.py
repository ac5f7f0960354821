"""Codes as REFI-QDA has them: in a project, and as a code book of their own (`.qdc`)."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from negsim.interop.qda.meanings import ISSUE, ONE
from negsim.interop.qda.own_notes import OWN
from negsim.interop.qda.project import CodePath
from negsim.language.model.scenario import Scenario
from negsim.version import __version__

if TYPE_CHECKING:
    from lxml import etree

_CODEBOOK = "urn:QDA-XML:codebook:1.0"
_SPACES: Any = {None: _CODEBOOK}
_ROOT = uuid.UUID("6f1d7b1e-6d0c-5c0e-9b6a-5a0c1e6f7d21")  # under which all our GUIDs are made
_COLOURS = {
    "kind": "#0072B2",
    "grade": "#E69F00",
    "status": "#999999",
    "about": "#009E73",
    "speaker": "#CC79A7",
    "reported_by": "#56B4E9",
    ISSUE: "#D55E00",
}
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def guid_of(*names: str) -> str:
    """Give a GUID that is the same for the same names."""
    plain = "\x1f".join(names).encode("utf-8", "backslashreplace").decode()
    return str(uuid.uuid5(_ROOT, plain))


def code_guid(path: CodePath) -> str:
    """Give the GUID of a code."""
    return guid_of("code", *path)


def add_codes(parent: etree._Element, codes: Mapping[CodePath, str]) -> None:
    """Write `Codes` below an element: each code below the one above it, which is written too where nobody named it."""
    from lxml import etree

    space = etree.QName(parent).namespace
    holder = etree.SubElement(parent, f"{{{space}}}Codes")
    made: dict[CodePath, etree._Element] = {}
    for path in _with_those_above(codes):
        above = made.get(path[:-1], holder)
        code = etree.SubElement(above, f"{{{space}}}Code")
        code.set("guid", code_guid(path))
        code.set("name", NOT_XML.sub("\ufffd", path[-1]))
        code.set("isCodable", "true")
        code.set("color", _COLOURS.get(path[0], "#999999"))
        if codes.get(path):
            says = etree.SubElement(code, f"{{{space}}}Description")
            says.text = NOT_XML.sub("\ufffd", codes[path])
        made[path] = code


def _with_those_above(codes: Iterable[CodePath]) -> list[CodePath]:
    paths: dict[CodePath, None] = {}
    for path in codes:
        paths |= {path[:length]: None for length in range(1, len(path) + 1)}
    return list(paths)


def codes_for(scenario: Scenario) -> dict[CodePath, str]:
    """Give the codes with which passages for a scenario can be marked, each with what it means."""
    codes: dict[CodePath, str] = {}
    for head, words in ONE.items():
        codes |= {(head, word): "" for word in words}
    for actor in scenario.actors:
        codes["about", actor.id] = actor.name
    for issue in scenario.issues:
        codes[ISSUE, issue.id] = issue.ask
        if not issue.is_numeric:
            codes |= {(ISSUE, issue.id, option.id): option.label for option in issue.options}
    return codes


def code_book(codes: Mapping[CodePath, str]) -> bytes:
    """Write a code book (`.qdc`)."""
    from lxml import etree

    root = etree.Element(f"{{{_CODEBOOK}}}CodeBook", nsmap=_SPACES)
    root.set("origin", f"{OWN} {__version__}")
    add_codes(root, codes)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
