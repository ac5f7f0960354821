"""What a report says, against what was found."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

import negsim
from negsim.document.content import Facts, Paragraph, Section, Table, plain
from negsim.document.document import Document, all_sections, spans, tables
from negsim.document.lists import Unanswered
from negsim.document.result import told
from negsim.language import labels
from negsim.language.claims.provenance import elements
from negsim.questions.compare.result import Comparison
from negsim.questions.packages import packages
from negsim.questions.trace.numbers import numbers
from negsim.report.briefing import answered, briefing
from negsim.report.front import front
from negsim.report.material import Material, gather
from negsim.report.parts import PARTS, Settings
from negsim.report.unsaid import unsaid
from tests.report.made import FEW, document, material, study

GOLDEN = Path(__file__).parent / "golden"
CASES = ("harbour", "harbour+quiet_machines", "quota", "one_issue", "nothing", "single", "lonely")


def section(parts: tuple[Section, ...], name: str) -> Section:
    return next(one for one in all_sections(parts) if one.id == name)


def words_of(part: Section) -> str:
    whole = Document("", (), "", "", (part,), ())
    return " ".join(span.text for span in spans(whole))


def outline(whole: Document) -> str:
    """Every heading, indented by its level, and what stands below it."""
    lines = []

    def add(part: Section, depth: int) -> None:
        kinds = Counter(type(block).__name__.lower() for block in part.blocks)
        held = ", ".join(f"{n} {kind}" for kind, n in sorted(kinds.items()))
        lines.append(f"{'  ' * depth}{part.title}" + (f" [{held}]" if held else ""))
        for inner in part.sections:
            add(inner, depth + 1)

    for part in whole.sections:
        add(part, 0)
    return "\n".join([whole.title, whole.lead + whole.answer, *lines]) + "\n"


@pytest.mark.parametrize("case", ["harbour", "harbour+quiet_machines"])
def test_the_structure_of_a_report_is_the_golden_one(case: str) -> None:
    golden = GOLDEN / f"{case}.outline.txt"
    found = outline(document(case))
    if os.environ.get("NEGSIM_GOLDEN"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(found, encoding="utf-8")
    assert found == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES)
def test_names_are_unique_sections_hold_something_and_notes_are_known(case: str) -> None:
    whole = document(case)
    names = [one.id for one in all_sections(whole.sections)]
    assert [name for name, n in Counter(names).items() if n > 1] == []
    named = [table.id for _, table in tables(whole)]
    assert [name for name, n in Counter(named).items() if n > 1] == []
    for one in all_sections(whole.sections):
        assert not one.is_empty, one.title
        assert one.title
    assert {key for span in spans(whole) for key in span.notes} <= set(whole.known)


@pytest.mark.parametrize("case", CASES)
def test_rows_have_a_cell_for_each_column_and_bars_are_shares(case: str) -> None:
    for _, table in tables(document(case)):
        assert table.rows
        for row in table.rows:
            assert len(row) == len(table.columns)
            bars = [cell.bar for cell in row if cell.bar is not None]
            assert all(0 <= bar <= 1 for bar in bars)


def test_the_first_page_of_an_empty_zone_has_the_knot_and_each_way_out_with_what_it_opens() -> None:
    found = material("harbour")
    assert [one.id for one in front(found)] == ["knots", "openings", "rests"]
    page = front(found, is_whole=True)
    assert [one.id for one in page] == ["knots", "openings", "rests"]
    *_, facts = (b for b in section(page, "openings").blocks if isinstance(b, Facts))
    for fact, correction in zip(facts.facts, found.findings.corrections, strict=True):
        assert f"and {correction.zone} packages suit everyone needed" in plain(fact.says)
        assert f"{sum(taken or 0 for taken in correction.steps.values())} step" in plain(fact.says)
        (held,) = map(plain, fact.remarks)
        assert held.startswith("Every deal would hold: ")
    knot = words_of(section(page, "knots"))
    for member in found.findings.conflicts[0].members:
        assert labels.line(found.scenario, member.path) in knot


def test_what_every_deal_then_holds_is_so_in_every_package_once_the_demand_is_gone() -> None:
    """`opened`, against the same red line taken out of the file by a variant."""
    assert len(material("harbour").opened) == 2
    for opened in material("harbour").opened:
        ((actor, line),) = (path.split(".") for path in opened.correction.drop)
        text = Path(negsim.load("harbour").scenario.path)
        added = f"variants:\n  gone: {{say: gone, drop: [{actor}.{line}]}}\n"
        whole = text.read_text("utf-8").replace("variants:\n", added, 1)
        without = negsim.loads(whole, str(text)).run("gone")
        assert opened.size == without.zone.size
        assert opened.backbone == without.zone.backbone
        assert opened.floor == without.floor


def test_the_first_page_of_an_open_zone_has_what_every_deal_holds_and_what_each_gains() -> None:
    found = material("harbour+quiet_machines")
    page = front(found)
    assert [one.id for one in page] == [
        "every-deal",
        "one-deal",
        "gains",
        "other-solutions",
        "rests",
    ]
    held = words_of(section(page, "every-deal"))
    scenario = found.scenario
    assert set(found.findings.zone.backbone) == {
        issue.id for issue in scenario.issues if issue.ask in held
    }
    (table,) = (b for b in section(page, "gains").blocks if isinstance(b, Table))
    first = found.findings.solutions["egalitarian"].deals[0]
    assert [row[1].value for row in table.rows] == [
        round(float(100 * first.gains[actor.id]), 12) for actor in scenario.actors
    ]


def test_lines_that_nobody_has_drawn_come_first_among_what_nobody_has_said() -> None:
    found = material("harbour+quiet_machines")
    assert not isinstance(found.parts["trace"], Unanswered)
    first = found.parts["trace"].pivotal[0]
    told = words_of(unsaid(found))
    assert told.index(found.scenario.actor[first.actor].name) < told.index("Nobody says at what")


@pytest.mark.parametrize("case", ["harbour", "harbour+quiet_machines", "ukraine_2025"])
def test_every_demand_and_number_of_an_actor_refers_to_its_claims_and_assumptions(
    case: str,
) -> None:
    quick = Settings(draws=0, futures=0)
    found = material(case, quick) if case != "ukraine_2025" else _light(case)
    told = numbers(found.scenario)
    cited = Counter(
        key for span in spans(Document("", (), "", "", (told,), ())) for key in span.notes
    )
    wanted: Counter[str] = Counter()
    for one in elements(found.scenario):
        if one.kind in {"red_line", "preference", "wish", "forecast", "reservation_value"}:
            wanted.update({*one.claims, *one.assumptions})
    assert cited == wanted


def _light(case: str) -> Material:
    """What the list of numbers needs, without asking what takes long."""
    found = material("harbour", Settings(draws=0, futures=0))
    return replace(found, findings=study(case).run())


def test_tables_are_cut_where_they_are_told_to_be_and_say_so() -> None:
    few = replace(FEW, rows=2)
    found = replace(material("harbour+quiet_machines"), settings=few)
    found = replace(found, parts={**found.parts, "packages": packages(found.findings, few.rows)})
    (best,) = (
        b
        for b in section((told(found.parts["packages"]),), "zone-packages").blocks
        if isinstance(b, Table)
    )
    assert len(best.rows) == 2
    assert best.left_off == (
        "The first 2 of 8 packages are shown. The results as CSV have them all."
    )
    compared = next(part for part in PARTS if part.name == "compare")
    (shown,) = (b for b in answered(found, compared).blocks if isinstance(b, Table))
    assert len(shown.rows) == 2
    assert shown.left_off == "The first 2 of 5 rows are shown."


def test_the_best_of_the_zone_are_in_the_order_of_their_smallest_gains() -> None:
    found = material("harbour+quiet_machines")
    (best,) = (
        b
        for b in section((told(found.parts["packages"]),), "zone-packages").blocks
        if isinstance(b, Table)
    )
    smallest = [row[-1].value or 0 for row in best.rows]
    assert smallest == sorted(smallest, reverse=True)
    assert len(smallest) == found.findings.zone.size
    assert smallest[0] == round(float(100 * (found.findings.floor or 0)), 12)


def test_no_draws_and_no_futures_leave_their_sections_out() -> None:
    found = material("harbour", Settings(draws=0, futures=0))
    for part in (one for one in PARTS if one.name in {"ensemble", "simulate"}):
        assert answered(found, part).is_empty
        assert not answered(material("harbour"), part).is_empty


def test_a_section_without_an_answer_says_why_and_the_rest_is_there() -> None:
    issues = "\n".join(
        f"  i{n}: {{ask: Issue {n}?, options: {{a: A, b: B, c: C, d: D}}}}" for n in range(20)
    )
    weights = "\n".join(
        f"      i{n}: {{weight: 1, scores: {{a: {s}, b: .5, c: .25, d: {1 - s}}}}}"
        for n in range(20)
        for s in (n % 2,)
    )
    text = f"""negsim: 1
