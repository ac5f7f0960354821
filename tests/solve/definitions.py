"""The contract's definitions as slow and obvious code: what every engine must agree with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import combinations, product
from math import prod
from typing import Any

from negsim.solve.answer import Layer, Suspect
from negsim.solve.tables.problem import (
    ActorTables,
    AllOf,
    AnyOf,
    Axis,
    Count,
    Formula,
    Linear,
    Not,
    Problem,
    QuotaRule,
    ScopeTable,
)

Package = tuple[int, ...]
TIE = 1e-9


def between(value: int, low: int | None, high: int | None) -> bool:
    return (low is None or value >= low) and (high is None or value <= high)


def holds(formula: Formula, x: Package) -> bool:
    if isinstance(formula, ScopeTable):
        return bool(formula.values[tuple(x[i] for i in formula.scope)])
    if isinstance(formula, Not):
        return not holds(formula.part, x)
    if isinstance(formula, Linear):
        return between(sum(int(v[x[i]]) for i, v in formula.terms), formula.low, formula.high)
    held = [holds(part, x) for part in formula.parts]
    if isinstance(formula, AllOf):
        return all(held)
    if isinstance(formula, AnyOf):
        return any(held)
    assert isinstance(formula, Count)
    return between(sum(held), formula.low, formula.high)


def total(actor: ActorTables, x: Package) -> int:
    tables = sum(int(t.values[tuple(x[i] for i in t.scope)]) for t in actor.tables)
    return tables + sum(b.worth for b in actor.bonuses if holds(b.formula, x))


def gain(actor: ActorTables, x: Package) -> Fraction:
    return Fraction(total(actor, x) + actor.offset, actor.scale) - actor.reservation_value


def needs(problem: Problem, a: int, x: Package) -> bool:
    actor = problem.actors[a]
    if actor.consent == "when":
        assert actor.needed is not None
        return holds(actor.needed, x)
    return actor.consent == "always"


def votes(rule: QuotaRule, who: Iterable[int]) -> bool:
    yes = set(who)
    return sum(v for a, v in rule.votes if a in yes) >= rule.at_least


def enough(
    problem: Problem,
    accepting: Iterable[int],
    needed: Iterable[int] = (),
    gone: Sequence[tuple[int, int]] = (),
) -> bool:
    """Whether these actors' acceptance is enough, where these conditional actors are needed and some bodies gone."""
    yes = set(accepting)
    whole = {
        a
        for a in yes
        if all(
            votes(body, yes)
            for k, body in enumerate(problem.actors[a].bodies)
            if (a, k) not in gone
        )
    }
    if not set(needed) <= whole:
        return False
    who = whole & set(problem.principals)
    if problem.quota is None:
        return who == set(problem.principals)
    return any(
        all(
            votes(rule, who) and set(rule.including) & set(problem.principals) <= who
            for rule in rules
        )
        for rules in problem.quota
    )


def apart(a: int, b: int, axis: Axis) -> int:
    """Option-steps from an option to another."""
    here, there = int(axis.places[a]), int(axis.places[b])
    if here == there:
        return 0
    return abs(here - there) if axis.is_ordered and -1 not in (here, there) else 1


def subsets(members: Sequence[Any]) -> list[frozenset[Any]]:
    """Every set of some of them, the smallest first."""
    return [frozenset(s) for n in range(len(members) + 1) for s in combinations(members, n)]


def minimal(sets: Iterable[frozenset[Any]]) -> set[frozenset[Any]]:
    family = set(sets)
    return {s for s in family if not any(other < s for other in family)}


def leximin_best(rows: list[tuple[float, ...]]) -> list[int]:
    ordered = [sorted(row) for row in rows]
    kept = list(range(len(rows)))
    for place in range(len(rows[0]) if rows else 0):
        best = max(ordered[i][place] for i in kept)
        kept = [i for i in kept if best - ordered[i][place] < TIE]
    return kept


