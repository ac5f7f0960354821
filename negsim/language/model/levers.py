"""A lever put on the table: the scenario as it would be with its new options, or its new issues."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from negsim.errors import InputError
from negsim.language.model.actors import Actor, Reservation, ladder_red_line
from negsim.language.model.conditions import Alternative, Clause, Condition, OptionTest
from negsim.language.model.issues import Issue
from negsim.language.model.numbers import Quantity
from negsim.language.model.paths import parse_path
from negsim.language.model.preferences import Preference
from negsim.language.model.red_lines import RedLine
from negsim.language.model.scenario import Choice, Scenario
from negsim.language.model.scores import option_values, sheet_ends
from negsim.language.model.timeline import Lever, NewOption


def with_lever(scenario: Scenario, lever: Lever) -> Scenario:
    """Give the scenario in which a lever is on the table.

    Parameters
    ----------
    scenario : Scenario
        With its variants applied.
    lever : Lever
        One of those the scenario declares.

    Notes
    -----
    New issues come last. They move a reservation value given as a number so that the status quo is worth what it was:
    r' = (r W + w s) / (W + w), with W the actor's weights so far, w the new weight, s the score of the new issue's
    status quo; points move as points do. A package named in full (`as_good_as`, `status_quo`, `outcome`) has the
    status quo of the new issues.

    New options extend each preference on their issue by the scores given, a ladder or a position becoming the scores
    that it stood for. Clauses take a new option by their text; those that the lever `holds` are satisfied by it all
    the same.
    """
    issues = [_with_options(issue, lever.options) for issue in scenario.issues]
    issues += [new.issue for new in lever.issues]
    actors = [_actor(scenario, actor, lever) for actor in scenario.actors]
    rules = list(scenario.rules)
    for path in map(parse_path, lever.holds):
        assert path is not None
        if path.kind == "rule":
            rules = [
                r.model_copy(update={"clause": _let_through(r.clause, lever)})
                if r.id == path.id
                else r
                for r in rules
            ]
    status_quo: Choice = tuple((new.issue.id, new.status_quo) for new in lever.issues)
    changes: dict[str, Any] = {
        "issues": tuple(issues),
        "actors": tuple(actors),
        "rules": tuple(rules),
        "levers": tuple(one for one in scenario.levers if one.id != lever.id),
        "status_quo": None if scenario.status_quo is None else scenario.status_quo + status_quo,
        "outcome": None if scenario.outcome is None else scenario.outcome + status_quo,
    }
    # Made anew rather than copied: a copy would keep what the scenario has worked out of its old issues.
    keep = {name: getattr(scenario, name) for name in type(scenario).model_fields}
    return Scenario.model_construct(**{**keep, **changes})


def _with_options(issue: Issue, new: Sequence[NewOption]) -> Issue:
    options = list(issue.options)
    for option in new:
        if option.issue != issue.id:
            continue
        place = len(options) - issue.may_stay_open  # `left_open` stays last
        if option.after is not None:
            place = 1 + next(k for k, one in enumerate(options) if one.id == option.after)
        options.insert(place, option.option)
    if len(options) == len(issue.options):
        return issue
    keep = {name: getattr(issue, name) for name in type(issue).model_fields}
    return Issue(**{**keep, "options": tuple(options)})


def _actor(scenario: Scenario, actor: Actor, lever: Lever) -> Actor:
    actor = _with_scores(scenario, actor, lever)
    actor = _with_held(actor, lever)
    brought = [preference for who, preference in lever.preferences if who == actor.id]
    new = {one.issue.id: one for one in lever.issues}
    after = actor.model_copy(update={"preferences": (*actor.preferences, *brought)})
    reservation = actor.reservation_value
    if reservation is None or not lever.issues:
        return after
    if reservation.as_good_as is not None:
        added = tuple((issue, one.status_quo) for issue, one in new.items())
        moved = Reservation(as_good_as=reservation.as_good_as + added)
    else:
        worth = [
            (preference, _status_quo_score(new[preference.issue].issue, preference, lever))
            for preference in brought
        ]
        moved = _moved(scenario, actor, after, worth, lever)
    return after.model_copy(update={"reservation_value": moved})


def _status_quo_score(issue: Issue, preference: Preference, lever: Lever) -> Fraction:
    status_quo = next(new.status_quo for new in lever.issues if new.issue.id == issue.id)
    return option_values(issue, preference)[issue.position[status_quo]]


def _moved(
    scenario: Scenario,
    before: Actor,
    after: Actor,
    worth: Sequence[tuple[Preference, Fraction]],
    lever: Lever,
) -> Reservation:
    """Move a reservation value given as a number by what the status quo of new issues is worth."""
    reservation = before.reservation_value
    assert reservation is not None
    gained = sum((score for _, score in worth), Fraction(0))
    if reservation.points is not None:
        return Reservation(points=_affine(reservation.points, Fraction(1), gained))
    assert reservation.value is not None
    if not worth:
        return reservation
    if after.uses_points:
        issues = {**scenario.issue, **{new.issue.id: new.issue for new in lever.issues}}
        fewest, most = sheet_ends(before, issues) if before.preferences else (Fraction(0),) * 2
        least, largest = sheet_ends(after, issues)
        span = largest - least
        return Reservation(
            value=_affine(
                reservation.value, (most - fewest) / span, (fewest + gained - least) / span
            )
        )
    weights = [p.weight.best for p in before.preferences if p.weight is not None]
    weights += [w.weight.best for w in before.wishes if w.weight is not None]
    old = sum(weights, Fraction(0))
    new = sum((p.weight.best for p, _ in worth if p.weight is not None), Fraction(0))
    earned = sum((p.weight.best * score for p, score in worth if p.weight is not None), Fraction(0))
    if old + new == 0:
        return reservation
    return Reservation(value=_affine(reservation.value, old / (old + new), earned / (old + new)))


def _affine(quantity: Quantity, factor: Fraction, shift: Fraction) -> Quantity:
    return replace(
        quantity,
        best=quantity.best * factor + shift,
        low=quantity.low * factor + shift,
        high=quantity.high * factor + shift,
    )


def _with_scores(scenario: Scenario, actor: Actor, lever: Lever) -> Actor:
    """Extend an actor's preferences on issues that get new options."""
    changed = {option.issue for option in lever.options}
    given = {
        (issue, option): worth for who, issue, option, worth in lever.scores if who == actor.id
    }
    preferences: list[Preference] = []
    red_lines = list(actor.written_red_lines)
    for preference in actor.preferences:
        if preference.issue not in changed:
            preferences.append(preference)
            continue
        line = ladder_red_line(preference)
        if line is not None:
            red_lines.append(line.model_copy(update={"from_ladder": False}))
        new = [option for option in lever.options if option.issue == preference.issue]
        foreign = {option.id: dict(option.read_as).get(actor.id) for option in new}
        scored = [option for option in new if foreign[option.id] is None]
        for option in scored:
            if (option.issue, option.id) not in given:  # a variant may have added the preference
                raise _unscored(scenario, actor, lever, option)
        added = tuple((option.id, given[option.issue, option.id]) for option in scored)
        counted = tuple(
            (option, target) for option, target in foreign.items() if target is not None
        )
        key = "scores" if preference.points is None else "points"
        table = (*_table(scenario.issue[preference.issue], preference), *added)
        preferences.append(
            preference.model_copy(
                update={
                    "ladder": None,
                    "position": None,
                    key: table,
                    "counts_as": preference.counts_as + counted,
                }
            )
        )
    return actor.model_copy(
        update={"preferences": tuple(preferences), "written_red_lines": tuple(red_lines)}
    )


