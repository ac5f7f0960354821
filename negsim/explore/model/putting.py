"""Changes made on the command line as a variant, and levers put on the table of all that may stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from negsim.errors import InputError
from negsim.explore.model.changes import Element
from negsim.explore.model.compiled import Json, Under, scores_as_json
from negsim.explore.model.places import Place
from negsim.language.model.levers import with_lever
from negsim.language.model.numbers import format_number
from negsim.language.model.preferences import Preference, Wish
from negsim.language.model.red_lines import RedLine
from negsim.language.model.scenario import Scenario
from negsim.language.model.timeline import Lever
from negsim.language.model.variants import Rule, Variant
from negsim.language.overlay.apply import read_change

# A lever's id (None: no lever), the scenario it makes, what stands under it, what it brings, its status quo.
Putting = tuple[str | None, Scenario, Under, list[Json], dict[str, str]]


def changed_by_hand(name: str, scenario: Scenario, sets: Sequence[str]) -> Variant:
    """Take changes ``PATH=VALUE`` for a variant of the scenario that stands."""
    say = "Changed on the command line: " + ", ".join(sets)
    return Variant(id=name, say=say, set=tuple(read_change(scenario, change) for change in sets))


def spaces_with_levers(
    scenario: Scenario, places: Mapping[str, Sequence[Place]]
) -> tuple[list[Putting], list[str]]:
    """Give the scenario itself and with each of its levers, and say of the levers that cannot be put why not."""
    spaces: list[Putting] = [(None, scenario, _as_it_is, [], {})]
    left_out = []
    for lever in scenario.levers:
        try:
            spaces.append(_with(scenario, places, lever))
        except InputError as error:
            left_out.append(
                f"The lever “{lever.say or lever.id}” is not offered: {error.faults[0].what}."
            )
    return spaces, left_out


def _as_it_is(place: Place, k: int) -> Element:
    return place.standings[k].element


def _with(scenario: Scenario, places: Mapping[str, Sequence[Place]], lever: Lever) -> Putting:
    most = max(len(p.standings) for kind in ("line", "term", "rule") for p in places[kind] or [])
    put = [with_lever(_standing(scenario, places, k), lever) for k in range(most)]
    found = [dict(_elements(one)) for one in put]

    def under(place: Place, k: int) -> Element:
        element = found[k][place.path]
        held = place.standings[k].element
        # A line of several readings is let through whole; which one is meant stays as it was.
        if isinstance(element, RedLine) and isinstance(held, RedLine):
            return element.model_copy(update={"reading": held.reading})
        return element

    status_quo = {new.issue.id: new.status_quo for new in lever.issues}
    return lever.id, put[0], under, list(_brought(put[0], lever, status_quo)), status_quo


def _standing(scenario: Scenario, places: Mapping[str, Sequence[Place]], k: int) -> Scenario:
    """Give a scenario in which the k-th of all that may stand does, wherever there are so many."""
    lines: dict[str, list[RedLine]] = {}
    preferences: dict[str, list[Preference]] = {}
    wishes: dict[str, list[Wish]] = {}
    rules = []
    for kind in ("line", "term", "rule"):
        for place in places[kind]:
            if k >= len(place.standings):
                continue
            element, actor = place.standings[k].element, place.path.split(".")[0]
            if isinstance(element, RedLine):
                written = element.model_copy(update={"from_ladder": False})
                lines.setdefault(actor, []).append(written)
            elif isinstance(element, Preference):
                preferences.setdefault(actor, []).append(element)
            elif isinstance(element, Wish):
                wishes.setdefault(actor, []).append(element)
            elif isinstance(element, Rule):
                rules.append(element)
    actors = tuple(
        actor.model_copy(
            update={
                "written_red_lines": tuple(lines.get(actor.id, ())),
                "preferences": tuple(preferences.get(actor.id, ())),
                "wishes": tuple(wishes.get(actor.id, ())),
                "reservation_value": None,
            }
        )
        for actor in scenario.actors
    )
    keep = {name: getattr(scenario, name) for name in type(scenario).model_fields}
    return Scenario.model_construct(**{**keep, "actors": actors, "rules": tuple(rules)})


def _elements(scenario: Scenario) -> Iterator[tuple[str, Element]]:
    for actor in scenario.actors:
        for line in actor.written_red_lines:
            yield f"{actor.id}.red_lines.{line.id}", line
        for preference in actor.preferences:
            yield f"{actor.id}.preferences.{preference.issue}", preference
        for wish in actor.wishes:
            yield f"{actor.id}.wishes.{wish.id}", wish
    for rule in scenario.rules:
        yield f"rules.{rule.id}", rule


def _brought(scenario: Scenario, lever: Lever, status_quo: Mapping[str, str]) -> Iterator[Json]:
    for actor, preference in lever.preferences:
        issue = scenario.issue[preference.issue]
        scores: dict[str, Any] = scores_as_json(scenario, preference)
        at = issue.position[status_quo[issue.id]]
        yield {
            "actor": [a.id for a in scenario.actors].index(actor),
            "weight": "1" if preference.weight is None else format_number(preference.weight.best),
            "scores": scores,
            "status_quo": scores["values"][at],
        }
