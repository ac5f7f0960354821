"""Made-up scenarios whose claims bear on their issues: what negsim and the oracle are held against."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from negsim.language.load import load
from negsim.language.model.evidence import KINDS
from negsim.language.model.scenario import Scenario
from negsim.testing.author import Author
from negsim.testing.drawing import Dice, Draw
from negsim.testing.wording import Topic, test_text
from negsim.testing.yaml_text import to_yaml

LIKELY = ("red_line", "obligation", "aim", "concern", "demand", "offer", "threat")


@dataclass
class MadeUp:
    """A document, its registers by path, and how to load them."""

    document: dict[str, Any]
    registers: dict[str, dict[str, Any]]

    def write(self, folder: Path) -> Path:
        """Write the files."""
        for path, register in self.registers.items():
            (folder / path).write_text(to_yaml(register), encoding="utf-8")
        file = folder / "harbour.yaml"
        file.write_text(to_yaml(self.document), encoding="utf-8")
        return file

    def load(self, folder: Path) -> Scenario:
        """Write the files and read them."""
        return load(self.write(folder))


def made_up(rng: random.Random, most_packages: int = 60) -> MadeUp:
    """A scenario without variants whose registers' claims bear on its issues, many of them as its lines do."""
    draw = Dice(rng)
    author = Author(draw, most_packages)
    while not author.registers:
        author = Author(draw, most_packages)
    document = author.write()
    topics = _newer(draw, author, document) if draw.chance(1, 2) else author.topics
    names = list(document["actors"])
    for register in author.registers.values():
        for claim in register["claims"].values():
            claim["kind"] = draw.choice(LIKELY if draw.chance(3, 4) else KINDS)
            claim["about"] = draw.choice([[], "the harbour", *names, *names, [names[0], "x"]])
            lines = _lines(draw, author, document, claim["about"])
            claim["bears_on"] = _tests(draw, topics, lines)
            claim["about"] = _spelt(draw, claim["about"], document)
    return MadeUp(document, author.registers)


def _lines(draw: Draw, author: Author, document: dict[str, Any], about: Any) -> list[Any]:
    """The lines that a claim may be about: of the actor that it names, with one more now and then."""
    named = [about] if isinstance(about, str) and about in document["actors"] else []
    actor = document["actors"][draw.choice(named or list(document["actors"]))]
    lines = actor.setdefault("red_lines", {})
    if draw.chance(1, 2):
        topic = draw.choice(author.topics)
        way = draw.choice(["require", "require", "forbid"])
        sources = draw.some(author.evidence.claims, 1)
        lines[f"more_{len(lines)}"] = {way: {topic.name: test_text(draw, topic)}, "from": sources}
    return [
        clause
        for line in lines.values()
        for clause in (line, *line.get("readings", {}).values())
        if isinstance(clause, dict) and "readings" not in clause
    ]


def _newer(draw: Draw, author: Author, document: dict[str, Any]) -> list[Topic]:
    """Make a file of version 1.1: issues that may stay open, and one option more that actors read as another."""
    document["negsim"] = "1.1"
    document["status_quo"] = author.package()
    topics = list(author.topics)
    for k, topic in enumerate(topics):
        issue = document["issues"][topic.name]
        if topic.is_numeric:
            continue
        if draw.chance(1, 2):
            issue["may_stay_open"] = "true"
        if draw.chance(1, 2):
            actors = document["actors"]
            readers = [n for n, a in actors.items() if topic.name in a.get("preferences", {})]
            readers = readers or draw.some(list(actors), 1)
            targets = {name: draw.choice(topic.options) for name in readers}
            place = draw.integer(0, len(topic.options))
            names = [*topic.options[:place], "special", *topic.options[place:]]
            long = {"label": "special", "read_as": targets}
            issue["options"] = {n: long if n == "special" else n for n in names}
            topics[k] = replace(topic, options=tuple(names))
        if "may_stay_open" in issue and not topics[k].is_ordered:
            topics[k] = replace(topics[k], options=(*topics[k].options, "left_open"))
    for actor in document["actors"].values():
        _rest_on_more(draw, author.evidence.claims, actor)
    return topics


def _rest_on_more(draw: Draw, claims: list[str], actor: dict[str, Any]) -> None:
    """Say which claims have an actor's numbers, what a reading rests on, or that weights are unknown."""
    directions = [*actor.get("preferences", {}).values(), *actor.get("wishes", {}).values()]
    for element in (actor, *directions):
        if draw.chance(1, 4):
            element["numbers_from"] = draw.choice(claims)
    for line in actor.get("red_lines", {}).values():
        for reading in line.get("readings", {}).values():
            if isinstance(reading, dict) and draw.chance(1, 3):
                reading["from"] = draw.some(claims, 1, 2)
    in_points = "score_sheet" in actor or any("points" in element for element in directions)
    if directions and not in_points and draw.chance(1, 5):
        actor["weights"] = "unknown"
        for element in directions:
            del element["weight"]


def _tests(draw: Draw, topics: list[Topic], lines: list[Any]) -> dict[str, Any]:
    """Tests as some line has them, or others; now and then of what the scenario has not."""
    found: dict[str, Any] = {}
    if lines and draw.chance(4, 5):
        clause = draw.choice(lines)
        way = next(key for key in ("require", "then", "forbid") if key in clause)
        mapping = clause[way][0] if isinstance(clause[way], list) else clause[way]
        found.update({k: v for k, v in mapping.items() if k not in ("sum", "count")})
        if way == "forbid" and draw.chance(1, 2):
            found = {k: f"not {v}" for k, v in found.items() if isinstance(v, str) and " " not in v}
    if draw.chance(1, 3):
        for topic in draw.some(topics, 0, 2):
            found[topic.name] = test_text(draw, topic)
    if draw.chance(1, 8):
        found["mud"] = "sea"
    if found and draw.chance(1, 12):
        found[draw.choice(list(found))] = "nowhere | ten"
    return found


def _spelt(draw: Draw, about: Any, document: dict[str, Any]) -> Any:
    """An actor by its id or its name, in another spelling now and then."""
    if not isinstance(about, str) or about not in document["actors"]:
        return about
    name = document["actors"][about].get("name", about)
    return draw.choice([about, name, f" {name.upper()}  ", name])
