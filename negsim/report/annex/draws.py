"""Whether the answer survives other numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from negsim.document.cells import share as share_cell
from negsim.document.cells import words
from negsim.document.content import Block, Cell, Column, Fact, Facts, Section, Span, Table, prose
from negsim.document.lists import Unanswered, said, unanswered
from negsim.language.model.scenario import Scenario
from negsim.language.phrases import share
from negsim.questions.draws.tell import (
    check_next,
    ensemble_answer,
    forecast_in_words,
    path_in_words,
    region_in_words,
    rests_on,
    telling,
)
from negsim.questions.ensemble.result import Ensemble
from negsim.questions.position.baseline import Forecast
from negsim.questions.simulate.tell import (
    BASELINE,
    BLOCKERS,
    NEXT,
    RANKS,
    drivers_remark,
    floor_sentence,
    rank_rows,
    robust_sentence,
)
from negsim.report.material import Material
from negsim.report.packages import deal_facts, differs

TITLE = "Other numbers"
DRIVERS = 10
OTHERS = 5


def draws(material: Material) -> Section:
    """Tell what draws of every stated range come to."""
    found = material.ensemble
    if isinstance(found, Unanswered):
        return unanswered("draws", TITLE, found)
    if found is None:
        return Section("draws", TITLE)
    summary = ensemble_answer(found)
    blocks = said(summary.opening + summary.rest) + said(floor_sentence(found))
    inner = [
        _drivers(found),
        _blockers(found.scenario, found.lone_blocker),
        _robust(material, found),
        _ranks(found),
        baseline_section(found.scenario, found.baseline, "baseline"),
    ]
    present = tuple(section for section in inner if not section.is_empty)
    return Section(
        "draws", TITLE, tuple(blocks), "does it survive them, and what decides it?", present
    )


def _drivers(found: Ensemble) -> Section:
    title = "What decides it"
    shown = [] if found.drivers_of is None else telling(found, DRIVERS)
    blocks: list[Block] = []
    if shown:
        claims = found.scenario.claim
        columns = (
            Column("", room=4),
            Column("effect", "right", 1.5),
            Column("interval", "right"),
            Column("rests on", room=2),
        )
        rows = tuple(
            (
                words(path_in_words(found.scenario, one.path)),
                share_cell(min(1.0, one.effect)),
                words(f"{share(max(0.0, one.interval[0]))}–{share(min(1.0, one.interval[1]))}"),
                _evidence(rests_on(one), one.evidence.claims if one.evidence else (), claims),
            )
            for one in shown
        )
        blocks.append(Table("drivers", "Numbers that decide it", columns, rows, len(rows)))
    for text in (region_in_words(found), check_next(found) if found.drivers_of else None):
        blocks += said(text)
    return Section("drivers", title, tuple(blocks), drivers_remark(found) if shown else "")


def _evidence(text: str, claims: Sequence[str], known: Mapping[str, object]) -> Cell:
    notes = tuple(claim for claim in claims if claim in known)
    return Cell(prose(Span(text, notes=notes)))


def _blockers(scenario: Scenario, shares: Mapping[str, float]) -> Section:
    if not shares:
        return Section("blockers", "Who alone keeps it empty")
    ordered = sorted(shares.items(), key=lambda item: -item[1])
    rows = tuple((words(scenario.actor[name].name), share_cell(value)) for name, value in ordered)
    columns = (Column("", room=3), Column("share of draws", "right", 2))
    table = Table("blockers", "Actors that alone keep the zone empty", columns, rows, len(rows))
    return Section("blockers", "Who alone keeps it empty", (table,), BLOCKERS)


def _robust(material: Material, found: Ensemble) -> Section:
    title = "The most robust package"
    if not found.in_zone:
        return Section("robust", title)
    best, *others = found.in_zone
    issues = material.findings.space.issues
    blocks: list[Block] = [
        *said(robust_sentence(found)),
        deal_facts(material.findings, best.package, issues),
    ]
    if others:
        facts = tuple(
            Fact(prose(share(one.share)), prose(differs(found.scenario, one.package, best.package)))
            for one in others[:OTHERS]
        )
        blocks += [*said(NEXT), Facts(facts)]
    return Section("robust", title, tuple(blocks))


def _ranks(found: Ensemble) -> Section:
    told = rank_rows(found)
    if not told:
        return Section("ranks", "What each likes best")
    columns = (
        Column("", room=3),
        Column("the same package first", room=2),
        Column("weights", room=4),
    )
    rows = tuple(tuple(words(text) for text in row) for row in told)
    table = Table("ranks", "How firmly each actor's first choice stands", columns, rows, len(rows))
    return Section("ranks", "What each likes best", (table,), RANKS)


def baseline_section(scenario: Scenario, found: Sequence[Forecast], id: str) -> Section:  # noqa: A002
    """Set the humble forecast beside what was found."""
    facts = []
    for one in found:
        _, place = forecast_in_words(scenario, one)
        facts.append(Fact(prose(scenario.issue[one.issue].ask), prose(place)))
    blocks = (Facts(tuple(facts)),) if facts else ()
    return Section(id, "The humble baseline", blocks, BASELINE if facts else "")
