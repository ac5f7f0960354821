"""Demands that are never traded, the readings of their words, and forecasts."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from negsim.language.model.conditions import Clause, Model
from negsim.language.model.evidence import Sources, sources_to_plain
from negsim.language.model.numbers import Quantity, format_number

GIVEN_UP = "given_up"  # the reading, last among all, of a line that its holder may give up
AS_WRITTEN = "as_written"  # the reading of a line that has no readings, where such are named


class Reading(Model):
    """One way in which the words of a demand may be meant; without a clause, so read it draws no line."""

    id: str
    clause: Clause | None
    chance: Fraction | None = None
    say: str | None = None
    sources: Sources = ()  # its own; it rests on those of the red line where it has none

    def to_plain(self) -> Any:
        """Give the mapping that the language has for it, or the word none."""
        plain: dict[str, Any] = {} if self.clause is None else self.clause.to_plain()
        if self.chance is not None:
            plain["chance"] = format_number(self.chance)
        if self.say is not None:
            plain["say"] = self.say
        if self.sources:
            plain["from"] = sources_to_plain(self.sources)
        if self.clause is None:
            return {"none": True, **plain} if plain else "none"
        return plain


class RedLine(Model):
    """A demand that is never traded. With readings, `reading` says which one is in force: the first, at the base."""

    id: str
    readings: tuple[Reading, ...]  # one, named "", where the demand has no readings
    reading: int = 0
    written_sources: Sources = ()  # of the line; a reading may have its own
    short: str | None = None
    say: str | None = None
    firm: Quantity | None = None  # how likely its holder walks away rather than cross it
    from_ladder: bool = False  # drawn by the "!" of a preference's ladder
    is_chosen: bool = False  # whether a variant chose the reading in force

    @property
    def has_readings(self) -> bool:
        """Whether its words may be meant in several ways."""
        return self.readings[0].id != ""

    @property
    def clause(self) -> Clause | None:
        """The clause in force."""
        return self.readings[self.reading].clause

    @property
    def sources(self) -> Sources:
        """What it rests on, in the reading in force."""
        return self.sources_of(self.readings[self.reading])

    @property
    def said(self) -> str | None:
        """How a person would say it, in the reading in force; None where the file does not tell."""
        return self.readings[self.reading].say or self.say

    @property
    def all_sources(self) -> Sources:
        """What it rests on, in one reading or another, each once."""
        own = (source for reading in self.readings for source in reading.sources)
        return tuple(dict.fromkeys((*self.written_sources, *own)))

    def sources_of(self, reading: Reading) -> Sources:
        """What a reading of it rests on: its own sources, or the line's."""
        return reading.sources or self.written_sources

    @property
    def all_readings(self) -> tuple[Reading, ...]:
        """Its readings where all are asked: those written, and last, where it is firm, that it is given up.

        The places of the written ones stay; a firm line without readings has `as_written` and `given_up`.
        """
        if self.firm is None:
            return self.readings
        written = self.readings
        if not self.has_readings:
            written = (written[0].model_copy(update={"id": AS_WRITTEN}),)
        return (*written, Reading(id=GIVEN_UP, clause=None, say="given up"))

    def chances(self, firm: Fraction | None = None) -> tuple[Fraction, ...]:
        """Give the chance of each of all its readings; they sum to 1.

        Parameters
        ----------
        firm : Fraction, optional
            How firm it is; the best value where absent. Nothing to a line that has no `firm`.

        Notes
        -----
        Readings that state no chance share equally what the others leave of 1; where all state one, they are scaled
        to sum 1. That the line is given up has the chance 1 - firm; the others are scaled by firm.
        """
        chances = shared([reading.chance for reading in self.readings])
        if self.firm is None:
            return chances
        holds = self.firm.best if firm is None else firm
        return (*(chance * holds for chance in chances), 1 - holds)

    def to_plain(self) -> dict[str, Any]:
        """Give the mapping that the language has for it, the reading in force first."""
        plain: dict[str, Any] = {}
        if self.short is not None:
            plain["short"] = self.short
        if self.say is not None:
            plain["say"] = self.say
        if not self.has_readings:
            assert self.clause is not None
            plain.update(self.clause.to_plain())
        else:
            order = [self.reading, *(i for i in range(len(self.readings)) if i != self.reading)]
            plain["readings"] = {self.readings[i].id: self.readings[i].to_plain() for i in order}
        if self.firm is not None:
            plain["firm"] = self.firm.to_plain()
        if self.written_sources:
            plain["from"] = sources_to_plain(self.written_sources)
        return plain


def shared(stated: list[Fraction | None]) -> tuple[Fraction, ...]:
    """Give every reading its chance.

    Examples
    --------
    >>> shared([Fraction(1, 2), None, None])
    (Fraction(1, 2), Fraction(1, 4), Fraction(1, 4))
    >>> shared([Fraction(1, 2), Fraction(1, 4)])
    (Fraction(2, 3), Fraction(1, 3))
    """
    given = sum((chance for chance in stated if chance is not None), Fraction(0))
    silent = sum(1 for chance in stated if chance is None)
    if not silent and not given:
        return (Fraction(1, len(stated)),) * len(stated)
    if not silent:
        return tuple(chance / given for chance in stated if chance is not None)
    left = max(Fraction(0), 1 - given) / silent
    whole = given + left * silent
    return tuple((left if chance is None else chance) / whole for chance in stated)


class Forecast(Model):
    """What an actor expects; reported, never part of acceptability."""

    id: str
    clause: Clause
    sources: Sources = ()
    say: str | None = None

    def to_plain(self) -> dict[str, Any]:
        """Give the mapping that the language has for it."""
        plain: dict[str, Any] = {} if self.say is None else {"say": self.say}
        plain.update(self.clause.to_plain())
        return {**plain, "from": sources_to_plain(self.sources)} if self.sources else plain
