"""What is true of every package: who is needed, which red lines are crossed, what it is worth to whom."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from tests.oracle.language import (
    Issue,
    Package,
    best,
    clause_holds,
    condition_holds,
    every_package,
    issues_of_clause,
    satisfaction,
    seen_by,
)
from tests.oracle.variants import Standing


@dataclass
class Worth:
    """How an actor values packages: a part-worth per issue and option, one per wish, and what turns sums to utility."""

    issue_worths: dict[str, dict[Any, Fraction]]
    wishes: list[tuple[Any, Fraction]]  # clause, worth where it holds
    lowest: Fraction
    span: Fraction

    def utility(self, issues: dict[str, Issue], package: Package) -> Fraction:
        """Utility of a package."""
        total = sum(
            (worths[package[name]] for name, worths in self.issue_worths.items()), Fraction(0)
        )
        total += sum(
            (worth for clause, worth in self.wishes if clause_holds(issues, clause, package)),
            Fraction(0),
        )
        return (total - self.lowest) / self.span


def worth_of(issues: dict[str, Issue], actor: dict[str, Any]) -> Worth:
    """Read an actor's preferences and wishes; `issues` as it sees them."""
    preferences, wishes = actor["preferences"], actor["wishes"]
    elements = [*preferences.values(), *wishes.values()]
    if not elements and "score_sheet" not in actor:
        return Worth({}, [], Fraction(-1), Fraction(1))  # utility 1 everywhere
    in_points = any("points" in element for element in elements) or "score_sheet" in actor
    if actor.get("weights") == "unknown":  # all equal
        preferences = {name: {**one, "weight": "1"} for name, one in preferences.items()}
        wishes = {name: {**one, "weight": "1"} for name, one in wishes.items()}
        elements = [*preferences.values(), *wishes.values()]
    tables: dict[str, dict[Any, Fraction]] = {}
    for name, preference in preferences.items():
        factor = Fraction(1) if in_points else best(preference["weight"])
        tables[name] = {
            option: factor * satisfaction(issues[name], preference, option)
            for option in issues[name].options
        }
    extras = [(wish, best(wish["points" if in_points else "weight"])) for wish in wishes.values()]
    if not in_points:
        weights = sum((best(element["weight"]) for element in elements), Fraction(0))
        return Worth(tables, extras, Fraction(0), weights)
    if "score_sheet" in actor:
        low, high = best(actor["score_sheet"]["from"]), best(actor["score_sheet"]["to"])
    else:
        low = sum((min(table.values()) for table in tables.values()), Fraction(0))
        low += sum((min(Fraction(0), worth) for _, worth in extras), Fraction(0))
        high = sum((max(table.values()) for table in tables.values()), Fraction(0))
        high += sum((max(Fraction(0), worth) for _, worth in extras), Fraction(0))
    return Worth(tables, extras, low, high - low)


def reservation_of(issues: dict[str, Issue], actor: dict[str, Any], worth: Worth) -> Fraction:
    """The reservation value in utility, 0 where absent."""
    value = actor.get("reservation_value", "0")
    if isinstance(value, dict) and "points" in value:
        return (best(value["points"]) - worth.lowest) / worth.span
    if isinstance(value, dict) and "as_good_as" in value:
        package = {name: issues[name].option(text) for name, text in value["as_good_as"].items()}
        return worth.utility(issues, package)
    return best(value)


@dataclass
class ActorFacts:
    """One actor, package by package."""

    name: str
    consent: str  # always, when, never
    needed: list[bool]
    lines: dict[str, Any]  # red line -> clause in its current reading
    crossed: list[frozenset[str]]
    utility: list[Fraction]
    reservation: Fraction
    bodies: dict[str, Body] = field(default_factory=dict)


@dataclass
class Body:
    """A body that an actor's yes needs beside its own."""

    votes: dict[str, int]
    needs: str

    def passes(self, agreeing: Collection[str]) -> bool:
        """Whether it says yes where these accept."""
        total = sum(self.votes.values())
        yes = sum(number for voter, number in self.votes.items() if voter in agreeing)
        text = re.split(r"\+-|±", self.needs)[0].strip()
        if text == "majority":
            return 2 * yes > total
        if text == "two_thirds":
            return 3 * yes >= 2 * total
        if text.endswith("%"):
            return 100 * yes >= Fraction(text[:-1]) * total
        number = Fraction(text)
        if "/" in text or number.denominator != 1:
            return yes >= number * total
        return yes >= number


