"""What a claim carries, by the definition: every way to choose options is tried, one by one.

Documents and registers are the dicts that PyYAML's BaseLoader gives: every scalar is a text.
"""

from __future__ import annotations

import itertools
import re
from fractions import Fraction
from typing import Any

from tests.oracle.language import best, ladder_red_line, ladder_scores, number_holds

BINDING = {"red_line", "obligation", "condition", "ruling", "threat"}
WISHED = {"aim", "demand", "position", "offer"}
Plain = Any


def claims_of(registers: list[Plain]) -> dict[str, Plain]:
    """All claims by DOCUMENT.ID, with `document` and `id` added."""
    found = {}
    for register in registers:
        for name, claim in register["claims"].items():
            document = claim["in"] if "documents" in register else register["document"]["id"]
            found[f"{document}.{name}"] = {**claim, "document": document, "id": name}
    return found


def named(claims: dict[str, Plain], sources: Plain) -> tuple[list[str], bool]:
    """The full ids that a `from` names, each once, and whether it names an assumption too."""
    texts = [sources] if isinstance(sources, str) else sources
    found: dict[str, None] = {}
    for text in texts:
        if not text.startswith("assumption"):
            (full,) = [k for k, c in claims.items() if text in (k, c["id"])]
            found[full] = None
    return list(found), any(text.startswith("assumption") for text in texts)


def same(text: str) -> str:
    """Case and runs of spaces aside."""
    return re.sub(r"\s+", " ", text).strip().casefold()


def about(document: Plain, claim: Plain) -> list[str]:
    """The actors that a claim is about."""
    texts = claim.get("about", [])
    texts = {same(text) for text in ([texts] if isinstance(texts, str) else texts)}
    return [
        name
        for name, actor in document["actors"].items()
        if same(name) in texts or same((actor or {}).get("name", name)) in texts
    ]


def options(issue: Plain, actor: str | None) -> list[Any]:
    """The options among which an actor chooses: not those that it reads as others; `left_open` last."""
    if "range" in issue:
        start, stop, step = (Fraction(issue["range"][key]) for key in ("from", "to", "step"))
        return [start + k * step for k in range(int((stop - start) / step) + 1)]
    found = [
        name
        for name, option in issue["options"].items()
        if not (isinstance(option, dict) and actor in option.get("read_as", {}))
    ]
    return [*found, "left_open"] if issue.get("may_stay_open", "false") != "false" else found


def passes(issue: Plain, test: Plain, option: Any) -> bool | None:
    """Whether an option passes a test; None where the issue has no such test."""
    everything = options(issue, None)
    is_numeric, is_ordered = "range" in issue, issue.get("ordered", "false") != "false"

    def read(text: str, *, anywhere: bool = False) -> Any:
        value = (
            (best(text) if re.match(r"\s*[-+.\d]", text) else None) if is_numeric else text.strip()
        )
        return value if value is not None and (anywhere or value in everything) else None

    if isinstance(test, list):
        values = [read(text) for text in test]
        return None if None in values else option in values
    words = test.split()
    if words[:1] == ["not"]:
        found = passes(issue, " ".join(words[1:]), option)
        return None if found is None else not found
    if words[:2] in (["at", "least"], ["at", "most"]) or words[:1] == ["between"]:
        if not (is_numeric or is_ordered):
            return None
        if words[0] == "between":
            split = words.index("and")
            ends = [" ".join(words[1:split]), " ".join(words[split + 1 :])]
        else:
            ends = [" ".join(words[2:])]
        values = [read(end, anywhere=is_numeric) for end in ends]
        if None in values or (not is_numeric and "left_open" in values):
            return None
        places = [v if is_numeric else everything.index(v) for v in values]
        if places != sorted(places):
            return None
        if option == "left_open":
            return False
        here = option if is_numeric else everything.index(option)
        if words[0] == "between":
            return bool(places[0] <= here <= places[1])
        return bool(here >= places[0] if words[1] == "least" else here <= places[0])
    values = [read(text) for text in test.split("|")]
    return None if None in values else option in values


def holds(document: Plain, condition: Plain, way: dict[str, Any]) -> bool:
    """Whether a condition holds for one way to choose."""
    if isinstance(condition, list):
        return any(holds(document, one, way) for one in condition)
    for key, test in condition.items():
        if key == "sum":
            of = test["of"]
            factors = of if isinstance(of, dict) else dict.fromkeys(of, "1")
            total = sum((Fraction(f) * way[name] for name, f in factors.items()), Fraction(0))
            if not number_holds(test["is"], total):
                return False
        elif key == "count":
            count = sum(holds(document, one, way) for one in test["of"])
            if not number_holds(test["is"], Fraction(count)):
                return False
        elif not passes(document["issues"][key], test, way[key]):
            return False
    return True


def keeps(document: Plain, clause: Plain, way: dict[str, Any]) -> bool:
    """Whether a way to choose keeps a clause."""
    if "require" in clause:
        return holds(document, clause["require"], way)
    if "forbid" in clause:
        return not holds(document, clause["forbid"], way)
    return not holds(document, clause["if"], way) or holds(document, clause["then"], way)


