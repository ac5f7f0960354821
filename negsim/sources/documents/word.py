"""Word documents (.docx): paragraphs, tables, notes and the comments that reviewers made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from negsim.language.phrases import counted
from negsim.sources.documents.document import About, RawComment, ReadDocument, assembled, day, said
from negsim.sources.documents.package import Package

if TYPE_CHECKING:
    from lxml.etree import _Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SAID_OF_ITSELF = {
    "title": "{http://purl.org/dc/elements/1.1/}title",
    "author": "{http://purl.org/dc/elements/1.1/}creator",
    "language": "{http://purl.org/dc/elements/1.1/}language",
    "modified": "{http://purl.org/dc/terms/}modified",
    "created": "{http://purl.org/dc/terms/}created",
}
_SPACES = {f"{_W}tab", f"{_W}br", f"{_W}cr"}
_SIGNS = {f"{_W}noBreakHyphen": "\u2011", f"{_W}softHyphen": ""}
# Struck out, moved away, hidden instructions of fields, and what old programs see in the place of drawings.
_UNREAD = {
    f"{_W}del",
    f"{_W}moveFrom",
    f"{_W}instrText",
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}


def read_word(package: Package) -> ReadDocument:
    """Read a Word document as it reads with all changes accepted.

    Notes
    -----
    Headers and footers are left out; footnotes and endnotes stand at the end, as paragraphs. A comment is on the
    passage that it marks, or on the whole paragraph where it marks none.
    """
    body = package.xml("word/document.xml")
    assert body is not None
    story = _Story()
    story.read(body)
    notes = []
    for kind in ("footnotes", "endnotes"):
        part = package.xml(f"word/{kind}.xml")
        first = len(story.paragraphs)
        for note in () if part is None else part.iterchildren(f"{_W}{kind[:-1]}"):
            if note.get(f"{_W}type") in {None, "normal"}:
                story.read(note)
        added = sum(1 for paragraph in story.paragraphs[first:] if paragraph.strip())
        if added:
            notes.append(f"{counted(added, 'paragraph')} of {kind} at the end")
    if story.struck_out:
        notes.append(
            f"left out: {counted(story.struck_out, 'passage')} struck out by tracked changes"
        )
    comments = _comments(package, story)
    paragraphs = [(paragraph, None) for paragraph in story.paragraphs]
    return assembled(package.path, paragraphs, _about(package), comments, notes)


class _Story:
    """Paragraphs as they come, and where each comment's passage begins and ends."""

    def __init__(self) -> None:
        self.paragraphs: list[str] = []
        self.begins: dict[str, tuple[int, int]] = {}
        self.ends: dict[str, tuple[int, int]] = {}
        self.marks: dict[str, int] = {}  # the paragraph of a comment's mark
        self.struck_out = 0

    def read(self, root: _Element) -> None:
        """Read all paragraphs below an element, those of tables and text boxes too, without recursion."""
        from lxml import etree

        walk = etree.iterwalk(root, events=("start", "end"))
        open_paragraphs: list[int] = []
        for event, element in walk:
            tag = element.tag
            if tag == f"{_W}p":
                if event == "start":
                    open_paragraphs.append(len(self.paragraphs))
                    self.paragraphs.append("")
                else:
                    open_paragraphs.pop()
            elif event == "start" and tag in _UNREAD:
                walk.skip_subtree()
                self.struck_out += tag == f"{_W}del" and element.find(f".//{_W}delText") is not None
            elif event == "start" and open_paragraphs:
                self._take(element, open_paragraphs[-1])

    def _take(self, element: _Element, paragraph: int) -> None:
        tag = element.tag
        place = (paragraph, len(self.paragraphs[paragraph]))
        name = element.get(f"{_W}id") or ""
        if tag == f"{_W}t":
            self.paragraphs[paragraph] += element.text or ""
        elif tag in _SPACES:
            self.paragraphs[paragraph] += " "
        elif tag in _SIGNS:
            self.paragraphs[paragraph] += _SIGNS[tag]
        elif tag == f"{_W}commentRangeStart":
            self.begins[name] = place
        elif tag == f"{_W}commentRangeEnd":
            self.ends[name] = place
        elif tag == f"{_W}commentReference":
            self.marks[name] = paragraph


def _comments(package: Package, story: _Story) -> list[RawComment]:
    part = package.xml("word/comments.xml")
    found = []
    for comment in () if part is None else part.iterchildren(f"{_W}comment"):
        name = comment.get(f"{_W}id") or ""
        own = _Story()
        own.read(comment)
        says = "\n".join(paragraph for paragraph in own.paragraphs if paragraph.strip())
        mark = story.marks.get(name)
        start, stop = story.begins.get(name), story.ends.get(name)
        if (start is None or stop is None or start >= stop) and mark is not None:
            start, stop = (mark, 0), (mark, len(story.paragraphs[mark]))
        if start is not None and stop is not None:
            author, date = comment.get(f"{_W}author"), comment.get(f"{_W}date")
            found.append(RawComment(start, stop, says, said(author), date))
    return found


def _about(package: Package) -> About:
    core = package.xml("docProps/core.xml")
    held = {
        key: None if core is None else said(core.findtext(tag))
        for key, tag in _SAID_OF_ITSELF.items()
    }
    language = held["language"]
    styles = package.xml("word/styles.xml")
    default = None if styles is None else styles.find(f"{_W}docDefaults//{_W}lang")
    if language is None and default is not None:
        language = said(default.get(f"{_W}val"))
    return About(
        title=held["title"],
        author=held["author"],
        language=language,
        saved=day(held["modified"]) or day(held["created"]),
    )
