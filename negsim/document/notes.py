"""The notes of a report: every claim and assumption of a scenario, by the keys that spans refer to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from negsim.document.document import Note
from negsim.language.claims.provenance import elements
from negsim.language.model.evidence import Claim, Source, SourceDocument, Sources
from negsim.language.model.scenario import Scenario
from negsim.language.phrases import day, listed


def all_notes(scenario: Scenario) -> Mapping[str, Note]:
    """Give every note that anything in a report about a scenario may refer to."""
    notes = {claim.full_id: _claim(claim, scenario.document) for claim in scenario.all_claims}
    for element in elements(scenario):
        for source in element.sources:
            if source.is_assumption:
                notes.setdefault(source.written, _assumption(source, scenario))
    return notes


def keys(sources: Sources, claims: Mapping[str, Claim]) -> tuple[str, ...]:
    """Give the keys of the notes that an element refers to: claims, the best grade first, then assumptions."""
    named = [source.claim for source in sources if source.claim is not None]
    named.sort(key=lambda claim: claims[claim].grade)
    return (*named, *(source.written for source in sources if source.is_assumption))


def claim_keys(claims: Iterable[Claim]) -> tuple[str, ...]:
    """Give the keys of the notes of claims."""
    return tuple(claim.full_id for claim in claims)


def document_name(document: SourceDocument) -> str:
    """Name a document as people would."""
    named = ", ".join(part for part in (document.title, document.publisher) if part)
    dated = document.stated or document.inferred
    return (named or document.id) + (f" ({day(dated)})" if dated else "")


def _claim(claim: Claim, documents: Mapping[str, SourceDocument]) -> Note:
    origin = listed(list(claim.speaker)) or "Nobody is named"
    if claim.reported_by:
        origin += f"; through {', '.join(claim.reported_by)}"
    origin += f"; {document_name(documents[claim.document])}"
    if claim.at is not None:
        origin += f", at {claim.at}"
    return Note(claim.full_id, "claim", claim.id, claim.grade, claim.says, f"{origin}.")


def _assumption(source: Source, scenario: Scenario) -> Note:
    _, sign, says = source.written.partition(":")
    known = {silence.full_id: silence for silence in scenario.all_silences}
    silent = " ".join(known[name].says for name in source.silences if name in known)
    origin = f"In place of what is not said: {silent}" if silent else ""
    return Note(source.written, "assumption", "", None, says.strip() if sign else "", origin)