def spoken(condition: Plain) -> set[str]:
    """The issues in a condition or clause."""
    if isinstance(condition, list):
        return set().union(*map(spoken, condition))
    found: set[str] = set()
    for key, test in condition.items():
        if key in ("require", "forbid", "if", "then"):
            found |= spoken(test)
        elif key == "sum":
            found |= set(test["of"])
        elif key == "count":
            found |= spoken(test["of"])
        elif key not in ("from", "say", "chance", "weight", "points", "numbers_from"):
            found.add(key)
    return found


def known_tests(document: Plain, claim: Plain) -> dict[str, Plain]:
    """The tests of a claim on issues and options that the scenario has."""
    return {
        name: test
        for name, test in (claim.get("bears_on") or {}).items()
        if name in document["issues"]
        and passes(document["issues"][name], test, options(document["issues"][name], None)[0])
        is not None
    }


def carries(document: Plain, actor: str, clause: Plain, claim: Plain) -> bool:
    """Whether a claim carries a line of an actor."""
    kind = claim.get("kind", "position")
    who = about(document, claim)
    tests = known_tests(document, claim)
    if kind not in BINDING | WISHED | {"concern"} or (who and actor not in who) or not tests:
        return False
    names = sorted(spoken(clause) | set(tests))
    ways = [
        dict(zip(names, way, strict=True))
        for way in itertools.product(*(options(document["issues"][n], actor) for n in names))
    ]
    meeting = [way for way in ways if holds(document, tests, way) is not (kind == "concern")]
    return (
        bool(meeting)
        and all(keeps(document, clause, way) for way in meeting)
        and not all(keeps(document, clause, way) for way in ways)
    )


def line_status(
    document: Plain, claims: dict[str, Plain], actor: str, clause: Plain, sources: Plain
) -> tuple[str | None, str | None, list[str]]:
    """Status, grade and carrying claims of a line, in one reading."""
    if clause == "none" or "none" in clause:
        return None, None, []
    full, is_assumed = named(claims, sources)
    if not full:
        return ("assumed" if is_assumed else "unsourced"), None, []
    carrying = [name for name in full if carries(document, actor, clause, claims[name])]
    if not carrying:
        return "stretched", None, []
    binding = any(claims[name].get("kind", "position") in BINDING for name in carrying)
    return (
        "stated" if binding else "hardened",
        min(claims[name]["grade"] for name in carrying),
        carrying,
    )


def lines(actor: Plain) -> dict[str, tuple[Plain, Plain]]:
    """Each red line of an actor in its first reading: the clause and what it rests on."""
    found = {}
    for name, line in actor.get("red_lines", {}).items():
        sources = line.get("from", [])
        if "readings" in line:
            reading = next(iter(line["readings"].values()))
            own = [] if isinstance(reading, str) else reading.get("from", [])
            found[name] = (reading, own or sources)
        else:
            found[name] = (line, sources)
    for issue, preference in actor.get("preferences", {}).items():
        clause = ladder_red_line(issue, preference.get("ladder", ""))
        if clause is not None:
            found[issue] = (clause, preference.get("from", []))
    return found


def elements(document: Plain, registers: list[Plain]) -> Plain:
    """What `run` says under `elements`, of a document without variants."""
    claims = claims_of(registers)
    demands = dict.fromkeys(("stated", "hardened", "stretched", "assumed", "unsourced"), 0)
    directions, numbers = [], []
    for name, actor in document["actors"].items():
        for clause, sources in lines(actor).values():
            status = line_status(document, claims, name, clause, sources)[0]
            if status is not None:
                demands[status] += 1
        for part in ("preferences", "wishes", "expects"):
            sources = (element.get("from", []) for element in actor.get(part, {}).values())
            directions += [bool(named(claims, one)[0]) for one in sources]
        numbers += numbers_of(actor)
    return {
        "demands": demands,
        "directions": {"sourced": sum(directions), "of": len(directions)},
        "numbers": {"sourced": sum(numbers), "of": len(numbers)},
    }


def numbers_of(actor: Plain) -> list[bool]:
    """Each number of an actor, as whether a claim is said to have it."""
    found = []
    preferences, wishes = actor.get("preferences", {}), actor.get("wishes", {})
    for element in (*preferences.values(), *wishes.values()):
        if actor.get("weights") == "unknown":
            found.append(False)
        elif "weight" in element:
            found.append("numbers_from" in element)
        if isinstance(element.get("points"), str) and best(element["points"]) != 0:
            found.append("numbers_from" in element)
    for element in preferences.values():
        values = [v for v in element.get("scores", {}).values() if best(v) not in (0, 1)]
        values += [v for v in element.get("points", {}).values() if best(v) != 0]
        if len(set(ladder_scores(element["ladder"]).values()) if "ladder" in element else ()) > 2:
            values.append(element["ladder"])
        found += ["numbers_from" in element] * len(values)
    reservation = actor.get("reservation_value")
    if reservation is not None and "as_good_as" not in reservation:
        found.append("numbers_from" in actor)
    return found
