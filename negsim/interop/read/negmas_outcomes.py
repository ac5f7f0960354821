"""Outcomes in NegMAS' files: a value per issue, and utility functions that list what each outcome is worth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import prod

from negsim.interop.domain import ForeignIssue, Package
from negsim.interop.exact import read_exact
from negsim.interop.reading import FileReading
from negsim.language.yaml.nodes import Mapping, Node, Scalar
from negsim.language.yaml.nodes import Sequence as NodeList

MOST_LISTED = 5_000
_BARRED = ("-.inf", "-inf", "-infinity", "null", "none", "~", "")  # what nobody would take
_NO_NUMBER = (".nan", "nan")


@dataclass(frozen=True)
class Listing:
    """A utility per outcome: of those not named, what others add to it, and which alone may be accepted."""

    default: Fraction = Fraction(0)
    extras: tuple[tuple[Fraction, tuple[Package, ...]], ...] = ()
    only: tuple[Package, ...] | None = None


class Outcomes:
    """Outcomes over the issues of a domain.

    Parameters
    ----------
    issues : sequence of ForeignIssue
    path : str
        The utility function's file.
    reading : Reading
    """

    def __init__(self, issues: Sequence[ForeignIssue], path: str, reading: FileReading) -> None:
        self.issues = issues
        self.path = path
        self.reading = reading
        self.places = [{label: at for at, label in enumerate(issue.labels)} for issue in issues]

    def listing(self, node: Mapping) -> Listing:
        """Read a utility per outcome, and what those are worth that are not named."""
        found = node.get("mapping")
        pairs = _pairs(found)
        if pairs is None or len(pairs) > MOST_LISTED:
            self.reading.fault(
                (found or node).where,
                f"the mapping lists no outcomes with utilities, or more than {MOST_LISTED:,}",
                "list [outcome, utility] pairs",
            )
            return Listing()
        default = Fraction(0)
        given = node.get("default")
        is_barred = given is not None and is_refused(given)
        if given is not None and not is_barred:
            default = self.reading.number(text_of(given), given.where, "'default'") or default
        worths: dict[Package, Fraction | None] = {}
        for outcome, number in pairs:
            worth = None
            if not is_refused(number):
                worth = self.reading.number(
                    text_of(number), outcome.where, "the utility of an outcome"
                )
            package = self.package(outcome)
            if package is not None and worths.setdefault(package, worth) != worth:
                self.reading.fault(
                    outcome.where, "an outcome is there twice, with other utilities", "keep one"
                )
        total = prod(len(issue.labels) for issue in self.issues)
        sound = {package: worth for package, worth in worths.items() if worth is not None}
        if is_barred and not sound:
            self.reading.fault(
                node.where, "no outcome has a utility: all are worth minus infinity", "give some"
            )
        is_barred = is_barred and len(worths) < total
        if is_barred:
            self.reading.note(
                self.path,
                f"{total - len(worths):,} of {total:,} outcomes are in no mapping: they cross a red line",
            )
        groups: dict[Fraction, list[Package]] = {}
        for package, worth in sound.items():
            if worth != default:
                groups.setdefault(worth - default, []).append(package)
        return Listing(
            default,
            tuple((worth, tuple(packages)) for worth, packages in groups.items()),
            tuple(sound) if is_barred or len(sound) < len(worths) else None,
        )

    def package(self, node: Node) -> Package | None:
        """Read an outcome: a value of each issue, in their order or by their names."""
        items: tuple[Node, ...] = (node,)  # of a single issue
        if isinstance(node, NodeList):
            items = node.items
        elif isinstance(node, Mapping):
            items = tuple(found for issue in self.issues if (found := node.get(issue.name)))
        chosen = [
            self._place(at, item.text)
            for at, item in enumerate(items[: len(self.issues)])
            if isinstance(item, Scalar)
        ]
        package = tuple(place for place in chosen if place is not None)
        if len(items) != len(self.issues) or len(package) != len(self.issues):
            self.reading.fault(
                node.where, "an outcome names one value of each issue", "write [value, value, …]"
            )
            return None
        return package

    def _place(self, issue: int, text: str) -> int | None:
        place = self.places[issue].get(text)
        grid = self.issues[issue].grid
        if place is not None or grid is None:
            return place
        value = read_exact(text)
        return grid.index(value) if value in grid else None


def _pairs(node: Node | None) -> list[tuple[Node, Node]] | None:
    """Give outcomes and utilities: a list of pairs, or a mapping whose keys are outcomes."""
    if isinstance(node, Mapping):
        return list(node.items)
    if not isinstance(node, NodeList):
        return None
    pairs = [item.items for item in node.items if isinstance(item, NodeList)]
    if len(pairs) < len(node.items) or any(len(pair) != 2 for pair in pairs):
        return None
    return [(pair[0], pair[1]) for pair in pairs]


def is_refused(node: Node) -> bool:
    """Whether a utility is minus infinity, or none."""
    return isinstance(node, Scalar) and node.text.strip().lower() in _BARRED


def is_unset(node: Node) -> bool:
    """Whether a reservation value was never given: minus infinity, none, or what is no number."""
    return isinstance(node, Scalar) and node.text.strip().lower() in (*_BARRED, *_NO_NUMBER)


def text_of(node: Node | None) -> str | None:
    """Give the text of a scalar; None of anything else."""
    return node.text if isinstance(node, Scalar) else None
