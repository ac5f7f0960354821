"""One register of two: what agrees as it is, what differs as disputed, with both codings beside it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from negsim.errors import InputError, quoted
from negsim.language.editing import Edits
from negsim.language.load import loads_register
from negsim.language.model.evidence import Claim, Register
from negsim.language.writer import plain_of, write_flow
from negsim.language.yaml.nodes import read_nodes
from negsim.language.yaml.tree import Mapping
from negsim.questions.agree.coding import names_in_first
from negsim.questions.agree.matching import Matched, Matching, match


def merged(first: Register, second: Register, text: str, other: str) -> str:
    """Write the register of two coders.

    Parameters
    ----------
    first, second : Register
    text, other : str
        Of the files that they were read from.

    Returns
    -------
    str
        The first's text, comments and order kept. Claims in which kind, grade, speaker, about or what they bear on
        differ are as the first has them, and `status: disputed`, with both codings in a comment. What the second has
        alone comes last, its claims as disputed; ids that the first uses already are numbered. What neither coder
        stands by stays `proposed`; what one proposes and the other confirms alike is confirmed.

    Raises
    ------
    InputError
        They hold no document in common, or the second holds claims of one that the first does not hold.
    """
    matching = match(first, second)
    taken = _Taken(first, second, matching, other)
    edits = Edits(text, first.path)
    edits.merge(taken.plain())
    told = {pair.first.id: list(_both(pair)) for pair in matching.pairs}
    told |= {claim.id: ["Only the first coder has this."] for claim in matching.only_first}
    for pair in matching.pairs:
        _stand(edits, pair.first, _standing(pair))
    for claim in matching.only_first:
        _stand(edits, claim, _alone(claim))
    told |= {name: ["Only the second coder has this."] for name in taken.claims}
    edits = Edits(edits.result(), first.path)
    claims = edits.find("claims")
    assert claims is not None
    for name, lines in told.items():
        key = claims.key(name)
        if lines and key is not None:
            edits.comment(key, lines)
    result = edits.result()
    loads_register(result, first.path)
    return result


def _both(pair: Matched) -> Iterator[str]:
    """Say how either has coded a claim, where they differ."""
    for who, claim in (("first", pair.first), ("second", pair.second)):
        if pair.differing:
            coded = {field: claim.written.get(field) for field in pair.differing}
            name = "" if pair.first.id == pair.second.id else f" ({claim.id})"
            yield f"The {who} coder{name}: {write_flow(coded)[1:-1]}"


def _standing(pair: Matched) -> str:
    """How a claim stands that both have: a proposal counts for nothing until one of them stands by it."""
    standings = [pair.first.standing, pair.second.standing]
    if pair.differing:
        return "proposed" if standings == ["proposed", "proposed"] else "disputed"
    return standings[1] if standings[0] == "proposed" else standings[0]


def _alone(claim: Claim) -> str:
    return "proposed" if claim.standing == "proposed" else "disputed"


def _stand(edits: Edits, claim: Claim, standing: str) -> None:
    if standing == claim.standing:
        return
    status = edits.find("claims", claim.id, "status")
    if status is None:
        edits.merge({"claims": {claim.id: {"status": standing}}})
    else:
        edits.replace(status, standing)


class _Taken:
    """What the second has alone, as the first would write it."""

    def __init__(self, first: Register, second: Register, matching: Matching, other: str) -> None:
        self._first, self._matching = first, matching
        node = read_nodes(other, second.path)
        assert isinstance(node, Mapping)
        self._node = node
        self._names = names_in_first(first, matching)
        self._own = {claim.id: claim for claim in second.claims}
        self.claims: dict[str, Any] = {}
        for claim in matching.only_second:
            if claim.document not in matching.documents:
                raise InputError.one(
                    f"{second.path} holds claims of a document that {first.path} does not: {quoted(claim.document)}",
                    "merge registers of the same documents",
                )
            plain = self._at_home(self._written("claims", claim.id), claim.document)
            if "supersedes" in plain:
                plain["supersedes"] = self._renamed(plain["supersedes"])
            self.claims[self._names[claim.full_id]] = {**plain, "status": _alone(claim)}

    def plain(self) -> dict[str, Any]:
        """Give claims, conflicts and silences, each under its section."""
        sections = {
            "claims": self.claims,
            "conflicts": self._conflicts(),
            "silences": self._silences(),
        }
        return {section: held for section, held in sections.items() if held}

    def _written(self, section: str, name: str) -> dict[str, Any]:
        held = self._node.get(section)
        assert isinstance(held, Mapping)
        plain = plain_of(held.get(name))
        assert isinstance(plain, dict)
        return plain

    def _at_home(self, plain: dict[str, Any], document: str) -> dict[str, Any]:
        """Say which document of the first something is in, where the first holds several."""
        kept = {key: value for key, value in plain.items() if key != "in"}
        here = self._matching.documents.get(document)
        return {"in": here, **kept} if len(self._first.documents) > 1 and here else kept

    def _renamed(self, names: Any) -> Any:
        if isinstance(names, list):
            return [self._renamed(name) for name in names]
        full = self._own[names].full_id if names in self._own else names
        return self._names.get(full, names)

    def _conflicts(self) -> dict[str, Any]:
        held = self._node.get("conflicts")
        known = {frozenset(one.between) for one in self._first.conflicts}
        full = {claim.id: claim.full_id for claim in self._first.claims}
        taken = {one.id for one in self._first.conflicts}
        found = {}
        for key, value in held.items if isinstance(held, Mapping) else ():
            plain = plain_of(value)
            between = self._renamed(plain["between"])
            names = between if isinstance(between, list) else [between]
            if frozenset(full.get(name, name) for name in names) not in known:
                found[_free(key.text, taken)] = {**plain, "between": between}
        return found

    def _silences(self) -> dict[str, Any]:
        held = self._node.get("silences")
        known = {one.says for one in self._first.silences}
        taken = {one.id for one in self._first.silences}
        found = {}
        for key, value in held.items if isinstance(held, Mapping) else ():
            plain = plain_of(value)
            if plain["says"] not in known:
                found[_free(key.text, taken)] = self._at_home(plain, str(plain.get("in", "")))
        return found


def _free(name: str, taken: set[str]) -> str:
    """Give a name that nothing has yet, and take it."""
    free, number = name, 1
    while free in taken:
        number += 1
        free = f"{name}_{number}"
    taken.add(free)
    return free
