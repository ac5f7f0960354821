"""Strategies over a model of one's own stay within it, and shrink towards what one knows."""

from __future__ import annotations

from typing import TypeVar

import pytest
from hypothesis import find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample

import negsim
from negsim.language.model.numbers import Quantity
from negsim.language.model.ranges import visit_scenario
from negsim.questions.draws.numbers import RangedNumber, unknowns
from negsim.study import Study
from negsim.testing import numbers, packages, readings

T = TypeVar("T")
HARBOUR = negsim.load("harbour")
STATUS_QUO = {"depth": "ten", "fee": 100, "nights": "none", "mud": "sea"}
FEW = settings(max_examples=15)
SEARCH = settings(deadline=None, derandomize=True, database=None, max_examples=500)


def first(strategy: st.SearchStrategy[T]) -> T:
    """What a strategy shrinks to."""
    return find(strategy, lambda _: True, settings=SEARCH)


@FEW
@given(st.data())
def test_packages_are_those_of_the_study(data: st.DataObject) -> None:
    condition = {"fee": "at most 200"}
    package = data.draw(packages(HARBOUR, condition, feasible=True))
    assert package in list(HARBOUR.packages(condition))


def test_packages_shrink_to_the_status_quo() -> None:
    assert first(packages(HARBOUR)) == STATUS_QUO
    dearer = find(packages(HARBOUR), lambda p: int(p["fee"]) > 250, settings=SEARCH)
    assert dearer == {**STATUS_QUO, "fee": 300}


def test_variants_bar_packages_from_being_feasible() -> None:
    study = HARBOUR.with_variant("clean_sea")
    with pytest.raises(NoSuchExample):
        find(packages(study, feasible=True), lambda p: p["mud"] == "sea", settings=SEARCH)


@FEW
@given(numbers(HARBOUR))
def test_numbers_stay_within_their_ranges(drawn: Study) -> None:
    found: dict[str, Quantity] = {}
    visit_scenario(drawn.scenario, lambda p, _, q: found.setdefault(p, q), lambda *_: None)
    for part in unknowns(HARBOUR.scenario).parts:
        if isinstance(part, RangedNumber):
            assert part.low <= found[part.path].best <= part.high
    for actor in drawn.scenario.actors:
        for package in HARBOUR.packages({"depth": "fifteen", "fee": 300}):
            assert 0 <= drawn.utility(actor.id, package) <= 1


def test_numbers_shrink_to_the_file_itself() -> None:
    study = HARBOUR.with_variant("quiet_machines")
    drawn = first(numbers(study))
    assert repr(drawn) == "Study(harbour + quiet_machines)"
    for package in list(study.packages())[::20]:
        for actor in study.scenario.actor:
            assert drawn.utility(actor, package) == study.utility(actor, package)
            assert drawn.accepts(actor, package) == study.accepts(actor, package)


UNKNOWN = """
negsim: 1.1
scenario: unknown
issues: {a: {options: {x: x, y: y, z: z}}, b: {options: {x: x, y: y}}}
actors:
  one: {weights: unknown, preferences: {a: {ladder: x < y < z}, b: {ladder: x < y}}}
  two: {reservation_value: 0.5 +- 0.1, preferences: {a: {weight: {best: 2, low: 1, high: 5}, ladder: z << y < x}}}
"""


@FEW
@given(numbers(negsim.loads(UNKNOWN)))
def test_ladders_and_unknown_weights_are_drawn_too(drawn: Study) -> None:
    worths = [drawn.utility("one", {"a": option, "b": "x"}) for option in "xyz"]
    assert worths == sorted(worths)
    best = drawn.utility("one", {"a": "z", "b": "y"})
    assert best == 1
    assert drawn.utility("two", "a=y,b=x") not in (0, 1)


def test_readings_are_told_and_shrink_to_those_in_force() -> None:
    assert repr(first(readings(HARBOUR))) == "Study(harbour)"
    opened = find(readings(HARBOUR), lambda drawn: drawn.run().zone.is_open, settings=SEARCH)
    assert opened.scenario.applied == ("villages.sleep=no_noise",)
    assert opened.run().zone.size == HARBOUR.run("quiet_machines").zone.size
