"""The first packages in an order, of spaces too large to list: sums by dynamic programming, gains by thresholds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations
from math import floor as rounded_down
from math import lcm, prod

import numpy as np

from negsim.errors import TooLarge
from negsim.solve.answer import By, Package
from negsim.solve.listing.numbering import package_at
from negsim.solve.sweep.asks import Ask, content, rules, total
from negsim.solve.sweep.count import size_of
from negsim.solve.sweep.diagram import Diagram, Sum
from negsim.solve.sweep.listed import first_of
from negsim.solve.sweep.zone import single
from negsim.solve.tables.formula import collapse, disjunction, negate
from negsim.solve.tables.gains import gains
from negsim.solve.tables.problem import ActorTables, Formula, FormulaBonus, Problem, ScopeTable
from negsim.solve.tables.steps import FAR, distances

GAINING = 50_000  # packages in which every principal gains, up to which their products are compared one by one
STEP_CELLS = 2**20  # assignments of one red line's issues, where steps are tabulated


@dataclass(frozen=True)
class Swept:
    """The first packages in an order, and how many there are in all."""

    of: int
    packages: tuple[Package, ...]


def rank(problem: Problem, by: By, limit: int, within: Formula | None = None) -> Swept:
    """Put the first feasible packages in order, as `negsim.solve.kernels.ranking.rank` does, without listing all.

    Raises
    ------
    TooLarge
        Where that cannot be done.
    """
    if within is not None:
        problem = replace(problem, barred=(*problem.barred, negate(within)))
    feasible = rules(problem)
    size = size_of(feasible.diagram(problem.sizes)).packages
    most = min(limit, size)
    if by == "nearest":
        found = _nearest(problem, most)
    elif by == "floor":
        found = _by_floor(problem, feasible, most)
    elif by == "nash":
        found = _by_nash(problem, feasible, most)
    else:
        found = _by_sum(problem, by, most)
    return Swept(size, tuple(package_at(index, problem.sizes) for index in found))


def _by_sum(problem: Problem, by: By, most: int) -> list[int]:
    if isinstance(by, int):
        worth = total(problem.actors[by])
    else:
        actors = [problem.actors[a] for a in problem.principals]
        unit = lcm(*(actor.scale for actor in actors))
        worth = _together([(actor, unit // actor.scale) for actor in actors])
    diagram = Diagram(problem.sizes, rules(problem).hard, (worth,))
    return [int(index) for index in first_of(diagram, most, is_ranked=True).index]


def _together(actors: Iterable[tuple[ActorTables, int]]) -> Sum:
    """The totals of several actors, each times a factor."""
    tables, bonuses = [], []
    for actor, factor in actors:
        tables += [ScopeTable(t.scope, t.values.astype(object) * factor) for t in actor.tables]
        bonuses += [FormulaBonus(b.formula, b.worth * factor) for b in actor.bonuses]
    return Sum(tuple(tables), tuple(bonuses))


class _Gains:
    """Sets of packages by the smallest gain of a principal, which is asked of their totals."""

    def __init__(self, problem: Problem, asked: Ask) -> None:
        self.problem = problem
        self.actors = [problem.actors[a] for a in problem.principals]
        heads = tuple(total(actor) for actor in self.actors)
        self.n_heads = len(heads)
        self.diagram = Ask(asked.hard, (*heads, *asked.sums)).diagram(problem.sizes)
        self.unit = lcm(*(a.scale * a.reservation_value.denominator for a in self.actors))
        ends = [_ends(actor, head) for actor, head in zip(self.actors, heads, strict=True)]
        self.low = min((rounded_down(low * self.unit) for low, _ in ends), default=0)
        self.high = min((rounded_down(high * self.unit) for _, high in ends), default=0)

    def reaching(self, gain: int) -> Diagram:
        """The packages in which every principal gains so much, in units."""
        wanted = Fraction(gain, self.unit)
        told: dict[int, int | None] = {}
        for k, actor in enumerate(self.actors):
            least = (wanted + actor.reservation_value) * actor.scale - actor.offset
            # What all reach, or none, is as good as any such number, and fits where the totals do.
            beyond = self.diagram.sums[k].bound + 1
            told[k] = max(-beyond, min(beyond, -rounded_down(-least)))
        told |= {
            k: self.diagram.sums[k].at_least for k in range(self.n_heads, len(self.diagram.sums))
        }
        return self.diagram.told_by(told)

    def first(self, gain: int, most: int) -> list[int]:
        """The first packages, in package order, in which every principal gains so much."""
        return [int(index) for index in first_of(self.reaching(gain), most).index]

    def smallest(self, index: int) -> Fraction:
        """The smallest gain of a principal, of a package."""
        package = package_at(index, self.problem.sizes)
        own = gains(self.problem, package)
        return min((own[a] for a in self.problem.principals), default=Fraction(0))


def _ends(actor: ActorTables, head: Sum) -> tuple[Fraction, Fraction]:
    return tuple(  # type: ignore[return-value]
        Fraction(end + actor.offset, actor.scale) - actor.reservation_value
        for end in (-head.bound - 1, head.bound + 1)
    )


def _by_floor(problem: Problem, asked: Ask, most: int) -> list[int]:
    """The packages with the largest smallest gain, as many as there are of those asked for and wanted."""
    known = _Gains(problem, asked)
    low, high = known.low, known.high  # all reach the one, none more than the other
    everything = known.first(low, most)
    if len(everything) < most or not most:
        return sorted(everything, key=lambda index: (-known.smallest(index), index))
    while low < high:
        middle = (low + high + 1) // 2
        if len(known.first(middle, most)) == most:
            low = middle
        else:
            high = middle - 1
    better = known.first(low + 1, most)
    better.sort(key=lambda index: (-known.smallest(index), index))
    as_good = [index for index in known.first(low, most) if index not in set(better)]
    return [*better, *as_good][:most]


def _by_nash(problem: Problem, asked: Ask, most: int) -> list[int]:
    """The packages with the largest product of gains; where a principal does not gain, it is 0."""
    known = _Gains(problem, asked)
    gaining = known.first(1, max(most, GAINING) + 1)
    if len(gaining) > max(most, GAINING):
        raise TooLarge.one(
            f"everybody gains in more than {max(most, GAINING):,} packages, too many to compare the"
            " products of their gains one by one",
            "rank by floor or utilitarian, narrow it (`within`), or fix some options with a variant",
        )

    def product(index: int) -> Fraction:
        own = gains(problem, package_at(index, problem.sizes))
        return prod((own[a] for a in problem.principals), start=Fraction(1))

    gaining.sort(key=lambda index: (-product(index), index))
    if len(gaining) >= most:
        return gaining[:most]
    taken = set(gaining)
    first = known.first(known.low, most + len(gaining))
    return [*gaining, *(index for index in first if index not in taken)][:most]


def _nearest(problem: Problem, most: int) -> list[int]:
    """The packages of the zone by their smallest gain; then those that one refuses, by steps; then two, and so on."""
    found: list[int] = []
    by_refusals = _by_refusals(problem)
    while len(found) < most and (levels := next(by_refusals, None)) is not None:
        found += _by_steps(levels, most - len(found))
    return found[:most]


def _by_refusals(problem: Problem) -> Iterator[list[_Levels]]:
    """The feasible packages by how many refuse them, a set per choice of who does; where bodies vote the zone alone."""
    if problem.quota is None and problem.voters and (zone := single(problem)) is not None:
        yield [_Levels(problem, _Refused(zone, ()))]
    if problem.quota is not None or problem.voters:
        raise TooLarge.one(
            "where votes decide the nearest of so many packages cannot be found issue by issue",
            "rank by floor, or fix some options with a variant",
        )
    for number in range(len(problem.consenting) + 1):
        yield [
            _Levels(problem, _refused_by(problem, who))
            for who in combinations(problem.consenting, number)
        ]


def nearest_to(problem: Problem, draft: Package) -> tuple[Package, bool] | None:
    """The nearest package to a draft, and whether it is in the zone, as `negsim.solve.kernels.nearest.nearest` has it.

    Returns
    -------
    None where nothing is feasible.

    Raises
    ------
    TooLarge
        Where that cannot be done.
    """
    near = _likeness(problem, draft)
    for number, levels in enumerate(_by_refusals(problem)):
        fewest = min((one.steps for one in levels if one.steps is not None), default=None)
        if fewest is None:
            continue
        found: list[tuple[int, Fraction, int]] = []
        for one in levels:
            if one.steps == fewest:
                asked = Ask((), (near,)) + one.level
                sums = (*asked.sums[1:], asked.sums[0])
                best = first_of(Diagram(problem.sizes, asked.hard, sums), 1, is_ranked=True)
                like = int(best.value[0])
                level = one.level + Ask((), (near.reaching(like),))
                (index,) = _by_floor(problem, level, 1)
                found.append((-like, -_Gains(problem, level).smallest(index), index))
        return package_at(min(found)[2], problem.sizes), not number
    return None


def _likeness(problem: Problem, draft: Package) -> Sum:
    """Minus the issues changed in a draft, before minus the option-steps."""
    whole = 1 + sum(problem.sizes)
    tables = []
    for issue, (own, size) in enumerate(zip(draft, problem.sizes, strict=True)):
        options = np.arange(size)
        is_other = (options != own).astype(np.int64)
        steps = problem.axes[issue].away(options, own)
        tables.append(ScopeTable((issue,), -(whole * is_other + steps).astype(np.int64)))
    return Sum(tuple(tables))


@dataclass(frozen=True)
class _Refused:
    """The packages that just these refuse, and minus the option-steps that they are away, one sum a red line."""

    asked: Ask
    away: tuple[ScopeTable, ...]


def _refused_by(problem: Problem, who: Sequence[int]) -> _Refused:
    asked = rules(problem)
    away: list[ScopeTable] = []
    for a in problem.consenting:
        actor = problem.actors[a]
        if a not in who:
            asked += content(actor)
            continue
        if actor.needed is not None:
            asked += Ask((negate(actor.needed),))
        asked += _refusal(actor)
        away += [_steps(problem, a, line) for line in actor.crossed]
    return _Refused(asked, tuple(away))


def _refusal(actor: ActorTables) -> Ask:
    """What an actor does not accept: it crosses a red line, or its total is below what it must reach."""
    head = total(actor)
    enough = 2 * head.bound + abs(actor.threshold) + 1
    crossing = FormulaBonus(disjunction(actor.crossed), enough)
    tables = tuple(ScopeTable(t.scope, -t.values) for t in actor.tables)
    bonuses = tuple(FormulaBonus(b.formula, -b.worth) for b in actor.bonuses)
    return Ask((), (Sum(tables, (*bonuses, crossing), 1 - actor.threshold),))


def _steps(problem: Problem, actor: int, line: Formula) -> ScopeTable:
    """Option-steps out of a red line; `FAR` where it cannot be kept."""
    crossed = collapse(line, problem.sizes, STEP_CELLS)
    if not isinstance(crossed, ScopeTable):
        raise TooLarge.one(
            "a red line speaks of too many issues at once to say how far away it is",
            "make its clause narrower, or coarsen the ranges it speaks of",
        )
    return distances(crossed, problem.axes_of(actor))


class _Levels:
    """A set of packages taken level by level: by the option-steps that those who refuse are away."""

    def __init__(self, problem: Problem, refused: _Refused) -> None:
        self.problem, self.asked = problem, refused.asked
        self.away = Sum(refused.away)
        self.near = Sum(tuple(ScopeTable(t.scope, -t.values) for t in refused.away))
        self.steps = self._next(0)

    def _next(self, least: int) -> int | None:
        """The fewest steps of a package, of those that are so many away at least; `FAR` for what cannot be mended."""
        asked = self.asked + Ask((), (self.away.reaching(least), self.near))
        found = first_of(asked.diagram(self.problem.sizes), 1, is_ranked=True)
        return min(FAR, -int(found.value[0])) if len(found) else None

    @property
    def level(self) -> Ask:
        """The packages of this level."""
        assert self.steps is not None
        bounds: tuple[Sum, ...] = (self.away.reaching(self.steps),)
        if self.steps < FAR:
            bounds = (*bounds, self.near.reaching(-self.steps))
        return self.asked + Ask((), bounds)

    def take(self, most: int) -> list[tuple[Fraction, int]]:
        """Give the packages of this level with the largest smallest gain, and go on to the next."""
        steps, level = self.steps, self.level
        known = _Gains(self.problem, level)
        found = [(known.smallest(index), index) for index in _by_floor(self.problem, level, most)]
        self.steps = None if steps is None or steps == FAR else self._next(steps + 1)
        return found


def _by_steps(known: Sequence[_Levels], most: int) -> list[int]:
    """Of some sets of packages, those at the fewest steps, then those with the largest smallest gain."""
    found: list[int] = []
    while len(found) < most:
        fewest = min((one.steps for one in known if one.steps is not None), default=None)
        if fewest is None:
            break
        level: list[tuple[Fraction, int]] = []
        for one in known:
            if one.steps == fewest:
                level += one.take(most - len(found))
        found += [index for _, index in sorted(level, key=lambda one: (-one[0], one[1]))]
    return found[:most]
