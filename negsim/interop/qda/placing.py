"""Passages of a project to anchors in normalised texts: by their offsets, and by their words where these differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from negsim.interop.qda.counting import Counted, counting_of, same_words
from negsim.interop.qda.project import CodedDocument, CodedPassage, CodingProject
from negsim.interop.reading import FileReading
from negsim.language.model.evidence import Anchor
from negsim.language.names import listed
from negsim.language.phrases import counted
from negsim.sources.anchor import make_anchor
from negsim.sources.text import Normalised, Text, Unit, normalise, normalised

# What may become of a passage that has a place or words, and how it is told.
_TOLD = {
    "moved": "not where the offsets say, but found by their words",
    "lost": "not in the text, and so without an anchor",
    "ambiguous": "in the text more than once, and so without an anchor",
    "outside": "outside the text or without a word, and so without an anchor",
    "textless": "without an anchor, as the file does not hold the text",
}


@dataclass(frozen=True)
class PlacedPassage:
    """A passage of the project, with its anchor where it has one, and what became of it."""

    passage: CodedPassage
    anchor: Anchor | None
    became: str


def place_all(
    project: CodingProject, reading: FileReading, unit: Unit | None
) -> tuple[dict[str, Text], tuple[PlacedPassage, ...]]:
    """Normalise the documents, and anchor every passage in them.

    Returns
    -------
    dict of str to Text
        By the keys of documents; those without a text are left out.
    tuple of PlacedPassage
        In the order of the project.
    """
    counting = project.counting
    if unit is not None or not project.is_certain:
        counting, why = counting_of(project.documents, project.passages, counting, unit)
        if why is not None:
            reading.note("", f"{why}; another unit can be asked for")
    normal = {
        one.key: normalise(one.raw, one.breaks) for one in project.documents if one.raw is not None
    }
    counts = {one.key: Counted(one, counting) for one in project.documents if one.key in normal}
    placed = tuple(_placed(passage, normal, counts) for passage in project.passages)
    _tell(placed, {one.key: one for one in project.documents}, reading)
    return {key: one.text for key, one in normal.items()}, placed


def _placed(
    passage: CodedPassage, normal: Mapping[str, Normalised], counts: Mapping[str, Counted]
) -> PlacedPassage:
    document = normal.get(passage.document)
    if document is None:
        has_place = passage.start is not None or passage.words is not None
        return PlacedPassage(passage, None, "textless" if has_place else "none")
    place = None
    if passage.start is not None and passage.stop is not None:
        raw = counts[passage.document].place(passage.start, passage.stop)
        place = None if raw is None else document.place(*raw)
        if place is not None and (
            not passage.is_verbatim
            or passage.words is None
            or same_words(document.text.whole[slice(*place)].replace("\n", " "), passage.words)
        ):
            return PlacedPassage(passage, make_anchor(document.text, *place), "found")
    if passage.words is None or not passage.is_verbatim:
        became = "none" if passage.start is None and passage.words is None else "outside"
        return PlacedPassage(passage, None, became)
    words = normalised(passage.words)
    starts = _places(document.text, words) or _places(
        document.text, normalised(passage.words.replace("\\n", "\n"))
    )
    if len(starts) != 1:
        return PlacedPassage(passage, None, "ambiguous" if starts else "lost")
    start, length = starts[0]
    anchor = make_anchor(document.text, start, start + length)
    return PlacedPassage(passage, anchor, "found" if passage.start is None else "moved")


def _places(text: Text, words: str) -> list[tuple[int, int]]:
    """Give where words stand, whatever paragraphs they run through, up to two places."""
    flat = text.whole.replace("\n", " ")
    starts: list[tuple[int, int]] = []
    at = flat.find(words) if words else -1
    while at >= 0 and len(starts) < 2:
        starts.append((at, len(words)))
        at = flat.find(words, at + 1)
    return starts


def _tell(
    placed: tuple[PlacedPassage, ...],
    documents: Mapping[str, CodedDocument],
    reading: FileReading,
) -> None:
    """Tell what became of passages that do not stand where the file says, a line for each kind and document."""
    gone: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one in placed:
        if one.became in _TOLD:
            gone[one.passage.document, one.became].append(_named(one.passage))
    for (key, became), names in gone.items():
        document = documents[key].name or key
        some = listed(dict.fromkeys(names), most=5)
        reading.note("", f"{document}: {counted(len(names), 'passage')} {_TOLD[became]}: {some}")


def _named(passage: CodedPassage) -> str:
    if passage.claim is not None:
        return passage.claim
    codes = "; ".join(" / ".join(path) for path in passage.codes)
    at = "" if passage.start is None else f"{passage.start}–{passage.stop} "
    return f"{at}{codes}".strip() or "a passage"
