"""Databases of the Discourse Network Analyzer: who says yes or no to which concept, statement by statement.

A statement is an actor, a concept, yes or no, and a passage (Leifeld 2013). The program is written in Java, and counts
units of UTF-16; versions 2 and 3 are read.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from typing import Any

from negsim.interop.qda.database import Database
from negsim.interop.qda.left_out import tell_left_out
from negsim.interop.qda.project import (
    CodedDocument,
    CodedPassage,
    CodePath,
    CodingProject,
    OffsetCounting,
    offset,
)
from negsim.interop.reading import FileReading

_YES = {1: "yes", 0: "no"}
_MOST_SECONDS = 10**11  # later versions count seconds since 1970, earlier ones thousandths
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_DATA = ("DATASHORTTEXT", "DATALONGTEXT", "DATABOOLEAN", "DATAINTEGER")


def read_project(database: Database, reading: FileReading) -> CodingProject:
    """Read a database of the Discourse Network Analyzer.

    A person speaks, an organization is whom it is about; where one of the two is missing the other is both. A concept
    is a code, and `yes` or `no` below it where the statement agrees or does not.
    """
    coders = {}
    if database.has("CODERS"):
        coders = {number: str(name) for number, name in database.rows("CODERS", ("ID", "Name"))}
    variables = {
        number: str(name).strip().casefold()
        for number, name in database.rows("VARIABLES", ("ID", "Variable"))
    }
    values = _values(database, variables)
    documents = _documents(database, reading)
    known = {one.key for one in documents}
    passages = tuple(
        _passage(str(document), start, stop, coders.get(coder), values.get(number, {}))
        for number, document, start, stop, coder in database.rows(
            "STATEMENTS", ("ID", "DocumentId", "Start", "Stop"), ("Coder",)
        )
        if str(document) in known
    )
    return CodingProject(
        program="a database of the Discourse Network Analyzer",
        documents=documents,
        passages=passages,
        codes=dict.fromkeys((path for one in passages for path in one.codes), ""),
        counting=OffsetCounting("utf16", joins_line_ends=True),
    )


def _documents(database: Database, reading: FileReading) -> tuple[CodedDocument, ...]:
    documents = []
    unread: Counter[str] = Counter()
    for number, title, text, author, source, kind, date, section, notes in database.rows(
        "DOCUMENTS",
        ("ID", "Title", "Text"),
        ("Author", "Source", "Type", "Date", "Section", "Notes"),
    ):
        about = {"author": author, "publisher": source, "kind": kind, "date": _day(date)}
        told = {key: str(value or "").strip() for key, value in about.items()}
        documents.append(CodedDocument(str(number), str(title or ""), str(text or ""), told))
        unread["section of a document"] += bool(section)
        unread["note of a document"] += bool(notes)
    if database.has("ATTRIBUTEVALUES"):
        values = database.rows("ATTRIBUTEVALUES", ("AttributeValue",))
        unread["attribute of a person, organization or concept"] = sum(bool(v) for (v,) in values)
    tell_left_out(unread, reading)
    return tuple(documents)


def _values(database: Database, variables: dict[Any, str]) -> dict[Any, dict[str, Any]]:
    """Give what each statement has for each variable: names, words, yes or no, numbers."""
    entities = {}
    if database.has("ENTITIES"):
        entities = dict(database.rows("ENTITIES", ("ID", "Value")))
    found: dict[Any, dict[str, Any]] = defaultdict(dict)
    for table in _DATA:
        if not database.has(table):
            continue
        for statement, variable, entity, value in database.rows(
            table, ("StatementId", "VariableId"), ("Entity", "Value")
        ):
            name = variables.get(variable)
            held = value if entity is None else entities.get(entity)
            if name is None or held is None or str(held).strip() == "":
                continue
            is_yes_or_no = table == "DATABOOLEAN"
            found[statement][name] = (
                _YES.get(held, str(held)) if is_yes_or_no else str(held).strip()
            )
    return found


def _passage(
    document: str, start: Any, stop: Any, coder: str | None, values: dict[str, Any]
) -> CodedPassage:
    rest = dict(values)
    person, organization = rest.pop("person", None), rest.pop("organization", None)
    concept, agreement = rest.pop("concept", None), rest.pop("agreement", None)
    says = rest.pop("note", None)
    codes: list[CodePath] = []
    if person or organization:
        codes.append(("speaker", person or organization))
        codes.append(("about", organization or person))
    if concept:
        codes.append((concept, agreement) if agreement else (concept,))
    # Other types of statements have variables of their own: each is a code.
    codes += [(name, str(value)) for name, value in rest.items()]
    return CodedPassage(
        document=document,
        start=offset(start),
        stop=offset(stop),
        codes=tuple(codes),
        coder=coder,
        says=says,
    )


def _day(seconds: Any) -> str:
    if not isinstance(seconds, int) or isinstance(seconds, bool):
        return ""
    if abs(seconds) >= _MOST_SECONDS:
        seconds //= 1000
    try:
        return (_EPOCH + dt.timedelta(seconds=seconds)).date().isoformat()
    except OverflowError:
        return ""
