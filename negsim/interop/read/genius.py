"""Genius: a domain in XML, and an XML profile per party with evaluations, weights, reservation value and discount.

What the files mean is said in `docs/reference/formats.md`; profiles join the domain by the `index` of issues.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from negsim.errors import quoted
from negsim.interop.document import domain_name
from negsim.interop.domain import Domain, ForeignActor, ForeignIssue
from negsim.interop.exact import read_exact
from negsim.interop.parties import Gaps, few, parties
from negsim.interop.read.genius_evaluators import numeric_scores
from negsim.interop.reading import Reading
from negsim.interop.sources import Source
from negsim.interop.xml_nodes import Element
from negsim.language.model.numbers import format_number
from negsim.language.names import listed
from negsim.language.read.issues import MOST_OPTIONS

KINDS = ("discrete", "integer", "real")
_UNSAID = ("", "null")  # what Genius writes where there is no number


@dataclass(frozen=True)
class GeniusIssue:
    """An issue of a domain's file, with what its profiles are joined by."""

    index: int
    kind: str
    issue: ForeignIssue
    low: Fraction = Fraction(0)  # of numbers


def read_domain(root: Element, reading: Reading) -> tuple[GeniusIssue, ...]:
    """Read the issues of a domain, or of a profile, which repeats them."""
    issues: list[GeniusIssue] = []
    for element in root.all("issue"):
        issue = _issue(element, reading)
        if issue is None:
            continue
        if issue.index in {other.index for other in issues}:
            reading.fault(
                element.where,
                f"two issues have the index {issue.index}",
                "give each its own: profiles are joined by it",
            )
        issues.append(issue)
    if not issues and not reading.faults:
        reading.fault(root.where, "the file holds no <issue>", "name the file of a Genius domain")
    return tuple(sorted(issues, key=lambda issue: issue.index))


def agents(root: Element, folder: Path, reading: Reading) -> dict[str, str]:
    """Give the names that a domain has for its profiles: file name -> agent."""
    names = {}
    for agent in root.all("agent"):
        file, name = agent.get("utility_space") or "", agent.get("name") or ""
        if not file:
            continue
        if Path(file).name != file or file.startswith(".") or "\\" in file:
            reading.note(
                agent.where.path,
                f"an agent's profile {quoted(file)} lies in another folder, and was not read",
            )
        elif (folder / file).is_file() and name:
            names[file] = name
    return names


def make_domain(
    path: str,
    issues: Sequence[GeniusIssue],
    profiles: Sequence[Source],
    names: dict[str, str],
    reading: Reading,
) -> Domain:
    """Put a domain and its profiles together."""

    def actor(source: Source) -> ForeignActor | None:
        name = names.get(Path(source.path).name, Path(source.path).stem)
        assert source.xml is not None
        return _Profile(source.path, source.xml, issues, reading).actor(name)

    name = domain_name(path)
    return Domain(
        name,
        name,
        tuple(issue.issue for issue in issues),
        parties(profiles, actor, reading),
    )


def _issue(element: Element, reading: Reading) -> GeniusIssue | None:
    name = element.get("name") or ""
    index = issue_index(element)
    if index is None:
        reading.fault(
            element.where,
            f"the issue {quoted(name)} has no whole number as index",
            'write index="1", as profiles do',
        )
        return None
    said = element.get("vtype") or element.get("type") or element.get("etype")
    kind = "discrete" if said is None else said.lower()  # as Genius itself takes it
    if items(element) and kind in KINDS:
        kind = "discrete"  # a list of numbers is a list: NegMAS writes such
    if kind not in KINDS:
        reading.fault(
            element.where,
            f"the issue {quoted(name)} is of an unknown kind: {quoted(kind)}",
            f"it is one of {listed(KINDS)}",
        )
        return None
    name = name or f"Issue {index}"
    if kind == "discrete":
        written = [_label(item) for item in items(element)]
        labels = tuple(dict.fromkeys(written))
        if not labels:
            reading.fault(
                element.where,
                f"the issue {quoted(name)} has no <item>",
                'list its values; numbers want type="integer" or "real"',
            )
            return None
        twice = (
            [label for label in labels if written.count(label) > 1]
            if len(labels) < len(written)
            else []
        )
        if twice:
            reading.note(
                element.where.path,
                f"the issue {quoted(name)} lists {listed(map(quoted, twice))} twice: taken once",
            )
        return GeniusIssue(index, kind, ForeignIssue(name, labels))
    grid = _grid(element, name, kind, reading)
    if grid is None:
        return None
    labels = tuple(str(format_number(value)) for value in grid)
    return GeniusIssue(index, kind, ForeignIssue(name, labels, grid), grid[0])


def items(element: Element) -> list[Element]:
    """Give the items of a discrete issue."""
    return [child for child in element.children if child.tag == "item"]


def _label(item: Element) -> str:
    return (item.get("value") or "").strip()


