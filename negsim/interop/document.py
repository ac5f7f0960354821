"""A domain to a scenario: ids, preferences or points, and YAML that loads without a fault."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from negsim.errors import InputError, quoted
from negsim.interop.domain import Domain, ForeignActor, ForeignIssue, Package, boxes, excesses
from negsim.interop.exact import fits, fitting
from negsim.interop.ids import ids_of
from negsim.interop.indifference import indifferent, tell_indifference
from negsim.interop.reading import FileReading
from negsim.language.load import loads
from negsim.language.model.numbers import NumberText, format_number, parse_number
from negsim.language.model.scenario import Scenario
from negsim.language.writer import write_yaml
from negsim.questions.validate.reach import out_of_reach
from negsim.space.space import compile_scenario

_NEARLY_ONE = Fraction(1, 10**9)  # weights whose sum is this near to 1 were meant to sum to 1
_MOST_CUT = 20_000  # packages that are cut to a utility of 1 one by one
_MOST_WISHES = 900
_MOST_NODES = 50_000  # of the scenario's file, for what special packages add


@dataclass(frozen=True)
class Imported:
    """A scenario made of other tools' files, its text, and what could not be carried over."""

    scenario: Scenario
    text: str
    notes: tuple[str, ...]


def imported(plain: dict[str, Any], reading: FileReading, said: str) -> Imported:
    """Write plain data as a scenario's file, which says at its top where it comes from and what is missing in it.

    Raises
    ------
    InputError
        The scenario would be larger than a file in the language may be.
    """
    body = write_yaml(plain)
    try:
        scenario = loads(body, "the imported scenario")
    except InputError as error:
        fault = error.faults[0]
        raise InputError.one(
            f"these files make no scenario: {fault.what}", fault.mend or "import a smaller domain"
        ) from None
    for party in out_of_reach(compile_scenario(scenario)):
        reading.note(
            "", f"no package reaches the reservation value of {party.actor.name}: {party.says}"
        )
    head = "".join(f"# {_one_line(line)}\n" for line in (said, *reading.notes))
    return Imported(scenario, head + body, reading.notes)


def domain_to_plain(domain: Domain, reading: FileReading) -> dict[str, Any]:
    """Give a domain as plain data of the scenario language.

    An issue with a single option is settled: it is left out, and what it is worth is kept in the score sheet.
    """
    kept = [place for place, issue in enumerate(domain.issues) if len(issue.labels) > 1]
    if not kept:
        raise InputError.one(
            f"{quoted(domain.title)} has no issue with two options or more",
            "there is nothing to negotiate: check the domain's file",
        )
    for place, issue in enumerate(domain.issues):
        if place not in kept:
            reading.note(
                "",
                f"the issue {quoted(issue.name)} has the one option {quoted(issue.labels[0])}: it is"
                " settled and left out; what it is worth is kept in each actor's score sheet",
            )
    issues = [domain.issues[place] for place in kept]
    issue_ids = ids_of((issue.name for issue in issues), "issue")
    option_ids = [_option_ids(issue) for issue in issues]
    actor_ids = ids_of((actor.name for actor in domain.actors), "actor")
    budget = _MOST_NODES // max(1, len(domain.actors))
    return {
        "negsim": 1,
        "scenario": ids_of([domain.name], "domain")[0],
        "title": domain.title,
        "issues": {
            name: _issue_to_plain(issue, options)
            for name, issue, options in zip(issue_ids, issues, option_ids, strict=True)
        },
        "actors": {
            name: _Party(_settled(actor, domain.issues, kept), issues, reading, budget).to_plain(
                issue_ids, option_ids
            )
            for name, actor in zip(actor_ids, domain.actors, strict=True)
        },
    }


def _option_ids(issue: ForeignIssue) -> tuple[str, ...]:
    if issue.grid is not None:
        return tuple(str(format_number(value)) for value in issue.grid)
    return ids_of(issue.labels, "option")


def _issue_to_plain(issue: ForeignIssue, ids: Sequence[str]) -> dict[str, Any]:
    if issue.grid is not None:
        start, second = issue.grid[:2]
        numbers = {"from": start, "to": issue.grid[-1], "step": second - start}
        return {"ask": issue.name, "range": numbers}
    return {"ask": issue.name, "options": dict(zip(ids, issue.labels, strict=True))}


