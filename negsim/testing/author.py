"""Whoever makes up one scenario, from top to bottom.

A document is the plain mapping that a reader of YAML would give if it took every scalar for a text.
"""

from __future__ import annotations

from fractions import Fraction

from negsim.testing import newer
from negsim.testing.desk import (
    ACTORS,
    ISSUES,
    LABELS,
    OPTIONS,
    READINGS,
    STEPS,
    Desk,
)
from negsim.testing.wording import (
    Plain,
    Topic,
    clause,
    condition,
    decimal,
    numeral,
    quantity,
)


class Author(Desk):
    """Makes up one scenario, from top to bottom."""

    def write(self) -> dict[str, Plain]:
        """The scenario, without variants."""
        draw = self.draw
        document: dict[str, Plain] = {"negsim": self.version, "scenario": "harbour"}
        if draw.chance(1, 2):
            document["title"] = "Who dredges the harbour"
        if self.registers:
            document["claims"] = list(self.registers)
        if draw.chance(1, 5):
            document["spread"] = {"weight": "0.5", "score": "0.1"}
        if self.is_new:
            self.names = ACTORS[: draw.integer(1, 4)]
        document["issues"] = self.issues()
        if draw.chance(1, 2):
            document["rules"] = {f"rule_{k}": self.rule() for k in range(draw.integer(1, 2))}
        self.names = self.names or ACTORS[: draw.integer(1, draw.choice([2, 3, 3, 4, 5]))]
        document["actors"] = {name: self.actor(name) for name in self.names}
        if draw.chance(1, 5):
            document["agreement"] = self.agreement(document["actors"])
        for key in ("outcome", "status_quo"):
            if draw.chance(1, 6):
                document[key] = self.package()
        if draw.chance(1, 6):
            document["expect"] = [{"say": "There is room.", "zone": "open"}]
        return newer.completed(self, document) if self.is_new else document

    def issues(self) -> dict[str, Plain]:
        """One to five issues, with no more packages than allowed."""
        number, packages, found = self.draw.choice([1, 2, 2, 3, 3, 4, 5]), 1, {}
        for k in range(number):
            most = min(5, self.most_packages // (packages * 2 ** (number - k - 1)))
            size = self.draw.integer(2, max(2, most))
            self.has_room = packages * (size + 1) * 2 ** (number - k - 1) <= self.most_packages
            found[ISSUES[k]] = self.issue(ISSUES[k], size)
            packages *= len(self.topics[-1].every_option)
        return found

    def issue(self, name: str, size: int) -> Plain:
        """One issue: unordered, ordered, or a range of numbers."""
        draw, way = self.draw, self.draw.integer(0, 4)
        found: dict[str, Plain] = {"ask": f"What of the {name}?"} if draw.chance(2, 3) else {}
        if draw.chance(1, 6):
            found["tags"] = ["infrastructure"]
        if way >= 3:
            step = draw.choice(STEPS)
            start = step * draw.choice([0, 0, 1, -2, -1])
            numbers = [start + k * step for k in range(size)]
            self.topics.append(Topic(name, tuple(decimal(n) for n in numbers), True, True))
            ends = {"from": numbers[0], "to": numbers[-1], "step": step}
            found["range"] = {key: numeral(draw, number) for key, number in ends.items()}
            if draw.chance(1, 2):
                found["range"]["unit"] = "EUR per call"
            return found
        if way:
            found["ordered"] = draw.choice(["shallow to deep", "true"])
        options = OPTIONS[:size]
        topic = Topic(name, options, bool(way), False)
        found["options"] = {option: draw.choice(LABELS) for option in options}
        if self.is_new:
            topic = newer.spoken_options(self, topic, found)
        self.topics.append(topic)
        return found

    def rule(self) -> Plain:
        """A rule of feasibility that leaves most packages, more often than not."""
        found = clause(self.draw, self.topics)
        if "require" in found and self.draw.chance(4, 5):
            found = {"if": condition(self.draw, self.topics), "then": found["require"]}
        return {**found, "because": "the tide leaves no other hours"}

    def actor(self, name: str) -> dict[str, Plain]:
        """An actor; the first is a principal whatever a variant does."""
        draw = self.draw
        found: dict[str, Plain] = {"name": name.title()} if draw.chance(1, 2) else {}
        if name == ACTORS[0]:
            if draw.chance(1, 2):
                found["consent"] = "always"
        else:
            found["consent"] = self.consent()
        way = draw.integer(0, 7)
        self.in_points[name] = way >= 6
        self.is_weightless[name] = self.is_new and way < 6 and draw.chance(1, 6)
        lines = {f"line_{k}": self.red_line(name) for k in range(draw.choice([0, 0, 1, 1, 2, 3]))}
        if way:
            found["preferences"] = self.preferences(name)
            if draw.chance(1, 3):
                found["wishes"] = {f"wish_{k}": self.wish(name) for k in range(draw.integer(1, 2))}
        if way == 7:
            found["score_sheet"] = {
                "from": str(draw.integer(-5, 2)),
                "to": str(draw.integer(10, 30)),
            }
        if lines:
            found["red_lines"] = lines
        if draw.chance(3, 4):
            found["reservation_value"] = self.reservation(name)
        if draw.chance(1, 4):
            forecast = clause(draw, self.topics_of(name))
            found["expects"] = {"forecast": self.evidence.added_to(forecast)}
        if draw.chance(1, 5):
            found["influence"] = "60"
        if "reservation_value" in found or self.evidence.is_asked_for:
            found = self.evidence.added_to(found)
        return newer.completed_actor(self, name, found) if self.is_new else found

    def consent(self) -> Plain:
        """Always, when, or never."""
        way = self.draw.integer(0, 5)
        if way < 3:
            return "always"
        return {"when": condition(self.draw, self.topics)} if way < 5 else "never"

    def red_line(self, name: str) -> dict[str, Plain]:
        """A red line: a clause, or several readings of one."""
        if not self.draw.chance(2, 5):
            found = clause(self.draw, self.topics_of(name))
        else:
            readings = {one: self.reading(name) for one in self.draw.some(READINGS, 1)}
            found = {"readings": readings}
        found = self.evidence.added_to(found)
        return newer.completed_line(self, found) if self.is_new else found

    def reading(self, name: str) -> Plain:
        """One reading: a clause without a source, or none."""
        if self.draw.chance(1, 4):
            return newer.no_line(self) if self.is_new else "none"
        found = clause(self.draw, self.topics_of(name))
        found = {**found, "chance": "0.3"} if self.draw.chance(1, 5) else found
        return newer.completed_reading(self, found) if self.is_new else found

    def preferences(self, name: str) -> dict[str, Plain]:
        """Preferences on some issues; the first weighs something, and tells options apart."""
        chosen = self.draw.some(self.topics_of(name), 1)
        self.anchors[name] = chosen[0].name
        return {topic.name: self.preference(name, topic, topic is chosen[0]) for topic in chosen}

    def preference(self, name: str, topic: Topic, is_anchor: bool = False) -> dict[str, Plain]:
        """A preference on one issue, in one of the ways to say it."""
        draw = self.draw
        topic = topic.seen_by(name)
        if self.in_points[name]:
            points = self.evidence.added_to({"points": self.points(topic, is_anchor)})
            return newer.with_numbers(self, points) if self.is_new else points
        weight = {"weight": self.weight(is_anchor)}
        found: dict[str, Plain] = {} if self.is_weightless[name] else weight
        way = draw.integer(0, 3)
        if way == 3 and topic.is_ordered:
            found["position"] = self.position(topic)
        elif way and not topic.is_numeric:
            found["ladder"] = self.ladder(topic)
        else:
            found["scores"] = self.table(topic, [draw.choice(self.scores) for _ in topic.options])
        found = self.evidence.added_to(found)
        return newer.with_numbers(self, found) if self.is_new else found

    def weight(self, is_positive: bool = False) -> Plain:
        """A weight, in one of the ways to say it."""
        if self.draw.chance(1, 12):
            return {"best": "2", "low": "1", "high": "5"}
        text = self.draw.choice(self.weights)
        return "1" if is_positive and text == "0" else text

    def position(self, topic: Topic) -> str:
        """A position on an ordered issue; on a numeric one, beside the grid too."""
        if not topic.is_numeric:
            return self.draw.choice(topic.options)
        low, high = topic.numbers[0], topic.numbers[-1]
        return quantity(self.draw, low + (high - low) * Fraction(self.draw.integer(0, 8), 8))

    def points(self, topic: Topic, is_anchor: bool) -> dict[str, str]:
        """Points of every option, or at breakpoints."""
        values = [Fraction(self.draw.integer(-3, 12)) for _ in topic.options]
        if self.draw.chance(1, 6):
            values[-1] += Fraction(1, 2)
        if is_anchor and values[0] == values[-1]:
            values[-1] += 4
        return self.table(topic, [quantity(self.draw, value, Fraction(1)) for value in values])

    def table(self, topic: Topic, values: list[str]) -> dict[str, str]:
        """A value per option; on a numeric issue at both ends and at some breakpoints between, off the grid too."""
        if not topic.is_numeric:
            return dict(zip(topic.options, values, strict=True))
        numbers = topic.numbers
        inner = self.draw.some(list(range(1, len(numbers) - 1)))
        step = numbers[1] - numbers[0]
        found = {numeral(self.draw, numbers[0]): values[0]}
        for k in inner:
            beside = step * Fraction(self.draw.choice([0, 0, 1]), 4)
            found[numeral(self.draw, numbers[k] + beside)] = values[k]
        return {**found, numeral(self.draw, numbers[-1]): values[-1]}

    def ladder(self, topic: Topic) -> str:
        """A ladder over all options, with a red line in it now and then."""
        options = self.draw.shuffled(topic.options)
        signs = [self.draw.choice(["<", "<", "<<", "="]) for _ in options[1:]]
        if self.draw.chance(1, 4):
            signs[self.draw.integer(0, len(signs) - 1)] = "!"
        text = options[0]
        for sign, option in zip(signs, options[1:], strict=True):
            text += f" {sign} {option}"
        return text

    def wish(self, name: str) -> dict[str, Plain]:
        """A weighted constraint on several issues."""
        worth: dict[str, Plain] = {"weight": self.weight()}
        if self.in_points[name]:
            worth = {"points": quantity(self.draw, Fraction(self.draw.integer(-4, 6)), Fraction(1))}
        elif self.is_weightless[name]:
            worth = {}
        found = self.evidence.added_to({**worth, **clause(self.draw, self.topics_of(name))})
        return newer.with_numbers(self, found) if self.is_new else found

    def reservation(self, name: str) -> Plain:
        """A reservation value: a number, points, or a package."""
        draw, way = self.draw, self.draw.integer(0, 7)
        if way == 7:
            return {"as_good_as": self.package()}
        if way >= 4 and self.in_points[name]:
            return {"points": quantity(draw, Fraction(draw.integer(-2, 12)), Fraction(2))}
        value = Fraction(draw.choice([0, 1, 2, 3, 4, 5, 6, 8]), draw.choice([8, 10, 12]))
        return quantity(draw, value, Fraction(1, 10))

    def agreement(self, actors: dict[str, Plain]) -> Plain:
        """A quota that principals can reach, or a list of them."""
        principals = [n for n, a in actors.items() if a.get("consent", "always") == "always"]
        if self.is_new and self.draw.chance(1, 3):
            ways = [
                [self.quorum(principals) for _ in range(k)] for k in self.draw.some([1, 1, 2], 1)
            ]
            return {"any_of": [way if len(way) > 1 else way[0] for way in ways]}
        rules = [self.quorum(principals) for _ in range(self.draw.choice([1, 1, 2]))]
        return rules if len(rules) > 1 or self.draw.chance(1, 4) else rules[0]

    def quorum(self, principals: list[str]) -> dict[str, Plain]:
        """One rule: heads or votes, among all or some, with some included."""
        draw = self.draw
        found: dict[str, Plain] = {}
        counted = principals
        if draw.chance(1, 4):
            counted = draw.some(principals, 1)
            found["of"] = counted
        heads = dict.fromkeys(counted, 1)
        if draw.chance(1, 3):
            heads = {name: draw.integer(1, 5) for name in counted}
            found["votes"] = {name: str(votes) for name, votes in heads.items()}
        found["at_least"] = str(draw.integer(1, sum(heads.values())))
        if draw.chance(1, 3):
            found["including"] = draw.some(principals, 1, 1)
        return found
