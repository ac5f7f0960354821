"""Two coders, by the definition: every pair of claims, every pair of values, every set of differences."""

from __future__ import annotations

import copy
import itertools
import re
from fractions import Fraction
from typing import Any

from tests.oracle import solve
from tests.oracle.drafting import draft

Plain = Any
FIELDS = ("kind", "grade", "speaker", "about", "bears_on")


def said(claim: Plain, field: str) -> Any:
    """What a field says, however it is written; a word of its own where it is absent."""
    if field not in claim:
        return "(absent)"
    value = claim[field]
    if field in ("speaker", "about"):
        return frozenset([value] if isinstance(value, str) else value)
    if field == "bears_on":
        return frozenset((issue, test_said(test)) for issue, test in value.items())
    return value


def test_said(test: Plain) -> Any:
    """What a test says: options in any order, numbers by their value."""
    if isinstance(test, list):
        return "any", frozenset(map(number_or_text, test))
    words = test.split()
    if words[0] == "not":
        return "not", frozenset(map(number_or_text, " ".join(words[1:]).split("|")))
    if words[:2] in (["at", "least"], ["at", "most"]):
        return words[1], number_or_text(" ".join(words[2:]))
    if words[0] == "between":
        split = words.index("and")
        ends = (" ".join(words[1:split]), " ".join(words[split + 1 :]))
        return "between", tuple(map(number_or_text, ends))
    return "any", frozenset(map(number_or_text, test.split("|")))


def number_or_text(text: str) -> Any:
    """A number, its range after it, or a text."""
    parts = re.split(r"\+-|±", " ".join(text.split()))
    try:
        return tuple(Fraction(part.strip()) for part in parts)
    except ValueError:
        return text.strip()


def matched(first: Plain, second: Plain) -> list[tuple[str, str]]:
    """Pairs of claims, in the order of the first."""
    one, other = first["claims"], second["claims"]
    pairs: list[tuple[str, str]] = []

    def free(a: str, b: str) -> bool:
        return all(a != x and b != y for x, y in pairs)

    def overlap(a: str, b: str) -> int:
        if "anchor" not in one[a] or "anchor" not in other[b]:
            return 0
        spans = [
            range(int(c["anchor"]["from"]), int(c["anchor"]["to"])) for c in (one[a], other[b])
        ]
        shared = len(set(spans[0]) & set(spans[1]))
        return shared if 2 * shared >= min(map(len, spans)) else 0

    def equal(a: str, b: str) -> int:
        if ("anchor" in one[a] and "anchor" in other[b]) or one[a].get("at") != other[b].get("at"):
            return -1
        return sum(said(one[a], field) == said(other[b], field) for field in FIELDS)

    for score, least in ((overlap, 1), (equal, 0)):
        while True:
            best = None
            for a in one:  # the first of equals stays
                for b in other:
                    if (
                        free(a, b)
                        and score(a, b) >= least
                        and (best is None or score(a, b) > score(*best))
                    ):
                        best = (a, b)
            if best is None:
                break
            pairs.append(best)
    return sorted(pairs, key=lambda pair: list(one).index(pair[0]))


def alpha(pairs: list[tuple[Any, Any]], order: list[Any] | None = None) -> Fraction | None:
    """Krippendorff's alpha of two coders without missing values: observed over expected disagreement."""
    if not pairs:
        return None
    values = [value for pair in pairs for value in pair]

    def apart(a: Any, b: Any) -> Fraction:
        if order is None or a == b:
            return Fraction(a != b)
        low, high = sorted((order.index(a), order.index(b)))
        between = sum(values.count(value) for value in order[low : high + 1])
        return (between - Fraction(values.count(a) + values.count(b), 2)) ** 2

    observed = sum(2 * apart(a, b) for a, b in pairs) / Fraction(len(values))
    everyone = [apart(a, b) for k, a in enumerate(values) for m, b in enumerate(values) if k != m]
    expected = sum(everyone) / Fraction(len(values) * (len(values) - 1))
    return Fraction(1) if not expected else 1 - observed / expected


