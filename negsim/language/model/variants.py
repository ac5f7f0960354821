"""Variants as they are written: overlays on a scenario. Applying them is `overlay`'s work."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from negsim.language.model.actors import Consent, Reservation
from negsim.language.model.conditions import Clause, Condition, Model, NumberTest, OptionTest
from negsim.language.model.numbers import Quantity, format_number
from negsim.language.model.preferences import Preference, Wish
from negsim.language.model.ratification import Body, Needs
from negsim.language.model.red_lines import RedLine


class Rule(Model):
    """What cannot go together, for anybody."""

    id: str
    clause: Clause
    because: str | None = None

    def to_plain(self) -> dict[str, Any]:
        """Give the mapping that the language has for it."""
        plain = self.clause.to_plain()
        return plain if self.because is None else {**plain, "because": self.because}


class Quorum(Model):
    """One rule of an agreement: how many principals, or votes, among which, and who in any case."""

    at_least: Fraction
    including: tuple[str, ...] = ()
    votes: tuple[tuple[str, Fraction], ...] | None = None
    of: tuple[str, ...] | None = None

    def to_plain(self) -> dict[str, Any]:
        """Give the mapping that the language has for it."""
        plain: dict[str, Any] = {"at_least": format_number(self.at_least)}
        if self.including:
            plain["including"] = list(self.including)
        if self.votes is not None:
            plain["votes"] = {actor: format_number(votes) for actor, votes in self.votes}
        if self.of is not None:
            plain["of"] = list(self.of)
        return plain


class Agreement(Model):
    """A quota: every rule of one of several ways must be met; mostly there is one way."""

    ways: tuple[tuple[Quorum, ...], ...]

    @property
    def rules(self) -> tuple[Quorum, ...]:
        """The rules, where there is one way to meet it."""
        (rules,) = self.ways
        return rules

    def to_plain(self) -> Any:
        """Give a mapping, a list where there are several rules, or `any_of` where there are several ways."""
        ways = [[rule.to_plain() for rule in rules] for rules in self.ways]
        plain = [rules[0] if len(rules) == 1 else rules for rules in ways]
        return plain[0] if len(plain) == 1 else {"any_of": plain}


# What `add` and `set` may put somewhere.
Element = (
    RedLine | Preference | Wish | Rule | Body | Reservation | Consent | Agreement | Needs | Quantity
)


class Put(Model):
    """An element or a number, and the full path that it goes to."""

    path: str
    value: Element

    def value_to_plain(self) -> Any:
        """Give the value as the language has it."""
        return self.value.to_plain()


class Trust(Model):
    """Which red lines to believe: not those assumed, not those below a grade, only those of some statuses."""

    assumptions: bool = True
    grade: str | None = None
    status: tuple[str, ...] = ()  # any where there is none

    def to_plain(self) -> dict[str, Any]:
        """Give the mapping that the language has for it."""
        plain: dict[str, Any] = {} if self.assumptions else {"assumptions": "false"}
        if self.grade is not None:
            plain["grade"] = self.grade
        return {**plain, "status": list(self.status)} if self.status else plain


class Variant(Model):
    """An overlay, applied in the order drop, add, set, read, trust, then fix and exclude. Paths are full ones."""

    id: str
    say: str | None = None
    short: str | None = None
    drop: tuple[str, ...] = ()
    add: tuple[Put, ...] = ()
    set: tuple[Put, ...] = ()
    read_all: str | None = None  # a reading to take wherever a red line has one of that name
    read: tuple[tuple[str, str], ...] = ()  # red line path, reading
    trust: Trust | None = None
    fix: Condition | None = None
    exclude: tuple[tuple[str, OptionTest | NumberTest], ...] = ()

    def to_plain(self) -> dict[str, Any]:
        """Give the mapping that the language has for it."""
        plain: dict[str, Any] = {} if self.say is None else {"say": self.say}
        if self.short is not None:
            plain["short"] = self.short
        if self.drop:
            plain["drop"] = list(self.drop)
        for key, puts in (("add", self.add), ("set", self.set)):
            if puts:
                plain[key] = {put.path: put.value_to_plain() for put in puts}
        if self.read_all is not None:
            plain["read"] = self.read_all
        elif self.read:
            plain["read"] = dict(self.read)
        if self.trust is not None:
            plain["trust"] = self.trust.to_plain() or {"assumptions": "true"}
        if self.fix is not None:
            plain["fix"] = self.fix.to_plain()
        if self.exclude:
            plain["exclude"] = {issue: test.to_plain() for issue, test in self.exclude}
        return plain
