"""A workbook's sheets or a CSV file as tables of texts, with what each cell is beside what it says."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from negsim.document.csv_cells import harmful_again
from negsim.errors import InputError, Where, quoted
from negsim.interop.read.workbook import (
    MOST_COLUMNS,
    MOST_ROWS,
    Place,
    SheetCell,
    SheetRead,
    read_workbook,
)
from negsim.interop.sources import SourceFile

_DELIMITERS = (",", ";", "\t")
_SEPARATOR = re.compile(r'"?sep=(.)"?\s*', re.IGNORECASE)  # a line for spreadsheet programs


@dataclass(frozen=True)
class CellTable:
    """Rows of texts, each row as long as its last cell that holds something.

    Parameters
    ----------
    path : str
        The file.
    rows : tuple of tuple of str
    sheet : str
        The sheet's name; empty for CSV.
    delimiter : str
        What parts the cells of CSV; empty for sheets.
    cells : mapping of Place to Cell
        What the cells of a sheet are; empty for CSV, whose cells are texts.
    hidden_rows, hidden_columns : tuple of int
    is_hidden : bool
        Whether the whole sheet is.
    is_one_of_several : bool
        Whether cells are named with their sheet.
    """

    path: str
    rows: tuple[tuple[str, ...], ...]
    sheet: str = ""
    delimiter: str = ""
    cells: Mapping[Place, SheetCell] = field(default_factory=dict)
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    is_hidden: bool = False
    is_one_of_several: bool = False

    def cell(self, row: int, column: int) -> str:
        """Give a cell, counted from 0; an empty text where there is none."""
        cells = self.rows[row]
        return cells[column] if column < len(cells) else ""

    def kind(self, row: int, column: int) -> str:
        """Say what a cell is: text, number, date or error."""
        cell = self.cells.get((row, column))
        return "text" if cell is None else cell.kind

    def where(self, row: int, column: int) -> Where:
        """Say where a cell stands: line and column are its row and column."""
        return Where(self.path, row + 1, column + 1)

    def name(self, row: int, column: int) -> str:
        """Name a cell as spreadsheets do, with its sheet where several are read."""
        place = cell_name(row, column)
        return f"{self.sheet}!{place}" if self.is_one_of_several else place

    def with_texts(self, texts: Mapping[Place, str]) -> CellTable:
        """Give the table with other texts in some of its cells."""
        rows = [list(row) for row in self.rows]
        for (row, column), text in texts.items():
            rows[row][column] = text
        return replace(self, rows=tuple(map(tuple, rows)))


def cell_name(row: int, column: int) -> str:
    """Name a cell, counted from 0, as spreadsheets do.

    Examples
    --------
    >>> cell_name(0, 0), cell_name(6, 27)
    ('A1', 'AB7')
    """
    return f"{column_name(column)}{row + 1}"


def column_name(column: int) -> str:
    """Name a column, counted from 0, as spreadsheets do."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def read_tables(source: SourceFile, begins: str) -> tuple[CellTable, ...]:
    """Read a spreadsheet: each sheet of a workbook that holds anything, or a CSV file.

    Parameters
    ----------
    source : Source
    begins : str
        The word in the first cell of the first row, by which the delimiter of a CSV file is found.

    Raises
    ------
    InputError
        It is no workbook that can be read, is too large, or holds what no spreadsheet needs.
    """
    if not source.data:
        return (_from_csv(source, begins),)
    sheets = [sheet for sheet in read_workbook(source.data, source.path) if sheet.cells]
    for sheet in sheets:
        if sheet.is_too_large:
            raise _too_large()
    return tuple(_from_sheet(source.path, sheet) for sheet in sheets)


def is_head(row: Sequence[str], begins: str) -> bool:
    """Whether a row begins a table."""
    return len(row) > 1 and row[0].casefold() == begins.casefold()


def _too_large() -> InputError:
    return InputError.one(
        f"the spreadsheet has more than {MOST_ROWS:,} rows or {MOST_COLUMNS} columns",
        "leave out what is not needed: an actor takes one column",
    )


def _from_sheet(path: str, sheet: SheetRead) -> CellTable:
    height = 1 + max(row for row, _ in sheet.cells)
    rows: list[list[str]] = [[] for _ in range(height)]
    for (row, column), cell in sorted(sheet.cells.items()):
        rows[row] += [""] * (column - len(rows[row]))
        rows[row].append(cell.text)
    return CellTable(
        path,
        tuple(map(_trimmed, rows)),
        sheet=sheet.name,
        cells=sheet.cells,
        hidden_rows=sheet.hidden_rows,
        hidden_columns=sheet.hidden_columns,
        is_hidden=sheet.is_hidden,
    )


def _from_csv(source: SourceFile, begins: str) -> CellTable:
    text = source.text
    lines = text.split("\n", 1)
    stated = _SEPARATOR.fullmatch(lines[0])
    if stated is not None:
        text = "\n" + "".join(lines[1:])  # the row stays, so that rows keep their numbers
    best: tuple[int, str, list[list[str]]] | None = None
    failed: csv.Error | None = None
    for delimiter in (stated[1],) if stated else _DELIMITERS:
        try:
            rows = _rows(text, delimiter)
        except csv.Error as error:
            failed = failed or error
            continue
        width = max((len(row) for row in rows if is_head(row, begins)), default=0)
        if best is None or width > best[0]:
            best = width, delimiter, rows
    if best is None or (failed is not None and not best[0]):
        raise InputError.one(
            f"{quoted(source.path, 200)} is no CSV file that can be read: {failed}",
            "save it from the spreadsheet program once more",
        )
    _, delimiter, rows = best
    if len(rows) > MOST_ROWS or any(len(row) > MOST_COLUMNS for row in rows):
        raise _too_large()
    return CellTable(source.path, tuple(map(_trimmed, rows)), delimiter=delimiter)


def _rows(text: str, delimiter: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    return [[harmful_again(cell.strip()) for cell in row] for row in reader]


def _trimmed(row: Sequence[str]) -> tuple[str, ...]:
    """Leave out the empty cells at the end."""
    length = len(row)
    while length and not row[length - 1]:
        length -= 1
    return tuple(row[:length])
