"""Laws 1 to 8: what changes nothing but order, names or words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from random import Random
from typing import Any, TypeVar

from negsim.language.model.actors import Actor, Reservation
from negsim.language.model.conditions import Alternative, Model, OptionTest, SumTest
from negsim.language.model.issues import LEFT_OPEN, Issue, Option
from negsim.language.model.numbers import Quantity
from negsim.language.model.preferences import Ladder, Preference, Wish
from negsim.language.model.ratification import Body
from negsim.language.model.red_lines import Forecast, Reading, RedLine
from negsim.language.model.scenario import Scenario
from negsim.language.model.variants import Quorum, Rule
from negsim.questions.laws.answers import changed_answers, changed_views
from negsim.questions.laws.case import Case, changed
from negsim.questions.laws.editing import bare, is_name, rebuilt
from negsim.questions.laws.law import DoesNotApply, law
from negsim.questions.laws.views import difference, view
from negsim.solve.tables.gains import utilities

T = TypeVar("T")

FACTORS = (Fraction(2), Fraction(1, 3), Fraction(7, 5), Fraction(100))
# Where the names of a scenario stand, in what remains of it without variants and the like.
NAMES: dict[type[Model], tuple[str, ...]] = {
    Scenario: ("outcome", "status_quo"),
    Issue: ("id",),
    Option: ("id", "read_as"),
    OptionTest: ("options",),
    Alternative: ("tests",),
    SumTest: ("factors",),
    Rule: ("id",),
    Actor: ("id", "salience"),
    Body: ("id", "votes"),
    RedLine: ("id",),
    Reading: ("id",),
    Preference: ("issue", "scores", "points", "position", "counts_as"),
    Ladder: ("groups",),
    Wish: ("id",),
    Forecast: ("id",),
    Reservation: ("as_good_as",),
    Quorum: ("including", "votes", "of"),
}


@law(1)
def utilities_stay_between_0_and_1(case: Case, rng: Random) -> str | None:
    """Utilities lie between 0 and 1, but for actors whose score sheet states its own ends."""
    bounded = [a for a, actor in enumerate(case.scenario.actors) if actor.score_sheet is None]
    if not bounded:
        raise DoesNotApply("every actor's score sheet states its own ends")
    for package in case.packages(rng):
        worth = utilities(case.problem, package)
        for a in bounded:
            if not 0 <= worth[a] <= 1:
                name = case.scenario.actors[a].name
                return f"to {name}, the package {case.shown(package)} is worth {worth[a]}"
    return None


@law(2)
def scaling_weights_changes_nothing(case: Case, rng: Random) -> str | None:
    """Multiplying all weights, or all points, of an actor by one positive number changes nothing."""
    weighing = [a for a in case.scenario.actors if a.preferences or a.wishes]
    if not weighing:
        raise DoesNotApply("no actor weighs anything")
    actor, factor = rng.choice(weighing), rng.choice(FACTORS)
    # Ranges go with the factor: both sides have best values alone.
    plain, other = (_with_scaled(case, actor, one) for one in (Fraction(1), factor))
    found = difference(view(case.findings), view(other.findings))
    found = found or changed_answers(plain, other, rng)
    return found and f"with all that {actor.name} weighs times {factor}, {found}"


def _with_scaled(case: Case, actor: Actor, factor: Fraction) -> Case:
    """Multiply what an actor weighs, and what it would weigh of what levers bring: the scale is the same."""
    in_points = {(actor.id, one.issue) for one in actor.preferences if one.points}
    levers = (
        changed(
            lever,
            preferences=tuple(
                (who, _scaled_preference(one, factor) if who == actor.id else one)
                for who, one in lever.preferences
            ),
            scores=tuple(
                (who, issue, new, _times(n, factor) if (who, issue) in in_points else n)
                for who, issue, new, n in lever.scores
            ),
        )
        for lever in case.scenario.levers
    )
    return case.changed(levers=tuple(levers)).with_actor(_scaled(actor, factor))


def _times(quantity: Quantity, factor: Fraction) -> Quantity:
    return Quantity.plain(quantity.best * factor)


def _scaled_preference(one: Preference, factor: Fraction) -> Preference:
    points = one.points and tuple((option, _times(n, factor)) for option, n in one.points)
    return changed(one, weight=one.weight and _times(one.weight, factor), points=points)


def _scaled(actor: Actor, factor: Fraction) -> Actor:
    reservation = actor.reservation_value
    if reservation is not None and reservation.points is not None:
        reservation = Reservation(points=_times(reservation.points, factor))
    sheet = actor.score_sheet
    return changed(
        actor,
        preferences=tuple(_scaled_preference(one, factor) for one in actor.preferences),
        wishes=tuple(
            changed(
                one,
                weight=one.weight and _times(one.weight, factor),
                points=one.points and _times(one.points, factor),
            )
            for one in actor.wishes
        ),
        reservation_value=reservation,
        score_sheet=None if sheet is None else (sheet[0] * factor, sheet[1] * factor),
    )


@law(3)
def order_of_issues_changes_nothing(case: Case, rng: Random) -> str | None:
    """The order of the issues changes nothing but order, and which of several ties comes first."""
    issues = _shuffled(case.scenario.issues, rng, "issue")
    return _same(case, case.changed(issues=issues), "with the issues in another order", rng)


@law(4)
def order_of_actors_changes_nothing(case: Case, rng: Random) -> str | None:
    """The order of the actors changes nothing but order."""
    actors = _shuffled(case.scenario.actors, rng, "actor")
    return _same(case, case.changed(actors=actors), "with the actors in another order", rng)


@law(5)
def order_of_elements_changes_nothing(case: Case, rng: Random) -> str | None:
    """The order of rules, red lines, preferences and wishes changes nothing."""
    lists = ("written_red_lines", "preferences", "wishes")

    def mixed(actor: Actor) -> Actor:
        orders = {name: rng.sample(whole := getattr(actor, name), len(whole)) for name in lists}
        return changed(actor, **{name: tuple(order) for name, order in orders.items()})

    rules = tuple(rng.sample(case.scenario.rules, len(case.scenario.rules)))
    other = case.changed(rules=rules, actors=tuple(map(mixed, case.scenario.actors)))
    change = "with rules, red lines, preferences and wishes in another order"
    return _same(case, other, change, rng)


@law(6)
def order_of_options_changes_nothing(case: Case, rng: Random) -> str | None:
    """The order of the options of an unordered issue changes nothing but order."""
    unordered = [issue for issue in case.scenario.issues if not issue.is_ordered]
    if not unordered:
        raise DoesNotApply("every issue is ordered")
    chosen = rng.choice(unordered)
    last = chosen.options[len(chosen.written_options) :]  # `left_open` stays last
    other = changed(chosen, options=_shuffled(chosen.written_options, rng, "option") + last)
    issues = tuple(other if issue is chosen else issue for issue in case.scenario.issues)
    change = f"with the options of {chosen.id} reordered"
    return _same(case, case.changed(issues=issues), change, rng)


@law(7)
def renaming_changes_nothing_but_names(case: Case, rng: Random) -> str | None:
    """Renaming issues, options, actors and elements changes nothing but names."""
    sign = rng.choice("nz")

    def name(text: str) -> str:
        return sign + text[::-1] if is_name(text) and text != LEFT_OPEN else text

    def back(text: str) -> str:
        return text[:0:-1] if text.startswith(sign) and text != "" else text

    other = Case(renamed(bare(case.scenario), name))
    kept = {"rules", "reservation_value"}

    def known(text: str) -> str:
        return text if text in kept else back(text)

    found = difference(view(case.findings), view(other.findings, known))
    found = found or changed_views(case, other, rng, known)
    return found and f"with every name written backwards, {found}"


def renamed(value: Any, name: Callable[[str], str]) -> Any:
    """The same with other names for issues, options, actors and elements."""
    if isinstance(value, Model):
        places = NAMES.get(type(value), ())
        return type(value).model_construct(
            **{
                part: (_named if part in places else renamed)(getattr(value, part), name)
                for part in type(value).model_fields
            }
        )
    if isinstance(value, tuple):
        return tuple(renamed(part, name) for part in value)
    return value


def _named(value: Any, name: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return name(value)
    if isinstance(value, tuple):
        return tuple(_named(part, name) for part in value)
    return renamed(value, name)


@law(8)
def splitting_an_option_changes_only_counts(case: Case, rng: Random) -> str | None:
    """An option of an unordered issue split into two equal ones changes counts, but no conflict, correction or gain."""
    unordered = [issue for issue in case.scenario.issues if not issue.is_ordered]
    if not unordered:
        raise DoesNotApply("every issue is ordered")
    issue = rng.choice(unordered)
    option = rng.choice(issue.written_options)
    twin = f"{option.id}_twin"
    while twin in issue.position:
        twin += "_"
    other = Case(rebuilt(bare(case.scenario), lambda part: _split(part, issue, option.id, twin)))
    before, after = _without_counts(case), _without_counts(other)
    # Gains are compared where all that tie are listed, in both.
    missing = [name for name in before if name not in after]
    found = difference(before, {**after, **{name: before[name] for name in missing}})
    return found and f"with {option.id} of {issue.id} split in two, {found}"


def _split(part: Model, issue: Issue, option: str, twin: str) -> Model:
    if isinstance(part, Issue) and part.id == issue.id:
        options = []
        for one in part.options:
            options += [one, changed(one, id=twin)] if one.id == option else [one]
        return changed(part, options=tuple(options))
    if isinstance(part, Alternative):
        tests = []
        for name, test in part.tests:
            both = test
            if name == issue.id and isinstance(test, OptionTest) and option in test.options:
                both = OptionTest(kind=test.kind, options=(*test.options, twin))
            tests.append((name, both))
        return changed(part, tests=tuple(tests))
    if isinstance(part, Preference) and part.issue == issue.id:
        tables = {
            name: table and (*table, *((twin, value) for key, value in table if key == option))
            for name, table in (("scores", part.scores), ("points", part.points))
        }
        ladder = part.ladder
        if ladder is not None:
            groups = tuple((*g, twin) if option in g else g for g in ladder.groups)
            ladder = changed(ladder, groups=groups)
        foreign = tuple((twin, target) for key, target in part.counts_as if key == option)
        return changed(part, **tables, ladder=ladder, counts_as=part.counts_as + foreign)
    return part


def _without_counts(case: Case) -> dict[str, Any]:
    found = case.findings
    shown: dict[str, Any] = {
        "the floor": found.floor,
        "the suspects": frozenset(found.suspects),
        "whether the zone is open": found.zone.is_open,
        "the minimal conflicts": frozenset(conflict.paths for conflict in found.conflicts),
    }
    if found.corrections_total == len(found.corrections):
        shown["the minimal corrections"] = frozenset(
            (one.drop, tuple(sorted(one.steps.items()))) for one in found.corrections
        )
    for name, solution in found.solutions.items():
        if solution.ties == len(solution.deals):
            gains = frozenset(tuple(deal.gains.items()) for deal in solution.deals)
            shown[f"the gains from {name}"] = gains
    return shown


def _same(case: Case, other: Case, change: str, rng: Random) -> str | None:
    found = difference(view(case.findings), view(other.findings))
    found = found or changed_views(case, other, rng)
    return found and f"{change}, {found}"


def _shuffled(items: Sequence[T], rng: Random, name: str) -> tuple[T, ...]:
    if len(items) < 2:
        raise DoesNotApply(f"there is only one {name}")
    order = list(items)
    while order == list(items):
        rng.shuffle(order)
    return tuple(order)
