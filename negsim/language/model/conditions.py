"""Tests on one issue, conditions over several, and the clauses that rules, red lines, wishes and forecasts are."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from negsim.language.model.numbers import Quantity, format_number


class Model(BaseModel):
    """A frozen piece of a scenario; two are equal where they say the same."""

    # What reads a piece is made when the first one is: most scenarios have no use for most kinds.
    model_config = ConfigDict(
        frozen=True, extra="forbid", arbitrary_types_allowed=True, defer_build=True
    )


class OptionTest(Model):
    """A test on an issue whose options are named."""

    kind: Literal["any", "none", "at_least", "at_most", "between"]
    options: tuple[str, ...]

    def to_plain(self) -> Any:
        """Give the words that the language has for it."""
        return _words(self.kind, [*self.options])


class NumberTest(Model):
    """A test on a number: a numeric issue, a sum or a count. Values may carry a range; the best counts."""

    kind: Literal["any", "none", "at_least", "at_most", "between"]
    values: tuple[Quantity, ...]

    def to_plain(self) -> Any:
        """Give the words that the language has for it."""
        return _words(self.kind, [str(value.to_plain()) for value in self.values])

    def holds(self, value: Fraction) -> bool:
        """Whether the test holds for a number, with its own values at their best."""
        bests = [quantity.best for quantity in self.values]
        if self.kind == "any":
            return value in bests
        if self.kind == "none":
            return value not in bests
        if self.kind == "at_least":
            return value >= bests[0]
        if self.kind == "at_most":
            return value <= bests[0]
        return bests[0] <= value <= bests[1]


def _words(kind: str, names: list[str]) -> str:
    if kind == "any":
        return " | ".join(names)
    if kind == "none":
        return "not " + " | ".join(names)
    if kind == "between":
        return f"between {names[0]} and {names[-1]}"
    return f"{kind.replace('_', ' ')} {names[0]}"


class SumTest(Model):
    """A weighted sum of numeric issues, tested."""

    factors: tuple[tuple[str, Fraction], ...]
    test: NumberTest

    def to_plain(self) -> Any:
        """Give the mapping that the language has for it, a bare list where every factor is 1."""
        of: Any = {issue: format_number(factor) for issue, factor in self.factors}
        if all(factor == 1 for _, factor in self.factors):
            of = [issue for issue, _ in self.factors]
        return {"of": of, "is": self.test.to_plain()}


class CountTest(Model):
    """How many of several conditions hold, tested."""

    of: tuple[Condition, ...]
    test: NumberTest

    def to_plain(self) -> Any:
        """Give the mapping that the language has for it."""
        return {"of": [part.to_plain() for part in self.of], "is": self.test.to_plain()}


class Alternative(Model):
    """One mapping of a condition: all that it holds must hold."""

    tests: tuple[tuple[str, OptionTest | NumberTest], ...]
    sum: SumTest | None = None
    count: CountTest | None = None

    def to_plain(self) -> Any:
        """Give the mapping that the language has for it."""
        plain: dict[str, Any] = {issue: test.to_plain() for issue, test in self.tests}
        if self.sum is not None:
            plain["sum"] = self.sum.to_plain()
        if self.count is not None:
            plain["count"] = self.count.to_plain()
        return plain


class Condition(Model):
    """Holds where any of its alternatives does."""

    alternatives: tuple[Alternative, ...]

    def to_plain(self) -> Any:
        """Give a mapping, or a list of mappings where there are several."""
        plain = [alternative.to_plain() for alternative in self.alternatives]
        return plain[0] if len(plain) == 1 else plain

    def issues(self) -> Iterator[str]:
        """Name the issues it speaks of, repeated as often as it does."""
        for alternative in self.alternatives:
            for issue, _ in alternative.tests:
                yield issue
            if alternative.sum is not None:
                for issue, _ in alternative.sum.factors:
                    yield issue
            if alternative.count is not None:
                for part in alternative.count.of:
                    yield from part.issues()


CountTest.model_rebuild()
Alternative.model_rebuild()


class Clause(Model):
    """What must hold (require), must not (forbid), or holds if something else does (if … then)."""

    kind: Literal["require", "forbid", "if"]
    condition: Condition
    then: Condition | None = None  # for kind "if" only

    def to_plain(self) -> dict[str, Any]:
        """Give the keys that the language has for it."""
        plain: dict[str, Any] = {self.kind: self.condition.to_plain()}
        if self.then is not None:
            plain["then"] = self.then.to_plain()
        return plain

    def issues(self) -> tuple[str, ...]:
        """Name the issues it speaks of, each once."""
        parts = [*self.condition.issues(), *(self.then.issues() if self.then else ())]
        return tuple(dict.fromkeys(parts))
