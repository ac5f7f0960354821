"""Small random problems, built from arrays, in which ties are common."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from functools import cache
from typing import Any

import numpy as np
from hypothesis import strategies as st

from negsim.solve.tables.problem import (
    ActorTables,
    AllOf,
    AnyOf,
    Axis,
    Count,
    Formula,
    FormulaBonus,
    Linear,
    Not,
    Problem,
    QuotaRule,
    ScopeTable,
    constant,
)

HUGE = 2**70


Draw = st.DrawFn

# A strategy that is made anew for each draw is checked anew, which takes longer than what is drawn from it.
between = cache(st.integers)
one_of = cache(st.sampled_from)
numbers = cache(lambda low, high, n: st.lists(between(low, high), min_size=n, max_size=n))
some = cache(lambda n, least, most: st.sets(between(0, n - 1), min_size=least, max_size=most))
SHARES = st.fractions(-1, 1, max_denominator=4)


def array_of(draw: Draw, shape: tuple[int, ...], low: int, high: int, factor: int = 1) -> Any:
    """Whole numbers from `low` to `high`, times a factor."""
    n = int(np.prod(shape, dtype=int))
    drawn = [k * factor for k in draw(numbers(low, high, n))]
    dtype: Any = object if any(abs(k) >= 2**62 for k in drawn) else np.int64
    return np.array(drawn, dtype=dtype).reshape(shape)


def scope(draw: Draw, n_issues: int, most: int = 3) -> tuple[int, ...]:
    return tuple(sorted(draw(some(n_issues, 0, min(most, n_issues)))))


def truth_table(draw: Draw, sizes: tuple[int, ...], odds: int = 2) -> ScopeTable:
    told = scope(draw, len(sizes))
    return ScopeTable(told, array_of(draw, tuple(sizes[i] for i in told), 0, odds) == 0)


def linear(draw: Draw, sizes: tuple[int, ...]) -> Linear:
    factor = draw(one_of((1, 1, 1, HUGE)))
    issues = draw(numbers(0, len(sizes) - 1, draw(between(1, 3))))
    terms = tuple((issue, array_of(draw, (sizes[issue],), -3, 3, factor)) for issue in issues)
    low, high = (bound and bound * factor for bound in (limit(draw, -5, 5), limit(draw, -5, 5)))
    return Linear(terms, low, high)


def limit(draw: Draw, low: int, high: int) -> int | None:
    """No limit, half of the time."""
    return draw(between(low, high)) if draw(between(0, 1)) else None


def formula(draw: Draw, sizes: tuple[int, ...], odds: int = 2, depth: int = 2) -> Formula:
    """A table, a sum, or what is put together of up to three of these."""
    kind = draw(one_of(("table", "sum", "all", "any", "not", "count"))) if depth else "table"
    if kind == "table":
        return truth_table(draw, sizes, odds)
    if kind == "sum":
        return linear(draw, sizes)
    if kind == "not":
        return Not(formula(draw, sizes, odds, depth - 1))
    n = draw(between(int(kind == "count"), 3))
    parts = tuple(formula(draw, sizes, odds, depth - 1 if n < 2 else 0) for _ in range(n))
    if kind == "count":
        return Count(parts, limit(draw, -1, 3), limit(draw, -1, 3))
    return AllOf(parts) if kind == "all" else AnyOf(parts)


def rare(draw: Draw, sizes: tuple[int, ...], odds: int = 5) -> Formula:
    return truth_table(draw, sizes, odds) if draw(between(0, 2)) else formula(draw, sizes)


formulas = st.composite(formula)
truth_tables = st.composite(truth_table)


def an_actor(draw: Draw, sizes: tuple[int, ...], most_lines: int = 3) -> ActorTables:
    consent: Any = draw(one_of(("always", "always", "always", "when", "never")))
    factor = draw(one_of((1, 1, 1, 10**6, HUGE)))
    tables = []
    for _ in range(draw(between(0, 3))):
        told = scope(draw, len(sizes), 2)
        shape = tuple(sizes[i] for i in told)
        tables.append(ScopeTable(told, array_of(draw, shape, -2, 4, factor)))
    bonuses = tuple(
        FormulaBonus(formula(draw, sizes), draw(between(-2, 4)) * factor)
        for _ in range(draw(between(0, 1)))
    )
    return ActorTables(
        consent=consent,
        needed=formula(draw, sizes) if consent == "when" else None,
        crossed=tuple(rare(draw, sizes) for _ in range(draw(between(0, most_lines)))),
        tables=tuple(tables),
        bonuses=bonuses,
        offset=draw(between(-2, 2)) * factor,
        scale=draw(between(1, 9)) * factor,
        reservation_value=draw(SHARES),
    )


def quotas(draw: Draw, principals: tuple[int, ...]) -> tuple[tuple[QuotaRule, ...], ...] | None:
    if not principals or draw(between(0, 1)):
        return None
    ways = []
    for _ in range(draw(one_of((1, 1, 2, 3)))):
        rules = []
        for _ in range(draw(between(1, 2))):
            votes = tuple((a, Fraction(draw(between(0, 3)))) for a in principals)
            wanted = draw(between(0, 5))
            named = (draw(one_of(principals)),) if draw(between(0, 1)) else ()
            rules.append(QuotaRule(votes, Fraction(wanted), named))
        ways.append(tuple(rules))
    return tuple(ways)


def ratified(draw: Draw, cast: tuple[ActorTables, ...]) -> tuple[ActorTables, ...]:
    """Some of the actors with bodies, in which anybody may vote."""
    if draw(between(0, 1)):
        return cast
    found = []
    for actor in cast:
        bodies = []
        for _ in range(draw(one_of((0, 0, 1, 1, 2)))):
            voters = draw(some(len(cast), 1, 4))
            votes = tuple((a, Fraction(draw(between(0, 3)))) for a in sorted(voters))
            most = max(1, int(sum(n for _, n in votes)))
            bodies.append(QuotaRule(votes, Fraction(draw(between(1, most)))))
        found.append(replace(actor, bodies=tuple(bodies)))
    return tuple(found)


def axes_along(is_ordered: tuple[bool, ...], sizes: tuple[int, ...]) -> tuple[Axis, ...]:
    """Axes on which every option stands for itself."""
    return tuple(Axis.of(n, is_ordered=o) for n, o in zip(sizes, is_ordered, strict=True))


@st.composite
def problems(
    draw: st.DrawFn, *, most_actors: int = 4, most_lines: int = 3, most_packages: int = 120
) -> Problem:
    """A problem of a few dozen packages; anything that the types allow may be missing or empty."""
    sizes: tuple[int, ...] = ()
    for _ in range(draw(between(1, 4))):
        room = most_packages // int(np.prod(sizes, dtype=int))
        sizes += (draw(between(1, max(1, min(6, room)))),)
    cast = tuple(an_actor(draw, sizes, most_lines) for _ in range(draw(between(1, most_actors))))
    principals = tuple(a for a, actor in enumerate(cast) if actor.consent == "always")
    left_open = draw(some(len(sizes), 0, 3))
    return Problem(
        sizes=sizes,
        axes=axes_along(tuple(draw(between(0, 1)) == 1 for _ in sizes), sizes),
        broken=tuple(rare(draw, sizes) for _ in range(draw(between(0, 2)))),
        barred=tuple(rare(draw, sizes, 8) for _ in range(draw(between(0, 1)))),
        actors=ratified(draw, cast),
        quota=quotas(draw, principals),
        left_open={issue: sizes[issue] - 1 for issue in sorted(left_open)},
        two_ways=rare(draw, sizes),
    )


@st.composite
def contested(draw: st.DrawFn) -> Problem:
    """A problem whose actors mostly want what others refuse: few packages suit everyone."""
    sizes = tuple(draw(numbers(2, 4, draw(between(2, 3)))))
    rng = np.random.default_rng(draw(between(0, 2**16)))

    def few(size: int, most: int) -> tuple[int, ...]:
        return tuple(sorted(rng.choice(size, rng.integers(1, most + 1), replace=False).tolist()))

    def demand() -> Formula:
        scope = few(len(sizes), 2)
        return ScopeTable(scope, rng.random([sizes[i] for i in scope]) < 0.5)

    def member(consent: Any) -> ActorTables:
        return ActorTables(
            consent=consent,
            needed=demand() if consent == "when" else None,
            crossed=tuple(demand() for _ in range(rng.integers(1, 4))),
            tables=tuple(ScopeTable((i,), rng.integers(0, 4, n)) for i, n in enumerate(sizes)),
            bonuses=(),
            offset=0,
            scale=3 * len(sizes),
            reservation_value=Fraction(int(rng.integers(0, 7)), 10),
        )

    kinds = ["always", "always", "when", "never"]
    cast = (member("always"), *(member(kinds[rng.integers(4)]) for _ in range(3)))
    principals = tuple(a for a, one in enumerate(cast) if one.consent == "always")
    return Problem(
        sizes=sizes,
        axes=axes_along(tuple(bool(rng.integers(2)) for _ in sizes), sizes),
        broken=tuple(demand() for _ in range(rng.integers(0, 4))),
        barred=(),
        actors=ratified(draw, cast),
        quota=quotas(draw, principals),
    )


def actor(
    *tables: ScopeTable,
    consent: Any = "always",
    needed: Formula | None = None,
    crossed: tuple[Formula, ...] = (),
    reservation_value: Fraction | int = 0,
    scale: int = 1,
    offset: int = 0,
    bonuses: tuple[FormulaBonus, ...] = (),
    bodies: tuple[QuotaRule, ...] = (),
) -> ActorTables:
    """An actor with everything left out that a test does not speak of."""
    worth = Fraction(reservation_value)
    return ActorTables(consent, needed, crossed, tables, bonuses, offset, scale, worth, bodies)


def problem(
    sizes: tuple[int, ...],
    *cast: ActorTables,
    broken: tuple[Formula, ...] = (),
    barred: tuple[Formula, ...] = (),
    quota: tuple[QuotaRule, ...] | None = None,
    is_ordered: tuple[bool, ...] | None = None,
) -> Problem:
    """A problem with everything left out that a test does not speak of; of a quota, in one way."""
    axes = axes_along(is_ordered or (True,) * len(sizes), sizes)
    return Problem(sizes, axes, broken, barred, cast, None if quota is None else (quota,))


def worth(issue: int, *values: int) -> ScopeTable:
    """A part-worth per option of one issue."""
    dtype: Any = object if any(abs(v) >= 2**62 for v in values) else np.int64
    return ScopeTable((issue,), np.array(values, dtype=dtype))


def options(issue: int, size: int, *chosen: int) -> ScopeTable:
    """Holds for some options of one issue."""
    return ScopeTable((issue,), np.isin(np.arange(size), chosen))


NOWHERE = constant(False)
