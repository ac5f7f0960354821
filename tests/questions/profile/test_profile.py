"""What each wants, as the model has it."""

from __future__ import annotations

from fractions import Fraction

import pytest

import negsim
from negsim.document.content import Table, plain
from negsim.document.document import all_sections
from negsim.document.result import told
from negsim.errors import InputError
from tests.questions.changing import made_up

HARBOUR = negsim.load("harbour")


def test_shares_sum_to_one() -> None:
    for scenario in made_up(range(60)):
        for one in negsim.Study(scenario).profile().actors.values():
            assert sum(one.shares.values(), Fraction(0)) == (1 if one.shares else 0)


def test_scores_are_given_for_every_option() -> None:
    port = HARBOUR.profile("port").actors["port"]
    assert port.scores["fee"]["100"] == Fraction(8, 25)
    assert list(port.scores) == ["depth", "fee", "mud"]
    assert port.scores["depth"] == {"ten": 0, "twelve": 1, "fifteen": Fraction(7, 10)}


def test_lines_say_how_they_stand_to_their_sources_in_every_reading() -> None:
    lines = HARBOUR.profile("ships", "villages").to_dict()["actors"]
    assert lines["ships"]["red_lines"]["ceiling"] == {
        "status": "stated",
        "grade": "C",
        "carried_by": ["c5"],
        "readings": {},
    }
    sleep = lines["villages"]["red_lines"]["sleep"]
    assert sleep["status"] == "stretched"
    assert sleep["readings"] == {
        "no_night_work": {"status": "stretched", "grade": None, "carried_by": []},
        "no_noise": {"status": "stated", "grade": "A", "carried_by": ["c6"]},
    }


def test_what_the_walk_away_value_amounts_to_is_the_least_that_is_accepted() -> None:
    for actor, one in HARBOUR.profile().actors.items():
        accepted = [p for p in HARBOUR.packages() if HARBOUR.accepts(actor, p)]
        assert one.accepts == len(accepted)
        assert one.least is not None
        assert one.best is not None
        assert one.least.utility == min(HARBOUR.utility(actor, p) for p in accepted)
        assert one.best.utility == max(HARBOUR.utility(actor, p) for p in accepted)


def test_a_walk_away_value_that_nobody_stated_is_none() -> None:
    text = (
        "{negsim: 1, scenario: s, issues: {a: {options: {x: x, y: y}}}, actors: {one: {name: One}}}"
    )
    found = negsim.loads(text).profile()
    assert found.to_dict()["actors"]["one"]["reservation_value"] is None
    assert found.actors["one"].shares == {}
    assert HARBOUR.profile("port").actors["port"].reservation_value == Fraction(1, 2)


def test_actors_come_as_asked_and_an_unknown_one_is_a_fault() -> None:
    assert list(HARBOUR.profile("ships", "port").actors) == ["ships", "port"]
    with pytest.raises(InputError, match=r"there is no actor 'prt'\n.*did you mean port"):
        HARBOUR.profile("prt")


def test_every_number_says_whose_it_is() -> None:
    section = told(HARBOUR.profile("villages"))
    (villages,) = section.sections
    assert villages.title == "Villages on the bank"
    assert [one.title for one in villages.sections] == [
        "What it never gives up",
        "What it refuses, and through what",
        "What it weighs",
        "What it would rather have",
        "When it walks away",
    ]
    rows = HARBOUR.profile("villages").to_frame()
    assert list(rows["kind"].unique()) == [
        "share",
        "score",
        "red_line",
        "refuses",
        "reservation_value",
    ]


def test_what_follows_from_a_rule_is_no_refusal_of_its_own() -> None:
    found = negsim.load("ukraine_2025").profile("us_incoming", "nato")
    given = found.to_dict()["actors"]["us_incoming"]
    assert given["refuses"] == {
        "alignment": {"nato_member": "rules"},
        "guarantees": {"article5": "own_lines"},
        "peacekeepers": {"european_us": "own_lines"},
    }
    assert given["alone_against_others"] is False
    section = next(one for one in all_sections([told(found)]) if one.id == "profile-1-refuses")
    (table,) = section.blocks
    assert isinstance(table, Table)
    assert [column.title for column in table.columns] == [
        "",
        "by its own red lines",
        "only through a rule",
    ]
    assert [plain(cell.words) for cell in table.rows[0]] == [
        "Where does Ukraine stand towards NATO?",
        "",
        "member of NATO",
    ]


def test_who_can_live_with_nothing_that_others_leave_refuses_no_single_option_for_that() -> None:
    port, ships = HARBOUR.profile("port", "ships").actors.values()
    assert (port.is_alone_against_others, ships.is_alone_against_others) == (False, True)
    whys = {why for options in ships.refuses.values() for why in options.values()}
    assert whys == {"own_lines", "rules"}
