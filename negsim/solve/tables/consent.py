"""Whose consent a package needs, and when enough of them accept."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from fractions import Fraction
from itertools import combinations
from math import lcm

from negsim.solve.tables.problem import Problem, QuotaRule

ALL_COALITIONS_UP_TO = 10


def coalitions(problem: Problem) -> tuple[tuple[int, ...], ...]:
    """The sets of two or more actors that are not advisory, by size and then file order.

    With more than ten such actors only pairs, all but one, and all.
    """
    actors = problem.consenting
    n = len(actors)
    sizes = range(2, n + 1) if n <= ALL_COALITIONS_UP_TO else (2, n - 1, n)
    return tuple(members for size in sizes for members in combinations(actors, size))


def votes_of(problem: Problem, rule: QuotaRule) -> tuple[dict[int, int], int]:
    """The principals' votes under a rule and the votes wanted, brought to one denominator."""
    votes = {a: v for a, v in rule.votes if a in problem.principals}
    scale = lcm(rule.at_least.denominator, *(v.denominator for v in votes.values()))
    return {a: int(v * scale) for a, v in votes.items()}, int(Fraction(rule.at_least) * scale)


def included(problem: Problem, rule: QuotaRule) -> frozenset[int]:
    """The principals whose acceptance a rule asks for by name; who is no principal cannot be among those that agree."""
    return frozenset(rule.including) & frozenset(problem.principals)


def is_enough(problem: Problem, accepting: Collection[int]) -> bool:
    """Whether these actors' acceptance is enough, conditional actors apart: all principals, or what the quota asks."""
    if problem.quota is None:
        return set(problem.principals) <= set(accepting)
    for rule in problem.quota:
        votes, wanted = votes_of(problem, rule)
        if sum(v for a, v in votes.items() if a in accepting) < wanted:
            return False
        if not included(problem, rule) <= set(accepting):
            return False
    return True


def minimal_completions(
    problem: Problem, free: Collection[int], others: Collection[int]
) -> Iterator[frozenset[int]]:
    """The inclusion-minimal subsets of ``others`` that, together with ``free``, are enough.

    Where ``free`` is enough, the empty set alone; where all are not, nothing.
    """
    base, order = frozenset(free), sorted(others)

    def extend(chosen: frozenset[int], start: int) -> Iterator[frozenset[int]]:
        if is_enough(problem, base | chosen):
            if not any(is_enough(problem, base | chosen - {a}) for a in chosen):
                yield chosen
        elif start < len(order) and is_enough(problem, base | chosen | set(order[start:])):
            yield from extend(chosen | {order[start]}, start + 1)
            yield from extend(chosen, start + 1)

    yield from extend(frozenset(), 0)


def minimal_winning_sets(problem: Problem) -> tuple[frozenset[int], ...]:
    """The inclusion-minimal sets of principals whose acceptance is enough, conditional actors apart."""
    return tuple(minimal_completions(problem, (), problem.principals))
