"""What bodies do to what suits all at the table, against the definitions package by package."""

from __future__ import annotations

import json
import random
from fractions import Fraction
from itertools import combinations
from math import inf
from pathlib import Path
from typing import Any

import pytest

import negsim
from negsim.document.content import Bullets, Paragraph, Section, plain
from negsim.errors import InputError
from negsim.questions.ratify import Ratifying, at_home, deal_at_home, with_votes
from negsim.study import Study
from negsim.testing.documents import MadeUp, random_draft
from tests.comparison.agreement import written
from tests.oracle import solve
from tests.oracle.facts import Facts, gather
from tests.oracle.variants import standing

COUNCIL = negsim.load("harbour_council")


def with_bodies(first: int, count: int) -> list[MadeUp]:
    """Made-up scenarios in which somebody ratifies."""
    found = []
    for seed in range(first, first + count):
        made = random_draft(random.Random(seed), 60, "1.1")
        actors = made.document["actors"].values()
        if any(isinstance(a, dict) and a.get("ratification") for a in actors):
            found.append(made)
    return found


def accepting(facts: Facts, k: int) -> set[str]:
    return {name for name in facts.actors if solve.accepts(facts, name, k)}


@pytest.mark.parametrize("first", [0, 20, 40])
def test_what_is_thrown_out_and_whose_yes_saves_it_are_those_of_the_definition(
    first: int, tmp_path: Path
) -> None:
    for made in with_bodies(first, 20):
        found = negsim.load(written(made, tmp_path)).ratify().to_dict()
        facts = gather(standing(made.document, [], list(made.registers.values())))
        bodies = {
            f"{actor.name}.{name}": (actor, body)
            for actor in facts.actors.values()
            if actor.consent != "never"
            for name, body in actor.bodies.items()
        }
        table = without_bodies(facts)
        inside = set(solve.zone(facts))
        assert found["zone"] == {"table_size": len(table), "size": len(inside)}
        assert list(found["bodies"]) == list(bodies)
        for path, (actor, body) in bodies.items():
            out = [
                k
                for k in table
                if k not in inside
                and (actor.consent == "always" or actor.needed[k])
                and not body.passes(accepting(facts, k))
            ]
            saved: dict[tuple[str, ...], int] = {}
            price: dict[tuple[str, ...], list[tuple[float, Fraction, int]]] = {}
            for k in out:
                yes = accepting(facts, k)
                refusing = [v for v in body.votes if v not in yes]
                for size in (1, 2, 3):
                    for chosen in combinations(refusing, size):
                        enough = body.passes(yes | set(chosen))
                        spare = any(body.passes(yes | set(chosen) - {v}) for v in chosen)
                        if enough and not spare:
                            saved[chosen] = saved.get(chosen, 0) + 1
                            price.setdefault(chosen, []).append(price_of(facts, chosen, k))
            shown = found["bodies"][path]
            assert shown["thrown_out"] == len(out)
            assert {tuple(one["voters"]): one["saves"] for one in shown["savings"]} == saved
            for one in shown["savings"]:
                steps, short, k = min(price[tuple(one["voters"])])
                assert one["cheapest"] == solve.shown_package(facts, k)
                own = [each["steps"] for each in one["prices"].values()]
                assert (inf if None in own else sum(own)) == steps
                assert sum(each["short"] for each in one["prices"].values()) == short
            assert sum(shown["missing"].values()) == len(out)


def price_of(facts: Facts, voters: tuple[str, ...], k: int) -> tuple[float, Fraction, int]:
    """Steps out of the lines that package k crosses of some voters, what is missing to them, and the package itself."""
    steps = [
        facts.steps(line, k) for voter in voters for line in sorted(facts.actors[voter].crossed[k])
    ]
    short = sum(
        (
            max(facts.actors[v].reservation - facts.actors[v].utility[k], Fraction(0))
            for v in voters
        ),
        Fraction(0),
    )
    return inf if None in steps else sum(own for own in steps if own is not None), short, k


def without_bodies(facts: Facts) -> list[int]:
    """The table zone: what the zone would be without any ratification."""
    bodies = {name: actor.bodies for name, actor in facts.actors.items()}
    for actor in facts.actors.values():
        actor.bodies = {}
    try:
        return solve.zone(facts)
    finally:
        for name, actor in facts.actors.items():
            actor.bodies = bodies[name]


def test_the_curve_is_what_run_says_under_every_number_of_votes(tmp_path: Path) -> None:
    for made in with_bodies(200, 20)[:4]:
        study = negsim.load(written(made, tmp_path))
        path = next(iter(study.ratify().bodies))
        actor, body = path.split(".")
        curve = study.ratify(f"{path}.needs").tightness
        assert curve is not None
        total = study.ratify().bodies[path].of
        levels = {n: one for one in curve.levels for n in range(one.first, one.last + 1)}
        assert list(levels) == list(range(1, total + 1))
        for votes in range(1, total + 1):
            found = study.run(sets={f"{actor}.ratification.{body}.needs": votes})
            assert levels[votes].zone == found.zone.size
            assert levels[votes].floor == found.floor
            own = [deal.gains[actor] for deal in found.solutions["nash"].deals]
            assert levels[votes].gains.get("nash") == ((min(own), max(own)) if own else None)
        sizes = [one.zone for one in curve.levels]
        assert sizes == sorted(
            set(sizes), reverse=True
        )  # tighter never gives more, and rows differ


