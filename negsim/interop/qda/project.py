"""A coding project as its program has it: documents, passages that coders marked, and their codes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from negsim.sources.text import Breaks, Unit

_MOST_DIGITS = 15
CodePath = tuple[str, ...]  # a code and the codes above it, topmost first


@dataclass(frozen=True)
class OffsetCounting:
    """How a program counts the characters of a document.

    Parameters
    ----------
    unit : {"codepoints", "utf16", "utf8", "graphemes"}
    joins_line_ends : bool
        Whether CR LF counts as one, where the file stores both.
    counts_mark : bool
        Whether a byte-order mark at the beginning counts.
    """

    unit: Unit = "codepoints"
    joins_line_ends: bool = False
    counts_mark: bool = False


@dataclass(frozen=True)
class CodedDocument:
    """A document of a project.

    Parameters
    ----------
    key : str
        By which passages name it.
    name : str
        As people see it; empty where the program gave none.
    raw : str or None
        Its text as it is stored, without a byte-order mark; None where the project does not hold it.
    about : mapping
        What the register says of a document, as far as the program knows: `title`, `author`, `date`, …
    has_mark : bool
        Whether a byte-order mark stood before the text.
    places : sequence of int or None
        Where in `raw` each character stands that the program counts; None where it counts all.
    breaks : {"auto", "lines", "blank"}
        What ends a paragraph in it.
    """

    key: str
    name: str
    raw: str | None
    about: Mapping[str, Any] = field(default_factory=dict)
    has_mark: bool = False
    places: Sequence[int] | None = None
    breaks: Breaks = "auto"


@dataclass(frozen=True)
class CodedPassage:
    """A passage that one coder marked, or what one claim says.

    Parameters
    ----------
    document : str
    start, stop : int or None
        As the program counts; None where it gives no place.
    words : str or None
        The words that the file has of it.
    is_verbatim : bool
        Whether these are surely the passage; else a name that may be its beginning.
    codes : tuple of CodePath
    coder : str or None
    says : str or None
        What the coder noted.
    claim : str or None
        The id of the claim, where the file is ours; such passages are not joined.
    more : mapping
        Further keys of the claim, as plain data.
    """

    document: str
    start: int | None = None
    stop: int | None = None
    words: str | None = None
    is_verbatim: bool = True
    codes: tuple[CodePath, ...] = ()
    coder: str | None = None
    says: str | None = None
    claim: str | None = None
    more: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class CodingProject:
    """All that is read of a file.

    Parameters
    ----------
    program : str
        Whose file it is, for people.
    documents : tuple of CodedDocument
    passages : tuple of CodedPassage
    codes : dict of CodePath to str
        The code book: what each code is said to mean, empty where nothing is said.
    counting : OffsetCounting
        How the program says that it counts.
    is_certain : bool
        Whether it surely does.
    sections : mapping
        `conflicts` and `silences` of a register, where the file is ours.
    """

    program: str
    documents: tuple[CodedDocument, ...]
    passages: tuple[CodedPassage, ...]
    codes: Mapping[CodePath, str] = field(default_factory=dict)
    counting: OffsetCounting = OffsetCounting()
    is_certain: bool = False
    sections: Mapping[str, Any] = field(default_factory=dict)


def offset(value: object) -> int | None:
    """Give an offset as a number; None where it is none.

    Examples
    --------
    >>> offset("12"), offset(12), offset(""), offset("1e3"), offset(None)
    (12, 12, None, None, None)
    """
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    text = str(value or "").strip()
    return int(text) if text.isdecimal() and text.isascii() and len(text) <= _MOST_DIGITS else None