def agree(first: Plain, second: Plain) -> Plain:
    """What `negsim agree --format json` says without a scenario."""
    pairs = matched(first, second)
    grades = [*"ABCDEF", "(absent)"]
    result: Plain = {"matched": len(pairs), "alpha": {}, "share_equal": {}, "differences": []}
    result["only_first"] = [a for a in first["claims"] if a not in [x for x, _ in pairs]]
    result["only_second"] = [b for b in second["claims"] if b not in [y for _, y in pairs]]
    for field in FIELDS:
        values = [
            (said(first["claims"][a], field), said(second["claims"][b], field)) for a, b in pairs
        ]
        result["alpha"][field] = alpha(values, grades if field == "grade" else None)
        equal = sum(x == y for x, y in values)
        result["share_equal"][field] = Fraction(equal, len(pairs)) if pairs else None
    for a, b in pairs:
        for field in FIELDS:
            one, other = first["claims"][a], second["claims"][b]
            if said(one, field) != said(other, field):
                result["differences"].append(
                    {"claim": a, "other": b, "field": field}
                    | {"first": one.get(field), "second": other.get(field)}
                )
    return result


def into_first(first: Plain, second: Plain) -> Plain:
    """The second's claims under the first's ids: matched ones in the first's order, then the others."""
    pairs = matched(first, second)
    into = {b: a for a, b in pairs}
    taken = set(first["claims"])
    for b in second["claims"]:
        if b not in into:
            name, number = b, 1
            while name in taken:
                number += 1
                name = f"{b}_{number}"
            into[b] = name
            taken.add(name)
    order = [b for _, b in pairs] + [b for b in second["claims"] if into[b] not in first["claims"]]
    return {into[b]: renamed(second["claims"][b], into) for b in order}


def all_differences(first: Plain, other: Plain) -> list[str]:
    """Every difference by its name; `other` is the second under the first's ids."""
    found = []
    for a, claim in first["claims"].items():
        if a not in other:
            found.append(f"-{a}")
        else:
            fields = [field for field in FIELDS if said(claim, field) != said(other[a], field)]
            found += [f"{a}.{field}" for field in fields]
    return found + [f"+{name}" for name in other if name not in first["claims"]]


def with_differences(first: Plain, other: Plain, wanted: Any) -> Plain:
    """The first's claims with some differences taken from the second."""
    claims = {}
    for a, claim in first["claims"].items():
        if f"-{a}" not in wanted:
            fields = [field for field in FIELDS if f"{a}.{field}" in wanted]
            claims[a] = {k: v for k, v in claim.items() if k not in fields}
            claims[a] |= {k: v for k, v in other.get(a, {}).items() if k in fields}
    return claims | {name: claim for name, claim in other.items() if f"+{name}" in wanted}


def answer(document: Plain, first: Plain, second: Plain) -> Plain:
    """What it says under `answer`: the first register is the scenario's own, and its only one."""
    other = into_first(first, second)

    def found(claims: Plain) -> Plain:
        register = {**first, "claims": claims}
        _, drafted = draft(citing_only(document, register), [register])
        answered = solve.run(drafted, [], [register], {}, ())
        conflicts = answered["conflicts"]["minimal_conflicts"]
        return {"zone": "open" if answered["zone"]["size"] else "closed", "conflicts": conflicts}

    base, last = found(first["claims"]), found(other)
    differences = all_differences(first, other)
    turning: list[frozenset[str]] = []
    for size in range(1, len(differences) + 1):
        for names in itertools.combinations(differences, size):
            wanted = frozenset(names)
            is_new = not any(one <= wanted for one in turning)
            if is_new and found(with_differences(first, other, wanted)) != base:
                turning.append(wanted)
    return {
        "same": base == last,
        "first": base,
        "second": last,
        "turned_by": sorted(sorted(one) for one in turning),
    }


def renamed(claim: Plain, into: dict[str, str]) -> Plain:
    """A claim of the second, under the first's names."""
    earlier = claim.get("supersedes", [])
    texts = [earlier] if isinstance(earlier, str) else earlier
    return {**claim, "supersedes": [into.get(text, text) for text in texts]}


def citing_only(document: Plain, register: Plain) -> Plain:
    """The document without names of claims that are no longer there."""
    known = set(register["claims"])
    result = copy.deepcopy(document)
    for actor in result["actors"].values():
        parts = [actor]
        for section in ("red_lines", "preferences", "wishes", "expects"):
            parts += actor.get(section, {}).values()
        for part in parts:
            sources = part.get("from", [])
            texts = [sources] if isinstance(sources, str) else sources
            part["from"] = [
                t for t in texts if t.startswith("assumption") or t.split(".")[-1] in known
            ]
    return result
