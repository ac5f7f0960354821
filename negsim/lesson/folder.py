"""The folder of an exercise: a sheet for each role, the instructor's, and the form."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from negsim.document.document import Document
from negsim.files import make_folder, write_bytes
from negsim.lesson.agreements import form
from negsim.lesson.instructor import instructor_sheet
from negsim.lesson.role import role_sheet
from negsim.questions.profile import Profiles
from negsim.report.html import html
from negsim.report.material import Material
from negsim.report.word.word import word

Form = Literal["html", "docx"]


def write_lesson(material: Material, folder: Path, kind: Form) -> Iterator[Path]:
    """Write what a class needs; each file is given once it is there, whole.

    Raises
    ------
    OutputError
        The folder cannot be made, or a file cannot be written.
    """
    make_folder(folder)
    space = material.findings.space
    profiles = material.of(Profiles)
    for actor in space.scenario.actors:
        yield write_page(role_sheet(space, actor, profiles), folder / f"role_{actor.id}.{kind}")
    yield write_page(instructor_sheet(material), folder / f"instructor.{kind}")
    path = folder / "agreements.xlsx"
    write_bytes(path, form(space.scenario))
    yield path


def write_page(document: Document, path: Path) -> Path:
    """Write a page as HTML, or as a Word document where its name ends in .docx."""
    if path.suffix.lower() == ".docx":
        write_bytes(path, word(document))
    else:
        write_bytes(path, html(document).encode("utf-8"))
    return path
