"""An analyst's own note as blocks: paragraphs, lists and headings of Markdown, words in bold; all else as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from negsim.document.content import Block, Bullets, Paragraph, Prose, Span

_ITEM = re.compile(r"(?:[-*+•]|\d{1,3}[.)])\s+")
_NUMBER = re.compile(r"\d")
_HEADING = re.compile(r"#{1,6}\s+(.*?)\s*#*$")
_STRONG = re.compile(r"\*\*(\S(?:.*?\S)?)\*\*")


def blocks(text: str) -> tuple[Block, ...]:
    """Give a note as blocks.

    Examples
    --------
    >>> [span.text for span in blocks("A **deal** is near.")[0].words]
    ['A ', 'deal', ' is near.']
    """
    return tuple(block for lines in _stretches(text) for block in _blocks(lines))


def _stretches(text: str) -> Iterator[list[str]]:
    """Part a text where lines are empty."""
    lines: list[str] = []
    for line in [*text.splitlines(), ""]:
        if line.strip():
            lines.append(line.strip())
        elif lines:
            yield lines
            lines = []


def _blocks(lines: list[str]) -> Iterator[Block]:
    """Take a stretch apart: headings, lines of words, and items with the lines that go on with them."""
    words: list[str] = []
    items: list[list[str]] = []
    is_numbered = False

    def told() -> Iterator[Block]:
        if words:
            yield Paragraph(_prose(" ".join(words)))
        if items:
            yield Bullets(tuple(_prose(" ".join(item)) for item in items), is_numbered)
        words.clear()
        items.clear()

    for line in lines:
        heading, item = _HEADING.match(line), _ITEM.match(line)
        if heading is not None:
            yield from told()
            yield Paragraph((Span(heading[1], "strong"),))
        elif item is not None:
            if not items:
                yield from told()
                is_numbered = _NUMBER.match(line) is not None
            items.append([line[item.end() :]])
        else:
            (items[-1] if items else words).append(line)
    yield from told()


def _prose(text: str) -> Prose:
    spans, end = [], 0
    for found in _STRONG.finditer(text):
        spans += [Span(text[end : found.start()]), Span(found[1], "strong")]
        end = found.end()
    spans.append(Span(text[end:]))
    return tuple(span for span in spans if span.text)
