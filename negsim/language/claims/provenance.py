"""Every element of a scenario to what it rests on, counted, and every claim and silence back to what uses it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from negsim.language.claims.carried import Carried, carried, line_to_dict
from negsim.language.model.actors import Actor
from negsim.language.model.evidence import (
    LINE_STATUSES,
    Claim,
    Silence,
    Sources,
    grade,
    status,
)
from negsim.language.model.red_lines import RedLine
from negsim.language.model.scenario import Scenario


@dataclass(frozen=True)
class Element:
    """Something in the file that may carry evidence.

    Parameters
    ----------
    path, kind : str
        The kind: issue, red_line, preference, wish, forecast, reservation_value, variant, trend, event or lever.
    sources : Sources
    status : str
        Whether it names claims, assumptions, both, or nothing.
    grade : str or None
        The best of its claims; of a red line, of those that carry it.
    line : Carried or None
        Of a red line: how it stands to what its claims say.
    numbers_from : Sources
        The claims that are said to have its numbers.
    """

    path: str
    kind: str
    sources: Sources
    status: str
    grade: str | None
    line: Carried | None = None
    numbers_from: Sources = ()

    @property
    def claims(self) -> tuple[str, ...]:
        """Full ids of the claims it names."""
        return tuple(source.claim for source in self.sources if source.claim is not None)

    @property
    def cited(self) -> tuple[str, ...]:
        """Full ids of the claims that it names, for what it says or for its numbers, each once."""
        named = (source.claim for source in (*self.sources, *self.numbers_from))
        return tuple(dict.fromkeys(claim for claim in named if claim is not None))

    @property
    def assumptions(self) -> tuple[str, ...]:
        """The assumptions it names, as written."""
        return tuple(source.written for source in self.sources if source.is_assumption)

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        return {
            "path": self.path,
            "kind": self.kind,
            "status": self.status,
            "grade": self.grade,
            "claims": list(self.claims),
            "assumptions": list(self.assumptions),
            **line_to_dict(self.line),
        }


@dataclass(frozen=True)
class SourceCounts:
    """How much of a scenario has a source: demands, directions and numbers, counted apart.

    Parameters
    ----------
    demands : mapping
        Red lines by status, in their current readings; those that draw no line are not counted.
    directions, numbers : tuple of int
        How many have a source, and of how many. Directions are preferences, wishes and forecasts, and have a source
        where they name a claim; numbers have one where their element says which claim has them.
    """

    demands: Mapping[str, int]
    directions: tuple[int, int]
    numbers: tuple[int, int]

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        pairs = {"directions": self.directions, "numbers": self.numbers}
        return {
            "demands": dict(self.demands),
            **{key: {"sourced": sourced, "of": of} for key, (sourced, of) in pairs.items()},
        }


@dataclass(frozen=True)
class Use:
    """A claim and the elements that name it."""

    claim: Claim
    used_by: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        return {
            "claim": self.claim.full_id,
            "speaker": list(self.claim.speaker),
            "kind": self.claim.kind,
            "grade": self.claim.grade,
            "says": self.claim.says,
            "used_by": list(self.used_by),
        }


@dataclass(frozen=True)
class SilenceUse:
    """A silence and the elements whose assumptions cite it."""

    silence: Silence
    cited_by: tuple[str, ...]

    @property
    def full_id(self) -> str:
        """DOCUMENT.ID."""
        return self.silence.full_id


def elements(scenario: Scenario) -> tuple[Element, ...]:
    """List the elements that carry evidence or ought to, in the file's order."""
    found = []
    for path, kind, what, numbers in _elements(scenario):
        if isinstance(what, tuple):
            best = grade(what, scenario.all_claims)
            found.append(Element(path, kind, what, status(what), best, None, numbers))
        else:
            line = carried(scenario, what.actor, what.line)
            sources = what.line.sources
            found.append(Element(path, kind, sources, status(sources), line.grade, line))
    return tuple(found)


def counts(scenario: Scenario) -> SourceCounts:
    """Count what has a source, of all actors: demands, directions and numbers."""
    demands: dict[str, int] = dict.fromkeys(LINE_STATUSES, 0)
    directions: list[bool] = []
    numbers: list[bool] = []
    for actor in scenario.actors:
        for line in actor.red_lines:
            found = carried(scenario, actor.id, line).status
            if found is not None:
                demands[found] = demands.get(found, 0) + 1
        rests = [
            *(one.sources for one in actor.preferences),
            *(one.sources for one in actor.wishes),
            *(one.sources for one in actor.expects),
        ]
        directions += [any(source.claim is not None for source in one) for one in rests]
        numbers += _numbers(actor)
    return SourceCounts(demands, (sum(directions), len(directions)), (sum(numbers), len(numbers)))


