"""First pages read aloud: every sentence with a number or a finding, made again from what `--format json` gives."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import cache
from itertools import permutations
from typing import Any

import pytest

import negsim
from negsim.document.content import Facts, Paragraph, Section, Table, plain
from negsim.document.result import told
from negsim.language.model.scenario import Scenario
from tests.document.reading import section, texts

STRAIT = "strait_2031"


@cache
def whole_points(worth: float, plus: str = "") -> str:
    """What a worth, or a gain, is in whole points of 100, and nought only where it is nothing."""
    whole = round(abs(worth) * 100)
    size = str(whole) if whole or not worth else "<1"
    return f"−{size}" if worth < 0 else f"{plus if worth else ''}{size}"


def page(name: str, variant: str = "") -> tuple[Scenario, dict[str, Any], Section]:
    """The scenario, the JSON, and the words of an answer."""
    found = negsim.load(name).run(variant)
    return found.scenario, json.loads(found.to_json()), told(found)


def figures(found: Iterable[str]) -> set[str]:
    """The numbers in some words, but for those within quotation marks, which are the file's."""
    return {
        number
        for text in found
        for number in re.findall(r"[0-9][0-9,.]*[0-9]|[0-9]", re.sub("“[^”]*”", "", text))
    }


def label(scenario: Scenario, issue: str, option: Any) -> str:
    spec = scenario.issue[issue]
    return spec.options[spec.position[str(option)]].label


def components(conflicts: list[list[str]]) -> list[set[str]]:
    """Sets of demands that hang together by conflicts, the slow way."""
    groups = [set(conflict) for conflict in conflicts]
    for _ in groups:
        for one, other in permutations(groups, 2):
            if one & other:
                one.update(other)
    return [set(one) for one in {frozenset(group) for group in groups}]


def steps(correction: dict[str, Any]) -> int:
    return sum(taken or 0 for taken in correction["steps"].values())


def test_ukraine_as_it_stands() -> None:
    scenario, given, whole = page("ukraine_2025", "as_first_coded")
    packages, conflicts = given["packages"], given["conflicts"]
    assert given["zone"]["size"] == given["zone"]["red_line_size"] == 0
    assert whole.said is not None
    assert whole.said.text == (
        f"NO DEAL as the demands are read: each of the {packages['feasible']:,} feasible packages"
        f" (of {packages['total']:,} in all) crosses a red line of somebody whose consent it needs."
    )
    knot = section(whole, "knots")
    (facts,) = (block for block in knot.blocks if isinstance(block, Facts))
    (members,) = conflicts["minimal_conflicts"]
    owners = [scenario.actor[path.split(".")[0]].name for path in members]
    assert [plain(fact.term) for fact in facts.facts] == owners
    assert knot.remark == scenario.issue["alignment"].ask
    undone = section(whole, "openings")
    (table,) = (block for block in undone.blocks if isinstance(block, Table))
    ordered = sorted(conflicts["minimal_corrections"], key=lambda one: (steps(one), -one["zone"]))
    assert [(row[1].value, row[2].value) for row in table.rows] == [
        (steps(one), one["zone"]) for one in ordered
    ]
    for row, one in zip(table.rows, ordered, strict=True):
        (path,) = one["drop"]
        name = scenario.actor[path.split(".")[0]].name
        option = label(scenario, "alignment", one["witness"]["alignment"])
        assert plain(row[0].words) == f"If {name} took “{option}”"
    readings = json.loads(negsim.load("ukraine_2025", ["as_first_coded"]).readings().to_json())
    turning = {one["path"].split(".")[0] for one in readings["clarify"] if one["turns"]}
    (meant,) = (plain(b.words) for b in undone.blocks if isinstance(b, Paragraph))
    assert meant.startswith("Nobody gives way if ")
    assert {actor.id for actor in scenario.actors if f"{actor.name} meant" in meant} == turning
    # Red lines alone are blamed, so that no number of anybody's enters.
    assert conflicts["suspects"] == ["red_lines"]
    assert "The coding alone" in " ".join(texts(section(whole, "rests")))
    known = {f"{packages['feasible']:,}", f"{packages['total']:,}"}
    known |= {f"{n:,}" for one in ordered for n in (steps(one), one["zone"])}
    assert figures(texts(whole.brief())) <= known


