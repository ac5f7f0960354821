"""Knots, what undoes each, and what that opens: against the corrections that a run gives, and runs without demands."""

from __future__ import annotations

from functools import cache
from itertools import chain, product
from pathlib import Path

import pytest

import negsim
from negsim.language.shipped import locate
from negsim.questions.zone.result import Findings
from negsim.questions.zone.tell import tell
from negsim.questions.zone.ways import fewest_steps_first, knots, opened

STRAIT = str(locate("strait_2031"))
CLOSED = [
    (STRAIT, ""),
    ("cyprus_2004", ""),
    ("istanbul_2022", "late_papers"),
    ("jcpoa_2015", ""),
    ("minsk_2015", "stated_wide"),
    ("ukraine_2025", "as_first_coded+korean_armistice"),
]


@cache
def found(name: str, variant: str) -> Findings:
    return negsim.load(name).run(variant)


@pytest.mark.parametrize(("name", "variant"), CLOSED)
def test_one_way_out_of_each_knot_is_a_correction_and_every_correction_is_such(
    name: str, variant: str
) -> None:
    findings = found(name, variant)
    ways = [[set(way.paths) for way in knot.ways] for knot in knots(findings)]
    chosen = {frozenset(chain.from_iterable(one)) for one in product(*ways)}
    assert chosen == {frozenset(correction.drop) for correction in findings.corrections}


@pytest.mark.parametrize(("name", "variant"), CLOSED)
def test_a_knot_has_all_demands_of_its_conflicts_and_knots_share_none(
    name: str, variant: str
) -> None:
    every = knots(found(name, variant))
    named = [path for knot in every for path in (one.path for one in knot.members)]
    assert len(named) == len(set(named))
    blamed = {path for conflict in found(name, variant).conflicts for path in conflict.paths}
    assert set(named) == blamed


@pytest.mark.parametrize(("name", "variant"), CLOSED)
def test_fewer_steps_come_first(name: str, variant: str) -> None:
    steps = [
        sum(taken or 0 for taken in one.steps.values())
        for one in fewest_steps_first(found(name, variant))
    ]
    assert steps == sorted(steps)


def test_what_a_knot_hangs_on_is_named_rules_and_what_a_variant_fixes_too() -> None:
    every = {
        tuple(one.path for one in knot.members): ([rule.path for rule in knot.rules], knot.barred)
        for knot in knots(found("ukraine_2025", "as_first_coded+korean_armistice"))
    }
    assert every == {
        ("russia.denazification",): (["rules.armistice_is_military"], (0,)),
        ("russia.no_frozen",): ([], (0,)),
        ("russia.neutrality", "ukraine.nato_door_open"): ([], ()),
    }


def test_other_readings_of_its_own_demands_undo_a_knot_whatever_the_other_knots() -> None:
    meant = {
        knot.members[0].path: [
            [(one.member.path, one.readings) for one in turn] for turn in knot.meant or ()
        ]
        for knot in knots(found(STRAIT, ""))
    }
    assert meant["island.camp_goes"] == []
    assert meant["island.own_water"] == [
        [("island.own_water", ("joint",)), ("mainland.free_passage", ("not_alone",))]
    ]
    # One of them meant otherwise is not enough, as a run without the other knots shows.
    study = negsim.load(STRAIT).with_variant("settled")
    assert study.run().zone.is_open
    for path, reading in (("island.own_water", "alone"), ("mainland.free_passage", "free")):
        text = Path(STRAIT).read_text("utf-8")
        added = f"\n  back: {{say: back, read: {{{path}: {reading}}}}}\nexpect:"
        whole = negsim.loads(text.replace("\nexpect:", added), STRAIT)
        assert not whole.run("settled+back").zone.is_open


def test_what_every_deal_would_hold_is_so_once_the_demands_are_gone() -> None:
    findings = found(STRAIT, "")
    for correction in findings.corrections:
        drop = ", ".join(correction.drop)
        text = Path(STRAIT).read_text("utf-8")
        added = f"\n  gone: {{say: gone, drop: [{drop}]}}\nexpect:"
        without = negsim.loads(text.replace("\nexpect:", added), STRAIT).run("gone")
        zone = opened(findings, correction)
        assert zone is not None
        assert (zone.size, zone.backbone, zone.floor) == (
            without.zone.size,
            without.zone.backbone,
            without.floor,
        )


def test_nothing_is_headed_that_says_nothing_where_the_rules_leave_no_package() -> None:
    text = (
        "negsim: 1\nscenario: shut\nissues: {a: {options: {x: X, y: Y}}}\n"
        "rules: {r: {require: {a: x}}, s: {require: {a: y}}}\nactors: {one: {}}\n"
    )
    sections = tell(negsim.loads(text).run()).sections
    assert [section.id for section in sections if section.is_empty] == []
    assert len(sections) > 2
