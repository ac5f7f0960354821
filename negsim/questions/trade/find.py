"""Logrolling: what can be exchanged from a package on, so that nobody whose consent it needs is worse off."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from negsim.document.plain import to_json
from negsim.language.model.scenario import Scenario
from negsim.questions.trade.single_text import Step, single_text
from negsim.questions.zone.find import deal
from negsim.questions.zone.result import Choice, Deal
from negsim.solve.answer import Package
from negsim.solve.kernels.swaps import (
    columns_of,
    feasible_at,
    nearby,
    needed_at,
    totals_at,
)
from negsim.solve.tables.consent import is_enough
from negsim.solve.tables.formula import holds
from negsim.solve.tables.gains import total, utility_of_total
from negsim.solve.tables.problem import Problem
from negsim.space.space import Space, compile_scenario

if TYPE_CHECKING:
    import pandas as pd

LIMIT = 20
KEPT = 2000  # candidates told in full before they are ranked for good


@dataclass(frozen=True)
class Swap:
    """An exchange across two or three issues that leaves nobody who counts worse off, and somebody better.

    Parameters
    ----------
    changes : mapping
        Issue to what it was and what it becomes.
    change : mapping
        What each actor gains in utility, third parties too.
    alone : mapping
        Per actor that counts and issue, what that change by itself would bring: who gives where, and gets where.
    counts : tuple of str
        Those who must not lose: principals, and the conditional actors that the new package needs.
    hurts : tuple of str
        Third parties that lose.
    smallest, spread : Fraction
        The smallest gain of those that count, and how far the largest is above it.
    is_feasible, in_zone : bool
        Of the new package.
    crosses : tuple of str
        Red lines that it crosses, of the actors that it needs.
    """

    deal: Deal
    changes: Mapping[str, tuple[Any, Any]]
    change: Mapping[str, Fraction]
    alone: Mapping[str, Mapping[str, Fraction]]
    counts: tuple[str, ...]
    hurts: tuple[str, ...]
    smallest: Fraction
    spread: Fraction
    is_feasible: bool
    crosses: tuple[str, ...]
    in_zone: bool

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        return {
            "changes": {i: {"from": a, "to": b} for i, (a, b) in self.changes.items()},
            "change": dict(self.change),
            "alone": {actor: dict(parts) for actor, parts in self.alone.items()},
            "counts": list(self.counts),
            "hurts": list(self.hurts),
            "smallest": self.smallest,
            "spread": self.spread,
            "feasible": self.is_feasible,
            "crosses": list(self.crosses),
            "in_zone": self.in_zone,
        }


@dataclass(frozen=True, eq=False)
class Trades:
    """What can be exchanged from a package on."""

    space: Space
    start: Deal
    start_crosses: tuple[str, ...]
    start_feasible: bool
    start_in_zone: bool
    found: int
    feasible: int
    swaps: tuple[Swap, ...]  # feasible ones first, then the largest smallest gain
    equal: tuple[Swap, ...]  # feasible, everybody who counts gains: the smallest spread first
    path: tuple[Step, ...]
    is_efficient: bool  # whether its end leaves nothing better for one principal and worse for none

    @property
    def scenario(self) -> Scenario:
        """The scenario, with its variants applied."""
        return self.space.scenario

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that `negsim trade --format json` writes, numbers still exact."""
        return {
            "scenario": self.scenario.id,
            "variant": list(self.scenario.applied),
            "from": {
                **self.start.to_dict(),
                "feasible": self.start_feasible,
                "crosses": list(self.start_crosses),
                "in_zone": self.start_in_zone,
            },
            "found": self.found,
            "feasible": self.feasible,
            "swaps": [one.to_dict() for one in self.swaps],
            "equal_gain": [one.to_dict() for one in self.equal],
            "path": [one.to_dict() for one in self.path],
            "path_ends_efficient": self.is_efficient,
        }

    def to_json(self) -> str:
        """Write what `negsim trade --format json` writes: the same scenario, the same bytes."""
        return to_json(self.to_dict())

    @property
    def columns(self) -> tuple[str, ...]:
        """Columns of `rows`."""
        gains = (f"change_{actor}" for actor in self.space.actors)
        return ("rank", "swap", *gains, "smallest", "spread", "feasible", "crosses", "in_zone")

    def rows(self) -> list[dict[str, Any]]:
        """The swaps, one a row: what `negsim trade --format csv` writes."""
        return [
            {
                "rank": rank,
                "swap": "; ".join(f"{i}: {a} to {b}" for i, (a, b) in one.changes.items()),
                **{f"change_{actor}": gain for actor, gain in one.change.items()},
                "smallest": one.smallest,
                "spread": one.spread,
                "feasible": one.is_feasible,
                "crosses": " ".join(one.crosses),
                "in_zone": one.in_zone,
            }
            for rank, one in enumerate(self.swaps, start=1)
        ]

    def frames(self) -> dict[str, pd.DataFrame]:
        """Tables for notebooks: `swaps`, and `path`, the single text step by step."""
        from negsim.document.rows import frame

        path = [
            {
                "step": number,
                **one.deal.package,
                **{f"change_{actor}": gain for actor, gain in one.change.items()},
            }
            for number, one in enumerate(self.path, start=1)
        ]
        return {"swaps": frame(self.rows(), self.columns), "path": frame(path)}

    def _repr_html_(self) -> str:
        from negsim.document.notebook_answers import trades_html

        return trades_html(self)


