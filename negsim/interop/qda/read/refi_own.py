"""Projects that negsim wrote, read back: what notes and variables keep for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from negsim.interop.qda.own_notes import (
    CLAIM,
    CONFLICT,
    ORDER,
    SILENCE,
    VARIABLES,
    read_back,
    variable_value,
)
from negsim.interop.qda.project import CodedDocument, CodedPassage

_SECTIONS = {CONFLICT: "conflicts", SILENCE: "silences"}


def own_document(values: Mapping[str, str]) -> tuple[dict[str, Any], list[str]]:
    """Give what variables keep of a document, and those that are not ours."""
    about = {name: variable_value(text) for name, text in values.items() if name in VARIABLES}
    return about, [name for name in values if name not in VARIABLES]


def own_passage(passage: CodedPassage, remarks: Sequence[str]) -> CodedPassage:
    """Give a passage as the claim that it was: its name is the claim's id, its notes keep the rest of it."""
    more: dict[str, Any] = {}
    for remark in remarks:
        rest = read_back(remark)
        more |= rest if isinstance(rest, dict) else {"note": remark}
    return replace(passage, claim=passage.words, words=None, more=more)


def own_sections(notes: Iterable[tuple[str, str]]) -> dict[str, dict[str, Any]]:
    """Give the conflicts and silences that notes keep, by their names and words."""
    sections: dict[str, dict[str, Any]] = {}
    for name, words in notes:
        what, _, key = name.partition(" ")
        kept = read_back(words) if what in _SECTIONS and key else None
        if isinstance(kept, dict):
            sections.setdefault(_SECTIONS[what], {})[key] = kept
    return sections


def own_claims(
    notes: Iterable[tuple[str, str]],
    documents: Sequence[CodedDocument],
    passages: Sequence[CodedPassage],
) -> tuple[CodedPassage, ...]:
    """Give all claims in the order that they had: those of passages, and those that notes keep."""
    keys = {str(one.about.get("id")): one.key for one in documents}
    found = list(passages)
    order: list[str] = []
    for name, words in notes:
        what, _, claim = name.partition(" ")
        kept = read_back(words) if what == CLAIM or name == ORDER else None
        if name == ORDER and isinstance(kept, list):
            order = [str(one) for one in kept]
        elif isinstance(kept, dict) and str(kept.get("in")) in keys:
            more = {key: value for key, value in kept.items() if key not in ("in", "says")}
            document = keys[str(kept["in"])]
            found.append(
                CodedPassage(document, claim=claim, says=str(kept.get("says", "")), more=more)
            )
    places = {claim: number for number, claim in enumerate(order)}
    return tuple(sorted(found, key=lambda one: places.get(str(one.claim), len(places))))
