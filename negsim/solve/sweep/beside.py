"""What is counted beside the zone in a sweep: what bodies make of it, what it leaves open, what is read two ways."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

import numpy as np

from negsim.solve.answer import Ratified, Seat
from negsim.solve.sweep.asks import Ask
from negsim.solve.sweep.diagram import Sum
from negsim.solve.sweep.sample import Counting
from negsim.solve.sweep.voting import body_terms
from negsim.solve.sweep.zone import size_of_terms, zone_size
from negsim.solve.tables.formula import negate
from negsim.solve.tables.problem import Problem, QuotaRule, ScopeTable


def ratification(problem: Problem, zone: int, counted: Counting) -> Mapping[Seat, Ratified]:
    """What each body passes and stops, and whose votes would have let it pass.

    What a body stops is what the zone gains without it; what a voter would let through, what the zone gains once that
    voter's votes are given.
    """
    found = {}
    for a in problem.consenting:
        for k, body in enumerate(problem.actors[a].bodies):
            passed = size_of_terms(problem.sizes, body_terms(problem, a, k), counted).packages
            without = zone_size(_with_body(problem, a, k, None), counted).packages
            stops = max(0, without - zone)
            found[a, k] = Ratified(
                passed,
                stops,
                {
                    voter: _let_through(problem, (a, k), voter, zone, counted) if stops else 0
                    for voter, _ in body.votes
                },
            )
    return found


def _let_through(problem: Problem, seat: Seat, voter: int, zone: int, counted: Counting) -> int:
    body = problem.actors[seat[0]].bodies[seat[1]]
    given = sum((number for a, number in body.votes if a == voter), Fraction(0))
    others = tuple((a, number) for a, number in body.votes if a != voter)
    eased = QuotaRule(others, body.at_least - given)
    return max(0, zone_size(_with_body(problem, *seat, eased), counted).packages - zone)


def _with_body(problem: Problem, a: int, k: int, body: QuotaRule | None) -> Problem:
    """The problem with a body of an actor replaced, or gone."""
    bodies = problem.actors[a].bodies
    put = () if body is None else (body,)
    actor = replace(problem.actors[a], bodies=(*bodies[:k], *put, *bodies[k + 1 :]))
    actors = (*problem.actors[:a], actor, *problem.actors[a + 1 :])
    return replace(problem, actors=actors)


def left_open(problem: Problem, counted: Counting) -> Mapping[int, int]:
    """How many packages of the zone leave at least so many issues open, up to the most that any does."""
    tables = tuple(
        ScopeTable((issue,), np.asarray(np.arange(problem.sizes[issue]) == option, dtype=np.int64))
        for issue, option in problem.left_open.items()
    )
    found = {}
    for least in range(1, len(tables) + 1):
        n = zone_size(problem, counted, Ask((), (Sum(tables, at_least=least),))).packages
        if not n:
            break
        found[least] = n
    return found


def read_two_ways(problem: Problem, counted: Counting) -> int:
    """How many packages of the zone somebody who is needed reads otherwise."""
    return zone_size(problem, counted, Ask((negate(problem.two_ways),))).packages
