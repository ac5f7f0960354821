from __future__ import annotations

import csv
import io
import json
from fractions import Fraction

import pytest

import negsim
from negsim.errors import InputError

CARS = """
negsim: 1.1
scenario: cars
issues:
  years: {ask: How many years?, range: {from: 4, to: 10, step: 2, unit: years}}
  depth: {ask: How deep?, ordered: shallow to deep, options: {ten: ten, twelve: twelve, six: sixteen}}
  idle: {ask: How idle?, range: {from: 0, to: 1, step: 1}}
  colour: {ask: Which colour?, options: {red: red, blue: blue}}
outcome: {years: 6, depth: six, idle: 0, colour: red}
actors:
  big:
    influence: 50
    salience: {years: 2, depth: 1}
    preferences: {years: {weight: 2, position: 10}, depth: {weight: 1, ladder: six < ten = twelve}}
  small:
    influence: 25
    salience: {years: 3, depth: 4}
    preferences: {years: {weight: 3, position: 5}, depth: {weight: 4, position: six}}
  silent: {preferences: {idle: {weight: 1, position: 1}}}
"""


def test_mean_and_median_are_places_on_the_scale_and_measured_against_the_outcome() -> None:
    found = json.loads(negsim.loads(CARS).position().to_json())
    years, depth = found["issues"]
    assert years["mean"] == round((100 * 10 + 75 * 5) / 175, 12)
    assert (years["median"], years["median_option"], years["condorcet"]) == (10.0, "10", "10")
    assert years["mean_error"] == round((1375 / 175 - 6) / 6, 12)
    assert years["median_error"] == round(4 / 6, 12)
    assert years["actors"]["small"] == {
        "position": 5.0,  # between 4 and 6, which it likes alike
        "influence": 25.0,
        "salience": 3.0,
        "share": round(75 / 175, 12),
    }
    # Big likes the first two depths alike, and stands between them.
    assert depth["mean"] == round((50 * 0.5 + 100 * 2) / 150, 12)
    assert (depth["median_option"], depth["outcome"], depth["median_error"]) == ("six", "six", 0.0)
    assert found["left_out"] == {"idle": "no_influence", "colour": "not_ordered"}


def test_errors_are_averaged_over_the_issues() -> None:
    found = negsim.loads(CARS).position()
    assert found.median_error == Fraction(1, 3)
    assert negsim.load("harbour").position().mean_error is None


def test_a_table_has_a_row_for_each_issue() -> None:
    found = negsim.loads(CARS).position()
    rows = list(csv.DictReader(io.StringIO(found.to_csv())))
    assert [(row["issue"], row["condorcet"]) for row in rows] == [("years", "10"), ("depth", "six")]
    assert len(found.to_frame()) == 2
    assert "<table>" in found._repr_html_()


def test_without_influence_there_is_nothing_to_say() -> None:
    text = CARS.replace("influence: 50", "").replace("influence: 25", "")
    with pytest.raises(InputError, match="nobody with influence cares about an ordered issue"):
        negsim.loads(text).position()
