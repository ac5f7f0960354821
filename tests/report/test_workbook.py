"""The workbook: what its sheets hold is what was found, and nothing a scenario says is taken for anything else."""

from __future__ import annotations

import io
from functools import cache
from typing import Any

import pytest
from openpyxl import load_workbook

import negsim
from negsim.questions.compare.result import Comparison
from negsim.questions.ensemble.result import Ensemble
from negsim.questions.simulate.result import Simulation
from negsim.report.material import Material, gather
from negsim.report.parts import Settings
from negsim.report.workbook import LONGEST, sheets, workbook

Rows = list[list[Any]]
HOSTILE = """
negsim: 1
scenario: hostile
title: "=HYPERLINK(\\"x\\")"
issues:
  a: {{ask: "=1+1", options: {{x: "=A1", y: "+7", z: "007", w: "https://example.org/"}}}}
  b: {{ask: "@SUM", options: {{x: "-1", y: "{long}"}}}}
  n: {{ask: How much?, range: {{from: 0, to: 1, step: 0.5, unit: "=EUR"}}}}
actors:
  one: {{name: "=cmd|'/C calc'!A0", reservation_value: 0.1, preferences: {{a: {{weight: 1, ladder: x < y < z < w}}}}}}
  two: {{name: "red \\e[31m", wishes: {{it: {{weight: 2, require: {{b: x}}}}}}}}
"""


@cache
def found(name: str, variant: str = "") -> Material:
    return material(negsim.load(name), variant)


def material(study: negsim.Study, variant: str = "") -> Material:
    variants = (variant,) if variant else ()
    return gather(study.base, variants, (), Settings(draws=0, futures=0))


def hostile() -> Material:
    return material(negsim.loads(HOSTILE.format(long="long " * 9_000)))


def opened(data: bytes) -> Any:
    return load_workbook(io.BytesIO(data))


def table(data: bytes, name: str) -> Rows:
    """The headings and the rows of a sheet."""
    rows = [list(row) for row in opened(data)[name].iter_rows(values_only=True)]
    return [rows[2], *rows[3:]]


@pytest.mark.parametrize("variant", ["", "quiet_machines"])
def test_every_sheet_is_named_on_the_first_and_its_headings_stay_in_sight(variant: str) -> None:
    book = opened(workbook(found("harbour", variant)))
    names = book.sheetnames
    about = {str(row[0].value): row for row in book["About"].iter_rows()}
    assert names[0] == "About"
    for name in names[1:]:
        assert about[name][0].hyperlink.location == f"'{name}'!A1"
        page = book[name]
        assert page.freeze_panes.endswith("4")
        assert page["A1"].value == name
        assert page.page_setup.paperSize == 9
        assert page.print_title_rows == "$3:$3"
        assert page.max_row > 3, name
    said = about["Answer"][1].value
    assert said.startswith("A DEAL IS POSSIBLE" if variant else "NO DEAL")
    assert "no formula" in about["What this is"][1].value


def test_packages_are_those_of_the_zone_in_words_with_their_worths() -> None:
    whole = found("harbour", "quiet_machines")
    head, *rows = table(workbook(whole), "Packages")
    findings = whole.findings
    assert len(rows) == findings.zone.size
    issues, actors = findings.scenario.issues, findings.scenario.actors
    assert head[:2] == ["no.", issues[0].ask]
    assert [row[0] for row in rows] == list(range(1, len(rows) + 1))
    order = sorted(
        findings.zone_rows(),
        key=lambda row: (
            -min(row[len(issues) + len(actors) + a] for a in findings.space.problem.principals)
        ),
    )
    for (_, *row), walked in zip(rows, order, strict=True):
        assert row[0] == issues[0].options[issues[0].position[walked[0]]].label
        assert row[1] == walked[1]  # the fee, a number that can be reckoned with
        worths = row[len(issues) + 2 :]
        assert worths[::2] == pytest.approx(
            [100 * one for one in walked[len(issues) : len(issues) + len(actors)]]
        )
        assert worths[1::2] == pytest.approx(
            [100 * one for one in walked[len(issues) + len(actors) :]]
        )
    picked = [row[len(issues) + 1] for row in rows if row[len(issues) + 1]]
    assert {
        len(one.rules) for one in opened(workbook(whole))["Packages"].conditional_formatting
    } == {1}
    assert any("egalitarian" in text for text in picked)


def test_options_in_words_and_in_numbers_stand_in_one_column_wide_enough_for_the_words() -> None:
    data = workbook(found("harbour", "quiet_machines"))
    headings, *rows = table(data, "Scores")
    place = headings.index("option")
    cells = [
        cell
        for (cell,) in opened(data)["Scores"].iter_rows(4, min_col=place + 1, max_col=place + 1)
    ]
    assert {type(row[place]) for row in rows} == {str, int}
    assert {cell.alignment.horizontal for cell in cells} == {"left"}
    width = opened(data)["Scores"].column_dimensions["ABCDE"[place]].width
    assert width >= max(len(str(cell.value)) for cell in cells)


def test_a_number_does_not_touch_the_text_beside_it() -> None:
    book = opened(workbook(found("harbour", "quiet_machines")))
    cells = [
        cell for page in book.worksheets[1:] for (cell, *_) in page.iter_cols(min_row=4, max_row=4)
    ]
    assert len(cells) > 100
    assert {(cell.alignment.horizontal, cell.alignment.indent) for cell in cells if cell.value} == {
        ("left", 1.0),
        ("right", 1.0),
    }


