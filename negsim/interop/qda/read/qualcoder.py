"""QualCoder's projects: a folder `….qda` with a database `data.qda`.

Its text cursor counts units of UTF-16 where its database means characters; the words
that it stores beside each place tell which.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from negsim.interop.qda.database import Database
from negsim.interop.qda.left_out import tell_left_out
from negsim.interop.qda.project import CodedDocument, CodedPassage, CodePath, CodingProject, offset
from negsim.interop.reading import FileReading

_ABOUT = ("title", "author", "publisher", "url", "language", "date", "kind")
_UNREAD = (
    ("code_image", "passage in a picture"),
    ("code_av", "passage in a recording"),
    ("case_text", "passage of a case"),
    ("journal", "page of the journal"),
)


def read_project(database: Database, reading: FileReading) -> CodingProject:
    """Read a project of QualCoder."""
    codes, book = _codes(database)
    passages = []
    for cid, fid, pos0, pos1, words, owner, memo in database.rows(
        "code_text", ("cid", "fid", "pos0", "pos1"), ("seltext", "owner", "memo")
    ):
        code = codes.get(cid)
        passages.append(
            CodedPassage(
                document=str(fid),
                start=offset(pos0),
                stop=offset(pos1),
                words=_text(words) or None,
                codes=() if code is None else (code,),
                coder=_text(owner).strip() or None,
                says=_text(memo).strip() or None,
            )
        )
    if database.has("annotation"):
        for fid, pos0, pos1, memo, owner in database.rows(
            "annotation", ("fid", "pos0", "pos1"), ("memo", "owner")
        ):
            if _text(memo).strip():
                passages.append(
                    CodedPassage(
                        document=str(fid),
                        start=offset(pos0),
                        stop=offset(pos1),
                        coder=_text(owner).strip() or None,
                        says=_text(memo).strip(),
                    )
                )
    unread = {what: database.count(table) for table, what in _UNREAD}
    documents = _documents(database)
    known = {one.key for one in documents}
    unread["passage of a file that is not there"] = sum(
        one.document not in known for one in passages
    )
    tell_left_out(unread, reading)
    return CodingProject(
        program="a project of QualCoder",
        documents=documents,
        passages=tuple(one for one in passages if one.document in known),
        codes=book,
    )


def _documents(database: Database) -> tuple[CodedDocument, ...]:
    values: dict[str, dict[str, str]] = defaultdict(dict)
    if database.has("attribute"):
        for name, kind, value, owner in database.rows(
            "attribute", ("name", "attr_type", "value", "id")
        ):
            key = _text(name).strip().casefold()
            if kind == "file" and key in _ABOUT and _text(value).strip():
                values[str(owner)][key] = _text(value).strip()
    return tuple(
        CodedDocument(str(number), _text(name).strip(), _text(text), values.get(str(number), {}))
        for number, name, text in database.rows("source", ("id", "name", "fulltext"))
        if text
    )


def _codes(database: Database) -> tuple[dict[Any, CodePath], dict[CodePath, str]]:
    """Give the codes by their numbers, each below its categories, or below the code that it is part of."""
    categories = {}
    if database.has("code_cat"):
        rows = database.rows("code_cat", ("catid", "name"), ("supercatid",))
        categories = {number: (_text(name).strip(), above) for number, name, above in rows}
    rows = database.rows("code_name", ("cid", "name"), ("catid", "supercid", "memo"))
    names = {number: (_text(name).strip(), cat, above) for number, name, cat, above, _ in rows}

    def path(number: Any) -> CodePath:
        parts: list[str] = []
        seen = set()
        category = None
        while number in names and ("code", number) not in seen:
            seen.add(("code", number))
            name, category, number = names[number]
            parts.append(name or "a code without a name")
        while category in categories and ("category", category) not in seen:
            seen.add(("category", category))
            name, category = categories[category]
            parts.append(name)
        return tuple(reversed(parts))

    codes = {number: path(number) for number in names}
    return codes, {codes[number]: _text(memo).strip() for number, *_, memo in rows}


def _text(value: Any) -> str:
    return "" if value is None else str(value)
