"""The file written anew with what was drafted: comments and order kept, version 1 become 1.1."""

from __future__ import annotations

import os
from pathlib import Path

from negsim.errors import Fault, InputError
from negsim.language.editing import Edits
from negsim.language.load import loads
from negsim.language.writer import write_flow
from negsim.language.yaml.extents import Extent
from negsim.questions.draft.result import Draft


def written_anew(found: Draft, text: str, path: str, target: str) -> str:
    """Give the text of a scenario's file with what was drafted.

    Parameters
    ----------
    found : Draft
    text : str
        Of the file that the scenario was read from.
    path, target : str
        Where it stands, and where it is to stand: the files that it names are named from there.

    Raises
    ------
    InputError
        What is added cannot stand there, or the file says something that version 1.1 of the language refuses.
    """
    edits = Edits(text, path)
    edits.merge(found.additions())
    version = edits.find("negsim")
    if version is not None and version.text != "1.1":
        edits.replace(version, "1.1")
    for extent in _paths(edits):
        edits.replace(extent, write_flow(_from_there(extent.text, path, target)))
    result = edits.result()
    try:
        loads(result, target)
    except InputError as error:
        raise InputError(_told(fault) for fault in error.faults) from None
    return result


def _told(fault: Fault) -> Fault:
    return Fault(fault.where, f"with what is drafted, {fault.what}", fault.mend, fault.excerpt)


def _paths(edits: Edits) -> list[Extent]:
    """Find the names of other files: registers, and the note of a brief."""
    claims, note = edits.find("claims"), edits.find("brief", "text")
    found = [] if claims is None else [claims] if claims.kind == "scalar" else claims.parts
    return [
        extent
        for extent in (*found, *([note] if note is not None else []))
        if extent.kind == "scalar"
    ]


def _from_there(name: str, path: str, target: str) -> str:
    """Name a file as the new place of the scenario has to."""
    here, there = Path(path).resolve().parent, Path(target).resolve().parent
    if here == there or "://" in name or Path(name).is_absolute():
        return name
    return Path(os.path.relpath(here / name, there)).as_posix()
