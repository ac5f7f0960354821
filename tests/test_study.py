from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

import negsim
from negsim.errors import InputError


def test_a_study_is_never_changed_in_place() -> None:
    harbour = negsim.load("harbour")
    other = harbour.with_variant("quiet_machines").set("port.reservation_value", 0.6)
    assert harbour.scenario.applied == ()
    assert other.scenario.applied == ("quiet_machines", "port.reservation_value=0.6")


def test_a_change_comes_after_variants_that_are_added_later() -> None:
    late = negsim.load("ukraine_2025").set("russia.reservation_value", 0.1).with_variant("aid_cut")
    reservation = late.scenario.actor["russia"].reservation_value
    assert reservation is not None
    assert reservation.value is not None
    assert reservation.value.best == Fraction(1, 10)


def test_values_may_be_fractions_and_elements() -> None:
    harbour = negsim.load("harbour")
    assert harbour.set("port.reservation_value", Fraction(5, 9)).sets == (
        "port.reservation_value=5/9",
    )
    wish = {"weight": 2, "require": {"nights": "none"}, "from": "assumption: quiet"}
    changed = harbour.set("villages.wishes.silence", wish)
    with pytest.raises(InputError, match=r"villages\.wishes\.silence"):
        _ = changed.scenario


def test_variants_stack_as_on_the_command_line() -> None:
    ukraine = negsim.load("ukraine_2025")
    stacked = ukraine.run("aid_cut+istanbul_swap")
    assert stacked.variant == ("aid_cut", "istanbul_swap")
    assert ukraine.run(["aid_cut", "istanbul_swap"]).to_json() == stacked.to_json()


def test_a_study_shows_itself_without_letting_a_label_in() -> None:
    text = """
negsim: 1
scenario: hostile
title: <script>alert("$x$")</script>
issues: {a: {ask: <b>Which?</b>, options: {x: "<i>X</i>", y: Y}}}
actors: {one: {name: "<u>One</u>", red_lines: {no_x: {forbid: {a: x}, from: "assumption: <s>"}}}}
"""
    study = negsim.loads(text)
    shown: list[Any] = [study, study.run(), study.explain(), study.check()]
    for page in shown:
        html = page._repr_html_()
        for tag in ("<script", "<b>Which", "<i>X", "<u>One", "$x$"):
            assert tag not in html
    assert "&lt;i&gt;X&lt;/i&gt;" in study._repr_html_()
