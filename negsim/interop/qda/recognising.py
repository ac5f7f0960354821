"""Whose codings a file holds, by what is in it."""

from __future__ import annotations

import stat
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, get_args

from negsim.errors import InputError, quoted
from negsim.interop.qda.archive import opened_archive
from negsim.interop.qda.database import SQLITE, opened_database
from negsim.interop.qda.markup import parse_json
from negsim.interop.qda.read.doccano import is_doccano
from negsim.interop.qda.read.label_studio import is_label_studio
from negsim.interop.qda.table_columns import is_codings
from negsim.interop.read.cells import CellTable, read_tables
from negsim.interop.reading import FileReading
from negsim.interop.sources import read_source
from negsim.language.yaml.text import read_text

CodingKind = Literal[
    "refi-qda", "qualcoder", "taguette", "dna", "doccano", "label-studio", "word", "codings"
]
KINDS: tuple[CodingKind, ...] = get_args(CodingKind)
PROGRAMS: dict[CodingKind, str] = {
    "refi-qda": "a REFI-QDA project",
    "qualcoder": "QualCoder",
    "taguette": "Taguette",
    "dna": "the Discourse Network Analyzer",
    "doccano": "doccano",
    "label-studio": "Label Studio",
    "word": "a document with comments",
    "codings": "a table of codings",
}
# A table that only the database of this program has.
_TABLES: dict[str, CodingKind] = {
    "code_text": "qualcoder",
    "highlight_tags": "taguette",
    "statementtypes": "dna",
}
DATABASE = "data.qda"  # in the folder of a project of QualCoder
_HEAD = 4096
_LINES = (".jsonl", ".ndjson")
_SHEETS = (".csv", ".tsv", ".tab", ".xlsx")


def coding_kind(paths: Sequence[str]) -> CodingKind | None:
    """Say whose codings the first of some paths holds that holds any; None where none does.

    Raises
    ------
    InputError
        A file is a database, and of no program that is known.
    """
    return next((kind for path in paths if (kind := _kind(path)) is not None), None)


def _kind(path: str) -> CodingKind | None:
    try:
        if Path(path).is_dir():
            return "qualcoder" if (Path(path) / DATABASE).is_file() else None
        if not stat.S_ISREG(Path(path).stat().st_mode):
            return None
        with Path(path).open("rb") as file:
            head = file.read(_HEAD)
    except (OSError, ValueError):
        return None  # who reads it says so
    if head.startswith(SQLITE):
        return _of_database(path)
    ending = Path(path).suffix.lower()
    if head.startswith(b"PK\x03\x04") and ending not in _SHEETS:
        return _of_archive(path)
    if ending == ".qdc" or b"urn:QDA-XML:codebook" in head:
        return "refi-qda"
    if ending in (*_LINES, ".json"):
        return _of_json(path, is_lines=ending in _LINES)
    if ending in _SHEETS and first_table(path) is not None:
        return "codings"
    return None


def _of_database(path: str) -> CodingKind:
    with opened_database(path) as database:
        for table, kind in _TABLES.items():
            if database.has(table):
                return kind
    raise InputError.one(
        f"{quoted(path, 200)} is a database of no coding program that is known",
        "name a project of QualCoder, Taguette or the Discourse Network Analyzer",
    )


def _of_archive(path: str) -> CodingKind | None:
    with opened_archive(path) as archive:
        names = [name.casefold() for name in archive.names]
    if any(name.endswith(".qde") for name in names) or path.lower().endswith(".qdpx"):
        return "refi-qda"
    if "word/document.xml" in names or path.lower().endswith(".odt"):
        return "word"
    return "doccano" if names and all(name.endswith(_LINES) for name in names) else None


def _of_json(path: str, *, is_lines: bool) -> CodingKind | None:
    try:
        text = read_text(path)
        plain = parse_json(text.strip().split("\n", 1)[0] if is_lines else text, path)
    except InputError:
        return None  # who reads it says so
    first = plain[0] if isinstance(plain, list) and plain else plain
    if is_label_studio(plain):
        return "label-studio"
    return "doccano" if is_doccano(first) else None


def first_table(path: str) -> CellTable | None:
    """Read the first sheet of a table whose first row is that of codings; None where it has none."""
    try:
        reading = FileReading()
        source = read_source(path, reading)
        tables = read_tables(source, first_cell(source.text))
    except InputError:
        return None  # who reads it says so
    return next((one for one in tables if one.rows and is_codings(list(one.rows[0]))), None)


def first_cell(text: str) -> str:
    """Give the first cell of a CSV file, whatever parts its cells."""
    line = text.lstrip("\ufeff\r\n").split("\n", 1)[0]
    for delimiter in ("\t", ";", ","):
        if delimiter in line:
            return line.split(delimiter, 1)[0].strip().strip('"')
    return line.strip()