def bodies_of(actor: dict[str, Any]) -> dict[str, Body]:
    """The bodies of an actor."""
    return {
        name: Body({voter: int(best(n)) for voter, n in body["votes"].items()}, body["needs"])
        for name, body in actor.get("ratification", {}).items()
    }


@dataclass
class Facts:
    """Everything that questions are asked of. `packages` are those that no variant bars, in package order."""

    standing: Standing
    issues: dict[str, Issue]
    total: int
    packages: Sequence[Package]
    broken: list[frozenset[str]]  # rules broken
    actors: dict[str, ActorFacts]
    quota: list[list[dict[str, Any]]] | None  # the ways to meet it
    alike: list[int]  # packages with the same number are alike in all but utility and content
    columns: Any = None  # where packages are too many for one by one (see wide)
    step_cache: dict[Any, Any] = field(default_factory=dict)
    readers: dict[str, dict[str, Issue]] = field(
        default_factory=dict
    )  # the issues as each reads them

    def holds(self, clause: Any, reader: str) -> list[bool]:
        """Per package, whether a clause of an actor's holds."""
        if self.columns is not None:
            found: list[bool] = self.columns.seen_by(reader).holds(clause)
            return found
        issues = seen_by(self.issues, reader)
        return [clause_holds(issues, clause, package) for package in self.packages]

    @property
    def feasible(self) -> list[int]:
        """Numbers of the packages that break no rule."""
        return [k for k, broken in enumerate(self.broken) if not broken]

    @property
    def principals(self) -> list[str]:
        """Actors whose consent every package needs."""
        return [name for name, actor in self.actors.items() if actor.consent == "always"]

    @property
    def consenting(self) -> list[str]:
        """Actors whose consent packages may need."""
        return [name for name, actor in self.actors.items() if actor.consent != "never"]

    @property
    def seats(self) -> list[tuple[str, str]]:
        """Actor and body, of the bodies that are asked."""
        return [(name, body) for name in self.consenting for body in self.actors[name].bodies]

    @property
    def asked(self) -> list[str]:
        """Actors that are not advisory: who consents, and who votes in a body that is asked."""
        voters = {v for name, body in self.seats for v in self.actors[name].bodies[body].votes}
        return [name for name in self.actors if name in voters or name in self.consenting]

    def line_ids(self, name: str) -> list[str]:
        """Full names of an actor's red lines."""
        return [f"{name}.{line}" for line in self.actors[name].lines]

    def clause(self, line: str) -> Any:
        """The clause of a red line, `port.cheap`, in its current reading."""
        name, line_id = line.split(".")
        return self.actors[name].lines[line_id]

    def steps(self, line: str, k: int) -> int | None:
        """Fewest option-steps from package k to one, feasible or not, that does not cross the line.

        Only the issues that the clause looks at need to move, so only these are tried.
        """
        reader = line.split(".", maxsplit=1)[0]
        if reader not in self.readers:
            self.readers[reader] = seen_by(self.issues, reader)
        issues = self.readers[reader]
        return steps_to(issues, self.clause(line), self.packages[k], self.step_cache, line)


def steps_to(
    issues: dict[str, Issue],
    clause: Any,
    package: Package,
    cache: dict[Any, Any],
    label: str,
) -> int | None:
    """Fewest option-steps to a package on which the clause holds; None where there is none."""
    scope = [name for name in issues if name in issues_of_clause(clause)]
    key = (label, tuple(package[name] for name in scope))
    if key not in cache:
        if label not in cache:
            choices = itertools.product(*(issues[name].options for name in scope))
            others = [dict(zip(scope, choice, strict=True)) for choice in choices]
            cache[label] = [other for other in others if clause_holds(issues, clause, other)]
        cache[key] = min(
            (
                sum(distance(issues[name], package[name], other[name]) for name in scope)
                for other in cache[label]
            ),
            default=None,
        )
    fewest: int | None = cache[key]
    return fewest


def distance(issue: Issue, one: Any, other: Any) -> int:
    """Option-steps between two options, as the reader takes them: places on an ordered issue, else 1 for any change."""
    one, other = issue.as_read(one), issue.as_read(other)
    if one == other:
        return 0
    if issue.is_ordered and one in issue.own and other in issue.own:
        return abs(issue.own.index(one) - issue.own.index(other))
    return 1


