"""`negsim run`: zone, solutions, frontier, coalitions, conflicts, by the definitions."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterable
from fractions import Fraction
from math import prod
from typing import Any

from tests.oracle.facts import Facts, conditionals, gather, goes_through, quota_met
from tests.oracle.sets import (
    TIE,
    Sets,
    hitting_sets,
    independent,
    leximin,
    minimal,
    minimal_winners,
)
from tests.oracle.variants import standing


def shown(number: Fraction | None) -> float | None:
    """A number as JSON shows it: rounded to 12 decimals."""
    return None if number is None else float(round(number, 12))


def shown_package(facts: Facts, k: int) -> dict[str, Any]:
    """A package as JSON shows it."""
    package = facts.packages[k]
    return {n: shown(o) if facts.issues[n].is_numeric else o for n, o in package.items()}


def accepts(
    facts: Facts, name: str, k: int, dropped: Iterable[str] = (), reservations: bool = True
) -> bool:
    """Whether an actor accepts package k, constraints in `dropped` gone."""
    actor = facts.actors[name]
    if actor.crossed[k].difference(dropped):
        return False
    is_below = actor.utility[k] < actor.reservation
    return not (reservations and is_below and f"{name}.reservation_value" not in dropped)


def zone(facts: Facts, dropped: Iterable[str] = (), reservations: bool = True) -> list[int]:
    """The packages that go through, constraints in `dropped` gone (rules among them)."""
    dropped = frozenset(dropped)
    rules = {one.removeprefix("rules.") for one in dropped if one.startswith("rules.")}
    decided: dict[int, bool] = {}
    inside = []
    for k, kind in enumerate(facts.alike):
        if kind not in decided:
            agreeing = {n for n in facts.asked if accepts(facts, n, k, dropped, reservations)}
            decided[kind] = not facts.broken[k] - rules and goes_through(facts, k, agreeing)
        if decided[kind]:
            inside.append(k)
    return inside


def efficient(facts: Facts, among: list[int]) -> list[int]:
    """The packages that none of the others dominates, over the principals."""

    def vector(k: int) -> tuple[Fraction, ...]:
        return tuple(facts.actors[name].utility[k] for name in facts.principals)

    vectors = sorted({vector(k) for k in among}, key=lambda v: (-sum(v), v))
    kept: list[tuple[Fraction, ...]] = []
    for one in vectors:  # who dominates has the larger sum, so it stands earlier
        if not any(all(x >= y for x, y in zip(other, one, strict=True)) for other in kept):
            kept.append(one)
    best = set(kept)
    return [k for k in among if vector(k) in best]


def largest(
    candidates: list[int], value: Callable[[int], Fraction], relative: bool = False
) -> list[int]:
    """The candidates with the largest value; what differs by less than 1e-9 is a tie."""
    if not candidates:
        return []
    top = max(value(k) for k in candidates)
    return [
        k
        for k in candidates
        if top - value(k) < TIE * (abs(top) if relative else 1) or value(k) == top
    ]


def solutions(facts: Facts, inside: list[int]) -> dict[str, list[int]]:
    """The four bargaining solutions among the zone's efficient packages, all ties."""
    searched = efficient(facts, inside)

    def gain(name: str, k: int) -> Fraction:
        return facts.actors[name].utility[k] - facts.actors[name].reservation

    principals = facts.principals
    egalitarian = leximin(searched, lambda k: [gain(name, k) for name in principals])
    utilitarian = largest(
        searched, lambda k: sum((facts.actors[n].utility[k] for n in principals), Fraction(0))
    )
    if facts.quota is not None:
        searched = [k for k in searched if all(gain(name, k) >= 0 for name in principals)]
    tops = {
        name: max((gain(name, k) for k in searched), default=Fraction(0)) for name in principals
    }
    gainers = [name for name in principals if tops[name] > 0]
    nash = largest(
        searched, lambda k: prod((gain(n, k) for n in gainers), start=Fraction(1)), relative=True
    )
    movers = [name for name in principals if tops[name] != 0]
    kalai = leximin(searched, lambda k: [gain(name, k) / tops[name] for name in movers])
    return {
        "nash": nash,
        "kalai_smorodinsky": kalai,
        "egalitarian": egalitarian,
        "utilitarian": utilitarian,
    }


def floor(facts: Facts, inside: list[int]) -> Fraction | None:
    """The smallest gain in the egalitarian solution of a zone (the largest of them, where ties differ by a hair)."""
    found = solutions(facts, inside)["egalitarian"]
    actors = [facts.actors[name] for name in facts.principals]
    return max((min(a.utility[k] - a.reservation for a in actors) for k in found), default=None)


