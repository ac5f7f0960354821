"""REFI-QDA projects (`.qdpx`) and code books (`.qdc`), as NVivo, MAXQDA, ATLAS.ti, QualCoder and others write them.

The standard of the Rotterdam Exchange Format Initiative, version 1.5 of 2019: a zip archive of `project.qde`, which
is XML, and the sources beside it.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from negsim.errors import InputError, quoted
from negsim.interop.qda.archive import ProjectArchive, opened_archive
from negsim.interop.qda.left_out import tell_left_out
from negsim.interop.qda.markup import MOST_XML, parse_xml, tag
from negsim.interop.qda.own_notes import OWN
from negsim.interop.qda.project import (
    CodedDocument,
    CodedPassage,
    CodePath,
    CodingProject,
    OffsetCounting,
    offset,
)
from negsim.interop.qda.read.refi_own import own_claims, own_document, own_passage, own_sections
from negsim.interop.reading import FileReading
from negsim.sources.documents.plain import decoded

if TYPE_CHECKING:
    from lxml import etree

_SOURCES = ("TextSource", "PDFSource", "PictureSource", "AudioSource", "VideoSource")
_TEXTS = ("Representation", "TextDescription", "Transcript")  # of sources that are no text
_GUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_INTERNAL = "internal://"
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_UNREAD = {
    "PDFSelection": "on the page of a PDF",
    "PictureSelection": "in a picture",
    "AudioSelection": "in a recording",
    "VideoSelection": "in a film",
}


@dataclass
class _Project:
    """What elements of a project refer to, by their GUIDs."""

    users: dict[str, str] = field(default_factory=dict)
    codes: dict[str, CodePath] = field(default_factory=dict)
    book: dict[CodePath, str] = field(default_factory=dict)
    variables: dict[str, str] = field(default_factory=dict)
    notes: dict[str, etree._Element] = field(default_factory=dict)
    linked: dict[str, list[str]] = field(default_factory=dict)  # of a selection, what is linked to
    cases: dict[str, dict[str, str]] = field(default_factory=dict)  # values, by source


def read_code_book(data: bytes, path: str) -> dict[CodePath, str]:
    """Read the codes of a `.qdc` file, each with its description."""
    root = parse_xml(data, path)
    if tag(root) not in ("CodeBook", "Project"):
        raise InputError.one(
            f"{quoted(path, 200)} is no code book: its XML begins with {quoted(tag(root))}",
            "export the code book once more, as REFI-QDA (.qdc)",
        )
    return {codes: says for _, codes, says in _codes(root)}


def read_project(path: str, reading: FileReading) -> CodingProject:
    """Read a `.qdpx` project.

    Raises
    ------
    InputError
        It is no such archive, or its XML is none.
    """
    with opened_archive(path) as archive:
        names = [name for name in archive.names if name.casefold().endswith(".qde")]
        if not names:
            raise InputError.one(
                f"{quoted(path, 200)} holds no project.qde",
                "export the project once more, as REFI-QDA (.qdpx)",
            )
        name = min(names, key=lambda one: (one.count("/"), one))
        root = parse_xml(archive.read(name, MOST_XML), f"{path}/{name}")
        if tag(root) != "Project":
            raise InputError.one(
                f"{quoted(name)} in {quoted(path, 200)} is no project: it begins with {quoted(tag(root))}",
                "export the project once more, as REFI-QDA (.qdpx)",
            )
        return _Reader(root, archive, reading).read()


def _child(element: etree._Element, name: str) -> etree._Element | None:
    return next((child for child in element if tag(child) == name), None)


def _children(element: etree._Element | None, name: str) -> Iterator[etree._Element]:
    if element is not None:
        yield from (child for child in element if tag(child) == name)


def _says(element: etree._Element) -> str:
    found = _child(element, "Description")
    return "" if found is None else found.text or ""


def _guid(element: etree._Element, name: str = "guid") -> str:
    """Give a GUID so that two that mean the same are the same: some programs put braces around them."""
    return str(element.get(name) or "").strip("{} ").casefold()


def _codes(root: etree._Element) -> Iterator[tuple[str, CodePath, str]]:
    """Give the GUIDs, paths and descriptions of all codes, those above before those below."""
    book = root if tag(root) == "CodeBook" else _child(root, "CodeBook")
    above: CodePath = ()
    open_codes = [(above, code) for code in _children(_child_or_none(book, "Codes"), "Code")][::-1]
    while open_codes:
        above, code = open_codes.pop()
        path: CodePath = (*above, (code.get("name") or "").strip() or "a code without a name")
        yield _guid(code), path, _says(code).strip()
        open_codes += [(path, below) for below in _children(code, "Code")][::-1]


def _child_or_none(element: etree._Element | None, name: str) -> etree._Element | None:
    return None if element is None else _child(element, name)


class _Reader:
    def __init__(self, root: etree._Element, archive: ProjectArchive, reading: FileReading) -> None:
        self.root, self.archive, self.reading = root, archive, reading
        self.origin = str(root.get("origin") or "")
        self.is_own = self.origin.startswith(OWN)
        self.known = _Project()
        self.passages: list[CodedPassage] = []
        self.unread: Counter[str] = Counter()

    def read(self) -> CodingProject:
        self._read_what_is_referred_to()
        sources = [s for s in _child_or_empty(self.root, "Sources") if tag(s) in _SOURCES]
        documents = [
            document
            for number, source in enumerate(sources, start=1)
            if (document := self._source(source, number)) is not None
        ]
        for name in ("Set", "Graph"):
            self.unread[name.lower()] += len(_child_or_empty(self.root, f"{name}s"))
        tell_left_out(self.unread, self.reading)
        passages: tuple[CodedPassage, ...] = tuple(self.passages)
        sections: dict[str, Any] = {}
        if self.is_own:
            notes = [(one.get("name") or "", self._note(one)) for one in self.known.notes.values()]
            sections = own_sections(notes)
            passages = own_claims(notes, documents, passages)
        return CodingProject(
            program=f"a REFI-QDA project of {self.origin}" if self.origin else "a REFI-QDA project",
            documents=tuple(documents),
            passages=passages,
            codes=self.known.book,
            counting=OffsetCounting(joins_line_ends="atlas" in self.origin.casefold()),
            is_certain=self.is_own,
            sections=sections,
        )

    def _read_what_is_referred_to(self) -> None:
        known = self.known
        for number, user in enumerate(_child_or_empty(self.root, "Users"), start=1):
            name = (user.get("name") or user.get("id") or "").strip()
            if not (self.is_own and user.get("id") == OWN):
                known.users[_guid(user)] = name or f"coder {number}"
        for guid, path, says in _codes(self.root):
            known.codes[guid] = path
            known.book[path] = says
        for variable in _child_or_empty(self.root, "Variables"):
            known.variables[_guid(variable)] = (variable.get("name") or "").strip()
        for note in _child_or_empty(self.root, "Notes"):
            known.notes[_guid(note)] = note
        for link in _child_or_empty(self.root, "Links"):
            target = _guid(link, "targetGUID")
            if target in known.notes:
                known.linked.setdefault(_guid(link, "originGUID"), []).append(target)
            else:
                self.unread["link"] += 1
        for case in _child_or_empty(self.root, "Cases"):
            name = (case.get("name") or "").strip()
            if name:
                # Passages may be coded with a case as with a code.
                known.codes.setdefault(_guid(case), ("case", name))
            values = self._values(case)
            for source in _children(case, "SourceRef"):
                known.cases.setdefault(_guid(source, "targetGUID"), {}).update(values)

    def _values(self, element: etree._Element) -> dict[str, str]:
        """Give the values of the variables of a source or case by their names."""
        found = {}
        for value in _children(element, "VariableValue"):
            reference = _child(value, "VariableRef")
            name = (
                ""
                if reference is None
                else self.known.variables.get(_guid(reference, "targetGUID"), "")
            )
            texts = [child.text or "" for child in value if tag(child).endswith("Value")]
            if name and texts:
                found[name] = texts[0] if self.is_own else texts[0].strip()
        return found

    def _source(self, source: etree._Element, number: int) -> CodedDocument | None:
        """Read a source with its passages; None for one that has neither text nor passage."""
        text = source
        if tag(source) != "TextSource":
            inner = next((child for child in source if tag(child) in _TEXTS), None)
            text = source if inner is None else inner
        key = _guid(source)
        name = (source.get("name") or text.get("name") or "").strip()
        name = name or _file_name(text) or f"document {number}"
        before = len(self.passages)
        raw, has_mark = self._text(text, name)
        self._passages_of(key, source, text)
        self.unread["code of a whole document"] += sum(1 for _ in _children(source, "Coding"))
        if raw is None and len(self.passages) == before and not self.is_own:
            return None
        values = self.known.cases.get(key, {}) | self._values(source)
        about, unused = own_document(values) if self.is_own else _about(values)
        for variable in unused:
            self.unread[f"value of the variable {quoted(variable)}"] += 1
        return CodedDocument(key, name, raw, about, has_mark)

    def _text(self, element: etree._Element, name: str) -> tuple[str | None, bool]:
        """Give the plain text of a source, and whether a byte-order mark stood before it."""
        content = _child(element, "PlainTextContent")
        if content is not None and content.text:
            return content.text, False
        path = str(element.get("plainTextPath") or "")
        if not path:
            return None, False
        member = self._member(path)
        if member is None:
            lies = "lies outside" if "://" in path.removeprefix(_INTERNAL) else "is missing in"
            self.reading.note("", f"{name}: its text {lies} the project: {quoted(path)}")
            return None, False
        data = self.archive.read(member)
        text, told = decoded(data, member)
        for note in told:
            self.reading.note("", f"{name}: {note}")
        return text, data.startswith(_MARKS)

    def _member(self, path: str) -> str | None:
        """Find the member of the archive that an internal path names; no other path is followed."""
        file = path.removeprefix(_INTERNAL).lstrip("/")
        if "://" in file:
            return None
        known = (f"sources/{file}", file)
        return next((name for name in known if self.archive.has(name)), None)

    def _passages_of(self, key: str, source: etree._Element, text: etree._Element) -> None:
        points = {_guid(p): p.get("position") for p in _children(text, "SyncPoint")}
        for element in text:
            if tag(element) == "PlainTextSelection":
                ends = [element.get("startPosition"), element.get("endPosition")]
            elif tag(element) == "TranscriptSelection":
                ends = [points.get(_guid(element, f"{end}SyncPoint")) for end in ("from", "to")]
            else:
                continue
            self._selection(key, element, offset(ends[0]), offset(ends[1]))
        for element in source:
            what = _UNREAD.get(tag(element))
            if what is None:
                continue
            words = _child(element, "Representation")
            plain = None if words is None else self._text(words, "")[0]
            if plain and plain.strip():
                self._selection(key, element, None, None, plain)
            else:
                self.unread[f"passage {what}"] += 1
        # QualCoder keeps the place of an annotation within its note.
        for reference in _children(text, "NoteRef"):
            note = self.known.notes.get(_guid(reference, "targetGUID"))
            for place in _children(note, "PlainTextSelection"):
                assert note is not None
                self._annotation(key, note, place)

    def _annotation(self, key: str, note: etree._Element, place: etree._Element) -> None:
        start, stop = (offset(place.get(f"{end}Position")) for end in ("start", "end"))
        says = self._note(note)
        if says:
            coder = self.known.users.get(_guid(note, "creatingUser"))
            self.passages.append(CodedPassage(key, start, stop, coder=coder, says=says))

    def _selection(
        self,
        key: str,
        element: etree._Element,
        start: int | None,
        stop: int | None,
        words: str | None = None,
    ) -> None:
        """Read what every coder has of one passage."""
        notes = [*self._notes_of(element), *self.known.linked.get(_guid(element), ())]
        remarks = [text for one in notes if (text := self._note(self.known.notes.get(one)))]
        user = _guid(element, "creatingUser") or _guid(element, "modifyingUser")
        by_coder: dict[str, list[CodePath]] = {}
        for coding in _children(element, "Coding"):
            reference = _child(coding, "CodeRef")
            code = (
                None if reference is None else self.known.codes.get(_guid(reference, "targetGUID"))
            )
            if code is None:
                self.unread["coding whose code the project does not have"] += 1
                continue
            by_coder.setdefault(_guid(coding, "creatingUser") or user, []).append(code)
            remarks += [
                text
                for one in self._notes_of(coding)
                if (text := self._note(self.known.notes.get(one)))
            ]
        says = _says(element)
        if not by_coder and not says and not remarks:
            self.unread["passage with neither code nor note"] += 1
            return
        name = (element.get("name") or "").strip() or None
        for coder, codes in (by_coder or {user: []}).items():
            passage = CodedPassage(
                document=key,
                start=start,
                stop=stop,
                words=words or name,
                is_verbatim=words is not None,
                codes=tuple(codes),
                coder=self.known.users.get(coder),
                says=says or "; ".join(remarks) or None,
                more={"note": "\n".join(remarks)} if says and remarks else {},
            )
            self.passages.append(own_passage(passage, remarks) if self.is_own else passage)

    def _notes_of(self, element: etree._Element) -> list[str]:
        return [_guid(reference, "targetGUID") for reference in _children(element, "NoteRef")]

    def _note(self, note: etree._Element | None) -> str:
        """Give the words of a note."""
        if note is None:
            return ""
        words = self._text(note, note.get("name") or "a note")[0] or _says(note)
        return words if self.is_own else words.strip()


def _child_or_empty(element: etree._Element, name: str) -> list[Any]:
    found = _child(element, name)
    return [] if found is None else list(found)


def _file_name(text: etree._Element) -> str:
    """Name a document that has no name after its file, where this is no GUID."""
    stem = PurePath(str(text.get("plainTextPath") or "").rpartition("://")[2]).stem
    return "" if _GUID.fullmatch(stem) else stem


def _about(values: dict[str, str]) -> tuple[dict[str, str], list[str]]:
    """Give what variables say of a document under the names that a register has for it, and the others."""
    known = ("title", "author", "publisher", "url", "language", "date", "kind")
    about, unused = {}, []
    for name, value in values.items():
        key = name.casefold()
        if key in known and value:
            about[key] = value
        elif value:
            unused.append(name)
    return about, unused