def is_barred(standing: Standing, package: Package) -> bool:
    """Whether a variant has taken the package off the table."""
    issues = standing.issues
    for kind, what in standing.barred:
        if kind == "fix" and not condition_holds(issues, what, package):
            return True
        if kind == "exclude" and any(
            condition_holds(issues, {name: test}, package) for name, test in what.items()
        ):
            return True
    return False


def gather(standing: Standing) -> Facts:
    """Look at every package, one by one."""
    issues = standing.issues
    everything = every_package(issues)
    packages = [package for package in everything if not is_barred(standing, package)]
    broken = [
        frozenset(
            name for name, rule in standing.rules.items() if not clause_holds(issues, rule, package)
        )
        for package in packages
    ]
    actors = {}
    for name, actor in standing.actors.items():
        seen = seen_by(issues, name)
        worth = worth_of(seen, actor)
        consent = actor.get("consent", "always")
        kind = consent if isinstance(consent, str) else "when"
        lines = {line: standing.reading(name, line) for line in actor["red_lines"]}
        actors[name] = ActorFacts(
            name=name,
            consent=kind,
            needed=[is_needed(issues, consent, package) for package in packages],
            lines=lines,
            crossed=[
                frozenset(
                    f"{name}.{line}"
                    for line, clause in lines.items()
                    if not clause_holds(seen, clause, package)
                )
                for package in packages
            ],
            utility=[worth.utility(seen, package) for package in packages],
            reservation=reservation_of(seen, actor, worth),
            bodies=bodies_of(actor),
        )
    quota = quota_rules(standing.agreement)
    alike = list(range(len(packages)))
    return Facts(standing, issues, len(everything), packages, broken, actors, quota, alike)


def is_needed(issues: dict[str, Issue], consent: Any, package: Package) -> bool:
    """Whether a package needs an actor's consent (under a quota: whether it is asked)."""
    if isinstance(consent, dict):
        return condition_holds(issues, consent["when"], package)
    return bool(consent == "always")


def quota_rules(agreement: Any) -> list[list[dict[str, Any]]] | None:
    """The ways to meet `agreement:`, each a list of rules; None where every principal is needed."""
    if agreement is None:
        return None
    has_ways = isinstance(agreement, dict) and "any_of" in agreement
    ways = agreement["any_of"] if has_ways else [agreement]
    return [way if isinstance(way, list) else [way] for way in ways]


def quota_met(
    ways: list[list[dict[str, Any]]], principals: list[str], agreeing: Collection[str]
) -> bool:
    """Whether enough principals agree, by every rule of some way."""
    return any(all(rule_met(rule, principals, agreeing) for rule in way) for way in ways)


def rule_met(rule: dict[str, Any], principals: list[str], agreeing: Collection[str]) -> bool:
    """Whether enough principals agree, by one rule."""
    counted = [name for name in principals if name in rule.get("of", principals)]
    votes = rule.get("votes")
    won = sum(
        (
            best(votes.get(name, "0")) if votes else Fraction(1)
            for name in counted
            if name in agreeing
        ),
        Fraction(0),
    )
    return won >= best(rule["at_least"]) and all(
        name in agreeing for name in rule.get("including", [])
    )


def conditionals(facts: Facts, k: int) -> list[str]:
    """The conditional actors that package k needs."""
    return [a.name for a in facts.actors.values() if a.consent == "when" and a.needed[k]]


def goes_through(
    facts: Facts, k: int, agreeing: Collection[str], gone: Collection[tuple[str, str]] = ()
) -> bool:
    """Whether everyone whose consent package k needs, or enough of them, agrees, and their bodies; some may be gone."""
    return agree(facts, conditionals(facts, k), agreeing, gone)


def agree(
    facts: Facts,
    needed: Collection[str],
    agreeing: Collection[str],
    gone: Collection[tuple[str, str]] = (),
) -> bool:
    """The same, told by who is needed; principals always are."""

    def counts(name: str) -> bool:
        bodies = facts.actors[name].bodies.items()
        return name in agreeing and all(
            one.passes(agreeing) for body, one in bodies if (name, body) not in gone
        )

    if not all(counts(name) for name in needed if facts.actors[name].consent == "when"):
        return False
    if facts.quota is None:
        return all(counts(name) for name in facts.principals)
    return quota_met(facts.quota, facts.principals, [n for n in facts.principals if counts(n)])
