"""Answers are told to people: by names, questions and labels of the file, never by its ids."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

import pytest

import negsim
from negsim.cli.terminal.section import section_lines
from negsim.document.result import Result, told
from negsim.language.model.scenario import Scenario
from negsim.report.parts import PARTS
from negsim.study import Study

ASKED: dict[str, Callable[[Study], Result]] = {
    "compare": lambda study: study.compare(),
    "levers": lambda study: study.levers(),
    "position": lambda study: study.position(),
    "readings": lambda study: study.readings(),
    "room": lambda study: study.room(),
    "stability": lambda study: study.stability(),
    "trade": lambda study: study.trade(),
}
CASES = ("harbour", "harbour+quiet_machines", "ukraine_2025+korean_armistice")


@cache
def study_of(case: str) -> Study:
    name, *variants = case.split("+")
    return negsim.load(name, variants)


def ids(scenario: Scenario) -> Iterator[str]:
    """Ids that are no words: those with an underscore."""
    for issue in scenario.issues:
        yield issue.id
        yield from (option.id for option in issue.options)
    for actor in scenario.actors:
        yield actor.id
        for line in actor.red_lines:
            yield line.id
            yield from (reading.id for reading in line.readings)
    yield from (variant.id for variant in scenario.variants)
    yield from (rule.id for rule in scenario.rules)
    yield from (lever.id for lever in scenario.levers)


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("name", ASKED)
def test_answers_name_things_as_people_do(name: str, case: str) -> None:
    study = study_of(case)
    text = " ".join(section_lines(told(ASKED[name](study)), 100))
    names = {one for one in ids(study.scenario) if "_" in one}
    assert sorted(one for one in names if one in text) == []


def test_a_division_is_told_without_ids_and_stands_in_the_report_where_there_is_one() -> None:
    panama = negsim.load("panama_canal_1974")
    text = " ".join(section_lines(told(panama.divide()), 100))
    assert "United States and Panama have 66 of their 100 points each" in text
    assert sorted(one for one in ids(panama.scenario) if "_" in one and one in text) == []
    part = next(one for one in PARTS if one.name == "divide")
    assert part.title == "Division"
