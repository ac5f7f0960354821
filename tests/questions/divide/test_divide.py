from __future__ import annotations

import csv
import io
from fractions import Fraction

import pytest

import negsim
from negsim.errors import InputError

HOUSE = """
negsim: 1
scenario: house
title: Who has what of the house
issues:
  piano: {options: {ann: to Ann, ben: to Ben}}
  car: {options: {ben: to Ben, ann: to Ann}}
  dog: {options: {ann: to Ann, ben: to Ben}}
  date: {options: {june: June, july: July}}
rules: {early: {forbid: {date: june, dog: ben}, because: he is away}}
actors:
  ann:
    preferences:
      piano: {points: {ann: 40, ben: -10}}
      car: {points: {ann: 25, ben: 0}}
      dog: {points: {ann: 25, ben: 0}}
  ben:
    red_lines: {no_dog: {forbid: {dog: ann}}}
    preferences:
      piano: {weight: 1, ladder: ann < ben}
      car: {weight: 2, scores: {ann: 1/4, ben: 3/4}}
    wishes: {soon: {weight: 1, require: {date: june}}}
  court: {consent: never}
"""


def test_points_and_weights_are_brought_to_a_hundred() -> None:
    found = negsim.loads(HOUSE).divide()
    assert found.stated == {"ann": 100, "ben": 2}
    piano, car, dog = found.issues
    assert piano.points == {"ann": 50, "ben": 50}
    assert car.points == {"ann": 25, "ben": 50}
    assert dog.points == {"ann": 25, "ben": 0}
    # Ann has the dog, Ben the car; the piano, worth as much to both, goes to Ann, who is behind.
    assert found.won == {"ann": 25, "ben": 50}
    assert found.won_with_ties == {"ann": 75, "ben": 50}
    (only,) = found.handed
    assert (only.issue, only.giver, only.taker, only.fraction) == (
        "piano",
        "ann",
        "ben",
        Fraction(1, 4),
    )
    assert found.points == {"ann": Fraction(125, 2), "ben": Fraction(125, 2)}
    assert piano.shares == {"ann": Fraction(3, 4), "ben": Fraction(1, 4)}
    assert [one.is_divided for one in found.issues] == [True, False, False]


SHARE = """
negsim: 1
scenario: share
issues:
  land: {range: {from: 0, to: 100, step: 25, unit: "% to Ann"}}
  rent: {range: {from: 10, to: 30, step: 10}}
  depth: {range: {from: 0, to: 2, step: 1}}
  silver: {options: {ann: to Ann, ben: to Ben}}
actors:
  ann:
    preferences:
      land: {points: {0: -10, 100: 50}}
      rent: {points: {10: 10, 30: 0}}
      depth: {points: {0: 0, 1: 3, 2: 4}}
      silver: {points: {ann: 30, ben: 0}}
  ben:
    preferences:
      land: {weight: 5, position: 0}
      rent: {weight: 3, scores: {10: 0, 30: 1}}
      depth: {weight: 1, scores: {0: 1, 2: 0}}
      silver: {weight: 2, ladder: ann < ben}
"""


def test_a_range_along_which_one_gains_and_the_other_loses_is_divided_into_a_number() -> None:
    found = negsim.loads(SHARE).divide()
    land, rent, silver = found.issues
    assert found.left_out == ("depth",)  # Ann's line is not straight
    assert land.points == {"ann": 60, "ben": 50}
    assert rent.points == {"ann": 10, "ben": 30}
    # Ann has land and silver, 90 against 30, and hands over of the land until both have as much.
    assert [one.issue for one in found.handed] == ["land"]
    handed = Fraction(60, 110)
    assert land.shares["ann"] == 1 - handed
    assert land.value == 100 * (1 - handed)
    assert rent.won_by == "ben"
    assert rent.value == 30
    assert silver.value is None
    assert found.points == {"ann": 90 - 60 * handed, "ben": 30 + 50 * handed}


@pytest.mark.parametrize(
    "change", [("position: 0}", "position: 50}"), ("position: 0}", "position: 100}")]
)
def test_a_range_that_both_like_alike_or_one_likes_the_middle_of_is_not_divided(
    change: tuple[str, str],
) -> None:
    assert "land" in negsim.loads(SHARE.replace(*change)).divide().left_out


def test_what_plays_no_part_is_named() -> None:
    found = negsim.loads(HOUSE).divide()
    assert found.left_out == ("date",)
    assert found.no_part == ("rules.early", "ben.red_lines.no_dog", "ben.wishes.soon")


def test_equal_sheets_hand_nothing_over_where_ties_even_out() -> None:
    text = """
negsim: 1
scenario: two
issues: {a: {options: {x: X, y: Y}}, b: {options: {x: X, y: Y}}}
actors:
  x: {preferences: {a: {points: {x: 1, y: 0}}, b: {points: {x: 1, y: 0}}}}
  y: {preferences: {a: {points: {x: 0, y: 1}}, b: {points: {x: 0, y: 1}}}}
"""
    found = negsim.loads(text).divide()
    assert [one.won_by for one in found.issues] == ["x", "y"]
    assert found.handed == ()
    assert found.points == {"x": 50, "y": 50}


def test_a_table_has_a_row_for_each_issue() -> None:
    found = negsim.loads(HOUSE).divide()
    rows = list(csv.DictReader(io.StringIO(found.to_csv())))
    assert rows[0] == {
        "issue": "piano",
        "points_ann": "50.0",
        "points_ben": "50.0",
        "won_by": "ann",
        "share_ann": "0.75",
        "share_ben": "0.25",
        "value": "",
    }
    assert len(rows) == len(found.to_frame()) == 3
    assert "<table>" in found._repr_html_()


@pytest.mark.parametrize(
    ("old", "new", "between", "message"),
    [
        (
            "consent: never",
            "consent: always",
            None,
            (
                "a division is between two parties; the scenario has 3 principals: ann, ben, court\n"
                "      mend: name the two: `between` A,B"
            ),
        ),
        (
            "",
            "",
            ["ann", "bem"],
            (
                "`between` names no actor: 'bem'\n"
                "      mend: use one of ann, ben, court (did you mean ben?)"
            ),
        ),
        (
            "",
            "",
            ["ann", "ann"],
            (
                "a division is between two parties; `between` names: ann, ann\n"
                "      mend: name the two: `between` A,B"
            ),
        ),
        (
            "",
            "",
            ["ann", "court"],
            (
                "no issue can be divided between ann and court\n      mend: name the two options of what is"
                " to be divided after them: options: {ann: …, court: …}"
            ),
        ),
        (
            "ladder: ann < ben",
            "ladder: ben < ann",
            None,
            (
                "ben would rather that ann won issue 'piano'\n      mend: adjusted winner divides what both"
                " would like to have: turn the question round"
            ),
        ),
    ],
)
def test_what_cannot_be_divided_is_told(
    old: str, new: str, between: list[str] | None, message: str
) -> None:
    study = negsim.loads(HOUSE.replace(old, new, 1) if old else HOUSE)
    with pytest.raises(InputError) as caught:
        study.divide(between=between)
    assert str(caught.value) == message


def test_who_has_no_points_on_anything_is_told() -> None:
    text = HOUSE.replace("piano: {weight: 1, ladder: ann < ben}", "").replace(
        "car: {weight: 2, scores: {ann: 1/4, ben: 3/4}}", "date: {weight: 1, ladder: june < july}"
    )
    with pytest.raises(InputError, match="ben has no points on any issue that can be divided"):
        negsim.loads(text).divide()
