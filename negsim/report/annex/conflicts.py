"""Every conflict, and every way out."""

from __future__ import annotations

from negsim.document.cells import count, words
from negsim.document.content import Column, Section, Table
from negsim.questions.explain.tell import cheapest_first, in_words, steps
from negsim.questions.zone.result import Findings
from negsim.report.front import knot, knots_shown, openings_shown
from negsim.report.material import Material


def conflicts(material: Material) -> Section:
    """List what the first page has no room for."""
    findings, rows = material.findings, material.settings.rows
    inner = []
    if len(findings.conflicts) > knots_shown(findings):
        inner.append(knot(findings, rows, "all-knots"))
    if findings.corrections_total > openings_shown(findings):
        blocks = (_ways_out(findings, rows),)
        inner.append(Section("all-openings", "Every smallest way out", blocks))
    return Section("conflicts", "Conflicts and ways out", sections=tuple(inner))


def _ways_out(findings: Findings, rows: int) -> Table:
    by_weight = "reservations" not in findings.suspects
    columns = (
        Column("what it takes", room=5),
        Column("steps", "right"),
        Column("packages opened", "right"),
        Column("above every walk-away" if by_weight else "in the zone", "right"),
    )
    cells = []
    for one in cheapest_first(findings)[:rows]:
        text = in_words(findings, one)
        taken = steps(one) if any(one.steps.values()) else None
        start = words(text[:1].upper() + text[1:])
        cells.append((start, count(taken), count(one.opens), count(one.zone)))
    return Table(
        "ways-out",
        "What would have to give, the fewest steps first",
        columns,
        tuple(cells),
        findings.corrections_total,
        ("way out", "ways out"),
    )
