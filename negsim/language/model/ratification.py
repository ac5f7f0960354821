"""Bodies that ratify: whose votes count in them, and how many are needed."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Literal

from negsim.language.model.conditions import Model
from negsim.language.model.numbers import NumberText, Quantity, format_number


class Needs(Model):
    """How many votes let a package pass: a number of them, a share of all, more than half, or two thirds."""

    kind: Literal["votes", "share", "majority", "two_thirds"]
    number: Quantity | None = None  # votes, or the share; absent for the two words

    def least(self, total: Fraction, number: Fraction | None = None) -> Fraction:
        """Give how many votes, or a share of one more, are enough: those reached, but for `majority`, which is passed.

        Parameters
        ----------
        total : Fraction
            All votes of the body.
        number : Fraction, optional
            Take this for the number of votes, or the share; the best one where absent.
        """
        if self.kind == "majority":
            return total / 2
        if self.kind == "two_thirds":
            return total * Fraction(2, 3)
        assert self.number is not None
        value = self.number.best if number is None else number
        return value * total if self.kind == "share" else value

    def met(self, yes: Fraction, total: Fraction, number: Fraction | None = None) -> bool:
        """Whether so many votes of so many are enough.

        Examples
        --------
        >>> Needs(kind="majority").met(Fraction(50), Fraction(100))
        False
        >>> Needs(kind="share", number=Quantity.plain(Fraction(1, 2))).met(Fraction(50), Fraction(100))
        True
        """
        least = self.least(total, number)
        return yes > least if self.kind == "majority" else yes >= least

    def fewest(self, total: Fraction) -> int:
        """Give the fewest whole votes that are enough, every number at its best.

        Examples
        --------
        >>> Needs(kind="majority").fewest(Fraction(100)), Needs(kind="two_thirds").fewest(Fraction(100))
        (51, 67)
        """
        least = self.least(total)
        whole = -((-least.numerator) // least.denominator)
        return whole + 1 if self.kind == "majority" and whole == least else whole

    def to_plain(self) -> Any:
        """Give the word, the number of votes, or the share, as the language has it."""
        if self.number is None:
            return self.kind
        if self.kind == "votes":
            return self.number.to_plain()
        if self.number.shape == "triangular":
            return {key: _share(getattr(self.number, key)) for key in ("best", "low", "high")}
        best = _share(self.number.best)
        half = self.number.high - self.number.best
        return best if self.number.shape == "plain" else f"{best} +- {_share(half)}"


def _share(value: Fraction) -> str:
    """Write a share so that nobody takes it for a number of votes: in per cent, or as a fraction."""
    per_cent = format_number(value * 100)
    return format_number(value) if "/" in per_cent else NumberText(f"{per_cent}%")


class Body(Model):
    """A body that an actor's yes needs beside its own: who votes in it, with how many votes, and what is enough."""

    id: str
    votes: tuple[tuple[str, Quantity], ...]
    needs: Needs

    @property
    def total(self) -> Fraction:
        """All votes, at their best."""
        return sum((votes.best for _, votes in self.votes), Fraction(0))

    @property
    def voters(self) -> tuple[str, ...]:
        """Who votes in it."""
        return tuple(actor for actor, _ in self.votes)

    def to_plain(self) -> dict[str, Any]:
        """Give the mapping that the language has for it."""
        votes = {actor: number.to_plain() for actor, number in self.votes}
        return {"votes": votes, "needs": self.needs.to_plain()}
