"""A scenario whose structure is settled once, and what draws of its numbers come to.

Numbers do not move red lines: so the packages that could ever matter are listed once, and each draw weighs only
these. Demands whose tests carry a range, or whose readings are mixed, have several versions; a draw picks one of each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negsim.language.model.actors import Actor
from negsim.language.model.conditions import Clause
from negsim.language.model.ranges import visit_clause
from negsim.language.model.red_lines import RedLine
from negsim.language.model.scenario import Scenario
from negsim.questions.draws.values import Draws, is_mixed, picked
from negsim.questions.draws.versions import Versions, groups, rules_of
from negsim.questions.draws.votes import Level, PerDraw, bodies_of, drawn_ballot, is_drawn
from negsim.questions.draws.worths import Weighing
from negsim.solve.answer import Criterion
from negsim.solve.tables import problem as solve
from negsim.solve.tables.bargaining import solutions
from negsim.solve.tables.consent import Assembly, passes
from negsim.solve.tables.efficient import is_efficient
from negsim.space.compiler import Compiler

CELLS = 500_000  # packages times draws that are weighed at a time
CELL_SECONDS = 2e-7  # that one actor takes for a package in a draw, on one core
LIKELY = 500  # packages that are tried first where one that does is enough

Bools = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class DrawnOutcome:
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


@dataclass(frozen=True, eq=False)
class _Views:
    """What is feasible, and what everyone who is asked makes of each package, draw by draw.

    Who keeps its red lines, who accepts, what each gains, the same where its lines are kept (else minus infinity), and
    where each conditional actor is needed.
    """

    feasible: Bools
    keeps: dict[int, Bools] = field(default_factory=dict)
    accepts: dict[int, Bools] = field(default_factory=dict)
    gains: dict[int, NDArray[np.float64]] = field(default_factory=dict)
    levels: dict[int, NDArray[np.float64]] = field(default_factory=dict)
    needed: dict[int, Bools] = field(default_factory=dict)


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
        self._versions = Versions(scenario, self.compiler, packages)
        self._rules = tuple(rules_of(scenario))
        self._cache: dict[Any, Any] = {}

    def __len__(self) -> int:
        return len(self.packages)

    def seconds(self, draws: int) -> float:
        """About how long weighing every package in so many draws takes."""
        return len(self) * draws * len(self.actors) * CELL_SECONDS

    def seconds_without(self, draws: int) -> float:
        """About how long it takes to see in so many draws who could open an empty zone alone."""
        waiting = sum(map(len, self.waiting))
        return waiting * draws * len(self.actors) * CELL_SECONDS

    def outcome(self, draws: Draws, *, each: bool = False, blockers: bool = True) -> DrawnOutcome:
        """Weigh every package in every draw.

        Parameters
        ----------
        draws : Draws
        each : bool
            Whether `in_zone` tells every draw apart.
        blockers : bool
            Whether lone blockers are looked for, among the packages that wait for one actor.
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
        if blockers and self.waiting:
            shut = np.flatnonzero(~is_open)
            for k in range(len(self.actors)):
                lone[k, shut] = self._opens_without(k, picked(draws, shut))
        return DrawnOutcome(
            is_open=is_open,
            is_open_on_red_lines=joined("is_open_on_red_lines"),
            lone_blocker=lone,
            margin=joined("margin"),
            floor=joined("floor"),
            size=joined("size"),
            in_zone=joined("in_zone") if each else np.sum([part.in_zone for part in parts], axis=0),
        )

    def _weigh(self, draws: Draws, *, each: bool) -> DrawnOutcome:
        count, problem = draws.count, self.problem
        found = self._views(draws)
        assembly = self._assembly(draws)
        zone = np.broadcast_to(
            found.feasible & assembly.agrees(found.accepts, found.needed, PerDraw),
            (len(self), count),
        )
        red = found.feasible & assembly.agrees(found.keeps, found.needed, PerDraw)
        is_open: Bools = np.asarray(zone.any(axis=0), dtype=bool)
        worst = np.where(red, assembly.agrees(found.levels, found.needed, Level), -np.inf)
        principals = [found.gains[a] for a in problem.principals]
        floors = np.where(zone, np.minimum.reduce(principals), -np.inf)
        floor = floors.max(axis=0, initial=-np.inf)
        margin = worst.max(axis=0, initial=-np.inf)
        return DrawnOutcome(
            is_open=is_open,
            is_open_on_red_lines=np.broadcast_to(red.any(axis=0), (count,)),
            lone_blocker=np.zeros((len(self.actors), count), dtype=bool),
            margin=np.where(np.isfinite(margin), margin, np.where(margin > 0, 1.0, -1.0)),
            floor=np.where(is_open, floor, np.nan),
            size=zone.sum(axis=0),
            in_zone=zone if each else zone.sum(axis=1),
        )

    def _views(self, draws: Draws, free: int | None = None) -> _Views:
        """What is feasible, and what everyone who is asked makes of each package; who is free accepts all."""
        found = _Views(self._feasible(draws))
        for a in self.problem.asked:
            if self.problem.actors[a].consent == "when":
                found.needed[a] = self._needed(a, draws)
            if a == free:
                found.keeps[a] = found.accepts[a] = np.ones((1, 1), dtype=bool)
                found.gains[a] = found.levels[a] = np.full((1, 1), np.inf)
                continue
            found.keeps[a] = self._keeps_lines(a, draws)
            found.gains[a], reaches = self.gains(a, draws)
            found.accepts[a] = found.keeps[a] & reaches
            found.levels[a] = np.where(found.keeps[a], found.gains[a], -np.inf)
        return found

    def _assembly(self, draws: Draws, free: int | None = None) -> Assembly:
        """Who must agree, with votes as drawn; of who is free no body is asked."""
        found = Assembly.of(self.problem)
        for a, k, path, body in bodies_of(self.scenario):
            if is_drawn(path, body, draws):
                ballots = list(found.bodies[a])
                ballots[k] = drawn_ballot(self.scenario, path, body, draws)
                found = replace(found, bodies={**found.bodies, a: tuple(ballots)})
        return found if free is None else found.unasked(free)

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
            found = everything._views(few, free)
            assembly = everything._assembly(few, free)
            level = np.where(
                found.feasible & assembly.agrees(found.keeps, found.needed, PerDraw),
                assembly.agrees(found.levels, found.needed, Level),
                -1.0,
            )
            order = np.argsort(-level.mean(axis=1), kind="stable")
            self._cache["likely", k] = tuple(
                Stage(self.scenario, self.waiting[k][np.sort(some)])
                for some in (order[:LIKELY], order[LIKELY:])
            )
        parted: tuple[Stage, Stage] = self._cache["likely", k]
        return parted

    def any_without(self, free: int, draws: Draws) -> Bools:
        """Whether some package would be in the zone were an actor's consent not needed, per draw."""
        found = np.zeros(draws.count, dtype=bool)
        step = max(1, CELLS // max(1, len(self)))
        for start in range(0, draws.count if len(self) else 0, step):
            some = draws.part(start, start + step)
            views, assembly = self._views(some, free), self._assembly(some, free)
            agreed = assembly.agrees(views.accepts, views.needed, PerDraw)
            found[start : start + step] = (views.feasible & agreed).any(axis=0)
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

    def stance(self, a: int, draws: Draws) -> tuple[Bools, Bools, Bools]:
        """Whether an actor is needed, keeps its red lines, and reaches its reservation value, per package and draw."""
        return self._needed(a, draws), self._keeps_lines(a, draws), self.gains(a, draws)[1]

    def stopped(self, draws: Draws) -> Iterator[tuple[Bools, dict[int, Bools]]]:
        """Per body, where a package needs it and it does not pass it, and where each of its voters refuses."""
        if not self.problem.voters:
            return
        assembly = self._assembly(draws)
        accepts = {
            a: self._keeps_lines(a, draws) & self.gains(a, draws)[1] for a in self.problem.voters
        }
        for a in self.problem.consenting:
            for body in assembly.bodies[a]:
                against = {voter: ~accepts[voter] for voter, _ in body.votes}
                yield self._needed(a, draws) & ~passes(body, accepts, PerDraw), against

    def reservation_values(self, a: int, draws: Draws) -> NDArray[np.float64]:
        """An actor's reservation value in each draw."""
        found = np.empty(draws.count)
        for weighing, places in self._weighings(a, draws):
            found[places] = weighing.reservation_values(picked(draws, places))
        return found

    def utilities(self, a: int, draws: Draws) -> NDArray[np.float64]:
        """An actor's utilities, of shape (packages, draws)."""
        found = np.empty((len(self), draws.count))
        for weighing, places in self._weighings(a, draws):
            some = picked(draws, places)
            found[:, places] = weighing.utilities(some)[weighing.row_of]
        return found

    def solutions(self, zone: Bools, draws: Draws) -> list[Mapping[Criterion, NDArray[np.intp]]]:
        """Find the packages that each bargaining solution picks, draw by draw, exactly.

        Parameters
        ----------
        zone : array of bool
            Which packages are in the zone, of shape (packages, draws).
        draws : Draws

        Returns
        -------
        list of mapping
            Per draw, criterion to places among `packages`; empty where the zone is.
        """
        made = [self._exact(a, draws) for a in self.problem.principals]
        under_quota = self.problem.quota is not None
        found: list[Mapping[Criterion, NDArray[np.intp]]] = []
        for draw in range(draws.count):
            places = np.flatnonzero(zone[:, draw])
            if not len(places):
                found.append({})
                continue
            vectors = np.stack([totals[places, draw] for totals, _ in made], axis=1)
            efficient = is_efficient(vectors)
            principals = [actors[draw] for _, actors in made]
            picks = solutions(principals, vectors[efficient], under_quota=under_quota)
            found.append({name: places[efficient][mask] for name, mask in picks.items()})
        return found

    def _exact(self, a: int, draws: Draws) -> tuple[NDArray[Any], list[solve.ActorTables]]:
        """An actor's totals, of shape (packages, draws), and the actor with the numbers of each draw."""
        found = np.empty((len(self), draws.count), dtype=object)
        actors: list[solve.ActorTables] = [self.problem.actors[a]] * draws.count
        for weighing, places in self._weighings(a, draws):
            totals, made = weighing.exact(picked(draws, places))
            if len(places) == draws.count:
                return totals[weighing.row_of], made
            found[:, places] = totals[weighing.row_of]
            for place, actor in zip(places.tolist(), made, strict=True):
                actors[place] = actor
        return found, actors

    def _weighings(self, a: int, draws: Draws) -> Iterator[tuple[Weighing, NDArray[np.intp]]]:
        """Who weighs which draws: several only where wishes have versions."""
        actor = self.scenario.actors[a]
        paths = [f"{actor.id}.wishes.{wish.id}" for wish in actor.wishes]
        clauses = [wish.clause for wish in actor.wishes]
        keys = [self._versions.classes(c, p, draws) for c, p in zip(clauses, paths, strict=True)]
        rows = np.concatenate([np.zeros((draws.count, 0), dtype=object), *keys], axis=1)
        for key, places in groups(rows):
            name = ("weighing", a, key)
            if name not in self._cache:
                first = draws.visit(int(places[0]))
                drawn = [visit_clause(c, p, first) for c, p in zip(clauses, paths, strict=True)]
                self._cache[name] = Weighing(
                    self.scenario, self.compiler, actor, self.packages, drawn
                )
            yield self._cache[name], places

    def _feasible(self, draws: Draws) -> Bools:
        found = np.ones((len(self), 1), dtype=bool)
        for clause, path, is_barred in self._rules:
            if self._versions.is_varied(clause, path, draws):
                holding = ~self._versions.broken(clause, path, draws)
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
        chosen = draws.values.get(name) if is_mixed(line) else None
        if chosen is None:
            return self._reading_crossed(name, line, line.reading, draws)
        found = np.zeros((len(self), draws.count), dtype=bool)
        for reading in np.unique(chosen).tolist():
            places = np.flatnonzero(chosen == reading)
            some = picked(draws, places)
            found[:, places] = self._reading_crossed(name, line, reading, some)
        return found

    def _reading_crossed(self, name: str, line: RedLine, reading: int, draws: Draws) -> Bools:
        is_given_up = reading == len(line.readings)
        found = line.readings[-1 if is_given_up else reading]
        if is_given_up or found.clause is None:
            return np.zeros((len(self), 1), dtype=bool)
        path = f"{name}.{found.id}" if found.id else name
        return self._versions.broken(found.clause, path, draws, name.split(".", maxsplit=1)[0])

    def _needed(self, a: int, draws: Draws) -> Bools:
        consent = self.scenario.actors[a].consent
        if consent.when is None:
            return np.ones((len(self), 1), dtype=bool)
        clause = Clause(kind="forbid", condition=consent.when)
        return self._versions.broken(clause, f"{self.scenario.actors[a].id}.consent", draws)
