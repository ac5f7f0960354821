"""The humble forecast: influence times salience."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest

from negsim.language.load import load, loads
from negsim.language.shipped import locate
from negsim.questions.position.baseline import baseline, positions

TEXT = """
negsim: 1
scenario: emissions
title: When must cars be clean
issues:
  years: {ask: How many years of delay?, range: {from: 4, to: 10, step: 1}}
  colour: {ask: Which colour?, options: {red: red, blue: blue}}
actors:
  big:
    name: Big
    influence: 50
    preferences: {years: {weight: 2, position: 10}, colour: {weight: 5, ladder: red < blue}}
  small:
    name: Small
    influence: 20
    preferences: {years: {weight: 3, position: 4}}
  middling:
    name: Middling
    influence: 10
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
