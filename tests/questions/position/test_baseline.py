"""The humble forecast: influence times salience."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest

from negsim.language.load import load, loads
from negsim.language.shipped import locate
from negsim.questions.position.baseline import baseline, positions

TEXT = """
negsim: 1.1
scenario: emissions
title: When must cars be clean
issues:
  years: {ask: How many years of delay?, range: {from: 4, to: 10, step: 1}}
  colour: {ask: Which colour?, options: {red: red, blue: blue}}
actors:
  big:
    name: Big
    influence: 50
    salience: {years: 2}
    preferences: {years: {weight: 2, position: 10}, colour: {weight: 5, ladder: red < blue}}
  small:
    name: Small
    influence: 20
    salience: {years: 3}
    preferences: {years: {weight: 3, position: 4}}
  middling:
    name: Middling
    influence: 10
    salience: {years: 4}
    preferences: {years: {weight: 4, position: 7}}
  silent:
    name: Silent
    preferences: {years: {weight: 9, position: 4}}
"""


def test_the_mean_is_weighted_by_influence_times_salience() -> None:
    (found,) = baseline(loads(TEXT))
    assert found.issue == "years"
    assert found.mean == Fraction(50 * 2 * 10 + 20 * 3 * 4 + 10 * 4 * 7, 200)
    assert found.mean_option == "8"
    assert found.median == "7"  # 60 at 4, then 100 of 200 with the 40 at 7
    assert [one.actor for one in found.stands] == ["big", "small", "middling"]


def test_the_condorcet_option_beats_every_other() -> None:
    (found,) = baseline(loads(TEXT))
    assert found.condorcet is None  # big has half of all votes and loses no vote, and wins none
    (stronger,) = baseline(loads(TEXT.replace("influence: 50", "influence: 51")))
    assert stronger.condorcet == "10"


@pytest.mark.parametrize("seed", range(40))
def test_the_condorcet_option_is_that_of_the_definition(seed: int) -> None:
    draw = Random(seed)
    options = [f"o{k}" for k in range(draw.randint(2, 5))]
    sheets = [{o: draw.randint(0, 3) for o in options} for _ in range(draw.randint(1, 5))]
    weights = [draw.randint(1, 4) for _ in sheets]
    text = "negsim: 1\nscenario: votes\nissues: {years: {ordered: true, options: {"
    text += ", ".join(f"{o}: {o}" for o in options) + "}}}\nactors:\n"
    for k, (sheet, weight) in enumerate(zip(sheets, weights, strict=True)):
        scores = ", ".join(f"{o}: {value}/3" for o, value in sheet.items())
        text += f"  a{k}: {{influence: {weight}, preferences: {{years: {{weight: 1, scores: {{{scores}}}}}}}}}\n"

    def beats(one: str, other: str) -> bool:
        votes = zip(sheets, weights, strict=True)
        return sum(w * ((s[one] > s[other]) - (s[one] < s[other])) for s, w in votes) > 0

    winners = [
        one for one in options if all(beats(one, other) for other in options if other != one)
    ]
    (found,) = baseline(loads(text))
    assert found.condorcet == (winners[0] if winners else None)


SHARES = """
negsim: 1
scenario: shares
issues:
  years: {ask: How many years?, range: {from: 0, to: 10, step: 1}}
  depth: {ask: How deep?, ordered: true, options: {low: low, mid: mid, high: high}}
  colour: {ask: Which colour?, options: {red: red, blue: blue}}
actors:
  one:
    influence: 50
    preferences: {years: {weight: 2, position: 10}, colour: {weight: 3, ladder: red < blue}}
    wishes: {both: {weight: 5, require: {years: 10, colour: blue}}}
  other:
    influence: 50
    preferences: {years: {points: {0: 10, 10: 0}}, depth: {points: {low: -5, mid: 0, high: 25}}}
    wishes: {deep: {points: 10, require: {depth: high}}}
"""


def test_salience_is_the_share_of_all_that_an_actor_weighs_where_the_file_states_none() -> None:
    scenario = loads(SHARES)
    found = {
        (one.issue, stand.actor): stand.salience
        for one in baseline(scenario)
        for stand in one.stands
    }
    assert found == {
        ("years", "one"): Fraction(100 * 2, 10),  # of 2 + 3, and the wish of 5
        ("years", "other"): Fraction(100 * 10, 50),  # of a reach of 10 + 30, and a wish of 10
        ("depth", "other"): Fraction(100 * 30, 50),
    }


def test_what_the_file_states_of_an_issue_goes_before_the_share() -> None:
    text = SHARES.replace("negsim: 1\n", "negsim: 1.1\n", 1)
    text = text.replace("influence: 50\n", "influence: 50\n    salience: {depth: 70, colour: 5}\n")
    found = {
        (one.issue, stand.actor): stand.salience
        for one in baseline(loads(text))
        for stand in one.stands
    }
    assert found["years", "one"] == 20
    assert found["depth", "other"] == 70


TENFOLD = """
variants:
  tenfold: {set: {one.preferences.years.weight: 20, one.preferences.colour.weight: 30, one.wishes.both.weight: 50}}
"""


def test_multiplying_all_weights_of_an_actor_changes_no_baseline() -> None:
    before, after = loads(SHARES + TENFOLD), loads(SHARES + TENFOLD, variants=["tenfold"])
    assert [one.to_dict() for one in baseline(before)] == [one.to_dict() for one in baseline(after)]
    assert [one.stands for one in baseline(before)] == [one.stands for one in baseline(after)]


def test_an_actor_stands_in_the_middle_of_the_options_it_likes_best() -> None:
    scenario = load(locate("harbour"))
    port = next(one for one in positions(scenario, scenario.issue["depth"]) if one.actor == "port")
    assert port.position == 1
    ships = next(
        one for one in positions(scenario, scenario.issue["nights"]) if one.actor == "ships"
    )
    assert ships.position == Fraction(1, 2)  # loud = quiet


def test_without_influence_there_is_no_baseline() -> None:
    text = "\n".join(line for line in TEXT.splitlines() if "influence" not in line)
    assert baseline(loads(text)) == ()
