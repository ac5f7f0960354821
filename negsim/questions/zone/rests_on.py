"""What an answer rests on: sources and assumptions, and the readings that would turn it round."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from negsim.language.claims.provenance import Counts, counts
from negsim.language.model.actors import Actor
from negsim.language.model.evidence import Silence
from negsim.language.model.red_lines import RedLine
from negsim.language.model.scenario import Scenario
from negsim.questions.check.find import first_package
from negsim.questions.zone.result import Findings
from negsim.solve.listing.scan import estimate
from negsim.solve.patience import READINGS
from negsim.space.space import compile_scenario

MOST_READINGS = 40


@dataclass(frozen=True)
class Turn:
    """A single other reading under which the answer is the opposite."""

    path: str  # ACTOR.ID
    reading: str
    variant: str | None  # the variant of the file that does just this, if one does


@dataclass(frozen=True)
class Foundation:
    """What an answer rests on.

    Parameters
    ----------
    elements : Counts
        Demands, directions and numbers, and how many of them have a source.
    turns : tuple of Turn, or None
        Single readings under which the zone is open instead of empty, or empty instead of open; None where trying
        them would take long.
    silences : tuple of Silence
        What the sources do not say of weights and reservation values.
    """

    elements: Counts
    turns: tuple[Turn, ...] | None
    silences: tuple[Silence, ...]


def foundation(findings: Findings) -> Foundation:
    """Say what findings rest on, and which single reading would turn them round."""
    scenario = findings.scenario
    silences = tuple(
        silence
        for silence in scenario.all_silences
        if {"weight", "weights", "reservation_value"} & set(silence.about)
    )
    return Foundation(counts(scenario), _turns(findings), silences)


def with_reading(scenario: Scenario, actor: Actor, line: RedLine, reading: int) -> Scenario:
    """Read one red line otherwise."""
    lines = tuple(
        other.model_copy(update={"reading": reading}) if other.id == line.id else other
        for other in actor.written_red_lines
    )
    changed = actor.model_copy(update={"written_red_lines": lines})
    actors = tuple(changed if other.id == actor.id else other for other in scenario.actors)
    return scenario.model_copy(update={"actors": actors})


def _turns(findings: Findings) -> tuple[Turn, ...] | None:
    scenario = findings.scenario
    candidates = list(_other_readings(findings))
    expected = estimate(findings.space.problem)
    if len(candidates) > MOST_READINGS or expected.seconds * len(candidates) > READINGS:
        return None
    turns = []
    for actor, line, reading in candidates:
        space = compile_scenario(with_reading(scenario, actor, line, reading))
        is_open = first_package(space, lambda window: window.zone) is not None
        if is_open != findings.zone.is_open:
            path, name = f"{actor.id}.{line.id}", line.readings[reading].id
            turns.append(Turn(path, name, _variant(scenario, actor.id, line.id, name)))
    return tuple(turns)


def _other_readings(findings: Findings) -> Iterable[tuple[Actor, RedLine, int]]:
    """Other readings of the lines in conflict where the zone is empty, of all lines that count where it is open."""
    blamed = {path for conflict in findings.conflicts for path in conflict.paths}
    for actor in findings.scenario.actors:
        if actor.consent.kind == "never":
            continue
        for line in actor.written_red_lines:
            if findings.zone.is_open or f"{actor.id}.{line.id}" in blamed:
                for reading in range(len(line.readings)):
                    if reading != line.reading:
                        yield actor, line, reading


def _variant(scenario: Scenario, actor: str, line: str, reading: str) -> str | None:
    wanted = ((f"{actor}.red_lines.{line}", reading),)
    for variant in scenario.variants:
        others = (
            variant.drop,
            variant.add,
            variant.set,
            variant.trust,
            variant.fix,
            variant.exclude,
        )
        if variant.read == wanted and not any(others):
            return variant.id
    return None
