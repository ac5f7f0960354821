"""Codings in a table, CSV or a workbook: a row for each coding, or for each claim."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from negsim.errors import quoted
from negsim.interop.qda.meanings import ONE, word_among
from negsim.interop.qda.project import CodedDocument, CodedPassage, CodingProject, offset
from negsim.interop.qda.table_columns import (
    CODE,
    ISSUE,
    LISTS,
    TEST,
    column_of,
    read_list_cell,
    read_tests_cell,
)
from negsim.interop.read.cells import CellTable
from negsim.interop.reading import FileReading
from negsim.language.names import listed, one_of

_CODES = re.compile(r"[;\r\n]+")


def read_project(
    table: CellTable, texts: Mapping[str, CodedDocument], reading: FileReading
) -> CodingProject:
    """Read a table; faults are told to the reading.

    Parameters
    ----------
    table : CellTable
        Its first row names the columns.
    texts : mapping of str to CodedDocument
        The texts at hand, by the names that the table may have for them, in small letters.
    reading : FileReading
    """
    rows = _Rows(table, reading)
    rows.tell_unread()
    documents: dict[str, CodedDocument] = {}
    passages = []
    for row in range(1, len(table.rows)):
        if any(cell.strip() for cell in table.rows[row]):
            name = rows.text(row, "document") or "document"
            known = texts.get(name.casefold())
            documents.setdefault(name, known or CodedDocument(name, name, None))
            passages.append(rows.passage(row, documents[name].key))
    if len(documents) == 1 and len({id(one) for one in texts.values()}) == 1:
        # One table, one text: it is that text, whatever the two call it.
        [(name, held)], only = documents.items(), next(iter(texts.values()))
        if held.raw is None:
            reading.note("", f"{name}: taken to be the text of {only.name}")
            documents = {name: CodedDocument(held.key, name, only.raw, has_mark=only.has_mark)}
    return CodingProject(
        program="a table of codings",
        documents=tuple({one.key: one for one in documents.values()}.values()),
        passages=tuple(passages),
        codes=dict.fromkeys((path for one in passages for path in one.codes), ""),
    )


class _Rows:
    def __init__(self, table: CellTable, reading: FileReading) -> None:
        self.table, self.reading = table, reading
        heads = [column_of(head) for head in (table.rows[0] if table.rows else ())]
        # Of two columns that mean one thing the first is read.
        self.columns = {
            name: place for place, name in reversed(list(enumerate(heads))) if name is not None
        }

    def tell_unread(self) -> None:
        """Tell which columns are not read."""
        read = set(self.columns.values())
        heads = self.table.rows[0] if self.table.rows else ()
        unread = [head for place, head in enumerate(heads) if place not in read and head.strip()]
        if unread:
            self.reading.note(self.table.path, f"columns left out: {listed(unread)}")

    def text(self, row: int, column: str) -> str:
        place = self.columns.get(column)
        return "" if place is None else self.table.cell(row, place).strip()

    def fault(self, row: int, column: str, what: str, mend: str) -> None:
        self.reading.fault(self.table.where(row, self.columns[column]), what, mend)

    def passage(self, row: int, document: str) -> CodedPassage:
        more = self._more(row)
        says = self.text(row, "says") or None
        start, stop = (offset(self.text(row, end)) for end in ("from", "to"))
        if start is not None and stop is not None and "sha256" in self.columns:
            # Ours: the place is one in the normalised text, and kept as it is.
            fingerprint = self.text(row, "sha256")
            more["anchor"] = {"from": start, "to": stop}
            more["anchor"] |= {"sha256": fingerprint} if fingerprint else {}
            start = stop = None
        words = None if "anchor" in more else self.text(row, "passage") or None
        names = (name.strip() for name in _CODES.split(self.text(row, CODE)))
        return CodedPassage(
            document=document,
            start=start,
            stop=stop,
            words=words,
            codes=tuple((name,) for name in names if name),
            coder=self.text(row, "coder") or None,
            says=says,
            claim=self.text(row, "claim") or None,
            more=more,
        )

    def _more(self, row: int) -> dict[str, Any]:
        more: dict[str, Any] = {}
        for column in ("at", "date", "note"):
            if self.text(row, column):
                more[column] = self.text(row, column)
        for column in LISTS:
            names = read_list_cell(self.text(row, column))
            if names:
                more[column] = names[0] if len(names) == 1 else names
        for column, words in ONE.items():
            text = self.text(row, column)
            word = word_among(text, words)
            if text and word is None:
                self.fault(
                    row, column, f"{quoted(text)} is no {column} of a claim", one_of(text, words)
                )
            elif word is not None and (column, word) != ("status", "confirmed"):
                more[column] = word
        tests = self._tests(row)
        return more | ({"bears_on": tests} if tests else {})

    def _tests(self, row: int) -> dict[str, Any]:
        text = self.text(row, "bears_on")
        tests = read_tests_cell(text) if text else {}
        if tests is None:
            self.fault(
                row,
                "bears_on",
                f"no tests of issues: {quoted(text)}",
                "write an issue and a test, such as depth: at most ten",
            )
            return {}
        if self.text(row, ISSUE) and self.text(row, TEST):
            tests = {**tests, self.text(row, ISSUE): self.text(row, TEST)}
        return tests
