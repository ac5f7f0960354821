"""Scenarios with red lines taken out, read otherwise or added, for tests that try what an analysis says."""

from __future__ import annotations

import random
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from negsim.language.model.actors import Actor, Reservation
from negsim.language.model.conditions import Alternative, Clause, Condition, NumberTest, OptionTest
from negsim.language.model.numbers import Quantity, parse_number
from negsim.language.model.red_lines import Reading, RedLine
from negsim.language.model.scenario import Scenario
from negsim.questions.codings.choices import Choices
from negsim.questions.codings.result import NOT_A_LINE
from negsim.study import loads
from negsim.testing.documents import random_draft
from negsim.testing.yaml_text import to_yaml


def made_up(seeds: range, most_packages: int = 60, version: str = "1") -> list[Scenario]:
    """Scenarios that stand on their own, without registers."""
    drafts = (random_draft(random.Random(seed), most_packages, version) for seed in seeds)
    return [loads(to_yaml(one.document)).scenario for one in drafts if not one.registers]


def with_actor(
    scenario: Scenario, actor: str, change: Callable[[Actor], dict[str, Any]]
) -> Scenario:
    actors = tuple(
        one.model_copy(update=change(one)) if one.id == actor else one for one in scenario.actors
    )
    return scenario.model_copy(update={"actors": actors})


def without(scenario: Scenario, paths: Collection[str]) -> Scenario:
    """The scenario without some red lines, those of ladders too."""
    for path in paths:
        name, line = path.split(".")

        def change(actor: Actor, line: str = line) -> dict[str, Any]:
            return {
                "written_red_lines": tuple(x for x in actor.written_red_lines if x.id != line),
                "preferences": tuple(
                    p.model_copy(update={"ladder": p.ladder.model_copy(update={"bar": None})})
                    if p.ladder is not None and p.issue == line
                    else p
                    for p in actor.preferences
                ),
            }

        scenario = with_actor(scenario, name, change)
    return scenario


def reread(scenario: Scenario, read: Mapping[str, str]) -> Scenario:
    """The scenario with some red lines read otherwise."""
    for path, reading in read.items():
        name, line = path.split(".")

        def change(actor: Actor, line: str = line, reading: str = reading) -> dict[str, Any]:
            return {
                "written_red_lines": tuple(
                    x.model_copy(update={"reading": [r.id for r in x.readings].index(reading)})
                    if x.id == line
                    else x
                    for x in actor.written_red_lines
                )
            }

        scenario = with_actor(scenario, name, change)
    return scenario


def forbidding(scenario: Scenario, actor: str, issue: str, options: Collection[str]) -> Scenario:
    """The scenario with one red line more."""
    test: OptionTest | NumberTest
    if scenario.issue[issue].is_numeric:
        values = [parse_number(option) for option in options]
        test = NumberTest(
            kind="any", values=tuple(Quantity.plain(v) for v in values if v is not None)
        )
    else:
        test = OptionTest(kind="any", options=tuple(options))
    condition = Condition(alternatives=(Alternative(tests=((issue, test),)),))
    clause = Clause(kind="forbid", condition=condition)
    line = RedLine(id="said_at_last", readings=(Reading(id="", clause=clause),))
    return with_actor(
        scenario, actor, lambda one: {"written_red_lines": (*one.written_red_lines, line)}
    )


def reserving(scenario: Scenario, actor: str, value: Any) -> Scenario:
    """The scenario with another reservation value."""
    reservation = Reservation(value=Quantity.plain(value))
    return with_actor(scenario, actor, lambda _: {"reservation_value": reservation})


def recoded(scenario: Scenario, every: Sequence[Choices], chosen: Sequence[int]) -> Scenario:
    """The scenario with each line that is asked read in one way, or gone."""
    names = {one.path: one.names[choice] for one, choice in zip(every, chosen, strict=True)}
    gone = [path for path, name in names.items() if name in {NOT_A_LINE, "given_up"}]
    untouched = {NOT_A_LINE, "given_up", "as_written"}
    read = {path: name for path, name in names.items() if name not in untouched}
    return without(reread(scenario, read), gone)
