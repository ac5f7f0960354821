"""Laws 9 to 11: what is said in one way means the same as when it is said in another."""

from __future__ import annotations

from fractions import Fraction
from random import Random

from negsim.language.model.actors import Actor
from negsim.language.model.conditions import (
    Alternative,
    Clause,
    Condition,
    Model,
    NumberTest,
    OptionTest,
)
from negsim.language.model.issues import LEFT_OPEN, Issue
from negsim.language.model.numbers import Quantity
from negsim.language.model.preferences import Ladder, Preference
from negsim.language.model.red_lines import Reading, RedLine
from negsim.questions.laws.answers import changed_views
from negsim.questions.laws.case import Case, changed, options_test
from negsim.questions.laws.editing import bare, opposite, rebuilt, unbarred
from negsim.questions.laws.law import DoesNotApply, law
from negsim.questions.laws.views import difference, view

RISES = {"<": 1, "<<": 2, "!": 1, "=": 0}


@law(9)
def a_ladder_means_its_scores(case: Case, rng: Random) -> str | None:
    """A ladder means its scores, evenly spaced by its steps; its `!` means a red line."""
    ladders = [p for actor in case.scenario.actors for p in actor.preferences if p.ladder]
    if not ladders:
        raise DoesNotApply("there is no ladder")
    other = case.changed(actors=tuple(map(_without_ladders, case.scenario.actors)))
    found = difference(view(case.findings), view(other.findings))
    found = found or changed_views(case, other, rng)
    return found and f"with every ladder written as scores and a red line, {found}"


def _without_ladders(actor: Actor) -> Actor:
    lines = list(actor.written_red_lines)
    preferences = []
    for one in actor.preferences:
        if one.ladder is None:
            preferences.append(one)
            continue
        scores, barred = spelled_out(one.ladder)
        table = tuple((option, Quantity.plain(score)) for option, score in scores.items())
        preferences.append(changed(unbarred(one), ladder=None, scores=table))
        if barred:
            test = OptionTest(kind="any", options=barred)
            condition = Condition(alternatives=(Alternative(tests=((one.issue, test),)),))
            reading = Reading(id="", clause=Clause(kind="forbid", condition=condition))
            lines.append(RedLine(id=one.issue, readings=(reading,), written_sources=one.sources))
    return changed(actor, written_red_lines=tuple(lines), preferences=tuple(preferences))


def spelled_out(ladder: Ladder) -> tuple[dict[str, Fraction], tuple[str, ...]]:
    """Give each option of a ladder its score, and the options left of its bar, from the ladder as written.

    Examples
    --------
    >>> ladder = Ladder(groups=(("a",), ("b",), ("c",)), steps=(2, 1), bar=1)
    >>> spelled_out(ladder)
    ({'a': Fraction(0, 1), 'b': Fraction(2, 3), 'c': Fraction(1, 1)}, ('a', 'b'))
    """
    words = ladder.to_plain().split()
    height, heights = 0, {words[0]: 0}
    barred: tuple[str, ...] = ()
    for sign, option in zip(words[1::2], words[2::2], strict=True):
        if sign == "!":
            barred = tuple(heights)
        height += RISES[sign]
        heights[option] = height
    top = Fraction(height)
    return {option: at / top if top else Fraction(1) for option, at in heights.items()}, barred


@law(10)
def a_test_means_the_options_that_pass(case: Case, rng: Random) -> str | None:
    """A test means the options that pass it; require, forbid and if-then say the same in turn."""
    parts: list[Model] = []
    turns = rng.random() < 0.5

    def replace(part: Model) -> Model:
        if isinstance(part, Alternative):
            parts.append(part)
            tests = tuple((name, _listed(case, name, test)) for name, test in part.tests)
            return changed(part, tests=tests)
        return _turned(part) if turns and isinstance(part, Clause) else part

    other = Case(rebuilt(bare(case.scenario), replace))
    if not parts:
        raise DoesNotApply("there is no condition")
    found = difference(view(case.findings), view(other.findings))
    found = found or changed_views(case, other, rng)
    return found and f"with every test written as the list of what passes it, {found}"


