"""A whole document: its first page and its annex, with the notes that they refer to, numbered as they are met."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

from negsim.document.content import Block, Bullets, Facts, Image, Paragraph, Section, Span, Table

# The lists at the end of a report: which notes, the name to refer to it by, its title and how to read it.
NOTE_LISTS: tuple[tuple[Literal["claim", "assumption"], str, str, str], ...] = (
    (
        "claim",
        "claims",
        "What the sources say",
        "in our own words; grade A is the best attribution, F the worst, and no grade says that a claim is true",
    ),
    (
        "assumption",
        "assumptions",
        "What is assumed",
        "what no source says, put in its place by whoever wrote the scenario",
    ),
)


@dataclass(frozen=True)
class Note:
    """What something rests on: a claim of a document, or an assumption.

    Parameters
    ----------
    key : str
        What spans refer to it by.
    kind : {"claim", "assumption"}
    name : str
        As one types it: the id of the claim; nothing for an assumption.
    grade : str or None
    says : str
    origin : str
        Who said it, through whom it came, and where it stands; of an assumption, the silence that it fills.
    """

    key: str
    kind: Literal["claim", "assumption"]
    name: str
    grade: str | None
    says: str
    origin: str = ""


@dataclass(frozen=True)
class Document:
    """A report.

    Parameters
    ----------
    title : str
        Of the scenario.
    dateline : tuple of str
        When the positions were held, and which variants are in force, one a line.
    lead, answer : str
        The first words of the answer, and the rest of its sentence with the sign or space it begins with.
    front : tuple of Section
        The first page.
    annex : tuple of Section
    known : mapping
        Notes by key, those that nothing refers to as well.
    more : str
        What else belongs to the answer.
    is_open : bool
        Whether there is a deal, for whoever gives the answer a colour.
    summary : tuple of Block
        What an analyst puts above the answer.
    author, marking : str
        Who wrote the summary, and how the report may be passed on.
    picture : Image or None
        The picture of the first page.
    body : tuple of Section
        What everybody reads after the first page; the annex is for who wants all of it.
    """

    title: str
    dateline: tuple[str, ...]
    lead: str
    answer: str
    front: tuple[Section, ...]
    annex: tuple[Section, ...] = ()
    known: Mapping[str, Note] = field(default_factory=dict)
    more: str = ""
    is_open: bool = False
    summary: tuple[Block, ...] = ()
    author: str = ""
    marking: str = ""
    picture: Image | None = None
    body: tuple[Section, ...] = ()

    @property
    def sections(self) -> tuple[Section, ...]:
        """All sections, in reading order."""
        return (*self.front, *self.body, *self.annex)

    def without_annex(self) -> Document:
        """Give it without the annex, for paper and for formats in which nothing folds."""
        return replace(self, annex=())

    @cached_property
    def number(self) -> Mapping[str, int]:
        """The number of each note that is referred to, in the order in which a reader meets them."""
        order: dict[str, int] = {}
        for span in spans(self):
            for key in span.notes:
                order.setdefault(key, len(order) + 1)
        return order

    @property
    def notes(self) -> tuple[Note, ...]:
        """The notes that are referred to, in the order of their numbers."""
        return tuple(self.known[key] for key in self.number)

    def notes_of(self, kind: Literal["claim", "assumption"]) -> tuple[Note, ...]:
        """Give the notes of a kind that are referred to, in the order of their numbers."""
        return tuple(note for note in self.notes if note.kind == kind)

    def main_notes_of(self, kind: Literal["claim", "assumption"]) -> tuple[Note, ...]:
        """Give those of `notes_of` that something before the annex refers to."""
        later = {note.key for note in self.annex_notes_of(kind)}
        return tuple(note for note in self.notes_of(kind) if note.key not in later)

    def annex_notes_of(self, kind: Literal["claim", "assumption"]) -> tuple[Note, ...]:
        """Give those of `notes_of` that the annex alone refers to."""
        met = len(self.without_annex().number)
        return tuple(note for note in self.notes_of(kind) if self.number[note.key] > met)


def spans(document: Document) -> Iterator[Span]:
    """Give all spans of a document, in reading order."""
    for block in document.summary:
        yield from _spans(block)
    for section in all_sections(document.sections):
        for block in section.blocks:
            yield from _spans(block)


def all_sections(sections: Iterable[Section]) -> Iterator[Section]:
    """Give sections and the sections in them, in reading order."""
    for section in sections:
        yield section
        yield from all_sections(section.sections)


def tables(document: Document) -> Iterator[tuple[Section, Table]]:
    """Give all tables of a document with the sections that they stand in, in reading order."""
    for section in all_sections(document.sections):
        for block in section.blocks:
            if isinstance(block, Table):
                yield section, block


def images(document: Document) -> Iterator[Image]:
    """Give all pictures of a document, in reading order."""
    if document.picture is not None:
        yield document.picture
    for section in all_sections(document.sections):
        for block in section.blocks:
            if isinstance(block, Image):
                yield block


def _spans(block: Block) -> Iterator[Span]:
    match block:
        case Paragraph():
            yield from block.words
        case Bullets():
            for item in block.items:
                yield from item
        case Facts():
            for fact in block.facts:
                yield from fact.term
                yield from fact.says
                for remark in fact.remarks:
                    yield from remark
        case Table():
            for row in block.rows:
                for cell in row:
                    yield from cell.words
        case Image():
            return