class Definitions:
    """Everything about a problem, package by package."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self._yes: dict[tuple[Package, bool], list[int]] = {}
        self._winning: dict[tuple[int, ...], set[frozenset[int]]] = {}
        self.every = list(product(*(range(n) for n in problem.sizes)))
        self.allowed = [x for x in self.every if not any(holds(f, x) for f in problem.barred)]
        self.feasible = [x for x in self.allowed if not any(holds(f, x) for f in problem.broken)]
        self.zone = [x for x in self.feasible if self.agreed(x, reservations=True)]
        self.red_line_zone = [x for x in self.feasible if self.agreed(x, reservations=False)]
        self.seats = [
            (a, k) for a in problem.consenting for k in range(len(problem.actors[a].bodies))
        ]
        self.table_zone = [x for x in self.feasible if self.goes_through(x, self.seats)]

    def accepts(self, a: int, x: Package, *, reservations: bool = True) -> bool:
        actor = self.problem.actors[a]
        if any(holds(f, x) for f in actor.crossed):
            return False
        return not reservations or gain(actor, x) >= 0

    def yes(self, x: Package, *, reservations: bool = True) -> list[int]:
        if (x, reservations) not in self._yes:
            every = range(len(self.problem.actors))
            found = [a for a in every if self.accepts(a, x, reservations=reservations)]
            self._yes[x, reservations] = found
        return self._yes[x, reservations]

    def needed(self, x: Package) -> list[int]:
        """The conditional actors that a package needs."""
        actors = enumerate(self.problem.actors)
        return [a for a, one in actors if one.consent == "when" and needs(self.problem, a, x)]

    def agreed(self, x: Package, *, reservations: bool) -> bool:
        return enough(self.problem, self.yes(x, reservations=reservations), self.needed(x))

    def goes_through(self, x: Package, gone: Sequence[tuple[int, int]]) -> bool:
        """Whether a package goes through once some bodies are gone."""
        return enough(self.problem, self.yes(x), self.needed(x), gone)

    def needed_by(self) -> tuple[int, ...]:
        every = range(len(self.problem.actors))
        return tuple(sum(needs(self.problem, a, x) for x in self.feasible) for a in every)

    def left_open(self) -> dict[int, int]:
        open_at = self.problem.left_open
        found = Counter(sum(x[i] == o for i, o in open_at.items()) for x in self.zone)
        return dict(sorted(found.items()))

    def ratification(self) -> dict[tuple[int, int], tuple[int, int, dict[int, int]]]:
        found = {}
        waiting = [x for x in self.table_zone if x not in self.zone]
        for a, k in self.seats:
            body = self.problem.actors[a].bodies[k]
            needing = [x for x in self.feasible if needs(self.problem, a, x)]
            stopped = [x for x in waiting if self.goes_through(x, [(a, k)])]
            found[a, k] = (
                sum(votes(body, self.yes(x)) for x in needing),
                len(stopped),
                {v: sum(votes(body, [*self.yes(x), v]) for x in stopped) for v, _ in body.votes},
            )
        return found

    def accepted_by(self, *, reservations: bool) -> tuple[int, ...]:
        return tuple(
            sum(self.accepts(a, x, reservations=reservations) for x in self.feasible)
            for a in range(len(self.problem.actors))
        )

    def coalitions(self) -> dict[tuple[int, ...], int]:
        who = self.problem.consenting
        sizes = range(2, len(who) + 1) if len(who) <= 10 else (2, len(who) - 1, len(who))
        return {
            members: sum(
                all(self.accepts(a, x) for a in members if needs(self.problem, a, x))
                for x in self.feasible
            )
            for n in sizes
            for members in combinations(who, n)
        }

    def option_counts(self) -> tuple[tuple[int, ...], ...]:
        return tuple(
            tuple(sum(x[issue] == option for x in self.zone) for option in range(size))
            for issue, size in enumerate(self.problem.sizes)
        )

    def vector(self, x: Package) -> tuple[int, ...]:
        return tuple(total(self.problem.actors[a], x) for a in self.problem.principals)

    def frontier(self) -> list[Package]:
        among = self.zone or self.feasible
        vectors = {x: self.vector(x) for x in among}

        def dominated(v: tuple[int, ...]) -> bool:
            return any(
                w != v and all(b >= a for a, b in zip(v, w, strict=True))
                for w in set(vectors.values())
            )

        bad = {v for v in set(vectors.values()) if dominated(v)}
        return [x for x in among if vectors[x] not in bad]

    def principal_gains(self, x: Package) -> tuple[Fraction, ...]:
        return tuple(gain(self.problem.actors[a], x) for a in self.problem.principals)

    def solutions(self) -> dict[str, list[Package]]:
        if not self.zone:
            return {n: [] for n in ("nash", "kalai_smorodinsky", "egalitarian", "utilitarian")}
        frontier = self.frontier()
        gains = {x: self.principal_gains(x) for x in frontier}
        fair = [x for x in frontier if self.problem.quota is None or min(gains[x], default=0) >= 0]
        n = len(self.problem.principals)
        best = [max((gains[x][i] for x in fair), default=Fraction(0)) for i in range(n)]
        products = [float(prod(gains[x][i] for i in range(n) if best[i] > 0)) for x in fair]
        top = max(products, default=0.0)
        shares = [
            tuple(float(gains[x][i] / best[i]) for i in range(n) if best[i] > 0) for x in fair
        ]
        worth = [
            float(
                sum(
                    g + self.problem.actors[a].reservation_value
                    for g, a in zip(gains[x], self.problem.principals, strict=True)
                )
            )
            for x in frontier
        ]
        return {
            "nash": [x for x, p in zip(fair, products, strict=True) if p >= top - TIE * abs(top)],
            "kalai_smorodinsky": [fair[i] for i in leximin_best(shares)],
            "egalitarian": [
                frontier[i]
                for i in leximin_best([tuple(float(g) for g in gains[x]) for x in frontier])
            ],
            "utilitarian": [
                x for x, w in zip(frontier, worth, strict=True) if max(worth) - w < TIE
            ],
        }

    def winning(self, needed: Sequence[int] = ()) -> set[frozenset[int]]:
        """The minimal sets of actors, of those asked, whose acceptance is enough."""
        if tuple(needed) not in self._winning:
            every = subsets(self.problem.asked)
            found = minimal(s for s in every if enough(self.problem, s, needed))
            self._winning[tuple(needed)] = found
        return self._winning[tuple(needed)]

    def violations(self, x: Package, layers: Iterable[Layer]) -> set[frozenset[Suspect]]:
        """What the members of a minimal winning set object to: a set for each."""
        problem, layers = self.problem, set(layers)

        def of(a: int) -> set[Suspect]:
            actor = problem.actors[a]
            found = {
                Suspect("red_lines", a, k)
                for k, f in enumerate(actor.crossed)
                if "red_lines" in layers and holds(f, x)
            }
            if "reservations" in layers and gain(actor, x) < 0:
                found.add(Suspect("reservations", a, 0))
            return found

        common: set[Suspect] = set()
        if "rules" in layers:
            common |= {Suspect("rules", -1, r) for r, f in enumerate(problem.broken) if holds(f, x)}
        winning = self.winning(self.needed(x))
        return {frozenset(common.union(*(of(a) for a in members))) for members in winning}

    def layers(self, asked: Iterable[Layer]) -> tuple[Layer, ...]:
        found = {"red_lines", *asked}
        if not self.feasible:
            found.add("rules")
        if self.red_line_zone and not self.zone:
            found.add("reservations")
        return tuple(n for n in ("red_lines", "reservations", "rules") if n in found)

    def corrections(self, layers: Sequence[Layer]) -> dict[frozenset[Suspect], dict[str, Any]]:
        among = self.allowed if "rules" in layers else self.feasible
        bear = {x: self.violations(x, layers) for x in among}
        found = minimal(s for sets in bear.values() for s in sets)
        if frozenset() in found:
            return {}
        whole = ("red_lines", "reservations", *(("rules",) if "rules" in layers else ()))
        everything = {x: self.violations(x, whole) for x in among}
        report = {}
        for drop in found:
            just = [x for x in among if drop in bear[x]]
            report[drop] = {
                "opens": sum(any(s <= drop for s in bear[x]) for x in among),
                "zone": sum(any(s <= drop for s in everything[x]) for x in among),
                **self.witness(drop, just),
            }
        return report

    def line_steps(self, line: Suspect, x: Package) -> int | None:
        crossed = self.problem.actors[line.actor].crossed[line.number]
        axes = self.problem.axes_of(line.actor)
        away = [
            sum(apart(a, b, axis) for a, b, axis in zip(x, y, axes, strict=True))
            for y in self.every
            if not holds(crossed, y)
        ]
        return min(away, default=None)

    def witness(self, drop: frozenset[Suspect], just: list[Package]) -> dict[str, Any]:
        lines = sorted(s for s in drop if s.layer == "red_lines")
        steps = {x: [self.line_steps(line, x) for line in lines] for x in just}
        least = min(sum(k or 0 for k in steps[x]) for x in just)
        near = [x for x in just if sum(k or 0 for k in steps[x]) == least]
        gains = [tuple(float(g) for g in self.principal_gains(x)) for x in near]
        chosen = near[leximin_best(gains)[0]]
        per_actor: dict[int, int | None] = {}
        for line, k in zip(lines, steps[chosen], strict=True):
            so_far = per_actor.get(line.actor, 0)
            per_actor[line.actor] = None if k is None or so_far is None else so_far + k
        return {"witness": chosen, "steps": per_actor}

    def conflicts(self, corrections: Iterable[frozenset[Suspect]]) -> set[frozenset[Suspect]]:
        """The smallest first: what shares a member with every correction, and holds no other such set."""
        family = list(corrections)
        members = sorted(set().union(*family)) if family else []
        found: set[frozenset[Suspect]] = set()
        for s in subsets(members):
            if not any(other < s for other in found) and all(s & c for c in family):
                found.add(s)
        return found
