"""Draft: the red lines, wishes and forecasts that claims become, and why others become nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar, Literal

from negsim.document.result import Result
from negsim.document.rows import Row
from negsim.language.model.conditions import Alternative, Clause, Condition, NumberTest, OptionTest
from negsim.language.model.evidence import Claim, Source
from negsim.language.model.numbers import WORDS, Quantity
from negsim.language.model.preferences import Wish
from negsim.language.model.red_lines import Forecast, Reading, RedLine
from negsim.language.model.scenario import Scenario

Section = Literal["red_lines", "wishes", "expects"]
SECTIONS: tuple[Section, ...] = ("red_lines", "wishes", "expects")
Reason = str  # proposed, background, superseded, a kind, no actor, points, no issue


@dataclass(frozen=True)
class Drafted:
    """One element that claims become.

    Parameters
    ----------
    actor : str
    section : {"red_lines", "wishes", "expects"}
    id : str
    kind : {"require", "forbid"}
        Whether what the claim bears on must hold, or must not.
    weight : str or None
        The word for it; None where the element has none, or nothing is known of the actor's weights.
    tests : tuple of pairs
        Issue, test, and the test as the claim has it.
    claims : tuple of Claim
        Those that say the same; the first has given name and words.
    named : tuple of str
        What the element calls them.
    """

    actor: str
    section: Section
    id: str
    kind: Literal["require", "forbid"]
    weight: str | None
    tests: tuple[tuple[str, OptionTest | NumberTest, Any], ...]
    claims: tuple[Claim, ...]
    named: tuple[str, ...]

    @property
    def says(self) -> str:
        """What the first of the claims says."""
        return self.claims[0].says

    @property
    def clause(self) -> Clause:
        """What it demands."""
        tests = tuple((issue, test) for issue, test, _ in self.tests)
        condition = Condition(alternatives=(Alternative(tests=tests),))
        return Clause(kind=self.kind, condition=condition)

    @property
    def path(self) -> str:
        """Its full path."""
        return f"{self.actor}.{self.section}.{self.id}"

    def element(self) -> RedLine | Wish | Forecast:
        """Give it as a scenario holds it."""
        pairs = zip(self.named, self.claims, strict=True)
        sources = tuple(Source(written=name, claim=claim.full_id) for name, claim in pairs)
        if self.section == "red_lines":
            readings = (Reading(id="", clause=self.clause),)
            return RedLine(id=self.id, readings=readings, written_sources=sources, say=self.says)
        if self.section == "expects":
            return Forecast(id=self.id, clause=self.clause, sources=sources, say=self.says)
        weight = Quantity.unknown() if self.weight is None else _weight(self.weight)
        return Wish(id=self.id, clause=self.clause, weight=weight, sources=sources, say=self.says)

    def to_plain(self) -> dict[str, Any]:
        """Give the mapping that the language has for it, tests as the claim has them."""
        plain: dict[str, Any] = {"say": self.says}
        if self.weight is not None:
            plain["weight"] = self.weight
        plain[self.kind] = {issue: written for issue, _, written in self.tests}
        plain["from"] = self.named[0] if len(self.named) == 1 else list(self.named)
        return plain


def _weight(word: str) -> Quantity:
    best, half = WORDS[word]
    return Quantity(best, best - half, best + half, "word", word)


@dataclass(frozen=True, eq=False)
class Draft(Result):
    """What claims become that no element of an actor cites.

    Parameters
    ----------
    scenario : Scenario
        As written.
    added : tuple of Drafted
        By actor, section and claim, in the file's and the registers' order.
    unused : mapping
        Claim, as an element would name it, and why nothing comes of it.
    """

    COLUMNS: ClassVar = ("actor", "becomes", "id", "claims", "says", "why")

    scenario: Scenario
    added: tuple[Drafted, ...]
    unused: Mapping[str, Reason]

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that `negsim draft --format json` writes."""
        added: dict[str, dict[str, list[str]]] = {}
        for one in self.added:
            added.setdefault(one.actor, {}).setdefault(one.section, []).append(one.id)
        return {"added": added, "unused": dict(self.unused)}

    def rows(self) -> list[Row]:
        """Give what is added, then what is not used, one a row."""
        added: list[Row] = [
            {
                "actor": one.actor,
                "becomes": one.section,
                "id": one.id,
                "claims": " ".join(one.named),
                "says": one.says,
            }
            for one in self.added
        ]
        return [*added, *({"claims": name, "why": why} for name, why in self.unused.items())]

    def additions(self) -> dict[str, Any]:
        """Give what is added as the plain data that stands under `actors:`."""
        actors: dict[str, Any] = {}
        for one in self.added:
            sections = actors.setdefault(one.actor, {})
            sections.setdefault(one.section, {})[one.id] = one.to_plain()
        return {"actors": actors} if actors else {}

    @cached_property
    def drafted(self) -> Scenario:
        """The scenario with all that is added."""
        scenario = self.scenario
        keep = {name: getattr(scenario, name) for name in type(scenario).model_fields}
        actors = []
        for actor in scenario.actors:
            new = [(one.section, one.element()) for one in self.added if one.actor == actor.id]
            fields = {"red_lines": "written_red_lines"}
            more = {
                fields.get(section, section): (
                    *getattr(actor, fields.get(section, section)),
                    *(element for where, element in new if where == section),
                )
                for section in SECTIONS
            }
            actors.append(actor.model_copy(update=more))
        return Scenario.model_construct(**{**keep, "version": "1.1", "actors": tuple(actors)})
