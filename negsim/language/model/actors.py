"""Actors: whose consent is needed, what they never trade, and what they would rather have."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Literal

from negsim.language.model.conditions import Alternative, Clause, Condition, Model, OptionTest
from negsim.language.model.evidence import Sources, sources_to_plain
from negsim.language.model.numbers import Quantity, format_number
from negsim.language.model.preferences import Preference, Wish
from negsim.language.model.ratification import Body
from negsim.language.model.red_lines import Forecast, Reading, RedLine

ACTOR_KEYS = (
    "name",
    "consent",
    "influence",
    "reservation_value",
    "batna",
    "from",
    "score_sheet",
    "red_lines",
    "preferences",
    "wishes",
    "expects",
)
NEW_ACTOR_KEYS = ("short", "ratification", "weights", "numbers_from", "salience")


class Consent(Model):
    """Whether a package needs this actor: always, never (advisory), or when a condition holds for it."""

    kind: Literal["always", "never", "when"] = "always"
    when: Condition | None = None

    def to_plain(self) -> Any:
        """Give the word, or the mapping, that the language has for it."""
        return self.kind if self.when is None else {"when": self.when.to_plain()}


class Reservation(Model):
    """What the actor can have without a deal: a utility, points on its sheet, or a package that is as good."""

    value: Quantity | None = None
    points: Quantity | None = None
    as_good_as: tuple[tuple[str, str], ...] | None = None  # issue, option

    def to_plain(self) -> Any:
        """Give the value that the language has for it."""
        if self.value is not None:
            return self.value.to_plain()
        if self.points is not None:
            return {"points": self.points.to_plain()}
        return {"as_good_as": dict(self.as_good_as or ())}


class Actor(Model):
    """One party to the talks."""

    id: str
    name: str
    consent: Consent = Consent()
    influence: Quantity | None = None
    reservation_value: Reservation | None = None
    batna: str | None = None
    sources: Sources = ()  # evidence for the reservation value
    numbers_from: Sources = ()  # claims that have its number
    short: str | None = None
    ratification: tuple[Body, ...] = ()
    knows_weights: bool = True  # False: `weights: unknown`
    salience: tuple[tuple[str, Quantity], ...] = ()  # issue, 0 to 100, for the baseline forecast
    score_sheet: tuple[Fraction, Fraction] | None = None
    written_red_lines: tuple[RedLine, ...] = ()  # without those that ladders draw
    preferences: tuple[Preference, ...] = ()
    wishes: tuple[Wish, ...] = ()
    expects: tuple[Forecast, ...] = ()

    @property
    def uses_points(self) -> bool:
        """Whether its preferences are points on a score sheet rather than weights and scores."""
        return any(p.points is not None for p in self.preferences) or any(
            w.points is not None for w in self.wishes
        )

    @property
    def red_lines(self) -> tuple[RedLine, ...]:
        """All its red lines: those written, then those that the "!" of a ladder draws."""
        return self.written_red_lines + tuple(
            red_line for red_line in map(ladder_red_line, self.preferences) if red_line is not None
        )

    def to_plain(self) -> dict[str, Any]:
        """Give the mapping that the language has for it."""
        plain: dict[str, Any] = {"name": self.name}
        if self.short is not None:
            plain["short"] = self.short
        plain["consent"] = self.consent.to_plain()
        if self.ratification:
            plain["ratification"] = {body.id: body.to_plain() for body in self.ratification}
        if self.influence is not None:
            plain["influence"] = self.influence.to_plain()
        if self.reservation_value is not None:
            plain["reservation_value"] = self.reservation_value.to_plain()
        if self.batna is not None:
            plain["batna"] = self.batna
        if self.sources:
            plain["from"] = sources_to_plain(self.sources)
        if self.numbers_from:
            plain["numbers_from"] = sources_to_plain(self.numbers_from)
        if not self.knows_weights:
            plain["weights"] = "unknown"
        if self.salience:
            plain["salience"] = {issue: number.to_plain() for issue, number in self.salience}
        if self.score_sheet is not None:
            plain["score_sheet"] = {
                "from": format_number(self.score_sheet[0]),
                "to": format_number(self.score_sheet[1]),
            }
        if self.written_red_lines:
            plain["red_lines"] = {r.id: r.to_plain() for r in self.written_red_lines}
        if self.preferences:
            plain["preferences"] = {p.issue: p.to_plain() for p in self.preferences}
        if self.wishes:
            plain["wishes"] = {w.id: w.to_plain() for w in self.wishes}
        if self.expects:
            plain["expects"] = {e.id: e.to_plain() for e in self.expects}
        return plain


def ladder_red_line(preference: Preference) -> RedLine | None:
    """Give the red line that the "!" of a preference's ladder draws, named after the issue; None without one."""
    if preference.ladder is None or not preference.ladder.barred:
        return None
    test = OptionTest(kind="any", options=preference.ladder.barred)
    condition = Condition(alternatives=(Alternative(tests=((preference.issue, test),)),))
    clause = Clause(kind="forbid", condition=condition)
    return RedLine(
        id=preference.issue,
        readings=(Reading(id="", clause=clause),),
        written_sources=preference.sources,
        say=preference.say,
        from_ladder=True,
    )
