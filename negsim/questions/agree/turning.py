"""Which differences between two codings turn the answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import chain, combinations
from math import comb
from typing import Any

from negsim.language.model.evidence import Claim, Register
from negsim.language.model.scenario import Scenario
from negsim.questions.agree.coding import TwoCodings
from negsim.questions.agree.matching import Matching
from negsim.questions.agree.result import Answered, Found
from negsim.questions.draft import draft
from negsim.questions.draft.find import cited_claims
from negsim.questions.zone.find import run
from negsim.solve.ahead import Told, foresee_answers
from negsim.solve.listing.estimate import estimate
from negsim.solve.patience import CODINGS
from negsim.space.space import compile_scenario

Progress = Callable[[int, int], None]
MOST_SETS = 20_000  # sets of differences for which demands are drafted
MOST_CLAIMS = 400_000  # claims that are read for them, again and again
QUICKEST = 0.02  # seconds that a run takes at least

# What decides which demands are drafted; grade and speaker say how good a claim is, not what it becomes.
_TELLING = ("kind", "about", "bears_on")


def answered(
    scenario: Scenario,
    first: Register,
    second: Register,
    matching: Matching,
    *,
    progress: Progress | None = None,
    told: Told | None = None,
) -> Answered:
    """Draft and run a scenario under either coding, and find the smallest sets of differences that turn the answer.

    Notes
    -----
    All sets of differences that can change what is drafted are tried, smallest first, but for those that hold one which
    turns the answer already; what is drafted alike is run once. Where that would take long, only sets up to some size
    are tried, and `most` says which.
    """
    codings = TwoCodings(scenario, first, second, matching)
    tried = _Tried(codings)
    base, other = tried.of(codings.taken(())), tried.of(codings.of_second())
    telling = [one for one in codings.differences if tried.can_tell(one)]
    turning: list[frozenset[str]] = []
    most_sets = min(MOST_SETS, MOST_CLAIMS // max(1, len(codings.first) + len(codings.added)))
    sets = min(2 ** len(telling), most_sets)
    foresee_answers(
        [compile_scenario(scenario).problem], told, times=2 + min(sets, max(0, tried.runs_left))
    )
    done, most = 0, None
    for size in range(1, len(telling) + 1):
        if done + comb(len(telling), size) > most_sets or tried.runs_left <= 0:
            most = size - 1
            break
        for names in combinations(telling, size):
            done += 1
            if progress is not None:
                progress(done, 2 ** len(telling) - 1)
            wanted = frozenset(names)
            is_beyond = any(found <= wanted for found in turning)
            if not is_beyond and tried.of(codings.taken(wanted)) != base:
                turning.append(wanted)
    return Answered(base, other, tuple(sorted(tuple(sorted(one)) for one in turning)), most)


class _Tried:
    """What the scenario answers under a coding; what was drafted alike is remembered."""

    def __init__(self, codings: TwoCodings) -> None:
        self._codings = codings
        self._found: dict[Any, Found] = {}
        self._cited = cited_claims(codings.scenario)
        expected = estimate(compile_scenario(codings.scenario).problem).seconds
        self.runs_left = int(CODINGS / max(QUICKEST, expected)) + 1

    def of(self, claims: Iterable[Claim]) -> Found:
        """Draft from these claims, and run."""
        drafted = draft(self._codings.with_claims(claims))
        key = tuple(
            (one.actor, one.section, one.id, one.weight, one.clause) for one in drafted.added
        )
        if key not in self._found:
            self.runs_left -= 1
            answer = run(drafted.drafted)
            conflicts = tuple(conflict.paths for conflict in answer.conflicts)
            self._found[key] = Found(answer.zone.is_open, conflicts)
        return self._found[key]

    def can_tell(self, difference: str) -> bool:
        """Whether a difference can change what is drafted, whatever is taken beside it."""
        codings = self._codings
        if difference[0] in "+-":
            name = difference[1:]
            claim = codings.second[name] if difference[0] == "+" else codings.first[name]
            rests = bool(claim.supersedes) and claim.standing != "proposed"
            return rests or self._is_shared(claim) or bool(self._alone(claim))
        name, _, field = difference.partition(".")
        if field not in _TELLING:
            return False
        beside = [f"{name}.{one}" for one in codings.differing[name] if one != field]
        return any(
            self._taking(name, (*others, difference)) != self._taking(name, others)
            for others in chain.from_iterable(
                combinations(beside, size) for size in range(len(beside) + 1)
            )
        )

    def _taking(self, name: str, differences: Iterable[str]) -> Any:
        """What a claim of the first comes to by itself, with some of its fields taken from the second."""
        (claim,) = [one for one in self._codings.taken(differences) if one.id == name]
        return self._alone(claim)

    def _alone(self, claim: Claim) -> Any:
        """What is drafted from a claim where its document has no other."""
        found = draft(self._codings.with_claims([claim]))
        return [
            (one.actor, one.section, one.kind, one.weight, one.tests)
            for one in found.added
            if claim in one.claims
        ]

    def _is_shared(self, claim: Claim) -> bool:
        """Whether a claim of another register has its id, so that names change with it."""
        return any(
            other.id == claim.id and other.document != claim.document
            for other in self._codings.scenario.all_claims
        )
