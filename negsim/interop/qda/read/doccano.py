"""doccano's exports: JSON lines of texts with labelled stretches, a file for each annotator, or a zip of them.

Early versions counted units of UTF-16, later ones count characters, or grapheme clusters where a project is set so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import Any

from negsim.errors import InputError, quoted
from negsim.interop.qda.left_out import tell_left_out
from negsim.interop.qda.markup import parse_json
from negsim.interop.qda.project import CodedDocument, CodedPassage, CodingProject, offset
from negsim.interop.reading import FileReading

_SPANS = ("label", "labels", "annotations", "entities")
_TEXT = ("text", "data")
_NAMES = ("filename", "file_name", "title", "name")
_EVERYBODY = "all"  # the file of a project in which all work on one copy
_ABOUT = ("title", "author", "publisher", "url", "language", "date", "kind")


def is_doccano(first: Any) -> bool:
    """Whether the first line of a file is one of doccano's."""
    return (
        isinstance(first, dict)
        and any(isinstance(first.get(key), str) for key in _TEXT)
        and any(isinstance(first.get(key), list) for key in _SPANS)
    )


def read_project(files: Sequence[tuple[str, str]], reading: FileReading) -> CodingProject:
    """Read the texts of several annotators' files.

    Parameters
    ----------
    files : sequence of (str, str)
        The names of files, and what they hold; the name is the annotator's.
    reading : FileReading
    """
    documents: dict[str, CodedDocument] = {}
    passages: list[CodedPassage] = []
    unread: Counter[str] = Counter()
    for path, content in files:
        stem = PurePath(path).stem
        coder = None if stem.casefold() == _EVERYBODY or len(files) == 1 else stem
        for line, example in _examples(path, content):
            raw = next((example[key] for key in _TEXT if isinstance(example.get(key), str)), None)
            if raw is None:
                raise InputError.one(
                    f"line {line} of {quoted(path, 200)} has no text",
                    "export it from doccano once more, as JSONL",
                )
            # Annotators' files repeat the texts: the same text is the same document.
            document = documents.setdefault(raw, _document(raw, example, line))
            unread["relation"] += _number(example.get("relations"))
            unread["comment"] += _number(example.get("Comments") or example.get("comments"))
            passages += _passages(document.key, example, coder, unread)
    tell_left_out(unread, reading)
    return CodingProject(
        program="annotations of doccano",
        documents=tuple(documents.values()),
        passages=tuple(passages),
        codes=dict.fromkeys((path for one in passages for path in one.codes), ""),
    )


def _examples(path: str, content: str) -> Iterator[tuple[int, dict[str, Any]]]:
    if content.lstrip()[:1] == "[":
        found = parse_json(content, path)
        lines = list(enumerate(found, start=1)) if isinstance(found, list) else []
    else:
        lines = [
            (number, parse_json(line, path))
            for number, line in enumerate(content.split("\n"), start=1)
            if line.strip()
        ]
    for number, example in lines:
        if not isinstance(example, dict):
            raise InputError.one(
                f"line {number} of {quoted(path, 200)} is no text with labels",
                "export it from doccano once more, as JSONL",
            )
        yield number, example


def _document(raw: str, example: dict[str, Any], line: int) -> CodedDocument:
    nested = example.get("meta")
    meta = {**example, **nested} if isinstance(nested, dict) else example
    plain = {str(key).casefold(): str(value) for key, value in meta.items() if _is_plain(value)}
    name = next((plain[key] for key in _NAMES if plain.get(key)), None)
    about = {key: plain[key] for key in _ABOUT if plain.get(key)}
    return CodedDocument(raw, name or f"text {plain.get('id') or line}", raw, about)


def _passages(
    document: str, example: dict[str, Any], coder: str | None, unread: Counter[str]
) -> Iterator[CodedPassage]:
    for key in _SPANS:
        for span in example.get(key) or () if isinstance(example.get(key), list) else ():
            if isinstance(span, list) and len(span) == 3:
                start, stop, label, user = *span, None
            elif isinstance(span, dict) and "label" in span:
                start, stop = span.get("start_offset"), span.get("end_offset")
                label, user = span["label"], span.get("user")
            else:
                unread["label of a whole text"] += 1
                continue
            yield CodedPassage(
                document,
                offset(start),
                offset(stop),
                codes=((str(label),),),
                coder=coder or (None if user is None else f"user {user}"),
            )


def _is_plain(value: Any) -> bool:
    return isinstance(value, str | int) and not isinstance(value, bool)


def _number(value: Any) -> int:
    return len(value) if isinstance(value, list) else 0
