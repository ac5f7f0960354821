"""PDF to paragraphs with pages: lines joined by their places on the page, running heads left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from negsim.errors import InputError, quoted
from negsim.language.phrases import counted
from negsim.sources.documents.document import About, ReadDocument, assembled, day, said
from negsim.sources.documents.package import locked

MOST_PAGES = 5_000
_PASSWORD = 4  # PDFium's FPDF_ERR_PASSWORD
_HYPHENS = "\ufffe\x02\xad"  # how PDFium marks a hyphen at the end of a line
_SPLIT = re.compile(r"\r\n|[\r\n]")
_ENDS_SENTENCE = re.compile(r"[.!?:;…。]['\"”’»)\]]*$")
_BEGINS_ITEM = re.compile(r"(?:[•‣▪–—-]|\(?(?:\d{1,3}|[a-zA-Z]|[ivxlc]{1,5})[.)])\s")  # fmt: skip
_NUMBERS = re.compile(r"\d+")
_LONGEST_HEAD = 80  # characters
_RUNNING = 3  # pages on which a line at the edge is the same before it counts as a running head


@dataclass(frozen=True)
class _Line:
    text: str
    left: float
    right: float
    bottom: float
    height: float  # 0 where nobody knows the place


def read_pdf(data: bytes, path: str) -> ReadDocument:
    """Read a PDF.

    Raises
    ------
    InputError
        It is broken, shut by a password, has more than 5,000 pages, or pictures of pages instead of text.

    Notes
    -----
    A paragraph ends where the next line is farther off than lines are, where one ends a sentence short of the margin,
    and where the next is indented or begins an item. Columns come in the order that the file has, which may be wrong.
    """
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD:
            raise locked(path) from None
        raise InputError.one(
            f"{quoted(path, 200)} is broken: no program that reads PDF would open it",
            "ask for another copy",
        ) from None
    try:
        count = len(document)
        if count > MOST_PAGES:
            raise InputError.one(
                f"{quoted(path, 200)} has {count:,} pages, more than {MOST_PAGES:,}", "split it"
            )
        pages = [_lines_of(document, number) for number in range(count)]
        about = _about(document)
    finally:
        document.close()
    empty = [number for number, lines in enumerate(pages, 1) if not lines]
    if len(empty) == count:
        raise InputError.one(
            f"{quoted(path, 200)} holds no text: its {counted(count, 'page')} are pictures, as a scanner makes them",
            "let a program for text recognition (OCR) make a PDF with text of it first",
        )
    notes = []
    if empty:
        shown = ", ".join(map(str, empty[:8])) + (" …" if len(empty) > 8 else "")
        notes.append(f"no text on {counted(len(empty), 'page')}, perhaps pictures: {shown}")
    running = _running(pages)
    dropped = sum(len(lines) for lines in pages)
    pages = [_without(lines, running) for lines in pages]
    dropped -= sum(len(lines) for lines in pages)
    if dropped:
        notes.append(f"left out: {counted(dropped, 'line')} of running heads and page numbers")
    return assembled(path, _paragraphs(pages), about, notes=notes)


def _lines_of(document: Any, number: int) -> list[_Line]:
    import pypdfium2 as pdfium

    try:
        page = document[number]
        words = page.get_textpage()
    except pdfium.PdfiumError:
        return []
    text = words.get_text_range()
    # Only where each character is one of PDFium's do places belong to letters.
    has_places = len(text) == words.count_chars()
    lines, start = [], 0
    for found in (*_SPLIT.finditer(text), None):
        stop = len(text) if found is None else found.start()
        line = text[start:stop]
        if line.strip():
            lines.append(_placed(words, line, start) if has_places else _Line(line, 0, 0, 0, 0))
        start = stop if found is None else found.end()
    words.close()
    page.close()
    return lines


def _placed(words: Any, line: str, start: int) -> _Line:
    first = start + len(line) - len(line.lstrip())
    last = start + len(line.rstrip()) - 1
    left, bottom, _, top = words.get_charbox(first, loose=True)
    _, _, right, _ = words.get_charbox(last, loose=True)
    return _Line(line, left, right, bottom, max(0.0, top - bottom))


def _edges(lines: Sequence[_Line]) -> list[_Line]:
    """Give the lines that may be a running head: the two outermost at either end of a page."""
    return [*lines[:2], *lines[-2:]] if len(lines) > 4 else [*lines[:1], *lines[-1:]]


def _pattern(line: _Line) -> str:
    return _NUMBERS.sub("#", " ".join(line.text.split()))


def _running(pages: Sequence[Sequence[_Line]]) -> set[str]:
    """Find what stands at the edge of many pages, numbers aside."""
    counts = Counter(
        pattern for lines in pages for pattern in {_pattern(line) for line in _edges(lines)}
    )
    least = max(_RUNNING, len(pages) // 3)
    return {
        pattern
        for pattern, count in counts.items()
        if count >= least and len(pattern) <= _LONGEST_HEAD
    }


def _without(lines: list[_Line], running: set[str]) -> list[_Line]:
    edges = _edges(lines)
    return [line for line in lines if not (line in edges and _pattern(line) in running)]


def _paragraphs(pages: Sequence[Sequence[_Line]]) -> list[tuple[str, int | None]]:
    """Join lines to paragraphs; one that ends no sentence goes on over the page."""
    found: list[tuple[str, int | None]] = []
    before: _Line | None = None
    usual = _usual_step(pages)
    for number, lines in enumerate(pages, 1):
        margin = max((line.right for line in lines), default=0.0)
        is_first = True
        for line in lines:
            if before is None:
                is_new = True
            elif is_first:
                is_new = _ENDS_SENTENCE.search(before.text.rstrip()) is not None or (
                    line.text.lstrip()[:1].isupper()
                    and not before.text.rstrip().endswith((",", "-"))
                )
            else:
                is_new = _begins(before, line, usual, margin)
            if is_new:
                found.append((line.text.strip(), number))
            else:
                text, page = found[-1]
                found[-1] = (_joined(text, line.text.strip()), page)
            before, is_first = line, False
    return [(re.sub(f"[{_HYPHENS}]", "", text), page) for text, page in found]


def _usual_step(pages: Sequence[Sequence[_Line]]) -> float:
    """Give how far lines of a paragraph are from one another: a quarter of all steps are at most so far."""
    steps = sorted(
        a.bottom - b.bottom
        for lines in pages
        for a, b in pairwise(lines)
        if a.bottom - b.bottom > a.height / 2
    )
    return steps[(len(steps) - 1) // 4] if steps else 0.0


def _begins(before: _Line, line: _Line, usual: float, margin: float) -> bool:
    """Whether a line begins a paragraph."""
    ends = _ENDS_SENTENCE.search(before.text.rstrip()) is not None
    if _BEGINS_ITEM.match(line.text.lstrip()) and ends:
        return True
    if not line.height or not before.height:
        return ends and len(before.text) < 50
    step = before.bottom - line.bottom
    if step < 0:  # up again: another column
        return ends
    if (
        step > 1.4 * usual
        or line.height > 1.25 * before.height
        or before.height > 1.25 * line.height
    ):
        return True
    is_short = before.right < margin - 0.12 * (margin - min(before.left, line.left))
    is_indented = line.left > before.left + 0.8 * line.height
    return ends and (is_short or is_indented)


def _joined(text: str, line: str) -> str:
    if text[-1:] in _HYPHENS:
        return text[:-1] + line
    return text + line if text.endswith("-") else f"{text} {line}"


def _about(document: Any) -> About:
    held = document.get_metadata_dict()
    saved = day(held.get("ModDate")) or day(held.get("CreationDate"))
    return About(title=said(held.get("Title")), author=said(held.get("Author")), saved=saved)
