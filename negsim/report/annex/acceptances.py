"""Who would accept how much, alone and together."""

from __future__ import annotations

from negsim.document.cells import count, part, words
from negsim.document.content import Column, Section, Table
from negsim.document.lists import said
from negsim.language.phrases import counted, listed
from negsim.questions.zone.result import Findings
from negsim.questions.zone.tell import consent
from negsim.report.material import Material


def acceptances(material: Material) -> Section:
    """Count what each accepts, then what sets of actors do."""
    findings = material.findings
    if not findings.feasible:
        return Section("acceptances", "Who would accept how much")
    tables = [_each(findings)]
    if findings.coalitions:
        tables.append(_together(findings, material.settings.rows))
    blocks = said(f"Of {counted(findings.feasible, 'coherent package')}.")
    return Section("acceptances", "Who would accept how much", (*blocks, *tables))


def _each(findings: Findings) -> Table:
    columns = (
        Column("", room=3),
        Column("accepts", "right"),
        Column("share", "right", 1.5),
        Column("by red lines alone", "right"),
        Column(""),
    )
    rows = tuple(
        (
            words(actor.name),
            count(findings.accepted_by[actor.id]),
            part(findings.accepted_by[actor.id], findings.feasible),
            count(findings.red_line_accepted_by[actor.id]),
            words(consent(actor.consent.kind), voice="soft"),
        )
        for actor in findings.scenario.actors
    )
    return Table("accepted", "Packages that each actor accepts", columns, rows, len(rows))


def _together(findings: Findings, most: int) -> Table:
    names = {actor.id: actor.name for actor in findings.scenario.actors}
    columns = (Column("", room=4), Column("accept", "right"), Column("share", "right", 1.5))
    ordered = sorted(findings.coalitions, key=lambda one: (one.accept, len(one.members)))
    rows = tuple(
        (
            words(listed([names[member] for member in one.members])),
            count(one.accept),
            part(one.accept, findings.feasible),
        )
        for one in ordered[:most]
    )
    return Table(
        "coalitions",
        "Packages that sets of actors accept, of those whose consent each package needs; the fewest first",
        columns,
        rows,
        len(ordered),
        ("set of actors", "sets of actors"),
        "negsim run --format json has them all.",
    )
