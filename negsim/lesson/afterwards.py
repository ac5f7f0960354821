"""The debrief of an exercise as a page: each group's deal, what it left on the table, and who stood in the way."""

from __future__ import annotations

from negsim.document.cells import gain, words
from negsim.document.content import (
    Block,
    Bullets,
    Cell,
    Column,
    Document,
    Paragraph,
    Section,
    Span,
    Table,
    prose,
)
from negsim.document.notes import all_notes, keys
from negsim.language.phrases import counted, listed
from negsim.language.words import option_in_words
from negsim.lesson.debrief import Debrief
from negsim.lesson.tell import answer, verdict


def debrief_page(found: Debrief) -> Document:
    """Put what groups agreed into words and tables."""
    scenario = found.findings.scenario
    said = answer(found)
    return Document(
        title=scenario.title,
        dateline=("Debrief of an exercise",),
        lead=said.opening,
        answer=said.rest,
        front=tuple(
            section
            for section in (_gains(found), _left(found), _crossed(found), _walked_out(found))
            if not section.is_empty
        ),
        annex=(_packages(found),) if found.signed else (),
        known=all_notes(scenario),
        is_open=any(one.in_zone for one in found.results),
    )


def _gains(found: Debrief) -> Section:
    scenario = found.findings.scenario
    asked = [actor for actor in scenario.actors if actor.consent.kind != "never"]
    columns = [Column("group"), Column("", room=3)]
    columns += [Column(actor.name, "right") for actor in asked]
    rows = []
    for one in found.results:
        gains = [Cell(()) if one.signed is None else gain(one.signed.gains[a.id]) for a in asked]
        said = words(verdict(one))
        rows.append((words(one.agreement.group, voice="strong"), said, *gains))
    table = Table("groups", "Gains over no deal", tuple(columns), tuple(rows), len(rows))
    return Section(
        "groups", "What each group came to", (table,), "below zero: worse than walking out"
    )


def _left(found: Debrief) -> Section:
    """Show what deals that stand could have been better by."""
    actor = found.findings.scenario.actor
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
    columns = (Column("group"), *(Column(actor[name].name, "right") for name in over))
    table = Table("left", "How much more each could have had", columns, tuple(rows), len(rows))
    return Section(
        "left",
        "What was left on the table",
        (table,),
        "the most that each could have gained, by itself, with nobody worse off",
    )


def _crossed(found: Debrief) -> Section:
    scenario = found.findings.scenario
    rows = tuple(
        (
            words(one.agreement.group if first else "", voice="strong"),
            words(scenario.actor[each.actor].name if each.actor else "Nobody can sign this"),
            words(each.says, *keys(each.sources, scenario.claim)),
        )
        for one in found.results
        for first, each in zip([True] + [False] * len(one.against), one.against, strict=False)
    )
    if not rows:
        return Section("crossed", "Who signed what it should not")
    columns = (Column("group"), Column("whose brief says", room=2), Column("", room=4))
    table = Table("crossed", "What deals go against", columns, rows, len(rows))
    return Section("crossed", "Who signed what it should not", (table,))


def _walked_out(found: Debrief) -> Section:
    without = [one for one in found.results if one.signed is None]
    if not without:
        return Section("walked-out", "Who walked out")
    actors = found.findings.scenario.actor
    items = [
        prose(f"{actors[name].name}: {counted(times, 'group')}")
        for name, times in found.walk_outs.items()
    ]
    nobody = [one.agreement.group for one in without if not one.agreement.walked_out]
    blocks: list[Block] = [Bullets(tuple(items))] if items else []
    if nobody:
        which = "group" if len(nobody) == 1 else "groups"
        text = f"Nobody is named by {which} {listed(nobody)}."
        blocks.append(Paragraph(prose(text), "remark"))
    return Section("walked-out", "Who walked out", tuple(blocks))


def _packages(found: Debrief) -> Section:
    scenario = found.findings.scenario
    groups = found.signed
    columns = [Column("", room=2), *(Column(one.agreement.group) for one in groups)]
    rows = []
    for issue in scenario.issues:
        options = [one.signed.package[issue.id] for one in groups if one.signed is not None]
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
