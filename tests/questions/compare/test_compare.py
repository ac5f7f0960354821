from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

import negsim
from negsim.errors import InputError
from negsim.questions.compare.result import Comparison
from negsim.questions.compare.tell import answer, in_short

FIGURES = Path(__file__).parents[2] / "data" / "ukraine_2025.figures.json"
PUBLISHED: list[dict[str, Any]] = json.loads(FIGURES.read_text("utf-8"))["variants"]
KEYS = ("feasible", "red_line_zone", "zone", "floor", "minimal_conflicts", "backbone")


@pytest.fixture(scope="module")
def ukraine() -> Comparison:
    return negsim.load("ukraine_2025", ["as_first_coded"]).compare()


def said(comparison: Comparison, name: str) -> str:
    return " ".join(next(row for row in comparison.stacks if row.name == name).says)


def effects(comparison: Comparison) -> dict[str, str]:
    return {row.name: row.effect for row in comparison.stacks}


def test_every_published_figure_of_the_ukraine_variants_is_found(ukraine: Comparison) -> None:
    rows = {"+".join(row["variant"]): row for row in json.loads(ukraine.to_json())["rows"]}
    published = {"+".join(row["variant"]): row for row in PUBLISHED}
    assert rows[""] == next(iter(rows.values()))
    assert len(set(rows) & set(published)) >= 14
    for name in set(rows) & set(published):
        row, wanted = rows[name], published[name]
        assert {key: row[key] for key in KEYS} == {key: wanted[key] for key in KEYS}


def test_what_is_conceded_in_private_leaves_the_knot_and_the_reason_is_told(
    ukraine: Comparison,
) -> None:
    assert effects(ukraine)["private_us"] == "same_conflicts"
    assert said(ukraine, "private_us") == (
        "There is no deal, as before: the same demands collide."
        " They collide over “Where does Ukraine stand towards NATO?”; it takes options of “Who holds"
        " the land?” off the table."
        " What would open a way is the same, and would open as many packages."
        " Of the 310,720 packages that it takes away, Russia would have accepted none."
    )


def test_each_kind_of_change_that_leaves_the_knot_has_its_own_reason(ukraine: Comparison) -> None:
    assert "red lines are not weighed" in said(ukraine, "realism_as_forecast")
    assert "no demand that collides is theirs" in said(ukraine, "bilateral")
    assert "which have no part in what collides" in said(ukraine, "document_only")
    assert "towards NATO?) (before: 342)" in said(ukraine, "aid_cut")


def test_sentences_name_demands_by_what_they_say_and_never_by_ids(ukraine: Comparison) -> None:
    ids = {line.id for actor in ukraine.base.actors for line in actor.red_lines if "_" in line.id}
    ids |= {"four_regions", "nato_posture"}
    text = " ".join(" ".join(row.says) for row in ukraine.stacks)
    assert [name for name in sorted(ids) if name in text] == []


def test_effects_tell_opening_from_standing_still(ukraine: Comparison) -> None:
    found = {row.name: row.effect for row in ukraine.stacks if len(row.variant) == 1}
    assert {name for name, effect in found.items() if effect == "opens"} == {
        "korean_accepted",
        "moratorium_swap",
        "istanbul_swap",
        "nato_as_a_wish",
        "stated_only",
    }
    assert {name for name, effect in found.items() if effect == "other_conflicts"} == {
        "korean_armistice",
        "european_guarantee_refused",
        "stated_wide",
    }


def test_what_opens_names_the_demand_that_is_loosened(ukraine: Comparison) -> None:
    text = said(ukraine, "moratorium_swap")
    assert "Russia means at least “no membership for a term of years”" in text
    assert "“no membership for a term of years” (Where does Ukraine stand towards NATO?)" in text


def test_from_an_open_base_shrinking_and_closing_are_told() -> None:
    study = negsim.load("ukraine_2025", ["as_first_coded"]).with_variant("moratorium_swap")
    found = study.compare(["aid_cut", "stated_wide", "private_us"])
    assert effects(found) == {
        "base": "base",
        "aid_cut": "zone",
        "stated_wide": "closes",
        "private_us": "same_zone",
    }
    assert "the zone shrinks from 212 to 20 packages" in said(found, "aid_cut")
    assert "5 points of 100 where it was 8" in said(found, "aid_cut")
    assert said(found, "stated_wide").startswith("It closes the way: there were 212 packages.")
    assert said(found, "private_us").startswith(
        "A deal stays possible, with the same 212 packages."
    )


def test_what_is_applied_to_every_row_is_no_row_of_its_own() -> None:
    study = (
        negsim.load("ukraine_2025", ["as_first_coded"])
        .with_variant("aid_cut")
        .set("nato.reservation_value", 0.5)
    )
    found = study.compare()
    assert found.base.applied == ("as_first_coded", "aid_cut", "nato.reservation_value=0.5")
    assert "aid_cut" not in {row.name for row in found.stacks}
    for row in found.stacks:
        assert row.findings.variant == (
            "as_first_coded",
            "aid_cut",
            *row.variant,
            "nato.reservation_value=0.5",
        )


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
    assert [row.name for row in found.stacks] == ["base", "adds"]
    assert [one.variant for one in found.left_out] == [("sets",)]
    assert "port.red_lines.more" in found.left_out[0].because
    stacked = negsim.loads(STACKED).compare(["adds+sets"])
    assert [row.name for row in stacked.stacks] == ["base", "adds+sets"]


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
    assert found.stacks[1].changes == ()
    assert found.stacks[1].effect == "none"


