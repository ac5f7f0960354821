"""Whose consent a package needs, and when enough of them accept: the one definition, whatever truth is held in."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations
from math import lcm
from typing import Any, Protocol, TypeVar

from negsim.solve.tables.problem import Problem, QuotaRule

ALL_COALITIONS_UP_TO = 10

T = TypeVar("T")


def coalitions(problem: Problem) -> tuple[tuple[int, ...], ...]:
    """The sets of two or more actors whose consent packages may need, by size and then file order.

    With more than ten such actors only pairs, all but one, and all.
    """
    actors = problem.consenting
    n = len(actors)
    sizes = range(2, n + 1) if n <= ALL_COALITIONS_UP_TO else (2, n - 1, n)
    return tuple(members for size in sizes for members in combinations(actors, size))


@dataclass(frozen=True)
class Ballot:
    """Votes of actors and how many are wanted, in whole numbers; in arrays of them where draws have their own."""

    votes: tuple[tuple[int, Any], ...]
    wanted: Any


def ballot(rule: QuotaRule, among: Collection[int] | None = None) -> Ballot:
    """The votes of a rule and those wanted, brought to one denominator; of some actors only, where told so."""
    votes = [(a, number) for a, number in rule.votes if among is None or a in among]
    scale = lcm(rule.at_least.denominator, *(number.denominator for _, number in votes))
    return Ballot(
        tuple((a, int(number * scale)) for a, number in votes), int(rule.at_least * scale)
    )


def included(problem: Problem, rule: QuotaRule) -> frozenset[int]:
    """The principals whose acceptance a rule asks for by name; who is no principal cannot be among those that agree."""
    return frozenset(rule.including) & frozenset(problem.principals)


class Logic(Protocol[T]):
    """How truth is combined: for one package, for 64 in a word, or for an array of them."""

    def every(self, parts: Sequence[T], /) -> T:
        """Where all hold; everywhere without parts."""

    def some(self, parts: Sequence[T], /) -> T:
        """Where any holds; nowhere without parts."""

    def unless(self, part: T, needed: Any, /) -> T:
        """Where the part holds or is not needed."""

    def enough(self, votes: Sequence[tuple[T, Any]], wanted: Any, /) -> T:
        """Where the votes of what holds are as many as wanted."""


@dataclass(frozen=True, eq=False)
class Assembly:
    """Who must agree to a package, with whole numbers of votes: made once per problem."""

    problem: Problem
    bodies: Mapping[int, tuple[Ballot, ...]]  # of the actors whose consent packages may need
    ways: tuple[tuple[tuple[Ballot, frozenset[int]], ...], ...] | None  # and who is included

    @classmethod
    def of(cls, problem: Problem) -> Assembly:
        """The assembly of a problem."""
        ways = None
        if problem.quota is not None:
            ways = tuple(
                tuple((ballot(rule, problem.principals), included(problem, rule)) for rule in rules)
                for rules in problem.quota
            )
        bodies = {a: tuple(map(ballot, problem.actors[a].bodies)) for a in problem.consenting}
        return cls(problem, bodies, ways)

    def without(self, actor: int, number: int) -> Assembly:
        """The same with one body of an actor gone."""
        kept = self.bodies[actor][:number] + self.bodies[actor][number + 1 :]
        return replace(self, bodies={**self.bodies, actor: kept})

    def unasked(self, actor: int) -> Assembly:
        """The same with no body of an actor asked."""
        return replace(self, bodies={**self.bodies, actor: ()}) if actor in self.bodies else self

    def agrees(self, accepts: Mapping[int, T], needed: Mapping[int, Any], logic: Logic[T]) -> T:
        """Where enough of those accept whose consent is needed, and every body passes that is.

        Parameters
        ----------
        accepts
            Where each actor accepts, of all that are asked.
        needed
            Where each conditional actor is needed.
        logic
            How truth is combined.
        """
        problem = self.problem
        parts = []
        for a in problem.consenting:
            if problem.actors[a].consent == "when":
                parts.append(logic.unless(self.counts(a, accepts, logic), needed[a]))
            elif self.ways is None:
                parts.append(self.counts(a, accepts, logic))
        if self.ways is not None:
            counts = cache(lambda a: self.counts(a, accepts, logic))
            parts.append(
                logic.some(
                    [
                        logic.every(
                            [
                                part
                                for one, named in rules
                                for part in (
                                    logic.enough(
                                        [(counts(a), n) for a, n in one.votes], one.wanted
                                    ),
                                    *(counts(a) for a in sorted(named)),
                                )
                            ]
                        )
                        for rules in self.ways
                    ]
                )
            )
        return logic.every(parts)

    def counts(self, actor: int, accepts: Mapping[int, T], logic: Logic[T]) -> T:
        """Where an actor accepts and each of its bodies says yes."""
        bodies = self.bodies[actor]
        if not bodies:
            return accepts[actor]
        return logic.every([accepts[actor], *(passes(one, accepts, logic) for one in bodies)])


def passes(body: Ballot, accepts: Mapping[int, T], logic: Logic[T]) -> T:
    """Where a body says yes."""
    return logic.enough([(accepts[a], number) for a, number in body.votes], body.wanted)


class OnePackage:
    """Truth about one package."""

    @staticmethod
    def every(parts: Sequence[bool]) -> bool:
        """Whether all hold."""
        return all(parts)

    @staticmethod
    def some(parts: Sequence[bool]) -> bool:
        """Whether any holds."""
        return any(parts)

    @staticmethod
    def unless(part: bool, needed: bool) -> bool:
        """Whether the part holds or is not needed."""
        return part or not needed

    @staticmethod
    def enough(votes: Sequence[tuple[bool, int]], wanted: int) -> bool:
        """Whether the votes of what holds are as many as wanted."""
        return sum(number for held, number in votes if held) >= wanted


def is_enough(problem: Problem, accepting: Collection[int], needed: Collection[int] = ()) -> bool:
    """Whether these actors' acceptance is enough, of those asked, where these conditional actors are needed."""
    return agreed(Assembly.of(problem), accepting, needed)


def agreed(assembly: Assembly, accepting: Collection[int], needed: Collection[int] = ()) -> bool:
    """Whether these actors' acceptance is enough for an assembly, where these conditional actors are needed."""
    problem = assembly.problem
    return assembly.agrees(
        {a: a in accepting for a in problem.asked},
        {a: a in needed for a in problem.consenting},
        OnePackage,
    )


def minimal_completions(
    assembly: Assembly,
    free: Collection[int],
    others: Collection[int],
    needed: Collection[int] = (),
) -> Iterator[frozenset[int]]:
    """The inclusion-minimal subsets of ``others`` that, together with ``free``, are enough.

    Where ``free`` is enough, the empty set alone; where all are not, nothing.
    """
    base, order = frozenset(free), sorted(others)

    def suffices(chosen: Collection[int]) -> bool:
        return agreed(assembly, base.union(chosen), needed)

    def extend(chosen: frozenset[int], start: int) -> Iterator[frozenset[int]]:
        if suffices(chosen):
            if not any(suffices(chosen - {a}) for a in chosen):
                yield chosen
        elif start < len(order) and suffices([*chosen, *order[start:]]):
            yield from extend(chosen | {order[start]}, start + 1)
            yield from extend(chosen, start + 1)

    yield from extend(frozenset(), 0)
