"""A report as a file of the kind that its name's ending says: HTML, Word or Excel."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

from negsim.charts.output import unshown_in_words
from negsim.document.document import images
from negsim.errors import InputError, quoted
from negsim.files import write_bytes
from negsim.report.briefing import briefing
from negsim.report.html import write_html
from negsim.report.material import Material
from negsim.report.word.word import word
from negsim.report.workbook import workbook

Form = Literal["html", "docx", "xlsx"]
_ENDINGS: dict[str, Form] = {".html": "html", ".htm": "html", ".docx": "docx", ".xlsx": "xlsx"}
MEND = "let its name end in .html, .docx (Word) or .xlsx (Excel)"


def format_of(path: str | os.PathLike[str]) -> Form:
    """Give the format that a path's ending names.

    Examples
    --------
    >>> format_of("brief.DOCX")
    'docx'
    >>> format_of("brief.doc")
    Traceback (most recent call last):
    negsim.errors.InputError: no report can be written as 'brief.doc'
          mend: let its name end in .html, .docx (Word) or .xlsx (Excel)
    """
    form = _ENDINGS.get(Path(path).suffix.lower())
    if form is None:
        raise InputError.one(f"no report can be written as {quoted(str(path), 200)}", MEND)
    return form


def save(material: Material, path: str | os.PathLike[str]) -> str:
    """Write a report whole or not at all; the path's ending says the format.

    Returns
    -------
    What is to be known of it, such as signs that no font has; nothing where that is nothing.

    Raises
    ------
    InputError
        The ending names no format.
    OutputError
        The file cannot be written.
    """
    form = format_of(path)
    if form == "xlsx":
        write_bytes(path, workbook(material))
        return ""
    document = briefing(material)
    if form == "html":
        write_html(document, path)
        return ""  # its letters are drawn by whoever reads it
    write_bytes(path, word(document))
    return unshown_in_words(image.picture for image in images(document))
