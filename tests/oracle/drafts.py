"""`score`, `rank` and `profile`, by the definitions."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Collection, Iterable
from fractions import Fraction
from math import prod
from typing import Any, TypeVar

from tests.oracle.facts import is_barred, is_needed, quota_met, quota_rules, steps_to
from tests.oracle.language import (
    Package,
    best,
    clause_holds,
    condition_holds,
    every_package,
    satisfaction,
)
from tests.oracle.reader import reader
from tests.oracle.solve import shown
from tests.oracle.variants import Standing, standing

T = TypeVar("T")


class Drafts:
    """Every package of a document that a stack of variants is applied to, barred ones too."""

    def __init__(
        self,
        document: dict[str, Any],
        variants: Iterable[str] = (),
        registers: Iterable[dict[str, Any]] = (),
        settings: dict[str, Any] | None = None,
    ) -> None:
        self.variants = list(variants)
        self.stands: Standing = standing(document, self.variants, list(registers), settings)
        self.issues, self.actors = self.stands.issues, self.stands.actors
        self.readers = {name: reader(document, self.issues, name) for name in self.actors}
        self.cache: dict[Any, int | None] = {}
        self.known: dict[Any, Any] = {}
        self.reservation = {name: self.reservation_of(name) for name in self.actors}
        every = every_package(self.issues)
        self.packages = [package for package in every if self.is_feasible(package)]

    @property
    def principals(self) -> list[str]:
        """Actors whose consent every package needs."""
        return [n for n, a in self.actors.items() if a.get("consent", "always") == "always"]

    def breaks(self, package: Package) -> list[str]:
        """Rules that a package breaks."""
        rules = self.stands.rules.items()
        return [f"rules.{r}" for r, rule in rules if not clause_holds(self.issues, rule, package)]

    def is_feasible(self, package: Package) -> bool:
        """Whether it breaks no rule and is on the table."""
        return not self.breaks(package) and not is_barred(self.stands, package)

    def needs(self, package: Package) -> list[str]:
        """Whose consent it needs; under a quota every principal's."""
        return [
            name
            for name, actor in self.actors.items()
            if is_needed(self.issues, actor.get("consent", "always"), package)
        ]

    def once(self, what: Any, package: Package, find: Callable[[], T]) -> T:
        """Find something of a package once."""
        key = (what, *package.values())
        if key not in self.known:
            self.known[key] = find()
        found: T = self.known[key]
        return found

    def crosses(self, name: str, package: Package) -> list[str]:
        """Red lines that it crosses, in the order of the file, those of ladders last."""
        return self.once(("crosses", name), package, lambda: self._crosses(name, package))

    def _crosses(self, name: str, package: Package) -> list[str]:
        lines, own = self.actors[name]["red_lines"], self.readers[name]
        order = [k for k in lines if not lines[k].get("of_ladder")]
        order += [issue for issue in self.actors[name]["preferences"] if issue not in order]
        return [
            f"{name}.{line}"
            for line in order
            if line in lines and not self.keeps(name, line, own.read(package))
        ]

    def keeps(self, name: str, line: str, package: Package) -> bool:
        """Whether a package as an actor reads it keeps a red line of it, as that is read now."""
        clause = self.stands.reading(name, line)
        if isinstance(clause, dict) and "none" in clause:
            return True
        return clause_holds(self.readers[name].issues, clause, package)

    def values(self, name: str, issue: str) -> dict[Any, Fraction]:
        """What an actor's preference on an issue makes of each option, before it is weighed."""
        preference, own = self.actors[name]["preferences"][issue], self.readers[name]
        return {
            option: satisfaction(own.settled[issue], preference, own.graded(issue, option))
            for option in self.issues[issue].options
        }

    def in_points(self, name: str) -> bool:
        """Whether an actor has points and not weights."""
        actor = self.actors[name]
        elements = [*actor["preferences"].values(), *actor["wishes"].values()]
        return any("points" in element for element in elements)

    def weight(self, name: str, element: dict[str, Any]) -> Fraction:
        """The weight of a preference or wish; all the same where nothing is known of them."""
        is_unknown = self.actors[name].get("weights") == "unknown"
        return Fraction(1) if is_unknown else best(element["weight"])

    def ends(self, name: str) -> tuple[Fraction, Fraction]:
        """What a sum of weight times score, or of points, is where utility is 0, and where it is 1."""
        actor = self.actors[name]
        if not self.in_points(name):
            elements = [*actor["preferences"].values(), *actor["wishes"].values()]
            return Fraction(0), sum((self.weight(name, e) for e in elements), Fraction(0))
        if "score_sheet" in actor:
            return best(actor["score_sheet"]["from"]), best(actor["score_sheet"]["to"])
        tables = [self.values(name, issue).values() for issue in actor["preferences"]]
        extras = [best(wish["points"]) for wish in actor["wishes"].values()]
        low = sum(map(min, tables), Fraction(0)) + sum(min(Fraction(0), e) for e in extras)
        high = sum(map(max, tables), Fraction(0)) + sum(max(Fraction(0), e) for e in extras)
        return low, high

    def utility(self, name: str, package: Package) -> Fraction:
        """What it is worth to an actor."""
        return self.once(("utility", name), package, lambda: self._utility(name, package))

    def _utility(self, name: str, package: Package) -> Fraction:
        actor = self.actors[name]
        if not actor["preferences"] and not actor["wishes"]:
            return Fraction(1)
        points = self.in_points(name)
        whole = Fraction(0)
        for issue, preference in actor["preferences"].items():
            factor = Fraction(1) if points else self.weight(name, preference)
            whole += factor * self.values(name, issue)[package[issue]]
        for wish in actor["wishes"].values():
            if clause_holds(self.readers[name].issues, wish, self.readers[name].read(package)):
                whole += best(wish["points"]) if points else self.weight(name, wish)
        low, high = self.ends(name)
        return (whole - low) / (high - low)

    def reservation_of(self, name: str) -> Fraction:
        """The reservation value in utility, 0 where absent."""
        value = self.actors[name].get("reservation_value", "0")
        if isinstance(value, dict) and "points" in value:
            low, high = self.ends(name)
            return (best(value["points"]) - low) / (high - low)
        if isinstance(value, dict) and "as_good_as" in value:
            package = {n: self.issues[n].option(text) for n, text in value["as_good_as"].items()}
            return self.utility(name, package)
        return best(value)

    def gain(self, name: str, package: Package) -> Fraction:
        """Utility less reservation value."""
        return self.utility(name, package) - self.reservation[name]

    def accepts(self, name: str, package: Package) -> bool:
        """Whether an actor accepts it."""
        return not self.crosses(name, package) and self.gain(name, package) >= 0

    def steps(self, name: str, package: Package) -> int | None:
        """Option-steps over an actor's red lines, each by itself, as the actor counts them."""
        own, found = self.readers[name], []
        for path in self.crosses(name, package):
            clause = self.stands.reading(name, path.split(".")[1])
            found.append(steps_to(own.issues, clause, own.read(package), self.cache, path))
        return None if None in found else sum(one or 0 for one in found)

    def bodies(self, name: str) -> dict[str, Any]:
        """The bodies of an actor."""
        found: dict[str, Any] = self.actors[name].get("ratification", {})
        return found

    def vote(self, body: dict[str, Any], package: Package, more: Collection[str] = ()) -> Any:
        """The votes of a body for a package, of how many, and whether they are enough; some vote for it whatever."""
        votes = {voter: best(number) for voter, number in body["votes"].items()}
        yes = sum(
            (n for v, n in votes.items() if v in more or self.accepts(v, package)), Fraction(0)
        )
        of, needs = sum(votes.values()), body["needs"]
        if needs == "majority":
            return yes, of, 2 * yes > of
        if needs == "two_thirds":
            return yes, of, 3 * yes >= 2 * of
        head = re.split(r"\+-|±", needs)[0].strip()
        share = Fraction(head.removesuffix("%")) / (100 if head.endswith("%") else 1)
        is_share = head.endswith("%") or share.denominator != 1
        return yes, of, yes >= (share * of if is_share else share)

    def agrees(self, name: str, package: Package, ratified: bool) -> bool:
        """Whether an actor accepts, and each of its bodies passes it, where these are asked."""
        stops = ratified and not all(self.vote(b, package)[2] for b in self.bodies(name).values())
        return self.accepts(name, package) and not stops

    def in_zone(self, package: Package, ratified: bool = True) -> bool:
        """Whether it is feasible, and everyone agrees whose consent it needs, or enough do."""
        if not self.is_feasible(package):
            return False
        agreeing = {name for name in self.needs(package) if self.agrees(name, package, ratified)}
        others = [name for name in self.needs(package) if name not in self.principals]
        if not set(others) <= agreeing:
            return False
        quota = quota_rules(self.stands.agreement)
        if quota is None:
            return set(self.principals) <= agreeing
        return quota_met(quota, self.principals, agreeing)

    def refused_by(self, package: Package) -> list[str]:
        """Needed, and does not accept, or a body of it does not pass."""
        return [name for name in self.needs(package) if not self.agrees(name, package, True)]

    def all_steps(self, package: Package) -> int | None:
        """Steps of all that it needs; and for each body that does not pass, of voters whose yes would make it."""
        found = [self.steps(name, package) for name in self.needs(package)]
        for name in self.needs(package):
            stopping = (b for b in self.bodies(name).values() if not self.vote(b, package)[2])
            found += [self.fewest(body, package) for body in stopping]
        return None if None in found else sum(one or 0 for one in found)

    def fewest(self, body: dict[str, Any], package: Package) -> int | None:
        """The fewest steps of voters whose yes makes a body pass."""
        against = [voter for voter in body["votes"] if not self.accepts(voter, package)]
        totals = []
        for n in range(len(against) + 1):
            for some in itertools.combinations(against, n):
                steps = [self.steps(voter, package) for voter in some]
                if None not in steps and self.vote(body, package, some)[2]:
                    totals.append(sum(step or 0 for step in steps))
        return min(totals, default=None)

    def better_for_all(self, package: Package) -> int:
        """Feasible packages with at least as much for every principal, and more for one."""
        mine = [self.utility(name, package) for name in self.principals]
        vectors = ([self.utility(n, other) for n in self.principals] for other in self.packages)
        return sum(
            all(x >= y for x, y in zip(other, mine, strict=True)) and other != mine
            for other in vectors
        )

    def parts(self, name: str, package: Package) -> dict[str, Fraction]:
        """What the utility is the sum of."""
        actor, points, own = self.actors[name], self.in_points(name), self.readers[name]
        sheet = actor.get("score_sheet")
        start, end = self.ends(name)
        found: dict[str, Fraction] = {}
        for issue, preference in actor["preferences"].items():
            values = self.values(name, issue)
            factor = Fraction(1) if points else self.weight(name, preference)
            low = min(values.values()) if points and not sheet else Fraction(0)
            if any(factor * (value - low) for value in values.values()):
                found[issue] = factor * (values[package[issue]] - low) / (end - start)
        for wish, clause in actor["wishes"].items():
            worth = best(clause["points"]) if points else self.weight(name, clause)
            low = min(worth, Fraction(0)) if points and not sheet else Fraction(0)
            held = clause_holds(own.issues, clause, own.read(package))
            if worth:
                found[f"wishes.{wish}"] = ((worth if held else 0) - low) / (end - start)
        if sheet and best(sheet["from"]):
            found["score_sheet"] = -best(sheet["from"]) / (end - start)
        return found

    def shown_package(self, package: Package) -> dict[str, Any]:
        """A package as JSON shows it."""
        return {n: shown(o) if self.issues[n].is_numeric else o for n, o in package.items()}

    def score(self, package: Package) -> dict[str, Any]:
        """One package of `negsim score`."""
        is_feasible, better = self.is_feasible(package), self.better_for_all(package)
        found = {
            "package": self.shown_package(package),
            "feasible": is_feasible,
            "breaks": self.breaks(package),
            "needs": self.needs(package),
            "in_zone": self.in_zone(package),
            "in_table_zone": self.in_zone(package, ratified=False),
            "bodies": {
                f"{name}.{body}": dict(
                    zip(("yes", "of", "passes"), self.vote(own, package), strict=True)
                )
                for name in self.needs(package)
                for body, own in self.bodies(name).items()
            },
            "actors": {name: self.score_of(name, package) for name in self.actors},
            "efficient": not better if is_feasible else None,
            "better_for_all": better,
            "refused_by": self.refused_by(package),
            "steps": self.all_steps(package),
        }
        return found | ({"excluded": True} if is_barred(self.stands, package) else {})

    def score_of(self, name: str, package: Package) -> dict[str, Any]:
        """How it stands with one actor."""
        return {
            "needed": name in self.needs(package),
            "accepts": self.accepts(name, package),
            "crosses": self.crosses(name, package),
            "steps": self.steps(name, package),
            "utility": shown(self.utility(name, package)),
            "reservation_value": shown(self.reservation[name]),
            "gain": shown(self.gain(name, package)),
            "parts": {p: shown(worth) for p, worth in self.parts(name, package).items()},
        }

    def key(self, by: str, package: Package) -> Any:
        """What packages are ranked by: the smallest comes first."""
        gains = [self.gain(name, package) for name in self.principals]
        smallest = min(gains, default=Fraction(0))
        if by == "nearest":
            steps = self.all_steps(package)
            refusing = len(self.refused_by(package))
            return (not self.in_zone(package), refusing, steps is None, steps or 0, -smallest)
        if by == "floor":
            return -smallest
        if by == "nash":
            return -prod((max(gain, Fraction(0)) for gain in gains), start=Fraction(1))
        if by == "utilitarian":
            return -sum((self.utility(name, package) for name in self.principals), Fraction(0))
        return -self.utility(by, package)

    def rank(self, by: str, limit: int, within: Any = None) -> tuple[int, list[Package]]:
        """How many packages there are, and the first of them in order."""
        asked = [
            package
            for package in self.packages
            if within is None or condition_holds(self.issues, within, package)
        ]
        return len(asked), sorted(asked, key=lambda package: self.key(by, package))[:limit]

    def profile(self, name: str) -> dict[str, Any]:
        """What one actor wants, without how its red lines stand to their sources."""
        actor = self.actors[name]
        elements = {
            **actor["preferences"],
            **{f"wishes.{wish}": own for wish, own in actor["wishes"].items()},
        }
        scores = {issue: self.values(name, issue) for issue in actor["preferences"]}
        weights = {}
        for element, own in elements.items():
            if not self.in_points(name):
                weights[element] = self.weight(name, own)
            elif element in scores:
                values = scores[element].values()
                weights[element] = max(values) - min(values)
            else:
                weights[element] = abs(best(own["points"]))
        whole = sum(weights.values(), Fraction(0))
        keeping = [package for package in self.packages if not self.crosses(name, package)]
        top = max(keeping, key=lambda package: self.utility(name, package), default=None)
        return {
            "shares": {element: shown(weight / whole) for element, weight in weights.items()},
            "scores": {
                issue: {self.issues[issue].key(o): shown(value) for o, value in values.items()}
                for issue, values in scores.items()
            },
            "reservation_value": shown(self.reservation[name])
            if "reservation_value" in actor
            else None,
            "accepts": sum(self.accepts(name, package) for package in self.packages),
            "best": None
            if top is None
            else {"package": self.shown_package(top), "utility": shown(self.utility(name, top))},
        }
