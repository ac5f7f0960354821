"""What an answer rests on: sources and assumptions, and the readings that would turn it round."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from negsim.language.claims.provenance import SourceCounts, counts
from negsim.language.model.evidence import Silence
from negsim.language.model.scenario import Scenario
from negsim.questions.zone.result import Findings
from negsim.solve.kernels.combinations import Combinations
from negsim.solve.kernels.readings import stopping
from negsim.solve.listing.estimate import estimate
from negsim.solve.patience import READINGS
from negsim.space.members import Member
from negsim.space.space import Space
from negsim.space.wordings import Wordings, wordings

Box = tuple[tuple[int, tuple[int, ...]], ...]  # demands, and the readings of each that will do


@dataclass(frozen=True)
class Meaning:
    """A demand, and other readings of it, any one of which will do.

    Parameters
    ----------
    member : Member
        As it is read now.
    readings : tuple of str
        In the file's order.
    variant : str or None
        A variant of the file that takes one of them and does nothing else.
    """

    member: Member
    readings: tuple[str, ...]
    variant: str | None


Turn = tuple[Meaning, ...]  # all of them together turn the answer


@dataclass(frozen=True)
class Foundation:
    """What an answer rests on.

    Parameters
    ----------
    elements : SourceCounts
        Demands, directions and numbers, and how many of them have a source.
    is_ambiguous : bool
        Whether any demand of an actor that is not advisory has several readings.
    turns : tuple of Turn, or None
        Of an empty zone the smallest sets of other readings under which it is open; of an open one, each demand that
        other readings of it alone empty it by. All other demands as they are read now. None where trying them would
        take long.
    silences : tuple of Silence
        What the sources do not say of weights and reservation values.
    """

    elements: SourceCounts
    is_ambiguous: bool
    turns: tuple[Turn, ...] | None
    silences: tuple[Silence, ...]


@lru_cache(maxsize=4)  # whatever tells of the same findings asks for it
def foundation(findings: Findings) -> Foundation:
    """Say what findings rest on, and which other readings would turn them round."""
    scenario = findings.scenario
    silences = tuple(
        silence
        for silence in scenario.all_silences
        if {"weight", "weights", "reservation_value"} & set(silence.about)
    )
    is_soon = estimate(findings.space.problem).seconds <= READINGS
    turns = turning(findings.space, is_open=findings.zone.is_open) if is_soon else None
    is_ambiguous = any(
        line.has_readings
        for actor in scenario.actors
        if actor.consent.kind != "never"
        for line in actor.red_lines
    )
    return Foundation(counts(scenario), is_ambiguous, turns, silences)


def turning(
    space: Space, *, is_open: bool, lines: frozenset[str] | None = None
) -> tuple[Turn, ...]:
    """Give the smallest sets of other readings that open what is empty, or single ones that empty what is open.

    Parameters
    ----------
    space : Space
    is_open : bool
        Whether it is open as its demands are read now.
    lines : frozenset of str, optional
        Paths of the only red lines that count, reservation values left out; everything counts where absent.

    Notes
    -----
    A package that is stopped goes through as soon as each reading of now that stops it is another one that does not:
    so each kind of package says itself which demands must be read otherwise, and how.
    """
    found = wordings(space, lines)
    stops = stopping(found.problem, found.demands, found.assumed)
    every = Combinations(
        [len(names) for names in found.names], stops.all if lines is None else stops.on_red_lines
    )
    boxes = _closing(every, found.now) if is_open else _opening(every, found.now)
    return tuple(
        tuple(_meaning(space.scenario, found, demand, readings) for demand, readings in box)
        for box in boxes
    )


def _closing(every: Combinations, now: Sequence[int]) -> list[Box]:
    """The demands that, read otherwise and alone, leave nothing, each with the readings that do."""
    found: list[Box] = []
    for d, size in enumerate(every.sizes):
        turned = ([*now[:d], r, *now[d + 1 :]] for r in range(size))
        closing = tuple(r for r, chosen in enumerate(turned) if not every.is_open(chosen))
        if closing:
            found.append(((d, closing),))
    return found


def _opening(every: Combinations, now: Sequence[int]) -> list[Box]:
    """The smallest sets of demands that, read otherwise, let something through, each with the readings that do."""
    boxes: dict[tuple[int, ...], list[Box]] = {}
    for stops in every.stopping:
        passing = [
            tuple(r for r in range(size) if not stops >> first + r & 1)
            for first, size in zip(every.first, every.sizes, strict=True)
        ]
        changed = tuple(d for d, r in enumerate(now) if r not in passing[d])
        boxes.setdefault(changed, []).append(tuple((d, passing[d]) for d in changed))
    least = min(map(len, boxes), default=0)
    found: list[Box] = []
    for changed, same in sorted(boxes.items()):
        if len(changed) != least:
            continue
        if least == 1:
            readings = {r for ((_, some),) in same for r in some}
            found.append(((changed[0], tuple(sorted(readings))),))
        else:
            found += sorted(set(same))
    return found


def _meaning(scenario: Scenario, found: Wordings, demand: int, readings: Sequence[int]) -> Meaning:
    member = found.members[demand]
    names = tuple(found.names[demand][r] for r in readings)
    assert member.actor is not None
    variants = (_variant(scenario, member.actor, member.id, name) for name in names)
    return Meaning(member, names, next((one for one in variants if one is not None), None))


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