def test_an_empty_zone_has_no_sheet_of_packages_but_one_of_what_collides() -> None:
    data = workbook(found("harbour"))
    assert "Packages" not in opened(data).sheetnames
    paths = [row[6] for row in table(data, "Conflicts")[1:]]
    assert sorted(paths) == ["ships.new_ships_come_in", "villages.sleep"]
    drops = [row[1] for row in table(data, "Ways out")[1:]]
    assert sorted(drops) == sorted(paths)


def test_every_element_and_every_claim_has_its_row() -> None:
    whole = found("harbour")
    data, scenario = workbook(whole), whole.scenario
    assert [row[0] for row in table(data, "Claims")[1:]] == [c.id for c in scenario.all_claims]
    assert len(table(data, "Not said")) - 1 == len(scenario.all_silences)
    assert [row[7] for row in table(data, "Red lines")[1:]] == list(scenario.red_lines)
    wanted = sum(len(a.preferences) + len(a.wishes) + len(a.expects) for a in scenario.actors)
    assert len(table(data, "Preferences")) - 1 == wanted
    assert isinstance(whole.parts["compare"], Comparison)
    rows = table(data, "Variants")[1:]
    assert [row[0] for row in rows[: len(whole.parts["compare"].stacks)]] == [
        row.name for row in whole.parts["compare"].stacks
    ]
    shares: dict[str, float] = {}
    for row in table(data, "Preferences")[1:]:
        shares[row[0]] = shares.get(row[0], 0.0) + (row[6] or 0.0)
    assert all(share == pytest.approx(1) for share in shares.values())


def test_the_same_findings_give_the_same_bytes() -> None:
    once = workbook(material(negsim.load("harbour"), "quiet_machines"))
    assert workbook(material(negsim.load("harbour"), "quiet_machines")) == once


def test_draws_and_time_have_sheets_where_they_were_asked_for() -> None:
    assert not {"Other numbers", "What decides it", "Time"} & set(
        opened(workbook(found("harbour"))).sheetnames
    )
    study = negsim.load("harbour")
    whole = gather(study.base, ("quiet_machines",), (), Settings(draws=30, futures=10))
    data = workbook(whole)
    assert isinstance(whole.parts["ensemble"], Ensemble)
    assert isinstance(whole.parts["simulate"], Simulation)
    shares = [row[0] for row in table(data, "Other numbers")[1:]]
    assert shares == pytest.approx([one.share for one in whole.parts["ensemble"].in_zone])
    paths = [row[7] for row in table(data, "What decides it")[1:]]
    assert paths == [one.path for one in whole.parts["ensemble"].drivers]
    dates = [row[0] for row in table(data, "Time")[1:]]
    assert dates == [step.date.isoformat() for step in whole.parts["simulate"].steps]


def test_a_label_is_a_text_whatever_it_looks_like() -> None:
    data = workbook(hostile())
    for page in opened(data):
        for row in page.iter_rows():
            for cell in row:
                assert cell.data_type in {"s", "n"}
                assert cell.hyperlink is None or page.title == "About"
                if isinstance(cell.value, str):
                    assert len(cell.value) <= LONGEST
                    assert "\x1b" not in cell.value
    head, *rows = table(data, "Packages")
    assert head[1:4] == ["=1+1", "@SUM", "How much? (=EUR)"]
    assert {row[1] for row in rows} == {"+7", "007", "https://example.org/"}
    assert {row[3] for row in rows} == {0, 0.5, 1}
    assert opened(data)["About"]["A1"].value == '=HYPERLINK("x")'


def test_rows_beyond_the_limit_are_left_off_and_told() -> None:
    whole = found("harbour", "quiet_machines")
    data = workbook(whole, limit=3)
    assert len(table(data, "Packages")) == 1 + 3
    said = opened(data)["Packages"]["A2"].value
    size = whole.findings.zone.size
    assert said.endswith(f"The first 3 of {size} rows. The results as CSV have them all.")
    assert len(table(data, "Claims")) == 1 + 3
    claims = len(whole.scenario.all_claims)
    assert f"The first 3 of {claims} rows." in opened(data)["Claims"]["A2"].value


def test_what_would_take_hours_is_left_out_and_named() -> None:
    issues = "\n".join(f"  i{k}: {{options: {{a: A, b: B, c: C, d: D}}}}" for k in range(26))
    text = f"negsim: 1\nscenario: vast\ntitle: Vast\nissues:\n{issues}\nactors: {{one: {{}}}}\n"
    vast = material(negsim.loads(text))
    data = workbook(vast)
    about = {row[0]: row[1] for row in opened(data)["About"].iter_rows(values_only=True)}
    assert "too many packages to go through them all" in about["Left out"]
    assert "Levers" not in opened(data).sheetnames
    # A spreadsheet would round it.
    assert table(data, "Actors")[1][3] == "4,503,599,627,370,496"


def test_sheets_have_names_that_the_program_takes() -> None:
    names = [sheet.name for sheet in sheets(found("harbour"))]
    assert len(set(names)) == len(names)
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)
