"""Time and levers: how numbers drift, what may happen when, and what could be put on the table."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from negsim.language.model.conditions import Model
from negsim.language.model.evidence import Sources, sources_to_plain
from negsim.language.model.issues import Issue, Option
from negsim.language.model.numbers import Quantity
from negsim.language.model.preferences import Preference

# What a signature changes: nothing (None), or it ends what goes on, or lets it go on at another rate.
AfterSignature = Literal["stops"] | Quantity | None


class Trend(Model):
    """A number that drifts by so much a step."""

    id: str
    change: str  # path
    by: Quantity
    sources: Sources = ()
    after_signature: AfterSignature = None

    def to_plain(self) -> dict[str, Any]:
        """Give the mapping that the language has for it."""
        plain: dict[str, Any] = {"change": self.change, "by": self.by.to_plain()}
        plain.update(_after_signature(self.after_signature, "by"))
        return {**plain, "from": sources_to_plain(self.sources)} if self.sources else plain


def _after_signature(given: AfterSignature, rate: str) -> dict[str, Any]:
    if given is None:
        return {}
    return {"after_signature": {rate: given.to_plain()} if isinstance(given, Quantity) else given}


class EventResult(Model):
    """One of the results that an event may have, its chance, and the variants that then come into force."""

    id: str
    chance: Quantity
    apply: tuple[str, ...]

    def to_plain(self) -> dict[str, Any]:
        """Give the mapping that the language has for it."""
        return {"chance": self.chance.to_plain(), "apply": list(self.apply)}


class Event(Model):
    """Variants that come into force: on a date, certainly or with a chance; or with a chance at each step, once.

    With `results`, one of these comes at most: on the date each with its own chance; without a date they share the
    event's chance per step in proportion to theirs.
    """

    id: str
    apply: tuple[str, ...] = ()  # none where it has results
    results: tuple[EventResult, ...] = ()
    on: date | None = None
    chance: Quantity | None = None
    after: date | None = None
    sources: Sources = ()
    after_signature: AfterSignature = None

    def to_plain(self) -> dict[str, Any]:
        """Give the mapping that the language has for it."""
        plain: dict[str, Any] = {}
        if self.on is not None:
            plain["on"] = self.on.isoformat()
        if self.chance is not None:
            plain["chance"] = self.chance.to_plain()
        if self.after is not None:
            plain["after"] = self.after.isoformat()
        if self.results:
            plain["results"] = {result.id: result.to_plain() for result in self.results}
        else:
            plain["apply"] = list(self.apply)
        plain.update(_after_signature(self.after_signature, "chance"))
        return {**plain, "from": sources_to_plain(self.sources)} if self.sources else plain


class Timeline(Model):
    """Steps through time; step 0 is the start."""

    start: date
    step: Literal["day", "week", "month", "quarter", "year"]
    steps: int
    trends: tuple[Trend, ...] = ()
    events: tuple[Event, ...] = ()

    def to_plain(self) -> dict[str, Any]:
        """Give the mapping that the language has for it."""
        plain: dict[str, Any] = {
            "start": self.start.isoformat(),
            "step": self.step,
            "steps": str(self.steps),
        }
        if self.trends:
            plain["trends"] = {trend.id: trend.to_plain() for trend in self.trends}
        if self.events:
            plain["events"] = {event.id: event.to_plain() for event in self.events}
        return plain


class NewOption(Option):
    """An option that a lever adds to an issue that stands; on an ordered issue, the option it comes after."""

    issue: str
    after: str | None = None

    @property
    def option(self) -> Option:
        """The option as it then stands in its issue."""
        return Option(**{name: getattr(self, name) for name in Option.model_fields})

    def to_plain(self) -> Any:
        """Give its label, or the mapping that the language has for it."""
        plain = super().to_plain()
        if self.after is None:
            return plain
        return {**(plain if isinstance(plain, dict) else {"label": plain}), "after": self.after}


class NewIssue(Model):
    """An issue that a lever brings in, and the option that holds without a deal."""

    issue: Issue
    status_quo: str


class Lever(Model):
    """Something that could be put on the table: new options, or new issues."""

    id: str
    say: str | None = None
    options: tuple[NewOption, ...] = ()
    scores: tuple[
        tuple[str, str, str, Quantity], ...
    ] = ()  # actor, issue, new option, score or points
    holds: tuple[
        str, ...
    ] = ()  # paths of clauses that new options satisfy whatever their text says
    issues: tuple[NewIssue, ...] = ()
    preferences: tuple[tuple[str, Preference], ...] = ()  # actor, preference on a new issue
    sources: Sources = ()

    def to_plain(self) -> dict[str, Any]:
        """Give the mapping that the language has for it."""
        plain: dict[str, Any] = {} if self.say is None else {"say": self.say}
        for new in self.options:
            plain.setdefault("options", {}).setdefault(new.issue, {})[new.id] = new.to_plain()
        for actor, issue, option, score in self.scores:
            table = plain.setdefault("scores", {}).setdefault(actor, {}).setdefault(issue, {})
            table[option] = score.to_plain()
        if self.holds:
            plain["holds"] = list(self.holds)
        for brought in self.issues:
            plain.setdefault("issues", {})[brought.issue.id] = {
                **brought.issue.to_plain(),
                "status_quo": brought.status_quo,
            }
        for actor, preference in self.preferences:
            plain.setdefault("preferences", {}).setdefault(actor, {})[preference.issue] = (
                preference.to_plain()
            )
        return {**plain, "from": sources_to_plain(self.sources)} if self.sources else plain
