"""MiniZinc: a scenario as a constraint model in whole numbers, exact."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import lcm
from typing import Any

from negsim.language.model.issues import Issue
from negsim.language.model.scenario import Scenario
from negsim.language.words import clause_in_words, demand_in_words, option_label
from negsim.solve.tables import problem as solve
from negsim.space.space import Space, compile_scenario

_SOLVERS = 2**31 - 1  # Gecode and others compute in 32 bits
_COLUMNS = 100


def minizinc_model(scenario: Scenario) -> tuple[str, list[str]]:
    """Write a model, and say what a solver must bear.

    Packages that satisfy it are those of the zone; `floor` is the least gain of a principal and `welfare` the sum of
    the principals' utilities, both times `unit`.
    """
    model = _Model(compile_scenario(scenario))
    text = model.text()
    notes = []
    if model.largest > _SOLVERS:
        notes.append(
            f"whole numbers up to {model.largest:.1e}: take a solver that computes in 64 bits or more"
        )
    return text, notes


class _Model:
    def __init__(self, space: Space) -> None:
        self.space = space
        self.scenario = space.scenario
        self.problem = space.problem
        self.arrays: list[str] = []
        self.kept: set[str] = set()
        self.counts: dict[int, str] = {}
        self.largest = 0
        self.names = [f"x_{issue.id}" for issue in self.scenario.issues]
        self.unit = lcm(
            1,
            *(actor.scale for actor in self._principals()),
            *(actor.reservation_value.denominator for actor in self._principals()),
        )

    def text(self) -> str:
        parts = [
            self._head(),
            self._variables(),
            self._feasible(),
            *(self._actor(place) for place in range(len(self.problem.actors))),
            self._agreed(),
            self._goal(),
        ]
        arrays = "% tables: what each option, or each combination of options, means\n" + "\n".join(
            self.arrays
        )
        return "\n\n".join([parts[0], parts[1], arrays, *parts[2:]]) + "\n"

    def _principals(self) -> list[solve.ActorTables]:
        return [self.problem.actors[place] for place in self.problem.principals]

    def _head(self) -> str:
        return (
            f"% {_comment(self.scenario.title)}\n"
            "% Exact: utilities and gains are whole numbers, so many parts of the unit.\n"
            "bool: egalitarian = true;  % false: the largest sum of utilities instead\n"
            f"int: unit = {self._number(self.unit)};"
        )

    def _variables(self) -> str:
        lines = []
        for name, issue in zip(self.names, self.scenario.issues, strict=True):
            lines.append(f"var 1..{len(issue.options)}: {name};  % {_comment(issue.ask)}")
            if not issue.is_numeric:
                lines += [
                    f"  % {place} = {_comment(option_label(issue, option.id))}"
                    for place, option in enumerate(issue.options, 1)
                ]
            else:
                ends = [option_label(issue, issue.options[at].id) for at in (0, -1)]
                lines.append(f"  % {_comment(ends[0])} to {_comment(ends[1])}, evenly")
        return "\n".join(lines)

    def _feasible(self) -> str:
        lines = ["% what can be, whoever signs it"]
        for rule, formula in zip(self.scenario.rules, self.problem.broken, strict=True):
            lines.append(
                f"% rules.{rule.id}: {_comment(clause_in_words(rule.clause, self.scenario))}"
            )
            lines.append(f"constraint not({self._formula(formula)});")
        lines += [f"constraint not({self._formula(formula)});" for formula in self.problem.barred]
        return "\n".join(lines)

    def _actor(self, place: int) -> str:
        written, actor = self.scenario.actors[place], self.problem.actors[place]
        lines = [f"% {_comment(written.name)}"]
        terms = [self._lookup(table) for table in actor.tables]
        terms += [
            f"{self._number(bonus.worth)} * bool2int({self._formula(bonus.formula)})"
            for bonus in actor.bonuses
        ]
        total = " + ".join([*terms, self._number(actor.offset)])
        lines.append(f"int: scale_{written.id} = {self._number(actor.scale)};")
        lines.append(f"var int: utility_{written.id} = {total};  % times scale_{written.id}")
        kept = []
        for line, formula in zip(written.red_lines, actor.crossed, strict=True):
            words = _comment(demand_in_words(line, self.scenario))
            name = self._keeps(f"keeps_{written.id}_{line.id}")
            lines.append(f"var bool: {name} = not({self._formula(formula)});")
            lines.append(f"  % {words}")
            kept.append(name)
        least = self._number(actor.threshold + actor.offset)
        accepts = ", ".join([*kept, f"utility_{written.id} >= {least}"])
        lines.append(f"var bool: accepts_{written.id} = forall([{accepts}]);")
        return "\n".join(lines)

    def _keeps(self, name: str) -> str:
        """Tell red lines apart whose names run together: `a_b` of `c`, and `b` of `c_a`."""
        while name in self.kept:
            name += "_"
        self.kept.add(name)
        return name

    def _agreed(self) -> str:
        lines = ["% whose consent a deal takes"]
        self.counts = {place: self._counts(place, lines) for place in self.problem.consenting}
        for place in self.problem.consenting:
            actor = self.problem.actors[place]
            if actor.needed is not None:
                needed = self._formula(actor.needed)
                lines.append(f"constraint exists([not({needed}), {self.counts[place]}]);")
            elif self.problem.quota is None:
                lines.append(f"constraint {self.counts[place]};")
        ways = [[part for rule in way for part in self._quota(rule)] for way in self.ways]
        if len(ways) == 1:
            lines += [f"constraint {part};" for part in ways[0]]
        elif ways:
            each = ", ".join(f"forall([{', '.join(parts)}])" for parts in ways)
            lines.append(f"constraint exists([{each}]);")
        return "\n".join(lines)

    @property
    def ways(self) -> tuple[tuple[solve.QuotaRule, ...], ...]:
        return self.problem.quota or ()

    def _counts(self, place: int, lines: list[str]) -> str:
        """Name what holds where an actor accepts and each of its bodies passes; say it first where it has any."""
        ids, actor = self.space.actors, self.scenario.actors[place]
        name = f"accepts_{ids[place]}"
        if not actor.ratification:
            return name
        parts = [name]
        for body, rule in zip(actor.ratification, self.problem.actors[place].bodies, strict=True):
            parts.append(self._keeps(f"passes_{actor.id}_{body.id}"))
            votes = [(f"accepts_{ids[voter]}", number) for voter, number in rule.votes]
            lines.append(f"var bool: {parts[-1]} = {self._enough(votes, rule.at_least)};")
        whole = self._keeps(f"ratified_{actor.id}")
        lines.append(f"var bool: {whole} = forall([{', '.join(parts)}]);")
        return whole

    def _quota(self, rule: solve.QuotaRule) -> list[str]:
        votes = [(self.counts[place], number) for place, number in rule.votes]
        named = [place for place in rule.including if place in self.problem.principals]
        return [self._enough(votes, rule.at_least), *(self.counts[place] for place in named)]

    def _enough(self, votes: list[tuple[str, Fraction]], wanted: Fraction) -> str:
        unit = lcm(wanted.denominator, *(number.denominator for _, number in votes))
        cast = [f"{self._number(int(number * unit))} * bool2int({name})" for name, number in votes]
        return f"{' + '.join(cast) or '0'} >= {self._number(int(wanted * unit))}"

    def _goal(self) -> str:
        gains, utilities = [], []
        for place in self.problem.principals:
            actor, name = self.problem.actors[place], self.space.actors[place]
            asked = self._number(int(actor.reservation_value * self.unit))
            share = self._number(self.unit // actor.scale)
            gains.append(f"{share} * utility_{name} - {asked}")
            utilities.append(f"{share} * utility_{name}")
        shown = ", ".join(
            f'"{issue.id} = ", option_{issue.id}[fix({name})], "\\n"'
            for issue, name in zip(self.scenario.issues, self.names, strict=True)
        )
        options = "".join(map(_options, self.scenario.issues))
        return (
            f"var int: floor = min([{', '.join(gains)}]);  % the least gain of a principal\n"
            f"var int: welfare = {' + '.join(utilities)};  % the sum of their utilities\n"
            "solve maximize if egalitarian then floor else welfare endif;\n"
            f"{options}"
            f'output [{shown}, "floor = ", show(floor), "/", show(unit), "\\n",\n'
            '  "welfare = ", show(welfare), "/", show(unit), "\\n"];'
        )

    def _formula(self, formula: solve.Formula) -> str:
        """Write where a formula holds."""
        if isinstance(formula, solve.ScopeTable):
            return self._truth(formula)
        if isinstance(formula, solve.Not):
            return f"not({self._formula(formula.part)})"
        if isinstance(formula, solve.AllOf):
            return f"forall([{', '.join(map(self._formula, formula.parts))}])"
        if isinstance(formula, solve.AnyOf):
            return f"exists([{', '.join(map(self._formula, formula.parts))}])"
        if isinstance(formula, solve.Count):
            parts = [f"bool2int({self._formula(part)})" for part in formula.parts]
        else:
            parts = [self._lookup(solve.ScopeTable((at,), values)) for at, values in formula.terms]
        total = " + ".join(parts) or "0"
        bounds = []
        if formula.low is not None:
            bounds.append(f"{total} >= {self._number(formula.low)}")
        if formula.high is not None:
            bounds.append(f"{total} <= {self._number(formula.high)}")
        return f"forall([{', '.join(bounds)}])"

    def _truth(self, table: solve.ScopeTable) -> str:
        values = table.values.reshape(-1).tolist()
        if all(values) or not any(values):
            return "true" if values and values[0] else "false"
        if len(table.scope) == 1:
            places = ", ".join(str(at) for at, value in enumerate(values, 1) if value)
            return f"{self.names[table.scope[0]]} in {{{places}}}"
        words = ["true" if value else "false" for value in values]
        return self._at(self._array("bool", words), table)

    def _lookup(self, table: solve.ScopeTable) -> str:
        values = [int(value) for value in table.values.reshape(-1).tolist()]
        if not table.scope:
            return self._number(values[0])
        return self._at(self._array("int", [self._number(value) for value in values]), table)

    def _at(self, array: str, table: solve.ScopeTable) -> str:
        """Write the place in a table: its issues' options as digits, the first slowest."""
        if len(table.scope) == 1:
            return f"{array}[{self.names[table.scope[0]]}]"
        index = "1"
        stride = 1
        for issue, size in reversed(list(zip(table.scope, table.values.shape, strict=True))):
            factor = "" if stride == 1 else f"{stride} * "
            index += f" + {factor}({self.names[issue]} - 1)"
            stride *= size
        return f"{array}[{index}]"

    def _array(self, kind: str, words: Sequence[str]) -> str:
        name = f"t_{len(self.arrays) + 1}"
        self.arrays.append(f"array[1..{len(words)}] of {kind}: {name} = [{', '.join(words)}];")
        return name

    def _number(self, value: Any) -> str:
        number = int(value)
        self.largest = max(self.largest, abs(number))
        return f"({number})" if number < 0 else str(number)


def _options(issue: Issue) -> str:
    """Name the options of an issue, for what a solver prints."""
    names = ", ".join(f'"{option.id}"' for option in issue.options)
    return f"array[1..{len(issue.options)}] of string: option_{issue.id} = [{names}];\n"


def _comment(text: str) -> str:
    """Keep a text on the one line that a comment takes."""
    line = "".join(c if c.isprintable() else " " for c in text)
    return line if len(line) <= _COLUMNS else line[: _COLUMNS - 1] + "…"
