"""What one demand or another giving way would open: lost, read otherwise, or let go by a single step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import product
from typing import Any

from negsim.language.model.scenario import Scenario
from negsim.questions.levers.changes import Drop, OneStep, Reread
from negsim.solve.answer import Suspect
from negsim.solve.kernels.tally import Tally, tally
from negsim.solve.tables.blame import minimal_sets
from negsim.solve.tables.formula import collapse
from negsim.solve.tables.problem import Formula, Problem, ScopeTable, constant
from negsim.solve.tables.steps import distances
from negsim.space.compiler import Compiler
from negsim.space.members import Member, red_line_member

Place = tuple[
    int, int, int
]  # actor, red line, reading; reading NEAR is the line in force less one step
NEAR = -1


class GivingWay:
    """Everything that red lines could do but stand, tallied in one walk through the packages.

    Every reading of every red line, and every line in force less one step, gets a bit of its own; a package's bits
    say which of them it crosses, so that any combination is answered without another walk.
    """

    def __init__(self, scenario: Scenario, problem: Problem) -> None:
        self.scenario = scenario
        self._places = list(_places(scenario))
        self.tally: Tally = tally(_extended(scenario, problem, self._places))
        layout = self.tally.layout
        self._bit: dict[Place, int] = {}
        counts = [0] * len(scenario.actors)
        for place in self._places:
            self._bit[place] = 1 << layout.bit[Suspect("red_lines", place[0], counts[place[0]])]
            counts[place[0]] += 1
        self._lines = [
            (a, k) for a, actor in enumerate(scenario.actors) for k in range(len(actor.red_lines))
        ]
        self._now = {
            (a, k): self._bit[a, k, scenario.actors[a].red_lines[k].reading] for a, k in self._lines
        }
        self._all = sum(self._bit.values())
        self._in_force = sum(self._now.values())

    def drops(self) -> list[Drop]:
        """The smallest sets of red lines whose loss opens the zone, reservation values and all."""
        found = self.tally.openings(self._in_force, self._all & ~self._in_force)
        return _ranked([self._drop(mask) for mask in found if mask])

    def single_drops(self) -> list[Drop]:
        """Each red line lost by itself."""
        return _ranked([self._drop(bit) for bit in self._now.values()])

    def rereadings(self) -> list[Reread]:
        """The smallest changes of readings that open the zone, reservation values and all."""
        tally, bits = self.tally, self._bit
        others: dict[int, list[int]] = {}
        for (a, k, reading), bit in bits.items():
            now = self._now[a, k]
            others.setdefault(now, [])
            if reading != NEAR and bit != now:
                others[now].append(bit)
        n_bits = len(tally.layout.suspects)
        reservations = tally.layout.of_layers(("reservations",))
        found: set[int] = set()
        for mask in tally.masks:
            kept = self._in_force | reservations | tally.layout.needs
            for violated in tally.juries.sets_of(mask & kept):
                if violated & reservations:
                    continue
                choices = [
                    [bit for bit in others[now] if not mask & bit]
                    for now in self._now.values()
                    if violated & now
                ]
                found.update(sum(choice) for choice in product(*choices))
        return _ranked([self._reread(mask) for mask in minimal_sets(found, n_bits) if mask])

    def single_rereadings(self) -> list[Reread]:
        """Each other reading of each red line by itself."""
        return _ranked(
            [
                self._reread(bit)
                for (a, k, reading), bit in self._bit.items()
                if reading != NEAR and bit != self._now[a, k]
            ]
        )

    def single_steps(self) -> list[OneStep]:
        """Each red line with every package let through that is at most one option-step beyond it."""
        found = []
        for (a, k, reading), bit in self._bit.items():
            if reading == NEAR:
                force = self._in_force & ~self._now[a, k] | bit
                found.append(OneStep(*self._zone(force), against=(self._member(a, k),)))
        return _ranked(found)

    def _zone(self, force: int) -> tuple[int, Fraction | None]:
        drop = self._all & ~force
        return self.tally.n_within(drop), self.tally.floor_within(drop)

    def _member(self, a: int, k: int) -> Member:
        actor = self.scenario.actors[a]
        return red_line_member(self.scenario, actor, actor.red_lines[k])

    def _drop(self, mask: int) -> Drop:
        members = [self._member(*line) for line, bit in self._now.items() if mask & bit]
        members.sort(key=lambda member: member.path)
        return Drop(*self._zone(self._in_force & ~mask), against=tuple(members))

    def _reread(self, mask: int) -> Reread:
        changed = [place for place, bit in self._bit.items() if mask & bit]
        force = self._in_force
        for a, k, _ in changed:
            force &= ~self._now[a, k]
        members = {self._member(a, k).path: (a, k, r) for a, k, r in changed}
        read = {
            path: self.scenario.actors[a].red_lines[k].readings[r].id
            for path, (a, k, r) in sorted(members.items())
        }
        against = tuple(self._member(*members[path][:2]) for path in read)
        return Reread(*self._zone(force | mask), against=against, read=read)


def _ranked(found: Sequence[Any]) -> list[Any]:
    """Fewest demands first, then the highest floor, then the text of their paths."""
    none = Fraction(-(10**9))
    return sorted(
        found,
        key=lambda one: (
            len(one.against),
            -(none if one.floor is None else one.floor),
            -one.zone,
            tuple(member.path for member in one.against),
            str(getattr(one, "read", "")),
        ),
    )


def _places(scenario: Scenario) -> Iterator[Place]:
    for a, actor in enumerate(scenario.actors):
        if actor.consent.kind == "never" and actor.id not in scenario.factions:
            for k, line in enumerate(actor.red_lines):
                yield a, k, line.reading
            continue
        for k, line in enumerate(actor.red_lines):
            for reading in range(len(line.readings)):
                yield a, k, reading
            yield a, k, NEAR


def _extended(scenario: Scenario, problem: Problem, places: Sequence[Place]) -> Problem:
    compiler = Compiler(scenario)
    crossed: list[list[Formula]] = [[] for _ in problem.actors]
    for a, k, reading in places:
        own = compiler.read_by(scenario.actors[a].id)
        line = scenario.actors[a].red_lines[k]
        if reading == NEAR:
            crossed[a].append(_less_one_step(own.violated(line.clause), problem, a))
        else:
            crossed[a].append(own.violated(line.readings[reading].clause))
    actors = tuple(
        replace(actor, crossed=tuple(lines))
        for actor, lines in zip(problem.actors, crossed, strict=True)
    )
    return replace(problem, actors=actors)


def _less_one_step(crossed: Formula, problem: Problem, actor: int) -> Formula:
    """Where a line is crossed by more than a step; a line too wide to measure is let go by none."""
    formula = collapse(crossed, problem.sizes)
    if not isinstance(formula, ScopeTable):
        return formula
    if not formula.scope:
        return constant(bool(formula.values))
    return ScopeTable(formula.scope, distances(formula, problem.axes_of(actor)).values > 1)
