"""GeniusWeb: a domain in JSON, and a JSON profile per party, which repeats its domain; NegoLog's simpler JSON too."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

from negsim.errors import quoted
from negsim.interop.document import domain_name
from negsim.interop.domain import Domain, ForeignActor, ForeignIssue
from negsim.interop.exact import read_exact
from negsim.interop.parties import Gaps, parties
from negsim.interop.reading import FileReading
from negsim.interop.recognising import ADDITIVE
from negsim.interop.sources import SourceFile
from negsim.language.model.numbers import format_number
from negsim.language.names import listed, one_of
from negsim.language.read.issues import MOST_OPTIONS
from negsim.language.yaml.nodes import Mapping, Node, Scalar
from negsim.language.yaml.nodes import Sequence as NodeList

# What GeniusWeb's Java version calls the two kinds of utilities, and its Python version.
DISCRETE = ("discreteutils", "DiscreteValueSetUtilities")
NUMBERS = ("numberutils", "NumberValueSetUtilities")


def read_issues(node: Mapping, reading: FileReading) -> tuple[ForeignIssue, ...]:
    """Read the issues of a domain: sets of values, or ranges of numbers."""
    values = _mapping(node.get("issuesValues"), node, "issuesValues", reading)
    issues = [_issue(key, value, reading) for key, value in values]
    return tuple(issue for issue in issues if issue is not None)


def make_domain(domain: SourceFile, profiles: Sequence[SourceFile], reading: FileReading) -> Domain:
    """Put a domain and its profiles together."""
    assert isinstance(domain.node, Mapping)
    issues = read_issues(domain.node, reading)
    reading.stop_if_faulty()

    def actor(source: SourceFile) -> ForeignActor | None:
        assert isinstance(source.node, Mapping)
        return _actor(source.path, source.node, issues, reading)

    name = _text(domain.node.get("name")) or domain_name(domain.path)
    return Domain(name, name, issues, parties(profiles, actor, reading))


def inner(profile: Node) -> Mapping | None:
    """Give what stands in a linear additive profile."""
    found = profile.get(ADDITIVE) if isinstance(profile, Mapping) else None
    return found if isinstance(found, Mapping) else None


def _issue(key: Scalar, node: Node, reading: FileReading) -> ForeignIssue | None:
    subject = f"the issue {quoted(key.text)}"
    if isinstance(node, Mapping) and isinstance(listing := node.get("values"), NodeList):
        labels = tuple(item.text for item in listing.items if isinstance(item, Scalar))
        if not labels or len(labels) < len(listing.items) or len(set(labels)) < len(labels):
            reading.fault(
                listing.where,
                f"{subject} needs values, each there once",
                "list its values as texts",
            )
            return None
        return ForeignIssue(key.text, labels)
    if isinstance(node, Mapping) and isinstance(bounds := node.get("range"), Mapping):
        return _numeric(key.text, bounds, reading)
    reading.fault(
        node.where, f"{subject} has neither values nor a range", 'write {"values": ["…", "…"]}'
    )
    return None


def _numeric(name: str, bounds: Mapping, reading: FileReading) -> ForeignIssue | None:
    found = [
        reading.number(_text(bounds.get(key)), bounds.where, f"the {key} of {quoted(name)}")
        for key in ("low", "high", "step")
    ]
    low, high, step = found
    if low is None or high is None or step is None:
        return None
    if step <= 0 or high < low or (high - low) / step >= MOST_OPTIONS:
        reading.fault(
            bounds.where,
            f"the range of {quoted(name)} has no value, or more than {MOST_OPTIONS:,}",
            "put low first, and a step above 0",
        )
        return None
    grid = tuple(low + step * at for at in range(int((high - low) / step) + 1))
    return ForeignIssue(name, tuple(str(format_number(value)) for value in grid), grid)


def _actor(
    path: str, profile: Mapping, issues: Sequence[ForeignIssue], reading: FileReading
) -> ForeignActor | None:
    before = len(reading.faults)
    body = inner(profile)
    assert body is not None
    utilities = dict(_entries(body, "issueUtilities", reading))
    weights = dict(_entries(body, "issueWeights", reading))
    names = {issue.name for issue in issues}
    for table, said in ((utilities, "utilities"), (weights, "a weight")):
        for name in table:
            if name not in names:
                reading.fault(
                    table[name].where,
                    f"the profile gives {said} for an issue that the domain has not: {quoted(name)}",
                    one_of(name, sorted(names)),
                )
    scores, numbers = [], []
    gaps = Gaps(path, reading)
    for issue in issues:
        weight = weights.get(issue.name)
        number = reading.number(
            _text(weight), (weight or body).where, f"the weight of {quoted(issue.name)}"
        )
        numbers.append(number or Fraction(0))
        scores.append(_scores(issue, utilities.get(issue.name), body, gaps))
    gaps.tell("have no utility")
    bid = body.get("reservationBid")
    package = None if bid is None or _is_null(bid) else _package(path, bid, issues, reading)
    if len(reading.faults) > before:
        return None
    reservation, as_good_as = None, None
    if package is not None and None not in package:
        as_good_as = tuple(place for place in package if place is not None)
    elif package is not None:
        worths = zip(package, numbers, scores, strict=True)
        reservation = sum(
            (weight * table[place] for place, weight, table in worths if place is not None),
            Fraction(0),
        )
        reading.note(
            path, "the reservation bid names not every issue: its utility is taken instead"
        )
    return ForeignActor(
        name=_text(body.get("name")) or Path(path).stem,
        weights=tuple(numbers),
        scores=tuple(scores),
        reservation=reservation,
        as_good_as=as_good_as,
        path=path,
    )


def _scores(
    issue: ForeignIssue, node: Node | None, body: Mapping, gaps: Gaps
) -> tuple[Fraction, ...]:
    reading = gaps.reading
    nothing = tuple(Fraction(0) for _ in issue.labels)
    if node is None:
        reading.fault(
            body.where, f"the profile gives no utilities for {quoted(issue.name)}", "add them"
        )
        return nothing
    if isinstance(found := _either(node, DISCRETE), Mapping):
        table = dict(_entries(found, "valueUtilities", reading))
        gaps.look(issue, table)
        return tuple(_value(issue, label, table.get(label), reading) for label in issue.labels)
    if isinstance(found := _either(node, NUMBERS), Mapping):
        return _line(issue, found, reading) or nothing
    reading.fault(
        node.where,
        f"the utilities of {quoted(issue.name)} are of an unknown kind",
        "discreteutils and numberutils can be imported",
    )
    return nothing


def _either(node: Node, keys: Sequence[str]) -> Node | None:
    """Give what stands under one of the names of a thing."""
    found = [node.get(key) for key in keys] if isinstance(node, Mapping) else []
    return next((inner for inner in found if inner is not None), None)


def _value(issue: ForeignIssue, label: str, node: Node | None, reading: FileReading) -> Fraction:
    if node is None:
        return Fraction(0)
    subject = f"the utility of {quoted(label)} in {quoted(issue.name)}"
    return reading.number(_text(node), node.where, subject) or Fraction(0)


def _line(issue: ForeignIssue, node: Mapping, reading: FileReading) -> tuple[Fraction, ...] | None:
    ends = [
        reading.number(_text(node.get(key)), node.where, f"the {key} of {quoted(issue.name)}")
        for key in ("lowValue", "lowUtility", "highValue", "highUtility")
    ]
    low, below, high, above = ends
    if low is None or below is None or high is None or above is None:
        return None
    if issue.grid is None or high <= low:
        reading.fault(
            node.where,
            f"{quoted(issue.name)} cannot be evaluated by its numbers",
            "numberutils are for ranges, with the low value first",
        )
        return None
    return tuple(below + (above - below) * (value - low) / (high - low) for value in issue.grid)


def _package(
    path: str, bid: Node, issues: Sequence[ForeignIssue], reading: FileReading
) -> tuple[int | None, ...] | None:
    chosen = dict(_entries(bid, "issuevalues", reading)) if isinstance(bid, Mapping) else {}
    if not chosen and not reading.faults:
        reading.note(path, "the reservation bid is empty: anything is acceptable")
        return None
    places: list[int | None] = []
    for issue in issues:
        node = chosen.get(issue.name)
        if node is None:
            places.append(None)
            continue
        place = _place(issue, _text(node))
        if place is None:
            reading.fault(
                node.where,
                f"the reservation bid names no value of {quoted(issue.name)}",
                f"use one of {listed(issue.labels)}",
            )
        places.append(place)
    return tuple(places)


def _place(issue: ForeignIssue, text: str | None) -> int | None:
    if text in issue.labels:
        return issue.labels.index(text or "")
    value = read_exact(text or "") if issue.grid is not None else None
    return None if issue.grid is None or value not in issue.grid else issue.grid.index(value)


def _entries(node: Mapping, key: str, reading: FileReading) -> list[tuple[str, Node]]:
    return [(name.text, value) for name, value in _mapping(node.get(key), node, key, reading)]


def _mapping(
    node: Node | None, around: Node, key: str, reading: FileReading
) -> tuple[tuple[Scalar, Node], ...]:
    if isinstance(node, Mapping):
        return node.items
    reading.fault(
        (node or around).where, f"no mapping {quoted(key)} is here", f'write "{key}": {{…}}'
    )
    return ()


def _text(node: Node | None) -> str | None:
    return node.text if isinstance(node, Scalar) else None


def _is_null(node: Node) -> bool:
    return isinstance(node, Scalar) and node.is_null
