"""A negotiating text as a file that one can go on writing in: Word, HTML, Markdown or PDF."""

from __future__ import annotations

import os
from functools import partial

from negsim.charts.fonts import own_folder
from negsim.charts.output import render
from negsim.document.document import Document
from negsim.document.markdown import markdown
from negsim.document.notes import all_notes
from negsim.document.pdf import pdf, require_typst
from negsim.document.result import told
from negsim.files import ending_of, write_bytes, write_text
from negsim.language.phrases import day
from negsim.questions.text.result import NegotiatingText
from negsim.questions.text.tell import answer
from negsim.report.html import write_html
from negsim.report.word.word import word

ENDINGS = (".docx", ".html", ".md", ".pdf")
MEND = "let its name end in .docx (Word), .html, .md (Markdown) or .pdf"


def text_document(found: NegotiatingText) -> Document:
    """Give the text as a document: its title, how far it is agreed, its articles, and for the mediator its notes."""
    scenario, said = found.scenario, answer(found)
    dated = (f"Positions as of {day(scenario.as_of)}",) if scenario.as_of else ()
    copy = ("The mediator's copy: not to be handed on",) if found.is_for_mediator else ()
    return Document(
        title=scenario.title,
        dateline=(*dated, *copy),
        lead=said.opening,
        answer=said.rest,
        front=told(found).sections,
        known=all_notes(scenario),
        is_open=found.has_deal or found.package is not None,
    )


def check_ending(path: str | os.PathLike[str]) -> str:
    """Give the ending of a path that a text can be written to, before the work rather than after it.

    Examples
    --------
    >>> check_ending("draft.docx")
    '.docx'
    >>> check_ending("draft.txt")
    Traceback (most recent call last):
    negsim.errors.InputError: no text can be written as 'draft.txt'
          mend: let its name end in .docx (Word), .html, .md (Markdown) or .pdf
    """
    ending = ending_of(path, "text", ENDINGS, MEND)
    if ending == ".pdf":
        require_typst()
    return ending


def save_text(found: NegotiatingText, path: str | os.PathLike[str]) -> None:
    """Write a text whole or not at all; the path's ending says the format.

    Raises
    ------
    InputError
        The ending names no format.
    OutputError
        The file cannot be written.
    """
    ending, document = check_ending(path), text_document(found)
    if ending == ".docx":
        write_bytes(path, word(document))
    elif ending == ".html":
        write_html(document, path)
    elif ending == ".md":
        write_text(path, markdown(document))
    else:
        write_bytes(path, pdf(document, partial(render, form="svg"), [own_folder()]))
