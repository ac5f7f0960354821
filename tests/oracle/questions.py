"""`compare`, `readings`, `room` and the retreats of `levers`, by the definitions."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from typing import Any

from tests.oracle.facts import Facts, agree, gather, goes_through
from tests.oracle.language import clause_holds, every_package, seen_by
from tests.oracle.solve import accepts, conflicts, floor, shown, zone
from tests.oracle.variants import standing

Documents = dict[str, Any]
Registers = Iterable[dict[str, Any]]


def compare_row(facts: Facts, names: list[str]) -> dict[str, Any]:
    """One row of `compare`."""
    inside = zone(facts)
    return {
        "variant": names,
        "feasible": len(facts.feasible),
        "red_line_zone": len(zone(facts, reservations=False)),
        "zone": len(inside),
        "floor": shown(floor(facts, inside)),
        "minimal_conflicts": conflicts(facts)["minimal_conflicts"],
    }


def compare(
    document: Documents, stacks: Iterable[list[str]] | None = None, registers: Registers = ()
) -> dict[str, Any]:
    """The base first, then what is asked; else each variant, stacks that expectations name, and those that open."""
    registers = list(registers)
    base = gather(standing(document, [], registers))
    rows: dict[tuple[str, ...], Facts] = {(): base}
    asked: list[tuple[str, ...]]
    if stacks is None:
        asked = [(name,) for name in document.get("variants", {})]
        named = (one.get("variant", "") for one in document.get("expect", []))
        asked += [tuple(one.split("+")) for one in named if "+" in one]
    else:
        asked = [tuple(stack) for stack in stacks]
    rows |= {stack: found for stack in asked if (found := stacked(document, stack, registers))}
    result: dict[str, Any] = {}
    if stacks is None:
        opening: list[tuple[str, ...]] | None = []
        if not any(zone(facts) for facts in rows.values()):
            opening = opening_stacks(document, registers)
            rows |= {stack: gather(standing(document, stack, registers)) for stack in opening or []}
        result["opening_stacks"] = None if opening is None else [list(one) for one in opening]
    groups = conflicts(base)["independent"]
    result["rows"] = [
        {**compare_row(facts, list(stack)), "knots_gone": knots_gone(groups, facts)}
        for stack, facts in rows.items()
    ]
    return result


def stacked(document: Documents, stack: Iterable[str], registers: Registers) -> Facts | None:
    """What stands under a stack of variants; None where it is at fault."""
    try:
        return gather(standing(document, list(stack), list(registers)))
    except (AssertionError, KeyError, ZeroDivisionError):
        return None


def opening_stacks(document: Documents, registers: Registers) -> list[tuple[str, ...]] | None:
    """The smallest sets of variants that open the zone, in the file's order; at most three, and five such sets."""
    for size in (1, 2, 3):
        found = []
        for stack in itertools.combinations(document.get("variants", {}), size):
            facts = stacked(document, stack, registers)
            if facts is not None and zone(facts):
                found.append(stack)
        if found:
            return found[:5]
    return None


def knots_gone(groups: list[list[list[str]]], facts: Facts) -> int:
    """In how many groups of conflicts none of the conflicts that now stand lies within one of the group's."""
    still = [] if zone(facts) else conflicts(facts)["minimal_conflicts"]
    return sum(
        not any(set(one) <= set(other) for other in group for one in still) for group in groups
    )


def combinations_open(
    facts: Facts, lines: list[tuple[str, dict[str, Any]]], reservations: bool
) -> list[tuple[frozenset[str], bool]]:
    """For every combination of readings, whether the zone is open.

    A package matters only by who is needed, who is below its reservation value, and which readings it crosses:
    packages alike in this are looked at once.
    """
    with_readings = {line for line, _ in lines}
    crossed: list[set[str]] = [set() for _ in facts.packages]
    for line, readings in lines:
        for reading, clause in readings.items():
            for k, holds in enumerate(facts.holds(clause, line.split(".")[0])):
                if not holds:
                    crossed[k].add(f"{line}={reading}")
    alike: set[Any] = set()
    for k in facts.feasible:
        row = []
        for name in facts.asked:
            actor = facts.actors[name]
            refuses = bool(actor.crossed[k] - with_readings) or (
                reservations and actor.utility[k] < actor.reservation
            )
            own = frozenset(one for one in crossed[k] if one.startswith(f"{name}."))
            row.append((actor.needed[k], refuses, own))
        alike.add(tuple(row))
    results = []
    for choice in itertools.product(
        *([f"{line}={reading}" for reading in readings] for line, readings in lines)
    ):
        combination = frozenset(choice)
        results.append(
            (combination, any(pattern_passes(facts, pattern, combination) for pattern in alike))
        )
    return results


