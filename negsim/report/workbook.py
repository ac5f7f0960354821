"""The tables of a brief as an Excel workbook: the same findings, the same bytes."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from fractions import Fraction
from functools import lru_cache
from itertools import islice
from math import ceil
from typing import Any

from negsim.document.plain import number
from negsim.document.result import Result, told
from negsim.document.result import sheets as listed
from negsim.errors import printable
from negsim.questions.room.result import Room
from negsim.questions.trace import tables
from negsim.report.material import Material
from negsim.report.sheets import about
from negsim.report.sheets.options import options
from negsim.report.sheets.sheet import LIMIT, Kind, Sheet, SheetColumn, Value, sheet_of, sheets_of

CREATED = datetime(
    2000, 1, 1, tzinfo=UTC
)  # of every workbook, so that the same tables are the same file
WIDEST = 16_384  # columns of a sheet, and letters of a cell: the program's limits
LONGEST = 32_767
TALLEST = 400.0  # points of a row, of which the program takes 409
PAGE = 230.0  # letters across a printed page
EXACT = 10**15  # whole numbers from here on would lose digits, and are written as text
_FORMATS: dict[Kind, str] = {
    "text": "General",
    "count": "#,##0",
    "number": "0.000",
    "worth": "0.0",
    "gain": "+0.0;-0.0;0.0",
    "share": "0.0%",
}
# Bars behind gains and shares, from nothing on: a loss has its sign and no bar.
_BAR = {"type": "data_bar", "bar_color": "#A9CBE3", "min_type": "num", "min_value": 0}
_TEXT = {"text_wrap": True, "align": "left", "indent": 1}
_NUMBER = {"align": "right", "indent": 1}  # else it touches the text of the next column
_INK, _MUTED, _HEAD, _LINE = "#1A1A1A", "#595959", "#E4EBF0", "#B3B3B3"


def sheets(found: Material, limit: int = LIMIT) -> list[Sheet]:
    """List the sheets that material gives, the answer's first; what it does not have, or is empty, is left out.

    Parameters
    ----------
    found : Material
    limit : int
        At most so many packages.
    """
    scenario = found.scenario
    room = found.parts["room"]
    costs = room.red_lines if isinstance(room, Room) else {}
    given = [
        *(
            sheet_of(one)
            for part in (found.parts["packages"], found.findings, found.parts["explain"])
            for one in listed(part, limit)
        ),
        *map(sheet_of, (tables.red_lines(scenario, costs), tables.preferences(scenario))),
        sheet_of(tables.scores(scenario)),
        options(found),
    ]
    registers = (tables.claims(scenario), tables.assumed(scenario), tables.unsaid(scenario))
    given += map(sheet_of, registers)
    answers = [one for one in found.parts.values() if isinstance(one, Result)]
    others = (
        sheet
        for one in answers
        for sheet in (*map(sheet_of, listed(one, limit)), *sheets_of(told(one)))
    )
    known = {one.name for one in given}
    for sheet in others:
        if sheet.name not in known:
            known.add(sheet.name)
            given.append(sheet)
    return [one for one in given if one.rows]


def workbook(found: Material, *, limit: int = LIMIT) -> bytes:
    """Give the bytes of an Excel workbook: a sheet on what it is, then the tables.

    Parameters
    ----------
    found : Material
    limit : int
        At most so many packages, and so many rows of any other sheet; what is left off is said on the sheet.

    Notes
    -----
    Texts are texts: nothing that a scenario says is taken for a formula or a link. Whole numbers of more than 15
    digits, which a spreadsheet would round, are written as text.
    """
    import xlsxwriter

    data = io.BytesIO()
    settings = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
    }
    book = xlsxwriter.Workbook(data, settings)
    book.set_properties(
        {
            "title": printable(found.scenario.title),
            "subject": "Tables of a negotiation scenario",
            "author": "negsim",
            "created": CREATED,
        }
    )
    book.set_size(2400, 1500)
    writer = _Writer(book, min(limit, LIMIT))
    tables = sheets(found, limit)
    writer.about(about.lines(found), tables)
    for table in tables:
        writer.sheet(table)
    book.close()
    return data.getvalue()


class _Writer:
    """Sheets written with one set of formats."""

    def __init__(self, book: Any, limit: int) -> None:
        self.book, self.limit = book, limit
        base = {"font_name": "Calibri", "font_size": 11, "font_color": _INK, "valign": "top"}

        def made(**settings: Any) -> Any:
            return book.add_format({**base, **settings})

        self.title = made(bold=True, font_size=16)
        self.lead = made(font_color=_MUTED)
        self.heading = made(bold=True, font_size=12, top=1, top_color=_LINE)
        self.words = made(text_wrap=True)
        self.name = made(bold=True, bg_color=_HEAD)
        self.link = made(font_color="#0B5394", underline=1)
        heads = {
            "bold": True,
            "text_wrap": True,
            "bg_color": _HEAD,
            "bottom": 1,
            "bottom_color": _LINE,
            "valign": "bottom",
        }
        self.text_head = made(**heads, align="left", indent=1)
        # The button of the filter stands at the right of a heading.
        self.number_head = made(**heads, align="right", indent=2)
        self.cells = {
            kind: made(num_format=form, **_TEXT if kind == "text" else _NUMBER)
            for kind, form in _FORMATS.items()
        }

    def about(self, lines: Sequence[tuple[str, str]], tables: Sequence[Sheet]) -> None:
        """Write the sheet on what the workbook is, with a list of the others."""
        page = self.book.add_worksheet("About")
        self._print(page)
        page.hide_gridlines(2)
        page.set_column(0, 0, 24, self.words)
        page.set_column(1, 1, 96, self.words)
        (_, title), *rest = lines
        page.write_string(0, 0, _clean(title), self.title)
        row = 2
        for name, says in rest:
            page.write_string(row, 0, name, self.name)
            page.write_string(row, 1, _clean(says), self.words)
            page.set_row(row, _height(says, 96))
            row += 1
        row += 1
        page.write_string(row, 0, "Sheets", self.heading)
        page.write_blank(row, 1, None, self.heading)
        for table in tables:
            row += 1
            page.write_url(row, 0, f"internal:'{table.name}'!A1", self.link, table.name)
            page.write_string(row, 1, _clean(table.says), self.words)
            page.set_row(row, _height(table.says, 96))

    def sheet(self, table: Sheet) -> None:
        """Write a table: title, what it holds, headings that stay in sight, rows."""
        page = self.book.add_worksheet(table.name)
        columns = table.columns[:WIDEST]
        page.write_string(0, 0, table.name, self.title)
        for place, column in enumerate(columns):
            page.set_column(place, place, column.width, self.cells[column.kind])
            head = self.text_head if column.kind == "text" else self.number_head
            page.write_string(2, place, _clean(column.head), head)
        page.set_row(2, max(_height(column.head, column.width - 4) for column in columns))
        rows = iter(table.rows)
        last = 2
        for last, row in enumerate(islice(rows, self.limit), start=3):
            page.set_row(last, max(map(_cell_height, row, columns)))
            for place, (column, value) in enumerate(zip(columns, row, strict=False)):
                self._cell(page, last, place, column, value)
        says = table.says + self._left_off(table, last - 2, next(rows, None) is not None)
        page.write_string(1, 0, _clean(says), self.lead)
        page.freeze_panes(3, table.held)
        if last > 2:
            page.autofilter(2, 0, last, len(columns) - 1)
            for place, column in enumerate(columns):
                if column.kind in ("gain", "share"):
                    page.conditional_format(3, place, last, place, _BAR)
        self._print(page, pages=ceil(sum(column.width for column in columns) / PAGE))
        page.set_landscape()
        page.repeat_rows(2)
        page.repeat_columns(0, table.held - 1)

    def _cell(self, page: Any, row: int, place: int, column: SheetColumn, value: Value) -> None:
        form = self.cells[column.kind]
        if isinstance(value, Fraction):
            value = number(value)
        if value is None or value == "":
            return
        if isinstance(value, str):
            page.write_string(row, place, _clean(value), form)
        elif abs(value) >= EXACT:
            page.write_string(row, place, f"{value:,}", form)
        else:
            page.write_number(row, place, value, form)

    def _left_off(self, table: Sheet, shown: int, has_more: bool) -> str:
        said = "" if shown else " This sheet has no rows."
        if table.total is not None and table.total > shown:
            between = ". " if table.more[:1].isupper() else ": "
            more = between + table.more.rstrip(".") if table.more else ""
            said = f" The first {shown:,} of {table.total:,} rows{more}."
        elif has_more:
            said = f" The first {shown:,} rows; more are left off."
        if len(table.columns) > WIDEST:
            said += f" The first {WIDEST:,} of {len(table.columns):,} columns."
        return said

    def _print(self, page: Any, pages: int = 1) -> None:
        page.set_paper(9)  # A4
        page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        page.set_footer("&L&9&A&R&9&P of &N")
        page.fit_to_pages(pages, 0)


def _clean(text: str) -> str:
    """Make a text one that a cell takes: no characters that steer, and not too long."""
    text = printable(text)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _cell_height(value: Value, column: SheetColumn) -> float:
    return _height(value, column.width) if isinstance(value, str) else _height("", 1)


@lru_cache(maxsize=50_000)
def _height(text: str, width: float) -> float:
    """Points that a text takes in a column so many letters wide."""
    lines = sum(1 for _ in _wrapped(text, width * 1.05))
    return min(TALLEST, 15.0 * lines + 1)


def _wrapped(text: str, width: float) -> Iterator[str]:
    line = ""
    for word in text.split():
        if line and len(line) + 1 + len(word) > width:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
        while len(line) > width:
            yield line[: int(width)]
            line = line[int(width) :]
    yield line