scenario: wide
title: Twenty issues of four
issues:
{issues}
actors:
  one:
    name: One
    reservation_value: 0.2
    preferences:
{weights}
  two: {{name: Two, red_lines: {{never: {{forbid: {{i0: a}}}}}}}}
variants:
  other: {{say: another, exclude: {{i1: a}}}}
"""
    scenario = negsim.loads(text).base
    found = gather(scenario, settings=FEW)
    assert found.findings.total == 4**20
    for part in (
        found.parts["levers"],
        found.parts["room"],
        found.parts["readings"],
        found.parts["trace"],
    ):
        assert isinstance(part, Unanswered)
        assert part.because.startswith("There are too many packages to go through them all")
    # What `run` answers issue by issue, it answers for variants too; and no timeline is no question.
    assert isinstance(found.parts["compare"], Comparison)
    assert found.parts["simulate"] is None
    best = section((told(found.parts["packages"]),), "zone-packages")
    assert [plain(b.words) for b in best.blocks if isinstance(b, Paragraph)] == [
        "There are too many packages to list those of the zone while a report is written."
    ]


def test_a_first_page_has_every_demand_of_every_knot_and_the_annex_every_way_out() -> None:
    found = material("letters", Settings(draws=0, futures=0))
    assert sorted(len(one.members) for one in found.findings.conflicts) == [2, 3]
    page = front(found, is_whole=True)
    knots = words_of(section(page, "knots"))
    for conflict in found.findings.conflicts:
        for member in conflict.members:
            # Where all of a knot answer one question, it stands over them.
            assert labels.line(found.scenario, member.path).rpartition(" (")[0] in knots
    (ways,) = (
        table
        for _, table in tables(Document("", (), "", "", (told(found.parts["explain"]),), ()))
        if table.id == "ways-out"
    )
    assert ways.total == len(ways.rows) == found.findings.corrections_total


def test_what_really_happened_has_its_section_where_the_file_tells_it() -> None:
    text = Path(negsim.load("harbour").base.path).read_text(encoding="utf-8")
    told_of = text + "\noutcome: {depth: fifteen, fee: 200, nights: quiet, mud: dyke}\n"
    study = negsim.loads(told_of, negsim.load("harbour").base.path)
    quick = Settings(draws=0, futures=0)
    ids = {
        file: [one.id for one in briefing(gather(base, settings=quick)).annex]
        for file, base in (("told", study.base), ("untold", negsim.load("harbour").base))
    }
    assert "backtest" in ids["told"]
    assert "backtest" not in ids["untold"]
