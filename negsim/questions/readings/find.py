"""Which meanings of ambiguous words open the zone, which close it, and whose clarification matters most."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import count

from negsim.language.model.evidence import status
from negsim.language.model.scenario import Scenario
from negsim.questions.readings.result import Clarify, Readings, Tally
from negsim.questions.zone.find import check_size
from negsim.solve.kernels.combinations import Combinations, Decides, Sets
from negsim.solve.kernels.readings import Demand, stopping
from negsim.solve.tables.problem import Actor
from negsim.space.compiler import Compiler
from negsim.space.members import Member, red_line_member
from negsim.space.space import compile_scenario

Progress = Callable[[int, int], None]


def readings(scenario: Scenario, *, progress: Progress | None = None) -> Readings:
    """Say in which combinations of readings the zone is open, and what closes or opens it whatever the rest.

    Parameters
    ----------
    scenario : Scenario
        With its variants applied; which readings they choose does not matter, but for `is_open` and `turns`.
    progress : callable, optional
        Called with the number of packages done, and of how many.

    Raises
    ------
    TooLarge
        Where the space is too large to go through.
    """
    return _Wording(scenario).answer(progress)


class _Wording:
    """A scenario with every reading of its ambiguous demands standing beside the others."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.space = compile_scenario(scenario)
        self.demands: list[Demand] = []
        self.members: list[Member] = []
        self.names: list[tuple[str, ...]] = []
        self.assumed: set[tuple[int, int]] = set()
        compiler = Compiler(scenario)
        actors = [self._with_readings(a, compiler) for a in range(len(scenario.actors))]
        self.problem = replace(self.space.problem, actors=tuple(actors))

    def _with_readings(self, a: int, compiler: Compiler) -> Actor:
        actor, compiled = self.scenario.actors[a], self.space.problem.actors[a]
        crossed, number = [], count()
        for line, current in zip(actor.red_lines, compiled.crossed, strict=True):
            is_assumed = status(line.sources) in {"assumed", "unsourced"}
            if actor.consent.kind == "never" or not line.has_readings:
                crossed.append(current)
                place = next(number)
                if is_assumed:
                    self.assumed.add((a, place))
                continue
            crossed += [compiler.violated(reading.clause) for reading in line.readings]
            places = tuple(next(number) for _ in line.readings)
            self.demands.append(Demand(a, places, is_assumed))
            self.members.append(red_line_member(self.scenario, actor, line))
            self.names.append(tuple(reading.id for reading in line.readings))
        return replace(compiled, crossed=tuple(crossed))

    def answer(self, progress: Progress | None) -> Readings:
        check_size(self.space)
        sizes = [len(names) for names in self.names]
        found = stopping(self.problem, self.demands, frozenset(self.assumed), progress)
        every = Combinations(sizes, found.all)
        supported = [d for d, demand in enumerate(self.demands) if not demand.is_assumed]
        narrow = Combinations(
            [sizes[d] for d in supported],
            (_narrowed(every, mask, supported) for mask in found.without_assumed),
        )
        now = [
            names.index(member.reading or "")
            for names, member in zip(self.names, self.members, strict=True)
        ]
        closing, opening = every.closing, every.opening
        clarify = [self._clarify(every, d, now) for d in range(len(sizes))]
        return Readings(
            space=self.space,
            combinations=every.total,
            open=every.n_open,
            open_on_red_lines=Combinations(sizes, found.on_red_lines).n_open,
            is_open=every.is_open(now),
            without_assumed=Tally(narrow.total, narrow.n_open),
            closing=self._named(closing),
            opening=self._named(opening),
            all_closing=closing.is_complete,
            all_opening=opening.is_complete,
            clarify=tuple(
                sorted(clarify, key=lambda c: (-(c.share or 0), -(c.flips or 0), c.path))
            ),
        )

    def _clarify(self, every: Combinations, d: int, now: Sequence[int]) -> Clarify:
        decides: Decides | None = every.decides(d)
        names, is_open = self.names[d], every.is_open(now)
        turned = [[*now[:d], r, *now[d + 1 :]] for r in range(len(names))]
        return Clarify(
            member=self.members[d],
            readings=names,
            open_by_reading=None
            if decides is None
            else dict(zip(names, decides.open_by_reading, strict=True)),
            decides=None if decides is None else decides.contexts,
            of=every.total // len(names),
            flips=None if decides is None else decides.flips,
            turns=tuple(
                name
                for name, chosen in zip(names, turned, strict=True)
                if every.is_open(chosen) != is_open
            ),
        )

    def _named(self, sets: Sets) -> tuple[tuple[str, ...], ...]:
        texts = [
            f"{member.path}={name}"
            for member, names in zip(self.members, self.names, strict=True)
            for name in names
        ]
        named = (
            tuple(sorted(text for bit, text in enumerate(texts) if mask >> bit & 1))
            for mask in sets.masks
        )
        return tuple(sorted(named))


def _narrowed(every: Combinations, mask: int, kept: Sequence[int]) -> int:
    """A set of readings, counted over some demands only."""
    narrowed, first = 0, 0
    for d in kept:
        narrowed |= ((mask & every.readings[d]) >> every.first[d]) << first
        first += every.sizes[d]
    return narrowed
