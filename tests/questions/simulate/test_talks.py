"""Talks by simple rules end in the zone, or nowhere."""

from __future__ import annotations

import pytest

from negsim.language.load import load
from negsim.language.shipped import locate
from negsim.questions.simulate.talks import talks


@pytest.mark.parametrize(
    ("name", "variant"),
    [("harbour", "quiet_machines"), ("ukraine_2025", "land_as_held+moratorium_swap")],
)
def test_alternating_offers_end_with_nobody_below_the_walk_away_value(
    name: str, variant: str
) -> None:
    scenario = load(locate(name), variants=variant.split("+"))
    held = talks(scenario)
    offers = [one for one in held if one.protocol == "alternating offers"]
    assert [one.manner for one in offers] == ["tough", "even", "yielding"]
    principals = [a.id for a in scenario.actors if a.consent.kind == "always"]
    for one in held:
        if one.deal is not None:
            assert all(one.deal.gains[actor] >= 0 for actor in principals)
    assert all(one.deal is not None for one in offers)
    # Who yields early is done early.
    assert offers[0].rounds >= offers[1].rounds >= offers[2].rounds


def test_without_a_zone_there_is_nothing_to_talk_about() -> None:
    assert talks(load(locate("harbour"))) == ()
