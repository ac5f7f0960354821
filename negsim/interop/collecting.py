"""Paths to the files of one kind that they stand for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from negsim.errors import InputError, quoted
from negsim.interop.reading import FileReading
from negsim.interop.recognising import Kind
from negsim.interop.sources import SourceFile, files_of, read_source
from negsim.language.names import listed

KINDS: dict[Kind, str] = {
    "genius": "Genius",
    "geniusweb": "GeniusWeb",
    "negolog": "NegoLog",
    "negmas": "NegMAS",
    "spreadsheet": "a spreadsheet",
    "scores": "LLM-Deliberation score files",
}


SCORES_FOLDER = "scores_files"
# Endings of files that lie beside domains for people: whatever they hold is no fault.
_FOR_PEOPLE = (".txt", ".csv", ".tsv", ".tab", ".xlsx", ".xlsm")


def collect(paths: Sequence[str], kind: Kind | None, reading: FileReading) -> list[SourceFile]:
    """Read the files that paths name, or that lie in the folders that they name.

    What is named must be of a known kind; what merely lies in a folder may be something else, and is told.

    Raises
    ------
    InputError
        A file cannot be read, none is of the kind, or they are of several kinds.
    """
    named = [path for path in paths if not Path(path).is_dir()]
    there = {Path(path).resolve() for path in named}
    inside = [
        name
        for path in paths
        if path not in named
        for name in _inside(path)
        if Path(name).resolve() not in there
    ]
    sources = [*_read(named, reading, is_named=True), *_read(inside, reading, is_named=False)]
    reading.stop_if_faulty()
    known = []
    for source in sources:
        if (
            source.kind is not None
            and kind in (None, source.kind)
            and (source.is_named or source.kind != "spreadsheet" or source.part == "domain")
        ):
            known.append(source)
        else:
            _leave(source, kind, reading)
    reading.stop_if_faulty()
    if not any(source.part == "domain" or source.kind == "negolog" for source in known):
        reading.leave_unread(enough=False)
        reading.stop_if_faulty()
    return _of_one_kind(known, paths, kind)


def _inside(folder: str) -> list[str]:
    """List what lies in a folder, and in the folder of score files that a game has in it."""
    scores = Path(folder) / SCORES_FOLDER
    return [*files_of(folder), *(files_of(str(scores)) if scores.is_dir() else ())]


def _read(names: Sequence[str], reading: FileReading, *, is_named: bool) -> list[SourceFile]:
    sources = []
    for name in names:
        try:
            sources.append(replace(read_source(name, reading), is_named=is_named))
        except InputError as error:
            if is_named:
                reading.faults += error.faults
            elif not name.lower().endswith(_FOR_PEOPLE) or Path(name).parent.name == SCORES_FOLDER:
                reading.unread[name] = error.faults
            else:
                reading.note(name, "this file cannot be read, and was left aside")
    return sources


def _leave(source: SourceFile, kind: Kind | None, reading: FileReading) -> None:
    """Leave a file aside: a fault where it was named, else told, but for texts for people."""
    where = source.xml.where if source.xml else source.node.where if source.node else None
    if source.is_named:
        wanted = listed(KINDS.values()) if kind is None else KINDS[kind]
        reading.fault(
            where,
            f"{quoted(source.path, 200)} is none of the files that can be imported",
            f"name a file of {wanted}",
        )
    elif Path(source.path).suffix.lower() != ".txt":
        reading.note(source.path, "this file is no part of a domain, and was left aside")


def _of_one_kind(
    known: list[SourceFile], paths: Sequence[str], kind: Kind | None
) -> list[SourceFile]:
    kinds = sorted({source.kind for source in known if source.kind is not None})
    if len(kinds) > 1 and "scores" in kinds:  # a text beside a domain is no game
        known = [source for source in known if source.kind != "scores"]
        kinds.remove("scores")
    if len(kinds) > 1:
        raise InputError.one(
            f"the files are of several kinds: {listed(kinds)}",
            f"say which: `kind` {kinds[0]}",
            arguments=("kind",),
        )
    if not known:
        wanted = "known files" if kind is None else f"files of {KINDS[kind]}"
        raise InputError.one(
            f"no {wanted} in {listed(paths)}", "name a domain's file, or the folder that holds it"
        )
    return known
