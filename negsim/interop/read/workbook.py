"""A workbook to sheets of cells, safely: nothing is computed, fetched or unpacked without a bound.

Each cell is read once, with what it shows and with what it is: a value that was typed, a formula, or a date. Sizes that
a file states are not believed.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from negsim.errors import InputError, quoted
from negsim.interop.exact import read_exact
from negsim.interop.read.dates import date_of, is_date_format, is_date_id
from negsim.language.model.numbers import format_number
from negsim.sources.documents.xml_safely import declares_a_type, parsed

MOST_ROWS = 10_000
MOST_COLUMNS = 500
_MOST_UNPACKED = 100_000_000  # bytes
_REFERENCE = re.compile(r"([A-Z]{1,4})([0-9]{1,9})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")  # how characters are written that XML cannot hold
# What else begins as an archive does, by a part of it.
_OTHERS = {
    "xl/workbook.bin": "a binary workbook (.xlsb)",
    "content.xml": "an OpenDocument file",
    "word/document.xml": "a Word document",
    "ppt/presentation.xml": "a presentation",
    "Index/Document.iwa": "a document of Apple's Numbers or Pages",
}

Kind = Literal["text", "number", "date", "error"]
Place = tuple[int, int]  # row and column, from 0


@dataclass(frozen=True)
class SheetCell:
    """What a cell shows, and what it is.

    Parameters
    ----------
    text : str
        A number as it is stored; a date as ISO 8601 writes it; empty where a formula was never computed.
    kind : {'text', 'number', 'date', 'error'}
    is_formula : bool
    """

    text: str
    kind: Kind = "text"
    is_formula: bool = False


@dataclass(frozen=True)
class SheetRead:
    """A sheet: the cells that hold something, and what of it is hidden.

    Parameters
    ----------
    name : str
    is_hidden : bool
    cells : dict of Place to Cell
    hidden_rows, hidden_columns : tuple of int
        From 0, ascending.
    is_too_large : bool
        Whether more stands in it than is read.
    """

    name: str
    is_hidden: bool
    cells: dict[Place, SheetCell]
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    is_too_large: bool = False


def read_workbook(data: bytes, path: str) -> tuple[SheetRead, ...]:
    """Read the sheets of a workbook, in their order; sheets of charts are none.

    Raises
    ------
    InputError
        It is no workbook that can be read, is too large, or holds what no workbook needs.
    """
    _refuse_bombs(data, path)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return tuple(_Book(archive).sheets())
    except Exception as error:  # noqa: BLE001 (a broken archive or part raises half a dozen kinds)
        raise InputError.one(
            f"{quoted(path, 200)} is no workbook that can be read: {type(error).__name__}",
            "save it from the spreadsheet program once more, as .xlsx",
        ) from None


def _refuse_bombs(data: bytes, path: str) -> None:
    """Look into the archive that a workbook is, before any of it is unpacked."""
    named = quoted(path, 200)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            size = sum(part.file_size for part in parts)
            texts = [p for p in parts if p.filename.endswith((".xml", ".rels"))]
            # No more than its stated size is ever unpacked of a part.
            suspect = size <= _MOST_UNPACKED and any(
                declares_a_type(archive.read(p)) for p in texts
            )
    except Exception as error:  # noqa: BLE001 (zipfile and zlib raise half a dozen kinds)
        raise InputError.one(
            f"{named} is no workbook: {type(error).__name__}", "save it as .xlsx or .csv"
        ) from None
    if size > _MOST_UNPACKED:
        raise InputError.one(f"{named} unpacks to more than 100 MB", "keep the one sheet needed")
    if suspect:
        raise InputError.one(
            f"{named} declares a document type, which may hold entities",
            "no spreadsheet program writes that: save it from one",
        )
    names = {part.filename for part in parts}
    other = next((what for part, what in _OTHERS.items() if part in names), None)
    if other is not None:
        raise InputError.one(f"{named} is {other}", "save it as .xlsx or .csv")


class _Book:
    """The parts of an archive that say what its sheets hold."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self.names = set(archive.namelist())
        self.home = next(
            (target for kind, target in self._relations("").values() if kind == "officeDocument"),
            "xl/workbook.xml",
        )
        self.relations = self._relations(self.home)
        self.root = self._parsed(self.home)
        self.texts = self._shared("sharedStrings")
        self.is_date = self._date_styles()
        properties = next(self.root.iter("{*}workbookPr"), None)
        is_1904 = None if properties is None else properties.get("date1904")
        self.is_1904 = is_1904 in ("1", "true")

    def sheets(self) -> Iterator[SheetRead]:
        for entry in self.root.iter("{*}sheet"):
            reference = next((v for k, v in entry.attrib.items() if k.endswith("}id")), "")
            kind, target = self.relations.get(reference, ("", ""))
            if kind == "worksheet":
                name, state = entry.get("name", ""), entry.get("state", "visible")
                yield _sheet(self, target, name, is_hidden=state != "visible")

    def parts(self, name: str, *tags: str) -> Iterator[Any]:
        """Go through the elements of some tags, and forget each once it has been looked at."""
        from lxml import etree

        with self.archive.open(name) as file:
            wanted = [f"{{*}}{tag}" for tag in tags]
            for _, element in etree.iterparse(
                file, tag=wanted, resolve_entities=False, no_network=True
            ):
                yield element
                element.clear()

    def _parsed(self, name: str) -> Any:
        return parsed(self.archive.read(name))

    def _relations(self, home: str) -> dict[str, tuple[str, str]]:
        """Say which parts a part names: the last word of their kind, and where they are."""
        folder, file = posixpath.split(home)
        name = posixpath.join(folder, "_rels", f"{file}.rels")
        if name not in self.names:
            return {}
        found = {}
        for entry in self._parsed(name).iter("{*}Relationship"):
            target = entry.get("Target", "").replace("\\", "/")
            joined = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[entry.get("Id", "")] = (entry.get("Type", "").rsplit("/", 1)[-1], joined)
        return found

    def _of_kind(self, kind: str) -> str | None:
        return next((t for k, t in self.relations.values() if k == kind and t in self.names), None)

    def _shared(self, kind: str) -> list[str]:
        name = self._of_kind(kind)
        return [] if name is None else [text_within(entry) for entry in self.parts(name, "si")]

    def _date_styles(self) -> list[bool]:
        """Say of each style of cells whether it shows a number as a date."""
        name = self._of_kind("styles")
        if name is None:
            return []
        root = self._parsed(name)
        own = {
            entry.get("numFmtId"): is_date_format(entry.get("formatCode", ""))
            for entry in root.iter("{*}numFmt")
        }
        styles = next(root.iter("{*}cellXfs"), ())
        ids = [style.get("numFmtId", "0") for style in styles]
        return [own[name] if name in own else is_date_id(name) for name in ids]


