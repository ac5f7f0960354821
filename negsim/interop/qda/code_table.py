"""The table that says what codes mean: one to fill in, and the reading of one that is filled in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from negsim.document.csv_cells import csv_text
from negsim.errors import quoted
from negsim.interop.qda.meanings import (
    ONE,
    CodeMeaning,
    own_meaning,
    test_in_words,
    test_of,
    word_among,
)
from negsim.interop.qda.project import CodePath
from negsim.interop.read.cells import CellTable, read_tables
from negsim.interop.reading import FileReading
from negsim.interop.sources import read_source
from negsim.language.names import listed, nearest, one_of

COLUMNS = ("code", "kind", "about", "speaker", "grade", "issue", "test", "says")
SEPARATOR = " / "


def code_table(codes: Mapping[CodePath, str]) -> str:
    """Write the codes of a project as a table to fill in, with what their own words say, and what is said of them."""
    rows: list[tuple[str, ...]] = [(*COLUMNS, "description")]
    for path, description in codes.items():
        said = own_meaning(path) or CodeMeaning()
        issue, test = said.tests[0] if said.tests else ("", "")
        rows.append(
            (
                SEPARATOR.join(path),
                said.kind or "",
                *("; ".join(names) for names in (said.about, said.speaker)),
                said.grade or "",
                issue,
                test_in_words(test),
                "",
                description,
            )
        )
    return csv_text(rows)


def read_code_table(
    path: str, codes: Iterable[CodePath], reading: FileReading
) -> dict[CodePath, list[CodeMeaning]]:
    """Read what codes mean; faults are told to the reading.

    Parameters
    ----------
    path : str
        A CSV file or a workbook with the columns of `COLUMNS`; others are not read. A code goes by its name, or by the
        names of those above it too, with slashes between; several rows may say several things of one.
    codes : iterable of CodePath
        Of the project.
    reading : FileReading
    """
    known = list(codes)
    table = read_tables(read_source(path, reading), COLUMNS[0])[0]
    head = [cell.strip().casefold() for cell in (table.rows[0] if table.rows else ())]
    if COLUMNS[0] not in head:
        reading.fault(
            table.where(0, 0) if table.rows else None,
            f"{quoted(path, 200)} has no column 'code' in its first row",
            f"name its columns {listed(COLUMNS)}",
        )
        return {}
    rows = _Rows(table, head, reading)
    found: dict[CodePath, list[CodeMeaning]] = defaultdict(list)
    strange = []
    for row in range(1, len(table.rows)):
        name = rows.text(row, "code")
        paths = _meant(name, known)
        if not paths and name:
            near = nearest(name, (SEPARATOR.join(path) for path in known))
            strange.append(name + (f" (did you mean {near}?)" if near else ""))
        if len(paths) > 1:
            reading.fault(
                table.where(row, head.index("code")),
                f"{len(paths)} codes are called {quoted(name)}",
                f"say which: {' or '.join(SEPARATOR.join(path) for path in paths)}",
            )
        meaning = rows.meaning(row)
        if paths and meaning != CodeMeaning():
            found[paths[0]].append(meaning)
    if strange:
        reading.note(path, f"no passage or code book has the codes {listed(strange, most=5)}")
    return dict(found)


def _meant(name: str, codes: Iterable[CodePath]) -> list[CodePath]:
    """Give the codes that a name stands for: whole where one is called so, else by the last of its names."""
    wanted = tuple(part.strip().casefold() for part in name.split(SEPARATOR.strip()))
    plain = {path: tuple(part.strip().casefold() for part in path) for path in codes}
    # A name may hold a slash itself.
    whole = name.strip().casefold()
    same = [p for p, parts in plain.items() if parts == wanted or SEPARATOR.join(parts) == whole]
    return same or [p for p, parts in plain.items() if wanted[-1:] and parts[-1] == whole]


class _Rows:
    """Cells of a table by the names of their columns."""

    def __init__(self, table: CellTable, head: list[str], reading: FileReading) -> None:
        self.table, self.head, self.reading = table, head, reading

    def text(self, row: int, column: str) -> str:
        if column not in self.head:
            return ""
        return self.table.cell(row, self.head.index(column)).strip()

    def names(self, row: int, column: str) -> tuple[str, ...]:
        parts = (part.strip() for part in self.text(row, column).split(";"))
        return tuple(part for part in parts if part)

    def word(self, row: int, column: str) -> str | None:
        text = self.text(row, column)
        word = word_among(text, ONE[column])
        if text and word is None:
            self.reading.fault(
                self.table.where(row, self.head.index(column)),
                f"{quoted(text)} is no {column} of a claim",
                one_of(text, ONE[column]),
            )
        return word

    def meaning(self, row: int) -> CodeMeaning:
        issue, test = self.text(row, "issue"), self.text(row, "test")
        if bool(issue) != bool(test):
            self.reading.fault(
                self.table.where(row, self.head.index("issue" if issue else "test")),
                f"the code {quoted(self.text(row, 'code'))} has "
                + ("an issue, and no test of it" if issue else "a test, and no issue"),
                "fill in both, such as depth and at most ten, or neither",
            )
        return CodeMeaning(
            kind=self.word(row, "kind"),
            grade=self.word(row, "grade"),
            about=self.names(row, "about"),
            speaker=self.names(row, "speaker"),
            tests=((issue, test_of(test)),) if issue and test else (),
            says=self.text(row, "says") or None,
        )
