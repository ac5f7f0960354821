"""The ways in which every red line can be coded, and the problem in which all of them stand side by side."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import count

from negsim.language.claims.carried import carried
from negsim.language.model.actors import Actor
from negsim.language.model.red_lines import AS_WRITTEN, RedLine, shared
from negsim.language.model.scenario import Scenario
from negsim.questions.codings.result import NOT_A_LINE
from negsim.questions.zone.result import Findings
from negsim.solve.answer import Suspect
from negsim.solve.kernels.codings import CodedLine
from negsim.solve.tables.blame import Layout
from negsim.space.compiler import Compiler


@dataclass(frozen=True)
class Choices:
    """A red line, and the ways in which it can be coded.

    Parameters
    ----------
    actor : Actor
    line : RedLine
    names : tuple of str
    chances : tuple of Fraction
        They sum to 1.
    """

    actor: Actor
    line: RedLine
    names: tuple[str, ...]
    chances: tuple[Fraction, ...]

    @property
    def path(self) -> str:
        """ACTOR.ID of the line."""
        return f"{self.actor.id}.{self.line.id}"


def choices(scenario: Scenario, actor: Actor, line: RedLine, *, written: bool = False) -> Choices:
    """Give the ways in which a red line can be coded, the written ones first; where asked, these alone."""
    if written:
        names = tuple(reading.id or AS_WRITTEN for reading in line.readings)
        return Choices(actor, line, names, shared([one.chance for one in line.readings]))
    readings = line.all_readings
    names = tuple(reading.id or AS_WRITTEN for reading in readings)
    chances = line.chances()
    draws_none = any(reading.clause is None for reading in readings)
    status = carried(scenario, actor.id, line).status
    if line.firm is None and not draws_none and status in {"hardened", "stretched"}:
        half = Fraction(1, 2)
        return Choices(actor, line, (*names, NOT_A_LINE), (*(c * half for c in chances), half))
    return Choices(actor, line, names, chances)


class CodedProblem:
    """A scenario with every choice of every line standing beside the others as a line of its own.

    Parameters
    ----------
    findings : Findings
    written : bool
        Whether only the readings that the file writes are choices.

    Attributes
    ----------
    problem : Problem
    layout : Layout
        Of its suspects.
    every : list of Choices
        The lines of all that are asked, in the file's order.
    lines : list of CodedLine
        The bits of their choices.
    """

    def __init__(self, findings: Findings, *, written: bool = False) -> None:
        scenario, problem = findings.scenario, findings.space.problem
        compiler, actors = Compiler(scenario), list(problem.actors)
        found: list[tuple[int, Choices, list[Suspect | None]]] = []
        for a, actor in enumerate(scenario.actors):
            number, own = count(), compiler.read_by(actor.id)
            crossed = []
            for line in actor.red_lines:
                one = choices(scenario, actor, line, written=written)
                drawn = [r.clause for r in line.all_readings][: len(one.names)]
                drawn += [None] * (len(one.names) - len(drawn))
                suspects: list[Suspect | None] = []
                for clause in drawn:
                    if clause is not None:
                        crossed.append(own.violated(clause))
                    suspects.append(
                        None if clause is None else Suspect("red_lines", a, next(number))
                    )
                found.append((a, one, suspects))
            actors[a] = replace(problem.actors[a], crossed=tuple(crossed))
        self.problem = replace(problem, actors=tuple(actors))
        self.layout = Layout(self.problem)
        asked = [(one, suspects) for a, one, suspects in found if a in set(self.problem.asked)]
        self.every = [one for one, _ in asked]
        self.lines = [
            CodedLine(tuple(0 if s is None else 1 << self.layout.bit[s] for s in suspects))
            for _, suspects in asked
        ]