def _listed(case: Case, name: str, test: OptionTest | NumberTest) -> OptionTest | NumberTest:
    issue = case.scenario.issue[name]
    passing = [k for k in range(len(issue.options)) if _passes(issue, test, k)]
    if passing:
        return options_test(issue, passing)
    nothing = options_test(issue, list(range(len(issue.options))))
    return changed(nothing, kind="none")


def _passes(issue: Issue, test: OptionTest | NumberTest, place: int) -> bool:
    """Whether an option passes a test, by the definition."""
    if isinstance(test, NumberTest):
        assert issue.range is not None
        here: Fraction | int = issue.range.start + place * issue.range.step
        named: list[Fraction | int] = [quantity.best for quantity in test.values]
    else:
        here = place
        if issue.options[place].id == LEFT_OPEN and test.kind not in ("any", "none"):
            return False  # it has no place in the order
        named = [[option.id for option in issue.options].index(one) for one in test.options]
    return {
        "any": here in named,
        "none": here not in named,
        "at_least": here >= named[0],
        "at_most": here <= named[0],
        "between": named[0] <= here <= named[-1],
    }[test.kind]


def _turned(clause: Clause) -> Clause:
    """The same clause in other words."""
    if clause.kind == "forbid":
        return Clause(kind="require", condition=opposite(clause.condition))
    if clause.kind == "require":
        return Clause(kind="forbid", condition=opposite(clause.condition))
    assert clause.then is not None
    either = (*opposite(clause.condition).alternatives, *clause.then.alternatives)
    return Clause(kind="require", condition=Condition(alternatives=either))


@law(11)
def positions_and_breakpoints_mean_scores(case: Case, rng: Random) -> str | None:
    """A position, or scores at breakpoints, mean the scores of every option that follow from them."""
    if not any(_is_short(case, p) for actor in case.scenario.actors for p in actor.preferences):
        raise DoesNotApply("there is no position and no breakpoint")

    def written_out(actor: Actor) -> Actor:
        preferences = (
            _written_out(case, one) if _is_short(case, one) else one for one in actor.preferences
        )
        return changed(actor, preferences=tuple(preferences))

    other = case.changed(actors=tuple(map(written_out, case.scenario.actors)))
    found = difference(view(case.findings), view(other.findings))
    found = found or changed_views(case, other, rng)
    return found and f"with a score for every option, {found}"


def _is_short(case: Case, preference: Preference) -> bool:
    is_numeric = case.scenario.issue[preference.issue].range is not None
    return preference.position is not None or (is_numeric and preference.ladder is None)


def _written_out(case: Case, preference: Preference) -> Preference:
    issue = case.scenario.issue[preference.issue]
    read_otherwise = {option for option, _ in preference.counts_as}  # these have no place
    own = [option.id for option in issue.options if option.id not in read_otherwise]
    places = [Fraction(k) for k in range(len(own))]
    if issue.range is not None:
        places = [issue.range.start + k * issue.range.step for k in range(len(own))]
    if preference.position is not None:
        position = preference.position
        centre = Fraction(own.index(position)) if isinstance(position, str) else position.best
        reach = max(abs(place - centre) for place in places)
        values = [1 - abs(place - centre) / reach if reach else Fraction(1) for place in places]
        return changed(preference, position=None, scores=_table(own, values))
    field = "scores" if preference.points is None else "points"
    points = {Fraction(key): value.best for key, value in getattr(preference, field)}
    values = [_between(place, points) for place in places]
    return changed(preference, **{field: _table(own, values)})


def _between(place: Fraction, points: dict[Fraction, Fraction]) -> Fraction:
    """The value at a place, on the straight line between the two breakpoints around it."""
    left = max(at for at in points if at <= place)
    right = min(at for at in points if at >= place)
    if left == right:
        return points[left]
    share = (place - left) / (right - left)
    return points[left] * (1 - share) + points[right] * share


def _table(options: list[str], values: list[Fraction]) -> tuple[tuple[str, Quantity], ...]:
    return tuple((key, Quantity.plain(value)) for key, value in zip(options, values, strict=True))