def _unscored(scenario: Scenario, actor: Actor, lever: Lever, option: NewOption) -> InputError:
    return InputError.one(
        f"lever {lever.id!r} gives no score of {actor.id} for {option.id!r} of {option.issue!r},"
        f" which {actor.id} cares for under {' + '.join(scenario.applied)}",
        f"add scores: {{{actor.id}: {{{option.issue}: {{{option.id}: …}}}}}}",
        scenario.where.get(f"levers.{lever.id}"),
    )


def _table(issue: Issue, preference: Preference) -> tuple[tuple[str, Quantity], ...]:
    """Give what a preference makes of each option, as its file would have it in a table."""
    table = preference.scores if preference.points is None else preference.points
    if table is not None:
        return table
    values = option_values(issue, preference)
    counted = dict(preference.counts_as)
    return tuple(
        (option.id, Quantity.plain(value))
        for option, value in zip(issue.options, values, strict=True)
        if option.id not in counted
    )


def _with_held(actor: Actor, lever: Lever) -> Actor:
    """Let the new options through the red lines and wishes that the lever holds."""
    held = {
        (path.kind, path.id)
        for path in map(parse_path, lever.holds)
        if path is not None and path.actor == actor.id
    }
    if not held:
        return actor
    lines = {line.id: line for line in actor.written_red_lines}
    preferences = []
    for preference in actor.preferences:
        line = ladder_red_line(preference)
        if line is not None and ("red_line", line.id) in held:
            lines[line.id] = line.model_copy(update={"from_ladder": False})
            assert preference.ladder is not None
            ladder = preference.ladder.model_copy(update={"bar": None})
            preference = preference.model_copy(update={"ladder": ladder})  # noqa: PLW2901
        preferences.append(preference)
    return actor.model_copy(
        update={
            "preferences": tuple(preferences),
            "written_red_lines": tuple(
                _held_line(line, lever) if ("red_line", line.id) in held else line
                for line in lines.values()
            ),
            "wishes": tuple(
                wish.model_copy(update={"clause": _let_through(wish.clause, lever)})
                if ("wish", wish.id) in held
                else wish
                for wish in actor.wishes
            ),
        }
    )


def _held_line(line: RedLine, lever: Lever) -> RedLine:
    readings = tuple(
        reading
        if reading.clause is None
        else reading.model_copy(update={"clause": _let_through(reading.clause, lever)})
        for reading in line.readings
    )
    return line.model_copy(update={"readings": readings})


def _let_through(clause: Clause, lever: Lever) -> Clause:
    """Let a clause hold wherever a new option is chosen, whatever else it says."""
    new: dict[str, list[str]] = {}
    for option in lever.options:
        new.setdefault(option.issue, []).append(option.id)
    if not new:
        return clause
    if clause.kind == "forbid":
        refused = [(issue, _test("none", names)) for issue, names in new.items()]
        narrowed = tuple(
            part.model_copy(update={"tests": (*part.tests, *refused)})
            for part in clause.condition.alternatives
        )
        return clause.model_copy(update={"condition": Condition(alternatives=narrowed)})
    chosen = [Alternative(tests=((issue, _test("any", names)),)) for issue, names in new.items()]
    if clause.kind == "require":
        return clause.model_copy(update={"condition": _widened(clause.condition, chosen)})
    assert clause.then is not None
    return clause.model_copy(update={"then": _widened(clause.then, chosen)})


def _widened(condition: Condition, parts: Iterable[Alternative]) -> Condition:
    return Condition(alternatives=(*condition.alternatives, *parts))


def _test(kind: Any, options: Sequence[str]) -> OptionTest:
    return OptionTest(kind=kind, options=tuple(options))
