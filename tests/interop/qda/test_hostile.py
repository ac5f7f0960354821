"""Files of coding programs that are broken, or made to do harm: a fault of the user or a register, and nothing else."""

from __future__ import annotations

import io
import random
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from negsim.errors import InputError, NegsimError
from negsim.interop.qda.importing import codes_of_files, import_codings
from negsim.interop.qda.recognising import CodingKind
from tests.interop.qda import databases, programs

KINDS: dict[CodingKind, Callable[[Path], Path]] = {
    "refi-qda": lambda f: programs.refi(f / "p.qdpx", end="\r\n"),
    "qualcoder": lambda f: databases.qualcoder(f / "data.qda", as_folder=False),
    "taguette": lambda f: databases.taguette(f / "t.sqlite3"),
    "dna": lambda f: databases.dna(f / "d.dna"),
    "doccano": lambda f: programs.doccano(f / "d", style="entities")[0],
    "label-studio": lambda f: programs.label_studio(f / "l.json"),
    "word": lambda f: programs.word(f / "letter.docx"),
    "codings": lambda f: programs.table(f / "t.csv", ("document", "passage", "code", "coder"))[0],
}
BITS = (b"<", b"&", b'"', b"\x00", b"\xff", b"9" * 40, b"-1", b"null", b"[", b"}", b"\n", b"", b"x")


def damage(data: bytes, rng: random.Random) -> bytes:
    for _ in range(rng.randint(1, 3)):
        at, length = rng.randrange(len(data) + 1), rng.choice((0, 1, 2, 5, 30))
        data = data[:at] + rng.choice(BITS) + data[at + length :]
    return data


def project(xml: bytes, **texts: bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("project.qde", xml)
        for name, text in texts.items():
            archive.writestr(f"sources/{name}.txt", text)
    return data.getvalue()


@pytest.mark.parametrize("kind", KINDS)
def test_damaged_files_give_a_register_or_a_fault(kind: CodingKind, tmp_path: Path) -> None:
    path = KINDS[kind](tmp_path)
    whole = path.read_bytes()
    rng = random.Random(kind)
    harmed = [b"", whole[: len(whole) // 2], whole[len(whole) // 2 :], whole[:20], b"\x00" * 99]
    for data in [*harmed, *(damage(whole, rng) for _ in range(25))]:
        path.write_bytes(data)
        for form in (None, kind):
            with suppress(NegsimError):
                import_codings([str(path)], form)


def test_damaged_xml_of_a_project_gives_a_register_or_a_fault(tmp_path: Path) -> None:
    path = programs.refi(tmp_path / "p.qdpx")
    with zipfile.ZipFile(path) as archive:
        xml = archive.read("project.qde")
    rng = random.Random(7)
    for _ in range(60):
        path.write_bytes(project(damage(xml, rng)))
        with suppress(NegsimError):
            import_codings([str(path)])


BOMB = b'<!DOCTYPE p [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><Project>&b;</Project>'
DEEP = b"<Project>" + b"<Code>" * 100_000


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "holds no codings of a program that is known"),
        (b"PK\x03\x04", "is no archive that can be read"),
        (project(b""), "no XML: "),
        (project(b"<Project>"), "no XML: "),
        (project(b"<p:Project/>"), "no XML: "),
        (project(b"<Other/>"), "is no project: it begins with 'Other'"),
        (project(b"<Project/>"), "no passage of a text is coded"),
        (project(BOMB), "declares a document type, which may hold entities"),
        (project(BOMB.decode().encode("utf-16")), "declares a document type, which may hold"),
        (project(DEEP), "no XML: "),
        (project(b" " * 50_000_001), "unpacks to more than 50 MB"),
    ],
)
def test_a_project_that_is_none_is_a_fault(data: bytes, told: str, tmp_path: Path) -> None:
    path = tmp_path / "p.qdpx"
    path.write_bytes(data)
    with pytest.raises(InputError, match=told):
        import_codings([str(path)])


def test_a_text_that_unpacks_without_end_is_a_fault(tmp_path: Path) -> None:
    xml = (
        b'<Project><Sources><TextSource guid="s" plainTextPath="internal://t.txt">'
        b"</TextSource></Sources></Project>"
    )
    path = tmp_path / "p.qdpx"
    path.write_bytes(project(xml, t=b"a" * 10_000_001))
    with pytest.raises(InputError, match=r"'sources/t.txt' in .* unpacks to more than 10 MB"):
        import_codings([str(path)])


def test_a_project_without_its_xml_is_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "p.qdpx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("sources/t.txt", "x")
    with pytest.raises(InputError, match=r"holds no project\.qde"):
        import_codings([str(path)])


def test_a_code_book_is_no_project_and_one_that_is_none_is_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "c.qdc"
    path.write_bytes(b'<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes/></CodeBook>')
    with pytest.raises(InputError, match="is a code book: it has codes, and no passages"):
        import_codings([str(path)])
    with pytest.raises(InputError, match="has no codes"):
        codes_of_files([str(path)])
    path.write_bytes(b"<Page/>")
    with pytest.raises(InputError, match="is no code book: its XML begins with 'Page'"):
        codes_of_files([str(path)])


