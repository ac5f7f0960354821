"""Packages as people name them, and all that can be wrong with one, told at once."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

import negsim
from negsim.errors import InputError
from negsim.language.named_packages import option_of, package_named
from negsim.study import loads

HARBOUR = negsim.load("harbour").scenario
ARTICLES = loads(
    """
negsim: 1
scenario: articles
issues:
  truce: {options: {out: left out, in: in the draft}}
  border: {options: {out: left out, in: in the draft}}
  third: {range: {from: 0, to: 1, step: 1/3}}
actors: {one: {name: One}}
"""
).scenario


@pytest.mark.parametrize(
    "choice",
    [
        "depth=twelve,fee=200,nights=none,mud=sea",
        " depth = twelve , fee = 200 , nights = no , mud = to the sea",
        "twelve,fee=200,none,sea",
        {"depth": "12 metres", "fee": 200, "nights": "no", "mud": "sea"},
        {"mud": "TO THE  SEA", "fee": 200.0, "nights": "none", "depth": "twelve"},
        {"depth": "twelve", "fee": Fraction(200), "nights": "none", "mud": "sea"},
        {"depth": "twelve", "fee": Decimal(200), "nights": "none", "mud": "sea"},
        {"depth": "twelve", "fee": "200 EUR per call", "nights": "none", "mud": "sea"},
    ],
)
def test_options_go_by_id_label_or_number(choice: Any) -> None:
    wanted = {"depth": "twelve", "fee": "200", "nights": "none", "mud": "sea"}
    found = package_named(HARBOUR, choice)
    assert found == wanted
    assert list(found) == list(wanted)


def test_every_fault_is_told_at_once_and_a_misspelt_issue_once() -> None:
    with pytest.raises(InputError) as caught:
        package_named(HARBOUR, "dpeth=twelve,fee=210,mud=river,mud=sea,quickly")
    assert str(caught.value) == (
        "`package` has no ISSUE=OPTION in 'quickly'\n"
        "      mend: name an option of every issue\n"
        "`package` names no issue: 'dpeth'\n"
        "      mend: use one of depth, fee, nights, mud (did you mean depth?)\n"
        "`package` names no option of issue 'fee': '210'\n"
        "      mend: use one of 0, 50, 100, 150, 200, 250, 300, 350, 400, 450, 500 (did you mean"
        " 250?)\n"
        "`package` names no option of issue 'mud': 'river'\n"
        "      mend: use one of sea, dyke, landfill\n"
        "`package` names issue 'mud' twice\n"
        "      mend: keep one of them\n"
        "`package` leaves out nights\n"
        "      mend: name an option of every issue"
    )


def test_what_is_left_out_is_taken_from_the_base() -> None:
    base = {"depth": "ten", "fee": "0", "nights": "none", "mud": "sea"}
    assert package_named(HARBOUR, "fee=50", base=base) == {**base, "fee": "50"}


@pytest.mark.parametrize(
    ("said", "option"),
    [
        ("in", "in"),
        ("x", "in"),
        ("yes", "in"),
        ("1", "in"),
        (1, "in"),
        (True, "in"),
        ("out", "out"),
        ("", "out"),
        ("no", "out"),
        (0, "out"),
        (False, "out"),
        ("maybe", None),
    ],
)
def test_articles_are_in_or_out(said: object, option: str | None) -> None:
    assert option_of(ARTICLES.issue["truce"], said) == option


@pytest.mark.parametrize("third", ["1/3", Fraction(1, 3), 0.333333333333, 1 / 3])
def test_numbers_are_those_that_results_show(third: object) -> None:
    assert option_of(ARTICLES.issue["third"], third) == "1/3"


@pytest.mark.parametrize("said", [0.3, True, None, float("nan"), float("inf"), Decimal("NaN"), []])
def test_what_is_no_number_of_the_range_is_no_option(said: object) -> None:
    assert option_of(ARTICLES.issue["third"], said) is None
