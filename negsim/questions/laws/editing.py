"""Small changes to a scenario, made on its parts directly: what laws compare a scenario with."""

from __future__ import annotations

from collections.abc import Callable, Collection
from fractions import Fraction
from typing import Any

from negsim.language.model.actors import Actor, Reservation
from negsim.language.model.conditions import (
    Alternative,
    Clause,
    Condition,
    CountTest,
    Model,
    NumberTest,
)
from negsim.language.model.numbers import Quantity, parse_number
from negsim.language.model.preferences import Preference, Wish
from negsim.language.model.scenario import Scenario
from negsim.questions.laws.case import Case, changed, unused


def rebuilt(value: Any, replace: Callable[[Model], Model]) -> Any:
    """Put another in the place of every part of a model, the innermost first."""
    if isinstance(value, Model):
        names = type(value).model_fields
        parts = {name: rebuilt(getattr(value, name), replace) for name in names}
        return replace(type(value).model_construct(**parts))
    if isinstance(value, tuple):
        return tuple(rebuilt(part, replace) for part in value)
    return value


def bare(scenario: Scenario) -> Scenario:
    """The scenario without what only speaks of it: variants, expectations, time and levers."""
    return changed(scenario, variants=(), expectations=(), timeline=None, levers=(), where={})


def count(conditions: tuple[Condition, ...], number: int) -> Condition:
    """The condition that just so many of these hold."""
    test = NumberTest(kind="any", values=(Quantity.plain(number),))
    counted = CountTest(of=conditions, test=test)
    return Condition(alternatives=(Alternative(tests=(), count=counted),))


def opposite(condition: Condition) -> Condition:
    """The condition that holds where another does not."""
    return count((condition,), 0)


def with_reservation(actor: Actor, value: Fraction) -> Actor:
    """The actor with another reservation value."""
    return changed(actor, reservation_value=Reservation(value=Quantity.plain(value)))


def with_wish(actor: Actor, name: str, clause: Clause, worth: Quantity) -> Actor:
    """The actor with one wish more, in points where it counts in points."""
    wish = Wish(
        id=unused(name, {one.id for one in actor.wishes}),
        clause=clause,
        weight=None if actor.uses_points else worth,
        points=worth if actor.uses_points else None,
    )
    return changed(actor, wishes=(*actor.wishes, wish))


def unbarred(preference: Preference) -> Preference:
    """The preference with no red line in its ladder."""
    assert preference.ladder is not None
    return changed(preference, ladder=changed(preference.ladder, bar=None))


def without_line(actor: Actor, line: str) -> Actor:
    """The actor without one of its red lines, written or drawn by a ladder."""
    return changed(
        actor,
        written_red_lines=tuple(one for one in actor.written_red_lines if one.id != line),
        preferences=tuple(
            unbarred(p) if p.issue == line and p.ladder is not None else p
            for p in actor.preferences
        ),
    )


def least_utility(case: Case, actor: str) -> Fraction:
    """A utility that no package is below, for an actor."""
    compiled = case.problem.actors[case.space.actors.index(actor)]
    least = sum(int(table.values.min()) for table in compiled.tables) + sum(
        min(0, bonus.worth) for bonus in compiled.bonuses
    )
    return Fraction(least + compiled.offset, compiled.scale)


def without(case: Case, paths: Collection[str]) -> Case:
    """The scenario without some red lines (ACTOR.ID), reservation values and rules."""
    scenario = case.scenario
    rules = tuple(rule for rule in scenario.rules if f"rules.{rule.id}" not in paths)
    actors = []
    for actor in scenario.actors:
        left = actor
        for line in actor.red_lines:
            if f"{actor.id}.{line.id}" in paths:
                left = without_line(left, line.id)
        if f"{actor.id}.reservation_value" in paths:
            left = with_reservation(left, least_utility(case, actor.id))
        actors.append(left)
    return case.changed(rules=rules, actors=tuple(actors))


def is_name(text: str) -> bool:
    """Whether a text is a name rather than a number that stands for an option."""
    return bool(text) and parse_number(text) is None
