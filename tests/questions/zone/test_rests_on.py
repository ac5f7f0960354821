"""Which other readings turn an answer, against a run of the file read so."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product

import pytest

import negsim
from negsim.language.model.scenario import Scenario
from negsim.questions.zone.find import run
from negsim.questions.zone.rests_on import Turn, foundation

Changes = dict[str, str]  # ACTOR.ID of a red line -> its reading


def read_as(scenario: Scenario, changes: Changes) -> Scenario:
    """The same file, some red lines read otherwise."""
    actors = []
    for actor in scenario.actors:
        lines = []
        for line in actor.written_red_lines:
            name = changes.get(f"{actor.id}.{line.id}")
            places = [reading.id for reading in line.readings]
            place = line.reading if name is None else places.index(name)
            lines.append(line.model_copy(update={"reading": place}))
        actors.append(actor.model_copy(update={"written_red_lines": tuple(lines)}))
    return scenario.model_copy(update={"actors": tuple(actors)})


def others(scenario: Scenario) -> dict[str, list[str]]:
    """Of every demand that counts and has several readings, those that are not of now."""
    return {
        f"{actor.id}.{line.id}": [r.id for k, r in enumerate(line.readings) if k != line.reading]
        for actor in scenario.actors
        if actor.consent.kind != "never"
        for line in actor.written_red_lines
        if len(line.readings) > 1
    }


def changes_of(scenario: Scenario, number: int) -> Iterator[Changes]:
    """Every way to read so many demands otherwise."""
    every = others(scenario)
    for paths in combinations(every, number):
        for names in product(*(every[path] for path in paths)):
            yield dict(zip(paths, names, strict=True))


def is_open(scenario: Scenario, changes: Changes) -> bool:
    return run(read_as(scenario, changes)).zone.is_open


CLOSED = ["harbour", "cyprus_2004", "istanbul_2022", "camp_david_1978"]


def spelled_out(turns: tuple[Turn, ...]) -> set[tuple[tuple[str, str], ...]]:
    """Every set of readings that turns name, one by one."""
    return {
        tuple(sorted(zip([one.member.path for one in turn], names, strict=True)))
        for turn in turns
        for names in product(*(one.readings for one in turn))
    }


@pytest.mark.parametrize("name", CLOSED)
def test_the_smallest_sets_of_other_readings_open_it_and_no_other_set_as_small_does(
    name: str,
) -> None:
    scenario = negsim.load(name).scenario
    turns = foundation(run(scenario)).turns
    assert turns is not None
    of_size = (
        {
            tuple(sorted(changes.items()))
            for changes in changes_of(scenario, number)
            if is_open(scenario, changes)
        }
        for number in range(1, len(others(scenario)) + 1)
    )
    assert spelled_out(turns) == next(filter(None, of_size), set())


@pytest.mark.parametrize(
    ("name", "variant"), [("harbour", "quiet_machines"), ("minsk_2015", "two_lines")]
)
def test_readings_that_close_an_open_zone_are_those_under_which_a_run_finds_none(
    name: str, variant: str
) -> None:
    scenario = negsim.load(name).with_variant(variant).scenario
    turns = foundation(run(scenario)).turns
    assert turns is not None
    assert spelled_out(turns) == {
        tuple(changes.items())
        for changes in changes_of(scenario, 1)
        if not is_open(scenario, changes)
    }


def test_a_reading_names_the_variant_that_does_just_this() -> None:
    turns = foundation(negsim.load("ukraine_2025", ["as_first_coded"]).run()).turns
    assert turns is not None
    assert [(one.member.path, one.readings, one.variant) for (one,) in turns] == [
        ("russia.neutrality", ("moratorium_is_enough",), "moratorium_swap"),
        ("ukraine.nato_door_open", ("wish_only",), "nato_as_a_wish"),
    ]


def test_elements_are_counted_as_run_and_trace_count_them() -> None:
    study = negsim.load("ukraine_2025")
    base = foundation(study.run())
    counted = study.run().to_dict()["elements"]
    assert counted == base.elements.to_dict() == study.trace().to_dict()["counts"]
    assert counted["directions"] == {"sourced": 43, "of": 57}
    assert sum(counted["demands"].values()) == 19
    assert [silence.id for silence in base.silences] == ["s07", "s08"]


def test_where_many_readings_must_change_all_of_them_open_it_and_none_can_be_left_out() -> None:
    # Trying every set of four or five of the ten demands would take two thousand runs.
    scenario = negsim.load("jcpoa_2015").scenario
    turns = foundation(run(scenario)).turns
    assert turns is not None
    [changes] = [
        dict(one) for one in spelled_out(turns) if ("us.bans_outlast_the_day", "not_at_once") in one
    ][:1]
    assert len(changes) == 5
    assert is_open(scenario, changes)
    for path in changes:
        assert not is_open(scenario, {p: r for p, r in changes.items() if p != path})
