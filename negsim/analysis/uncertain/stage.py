"""A scenario whose structure is settled once, and what draws of its numbers come to.

Numbers do not move red lines: so the packages that could ever matter are listed once, and each draw weighs only
these. Demands whose tests carry a range, or whose readings are mixed, have several versions; a draw picks one of each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negsim.analysis.uncertain.numbers import MICRO, Draws
from negsim.analysis.uncertain.visiting import Kind, visit_clause
from negsim.analysis.uncertain.worths import Weighing, holds_at
from negsim.compilation import Compiler
from negsim.errors import TooLarge
from negsim.language.actors import Actor, RedLine
from negsim.language.conditions import Alternative, Clause, Condition
from negsim.language.numbers import Quantity
from negsim.language.scenario import Scenario
from negsim.solve import problem as solve
from negsim.solve.consent import included, votes_of
from negsim.solve.formula import conjunction
from negsim.solve.scan import Scan

MOST = 2_000_000  # packages that are listed at most
CELLS = 500_000  # packages times draws that are weighed at a time
LIKELY = 500  # packages that are tried first where one that does is enough

Bools = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Outcome:
    """What draws come to, one entry per draw.

    Parameters
    ----------
    is_open, is_open_on_red_lines : array of bool
    lone_blocker : array of bool
        Of shape (actors that are not advisory, draws).
        The zone is empty, and would be open were this actor's consent not needed.
    margin : array of float
        The most that every actor needed can have above its reservation value at once, over packages that cross no red
        line; below 0 where the zone is empty, -1 where no package is left.
    floor : array of float
        Of the zone: the largest smallest gain of a principal; nan where it is empty.
    size : array of int
        Packages in the zone.
    in_zone : array
        Of shape (packages, draws) where asked for; else how many draws have each package in the zone, of shape
        (packages,).
    """

    is_open: Bools
    is_open_on_red_lines: Bools
    lone_blocker: Bools
    margin: NDArray[np.float64]
    floor: NDArray[np.float64]
    size: NDArray[np.int64]
    in_zone: NDArray[Any]


class Stage:
    """The packages that could be in the zone in some draw, ready to be weighed.

    Parameters
    ----------
    scenario : Scenario
        With its variants applied.
    packages : array
        Option positions, of shape (n, issues), in package order: what no red line or rule keeps out in every draw.
    waiting : sequence of array
        Per actor that is not advisory, the packages that could be in the zone were its consent not needed.
    """

    def __init__(
        self,
        scenario: Scenario,
        packages: NDArray[np.intp],
        waiting: Sequence[NDArray[np.intp]] = (),
    ) -> None:
        self.scenario, self.packages, self.waiting = scenario, packages, tuple(waiting)
        self.compiler = Compiler(scenario)
        self.problem = self.compiler.problem()
        self.actors = self.problem.consenting
        self._cache: dict[Any, Any] = {}

    def __len__(self) -> int:
        return len(self.packages)

    def outcome(self, draws: Draws, *, each: bool = False, blockers: bool = True) -> Outcome:
        """Weigh every package in every draw.

        Parameters
        ----------
        draws : Draws
        each : bool
            Whether `in_zone` tells every draw apart.
        blockers : bool
            Whether lone blockers are looked for.
        """
        step = max(1, CELLS // max(1, len(self)))
        parts = [
            self._weigh(draws.part(start, start + step), each=each)
            for start in range(0, draws.count, step)
        ]
        joined: Callable[[str], Any] = lambda name: np.concatenate(  # noqa: E731
            [getattr(part, name) for part in parts], axis=-1
        )
        is_open = joined("is_open")
        lone = np.zeros((len(self.actors), draws.count), dtype=bool)
        if blockers:
            shut = np.flatnonzero(~is_open)
            for k in range(len(self.actors)):
                lone[k, shut] = self._opens_without(k, picked(draws, shut))
        return Outcome(
            is_open=is_open,
            is_open_on_red_lines=joined("is_open_on_red_lines"),
            lone_blocker=lone,
            margin=joined("margin"),
            floor=joined("floor"),
            size=joined("size"),
            in_zone=joined("in_zone") if each else np.sum([part.in_zone for part in parts], axis=0),
        )

    def _weigh(self, draws: Draws, *, each: bool) -> Outcome:
        count, problem = draws.count, self.problem
        feasible, refuses, keeps_off, gains = self._views(draws)
        zone = np.broadcast_to(feasible & self._agreed(refuses), (len(self), count))
        red = feasible & self._agreed(keeps_off)
        is_open: Bools = np.asarray(zone.any(axis=0), dtype=bool)
        worst = np.where(red, self._least(gains), -np.inf)
        principals = [gains[a] for a in problem.principals]
        floors = np.where(zone, np.minimum.reduce(principals), -np.inf)
        floor = floors.max(axis=0, initial=-np.inf)
        margin = worst.max(axis=0, initial=-np.inf)
        return Outcome(
            is_open=is_open,
            is_open_on_red_lines=np.broadcast_to(red.any(axis=0), (count,)),
            lone_blocker=np.zeros((len(self.actors), count), dtype=bool),
            margin=np.where(np.isfinite(margin), margin, np.where(margin > 0, 1.0, -1.0)),
            floor=np.where(is_open, floor, np.nan),
            size=zone.sum(axis=0),
            in_zone=zone if each else zone.sum(axis=1),
        )

    def _views(
        self, draws: Draws, free: int | None = None
    ) -> tuple[Bools, dict[int, Bools], dict[int, Bools], dict[int, NDArray[np.float64]]]:
        """What is feasible; and who refuses, whose red lines stand against it, what each gains where it is needed."""
        refuses, keeps_off, gains = {}, {}, {}
        for a in self.actors:
            if a == free:
                continue
            needed = self._needed(a, draws)
            keeps = self._keeps_lines(a, draws)
            gain, reaches = self.gains(a, draws)
            refuses[a] = needed & ~(keeps & reaches)
            keeps_off[a] = needed & ~keeps
            gains[a] = np.where(needed, gain, np.inf)
        return self._feasible(draws), refuses, keeps_off, gains

    def _opens_without(self, k: int, draws: Draws) -> Bools:
        """Whether the zone would be open were an actor's consent not needed, per draw.

        The packages that look best in the first few draws settle most draws; the rest are weighed in what is left.
        """
        free = self.actors[k]
        if not draws.count or not len(self.waiting[k]):
            return np.zeros(draws.count, dtype=bool)
        head, tail = self._likely(k, draws)
        found = head.any_without(free, draws)
        left = np.flatnonzero(~found)
        found[left] = tail.any_without(free, picked(draws, left))
        return found

    def _likely(self, k: int, draws: Draws) -> tuple[Stage, Stage]:
        """The packages waiting for an actor, parted into those likely to do and the others."""
        if ("likely", k) not in self._cache:
            everything, free = Stage(self.scenario, self.waiting[k]), self.actors[k]
            few = draws.part(0, max(1, min(8, CELLS // len(everything))))
            feasible, _, keeps_off, gains = everything._views(few, free)
            gains[free] = np.full((len(everything), few.count), np.inf)
            level = np.where(feasible & everything._agreed(keeps_off), self._least(gains), -1.0)
            order = np.argsort(-level.mean(axis=1), kind="stable")
            self._cache["likely", k] = tuple(
                Stage(self.scenario, self.waiting[k][np.sort(some)])
                for some in (order[:LIKELY], order[LIKELY:])
            )
        found: tuple[Stage, Stage] = self._cache["likely", k]
        return found

    def any_without(self, free: int, draws: Draws) -> Bools:
        """Whether some package would be in the zone were an actor's consent not needed, per draw."""
        found = np.zeros(draws.count, dtype=bool)
        step = max(1, CELLS // max(1, len(self)))
        for start in range(0, draws.count if len(self) else 0, step):
            feasible, refuses, _, _ = self._views(draws.part(start, start + step), free)
            found[start : start + step] = (feasible & self._agreed(refuses)).any(axis=0)
        return found

    def gains(self, a: int, draws: Draws) -> tuple[NDArray[np.float64], Bools]:
        """An actor's gains, and whether they are at least 0 (exactly), of shape (packages, draws)."""
        gains = np.empty((len(self), draws.count))
        reaches = np.empty((len(self), draws.count), dtype=bool)
        for weighing, places in self._weighings(a, draws):
            some = draws if len(places) == draws.count else picked(draws, places)
            gain, reached = weighing.gains(some)
            if some is draws:
                return gain[weighing.row_of], reached[weighing.row_of]
            gains[:, places], reaches[:, places] = gain[weighing.row_of], reached[weighing.row_of]
        return gains, reaches

    def utilities(self, a: int, draws: Draws) -> NDArray[np.float64]:
        """An actor's utilities, of shape (packages, draws)."""
        found = np.empty((len(self), draws.count))
        for weighing, places in self._weighings(a, draws):
            some = picked(draws, places)
            found[:, places] = weighing.utilities(some)[weighing.row_of]
        return found

    def _weighings(self, a: int, draws: Draws) -> Iterator[tuple[Weighing, NDArray[np.intp]]]:
        """Who weighs which draws: several only where wishes have versions."""
        actor = self.scenario.actors[a]
        paths = [f"{actor.id}.wishes.{wish.id}" for wish in actor.wishes]
        clauses = [wish.clause for wish in actor.wishes]
        keys = [self._classes(c, p, draws) for c, p in zip(clauses, paths, strict=True)]
        rows = np.concatenate([np.zeros((draws.count, 1), dtype=object), *keys], axis=1)
        for key, places in _groups(rows):
            name = ("weighing", a, key)
            if name not in self._cache:
                first = draws.visit(int(places[0]))
                drawn = [visit_clause(c, p, first) for c, p in zip(clauses, paths, strict=True)]
                self._cache[name] = Weighing(
                    self.scenario, self.compiler, actor, self.packages, drawn
                )
            yield self._cache[name], places

    def _least(self, gains: dict[int, NDArray[np.float64]]) -> NDArray[np.float64]:
        """The level that enough of those needed reach: the smallest gain, or under a quota the best that can be had."""
        problem = self.problem
        if problem.quota is None:
            return np.asarray(np.minimum.reduce([gains[a] for a in self.actors]))
        least: NDArray[np.float64] = np.full_like(next(iter(gains.values())), np.inf)
        for a in self.actors:
            if problem.actors[a].consent == "when":
                least = np.minimum(least, gains[a])
        for rule in problem.quota:
            votes, wanted = votes_of(problem, rule)
            for a in included(problem, rule):
                least = np.minimum(least, gains[a])
            if not votes:
                if wanted > 0:
                    least = np.full_like(least, -np.inf)
                continue
            stacked = np.stack([gains[a] for a in votes])
            order = np.argsort(-stacked, axis=0, kind="stable")
            cast = np.cumsum(np.array(list(votes.values()), dtype=object)[order], axis=0)
            enough = np.asarray(cast >= wanted, dtype=bool)
            level = np.take_along_axis(stacked, order, axis=0)
            reached = np.where(enough, level, -np.inf).max(axis=0)
            least = np.minimum(least, reached if wanted > 0 else np.inf)
        return least

    def _agreed(self, refuses: dict[int, Bools]) -> Bools:
        """Where enough accept, given who refuses; who is not named accepts."""
        problem = self.problem
        shape = (len(self), max((r.shape[1] for r in refuses.values()), default=1))
        found = np.ones(shape, dtype=bool)
        for a, refused in refuses.items():
            if problem.quota is None or problem.actors[a].consent == "when":
                found &= ~refused
        for rule in problem.quota or ():
            votes, wanted = votes_of(problem, rule)
            cast = np.zeros(shape, dtype=object if wanted >= 2**62 else np.int64)
            for a, number in votes.items():
                cast = cast + (number if a not in refuses else np.where(refuses[a], 0, number))
            found &= np.asarray(cast >= wanted, dtype=bool)
            for a in included(problem, rule):
                if a in refuses:
                    found &= ~refuses[a]
        return found

    def _feasible(self, draws: Draws) -> Bools:
        found = np.ones((len(self), 1), dtype=bool)
        for clause, path, is_barred in _rules(self.scenario):
            if is_varied(clause, path, draws):
                holding = ~self._broken(clause, path, draws)
                found = found & (~holding if is_barred else holding)
        return found

    def _keeps_lines(self, a: int, draws: Draws) -> Bools:
        """Where an actor sees none of its red lines crossed, of shape (packages, 1 or draws)."""
        actor = self.scenario.actors[a]
        found = np.ones((len(self), 1), dtype=bool)
        for line in actor.red_lines:
            found = found & ~self._crossed(actor, line, draws)
        return found

    def _crossed(self, actor: Actor, line: RedLine, draws: Draws) -> Bools:
        name = f"{actor.id}.{line.id}"
        chosen = draws.values.get(name) if line.has_readings and not line.from_ladder else None
        if chosen is None:
            return self._reading_crossed(name, line, line.reading, draws)
        columns = [
            np.broadcast_to(self._reading_crossed(name, line, r, draws), (len(self), draws.count))
            for r in range(len(line.readings))
        ]
        return np.asarray(np.choose(np.asarray(chosen, dtype=np.intp), columns), dtype=bool)

    def _reading_crossed(self, name: str, line: RedLine, reading: int, draws: Draws) -> Bools:
        found = line.readings[reading]
        if found.clause is None:
            return np.zeros((len(self), 1), dtype=bool)
        return self._broken(found.clause, f"{name}.{found.id}" if found.id else name, draws)

    def _needed(self, a: int, draws: Draws) -> Bools:
        consent = self.scenario.actors[a].consent
        if consent.when is None:
            return np.ones((len(self), 1), dtype=bool)
        clause = Clause(kind="forbid", condition=consent.when)
        return self._broken(clause, f"{self.scenario.actors[a].id}.consent", draws)

    def _broken(self, clause: Clause, path: str, draws: Draws) -> Bools:
        """Where a clause does not hold, of shape (packages, 1), or (packages, draws) where it has versions."""
        keys = self._classes(clause, path, draws)
        columns, which = [], np.zeros(draws.count, dtype=np.intp)
        for number, (key, places) in enumerate(_groups(keys)):
            name = (path, key)
            if name not in self._cache:
                drawn = visit_clause(clause, path, draws.visit(int(places[0])))
                self._cache[name] = holds_at(self.compiler.violated(drawn), self.packages)
            columns.append(self._cache[name])
            which[places] = number
        if len(columns) == 1:
            return np.asarray(columns[0])[:, None]
        return np.stack(columns, axis=1)[:, which]

    def _classes(self, clause: Clause, path: str, draws: Draws) -> NDArray[Any]:
        """What tells the versions of a clause apart, of shape (draws, k): tests look at a grid of numbers only."""
        columns = []
        for name in _tests(clause, path):
            values = draws.values.get(name)
            if values is not None:
                denominator = draws.denominators.get(name, MICRO)
                scaled = values.astype(object) * self._grid
                columns += [scaled // denominator, -(-scaled // denominator)]
        if not columns:
            return np.zeros((draws.count, 0), dtype=object)
        return np.stack(columns, axis=1)

    @cached_property
    def _grid(self) -> int:
        """Sums and values of numeric issues are whole multiples of 1 over this."""
        values = [v for issue in self.scenario.issues if issue.range for v in issue.range.values]
        factors = [
            factor
            for clause, _, _ in _clauses(self.scenario)
            for condition in (clause.condition, *([] if clause.then is None else [clause.then]))
            for factor in _factors(condition)
        ]
        return lcm(*(v.denominator for v in values)) * lcm(*(f.denominator for f in factors))


def stage(
    scenario: Scenario, varied: Draws, *, mixed: bool = False, blockers: bool = True
) -> Stage:
    """List the packages that could matter.

    Parameters
    ----------
    scenario : Scenario
        With its variants applied.
    varied : Draws
        Any draws of what varies: which numbers, not which values, counts here.
    mixed : bool
        Whether readings are drawn.
    blockers : bool
        Whether what one actor alone keeps out is listed too.

    Raises
    ------
    TooLarge
        Where there are more than 2,000,000.
    """
    problem = _loosest(scenario, varied, mixed=mixed)
    found: list[list[NDArray[np.intp]]] = [[] for _ in range(1 + len(problem.consenting))]
    seen = 0
    for window in Scan(problem).windows():
        kept = {a: window.red_line_accepts(a) for a in problem.consenting}
        free = [{**kept, b: window.selected} for b in problem.consenting] if blockers else []
        for some, accepted in zip(found, [kept, *free], strict=False):
            block = window.block(window.agreed(accepted))
            if len(block):
                seen += len(block)
                some.append(block.packages())
        if seen > MOST:
            raise TooLarge.one(
                f"more than {MOST:,} packages could matter: too many to weigh in every draw",
                "fix some options with a variant, or coarsen the ranges",
            )
    nothing = np.zeros((0, len(problem.sizes)), dtype=np.intp)
    core, *waiting = [np.concatenate([nothing, *some]) for some in found]
    return Stage(scenario, core, waiting if blockers else ())


def is_varied(clause: Clause, path: str, draws: Draws) -> bool:
    """Whether a test of a clause is drawn."""
    return any(name in draws.values for name in _tests(clause, path))


def _loosest(scenario: Scenario, varied: Draws, *, mixed: bool) -> solve.Problem:
    """The problem in which only what keeps packages out in every draw does."""
    compiler = Compiler(scenario)
    exact = compiler.problem()
    broken: list[solve.Formula] = []
    barred: list[solve.Formula] = []
    for clause, path, is_barred in _rules(scenario):
        if not is_varied(clause, path, varied):
            formula = compiler.violated(clause)
            (barred if path.split(".")[0] != "rules" else broken).append(
                compiler.satisfied(clause) if is_barred else formula
            )
    actors = []
    for actor, held in zip(scenario.actors, exact.actors, strict=True):
        lines = []
        for line in actor.red_lines:
            is_mixed = mixed and line.has_readings and not line.from_ladder
            readings = line.readings if is_mixed else (line.readings[line.reading],)
            name = f"{actor.id}.{line.id}"
            loose = any(
                r.clause is None or is_varied(r.clause, f"{name}.{r.id}" if r.id else name, varied)
                for r in readings
            )
            parts = [] if loose else [compiler.violated(r.clause) for r in readings]
            lines.append(solve.constant(False) if loose else conjunction(parts))
        needed = held.needed
        if actor.consent.when is not None:
            clause = Clause(kind="forbid", condition=actor.consent.when)
            if is_varied(clause, f"{actor.id}.consent", varied):
                needed = solve.constant(False)
        actors.append(replace(held, crossed=tuple(lines), needed=needed))
    return replace(exact, broken=tuple(broken), barred=tuple(barred), actors=tuple(actors))


def _rules(scenario: Scenario) -> Iterator[tuple[Clause, str, bool]]:
    """Rules, what is fixed and what is excluded: clause, path, and whether packages go where it holds."""
    for rule in scenario.rules:
        yield rule.clause, f"rules.{rule.id}", False
    for n, one in enumerate(scenario.fixed):
        yield Clause(kind="require", condition=one), f"fixed.{n}", False
    for n, one in enumerate(scenario.excluded):
        yield Clause(kind="require", condition=one), f"excluded.{n}", True


def _clauses(scenario: Scenario) -> Iterator[tuple[Clause, str, bool]]:
    yield from _rules(scenario)
    for actor in scenario.actors:
        for line in actor.written_red_lines:
            for reading in line.readings:
                if reading.clause is not None:
                    yield reading.clause, "", False
        for wish in actor.wishes:
            yield wish.clause, "", False
        if actor.consent.when is not None:
            yield Clause(kind="require", condition=actor.consent.when), "", False


def _factors(condition: Condition) -> Iterator[Fraction]:
    alternative: Alternative
    for alternative in condition.alternatives:
        if alternative.sum is not None:
            yield from (factor for _, factor in alternative.sum.factors)
        if alternative.count is not None:
            for part in alternative.count.of:
                yield from _factors(part)


def _tests(clause: Clause, path: str) -> list[str]:
    """The paths of a clause's numbers."""
    names: list[str] = []

    def visit(name: str, _: Kind, quantity: Quantity) -> Quantity:
        names.append(name)
        return quantity

    visit_clause(clause, path, visit)
    return names


def _groups(keys: NDArray[Any]) -> Iterator[tuple[tuple[Any, ...], NDArray[np.intp]]]:
    """The distinct rows, in order of their first, and where each stands."""
    if not keys.shape[1]:
        yield (), np.arange(len(keys))
        return
    where: dict[tuple[Any, ...], list[int]] = {}
    for place, row in enumerate(keys.tolist()):
        where.setdefault(tuple(row), []).append(place)
    for key, places in where.items():
        yield key, np.array(places, dtype=np.intp)


def picked(draws: Draws, places: NDArray[np.intp]) -> Draws:
    """Some of the draws, by their places in ascending order."""
    if len(places) == draws.count:
        return draws
    values = {path: found[places] for path, found in draws.values.items()}
    return Draws(len(places), values, draws.denominators)
