"""From words to arrays: the only bridge between the language and the engines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from negsim.language.model.scenario import Scenario
from negsim.solve.answer import Package, Seat, Suspect
from negsim.solve.tables.formula import holds
from negsim.solve.tables.problem import Problem
from negsim.space.compiler import Compiler


@dataclass(frozen=True, eq=False)
class Space:
    """A scenario compiled: its problem in arrays, and the names to put back."""

    scenario: Scenario
    problem: Problem

    @cached_property
    def issues(self) -> tuple[str, ...]:
        """Issue ids."""
        return tuple(issue.id for issue in self.scenario.issues)

    @cached_property
    def options(self) -> tuple[tuple[str, ...], ...]:
        """Option ids per issue; on numeric issues plain decimals."""
        return tuple(tuple(option.id for option in issue.options) for issue in self.scenario.issues)

    @cached_property
    def actors(self) -> tuple[str, ...]:
        """Actor ids."""
        return tuple(actor.id for actor in self.scenario.actors)

    @cached_property
    def red_lines(self) -> tuple[tuple[str, ...], ...]:
        """Per actor, the short paths (ACTOR.ID) of its red lines, as in `problem.actors[i].crossed`."""
        return tuple(
            tuple(f"{actor.id}.{line.id}" for line in actor.red_lines)
            for actor in self.scenario.actors
        )

    @cached_property
    def rules(self) -> tuple[str, ...]:
        """Paths of the rules, as in `problem.broken`."""
        return tuple(f"rules.{rule.id}" for rule in self.scenario.rules)

    @cached_property
    def seats(self) -> dict[Seat, str]:
        """ACTOR.BODY of every body that is asked, by its actor's position and its number there."""
        return {
            (a, k): f"{actor.id}.{body.id}"
            for a, actor in enumerate(self.scenario.actors)
            if actor.consent.kind != "never"
            for k, body in enumerate(actor.ratification)
        }

    def name(self, suspect: Suspect) -> str:
        """Give the path of a suspect as results show it."""
        if suspect.layer == "rules":
            return self.rules[suspect.number]
        if suspect.layer == "reservations":
            return f"{self.actors[suspect.actor]}.reservation_value"
        return self.red_lines[suspect.actor][suspect.number]

    def is_needed(self, actor: str, package: Package) -> bool:
        """Whether a package needs an actor's consent; under a quota every principal's."""
        part = self.problem.actors[self.actors.index(actor)]
        if part.consent == "when":
            return part.needed is not None and holds(part.needed, package)
        return part.consent == "always"

    def words(self, package: Package) -> dict[str, str | int | float]:
        """Give a package as issue -> option, numbers as numbers (what JSON results show)."""
        words: dict[str, str | int | float] = {}
        for issue, position in zip(self.scenario.issues, package, strict=True):
            if issue.range is None:
                words[issue.id] = issue.options[position].id
            else:
                value = issue.range.values[position]
                words[issue.id] = int(value) if value.denominator == 1 else round(float(value), 12)
        return words

    def package(self, choice: Mapping[str, str]) -> Package:
        """Give the positions of a package named option by option."""
        return tuple(issue.position[choice[issue.id]] for issue in self.scenario.issues)


def compile_scenario(scenario: Scenario) -> Space:
    """Compile a scenario, its variants applied and readings chosen, with every number at its best value."""
    return Space(scenario, Compiler(scenario).problem())


def gain_number(value: Fraction) -> float:
    """Round an exact number as results show it: 12 decimals, correctly rounded from the fraction."""
    return float(round(value, 12))
