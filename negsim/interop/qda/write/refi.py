"""A register of claims as a REFI-QDA project (`.qdpx`): texts, claims as coded passages, and notes for the rest.

The standard of the Rotterdam Exchange Format Initiative, version 1.5 of 2019. Positions count code points of a text
in UTF-8, without a byte-order mark, its lines ended by one line feed: which all programs count alike.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from negsim.interop.qda.claims import CODER
from negsim.interop.qda.meanings import ISSUE, SEVERAL, test_in_words
from negsim.interop.qda.own_notes import (
    CLAIM,
    CONFLICT,
    ORDER,
    OWN,
    SILENCE,
    rest_of,
    variable_text,
    written,
)
from negsim.interop.qda.plain import (
    claim_to_plain,
    document_to_plain,
    silence_to_plain,
    tension_to_plain,
)
from negsim.interop.qda.project import CodePath
from negsim.interop.qda.write.code_book import NOT_XML, add_codes, code_guid, guid_of
from negsim.language.model.evidence import Anchor, Claim, Register, SourceDocument
from negsim.language.names import listed
from negsim.language.phrases import counted
from negsim.sources.anchor import find_anchors
from negsim.sources.text import Text
from negsim.version import __version__

if TYPE_CHECKING:
    from lxml import etree

_PROJECT = "urn:QDA-XML:project:1.0"
_SPACES: Any = {None: _PROJECT}
_MADE_ANEW = ("text", "text_sha256", "paragraphs")
_EPOCH = (1980, 1, 1, 0, 0, 0)


def refi_project(
    register: Register, texts: Mapping[str, Text], name: str
) -> tuple[bytes, tuple[str, ...]]:
    """Write a register as a project.

    Parameters
    ----------
    register : Register
    texts : mapping of str to Text
        The texts of documents, by their ids; others are written empty.
    name : str
        Of the project.

    Returns
    -------
    bytes
        Of the archive, the same each time.
    tuple of str
        What the project does not hold as other programs would, a line each.
    """
    return _Writer(register, texts, name).write()


def codes_of(claim: Claim) -> list[CodePath]:
    """Give the codes that say what a claim says of itself, as `meanings.own_meaning` reads them."""
    codes: list[CodePath] = [("kind", claim.kind)] if "kind" in claim.written else []
    codes += [("grade", claim.grade), ("status", claim.standing)]
    codes += [(key, name) for key in SEVERAL for name in getattr(claim, key)]
    return codes + [(ISSUE, issue, test_in_words(test)) for issue, test in claim.bears_on]


def coder_of(claim: Claim) -> tuple[str | None, str | None]:
    """Give who coded a claim, where its note says so, and the rest of the note."""
    first, _, rest = (claim.note or "").partition("\n")
    if first.startswith(CODER) and first.removeprefix(CODER).strip():
        return first.removeprefix(CODER), rest or None
    return None, claim.note


class _Writer:
    def __init__(self, register: Register, texts: Mapping[str, Text], name: str) -> None:
        self.register, self.texts, self.name = register, texts, name
        self.told: list[str] = []
        self.unheld: list[str] = []  # what holds signs that no XML holds
        self.files: dict[str, bytes] = {}
        self.users: dict[str, str] = {}
        self.codes: dict[CodePath, str] = {}
        self.variables: dict[str, str] = {}
        self.notes = _element("Notes")

    def write(self) -> tuple[bytes, tuple[str, ...]]:
        sources = _element("Sources")
        placed = self._placed()
        for document in self.register.documents:
            sources.append(self._source(document, placed))
        self._keep_the_rest(placed)
        root = _element("Project", name=self._plain(self.name, "its name"))
        root.set("origin", f"{OWN} {__version__}")
        root.set("creatingUserGUID", guid_of("user", ""))
        users = _below(root, "Users")
        _below(users, "User", guid=guid_of("user", ""), name=OWN, id=OWN)
        for coder, guid in self.users.items():
            _below(users, "User", guid=guid, name=self._plain(coder, coder))
        if self.codes:
            add_codes(_below(root, "CodeBook"), self.codes)
        if self.variables:
            held = _below(root, "Variables")
            for name, guid in self.variables.items():
                _below(held, "Variable", guid=guid, name=name, typeOfVariable="Text")
        root.append(sources)
        if len(self.notes):
            root.append(self.notes)
        if self.unheld:
            some = listed(dict.fromkeys(self.unheld), most=5)
            self.told.append(f"signs that no XML holds, written as \ufffd: {some}")
        return _archive({"project.qde": _serialised(root), **self.files}), tuple(self.told)

    def _plain(self, text: str, of: str) -> str:
        """Give a text that XML can hold."""
        plain = NOT_XML.sub("\ufffd", text)
        if plain != text:
            self.unheld.append(of)
        return plain

    def _placed(self) -> dict[str, Anchor]:
        """Give the claims whose passage stands in the text, with its place there."""
        placed: dict[str, Anchor] = {}
        told: dict[str, list[str]] = {}
        for document, text in self.texts.items():
            claims = [
                one for one in self.register.claims if one.document == document and one.anchor
            ]
            anchors = [one.anchor for one in claims if one.anchor is not None]
            for claim, anchor, standing in zip(
                claims, anchors, find_anchors(text, anchors), strict=True
            ):
                if standing.became not in ("found", "unchecked"):
                    told.setdefault(standing.became, []).append(claim.id)
                here = anchor if standing.became == "unchecked" else standing.anchor
                if here is not None:
                    placed[claim.id] = here
        for became, names in told.items():
            some = listed(names, most=5)
            self.told.append(f"{counted(len(names), 'passage')} {became} in the text: {some}")
        return placed

    def _source(self, document: SourceDocument, placed: Mapping[str, Anchor]) -> etree._Element:
        guid = guid_of("source", document.id)
        title = self._plain(document.title or document.id, document.id)
        source = _element("TextSource", guid=guid, name=title)
        text = self.texts.get(document.id)
        if text is None:
            self.told.append(f"{document.id}: its text is not at hand; its document is empty")
            _below(source, "PlainTextContent")
        else:
            source.set("plainTextPath", f"internal://{guid}.txt")
            self.files[f"sources/{guid}.txt"] = text.whole.encode("utf-8", "replace")
        for claim in self.register.claims:
            if text is not None and claim.document == document.id and claim.id in placed:
                source.append(self._selection(claim, placed[claim.id], text))
        about = {"id": document.id, **document_to_plain(document)}
        for name, value in about.items():
            if name not in _MADE_ANEW:
                held = _below(source, "VariableValue")
                guid = self.variables.setdefault(name, guid_of("variable", name))
                _below(held, "VariableRef", targetGUID=guid)
                says = variable_text(value)
                _below(held, "TextValue").text = self._plain(says, f"{document.id}.{name}")
        return source

    def _selection(self, claim: Claim, anchor: Anchor, text: Text) -> etree._Element:
        coder, note = coder_of(claim)
        user = guid_of("user", coder or "")
        if coder is not None:
            self.users[coder] = user
        here = f"{claim.document}.{claim.id}"
        selection = _element(
            "PlainTextSelection",
            guid=guid_of("claim", claim.document, claim.id),
            name=claim.id,
            startPosition=str(anchor.start),
            endPosition=str(anchor.stop),
            creatingUser=user,
        )
        _below(selection, "Description").text = self._plain(claim.says, here)
        for number, path in enumerate(codes_of(claim)):
            self.codes.setdefault(path, "")
            guid = guid_of("coding", claim.document, claim.id, str(number))
            coding = _below(selection, "Coding", guid=guid, creatingUser=user)
            _below(coding, "CodeRef", targetGUID=code_guid(path))
        rest = rest_of(claim, text.at(anchor.start, anchor.stop)) | ({"note": note} if note else {})
        if rest:
            guid = self._note(f"{claim.id}: more", rest, here)
            _below(selection, "NoteRef", targetGUID=guid)
        return selection

    def _keep_the_rest(self, placed: Mapping[str, Anchor]) -> None:
        """Keep what is no passage of a text in notes of the project."""
        register = self.register
        documents = [document.id for document in register.documents]
        as_placed = [
            claim.id
            for document in documents
            for claim in register.claims
            if claim.document == document and claim.id in placed
        ]
        unplaced = [claim for claim in register.claims if claim.id not in placed]
        for claim in unplaced:
            self._note(f"{CLAIM} {claim.id}", claim_to_plain(claim), f"{claim.document}.{claim.id}")
        if unplaced:
            some = listed((claim.id for claim in unplaced), most=5)
            self.told.append(
                f"{counted(len(unplaced), 'claim')} without a passage, kept as notes: {some}"
            )
        order = [claim.id for claim in register.claims]
        if order != [*as_placed, *(claim.id for claim in unplaced)]:
            self._note(ORDER, order, "order")
        for tension in register.conflicts:
            self._note(f"{CONFLICT} {tension.id}", tension_to_plain(tension), tension.id)
        for silence in register.silences:
            self._note(f"{SILENCE} {silence.id}", silence_to_plain(silence, register), silence.id)

    def _note(self, name: str, plain: Any, of: str) -> str:
        guid = guid_of("note", of, name)
        note = _below(self.notes, "Note", guid=guid, name=self._plain(name, of))
        _below(note, "PlainTextContent").text = self._plain(written(plain), of)
        return guid


def _element(tag: str, /, **attributes: str) -> etree._Element:
    from lxml import etree

    return etree.Element(f"{{{_PROJECT}}}{tag}", attributes, nsmap=_SPACES)


def _below(parent: etree._Element, tag: str, /, **attributes: str) -> etree._Element:
    from lxml import etree

    return etree.SubElement(parent, f"{{{_PROJECT}}}{tag}", attributes)


def _serialised(root: etree._Element) -> bytes:
    from lxml import etree

    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _archive(files: Mapping[str, bytes]) -> bytes:
    """Give an archive whose bytes are the same each time."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), content, zipfile.ZIP_DEFLATED)
    return data.getvalue()
