"""NegMAS: a domain in YAML, and a utility function per party in YAML files beside it."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

from negsim.errors import quoted
from negsim.interop.document import domain_name
from negsim.interop.domain import Domain, ForeignActor, ForeignIssue, Package
from negsim.interop.read.negmas_values import scores_of
from negsim.interop.reading import Reading
from negsim.interop.sources import Source
from negsim.language.model.numbers import format_number
from negsim.language.names import listed
from negsim.language.read.issues import MOST_OPTIONS
from negsim.language.yaml.nodes import Mapping, Node, Scalar
from negsim.language.yaml.nodes import Sequence as NodeList

CATEGORICAL = ("CategoricalIssue", "OrdinalIssue", "DiscreteOrdinalIssue")
NUMERIC = ("ContiguousIssue", "ContinuousIssue", "CardinalIssue", "DiscreteCardinalIssue")
ADDITIVE = ("LinearAdditiveUtilityFunction", "LinearUtilityAggregationFunction")
AFFINE = ("AffineUtilityFunction", "LinearUtilityFunction")
LISTED = ("MappingUtilityFunction",)
_MOST_LISTED = 5_000


def type_of(node: Mapping) -> str:
    """Give the class that a part of a file was written from, without its module."""
    found = node.get("type") or node.get("__python_class__")
    return found.text.rsplit(".", 1)[-1] if isinstance(found, Scalar) else ""


def fits(domain: Source, profile: Source) -> bool:
    """Whether a utility function speaks of as many issues as a domain has."""
    assert isinstance(domain.node, Mapping)
    assert isinstance(profile.node, Mapping)
    issues = domain.node.get("issues")
    weights = profile.node.get("weights") or profile.node.get("values")
    if isinstance(weights, (NodeList, Mapping)) and isinstance(issues, NodeList):
        return len(weights.items) == len(issues.items)
    return True


def make_domain(domain: Source, profiles: Sequence[Source], reading: Reading) -> Domain:
    """Put a domain and its utility functions together."""
    assert isinstance(domain.node, Mapping)
    listing = domain.node.get("issues")
    nodes = listing.items if isinstance(listing, NodeList) else ()
    read = [_issue(domain.path, node, place, reading) for place, node in enumerate(nodes, 1)]
    reading.stop_if_faulty()
    issues = [issue for issue in read if issue is not None]
    actors = [_Function(source, issues, reading).actor() for source in profiles]
    given = domain.node.get("name")
    name = given.text if isinstance(given, Scalar) and given.text else domain_name(domain.path)
    title = domain_name(name)
    return Domain(title, title, tuple(issues), tuple(a for a in actors if a is not None))


def _issue(path: str, node: Node, place: int, reading: Reading) -> ForeignIssue | None:
    if not isinstance(node, Mapping):
        reading.fault(node.where, "an issue is a mapping", "write {name: …, values: […]}")
        return None
    given = node.get("name")
    name = given.text if isinstance(given, Scalar) and given.text else f"Issue {place}"
    values, kind = node.get("values"), type_of(node)
    if kind not in (*CATEGORICAL, *NUMERIC, ""):
        reading.fault(
            node.where,
            f"the issue {quoted(name)} is of an unknown kind: {quoted(kind)}",
            f"known are {listed((*CATEGORICAL, *NUMERIC))}",
        )
        return None
    if not isinstance(values, NodeList):
        count = reading.number(_text(values), node.where, f"the values of {quoted(name)}")
        if count is None or not 0 < count <= MOST_OPTIONS or count.denominator != 1:
            if count is not None:
                reading.fault(node.where, f"{quoted(name)} has no list of values", "list them")
            return None
        grid = tuple(Fraction(at) for at in range(int(count)))
        return _numbers(name, grid)
    if kind in ("ContiguousIssue", "ContinuousIssue"):
        return _range(path, name, kind, values, reading)
    labels = tuple(item.text for item in values.items if isinstance(item, Scalar))
    if not labels or len(labels) < len(values.items) or len(set(labels)) < len(labels):
        reading.fault(
            values.where, f"{quoted(name)} needs values, each there once", "list them as texts"
        )
        return None
    return ForeignIssue(name, labels)


def _range(
    path: str, name: str, kind: str, values: NodeList, reading: Reading
) -> ForeignIssue | None:
    ends = [
        reading.number(_text(item), values.where, f"an end of {quoted(name)}")
        for item in values.items
    ]
    low, high = (ends[0], ends[-1]) if ends else (None, None)
    if low is None or high is None:
        return None
    is_real = kind == "ContinuousIssue"
    step = (high - low) / reading.steps if is_real else Fraction(1)
    if high <= low or (high - low) / step >= MOST_OPTIONS or ((high - low) / step).denominator != 1:
        reading.fault(
            values.where,
            f"the range of {quoted(name)} has no whole steps, or more than {MOST_OPTIONS:,}",
            "write the smaller end first, whole numbers for a ContiguousIssue",
        )
        return None
    if is_real:
        reading.note(
            path,
            f"the continuous issue {quoted(name)} was cut into {reading.steps} equal steps"
            " (--steps takes another number)",
        )
    return _numbers(name, tuple(low + step * at for at in range(int((high - low) / step) + 1)))


def _numbers(name: str, grid: tuple[Fraction, ...]) -> ForeignIssue:
    return ForeignIssue(name, tuple(str(format_number(value)) for value in grid), grid)


class _Function:
    """One utility function."""

    def __init__(self, source: Source, issues: Sequence[ForeignIssue], reading: Reading) -> None:
        assert isinstance(source.node, Mapping)
        self.path = source.path
        self.node = source.node
        self.issues = issues
        self.reading = reading

    def actor(self) -> ForeignActor | None:
        before = len(self.reading.faults)
        kind = type_of(self.node)
        weights = tuple(Fraction(0) for _ in self.issues)
        scores = tuple(tuple(Fraction(0) for _ in issue.labels) for issue in self.issues)
        extras: tuple[tuple[Fraction, tuple[Package, ...]], ...] = ()
        if kind in (*ADDITIVE, *AFFINE):
            weights = self._weights()
            scores = self._scores(kind in AFFINE)
        elif kind in LISTED:
            extras = self._listed()
        else:
            self.reading.fault(
                self.node.where,
                f"the utility function is of a kind that cannot be imported: {quoted(kind)}",
                f"known are {listed((*ADDITIVE, *AFFINE, *LISTED))}",
            )
        constant = self._number("bias", Fraction(0)) or Fraction(0)
        reservation = self._reservation()
        for key in ("reserved_outcome", "constraint", "discount_factor", "discount", "power"):
            found = self.node.get(key)
            if found is not None and not (isinstance(found, Scalar) and found.is_null):
                self.reading.note(self.path, f"{quoted(key)} has no counterpart here: left out")
        if len(self.reading.faults) > before:
            return None
        name = self.node.get("name")
        return ForeignActor(
            name=_text(name) or Path(self.path).stem,
            weights=weights,
            scores=scores,
            reservation=reservation,
            constant=constant,
            extras=extras,
            path=self.path,
        )

    def _weights(self) -> tuple[Fraction, ...]:
        found = self.node.get("weights")
        if found is None or (isinstance(found, Scalar) and found.is_null):
            return tuple(Fraction(1) for _ in self.issues)
        return tuple(
            self.reading.number(
                _text(self._of(found, place)), found.where, f"the weight of {quoted(issue.name)}"
            )
            or Fraction(0)
            for place, issue in enumerate(self.issues)
        )

    def _scores(self, is_affine: bool) -> tuple[tuple[Fraction, ...], ...]:
        found = self.node.get("values")
        scores = []
        for place, issue in enumerate(self.issues):
            node = None if is_affine or found is None else self._of(found, place)
            if node is None and issue.grid is None:
                self.reading.fault(
                    (found or self.node).where,
                    f"nothing says what the values of {quoted(issue.name)} are worth",
                    "add its value function",
                )
            scores.append(scores_of(issue, node, self.path, self.reading))
        return tuple(scores)

    def _of(self, node: Node, place: int) -> Node | None:
        """Give what a list has at an issue's place, or a mapping at its name."""
        if isinstance(node, NodeList):
            return node.items[place] if place < len(node.items) else None
        return node.get(self.issues[place].name) if isinstance(node, Mapping) else None

    def _listed(self) -> tuple[tuple[Fraction, tuple[Package, ...]], ...]:
        """Read a utility per outcome; those that are not named are worth the default, 0."""
        found = self.node.get("mapping")
        pairs = self._pairs(found)
        if pairs is None or len(pairs) > _MOST_LISTED:
            self.reading.fault(
                (found or self.node).where,
                f"the mapping lists no outcomes with utilities, or more than {_MOST_LISTED:,}",
                "list [outcome, utility] pairs",
            )
            return ()
        worths: dict[Fraction, list[Package]] = {}
        for outcome, node in pairs:
            worth = self.reading.number(_text(node), outcome.where, "the utility of an outcome")
            package = self._package(outcome)
            if worth and package is not None:
                worths.setdefault(worth, []).append(package)
        return tuple((worth, tuple(packages)) for worth, packages in worths.items())

    def _pairs(self, node: Node | None) -> list[tuple[Node, Node]] | None:
        if not isinstance(node, NodeList):
            return None
        pairs = [item.items for item in node.items if isinstance(item, NodeList)]
        if len(pairs) < len(node.items) or any(len(pair) != 2 for pair in pairs):
            return None
        return [(pair[0], pair[1]) for pair in pairs]

    def _package(self, node: Node) -> Package | None:
        items = node.items if isinstance(node, NodeList) else ()
        texts = [_text(item) for item in items if isinstance(item, Scalar)]
        if len(texts) != len(self.issues) or any(
            text not in issue.labels for text, issue in zip(texts, self.issues, strict=True)
        ):
            self.reading.fault(
                node.where, "an outcome names one value of each issue", "write [value, value, …]"
            )
            return None
        return tuple(
            issue.labels.index(text or "") for text, issue in zip(texts, self.issues, strict=True)
        )

    def _reservation(self) -> Fraction | None:
        text = _text(self.node.get("reserved_value"))
        if text is None or text.lower() in ("-.inf", "-inf", "null", "~", ""):
            return None
        return self._number("reserved_value", None)

    def _number(self, key: str, default: Fraction | None) -> Fraction | None:
        found = self.node.get(key)
        where = (found or self.node).where
        return self.reading.number(_text(found), where, quoted(key), default=default)


def _text(node: Node | None) -> str | None:
    return node.text if isinstance(node, Scalar) else None
