"""Packages one by one from Python: exact, lazy, and plain."""

from __future__ import annotations

from fractions import Fraction
from itertools import islice

import pytest

import negsim
from negsim.errors import InputError

HARBOUR = negsim.load("harbour")
PACKAGE = {"depth": "twelve", "fee": 200, "nights": "none", "mud": "sea"}


def test_utilities_are_exact() -> None:
    assert HARBOUR.utility("port", PACKAGE) == Fraction(22, 25)
    assert HARBOUR.utility("port", "depth=twelve,fee=200,nights=no,mud=sea") == Fraction(22, 25)


def test_acceptance_is_by_red_lines_and_walk_away_value() -> None:
    assert HARBOUR.accepts("port", PACKAGE)
    assert not HARBOUR.accepts("ships", PACKAGE)
    assert HARBOUR.with_variant("tide_will_do").accepts("ships", PACKAGE)
    assert not HARBOUR.set("port.reservation_value", "0.881").accepts("port", PACKAGE)


def test_packages_come_one_by_one_in_their_order() -> None:
    large = negsim.load("ukraine_2025")
    first = list(islice(large.packages({"guarantees": "at least none"}), 3))
    assert first[0]["ending"] == large.scenario.issues[0].options[0].id
    every = [tuple(p.values()) for p in HARBOUR.packages(feasible=False)]
    assert len(every) == len(set(every)) == 297
    feasible = [tuple(p.values()) for p in HARBOUR.packages()]
    assert feasible == [p for p in every if p in set(feasible)]
    assert len(feasible) == HARBOUR.run().feasible


def test_a_condition_keeps_those_where_it_holds() -> None:
    found = list(HARBOUR.packages("{depth: fifteen, sum: {of: [fee], is: at most 50}}"))
    assert found
    assert all(p["depth"] == "fifteen" and int(p["fee"]) <= 50 for p in found)


def test_an_unknown_actor_is_a_fault_that_names_the_nearest() -> None:
    for ask in (HARBOUR.utility, HARBOUR.accepts):
        with pytest.raises(InputError, match=r"there is no actor 'ship'\n.*did you mean ships"):
            ask("ship", PACKAGE)


def test_what_is_laid_over_it_makes_another() -> None:
    other = HARBOUR.with_variant("clean_sea").set("port.reservation_value", 0.6)
    assert isinstance(other, negsim.Study)
    assert other.scenario.applied == ("clean_sea", "port.reservation_value=0.6")
    assert HARBOUR.scenario.applied == ()