def test_tables_have_a_row_for_each() -> None:
    found = negsim.load("harbour").compare()
    frame = found.to_frame()
    assert list(frame["variant"]) == [row.name for row in found.stacks]
    assert len(found.to_csv().splitlines()) == len(found.stacks) + 1
    assert "<table>" in found._repr_html_()


THREE = """
negsim: 1
scenario: three
issues:
  a: {ask: A?, options: {x: x of a, y: y of a}}
  b: {ask: B?, options: {x: x of b, y: y of b}}
  c: {ask: C?, options: {x: x of c, y: y of c, z: z of c}}
actors:
  p:
    red_lines:
      a: {readings: {hard: {require: {a: x}}, soft: none}}
      b: {readings: {hard: {require: {b: x}}, soft: none}}
      c: {readings: {hard: {require: {c: x}}, soft: none}}
  q:
    red_lines: {a: {require: {a: y}}, b: {require: {b: y}}, c: {require: {c: y}}}
  adviser: {consent: never}
variants:
  idle: {say: Nothing is different.}
  gives_a: {say: P gives way on A., read: {p.a: soft}}
  gives_b: {say: P gives way on B., read: {p.b: soft}}
  gives_c: {say: P gives way on C., read: {p.c: soft}}
  adds: {add: {adviser.red_lines.more: {forbid: {c: z}}}}
  stuck: {set: {adviser.red_lines.more: {forbid: {c: x}}}}
  no_z: {say: No z., exclude: {c: z}}
"""
EXPECT = """
expect:
  - {say: Two are not enough., variant: gives_a+gives_b, zone: empty}
  - {say: Three together open the way., variant: gives_b+gives_a+gives_c, zone: open}
  - {say: So do they once more., variant: gives_b+gives_a+gives_c, red_line_zone: open}
"""


def test_the_stacks_that_expectations_name_are_rows_too_once_each() -> None:
    found = negsim.loads(THREE + EXPECT).compare()
    assert [row.name for row in found.stacks] == [
        "base",
        "idle",
        "gives_a",
        "gives_b",
        "gives_c",
        "adds",
        "no_z",
        "gives_a+gives_b",
        "gives_b+gives_a+gives_c",
    ]
    assert [one.variant for one in found.left_out] == [("stuck",)]
    assert json.loads(found.to_json())["opening_stacks"] == []
    assert "together these do: P gives way on B + P gives way on A" in answer(found).text


def test_where_nothing_opens_the_zone_the_smallest_stacks_that_do_are_looked_for() -> None:
    """The definition: all pairs, then all threes, in the file's order; those at fault passed over; five at most."""
    study = negsim.loads(THREE)
    found = study.compare()
    names = [one.id for one in study.scenario.variants if one.id != "stuck"]
    opening = {
        size: [
            stack
            for stack in combinations(names, size)
            if negsim.loads(THREE, variants=stack).run().zone.is_open
        ]
        for size in (1, 2, 3)
    }
    assert (opening[1], opening[2]) == ([], [])
    assert found.opening == tuple(opening[3]) == (("gives_a", "gives_b", "gives_c"),)
    assert found.stacks[-1].variant == ("gives_a", "gives_b", "gives_c")
    assert found.stacks[-1].findings.zone.is_open
    assert json.loads(found.to_json())["opening_stacks"] == [["gives_a", "gives_b", "gives_c"]]


def test_at_most_five_stacks_are_looked_for_and_none_of_more_than_three() -> None:
    line = "      l{}: {{readings: {{hard: {{require: {{a: x}}}}, soft: none}}}}\n"
    lines = "".join(line.format(k) for k in "ab")
    variant = "  v{}{}: {{read: {{p.l{}: soft}}}}\n"
    variants = "".join(variant.format(k, n, k) for k in "ab" for n in (1, 2, 3))
    text = f"""
negsim: 1
scenario: many
issues: {{a: {{options: {{x: x, y: y}}}}}}
actors:
  p:
    red_lines:
{lines}  q: {{red_lines: {{a: {{require: {{a: y}}}}}}}}
variants:
{variants}"""
    found = negsim.loads(text).compare()
    assert found.opening == (
        ("va1", "vb1"),
        ("va1", "vb2"),
        ("va1", "vb3"),
        ("va2", "vb1"),
        ("va2", "vb2"),
    )
    four = THREE.replace(
        "c: {require: {c: y}}}", "c: {require: {c: y}}, never: {forbid: {a: x | y}}}"
    )
    none = negsim.loads(four).compare()
    assert none.opening is None
    assert json.loads(none.to_json())["opening_stacks"] is None
    assert "Nor do two or three of them together open one." in answer(none).text