def trade(scenario: Scenario, start: Choice, *, limit: int = LIMIT) -> Trades:
    """Find the exchanges that a package leaves room for, and a path of them to the frontier.

    Parameters
    ----------
    scenario : Scenario
        With its variants applied.
    start : mapping
        The package to start from: an option of every issue.
    limit : int
        At most so many swaps of either list.

    Notes
    -----
    Logrolling is exchange on several issues at once, each side giving where it cares less (Tollison & Willett 1979;
    Raiffa 1982, chapter 10). Swaps range over all options of any two or three issues, not only neighbouring ones.
    They are ranked by the smallest gain of those that count, feasible ones before others.
    """
    space = compile_scenario(scenario)
    package = space.package({issue: _text(option) for issue, option in start.items()})
    found, feasible, ranked, even = _candidates(space.problem, package, limit)
    steps, is_efficient = single_text(space, package)
    return Trades(
        space=space,
        start=deal(space, package),
        start_crosses=crosses(space, package),
        start_feasible=_is_feasible(space.problem, package),
        start_in_zone=in_zone(space.problem, package),
        found=found,
        feasible=feasible,
        swaps=tuple(_swap(space, package, other) for other in ranked),
        equal=tuple(_swap(space, package, other) for other in even),
        path=steps,
        is_efficient=is_efficient,
    )


def _text(option: str | float) -> str:
    if isinstance(option, str):
        return option
    from negsim.language.model.numbers import format_number

    return format_number(Fraction(str(option)))


def _candidates(
    problem: Problem, package: Package, limit: int
) -> tuple[int, int, list[Package], list[Package]]:
    """Weigh all swaps; return how many do, how many of these are feasible, and the best by either order."""
    base = [total(actor, package) for actor in problem.actors]
    found = feasible = 0
    best: list[tuple[Any, Package]] = []
    even: list[tuple[Any, Package]] = []
    for packages in nearby(problem, package, (2, 3)):
        columns = columns_of(packages)
        good = np.ones(len(packages), dtype=bool)
        better = np.zeros(len(packages), dtype=bool)
        totals: dict[int, NDArray[Any]] = {}
        counted: dict[int, NDArray[np.bool_]] = {}
        for a in problem.consenting:
            totals[a] = totals_at(problem.actors[a], columns) - base[a]
            counted[a] = needed_at(problem.actors[a], columns)
            good &= ~counted[a] | np.asarray(totals[a] >= 0, dtype=bool)
            better |= counted[a] & np.asarray(totals[a] > 0, dtype=bool)
        kept = np.flatnonzero(good & better)
        possible = feasible_at(problem, {i: c[kept] for i, c in columns.items()})
        found, feasible = found + len(kept), feasible + int(possible.sum())
        least = np.full(len(kept), np.inf)
        most = np.full(len(kept), -np.inf)
        for a, gains in totals.items():
            worth = gains[kept].astype(float) / problem.actors[a].scale
            least = np.where(counted[a][kept], np.minimum(least, worth), least)
            most = np.where(counted[a][kept], np.maximum(most, worth), most)
        # Floats only choose who is told in full; the order of those is settled by the exact numbers.
        order = np.lexsort((-most, -least, ~possible))[:KEPT]
        best += [_keyed(problem, base, package, packages[kept[k]], possible[k]) for k in order]
        gaining = np.flatnonzero(possible & (least > 0))
        near = gaining[np.argsort((most - least)[gaining], kind="stable")[:KEPT]]
        even += [_keyed(problem, base, package, packages[kept[k]], True) for k in near]
    best.sort(key=lambda one: (one[0][0], -one[0][1], -one[0][3], one[0][4], one[1]))
    even.sort(key=lambda one: (one[0][2], -one[0][1], one[0][4], one[1]))
    return found, feasible, [p for _, p in best[:limit]], [p for _, p in even[:limit]]


def _keyed(
    problem: Problem, base: list[int], start: Package, row: NDArray[Any], possible: bool
) -> tuple[Any, Package]:
    package = tuple(int(option) for option in row)
    gains = [
        Fraction(total(problem.actors[a], package) - base[a], problem.actors[a].scale)
        for a in _counting(problem, package)
    ]
    least, changed = min(gains), sum(x != y for x, y in zip(start, package, strict=True))
    return (not possible, least, max(gains) - least, sum(gains), changed), package


def _counting(problem: Problem, package: Package) -> list[int]:
    return [
        a
        for a in problem.consenting
        if (needed := problem.actors[a].needed) is None or holds(needed, package)
    ]


def _swap(space: Space, start: Package, package: Package) -> Swap:
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
        is_feasible=_is_feasible(problem, package),
        crosses=crosses(space, package),
        in_zone=in_zone(problem, package),
    )


def _by_itself(problem: Problem, actor: int, start: Package, issue: int, option: int) -> Fraction:
    spec = problem.actors[actor]
    moved = (*start[:issue], option, *start[issue + 1 :])
    return utility_of_total(spec, total(spec, moved)) - utility_of_total(spec, total(spec, start))


def _is_feasible(problem: Problem, package: Package) -> bool:
    return not any(holds(formula, package) for formula in (*problem.broken, *problem.barred))


def crosses(space: Space, package: Package) -> tuple[str, ...]:
    """Name the red lines that a package crosses, of the actors whose consent it needs."""
    problem = space.problem
    return tuple(
        space.red_lines[a][k]
        for a in _counting(problem, package)
        for k, line in enumerate(problem.actors[a].crossed)
        if holds(line, package)
    )


def in_zone(problem: Problem, package: Package) -> bool:
    """Whether a package is feasible, and accepted by all whose consent it needs, or by enough."""
    if not _is_feasible(problem, package):
        return False
    accepting = {
        a
        for a in problem.consenting
        if total(problem.actors[a], package) >= problem.actors[a].threshold
        and not any(holds(line, package) for line in problem.actors[a].crossed)
    }
    conditional = [a for a in _counting(problem, package) if a not in problem.principals]
    return set(conditional) <= accepting and is_enough(problem, accepting)
