"""One text, coded alike in every program: whatever it counts and however it stores it, the same passages are marked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from negsim.interop.qda.importing import import_codings
from negsim.interop.qda.register import ImportedRegister
from negsim.sources.form import read_form
from tests.interop.qda import databases, programs
from tests.interop.qda.programs import CODERS, CODES, NORMALISED

Written = Path | list[Path]

FILES: dict[str, Callable[[Path], Written]] = {
    "refi": lambda f: programs.refi(f / "p.qdpx"),
    "refi, text within": lambda f: programs.refi(f / "p.qdpx", inline=True),
    "refi, no names, braces": lambda f: programs.refi(f / "p.qdpx", names=False, braces=True),
    "nvivo": lambda f: programs.refi(f / "p.qdpx", end="\r\n", origin="NVivo 14", folder="Sources"),
    "atlas": lambda f: programs.refi(
        f / "p.qdpx", end="\r\n", counted_end="\n", origin="ATLAS.ti 23"
    ),
    "atlas, two for a line end": lambda f: programs.refi(
        f / "p.qdpx", end="\r\n", origin="ATLAS.ti 23"
    ),
    "a line end as one, told by nobody": lambda f: programs.refi(
        f / "p.qdpx", end="\r\n", counted_end="\n"
    ),
    "maxqda": lambda f: programs.refi(f / "p.qdpx", origin="MAXQDA 2022", bom=True),
    "byte-order mark counted": lambda f: programs.refi(f / "p.qdpx", bom=True, counts_bom=True),
    "refi in utf-16 units": lambda f: programs.refi(f / "p.qdpx", "utf16", selection_names=True),
    "refi in bytes": lambda f: programs.refi(f / "p.qdpx", "utf8"),
    "refi in bytes, line ends of two": lambda f: programs.refi(f / "p.qdpx", "utf8", "\r\n"),
    "refi, xml in utf-16": lambda f: programs.refi(f / "p.qdpx", encoding="utf-16"),
    "qualcoder": lambda f: databases.qualcoder(f / "p.qda"),
    "qualcoder, units of its cursor": lambda f: databases.qualcoder(f / "p.qda", "utf16"),
    "qualcoder, the database": lambda f: databases.qualcoder(f / "data.qda", as_folder=False),
    "taguette": lambda f: databases.taguette(f / "t.sqlite3"),
    "taguette, line ends of two": lambda f: databases.taguette(f / "t.sqlite3", "\r\n"),
    "dna": lambda f: databases.dna(f / "d.dna"),
    "dna, line ends of two": lambda f: databases.dna(f / "d.dna", "\r\n"),
    "doccano": lambda f: programs.doccano(f / "d"),
    "doccano, labels": lambda f: programs.doccano(f / "d", style="labels"),
    "doccano, entities": lambda f: programs.doccano(f / "d", style="entities", end="\r\n"),
    "doccano, early": lambda f: programs.doccano(f / "d", "utf16"),
    "label studio": lambda f: programs.label_studio(f / "l.json"),
    "label studio, early": lambda f: programs.label_studio(f / "l.json", "utf16", end="\r\n"),
    "comments in word": lambda f: programs.word(f / "letter.docx"),
    "maxqda's table": lambda f: programs.table(
        f / "t.csv", ("Document name", "Segment", "Code", "Created by"), ";", "\r\n"
    ),
    "taguette's table": lambda f: programs.table(
        f / "t.csv", ("document", "content", "tag", "user")
    ),
    "atlas's table": lambda f: programs.table(
        f / "t.tsv", ("Document", "Quotation Content", "Codes", "Modified by"), "\t"
    ),
}


def imported(written: Written, **more: str) -> ImportedRegister:
    paths = written if isinstance(written, list) else [written]
    return import_codings([str(path) for path in paths], stem="r", **more)  # type: ignore[arg-type]


def passages(found: ImportedRegister) -> list[tuple[str, str]]:
    """Give the words and the coder of each claim."""
    [document] = found.register.documents
    assert document.text is not None
    text = read_form(found.texts[document.text], document.text).whole
    marked = []
    for claim in found.register.claims:
        assert claim.anchor is not None, claim
        coder = (claim.note or "").removeprefix("Coder: ")
        marked.append((text[claim.anchor.start : claim.anchor.stop], coder))
    return marked


@pytest.mark.parametrize("program", FILES)
def test_the_same_passages_are_marked_whatever_a_program_counts(
    program: str, tmp_path: Path
) -> None:
    found = imported(FILES[program](tmp_path))
    coders = [
        {"refi, no names, braces": f"coder {1 + (coder == 'ben')}"}.get(program, coder)
        for coder in CODERS
    ]
    assert passages(found) == list(zip(NORMALISED, coders, strict=True))
    says = [claim.says for claim in found.register.claims]
    for said, code in zip(says, CODES, strict=True):
        assert f"{code}" in said


def test_two_annotators_of_a_short_export_have_the_same_text(tmp_path: Path) -> None:
    found = imported(programs.label_studio(tmp_path / "l.json", style="min"))
    assert len(found.register.documents) == 1
    assert passages(found) == list(zip(NORMALISED, CODERS, strict=True))
