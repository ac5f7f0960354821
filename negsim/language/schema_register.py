"""A JSON Schema of registers of claims, for editors: completion, checking while one types, a word on each key."""

from __future__ import annotations

from typing import Any

from negsim.language.model.evidence import DOCUMENT_KINDS, GRADES, KINDS, STANDINGS
from negsim.language.read.claims import CLAIM_KEYS, SILENCE_KEYS
from negsim.language.read.registers import DOCUMENT_KEYS, REGISTER_KEYS

Schema = dict[str, Any]

_TEXT: Schema = {"type": ["string", "number", "boolean", "null"]}
_TEXTS: Schema = {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]}
_DATE: Schema = {"anyOf": [{"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"}, {"type": "null"}]}
_SAID = {
    "document": "The document that the claims are from",
    "documents": "Several short documents by id, in place of `document`; each claim says which by `in`",
    "claims": "What is said, by id, in your own words",
    "conflicts": "Claims that do not go together",
    "silences": "What is not said; an assumption may cite it",
    "id": "Name of the document: DOCUMENT.ID names a claim where two registers share its id",
    "author": "Who wrote it",
    "date": "The day, year-month-day; of a document, also {stated, inferred, because}",
    "url": "Where it is on the web",
    "language": "The language that it is in",
    "retrieved": "The day on which it was fetched, year-month-day",
    "text": "Path of its text or file, relative to this register; never needed to answer",
    "sha256": "Fingerprint: the SHA-256 of the file or the passage",
    "text_sha256": "Fingerprint: the SHA-256 of the normalised text in which anchors were made",
    "paragraphs": "How many paragraphs it has",
    "chain": "Through whom it came, first to last",
    "in": "Id of the document that it is in, where the file holds several",
    "at": "Where it stands, for people: a paragraph, a page",
    "speaker": "Who says it",
    "reported_by": "Through whom it is reported",
    "about": "Whose demand or doing it is: ids or names of actors",
    "grade": "How good the attribution is: A direct words, or an instrument's own text, to F our inference",
    "says": "What is said, paraphrased, never the document's sentence",
    "bears_on": "Tests of issues: what it would take for the claim to be met",
    "status": "proposed (counts for nothing yet), confirmed (where absent), disputed, background",
    "supersedes": "Earlier claims that this one takes the place of",
    "note": "A remark of the coder's",
    "anchor": "Where the passage stands in the normalised text, in code points, and its SHA-256",
    "between": "The claims that do not go together; of another register as DOCUMENT.ID",
    "from": "First character, counted from 0",
    "to": "The character after the last",
}


def register_schema() -> Schema:
    """Give the schema (JSON Schema 2020-12) of a register of claims, as plain data."""
    whole = {"type": "integer", "minimum": 0}
    document_parts: Schema = {
        "date": {
            "anyOf": [
                _DATE,
                _mapping(
                    ("stated", "inferred", "because"),
                    {"stated": _DATE, "inferred": _DATE},
                ),
            ]
        },
        "retrieved": _DATE,
        "kind": {
            "description": "What sort of document it is",
            "anyOf": [{"enum": DOCUMENT_KINDS}, {"type": "null"}],
        },
        "paragraphs": {"anyOf": [whole, {"type": "null"}]},
    }
    document = _mapping(DOCUMENT_KEYS, document_parts, required=("id",))
    short = _mapping(DOCUMENT_KEYS[1:], document_parts)
    anchor = _mapping(
        ("from", "to", "sha256"), {"from": whole, "to": whole}, required=("from", "to")
    )
    claim = _mapping(
        CLAIM_KEYS,
        {
            "date": _DATE,
            "kind": {"description": "What sort of claim it is", "enum": KINDS},
            "grade": {"enum": list(GRADES)},
            "status": {"enum": list(STANDINGS)},
            "bears_on": {"type": "object", "additionalProperties": _TEXTS},
            "anchor": anchor,
        },
        required=("grade", "says"),
    )
    tension = _mapping(("between", "says"), {}, required=("between", "says"))
    silence = _mapping(SILENCE_KEYS, {}, required=("says",))
    top = _mapping(
        REGISTER_KEYS,
        {
            "document": document,
            "documents": {**_table({"anyOf": [short, {"type": "null"}]}), "minProperties": 1},
            "claims": _table(claim),
            "conflicts": _table(tension),
            "silences": _table(silence),
        },
        required=("claims",),
    )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "negsim register of claims",
        **top,
        "oneOf": [{"required": ["document"]}, {"required": ["documents"]}],
    }


def _mapping(keys: tuple[str, ...], parts: Schema, *, required: tuple[str, ...] = ()) -> Schema:
    """A mapping with these keys and no others, each with a word on what it is."""
    properties = {
        key: {
            **({"description": _SAID[key]} if key in _SAID else {}),
            **parts.get(key, _TEXTS),
        }
        for key in keys
    }
    schema: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**schema, "required": list(required)} if required else schema


def _table(of: Schema) -> Schema:
    """A mapping from ids to things of one kind."""
    return {"type": "object", "additionalProperties": of}