def test_dayton_with_a_deal() -> None:
    scenario, given, whole = page("dayton_1995")
    zone, packages = given["zone"], given["packages"]
    assert whole.said is not None
    assert whole.said.text == (
        f"A DEAL IS POSSIBLE: {zone['size']:,} of the {packages['feasible']:,} feasible packages"
        f" (of {packages['total']:,} in all) suit everyone whose consent they need, all with the same"
        f" answer on {len(zone['backbone'])} of {len(scenario.issues)} issues."
    )
    first = given["solutions"]["egalitarian"][0]
    for name, issues in (
        ("every-deal", list(zone["backbone"])),
        ("one-deal", [i for i in first["package"] if i not in zone["backbone"]]),
    ):
        (facts,) = (b for b in section(whole, name).blocks if isinstance(b, Facts))
        assert [(plain(fact.term), plain(fact.says)) for fact in facts.facts] == [
            (scenario.issue[i].ask, label(scenario, i, first["package"][i])) for i in issues
        ]
    gains = section(whole, "gains")
    (table,) = (b for b in gains.blocks if isinstance(b, Table))
    asked = [
        actor
        for actor in scenario.actors
        if actor.consent.kind != "never" and (actor.preferences or actor.wishes)
    ]
    assert [plain(row[0].words) for row in table.rows] == [actor.name for actor in asked]
    assert [row[1].value for row in table.rows] == pytest.approx(
        [100 * first["gains"][actor.id] for actor in asked]
    )
    (said,) = (plain(b.words) for b in gains.blocks if isinstance(b, Paragraph))
    least = min(given["frontier"]["over"], key=first["gains"].__getitem__)
    assert first["gains"][least] == given["floor"]
    assert said == (
        "By these weights, of those whose consent every deal needs, "
        f"{scenario.actor[least].name} gains least: {whole_points(given['floor'])} points of 100."
        f" {scenario.actor['russia'].name} has no preferences, and nothing to gain or to lose."
        f" Not asked: {scenario.actor['pale'].name} ({whole_points(first['gains']['pale'], '+')})."
    )
    others = " ".join(texts(section(whole, "other-solutions")))
    for criterion, name in (("nash", "Nash"), ("utilitarian", "utilitarian")):
        other = given["solutions"][criterion][0]
        assert name in others
        for issue, option in other["package"].items():
            assert (label(scenario, issue, option) in others) == (
                option != first["package"][issue]
            ), issue
        for actor in given["frontier"]["over"]:
            assert (
                f"{scenario.actor[actor].name} {whole_points(other['gains'][actor], '+')}" in others
            )
    assert first["package"] in [one["package"] for one in given["solutions"]["kalai_smorodinsky"]]
    assert "Kalai–Smorodinsky picks the same." in others
    counted = given["elements"]
    rests = " ".join(texts(section(whole, "rests")))
    lines = sum(counted["demands"].values())
    assert f"{lines} red lines: " in rests
    for key, say in (("stated", "stated"), ("hardened", "hardened"), ("assumed", "assumed")):
        number = counted["demands"][key]
        assert not number or f"{number} {say}" in rests
    for key, what in (("directions", "preferences, wishes and forecasts"), ("numbers", "numbers")):
        sourced, of = counted[key]["sourced"], counted[key]["of"]
        assert f"{sourced} of {of} {what} with a source" in rests


def test_three_knots_one_below_the_other() -> None:
    scenario, given, whole = page(STRAIT)
    conflicts = given["conflicts"]
    groups = components(conflicts["minimal_conflicts"])
    knots = section(whole, "knots")
    assert len(knots.sections) == len(groups) == 3
    assert knots.remark == "three of them, each enough by itself to prevent a deal"
    corrections = conflicts["minimal_corrections"]
    for knot in knots.sections:
        (facts,) = (b for b in knot.blocks if isinstance(b, Facts))
        owners = {plain(fact.term) for fact in facts.facts}
        (group,) = (
            one
            for one in groups
            if {scenario.actor[path.split(".")[0]].name for path in one} == owners
            and any(scenario.issue[i].ask in knot.title for i in issues_of(scenario, one))
        )
        (undone,) = (plain(b.words) for b in knot.blocks if isinstance(b, Paragraph))
        ways = {frozenset(set(one["drop"]) & group) for one in corrections}
        assert undone.count(" took ") == len(ways)
        for way in ways:
            (path,) = way
            assert f"if {scenario.actor[path.split('.')[0]].name} took " in undone
    last = section(whole, "openings")
    said = [plain(b.words) for b in last.blocks if isinstance(b, Paragraph)]
    assert said[0] == "All three must be undone, one way for each."
    readings = json.loads(negsim.load(STRAIT).readings().to_json())
    assert readings["open"] == 0
    assert said[1] == "However these sentences are read, one or all of them, there is no deal."
    cheapest = min(corrections, key=lambda one: (steps(one), len(one["drop"]), -one["zone"]))
    assert said[2].startswith("Fewest steps if ")
    assert said[2].endswith(
        f": {steps(cheapest)} steps, and {cheapest['zone']} packages suit everyone needed."
    )
    for path in cheapest["drop"]:
        assert f"{scenario.actor[path.split('.')[0]].name} took" in said[2]


def issues_of(scenario: Scenario, paths: Iterable[str]) -> set[str]:
    """The issues that some red lines name."""
    clauses = (scenario.red_lines[path].clause for path in paths)
    return {issue for clause in clauses if clause is not None for issue in clause.issues()}


def test_who_bargains_over_nothing_stands_asection() -> None:
    scenario, given, whole = page(STRAIT, "settled")
    gains = section(whole, "gains")
    (table,) = (b for b in gains.blocks if isinstance(b, Table))
    assert [plain(row[0].words) for row in table.rows] == ["Island", "Mainland", "Fishers' council"]
    first = given["solutions"]["egalitarian"][0]
    assert first["gains"]["court"] == 1.0
    (said,) = (plain(b.words) for b in gains.blocks if isinstance(b, Paragraph))
    assert "Court of arbitration has no preferences, and nothing to gain or to lose." in said
    assert f"Union of states ({whole_points(first['gains']['union'], '+')})" in said
    assert scenario.actor["court"].preferences == ()


def test_no_id_of_the_file_stands_on_a_page() -> None:
    for name, variant in (("ukraine_2025", "stated_wide"), (STRAIT, ""), ("dayton_1995", "")):
        scenario, _, whole = page(name, variant)
        words = " ".join(texts(whole))
        ids = set(scenario.red_lines) | {line.id for a in scenario.actors for line in a.red_lines}
        ids |= {rule.id for rule in scenario.rules} | {claim.id for claim in scenario.all_claims}
        ids |= {r.id for line in scenario.red_lines.values() for r in line.readings if "_" in r.id}
        assert [
            one for one in ids if re.search(rf"(?<![\w.]){re.escape(one)}(?![\w.])", words)
        ] == []
