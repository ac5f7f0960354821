"""A section as a reader reads it: everything that it says, in order."""

from __future__ import annotations

from collections.abc import Iterator

from negsim.document.content import Block, Bullets, Facts, Paragraph, Prose, Section, Table, plain
from negsim.document.document import all_sections


def words_of(section: Section) -> str:
    """Give all words of a section, and of the sections in it, a line each."""
    return "\n".join(words for together in _told(section) for words in together)


def texts(section: Section) -> Iterator[str]:
    """Give what a section says, one after another: answers, titles, remarks, paragraphs, items, facts, rows."""
    return (" ".join(together) for together in _told(section))


def _told(section: Section) -> Iterator[tuple[str, ...]]:
    """Give words, those together that stand together."""
    for one in all_sections([section]):
        said = [] if one.said is None else [one.said.text]
        yield from ((words,) for words in [*said, one.title, one.remark] if words)
        for block in one.blocks:
            yield from (tuple(map(plain, together)) for together in _prose(block))


def section(whole: Section, name: str) -> Section:
    """Give the section of this id within another."""
    (found,) = [one for one in all_sections([whole]) if one.id == name]
    return found


def _prose(block: Block) -> Iterator[tuple[Prose, ...]]:
    """What stands together."""
    match block:
        case Paragraph():
            yield (block.words,)
        case Bullets():
            yield from ((item,) for item in block.items)
        case Facts():
            yield from ((fact.term, fact.says, *fact.remarks) for fact in block.facts)
        case Table():
            yield from (tuple(cell.words for cell in row) for row in block.rows)
