"""Databases as coding programs keep them, of the text and the passages of `programs`."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

from tests.interop.qda.programs import CODERS, CODES, PARAGRAPHS, PASSAGES, marked, offset


def qualcoder(path: Path, unit: str = "codepoints", *, as_folder: bool = True) -> Path:
    """A project of QualCoder: its newest tables, as far as they are read."""
    text, passages = marked(unit)
    if as_folder:
        path.mkdir()
    database = sqlite3.connect(path / "data.qda" if as_folder else path)
    database.executescript(
        """CREATE TABLE source (id integer primary key, name text, fulltext text, mediapath text, memo text, owner text,
             date text, av_text_id integer, risid integer, unique(name));
        CREATE TABLE code_cat (catid integer primary key, name text, owner text, date text, memo text,
             supercatid integer, unique(name));
        CREATE TABLE code_name (cid integer primary key, name text, memo text, catid integer, owner text, date text,
             color text, supercid integer, unique(name));
        CREATE TABLE code_text (ctid integer primary key, cid integer, fid integer, seltext text, pos0 integer,
             pos1 integer, owner text, date text, memo text, avid integer, important integer);
        CREATE TABLE annotation (anid integer primary key, fid integer, pos0 integer, pos1 integer, memo text,
             owner text, date text);
        CREATE TABLE code_image (imid integer primary key, id integer);
        CREATE TABLE attribute (attrid integer primary key, name text, attr_type text, value text, id integer);
        INSERT INTO code_cat VALUES (1, 'themes', 'anna', '', '', NULL);"""
    )
    database.execute(
        "INSERT INTO source VALUES (7, 'Letter.docx', ?, NULL, '', 'anna', '', 0, 0)", (text,)
    )
    database.execute(
        "INSERT INTO source VALUES (8, 'photo.jpg', NULL, '/images/photo.jpg', '', 'anna', '', 0, 0)"
    )
    database.execute("INSERT INTO code_image VALUES (1, 8)")
    database.execute("INSERT INTO attribute VALUES (1, 'Author', 'file', 'The harbour', 7)")
    codes = list(dict.fromkeys(CODES))
    for number, code in enumerate(codes, start=1):
        database.execute(
            "INSERT INTO code_name VALUES (?, ?, ?, 1, 'anna', '', '#fff', NULL)",
            (number, code, f"about {code}"),
        )
    for one in passages:
        database.execute(
            "INSERT INTO code_text VALUES (NULL, ?, 7, ?, ?, ?, ?, '', '', NULL, NULL)",
            (codes.index(one.code) + 1, one.words, one.start, one.stop, one.coder),
        )
    database.commit()
    database.close()
    return path


def taguette(path: Path, end: str = "\n") -> Path:
    """A database of Taguette: HTML, offsets in bytes of the text in it, without ends of paragraphs."""
    html = end.join(
        f"<p>{paragraph.replace('never', '<em>never</em>')}</p>" for paragraph in PARAGRAPHS
    )
    # Between paragraphs stands the end of a line of the HTML, which browsers read as one character.
    text = "\n".join(PARAGRAPHS)
    database = sqlite3.connect(path)
    database.executescript(
        """CREATE TABLE projects (id INTEGER PRIMARY KEY, name VARCHAR(50), description TEXT);
        CREATE TABLE documents (id INTEGER PRIMARY KEY, name VARCHAR(200), description TEXT, filename VARCHAR(200),
             created DATETIME, project_id INTEGER, text_direction VARCHAR(13), contents TEXT);
        CREATE TABLE highlights (id INTEGER PRIMARY KEY, document_id INTEGER, start_offset INTEGER,
             end_offset INTEGER, snippet TEXT);
        CREATE TABLE tags (id INTEGER PRIMARY KEY, project_id INTEGER, path VARCHAR(200), description TEXT);
        CREATE TABLE highlight_tags (highlight_id INTEGER, tag_id INTEGER, PRIMARY KEY (highlight_id, tag_id));
        CREATE TABLE commands (id INTEGER PRIMARY KEY, date DATETIME, user_login VARCHAR(30), project_id INTEGER,
             document_id INTEGER, payload JSON);
        INSERT INTO projects VALUES (1, 'harbour', '');"""
    )
    database.execute(
        "INSERT INTO documents VALUES (1, 'Letter', '', 'Letter.docx', '', 1, 'LEFT_TO_RIGHT', ?)",
        (html,),
    )
    codes = list(dict.fromkeys(CODES))
    for number, code in enumerate(codes, start=1):
        database.execute("INSERT INTO tags VALUES (?, 1, ?, '')", (number, code))
    for number, (words, code, coder) in enumerate(zip(PASSAGES, CODES, CODERS, strict=True), 1):
        start = text.index(words)
        places = (offset(text, place, "utf8") for place in (start, start + len(words)))
        snippet = "".join(f"<p>{part}</p>" for part in words.split("\n"))
        database.execute(
            "INSERT INTO highlights VALUES (?, 1, ?, ?, ?)", (number, *places, snippet)
        )
        database.execute(
            "INSERT INTO highlight_tags VALUES (?, ?)", (number, codes.index(code) + 1)
        )
        payload = {"type": "highlight_add", "highlight_id": number, "tags": []}
        database.execute(
            "INSERT INTO commands VALUES (NULL, '', ?, 1, 1, ?)", (coder, json.dumps(payload))
        )
    database.commit()
    database.close()
    return path


def dna(path: Path, end: str = "\n", seconds: int = 1106697600) -> Path:
    """A database of the Discourse Network Analyzer 3: units of UTF-16, any end of a line as one."""
    text, passages = marked("utf16", end, "\n")
    database = sqlite3.connect(path)
    database.executescript(
        """CREATE TABLE CODERS (ID INTEGER PRIMARY KEY, Name TEXT);
        CREATE TABLE DOCUMENTS (ID INTEGER PRIMARY KEY, Title TEXT, Text TEXT, Coder INTEGER, Author TEXT, Source TEXT,
             Section TEXT, Notes TEXT, Type TEXT, Date INTEGER);
        CREATE TABLE STATEMENTTYPES (ID INTEGER PRIMARY KEY, Label TEXT);
        CREATE TABLE VARIABLES (ID INTEGER PRIMARY KEY, Variable TEXT, DataType TEXT, StatementTypeId INTEGER);
        CREATE TABLE STATEMENTS (ID INTEGER PRIMARY KEY, StatementTypeId INTEGER, DocumentId INTEGER, Start INTEGER,
             Stop INTEGER, Coder INTEGER);
        CREATE TABLE ENTITIES (ID INTEGER PRIMARY KEY, VariableId INTEGER, Value TEXT);
        CREATE TABLE DATASHORTTEXT (ID INTEGER PRIMARY KEY, StatementId INTEGER, VariableId INTEGER, Entity INTEGER);
        CREATE TABLE DATABOOLEAN (ID INTEGER PRIMARY KEY, StatementId INTEGER, VariableId INTEGER, Value INTEGER);
        INSERT INTO CODERS VALUES (1, 'anna'), (2, 'ben');
        INSERT INTO STATEMENTTYPES VALUES (1, 'DNA Statement');
        INSERT INTO VARIABLES VALUES (1, 'person', 'short text', 1), (2, 'organization', 'short text', 1),
             (3, 'concept', 'short text', 1), (4, 'agreement', 'boolean', 1);
        INSERT INTO ENTITIES VALUES (1, 1, ''), (2, 1, 'A. Harbourmaster'), (3, 2, 'Port');"""
    )
    database.execute(
        "INSERT INTO DOCUMENTS VALUES (5, 'Letter', ?, 1, 'The port', 'Gazette', '', '', '', ?)",
        (text, seconds),
    )
    codes = list(dict.fromkeys(CODES))
    for number, code in enumerate(codes, start=4):
        database.execute("INSERT INTO ENTITIES VALUES (?, 3, ?)", (number, code))
    for number, one in enumerate(passages, start=1):
        coder = 1 if one.coder == "anna" else 2
        database.execute(
            "INSERT INTO STATEMENTS VALUES (?, 1, 5, ?, ?, ?)", (number, one.start, one.stop, coder)
        )
        entities = ((1, 2 if number % 2 else 1), (2, 3), (3, codes.index(one.code) + 4))
        for variable, entity in entities:
            database.execute(
                "INSERT INTO DATASHORTTEXT VALUES (NULL, ?, ?, ?)", (number, variable, entity)
            )
        database.execute("INSERT INTO DATABOOLEAN VALUES (NULL, ?, 4, ?)", (number, number % 2))
    database.commit()
    database.close()
    return path
