"""Reservation values and consents that may be in force, each under a key, and as one writes it in a variant."""

from __future__ import annotations

from negsim.explore.model import words
from negsim.explore.model.compiled import Json
from negsim.language.model.actors import Consent, Reservation
from negsim.language.model.conditions import Condition
from negsim.language.model.numbers import format_number
from negsim.language.model.scenario import Scenario
from negsim.language.words import condition_in_words


class Held:
    """What is held by the actors of a scenario; what variants bring is added when it is asked for.

    Attributes
    ----------
    given, asked : dict
        Per actor, the key of the file's reservation value and of its consent.
    fallbacks, points : dict
        Reservation values that are no plain utilities, by key: packages as good as no deal, and points.
    needs : dict
        Conditions of consent, by actor and key.
    consents : dict
        Per actor, all that its consent may be set to.
    yaml : dict
        Reservation values that are no plain utilities, as a variant sets them.
    """

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario
        self.fallbacks: dict[str, dict[str, str]] = {}
        self.points: dict[str, str] = {}
        self.yaml: dict[str, list[str]] = {}
        self.needs: dict[str, Condition] = {}
        self.consents: dict[str, list[Json]] = {}
        self.given = {
            actor.id: self.reservation(actor.id, actor.reservation_value)
            for actor in scenario.actors
        }
        self.asked = {actor.id: self.consent(actor.id, actor.consent) for actor in scenario.actors}
        for actor in scenario.actors:
            for kind in ("always", "never"):
                self.consent(actor.id, Consent.model_validate({"kind": kind}))

    def reservation(self, actor: str, held: Reservation | None) -> str:
        """Give the key of a reservation value: the number itself where it is a utility."""
        if held is None:
            return "none"
        if held.value is not None:
            return format_number(held.value.best)
        if held.points is not None:
            key = f"points:{len(self.points)}"
            self.points[key] = format_number(held.points.best)
        else:
            key = f"package:{len(self.fallbacks)}"
            self.fallbacks[key] = dict(held.as_good_as or ())
        self.yaml[key] = words.reservation_yaml(actor, held)
        return key

    def consent(self, actor: str, consent: Consent, variant: str | None = None) -> str:
        """Give the key of a consent."""
        known = self.consents.setdefault(actor, [])
        says = None
        key: str = consent.kind
        if consent.when is not None:
            key = "when" if variant is None else f"when@{variant}"
            self.needs[f"{actor} {key}"] = consent.when
            says = condition_in_words(consent.when, self._scenario)
        if key not in {one["key"] for one in known}:
            yaml = words.yaml_lines(f"{actor}.consent", consent.to_plain())
            known.append({"key": key, "says": says, "yaml": yaml})
        return key
