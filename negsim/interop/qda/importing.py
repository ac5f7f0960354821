"""Files of coding programs to a register of claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from negsim.errors import InputError, quoted
from negsim.interop.qda.archive import MOST_TEXT, opened_archive
from negsim.interop.qda.code_table import code_table, read_code_table
from negsim.interop.qda.database import opened_database
from negsim.interop.qda.markup import parse_json
from negsim.interop.qda.meanings import CodeMeanings
from negsim.interop.qda.project import CodedDocument, CodePath, CodingProject
from negsim.interop.qda.read import (
    dna,
    doccano,
    label_studio,
    qualcoder,
    refi,
    table,
    taguette,
    word,
)
from negsim.interop.qda.recognising import (
    DATABASE,
    KINDS,
    PROGRAMS,
    CodingKind,
    coding_kind,
    first_table,
)
from negsim.interop.qda.register import ImportedRegister, register_of
from negsim.interop.reading import FileReading
from negsim.interop.sources import read_source
from negsim.language.names import listed, one_of
from negsim.language.phrases import counted
from negsim.language.yaml.text import decode, read_text
from negsim.sources.documents.file import read_file
from negsim.sources.text import Unit


def import_codings(
    paths: Sequence[str],
    kind: CodingKind | None = None,
    *,
    codes: str | None = None,
    coder: str | None = None,
    offsets: Unit | None = None,
    stem: str | None = None,
) -> ImportedRegister:
    """Make a register of claims of other programs' codings.

    Parameters
    ----------
    paths : sequence of str
        One file or folder; several files of doccano's annotators; a table of codings, and the texts that it is of.
    kind : str or None
        Whose they are; found by what is in them where absent.
    codes : str or None
        A table that says what codes mean, as `codes_of_files` writes it.
    coder : str or None
        Whose codings are wanted; all, where absent.
    offsets : {"codepoints", "utf16", "utf8", "graphemes"} or None
        What the program counts; found by the passages themselves where absent.
    stem : str or None
        What the names of files for the texts begin with; the register names none where absent.

    Raises
    ------
    InputError
        With every fault of the files.
    """
    reading = FileReading()
    project = _project(paths, kind, reading)
    reading.stop_if_faulty()
    project = _in_use(_of_coder(project, coder), reading)
    known = dict.fromkeys((*project.codes, *(p for one in project.passages for p in one.codes)))
    meanings = {} if codes is None else read_code_table(codes, known, reading)
    reading.stop_if_faulty()
    used = listed(dict.fromkeys(Path(path).name for path in paths), most=20)
    said = f"Imported from {project.program}: {used}."
    return register_of(project, CodeMeanings(meanings), reading, said=said, stem=stem, unit=offsets)


def codes_of_files(paths: Sequence[str], kind: CodingKind | None = None) -> str:
    """Give the codes of a project or code book as a table to fill in: what each says of a claim.

    Raises
    ------
    InputError
        With every fault of the files, or where they have no codes.
    """
    kind = kind or coding_kind(paths)
    codes: dict[CodePath, str]
    if kind == "refi-qda" and _is_code_book(paths[0]):
        codes = refi.read_code_book(_bytes(paths[0]), paths[0])
    else:
        reading = FileReading()
        project = _project(paths, kind, reading)
        reading.stop_if_faulty()
        used = (path for one in project.passages for path in one.codes)
        codes = {**dict.fromkeys(used, ""), **project.codes}
        codes = {path: codes[path] for path in (*project.codes, *codes)}
    if not codes:
        raise InputError.one(f"{quoted(paths[0], 200)} has no codes", "name a file that has some")
    return code_table(codes)


def _project(paths: Sequence[str], kind: CodingKind | None, reading: FileReading) -> CodingProject:
    kind = kind or coding_kind(paths)
    if kind is None:
        raise InputError.one(
            f"{quoted(paths[0], 200)} holds no codings of a program that is known",
            f"use one of {listed(KINDS)}",
        )
    if kind == "codings":
        return _table(paths, reading)
    if kind == "doccano":
        return doccano.read_project(_lines(paths), reading)
    if len(paths) > 1:
        raise InputError.one(
            f"{counted(len(paths), 'path')}, and {PROGRAMS[kind]} is one file", "name one of them"
        )
    [path] = paths
    if kind == "refi-qda":
        if _is_code_book(path):
            raise InputError.one(
                f"{quoted(path, 200)} is a code book: it has codes, and no passages",
                "write a table of its codes, which ends in .csv, or name a project (.qdpx)",
            )
        return refi.read_project(path, reading)
    if kind == "word":
        return word.read_project(path, reading)
    if kind == "label-studio":
        return label_studio.read_project(parse_json(read_text(path), path), path, reading)
    if kind == "qualcoder" and Path(path).is_dir():
        path = str(Path(path) / DATABASE)
    with opened_database(path) as database:
        if kind == "qualcoder":
            return qualcoder.read_project(database, reading)
        if kind == "taguette":
            return taguette.read_project(database, reading)
        return dna.read_project(database, reading)


def _is_code_book(path: str) -> bool:
    return Path(path).suffix.lower() == ".qdc" or b"urn:QDA-XML:codebook" in _bytes(path)[:4096]


def _bytes(path: str) -> bytes:
    try:
        with Path(path).open("rb") as file:
            return file.read(MOST_TEXT + 1)
    except (OSError, ValueError):
        return b""  # who reads it says so


def _lines(paths: Sequence[str]) -> list[tuple[str, str]]:
    """Give the files of doccano's annotators, out of archives too."""
    files: list[tuple[str, str]] = []
    for path in paths:
        if not _bytes(path).startswith(b"PK\x03\x04"):
            files.append((path, read_text(path)))
            continue
        with opened_archive(path) as archive:
            files += [(name, decode(archive.read(name), name)) for name in archive.names]
    return files


