"""What a spreadsheet holds beside what it shows: formulas, dates, hidden columns, sums, other sheets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from negsim.interop import form
from negsim.interop.exact import read_exact
from negsim.interop.read.cells import CellTable, column_name
from negsim.interop.read.dates import looks_like_a_date
from negsim.interop.read.layout import FormIssue, FormLayout, formulas
from negsim.interop.read.workbook import Place
from negsim.interop.reading import FileReading
from negsim.language.names import listed

_CLOSE = Fraction(1, 100)  # how far an average may be off, as it was rounded


def look_beside(layout: FormLayout, reading: FileReading) -> FormLayout:
    """Tell what a form holds beside its numbers; give it without columns and rows of sums."""
    _formulas(layout, reading)
    _dates(layout, reading)
    _hidden(layout, reading)
    _unnamed(layout, reading)
    return _without_sums(layout, reading)


def tell_other_sheets(
    read: Sequence[CellTable], tables: Sequence[CellTable], reading: FileReading
) -> None:
    """Tell which sheets were read, where there are others."""
    names = [table.sheet for table in read]
    others = [
        f"{table.sheet}, hidden" if table.is_hidden else table.sheet
        for table in tables
        if table.sheet not in names and table.sheet != form.HELP_SHEET
    ]
    if len(read) > 1:
        reading.note(
            read[0].path, f"sheets {listed(names)} were read, each with parties of its own"
        )
    if others:
        was = "was" if len(others) == 1 else "were"
        head = f"sheet {names[0]} was" if len(names) == 1 else f"sheets {listed(names)} were"
        reading.note(read[0].path, f"{head} read; {len(others)} more ({listed(others)}) {was} not")
    hidden = [table.sheet for table in read if table.is_hidden]
    if hidden:
        reading.note(read[0].path, f"sheet {listed(hidden)} is hidden, and was read")


def _area(layout: FormLayout) -> Iterator[Place]:
    """Give the places of a form that are read."""
    columns = (0, 1, *(column for column, _ in layout.names))
    for row in range(layout.head, len(layout.table.rows)):
        for column in columns:
            yield row, column


def _formulas(layout: FormLayout, reading: FileReading) -> None:
    """Tell errors in cells, and formulas that may never have been computed."""
    table = layout.table
    zero = []
    for place in _area(layout):
        cell = table.cells.get(place)
        if cell is not None and cell.kind == "error":
            reading.fault(
                table.where(*place),
                f"cell {table.name(*place)} holds the error {cell.text}",
                "mend its formula, and save the workbook",
            )
        elif cell is not None and cell.is_formula and read_exact(cell.text) == 0:
            zero.append(place)
    if zero:
        reading.note(
            table.path,
            f"{formulas(table, zero)} with the stored value 0, and read so; where nothing ever"
            " computed them, open the file in a spreadsheet program, save it, and import that",
        )


def _dates(layout: FormLayout, reading: FileReading) -> None:
    table = layout.table
    found = [
        place
        for place in _area(layout)
        if (place[0] == layout.head or place[1] < form.FIRST_ACTOR)
        and (table.kind(*place) == "date" or looks_like_a_date(table.cell(*place)))
    ]
    if found:
        named = [f"{table.name(*place)} ({table.cell(*place)})" for place in found]
        reading.note(
            table.path,
            f"dates stand where names should, and were read as they are: {listed(named, 6)}; where 1-2"
            " or the like was meant, format the cells as text and type it again",
        )


def _hidden(layout: FormLayout, reading: FileReading) -> None:
    table = layout.table
    names = {0: "questions", 1: "options", **dict(layout.names)}
    columns = [f"{column_name(at)} ({names[at]})" for at in table.hidden_columns if at in names]
    rows = [
        f"{at + 1} ({table.cell(at, 1) or table.cell(at, 0)})"
        for at in table.hidden_rows
        if at >= layout.head
    ]
    for what, found in (("column", columns), ("row", rows)):
        if found:
            plural, verb = ("s", "are") if len(found) > 1 else ("", "is")
            were = "were" if len(found) > 1 else "was"
            reading.note(
                table.path, f"{what}{plural} {listed(found, 6)} {verb} hidden, and {were} read"
            )


def _unnamed(layout: FormLayout, reading: FileReading) -> None:
    """Tell cells in columns that the first row does not name."""
    table = layout.table
    named = {0, 1, *(column for column, _ in layout.names)}
    stray = [
        (row, column)
        for row in range(layout.head + 1, len(table.rows))
        for column in range(len(table.rows[row]))
        if column not in named and table.cell(row, column)
    ]
    if not stray:
        return
    last = max(named)
    split = [place for place in stray if place[1] > last and _number(table, place) is not None]
    if table.delimiter == "," and split:
        reading.fault(
            table.where(*split[0]),
            f"row {split[0][0] + 1} has more cells than the first row names columns",
            "a comma within a number or a name splits it: put it in quotes, or part cells by semicolons",
        )
        return
    columns = [column_name(column) for column in sorted({column for _, column in stray})]
    reading.note(
        table.path,
        f"column{'s' if len(columns) > 1 else ''} {listed(columns)}: no name in row"
        f" {layout.head + 1}, and not read",
    )


def _number(table: CellTable, place: Place) -> Fraction | None:
    text, _ = form.split_mark(table.cell(*place))
    return read_exact(text) if text else None


def _without_sums(layout: FormLayout, reading: FileReading) -> FormLayout:
    """Leave out columns and rows that are called as sums and are ones; tell the others that are either."""
    names = list(layout.names)
    for column, name in layout.names:
        others = [other for other, _ in layout.names if other != column]
        kind = _column_kind(layout, column, others) if len(others) > 1 else None
        what = f"column {column_name(column)} ({name})"
        if form.is_total(layout.table.cell(layout.head, column)):
            if kind is None:
                reading.note(layout.table.path, f"{what} was read as a party, in spite of its name")
            else:
                names.remove((column, name))
                reading.note(
                    layout.table.path,
                    f"{what} holds the {kind} of the others in every row: it is no party, and was left out",
                )
        elif kind is not None and sum(len(i.options) for i in layout.issues) > 2:
            reading.note(
                layout.table.path,
                f"{what} holds the {kind} of the others in every row, and was read as a party",
            )
    columns = [column for column, _ in names]
    issues = tuple(_without_sum(layout.table, issue, columns, reading) for issue in layout.issues)
    return replace(layout, names=tuple(names), issues=issues)


def _column_kind(layout: FormLayout, column: int, others: Sequence[int]) -> str | None:
    """Say whether a column holds the sums or the averages of the others in every row of an option."""
    rows = [row for issue in layout.issues for _, row in issue.options]
    return _kind(
        [_number(layout.table, (row, column)) for row in rows],
        [[_number(layout.table, (row, other)) for other in others] for row in rows],
    )


def _without_sum(
    table: CellTable, issue: FormIssue, columns: Sequence[int], reading: FileReading
) -> FormIssue:
    kept = []
    for label, row in issue.options:
        if not form.is_total(table.cell(row, 1)):
            kept.append((label, row))
            continue
        rest = [other for _, other in issue.options if other != row]
        kind = _kind(
            [_number(table, (row, column)) for column in columns],
            [[_number(table, (other, column)) for other in rest] for column in columns],
        )
        what = f"row {row + 1} ({label})"
        if kind is None:
            kept.append((label, row))
            reading.note(table.path, f"{what} was read as an option, in spite of its name")
        else:
            told = f"{what} holds the {kind} of the other options: it is none, and was left out"
            reading.note(table.path, told)
    return replace(issue, options=kept)


def _kind(
    totals: Sequence[Fraction | None], parts: Sequence[Sequence[Fraction | None]]
) -> str | None:
    """Say what some numbers are of others, everywhere: sums or averages; None where they are neither."""
    known = [
        (total, [number for number in row if number is not None])
        for total, row in zip(totals, parts, strict=True)
        if total is not None
    ]
    if not known or not any(total for total, _ in known) or any(len(row) < 2 for _, row in known):
        return None
    if all(total == sum(row, Fraction(0)) for total, row in known):
        return "sum"
    means = [(total, sum(row, Fraction(0)) / len(row)) for total, row in known]
    return "average" if all(abs(total - mean) <= _CLOSE for total, mean in means) else None