def database(path: Path, script: str) -> Path:
    connection = sqlite3.connect(path)
    connection.executescript(script)
    connection.close()
    return path


# A view under the name of a table.
ENDLESS = """CREATE VIEW code_name AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x FROM n)
    SELECT x AS cid, x AS name FROM n"""


@pytest.mark.parametrize(
    ("script", "told"),
    [
        ("CREATE TABLE x (a)", "is a database of no coding program that is known"),
        ("CREATE TABLE code_text (a)", "has no table 'code_cat'|has no table 'code_name'"),
        (
            "CREATE TABLE code_text (a); CREATE TABLE code_name (cid, name)",
            "'code_text' of .* has no column 'cid'",
        ),
        ("CREATE TABLE highlight_tags (a)", "has no table 'documents'"),
        ("CREATE TABLE STATEMENTTYPES (a)", "has no table 'VARIABLES'"),
        (
            f"CREATE TABLE code_text (cid, fid, pos0, pos1); {ENDLESS}",
            "has no table 'code_name'",
        ),
    ],
)
def test_a_database_of_another_make_is_a_fault(script: str, told: str, tmp_path: Path) -> None:
    path = database(tmp_path / "data.qda", script)
    with pytest.raises(InputError, match=told):
        import_codings([str(path)])


def test_cells_of_any_kind_give_a_register_or_a_fault(tmp_path: Path) -> None:
    path = databases.qualcoder(tmp_path / "data.qda", as_folder=False)
    connection = sqlite3.connect(path)
    values = (None, -1, 2**62, 0.5, "x", b"\xff\xfe", "", "9" * 30)
    columns = ("cid", "fid", "seltext", "pos0", "pos1")
    for value in values:
        for row, column in enumerate(columns, start=1):
            connection.execute(f"UPDATE code_text SET {column} = ? WHERE ctid = {row}", (value,))
        connection.execute("UPDATE code_text SET owner = ?, memo = ?", (value, value))
        connection.commit()
        assert import_codings([str(path)]).register.claims
    connection.close()


def test_a_database_that_its_program_still_writes_is_a_fault(tmp_path: Path) -> None:
    path = databases.dna(tmp_path / "d.dna")
    path.with_name("d.dna-wal").write_bytes(b"x" * 99)
    with pytest.raises(InputError, match="is open in its program"):
        import_codings([str(path)])


def test_reading_a_database_leaves_nothing_beside_it(tmp_path: Path) -> None:
    path = databases.taguette(tmp_path / "t.sqlite3")
    before = path.read_bytes()
    import_codings([str(path)])
    assert [one.name for one in tmp_path.iterdir()] == ["t.sqlite3"]
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("d.jsonl", '{"text": "a", "label": [[0, 1, "x"]]}\n{', "d.jsonl:1:2: no JSON: "),
        ("d.jsonl", '{"text": "a", "label": []}\n[1]', "line 2 of .* is no text with labels"),
        ("d.jsonl", '{"text": "a", "label": []}\n{"id": 3}', "line 2 of .* has no text"),
        ("d.jsonl", '{"text": "a", "label": ["x"]}', "no passage of a text is coded"),
        ("l.json", '[{"data": {"image": "x"}, "annotations": []}]', "task 1 of .* has no text of"),
        ("l.json", "[" * 100_000, "holds no codings of a program that is known"),
        ("l.json", "[1" + "0" * 9_999 + "]", "holds no codings of a program that is known"),
        ("t.csv", "document,code\n", "no passage of a text is coded"),
        ("t.csv", "document,kind\nx,lion\n", "t.csv:2:2: 'lion' is no kind of a claim"),
        ("t.csv", "document,says,bears_on\nx,y,z\n", "t.csv:2:3: no tests of issues: 'z'"),
    ],
)
def test_faults_of_texts_are_told_with_their_place(
    name: str, content: str, told: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_text(content, "utf-8")
    with pytest.raises(InputError, match=told):
        import_codings([str(tmp_path / name)])


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_that_is_not_there_is_a_fault(kind: CodingKind, tmp_path: Path) -> None:
    with pytest.raises(NegsimError, match="nothing"):
        import_codings([str(tmp_path / "nothing")], kind)


def test_a_text_in_a_project_is_never_larger_than_it_says(tmp_path: Path) -> None:
    """The size that an archive states is not believed."""
    xml = b'<Project><Sources><TextSource guid="s" plainTextPath="internal://t.txt"/></Sources></Project>'
    data = bytearray(project(xml, t=b"a" * 1_000_000))
    place = data.rindex((1_000_000).to_bytes(4, "little"))
    data[place : place + 4] = (10).to_bytes(4, "little")
    path = tmp_path / "p.qdpx"
    path.write_bytes(bytes(data))
    with pytest.raises(InputError, match=r"is broken: |no passage"):
        import_codings([str(path)])
