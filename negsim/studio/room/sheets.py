"""What a role sees: its own sheet and numbers, what everybody may know, and nothing that is another's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from negsim.document.shown import section_html
from negsim.errors import InputError, NegsimError
from negsim.language.labels import asked
from negsim.language.model.actors import Actor
from negsim.language.model.numbers import format_number, parse_number
from negsim.language.model.scenario import Scenario
from negsim.language.overlay.apply import apply
from negsim.language.words import option_in_words
from negsim.lesson.role import consent_in_words, role_sheet
from negsim.space.space import Space, compile_scenario

MOST_WEIGHT = 1000


@dataclass(frozen=True)
class OwnNumber:
    """A number that a role may move, from the least to the most; its path begins behind the role's id."""

    path: str
    label: str
    value: str
    least: int
    most: int


# Shown in points of 100, as on the sheet; the file has a share of one.
WALK_AWAY = "reservation_value"


def own_numbers(scenario: Scenario, actor: Actor) -> tuple[OwnNumber, ...]:
    """List the numbers that are an actor's own: its walk-away value, and what each issue weighs."""
    found = []
    value = None if actor.reservation_value is None else actor.reservation_value.value
    if value is not None:
        found.append(
            OwnNumber(
                WALK_AWAY,
                "What no deal is worth to you, in points of 100",
                _shown(100 * value.best),
                0,
                100,
            )
        )
    for preference in actor.preferences:
        weight = preference.weight
        if weight is not None and weight.shape != "unknown":
            label = f"What {asked(scenario.issue[preference.issue])} weighs for you"
            path = f"preferences.{preference.issue}.weight"
            found.append(OwnNumber(path, label, _shown(weight.best), 0, MOST_WEIGHT))
    return tuple(found)


def _shown(value: Any) -> str:
    return str(format_number(value))


def checked_move(scenario: Scenario, role: str, path: str, value: str) -> str:
    """Give the number that a role wants one of its own to be, as the file has it.

    Raises
    ------
    InputError
        It is none of its own, no number, or out of range. Nothing else is said: what a message repeats might be
        another's.
    """
    number = next(
        (one for one in own_numbers(scenario, scenario.actor[role]) if one.path == path), None
    )
    if number is None:
        raise InputError.one("that is no number of yours", "move one of those on your sheet")
    wanted = parse_number(value)
    if wanted is None or not number.least <= wanted <= number.most:
        raise InputError.one(
            f"a number from {number.least} to {number.most:,} stands there", "send one"
        )
    value = _shown(wanted / 100) if path == WALK_AWAY else value
    try:
        apply(scenario, (), (f"{role}.{path}={value}",))
    except NegsimError:
        raise InputError.one(
            "this number would leave you nothing to want", "take another"
        ) from None
    return value


def with_own(scenario: Scenario, role: str, moved: Mapping[str, str]) -> Scenario:
    """Give the scenario with a role's numbers as it moved them."""
    return apply(scenario, (), tuple(f"{role}.{path}={value}" for path, value in moved.items()))


class Sheets:
    """The sheets of a scenario, kept while nobody moves.

    Parameters
    ----------
    scenario : Scenario
        As the room began.
    """

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.space: Space = compile_scenario(scenario)
        self._sheet = lru_cache(maxsize=200)(self._made)

    def of(self, role: str, moved: Mapping[str, str]) -> dict[str, Any]:
        """Give the sheet of a role, in words, with its numbers."""
        return self._sheet(role, tuple(moved.items()))

    def _made(self, role: str, moved: tuple[tuple[str, str], ...]) -> dict[str, Any]:
        scenario = with_own(self.scenario, role, dict(moved)) if moved else self.scenario
        space = compile_scenario(scenario) if moved else self.space
        actor = scenario.actor[role]
        sheet = role_sheet(space, actor)
        return {
            "role": role,
            "name": actor.name,
            "title": scenario.title,
            "lead": f"{sheet.lead}. {consent_in_words(scenario, actor)}",
            "html": "".join(section_html(one) for one in (*sheet.front, *sheet.annex)),
            "numbers": [
                {
                    "path": one.path,
                    "label": one.label,
                    "value": one.value,
                    "least": one.least,
                    "most": one.most,
                }
                for one in own_numbers(scenario, actor)
            ],
            "issues": issues(scenario),
        }


def issues(scenario: Scenario) -> list[dict[str, Any]]:
    """List what is talked about, which everybody knows."""
    return [
        {
            "id": issue.id,
            "ask": issue.ask,
            "options": [
                {"id": option.id, "label": option_in_words(scenario, issue.id, option.id)}
                for option in issue.options
            ],
        }
        for issue in scenario.issues
    ]
