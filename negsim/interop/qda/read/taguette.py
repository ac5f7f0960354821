"""Taguette's databases (Rampin & Rampin 2021): HTML, with highlights counted in bytes of UTF-8 of the text in it."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import Any

from negsim.interop.qda.database import Database
from negsim.interop.qda.project import (
    CodedDocument,
    CodedPassage,
    CodePath,
    CodingProject,
    OffsetCounting,
    offset,
)
from negsim.interop.qda.read.html_text import html_text
from negsim.interop.reading import FileReading
from negsim.language.phrases import counted


def read_project(database: Database, reading: FileReading) -> CodingProject:
    """Read a database of Taguette; where it holds several projects, all of them."""
    documents = []
    for number, name, description, html in database.rows(
        "documents", ("id", "name"), ("description", "contents")
    ):
        text, places = html_text(str(html or ""))
        if str(description or "").strip():
            reading.note("", f"{name}: its description is left out")
        documents.append(
            CodedDocument(str(number), str(name or ""), text, places=places, breaks="blank")
        )
    projects = database.count("projects")
    if projects > 1:
        reading.note("", f"{counted(projects, 'project')} in one database, read as one")
    rows = database.rows("tags", ("id", "path"), ("description",))
    tags: dict[Any, CodePath] = {number: (str(path),) for number, path, _ in rows}
    marked: dict[Any, list[CodePath]] = defaultdict(list)
    for highlight, tag in database.rows("highlight_tags", ("highlight_id", "tag_id")):
        if tag in tags:
            marked[highlight].append(tags[tag])
    coders = _coders(database)
    known = {one.key for one in documents}
    return CodingProject(
        program="a project of Taguette",
        documents=tuple(documents),
        passages=tuple(
            CodedPassage(
                document=str(document),
                start=offset(start),
                stop=offset(stop),
                words=html_text(str(snippet))[0] if snippet else None,
                codes=tuple(marked[number]),
                coder=coders.get(number),
            )
            for number, document, start, stop, snippet in database.rows(
                "highlights", ("id", "document_id", "start_offset", "end_offset"), ("snippet",)
            )
            if str(document) in known
        ),
        codes={(str(path),): str(says or "").strip() for _, path, says in rows},
        counting=OffsetCounting("utf8"),
    )


def _coders(database: Database) -> dict[Any, str]:
    """Give who made each highlight: only the log of commands knows."""
    coders: dict[Any, str] = {}
    if not database.has("commands"):
        return coders
    for user, payload in database.rows("commands", ("user_login", "payload")):
        try:
            made = json.loads(str(payload))
        except (ValueError, RecursionError):
            continue
        if isinstance(made, dict) and made.get("type") == "highlight_add" and user:
            number = made.get("highlight_id")
            if isinstance(number, int):
                coders.setdefault(number, str(user))
    return coders
