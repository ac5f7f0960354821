"""The meaning of a scenario, element by element: clauses to formulas, preferences to integer part-worths."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negsim.language.model.actors import Actor, Reservation
from negsim.language.model.conditions import (
    Alternative,
    Clause,
    Condition,
    CountTest,
    NumberTest,
    OptionTest,
    SumTest,
)
from negsim.language.model.issues import Issue
from negsim.language.model.preferences import Preference
from negsim.language.model.ratification import Body
from negsim.language.model.scenario import Scenario
from negsim.language.model.scores import option_values, sheet_ends
from negsim.language.model.variants import Agreement, Quorum
from negsim.solve.tables import problem as solve
from negsim.solve.tables.formula import WORD, collapse, conjunction, disjunction, negate
from negsim.solve.tables.gains import total
from negsim.space.kept import kept


@dataclass(frozen=True)
class Worths:
    """An actor's numbers, taken at some values: what compilation needs beside the structure.

    `options` has, per preference, the worth (weight x score, or points) of each option; `wishes`, per wish, its
    weight or points. `fewest` and `most` span the actor's utility of 0 to 1; `weighs` is False where it has neither
    preferences nor wishes.
    """

    options: tuple[tuple[Fraction, ...], ...]
    wishes: tuple[Fraction, ...]
    fewest: Fraction
    most: Fraction
    weighs: bool


def worths_of(actor: Actor, issues: Mapping[str, Issue]) -> Worths:
    """Take an actor's numbers at their best values."""
    tables = [option_values(issues[p.issue], p) for p in actor.preferences]
    if actor.uses_points:
        fewest, most = sheet_ends(actor, dict(issues))
        points = tuple(wish.points.best for wish in actor.wishes if wish.points is not None)
        return Worths(tuple(tables), points, fewest, most, weighs=True)
    weights = [_weight(preference) for preference in actor.preferences]
    wishes = tuple(wish.weight.best for wish in actor.wishes if wish.weight is not None)
    return weighted(tables, weights, wishes)


def weighted(
    tables: Sequence[Sequence[Fraction]], weights: Sequence[Fraction], wishes: Sequence[Fraction]
) -> Worths:
    """Make worths of scores and weights: utility is the weighted mean."""
    whole = sum(weights, Fraction(0)) + sum(wishes, Fraction(0))
    options = tuple(
        tuple(weight * score for score in table)
        for weight, table in zip(weights, tables, strict=True)
    )
    return Worths(options, tuple(wishes), Fraction(0), whole, weighs=bool(weights or wishes))


def _weight(preference: Preference) -> Fraction:
    assert preference.weight is not None
    return preference.weight.best


