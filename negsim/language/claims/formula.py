"""Conditions as formulas over sets of options, to ask whether any choice of options makes one true."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from negsim.language.model.conditions import (
    Alternative,
    Clause,
    Condition,
    NumberTest,
    OptionTest,
)
from negsim.language.model.issues import Issue
from negsim.language.words import allowed_options

Box: TypeAlias = Mapping[str, int]  # of each issue, which options are left, as bits


@dataclass(frozen=True)
class In:
    """An issue has one of some options, given as bits."""

    issue: str
    options: int


@dataclass(frozen=True)
class Total:
    """A weighted sum of numeric issues, no factor 0, passes a test, or (not `wanted`) does not."""

    factors: tuple[tuple[str, Fraction], ...]
    test: NumberTest
    wanted: bool = True

    def holds(self, value: Fraction) -> bool:
        """Whether it is true where the sum has this value."""
        return self.test.holds(value) is self.wanted

    def over(self, low: Fraction, high: Fraction) -> bool | None:
        """Whether it is true, or false, wherever the sum lies between two values; None where that is open."""
        bests = [quantity.best for quantity in self.test.values]
        if self.test.kind in ("any", "none"):
            inside, outside = low == high and low in bests, not any(low <= b <= high for b in bests)
            if self.test.kind == "none":
                inside, outside = outside, inside
        else:
            floor = None if self.test.kind == "at_most" else bests[0]
            roof = None if self.test.kind == "at_least" else bests[-1]
            inside = (floor is None or low >= floor) and (roof is None or high <= roof)
            outside = (floor is not None and high < floor) or (roof is not None and low > roof)
        return self.wanted if inside else not self.wanted if outside else None


@dataclass(frozen=True)
class HowMany:
    """How many of some formulas are true is one of these counts."""

    parts: tuple[Formula, ...]
    counts: frozenset[int]


@dataclass(frozen=True)
class Every:
    """All parts are true."""

    parts: tuple[Formula, ...]


@dataclass(frozen=True)
class Some:
    """Some part is true."""

    parts: tuple[Formula, ...]


Formula: TypeAlias = In | Total | HowMany | Every | Some | bool


def bits(issue: Issue, options: Iterable[str]) -> int:
    """Give options of an issue as bits, the first option lowest."""
    return sum(1 << issue.position[option] for option in options)


def of_test(issue: Issue, test: OptionTest | NumberTest) -> In:
    """Give the options that pass a test."""
    if isinstance(test, OptionTest):
        return In(issue.id, bits(issue, allowed_options(issue, test)))
    assert issue.range is not None
    passing = (1 << place for place, v in enumerate(issue.range.values) if test.holds(v))
    return In(issue.id, sum(passing))


def of_condition(condition: Condition, issues: Mapping[str, Issue]) -> Formula:
    """Give the formula of a condition."""
    return Some(tuple(_of_alternative(part, issues) for part in condition.alternatives))


def of_clause(clause: Clause, issues: Mapping[str, Issue]) -> Formula:
    """Give the formula of what a clause demands."""
    condition = of_condition(clause.condition, issues)
    if clause.kind == "require":
        return condition
    if clause.then is None:
        return negated(condition)
    return Some((negated(condition), of_condition(clause.then, issues)))


def _of_alternative(alternative: Alternative, issues: Mapping[str, Issue]) -> Formula:
    parts: list[Formula] = [of_test(issues[name], test) for name, test in alternative.tests]
    if alternative.sum is not None:
        factors = tuple((name, factor) for name, factor in alternative.sum.factors if factor)
        parts.append(Total(factors, alternative.sum.test))
    if alternative.count is not None:
        counted = tuple(of_condition(part, issues) for part in alternative.count.of)
        test = alternative.count.test
        counts = (n for n in range(len(counted) + 1) if test.holds(Fraction(n)))
        parts.append(HowMany(counted, frozenset(counts)))
    return Every(tuple(parts))


def negated(formula: Formula) -> Formula:
    """Give the formula that is true where this one is not."""
    match formula:
        case bool():
            return not formula
        case In(issue, options):
            return In(issue, ~options)
        case Total(factors, test, wanted):
            return Total(factors, test, not wanted)
        case HowMany(parts, counts):
            return HowMany(parts, frozenset(range(len(parts) + 1)) - counts)
        case Every(parts):
            return Some(tuple(map(negated, parts)))
        case Some(parts):
            return Every(tuple(map(negated, parts)))


def issues_of(formula: Formula) -> Iterator[str]:
    """Name the issues that a formula speaks of, repeated as often as it does."""
    match formula:
        case bool():
            return
        case In(issue, _):
            yield issue
        case Total(factors, _, _):
            yield from (issue for issue, _ in factors)
        case HowMany(parts, _) | Every(parts) | Some(parts):
            for part in parts:
                yield from issues_of(part)