def test_eleven_votes_are_missing_and_whose_is_said() -> None:
    found = COUNCIL.ratify("port.council.needs")
    deal = found.deal
    assert deal is not None
    assert deal.missing == {"port.council": 11}
    assert deal.saved_by == {"port.council": (("market_list",), ("village_list",))}
    least = found.bodies["port.council"].savings
    assert least is not None
    assert least[0].voters == ("market_list",)
    assert least[0].prices["market_list"].short == Fraction(11, 540)
    assert least[0].cheapest["mud"] == "dyke"


def test_the_lever_that_pays_the_pivot_passes_at_home() -> None:
    levers = COUNCIL.ratify().levers
    assert levers is not None
    assert {lever: (one.table_size > 0, one.size > 0) for lever, one in levers.items()} == {
        "market_hall": (True, True)
    }


def test_tied_hands_may_help_who_is_tied() -> None:
    text = """
negsim: 1.1
scenario: tied
issues: {share: {range: {from: 0, to: 10, step: 1}}}
actors:
  a:
    preferences: {share: {weight: 1, scores: {0: 0, 10: 1}}}
    ratification: {house: {votes: {mild: 5, hard: 4}, needs: 1}}
  b: {preferences: {share: {weight: 1, scores: {0: 1, 10: 0}}}}
  mild: {consent: never, red_lines: {some: {require: {share: at least 3}}}}
  hard: {consent: never, red_lines: {nearly_all: {require: {share: at least 8}}}}
"""
    found = negsim.loads(text).ratify("a.house")
    curve = found.tightness
    assert curve is not None
    shown = [(one.first, one.last, one.zone, one.gains["nash"][0]) for one in curve.levels]
    assert shown == [(1, 5, 8, Fraction(1, 2)), (6, 9, 3, Fraction(4, 5))]


def test_where_nobody_ratifies_that_is_the_answer() -> None:
    found = negsim.load("harbour").ratify()
    assert (found.bodies, found.deal) == ({}, None)
    assert "NOBODY RATIFIES" in html_of(found)


def html_of(found: Ratifying) -> str:
    from negsim.document.result import told

    said = told(found).said
    assert said is not None
    return said.text


def test_a_body_that_is_not_there_is_told_with_the_nearest_name() -> None:
    fault = (
        "`sweep` names no body that is asked: 'port.counsil.needs'\n      mend: use port.council"
    )
    with pytest.raises(InputError, match="names no body") as caught:
        COUNCIL.ratify("port.counsil.needs")
    assert str(caught.value) == fault
    with pytest.raises(InputError, match="nobody here ratifies"):
        negsim.load("harbour").ratify("port.council.needs")


def test_longer_paths_name_the_same_body() -> None:
    shown: list[Any] = [
        json.loads(COUNCIL.ratify(path).to_json())["sweep"]
        for path in ("port.council", "port.council.needs", "port.ratification.council.needs")
    ]
    assert shown[0] == shown[1] == shown[2]


def test_what_cannot_be_gone_through_is_left_out_and_the_rest_is_exact(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole = COUNCIL.ratify().to_dict()
    monkeypatch.setattr("negsim.questions.ratify.find.COMPARED_WITH_ONE", 0)
    part = COUNCIL.ratify().to_dict()
    assert part["levers"] is None
    for path, one in part["bodies"].items():
        assert (one["thrown_out"], one["missing"], one["savings"]) == (None, None, None)
        kept = {key for key in one if key not in ("thrown_out", "missing", "savings")}
        assert {key: one[key] for key in kept} == {key: whole["bodies"][path][key] for key in kept}
    assert part["deal"] == whole["deal"]


def test_rows_are_bodies_voters_and_levels() -> None:
    frame = COUNCIL.ratify("port.council").to_frame()
    assert list(frame["kind"]) == ["body", "voter", "voter", "voter", "level", "level"]
    assert list(frame["shapley_shubik"])[1] == pytest.approx(1 / 3)


def test_studies_apply_variants_before_they_ratify() -> None:
    found = Study(COUNCIL.scenario).ratify(variant="considerate_words")
    assert found.findings.zone.size == 12


def test_the_first_page_says_whose_votes_the_tables_deal_lacks_and_for_what_they_could_be_had() -> (
    None
):
    findings = COUNCIL.run()
    section = Section("ratified", "Who has to ratify")
    lacking = with_votes(section, findings.scenario, deal_at_home(findings))
    paragraph, prices = lacking.blocks
    assert isinstance(paragraph, Paragraph)
    assert isinstance(prices, Bullets)
    text = " ".join(plain(one) for one in (paragraph.words, *prices.items))
    assert "gives it 20 of 60 votes: 11 are missing." in text
    assert "They would come from Market List (12), or from Village List (28)." in text
    assert "Market List: something worth 54 points of 100 to it" in text
    alone = COUNCIL.run("no_council")
    assert deal_at_home(alone) is None
    assert with_votes(section, alone.scenario, None) is section


def test_the_curve_in_reports_is_that_of_the_body_that_stops_most() -> None:
    found = at_home(COUNCIL.run())
    assert found is not None
    assert found.tightness == COUNCIL.ratify("port.council").tightness
    assert at_home(negsim.load("harbour").run()) is None