def _settled(
    actor: ForeignActor, issues: Sequence[ForeignIssue], kept: Sequence[int]
) -> ForeignActor:
    """Move what settled issues are worth into the constant."""
    constant = actor.constant + sum(
        (
            actor.weights[place] * actor.scores[place][0]
            for place in range(len(issues))
            if place not in kept
        ),
        Fraction(0),
    )

    def short(package: Package) -> Package:
        return tuple(package[place] for place in kept)

    return ForeignActor(
        name=actor.name,
        weights=tuple(actor.weights[place] for place in kept),
        scores=tuple(actor.scores[place] for place in kept),
        reservation=actor.reservation,
        as_good_as=None if actor.as_good_as is None else short(actor.as_good_as),
        constant=constant,
        at_most_one=actor.at_most_one,
        extras=tuple((worth, tuple(map(short, where))) for worth, where in actor.extras),
        only=None if actor.only is None else tuple(map(short, actor.only)),
        path=actor.path,
    )


class _Party:
    """One actor on its way into the language."""

    def __init__(
        self,
        actor: ForeignActor,
        issues: Sequence[ForeignIssue],
        reading: FileReading,
        budget: int,
    ) -> None:
        self.actor = actor
        self.issues = issues
        self.reading = reading
        self.budget = budget
        self.tables = [
            [weight * score for score in scores]
            for weight, scores in zip(actor.weights, actor.scores, strict=True)
        ]

    def to_plain(
        self, issue_ids: Sequence[str], option_ids: Sequence[Sequence[str]]
    ) -> dict[str, Any]:
        actor = self.actor
        extras = [*actor.extras, *self._cuts()]
        plain: dict[str, Any] = {"name": actor.name}
        if not extras and all(min(table) == max(table) for table in self.tables):
            plain |= self._indifferent(issue_ids, option_ids)
            if actor.only is not None:
                plain["red_lines"] = self._only(issue_ids, option_ids)
            return plain
        is_weighted = self._is_weighted and not extras
        if not is_weighted:
            low = -self._fit(actor.constant, "a constant")
            plain["score_sheet"] = {"from": low, "to": low + 1}
        if actor.as_good_as is not None:
            package = zip(issue_ids, option_ids, actor.as_good_as, strict=True)
            plain["reservation_value"] = {
                "as_good_as": {issue: _key(options[place]) for issue, options, place in package}
            }
        else:
            reservation = self._reservation(extras)
            if reservation:
                plain["reservation_value"] = self._fit(reservation, "a reservation value")
        preferences = {}
        for place, (issue, options) in enumerate(zip(issue_ids, option_ids, strict=True)):
            values = actor.scores[place] if is_weighted else self.tables[place]
            table = self._table(place, values, options)
            preferences[issue] = (
                {"weight": self._fit(actor.weights[place], "a weight"), "scores": table}
                if is_weighted
                else {"points": table}
            )
        plain["preferences"] = preferences
        if actor.only is not None:
            plain["red_lines"] = self._only(issue_ids, option_ids)
        if extras:
            plain["wishes"] = self._wishes(extras, issue_ids, option_ids)
        return plain

    def _indifferent(
        self, issue_ids: Sequence[str], option_ids: Sequence[Sequence[str]]
    ) -> dict[str, Any]:
        """Write that every package is worth the same: a score on one issue, and what is asked beside it."""
        worth = self.actor.constant + sum((table[0] for table in self.tables), Fraction(0))
        asked = worth if self.actor.as_good_as is not None else self._reservation(())
        tell_indifference(self.reading, self.actor.path, self.actor.name, worth, asked)
        keys = list(self._table(0, [worth] * len(option_ids[0]), option_ids[0]))
        return indifferent(
            issue_ids[0],
            keys,
            self._fit(worth, "a utility"),
            self._fit(asked, "a reservation value"),
        )

    def _only(
        self, issue_ids: Sequence[str], option_ids: Sequence[Sequence[str]]
    ) -> dict[str, Any]:
        assert self.actor.only is not None
        return {"listed": {"require": self._alternatives(self.actor.only, issue_ids, option_ids)}}

    def _reservation(self, extras: Sequence[tuple[Fraction, tuple[Package, ...]]]) -> Fraction:
        """Give the reservation value; where anything is acceptable, one that no package falls below."""
        if self.actor.reservation is not None:
            return self.actor.reservation
        lowest = self.actor.constant + sum((min(t) for t in self.tables), Fraction(0))
        lowest += sum((worth for worth, _ in extras if worth < 0), Fraction(0))
        if lowest < 0:
            self.reading.note(
                self.actor.path, "anything is acceptable: a reservation value below every utility"
            )
        return min(lowest, Fraction(0))

    @property
    def _is_weighted(self) -> bool:
        """Whether weights and scores say the same as the sum: the weights make 1, and scores stay within 0 to 1."""
        actor = self.actor
        return (
            abs(sum(actor.weights, Fraction(0)) - 1) <= _NEARLY_ONE
            and min(actor.weights) >= 0
            and all(0 <= score <= 1 for scores in actor.scores for score in scores)
            and actor.constant == 0
            and (actor.reservation is None or 0 <= actor.reservation <= 1)
        )

    def _cuts(self) -> list[tuple[Fraction, tuple[Package, ...]]]:
        """Say what must be taken off the packages that are worth more than 1, so that they are worth 1."""
        if not self.actor.at_most_one or self._is_weighted:
            return []
        over = excesses(self.tables, self.actor.constant, _MOST_CUT)
        if over is not None:
            size = sum(len(boxes(packages)) for packages in over.values()) * (
                2 * len(self.issues) + 1
            )
            if size <= self.budget and len(over) <= _MOST_WISHES:
                return [(-excess, tuple(packages)) for excess, packages in over.items()]
        self.reading.note(
            self.actor.path,
            "utilities above 1 are cut to 1 there, and keep their size here: too many packages have one",
        )
        return []

    def _table(
        self, place: int, values: Sequence[Fraction], options: Sequence[str]
    ) -> dict[Any, Fraction]:
        fitted = [self._fit(value, "a score") for value in values]
        grid = self.issues[place].grid
        if grid is None:
            return dict(zip(options, fitted, strict=True))
        return {_key(options[at]): fitted[at] for at in corners(grid, fitted)}

    def _fit(self, value: Fraction, what: str) -> Fraction:
        fitted = fitting(value)
        if fitted is None:
            raise InputError.one(
                f"{quoted(self.actor.name)} has {what} of more than 30 digits", "use a larger unit"
            )
        if not fits(value):
            self.reading.note(
                self.actor.path,
                "numbers of more than 30 digits were rounded to 20 decimal places",
            )
        return fitted

    def _wishes(
        self,
        extras: Sequence[tuple[Fraction, tuple[Package, ...]]],
        issue_ids: Sequence[str],
        option_ids: Sequence[Sequence[str]],
    ) -> dict[str, Any]:
        wishes = {}
        for number, (worth, packages) in enumerate(extras, start=1):
            wishes[f"{'cut' if worth < 0 else 'extra'}_{number}"] = {
                "points": self._fit(worth, "a utility"),
                "require": self._alternatives(packages, issue_ids, option_ids),
            }
        return wishes

    def _alternatives(
        self,
        packages: Sequence[Package],
        issue_ids: Sequence[str],
        option_ids: Sequence[Sequence[str]],
    ) -> Any:
        """Write that one of some packages is chosen, as a condition."""
        alternatives = [
            {
                issue: " | ".join(options[place] for place in chosen)
                for issue, options, chosen in zip(issue_ids, option_ids, box, strict=True)
                if len(chosen) < len(options)
            }
            or {issue_ids[0]: " | ".join(option_ids[0])}  # every package
            for box in boxes(packages)
        ]
        return alternatives[0] if len(alternatives) == 1 else alternatives


def corners(grid: Sequence[Fraction], values: Sequence[Fraction]) -> list[int]:
    """Give the places at which a table over numbers bends, its ends among them: the rest follows by interpolation.

    Examples
    --------
    >>> corners([0, 1, 2, 3, 4], [0, 1, 2, 2, 2])
    [0, 2, 4]
    """
    last = len(grid) - 1
    return [
        at
        for at in range(len(grid))
        if at in (0, last) or values[at] - values[at - 1] != values[at + 1] - values[at]
    ]


def _key(option: str) -> Any:
    """Let numbers be written without quotes."""
    return NumberText(option) if parse_number(option) is not None else option


def _one_line(text: str) -> str:
    return " ".join(text.split())


def domain_name(path: str) -> str:
    """Give the name of a domain from its file: without the ending, and without `domain` at its end.

    Examples
    --------
    >>> domain_name("party/Party_domain.xml"), domain_name("domain.xml")
    ('Party', 'domain')
    """
    stem = Path(path).stem
    lower = stem.lower()
    for tail in ("_domain", "-domain", " domain", ".domain"):
        if lower.endswith(tail) and len(stem) > len(tail):
            return stem[: -len(tail)]
    return stem
