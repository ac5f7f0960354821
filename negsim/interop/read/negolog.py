"""NegoLog: a JSON profile per party with weights, values and a reservation value; the profiles are the domain."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

from negsim.errors import quoted
from negsim.interop.domain import Domain, ForeignActor, ForeignIssue
from negsim.interop.parties import parties
from negsim.interop.reading import FileReading
from negsim.interop.sources import SourceFile
from negsim.language.yaml.nodes import Mapping, Node, Scalar


def make_domain(name: str, profiles: Sequence[SourceFile], reading: FileReading) -> Domain:
    """Put profiles together; the first says which issues and values there are."""
    first = profiles[0].node.get("issues") if isinstance(profiles[0].node, Mapping) else None
    issues = []
    for key, values in first.items if isinstance(first, Mapping) else ():
        if isinstance(values, Mapping) and len(values):
            issues.append(ForeignIssue(key.text, tuple(values)))
        else:
            reading.fault(values.where, f"the issue {quoted(key.text)} has no values", "add them")
    reading.stop_if_faulty()

    def actor(source: SourceFile) -> ForeignActor | None:
        assert isinstance(source.node, Mapping)
        return _actor(source.path, source.node, issues, reading)

    return Domain(name, name, tuple(issues), parties(profiles, actor, reading))


def _actor(
    path: str, node: Mapping, issues: Sequence[ForeignIssue], reading: FileReading
) -> ForeignActor | None:
    before = len(reading.faults)
    weights, scores = [], []
    for issue in issues:
        subject = quoted(issue.name)
        weights.append(
            _number(node, ("issueWeights", issue.name), f"the weight of {subject}", reading)
        )
        scores.append(
            tuple(
                _number(
                    node,
                    ("issues", issue.name, label),
                    f"the value of {quoted(label)} in {subject}",
                    reading,
                )
                for label in issue.labels
            )
        )
    _tell_others(node, issues, reading)
    reservation = None
    if "reservationValue" in node:
        reservation = _number(node, ("reservationValue",), "the reservation value", reading)
    if len(reading.faults) > before:
        return None
    return ForeignActor(
        name=Path(path).stem,
        weights=tuple(weights),
        scores=tuple(scores),
        reservation=reservation,
        path=path,
    )


def _number(node: Mapping, way: tuple[str, ...], subject: str, reading: FileReading) -> Fraction:
    found: Node = node
    for key in way:
        below = found.get(key) if isinstance(found, Mapping) else None
        if below is None:
            reading.fault(found.where, f"{subject} is missing", f"add {quoted(key)}")
            return Fraction(0)
        found = below
    text = found.text if isinstance(found, Scalar) else ""
    return reading.number(text, found.where, subject) or Fraction(0)


def _tell_others(node: Mapping, issues: Sequence[ForeignIssue], reading: FileReading) -> None:
    """Refuse issues and values that the first profile does not know."""
    labels = {issue.name: set(issue.labels) for issue in issues}
    table = node.get("issues")
    for key, values in table.items if isinstance(table, Mapping) else ():
        known = labels.get(key.text)
        extra = [key] if known is None else [v for v, _ in _items(values) if v.text not in known]
        for scalar in extra:
            reading.fault(
                scalar.where,
                f"the first profile does not know {quoted(scalar.text)}",
                "all profiles of a domain name the same issues and values",
            )


def _items(node: Node) -> tuple[tuple[Scalar, Node], ...]:
    return node.items if isinstance(node, Mapping) else ()
