"""Variants for made-up scenarios, and which of them may be stacked."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from fractions import Fraction

from negsim.testing import newer
from negsim.testing.author import Author
from negsim.testing.desk import READINGS
from negsim.testing.sources import GRADES
from negsim.testing.wording import Plain, condition, quantity, test_text

KEYS = ("drop", "add", "set", "read", "trust", "fix", "exclude")


@dataclass
class Marks:
    """Which elements a variant takes away or replaces, needs, and adds."""

    gone: set[str] = field(default_factory=set)
    used: set[str] = field(default_factory=set)
    added: set[str] = field(default_factory=set)


class Overlays:
    """Makes up the variants of one scenario."""

    def __init__(self, author: Author, document: dict[str, Plain]) -> None:
        self.author, self.draw, self.evidence = author, author.draw, author.evidence
        self.document = document
        self.actors: dict[str, dict[str, Plain]] = document["actors"]
        self.marks: dict[str, Marks] = {}
        # Consent and quotas are not both changed: a quota might become one that nobody can reach.
        self.changes_agreement = "agreement" in document or author.draw.chance(1, 3)

    def write(self) -> dict[str, Plain]:
        """Up to three variants."""
        found = {}
        for k in range(self.draw.choice([0, 1, 1, 2, 3])):
            name = f"variant_{k}"
            self.marks[name] = Marks()
            variant: dict[str, Plain] = {"say": "Something else."} if self.draw.chance(1, 2) else {}
            for key in self.draw.some(KEYS, 1, 3):
                value = getattr(self, f"_{key}")(self.marks[name], k)
                if value:
                    variant[key] = value
            if self.author.is_new and self.draw.chance(1, 3):
                variant["short"] = "else"
            found[name] = variant or {"say": "Nothing else."}
        return found

    def stacks(self) -> list[list[str]]:
        """No variant, each alone, and those pairs of which the second needs nothing that the first took."""
        pairs = [
            [one, other]
            for one, other in itertools.permutations(self.marks, 2)
            if not self.marks[one].gone & self.marks[other].used
            and not self.marks[one].added & self.marks[other].added
        ]
        return [[], *([name] for name in self.marks), *pairs]

    def settings(self) -> dict[str, str]:
        """What `--set` may change under any stack."""
        found = {}
        for name in self.draw.some(list(self.actors), 0, 2):
            found[f"{name}.reservation_value"] = str(Fraction(self.draw.integer(0, 5), 8))
            weighs = not self.author.in_points[name] and not self.author.is_weightless[name]
            if name in self.author.anchors and weighs:
                found[f"{name}.preferences.{self.author.anchors[name]}.weight"] = "3"
        return found

    def elements(self, *sections: str) -> list[str]:
        """Paths of the elements in some sections, anchors left out."""
        paths = [
            f"{name}.{section}.{one}"
            for name, actor in self.actors.items()
            for section in sections
            for one in actor.get(section, {})
            if section != "preferences" or one != self.author.anchors[name]
        ]
        return paths + [
            f"rules.{one}" for one in self.document.get("rules", {}) if "rules" in sections
        ]

    def element(self, path: str) -> dict[str, Plain]:
        """The element at a path."""
        found: Plain = self.document if path.startswith("rules.") else self.actors
        for part in path.split("."):
            found = found[part]
        element: dict[str, Plain] = found
        return element

    def shortened(self, path: str) -> str:
        """A path, in its short form now and then where it is a red line's."""
        actor, *rest = path.split(".")
        return f"{actor}.{rest[1]}" if rest[0] == "red_lines" and self.draw.chance(1, 2) else path

    def _drop(self, marks: Marks, _: int) -> Plain:
        free = [
            p
            for p in self.elements("red_lines", "preferences", "wishes", "rules", "ratification")
            if p not in marks.used
        ]
        dropped = self.draw.some(free, 0, 2)
        marks.gone |= set(dropped)
        paths = [self.shortened(path) for path in dropped]
        drawn = [
            p for p in self.elements("preferences") if "!" in self.element(p).get("ladder", "")
        ]
        for path in self.draw.some(drawn, 0, 1):
            if path not in marks.gone:
                marks.used.add(path)
                paths.append(path.replace(".preferences.", "."))
        return paths

    def _add(self, marks: Marks, number: int) -> Plain:
        found: dict[str, Plain] = {}
        for way in self.draw.some(range(5 if self.author.is_new else 4), 1, 2):
            name = self.draw.choice(list(self.actors))
            actor = self.actors[name]
            if way == 4 and actor.get("consent", "always") != "never":
                found[f"{name}.ratification.added_{number}"] = newer.body(self.author)
            if way == 0:
                found[self.shortened(f"{name}.red_lines.added_{number}")] = self.author.red_line(
                    name
                )
            elif way == 1:
                found[f"rules.added_{number}"] = self.author.rule()
            elif way == 2 and actor.get("preferences"):
                found[f"{name}.wishes.added_{number}"] = self.author.wish(name)
            elif way == 3 and actor.get("preferences"):
                paths = {f"{name}.preferences.{topic.name}": topic for topic in self.author.topics}
                free = [
                    p
                    for p, topic in paths.items()
                    if topic.name not in actor["preferences"] or p in marks.gone
                ]
                for path in self.draw.some(free, 0, 1):
                    found[path] = self.author.preference(name, paths[path])
                    marks.added.add(path)
        return found

    def _set(self, marks: Marks, _: int) -> Plain:
        found: dict[str, Plain] = {}
        for way in self.draw.some(range(6), 1, 3):
            name = self.draw.choice(list(self.actors))
            if way == 0:
                found[f"{name}.reservation_value"] = self.author.reservation(name)
            elif way == 1 and self.changes_agreement:
                found.update(self._agreement(marks))
            elif way == 1 and name != next(iter(self.actors)):
                found[f"{name}.consent"] = self.author.consent()
            elif way == 2:
                found[self.draw.choice([f"{name}.influence", "spread.score"])] = "0.2"
            elif way in {3, 4}:
                found.update(self._number(marks))
            elif way == 5:
                found.update(self._replacement(marks))
        if self.author.is_new and self.draw.chance(1, 2):
            found.update(self._newer(marks))
        return found

    def _newer(self, marks: Marks) -> dict[str, Plain]:
        """How firm a line is, and bodies that stand, set."""
        found = {}
        for path, value in newer.settings(self.author, self.actors).items():
            parts = path.split(".")
            is_body = parts[1] == "ratification"
            element = ".".join(parts[:3]) if is_body else f"{parts[0]}.red_lines.{parts[1]}"
            if element not in marks.gone | marks.used:
                marks.used.add(element)
                marks.gone |= {element} if is_body and len(parts) == 3 else set()
                found[path] = value
        return found

    def _agreement(self, marks: Marks) -> dict[str, Plain]:
        stands = self.document.get("agreement")
        if isinstance(stands, dict) and "at_least" in stands and self.draw.chance(1, 2):
            marks.used.add("agreement")
            return {"agreement.at_least": "1"}
        marks.gone.add("agreement")
        return {"agreement": self.author.agreement(self.actors)}

    def _number(self, marks: Marks) -> dict[str, Plain]:
        """A weight, a score, a wish's worth, set."""
        free = [p for p in self.elements("preferences", "wishes") if p not in marks.gone]
        if not free:
            return {}
        path = self.draw.choice(free)
        marks.used.add(path)
        element = self.element(path)
        for table in ("scores", "points"):
            if isinstance(element.get(table), dict):
                option = self.draw.choice(list(element[table]))
                value = self.draw.choice(self.author.scores) if table == "scores" else "3 +- 1"
                return {f"{path}.{table}.{option}": value}
        if "points" in element:
            return {f"{path}.points": quantity(self.draw, Fraction(self.draw.integer(-4, 6)))}
        if self.author.is_weightless[path.split(".")[0]]:
            return {}
        return {f"{path}.weight": self.author.weight()}

    def _replacement(self, marks: Marks) -> dict[str, Plain]:
        """A whole element, set."""
        taken = marks.gone | marks.used
        free = [
            p
            for p in self.elements("red_lines", "preferences", "wishes", "rules")
            if p not in taken
        ]
        if not free:
            return {}
        path = self.draw.choice(free)
        marks.gone.add(path)
        marks.used.add(path)
        if path.startswith("rules."):
            return {path: self.author.rule()}
        name, section, one = path.split(".")
        if section == "red_lines":
            return {self.shortened(path): self.author.red_line(name)}
        if section == "wishes":
            return {path: self.author.wish(name)}
        topic = next(topic for topic in self.author.topics if topic.name == one)
        return {path: self.author.preference(name, topic)}

    def _read(self, marks: Marks, _: int) -> Plain:
        lines = {
            p: self.element(p).get("readings", {})
            for p in self.elements("red_lines")
            if p not in marks.gone
        }
        lines = {path: readings for path, readings in lines.items() if readings}
        if not lines:
            return None
        if self.draw.chance(1, 2):
            reading = self.draw.choice(READINGS)
            having = [path for path, readings in lines.items() if reading in readings]
            marks.used |= set(having)
            return reading if having else None
        chosen = self.draw.some(list(lines), 1)
        marks.used |= set(chosen)
        return {self.shortened(path): self.draw.choice(list(lines[path])) for path in chosen}

    def _trust(self, marks: Marks, _: int) -> Plain:
        found: dict[str, Plain] = {}
        if self.draw.chance(2, 3):
            found["assumptions"] = "false"
        if not found or self.draw.chance(1, 3):
            found["grade"] = self.draw.choice(GRADES)
        if self.author.is_new and self.draw.chance(1, 3):
            found["status"] = self.draw.choice(["stated", ["stated", "hardened"], ["unsourced"]])
        # Said last of all keys but fix and exclude, so it takes nothing from this variant itself.
        marks.gone |= set(self.elements("red_lines"))
        return found

    def _fix(self, _marks: Marks, _: int) -> Plain:
        if self.draw.chance(1, 2):
            topic = self.draw.choice(self.author.topics)
            return {topic.name: test_text(self.draw, topic)}
        return condition(self.draw, self.author.topics)

    def _exclude(self, _marks: Marks, _: int) -> Plain:
        return {
            t.name: test_text(self.draw, t)
            for t in self.draw.some(self.author.topics, 1, 1 if self.draw.chance(2, 3) else 2)
        }
