"""Weighted constraints on one issue (preferences) and on several (wishes)."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from negsim.language.model.conditions import Clause, Model
from negsim.language.model.evidence import Sources, sources_to_plain
from negsim.language.model.numbers import Quantity


class Ladder(Model):
    """Options from worst to best: groups of equals, the steps between them, and where a red line runs, if one does."""

    groups: tuple[tuple[str, ...], ...]
    steps: tuple[int, ...]  # 1 or 2 between neighbouring groups; one fewer than groups
    bar: int | None = None  # the step written "!": groups up to this one lie beyond a red line

    def scores(self) -> dict[str, Fraction]:
        """Give each option its score: 0 to 1, evenly spaced by steps; 1 for all where all are equal."""
        total = sum(self.steps)
        if total == 0:
            return {option: Fraction(1) for option in self.groups[0]}
        scores: dict[str, Fraction] = {}
        climbed = 0
        for position, group in enumerate(self.groups):
            if position:
                climbed += self.steps[position - 1]
            scores.update(dict.fromkeys(group, Fraction(climbed, total)))
        return scores

    @property
    def barred(self) -> tuple[str, ...]:
        """The options left of the bar."""
        if self.bar is None:
            return ()
        return tuple(option for group in self.groups[: self.bar + 1] for option in group)

    def to_plain(self) -> str:
        """Write it as the language does."""
        text = " = ".join(self.groups[0])
        for position, group in enumerate(self.groups[1:]):
            sign = "!" if position == self.bar else "<" * self.steps[position]
            text += f" {sign} {' = '.join(group)}"
        return text


class Preference(Model):
    """How much an actor cares about an issue, and which options it likes: just one of the four ways is set."""

    issue: str
    weight: Quantity | None = None  # absent with points
    scores: tuple[tuple[str, Quantity], ...] | None = (
        None  # option id, or a plain decimal on numeric issues
    )
    points: tuple[tuple[str, Quantity], ...] | None = None
    position: str | Quantity | None = None
    ladder: Ladder | None = None
    sources: Sources = ()
    numbers_from: Sources = ()  # claims that have its numbers
    say: str | None = None
    # Options that the actor does not weigh themselves, and the option that each is worth as much as: those that it
    # reads as others, and `left_open`, which is worth what the status quo is. Known from the rest of the file.
    counts_as: tuple[tuple[str, str], ...] = ()

    def to_plain(self) -> dict[str, Any]:
        """Give the mapping that the language has for it."""
        plain: dict[str, Any] = {} if self.say is None else {"say": self.say}
        if self.weight is not None and self.weight.shape != "unknown":
            plain["weight"] = self.weight.to_plain()
        for key in ("scores", "points"):
            table: tuple[tuple[str, Quantity], ...] | None = getattr(self, key)
            if table is not None:
                plain[key] = {option: value.to_plain() for option, value in table}
        if self.position is not None:
            plain["position"] = (
                self.position if isinstance(self.position, str) else self.position.to_plain()
            )
        if self.ladder is not None:
            plain["ladder"] = self.ladder.to_plain()
        return {**plain, **_rests_on(self.sources, self.numbers_from)}


def _rests_on(sources: Sources, numbers_from: Sources) -> dict[str, Any]:
    given = {"from": sources, "numbers_from": numbers_from}
    return {key: sources_to_plain(named) for key, named in given.items() if named}


class Wish(Model):
    """A clause that an actor would like to hold, and what that is worth to it."""

    id: str
    clause: Clause
    weight: Quantity | None = None
    points: Quantity | None = None
    sources: Sources = ()
    numbers_from: Sources = ()  # claims that have its weight or points
    short: str | None = None
    say: str | None = None

    def to_plain(self) -> dict[str, Any]:
        """Give the mapping that the language has for it."""
        given = {"short": self.short, "say": self.say}
        plain: dict[str, Any] = {key: text for key, text in given.items() if text is not None}
        worth, key = (self.weight, "weight") if self.points is None else (self.points, "points")
        assert worth is not None
        if worth.shape != "unknown":
            plain[key] = worth.to_plain()
        plain.update(self.clause.to_plain())
        return {**plain, **_rests_on(self.sources, self.numbers_from)}
