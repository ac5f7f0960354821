"""What the first sheet says: what the workbook is, the answer, and how it was worked out."""

from __future__ import annotations

from negsim.document.lists import Unanswered
from negsim.language.phrases import day
from negsim.questions.zone.tell import answer, elements, in_the_way
from negsim.report.material import Material
from negsim.version import __version__

_WHAT = (
    "The tables behind a brief, to sort, to filter and to draw from. Every number is a value, no formula:"
    " change the scenario's file and write the workbook again rather than changing numbers here. Words"
    " are those of the scenario; ids stand where one must type them."
)


def lines(found: Material) -> list[tuple[str, str]]:
    """Give what to write, each with a name; the title first, its name empty."""
    scenario, findings = found.scenario, found.findings
    given = [("", scenario.title), ("Answer", answer(findings).text)]
    blocking = in_the_way(findings)
    given.append(
        ("Rests on", " ".join(filter(None, [blocking, elements(found.foundation.elements)])))
    )
    if scenario.as_of is not None:
        given.append(("Positions as of", day(scenario.as_of)))
    if scenario.applied:
        says = [
            f"{name}: {scenario.variant[name].say or 'no description'}"
            if name in scenario.variant
            else name
            for name in scenario.applied
        ]
        given.append(("With", " · ".join(says)))
    for document in scenario.document.values():
        named = ", ".join(part for part in (document.title, document.publisher) if part)
        dated = document.stated or document.inferred
        given.append(("Source", f"{named or document.id}{f' ({day(dated)})' if dated else ''}"))
    given.append(("What this is", _WHAT))
    exact = "every count is exact" if findings.exact else "counts beyond reach are estimates"
    given.append(
        (
            "Worked out by",
            f"negsim {__version__}, scenario {scenario.id}, engine {findings.engine}: {exact}",
        )
    )
    for one in found.fingerprints:
        of = "" if one.is_file else " (of what it says)"
        given.append(("Worked out from", f"{one.name}, SHA-256{of} {one.sha256}"))
    given += [("Left out", because) for because in _left_out(found)]
    return given


def _left_out(found: Material) -> list[str]:
    parts = found.parts.values()
    return list(dict.fromkeys(one.because for one in parts if isinstance(one, Unanswered)))
