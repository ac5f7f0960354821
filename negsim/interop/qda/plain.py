"""Registers of claims as plain data again, as their files have them."""

from __future__ import annotations

from typing import Any

from negsim.interop.qda.claims import test_to_plain
from negsim.language.model.evidence import Claim, Register, Silence, SourceDocument, Tension
from negsim.sources.register import plain_anchor


def document_to_plain(document: SourceDocument) -> dict[str, Any]:
    """Give what a register says of a document, without its id; what is absent is left out."""
    date: Any = document.stated
    if document.inferred is not None or document.because is not None:
        date = {
            key: value
            for key, value in (
                ("stated", document.stated),
                ("inferred", document.inferred),
                ("because", document.because),
            )
            if value is not None
        }
    held = {
        "title": document.title,
        "publisher": document.publisher,
        "author": document.author,
        "date": date,
        "url": document.url,
        "language": document.language,
        "retrieved": document.retrieved,
        "kind": document.kind,
        "text": document.text,
        "sha256": document.sha256,
        "text_sha256": document.text_sha256,
        "paragraphs": document.paragraphs,
        "chain": list(document.chain),
    }
    return {key: value for key, value in held.items() if value not in (None, [])}


def claim_to_plain(claim: Claim) -> dict[str, Any]:
    """Give a claim as its file has it, with the document that it is in; what is absent is left out."""
    held = {
        "in": claim.document,
        "at": claim.at,
        "date": claim.date,
        "speaker": list(claim.speaker),
        "reported_by": list(claim.reported_by),
        "about": list(claim.about),
        "kind": claim.kind if "kind" in claim.written else None,
        "grade": claim.grade,
        "says": claim.says,
        "bears_on": {issue: test_to_plain(test) for issue, test in claim.bears_on},
        "status": None if claim.standing == "confirmed" else claim.standing,
        "supersedes": list(claim.supersedes),
        "note": claim.note,
        "anchor": None if claim.anchor is None else plain_anchor(claim.anchor),
    }
    return {key: value for key, value in held.items() if value not in (None, [], {})}


def tension_to_plain(tension: Tension) -> dict[str, Any]:
    """Give claims that do not go together as their file has them."""
    return {"between": list(tension.between), "says": tension.says}


def silence_to_plain(silence: Silence, register: Register) -> dict[str, Any]:
    """Give what is not said as its file has it; it is of one document where it says so."""
    is_of_one = len(register.documents) > 1 and silence.document in {
        document.id for document in register.documents
    }
    held = {
        "in": silence.document if is_of_one else None,
        "about": list(silence.about),
        "says": silence.says,
    }
    return {key: value for key, value in held.items() if value not in (None, [])}
