"""Every element of a scenario to what it rests on, and every claim and silence back to the elements that use it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from negsim.language.model.evidence import Claim, Silence, Sources, grade, status
from negsim.language.model.scenario import Scenario


@dataclass(frozen=True)
class Element:
    """Something in the file that may carry evidence."""

    path: str
    kind: str  # issue, red_line, preference, wish, forecast, reservation_value, variant, trend, event, lever
    sources: Sources
    status: str
    grade: str | None

    @property
    def claims(self) -> tuple[str, ...]:
        """Full ids of the claims it names."""
        return tuple(source.claim for source in self.sources if source.claim is not None)

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
class Gap:
    """A silence and the elements whose assumptions cite it."""

    silence: Silence
    cited_by: tuple[str, ...]

    @property
    def full_id(self) -> str:
        """DOCUMENT.ID."""
        return self.silence.full_id


def elements(scenario: Scenario) -> tuple[Element, ...]:
    """List the elements that carry evidence or ought to, in the file's order."""
    return tuple(
        Element(path, kind, sources, status(sources), grade(sources, scenario.all_claims))
        for path, kind, sources in _elements(scenario)
    )


def uses(scenario: Scenario, found: tuple[Element, ...]) -> tuple[Use, ...]:
    """List the claims, registers in order, with the elements that name them."""
    by_claim: dict[str, list[str]] = {claim.full_id: [] for claim in scenario.all_claims}
    for element in found:
        for claim in dict.fromkeys(element.claims):
            by_claim[claim].append(element.path)
    return tuple(Use(claim, tuple(by_claim[claim.full_id])) for claim in scenario.all_claims)


def gaps(scenario: Scenario, found: tuple[Element, ...]) -> tuple[Gap, ...]:
    """List the silences with the elements that cite them."""
    cited: dict[str, list[str]] = {}
    for element in found:
        names = (name for source in element.sources for name in source.silences)
        for name in dict.fromkeys(names):
            cited.setdefault(name, []).append(element.path)
    return tuple(
        Gap(silence, tuple(cited.get(silence.full_id, ()))) for silence in scenario.all_silences
    )


def _elements(scenario: Scenario) -> Iterator[tuple[str, str, Sources]]:
    for issue in scenario.issues:
        yield f"issues.{issue.id}", "issue", issue.sources
    for actor in scenario.actors:
        if actor.reservation_value is not None:
            yield f"{actor.id}.reservation_value", "reservation_value", actor.sources
        for line in actor.red_lines:
            yield f"{actor.id}.{line.id}", "red_line", line.sources
        for preference in actor.preferences:
            path = f"{actor.id}.preferences.{preference.issue}"
            yield path, "preference", preference.sources
        for wish in actor.wishes:
            yield f"{actor.id}.wishes.{wish.id}", "wish", wish.sources
        for forecast in actor.expects:
            yield f"{actor.id}.expects.{forecast.id}", "forecast", forecast.sources
    yield from _what_ifs(scenario)


def _what_ifs(scenario: Scenario) -> Iterator[tuple[str, str, Sources]]:
    """Elements that only count when asked for: of variants, of the timeline, of levers."""
    for variant in scenario.variants:
        for put in (*variant.add, *variant.set):
            sources: Sources = getattr(put.value, "sources", ())
            if sources:
                yield f"variants.{variant.id}.{put.path}", "variant", sources
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
