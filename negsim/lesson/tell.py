"""The debrief of an exercise: each group's deal, what it left on the table, and who stood in the way."""

from __future__ import annotations

from negsim.document.cells import gain, words
from negsim.document.content import (
    Block,
    Bullets,
    Cell,
    Column,
    Paragraph,
    Said,
    Section,
    Span,
    Table,
    prose,
)
from negsim.document.document import Document
from negsim.document.lists import present
from negsim.document.notes import all_notes, keys
from negsim.document.result import told
from negsim.language.phrases import counted, listed
from negsim.language.words import option_in_words
from negsim.lesson.debrief import Debrief, Judged
from negsim.questions.score.tell import body_name
from negsim.questions.zone.knots import knots_section
from negsim.questions.zone.result import Deal
from negsim.questions.zone.tell import answer as zone_answer

EGALITARIAN = "egalitarian deal"


@told.register
def tell(found: Debrief) -> Section:
    """Say of each group whether its deal stands, what it left on the table, and who walked out."""
    inner = present(
        _gains(found),
        _left(found),
        _crossed(found),
        _walked_out(found),
        _there_was(found),
        _deals(found),
    )
    title = "Debrief of a room" if found.is_room else "Debrief of an exercise"
    return Section("debrief", title, sections=inner, said=answer(found))


def debrief_page(found: Debrief) -> Document:
    """Put the debrief on a page of its own, the deals side by side behind the rest."""
    said, sections = answer(found), tell(found).sections
    return Document(
        title=found.scenario.title,
        dateline=("Debrief of an exercise",),
        lead=said.opening,
        answer=said.rest,
        front=tuple(one for one in sections if one.id != "deals"),
        annex=tuple(one for one in sections if one.id == "deals"),
        known=all_notes(found.scenario),
        is_open=any(one.in_zone for one in found.results),
    )


def answer(found: Debrief) -> Said:
    """Say how many groups signed, and how good their deals are."""
    signed = len(found.signed)
    valid = sum(bool(one.in_zone) for one in found.results)
    best = sum(bool(one.is_efficient) for one in found.results)
    lead = _lead(found)
    if not signed:
        could = "though there was one" if found.findings.zone.is_open else "and there was none"
        return Said(lead, f", {could} that everybody it needs could have signed.")
    if not valid:
        stands = "it does not stand" if signed == 1 else "none of these stands"
        return Said(lead, f", but {stands}.")
    if signed == 1:
        left = "leaves nothing" if best else "leaves something"
        return Said(lead, f"; everybody it needs could sign it, and it {left} on the table.")
    could = "could be signed by everybody it needs" if valid == 1 else "could be signed"
    if best == valid:
        left = "it leaves nothing" if valid == 1 else "all of these leave nothing"
    elif best:
        left = f"{best} of these {'leaves' if best == 1 else 'leave'} nothing"
    else:
        left = "it leaves something" if valid == 1 else "each of these leaves something"
    return Said(lead, f"; {valid} {could}, and {left} on the table.")


def _lead(found: Debrief) -> str:
    """Say how many there are that signed, and of how many."""
    signed, groups = len(found.signed), len(found.results)
    if found.is_room:
        many = counted(signed, "PACKAGE", "PACKAGES") if signed else "NO PACKAGE"
        return f"THE ROOM AGREED ON {many}"
    if groups == 1:
        return f"THE GROUP SIGNED {'A' if signed else 'NO'} DEAL"
    return f"{signed or 'NONE'} OF {groups:,} GROUPS SIGNED A DEAL"


def _first_column(found: Debrief) -> str:
    return "package" if found.is_room else "group"


def _could_be(found: Debrief) -> Deal | None:
    """Give the egalitarian deal, to set beside what was signed; None where there is no deal."""
    zone, picked = found.findings.zone, found.findings.solutions["egalitarian"].deals
    return picked[0] if zone.is_open and picked else None


def verdict(one: Judged) -> str:
    """Say in a few words what a group's line comes to."""
    if one.signed is None:
        return "no deal"
    if not one.is_feasible:
        return "cannot be carried out"
    if not one.in_zone and one.fails_in and not one.against:
        return "thrown out at home"
    if not one.in_zone:
        return "somebody should not have signed"
    if one.is_efficient:
        return "nothing left on the table"
    return "somebody could have had more, and nobody less"