def pattern_passes(facts: Facts, pattern: Any, combination: frozenset[str]) -> bool:
    """Whether packages of this pattern go through under these readings."""
    agreeing = {
        name
        for name, (_, refuses, crossed) in zip(facts.asked, pattern, strict=True)
        if not refuses and not crossed & combination
    }
    needed = {name for name, (flag, _, _) in zip(facts.asked, pattern, strict=True) if flag}
    return agree(facts, needed, agreeing)


def reading_lines(facts: Facts) -> list[tuple[str, dict[str, Any]]]:
    """Red lines that have readings, of actors that are not advisory."""
    return [
        (f"{name}.{line}", element["readings"])
        for name, actor in facts.standing.actors.items()
        if name in facts.asked
        for line, element in actor["red_lines"].items()
        if "readings" in element
    ]


def smallest_sets(
    lines: list[tuple[str, dict[str, Any]]], against: list[frozenset[str]]
) -> list[list[str]]:
    """The inclusion-minimal sets of readings that no combination in `against` contains."""
    found: list[frozenset[str]] = []
    choices = [[None, *(f"{line}={reading}" for reading in readings)] for line, readings in lines]
    every = [
        frozenset(one for one in choice if one is not None)
        for choice in itertools.product(*choices)
    ]
    for one in sorted(every, key=len):
        if not any(smaller <= one for smaller in found) and not any(
            one <= other for other in against
        ):
            found.append(one)
    return sorted(sorted(one) for one in found)


def readings(
    document: Documents, variants: Iterable[str] = (), registers: Registers = ()
) -> dict[str, Any]:
    """`negsim readings`."""
    stands = standing(document, list(variants), list(registers))
    found = readings_on(gather(stands))
    stands.drop_unsupported()
    found["without_assumed"] = without_assumed(gather(stands))
    return found


def readings_on(facts: Facts) -> dict[str, Any]:
    """What all combinations of readings come to, from the facts."""
    lines = reading_lines(facts)
    results = combinations_open(facts, lines, reservations=True)
    on_lines = combinations_open(facts, lines, reservations=False)
    return {
        "combinations": len(results),
        "open": sum(is_open for _, is_open in results),
        "open_on_red_lines": sum(is_open for _, is_open in on_lines),
        "closing": smallest_sets(lines, [one for one, is_open in results if is_open]),
        "opening": smallest_sets(lines, [one for one, is_open in results if not is_open]),
    }


def without_assumed(facts: Facts) -> dict[str, int]:
    """The same counts, from facts without the red lines that no claim supports."""
    results = combinations_open(facts, reading_lines(facts), reservations=True)
    return {"combinations": len(results), "open": sum(is_open for _, is_open in results)}


def room_of(facts: Facts, name: str) -> dict[str, Any]:
    """How far an actor's reservation value could rise, and how often it alone stands in the way."""
    actor = facts.actors[name]
    lives_without, would_do, blocked = False, [], 0
    for k in facts.feasible:
        others = {n for n in facts.asked if n != name and accepts(facts, n, k)}
        without = goes_through(facts, k, others)
        with_it = goes_through(facts, k, others | {name})
        lives_without = lives_without or without
        if with_it and not without:
            if not actor.crossed[k]:
                would_do.append(actor.utility[k])
            if not accepts(facts, name, k):
                blocked += 1
    room = None if lives_without else max(would_do, default=None)
    because = "never_closes" if lives_without else None if room is not None else "closed_anyway"
    return {
        "reservation_value": shown(actor.reservation),
        "room": shown(room),
        "because": because,
        "sole_blocker_of": blocked,
    }


