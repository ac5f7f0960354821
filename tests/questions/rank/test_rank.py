"""Packages in order, whether or not there is a zone."""

from __future__ import annotations

import csv
import io

import pytest

import negsim
from negsim.document.result import told
from negsim.errors import InputError
from negsim.questions.rank import result as module

HARBOUR = negsim.load("harbour")


def test_the_first_are_refused_by_one_principal_alone_at_one_step() -> None:
    ranking = HARBOUR.rank()
    assert ranking.of == 215
    assert len(ranking) == 20
    assert {(len(one.refused_by), one.steps) for one in ranking.packages} == {(1, 1)}


def test_of_an_open_zone_all_of_it_comes_first() -> None:
    ranking = HARBOUR.rank(variant="quiet_machines")
    assert [one.in_zone for one in ranking.packages] == [True] * 8 + [False] * 12
    assert ranking.n_in_zone == 8


def test_a_solution_is_first_in_its_own_order() -> None:
    for by, criterion in (("floor", "egalitarian"), ("utilitarian", "utilitarian")):
        found = HARBOUR.run("quiet_machines")
        every = HARBOUR.rank(by, variant="quiet_machines", limit=215)
        first = next(one for one in every.packages if one.in_zone)
        assert first.package == found.solutions[criterion].deals[0].package


def test_a_condition_is_counted_and_kept() -> None:
    ranking = HARBOUR.rank(within=[{"depth": "ten"}, {"mud": "dyke"}], limit=215)
    packages = [one.package for one in ranking.packages]
    assert ranking.of == len(packages)
    assert all(p["depth"] == "ten" or p["mud"] == "dyke" for p in packages)
    assert ranking.of == len(list(HARBOUR.packages([{"depth": "ten"}, {"mud": "dyke"}])))


def test_a_criterion_goes_before_an_actor_of_its_name() -> None:
    issues = "{a: {options: {x: x, y: y}}}"
    actors = "{%s: {red_lines: {l: {require: {a: y}}}}}"
    text = f"{{negsim: 1, scenario: s, issues: {issues}, actors: {actors}}}"
    named = negsim.loads(text % "nearest")
    assert [one.package for one in named.rank("nearest").packages] == [{"a": "y"}, {"a": "x"}]
    other = negsim.loads(text % "other")
    assert [one.package for one in other.rank("other").packages] == [{"a": "x"}, {"a": "y"}]


@pytest.mark.parametrize("by", ["flor", "prt"])
def test_an_unknown_criterion_is_a_fault(by: str) -> None:
    with pytest.raises(
        InputError, match=r"there is no criterion, and no actor, .*\n.*did you mean"
    ):
        HARBOUR.rank(by)


def test_a_condition_that_cannot_be_read_is_a_fault_with_its_place() -> None:
    with pytest.raises(InputError, match="the condition:1:9: the condition names no option"):
        HARBOUR.rank(within="{depth: eleven}")


def test_engines_give_the_same_order() -> None:
    from negsim.questions.rank import rank

    scenario = HARBOUR.scenario
    for by in ("nearest", "floor", "nash", "utilitarian", "villages"):
        found = [rank(scenario, by, engine=e).to_csv() for e in ("enumerate", "sweep")]
        assert found[0] == found[1]


def test_the_csv_is_written_piece_by_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    ranking = HARBOUR.rank(limit=50)
    whole = ranking.to_csv()
    monkeypatch.setattr(module, "CHUNK", 7)
    assert "".join(ranking.csv_parts()) == whole
    rows = list(csv.DictReader(io.StringIO(whole)))
    for row, one in zip(rows, ranking.packages, strict=True):
        assert {issue: row[issue] for issue in one.package} == {
            issue: str(option) for issue, option in one.package.items()
        }
        assert row["refused_by"].split() == list(one.refused_by)
        assert row["zone"] == str(one.in_zone).lower()
        assert float(row["gain_port"]) == pytest.approx(float(one.actors["port"].gain), abs=1e-12)
    assert ranking.to_frame().shape == (50, 13)


def test_nothing_feasible_is_told() -> None:
    none = HARBOUR.set("rules.quiet_is_dear", "{require: {fee: 0}}").rank(within={"fee": 500})
    assert (none.of, none.packages) == (0, ())
    said = told(none).said
    assert said is not None
    assert said.text == "NO PACKAGE that this holds for is feasible."
    assert none.to_csv().count("\n") == 1


def test_the_order_is_told_with_the_first_in_full() -> None:
    section = told(HARBOUR.rank(limit=3))
    assert section.said is not None
    assert section.said.text == (
        "215 FEASIBLE PACKAGES. The first is refused by Villages on the bank alone, 1 step away;"
        " so are 2 more of those listed."
    )
    assert [one.title for one in section.sections] == ["The first of them", "In their order"]


def test_what_fails_at_home_is_told_by_the_votes_that_it_lacks() -> None:
    council = negsim.load("harbour_council")
    said = told(council.rank(limit=3)).said
    assert said is not None
    assert said.text == (
        "288 FEASIBLE PACKAGES. The first suits all at the table, and lacks 11 of 60 votes in"
        " Port authority's council. 2 more of those listed fail there too."
    )
    refused = council.set("ships.ceiling", "{require: {fee: at most 100}}").rank(limit=1)
    said = told(refused).said
    assert said is not None
    assert said.text == (
        "288 FEASIBLE PACKAGES. The first is refused by Port authority, and lacks 11 of 60 votes in"
        " Port authority's council."
    )