class Compiler:
    """Compiles the elements of one scenario, whose issues it knows by position.

    Parameters
    ----------
    scenario : Scenario
    reader : str, optional
        The actor whose own clauses these are, which may read options as others; absent, options are what they are.
    """

    def __init__(self, scenario: Scenario, reader: str | None = None) -> None:
        self._scenario, self._reader = scenario, reader
        self._place = {issue.id: place for place, issue in enumerate(scenario.issues)}
        self.sizes = tuple(len(issue.options) for issue in scenario.issues)
        self._kept = kept(scenario.issues)

    def problem(self) -> solve.Problem:
        """Compile everything, every number at its best value."""
        scenario = self._scenario
        return solve.Problem(
            sizes=self.sizes,
            axes=tuple(axis(issue) for issue in scenario.issues),
            broken=tuple(self.violated(rule.clause) for rule in scenario.rules),
            barred=(
                *(negate(self.condition(fixed)) for fixed in scenario.fixed),
                *(self.condition(excluded) for excluded in scenario.excluded),
            ),
            actors=tuple(map(self._at_best, scenario.actors)),
            quota=None if scenario.agreement is None else self._quota(scenario.agreement),
            left_open={
                place: len(issue.options) - 1
                for place, issue in enumerate(scenario.issues)
                if issue.may_stay_open
            },
            two_ways=self._two_ways(),
        )

    def read_by(self, actor: str) -> Compiler:
        """Give what compiles the clauses that are an actor's own: its red lines, wishes and forecasts."""
        issues = self._scenario.issues
        reads = self._kept.of(
            "reads",
            issues,
            lambda: any(option.read_as for issue in issues for option in issue.options),
        )
        return Compiler(self._scenario, actor) if reads else self

    def _at_best(self, actor: Actor) -> solve.ActorTables:
        """Compile an actor with every number at its best value."""
        others = tuple(one.id for one in self._scenario.actors) if actor.ratification else ()
        return self._kept.of(
            ("actor", others),
            actor,
            lambda: self.actor(actor, worths_of(actor, self._scenario.issue)),
        )

    def satisfied(self, clause: Clause) -> solve.Formula:
        """Give where a clause holds."""
        return self._kept.of(("satisfied", self._reader), clause, lambda: self._satisfied(clause))

    def _satisfied(self, clause: Clause) -> solve.Formula:
        condition = self._condition(clause.condition)
        if clause.kind == "require":
            return self._small(condition)
        if clause.kind == "forbid":
            return self._small(negate(condition))
        assert clause.then is not None
        return self._small(disjunction((negate(condition), self._condition(clause.then))))

    def violated(self, clause: Clause | None) -> solve.Formula:
        """Give where a clause does not hold; nowhere, for a reading that draws no line."""
        if clause is None:
            return solve.constant(False)
        return self._kept.of(
            ("violated", self._reader), clause, lambda: self._small(negate(self.satisfied(clause)))
        )

    def condition(self, condition: Condition) -> solve.Formula:
        """Give where a condition holds."""
        return self._kept.of(
            ("condition", self._reader),
            condition,
            lambda: self._small(self._condition(condition)),
        )

    def actor(
        self, actor: Actor, worths: Worths, reservation: Fraction | None = None
    ) -> solve.ActorTables:
        """Compile an actor with its numbers at given values; the reservation value at its best, or as given."""
        span = worths.most - worths.fewest if worths.weighs else Fraction(1)
        numbers = [v for table in worths.options for v in table] + [
            *worths.wishes,
            worths.fewest,
            span,
        ]
        unit = lcm(*(number.denominator for number in numbers))
        # A common factor of everything would only make the integers larger.
        common = gcd(*(int(number * unit) for number in numbers)) or 1
        by_issue: dict[int, list[int]] = {}
        for preference, values in zip(actor.preferences, worths.options, strict=True):
            by_issue[self._place[preference.issue]] = [int(v * unit) // common for v in values]
        tables: list[tuple[tuple[int, ...], NDArray[Any]]] = [
            ((place,), np.array(values, dtype=object)) for place, values in by_issue.items()
        ]
        bonuses: list[solve.FormulaBonus] = []
        own = self.read_by(actor.id)
        for wish, worth in zip(actor.wishes, worths.wishes, strict=True):
            formula, whole = own.satisfied(wish.clause), int(worth * unit) // common
            if isinstance(formula, solve.ScopeTable):
                # Arithmetic on an array without axes gives a bare number.
                worth_table = np.asarray(formula.values.astype(object) * whole, dtype=object)
                tables.append((formula.scope, worth_table))
            else:
                bonuses.append(solve.FormulaBonus(formula, whole))
        offset = -(int(worths.fewest * unit) // common) if worths.weighs else 1
        scale = int(span * unit) // common if worths.weighs else 1
        bound = sum(int(abs(np.atleast_1d(values)).max()) for _, values in tables) + sum(
            abs(b.worth) for b in bonuses
        )
        dtype: Any = np.int64 if bound < WORD else object
        compiled = solve.ActorTables(
            consent=actor.consent.kind,
            needed=None if actor.consent.when is None else self.condition(actor.consent.when),
            crossed=tuple(own.violated(line.clause) for line in actor.red_lines),
            tables=tuple(solve.ScopeTable(scope, values.astype(dtype)) for scope, values in tables),
            bonuses=tuple(bonuses),
            offset=offset,
            scale=scale,
            reservation_value=Fraction(0),
            bodies=tuple(self._body(body) for body in actor.ratification),
            axes={
                place: axis(issue, actor.id)
                for place, issue in enumerate(self._scenario.issues)
                if issue.read_as(actor.id)
            },
        )
        if reservation is None:
            reservation = self._reservation(actor.reservation_value, compiled, worths)
        return solve.ActorTables(**{**vars(compiled), "reservation_value": reservation})

    def _reservation(
        self, reservation: Reservation | None, compiled: solve.ActorTables, worths: Worths
    ) -> Fraction:
        if reservation is None:
            return Fraction(0)
        if reservation.value is not None:
            return reservation.value.best
        if reservation.points is not None:
            return (reservation.points.best - worths.fewest) / (worths.most - worths.fewest)
        choice = dict(reservation.as_good_as or ())
        package = tuple(issue.position[choice[issue.id]] for issue in self._scenario.issues)
        return Fraction(total(compiled, package) + compiled.offset, compiled.scale)

    def _quota(self, agreement: Agreement) -> tuple[tuple[solve.QuotaRule, ...], ...]:
        """Compile a quota among those that are principals now."""
        principals = [i for i, a in enumerate(self._scenario.actors) if a.consent.kind == "always"]
        place = {self._scenario.actors[i].id: i for i in principals}

        def compiled(rule: Quorum) -> solve.QuotaRule:
            among = [name for name in place if rule.of is None or name in rule.of]
            votes = dict.fromkeys(among, Fraction(1)) if rule.votes is None else dict(rule.votes)
            return solve.QuotaRule(
                votes=tuple((place[name], votes.get(name, Fraction(0))) for name in among),
                at_least=rule.at_least,
                including=tuple(place[name] for name in rule.including if name in place),
            )

        return tuple(tuple(map(compiled, rules)) for rules in agreement.ways)

    def _body(self, body: Body) -> solve.QuotaRule:
        place = {actor.id: i for i, actor in enumerate(self._scenario.actors)}
        votes = tuple((place[name], number.best) for name, number in body.votes)
        wanted = body.needs.least(body.total)
        if body.needs.kind == "majority":
            # Votes come in steps of the unit, so that half a step more than half of them is more than half.
            unit = lcm(*(number.denominator for _, number in votes))
            wanted += Fraction(1, 2 * unit)
        return solve.QuotaRule(votes, wanted)

    def _two_ways(self) -> solve.Formula:
        """Give where an actor whose consent is needed reads an option as another."""
        parts = []
        for actor in self._scenario.actors:
            otherwise = disjunction(
                [
                    solve.ScopeTable(
                        (place,), np.array([option.id in others for option in issue.options])
                    )
                    for place, issue in enumerate(self._scenario.issues)
                    if (others := issue.read_as(actor.id))
                ]
            )
            if actor.consent.when is not None:
                otherwise = conjunction([self._condition(actor.consent.when), otherwise])
            if actor.consent.kind != "never":
                parts.append(otherwise)
        return self._small(disjunction(parts))

    def _small(self, formula: solve.Formula) -> solve.Formula:
        return collapse(formula, self.sizes)

    def _condition(self, condition: Condition) -> solve.Formula:
        return disjunction([self._alternative(part) for part in condition.alternatives])

    def _alternative(self, alternative: Alternative) -> solve.Formula:
        parts = [self._test(issue, test) for issue, test in alternative.tests]
        if alternative.sum is not None:
            parts.append(self._sum(alternative.sum))
        if alternative.count is not None:
            parts.append(self._count(alternative.count))
        return conjunction(parts)

    def _test(self, name: str, test: OptionTest | NumberTest) -> solve.Formula:
        place = self._place[name]
        issue = self._scenario.issues[place]
        if isinstance(test, NumberTest):
            assert issue.range is not None
            holds_at = [test.holds(value) for value in issue.range.values]
        else:
            holds_at = _options_that_pass(issue, test, self._reader)
        return solve.ScopeTable((place,), np.array(holds_at, dtype=bool))

    def _sum(self, test: SumTest) -> solve.Formula:
        bounds = [value.best for value in test.test.values]
        columns = []
        for name, factor in test.factors:
            issue = self._scenario.issue[name]
            assert issue.range is not None
            columns.append((self._place[name], [factor * value for value in issue.range.values]))
        unit = lcm(
            *(n.denominator for n in bounds), *(v.denominator for _, vs in columns for v in vs)
        )
        bound = sum(int(max(abs(v) for v in values) * unit) for _, values in columns)
        dtype: Any = np.int64 if bound < WORD else object
        terms = tuple((place, _integers(values, unit, dtype)) for place, values in columns)
        low, high = _bounds(test.test, [bound * unit for bound in bounds])
        return solve.Linear(terms, low, high)

    def _count(self, test: CountTest) -> solve.Formula:
        bests = [value.best for value in test.test.values]
        if test.test.kind == "any" and bests[0].denominator != 1:
            return solve.constant(False)
        low, high = _bounds(test.test, bests)
        return solve.Count(tuple(self._condition(part) for part in test.of), low, high)


def _integers(values: Sequence[Fraction], unit: int, dtype: Any) -> NDArray[Any]:
    return np.array([int(value * unit) for value in values], dtype=dtype)


def _bounds(test: NumberTest, values: Sequence[Fraction]) -> tuple[int | None, int | None]:
    """Give a test on whole numbers as bounds, both included."""
    first = values[0]
    up, down = -((-first.numerator) // first.denominator), first.numerator // first.denominator
    if test.kind == "at_least":
        return up, None
    if test.kind == "at_most":
        return None, down
    if test.kind == "between":
        return up, values[1].numerator // values[1].denominator
    return int(first), int(first)


def _options_that_pass(issue: Issue, test: OptionTest, reader: str | None) -> list[bool]:
    """Give, per option as the reader takes it, whether it passes; what has no place in the order passes none on it."""
    if test.kind in ("any", "none"):
        passes = [(option.id in test.options) == (test.kind == "any") for option in issue.options]
        return passes if reader is None else [passes[place] for place in issue.counted_as(reader)]
    ranks = issue.ranks(reader)
    ends = [rank for rank in (ranks[issue.position[o]] for o in test.options) if rank is not None]
    low = 0 if test.kind == "at_most" else ends[0]
    high = len(issue.options) if test.kind == "at_least" else ends[-1]
    return [rank is not None and low <= rank <= high for rank in ranks]


def axis(issue: Issue, reader: str | None = None) -> solve.Axis:
    """Give how steps are counted along an issue: as the file has it, or as an actor reads it."""
    if issue.is_ordered:
        places = [solve.NOWHERE if rank is None else rank for rank in issue.ranks(reader)]
    else:
        places = [*(range(len(issue.options)) if reader is None else issue.counted_as(reader))]
    return solve.Axis(np.array(places, dtype=np.int64), issue.is_ordered)
