from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

import negsim
from negsim.document.plain import to_json
from negsim.errors import TooLarge
from negsim.questions.zone.find import run
from negsim.solve.patience import MEANT
from negsim.study import Study

DATA = Path(__file__).parents[2] / "data"
GOLDEN = Path(__file__).parent / "golden"
FIGURES = json.loads((DATA / "ukraine_2025.figures.json").read_text("utf-8"))
RUN_KEYS = [
    "scenario", "variant", "engine", "exact", "packages", "accepted_by", "red_line_accepted_by",
    "coalitions", "zone", "ratification", "solutions", "frontier", "floor", "conflicts", "elements",
]  # fmt: skip


@pytest.fixture(scope="module")
def ukraine() -> Study:
    return negsim.load("ukraine_2025", ["as_first_coded"])


@pytest.mark.parametrize("figures", FIGURES["variants"], ids=lambda f: "+".join(f["variant"]))
def test_run_agrees_with_the_independent_figures(ukraine: Study, figures: dict[str, Any]) -> None:
    result = json.loads(ukraine.run(figures["variant"]).to_json())
    assert result["variant"] == ["as_first_coded", *figures["variant"]]
    assert result["packages"]["feasible"] == figures["feasible"]
    for key in ("accepted_by", "red_line_accepted_by", "frontier"):
        assert result[key] == figures[key]
    assert result["zone"]["size"] == figures["zone"]
    assert result["zone"]["red_line_size"] == figures["red_line_zone"]
    assert result["zone"]["backbone"] == figures["backbone"]
    assert result["floor"] == figures["floor"]
    assert result["conflicts"]["suspects"] == figures["suspects"]
    assert result["conflicts"]["minimal_conflicts"] == figures["minimal_conflicts"]
    corrections = [
        {key: correction[key] for key in ("drop", "opens", "zone", "steps")}
        for correction in result["conflicts"]["minimal_corrections"]
    ]
    assert corrections == figures["minimal_corrections"]


@pytest.mark.parametrize(
    ("scenario", "variant"),
    [
        ("harbour", ""),
        ("harbour", "quiet_machines"),
        ("ukraine_2025", ""),
        ("ukraine_2025", "land_as_held+moratorium_swap"),
    ],
)
def test_json_is_the_golden_one_to_the_byte(scenario: str, variant: str) -> None:
    written = negsim.load(scenario).run(variant).to_json()
    golden = GOLDEN / f"{'.'.join(filter(None, ['run', scenario, variant]))}.json"
    if os.environ.get("NEGSIM_GOLDEN"):
        golden.write_text(written, encoding="utf-8")
    assert written == golden.read_text("utf-8")


def test_json_has_the_keys_of_the_contract_and_no_others() -> None:
    result = negsim.load("harbour").run().to_dict()
    assert list(result) == RUN_KEYS
    assert list(result["packages"]) == ["total", "feasible", "needed_by"]
    assert list(result["zone"]) == [
        "size", "red_line_size", "table_size", "read_two_ways", "left_open", "backbone", "options",
    ]  # fmt: skip
    assert list(result["conflicts"]) == [
        "suspects", "minimal_conflicts", "independent", "minimal_corrections",
    ]  # fmt: skip
    assert list(result["solutions"]) == [
        "nash", "kalai_smorodinsky", "egalitarian", "utilitarian", "ties",
    ]  # fmt: skip


def test_numeric_options_are_numbers_in_packages_and_plain_decimals_as_keys() -> None:
    result = json.loads(negsim.load("harbour").run("quiet_machines").to_json())
    deal = result["solutions"]["nash"][0]
    assert isinstance(deal["package"]["fee"], int)
    assert set(deal["utilities"]) == set(deal["gains"]) == {"port", "ships", "villages"}
    assert "500" in result["zone"]["options"]["fee"]


def test_a_conflict_names_its_weakest_grade_and_what_is_assumed_apart(ukraine: Study) -> None:
    conflict = ukraine.run().conflicts[0]
    assert conflict.weakest_grade == "F"
    assert conflict.assumed == ()
    refused = ukraine.run("european_guarantee_refused").conflicts
    alone = next(c for c in refused if c.paths == ("russia.no_nato_soldiers",))
    assert alone.weakest_grade is None
    assert alone.assumed == ("russia.no_nato_soldiers",)


def test_the_zone_is_listed_in_package_order_with_what_each_actor_gains() -> None:
    findings = negsim.load("harbour").run("quiet_machines")
    frame = findings.zone_packages()
    assert len(frame) == findings.zone.size
    assert frame["gain_port"].min() >= 0
    ids = [
        [findings.scenario.issue[i].position[str(row[i])] for i in findings.space.issues]
        for _, row in frame.iterrows()
    ]
    assert ids == sorted(ids)
    best = findings.solutions["egalitarian"].deals[0]
    same = frame[
        [all(row[i] == best.package[i] for i in best.package) for _, row in frame.iterrows()]
    ]
    assert same["gain_ships"].tolist() == [round(float(best.gains["ships"]), 12)]


def test_a_limit_cuts_the_list_and_an_empty_zone_has_no_rows_but_all_columns() -> None:
    harbour = negsim.load("harbour")
    assert len(harbour.run("quiet_machines").zone_packages(limit=5)) == 5
    empty = harbour.run().zone_packages()
    assert len(empty) == 0
    assert list(empty.columns[:4]) == ["depth", "fee", "nights", "mud"]


def test_tables_for_notebooks_tell_what_the_findings_do() -> None:
    findings = negsim.load("harbour").run()
    accepts = findings.acceptance_frame().set_index("actor")["accepts"].to_dict()
    assert accepts == dict(findings.accepted_by)
    assert set(findings.conflicts_frame()["path"]) == {"ships.new_ships_come_in", "villages.sleep"}
    assert findings.corrections_frame()["zone"].tolist() == [21, 12]
    assert len(findings.solutions_frame()) == 0


LARGE = """
negsim: 1
scenario: large
title: Too many packages
issues:
{issues}
actors:
  one: {{reservation_value: 0.5, preferences: {{i00: {{weight: 1, scores: {{a: 0, b: 1}}}}}}}}
"""


def test_what_goes_through_all_packages_refuses_what_would_take_hours() -> None:
    issues = "\n".join(f"  i{k:02}: {{ask: Which?, options: {{a: A, b: B}}}}" for k in range(60))
    large = negsim.loads(LARGE.format(issues=issues))
    with pytest.raises(TooLarge, match="too many to go through one by one: that would"):
        large.room()
    assert MEANT > 3600


def test_run_answers_at_any_size_what_is_not_tied_too_densely() -> None:
    issues = "\n".join(f"  i{k:02}: {{ask: Which?, options: {{a: A, b: B}}}}" for k in range(60))
    findings = negsim.loads(LARGE.format(issues=issues)).run()
    assert (findings.engine, findings.exact) == ("sweep", True)
    assert (findings.zone.size, findings.zone.backbone) == (2**59, {"i00": "b"})
    assert findings.frontier.size == findings.solutions["nash"].ties == 2**59


def test_to_json_writes_letters_as_they_are_and_no_negative_zero() -> None:
    assert to_json({"a": "Київ", "b": -0.0}) == '{\n  "a": "Київ",\n  "b": 0.0\n}\n'


def test_run_takes_a_scenario_with_its_variants_applied(ukraine: Study) -> None:
    scenario = ukraine.with_variant("moratorium_swap").scenario
    assert run(scenario).to_json() == ukraine.run("moratorium_swap").to_json()
