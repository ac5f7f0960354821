"""Registers made up at random, with the texts of their documents: what round trips are tried on."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Any

from hypothesis import strategies as st

from negsim.language.model.evidence import DOCUMENT_KINDS, GRADES, KINDS, STANDINGS

WORDS = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp"), include_characters="\n"), min_size=1
).filter(lambda text: text.strip() == text and text != "")
IDS = st.from_regex(r"[a-z][a-z0-9_]{0,6}", fullmatch=True).filter(
    lambda name: (
        name
        not in {
            "not",
            "at",
            "least",
            "most",
            "between",
            "and",
            "sum",
            "count",
            "true",
            "false",
            "null",
        }
    )
)
NAMES = st.lists(WORDS, unique=True, max_size=3)
DATES = st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1))
# A paragraph as it is in a normalised text: no white space but single spaces within.
PARAGRAPHS = st.lists(
    st.text("aб🕊é ,.", min_size=1, max_size=30)
    .map(lambda text: " ".join(text.split()))
    .filter(bool),
    min_size=1,
    max_size=4,
)
TESTS = st.one_of(WORDS, st.lists(WORDS, min_size=1, max_size=3))


def _optional(**values: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=values)


@st.composite
def registers(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, str]]:
    """Draw a register as plain data, and the texts of its documents that are at hand, by their files."""
    names = draw(st.lists(IDS, unique=True, min_size=1, max_size=3))
    texts: dict[str, str] = {}
    documents: dict[str, Any] = {}
    for name in names:
        about = draw(
            _optional(
                title=WORDS,
                publisher=WORDS,
                author=WORDS,
                url=WORDS,
                language=WORDS,
                retrieved=DATES,
                kind=st.sampled_from(DOCUMENT_KINDS),
                sha256=WORDS,
                date=DATES | _optional(stated=DATES, inferred=DATES, because=WORDS).filter(bool),
                chain=st.lists(WORDS, min_size=1, max_size=3),
            )
        )
        if draw(st.booleans()):
            paragraphs = draw(PARAGRAPHS)
            texts[name] = "\n".join(paragraphs)
            about |= {"text": f"{name}.txt", "paragraphs": len(paragraphs)}
        documents[name] = about
    claims: dict[str, Any] = {}
    for claim in draw(st.lists(IDS, unique=True, max_size=6)):
        claims[claim] = _claim(draw, list(claims), names, texts)
    plain: dict[str, Any] = {"documents": documents, "claims": claims}
    if len(names) == 1:
        plain = {"document": {"id": names[0], **documents[names[0]]}, "claims": claims}
    if len(claims) > 1 and draw(st.booleans()):
        plain["conflicts"] = {"k1": {"between": list(claims)[:2], "says": draw(WORDS)}}
    if draw(st.booleans()):
        silence: dict[str, Any] = {"about": draw(NAMES), "says": draw(WORDS)}
        if len(names) > 1 and draw(st.booleans()):
            silence["in"] = names[0]
        plain["silences"] = {"s1": silence}
    return plain, texts


def _claim(
    draw: st.DrawFn, before: list[str], names: list[str], texts: dict[str, str]
) -> dict[str, Any]:
    document = draw(st.sampled_from(names))
    claim = draw(
        _optional(
            at=WORDS,
            date=DATES,
            speaker=NAMES,
            reported_by=NAMES,
            about=NAMES,
            kind=st.sampled_from(KINDS),
            bears_on=st.dictionaries(IDS, TESTS, max_size=2),
            status=st.sampled_from(STANDINGS),
            note=WORDS | WORDS.map(lambda text: f"Coder: {text.splitlines()[0]}"),
        )
    )
    claim |= {"grade": draw(st.sampled_from(GRADES)), "says": draw(WORDS)}
    if len(names) > 1:
        claim["in"] = document
    supersedes = draw(st.booleans())
    if before and supersedes:
        claim["supersedes"] = draw(st.sampled_from(before))
    text = texts.get(document, "a text that is not at hand")
    if draw(st.booleans()):
        start = draw(st.integers(0, len(text) - 1))
        stop = draw(st.integers(start + 1, len(text)))
        # A passage as people mark it: without white space at its ends.
        while start < stop - 1 and text[start].isspace():
            start += 1
        while start < stop - 1 and text[stop - 1].isspace():
            stop -= 1
        if text[start:stop].isspace():
            return claim
        claim["anchor"] = {"from": start, "to": stop}
        sha256 = hashlib.sha256(text[start:stop].encode()).hexdigest()
        claim["anchor"] |= draw(st.sampled_from([{"sha256": sha256}, {"sha256": "0" * 64}, {}]))
    return claim
