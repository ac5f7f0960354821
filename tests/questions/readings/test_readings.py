from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import negsim

FIGURES = Path(__file__).parents[2] / "data" / "ukraine_2025.figures.json"
PUBLISHED: dict[str, Any] = json.loads(FIGURES.read_text("utf-8"))["readings"]


@pytest.mark.parametrize("variant", PUBLISHED)
def test_every_published_figure_of_the_ukraine_scenario_is_found(variant: str) -> None:
    found = json.loads(negsim.load("ukraine_2025", ["as_first_coded"]).readings(variant).to_json())
    wanted = PUBLISHED[variant]
    assert {key: found[key] for key in wanted} == wanted
    assert found["complete"] == {"closing": True, "opening": True}


def test_the_readings_in_force_do_not_change_what_the_combinations_come_to() -> None:
    ukraine = negsim.load("ukraine_2025", ["as_first_coded"])
    base, wide = ukraine.readings(), ukraine.readings("stated_wide")
    assert (base.open, base.closing, base.opening) == (wide.open, wide.closing, wide.opening)
    assert {c.member.reading for c in wide.clarify} == {"strict"}
    assert not wide.is_open


def test_what_turns_the_answer_now_is_what_a_run_with_that_reading_finds() -> None:
    ukraine = negsim.load("ukraine_2025", ["as_first_coded"])
    turning = {(one.path, reading) for one in ukraine.readings().clarify for reading in one.turns}
    assert turning == {
        ("russia.neutrality", "moratorium_is_enough"),
        ("ukraine.nato_door_open", "wish_only"),
    }
    assert ukraine.run("moratorium_swap").zone.is_open
    assert ukraine.run("nato_as_a_wish").zone.is_open


def test_demands_are_ranked_by_how_often_the_answer_hangs_on_them() -> None:
    clarify = negsim.load("ukraine_2025", ["as_first_coded"]).readings().clarify
    assert clarify[0].path == "russia.cede_nothing"
    assert (clarify[0].decides, clarify[0].of, clarify[0].flips) == (15, 324, 30)
    shares = [one.share or 0 for one in clarify]
    assert shares == sorted(shares, reverse=True)
    for one in clarify:
        assert sum((one.open_by_reading or {}).values()) == 21


TWO = """
negsim: 1
scenario: two
issues: {depth: {options: {ten: 10, twelve: 12}}}
actors:
  port:
    red_lines:
      deep: {readings: {mild: none, strict: {require: {depth: twelve}}}%s}
  ships:
    red_lines:
      shallow: {readings: {mild: {forbid: {depth: twelve}}, strict: {require: {depth: ten}}}}
  onlooker:
    consent: never
    red_lines:
      unheard: {readings: {a: {require: {depth: ten}}, b: none}}
"""


def test_the_words_of_advisory_actors_open_and_close_nothing() -> None:
    found = negsim.loads(TWO % "").readings()
    assert (found.combinations, found.open) == (4, 2)
    assert found.closing == (("port.deep=strict",),)
    assert found.opening == (("port.deep=mild",),)
    assert [one.path for one in found.clarify] == ["port.deep", "ships.shallow"]


def test_without_assumed_leaves_out_the_readings_of_demands_without_a_claim() -> None:
    found = negsim.loads(TWO % "").readings()
    assert (found.without_assumed.combinations, found.without_assumed.open) == (1, 1)


@pytest.mark.parametrize(
    ("file", "wanted"),
    [
        ("{red_lines: {line: {require: {depth: ten}}}}", (1, 1, [], [[]])),
        (
            "{red_lines: {line: {require: {depth: ten}}, other: {require: {depth: twelve}}}}",
            (1, 0, [[]], []),
        ),
    ],
)
def test_without_ambiguous_words_there_is_one_combination(
    file: str, wanted: tuple[int, int, list[Any], list[Any]]
) -> None:
    text = f"""
negsim: 1
scenario: one
issues: {{depth: {{options: {{ten: 10, twelve: 12}}}}}}
actors: {{port: {file}}}
"""
    found = negsim.loads(text).readings().to_dict()
    assert (found["combinations"], found["open"], found["closing"], found["opening"]) == wanted
    assert found["clarify"] == []


def test_tables_list_every_reading_and_every_set() -> None:
    found = negsim.load("harbour").readings()
    frame = found.to_frame()
    assert list(frame["path"].unique()) == [one.path for one in found.clarify]
    assert frame["open"].sum() == (found.open or 0) * len(found.clarify)
    sets = found.sets_frame()
    assert len(sets) == sum(len(one) for one in (*found.closing, *found.opening))
    assert found.to_csv().splitlines()[0].startswith("path,reading,in_force,open")
    assert "<table>" in found._repr_html_()