def one_step_zone(facts: Facts, line: str) -> int:
    """Size of the zone when a red line lets through what is at most one option-step away from it."""
    name, size = line.split(".", maxsplit=1)[0], 0
    for k in facts.feasible:
        steps = facts.steps(line, k)
        near = {line} if steps is not None and steps <= 1 else set()
        agreeing = {n for n in facts.asked if accepts(facts, n, k, near if n == name else ())}
        size += goes_through(facts, k, agreeing)
    return size


def room(
    document: Documents, variants: Iterable[str] = (), registers: Registers = ()
) -> dict[str, Any]:
    """`negsim room`."""
    return room_on(gather(standing(document, list(variants), list(registers))))


def room_on(facts: Facts) -> dict[str, Any]:
    """`negsim room`, from the facts."""
    inside = zone(facts)
    lines = {}
    for name in facts.asked:
        for line in facts.line_ids(name):
            without = zone(facts, [line])
            lines[line] = {
                "zone_without": len(without),
                "floor_without": shown(floor(facts, without)),
                "zone_one_step": one_step_zone(facts, line),
            }
    options: dict[str, Any] = {}
    for name, issue in facts.issues.items():
        options[name] = {}
        for option in issue.options:
            fixed = [k for k in inside if facts.packages[k][name] == option]
            options[name][issue.key(option)] = {
                "zone": len(fixed),
                "floor": shown(floor(facts, fixed)),
            }
    return {
        "actors": {name: room_of(facts, name) for name in facts.asked},
        "red_lines": lines,
        "options": options,
    }


def retreats(
    document: Documents, variants: Iterable[str] = (), registers: Registers = ()
) -> list[dict[str, Any]]:
    """The Pareto-minimal step vectors of `negsim levers`."""
    facts = gather(standing(document, list(variants), list(registers)))
    return retreats_on(facts)


def retreats_on(facts: Facts) -> list[dict[str, Any]]:
    """The Pareto-minimal step vectors, from the facts. A line that nothing meets takes no steps."""
    names = facts.asked
    vectors: dict[tuple[int, ...], list[int]] = {}
    for k in facts.feasible:
        vector = tuple(
            sum(facts.steps(line, k) or 0 for line in facts.actors[name].crossed[k])
            if facts.actors[name].needed[k]
            else 0
            for name in names
        )
        vectors.setdefault(vector, []).append(k)
    best = [
        one
        for one in vectors
        if not any(
            other != one and all(x <= y for x, y in zip(other, one, strict=True))
            for other in vectors
        )
    ]
    rows = []
    for vector in sorted(best):
        above = [
            k
            for k in vectors[vector]
            if all(
                a.utility[k] >= a.reservation
                for a in facts.actors.values()
                if a.consent != "never" and a.needed[k]
            )
        ]
        rows.append(
            {
                "steps": dict(zip(names, vector, strict=True)),
                "packages": len(vectors[vector]),
                "above_reservation": len(above),
            }
        )
    return rows


def refusals(facts: Facts, name: str) -> tuple[dict[str, dict[Any, str]], bool]:
    """Through what an actor cannot have an option, by red lines alone; and whether others leave it nothing at all."""
    actor, seen = facts.actors[name], seen_by(facts.issues, name)
    others = [other for other in facts.asked if other != name]
    left = [
        k
        for k in facts.feasible
        if goes_through(facts, k, {name, *(n for n in others if not facts.actors[n].crossed[k])})
    ]
    kept = [k for k in left if not actor.crossed[k]]
    found: dict[str, dict[Any, str]] = {}
    for issue, spec in facts.issues.items():
        for option in spec.options:

            def has(k: int, issue: str = issue, option: Any = option) -> bool:
                return bool(facts.packages[k][issue] == option)

            feasible = [k for k in facts.feasible if has(k)]
            if not any(
                all(clause_holds(seen, clause, package) for clause in actor.lines.values())
                for package in every_package(facts.issues)
                if package[issue] == option
            ):
                why = "own_lines"
            elif feasible and all(actor.crossed[k] for k in feasible):
                why = "rules"
            elif kept and any(has(k) for k in left) and not any(has(k) for k in kept):
                why = "others"
            else:
                continue
            found.setdefault(issue, {})[option] = why
    return found, bool(left) and not kept
