"""When it could open, what would last, and what breaks it."""

from __future__ import annotations

from negsim.document.cells import number, words
from negsim.document.cells import share as share_cell
from negsim.document.content import Block, Column, Fact, Facts, Section, Table, prose
from negsim.document.lists import Unanswered, said, unanswered
from negsim.language.phrases import day, share
from negsim.questions.draws.tell import events_in_words, ripeness_in_words, simulation_answer
from negsim.questions.ensemble.result import Ensemble
from negsim.questions.simulate.result import Simulation
from negsim.questions.simulate.tell import (
    BROKEN,
    CHANCES,
    NEXT,
    TALKS,
    TERMS,
    alone,
    breaker,
    lasting_sentence,
    talk_rows,
    term_rows,
    thinned,
)
from negsim.report.annex.draws import baseline_section
from negsim.report.material import Material
from negsim.report.packages import deal_facts, differs

TITLE = "Time"
STEPS = 13
STACKS = 6
OTHERS = 5


def futures(material: Material) -> Section:
    """Tell what the timeline comes to."""
    found = material.simulation
    if isinstance(found, Unanswered):
        return unanswered("futures", TITLE, found)
    if found is None:
        return Section("futures", TITLE)
    summary = simulation_answer(found)
    blocks = said(summary.opening + summary.rest) + said(ripeness_in_words(found))
    if not found.is_certain:
        blocks += said(CHANCES)
    inner = [
        _steps(found),
        _opens_with(found),
        _lasting(material, found),
        _terms(found),
        _broken(found),
        _talks(found),
    ]
    if not isinstance(material.ensemble, Ensemble):
        inner.append(baseline_section(found.scenario, found.baseline, "baseline"))
    present = tuple(section for section in inner if not section.is_empty)
    return Section(
        "futures", TITLE, tuple(blocks), "when does it open, and what would last?", present
    )


def _steps(found: Simulation) -> Section:
    columns = (
        Column(""),
        Column("open", "right", 1.5),
        Column("floor", "right"),
        Column("alone against it", room=4),
    )
    rows = tuple(
        (
            words(day(step.date)),
            share_cell(step.zone_open),
            number(None if step.floor is None else step.floor[1]),
            words(alone(found, step)),
        )
        for step in thinned(found.steps, STEPS)
    )
    caption = "Share of futures in which the zone is open, and the median floor where it is"
    table = Table("steps", caption, columns, rows, len(rows))
    return Section("steps", "Step by step", (table,))


def _opens_with(found: Simulation) -> Section:
    title = "What has happened when it opens"
    if not any(events for events, _ in found.opens_with):
        return Section("opens-with", title)
    rows = tuple(
        (words(events_in_words(events)), share_cell(value)) for events, value in found.opens_with
    )
    columns = (Column("", room=4), Column("share of futures that open", "right", 2))
    caption = "Events in force at the first opening"
    table = Table(
        "opens-with",
        caption,
        columns,
        rows[:STACKS],
        len(rows),
        ("stack of events", "stacks of events"),
    )
    return Section("opens-with", title, (table,))


def _lasting(material: Material, found: Simulation) -> Section:
    if not found.lasting:
        return Section("lasting", "What would last")
    best, *others = found.lasting
    blocks: list[Block] = [
        *said(lasting_sentence(found)),
        deal_facts(material.findings, best.package, material.findings.space.issues),
    ]
    if others:
        facts = tuple(
            Fact(
                prose(share(one.share)),
                prose(differs(found.scenario, one.package, best.package)),
            )
            for one in others[:OTHERS]
        )
        blocks += [*said(NEXT), Facts(facts)]
    return Section("lasting", "What would last", tuple(blocks))


def _terms(found: Simulation) -> Section:
    told = term_rows(found)
    if not told:
        return Section("terms", "Which terms make it last")
    columns = (Column("with", room=3), Column("last", "right", 1.5), Column("", room=3))
    rows = tuple(
        (words(best), share_cell(value), words(worst, voice="soft")) for best, value, worst in told
    )
    table = Table(
        "terms", "Terms on which it most depends whether a package lasts", columns, rows, len(rows)
    )
    return Section("terms", "Which terms make it last", (table,), TERMS)


def _broken(found: Simulation) -> Section:
    if not found.broken_by:
        return Section("broken", "What breaks the others")
    rows = tuple(
        (words(breaker(found, who)), share_cell(value)) for who, value in found.broken_by.items()
    )
    columns = (Column("", room=3), Column("share", "right", 2))
    table = Table(
        "broken", "Who or what first breaks a package that was signed", columns, rows, len(rows)
    )
    return Section("broken", "What breaks the others", (table,), BROKEN)


def _talks(found: Simulation) -> Section:
    told = talk_rows(found)
    if not told:
        return Section("talks", "Where talks by simple rules would end")
    columns = (Column("rules", room=2), Column("takes"), Column("gains", room=3))
    rows = tuple(tuple(words(text) for text in row) for row in told)
    table = Table("talks", "Ends of talks by simple rules", columns, rows, len(rows))
    return Section("talks", "Where talks by simple rules would end", (table,), TALKS)
