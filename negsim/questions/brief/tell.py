"""The answer on one screen: why not or which, what would turn it, and what it rests on, in as few lines as it takes."""

from __future__ import annotations

from dataclasses import replace

from negsim.document.content import Block, Paragraph, Section, prose
from negsim.document.lists import present, said
from negsim.language.phrases import counted, in_letters, listed, points
from negsim.questions.brief.abridged import abridged
from negsim.questions.brief.knots import Short, short, undone
from negsim.questions.codings import Codings, first_page
from negsim.questions.ratify import TableDeal, with_votes
from negsim.questions.zone.deals import apart, bargains, deal_facts, in_a_line
from negsim.questions.zone.demands import gives, misread
from negsim.questions.zone.knots import effect, table_of_ways
from negsim.questions.zone.rests_on import Foundation, foundation
from negsim.questions.zone.result import Findings
from negsim.questions.zone.tell import CODING, answer, closes, weighs
from negsim.questions.zone.ways import Knot, fewest_steps_first, knots

WAYS = 4  # rows of what can be given up
TERSEST = 3
ISSUES = 12  # each on a line of its own; more run on


def on_one_screen(
    found: Findings,
    coded: Codings | None = None,
    deal: TableDeal | None = None,
    *,
    terse: int = 0,
) -> Section:
    """Say what an adviser needs of an answer, and leave the rest to those who ask for all of it.

    Parameters
    ----------
    found : Findings
    coded : Codings, optional
        What all codings come to, where that is known.
    deal : TableDeal, optional
        What the best deal of the table lacks at home, where that is known.
    terse : int
        How much is left out for a screen that does not hold it all, up to `TERSEST`: of the ways out of a knot all
        but the first, then the long names of options, then all ways; never a knot, whom it is between, or a deal.
    """
    base = foundation(found)
    middle = _deals(found, terse) if found.zone.is_open else why_not(found, base, terse)
    rests = _grounds(found, base) if terse else _rests(found, base, coded)
    if terse == TERSEST and not found.zone.is_open:
        rests = rests.partition(":")[0] + "."
    last = Section("rests", "", (Paragraph(prose(rests)),))
    parts = present(*middle, _ratified(found, deal), last)
    section = Section("zone", "The answer", sections=parts, said=answer(found, is_listed=True))
    return section if terse < 2 else abridged(section, found.scenario)


def why_not(found: Findings, base: Foundation, terse: int = 0) -> tuple[Section, ...]:
    """Say who stands where in every knot, what undoes each, and what undoes all; nothing where there is no knot."""
    most = (WAYS, 1, 1, 0)[terse]
    every = knots(found)
    if not every:
        return ()
    told = [short(found, knot) for knot in every]
    if len(every) == 1:
        return _one(found, base, every[0], told[0], terse)
    inner = tuple(
        Section(
            f"knot-{place}",
            f"{place}. {one.title or 'These exclude one another'}",
            (*one.blocks, *undone(found, knot, one, most)),
            is_named=True,
        )
        for place, (knot, one) in enumerate(zip(every, told, strict=True), start=1)
    )
    remark = f"{in_letters(len(every))}, each enough by itself to prevent a deal"
    return Section("knots", "The knots", (), remark, inner), _together(found, base, told, most)


def _one(
    found: Findings, base: Foundation, knot: Knot, told: Short, terse: int
) -> tuple[Section, ...]:
    """Tell of the only knot, and of what undoes it and so opens the zone."""
    alone = "this alone leaves nothing" if len(knot.members) == 1 else ""
    first = Section("knots", "The knot", told.blocks, told.title or alone)
    blocks: list[Block] = []
    turns = base.turns or ()
    if turns:
        meant = [misread(found, turn, told.ask) for turn in turns[: 1 if terse else WAYS]]
        left = len(turns) - len(meant)
        if left:
            meant.append(f"in {in_letters(left)} other {'way' if left == 1 else 'ways'}")
        blocks += said(told.once.shortly(f"Nobody gives way if {', or '.join(meant)}."))
    elif base.turns is not None and base.is_ambiguous:
        blocks += said("No other reading does it, of one sentence or of several.")
    ways = [
        (
            told.once.shortly(f"If {gives(found, way.members, way.correction, told.ask)}"),
            way.correction,
        )
        for way in knot.ways[: max(1, WAYS - 1 - terse) if terse else WAYS]
    ]
    total = max(len(knot.ways), found.corrections_total)
    rest = "`explain` lists them all."
    blocks.append(table_of_ways(found, ways, "What can be given up", total, rest))
    remark = "a step is one option along an issue"
    return first, Section("openings", "What would undo it", tuple(blocks), remark)


