"""The versions of clauses whose tests are drawn: settled once each, and picked by every draw."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negsim.language.model.conditions import Alternative, Clause, Condition
from negsim.language.model.numbers import Quantity
from negsim.language.model.ranges import Kind, visit_clause
from negsim.language.model.scenario import Scenario
from negsim.questions.draws.values import MICRO, Draws
from negsim.questions.draws.worths import holds_at
from negsim.space.compiler import Compiler

Bools = NDArray[np.bool_]


class Versions:
    """Where clauses hold among some packages, draw by draw.

    Parameters
    ----------
    scenario : Scenario
    compiler : Compiler
        Of that scenario.
    packages : array
        Option positions, of shape (n, issues).
    """

    def __init__(self, scenario: Scenario, compiler: Compiler, packages: NDArray[np.intp]) -> None:
        self.scenario, self.compiler, self.packages = scenario, compiler, packages
        self._cache: dict[Any, Bools] = {}
        self._tests: dict[str, list[str]] = {}

    def broken(self, clause: Clause, path: str, draws: Draws, reader: str | None = None) -> Bools:
        """Where a clause does not hold, of shape (packages, 1), or (packages, draws) where it has versions.

        Where a reader is named it is that actor's own, and options are what the actor reads them as.
        """
        compiler = self.compiler if reader is None else self.compiler.read_by(reader)
        keys = self.classes(clause, path, draws)
        columns, which = [], np.zeros(draws.count, dtype=np.intp)
        for number, (key, places) in enumerate(groups(keys)):
            name = (path, key)
            if name not in self._cache:
                drawn = visit_clause(clause, path, draws.visit(int(places[0])))
                self._cache[name] = holds_at(compiler.violated(drawn), self.packages)
            columns.append(self._cache[name])
            which[places] = number
        if len(columns) == 1:
            return np.asarray(columns[0])[:, None]
        return np.stack(columns, axis=1)[:, which]

    def classes(self, clause: Clause, path: str, draws: Draws) -> NDArray[Any]:
        """What tells the versions of a clause apart, of shape (draws, k): tests look at a grid of numbers only."""
        columns = []
        for name in self._named(clause, path):
            values = draws.values.get(name)
            if values is not None:
                denominator = draws.denominators.get(name, MICRO)
                scaled = values.astype(object) * self._grid
                columns += [scaled // denominator, -(-scaled // denominator)]
        if not columns:
            return np.zeros((draws.count, 0), dtype=object)
        return np.stack(columns, axis=1)

    def is_varied(self, clause: Clause, path: str, draws: Draws) -> bool:
        """Whether a test of a clause is drawn."""
        return any(name in draws.values for name in self._named(clause, path))

    def _named(self, clause: Clause, path: str) -> list[str]:
        if path not in self._tests:
            self._tests[path] = tests(clause, path)
        return self._tests[path]

    @cached_property
    def _grid(self) -> int:
        """Sums and values of numeric issues are whole multiples of 1 over this."""
        values = [v for issue in self.scenario.issues if issue.range for v in issue.range.values]
        factors = [
            factor
            for clause, _, _ in clauses_of(self.scenario)
            for condition in (clause.condition, *([] if clause.then is None else [clause.then]))
            for factor in _factors(condition)
        ]
        return lcm(*(v.denominator for v in values)) * lcm(*(f.denominator for f in factors))


def is_varied(clause: Clause, path: str, draws: Draws) -> bool:
    """Whether a test of a clause is drawn."""
    return any(name in draws.values for name in tests(clause, path))


def rules_of(scenario: Scenario) -> Iterator[tuple[Clause, str, bool]]:
    """Rules, what is fixed and what is excluded: clause, path, and whether packages go where it holds."""
    for rule in scenario.rules:
        yield rule.clause, f"rules.{rule.id}", False
    for n, one in enumerate(scenario.fixed):
        yield Clause(kind="require", condition=one), f"fixed.{n}", False
    for n, one in enumerate(scenario.excluded):
        yield Clause(kind="require", condition=one), f"excluded.{n}", True


def clauses_of(scenario: Scenario) -> Iterator[tuple[Clause, str, bool]]:
    """Every clause that counts, as `rules_of` gives them; paths are left out for those of actors."""
    yield from rules_of(scenario)
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


def tests(clause: Clause, path: str) -> list[str]:
    """The paths of a clause's numbers."""
    names: list[str] = []

    def visit(name: str, _: Kind, quantity: Quantity) -> Quantity:
        names.append(name)
        return quantity

    visit_clause(clause, path, visit)
    return names


def groups(keys: NDArray[Any]) -> Iterator[tuple[tuple[Any, ...], NDArray[np.intp]]]:
    """The distinct rows, in order of their first, and where each stands."""
    if not keys.shape[1]:
        yield (), np.arange(len(keys))
        return
    where: dict[tuple[Any, ...], list[int]] = {}
    for place, row in enumerate(keys.tolist()):
        where.setdefault(tuple(row), []).append(place)
    for key, places in where.items():
        yield key, np.array(places, dtype=np.intp)
