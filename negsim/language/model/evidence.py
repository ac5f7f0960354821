"""Claims, the registers that hold them, and what an element of a scenario rests on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Literal

from negsim.language.model.conditions import Model

GRADES = ("A", "B", "C", "D", "E", "F")
KINDS = (
    "red_line aim position demand capability acknowledgement expectation concern proposal precedent reaction "
    "status_quo framing"
).split()

Status = Literal["evidenced", "partly assumed", "assumed", "unsourced"]


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
    bears_on: tuple[tuple[str, str], ...]  # issue and test, as written

    @property
    def full_id(self) -> str:
        """DOCUMENT.ID, which no other claim of a scenario shares."""
        return f"{self.document}.{self.id}"


class Tension(Model):
    """Claims of one document that do not go together."""

    id: str
    between: tuple[str, ...]
    says: str


class Silence(Model):
    """What a document does not say."""

    id: str
    document: str
    about: tuple[str, ...]
    says: str


class Document(Model):
    """Where claims come from."""

    id: str
    title: str | None = None
    publisher: str | None = None
    stated: date | None = None
    inferred: date | None = None
    because: str | None = None
    sha256: str | None = None
    paragraphs: int | None = None
    chain: tuple[str, ...] = ()


class Register(Model):
    """One document's claims, the tensions between them, and its silences."""

    path: str  # as the scenario names it
    document: Document
    claims: tuple[Claim, ...]
    conflicts: tuple[Tension, ...] = ()
    silences: tuple[Silence, ...] = ()


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
