"""Texts of OpenDocument (.odt), as LibreOffice writes them: paragraphs, notes and comments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from negsim.language.phrases import counted
from negsim.sources.documents.document import About, RawComment, ReadDocument, assembled, day, said
from negsim.sources.documents.package import Package, locked

if TYPE_CHECKING:
    from lxml.etree import _Element

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_PARAGRAPHS = {f"{_TEXT}p", f"{_TEXT}h"}
_MOST_SPACES = 1_000  # that one element may stand for


def read_opendocument(package: Package) -> ReadDocument:
    """Read a text of OpenDocument; what tracked changes have deleted is left out, notes stand at the end."""
    manifest = package.part("META-INF/manifest.xml") or b""
    if b"encryption-data" in manifest:
        raise locked(package.path)
    content = package.xml("content.xml")
    assert content is not None
    body = content.find(f"{_OFFICE}body/{_OFFICE}text")
    story = _Flow()
    if body is not None:
        story.read(body)
    first = len(story.paragraphs)
    for note in story.notes:
        story.read(note)
    added = len([one for one in story.paragraphs[first:] if one.strip()])
    notes = [f"{counted(added, 'paragraph')} of notes at the end"] if added else []
    paragraphs = [(paragraph, None) for paragraph in story.paragraphs]
    return assembled(package.path, paragraphs, _about(package), story.comments(), notes)


class _Flow:
    """Paragraphs as they come, notes for later, and the places of comments."""

    def __init__(self) -> None:
        self.paragraphs: list[str] = []
        self.notes: list[_Element] = []
        self._remarks: list[tuple[str | None, tuple[int, int], _Element]] = []
        self._ends: dict[str, tuple[int, int]] = {}

    def read(self, root: _Element) -> None:
        """Read all paragraphs below an element, without recursion."""
        from lxml import etree

        walk = etree.iterwalk(root, events=("start", "end"))
        opened: list[int] = []
        for event, element in walk:
            tag = element.tag
            if event == "start":
                if tag in _PARAGRAPHS:
                    opened.append(len(self.paragraphs))
                    self.paragraphs.append("")
                if tag == f"{_TEXT}tracked-changes" or self._is_apart(element, opened):
                    walk.skip_subtree()
                elif opened:
                    self._add(opened, _before(element))
                continue
            if tag in _PARAGRAPHS and opened:
                opened.pop()
            if opened and element is not root:
                self._add(opened, element.tail or "")

    def _is_apart(self, element: _Element, opened: list[int]) -> bool:
        """Keep notes and comments for later."""
        place = (opened[-1], len(self.paragraphs[opened[-1]])) if opened else (0, 0)
        name = element.get(f"{_OFFICE}name")
        if element.tag == f"{_TEXT}note":
            body = element.find(f"{_TEXT}note-body")
            self.notes += [] if body is None else [body]
            return True
        if element.tag == f"{_OFFICE}annotation":
            if opened:
                self._remarks.append((name, place, element))
            return True
        if element.tag == f"{_OFFICE}annotation-end" and name is not None:
            self._ends[name] = place
        return False

    def _add(self, opened: list[int], text: str) -> None:
        self.paragraphs[opened[-1]] += text

    def comments(self) -> list[RawComment]:
        """Give the comments; one that marks no passage is on its paragraph."""
        found = []
        for name, start, element in self._remarks:
            stop = self._ends.get(name or "")
            begin = start
            if stop is None or stop <= start:
                begin, stop = (start[0], 0), (start[0], len(self.paragraphs[start[0]]))
            own = _Flow()
            for paragraph in element.iterchildren(*_PARAGRAPHS):
                own.read(paragraph)
            says = "\n".join(own.paragraphs)
            author, date = element.findtext(f"{_DC}creator"), element.findtext(f"{_DC}date")
            found.append(RawComment(begin, stop, says, said(author), date))
        return found


def _before(element: _Element) -> str:
    """Give the text that an element begins with."""
    if element.tag == f"{_TEXT}s":
        count = element.get(f"{_TEXT}c") or "1"
        return " " * min(int(count), _MOST_SPACES) if count.isdecimal() else " "
    if element.tag in {f"{_TEXT}tab", f"{_TEXT}line-break"}:
        return " "
    return element.text or ""


def _about(package: Package) -> About:
    meta = package.xml("meta.xml")
    held = None if meta is None else meta.find(f"{_OFFICE}meta")
    if held is None:
        return About()
    author = held.findtext(f"{_META}initial-creator") or held.findtext(f"{_DC}creator")
    return About(
        title=said(held.findtext(f"{_DC}title")),
        author=said(author),
        language=said(held.findtext(f"{_DC}language")),
        saved=day(held.findtext(f"{_DC}date")) or day(held.findtext(f"{_META}creation-date")),
    )
