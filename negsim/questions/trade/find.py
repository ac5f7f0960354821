"""Logrolling: what can be exchanged from a package on, so that nobody whose consent it needs is worse off."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negsim.language.model.numbers import format_number
from negsim.language.model.scenario import Scenario
from negsim.questions.packages.named_package import usual_start
from negsim.questions.trade.further import RedLines
from negsim.questions.trade.result import Swap, Trades
from negsim.questions.trade.single_text import single_text
from negsim.questions.zone.find import deal
from negsim.questions.zone.result import Choice
from negsim.solve.ahead import Told, foresee_walks
from negsim.solve.answer import Package
from negsim.solve.kernels.one_package import verdict
from negsim.solve.kernels.swaps import (
    columns_of,
    feasible_at,
    nearby,
    needed_at,
    totals_at,
)
from negsim.solve.tables.formula import holds
from negsim.solve.tables.gains import total, utility_of_total
from negsim.solve.tables.problem import Problem
from negsim.space.space import Space, compile_scenario

LIMIT = 20
KEPT = 2000  # candidates told in full before they are ranked for good


def trade(
    scenario: Scenario,
    start: Choice | None = None,
    *,
    limit: int = LIMIT,
    told: Told | None = None,
) -> Trades:
    """Find the exchanges that a package leaves room for, and a path of them to the frontier.

    Parameters
    ----------
    scenario : Scenario
        With its variants applied.
    start : mapping or None
        The package to start from: an option of every issue; None for the file's status quo, or what
        `negsim.questions.packages.named_package.usual_start` takes in its place.
    limit : int
        At most so many swaps of either list.
    told : callable, optional
        Called once, before the work begins, with the packages that are gone through, and about how many seconds that
        takes.

    Raises
    ------
    TooLarge
        Where the space is too large to go through.

    Notes
    -----
    Logrolling is exchange on several issues at once, each side giving where it cares less (Tollison & Willett 1979;
    Raiffa 1982, chapter 10). Swaps range over all options of any two or three issues, not only neighbouring ones.
    A red line is never traded: from a package of the zone only exchanges within the zone are found; from another those
    come first that cross no red line anew and go no further across one. Then they are ranked by the smallest gain of
    those that count.
    """
    chosen = None
    if start is None:
        start, chosen = usual_start(scenario)
    space = compile_scenario(scenario)
    package = space.package({issue: _text(option) for issue, option in start.items()})
    foresee_walks(
        space.problem, told, walks=2
    )  # for a last step of the text, and whether its end is efficient
    found = _Exchanges(space.problem, package, limit)
    stands = verdict(space.problem, package)
    steps, is_efficient = single_text(space, package)
    return Trades(
        space=space,
        chosen=chosen,
        start=deal(space, package),
        start_crosses=crosses(space, package),
        start_feasible=stands.is_feasible,
        start_in_zone=stands.in_zone,
        found=found.found,
        feasible=found.feasible,
        keeping=found.keeping,
        evenly=found.evenly,
        swaps=tuple(_swap(space, package, other, found) for other in found.ranked),
        equal=tuple(_swap(space, package, other, found) for other in found.even),
        path=steps,
        is_efficient=is_efficient,
    )


def _text(option: str | float) -> str:
    if isinstance(option, str):
        return option
    return format_number(Fraction(str(option)))


@dataclass(frozen=True)
class _Weighed:
    """One exchange with what it is ranked by."""

    package: Package
    is_feasible: bool
    is_anew: bool
    least: Fraction
    spread: Fraction
    gained: Fraction
    changed: int


class _Exchanges:
    """All exchanges from a package: how many there are, and the best by either order."""

    def __init__(self, problem: Problem, start: Package, limit: int) -> None:
        self.problem, self.start = problem, start
        self.is_inside = verdict(problem, start).in_zone
        self.base = [total(actor, start) for actor in problem.actors]
        self.lines = RedLines(problem)
        self.taken = self.lines.taken(start)
        self.found = self.feasible = self.keeping = self.evenly = 0
        best: list[_Weighed] = []
        even: list[_Weighed] = []
        for packages in nearby(problem, start, (2, 3)):
            self._weigh(packages, best, even)
        best.sort(
            key=lambda one: (
                not one.is_feasible,
                one.is_anew,
                -one.least,
                -one.gained,
                one.changed,
                one.package,
            )
        )
        even.sort(key=lambda one: (one.spread, -one.least, one.changed, one.package))
        self.ranked = [one.package for one in best[:limit]]
        self.even = [one.package for one in even[:limit]]

    def _weigh(self, packages: NDArray[Any], best: list[_Weighed], even: list[_Weighed]) -> None:
        problem = self.problem
        columns = columns_of(packages)
        good = np.ones(len(packages), dtype=bool)
        better = np.zeros(len(packages), dtype=bool)
        totals: dict[int, NDArray[Any]] = {}
        counted: dict[int, NDArray[np.bool_]] = {}
        for a in problem.consenting:
            totals[a] = totals_at(problem.actors[a], columns) - self.base[a]
            counted[a] = needed_at(problem.actors[a], columns)
            good &= ~counted[a] | np.asarray(totals[a] >= 0, dtype=bool)
            better |= counted[a] & np.asarray(totals[a] > 0, dtype=bool)
        kept = np.flatnonzero(good & better)
        kept, possible, anew = self._judged(packages, kept)
        self.found += len(kept)
        self.feasible += int(possible.sum())
        self.keeping += int((possible & ~anew).sum())
        least = np.full(len(kept), np.inf)
        most = np.full(len(kept), -np.inf)
        for a, gains in totals.items():
            worth = gains[kept].astype(float) / problem.actors[a].scale
            least = np.where(counted[a][kept], np.minimum(least, worth), least)
            most = np.where(counted[a][kept], np.maximum(most, worth), most)
        # Floats only choose who is told in full; the order of those is settled by the exact numbers.
        order = np.lexsort((-most, -least, anew, ~possible))[:KEPT]
        best += [self._exactly(packages[kept[k]], possible[k], anew[k]) for k in order]
        gaining = np.flatnonzero(possible & ~anew & (least > 0))
        self.evenly += len(gaining)
        near = gaining[np.argsort((most - least)[gaining], kind="stable")[:KEPT]]
        even += [self._exactly(packages[kept[k]], True, False) for k in near]

    def _judged(
        self, packages: NDArray[Any], kept: NDArray[np.intp]
    ) -> tuple[NDArray[np.intp], NDArray[np.bool_], NDArray[np.bool_]]:
        """Those that are exchanges; which of them are feasible, and which cross a red line anew or go further."""
        columns = columns_of(packages[kept])
        possible = feasible_at(self.problem, columns)
        anew = self.lines.further(columns, self.taken)
        if self.is_inside:
            # Without a quota nothing in the zone crosses a line of anybody needed; with one it may, of who is outvoted.
            inside = possible & ~anew if self.problem.quota is None else possible.copy()
            for k in np.flatnonzero(inside):
                package = tuple(int(option) for option in packages[kept[k]])
                inside[k] = verdict(self.problem, package).in_zone
            return kept[inside], possible[inside], anew[inside]
        return kept, possible, anew

    def _exactly(self, row: NDArray[Any], possible: bool, anew: bool) -> _Weighed:
        package = tuple(int(option) for option in row)
        gains = [
            Fraction(
                total(self.problem.actors[a], package) - self.base[a], self.problem.actors[a].scale
            )
            for a in _counting(self.problem, package)
        ]
        return _Weighed(
            package=package,
            is_feasible=bool(possible),
            is_anew=bool(anew),
            least=min(gains),
            spread=max(gains) - min(gains),
            gained=sum(gains, Fraction(0)),
            changed=sum(x != y for x, y in zip(self.start, package, strict=True)),
        )


def _counting(problem: Problem, package: Package) -> list[int]:
    return [
        a
        for a in problem.consenting
        if (needed := problem.actors[a].needed) is None or holds(needed, package)
    ]


def _swap(space: Space, start: Package, package: Package, found: _Exchanges) -> Swap:
    stands = verdict(space.problem, package)
    problem, reached = space.problem, deal(space, package)
    before = deal(space, start)
    counting = _counting(problem, package)
    changed = [i for i, (x, y) in enumerate(zip(start, package, strict=True)) if x != y]
    change = {
        actor: utility - before.utilities[actor] for actor, utility in reached.utilities.items()
    }
    gains = [change[space.actors[a]] for a in counting]
    counts = tuple(space.actors[a] for a in counting)
    return Swap(
        deal=reached,
        changes={
            space.issues[i]: (before.package[space.issues[i]], reached.package[space.issues[i]])
            for i in changed
        },
        change=change,
        alone={
            space.actors[a]: {
                space.issues[i]: _by_itself(problem, a, start, i, package[i]) for i in changed
            }
            for a in counting
        },
        counts=counts,
        hurts=tuple(actor for actor, gain in change.items() if gain < 0 and actor not in counts),
        smallest=min(gains),
        spread=max(gains) - min(gains),
        is_feasible=stands.is_feasible,
        crosses=crosses(space, package),
        anew=tuple(space.red_lines[a][k] for a, k in found.lines.anew(package, found.taken)),
        in_zone=stands.in_zone,
    )


def _by_itself(problem: Problem, actor: int, start: Package, issue: int, option: int) -> Fraction:
    spec = problem.actors[actor]
    moved = (*start[:issue], option, *start[issue + 1 :])
    return utility_of_total(spec, total(spec, moved)) - utility_of_total(spec, total(spec, start))


def crosses(space: Space, package: Package) -> tuple[str, ...]:
    """Name the red lines that a package crosses, of the actors whose consent it needs."""
    found = verdict(space.problem, package)
    return tuple(
        space.red_lines[a][k]
        for a in space.problem.consenting
        if found.is_needed[a]
        for k in found.crossed[a]
    )
