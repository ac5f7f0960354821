"""From claims to demands, by the definition: claim by claim, actor by actor."""

from __future__ import annotations

import copy
from typing import Any

from tests.oracle.evidence import BINDING, WISHED, about, claims_of, named, options, passes

Plain = Any
SECTION = {
    **dict.fromkeys(BINDING, "red_lines"),
    **dict.fromkeys(WISHED | {"concern"}, "wishes"),
    "expectation": "expects",
}


def cited(document: Plain, claims: dict[str, Plain]) -> set[str]:
    """The claims that an element of an actor names."""
    found: set[str] = set()
    for actor in document["actors"].values():
        parts = [actor]
        for section in ("red_lines", "preferences", "wishes", "expects"):
            parts += actor.get(section, {}).values()
        for line in actor.get("red_lines", {}).values():
            parts += [one for one in line.get("readings", {}).values() if isinstance(one, dict)]
        for part in parts:
            for key in ("from", "numbers_from"):
                found |= set(named(claims, part.get(key, []))[0])
    return found


def full_name(claims: dict[str, Plain], text: str, beside: Plain, registers: list[Plain]) -> str:
    """The full id of a claim named in a claim: a bare id is of the same file."""
    (register,) = [r for r in registers if beside in r["claims"].values()]
    if text in register["claims"]:
        inner = register["claims"][text]
        return f"{inner['in'] if 'documents' in register else register['document']['id']}.{text}"
    return text


def superseded(claims: dict[str, Plain], registers: list[Plain]) -> set[str]:
    """The claims that one which is more than proposed takes the place of."""
    found: set[str] = set()
    for register in registers:
        for claim in register["claims"].values():
            if claim.get("status") != "proposed":
                earlier = claim.get("supersedes", [])
                for text in [earlier] if isinstance(earlier, str) else earlier:
                    found.add(full_name(claims, text, claim, registers))
    return found


def tests_for(document: Plain, claim: Plain, actor: str) -> dict[str, Plain]:
    """The tests of a claim that the file has, and that name nothing that the actor reads as another."""
    found = {}
    for name, test in (claim.get("bears_on") or {}).items():
        issue = document["issues"].get(name)
        if issue is None or passes(issue, test, options(issue, None)[0]) is None:
            continue
        words = set(
            " ".join(test).split() if isinstance(test, list) else test.replace("|", " ").split()
        )
        foreign = {
            option
            for option, said in issue.get("options", {}).items()
            if isinstance(said, dict) and actor in said.get("read_as", {})
        }
        if not words & foreign:
            found[name] = test
    return found


def draft(document: Plain, registers: list[Plain]) -> tuple[Plain, Plain]:
    """What `negsim draft --format json` says, and the document with what was added."""
    claims = claims_of(registers)
    taken, replaced = cited(document, claims), superseded(claims, registers)
    ids = [claim["id"] for claim in claims.values()]
    added: Plain = {
        name: {"red_lines": [], "wishes": [], "expects": []} for name in document["actors"]
    }
    unused = {}
    meanings: list[Any] = []
    result = copy.deepcopy(document)
    result["negsim"] = "1.1"
    for full, claim in claims.items():
        if full in taken:
            continue
        name = claim["id"] if ids.count(claim["id"]) == 1 else full
        kind = claim.get("kind", "position")
        if claim.get("status") in ("proposed", "background"):
            unused[name] = claim["status"]
        elif full in replaced:
            unused[name] = "superseded"
        elif kind not in SECTION:
            unused[name] = kind
        elif not about(document, claim):
            unused[name] = "no actor"
        else:
            reasons = []
            for actor in about(document, claim):
                spec = document["actors"][actor]
                section, tests = SECTION[kind], tests_for(document, claim, actor)
                directions = [
                    *spec.get("preferences", {}).values(),
                    *spec.get("wishes", {}).values(),
                ]
                in_points = "score_sheet" in spec or any("points" in one for one in directions)
                if section == "wishes" and in_points:
                    reasons.append("points")
                    continue
                if not tests:
                    reasons.append("no issue")
                    continue
                reasons.append("")
                way = "forbid" if kind == "concern" else "require"
                meaning = (actor, section, way, chosen(document, tests, actor))
                same = [one for one in meanings if one[0] == meaning]
                if same:
                    same[0][1]["from"].append(name)
                    continue
                element: Plain = {way: tests, "say": claim["says"], "from": [name]}
                if section == "wishes" and spec.get("weights") != "unknown":
                    element["weight"] = "low" if kind == "concern" else "medium"
                first = claim["id"] if name == claim["id"] else full.replace(".", "_")
                standing = result["actors"][actor].setdefault(section, {})
                drawn = lines_of_ladders(spec) if section == "red_lines" else set()
                free = first
                number = 1
                while free in standing or free in drawn:
                    number += 1
                    free = f"{first}_{number}"
                standing[free] = element
                meanings.append((meaning, element))
                added[actor][section].append(free)
            if "" not in reasons:
                unused[name] = "points" if "points" in reasons else "no issue"
    shown = {
        actor: {section: names for section, names in sections.items() if names}
        for actor, sections in added.items()
        if any(sections.values())
    }
    return {"added": shown, "unused": unused}, result


def lines_of_ladders(actor: Plain) -> set[str]:
    """The red lines that ladders draw."""
    preferences = actor.get("preferences", {})
    return {name for name, one in preferences.items() if "!" in one.get("ladder", "")}


def chosen(document: Plain, tests: dict[str, Plain], actor: str) -> frozenset[Any]:
    """The options that each test lets through, of those that the actor has."""
    return frozenset(
        (name, frozenset(o for o in options(issue, actor) if passes(issue, test, o)))
        for name, test in tests.items()
        for issue in [document["issues"][name]]
    )
