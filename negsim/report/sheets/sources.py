"""Sheets on sources: the claims, what is assumed instead, and what the documents do not say."""

from __future__ import annotations

from collections.abc import Iterator

from negsim.language.claims.provenance import elements, gaps, uses
from negsim.report.material import Material
from negsim.report.sheets.sheet import Sheet, Value, text

GRADES = {
    "A": "direct quotation of a named person",
    "B": "a named person, paraphrased",
    "C": "a spokesman or a body",
    "D": "anonymous officials, through a newspaper",
    "E": "the newspaper's own inference",
    "F": "the article's framing, or our inference",
}


def claims(found: Material) -> Sheet:
    """List the claims of the registers, and what of the scenario rests on each."""
    return Sheet(
        "Claims",
        "What the documents say, paraphrased, and what in the scenario rests on it. Grades say how"
        f" good the attribution is: {'; '.join(f'{key} {says}' for key, says in GRADES.items())}.",
        [
            text("claim", 10),
            text("says", 70),
            text("grade", 8),
            text("speaker", 24),
            text("reported by", 24),
            text("kind", 14),
            text("about", 20),
            text("document", 24),
            text("at", 8),
            text("used by", 50),
        ],
        (
            (
                use.claim.id,
                use.claim.says,
                use.claim.grade,
                ", ".join(use.claim.speaker),
                ", ".join(use.claim.reported_by),
                use.claim.kind.replace("_", " "),
                ", ".join(use.claim.about),
                use.claim.document,
                use.claim.at,
                ", ".join(use.used_by) or "nothing",
            )
            for use in uses(found.scenario, elements(found.scenario))
        ),
    )


def assumed(found: Material) -> Sheet:
    """List what no document says and the scenario takes to be so."""

    def rows() -> Iterator[tuple[Value, ...]]:
        for element in elements(found.scenario):
            for source in element.sources:
                if source.is_assumption:
                    yield (
                        element.path,
                        element.kind.replace("_", " "),
                        source.written.removeprefix("assumption").lstrip(": "),
                        element.status,
                        ", ".join(source.silences),
                    )
            if not element.sources and element.kind != "issue":
                yield (
                    element.path,
                    element.kind.replace("_", " "),
                    "names no source",
                    "unsourced",
                    "",
                )

    return Sheet(
        "Assumptions",
        "What is ours: elements of the scenario that rest on an assumption, wholly or beside claims.",
        [
            text("element", 40),
            text("kind", 18),
            text("what is assumed", 80),
            text("the element is", 16),
            text("silences it cites", 28),
        ],
        rows(),
    )


def silences(found: Material) -> Sheet:
    """List what the documents do not say."""
    return Sheet(
        "Not said",
        "What the documents do not say, and the assumptions that stand in for it.",
        [
            text("silence", 10),
            text("what is not said", 80),
            text("about", 24),
            text("document", 24),
            text("assumed instead in", 60),
        ],
        (
            (
                gap.silence.id,
                gap.silence.says,
                ", ".join(gap.silence.about),
                gap.silence.document,
                ", ".join(gap.cited_by) or "nothing",
            )
            for gap in gaps(found.scenario, elements(found.scenario))
        ),
    )
