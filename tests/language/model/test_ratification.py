"""Bodies that ratify: when votes are enough, who are factions, and what variants change."""

from __future__ import annotations

from fractions import Fraction

import pytest

from negsim.errors import InputError
from negsim.language.load import loads

LAW = """negsim: 1.1
scenario: law
issues: {a: {options: {x: x, y: y}}}
actors:
  rule: {ratification: {house: {votes: {rule: 40, right: 15, left: 45}, needs: NEEDS}}}
  right: {consent: never}
  left: {consent: {when: {a: x}}}
  guests: {consent: never}
"""


def _house(needs: str, *sets: str) -> object:
    return loads(LAW.replace("NEEDS", needs), "law.yaml", sets=sets).bodies["rule.house"]


@pytest.mark.parametrize(
    ("needs", "fewest"),
    [
        ("majority", 51),
        ("two_thirds", 67),
        ("67", 67),
        ("67.0", 67),
        ("1.0", 1),
        ("3/5", 60),
        ("60%", 60),
        ("0.6", 60),
        ("0.505", 51),
        ("50.01%", 51),
        ("1%", 1),
        ("100%", 100),
        ("2/2", 100),
        ("60 +- 5", 60),
        ("60% +- 5%", 60),
        ("{best: 60, low: 51, high: 67}", 60),
    ],
)
def test_how_many_votes_are_enough(needs: str, fewest: int) -> None:
    house = loads(LAW.replace("NEEDS", needs), "law.yaml").bodies["rule.house"]
    total = house.total
    assert house.needs.fewest(total) == fewest
    assert house.needs.met(Fraction(fewest), total)
    assert not house.needs.met(Fraction(fewest - 1), total)
    assert type(house.needs).model_validate(dict(house.needs)) == house.needs


@pytest.mark.parametrize("needs", ["0", "0.5%", "1/101", "101", "1.01", "-1", "100.5%"])
def test_less_than_one_vote_or_more_than_there_are_is_a_fault(needs: str) -> None:
    with pytest.raises(InputError, match=r"needs (less than one vote|more votes than the 100)"):
        _house(needs)


@pytest.mark.parametrize("word", ["majority", "two_thirds"])
def test_words_are_never_too_few(word: str) -> None:
    text = LAW.replace("{rule: 40, right: 15, left: 45}", "{rule: 1}").replace("NEEDS", word)
    assert loads(text, "law.yaml").bodies["rule.house"].needs.fewest(Fraction(1)) == 1


def test_factions_vote_in_a_body_and_are_asked_nowhere_else() -> None:
    scenario = loads(LAW.replace("NEEDS", "majority"), "law.yaml")
    assert scenario.factions == (
        "right",
    )  # not left, which some packages need, nor guests, who vote nowhere


def test_bodies_of_an_actor_whom_a_variant_asks_no_more_are_not_asked() -> None:
    text = (
        LAW.replace("NEEDS", "majority")
        + "  other: {}\nvariants: {out: {set: {rule.consent: never}}}\n"
    )
    scenario = loads(text, "law.yaml", ["out"])
    assert not scenario.bodies
    assert not scenario.factions


def test_a_variant_that_leaves_too_few_votes_is_told() -> None:
    with pytest.raises(
        InputError, match="needs more votes than the 56 that there are: 90"
    ) as caught:
        _house("90", "rule.ratification.house.votes.left=1")
    assert "after rule.ratification.house.votes.left=1" in str(caught.value)


def test_a_body_is_dropped_added_and_set() -> None:
    variants = """variants:
  none: {drop: [rule.ratification.house]}
  more: {add: {rule.ratification.people: {votes: {left: 2, right: 1}, needs: two_thirds}}}
  other: {set: {rule.ratification.house: {votes: {rule: 1}, needs: 1}}}
"""
    text = LAW.replace("NEEDS", "majority") + variants
    assert not loads(text, "law.yaml", ["none"]).bodies
    assert list(loads(text, "law.yaml", ["none", "more"]).bodies) == ["rule.people"]
    assert loads(text, "law.yaml", ["other", "more"]).bodies["rule.house"].voters == ("rule",)
    with pytest.raises(InputError, match=r"variant 'other' sets rule\.ratification\.house, which"):
        loads(text, "law.yaml", ["none", "other"])


def test_shares_are_written_so_that_they_are_read_as_shares() -> None:
    for needs in ("60%", "100%", "1/3", "60% +- 5%", "majority", "51"):
        house = loads(LAW.replace("NEEDS", needs), "law.yaml").bodies["rule.house"]
        assert str(house.needs.to_plain()) == needs
