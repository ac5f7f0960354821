"""A document as Markdown, every word as it stands: headings, lists, tables, and notes at the end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from negsim.document.content import (
    Block,
    Bullets,
    Facts,
    Image,
    Paragraph,
    Prose,
    Section,
    Table,
    shown,
)
from negsim.document.document import Document
from negsim.errors import printable

_SIGNS = re.compile(r"([\\`*_\[\]#|<>&~$])")
_FIRST = re.compile(
    r"^(\d{0,9})([-+=.)])"
)  # what makes a list or a heading of what follows or stands before


def markdown(document: Document) -> str:
    r"""Give a document as Markdown (CommonMark, with the tables and footnotes of GitHub).

    Examples
    --------
    >>> print(markdown(Document("A [draft]", (), "Clean", ": all.", ())))
    # A \[draft\]
    <BLANKLINE>
    **Clean**: all.
    <BLANKLINE>
    """
    numbers = document.number
    parts = [f"# {escaped(document.title)}", *map(escaped, document.dateline)]
    parts += [text for block in document.summary for text in _block(block, numbers)]
    parts.append(f"**{escaped(document.lead)}**{escaped(document.answer)}")
    parts += [escaped(document.more)] if document.more else []
    for section in document.sections:
        parts += _section(section, 2, numbers)
    for note in document.notes:
        grade = f"grade {note.grade}: " if note.grade else ""
        origin = f" {note.origin}" if note.origin else ""
        parts.append(f"[^{numbers[note.key]}]: {escaped(grade + note.says + origin)}")
    return "\n\n".join(parts) + "\n"


def escaped(text: str) -> str:
    r"""Give words that Markdown reads as themselves.

    Examples
    --------
    >>> print(escaped("1. <b> $x$ [a]"))
    1\. \<b\> \$x\$ \[a\]
    >>> print(escaped("- 3.5 (more): yes."))
    \- 3.5 (more): yes.
    """
    words = _SIGNS.sub(r"\\\1", " ".join(printable(text).split()))
    return _FIRST.sub(r"\1\\\2", words)


def _section(section: Section, level: int, numbers: Mapping[str, int]) -> Iterator[str]:
    yield f"{'#' * min(level, 6)} {escaped(section.title)}"
    if section.remark:
        yield escaped(section.remark)
    if section.said is not None:
        yield f"**{escaped(section.said.opening)}**{escaped(section.said.rest)}"
    for block in section.blocks:
        yield from _block(block, numbers)
    for inner in section.sections:
        yield from _section(inner, level + 1, numbers)


def _block(block: Block, numbers: Mapping[str, int]) -> Iterator[str]:
    def words(prose: Prose) -> str:
        return _words(prose, numbers)

    match block:
        case Paragraph():
            yield words(block.words)
            return
        case Bullets():
            marks = (f"{n}." if block.is_numbered else "-" for n in range(1, len(block.items) + 1))
            yield "\n".join(
                f"{mark} {words(i)}" for mark, i in zip(marks, block.items, strict=True)
            )
        case Facts():
            yield "\n".join(
                f"- **{words(fact.term).replace('**', '')}** "
                + " ".join(filter(None, map(words, (fact.says, *fact.remarks))))
                for fact in block.facts
            )
        case Table():
            yield escaped(block.caption)
            heads = [escaped(column.title) for column in block.columns]
            sides = ["--:" if column.side == "right" else ":--" for column in block.columns]
            rows = [[words(cell.words) for cell in row] for row in block.rows]
            yield "\n".join(f"| {' | '.join(row)} |" for row in (heads, sides, *rows))
        case Image():
            yield escaped(block.alt_text)
            return
    if block.left_off is not None:
        yield escaped(block.left_off)


def _words(prose: Prose, numbers: Mapping[str, int]) -> str:
    parts = []
    for span in shown(prose):
        text = escaped(span.text)
        if not text:
            parts.append(" " if span.text else "")
            continue
        # Marks of strong words stand beside letters; spaces of the span stay around them.
        before = " " if span.text[:1].isspace() else ""
        behind = " " if span.text[-1:].isspace() else ""
        mark = "**" if span.voice == "strong" else ""
        notes = "".join(f"[^{numbers[key]}]" for key in span.notes)
        parts.append(f"{before}{mark}{text}{mark}{notes}{behind}")
    return "".join(parts).strip()
