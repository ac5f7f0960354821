"""What legends and leads of charts say: whole, and each name once."""

from __future__ import annotations

import pytest

import negsim
from negsim.charts.kinds import KINDS, draw
from negsim.charts.output import PHONE, SLIDE, DrawingSheet
from tests.charts.cases import picture_of
from tests.charts.test_layout import texts_of


def test_a_lead_names_an_actor_once_who_may_have_meant_two_things() -> None:
    texts = [text.get_text() for text in texts_of(picture_of("knot", "ukraine_2025"))]
    lead = next(text for text in texts if "Nobody need give way" in text)
    assert lead.count("Russia") == 1


def test_what_stands_alone_is_not_compared_with_itself() -> None:
    found = negsim.load("harbour", ["quiet_machines"]).run()
    kind = KINDS["openings"]
    assert kind.needs is not None
    rows = [row.to_dict() for row in kind.needs(found).stacks]
    assert kind.applies(found, rows)
    assert not kind.applies(found, rows[:1])
    assert draw("openings", found, rows[:1]).note


@pytest.mark.parametrize("sheet", [SLIDE, PHONE])
@pytest.mark.parametrize("case", ["ukraine_2025", "jcpoa_2015", "sport_park", "assembly"])
def test_the_legend_of_a_score_names_every_part_to_its_end(case: str, sheet: DrawingSheet) -> None:
    texts = [text.get_text() for text in texts_of(picture_of("score", case, sheet))]
    assert not [text for text in texts if "…" in text]
