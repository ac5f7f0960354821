"""How a program counted: by what it says, unless the passages themselves say otherwise, which is told.

Programs that share a format count the same text differently: code points, units of UTF-16, bytes of UTF-8; two
characters for CR LF, or one; a byte-order mark, or none. Three things tell: offsets beyond the end of the text, the
words that some programs store beside their offsets, and passages that would begin or end within a word.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from negsim.interop.qda.project import CodedDocument, CodedPassage, OffsetCounting
from negsim.sources.text import Offsets, Unit, normalised

_MARK = "\ufeff"
_UNITS: tuple[Unit, ...] = ("codepoints", "utf16", "utf8", "graphemes")
_FEWER = 4  # ends within words tell only where another counting leaves so many times fewer
_SHORTEST = 8  # letters of a name that may be the beginning of a passage


class Counted:
    """A document as a program counts it: offsets to code points of its text."""

    def __init__(self, document: CodedDocument, counting: OffsetCounting) -> None:
        assert document.raw is not None
        self.raw = document.raw
        text, places = _counted_text(document, counting)
        self._offsets = Offsets(text, counting.unit)
        self._places = places

    def place(self, start: int, stop: int) -> tuple[int, int] | None:
        """Give a passage in code points of the text as it is stored; None where it lies outside, or is empty."""
        first, last = (self._offsets.to_codepoints(offset) for offset in (start, stop))
        if first is None or last is None or first >= last:
            return None
        # What ends before an inserted or joined sign ends at its last own character.
        return self._places[first], self._places[last - 1] + 1


def _counted_text(document: CodedDocument, counting: OffsetCounting) -> tuple[str, Sequence[int]]:
    """Give the characters that count, and where each stands in the stored text."""
    raw = document.raw or ""
    places: Sequence[int] = range(len(raw)) if document.places is None else document.places
    if counting.joins_line_ends:
        kept = (at for at in places if not (raw[at] == "\r" and raw[at + 1 : at + 2] == "\n"))
        places = array("L", kept)
    has_all = len(places) == len(raw)
    text = raw if has_all else "".join(raw[at] for at in places)
    if counting.counts_mark and document.has_mark:
        return _MARK + text, array("L", (0, *places))
    return text, places


@dataclass(frozen=True, order=True)
class Fit:
    """How well a counting fits all passages: fewer is better, what comes first before all else.

    Parameters
    ----------
    outside : int
        Passages outside their text.
    wrong : int
        Passages whose words are others than the file has.
    unnamed : int
        Passages that do not begin as their name does.
    ragged : int
        Passages that begin or end within a word.
    """

    outside: int = 0
    wrong: int = 0
    unnamed: int = 0
    ragged: int = 0


def fit(
    counting: OffsetCounting, documents: Iterable[CodedDocument], passages: Sequence[CodedPassage]
) -> Fit:
    """Say how well a counting fits the passages that have a place."""
    counted = {one.key: Counted(one, counting) for one in documents if one.raw is not None}
    outside = wrong = unnamed = ragged = 0
    for passage in passages:
        here = counted.get(passage.document)
        if here is None or passage.start is None or passage.stop is None:
            continue
        place = here.place(passage.start, passage.stop)
        if place is None:
            outside += 1
            continue
        found = normalised(here.raw[slice(*place)])
        if passage.words is not None and passage.is_verbatim:
            wrong += not same_words(found, passage.words)
        elif passage.words:
            unnamed += not _begins(found, normalised(passage.words))
        ragged += _cuts(here.raw, place[0]) or _cuts(here.raw, place[1])
    return Fit(outside, wrong, unnamed, ragged)


def same_words(found: str, words: str) -> bool:
    r"""Whether a passage has the words that a file gives of it, however these end their lines.

    Examples
    --------
    >>> same_words("No deal. None.", "No deal.\\nNone.")
    True
    """
    return found == normalised(words) or found == normalised(words.replace("\\n", "\n"))


def _begins(found: str, name: str) -> bool:
    return found == name or (len(name) >= _SHORTEST and found.startswith(name.rstrip(".…")))


def _cuts(text: str, place: int) -> bool:
    return 0 < place < len(text) and text[place - 1].isalnum() and text[place].isalnum()


def counting_of(
    documents: Sequence[CodedDocument],
    passages: Sequence[CodedPassage],
    stated: OffsetCounting,
    unit: Unit | None = None,
) -> tuple[OffsetCounting, str | None]:
    """Choose how a project counts.

    Parameters
    ----------
    documents : sequence of CodedDocument
    passages : sequence of CodedPassage
    stated : OffsetCounting
        As the program says.
    unit : str or None
        The unit, where somebody said which.

    Returns
    -------
    OffsetCounting
    str or None
        What to tell: where another counting than the stated one was taken, and why.
    """
    if unit is not None:
        stated = OffsetCounting(unit, stated.joins_line_ends, stated.counts_mark)
    before = fit(stated, documents, passages)
    if before == Fit():
        return stated, None
    others = [(one, fit(one, documents, passages)) for one in _others(documents, stated, unit)]
    best, after = min([(stated, before), *others], key=lambda one: one[1])
    is_by_edges = (after.outside, after.wrong, after.unnamed) == (
        before.outside,
        before.wrong,
        before.unnamed,
    )
    if best == stated or (is_by_edges and after.ragged * _FEWER > before.ragged):
        return stated, None
    placed = sum(one.start is not None for one in passages)
    why = f"offsets are taken to count {_in_words(best)}, not {_in_words(stated)}: so "
    return best, why + _why(before, after, placed)


def _why(before: Fit, after: Fit, placed: int) -> str:
    """Say by what one counting is better than another: the first thing that differs."""
    if after.outside != before.outside:
        return f"{placed - after.outside} of {placed} passages lie within the text, else {placed - before.outside}"
    good, bad = (placed - one.wrong - one.unnamed for one in (after, before))
    if good != bad:
        return f"{good} of {placed} passages have the words that the file has of them, else {bad}"
    good, bad = (placed - one.ragged for one in (after, before))
    return f"{good} of {placed} passages begin and end where a word does, else {bad}"


def _others(
    documents: Sequence[CodedDocument], stated: OffsetCounting, unit: Unit | None
) -> Iterable[OffsetCounting]:
    """Give the other countings that differ on these texts."""
    texts = [one.raw for one in documents if one.raw is not None]
    units = [stated.unit] if unit else list(dict.fromkeys((stated.unit, *_UNITS)))
    if all(text.isascii() for text in texts):
        units = [stated.unit]
    joins = [stated.joins_line_ends]
    joins += [not joins[0]] if any("\r\n" in text for text in texts) else []
    marks = [stated.counts_mark]
    marks += [not marks[0]] if any(one.has_mark for one in documents) else []
    every = [OffsetCounting(u, j, m) for u in units for j in joins for m in marks]
    return every[1:]


def _in_words(counting: OffsetCounting) -> str:
    unit = {
        "codepoints": "characters",
        "utf16": "units of UTF-16",
        "utf8": "bytes of UTF-8",
        "graphemes": "characters as they are seen",
    }
    line = ", a line end of two as one" if counting.joins_line_ends else ""
    mark = ", the byte-order mark too" if counting.counts_mark else ""
    return f"{unit[counting.unit]}{line}{mark}"
