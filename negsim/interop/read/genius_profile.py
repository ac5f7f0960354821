"""One party's file of a Genius domain: weights, evaluations, reservation value and discount."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from negsim.errors import quoted
from negsim.interop.domain import ForeignActor
from negsim.interop.exact import read_exact
from negsim.interop.parties import Gaps, few
from negsim.interop.read.genius_evaluators import numeric_scores
from negsim.interop.read.genius_issues import GeniusIssue, issue_index, items, label_of
from negsim.interop.reading import FileReading
from negsim.interop.xml_tree import XmlElement

_UNSAID = ("", "null")  # what Genius writes where there is no number


class Profile:
    """One party's file."""

    def __init__(
        self, path: str, root: XmlElement, issues: Sequence[GeniusIssue], reading: FileReading
    ) -> None:
        self.path = path
        self.root = root
        self.issues = issues
        self.reading = reading

    def actor(self, name: str) -> ForeignActor | None:
        """Read the party; None, and faults, where that cannot be."""
        before = len(self.reading.faults)
        self._refuse_what_is_not_additive()
        spoken: dict[int | None, XmlElement] = {}
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

    def _scores(self, spoken: dict[int | None, XmlElement]) -> tuple[tuple[Fraction, ...], ...]:
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

    def _evaluations(self, issue: GeniusIssue, element: XmlElement) -> dict[str, Fraction]:
        found: dict[str, Fraction] = {}
        for item in items(element):
            label, text = label_of(item), item.get("evaluation")
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
        cost = next(self.root.all("cost"), None)
        if cost is not None and read_exact(cost.get("value") or "0") != 0:
            self.reading.note(
                self.path,
                f"the cost of time, {quoted(cost.get('value') or '')}, is left out: utilities are of"
                " an agreement at once",
            )
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
