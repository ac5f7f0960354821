"""Every number of a scenario that may carry a range: one walk that both lists and replaces them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any, Literal, TypeVar, cast

from negsim.language.model.actors import Actor, ladder_red_line
from negsim.language.model.conditions import (
    Alternative,
    Clause,
    Condition,
    CountTest,
    Model,
    NumberTest,
    OptionTest,
    SumTest,
)
from negsim.language.model.numbers import Quantity
from negsim.language.model.preferences import Ladder, Preference, Wish
from negsim.language.model.ratification import Body
from negsim.language.model.red_lines import Reading, RedLine
from negsim.language.model.scenario import Scenario

Kind = Literal[
    "weight",
    "score",
    "points",
    "reservation_value",
    "position",
    "test",
    "firm",
    "votes",
    "share",
]
Visit = Callable[[str, Kind, Quantity], Quantity]  # path and number -> the number to put there
Climb = Callable[[str, Ladder], Sequence[Fraction] | None]  # path and ladder -> score per group

M = TypeVar("M", bound=Model)


def changed(model: M, **fields: Any) -> M:
    """Give a model with other fields; nothing is remembered from the old one, and nothing is checked again.

    Where every field is what it was, so is the model: whoever keeps what was made of it may keep it.
    """
    if all(_is_same(getattr(model, name), value) for name, value in fields.items()):
        return model
    kept = {name: getattr(model, name) for name in type(model).model_fields}
    return cast("M", type(model).model_construct(**{**kept, **fields}))


def _is_same(old: Any, new: Any) -> bool:
    """Whether two values are one and the same, or tuples of the same."""
    if old is new:
        return True
    if not isinstance(old, tuple) or not isinstance(new, tuple) or len(old) != len(new):
        return isinstance(old, str) and old == new
    return all(map(_is_same, old, new))


def visit_scenario(scenario: Scenario, visit: Visit, climb: Climb) -> Scenario:
    """Replace every number that may carry a range.

    Parameters
    ----------
    scenario : Scenario
    visit : callable
        Given the path, the kind and the number, what to put there.
    climb : callable
        Given the path of a ladder and the ladder, the scores of its groups, worst first; None leaves it as it is.

    Returns
    -------
    Scenario
        Rules, what variants fix and exclude, and actors are walked through; influence, levers and time are not.
    """
    return changed(
        scenario,
        rules=tuple(
            changed(rule, clause=visit_clause(rule.clause, f"rules.{rule.id}", visit))
            for rule in scenario.rules
        ),
        fixed=tuple(
            visit_condition(one, f"fixed.{n}", visit) for n, one in enumerate(scenario.fixed)
        ),
        excluded=tuple(
            visit_condition(one, f"excluded.{n}", visit) for n, one in enumerate(scenario.excluded)
        ),
        actors=tuple(visit_actor(actor, visit, climb) for actor in scenario.actors),
    )


def visit_actor(actor: Actor, visit: Visit, climb: Climb) -> Actor:
    """Replace the numbers of one actor; paths are as `visit_scenario` has them."""
    reservation, consent = actor.reservation_value, actor.consent
    path = f"{actor.id}.reservation_value"
    if reservation is not None and reservation.value is not None:
        reservation = changed(
            reservation, value=visit(path, "reservation_value", reservation.value)
        )
    elif reservation is not None and reservation.points is not None:
        reservation = changed(reservation, points=visit(path, "points", reservation.points))
    if consent.when is not None:
        when = visit_condition(consent.when, f"{actor.id}.consent", visit)
        consent = changed(consent, when=when)
    preferences = tuple(
        _visit_preference(one, f"{actor.id}.preferences.{one.issue}", visit, climb)
        for one in actor.preferences
    )
    # A ladder that is drawn becomes scores; the red line that its "!" drew stays.
    drawn = [
        ladder_red_line(old)
        for old, new in zip(actor.preferences, preferences, strict=True)
        if new.ladder is None
    ]
    return changed(
        actor,
        reservation_value=reservation,
        consent=consent,
        ratification=tuple(
            _visit_body(one, f"{actor.id}.ratification.{one.id}", visit)
            for one in actor.ratification
        ),
        written_red_lines=(
            *(
                _visit_line(line, f"{actor.id}.{line.id}", visit)
                for line in actor.written_red_lines
            ),
            *(line for line in drawn if line is not None),
        ),
        preferences=preferences,
        wishes=tuple(
            _visit_wish(one, f"{actor.id}.wishes.{one.id}", visit) for one in actor.wishes
        ),
    )


def _visit_body(body: Body, path: str, visit: Visit) -> Body:
    votes = tuple(
        (voter, visit(f"{path}.votes.{voter}", "votes", number)) for voter, number in body.votes
    )
    needs = body.needs
    if needs.number is not None:
        kind: Kind = "share" if needs.kind == "share" else "votes"
        needs = changed(needs, number=visit(f"{path}.needs", kind, needs.number))
    return changed(body, votes=votes, needs=needs)


def _visit_line(line: RedLine, path: str, visit: Visit) -> RedLine:
    def one(reading: Reading) -> Reading:
        if reading.clause is None:
            return reading
        where = f"{path}.{reading.id}" if reading.id else path
        return changed(reading, clause=visit_clause(reading.clause, where, visit))

    return changed(line, readings=tuple(one(reading) for reading in line.readings))


def _visit_preference(one: Preference, path: str, visit: Visit, climb: Climb) -> Preference:
    fields: dict[str, Any] = {}
    if one.weight is not None:
        fields["weight"] = visit(f"{path}.weight", "weight", one.weight)
    if one.scores is not None:
        fields["scores"] = tuple(
            (k, visit(f"{path}.scores.{k}", "score", v)) for k, v in one.scores
        )
    if one.points is not None:
        fields["points"] = tuple(
            (k, visit(f"{path}.points.{k}", "points", v)) for k, v in one.points
        )
    if isinstance(one.position, Quantity):
        fields["position"] = visit(f"{path}.position", "position", one.position)
    if one.ladder is not None:
        scores = climb(f"{path}.ladder", one.ladder)
        if scores is not None:
            groups = zip(one.ladder.groups, scores, strict=True)
            fields["ladder"] = None
            fields["scores"] = tuple(
                (option, Quantity.plain(score)) for group, score in groups for option in group
            )
    return changed(one, **fields)


def _visit_wish(wish: Wish, path: str, visit: Visit) -> Wish:
    fields: dict[str, Any] = {"clause": visit_clause(wish.clause, path, visit)}
    if wish.weight is not None:
        fields["weight"] = visit(f"{path}.weight", "weight", wish.weight)
    if wish.points is not None:
        fields["points"] = visit(f"{path}.points", "points", wish.points)
    return changed(wish, **fields)


def visit_clause(clause: Clause, path: str, visit: Visit) -> Clause:
    """Replace the numbers of a clause; the paths tell its tests apart by their place."""
    then = None if clause.then is None else visit_condition(clause.then, f"{path}.then", visit)
    return changed(clause, condition=visit_condition(clause.condition, path, visit), then=then)


def visit_condition(condition: Condition, path: str, visit: Visit) -> Condition:
    """Replace the numbers of a condition."""
    return changed(
        condition,
        alternatives=tuple(
            _visit_alternative(one, f"{path}.{n}" if n else path, visit)
            for n, one in enumerate(condition.alternatives)
        ),
    )


def _visit_alternative(one: Alternative, path: str, visit: Visit) -> Alternative:
    def test(found: OptionTest | NumberTest, where: str) -> OptionTest | NumberTest:
        if isinstance(found, OptionTest):
            return found
        return _visit_test(found, where, visit)

    fields: dict[str, Any] = {
        "tests": tuple((issue, test(found, f"{path}.{issue}")) for issue, found in one.tests)
    }
    if one.sum is not None:
        found: SumTest = one.sum
        fields["sum"] = changed(found, test=_visit_test(found.test, f"{path}.sum", visit))
    if one.count is not None:
        count: CountTest = one.count
        fields["count"] = changed(
            count,
            of=tuple(
                visit_condition(part, f"{path}.count.{n}", visit) for n, part in enumerate(count.of)
            ),
            test=_visit_test(count.test, f"{path}.count", visit),
        )
    return changed(one, **fields)


def _visit_test(test: NumberTest, path: str, visit: Visit) -> NumberTest:
    values = tuple(
        visit(f"{path}.{n}" if n else path, "test", value) for n, value in enumerate(test.values)
    )
    return changed(test, values=values)
