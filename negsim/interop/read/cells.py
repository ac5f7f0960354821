"""A workbook or a CSV file to rows of texts, safely: nothing is computed, fetched or unpacked without a bound."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from negsim.errors import InputError, Where, quoted
from negsim.interop.form import SHEET
from negsim.interop.sources import Source

MOST_ROWS = 10_000
MOST_COLUMNS = 500
_MOST_UNPACKED = 100_000_000  # bytes
_DELIMITERS = (",", ";", "\t")
_DECIMAL_COMMA = re.compile(r"[-+]?[0-9]+,[0-9]+")
_DOCTYPE = re.compile(rb"<\x00?!\x00?(D\x00?O\x00?C\x00?T|E\x00?N\x00?T\x00?I)", re.IGNORECASE)


@dataclass(frozen=True)
class Table:
    """Rows of texts, each row as long as its last cell that holds something."""

    path: str
    rows: tuple[tuple[str, ...], ...]

    def cell(self, row: int, column: int) -> str:
        """Give a cell, counted from 0; an empty text where there is none."""
        cells = self.rows[row]
        return cells[column] if column < len(cells) else ""

    def where(self, row: int, column: int) -> Where:
        """Say where a cell stands: line and column are its row and column."""
        return Where(self.path, row + 1, column + 1)


def cell_name(row: int, column: int) -> str:
    """Name a cell, counted from 0, as spreadsheets do.

    Examples
    --------
    >>> cell_name(0, 0), cell_name(6, 27)
    ('A1', 'AB7')
    """
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"


def read_cells(source: Source) -> Table:
    """Read a spreadsheet: a workbook's sheet `Scores`, or its first, or a CSV file.

    Raises
    ------
    InputError
        It is no workbook that can be read, is too large, or holds what no spreadsheet needs.
    """
    rows = _from_workbook(source) if source.data else _from_csv(source)
    kept: list[tuple[str, ...]] = []
    for number, row in enumerate(rows):
        if number >= MOST_ROWS:
            raise InputError.one(
                f"the spreadsheet has more than {MOST_ROWS:,} rows", "leave out what is not needed"
            )
        cells = [_text(value) for value in row][: MOST_COLUMNS + 1]
        while cells and not cells[-1]:
            cells.pop()
        if len(cells) > MOST_COLUMNS:
            raise InputError.one(
                f"the spreadsheet has more than {MOST_COLUMNS} columns", "an actor takes one"
            )
        kept.append(tuple(cells))
    return Table(source.path, tuple(kept))


def _from_csv(source: Source) -> Iterable[Iterable[Any]]:
    text = source.text
    head = text.lstrip("\r\n").split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=head.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise InputError.one(
            f"{quoted(source.path, 200)} is no CSV file that can be read: {error}",
            "save it from the spreadsheet program once more",
        ) from None
    if delimiter == ",":
        return rows
    # Where a comma is no delimiter, it may stand in numbers: 0,5.
    return [
        [c.replace(",", ".") if _DECIMAL_COMMA.fullmatch(c.strip()) else c for c in row]
        for row in rows
    ]


def _from_workbook(source: Source) -> Iterable[Iterable[Any]]:
    import openpyxl

    _refuse_bombs(source)
    try:
        book = openpyxl.load_workbook(
            io.BytesIO(source.data), read_only=True, data_only=True, keep_links=False
        )
        sheet = book[SHEET] if SHEET in book.sheetnames else book.worksheets[0]
        sheet.reset_dimensions()  # a file may state any size
        return [
            row
            for row, _ in zip(
                sheet.iter_rows(max_col=MOST_COLUMNS + 1, values_only=True),
                range(MOST_ROWS + 1),
                strict=False,
            )
        ]
    except Exception as error:  # noqa: BLE001 (openpyxl raises whatever its parts raise)
        raise InputError.one(
            f"{quoted(source.path, 200)} is no workbook that can be read: {type(error).__name__}",
            "save it from the spreadsheet program once more, as .xlsx",
        ) from None


def _refuse_bombs(source: Source) -> None:
    """Look into the archive that a workbook is, before a reader of workbooks unpacks it."""
    named = quoted(source.path, 200)
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
            parts = archive.infolist()
            size = sum(part.file_size for part in parts)
            texts = [p for p in parts if p.filename.endswith((".xml", ".rels"))]
            # No more than its stated size is ever unpacked of a part.
            suspect = size <= _MOST_UNPACKED and any(
                _DOCTYPE.search(archive.read(p)) for p in texts
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


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, date):
        return value.isoformat()
    return str(value).strip()
