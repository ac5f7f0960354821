"""What became of the anchored claims of a register, with the texts of its documents at hand; and those moved, moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from negsim.errors import InputError
from negsim.language.editing import Edits
from negsim.language.load import loads_register
from negsim.language.model.evidence import Claim, Register, SourceDocument
from negsim.sources.anchor import Whereabouts, find_anchors
from negsim.sources.documents.file import read_file
from negsim.sources.text import Text

_SETTLED = ("found", "moved")


@dataclass(frozen=True)
class Passages:
    """What became of each anchored claim.

    Parameters
    ----------
    of : mapping
        Claim, by its full id, and what became of its passage; without those of documents whose text is not at hand.
    texts : mapping
        Document and its text.
    missing : mapping
        Document whose `text` cannot be read, and why.
    """

    of: Mapping[str, Whereabouts]
    texts: Mapping[str, Text]
    missing: Mapping[str, InputError]

    @property
    def counts(self) -> dict[str, int]:
        """How many of each, those that there are."""
        return dict(Counter(standing.became for standing in self.of.values()))


def passages(register: Register) -> Passages:
    """Look every anchored claim up in the text of its document, which is named from the register's file."""
    found: dict[str, Whereabouts] = {}
    texts: dict[str, Text] = {}
    missing: dict[str, InputError] = {}
    for document in register.documents:
        claims = [claim for claim in _anchored(register) if claim.document == document.id]
        if document.text is None:
            continue
        folder = Path(_file(register)).parent
        try:
            text = read_file(str(folder / document.text)).document.text
        except InputError as error:
            missing[document.id] = error
            continue
        texts[document.id] = text
        anchors = [claim.anchor for claim in claims if claim.anchor is not None]
        standings = find_anchors(text, anchors, document.text_sha256)
        found.update(
            {claim.full_id: standing for claim, standing in zip(claims, standings, strict=True)}
        )
    return Passages(found, texts, missing)


def _file(register: Register) -> str:
    """Name the file of a register from here; a scenario names it from its own place."""
    return next((where.path for where in register.where.values()), register.path)


def _anchored(register: Register) -> list[Claim]:
    held = [(claim.anchor.start, claim) for claim in register.claims if claim.anchor is not None]
    return [claim for _, claim in sorted(held, key=lambda pair: pair[0])]


def moved_anchors(
    register: Register, text: str, path: str, found: Passages
) -> tuple[str, tuple[str, ...]]:
    """Write the anchors of passages that moved anew, comments and order kept.

    Parameters
    ----------
    register : Register
    text, path : str
        Of its file.
    found : Passages

    Returns
    -------
    tuple of str and tuple of str
        The text of the register, and the ids of the claims whose anchors were moved. Where every anchor of a document
        now has its place, the register keeps the fingerprint of the document's text as it is.
    """
    edits = Edits(text, path)
    moved = []
    for claim in register.claims:
        standing = found.of.get(claim.full_id)
        if standing is None or standing.became != "moved" or standing.anchor is None:
            continue
        moved.append(claim.id)
        places = {"from": standing.anchor.start, "to": standing.anchor.stop}
        for key, place in places.items():
            extent = edits.find("claims", claim.id, "anchor", key)
            assert extent is not None
            edits.replace(extent, str(place))
    for document in register.documents:
        if document.id in found.texts and _is_settled(register, document, found):
            _keep_fingerprint(edits, document, found.texts[document.id])
    result = edits.result()
    loads_register(result, path)
    return result, tuple(moved)


def _is_settled(register: Register, document: SourceDocument, found: Passages) -> bool:
    return all(
        found.of[claim.full_id].became in _SETTLED
        for claim in _anchored(register)
        if claim.document == document.id
    )


def _keep_fingerprint(edits: Edits, document: SourceDocument, text: Text) -> None:
    for key, value in (("text_sha256", text.sha256), ("paragraphs", str(len(text.paragraphs)))):
        for path in (("document", key), ("documents", document.id, key)):
            extent = edits.find(*path)
            if extent is not None and extent.text != value:
                edits.replace(extent, value)
