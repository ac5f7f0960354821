"""A scenario on trial: what is found of it, each thing computed once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import product
from random import Random
from typing import Any, TypeVar, cast

from negsim.language.model.conditions import (
    Alternative,
    Clause,
    Condition,
    Model,
    NumberTest,
    OptionTest,
)
from negsim.language.model.issues import Issue
from negsim.language.model.numbers import Quantity
from negsim.language.model.scenario import Scenario
from negsim.questions.zone.find import label
from negsim.questions.zone.result import Findings
from negsim.solve.answer import Layer, Package
from negsim.solve.listing.engine import answer
from negsim.solve.listing.estimate import estimate
from negsim.solve.listing.scan import Scan
from negsim.solve.tables.problem import Problem
from negsim.space.space import Space, compile_scenario

M = TypeVar("M", bound=Model)

WHOLE = 2_000  # packages that a law may go through one by one


@dataclass(frozen=True, eq=False)
class Case:
    """A scenario on trial, its variants applied, of at most `WHOLE` packages that are not excluded."""

    scenario: Scenario
    is_written: bool = True  # False: constraints have been taken away to open the zone

    @cached_property
    def space(self) -> Space:
        """The scenario compiled."""
        return compile_scenario(self.scenario)

    @property
    def problem(self) -> Problem:
        """The scenario in arrays."""
        return self.space.problem

    @cached_property
    def findings(self) -> Findings:
        """What `run` finds."""
        return self.find(frozenset())

    def find(self, suspects: frozenset[Layer]) -> Findings:
        """What `run` finds with these layers suspect too."""
        return label(self.space, answer(self.problem, suspects=suspects, names=self.space.name))

    @cached_property
    def zone(self) -> frozenset[Package]:
        """The packages of the zone."""
        return frozenset(
            tuple(int(option) for option in package)
            for window in Scan(self.problem).windows()
            for package in window.block(window.zone).packages()
        )

    def packages(self, rng: Random, most: int = 150) -> list[Package]:
        """Packages, feasible or not: all of them where they are few, else some at random."""
        sizes = self.problem.sizes
        if self.problem.total <= most:
            return list(product(*map(range, sizes)))
        return [tuple(rng.randrange(size) for size in sizes) for _ in range(most)]

    def changed(self, **fields: Any) -> Case:
        """The same with some fields of the scenario replaced."""
        return Case(changed(self.scenario, **fields))

    def with_actor(self, actor: Any) -> Case:
        """The same with one actor replaced by another of its name."""
        actors = (actor if one.id == actor.id else one for one in self.scenario.actors)
        return self.changed(actors=tuple(actors))

    def shown(self, package: Package) -> str:
        """A package in words."""
        words = self.space.words(package)
        return ", ".join(f"{issue}: {option}" for issue, option in words.items())


def changed(model: M, **fields: Any) -> M:
    """A copy with some fields replaced, and nothing remembered that was computed from the old ones."""
    kept = {name: getattr(model, name) for name in type(model).model_fields}
    return cast("M", type(model).model_construct(**{**kept, **fields}))


def room(scenario: Scenario) -> int:
    """How many packages are to be gone through."""
    return estimate(compile_scenario(scenario).problem, "allowed").packages


def options_test(issue: Issue, positions: list[int]) -> OptionTest | NumberTest:
    """The test that just these options pass."""
    if issue.range is None:
        return OptionTest(kind="any", options=tuple(issue.options[k].id for k in positions))
    values = tuple(Quantity.plain(issue.range.values[k]) for k in positions)
    return NumberTest(kind="any", values=values)


def one_of(tests: dict[str, OptionTest | NumberTest]) -> Condition:
    """The condition that all of these tests pass."""
    return Condition(alternatives=(Alternative(tests=tuple(tests.items())),))


def package_condition(scenario: Scenario, package: Package) -> Condition:
    """The condition that only one package meets."""
    pairs = zip(scenario.issues, package, strict=True)
    return one_of({issue.id: options_test(issue, [k]) for issue, k in pairs})


def some_condition(scenario: Scenario, rng: Random) -> Condition:
    """Some condition on one issue or two."""
    issues = rng.sample(scenario.issues, min(len(scenario.issues), rng.choice([1, 1, 2])))
    tests = {}
    for issue in issues:
        number = rng.randint(1, len(issue.options) - 1)
        chosen = sorted(rng.sample(range(len(issue.options)), number))
        tests[issue.id] = options_test(issue, chosen)
    return one_of(tests)


def some_clause(scenario: Scenario, rng: Random) -> Clause:
    """Some clause, of any kind."""
    kind = rng.choice(["require", "forbid", "if"])
    condition = some_condition(scenario, rng)
    if kind == "if":
        return Clause(kind="if", condition=condition, then=some_condition(scenario, rng))
    return Clause(kind="require" if kind == "require" else "forbid", condition=condition)


def unused(name: str, taken: Any) -> str:
    """A name that is not taken."""
    while name in taken:
        name += "_"
    return name
