"""Packages: the few worth laying side by side, other ideas of fairness, and the zone one by one."""

from __future__ import annotations

from negsim.charts.headlines import candidate_name
from negsim.document.cells import gain, words
from negsim.document.content import Block, Cell, Column, Section, Table
from negsim.document.lists import said
from negsim.errors import TooLarge
from negsim.language.words import option_in_words
from negsim.questions.packages.find import Candidate, best_by_floor, shortlist
from negsim.questions.packages.tell import OTHERS, none_of, same_package
from negsim.questions.zone.find import check_size
from negsim.questions.zone.result import Findings
from negsim.report.material import Material
from negsim.report.packages import differs
from negsim.solve.patience import is_soon_walked


def packages(material: Material) -> Section:
    """Lay packages side by side, then list the zone."""
    findings = material.findings
    inner = [_side_by_side(findings)]
    if findings.zone.size > 1 and findings.solutions["egalitarian"].deals:
        inner.append(_listed(findings, material.settings.rows))
    present = tuple(section for section in inner if not section.is_empty)
    return Section("packages", "Packages", sections=present)


def _side_by_side(findings: Findings) -> Section:
    try:
        check_size(findings.space)
        shown = shortlist(findings)
    except TooLarge as fault:
        text = "; ".join(one.what for one in fault.faults)
        return Section("deal-sheet", "Side by side", tuple(said(f"{text}.")))
    if not shown:
        return Section("deal-sheet", "Side by side")
    blocks: list[Block] = [_sheet(findings, shown)]
    fairest = findings.solutions["egalitarian"].deals
    if findings.zone.size > 1 and fairest:
        blocks += said(same_package(findings, fairest[0]))
        for criterion in OTHERS:
            if not findings.solutions[criterion].deals:
                blocks += said(none_of(criterion))
    remark = (
        "what bargaining solutions pick"
        if findings.zone.is_open
        else "what the cheapest ways out would let through"
    )
    return Section("deal-sheet", "Side by side", tuple(blocks), remark)


def _sheet(findings: Findings, shown: tuple[Candidate, ...]) -> Table:
    scenario = findings.scenario
    columns = (
        Column("", room=1.6),
        *(Column(candidate_name(findings, one), room=1.6) for one in shown),
    )
    rows: list[tuple[Cell, ...]] = []
    for issue in scenario.issues:
        options = (option_in_words(scenario, issue.id, one.deal.package[issue.id]) for one in shown)
        rows.append((words(issue.ask, voice="soft"), *(words(option) for option in options)))
    for actor in scenario.actors:
        name = words(f"Gain of {actor.name}", voice="soft")
        rows.append((name, *(gain(one.deal.gains[actor.id]) for one in shown)))
    return Table(
        "deal-sheet",
        "Packages issue by issue, and what each actor gains",
        columns,
        tuple(rows),
        len(rows),
    )


def _listed(findings: Findings, most: int) -> Section:
    title = "The best of the zone"
    if not is_soon_walked(findings.space.problem):
        text = "There are too many packages to list those of the zone while a report is written."
        return Section("zone-packages", title, tuple(said(text)))
    scenario = findings.scenario
    fairest = findings.solutions["egalitarian"].deals[0]
    over = findings.frontier.over
    columns = (
        Column("how it differs from the fairest", room=5),
        *(Column(scenario.actor[actor].name, "right") for actor in over),
        Column("smallest", "right"),
    )
    rows = []
    for deal in best_by_floor(findings, most):
        says = differs(scenario, deal.package, fairest.package) or "the fairest itself"
        told = [deal.gains[actor] for actor in over]
        rows.append((words(says), *(gain(value) for value in (*told, min(told)))))
    table = Table(
        "zone-packages",
        "Packages of the zone with what each principal gains, the largest smallest gain first",
        columns,
        tuple(rows),
        findings.zone.size,
        ("package", "packages"),
        "negsim run --format csv lists them all.",
    )
    return Section("zone-packages", title, (table,))
