"""Notes as Word's own endnotes: renumbered when the text is edited, and referred to as often as need be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from negsim.document.document import Note
from negsim.report.word.markup import AFTER_ENDNOTES, bookmark, clean, element, field, place

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.endnotes+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/endnotes"

_MARK = "endnotereference"  # the id of the style of the small numbers


def refer(paragraph: Any, number: int, is_first: bool) -> None:
    """Put the small number of a note behind what has been written.

    Parameters
    ----------
    paragraph
        To write into.
    number : int
        Of the note, from 1 on, in the order in which notes are met.
    is_first : bool
        Whether it is met for the first time: there the note is anchored. Later numbers are fields that follow it.
    """
    name = f"note_{number}"
    if is_first:
        run = paragraph.add_run()
        run._r.style = _MARK
        run._r.append(element("w:endnoteReference", {"w:id": str(number)}))
        start, end = bookmark(name, number)
        run._r.addprevious(start)
        run._r.addnext(end)
        return
    for made in field(f"NOTEREF {name} \\h", str(number)):
        marks = element("w:rPr", None, element("w:rStyle", {"w:val": _MARK}))
        made.insert(0, marks)
        paragraph._p.append(made)


def comma(paragraph: Any) -> None:
    """Put a small comma between two numbers."""
    paragraph.add_run(", ")._r.style = _MARK


def add_notes(document: Any, notes: Sequence[Note]) -> None:
    """Add the part of the file that holds the notes, in the order of their numbers."""
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls
    from lxml import etree

    root = parse_xml(f"<w:endnotes {nsdecls('w', 'r')}/>")
    for number, kind in ((-1, "separator"), (0, "continuationSeparator")):
        line = element("w:p", None, element("w:r", None, element(f"w:{kind}")))
        root.append(element("w:endnote", {"w:type": kind, "w:id": str(number)}, line))
    for number, note in enumerate(notes, start=1):
        root.append(element("w:endnote", {"w:id": str(number)}, _written(note)))
    data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    package = document.part.package
    part = Part(PackURI("/word/endnotes.xml"), _TYPE, data, package)
    document.part.relate_to(part, _RELATION)
    told = element(
        "w:endnotePr",
        None,
        _decimal(),
        *(element("w:endnote", {"w:id": str(number)}) for number in (-1, 0)),
    )
    settings = document.settings.element
    settings.find(_compat()).addprevious(told)
    for section in document.sections:
        place(section._sectPr, element("w:endnotePr", None, _decimal()), AFTER_ENDNOTES)


def _decimal() -> Any:
    return element("w:numFmt", {"w:val": "decimal"})


def _compat() -> str:
    from docx.oxml.ns import qn

    return str(qn("w:compat"))


def _written(note: Note) -> Any:
    style = element("w:pPr", None, element("w:pStyle", {"w:val": "endnotetext"}))
    mark = element(
        "w:r",
        None,
        element("w:rPr", None, element("w:rStyle", {"w:val": _MARK})),
        element("w:endnoteRef"),
    )
    paragraph = element("w:p", None, style, mark)
    for text, bold in _parts(note):
        run = element("w:r")
        if bold:
            run.append(element("w:rPr", None, element("w:b")))
        shown = element("w:t", {"xml:space": "preserve"})
        shown.text = clean(text)
        run.append(shown)
        paragraph.append(run)
    return paragraph


def _parts(note: Note) -> list[tuple[str, bool]]:
    if note.kind == "assumption":
        name = "Assumed"
    else:
        name = f"{note.name}, grade {note.grade}" if note.grade else note.name
    says = f": {note.says}" if note.says else "."
    if not says.endswith((".", "?", "!", "”", "…")):
        says += "."
    return [
        (" ", False),
        (name, True),
        (says, False),
        (f" {note.origin}" if note.origin else "", False),
    ]
