from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import negsim
from negsim.errors import InputError
from negsim.questions.compare.find import Comparison

FIGURES = Path(__file__).parents[2] / "data" / "ukraine_2025.figures.json"
PUBLISHED: list[dict[str, Any]] = json.loads(FIGURES.read_text("utf-8"))["variants"]
KEYS = ("feasible", "red_line_zone", "zone", "floor", "minimal_conflicts", "backbone")


@pytest.fixture(scope="module")
def ukraine() -> Comparison:
    return negsim.load("ukraine_2025").compare()


def said(comparison: Comparison, name: str) -> str:
    return " ".join(next(row for row in comparison.rows if row.name == name).says)


def effects(comparison: Comparison) -> dict[str, str]:
    return {row.name: row.effect for row in comparison.rows}


def test_every_published_figure_of_the_ukraine_variants_is_found(ukraine: Comparison) -> None:
    rows = {"+".join(row["variant"]): row for row in json.loads(ukraine.to_json())["rows"]}
    published = {"+".join(row["variant"]): row for row in PUBLISHED}
    assert rows[""] == next(iter(rows.values()))
    assert len(rows) == 1 + len(ukraine.base.variants)
    for name, row in rows.items():
        wanted = published[name]
        assert {key: row[key] for key in KEYS} == {key: wanted[key] for key in KEYS}


def test_what_is_conceded_in_private_changes_nothing_and_the_reason_is_told(
    ukraine: Comparison,
) -> None:
    assert effects(ukraine)["private_us"] == "none"
    assert said(ukraine, "private_us") == (
        "It changes nothing: the same minimal conflict stands, russia.neutrality (c34, grade C)"
        " against ukraine.nato_door_open (c28 c29, grade B)."
        " It takes options of “Who holds the land?” off the table: no demand in it speaks of these,"
        " and taking options away lifts no demand."
        " The ways out are the same too, and open as many packages."
        " Of the 310,720 packages that it takes away, Russia would have accepted none."
    )


def test_each_kind_of_change_that_leaves_the_knot_has_its_own_reason(ukraine: Comparison) -> None:
    assert "red lines are not weighed" in said(ukraine, "realism_as_forecast")
    assert "no demand in it is theirs" in said(ukraine, "bilateral")
    assert "which have no part in it" in said(ukraine, "document_only")
    assert "without ukraine.nato_door_open 40 (before: 342)" in said(ukraine, "aid_cut")


def test_effects_tell_opening_from_standing_still(ukraine: Comparison) -> None:
    found = effects(ukraine)
    assert {name for name, effect in found.items() if effect == "opens"} == {
        "korean_accepted",
        "moratorium_swap",
        "istanbul_swap",
        "nato_as_a_wish",
    }
    assert {name for name, effect in found.items() if effect == "other_conflicts"} == {
        "korean_armistice",
        "european_guarantee_refused",
        "stated_wide",
    }


def test_what_opens_names_the_demand_that_is_loosened(ukraine: Comparison) -> None:
    text = said(ukraine, "moratorium_swap")
    assert "russia.neutrality is meant as 'moratorium_is_enough'" in text
    assert "“no membership for a term of years” (alignment)" in text


def test_from_an_open_base_shrinking_and_closing_are_told() -> None:
    study = negsim.load("ukraine_2025").with_variant("moratorium_swap")
    found = study.compare(["aid_cut", "stated_wide", "private_us"])
    assert effects(found) == {
        "base": "base",
        "aid_cut": "zone",
        "stated_wide": "closes",
        "private_us": "none",
    }
    assert "the zone shrinks from 212 to 20 packages" in said(found, "aid_cut")
    assert "0.046 where it was 0.079" in said(found, "aid_cut")
    assert said(found, "stated_wide").startswith("It closes the zone, which had 212 packages.")
    assert said(found, "private_us").startswith("It changes nothing: the zone is the same")


def test_what_is_applied_to_every_row_is_no_row_of_its_own() -> None:
    study = negsim.load("ukraine_2025").with_variant("aid_cut").set("nato.reservation_value", 0.5)
    found = study.compare()
    assert found.base.applied == ("aid_cut", "nato.reservation_value=0.5")
    assert "aid_cut" not in {row.name for row in found.rows}
    for row in found.rows:
        assert row.findings.variant == ("aid_cut", *row.variant, "nato.reservation_value=0.5")


STACKED = """
negsim: 1
scenario: stacked
issues: {depth: {options: {ten: 10, twelve: 12}}}
actors: {port: {red_lines: {deep: {require: {depth: twelve}}}}}
variants:
  adds: {add: {port.red_lines.more: {forbid: {depth: twelve}}}}
  sets: {set: {port.red_lines.more: {forbid: {depth: ten}}}}
"""


def test_a_variant_written_for_a_stack_is_left_out_and_named() -> None:
    found = negsim.loads(STACKED).compare()
    assert [row.name for row in found.rows] == ["base", "adds"]
    assert [one.variant for one in found.left_out] == [("sets",)]
    assert "port.red_lines.more" in found.left_out[0].because
    stacked = negsim.loads(STACKED).compare(["adds+sets"])
    assert [row.name for row in stacked.rows] == ["base", "adds+sets"]


def test_a_stack_that_was_asked_for_and_cannot_be_applied_is_a_fault() -> None:
    with pytest.raises(InputError, match=r"port\.red_lines\.more"):
        negsim.loads(STACKED).compare(["sets"])
    with pytest.raises(InputError, match="nowhere"):
        negsim.loads(STACKED).compare(["nowhere"])


def test_a_change_of_evidence_or_range_alone_is_no_change() -> None:
    ranged = """
  same: {set: {port.reservation_value: 0 +- 0.2, port.preferences.depth.weight: 2 +- 1}}
"""
    text = STACKED.replace(
        "port: {", "port: {preferences: {depth: {weight: 2, ladder: ten < twelve}}, "
    )
    found = negsim.loads(text + ranged.lstrip("\n")).compare(["same"])
    assert found.rows[1].changes == ()
    assert found.rows[1].effect == "none"


def test_tables_have_a_row_for_each() -> None:
    found = negsim.load("harbour").compare()
    frame = found.to_frame()
    assert list(frame["variant"]) == [row.name for row in found.rows]
    assert len(found.to_csv().splitlines()) == len(found.rows) + 1
    assert "<table>" in found._repr_html_()
