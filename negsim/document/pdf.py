"""A document as PDF: tagged, A4, its pictures drawn sharp and its fonts carried along, by typst.

Every text goes to the page as data, through `clean` and JSON, and none is ever read as markup: there is nothing to
escape, and nothing that a file says can become a command.
"""

from __future__ import annotations

import json
import os
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from typing import Any

from negsim.document.content import (
    Block,
    Bullets,
    Cell,
    Facts,
    Image,
    Paragraph,
    Prose,
    Section,
    Span,
    Table,
    plain,
    shown,
)
from negsim.document.document import NOTE_LISTS, Document, Note
from negsim.document.drawn import Drawn
from negsim.errors import InputError, printable

FONTS = ("Libertinus Serif", "DejaVu Serif", "DejaVu Sans")
TYPED = ("DejaVu Sans Mono",)
NAME = 30  # letters of a term that is a name, which takes less room than a question
CREATED = datetime(
    2000, 1, 1, tzinfo=UTC
)  # of every file, so that the same report is the same file
INSTALL = "pip install 'negsim[pdf]'"


def require_typst() -> None:
    """Say how to install what writes PDF, where it is missing.

    Raises
    ------
    InputError
        typst is not installed.
    """
    if find_spec("typst") is None:
        raise InputError.one("PDF needs typst, which is not installed", INSTALL)


def pdf(
    document: Document,
    svg: Callable[[Drawn], bytes],
    font_folders: Sequence[str | os.PathLike[str]] = (),
) -> bytes:
    """Give the bytes of a PDF: the same document, the same bytes, wherever the same fonts are installed.

    Parameters
    ----------
    document : Document
    svg : callable
        Gives a picture as SVG.
    font_folders : sequence of path
        Where more fonts are; signs that none of them has are looked for among those of the machine.

    Raises
    ------
    InputError
        typst is not installed.
    """
    require_typst()
    import typst

    given = json.dumps(content(document, svg), ensure_ascii=False)
    data = typst.compile(
        _template(),
        format="pdf",
        sys_inputs={"report": given},
        font_paths=typst.Fonts(font_paths=[os.fspath(folder) for folder in font_folders]),
        pdf_standards=["ua-1"],
        timestamp=CREATED,
    )
    assert isinstance(data, bytes)
    return data


@cache
def _template() -> bytes:
    return (files("negsim.document") / "templates" / "report.typ").read_bytes()


def content(document: Document, svg: Callable[[Drawn], bytes]) -> dict[str, Any]:
    """Give all that the page is made from, as data."""
    write = _Writer(document, svg)
    footer = "  ·  ".join(filter(None, (document.marking, document.title)))
    return {
        "fonts": list(FONTS),
        "typed": list(TYPED),
        "title": clean(document.title),
        "author": clean(document.author) or "negsim",
        "marking": clean(document.marking),
        "footer": clean(footer),
        "about": [clean(line) for line in (document.author, *document.dateline) if line],
        "summary": [write.block(block) for block in document.summary],
        "open": document.is_open,
        "lead": clean(document.lead),
        "answer": clean(document.answer),
        "more": clean(document.more),
        "picture": None if document.picture is None else write.block(document.picture),
        "front": [write.section(section) for section in document.front],
        "body": [write.section(section) for section in document.body],
        "annex_title": "The annex",
        "annex": [write.section(section) for section in document.annex],
        "notes": [
            {"title": title, "remark": remark, "notes": [write.note(note) for note in notes]}
            for kind, _, title, remark in NOTE_LISTS
            if (notes := document.notes_of(kind))
        ],
    }


def clean(text: str) -> str:
    """Give a text as it is to be read: what would reorder or hide words is spelt out, as everywhere.

    Examples
    --------
    >>> clean("#set page(fill: red) $x$")
    '#set page(fill: red) $x$'
    """
    return printable(text).encode("utf-8", "replace").decode("utf-8")


class _Writer:
    """Blocks as data, notes by their numbers."""

    def __init__(self, document: Document, svg: Callable[[Drawn], bytes]) -> None:
        self.number, self.svg = document.number, svg

    def section(self, section: Section) -> dict[str, Any]:
        said = section.said
        opening = None if said is None else (Span(said.opening, "strong"), Span(said.rest))
        return {
            "title": clean(section.title),
            "remark": clean(section.remark),
            "said": None if opening is None else self.words(opening),
            # A page on its side for its own pictures; those of the sections in it turn their own.
            "wide": any(isinstance(block, Image) for block in section.blocks),
            "blocks": [self.block(block) for block in section.blocks],
            "sections": [self.section(inner) for inner in section.sections],
        }

    def block(self, block: Block) -> dict[str, Any]:
        match block:
            case Paragraph():
                words = self.words(block.words)
                return {"kind": "paragraph", "role": block.role, "words": words}
            case Bullets():
                kind = "enum" if block.is_numbered else "list"
                return {"kind": kind, "items": self._each(block.items)}
            case Facts():
                return {
                    "kind": "facts",
                    "stacked": block.is_stacked,
                    "named": all(len(plain(fact.term)) <= NAME for fact in block.facts),
                    "facts": [
                        {
                            "term": self.words(fact.term),
                            "says": self._each((fact.says, *fact.remarks)),
                        }
                        for fact in block.facts
                    ],
                }
            case Table():
                return self._table(block)
            case Image():
                drawn = self.svg(block.picture).decode("utf-8")
                lead = clean(block.picture.lead) if block.is_answer else ""
                return {"kind": "image", "svg": drawn, "alt": clean(block.alt_text), "lead": lead}

    def note(self, note: Note) -> dict[str, Any]:
        return {
            "number": self.number[note.key],
            "grade": note.grade,
            "says": self.words((Span(note.says),)),
            "origin": self.words((Span(f" {note.origin}"),)) if note.origin else None,
        }

    def words(self, words: Prose) -> dict[str, Any]:
        return {
            "leftward": _is_leftward(plain(words)),
            "spans": [
                {
                    "text": clean(span.text),
                    "voice": span.voice,
                    "notes": sorted({self.number[key] for key in span.notes}),
                }
                for span in shown(words)
            ],
        }

    def _each(self, many: Iterable[Prose]) -> list[dict[str, Any]]:
        return [self.words(words) for words in many]

    def _table(self, table: Table) -> dict[str, Any]:
        def cell(one: Cell) -> dict[str, Any]:
            return {"words": self.words(one.words), "bar": one.bar}

        return {
            "kind": "table",
            "caption": clean(table.caption),
            "heads": [clean(column.title) for column in table.columns],
            "rooms": [column.room for column in table.columns],
            "sides": [column.side for column in table.columns],
            "rows": [[cell(one) for one in row] for row in table.rows],
            "left_off": None if table.left_off is None else clean(table.left_off),
        }


def _is_leftward(text: str) -> bool:
    """Whether the first letter that has a direction runs from the right to the left."""
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        if kind in ("L", "R", "AL"):
            return kind != "L"
    return False
