"""A section as a reader reads it: everything that it says, in order."""

from __future__ import annotations

from collections.abc import Iterator

from negsim.document.content import Block, Bullets, Facts, Paragraph, Prose, Section, Table, plain
from negsim.document.document import all_sections


def words_of(section: Section) -> str:
    """Give all words of a section, and of the sections in it, a line each."""
    said: list[str] = []
    for one in all_sections([section]):
        said += [one.title, one.remark, one.said.text if one.said is not None else ""]
        said += [plain(words) for block in one.blocks for words in _prose(block)]
    return "\n".join(said)


def section(whole: Section, name: str) -> Section:
    """Give the section of this id within another."""
    (found,) = [one for one in all_sections([whole]) if one.id == name]
    return found


def _prose(block: Block) -> Iterator[Prose]:
    match block:
        case Paragraph():
            yield block.words
        case Bullets():
            yield from block.items
        case Facts():
            for fact in block.facts:
                yield from (fact.term, fact.says, *fact.remarks)
        case Table():
            yield from (cell.words for row in block.rows for cell in row)
        case _:
            return