def winning_sets(facts: Facts, beside: list[str]) -> Sets:
    """Who is asked, one set per choice of a minimal winning set of the quota and of every body needed.

    `beside` are the conditional actors that are needed.
    """
    if facts.quota is None:
        firsts = [frozenset(facts.principals)]
    else:
        quota, principals = facts.quota, facts.principals
        firsts = minimal_winners(principals, lambda one: quota_met(quota, principals, one))
    found = []
    for first in firsts:
        owners = [*first, *beside]
        bodies = [body for name in owners for body in facts.actors[name].bodies.values()]
        juries = [minimal_winners(list(body.votes), body.passes) for body in bodies]
        found += [frozenset(owners).union(*choice) for choice in itertools.product(*juries)]
    return found


def violated(facts: Facts, k: int, suspects: list[str], known: dict[Any, Sets]) -> Sets:
    """The sets of suspects that package k violates, one per set of those who are asked."""
    beside = conditionals(facts, k)
    if tuple(beside) not in known:
        known[tuple(beside)] = winning_sets(facts, beside)
    sets = []
    for members in known[tuple(beside)]:
        found = {f"rules.{rule}" for rule in facts.broken[k]} if "rules" in suspects else set()
        for name in members:
            actor = facts.actors[name]
            found |= actor.crossed[k]
            if "reservations" in suspects and actor.utility[k] < actor.reservation:
                found.add(f"{name}.reservation_value")
        sets.append(frozenset(found))
    return sets


def default_suspects(facts: Facts) -> list[str]:
    """What is to blame: red lines; rules too where nothing is feasible; reservations where the lines let some by."""
    if not facts.feasible:
        return ["red_lines", "rules"]
    if not zone(facts) and zone(facts, reservations=False):
        return ["red_lines", "reservations"]
    return ["red_lines"]


def conflicts(facts: Facts, asked: Iterable[str] = ()) -> dict[str, Any]:
    """Minimal conflicts and minimal corrections."""
    wanted = {*default_suspects(facts), *asked}
    suspects: list[str] = [
        kind for kind in ("red_lines", "reservations", "rules") if kind in wanted
    ]
    winning: dict[Any, Sets] = {}
    candidates = list(range(len(facts.packages))) if "rules" in suspects else facts.feasible
    by_kind: dict[int, Sets] = {}
    for k in candidates:
        if facts.alike[k] not in by_kind:
            by_kind[facts.alike[k]] = violated(facts, k, suspects, winning)
    sets = {k: by_kind[facts.alike[k]] for k in candidates}
    family = minimal(one for found in by_kind.values() for one in found)
    if frozenset() in family:
        return {
            "suspects": suspects,
            "minimal_conflicts": [],
            "independent": [],
            "minimal_corrections": [],
        }
    corrections = []
    for drop in sorted(family, key=sorted):
        opened = [k for k in candidates if any(one <= drop for one in sets[k])]
        witness = find_witness(facts, drop, [k for k in candidates if drop in sets[k]])
        corrections.append(
            {
                "drop": sorted(drop),
                "opens": len(opened),
                "zone": len(zone(facts, drop)),
                "steps": correction_steps(facts, drop, witness),
                "witness": shown_package(facts, witness),
            }
        )
    found = sorted(sorted(one) for one in hitting_sets(family))
    return {
        "suspects": suspects,
        "minimal_conflicts": found,
        "independent": independent(found),
        "minimal_corrections": corrections,
    }


def lines_in(facts: Facts, drop: Iterable[str]) -> dict[str, list[str]]:
    """The red lines of a correction, by actor."""
    found: dict[str, list[str]] = {}
    for name in facts.actors:
        lines = [line for line in facts.line_ids(name) if line in drop]
        if lines:
            found[name] = lines
    return found


def find_witness(facts: Facts, drop: frozenset[str], candidates: list[int]) -> int:
    """Fewest steps in all, then leximin of the principals' gains, then package order."""
    lines = [line for own in lines_in(facts, drop).values() for line in own]
    steps = {k: sum(facts.steps(line, k) or 0 for line in lines) for k in candidates}
    fewest = min(steps.values())
    nearest = [k for k in candidates if steps[k] == fewest]
    actors = [facts.actors[name] for name in facts.principals]
    # Of what differs by less than a tie, only what no other beats.
    nearest = efficient(facts, nearest)
    return leximin(nearest, lambda k: [actor.utility[k] - actor.reservation for actor in actors])[0]


def correction_steps(facts: Facts, drop: frozenset[str], witness: int) -> dict[str, int | None]:
    """Per actor, the steps of its red lines in the correction; None where one of them cannot be met at all."""
    steps: dict[str, int | None] = {}
    for name, lines in lines_in(facts, drop).items():
        each = [facts.steps(line, witness) for line in lines]
        steps[name] = None if None in each else sum(one or 0 for one in each)
    return steps


def coalitions(facts: Facts) -> list[dict[str, Any]]:
    """Every set of two or more non-advisory actors, and what all of its needed members accept."""
    names = facts.consenting
    sizes: Iterable[int] = range(2, len(names) + 1)
    if len(names) > 10:
        sizes = (2, len(names) - 1, len(names))
    rows = []
    feasible = facts.feasible
    fine = {
        name: {k for k in feasible if not facts.actors[name].needed[k] or accepts(facts, name, k)}
        for name in names
    }
    for size in sizes:
        for members in itertools.combinations(names, size):
            agreed = set.intersection(*(fine[member] for member in members))
            rows.append({"members": list(members), "accept": len(agreed)})
    return rows


