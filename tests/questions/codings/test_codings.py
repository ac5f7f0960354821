from __future__ import annotations

import json
from collections import Counter
from fractions import Fraction
from itertools import product
from typing import Any

import pytest

import negsim
from negsim.language.model.scenario import Scenario
from negsim.questions.codings.choices import Choices, choices
from negsim.questions.codings.curve import curve
from negsim.questions.codings.find import at_a_glance, codings
from negsim.questions.codings.result import NOT_A_LINE
from negsim.questions.codings.tell import first_page
from negsim.questions.zone.find import run
from negsim.solve.kernels import codings as kernel
from tests.questions.changing import made_up, recoded


def asked(scenario: Scenario) -> list[Choices]:
    """The choices of every line that can stop a package."""
    return [
        choices(scenario, actor, line)
        for actor in scenario.actors
        if actor.consent.kind != "never" or actor.id in scenario.factions
        for line in actor.red_lines
    ]


def one_by_one(scenario: Scenario) -> dict[str, Any]:
    """What the codings come to, each run by itself."""
    every = asked(scenario)
    total = n_open = on_lines = 0
    chance = Fraction(0)
    within: Counter[tuple[str, ...]] = Counter()
    alone: Counter[tuple[str, ...]] = Counter()
    opened: Counter[tuple[str, str]] = Counter()
    sizes = {}
    for chosen in product(*(range(len(one.names)) for one in every)):
        found = run(recoded(scenario, every, chosen))
        total += 1
        sizes[chosen] = found.zone.size
        on_lines += found.zone.red_line_size > 0
        if found.zone.is_open:
            n_open += 1
            weight = Fraction(1)
            for one, choice in zip(every, chosen, strict=True):
                weight *= one.chances[choice]
                opened[one.path, one.names[choice]] += 1
            chance += weight
        elif found.feasible and not found.zone.red_line_size:
            paths = [conflict.paths for conflict in found.conflicts]
            within.update(paths)
            if len(paths) == 1:
                alone[paths[0]] += 1
    knots = [
        {"members": list(paths), "in": n, "alone": alone[paths]} for paths, n in within.items()
    ]
    return {
        "codings": total,
        "open": n_open,
        "open_on_red_lines": on_lines,
        "chance_open": chance,
        "knots": sorted(knots, key=lambda one: (-one["in"], one["members"])),
        "open_by_choice": {
            one.path: {name: opened[one.path, name] for name in one.names}
            for one in every
            if len(one.names) > 1
        },
        "sizes": sizes,
    }


def test_every_coding_counts_as_a_run_of_it_does() -> None:
    tried = 0
    for scenario in (*made_up(range(400, 440), 30), *made_up(range(40), 20, "1.1")):
        ways = 1
        for one in asked(scenario):
            ways *= len(one.names)
        if not 1 < ways <= 16:
            continue
        tried += 1
        wanted = one_by_one(scenario)
        found = codings(scenario).to_dict()
        choices_found = {path: one["open"] for path, one in found["choices"].items()}
        assert choices_found == wanted.pop("open_by_choice")
        drawn = curve(run(scenario))
        assert drawn is not None
        assert {one.chosen: one.size for one in drawn.zones} == wanted.pop("sizes")
        ties = {
            tuple(f"{drawn.lines[d].actor.id}.{drawn.lines[d].line.id}" for d in knot)
            for knot in drawn.knots()
        }
        assert {tuple(sorted(tie)) for tie in ties} == {
            tuple(knot["members"]) for knot in wanted["knots"]
        }
        assert {key: found[key] for key in wanted} == wanted
    assert tried > 8


def test_the_readings_of_the_ukraine_file_come_to_the_published_figures() -> None:
    first = negsim.load("ukraine_2025", ["as_first_coded"])
    found = codings(first.scenario, written=True)
    assert (found.codings, found.open) == (972, 21)
    knots = {knot.members: (knot.within, knot.alone) for knot in found.knots}
    assert knots["russia.neutrality", "ukraine.nato_door_open"] == (540, 7)
    assert knots["russia.cede_nothing", "ukraine.no_cession"][0] == 540


def test_which_reading_a_variant_chose_changes_the_base_alone() -> None:
    harbour = negsim.load("harbour")
    base, quiet = (
        codings(one.scenario, written=True)
        for one in (harbour, harbour.with_variant("quiet_machines"))
    )
    assert (base.base, quiet.base) == ("closed", "open")
    assert (base.open, base.knots, base.chance_open) == (
        quiet.open,
        quiet.knots,
        quiet.chance_open,
    )


PORT = """
negsim: 1.1
scenario: port
title: Port
claims: [minutes.yaml]
issues:
  depth: {ask: How deep?, ordered: shallow to deep, options: {ten: 10, eleven: 11, twelve: 12}}
  noise: {ask: At night?, options: {allowed: yes, banned: no}}
actors:
  port: {red_lines: {deep: {require: {depth: at least twelve}, firm: 0.8, from: [c1]}}}
  ships: {red_lines: {shallow: {forbid: {depth: at least eleven}, from: [c2]}}}
  bank: {red_lines: {quiet: {require: {noise: banned}, from: [c3]}}}
"""
MINUTES = """
document: {id: minutes, title: Minutes, date: {stated: 2025-01-01}}
claims:
  c1: {speaker: Port, about: port, kind: red_line, grade: A, says: deep, bears_on: {depth: twelve}}
  c2: {speaker: Ships, about: ships, kind: aim, grade: B, says: shallow, bears_on: {depth: ten}}
  c3: {speaker: Bank, about: bank, kind: aim, grade: B, says: calm, bears_on: {noise: allowed}}
"""