def test_rows_that_are_asked_for_are_all_there_is() -> None:
    told = json.loads(negsim.loads(THREE + EXPECT).compare(["gives_a"]).to_json())
    assert [row["variant"] for row in told["rows"]] == [[], ["gives_a"]]
    assert "opening_stacks" not in told


@pytest.mark.parametrize("name", ["three", "istanbul_2022", "cyprus_2004"])
def test_a_knot_is_gone_where_no_conflict_lies_within_one_of_its_own(name: str) -> None:
    study = negsim.loads(THREE + EXPECT) if name == "three" else negsim.load(name)
    found = study.compare(None if name == "three" else [one.id for one in study.scenario.variants])
    base = [frozenset(c.paths) for c in found.stacks[0].findings.conflicts]
    groups: list[set[frozenset[str]]] = []
    for conflict in base:
        near = [g for g in groups if any(conflict & other for other in g)]
        groups = [g for g in groups if g not in near] + [{conflict}.union(*near)]
    for row in found.stacks:
        still = [frozenset(c.paths) for c in row.findings.conflicts]
        gone = sum(not any(c <= k for k in group for c in still) for group in groups)
        assert row.knots_gone == (len(groups) if row.findings.zone.is_open else gone)


def test_where_one_of_three_knots_goes_that_is_said() -> None:
    found = negsim.loads(THREE).compare(["gives_b"])
    assert found.stacks[1].knots_gone == 1
    assert "1 of 3 knots is gone" in said(found, "gives_b")
    assert in_short(found.stacks[1], found.stacks[0]) == "1 of 3 knots gone"


@pytest.mark.parametrize(
    ("change", "effect"),
    [
        ("", "none"),
        ("exclude: {c: z}", "same_conflicts"),  # fewer packages are feasible: that is a change
        ("add: {adviser.red_lines.no: {forbid: {a: x}}}", "same_conflicts"),  # accepts fewer
        ("read: {p.a: soft}", "other_conflicts"),
        ("drop: [p.a, p.b, p.c]", "opens"),
    ],
)
def test_nothing_changes_only_where_all_that_is_counted_is_the_same(
    change: str, effect: str
) -> None:
    text = THREE + f"  tried: {{say: Tried., {change}}}\n"
    found = negsim.loads(text).compare(["tried"])
    assert found.stacks[1].effect == effect
    assert ("how many each accepts is the same" in said(found, "tried")) == (effect == "none")


@pytest.mark.parametrize(
    ("change", "effect"),
    [
        ("", "none"),
        ("exclude: {c: z}", "same_zone"),
        ("set: {p.reservation_value: 1/4}", "zone"),  # the same packages, another floor
        ("exclude: {b: x}", "zone"),
        ("add: {q.red_lines.no: {forbid: {a: y}}}", "closes"),
    ],
)
def test_of_an_open_zone_the_zone_and_its_floor_are_told_apart_from_the_rest(
    change: str, effect: str
) -> None:
    text = THREE.replace("variants:", "variants:\n  ground: {drop: [p.a, p.b, p.c, q.b]}")
    text = text.replace("  q:\n", "    preferences: {b: {weight: 1, ladder: x = y}}\n  q:\n")
    text += f"  tried: {{say: Tried., {change}}}\n"
    found = negsim.loads(text, variants=["ground"]).compare(["tried"])
    assert found.stacks[0].findings.zone.is_open
    assert found.stacks[1].effect == effect


TAKEN = """
negsim: 1
scenario: taken
issues:
  a: {ask: A?, options: {x: x, y: y, z: z}}
  b: {ask: B?, options: {x: x, y: y}}
rules: {none_of_it: {forbid: {a: z, b: y}, because: it is so}}
actors:
  p: {red_lines: {a: {require: {a: x}}}}
  q: {red_lines: {a: {require: {a: y}}}}
variants:
  only_takes: {exclude: {a: z}}
  takes_and_gives: {exclude: {a: z}, drop: [rules.none_of_it]}
  takes_and_turns: {exclude: {b: y}, set: {p.a: {forbid: {a: y}}}}
"""


def test_what_is_taken_away_is_said_to_be_refused_only_where_nothing_else_happens() -> None:
    found = negsim.loads(TAKEN).compare(["only_takes", "takes_and_gives", "takes_and_turns"])
    refused = "that it takes away"
    accepted = [row.findings.accepted_by["p"] for row in found.stacks]
    assert accepted == [2, 2, 2, 2]  # as many in each, though not of the same packages in the last
    assert refused in said(found, "only_takes")
    assert refused not in said(found, "takes_and_gives")
    assert refused not in said(found, "takes_and_turns")


def test_a_slide_says_that_it_takes_several_together_where_none_alone_opens_a_way() -> None:
    """It once said "No deal in any of 8 variants" of a file whose expectations name a stack that opens one."""
    study = negsim.loads(THREE + EXPECT)
    picture = study.chart("openings")
    assert picture.title == "None of 6 variants alone opens the way to a deal: it takes 3 together"
    assert negsim.loads(THREE).chart("openings").title == picture.title
    assert "P gives way on B + P gives way on A + P gives way on C: 1 package" in picture.alt_text