def _table(paths: Sequence[str], reading: FileReading) -> CodingProject:
    """Read a table of codings, with the texts that are named beside it."""
    tables = {path: found for path in paths if (found := first_table(path)) is not None}
    if not tables:
        read_source(paths[0], reading)  # says what is wrong with it
    if len(tables) != 1:
        raise InputError.one(
            f"{counted(len(tables), 'table')} of codings among the files",
            "name one, whose first row has a column document, and one of passage, code, says",
        )
    [(named, found)] = tables.items()
    texts: dict[str, CodedDocument] = {}
    for path in paths:
        if path != named:
            read = read_file(path).document
            for note in read.notes:
                reading.note(path, note)
            document = CodedDocument(path, Path(path).stem, read.text.whole, breaks="lines")
            for name in (Path(path).stem, Path(path).name):
                texts[name.casefold()] = document
    return table.read_project(found, texts, reading)


def _of_coder(project: CodingProject, coder: str | None) -> CodingProject:
    """Leave out what other coders have."""
    if coder is None:
        return project
    coders = dict.fromkeys(one.coder for one in project.passages if one.coder)
    wanted = [one for one in coders if one.casefold() == coder.strip().casefold()]
    if not wanted:
        raise InputError.one(
            f"`coder` names nobody who coded: {quoted(coder)}",
            one_of(coder, coders),
            arguments=("coder",),
        )
    kept = tuple(one for one in project.passages if one.coder in wanted)
    return replace(project, passages=kept)


def _in_use(project: CodingProject, reading: FileReading) -> CodingProject:
    """Leave out documents in which nothing is coded, but for those of our own files."""
    used = {one.document for one in project.passages}
    idle = [one for one in project.documents if one.key not in used and "id" not in one.about]
    if idle:
        some = listed((one.name or "a document without a name" for one in idle), most=5)
        reading.note(
            "", f"{counted(len(idle), 'document')} without a coded passage left out: {some}"
        )
    left_out = {one.key for one in idle}
    kept = tuple(one for one in project.documents if one.key not in left_out)
    return replace(project, documents=kept)
