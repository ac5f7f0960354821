"""XML and JSON of other programs, parsed safely: nothing is fetched or expanded."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from negsim.errors import InputError, Where, quoted
from negsim.sources.documents.xml_safely import declares_a_type, parsed

if TYPE_CHECKING:
    from lxml import etree

MOST_XML = 50_000_000  # bytes
_ONCE_MORE = "save or export it from its program once more"


def parse_xml(data: bytes, path: str) -> etree._Element:
    """Parse XML to elements; entities are not expanded, and nothing is fetched.

    Raises
    ------
    InputError
        It is no XML, is cut off, or declares a document type.
    """
    from lxml import etree

    if len(data) > MOST_XML:
        raise InputError.one(
            f"{quoted(path, 200)} is larger than 50 MB", "leave out what is not needed"
        )
    if declares_a_type(data):
        raise InputError.one(
            f"{quoted(path, 200)} declares a document type, which may hold entities",
            "delete the <!DOCTYPE …> part: no such file needs it",
        )
    try:
        return parsed(data)
    except (etree.XMLSyntaxError, ValueError) as error:
        where = getattr(error, "position", None)
        place = Where(path, max(where[0], 1), max(where[1], 1)) if where else None
        raise InputError.one(f"no XML: {error.args[0]}", _ONCE_MORE, place) from None


def tag(element: etree._Element) -> str:
    """Give the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def parse_json(text: str, path: str) -> Any:
    """Parse JSON to plain data.

    Raises
    ------
    InputError
        It is no JSON, or nests too deep.
    """
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise InputError.one(
            f"no JSON: {error.msg}", _ONCE_MORE, Where(path, error.lineno, error.colno)
        ) from None
    except (RecursionError, ValueError):
        raise InputError.one(
            f"{quoted(path, 200)} is no JSON that can be read: too deep, or a number too long",
            _ONCE_MORE,
        ) from None
