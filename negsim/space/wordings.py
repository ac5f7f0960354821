"""A scenario in which every reading of its ambiguous demands stands beside the others, for whoever asks all of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import count

from negsim.language.model.evidence import status
from negsim.language.model.scenario import Scenario
from negsim.solve.kernels.readings import Demand, Line
from negsim.solve.tables.problem import ActorTables, Problem
from negsim.space.compiler import Compiler
from negsim.space.members import Member, red_line_member
from negsim.space.space import Space


@dataclass(frozen=True, eq=False)
class Wordings:
    """The demands of actors that are not advisory that have several readings, each reading a red line of its own.

    Parameters
    ----------
    problem : Problem
        With all readings as red lines, those of other demands as they stand.
    demands : tuple of Demand
        In the file's order.
    members : tuple of Member
        The same demands as they are read now.
    names : tuple of tuple of str
        Ids of their readings, in the file's order.
    assumed : frozenset of Line
        The other red lines that no claim supports.
    """

    problem: Problem
    demands: tuple[Demand, ...]
    members: tuple[Member, ...]
    names: tuple[tuple[str, ...], ...]
    assumed: frozenset[Line]

    @property
    def now(self) -> list[int]:
        """Which reading of each demand is in force."""
        return [
            names.index(member.reading or "")
            for names, member in zip(self.names, self.members, strict=True)
        ]


def wordings(space: Space, lines: frozenset[str] | None = None) -> Wordings:
    """Set all readings of a compiled scenario beside one another.

    Parameters
    ----------
    space : Space
    lines : frozenset of str, optional
        Paths, `ACTOR.ID`, of the only red lines that count; all where absent.
    """
    found = _Built(space.scenario, lines)
    actors = [found.actor(a, one) for a, one in enumerate(space.problem.actors)]
    return Wordings(
        replace(space.problem, actors=tuple(actors)),
        tuple(found.demands),
        tuple(found.members),
        tuple(found.names),
        frozenset(found.assumed),
    )


class _Built:
    def __init__(self, scenario: Scenario, lines: frozenset[str] | None) -> None:
        self.scenario, self.lines, self.compiler = scenario, lines, Compiler(scenario)
        self.demands: list[Demand] = []
        self.members: list[Member] = []
        self.names: list[tuple[str, ...]] = []
        self.assumed: set[Line] = set()

    def actor(self, a: int, compiled: ActorTables) -> ActorTables:
        """Give an actor with each reading of its demands as a red line."""
        actor = self.scenario.actors[a]
        own = self.compiler.read_by(actor.id)
        is_advisory = actor.consent.kind == "never" and actor.id not in self.scenario.factions
        crossed, number = [], count()
        for line, current in zip(actor.red_lines, compiled.crossed, strict=True):
            if self.lines is not None and f"{actor.id}.{line.id}" not in self.lines:
                continue
            is_assumed = status(line.sources) in {"assumed", "unsourced"}
            if is_advisory or not line.has_readings:
                crossed.append(current)
                place = next(number)
                if is_assumed:
                    self.assumed.add((a, place))
                continue
            crossed += [own.violated(reading.clause) for reading in line.readings]
            places = tuple(next(number) for _ in line.readings)
            self.demands.append(Demand(a, places, is_assumed))
            self.members.append(red_line_member(self.scenario, actor, line))
            self.names.append(tuple(reading.id for reading in line.readings))
        return replace(compiled, crossed=tuple(crossed))
