"""Places: where one of several elements stands, and all that may stand there under any stack of variants."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from negsim.errors import TooLarge
from negsim.explore.model.changes import Element, Kind, PlaceChange, Step, steps_of, unweighted
from negsim.language.model.red_lines import RedLine
from negsim.language.model.scenario import Scenario
from negsim.language.model.variants import Variant

MOST = 200  # that may stand at one place


@dataclass(frozen=True)
class PlaceElement:
    """Something that may stand at a place."""

    element: Element
    variant: str | None  # the first that brings it; None for the file itself
    whole: int  # elements that differ only in the reading that is taken share a number


@dataclass(frozen=True)
class Place:
    """A red line, preference, wish, rule, body or quota, by its path, and all that may stand there.

    Parameters
    ----------
    kind, path
        What it is for.
    standings : tuple of Standing
        The file's own first, every reading of a red line by itself.
    base : int or None
        Which of them stands in the file.
    becomes : mapping
        Per variant, what it makes of each of them and of nothing (None).
    misfits
        Per variant, of which of them it can make nothing, so that it may not be applied.
    """

    kind: Kind
    path: str
    standings: tuple[PlaceElement, ...]
    base: int | None
    becomes: Mapping[str, Mapping[int | None, int | None]]
    misfits: Mapping[str, tuple[int | None, ...]]


class Places:
    """All places of a scenario and of the variants on offer, the order of the file kept.

    Parameters
    ----------
    scenario : Scenario
        As written.
    variants : sequence of Variant
        On offer: the file's, and perhaps one for changes made on the command line.
    """

    def __init__(self, scenario: Scenario, variants: Sequence[Variant]) -> None:
        self.scenario = scenario
        self.steps: dict[str, tuple[Step, ...]] = {
            variant.id: tuple(steps_of(variant, scenario)) for variant in variants
        }

    @cached_property
    def all(self) -> tuple[Place, ...]:
        """Every place, with its closure under the variants."""
        base: dict[tuple[Kind, str], Element | None] = dict(self._of_file())
        for steps in self.steps.values():
            for step in steps:
                if isinstance(step, PlaceChange):
                    base.setdefault((step.kind, step.place), None)
        return tuple(self._place(kind, path, element) for (kind, path), element in base.items())

    def of_kind(self, kind: Kind) -> tuple[Place, ...]:
        """The places of one kind, actor by actor."""
        order = {actor.id: k for k, actor in enumerate(self.scenario.actors)}
        found = [place for place in self.all if place.kind == kind]
        return tuple(sorted(found, key=lambda place: order.get(place.path.split(".")[0], -1)))

    def _of_file(self) -> Iterator[tuple[tuple[Kind, str], Element | None]]:
        for actor in self.scenario.actors:
            for line in actor.red_lines:
                yield ("line", f"{actor.id}.red_lines.{line.id}"), line
            for preference in actor.preferences:
                path = f"{actor.id}.preferences.{preference.issue}"
                yield ("term", path), unweighted(preference)
            for wish in actor.wishes:
                yield ("term", f"{actor.id}.wishes.{wish.id}"), unweighted(wish)
            for body in actor.ratification:
                yield ("body", f"{actor.id}.ratification.{body.id}"), body
        for rule in self.scenario.rules:
            yield ("rule", f"rules.{rule.id}"), rule
        yield ("agreement", "agreement"), self.scenario.agreement

    def _place(self, kind: Kind, path: str, base: Element | None) -> Place:
        standings: list[PlaceElement] = []
        becomes: dict[str, dict[int | None, int | None]] = {}
        misfits: dict[str, list[int | None]] = {}
        position = self._stand(standings, base, None)
        acting = {
            name: [
                s for s in steps if isinstance(s, PlaceChange) and (s.kind, s.place) == (kind, path)
            ]
            for name, steps in self.steps.items()
        }
        asked: list[int | None] = [None]
        done = 0
        while asked or done < len(standings):
            if not asked:
                asked, done = list(range(done, len(standings))), len(standings)
            before = asked.pop(0)
            for name, changes in acting.items():
                if not changes:
                    continue
                after = None if before is None else standings[before].element
                for change in changes:
                    if not change.fits(after) and before not in misfits.setdefault(name, []):
                        misfits[name].append(before)
                    after = change.effect(after)
                becomes.setdefault(name, {})[before] = self._stand(standings, after, name)
        told = {name: tuple(found) for name, found in misfits.items()}
        return Place(kind, path, tuple(standings), position, becomes, told)

    @staticmethod
    def _stand(
        standings: list[PlaceElement], element: Element | None, variant: str | None
    ) -> int | None:
        """Find what stands, or take it in, with all its readings."""
        if element is None:
            return None
        known = {id(s.element): k for k, s in enumerate(standings)}
        if id(element) in known:
            return known[id(element)]
        for k, standing in enumerate(standings):
            if standing.element == element:
                return k
        whole = len({standing.whole for standing in standings})
        readings = range(len(element.readings)) if isinstance(element, RedLine) else range(1)
        for reading in readings:
            one = (
                element.model_copy(update={"reading": reading})
                if isinstance(element, RedLine)
                else element
            )
            standings.append(PlaceElement(one, variant, whole))
        if len(standings) > MOST:
            raise TooLarge.one(
                f"the variants bring more than {MOST} forms of one element",
                "offer a file with fewer variants",
            )
        return len(standings) - len(readings) + getattr(element, "reading", 0)
