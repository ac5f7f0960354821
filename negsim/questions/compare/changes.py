"""What a variant changes against the base, element by element, and which demands that touches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

from negsim.language.model.actors import Actor
from negsim.language.model.conditions import Condition
from negsim.language.model.red_lines import RedLine
from negsim.language.model.scenario import Scenario
from negsim.language.model.scores import option_values
from negsim.language.words import clause_in_words, condition_in_words, demand_in_words
from negsim.questions.zone.result import Conflict
from negsim.space.members import reservation_in_words

Kind = Literal[
    "options",  # packages that are off the table
    "red_line",
    "weighing",  # preferences and wishes
    "reservation_value",
    "consent",
    "rule",
    "agreement",
]
Does = Literal["takes off", "adds", "drops", "reads", "changes"]


@dataclass(frozen=True)
class Change:
    """One difference to the base.

    Parameters
    ----------
    kind, does
        What is changed, and how.
    path : str
        Of the element; of options the issues, joined by commas.
    actor : str or None
        Whose it is.
    issues : tuple of str
        The issues whose options are taken off the table.
    says : str
        What now holds, in words (of something dropped: what held).
    """

    kind: Kind
    does: Does
    path: str
    actor: str | None
    issues: tuple[str, ...]
    says: str

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        return {"kind": self.kind, "does": self.does, "path": self.path, "says": self.says}


def changes(base: Scenario, other: Scenario) -> tuple[Change, ...]:
    """Say what differs in a scenario that came from another by variants and single changes.

    What decides nothing about acceptability (forecasts, influence, ranges) is left out.
    """
    found = [
        *_barred(base, other),
        *_rules(base, other),
        *(
            change
            for actor in base.actors
            for change in _actor(base, other, actor, other.actor[actor.id])
        ),
    ]
    if base.agreement != other.agreement:
        found.append(Change("agreement", "changes", "agreement", None, (), "how many must agree"))
    return tuple(found)


def touched(change: Change, conflict: Conflict, scenario: Scenario) -> bool:
    """Whether a change is about something that a conflict is about: a member, its actor, or an issue it speaks of."""
    members = conflict.members
    if change.kind == "options":
        return bool(set(change.issues) & issues_of(conflict, scenario))
    if change.kind == "consent":
        return change.actor in {member.actor for member in members}
    if change.kind == "agreement":
        return True
    if change.kind in {"weighing", "reservation_value"}:
        weighed = {member.actor for member in members if member.layer == "reservations"}
        return change.actor in weighed
    return change.path in {member.path for member in members}


def issues_of(conflict: Conflict, scenario: Scenario) -> set[str]:
    """Name the issues that the members of a conflict speak of; all that an actor weighs, for its reservation value."""
    issues: set[str] = set()
    for member in conflict.members:
        if member.layer == "rules":
            rule = next(rule for rule in scenario.rules if f"rules.{rule.id}" == member.path)
            issues.update(rule.clause.issues())
        elif member.layer == "red_lines":
            clause = scenario.red_lines[member.path].clause
            issues.update(clause.issues() if clause is not None else ())
        elif member.actor is not None:
            actor = scenario.actor[member.actor]
            issues.update(preference.issue for preference in actor.preferences)
            issues.update(issue for wish in actor.wishes for issue in wish.clause.issues())
    return issues


def _barred(base: Scenario, other: Scenario) -> Iterator[Change]:
    known = (*base.fixed, *base.excluded)
    for conditions, word in ((other.fixed, "only"), (other.excluded, "not")):
        for condition in conditions:
            if condition not in known:
                yield _off(condition, word, other)


def _off(condition: Condition, word: str, scenario: Scenario) -> Change:
    issues = tuple(dict.fromkeys(condition.issues()))
    says = f"{word}: {condition_in_words(condition, scenario)}"
    return Change("options", "takes off", ", ".join(issues), None, issues, says)


def _rules(base: Scenario, other: Scenario) -> Iterator[Change]:
    before = {rule.id: rule for rule in base.rules}
    after = {rule.id: rule for rule in other.rules}
    for name in _both(before, after):
        old, new = before.get(name), after.get(name)
        if old is None or new is None or old.clause != new.clause:
            rule = new or old
            assert rule is not None
            says = clause_in_words(rule.clause, other)
            yield Change("rule", _does(old, new), f"rules.{name}", None, (), says)


def _actor(base: Scenario, other: Scenario, old: Actor, new: Actor) -> Iterator[Change]:
    if old.consent != new.consent:
        when = new.consent.when
        if when is not None:
            says = f"asked if {condition_in_words(when, other)}"
        else:
            says = "always asked" if new.consent.kind == "always" else "not asked"
        yield Change("consent", "changes", f"{old.id}.consent", old.id, (), says)
    if _reservation(old) != _reservation(new):
        path, says = f"{old.id}.reservation_value", reservation_in_words(new, other)
        yield Change("reservation_value", "changes", path, old.id, (), says)
    yield from _red_lines(base, other, old, new)
    before, after = _weighed(base, old), _weighed(other, new)
    for path in _both(before, after):
        was, now = before.get(path), after.get(path)
        if was != now:
            yield Change("weighing", _does(was, now), path, old.id, (), "what it weighs")


def _red_lines(base: Scenario, other: Scenario, old: Actor, new: Actor) -> Iterator[Change]:
    before = {line.id: line for line in old.red_lines}
    after = {line.id: line for line in new.red_lines}
    for name in _both(before, after):
        was, now = before.get(name), after.get(name)
        path = f"{old.id}.{name}"
        if was is None or now is None:
            line, scenario = (was, base) if now is None else (now, other)
            assert line is not None
            says = demand_in_words(line, scenario)
            yield Change("red_line", _does(was, now), path, old.id, (), says)
        elif was.clause != now.clause:
            yield _reread(was, now, path, old.id, other)


def _reread(was: RedLine, now: RedLine, path: str, actor: str, scenario: Scenario) -> Change:
    says = demand_in_words(now, scenario)
    if was.has_readings and was.readings == now.readings:
        reading = now.readings[now.reading].id
        return Change("red_line", "reads", path, actor, (), f"meant as '{reading}': {says}")
    return Change("red_line", "changes", path, actor, (), says)


def _reservation(actor: Actor) -> Any:
    """What of a reservation value decides: not its range."""
    value = actor.reservation_value
    if value is None:
        return (Fraction(0), None, None)
    numbers = (value.value, value.points)
    return (*(None if n is None else n.best for n in numbers), value.as_good_as)


def _weighed(scenario: Scenario, actor: Actor) -> dict[str, Any]:
    """What of preferences and wishes decides: best values, not their ranges, nor how they are written."""
    weighed: dict[str, Any] = {}
    for one in actor.preferences:
        values = tuple(option_values(scenario.issue[one.issue], one))
        weight = None if one.weight is None else one.weight.best
        weighed[f"{actor.id}.preferences.{one.issue}"] = (weight, values)
    for wish in actor.wishes:
        numbers = tuple(None if n is None else n.best for n in (wish.weight, wish.points))
        weighed[f"{actor.id}.wishes.{wish.id}"] = (wish.clause, numbers)
    return weighed


def _does(old: Any, new: Any) -> Does:
    return "adds" if old is None else "drops" if new is None else "changes"


def _both(before: Iterable[str], after: Iterable[str]) -> list[str]:
    return list(dict.fromkeys([*before, *after]))
