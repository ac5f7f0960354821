"""A report as a file of the kind that its name's ending says: HTML, PDF, Word or Excel."""

from __future__ import annotations

import os
from functools import partial
from typing import Literal

from negsim.charts.fonts import own_folder
from negsim.charts.output import render, unshown_in_words
from negsim.document.document import images
from negsim.document.pdf import pdf, require_typst
from negsim.errors import InputError
from negsim.files import ending_of, write_bytes
from negsim.report.briefing import briefing
from negsim.report.html import write_html
from negsim.report.material import Material
from negsim.report.parts import Settings
from negsim.report.word.word import word
from negsim.report.workbook import workbook

Form = Literal["html", "pdf", "docx", "xlsx"]
_ENDINGS: dict[str, Form] = {
    ".html": "html",
    ".htm": "html",
    ".pdf": "pdf",
    ".docx": "docx",
    ".xlsx": "xlsx",
}
MEND = "let its name end in .html, .pdf, .docx (Word) or .xlsx (Excel)"


def format_of(path: str | os.PathLike[str]) -> Form:
    """Give the format that a path's ending names.

    Examples
    --------
    >>> format_of("brief.DOCX")
    'docx'
    >>> format_of("brief.doc")
    Traceback (most recent call last):
    negsim.errors.InputError: no report can be written as 'brief.doc'
          mend: let its name end in .html, .pdf, .docx (Word) or .xlsx (Excel)
    """
    return _ENDINGS[ending_of(path, "report", _ENDINGS, MEND)]


def ready(path: str | os.PathLike[str], settings: Settings) -> Form:
    """Give the format of a path, before the work rather than after it.

    Raises
    ------
    InputError
        The ending names no format, the library that writes it is not installed, or a workbook is asked for what it
        does not have.
    """
    form = format_of(path)
    if form == "pdf":
        require_typst()
    said = (settings.summary, settings.author, settings.dated, settings.marking)
    if form == "xlsx" and (settings.short or settings.annex or any(said)):
        raise InputError.one(
            "a workbook has tables alone: no summary, author, date or marking, no annex to open, no first page",
            "write a .html, .pdf or .docx with them, and the workbook without",
        )
    return form


def save(material: Material, path: str | os.PathLike[str]) -> str:
    """Write a report whole or not at all; the path's ending says the format.

    Returns
    -------
    What is to be known of it, such as signs that no font has; nothing where that is nothing.

    Raises
    ------
    InputError
        As for `ready`.
    OutputError
        The file cannot be written.
    """
    form = ready(path, material.settings)
    if form == "xlsx":
        write_bytes(path, workbook(material))
        return ""
    document, annex = briefing(material), material.settings.annex
    if form == "html":
        write_html(document, path, is_folded=not annex)
        return ""  # its letters are drawn by whoever reads it
    document = document if annex else document.without_annex()
    if form == "pdf":
        write_bytes(path, pdf(document, partial(render, form="svg"), [own_folder()]))
        return ""  # it carries its fonts
    write_bytes(path, word(document))
    return unshown_in_words(image.picture for image in images(document))
