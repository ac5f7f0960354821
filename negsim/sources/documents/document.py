"""What is read of a document: its text, the comments on it, and what the file says of itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from negsim.errors import InputError, quoted
from negsim.sources.text import Text, normalise, normalised

MOST_CHARACTERS = 10_000_000
_ENDS = dict.fromkeys(
    map(ord, "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"), " "
)  # within a paragraph


@dataclass(frozen=True)
class Comment:
    """A remark that a reviewer made on a passage.

    Parameters
    ----------
    start, stop : int
        The passage, in code points of the normalised text.
    says : str
    author : str or None
    date : date or None
    """

    start: int
    stop: int
    says: str
    author: str | None = None
    date: dt.date | None = None


@dataclass(frozen=True)
class RawComment:
    """A remark as a file has it, on a passage from one place to another: paragraph and character, from 0."""

    start: tuple[int, int]
    stop: tuple[int, int]
    says: str
    author: str | None = None
    date: str | None = None


@dataclass(frozen=True)
class About:
    """What a file says of itself; `saved` is the day on which it was saved last, or made."""

    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    stated: dt.date | None = None
    saved: dt.date | None = None


@dataclass(frozen=True)
class ReadDocument:
    """A document that was read.

    Parameters
    ----------
    text : Text
    about : About
    comments : tuple of Comment
        In the order of their passages.
    notes : tuple of str
        What was left out or guessed, for whoever puts it right.
    """

    text: Text
    about: About = field(default_factory=About)
    comments: tuple[Comment, ...] = ()
    notes: tuple[str, ...] = ()


def assembled(
    path: str,
    paragraphs: Sequence[tuple[str, int | None]],
    about: About,
    comments: Iterable[RawComment] = (),
    notes: Sequence[str] = (),
) -> ReadDocument:
    """Put together what a reader found.

    Parameters
    ----------
    path : str
        As messages name it.
    paragraphs : sequence of pairs
        Each as the file has it, and its page.
    about, comments, notes
        See `ReadDocument`. A comment on no words is noted and left out.

    Raises
    ------
    InputError
        There is no text, or more than ten million characters.
    """
    lines = [raw.translate(_ENDS) for raw, _ in paragraphs]
    pages = [page for line, (_, page) in zip(lines, paragraphs, strict=True) if line.strip()]
    if not pages:
        raise InputError.one(
            f"{quoted(path, 200)} holds no text", "check that it is the right file"
        )
    starts, place = [], 0
    for line in lines:
        starts.append(place)
        place += len(line) + 1
    if place > MOST_CHARACTERS:
        raise InputError.one(
            f"{quoted(path, 200)} holds more than {MOST_CHARACTERS:,} characters", "split it"
        )
    found = normalise("\n".join(lines), "lines")
    text = Text(found.text.paragraphs, tuple(pages) if any(pages) else ())
    told, placed = list(notes), []
    for comment in comments:
        start, stop = (starts[at] + offset for at, offset in (comment.start, comment.stop))
        passage = found.place(start, stop)
        if passage is None:
            told.append(f"left out: a comment on no words: {quoted(comment.says)}")
            continue
        says = "\n".join(normalised(line) for line in comment.says.split("\n"))
        placed.append(Comment(*passage, says, comment.author, day(comment.date)))
    placed.sort(key=lambda comment: (comment.start, comment.stop))
    return ReadDocument(text, about, tuple(placed), tuple(told))


def day(text: str | None) -> dt.date | None:
    """Give the day with which a text begins, as ISO 8601 or a PDF writes it; None where it begins otherwise.

    Examples
    --------
    >>> day("2025-01-18T09:30:00Z"), day("D:20250118093000"), day("last week")
    (datetime.date(2025, 1, 18), datetime.date(2025, 1, 18), None)
    """
    digits = (text or "").strip().removeprefix("D:")[:10]
    try:
        return dt.date.fromisoformat(digits if "-" in digits else digits[:8])
    except ValueError:
        return None


def said(text: str | None) -> str | None:
    """Give a text that a file has of itself, on one line and not too long; None where it says nothing."""
    return normalised(text or "")[:500] or None
