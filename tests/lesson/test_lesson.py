"""An exercise for a class: sheets that add up and keep secrets, a form that is read back, a debrief that is fair."""

from __future__ import annotations

import io
import json
from fractions import Fraction
from itertools import product
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import negsim
from negsim.cli import main
from negsim.document.content import plain
from negsim.document.document import Document, spans
from negsim.document.shown import section_html
from negsim.errors import InputError
from negsim.language.model.scenario import Scenario
from negsim.lesson.agreements import form, read_agreements
from negsim.lesson.debrief import GroupAgreement, debrief
from negsim.lesson.role import astray, points_in_words, role_sheet
from negsim.lesson.score_sheet import score_sheet
from negsim.lesson.tell import answer, tell, verdict
from negsim.questions.profile import profile
from negsim.questions.zone.find import deal
from negsim.report.html import html
from negsim.solve.tables.formula import holds

POINTS = """
negsim: 1
scenario: shop
title: The shop
issues:
  price: {ask: Price?, range: {from: 0, to: 10, step: 1}}
  door: {ask: Door?, options: {red: Red, blue: "<b>Blue</b>"}}
actors:
  a:
    reservation_value: {points: 5}
    preferences:
      price: {points: {0: -4, 10: 8}}
      door: {points: {red: 3, blue: 0}}
    wishes: {both: {points: 2, require: {door: blue, price: at least 5}}}
  b:
    preferences: {price: {points: {0: 5, 10: 0}}}
"""
EXERCISE = negsim.load("harbour", ("quiet_machines",)).scenario


def scenario(text: str) -> Scenario:
    return negsim.loads(text, "shop.yaml").scenario


@pytest.mark.parametrize("played", [EXERCISE, scenario(POINTS)], ids=["weights", "points"])
def test_points_added_up_are_the_utility_on_another_scale(played: Scenario) -> None:
    from negsim.space.space import compile_scenario

    space = compile_scenario(played)
    sizes = space.problem.sizes
    for step in range(0, space.problem.total, 7):
        rest, positions = step, []
        for size in reversed(sizes):
            rest, place = divmod(rest, size)
            positions.append(place)
        package = tuple(reversed(positions))
        found = deal(space, package)
        for number, actor in enumerate(played.actors):
            sheet = score_sheet(space, actor)
            added = sum(
                (
                    one.options[package[space.issues.index(one.issue)]].points
                    for one in sheet.issues
                ),
                Fraction(0),
            )
            for bonus, wish in zip(sheet.bonuses, actor.wishes, strict=True):
                from negsim.space.compiler import Compiler

                if holds(Compiler(played).satisfied(wish.clause), package):
                    added += bonus.points
            accepts = added >= sheet.walk_away
            assert accepts == (found.gains[actor.id] >= 0), (number, package)
            if not sheet.is_own:
                assert added == 100 * found.utilities[actor.id]


def text_of(document: Document) -> str:
    return " ".join([document.lead, document.answer, plain(tuple(spans(document)))])


def test_a_role_sheet_tells_nothing_of_what_the_others_are_told() -> None:
    space = negsim.load("harbour").run().space
    profiles = profile(space.scenario)
    told = text_of(role_sheet(space, space.scenario.actor["ships"], profiles))
    assert "the least it would sign" in told
    assert "You speak for Shipping lines" in told
    assert "35 points" in told
    assert "at most 300 EUR per call" in told
    for secret in ("keeps the channel", "go to court", "at least 150 EUR", "at least quiet"):
        assert secret not in told


def test_sheets_say_who_votes_at_home_and_how_each_reads_words_of_its_own() -> None:
    from negsim.space.space import compile_scenario

    space = compile_scenario(negsim.load("harbour_council").scenario)
    told = {
        name: text_of(role_sheet(space, space.scenario.actor[name]))
        for name in ("port", "ships", "village_list")
    }
    votes = (
        "Port authority's council has to say yes too, with 31 of 60 votes: Harbour Party has 20,"
        " Market List has 12 and Village List has 28."
    )
    assert all(votes in text for text in told.values())
    assert all("At the table: Port authority and Shipping lines." in text for text in told.values())
    assert "What you sign has to be ratified by Port authority's council." in told["port"]
    assert "You vote in Port authority's council." in told["village_list"]
    own = "“considerate” work, whatever that is (Is there work at night?) is to you “{}”"
    readings = {"port": "yes, with quiet machines", "ships": "yes, with any machine"}
    for name, reading in readings.items():
        assert own.format(reading) in told[name]
        others = [one for other, one in readings.items() if other != name]
        assert not any(own.format(other) in told[name] for other in others)
    assert all("to be settled within the year" in text for text in told.values())


def test_a_debrief_says_what_was_thrown_out_at_home() -> None:
    findings = negsim.load("harbour_council").run()
    signed = {"depth": "fifteen", "fee": "300", "nights": "quiet", "mud": "sea"}
    (judged,) = debrief(findings, [GroupAgreement("Reds", signed)]).results
    assert (judged.in_zone, judged.against) == (False, ())
    (vote,) = judged.fails_in
    assert (vote.path, vote.yes, vote.needs, vote.of) == ("port.council", 20, 31, 60)
    assert verdict(judged) == "thrown out at home"


