"""The same facts for scenarios of millions of packages: issue columns in numpy, integers, no cleverness beyond that."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from fractions import Fraction
from math import lcm, prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tests.oracle.facts import ActorFacts, Facts, bodies_of, quota_rules, reservation_of, worth_of
from tests.oracle.language import Issue, Package, best, number_holds, passes, seen_by
from tests.oracle.variants import Standing

Bools = NDArray[np.bool_]


class Columns(Sequence[Package]):
    """Packages as one column of option positions per issue."""

    def __init__(self, issues: dict[str, Issue], columns: dict[str, NDArray[np.int8]]) -> None:
        self.issues, self.columns = issues, columns
        self.size = len(next(iter(columns.values())))

    def __len__(self) -> int:
        return self.size

    def __getitem__(self, k: Any) -> Any:
        return {name: issue.options[self.columns[name][k]] for name, issue in self.issues.items()}

    def condition(self, condition: Any) -> Bools:
        """Per package, whether a condition holds."""
        if isinstance(condition, list):
            found: Bools = np.logical_or.reduce([self.condition(one) for one in condition])
            return found
        result = np.ones(self.size, bool)
        for key, test in condition.items():
            if key == "sum":
                of = test["of"]
                factors = {
                    n: best(f)
                    for n, f in (dict.fromkeys(of, "1") if isinstance(of, list) else of).items()
                }
                totals = [Fraction(0)] * self.size
                for name, factor in factors.items():
                    column = self.columns[name].tolist()
                    totals = [
                        t + factor * self.issues[name].options[c]
                        for t, c in zip(totals, column, strict=True)
                    ]
                result &= np.array([number_holds(test["is"], total) for total in totals], bool)
            elif key == "count":
                number = np.sum([self.condition(one) for one in test["of"]], axis=0)
                fine = np.array(
                    [number_holds(test["is"], Fraction(n)) for n in range(len(test["of"]) + 1)]
                )
                result &= fine[number]
            else:
                issue = self.issues[key]
                result &= np.array([passes(issue, test, option) for option in issue.options])[
                    self.columns[key]
                ]
        return result

    def clause(self, clause: Any) -> Bools:
        """Per package, whether a clause holds."""
        if clause == "none" or "none" in clause:
            return np.ones(self.size, bool)
        if "require" in clause:
            return self.condition(clause["require"])
        if "forbid" in clause:
            return ~self.condition(clause["forbid"])
        return ~self.condition(clause["if"]) | self.condition(clause["then"])

    def seen_by(self, actor: str) -> Columns:
        """The same packages as an actor reads them."""
        return Columns(seen_by(self.issues, actor), self.columns)

    def holds(self, clause: Any) -> list[bool]:
        """The same, as a list."""
        return self.clause(clause).tolist()  # type: ignore[no-any-return]


def feasible_columns(standing: Standing) -> Columns:
    """Every feasible package that no variant bars, in package order, block by block."""
    issues = standing.issues
    names = list(issues)
    cut = next(
        n
        for n in range(len(names) + 1)
        if prod(len(issues[i].options) for i in names[n:]) <= 200_000
    )
    tail = [len(issues[name].options) for name in names[cut:]]
    rest = np.indices(tail, dtype=np.int8).reshape(len(tail), -1)
    blocks: list[NDArray[np.int8]] = []
    for head in itertools.product(*(range(len(issues[name].options)) for name in names[:cut])):
        fixed = np.repeat(np.array(head, np.int8).reshape(-1, 1), rest.shape[1], axis=1)
        block = np.concatenate([fixed, rest])
        packages = Columns(issues, dict(zip(names, block, strict=True)))
        keep = np.ones(len(packages), bool)
        for rule in standing.rules.values():
            keep &= packages.clause(rule)
        for kind, what in standing.barred:
            if kind == "fix":
                keep &= packages.condition(what)
            else:
                for name, test in what.items():
                    keep &= ~packages.condition({name: test})
        blocks.append(block[:, keep])
    return Columns(issues, dict(zip(names, np.concatenate(blocks, axis=1), strict=True)))


def gather_wide(standing: Standing, packages: Columns | None = None) -> Facts:
    """`gather`, of the feasible packages only (rules are not to be suspect)."""
    issues = standing.issues
    packages = packages or feasible_columns(standing)
    size = len(packages)
    actors, kinds = {}, []
    for name, actor in standing.actors.items():
        own = packages.seen_by(name)
        worth = worth_of(own.issues, actor)
        everything = [w for table in worth.issue_worths.values() for w in table.values()] + [
            w for _, w in worth.wishes
        ]
        unit = lcm(*(w.denominator for w in everything)) if everything else 1
        reach = sum(abs(int(w * unit)) for w in everything)
        dtype: Any = np.int64 if reach < 2**62 else object
        total = np.zeros(size, dtype)
        for issue_name, table in worth.issue_worths.items():
            whole = np.array(
                [int(table[option] * unit) for option in issues[issue_name].options], dtype
            )
            total += whole[packages.columns[issue_name]]
        for clause, value in worth.wishes:
            total += int(value * unit) * own.clause(clause).astype(dtype)
        distinct, place = np.unique(total, return_inverse=True)
        values = [(Fraction(int(t), unit) - worth.lowest) / worth.span for t in distinct]
        reservation = reservation_of(own.issues, actor, worth)
        consent = actor.get("consent", "always")
        needed = (
            packages.condition(consent["when"])
            if isinstance(consent, dict)
            else np.full(size, consent == "always")
        )
        lines = {line: standing.reading(name, line) for line in actor["red_lines"]}
        mask = np.zeros(size, np.int64)
        for bit, clause in enumerate(lines.values()):
            mask |= (~own.clause(clause)).astype(np.int64) << bit
        named = {
            int(m): frozenset(
                f"{name}.{line}" for bit, line in enumerate(lines) if int(m) >> bit & 1
            )
            for m in np.unique(mask)
        }
        actors[name] = ActorFacts(
            name=name,
            consent=consent if isinstance(consent, str) else "when",
            needed=needed.tolist(),
            lines=lines,
            crossed=[named[m] for m in mask.tolist()],
            utility=[values[p] for p in place.tolist()],
            reservation=reservation,
            bodies=bodies_of(actor),
        )
        below = np.array([value < reservation for value in values], bool)[place]
        kinds.append(mask * 4 + needed * 2 + below)
    alike = np.zeros(size, np.int64)
    for column in kinds:  # renumbered each time, so that numbers stay small
        both = alike * (int(column.max(initial=0)) + 1) + column
        alike = np.unique(both, return_inverse=True)[1]
    total_packages = prod(len(issue.options) for issue in issues.values())
    broken: list[frozenset[str]] = [frozenset()] * size
    quota = quota_rules(standing.agreement)
    return Facts(
        standing, issues, total_packages, packages, broken, actors, quota, alike.tolist(), packages
    )
