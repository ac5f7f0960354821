"""What is sound but surprising in a register of claims, read by itself: warnings, never faults."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from negsim.errors import Fault, Where, quoted
from negsim.language.model.evidence import Claim, Register
from negsim.language.read.conditions import FORMS, split_test
from negsim.questions.validate.result import Linted
from negsim.sources.anchor import Whereabouts, places_of
from negsim.sources.standing import Passages, passages
from negsim.sources.text import Text

_SHA256 = re.compile(r"[0-9a-fA-F]{64}")


def lint_register(register: Register) -> Linted:
    """Look for what a coder would want to know, in line order.

    Returns
    -------
    Linted
        Tests that no issue could have, fingerprints that are none, an earlier claim that takes a later one's place, a
        document that is there twice, and, where the texts are at hand, passages that do not stand where they stood.
        Whether issues and options exist is asked with the scenario that loads the register.
    """
    standing = passages(register)
    found = [
        *_tests(register),
        *_fingerprints(register),
        *_earlier(register),
        *repeated_documents([register]),
        *passage_warnings(register, standing),
    ]
    found.sort(key=lambda fault: fault.where or Where("", 0, 0))
    return Linted(tuple(found), None, standing.counts)


def passage_warnings(register: Register, found: Passages) -> Iterator[Fault]:
    """Say of every anchored claim whose passage does not stand where it stood what became of it."""
    for name, error in found.missing.items():
        fault = error.faults[0]
        yield Fault(
            register.where.get(f"documents.{name}"),
            f"the text of document {name!r} is not at hand: {fault.what}",
            fault.mend,
        )
    for claim in register.claims:
        standing = found.of.get(claim.full_id)
        if standing is not None and standing.became != "found":
            what, mend = _became(claim, standing, found.texts[claim.document])
            where = register.where[f"claims.{claim.id}"]
            yield Fault(where, what, mend, arguments=("fix",))
        elif standing is not None and standing.anchor is not None:
            whole = found.texts[claim.document].whole
            passage = whole[standing.anchor.start : standing.anchor.stop]
            if len(places_of(found.texts[claim.document], passage)) > 1:
                yield Fault(
                    register.where[f"claims.{claim.id}"],
                    f"the passage of claim {claim.id!r} stands more than once in the text: when the"
                    " text changes, nobody can tell which is meant",
                    "take more of the words around it into the passage",
                )


def _became(claim: Claim, standing: Whereabouts, text: Text) -> tuple[str, str]:
    was, now = claim.anchor, standing.anchor
    assert was is not None
    subject = f"the passage of claim {claim.id!r}"
    if now is not None:
        return (
            f"{subject} has moved to paragraph {text.at(now.start, now.stop)}, place {now.start}",
            "have its anchor moved: `fix` anchors",
        )
    return {
        "changed": (
            f"{subject} stands nowhere; paragraph {text.at(was.start, was.stop)} has other words there",
            "hold the claim against the text; then anchor it anew, or leave the anchor out",
        ),
        "lost": (
            f"{subject} stands nowhere in the text, which ends before its place",
            "hold the claim against the text; then anchor it anew, or leave the anchor out",
        ),
        "ambiguous": (
            f"{subject} stands more than once in the text, which has changed",
            "write `from` and `to` of the one that is meant",
        ),
        "unchecked": (
            f"{subject} cannot be checked: its anchor has no sha256",
            "add the SHA-256 of the passage",
        ),
    }[standing.became]


def repeated_documents(registers: Iterable[Register]) -> Iterator[Fault]:
    """Warn of documents that are one file: of one register, or of several that a scenario loads."""
    first: dict[str, str] = {}
    for register in registers:
        for document in register.documents:
            if document.sha256 is None:
                continue
            other = first.setdefault(document.sha256.lower(), document.id)
            if other != document.id:
                yield Fault(
                    register.where.get(f"documents.{document.id}"),
                    f"document {document.id!r} is the same file as {other!r}, by its sha256",
                    "keep one of them, merged where two people coded it: what it says counts twice",
                )


def _tests(register: Register) -> Iterator[Fault]:
    for claim in register.claims:
        for issue, test in claim.bears_on:
            if isinstance(test, str) and split_test(test) is None:
                yield Fault(
                    register.where[f"claims.{claim.id}.bears_on.{issue}"],
                    f"`bears_on` of claim {claim.id!r} has no test of an issue: {quoted(test)}",
                    FORMS,
                )


def _fingerprints(register: Register) -> Iterator[Fault]:
    for claim in register.claims:
        text = None if claim.anchor is None else claim.anchor.sha256
        if text is not None and not _SHA256.fullmatch(text):
            yield Fault(
                register.where[f"claims.{claim.id}"],
                f"the anchor of claim {claim.id!r} has no SHA-256: {quoted(text)}",
                "64 digits and letters a to f, of the passage in the normalised text",
            )


def _earlier(register: Register) -> Iterator[Fault]:
    documents = {one.id: one.stated or one.inferred for one in register.documents}
    dates = {one.full_id: one.date or documents[one.document] for one in register.claims}
    for claim in register.claims:
        mine = dates[claim.full_id]
        for other in claim.supersedes:
            theirs = dates.get(other)
            if mine is not None and theirs is not None and mine < theirs:
                yield Fault(
                    register.where[f"claims.{claim.id}"],
                    f"claim {claim.id!r} of {mine} supersedes a later one, {quoted(other)} of {theirs}",
                    "check the dates, or which of them takes the other's place",
                )
