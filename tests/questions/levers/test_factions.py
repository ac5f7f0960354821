from __future__ import annotations

from fractions import Fraction

import negsim


def test_who_only_votes_in_a_body_may_settle_for_less_too() -> None:
    council = negsim.load("harbour_council")
    found = council.levers()
    lower = found.alone["market_list"]
    assert lower is not None
    assert lower.start - lower.to == Fraction(11, 540)
    exact = f"{lower.to.numerator}/{lower.to.denominator}"
    assert council.run(sets={"market_list.reservation_value": exact}).zone.size == lower.zone == 2
    assert [(one.kind, one.what) for one in found.ranked if one.kind == "reservation"] == [
        ("reservation", {"actor": "market_list", "to": lower.to})
    ]
