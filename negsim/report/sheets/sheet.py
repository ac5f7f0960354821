"""A sheet of a workbook: a title, a sentence on what it holds, columns, and rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from negsim.document.content import (
    Cell,
    Form,
    Section,
    Table,
    plain,
    rest_in_words,
)
from negsim.document.content import Column as Heading

Kind = Literal["text", "count", "number", "worth", "gain", "share"]
Value = str | int | float | Fraction | bool | None
LIMIT = 10_000  # rows of a sheet


@dataclass(frozen=True)
class SheetColumn:
    """A column.

    Parameters
    ----------
    head : str
        Its heading.
    width : float
        In letters.
    kind : {"text", "count", "number", "worth", "gain", "share"}
        How its numbers are written: whole, with three decimals, as points of 100, these with their sign, as a
        percentage.
    """

    head: str
    width: float = 14
    kind: Kind = "text"


@dataclass(frozen=True)
class Sheet:
    """A sheet.

    Parameters
    ----------
    name : str
        On its tab: at most 31 letters.
    says : str
        What it holds, in a sentence or two.
    columns : sequence of Column
    rows : iterable of sequence
        A value per column; None stays empty.
    held : int
        How many columns on the left stay in sight.
    total : int or None
        How many rows there are in all, where that is known without going through them.
    more : str
        Where to find the rows that are cut off.
    """

    name: str
    says: str
    columns: Sequence[SheetColumn]
    rows: Iterable[Sequence[Value]]
    held: int = 1
    total: int | None = None
    more: str = ""


def text(head: str, width: float = 14) -> SheetColumn:
    """Make a column of words."""
    return SheetColumn(head, width)


def count(head: str, width: float = 12) -> SheetColumn:
    """Make a column of whole numbers."""
    return SheetColumn(head, width, "count")


def per_actor(names: Iterable[str], what: str, kind: Kind) -> Iterator[SheetColumn]:
    """Make a column for each actor."""
    for name in names:
        yield SheetColumn(f"{name}: {what}", 12, kind)


_KINDS: dict[Form, Kind] = {
    "text": "text",
    "count": "count",
    "number": "number",
    "worth": "worth",
    "gain": "gain",
    "share": "share",
}
_NARROWEST, _WIDEST = 10, 60  # letters


def sheets_of(section: Section) -> Iterator[Sheet]:
    """Give the tables of a section, and of the sections in it, that want a sheet of their own."""
    for block in section.blocks:
        if isinstance(block, Table) and block.sheet:
            remark = f" {section.remark[:1].upper()}{section.remark[1:]}." if section.remark else ""
            yield sheet_of(block, remark)
    for inner in section.sections:
        yield from sheets_of(inner)


def sheet_of(table: Table, remark: str = "") -> Sheet:
    """Give a table as a sheet, with a remark behind its caption."""
    columns = [_column(table, place) for place in range(len(table.columns))]
    rows = [tuple(map(_value, row)) for row in table.rows]
    says = f"{table.caption}.{remark}"
    return Sheet(
        table.sheet, says, columns, rows, total=table.total, more=rest_in_words(table.rest)
    )


def _column(table: Table, place: int) -> SheetColumn:
    spec: Heading = table.columns[place]
    cells = [row[place] for row in table.rows]
    forms = {cell.form for cell in cells if cell.value is not None}
    if any(cell.value is None and cell.words for cell in cells):
        forms.add("text")  # words and numbers: options of several issues
    form = spec.form if spec.form != "text" or len(forms) != 1 else forms.pop()
    kind = _KINDS[form]
    if kind != "text":
        return SheetColumn(spec.title, 12, kind)
    longest = max((len(plain(row[place].words)) for row in table.rows), default=0)
    return SheetColumn(spec.title, min(_WIDEST, max(_NARROWEST, longest + 2, len(spec.title) // 2)))


def _value(cell: Cell) -> Value:
    return plain(cell.words) if cell.value is None else cell.value