def issue_index(element: Element) -> int | None:
    """Give the whole number that joins profiles to a domain; None where there is none."""
    text = (element.get("index") or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _grid(element: Element, name: str, kind: str, reading: Reading) -> tuple[Fraction, ...] | None:
    holder = next(element.all("range"), element)
    ends = []
    for key in ("lowerbound", "upperbound"):
        text = holder.get(key) if holder.get(key) is not None else element.get(key)
        ends.append(reading.number(text, holder.where, f"the {key} of {quoted(name)}"))
    low, high = ends
    if low is None or high is None:
        return None
    if high < low:
        reading.fault(holder.where, f"the bounds of {quoted(name)} are swapped", "swap them back")
        return None
    if kind == "real":
        step = (high - low) / reading.steps
        steps = reading.steps if step else 0
        reading.note(
            element.where.path,
            f"the real issue {quoted(name)} was cut into {reading.steps} equal steps"
            " (--steps takes another number)",
        )
    else:
        if low.denominator != 1 or high.denominator != 1:
            reading.fault(
                holder.where,
                f"the integer issue {quoted(name)} has bounds that are not whole",
                "write whole numbers",
            )
            return None
        step, steps = Fraction(1), int(high - low)
    if steps >= MOST_OPTIONS:
        reading.fault(
            holder.where,
            f"the issue {quoted(name)} has {steps + 1:,} values, more than {MOST_OPTIONS:,}",
            "narrow its bounds, or use a larger unit",
        )
        return None
    return tuple(low + step * at for at in range(steps + 1))


class _Profile:
    """One party's file."""

    def __init__(
        self, path: str, root: Element, issues: Sequence[GeniusIssue], reading: Reading
    ) -> None:
        self.path = path
        self.root = root
        self.issues = issues
        self.reading = reading

    def actor(self, name: str) -> ForeignActor | None:
        before = len(self.reading.faults)
        self._refuse_what_is_not_additive()
        spoken: dict[int | None, Element] = {}
        for element in self.root.all("issue"):
            if issue_index(element) in spoken:
                self.reading.fault(
                    element.where, f"two issues have the index {issue_index(element)}", "keep one"
                )
            spoken[issue_index(element)] = element
        weights = self._weights()
        scores = self._scores(spoken)
        reservation = self._number("reservation", "the reservation value")
        self._tell_discount()
        if len(self.reading.faults) > before:
            return None
        return ForeignActor(
            name=name,
            weights=tuple(weights.get(issue.index, Fraction(0)) for issue in self.issues),
            scores=scores,
            reservation=reservation or Fraction(0),
            at_most_one=True,
            path=self.path,
        )

    def _refuse_what_is_not_additive(self) -> None:
        for tag in (
            "hyperRectangle",
            "constraint",
            "ufun",
            "utility_function",
            "objective_function",
        ):
            found = next(self.root.all(tag), None)
            if found is not None:
                self.reading.fault(
                    found.where,
                    f"the profile holds <{tag}>: its utility is no weighted sum of issues",
                    "only linear additive profiles can be imported",
                )
                return

    def _weights(self) -> dict[int, Fraction]:
        known = {issue.index: issue for issue in self.issues}
        weights: dict[int, Fraction] = {}
        for element in self.root.all("weight"):
            index = issue_index(element)
            if index is None or index not in known:
                continue  # of an objective that holds issues, not of an issue
            subject = f"the weight of {quoted(known[index].issue.name)}"
            value = self.reading.number(element.get("value"), element.where, subject)
            if index in weights:
                self.reading.fault(element.where, f"{subject} is there twice", "keep one")
            if value is not None:
                weights[index] = value
        self._tell(
            "no weight for {}: taken as 0",
            [issue.issue.name for index, issue in known.items() if index not in weights],
        )
        return weights

    def _scores(self, spoken: dict[int | None, Element]) -> tuple[tuple[Fraction, ...], ...]:
        scores = []
        unsaid, joined, idle = [], [], []
        gaps = Gaps(self.path, self.reading)
        for issue in self.issues:
            element = spoken.get(issue.index)
            nothing = (Fraction(0),) * len(issue.issue.labels)
            if element is None:
                unsaid.append(issue.issue.name)
                scores.append(nothing)
                continue
            name = element.get("name")
            if name and name != issue.issue.name:
                joined.append(f"{quoted(issue.issue.name)} is {quoted(name)} here")
            if issue.kind != "discrete" and not items(element):
                scores.append(numeric_scores(issue.issue, element, self.reading) or nothing)
                continue
            found = self._evaluations(issue, element)
            largest = max(found.values(), default=Fraction(0))
            gaps.look(issue.issue, found)
            if found and largest <= 0:
                idle.append(issue.issue.name)
            scores.append(
                tuple(found.get(label, Fraction(0)) / largest for label in issue.issue.labels)
                if largest > 0
                else nothing
            )
        self._tell("nothing is said of {}: every option scores 0", unsaid)
        if joined:
            self.reading.note(self.path, f"{few(joined)}: issues are joined by their index")
        gaps.tell()
        self._tell("no evaluation of {} is above 0: every option scores 0", idle)
        return tuple(scores)

    def _evaluations(self, issue: GeniusIssue, element: Element) -> dict[str, Fraction]:
        found: dict[str, Fraction] = {}
        for item in items(element):
            label, text = _label(item), item.get("evaluation")
            if text is None or text.strip().lower() in _UNSAID:
                continue
            subject = f"the evaluation of {quoted(label)} in {quoted(issue.issue.name)}"
            value = self.reading.number(text, item.where, subject)
            if value is not None and found.setdefault(label, value) != value:
                self.reading.fault(
                    item.where, f"{subject} is there twice, with other numbers", "keep one"
                )
        return found

    def _tell(self, what: str, names: Sequence[str]) -> None:
        """Tell one thing of several issues in one line."""
        if names:
            self.reading.note(self.path, what.format(few([quoted(name) for name in names])))

    def _number(self, tag: str, subject: str) -> Fraction | None:
        found = list(self.root.all(tag))
        if not found:
            return None
        return self.reading.number(
            found[0].get("value"), found[0].where, subject, default=Fraction(0)
        )

    def _tell_discount(self) -> None:
        element = next(self.root.all("discount_factor"), None)
        written = None if element is None else (element.get("value") or "").strip()
        if written is None or written.lower() in _UNSAID:
            return
        discount = read_exact(written)
        if discount is None or 0 < discount < 1:
            shown = written if discount is not None else f"{quoted(written)} cannot be read, and"
            self.reading.note(
                self.path,
                f"the discount factor {shown} is left out: utilities are of an agreement at once",
            )