def test_labels_from_the_file_show_as_text() -> None:
    from negsim.space.space import compile_scenario

    played = scenario(POINTS)
    page = html(role_sheet(compile_scenario(played), played.actor["a"]))
    assert "&lt;b&gt;Blue&lt;/b&gt;" in page
    assert "<b>Blue" not in page


def filled(played: Scenario, rows: list[list[str]], path: Path) -> str:
    book = openpyxl.load_workbook(io.BytesIO(form(played)))
    for place, row in enumerate(rows, start=3):
        for column, text in enumerate(row, start=1):
            book.active.cell(place, column, text)  # type: ignore[union-attr]
    book.save(path)
    return str(path)


def test_a_filled_form_is_read_back_by_labels_ids_and_numbers(tmp_path: Path) -> None:
    rows = [
        [
            "Reds",
            "15 metres",
            "150 EUR per call",
            "quiet",
            "onto the villages' dyke",
            "",
            "at last",
        ],
        ["Blues", "", "", "", "", "Villages on the bank"],
        ["Greens", "twelve", "200.0", "no", "to the sea", "nobody"],
    ]
    told = read_agreements(filled(EXERCISE, rows, tmp_path / "form.xlsx"), EXERCISE)
    first = {"depth": "fifteen", "fee": "150", "nights": "quiet", "mud": "dyke"}
    last = {"depth": "twelve", "fee": "200", "nights": "none", "mud": "sea"}
    assert told == (
        GroupAgreement("Reds", first, (), "at last"),
        GroupAgreement("Blues", None, ("villages",), ""),
        GroupAgreement("Greens", last, (), ""),
    )


def test_the_questions_of_a_form_are_read_whole_and_it_prints_in_letters_one_can_read() -> None:
    scenario = negsim.load("ukraine_2025").base
    sheet: Any = openpyxl.load_workbook(io.BytesIO(form(scenario)))["Agreements"]
    width = sheet.column_dimensions["B"].width  # of all issues: those of one width are told once
    for asked in sheet[2][1:]:
        assert asked.alignment.wrap_text
        assert sheet.row_dimensions[2].height >= 15 * len(str(asked.value or "")) / (width - 4)
    assert len(scenario.issues) * width / sheet.page_setup.fitToWidth < 180


def test_an_empty_form_is_the_same_each_time_and_has_no_group() -> None:
    assert form(EXERCISE) == form(EXERCISE)


