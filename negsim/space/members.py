"""What a red line, a reservation value or a rule says, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from negsim.language.claims.carried import Carried, carried, line_to_dict
from negsim.language.model.actors import Actor
from negsim.language.model.evidence import Claim, Sources, grade, status
from negsim.language.model.numbers import format_number
from negsim.language.model.red_lines import RedLine
from negsim.language.model.scenario import Scenario
from negsim.language.phrases import tenths
from negsim.language.words import clause_in_words, demand_in_words, option_label
from negsim.solve.answer import Layer, Suspect


@dataclass(frozen=True)
class Member:
    """A constraint that takes part in a conflict, and what it rests on."""

    path: str  # ACTOR.ID, ACTOR.reservation_value, or rules.ID
    layer: Layer
    actor: str | None  # None for rules
    says: str  # in words, as read now
    reading: str | None  # the reading in force, where the demand has several
    other_readings: tuple[str, ...]
    sources: Sources
    claims: tuple[Claim, ...]  # best grade first
    status: str  # "evidenced", "partly assumed", "assumed", "unsourced", or "rule"
    grade: str | None  # the best among its claims; of a red line, among those that carry it
    because: str | None  # for rules
    line: Carried | None = None  # of a red line: how it stands to what its claims say

    @property
    def id(self) -> str:
        """What stands behind the dot of its path."""
        return self.path.split(".", 1)[1]

    @property
    def assumptions(self) -> tuple[str, ...]:
        """The assumptions it rests on, as written."""
        return tuple(source.written for source in self.sources if source.is_assumption)

    @property
    def is_assumed(self) -> bool:
        """Whether no claim supports it; a rule is neither assumed nor evidenced."""
        return self.status in {"assumed", "unsourced"}

    @property
    def rests(self) -> str:
        """How it stands to its sources, in a word: of a red line, whether it was stated, hardened or stretched."""
        return self.status if self.line is None or self.line.status is None else self.line.status

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        return {
            "path": self.path,
            "says": self.says,
            "reading": self.reading,
            "claims": [claim.full_id for claim in self.claims],
            "assumptions": list(self.assumptions),
            "status": self.status,
            "grade": self.grade,
            **line_to_dict(self.line),
        }


def member(scenario: Scenario, suspect: Suspect) -> Member:
    """Give the words and the evidence of a constraint that the engines blame."""
    if suspect.layer == "rules":
        return _rule(scenario, suspect.number)
    actor = scenario.actors[suspect.actor]
    if suspect.layer == "reservations":
        return _reservation(scenario, actor)
    return red_line_member(scenario, actor, actor.red_lines[suspect.number])


def red_line_member(scenario: Scenario, actor: Actor, line: RedLine) -> Member:
    """Give the words and the evidence of a red line."""
    reading = line.readings[line.reading].id if line.has_readings else None
    found = carried(scenario, actor.id, line)
    return Member(
        path=f"{actor.id}.{line.id}",
        layer="red_lines",
        actor=actor.id,
        says=demand_in_words(line, scenario),
        reading=reading,
        other_readings=tuple(r.id for r in line.readings if line.has_readings and r.id != reading),
        sources=line.sources,
        claims=claims_of(scenario, line.sources),
        status=status(line.sources),
        grade=found.grade,
        because=None,
        line=found,
    )


def claims_of(scenario: Scenario, sources: Sources) -> tuple[Claim, ...]:
    """Give the claims that an element names, the best grade first, else as written."""
    named = [scenario.claim[source.claim] for source in sources if source.claim is not None]
    return tuple(sorted(named, key=lambda claim: claim.grade))


def reservation_in_words(actor: Actor, scenario: Scenario) -> str:
    """Say what an actor has without a deal."""
    reservation = actor.reservation_value
    fallback = f" ({actor.batna})" if actor.batna else ""
    if reservation is None:
        return f"nothing less than no deal at all{fallback}"
    if reservation.value is not None:
        value = tenths(reservation.value.best)
        return f"at least {value} of 100 on its own scale{fallback}"
    if reservation.points is not None:
        return f"at least {format_number(reservation.points.best)} points{fallback}"
    package = "; ".join(
        option_label(scenario.issue[issue], option)
        for issue, option in reservation.as_good_as or ()
    )
    return f"nothing worse than: {package}{fallback}"


def _reservation(scenario: Scenario, actor: Actor) -> Member:
    return Member(
        path=f"{actor.id}.reservation_value",
        layer="reservations",
        actor=actor.id,
        says=reservation_in_words(actor, scenario),
        reading=None,
        other_readings=(),
        sources=actor.sources,
        claims=claims_of(scenario, actor.sources),
        status=status(actor.sources),
        grade=grade(actor.sources, scenario.all_claims),
        because=None,
    )


def _rule(scenario: Scenario, number: int) -> Member:
    rule = scenario.rules[number]
    return Member(
        path=f"rules.{rule.id}",
        layer="rules",
        actor=None,
        says=clause_in_words(rule.clause, scenario),
        reading=None,
        other_readings=(),
        sources=(),
        claims=(),
        status="rule",
        grade=None,
        because=rule.because,
    )


CONFLICT_COLUMNS = tuple("conflict path actor says reading claims grade status".split())


def conflict_rows(conflicts: Iterable[Iterable[Member]]) -> list[Mapping[str, Any]]:
    """Give minimal conflicts, one member a row, with `CONFLICT_COLUMNS`."""
    return [
        {
            "conflict": place,
            "path": member.path,
            "actor": member.actor,
            "says": member.says,
            "reading": member.reading,
            "claims": " ".join(claim.id for claim in member.claims),
            "grade": member.grade,
            "status": member.status,
        }
        for place, conflict in enumerate(conflicts, start=1)
        for member in conflict
    ]
