"""Timelines and levers for made-up scenarios: what may come, and what might be put on the table."""

from __future__ import annotations

from negsim.testing.author import Author
from negsim.testing.wording import Plain, Topic


def timeline(author: Author, document: dict[str, Plain]) -> dict[str, Plain]:
    """A timeline with a trend of a reservation value and one event, where there is something to change."""
    draw, evidence = author.draw, author.evidence
    found: dict[str, Plain] = {
        "start": "2025-01-31",
        "step": draw.choice(["day", "week", "month", "quarter", "year"]),
        "steps": str(draw.integer(1, 4)),
    }
    plain = [
        name
        for name, actor in document["actors"].items()
        if isinstance(actor.get("reservation_value"), str)
    ]
    if plain:
        path = f"{draw.choice(plain)}.reservation_value"
        by = draw.choice(["-0.01", "-0.010 +- 0.005", "0.02"])
        found["trends"] = {"tires": evidence.added_to({"change": path, "by": by})}
    if document.get("variants"):
        # One event only: variants that may come in any order need not go together.
        event: dict[str, Plain] = {"apply": [draw.choice(list(document["variants"]))]}
        if draw.chance(1, 2):
            event["on"] = "2025-02-01"
        else:
            event |= {"chance": draw.choice(["0.5", "0.04 +- 0.02"]), "after": "2025-01-31"}
        if author.is_new:
            event = _newer(author, event)
        found["events"] = {"comes": evidence.added_to(event)}
    if author.is_new and "trends" in found and draw.chance(1, 3):
        found["trends"]["tires"]["after_signature"] = draw.choice(["stops", {"by": "0.01"}])
    return found


def _newer(author: Author, event: dict[str, Plain]) -> dict[str, Plain]:
    """An event with a chance on its day, with several results, or that a signature ends."""
    draw = author.draw
    if "on" in event and draw.chance(1, 3):
        event["chance"] = draw.choice(["0.4", "0.5 +- 0.1"])
    elif draw.chance(1, 2):
        apply = event.pop("apply")
        event["results"] = {
            "so": {"chance": "0.4", "apply": apply},
            "otherwise": {"chance": draw.choice(["0.6", "0.3"]), "apply": apply},
        }
    if draw.chance(1, 3):
        event["after_signature"] = draw.choice(["stops", {"chance": "0.1"}])
    return event


def levers(author: Author, document: dict[str, Plain]) -> dict[str, Plain]:
    """A new issue, or a new option of one that stands, with what everyone makes of it."""
    draw = author.draw
    found: dict[str, Plain] = {}
    weighing = [
        name
        for name, actor in document["actors"].items()
        if actor.get("preferences") and not author.in_points[name]
    ]
    if weighing and draw.chance(1, 2):
        pay = {"ask": "Who pays?", "range": {"from": "0", "to": "10", "step": "5"}}
        topic = Topic("pay", ("0", "5", "10"), True, True)
        found["compensation"] = {
            "say": "Somebody pays",
            "issues": {"pay": {**pay, "status_quo": "0"}},
            "preferences": {
                name: {"pay": author.preference(name, topic, is_anchor=True)}
                for name in draw.some(weighing, 1)
            },
        }
    named = [topic for topic in author.topics if not topic.is_numeric]
    if named and draw.chance(1, 2):
        topic = draw.choice(named)
        label: Plain = "left to an arbitrator"
        if topic.is_ordered:
            label = {"label": label, "after": draw.choice(topic.options)}
        lever = {
            "say": "Leave it to an arbitrator",
            "options": {topic.name: {"arbitrated": label}},
        }
        # Everyone who has preferences: a variant may add one on this issue.
        scores = {
            name: {topic.name: {"arbitrated": "3" if in_points else draw.choice(author.scores)}}
            for name, in_points in author.in_points.items()
            if document["actors"][name].get("preferences")
        }
        if scores:
            lever["scores"] = scores
        found["arbitration"] = lever
    return found
