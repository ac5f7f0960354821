"""Small random problems, built from arrays, in which ties are common."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
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


def array_of(draw: st.DrawFn, shape: tuple[int, ...], elements: st.SearchStrategy[Any]) -> Any:
    n = int(np.prod(shape, dtype=int))
    drawn = draw(st.lists(elements, min_size=n, max_size=n))
    dtype: Any = bool if all(isinstance(x, bool) for x in drawn) else np.int64
    if any(abs(int(x)) >= 2**62 for x in drawn):
        dtype = object
    return np.array(drawn, dtype=dtype).reshape(shape)


@st.composite
def scopes(draw: st.DrawFn, n_issues: int, most: int = 3) -> tuple[int, ...]:
    chosen = draw(st.sets(st.integers(0, n_issues - 1), min_size=0, max_size=min(most, n_issues)))
    return tuple(sorted(chosen))


@st.composite
def truth_tables(draw: st.DrawFn, sizes: tuple[int, ...], odds: int = 2) -> ScopeTable:
    scope = draw(scopes(len(sizes)))
    shape = tuple(sizes[i] for i in scope)
    values = array_of(draw, shape, st.integers(0, odds).map(lambda k: k == 0))
    return ScopeTable(scope, np.asarray(values, dtype=bool))


@st.composite
def linears(draw: st.DrawFn, sizes: tuple[int, ...]) -> Linear:
    factor = draw(st.sampled_from([1, 1, 1, HUGE]))
    terms = tuple(
        (issue, array_of(draw, (sizes[issue],), st.integers(-3, 3).map(lambda k: k * factor)))
        for issue in draw(st.lists(st.integers(0, len(sizes) - 1), min_size=1, max_size=3))
    )
    bounds = st.none() | st.integers(-5, 5).map(lambda k: k * factor)
    return Linear(terms, draw(bounds), draw(bounds))


def formulas(sizes: tuple[int, ...], odds: int = 2) -> st.SearchStrategy[Formula]:
    leaves = truth_tables(sizes, odds) | linears(sizes)
    bounds = st.none() | st.integers(-1, 3)
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.lists(inner, max_size=3).map(lambda parts: AllOf(tuple(parts))),
            st.lists(inner, max_size=3).map(lambda parts: AnyOf(tuple(parts))),
            inner.map(Not),
            st.builds(Count, st.lists(inner, min_size=1, max_size=3).map(tuple), bounds, bounds),
        ),
        max_leaves=3,
    )


def rare(sizes: tuple[int, ...], odds: int = 5) -> st.SearchStrategy[Formula]:
    return st.one_of(truth_tables(sizes, odds), truth_tables(sizes, odds), formulas(sizes))


@st.composite
def actors(draw: st.DrawFn, sizes: tuple[int, ...], most_lines: int = 3) -> ActorTables:
    consent: Any = draw(st.sampled_from(["always", "always", "always", "when", "never"]))
    factor = draw(st.sampled_from([1, 1, 1, 10**6, HUGE]))
    worth = st.integers(-2, 4).map(lambda k: k * factor)
    tables = []
    for _ in range(draw(st.integers(0, 3))):
        scope = draw(scopes(len(sizes), 2))
        tables.append(ScopeTable(scope, array_of(draw, tuple(sizes[i] for i in scope), worth)))
    bonuses = tuple(
        FormulaBonus(draw(formulas(sizes)), draw(worth)) for _ in range(draw(st.integers(0, 1)))
    )
    return ActorTables(
        consent=consent,
        needed=draw(formulas(sizes)) if consent == "when" else None,
        crossed=tuple(draw(rare(sizes)) for _ in range(draw(st.integers(0, most_lines)))),
        tables=tuple(tables),
        bonuses=bonuses,
        offset=draw(st.integers(-2, 2)) * factor,
        scale=draw(st.integers(1, 9)) * factor,
        reservation_value=draw(st.fractions(-1, 1, max_denominator=4)),
    )


@st.composite
def quotas(
    draw: st.DrawFn, principals: tuple[int, ...]
) -> tuple[tuple[QuotaRule, ...], ...] | None:
    if not principals or draw(st.booleans()):
        return None
    ways = []
    for _ in range(draw(st.sampled_from([1, 1, 2, 3]))):
        rules = []
        for _ in range(draw(st.integers(1, 2))):
            votes = tuple((a, Fraction(draw(st.integers(0, 3)))) for a in principals)
            wanted = draw(st.integers(0, 5))
            named = draw(st.sets(st.sampled_from(principals), max_size=1))
            rules.append(QuotaRule(votes, Fraction(wanted), tuple(sorted(named))))
        ways.append(tuple(rules))
    return tuple(ways)


@st.composite
def ratified(draw: st.DrawFn, cast: tuple[ActorTables, ...]) -> tuple[ActorTables, ...]:
    """Some of the actors with bodies, in which anybody may vote."""
    if draw(st.booleans()):
        return cast
    found = []
    for actor in cast:
        bodies = []
        for _ in range(draw(st.sampled_from([0, 0, 1, 1, 2]))):
            voters = draw(st.sets(st.integers(0, len(cast) - 1), min_size=1, max_size=4))
            votes = tuple((a, Fraction(draw(st.integers(0, 3)))) for a in sorted(voters))
            most = max(1, int(sum(n for _, n in votes)))
            bodies.append(QuotaRule(votes, Fraction(draw(st.integers(1, most)))))
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
    for _ in range(draw(st.integers(1, 4))):
        room = most_packages // int(np.prod(sizes, dtype=int))
        sizes += (draw(st.integers(1, max(1, min(6, room)))),)
    cast = tuple(draw(actors(sizes, most_lines)) for _ in range(draw(st.integers(1, most_actors))))
    principals = tuple(a for a, actor in enumerate(cast) if actor.consent == "always")
    left_open = draw(st.sets(st.integers(0, len(sizes) - 1), max_size=3))
    return Problem(
        sizes=sizes,
        axes=axes_along(tuple(draw(st.booleans()) for _ in sizes), sizes),
        broken=tuple(draw(rare(sizes)) for _ in range(draw(st.integers(0, 2)))),
        barred=tuple(draw(rare(sizes, 8)) for _ in range(draw(st.integers(0, 1)))),
        actors=draw(ratified(cast)),
        quota=draw(quotas(principals)),
        left_open={issue: sizes[issue] - 1 for issue in sorted(left_open)},
        two_ways=draw(rare(sizes)),
    )


@st.composite
def contested(draw: st.DrawFn) -> Problem:
    """A problem whose actors mostly want what others refuse: few packages suit everyone."""
    sizes = tuple(draw(st.lists(st.integers(2, 4), min_size=2, max_size=3)))
    rng = np.random.default_rng(draw(st.integers(0, 2**16)))

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
        actors=draw(ratified(cast)),
        quota=draw(quotas(principals)),
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