def text_within(element: Any) -> str:
    """Give the text of a cell or a shared text, without what is said of its pronunciation."""
    runs = [
        run.text or ""
        for run in element.iter("{*}t")
        if not (run.getparent() is not None and run.getparent().tag.endswith("}rPh"))
    ]
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), "".join(runs))


def _sheet(book: _Book, part: str, name: str, *, is_hidden: bool) -> SheetRead:
    cells: dict[Place, SheetCell] = {}
    hidden_rows: list[int] = []
    hidden_columns: set[int] = set()
    is_too_large = False
    row = -1
    for element in book.parts(part, "row", "col"):
        if element.tag.endswith("}col"):
            if _is_on(element.get("hidden")) or element.get("width") == "0":
                first, last = int(element.get("min", "1")), int(element.get("max", "1"))
                hidden_columns |= set(range(first - 1, min(last, MOST_COLUMNS)))
            continue
        row = int(element.get("r", row + 2)) - 1
        found = _row(book, element, row)
        if found and (row >= MOST_ROWS or max(found)[1] >= MOST_COLUMNS):
            is_too_large = True
            break
        if found and (_is_on(element.get("hidden")) or element.get("ht") == "0"):
            hidden_rows.append(row)
        cells |= found
    return SheetRead(
        name, is_hidden, cells, tuple(hidden_rows), tuple(sorted(hidden_columns)), is_too_large
    )


def _is_on(flag: str | None) -> bool:
    return flag in ("1", "true")


def _row(book: _Book, element: Any, row: int) -> dict[Place, SheetCell]:
    found = {}
    column = -1
    for entry in element.iterfind("{*}c"):
        reference = _REFERENCE.fullmatch(entry.get("r", ""))
        column = column + 1 if reference is None else _column(reference[1])
        cell = _cell(book, entry)
        if cell.text or cell.is_formula:
            found[row, column] = cell
    return found


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _cell(book: _Book, entry: Any) -> SheetCell:
    kind = entry.get("t", "n")
    is_formula = entry.find("{*}f") is not None
    value = entry.find("{*}v")
    text = "" if value is None else (value.text or "")
    if kind == "inlineStr":
        return SheetCell(text_within(entry).strip(), "text", is_formula)
    if kind == "s":
        return SheetCell(book.texts[int(text)].strip() if text else "", "text", is_formula)
    if kind == "str":
        # A formula that was computed to an empty text shows nothing, as an empty cell does.
        return SheetCell(_ESCAPED.sub(lambda f: chr(int(f[1], 16)), text).strip())
    if kind == "b":
        return SheetCell({"1": "true", "0": "false"}.get(text, text), "text", is_formula)
    if kind == "e":
        return SheetCell(text, "error", is_formula)
    if kind == "d":
        return SheetCell(text.removesuffix("T00:00:00"), "date", is_formula)
    number = read_exact(text)
    if number is None:
        return SheetCell(text.strip(), "text", is_formula)
    style = int(entry.get("s", "0"))
    if style < len(book.is_date) and book.is_date[style]:
        date = date_of(number, is_1904=book.is_1904)
        if date is not None:
            return SheetCell(date, "date", is_formula)
    return SheetCell(
        format_number(number) if number.denominator == 1 else text.strip(), "number", is_formula
    )
