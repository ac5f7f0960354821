"""`score`, `rank` and `profile`, by the definitions."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from math import prod
from typing import Any, TypeVar

from tests.oracle.facts import (
    Facts,
    gather,
    is_barred,
    is_needed,
    quota_met,
    reservation_of,
    steps_to,
    worth_of,
)
from tests.oracle.language import (
    Package,
    best,
    clause_holds,
    condition_holds,
    every_package,
    satisfaction,
)
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
        self.stands: Standing = standing(document, list(variants), list(registers), settings)
        self.facts: Facts = gather(self.stands)
        self.issues, self.actors = self.stands.issues, self.stands.actors
        self.worth = {name: worth_of(self.issues, a) for name, a in self.actors.items()}
        self.reservation = {
            name: reservation_of(self.issues, actor, self.worth[name])
            for name, actor in self.actors.items()
        }
        self.cache: dict[Any, int | None] = {}
        self.known: dict[Any, Any] = {}
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
        lines = self.actors[name]["red_lines"]
        order = [k for k in lines if not lines[k].get("of_ladder")]
        order += [issue for issue in self.actors[name]["preferences"] if issue not in order]
        return [
            f"{name}.{line}"
            for line in order
            if line in lines
            and not clause_holds(self.issues, self.stands.reading(name, line), package)
        ]

    def utility(self, name: str, package: Package) -> Fraction:
        """What it is worth to an actor."""
        return self.once(
            ("utility", name), package, lambda: self.worth[name].utility(self.issues, package)
        )

    def gain(self, name: str, package: Package) -> Fraction:
        """Utility less reservation value."""
        return self.utility(name, package) - self.reservation[name]

    def accepts(self, name: str, package: Package) -> bool:
        """Whether an actor accepts it."""
        return not self.crosses(name, package) and self.gain(name, package) >= 0

    def steps(self, name: str, package: Package) -> int | None:
        """Option-steps over an actor's red lines, each by itself."""
        found = []
        for path in self.crosses(name, package):
            clause = self.stands.reading(name, path.split(".")[1])
            found.append(steps_to(self.issues, clause, package, self.cache, path))
        return None if None in found else sum(one or 0 for one in found)

    def in_zone(self, package: Package) -> bool:
        """Whether it is feasible, and everyone accepts whose consent it needs, or enough do."""
        if not self.is_feasible(package):
            return False
        agreeing = {name for name in self.needs(package) if self.accepts(name, package)}
        others = [name for name in self.needs(package) if name not in self.principals]
        if not set(others) <= agreeing:
            return False
        if self.facts.quota is None:
            return set(self.principals) <= agreeing
        return quota_met(self.facts.quota, self.principals, agreeing)

    def refused_by(self, package: Package) -> list[str]:
        """Needed, and does not accept."""
        return [name for name in self.needs(package) if not self.accepts(name, package)]

    def all_steps(self, package: Package) -> int | None:
        """Steps of all that it needs."""
        found = [self.steps(name, package) for name in self.needs(package)]
        return None if None in found else sum(one or 0 for one in found)

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
        actor = self.actors[name]
        sheet = actor.get("score_sheet")
        elements = [*actor["preferences"].values(), *actor["wishes"].values()]
        in_points = any("points" in element for element in elements)
        span = self.worth[name].span
        found: dict[str, Fraction] = {}
        for issue, preference in actor["preferences"].items():
            spec = self.issues[issue]
            values = {o: satisfaction(spec, preference, o) for o in spec.options}
            factor = Fraction(1) if in_points else best(preference["weight"])
            low = min(values.values()) if in_points and not sheet else Fraction(0)
            if any(factor * (value - low) for value in values.values()):
                found[issue] = factor * (values[package[issue]] - low) / span
        for wish, clause in actor["wishes"].items():
            worth = best(clause["points" if in_points else "weight"])
            low = min(worth, Fraction(0)) if in_points and not sheet else Fraction(0)
            held = worth if clause_holds(self.issues, clause, package) else Fraction(0)
            if worth:
                found[f"wishes.{wish}"] = (held - low) / span
        if sheet and best(sheet["from"]):
            found["score_sheet"] = -best(sheet["from"]) / span
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
        in_points = any("points" in element for element in elements.values())
        scores = {
            issue: {o: satisfaction(self.issues[issue], own, o) for o in self.issues[issue].options}
            for issue, own in actor["preferences"].items()
        }
        weights = {}
        for element, own in elements.items():
            if not in_points:
                weights[element] = best(own["weight"])
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
