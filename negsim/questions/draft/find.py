"""From claims to the demands that they carry themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Literal

from negsim.language.claims.bearing import actors_about, claim_names, test_of
from negsim.language.claims.carried import BINDING, FEARING, WISHING, options_as_read
from negsim.language.claims.formula import of_test
from negsim.language.model.actors import ACTOR_KEYS, NEW_ACTOR_KEYS, Actor
from negsim.language.model.conditions import NumberTest, OptionTest
from negsim.language.model.evidence import Claim, Sources
from negsim.language.model.paths import parse_path
from negsim.language.model.scenario import Scenario
from negsim.questions.draft.result import SECTIONS, Draft, Drafted, Section

Tests = tuple[tuple[str, OptionTest | NumberTest, Any], ...]
Becomes = tuple[Section, Literal["require", "forbid"], str | None]

# What a claim of each kind becomes: section, way to demand, weight. Of other kinds nothing comes.
BECOMES: dict[str, Becomes] = {
    **dict.fromkeys(BINDING, ("red_lines", "require", None)),
    **dict.fromkeys(WISHING, ("wishes", "require", "medium")),
    **dict.fromkeys(FEARING, ("wishes", "forbid", "low")),
    "expectation": ("expects", "require", None),
}


def draft(scenario: Scenario) -> Draft:
    """Draft red lines, wishes and forecasts from the claims that no element of an actor cites yet.

    Parameters
    ----------
    scenario : Scenario
        As written, with its registers; nothing that is written is changed.

    Returns
    -------
    Draft
        One element for each actor that a claim is about and each test; claims that say the same of one actor, however
        they are written, make one element. An actor that has no reservation value gets none.
    """
    cited = cited_claims(scenario)
    replaced = {
        earlier
        for claim in scenario.all_claims
        if claim.standing != "proposed"
        for earlier in claim.supersedes
    }
    found = _Drafting(scenario)
    unused: dict[str, str] = {}
    for claim in scenario.all_claims:
        if claim.full_id in cited:
            continue
        if claim.standing in ("proposed", "background"):
            why: str | None = claim.standing
        elif claim.full_id in replaced:
            why = "superseded"
        else:
            why = found.take(claim)
        if why is not None:
            unused[found.names[claim.full_id]] = why
    return Draft(scenario, tuple(found.in_order()), unused)


def cited_claims(scenario: Scenario) -> frozenset[str]:
    """Give the claims, by full id, that an element of an actor cites: in any reading, or for its numbers."""
    return frozenset(
        source.claim
        for actor in scenario.actors
        for sources in _sources(actor)
        for source in sources
        if source.claim is not None
    )


def _sources(actor: Actor) -> Iterator[Sources]:
    yield from (actor.sources, actor.numbers_from)
    yield from (line.all_sources for line in actor.red_lines)
    for preference in actor.preferences:
        yield from (preference.sources, preference.numbers_from)
    for wish in actor.wishes:
        yield from (wish.sources, wish.numbers_from)
    yield from (forecast.sources for forecast in actor.expects)


class _Drafting:
    """Elements as they are drafted, claim by claim."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.names = claim_names(scenario)
        self._shared = _ids_of_several(scenario)
        self._standing = {
            (actor.id, section): _standing(scenario, actor, section)
            for actor in scenario.actors
            for section in SECTIONS
        }
        self._by_meaning: dict[Any, Drafted] = {}

    def take(self, claim: Claim) -> str | None:
        """Draft what a claim becomes; say why where that is nothing."""
        if claim.kind not in BECOMES:
            return claim.kind
        about = actors_about(claim, self.scenario.actors)
        if not about:
            return "no actor"
        section, kind, weight = BECOMES[claim.kind]
        reasons = []
        for name in about:
            actor = self.scenario.actor[name]
            tests = self._tests(claim, name)
            if section == "wishes" and (actor.uses_points or actor.score_sheet is not None):
                reasons.append("points")
            elif not tests:
                reasons.append("no issue")
            else:
                known = weight if actor.knows_weights else None
                self._add(claim, actor, (section, kind, known), tests)
        if len(reasons) < len(about):
            return None
        return "points" if "points" in reasons else "no issue"

    def in_order(self) -> Iterator[Drafted]:
        """Give what was drafted, by actor and section, in the order of the claims."""
        for actor in self.scenario.actors:
            for section in SECTIONS:
                for one in self._by_meaning.values():
                    if (one.actor, one.section) == (actor.id, section):
                        yield one

    def _tests(self, claim: Claim, actor: str) -> Tests:
        """Give the tests that the file has, without those that name an option which the actor reads as another."""
        written = claim.written.get("bears_on") or dict(claim.bears_on)
        found = []
        for name, text in claim.bears_on:
            test = test_of(name, text, self.scenario.issue)
            if test is None:
                continue
            others = self.scenario.issue[name].read_as(actor)
            if isinstance(test, OptionTest) and set(test.options) & set(others):
                continue
            found.append((name, test, written[name]))
        return tuple(found)

    def _add(self, claim: Claim, actor: Actor, becomes: Becomes, tests: Tests) -> None:
        section, kind, weight = becomes
        meaning = frozenset(
            (name, of_test(self.scenario.issue[name], test).options & self._options(name, actor.id))
            for name, test, _ in tests
        )
        key = (actor.id, section, kind, meaning)
        named = self.names[claim.full_id]
        if key in self._by_meaning:
            one = self._by_meaning[key]
            self._by_meaning[key] = replace(
                one, claims=(*one.claims, claim), named=(*one.named, named)
            )
            return
        name = self._free_name(claim, actor.id, section)
        self._by_meaning[key] = Drafted(
            actor.id, section, name, kind, weight, tests, (claim,), (named,)
        )

    def _options(self, issue: str, actor: str) -> int:
        return options_as_read(self.scenario.issue[issue], actor)

    def _free_name(self, claim: Claim, actor: str, section: Section) -> str:
        """Name an element after its claim; numbered where that name stands."""
        first = claim.id
        if claim.id in self._shared:
            first = f"{_as_id(claim.document)}_{claim.id}"
        standing = self._standing[actor, section]
        name, number = first, 1
        while name in standing:
            number += 1
            name = f"{first}_{number}"
        standing.add(name)
        return name


def _ids_of_several(scenario: Scenario) -> set[str]:
    """Claim ids that several registers have."""
    once: set[str] = set()
    several: set[str] = set()
    for register in scenario.registers:
        ids = {claim.id for claim in register.claims}
        several |= ids & once
        once |= ids
    return several


def _standing(scenario: Scenario, actor: Actor, section: Section) -> set[str]:
    """The names that nothing more may have: of elements that stand, or that a variant adds."""
    names = {
        "red_lines": {line.id for line in actor.red_lines} | {*ACTOR_KEYS, *NEW_ACTOR_KEYS},
        "wishes": {wish.id for wish in actor.wishes},
        "expects": {forecast.id for forecast in actor.expects},
    }[section]
    kinds = {"red_lines": "red_line", "wishes": "wish"}
    for variant in scenario.variants:
        for put in variant.add:
            path = parse_path(put.path)
            if path is not None and (path.actor, path.kind) == (actor.id, kinds.get(section)):
                names.add(path.id)
    return names


def _as_id(name: str) -> str:
    """Make an id of a document's name."""
    plain = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")
    return plain if plain[:1].isalpha() else f"d_{plain}".rstrip("_")