@pytest.fixture
def port(tmp_path: Any) -> Scenario:
    (tmp_path / "minutes.yaml").write_text(MINUTES)
    (tmp_path / "port.yaml").write_text(PORT)
    return negsim.load(tmp_path / "port.yaml").scenario


def test_a_firm_line_may_be_given_up_and_one_that_no_binding_claim_carries_may_be_none(
    port: Scenario,
) -> None:
    names = {one.path: (one.names, one.chances) for one in asked(port)}
    half = (Fraction(1, 2), Fraction(1, 2))
    assert names == {
        "port.deep": (("as_written", "given_up"), (Fraction(4, 5), Fraction(1, 5))),
        "ships.shallow": (("as_written", NOT_A_LINE), half),
        "bank.quiet": (("as_written", NOT_A_LINE), half),
    }
    found = codings(port)
    assert (found.codings, found.open, found.chance_open) == (8, 6, Fraction(3, 5))
    assert {line.path: line.status for line in found.lines} == {
        "port.deep": "stated",
        "ships.shallow": "hardened",
        "bank.quiet": "stretched",
    }
    assert found.opening == (("port.deep=given_up",), ("ships.shallow=not_a_line",))


def test_a_gap_names_the_options_between_which_both_sentences_leave_nothing(port: Scenario) -> None:
    assert [gap.to_dict() for gap in codings(port).gaps] == [
        {"conflict": ["port.deep", "ships.shallow"], "issue": "depth", "between": ["ten", "twelve"]}
    ]


def test_a_silence_is_what_all_packages_hold_and_nobody_said_it_accepts(port: Scenario) -> None:
    found = codings(port).silent_lines
    assert [(one.correction, one.actor, one.issue, one.option) for one in found] == [
        (("port.deep",), "port", "noise", "banned"),
        (("port.deep",), "ships", "noise", "banned"),
        (("port.deep",), "bank", "depth", "ten"),
        (("port.deep",), "bank", "noise", "banned"),
        (("ships.shallow",), "port", "noise", "banned"),
        (("ships.shallow",), "ships", "noise", "banned"),
        (("ships.shallow",), "bank", "depth", "twelve"),
        (("ships.shallow",), "bank", "noise", "banned"),
    ]
    assert {one.opens_without for one in found} == {1}


def test_a_silence_is_asked_of_those_whom_every_package_needs_not_of_those_who_vote_in_their_bodies() -> (
    None
):
    text = """
negsim: 1.1
scenario: votes
issues: {fee: {options: {low: Low, high: High}}, mud: {options: {sea: Sea, land: Land}}}
rules: {low: {require: {fee: low}, because: so it is}}
actors:
  port: {ratification: {council: {votes: {ships: 1}, needs: 1}}}
  ships: {consent: {when: {mud: sea}}}
"""
    found = negsim.loads(text).codings().silent_lines
    assert [(one.actor, one.option, one.opens_without) for one in found] == [("port", "low", 2)]
    quota = text + "agreement: {at_least: 1}\n"
    found = negsim.loads(quota).codings().silent_lines
    assert [one.actor for one in found] == ["port", "ships"]  # without its vote nothing passes


def test_codings_beyond_counting_are_drawn_with_an_interval_that_holds_the_truth(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    harbour = negsim.load("harbour").scenario
    exact = codings(harbour)
    monkeypatch.setattr(kernel, "MOST_WORK", 0)
    monkeypatch.setattr(kernel, "ALWAYS", 0)
    drawn = codings(harbour, draws=2000, seed=3)
    assert drawn.sampled is not None
    low, high = drawn.sampled.open_interval
    assert low <= exact.open / exact.codings <= high
    low, high = drawn.sampled.chance_interval
    assert low <= exact.chance_open <= high
    assert {knot.members for knot in drawn.knots} == {knot.members for knot in exact.knots}
    told = json.loads(drawn.to_json())
    assert (told["exact"], told["draws"], told["seed"]) == (False, 2000, 3)
    assert codings(harbour, draws=2000, seed=3).to_json() == drawn.to_json()


def test_where_nothing_is_feasible_every_coding_is_closed_and_nothing_ties() -> None:
    text = """
negsim: 1
scenario: none
issues: {a: {options: {x: X, y: Y}}}
rules: {no: {forbid: {a: x | y}, because: nothing goes}}
actors: {one: {red_lines: {l: {readings: {p: {require: {a: x}}, q: none}}}}}
"""
    found = negsim.loads(text).codings()
    assert (found.codings, found.open, found.knots, found.base) == (2, 0, (), "closed")


def test_the_first_page_says_in_how_many_ways_there_is_no_deal_and_how_often_this_knot_alone_ties() -> (
    None
):
    first = negsim.load("ukraine_2025", ["as_first_coded"])
    line = first_page(codings(first.scenario, written=True))
    assert (
        line
        == "The red lines can be coded in 972 ways: in 951 of them there is no deal, in 7 of these by this knot alone."
    )
    text = """
negsim: 1
scenario: open
title: Open
issues: {a: {options: {x: X, y: Y}}}
actors: {one: {red_lines: {l: {readings: {p: {require: {a: x}}, q: none}}}}}
"""
    assert first_page(negsim.loads(text).codings()) == (
        "The red lines can be coded in 2 ways: in each of them there is a deal."
    )


def test_what_takes_longer_than_run_is_not_told_in_passing() -> None:
    assert at_a_glance(run(negsim.load("ukraine_2025").scenario)) is None
    found = at_a_glance(run(negsim.load("harbour").scenario))
    assert found is not None
    assert found.codings == 12