def _together(found: Findings, base: Foundation, told: list[Short], most: int) -> Section:
    """Say what it takes to undo all knots, in words that stand above."""
    number = "Both" if len(told) == 2 else f"All {in_letters(len(told))}"
    sentences = [f"{number} must be undone, one way for each."] if most else []
    turns = base.turns or ()
    if turns:
        many = in_letters(len(turns[0]))
        ways = "" if len(turns) == 1 else f" ({in_letters(len(turns))} sets of {many} would do)"
        said_above = "as said above" if most else "otherwise"
        sentences.append(f"Nobody gives way if {many} sentences are meant {said_above}{ways}.")
    elif base.turns is not None and base.is_ambiguous:
        sentences.append("No other reading does it, of one sentence or of all.")
    first = fewest_steps_first(found)[0]
    text = gives(found, first.members, first, None)
    for one in told:
        text = one.once.below(one.title, text)
    sentences.append(f"Fewest steps if {text}: {effect(found, first)}.")
    return Section("openings", "", tuple(said(" ".join(sentences))))


def _deals(found: Findings, terse: int) -> tuple[Section, ...]:
    zone, scenario = found.zone, found.scenario
    picked = found.solutions["egalitarian"]
    every = Section("every-deal", "What every deal holds")
    if zone.size > 1 and zone.backbone:
        facts = deal_facts(scenario, zone.backbone)
        every = Section("every-deal", "What every deal holds", (facts,))
    if not picked.deals:
        return (every,)
    deal = picked.deals[0]
    issues = [one for one in found.space.issues if zone.size < 2 or one not in zone.backbone]
    blocks: tuple[Block, ...] = (deal_facts(scenario, deal.package, issues),)
    if len(issues) > ISSUES or terse:
        blocks = tuple(said(f"{in_a_line(scenario, {i: deal.package[i] for i in issues})}."))
    remark = "egalitarian, by these weights"
    if picked.ties > 1:
        remark += f"; {counted(picked.ties - 1, 'other')} {'ties' if picked.ties == 2 else 'tie'}"
    one = Section("one-deal", "One of them", blocks if issues else (), remark)
    if zone.size == 1:
        one = Section("one-deal", "The only deal", blocks)
    asked = [actor for actor in scenario.actors if bargains(found, deal, actor)]
    least = min((deal.gains[actor.id] for actor in asked), default=None)
    gains = [
        f"{actor.name} {points(deal.gains[actor.id])}"
        + (" (least, by these weights)" if deal.gains[actor.id] == least and len(asked) > 1 else "")
        for actor in asked
    ]
    others = [one for one in apart(found, deal, points) if "no preferences" not in one]
    text = " ".join([f"{', '.join(gains)}.", *others] if gains else others)
    remark = "over no deal, in points of 100, each on a scale of its own"
    return every, one, Section("gains", "What each gains", tuple(said(text)), remark)


def _ratified(found: Findings, deal: TableDeal | None) -> Section:
    """Say which bodies stop what suits all at the table, and whose votes are missing; nothing where none does."""
    name, names = "ratified", {actor.id: actor.name for actor in found.scenario.actors}
    told = []
    for path, one in found.ratification.items():
        if not one.stops:
            continue
        actor, body = path.split(".", 1)
        voters = [f"{names[voter]} {number:,}" for voter, number in one.pivots.items() if number]
        whose = f"; one yes more would let through: {listed(voters)}" if voters else ""
        told.append(
            f"{names[actor]}: {body.replace('_', ' ')} alone stops {one.stops:,} of the"
            f" {found.zone.table_size:,} that suit all at the table{whose}."
        )
    if deal is not None and deal.missing:
        told = []
    section = with_votes(
        Section(name, "Who has to ratify", tuple(said(" ".join(told)))), found.scenario, deal
    )
    # what each vote would cost is told by `ratify`
    return replace(
        section, blocks=tuple(one for one in section.blocks if isinstance(one, Paragraph))
    )


def _rests(found: Findings, base: Foundation, coded: Codings | None) -> str:
    is_sure = coded is not None and coded.open == coded.codings
    told = [_grounds(found, base), "" if is_sure else closes(found, base)]
    told += [first_page(coded)] if coded is not None else []
    return " ".join(one for one in told if one)


def _grounds(found: Findings, base: Foundation) -> str:
    """Say whether it rests on the coding alone or on numbers too, and how much of that has a source."""
    if not found.feasible:
        return "This rests on the rules and the options alone: nobody's demands or numbers enter."
    if not weighs(found) or not (found.zone.is_open or found.zone.red_line_size):
        return f"That there is none rests on the coding alone: {CODING}."
    lines, stated = sum(base.elements.demands.values()), base.elements.demands.get("stated", 0)
    what = CODING
    if lines:
        line, how = CODING.split(",", 1)
        what = f"{line} ({stated} of {lines} stated in the sources),{how}"
    sourced, of = base.elements.numbers
    numbers = f"; and on {counted(of, 'number')}, {sourced} with a source" if of else ""
    return f"This rests on the coding: {what}{numbers}."