def _gains(found: Debrief) -> Section:
    scenario = found.scenario
    asked = [actor for actor in scenario.actors if actor.consent.kind != "never"]
    if not found.results:
        return Section("groups", "What was agreed")
    columns = [Column(_first_column(found)), Column("", room=3)]
    columns += [Column(actor.name, "right") for actor in asked]
    rows = []
    for one in found.results:
        gains = [Cell(()) if one.signed is None else gain(one.signed.gains[a.id]) for a in asked]
        said = words(verdict(one))
        rows.append((words(one.agreement.group, voice="strong"), said, *gains))
    could = _could_be(found)
    if could is not None:
        gains = [gain(could.gains[a.id]) for a in asked]
        rows.append((words(EGALITARIAN), words("one that was there, by these weights"), *gains))
    table = Table("groups", "Gains over no deal", tuple(columns), tuple(rows), len(rows))
    return Section(
        "groups",
        "What was agreed" if found.is_room else "What each group came to",
        (table,),
        "in points of 100; below zero: worse than walking out",
    )


def _left(found: Debrief) -> Section:
    """Show what deals that stand could have been better by."""
    actor = found.scenario.actor
    rows = [
        (
            words(one.agreement.group, voice="strong"),
            *(gain(one.left[name]) for name in one.left),
        )
        for one in found.results
        if one.left and one.in_zone and not one.is_efficient
    ]
    if not rows:
        return Section("left", "What was left on the table")
    over = found.findings.frontier.over
    columns = (
        Column(_first_column(found)),
        *(Column(actor[name].name, "right") for name in over),
    )
    table = Table("left", "How much more each could have had", columns, tuple(rows), len(rows))
    return Section(
        "left",
        "What was left on the table",
        (table,),
        "the most that each could have gained, by itself, with nobody worse off; points of 100",
    )


def _crossed(found: Debrief) -> Section:
    scenario = found.scenario
    rows = []
    for one in found.results:
        told = [
            (
                words(scenario.actor[each.actor].name if each.actor else "Nobody can sign this"),
                words(each.says, *keys(each.sources, scenario.claim)),
            )
            for each in one.against
        ]
        told += [
            (
                words(body_name(scenario, vote.path)),
                words(f"{vote.yes} of {vote.of} votes, and {vote.needs} are needed"),
            )
            for vote in one.fails_in
        ]
        for place, row in enumerate(told):
            rows.append((words("" if place else one.agreement.group, voice="strong"), *row))
    if not rows:
        return Section("crossed", "Who signed what it should not")
    first = Column(_first_column(found))
    columns = (first, Column("whose brief says", room=2), Column("", room=4))
    table = Table("crossed", "What deals go against", columns, tuple(rows), len(rows))
    return Section("crossed", "Who signed what it should not", (table,))


def _walked_out(found: Debrief) -> Section:
    without = [one for one in found.results if one.signed is None]
    if not without:
        return Section("walked-out", "Who walked out")
    actors = found.scenario.actor
    items = [
        prose(f"{actors[name].name}: {counted(times, 'group')}")
        for name, times in found.walk_outs.items()
    ]
    nobody = [one.agreement.group for one in without if not one.agreement.walked_out]
    blocks: list[Block] = [Bullets(tuple(items))] if items else []
    if nobody:
        text = f"{listed(nobody)} did not say who walked out."
        blocks.append(Paragraph(prose(text), "remark"))
    return Section("walked-out", "Who walked out", tuple(blocks))


def _there_was(found: Debrief) -> Section:
    """Say what could have been signed, and where nothing could, which demands exclude one another."""
    said = zone_answer(found.findings)
    blocks = (Paragraph(prose(f"{said.opening}{said.rest}")),)
    knot = () if found.findings.zone.is_open else present(knots_section(found.findings))
    remark = "by the numbers as the sides have moved them" if found.is_room else ""
    return Section("there-was", "What there was to sign", blocks, remark, knot)


def _deals(found: Debrief) -> Section:
    scenario = found.scenario
    groups = found.signed
    if not groups:
        return Section("deals", "The deals side by side")
    columns = [Column("", room=2), *(Column(one.agreement.group) for one in groups)]
    could = _could_be(found)
    columns += [Column(EGALITARIAN)] if could else []
    rows = []
    for issue in scenario.issues:
        options = [one.signed.package[issue.id] for one in groups if one.signed is not None]
        options += [could.package[issue.id]] if could else []
        cells = [words(option_in_words(scenario, issue.id, option)) for option in options]
        rows.append((words(issue.ask), *cells))
    table = Table("deals", "Issue by issue", tuple(columns), tuple(rows), len(rows))
    remarks = [
        prose(Span(f"{one.agreement.group}: ", "strong"), one.agreement.remark)
        for one in found.results
        if one.agreement.remark
    ]
    blocks: list[Block] = [table]
    if remarks:
        blocks += [Paragraph(prose("What the groups say:")), Bullets(tuple(remarks))]
    return Section("deals", "The deals side by side", tuple(blocks))
