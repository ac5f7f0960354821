"""The text beside a register: numbered paragraphs that a person can join, split and put right, and that are read back.

A mark such as ``[¶12, p. 3]`` stands before each paragraph, and an empty line between two. A paragraph begins at a mark
or after an empty line; numbers are for the eye and counted anew when it is read.
"""

from __future__ import annotations

import re

from negsim.errors import InputError, quoted
from negsim.sources.text import Text, normalised, text_of

_MARK = re.compile(r"\[¶ ?\d+(?:, p\. (?P<page>\d{1,7}))?\](?: |$)")


def write_form(text: Text) -> str:
    r"""Write a text with numbered paragraphs, one a line.

    Examples
    --------
    >>> print(write_form(Text(("Night work.", "No deal."), (1, 2))), end="")
    [¶1, p. 1] Night work.
    <BLANKLINE>
    [¶2, p. 2] No deal.
    """
    lines = []
    for number, paragraph in enumerate(text.paragraphs, 1):
        page = text.page(number)
        mark = f"[¶{number}]" if page is None else f"[¶{number}, p. {page}]"
        lines.append(f"{mark} {paragraph}\n")
    return "\n".join(lines)


def is_form(text: str) -> bool:
    """Whether a text has numbered paragraphs as `write_form` writes them: its first line of words has a mark."""
    first = next((line for line in text.removeprefix("\ufeff").splitlines() if line.strip()), "")
    return _MARK.match(first.lstrip()) is not None


def read_form(text: str, path: str) -> Text:
    r"""Read a text with numbered paragraphs back, whatever became of the numbers.

    Raises
    ------
    InputError
        No word is left.

    Examples
    --------
    >>> read_form("[¶1, p. 4] Night\nwork.\n\nAnd more.\n\n[¶2, p. 5] No deal.\n", "minutes.txt")
    Text(paragraphs=('Night work.', 'And more.', 'No deal.'), pages=(4, 4, 5))
    """
    found: list[tuple[list[str], int | None]] = []
    page: int | None = None
    is_new = True
    for line in text.removeprefix("\ufeff").split("\n"):
        words = normalised(line)
        if not words:
            is_new = True
            continue
        mark = _MARK.match(words)
        if mark is not None:
            page = int(mark["page"]) if mark["page"] else None
            words = words[mark.end() :]
        if is_new or mark is not None:
            found.append(([], page))
        found[-1][0].append(words)
        is_new = False
    read = text_of((" ".join(lines), at) for lines, at in found)
    if not read.paragraphs:
        raise InputError.one(
            f"{quoted(path, 200)} holds no text", "check that it is the right file"
        )
    return read