def test_every_fault_of_a_form_is_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "form.csv"
    path.write_text(
        "Group,depth,fee,nights,mud,Walked out\n"
        "A,fiften,150,quiet,dyke,\n"
        "B,twelve,,no,sea,\n"
        "C,,,,,the mayor\n",
        encoding="utf-8",
    )
    with pytest.raises(InputError, match="no option of issue 'depth': 'fiften'") as caught:
        read_agreements(str(path), EXERCISE)
    told = [f"{fault.where}: {fault.what}" for fault in caught.value.faults]
    assert told == [
        f"{path}:2:2: no option of issue 'depth': 'fiften'",
        f"{path}:3:3: nothing on 'fee'",
        f"{path}:4:6: no actor of this scenario: 'the mayor'",
    ]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Group,depth,fee,nights\n", "the form lacks mud"),
        ("Group,depth,fee,nights,mud,weather\n", "no column of this form: 'weather'"),
        ("Group,depth,fee,nights,mud,mud\n", "column 'mud' stands twice"),
        ("Group,depth,fee,nights,mud\nA,,,,\n", "has no group that agreed or walked out"),
    ],
)
def test_a_form_that_cannot_be_read_is_said_so(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "form.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=says):
        read_agreements(str(path), EXERCISE)


def group(**package: str) -> GroupAgreement:
    return GroupAgreement("A", package)


def test_what_is_left_on_the_table_is_what_the_zone_still_holds() -> None:
    found = negsim.load("harbour").run("tide_will_do")
    zone = found.zone_packages().to_dict("records")
    principals = found.frontier.over
    issues = found.space.issues
    agreements = [group(**{i: str(row[i]) for i in issues}) for row in zone]
    for row, result in zip(zone, debrief(found, agreements).results, strict=True):
        no_worse = [
            other
            for other in zone
            if all(other[f"utility_{a}"] >= row[f"utility_{a}"] for a in principals)
        ]
        assert result.in_zone
        assert result.left is not None
        for a in principals:
            more = max(other[f"utility_{a}"] for other in no_worse) - row[f"utility_{a}"]
            assert float(result.left[a]) == pytest.approx(more, abs=1e-9)
        assert result.is_efficient == all(
            other[f"utility_{a}"] == row[f"utility_{a}"] for other in no_worse for a in principals
        )


def test_who_signed_what_it_should_not_is_named() -> None:
    found = negsim.load("harbour").run("quiet_machines")
    signed = group(depth="fifteen", fee="400", nights="none", mud="sea")
    result = debrief(found, [signed]).results[0]
    assert [one.path for one in result.against] == ["rules.deep_takes_nights", "ships.ceiling"]
    assert (result.is_feasible, result.in_zone, result.is_efficient) == (False, False, False)


STANDS = {"depth": "fifteen", "fee": "150", "nights": "quiet", "mud": "dyke"}
NOTHING, SOMETHING = "nothing on the table.", "something on the table."
WASTES = {**STANDS, "fee": "200", "mud": "landfill"}
CROSSES = {**STANDS, "fee": "400"}


@pytest.mark.parametrize(
    ("variant", "signed", "group", "room"),
    [
        (
            "quiet_machines",
            (STANDS,),
            f"The group signed a deal; everybody it needs could sign it, and it leaves {NOTHING}",
            f"The room agreed on 1 package; everybody it needs could sign it, and it leaves {NOTHING}",
        ),
        (
            "quiet_machines",
            (CROSSES,),
            "The group signed a deal, but it does not stand.",
            "The room agreed on 1 package, but it does not stand.",
        ),
        (
            "quiet_machines",
            (None,),
            "The group signed no deal, though there was one that everybody it needs could have signed.",
            "The room agreed on no package, though there was one that everybody it needs could have signed.",
        ),
        (
            "",
            (None,),
            "The group signed no deal, and there was none that everybody it needs could have signed.",
            "The room agreed on no package, and there was none that everybody it needs could have signed.",
        ),
        (
            "quiet_machines",
            (CROSSES, CROSSES),
            "2 of 2 groups signed a deal, but none of these stands.",
            "The room agreed on 2 packages, but none of these stands.",
        ),
        (
            "quiet_machines",
            (WASTES, CROSSES),
            f"2 of 2 groups signed a deal; 1 could be signed by everybody it needs, and it leaves {SOMETHING}",
            f"The room agreed on 2 packages; 1 could be signed by everybody it needs, and it leaves {SOMETHING}",
        ),
    ],
)
def test_a_debrief_begins_with_how_many_signed_and_whether_it_stands(
    variant: str, signed: tuple[dict[str, str] | None, ...], group: str, room: str
) -> None:
    found = negsim.load("harbour").run(variant or ())
    agreed = [GroupAgreement(f"Group {k}", package) for k, package in enumerate(signed)]
    packages = [one for one in agreed if one.package is not None]
    for one, words in (
        (debrief(found, agreed), group),
        (debrief(found, packages, is_room=True), room),
    ):
        said = answer(one)
        assert f"{said.opening}{said.rest}" == words


def test_a_debrief_sets_what_there_was_beside_what_was_signed() -> None:
    found = negsim.load("harbour").run("quiet_machines")
    shown = section_html(tell(debrief(found, [GroupAgreement("Reds", STANDS)])))
    assert shown.count("egalitarian deal") == 2
    assert "A deal is possible: 8 of the 215 feasible packages" in shown
    shown = section_html(tell(debrief(negsim.load("harbour").run(), [GroupAgreement("A", None)])))
    assert "egalitarian deal" not in shown
    assert "The tide leaves too few hours of daylight" in shown
    assert "A did not say who walked out." in shown


def test_the_command_writes_an_exercise_and_then_its_debrief(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "class"
    play = ["class", "harbour", "--variant", "quiet_machines", "-o", str(folder)]
    assert main(play) == 0
    names = ["agreements.xlsx", "instructor.html"]
    names += ["role_port.html", "role_ships.html", "role_villages.html"]
    assert sorted(path.name for path in folder.iterdir()) == names
    rows = [["A", "15 metres", "150", "quiet", "dyke"], ["B", "", "", "", "", "Port authority"]]
    told = filled(EXERCISE, rows, tmp_path / "told.xlsx")
    capsys.readouterr()
    assert main([*play, "--agreements", told]) == 0
    said = capsys.readouterr().out
    assert "1 OF 2 GROUPS SIGNED A DEAL; everybody it needs could sign it, and it leaves" in said
    assert "Port authority: 1 group" in said
    assert (folder / "debrief.html").exists()
    assert main([*play, "--agreements", told, "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [one["in_zone"] for one in found["groups"]] == [True, None]
    assert found["walked_out"] == {"port": 1}


def test_a_format_without_agreements_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["class", "harbour", "--format", "json"]) == 2
    assert "--format json is for the debrief: give --agreements FILE too" in capsys.readouterr().err


def test_points_on_a_role_sheet_are_whole_and_no_sum_of_them_is_further_astray_than_it_says() -> (
    None
):
    space = negsim.load("harbour").run().space
    for actor in space.scenario.actors:
        sheet = score_sheet(space, actor)
        told = [int(points_in_words(one.points)) for each in sheet.issues for one in each.options]
        exact = [one.points for each in sheet.issues for one in each.options]
        assert all(abs(a - b) <= Fraction(1, 2) for a, b in zip(told, exact, strict=True))
        worst = max(
            abs(
                sum(int(points_in_words(one.points)) - one.points for one in some)
                - (int(points_in_words(sheet.walk_away)) - sheet.walk_away)
            )
            for some in product(*(each.options for each in sheet.issues))
        )
        assert worst <= astray(sheet)
