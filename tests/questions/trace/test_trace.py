from __future__ import annotations

from itertools import combinations

import pytest

import negsim
from negsim.language.claims.provenance import Element
from negsim.language.model.evidence import Sources
from negsim.language.model.scenario import Scenario
from negsim.questions.trace import Trace, trace
from negsim.solve.kernels.tally import summarize
from negsim.space.space import compile_scenario
from tests.questions.changing import forbidding, made_up, without


def traced(*variants: str, scenario: str = "harbour") -> Trace:
    return negsim.load(scenario, variants).trace()


def size_of(scenario: Scenario) -> int:
    return summarize(compile_scenario(scenario).problem).size


def lost(sources: Sources, gone: frozenset[str]) -> bool:
    return bool(sources) and all(s.claim in gone for s in sources)


def falling(scenario: Scenario, gone: frozenset[str]) -> list[str]:
    return [path for path, line in scenario.red_lines.items() if lost(line.sources, gone)]


@pytest.mark.parametrize("variants", [(), ("quiet_machines", "rich_port"), ("clean_sea",)])
def test_the_smallest_sets_of_claims_are_those_whose_loss_opens_the_zone(
    variants: tuple[str, ...],
) -> None:
    found = traced(*variants)
    claims = [claim.full_id for claim in found.scenario.all_claims]
    smallest: list[frozenset[str]] = []
    for size in range(len(claims) + 1):
        for gone in map(frozenset, combinations(claims, size)):
            if any(less <= gone for less in smallest):
                continue
            if size_of(without(found.scenario, falling(found.scenario, gone))):
                smallest.append(gone)
    assert {frozenset(names) for names in found.flips_by_claims} == set(smallest)
    sizes = [len(names) for names in found.flips_by_claims]
    assert sizes == sorted(sizes)


def test_an_assumption_holds_a_line_up_until_it_is_lost_too() -> None:
    text = """
negsim: 1
scenario: held
title: Held
issues: {depth: {ask: How deep?, options: {ten: ten, twelve: twelve}}}
actors:
  port: {red_lines: {deep: {require: {depth: twelve}, from: "assumption: ships grow"}}}
  ships: {red_lines: {cheap: {require: {depth: ten}}}}
"""
    found = negsim.loads(text).trace()
    assert found.flips_by_claims == ()
    assert set(found.flips_by_sources) == {
        ("assumption: ships grow",),
        ("ships.cheap (no source named)",),
    }


def test_no_loss_of_sources_empties_an_open_zone() -> None:
    for scenario in [*made_up(range(40)), negsim.load("harbour", ["tide_will_do"]).scenario]:
        found = trace(scenario)
        size = found.findings.zone.size
        assert all(one.zone >= size for one in found.without)
        if size:
            assert found.flips_by_claims == found.flips_by_sources == ()
            assert not any(one.flips for one in found.without)


@pytest.mark.parametrize("variants", [(), ("quiet_machines",)])
def test_what_is_left_without_a_source_is_the_scenario_without_its_red_lines(
    variants: tuple[str, ...],
) -> None:
    found = traced(*variants)
    for one in found.without:
        assert size_of(without(found.scenario, one.dropped)) == one.zone


def test_each_way_of_not_believing_loses_its_claims() -> None:
    found = traced()
    by_name = {(one.kind, one.name): one for one in found.without}
    everything = by_name["document", "harbour_minutes"]
    assert everything.claims == len(found.scenario.all_claims)
    assert set(everything.dropped) == set(found.scenario.red_lines)
    assert everything.flips
    assert everything.conflicts_fallen == (("ships.new_ships_come_in", "villages.sleep"),)
    assert by_name["speaker", "mayor of the villages"].dropped == ("villages.sleep",)
    assert by_name["grade", "A"].claims == everything.claims
    assert by_name["grade", "C"].dropped == ("ships.new_ships_come_in", "ships.ceiling")
    assumed = by_name["assumptions", ""]
    assert (assumed.claims, assumed.dropped) == (0, ())
    assert "port.reservation_value" in assumed.falls
    assert "port.preferences.depth" not in assumed.falls


def test_a_line_with_two_sources_stands_while_one_of_them_does() -> None:
    found = traced("as_first_coded", scenario="ukraine_2025")
    assert (
        "ukraine_news_2025_01.c28",
        "ukraine_news_2025_01.c29",
    ) in found.flips_by_claims
    assert ("ukraine_news_2025_01.c34",) in found.flips_by_claims


@pytest.mark.parametrize("variant", ["", "quiet_machines", "tide_will_do"])
def test_silences_that_would_close_it_are_those_that_codings_lists(variant: str) -> None:
    found = traced(*filter(None, [variant]))
    coded = negsim.load("harbour").codings(variant)
    shown = found.to_dict()["pivotal_silences"]
    assert shown == coded.to_dict()["silent_lines"]
    for one in found.pivotal:
        if one.correction is None:
            options = (str(one.option),)
            assert size_of(forbidding(found.scenario, one.actor, one.issue, options)) == 0


def test_silences_name_the_pivotal_ones_they_are_about() -> None:
    trace_of = traced("quiet_machines")
    found = trace_of.to_dict()
    assert trace_of.pivotal
    (second,) = [one for one in found["silences"] if one["silence"] == "harbour_minutes.s2"]
    assert "port.reservation_value" in second["cited_by"]
    assert second["pivotal"] == list(
        dict.fromkeys(f"{one.actor}.{one.issue}" for one in trace_of.pivotal)
    )


def test_claims_lead_to_the_elements_that_name_them_and_back() -> None:
    found = traced("as_first_coded", scenario="ukraine_2025")
    paths: dict[str, Element] = {one.path: one for one in found.elements}
    for use in found.uses:
        for path in use.used_by:
            assert use.claim.full_id in paths[path].claims
    for element in found.elements:
        for claim in element.claims:
            (use,) = [one for one in found.uses if one.claim.full_id == claim]
            assert element.path in use.used_by


def test_a_claim_that_nothing_names_is_told() -> None:
    scenario = negsim.load("harbour").scenario
    silent = without(scenario, ["villages.sleep"])
    fewer = silent.model_copy(
        update={
            "issues": tuple(i.model_copy(update={"sources": ()}) for i in silent.issues),
            "actors": tuple(
                a.model_copy(update={"preferences": ()}) if a.id == "villages" else a
                for a in silent.actors
            ),
        }
    )
    assert "c6" in {claim.id for claim in trace(fewer).unused}
    assert trace(scenario).unused == ()


def test_frames_have_a_row_for_each_element() -> None:
    found = traced()
    frames = found.frames()
    assert len(frames["elements"]) == len(found.elements)
    assert len(frames["without"]) == len(found.without)
