"""The stages that the futures of a timeline reach, made once for all of them, and kept."""

from __future__ import annotations

from collections import Counter
from copy import copy
from dataclasses import replace
from fractions import Fraction

import numpy as np

from negsim.language.model.ranges import changed
from negsim.language.model.scenario import Scenario
from negsim.questions.draws.listing import stage
from negsim.questions.draws.sampling import BLOCK, Job, points, units
from negsim.questions.draws.stage import Stage
from negsim.questions.draws.values import Draws
from negsim.questions.simulate.plan import Futures, Plan, content
from negsim.solve.tables.distinct import distinct

CELLS = 20_000_000  # packages times futures times steps that are looked at at a time
TOGETHER = 2_000_000  # of these, that are looked at together whoever's they are

Key = tuple[tuple[str, ...], Fraction | None]  # events in force, and votes wanted where these drift


class World:
    """The stages of a plan that its futures reach, and all packages that are in the zone of one of them.

    Parameters
    ----------
    job : Job
        The rows are the same for all of its units, whoever works on them.

    Attributes
    ----------
    seconds, seconds_without : float
        About how long its futures take, and how long beside to see who could open an empty zone alone.
    """

    def __init__(self, job: Job) -> None:
        self.plan, self.blockers = Plan(job.scenario), job.blockers
        self._stages: dict[Key, Stage] = {}
        self._same: dict[str, Stage] = {}
        self._whole: dict[int, Stage] = {}
        reached: Counter[Key] = Counter()
        for unit in units(job.draws):
            futures = self.plan.futures(points(self.plan.width, unit, job.seed))
            reached.update(key for row in self.keys(futures) for key in row)
        stages = {id(one): one for one in map(self.stage, sorted(reached, key=str))}
        self.rows, _ = distinct(np.concatenate([one.packages for one in stages.values()]))
        costs = [(self.stage(key), count) for key, count in reached.items()]
        self.seconds = sum(
            one.seconds(count) * (1 + len(self.rows) / max(1, len(one))) for one, count in costs
        )
        self.seconds_without = sum(one.seconds_without(count) for one, count in costs)

    @property
    def at_once(self) -> int:
        """How many futures are looked at at a time."""
        return max(1, CELLS // self._cells)

    @property
    def together(self) -> int:
        """How many units of few futures are best looked at together."""
        return max(1, TOGETHER // (BLOCK * self._cells))

    @property
    def _cells(self) -> int:
        return max(1, len(self.rows) * len(self.plan.dates))

    def without_blockers(self) -> World:
        """The same world, in which nobody looks into who could open an empty zone alone."""
        other = copy(self)
        other.blockers, other.seconds_without = False, 0.0
        return other

    def stage(self, key: Key) -> Stage:
        """The stage in which some events are in force; stacks that come to the same share it."""
        if key not in self._stages:
            scenario = self.scenario(key)
            says = self.plan.says(key[0]) if key[1] is None else content(scenario)
            if says not in self._same:
                self._same[says] = stage(scenario, Draws(0, {}, {}), blockers=self.blockers)
            self._stages[key] = self._same[says]
        return self._stages[key]

    def whole(self, reached: Stage) -> Stage:
        """A stage over the packages of all stages, for following these through time."""
        if id(reached) not in self._whole:
            self._whole[id(reached)] = Stage(reached.scenario, self.rows)
        return self._whole[id(reached)]

    def scenario(self, key: Key) -> Scenario:
        """The scenario in which some events are in force."""
        events, at_least = key
        scenario = self.plan.stacked(events)
        if at_least is None or scenario.agreement is None:
            return scenario
        ways = tuple(
            tuple(changed(rule, at_least=at_least) for rule in rules)
            for rules in scenario.agreement.ways
        )
        return changed(scenario, agreement=changed(scenario.agreement, ways=ways))

    def keys(self, futures: Futures) -> list[list[Key]]:
        """Per future and step, which stage it is."""
        drift = [one for one in self.plan.timeline.trends if one.change == "agreement.at_least"]
        found: list[list[Key]] = []
        for future, stacks in enumerate(self.plan.stacks(futures)):
            row: list[Key] = []
            for step, events in enumerate(stacks):
                at_least = None
                agreement = self.plan.stacked(events).agreement
                if drift and agreement is not None:
                    at_least = agreement.rules[0].at_least
                    for trend in drift:
                        at_least += self.plan.drift(trend, futures, future, step)
                    at_least = max(Fraction(0), at_least)
                row.append((events, at_least))
            found.append(row)
        return found


_MADE: dict[Job, World] = {}  # the last ones, in each process


def world(job: Job) -> World:
    """The world of a piece of work, kept in each process; one without blockers is had from that with them."""
    if job not in _MADE:
        fuller = None if job.blockers else _MADE.get(replace(job, blockers=True))
        made = World(job) if fuller is None else fuller.without_blockers()
        for old in list(_MADE)[:-1]:
            del _MADE[old]
        _MADE[job] = made
    return _MADE[job]


def planned(job: Job) -> Plan:
    """The plan of a piece of work, with all that is known of it where its futures were lived through here."""
    made = _MADE.get(job)
    return Plan(job.scenario) if made is None else made.plan
