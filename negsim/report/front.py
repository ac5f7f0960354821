"""The first page: the knot or the deal, the cheapest openings, what every deal holds, what nobody has said."""

from __future__ import annotations

from collections.abc import Iterator

from negsim.document.content import (
    Block,
    Fact,
    Facts,
    Paragraph,
    Prose,
    Section,
    Span,
    prose,
)
from negsim.document.notes import keys
from negsim.language.phrases import counted, gain
from negsim.questions.explain.tell import (
    cheapest_first,
    common_question,
    in_words,
    opens,
    order,
    says,
    several,
    smallest_first,
    standing,
    who,
)
from negsim.questions.packages.tell import FAIREST, breakers, gains_table, role
from negsim.questions.zone.opened import Opened
from negsim.questions.zone.result import Choice, Conflict, Correction, Deal, Findings
from negsim.questions.zone.tell import elements, in_the_way
from negsim.report.material import Material
from negsim.report.packages import deal_facts, in_a_line, options_in_a_line
from negsim.report.unsaid import unsaid

# What a page has room for: so many conflicts, of so many demands together; then three ways out, or two.
KNOTS = 3
DEMANDS = 4
OPENINGS = 3


def front(material: Material) -> tuple[Section, ...]:
    """Give the sections of the first page."""
    findings = material.findings
    if findings.zone.is_open:
        sections = [_every_deal(findings), _fairest(findings), _gains(findings)]
    else:
        sections = [knot(findings, knots_shown(findings)), _openings(material)]
    sections += [unsaid(material), _rests(material)]
    return tuple(section for section in sections if not section.is_empty)


def knots_shown(findings: Findings) -> int:
    """Say how many conflicts the first page has room for."""
    demands, shown = 0, 0
    for conflict in smallest_first(findings)[:KNOTS]:
        demands += len(conflict.members)
        if shown and demands > DEMANDS:
            break
        shown += 1
    return shown


def openings_shown(findings: Findings) -> int:
    """Say how many ways out the first page has room for."""
    return OPENINGS if len(findings.conflicts) < 2 else OPENINGS - 1


def knot(findings: Findings, most: int | None, name: str = "knot") -> Section:
    """Say which demands exclude one another, those of the fewest demands first."""
    conflicts = smallest_first(findings)
    title = "The knot" if len(conflicts) < 2 else "The knots"
    blocks: list[Block] = []
    for place, conflict in enumerate(conflicts[:most], start=1):
        ask = common_question(findings, conflict)
        heading = ask
        if ask is None and len(conflict.members) == 1:
            heading = "This alone leaves nothing:"
        mark = f"{place}. " if len(conflicts) > 1 else ""
        if heading is not None or mark:
            words = heading or "These exclude one another:"
            blocks.append(Paragraph(prose(Span(f"{mark}{words}", "soft"))))
        blocks.append(Facts(tuple(_members(findings, conflict))))
    rest = len(conflicts) - len(conflicts[:most])
    if rest:
        text = f"And {counted(rest, 'more set', 'more sets')}; the annex lists them."
        blocks.append(Paragraph(prose(text), "remark"))
    return Section(name, title, tuple(blocks), several(conflicts))


def _members(findings: Findings, conflict: Conflict) -> Iterator[Fact]:
    claims = findings.scenario.claim
    for member in sorted(conflict.members, key=lambda one: order(findings, one)):
        said = Span(says(findings, conflict, member), notes=keys(member.sources, claims))
        remark = "; ".join(standing(member))
        yield Fact(
            prose(Span(who(findings, member), "strong")),
            prose(said),
            (prose(Span(remark, "soft")),) if remark else (),
        )


def _openings(material: Material) -> Section:
    findings = material.findings
    ordered = cheapest_first(findings)
    opened = {one.correction.drop: one for one in material.opened}
    shown = ordered[: openings_shown(findings)]
    facts = [opening(findings, one, opened.get(one.drop)) for one in shown]
    blocks: list[Block] = [Facts(tuple(facts), is_stacked=True)] if facts else []
    rest = findings.corrections_total - len(facts)
    if facts and rest > 0:
        text = f"And {counted(rest, 'other way', 'other ways')} out; the annex lists them."
        blocks.append(Paragraph(prose(text), "remark"))
    return Section("openings", "The least that would open it", tuple(blocks))


def opening(findings: Findings, correction: Correction, opened: Opened | None) -> Fact:
    """Say what a way out takes, what it opens, what every deal then holds, and the package nearest to hand."""
    text = in_words(findings, correction)
    remarks: list[Prose] = []
    held: Choice = {}
    if opened is not None and opened.size > 1 and opened.backbone:
        held = opened.backbone
        said = options_in_a_line(findings.scenario, held)
        remarks.append(prose(Span("Every deal then holds: ", "strong"), f"{said}."))
    witness = correction.witness
    over = ", ".join(
        f"{findings.scenario.actor[actor].name} {gain(witness.gains[actor])}"
        for actor in findings.frontier.over
    )
    nearest = in_a_line(findings.scenario, witness.package, held)
    name = "The nearest package beside that" if held else "The nearest package"
    remarks.append(prose(Span(f"{name}: {nearest}. Gains over no deal: {over}.", "soft")))
    return Fact(
        prose(Span(text[:1].upper() + text[1:], "strong")),
        prose(f"{opens(findings, correction)}."),
        tuple(remarks),
    )


def _every_deal(findings: Findings) -> Section:
    zone = findings.zone
    if zone.size < 2 or not zone.backbone:
        return Section("every-deal", "What every deal holds")
    facts = deal_facts(findings, zone.backbone, list(zone.backbone))
    return Section("every-deal", "What every deal holds", (facts,))


def _fairest(findings: Findings) -> Section:
    """Show the egalitarian deal, less what every deal holds."""
    zone, solution = findings.zone, findings.solutions["egalitarian"]
    if not solution.deals:
        return Section("fairest", "The fairest of them")
    deal = solution.deals[0]
    issues = [i for i in findings.space.issues if zone.size < 2 or i not in zone.backbone]
    blocks: list[Block] = [deal_facts(findings, deal.package, issues)] if issues else []
    if solution.ties > 1:
        text = f"{counted(solution.ties - 1, 'other package')} just as good."
        blocks.append(Paragraph(prose(text), "remark"))
    if zone.size == 1:
        return Section("fairest", "The only deal", tuple(blocks))
    return Section("fairest", "The fairest of them", tuple(blocks), FAIREST)


def _gains(findings: Findings) -> Section:
    deals = findings.solutions["egalitarian"].deals
    if not deals:
        return Section("gains", "What each gains")
    deal: Deal = deals[0]
    table = gains_table(
        findings, deal, {actor: role(findings, deal, actor) for actor in deal.gains}
    )
    remark = "over what it has without a deal, on a scale of 0 to 1"
    return Section(
        "gains", "What each gains", (table, Paragraph(prose(breakers(findings, deal)))), remark
    )


def _rests(material: Material) -> Section:
    told = (in_the_way(material.findings), elements(material.foundation.elements))
    text = " ".join(one for one in told if one is not None)
    return Section("rests", "What this rests on", (Paragraph(prose(text)),))