def ratification(facts: Facts, inside: list[int]) -> dict[str, Any]:
    """What each body passes and stops, and whose acceptance would have let it pass."""
    rows = {}
    yes = {k: {n for n in facts.asked if accepts(facts, n, k)} for k in facts.feasible}
    at_the_table = table_zone(facts)
    for name, body in facts.seats:
        one, needed = facts.actors[name].bodies[body], facts.actors[name].needed
        stopped = [
            k
            for k in at_the_table
            if k not in inside and goes_through(facts, k, yes[k], [(name, body)])
        ]
        rows[f"{name}.{body}"] = {
            "passes": sum(needed[k] and one.passes(yes[k]) for k in facts.feasible),
            "stops": len(stopped),
            "pivots": {
                voter: sum(one.passes(yes[k] | {voter}) for k in stopped) for voter in one.votes
            },
        }
    return rows


def table_zone(facts: Facts) -> list[int]:
    """What the zone would be without any ratification."""
    return [
        k
        for k in facts.feasible
        if goes_through(facts, k, {n for n in facts.asked if accepts(facts, n, k)}, facts.seats)
    ]


def left_open(facts: Facts, inside: list[int]) -> dict[str, int]:
    """How many packages leave how many issues open."""
    stays = [name for name, issue in facts.issues.items() if issue.may_stay_open]
    found = Counter(sum(facts.packages[k][name] == "left_open" for name in stays) for k in inside)
    return {str(n): found[n] for n in sorted(found)}


def is_read_two_ways(facts: Facts, k: int) -> bool:
    """Whether somebody whose consent package k needs reads one of its options as another."""
    return any(
        issue.readers.get(facts.packages[k][name], {}).get(actor)
        for name, issue in facts.issues.items()
        for actor in facts.consenting
        if facts.actors[actor].needed[k]
    )


def run_on(facts: Facts, suspects: Iterable[str] = ()) -> dict[str, Any]:
    """`negsim run`, from the facts."""
    inside, feasible = zone(facts), facts.feasible
    by_line = zone(facts, reservations=False)
    counts = {
        name: {
            issue.key(o): sum(facts.packages[k][name] == o for k in inside) for o in issue.options
        }
        for name, issue in facts.issues.items()
    }
    backbone = {
        name: shown_package(facts, inside[0])[name]
        for name in facts.issues
        if inside and len({facts.packages[k][name] for k in inside}) == 1
    }
    found = solutions(facts, inside)
    among = inside or feasible
    return {
        "packages": {
            "total": facts.total,
            "feasible": len(feasible),
            "needed_by": {
                name: sum(actor.needed[k] for k in feasible) for name, actor in facts.actors.items()
            },
        },
        "accepted_by": {
            name: sum(accepts(facts, name, k) for k in feasible) for name in facts.actors
        },
        "red_line_accepted_by": {
            name: sum(accepts(facts, name, k, reservations=False) for k in feasible)
            for name in facts.actors
        },
        "coalitions": coalitions(facts),
        "zone": {
            "size": len(inside),
            "red_line_size": len(by_line),
            "table_size": len(table_zone(facts)),
            "read_two_ways": sum(is_read_two_ways(facts, k) for k in inside),
            "left_open": left_open(facts, inside),
            "backbone": backbone,
            "options": counts,
        },
        "ratification": ratification(facts, inside),
        "solutions": {
            **{kind: [shown_solution(facts, k) for k in ties[:20]] for kind, ties in found.items()},
            "ties": {kind: len(ties) for kind, ties in found.items()},
        },
        "frontier": {
            "over": facts.principals,
            "among": "zone" if inside else "feasible",
            "size": len(efficient(facts, among)),
        },
        "floor": shown(floor(facts, inside)),
        "conflicts": conflicts(facts, suspects),
    }


def shown_solution(facts: Facts, k: int) -> dict[str, Any]:
    """One solution as JSON shows it."""
    return {
        "package": shown_package(facts, k),
        "utilities": {name: shown(actor.utility[k]) for name, actor in facts.actors.items()},
        "gains": {
            name: shown(actor.utility[k] - actor.reservation)
            for name, actor in facts.actors.items()
        },
    }


def run(
    document: dict[str, Any],
    variants: Iterable[str] = (),
    registers: Iterable[dict[str, Any]] = (),
    settings: dict[str, Any] | None = None,
    suspects: Iterable[str] = (),
) -> dict[str, Any]:
    """`negsim run --format json`, without the keys that name the engine."""
    names = list(variants)
    facts = gather(standing(document, names, list(registers), settings))
    return {
        "scenario": document["scenario"],
        "variant": names,
        "exact": True,
        **run_on(facts, suspects),
    }
