"""A scenario under another coding of its document: claims put in the place of those of its register."""

from __future__ import annotations

from collections.abc import Iterable

from negsim.language.model.actors import Actor
from negsim.language.model.evidence import Claim, Register, Sources
from negsim.language.model.red_lines import RedLine
from negsim.language.model.scenario import Scenario
from negsim.questions.agree.matching import Matching, same_documents


class TwoCodings:
    """Two codings under the names of the first, and the scenario with either, or with some of the other's differences.

    Parameters
    ----------
    scenario : Scenario
    first, second : Register
    matching : Matching
    """

    def __init__(
        self, scenario: Scenario, first: Register, second: Register, matching: Matching
    ) -> None:
        self.scenario = scenario
        held = [document for register in scenario.registers for document in register.documents]
        there = same_documents(held, first.documents)
        self._documents = {one.id: there.get(one.id, one.id) for one in first.documents}
        self._register = first
        self.first = {claim.id: self._at_home(claim) for claim in first.claims}
        names = names_in_first(first, matching)
        into_first = {
            claim.full_id: f"{self._document(matching, claim)}.{names[claim.full_id]}"
            for claim in second.claims
        }
        self.second = {}
        for pair in matching.pairs:
            self.second[pair.first.id] = self._renamed(pair.second, into_first)
        self.added = []
        for claim in matching.only_second:
            self.second[names[claim.full_id]] = self._renamed(claim, into_first)
            self.added.append(names[claim.full_id])
        self.dropped = [claim.id for claim in matching.only_first]
        self.differing = {pair.first.id: pair.differing for pair in matching.pairs}

    def _document(self, matching: Matching, claim: Claim) -> str:
        """The document of one of the second's claims, as the scenario calls it."""
        first = matching.documents.get(claim.document, claim.document)
        return self._documents.get(first, first)

    def _at_home(self, claim: Claim) -> Claim:
        """One of the first's claims, in the scenario's document."""
        document = self._documents[claim.document]
        superseded = []
        for full in claim.supersedes:
            where, _, name = full.rpartition(".")
            superseded.append(f"{self._documents.get(where, where)}.{name}")
        return claim.model_copy(update={"document": document, "supersedes": tuple(superseded)})

    def _renamed(self, claim: Claim, names: dict[str, str]) -> Claim:
        document, _, name = names[claim.full_id].rpartition(".")
        superseded = tuple(names.get(one, one) for one in claim.supersedes)
        return claim.model_copy(update={"id": name, "document": document, "supersedes": superseded})

    def with_claims(self, claims: Iterable[Claim]) -> Scenario:
        """Give the scenario with these claims of the document; what cited others no longer does."""
        scenario, taken = self.scenario, tuple(claims)
        documents = set(self._documents.values())
        register = self._register.model_copy(
            update={
                "documents": tuple(
                    one.model_copy(update={"id": self._documents[one.id]})
                    for one in self._register.documents
                ),
                "claims": taken,
                "conflicts": (),
                "silences": (),
            }
        )
        registers: list[Register] = []
        is_placed = False
        for one in scenario.registers:
            if not documents & {document.id for document in one.documents}:
                registers.append(one)
            elif not is_placed:
                registers.append(register)
                is_placed = True
        if not is_placed:
            registers.append(register)
        known = {claim.full_id for one in registers for claim in one.claims}
        keep = {name: getattr(scenario, name) for name in type(scenario).model_fields}
        actors = tuple(_citing_only(actor, known) for actor in scenario.actors)
        changed = {"registers": tuple(registers), "actors": actors}
        return Scenario.model_construct(**{**keep, **changed})

    def taken(self, differences: Iterable[str]) -> list[Claim]:
        """Give the first coding's claims with some differences taken from the second."""
        wanted = set(differences)
        claims = [
            self._with_fields(name, claim, wanted)
            for name, claim in self.first.items()
            if f"-{name}" not in wanted
        ]
        return claims + [self.second[name] for name in self.added if f"+{name}" in wanted]

    def _with_fields(self, name: str, claim: Claim, wanted: set[str]) -> Claim:
        fields = [field for field in self.differing.get(name, ()) if f"{name}.{field}" in wanted]
        if not fields:
            return claim
        other = self.second[name]
        written = {key: value for key, value in claim.written.items() if key not in fields}
        written |= {key: value for key, value in other.written.items() if key in fields}
        values = {field: getattr(other, field) for field in fields}
        return claim.model_copy(update={**values, "written": written})

    def of_second(self) -> list[Claim]:
        """Give the second's claims under the first's names: matched ones in the first's order, then the others."""
        matched = [self.second[name] for name in self.first if name in self.second]
        return matched + [self.second[name] for name in self.added]

    @property
    def differences(self) -> list[str]:
        """Name every difference, in the order of the first, then what the second has alone."""
        found = []
        for name in self.first:
            found += [f"-{name}"] if name in self.dropped else []
            found += [f"{name}.{field}" for field in self.differing.get(name, ())]
        return found + [f"+{name}" for name in self.added]


def names_in_first(first: Register, matching: Matching) -> dict[str, str]:
    """Give, per full id in the second, the id that the claim has among the first's."""
    names = {pair.second.full_id: pair.first.id for pair in matching.pairs}
    taken = {claim.id for claim in first.claims}
    for claim in matching.only_second:
        name, number = claim.id, 1
        while name in taken:
            number += 1
            name = f"{claim.id}_{number}"
        taken.add(name)
        names[claim.full_id] = name
    return names


def _citing_only(actor: Actor, known: set[str]) -> Actor:
    """Give an actor whose elements cite no claim that is not there."""

    def kept(sources: Sources) -> Sources:
        return tuple(one for one in sources if one.claim is None or one.claim in known)

    def line(one: RedLine) -> RedLine:
        readings = tuple(
            reading.model_copy(update={"sources": kept(reading.sources)})
            for reading in one.readings
        )
        update = {"readings": readings, "written_sources": kept(one.written_sources)}
        return one.model_copy(update=update)

    return actor.model_copy(
        update={
            "sources": kept(actor.sources),
            "numbers_from": kept(actor.numbers_from),
            "written_red_lines": tuple(map(line, actor.written_red_lines)),
            "preferences": tuple(
                one.model_copy(
                    update={"sources": kept(one.sources), "numbers_from": kept(one.numbers_from)}
                )
                for one in actor.preferences
            ),
            "wishes": tuple(
                one.model_copy(
                    update={"sources": kept(one.sources), "numbers_from": kept(one.numbers_from)}
                )
                for one in actor.wishes
            ),
            "expects": tuple(
                one.model_copy(update={"sources": kept(one.sources)}) for one in actor.expects
            ),
        }
    )