def _numbers(actor: Actor) -> Iterator[bool]:
    """Give each number of an actor, as whether a claim is said to have it."""
    weights = [
        *((one.weight, one.numbers_from) for one in actor.preferences),
        *((one.weight, one.numbers_from) for one in actor.wishes),
    ]
    for weight, claims in weights:
        if weight is not None:
            yield bool(claims) and actor.knows_weights
    for preference in actor.preferences:
        values = [q.best not in (0, 1) for _, q in preference.scores or ()]
        values += [q.best != 0 for _, q in preference.points or ()]
        values.append(preference.ladder is not None and len(preference.ladder.groups) > 2)
        yield from (bool(preference.numbers_from) for counts in values if counts)
    for wish in actor.wishes:
        if wish.points is not None and wish.points.best != 0:
            yield bool(wish.numbers_from)
    reservation = actor.reservation_value
    if reservation is not None and reservation.as_good_as is None:
        yield bool(actor.numbers_from)


def uses(scenario: Scenario, found: tuple[Element, ...]) -> tuple[Use, ...]:
    """List the claims, registers in order, with the elements that name them."""
    by_claim: dict[str, list[str]] = {claim.full_id: [] for claim in scenario.all_claims}
    for element in found:
        for claim in element.cited:
            by_claim[claim].append(element.path)
    return tuple(Use(claim, tuple(by_claim[claim.full_id])) for claim in scenario.all_claims)


def gaps(scenario: Scenario, found: tuple[Element, ...]) -> tuple[SilenceUse, ...]:
    """List the silences with the elements that cite them."""
    cited: dict[str, list[str]] = {}
    for element in found:
        names = (name for source in element.sources for name in source.silences)
        for name in dict.fromkeys(names):
            cited.setdefault(name, []).append(element.path)
    return tuple(
        SilenceUse(silence, tuple(cited.get(silence.full_id, ())))
        for silence in scenario.all_silences
    )


@dataclass(frozen=True)
class _Line:
    """A red line, and whose it is."""

    actor: str
    line: RedLine


def _elements(scenario: Scenario) -> Iterator[tuple[str, str, Sources | _Line, Sources]]:
    """Give path, kind, what it rests on, and who has its numbers, of each."""
    for issue in scenario.issues:
        yield f"issues.{issue.id}", "issue", issue.sources, ()
    for actor in scenario.actors:
        if actor.reservation_value is not None:
            path = f"{actor.id}.reservation_value"
            yield path, "reservation_value", actor.sources, actor.numbers_from
        for line in actor.red_lines:
            yield f"{actor.id}.{line.id}", "red_line", _Line(actor.id, line), ()
        for preference in actor.preferences:
            path = f"{actor.id}.preferences.{preference.issue}"
            yield path, "preference", preference.sources, preference.numbers_from
        for wish in actor.wishes:
            yield f"{actor.id}.wishes.{wish.id}", "wish", wish.sources, wish.numbers_from
        for forecast in actor.expects:
            yield f"{actor.id}.expects.{forecast.id}", "forecast", forecast.sources, ()
    for path, kind, what in _what_ifs(scenario):
        yield path, kind, what, ()


def _what_ifs(scenario: Scenario) -> Iterator[tuple[str, str, Sources | _Line]]:
    """Elements that only count when asked for: of variants, of the timeline, of levers."""
    for variant in scenario.variants:
        for put in (*variant.add, *variant.set):
            sources: Sources = getattr(put.value, "sources", ())
            owner = put.path.split(".", 1)[0]
            what = _Line(owner, put.value) if isinstance(put.value, RedLine) else sources
            if sources:
                yield f"variants.{variant.id}.{put.path}", "variant", what
    if scenario.timeline is not None:
        for trend in scenario.timeline.trends:
            yield f"timeline.trends.{trend.id}", "trend", trend.sources
        for event in scenario.timeline.events:
            yield f"timeline.events.{event.id}", "event", event.sources
    for lever in scenario.levers:
        yield f"levers.{lever.id}", "lever", lever.sources
        for who, preference in lever.preferences:
            path = f"levers.{lever.id}.preferences.{who}.{preference.issue}"
            yield path, "lever", preference.sources
