"""NegMAS: a domain in YAML, and a utility function per party in YAML files beside it."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

from negsim.errors import quoted
from negsim.interop.document import domain_name
from negsim.interop.domain import Domain, ForeignActor, ForeignIssue, Package
from negsim.interop.parties import Gaps, parties
from negsim.interop.read.negmas_outcomes import Listing, Outcomes, is_unset, text_of
from negsim.interop.read.negmas_values import scores_of
from negsim.interop.reading import FileReading
from negsim.interop.sources import SourceFile
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
CONSTANT = ("ConstUtilityFunction",)
# Functions around a function: what it is worth now, and less later.
DISCOUNTED = ("ExpDiscountedUFun", "LinDiscountedUFun")
_LEFT_OUT = ("constraint", "discount_factor")


def type_of(node: Mapping) -> str:
    """Give the class that a part of a file was written from, without its module."""
    found = node.get("type") or node.get("__python_class__")
    return found.text.rsplit(".", 1)[-1] if isinstance(found, Scalar) else ""


def within(node: Mapping) -> list[Mapping]:
    """Give a utility function, and those within it, the innermost last."""
    found = [node]
    while type_of(found[-1]) in DISCOUNTED and isinstance(inner := found[-1].get("ufun"), Mapping):
        found.append(inner)
    return found


def fits(domain: SourceFile, profile: SourceFile) -> bool:
    """Whether a utility function speaks of as many issues as a domain has."""
    assert isinstance(domain.node, Mapping)
    assert isinstance(profile.node, Mapping)
    issues = domain.node.get("issues")
    function = within(profile.node)[-1]
    weights = function.get("weights") or function.get("values")
    if isinstance(weights, (NodeList, Mapping)) and isinstance(issues, NodeList):
        return len(weights.items) == len(issues.items)
    return True


def make_domain(domain: SourceFile, profiles: Sequence[SourceFile], reading: FileReading) -> Domain:
    """Put a domain and its utility functions together."""
    assert isinstance(domain.node, Mapping)
    listing = domain.node.get("issues")
    nodes = listing.items if isinstance(listing, NodeList) else ()
    read = [_issue(domain.path, node, place, reading) for place, node in enumerate(nodes, 1)]
    reading.stop_if_faulty()
    issues = [issue for issue in read if issue is not None]
    actors = parties(profiles, lambda source: _Function(source, issues, reading).actor(), reading)
    given = domain.node.get("name")
    name = given.text if isinstance(given, Scalar) and given.text else domain_name(domain.path)
    title = domain_name(name)
    return Domain(title, title, tuple(issues), actors)


def _issue(path: str, node: Node, place: int, reading: FileReading) -> ForeignIssue | None:
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
        count = reading.number(text_of(values), node.where, f"the values of {quoted(name)}")
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
    path: str, name: str, kind: str, values: NodeList, reading: FileReading
) -> ForeignIssue | None:
    ends = [
        reading.number(text_of(item), values.where, f"an end of {quoted(name)}")
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
            f"the continuous issue {quoted(name)} was cut into {reading.steps} equal steps;"
            " another number can be asked for",
        )
    return _numbers(name, tuple(low + step * at for at in range(int((high - low) / step) + 1)))


def _numbers(name: str, grid: tuple[Fraction, ...]) -> ForeignIssue:
    return ForeignIssue(name, tuple(str(format_number(value)) for value in grid), grid)


class _Function:
    """One utility function."""

    def __init__(
        self, source: SourceFile, issues: Sequence[ForeignIssue], reading: FileReading
    ) -> None:
        assert isinstance(source.node, Mapping)
        self.path = source.path
        self.outer = source.node
        self.layers = within(source.node)
        self.node = self.layers[-1]
        self.issues = issues
        self.reading = reading
        self.outcomes = Outcomes(issues, source.path, reading)

    def actor(self) -> ForeignActor | None:
        before = len(self.reading.faults)
        kind = type_of(self.node)
        weights = tuple(Fraction(0) for _ in self.issues)
        scores = tuple(tuple(Fraction(0) for _ in issue.labels) for issue in self.issues)
        constant = self._number("bias", Fraction(0)) or Fraction(0)
        listing = Listing()
        if kind in (*ADDITIVE, *AFFINE):
            weights = self._weights()
            scores = self._scores(kind in AFFINE)
        elif kind in LISTED:
            listing = self.outcomes.listing(self.node)
            constant += listing.default
        elif kind in CONSTANT:
            constant += self._number("value", None) or Fraction(0)
        else:
            known = (*ADDITIVE, *AFFINE, *LISTED, *CONSTANT, *DISCOUNTED)
            self.reading.fault(
                self.node.where,
                f"the utility function is of a kind that cannot be imported: {quoted(kind)}",
                f"known are {listed(known)}",
            )
        reservation, as_good_as = self._reservation()
        self._tell_what_is_left_out()
        if len(self.reading.faults) > before:
            return None
        return ForeignActor(
            name=text_of(self.outer.get("name")) or Path(self.path).stem,
            weights=weights,
            scores=scores,
            reservation=reservation,
            as_good_as=as_good_as,
            constant=constant,
            extras=listing.extras,
            only=listing.only,
            path=self.path,
        )

    def _weights(self) -> tuple[Fraction, ...]:
        found = self.node.get("weights")
        if found is None or (isinstance(found, Scalar) and found.is_null):
            return tuple(Fraction(1) for _ in self.issues)
        return tuple(
            self.reading.number(
                text_of(self._of(found, place)), found.where, f"the weight of {quoted(issue.name)}"
            )
            or Fraction(0)
            for place, issue in enumerate(self.issues)
        )

    def _scores(self, is_affine: bool) -> tuple[tuple[Fraction, ...], ...]:
        found = self.node.get("values")
        scores = []
        gaps = Gaps(self.path, self.reading)
        for place, issue in enumerate(self.issues):
            node = None if is_affine or found is None else self._of(found, place)
            if node is None and issue.grid is None:
                self.reading.fault(
                    (found or self.node).where,
                    f"nothing says what the values of {quoted(issue.name)} are worth",
                    "add its value function",
                )
            scores.append(scores_of(issue, node, gaps))
        gaps.tell("are in no table")
        return tuple(scores)

    def _of(self, node: Node, place: int) -> Node | None:
        """Give what a list has at an issue's place, or a mapping at its name."""
        if isinstance(node, NodeList):
            return node.items[place] if place < len(node.items) else None
        return node.get(self.issues[place].name) if isinstance(node, Mapping) else None

    def _reservation(self) -> tuple[Fraction | None, Package | None]:
        """Give the reservation value, or the outcome that is worth it: the outermost that is set."""
        for layer in self.layers:
            outcome = layer.get("reserved_outcome")
            if outcome is not None and not (isinstance(outcome, Scalar) and outcome.is_null):
                return None, self.outcomes.package(outcome)
            found = layer.get("reserved_value")
            if found is not None and not is_unset(found):
                if layer is not self.outer:
                    self.reading.note(
                        self.path, "the reservation value is that of the function within"
                    )
                return self.reading.number(text_of(found), found.where, "'reserved_value'"), None
        return None, None

    def _tell_what_is_left_out(self) -> None:
        for layer in self.layers[:-1]:
            self.reading.note(
                self.path,
                f"the discount of {type_of(layer)} is left out: utilities are of an agreement at once",
            )
        keys = [
            key
            for key in (*_LEFT_OUT, "discount", "power")
            if (found := self.node.get(key)) is not None
            and not (isinstance(found, Scalar) and found.is_null)
        ]
        for key in keys:
            self.reading.note(self.path, f"{quoted(key)} has no counterpart here: left out")

    def _number(self, key: str, default: Fraction | None) -> Fraction | None:
        found = self.node.get(key)
        where = (found or self.node).where
        return self.reading.number(text_of(found), where, quoted(key), default=default)
