"""Claims, the registers that hold them, and what an element of a scenario rests on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, Literal

from pydantic import Field

from negsim.errors import Where
from negsim.language.model.conditions import Model

GRADES = ("A", "B", "C", "D", "E", "F")
KINDS = (
    "red_line aim position demand capability acknowledgement expectation concern proposal precedent reaction "
    "status_quo framing obligation condition threat ruling offer"
).split()
STANDINGS = ("proposed", "confirmed", "disputed", "background")
DOCUMENT_KINDS = (
    "news speech interview statement agreement law ruling transcript report data other".split()
)
CODED = ("kind", "grade", "speaker", "about", "bears_on")  # what a coder decides of a claim

LINE_STATUSES = ("stated", "hardened", "stretched", "assumed", "unsourced")  # of a red line

Status = Literal["evidenced", "partly assumed", "assumed", "unsourced"]
Test = str | tuple[str, ...]  # on one issue, as written: a text, or a list of options


class Anchor(Model):
    """Where a passage stands in the normalised text of its document, in code points; `stop` is not included."""

    start: int
    stop: int
    sha256: str | None = None  # of the passage


class Claim(Model):
    """One thing that a document says, paraphrased and graded."""

    id: str
    document: str
    at: str | None
    speaker: tuple[str, ...]
    reported_by: tuple[str, ...]
    about: tuple[str, ...]
    kind: str
    grade: str
    says: str
    bears_on: tuple[tuple[str, Test], ...]  # issue and test
    date: dt.date | None = None
    supersedes: tuple[str, ...] = ()  # DOCUMENT.ID
    note: str | None = None
    standing: Literal["proposed", "confirmed", "disputed", "background"] = "confirmed"
    anchor: Anchor | None = None
    written: dict[str, Any] = Field(
        default_factory=dict, exclude=True, repr=False
    )  # what the coder decided, as plain data; an absent key is absent

    @property
    def full_id(self) -> str:
        """DOCUMENT.ID, which no other claim of a scenario shares."""
        return f"{self.document}.{self.id}"


class Tension(Model):
    """Claims that do not go together, of one document or of several."""

    id: str
    between: tuple[str, ...]  # DOCUMENT.ID
    says: str


class Silence(Model):
    """What a document, or a file of several, does not say."""

    id: str
    document: str  # or the name of the file, where it is of all its documents
    about: tuple[str, ...]
    says: str

    @property
    def full_id(self) -> str:
        """DOCUMENT.ID."""
        return f"{self.document}.{self.id}"


class SourceDocument(Model):
    """Where claims come from."""

    id: str
    title: str | None = None
    publisher: str | None = None
    stated: dt.date | None = None
    inferred: dt.date | None = None
    because: str | None = None
    sha256: str | None = None  # of the file
    text_sha256: str | None = None  # of the normalised text in which anchors were made
    paragraphs: int | None = None
    chain: tuple[str, ...] = ()
    url: str | None = None
    author: str | None = None
    language: str | None = None
    retrieved: dt.date | None = None
    kind: str | None = None
    text: str | None = None  # path of its text, relative to the register


class Register(Model):
    """One document's claims or several documents', the tensions between them, and the silences."""

    path: str  # as the scenario names it
    documents: tuple[SourceDocument, ...]
    claims: tuple[Claim, ...]
    conflicts: tuple[Tension, ...] = ()
    silences: tuple[Silence, ...] = ()
    where: dict[str, Where] = Field(
        default_factory=dict, exclude=True, repr=False
    )  # `claims.ID`, `claims.ID.bears_on.ISSUE`, `conflicts.ID`, `documents.ID` -> place


class Source(Model):
    """One entry of a `from:`: a claim, or an assumption in words."""

    written: str
    claim: str | None = None  # full id
    silences: tuple[str, ...] = ()  # those an assumption cites, DOCUMENT.ID

    @property
    def is_assumption(self) -> bool:
        """Whether it is ours rather than a document's."""
        return self.claim is None


Sources = tuple[Source, ...]


def status(sources: Sources) -> Status:
    """Say whether an element rests on claims, on assumptions, on both, or on nothing named."""
    if not sources:
        return "unsourced"
    assumed = [source.is_assumption for source in sources]
    if not any(assumed):
        return "evidenced"
    return "assumed" if all(assumed) else "partly assumed"


def grade(sources: Sources, claims: Iterable[Claim]) -> str | None:
    """Give the best grade among the claims an element names; None where it names none."""
    named = {source.claim for source in sources}
    grades = [claim.grade for claim in claims if claim.full_id in named]
    return min(grades, default=None)


def sources_to_plain(sources: Sources) -> Any:
    """Give a text, or a list where there are several."""
    written = [source.written for source in sources]
    return written[0] if len(written) == 1 else written
