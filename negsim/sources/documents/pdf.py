"""PDF to paragraphs with pages: columns in order, lines joined by their places, running heads left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from negsim.errors import InputError, quoted
from negsim.language.phrases import counted
from negsim.sources.documents.columns import PdfLine, in_columns
from negsim.sources.documents.document import (
    MOST_CHARACTERS,
    About,
    ReadDocument,
    assembled,
    day,
    said,
)
from negsim.sources.documents.package import locked
from negsim.sources.documents.streams import refuse_swelling

MOST_PAGES = 5_000
_PASSWORD = 4  # PDFium's FPDF_ERR_PASSWORD
_HYPHENS = "\ufffe\x02\xad"  # how PDFium marks a hyphen at the end of a line
_SPLIT = re.compile(r"\r\n|[\r\n]")
_ENDS_SENTENCE = re.compile(r"[.!?:;…。]['\"”’»)\]]*$")
_BEGINS_ITEM = re.compile(r"(?:[•‣▪–—-]|\(?(?:\d{1,3}|[a-zA-Z]|[ivxlc]{1,5})[.)])\s")  # fmt: skip
_SPACES = re.compile(r"(?<=\S) +(?=\S)")
_NUMBERS = re.compile(r"\d+")
_LONGEST_HEAD = 80  # characters
_LONGEST_LANGUAGE = 200  # bytes
_WIDEST = 8  # lines of a page that are looked at for columns set row by row
_RUNNING = 3  # pages on which a line at the edge is the same before it counts as a running head


def read_pdf(data: bytes, path: str) -> ReadDocument:
    """Read a PDF.

    Raises
    ------
    InputError
        It is broken, shut by a password, made to swell, has more than 5,000 pages or ten million characters, or
        pictures of pages instead of text.

    Notes
    -----
    A paragraph ends where the next line is farther off than lines are, where one ends a sentence short of the margin,
    and where the next is indented or begins an item. Columns are read one after the other, a table row by row.
    """
    import pypdfium2 as pdfium

    refuse_swelling(data, path)
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
        pages = _pages(document, count, path)
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


def _pages(document: Any, count: int, path: str) -> list[list[PdfLine]]:
    """Read page by page, and stop where there is more text than anybody reads."""
    pages, characters = [], 0
    for number in range(count):
        pages.append(_lines_of(document, number))
        characters += sum(len(line.text) for line in pages[-1])
        if characters > MOST_CHARACTERS:
            raise InputError.one(
                f"{quoted(path, 200)} holds more than {MOST_CHARACTERS:,} characters", "split it"
            )
    return pages


def _lines_of(document: Any, number: int) -> list[PdfLine]:
    import pypdfium2 as pdfium

    try:
        page = document[number]
        words = page.get_textpage()
    except pdfium.PdfiumError:
        return []
    text = words.get_text_range()
    # Only where each character is one of PDFium's do places belong to letters.
    has_places = len(text) == words.count_chars()
    lines: list[tuple[int, PdfLine]] = []
    start = 0
    for found in (*_SPLIT.finditer(text), None):
        stop = len(text) if found is None else found.start()
        line = text[start:stop]
        if line.strip():
            placed = _placed(words, line, start) if has_places else PdfLine(line, 0, 0, 0, 0)
            lines.append((start, placed))
        start = stop if found is None else found.end()
    ordered = _in_order(words, lines)
    words.close()
    page.close()
    return ordered


def _in_order(words: Any, lines: Sequence[tuple[int, PdfLine]]) -> list[PdfLine]:
    """Put the lines of a page into the order in which one reads them."""
    whole = [line for _, line in lines]
    if not all(line.height for line in whole):
        return whole
    # Where columns were set row by row the widest lines go over the gap; asking all of them would take long.
    widest = sorted(lines, key=lambda one: one[1].left - one[1].right)[:_WIDEST]
    pieces = whole
    if any(len(_pieces(words, line, start)) > 1 for start, line in widest):
        pieces = [piece for start, line in lines for piece in _pieces(words, line, start)]
    return in_columns(pieces) or whole


def _placed(words: Any, line: str, start: int) -> PdfLine:
    first = start + len(line) - len(line.lstrip())
    last = start + len(line.rstrip()) - 1
    left, bottom, _, top = words.get_charbox(first, loose=True)
    _, _, right, _ = words.get_charbox(last, loose=True)
    return PdfLine(line, left, right, bottom, max(0.0, top - bottom))


def _pieces(words: Any, line: PdfLine, start: int) -> list[PdfLine]:
    """Part a line where a gap is wider than one between words: it may go over columns that were set row by row."""
    ends = [(found.start(), found.end()) for found in _SPACES.finditer(line.text)]
    found, begin, left = [], 0, line.left
    for stop, after in ends:
        _, _, right, _ = words.get_charbox(start + stop - 1)
        next_left, _, _, _ = words.get_charbox(start + after)
        if next_left - right > line.height:
            found.append(replace(line, text=line.text[begin:stop], left=left, right=right))
            begin, left = after, next_left
    return [*found, replace(line, text=line.text[begin:], left=left)]


def _edges(lines: Sequence[PdfLine]) -> list[PdfLine]:
    """Give the lines that may be a running head: the two outermost at either end of a page."""
    if all(line.height for line in lines):
        lines = sorted(lines, key=lambda line: -line.bottom)
    return [*lines[:2], *lines[-2:]] if len(lines) > 4 else [*lines[:1], *lines[-1:]]


def _pattern(line: PdfLine) -> str:
    return _NUMBERS.sub("#", " ".join(line.text.split()))


def _running(pages: Sequence[Sequence[PdfLine]]) -> set[str]:
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


def _without(lines: list[PdfLine], running: set[str]) -> list[PdfLine]:
    edges = _edges(lines)
    return [line for line in lines if not (line in edges and _pattern(line) in running)]


def _paragraphs(pages: Sequence[Sequence[PdfLine]]) -> list[tuple[str, int | None]]:
    """Join lines to paragraphs; one that ends no sentence goes on over the page."""
    found: list[tuple[str, int | None]] = []
    before: PdfLine | None = None
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
                is_new = _begins(before, line, usual, line.margin or margin)
            if is_new:
                found.append((line.text.strip(), number))
            else:
                text, page = found[-1]
                found[-1] = (_joined(text, line.text.strip()), page)
            before, is_first = line, False
    return [(re.sub(f"[{_HYPHENS}]", "", text), page) for text, page in found]


def _usual_step(pages: Sequence[Sequence[PdfLine]]) -> float:
    """Give how far lines of a paragraph are from one another: a quarter of all steps are at most so far."""
    steps = sorted(
        a.bottom - b.bottom
        for lines in pages
        for a, b in pairwise(lines)
        if a.bottom - b.bottom > a.height / 2
    )
    return steps[(len(steps) - 1) // 4] if steps else 0.0


def _begins(before: PdfLine, line: PdfLine, usual: float, margin: float) -> bool:
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
    title, author = said(held.get("Title")), said(held.get("Author"))
    return About(title=title, author=author, language=_language(document), saved=saved)


def _language(document: Any) -> str | None:
    """Give the language that the catalog of a PDF names."""
    from ctypes import POINTER, c_ushort, cast, create_string_buffer

    from pypdfium2 import raw

    ask = getattr(raw, "FPDFCatalog_GetLanguage", None)  # newer than the oldest PDFium that will do
    size = 0 if ask is None else ask(document, None, 0)
    if ask is None or not 2 < size <= _LONGEST_LANGUAGE:
        return None
    buffer = create_string_buffer(size)
    ask(document, cast(buffer, POINTER(c_ushort)), size)
    return said(buffer.raw[: size - 2].decode("utf-16-le", "replace"))
