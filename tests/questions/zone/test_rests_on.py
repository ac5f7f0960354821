from __future__ import annotations

import negsim
from negsim.questions.zone.rests_on import Turn, foundation


def test_readings_that_open_an_empty_zone_name_the_variant_that_does_so() -> None:
    base = foundation(negsim.load("ukraine_2025").run())
    assert base.turns == (
        Turn("russia.neutrality", "moratorium_is_enough", "moratorium_swap"),
        Turn("ukraine.nato_door_open", "wish_only", "nato_as_a_wish"),
    )


def test_readings_that_close_an_open_zone_are_those_under_which_a_run_finds_none() -> None:
    study = negsim.load("harbour").with_variant("quiet_machines")
    base = foundation(study.run())
    assert base.turns is not None
    lines = study.scenario.red_lines
    assert {(turn.path, turn.reading) for turn in base.turns} >= {
        ("villages.sleep", "no_night_work")
    }
    assert all(turn.path in lines for turn in base.turns)


def test_elements_are_counted_as_run_and_trace_count_them() -> None:
    study = negsim.load("ukraine_2025")
    base = foundation(study.run())
    counted = study.run().to_dict()["elements"]
    assert counted == base.elements.to_dict() == study.trace().to_dict()["counts"]
    assert counted["directions"] == {"sourced": 43, "of": 57}
    assert sum(counted["demands"].values()) == 19
    assert [silence.id for silence in base.silences] == ["s07", "s08"]
