"""What version 1.1 of the language adds to made-up scenarios."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from negsim.testing.desk import Desk
from negsim.testing.wording import Plain, Topic, condition

SAID = ("Never again.", "As we see it: enough", "yes", "#2")


def spoken_options(author: Desk, topic: Topic, issue: dict[str, Plain]) -> Topic:
    """The topic of an issue with named options, of which one may be read as others, and which may stay open."""
    draw = author.draw
    if draw.chance(1, 4):
        issue["short"] = topic.name
    if len(topic.options) > 2 and draw.chance(1, 2):
        special = draw.choice(topic.options)
        targets = [option for option in topic.options if option != special]
        readers = {name: draw.choice(targets) for name in draw.some(author.names, 1)}
        label = issue["options"][special]
        issue["options"][special] = {"label": label, "read_as": readers}
        topic = replace(topic, read_as={special: readers})
    if draw.chance(1, 6):
        option = draw.choice(topic.options)
        given = issue["options"][option]
        long = given if isinstance(given, dict) else {"label": given}
        issue["options"][option] = {**long, "short": "a few", "text": "The parties agree."}
    if author.has_room and draw.chance(1, 3):
        issue["may_stay_open"] = draw.choice(["true", "true", "nobody says"])
        topic = replace(topic, loose=("left_open",))
    return topic


def completed(author: Desk, document: dict[str, Plain]) -> dict[str, Plain]:
    """The scenario with a brief, a status quo where an issue may stay open, and laws of its own."""
    draw = author.draw
    if draw.chance(1, 6):
        document["brief"] = draw.choice(["Much depends.", {"text": "Much.", "author": "me"}])
    if "status_quo" in document or any(topic.loose for topic in author.topics):
        package = author.package()
        settled = {t.name: draw.choice(t.options) for t in author.topics if t.loose}
        document["status_quo"] = {**package, **settled}
    ordered = [topic.name for topic in author.topics if topic.is_ordered]
    if draw.chance(1, 4):
        law: dict[str, Plain] = {"actor": draw.choice(author.names)}
        if ordered and draw.chance(1, 2):
            law[draw.choice(["more_is_better", "less_is_better"])] = draw.choice(ordered)
        else:
            law["never_below"] = draw.choice(["0", "0.2", "1/2"])
            if draw.chance(1, 2):
                law["when"] = condition(draw, author.topics)
        document["expect"] = [*document.get("expect", []), law]
    return document


def completed_actor(author: Desk, name: str, actor: dict[str, Plain]) -> dict[str, Plain]:
    """The actor with bodies that ratify, and without weights where nobody knows them."""
    draw = author.draw
    if draw.chance(1, 6):
        actor["short"] = name[0].upper()
    if author.is_weightless[name]:
        actor["weights"] = "unknown"
    if author.evidence.claims and "reservation_value" in actor and draw.chance(1, 3):
        actor["numbers_from"] = draw.choice(author.evidence.claims)
    if draw.chance(1, 8):
        actor["salience"] = {draw.choice(author.topics).name: draw.choice(["50", "20 +- 5"])}
    if actor.get("consent", "always") != "never" and draw.chance(1, 3):
        bodies = draw.some(["council", "people"], 1)
        actor["ratification"] = {one: body(author) for one in bodies}
    return actor


def body(author: Desk) -> dict[str, Plain]:
    """A body: some vote in it, and as many votes are needed as can be had."""
    draw = author.draw
    voters = draw.some(author.names, 1)
    votes = {name: draw.integer(0 if k else 1, 5) for k, name in enumerate(voters)}
    written = {name: str(number) for name, number in votes.items()}
    if draw.chance(1, 5):
        written[voters[0]] += " +- 1"
    return {"votes": written, "needs": needs(author, sum(votes.values()))}


def needs(author: Desk, total: int) -> str:
    """How many of so many votes are enough, in one of the forms."""
    draw, way = author.draw, author.draw.integer(0, 5)
    least = draw.integer(1, total)
    if way == 0:
        return str(least)
    if way == 1:
        return draw.choice(["majority", "two_thirds"])
    share = Fraction(least, total)
    if way == 2:
        return f"{share.numerator}/{share.denominator}" if share != 1 else "100%"
    if way == 3 and share <= Fraction(1, 2):
        return "50%"
    if way == 4 and total > 1:
        return draw.choice(["0.5", "0.75", "50.01%"])
    return f"{least}.0" if draw.chance(1, 2) else f"{least} +- 1"


def completed_line(author: Desk, line: dict[str, Plain]) -> dict[str, Plain]:
    """The line as a person would say it, how firm it is, and its sources with its readings now and then."""
    draw = author.draw
    readings = line.get("readings", {})
    if draw.chance(1, 6):
        line["say"] = draw.choice(SAID)
    if draw.chance(1, 8):
        line["short"] = "a line"
    draws_always = all(one != "none" and "none" not in one for one in readings.values())
    if draws_always and draw.chance(1, 3):
        line["firm"] = draw.choice(["0.7", "1/2", "0.9 +- 0.1", "1", "0"])
    drawing = [one for one in readings.values() if one != "none" and "none" not in one]
    if drawing and all("from" in one for one in drawing) and draw.chance(1, 2):
        line.pop("from", None)
    return line


def completed_reading(author: Desk, reading: dict[str, Plain]) -> dict[str, Plain]:
    """A reading with words, and sources of its own."""
    draw = author.draw
    if draw.chance(1, 6):
        reading["say"] = draw.choice(SAID)
    return {**reading, "from": author.evidence.source()} if draw.chance(1, 3) else reading


def no_line(author: Desk) -> Plain:
    """A reading that draws no line, short or long."""
    draw = author.draw
    if draw.chance(1, 2):
        return "none"
    found: dict[str, Plain] = {"none": "true"}
    if draw.chance(1, 2):
        found["chance"] = "0.3"
    return found | ({"say": draw.choice(SAID)} if draw.chance(1, 2) else {})


def with_numbers(author: Desk, element: dict[str, Plain]) -> dict[str, Plain]:
    """A preference or wish with words, and the claim that has its numbers."""
    draw = author.draw
    if draw.chance(1, 8):
        element["say"] = draw.choice(SAID)
    if author.evidence.claims and draw.chance(1, 4):
        element["numbers_from"] = draw.choice(author.evidence.claims)
    return element


def settings(author: Desk, actors: dict[str, dict[str, Plain]]) -> dict[str, Plain]:
    """How firm a line is, and votes, set by a variant or added."""
    draw = author.draw
    found: dict[str, Plain] = {}
    name = draw.choice(list(actors))
    for line, given in actors[name].get("red_lines", {}).items():
        if "firm" in given and draw.chance(1, 2):
            found[f"{name}.{line}.firm"] = draw.choice(["0.5", "1", "0.6 +- 0.2"])
    for one, given in actors[name].get("ratification", {}).items():
        votes, path = given["votes"], f"{name}.ratification.{one}"
        voter = draw.choice(list(votes))
        if draw.chance(1, 3):
            found[path] = body(author)
        elif draw.chance(1, 2):
            found[f"{path}.votes.{voter}"] = str(int(votes[voter].split(" ")[0]) + 1)
        else:
            found[f"{path}.needs"] = "1"
    return found
