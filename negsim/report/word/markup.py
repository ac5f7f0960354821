"""The few elements of WordprocessingML (ECMA-376) that python-docx has no words for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from negsim.errors import printable

# What may only come after some elements, of what we ourselves put there.
AFTER_BIDI = ("w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:jc", "w:rPr", "w:sectPr")
AFTER_BORDERS = ("w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook", "w:tblCaption")
AFTER_ENDNOTES = ("w:type", "w:pgSz", "w:pgMar", "w:cols", "w:docGrid")


def element(tag: str, attributes: Mapping[str, str] | None = None, *children: Any) -> Any:
    """Make an element: `w:tag`, its attributes `w:key`, and what stands in it."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(tag)
    for key, value in (attributes or {}).items():
        made.set(qn(key), value)
    for child in children:
        made.append(child)
    return made


def place(parent: Any, child: Any, before: tuple[str, ...]) -> None:
    """Put an element where the schema wants it: before the first of some others."""
    parent.insert_element_before(child, *before)


def field(instruction: str, shown: str) -> list[Any]:
    """Make the runs of a field, such as the number of a page, with what it shows until it is worked out anew."""

    def run(*children: Any) -> Any:
        return element("w:r", None, *children)

    def mark(kind: str) -> Any:
        return run(element("w:fldChar", {"w:fldCharType": kind}))

    asked = element("w:instrText", {"xml:space": "preserve"})
    asked.text = f" {instruction} "
    text = element("w:t")
    text.text = shown
    return [mark("begin"), run(asked), mark("separate"), run(text), mark("end")]


def bookmark(name: str, number: int) -> tuple[Any, Any]:
    """Make the two ends of a bookmark."""
    start = element("w:bookmarkStart", {"w:id": str(number), "w:name": name})
    return start, element("w:bookmarkEnd", {"w:id": str(number)})


def restarted(document: Any) -> int:
    """Give a count of its own to a numbered list, which else would go on from the list before; its id."""
    numbering = document.part.numbering_part.element
    styled = document.styles["List Number"].element.pPr.numPr.numId.val
    made = numbering.add_num(numbering.num_having_numId(styled).abstractNumId.val)
    made.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(made.numId)


def clean(text: str) -> str:
    """Make a text one that XML takes and that moves no cursor: line ends are spaces."""
    return printable(text.replace("\r\n", " ").replace("\n", " ").replace("\t", " "))
