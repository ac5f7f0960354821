"""Votes in a sweep: whose yes a formula tells is summed up as utilities are; of the others, sets are looked at.

An actor's yes is *told* by a formula where its red lines and the comparison with its reservation value speak of few
issues together. Then a vote is a part-worth that a package earns, and that enough vote is one more sum that must reach
its least. What is not told is a sum by itself; of those actors every set that may agree is a case of its own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, reduce
from itertools import product
from math import prod

import numpy as np

from negsim.errors import TooLarge
from negsim.solve.sweep.asks import Ask, acceptance, conditionals, content, rules
from negsim.solve.sweep.diagram import Sum
from negsim.solve.sweep.kept import kept
from negsim.solve.tables.consent import Assembly, Ballot
from negsim.solve.tables.formula import (
    TABLE_CELLS,
    collapse,
    conjunction,
    disjunction,
    evaluate,
    grid,
    lookup,
    negate,
    scope_of,
    truth,
)
from negsim.solve.tables.problem import (
    ActorTables,
    Formula,
    FormulaBonus,
    Problem,
    ScopeTable,
    constant,
)

MOST_TERMS = 4096  # cases that are counted apart
WINS = "the votes leave too many sets of actors to be counted apart"
MEND = "let fewer actors vote, or give those who do preferences on fewer issues"


def told_by(actor: ActorTables, sizes: Sequence[int]) -> Formula | None:
    """Where an actor accepts, as a formula; None where that speaks of too many issues at once."""
    found = kept(actor, "told", lambda: (_told_by(actor, sizes),))
    return found[0]


def _told_by(actor: ActorTables, sizes: Sequence[int]) -> Formula | None:
    keeps = negate(disjunction(actor.crossed))
    low = sum(int(t.values.min()) for t in actor.tables) + sum(
        min(0, b.worth) for b in actor.bonuses
    )
    high = sum(int(t.values.max()) for t in actor.tables) + sum(
        max(0, b.worth) for b in actor.bonuses
    )
    if actor.threshold > high:
        return constant(False)
    if actor.threshold <= low:
        return collapse(keeps, sizes)
    scopes = [t.scope for t in actor.tables] + [scope_of(b.formula) for b in actor.bonuses]
    scope = _joined(scopes)
    if prod(sizes[i] for i in scope) > TABLE_CELLS:
        return None
    columns = grid(scope, sizes)
    worths = [lookup(t, columns).astype(object) for t in actor.tables]
    worths += [evaluate(b.formula, columns).astype(object) * b.worth for b in actor.bonuses]
    values = np.asarray(reduce(np.add, worths) >= actor.threshold, dtype=bool)
    reaches = ScopeTable(scope, np.broadcast_to(values, [sizes[i] for i in scope]))
    return collapse(conjunction([reaches, keeps]), sizes)


def _joined(scopes: Iterable[tuple[int, ...]]) -> tuple[int, ...]:
    return tuple(sorted({issue for scope in scopes for issue in scope}))


@dataclass(frozen=True, eq=False)
class Gate:
    """Enough votes: of those whose yes is told, as a sum, and of members whose yes is not."""

    told: Sum
    members: tuple[tuple[VotingMember, int], ...]
    wanted: int  # of both together
    free: Formula | None = None  # where no votes are needed at all

    @property
    def most(self) -> int:
        """All votes of those whose yes is told."""
        return self.told.bound


@dataclass(frozen=True, eq=False)
class VotingMember:
    """An actor whose vote counts where it accepts and each of its own bodies passes."""

    actor: int
    gates: tuple[Gate, ...] = ()


@dataclass(frozen=True)
class Term:
    """One case: who accepts beside those who must, how many votes are reached, and what holds."""

    yes: frozenset[int] = frozenset()
    votes: frozenset[tuple[Gate, int]] = frozenset()
    facts: frozenset[Formula] = frozenset()

    def __mul__(self, other: Term) -> Term:
        least = dict(self.votes)
        for gate, wanted in other.votes:
            least[gate] = max(wanted, least.get(gate, wanted))
        return Term(self.yes | other.yes, frozenset(least.items()), self.facts | other.facts)


Cases = Mapping[Term, int]  # cases of which what is asked is the sum, each so many times
CERTAIN: Cases = {Term(): 1}


def both(left: Cases, right: Cases) -> Cases:
    """Where two things hold."""
    found: dict[Term, int] = {}
    for (one, k), (other, m) in product(left.items(), right.items()):
        _note(found, one * other, k * m)
    return _settled(found)


def either(left: Cases, right: Cases) -> Cases:
    """Where one of two things holds."""
    found = dict(left)
    for one, k in right.items():
        _note(found, one, k)
    for one, k in both(left, right).items():
        _note(found, one, -k)
    return _settled(found)


def _note(found: dict[Term, int], term: Term, times: int) -> None:
    found[term] = found.get(term, 0) + times
    if len(found) > 2 * MOST_TERMS:
        raise TooLarge.one(WINS, MEND)


def _settled(found: Mapping[Term, int]) -> Cases:
    cases = {term: times for term, times in found.items() if times}
    if len(cases) > MOST_TERMS:
        raise TooLarge.one(WINS, MEND)
    return cases


def passing(gate: Gate) -> Cases:
    """Where a gate has enough votes.

    Whether enough members agree is a polynomial in who agrees (Mobius inversion): with or without one more member, so
    many votes fewer or as many are wanted of the others.
    """
    whole = gate.most + sum(number for _, number in gate.members)
    open_cases: dict[tuple[frozenset[VotingMember], int], int] = {}
    if gate.wanted <= whole:
        open_cases[frozenset(), max(0, gate.wanted)] = 1
    for place, (member, number) in enumerate(gate.members):
        most = gate.most + sum(n for _, n in gate.members[place + 1 :])
        following: dict[tuple[frozenset[VotingMember], int], int] = {}
        for (who, wanted), k in open_cases.items():
            for some, left, times in (
                (who, wanted, k),
                (who | {member}, max(0, wanted - number), k),
                (who | {member}, wanted, -k),
            ):
                if left <= most:
                    following[some, left] = following.get((some, left), 0) + times
        open_cases = {key: times for key, times in following.items() if times}
        if len(open_cases) > 2 * MOST_TERMS:
            raise TooLarge.one(WINS, MEND)
    found: dict[Term, int] = {}
    for (who, wanted), times in open_cases.items():
        votes = frozenset({(gate, wanted)}) if wanted > 0 else frozenset()
        cases: Cases = {Term(votes=votes): times}
        for member in who:
            cases = both(cases, counting(member))
        for term, k in cases.items():
            _note(found, term, k)
    cases = _settled(found)
    if gate.free is None or not gate.members:
        return cases
    needed = negate(gate.free)
    split = {Term(facts=frozenset({gate.free})): 1}
    return {**split, **both({Term(facts=frozenset({needed})): 1}, cases)}


def counting(member: VotingMember) -> Cases:
    """Where a member accepts and each of its bodies passes."""
    accepts: Cases = {Term(yes=frozenset({member.actor})): 1}
    return reduce(both, map(passing, member.gates), accepts)


@dataclass(frozen=True, eq=False)
class Forum:
    """Who must agree, and the gates that votes must pass: all of some, and in one of several ways."""

    problem: Problem
    gates: tuple[Gate, ...] = ()
    ways: tuple[tuple[Gate, ...], ...] | None = None
    seats: Mapping[tuple[int, int], Gate] = field(default_factory=dict)  # per body, by itself

    @classmethod
    def of(cls, problem: Problem) -> Forum:
        """The forum of a problem."""
        return _Convening(problem).forum()

    def base(self) -> Ask:
        """The feasible packages that all accept whose acceptance no vote replaces; principals apart."""
        asked = rules(self.problem)
        for a in conditionals(self.problem):
            asked += content(self.problem.actors[a])
        return asked

    def cases(self) -> Cases:
        """When votes suffice."""
        found = reduce(both, map(passing, self.gates), CERTAIN)
        if self.ways is None:
            return found
        ways = [reduce(both, map(passing, way), CERTAIN) for way in self.ways]
        return both(found, reduce(either, ways)) if ways else {}

    def ask(self, term: Term) -> Ask:
        """What a case asks for, beside what is asked anyway."""
        problem, asked = self.problem, Ask(tuple(map(negate, _stable(term.facts))))
        for a in sorted(term.yes):
            told = told_by(problem.actors[a], problem.sizes)
            asked += acceptance(problem.actors[a]) if told is None else Ask((negate(told),))
        every = (*self.every_gate, *self.seats.values())
        order = {gate: place for place, gate in enumerate(every)}
        reached = sorted(term.votes, key=lambda item: order[item[0]])
        return asked + Ask((), tuple(gate.told.reaching(wanted) for gate, wanted in reached))

    @cached_property
    def every_gate(self) -> tuple[Gate, ...]:
        """Every gate that counts, those of members before those that they vote in."""
        found: dict[Gate, None] = {}

        def add(gate: Gate) -> None:
            for member, _ in gate.members:
                for own in member.gates:
                    add(own)
            found[gate] = None

        for gate in (*self.gates, *(gate for way in self.ways or () for gate in way)):
            add(gate)
        return tuple(found)


def _stable(facts: Collection[Formula]) -> list[Formula]:
    return sorted(
        facts, key=lambda formula: (scope_of(formula), str(getattr(formula, "values", "")))
    )


class _Convening:
    """Makes the gates of a problem."""

    def __init__(self, problem: Problem) -> None:
        self.problem, self.assembly = problem, Assembly.of(problem)
        self.sure = frozenset(problem.principals if problem.quota is None else ())
        self._members: dict[int, VotingMember] = {}

    def forum(self) -> Forum:
        gates = []
        for a, ballots in self.assembly.bodies.items():
            actor = self.problem.actors[a]
            if actor.consent == "when":
                assert actor.needed is not None
                free = negate(actor.needed)
                gates += [self._body(one, self.sure | {a}, free) for one in ballots]
            elif self.assembly.ways is None:
                gates += [self._body(one, self.sure) for one in ballots]
        ways = None
        if self.assembly.ways is not None:
            ways = tuple(
                tuple(gate for one, named in way for gate in self._quota(one, named))
                for way in self.assembly.ways
            )
        seats = {
            (a, k): self._body(one, frozenset())
            for a, ballots in self.assembly.bodies.items()
            for k, one in enumerate(ballots)
        }
        return Forum(self.problem, tuple(gates), ways, seats)

    def _body(self, one: Ballot, sure: frozenset[int], free: Formula | None = None) -> Gate:
        """A gate of those who vote in a body; some of them are sure to accept where it is asked."""
        given = sum(number for a, number in one.votes if a in sure)
        votes = [(a, number) for a, number in one.votes if a not in sure]
        told, members = [], []
        for a, number in votes:
            formula = told_by(self.problem.actors[a], self.problem.sizes)
            if formula is None:
                members.append((self._voter(a), number))
            else:
                told.append(FormulaBonus(formula, number))
        return _gate(told, members, one.wanted - given, free)

    def _voter(self, a: int) -> VotingMember:
        return self._members.setdefault(a, VotingMember(a))

    def _quota(self, one: Ballot, named: frozenset[int]) -> list[Gate]:
        """Gates of the votes of a rule, and of those whom it names."""
        found = [self._of_principals(one.votes, one.wanted)]
        if named:
            each = tuple((a, 1) for a in sorted(named))
            found.append(self._of_principals(each, len(each)))
        return found

    def _of_principals(self, votes: Sequence[tuple[int, int]], wanted: int) -> Gate:
        told, members = [], []
        for a, number in votes:
            counts = self._counts[a]
            if isinstance(counts, VotingMember):
                members.append((counts, number))
            else:
                told.append(FormulaBonus(counts, number))
        return _gate(told, members, wanted, None)

    @cached_property
    def _counts(self) -> Mapping[int, Formula | VotingMember]:
        """How it is told of each principal that it accepts and each of its bodies passes."""
        found: dict[int, Formula | VotingMember] = {}
        for a in self.problem.principals:
            gates = [self._body(one, frozenset({a})) for one in self.assembly.bodies[a]]
            told = told_by(self.problem.actors[a], self.problem.sizes)
            formula = None if told is None else self._with_bodies(told, gates)
            found[a] = formula if formula is not None else VotingMember(a, tuple(gates))
        return found

    def _with_bodies(self, told: Formula, gates: Sequence[Gate]) -> Formula | None:
        """A formula that says all of it, where that speaks of few issues."""
        sizes = self.problem.sizes
        parts = [told]
        for gate in gates:
            scope = _joined(scope_of(bonus.formula) for bonus in gate.told.bonuses)
            if gate.members or prod(sizes[i] for i in scope) > TABLE_CELLS:
                return None
            columns = grid(scope, sizes)
            cast = sum(
                evaluate(b.formula, columns).astype(object) * b.worth for b in gate.told.bonuses
            )
            passes = np.asarray(np.asarray(cast, dtype=object) >= gate.wanted, dtype=bool)
            values = np.broadcast_to(passes, [sizes[i] for i in scope])
            parts.append(ScopeTable(scope, values))
        return collapse(conjunction(parts), sizes)


def _gate(
    told: list[FormulaBonus],
    members: list[tuple[VotingMember, int]],
    wanted: int,
    free: Formula | None,
) -> Gate:
    """A gate, in which what certainly is so or is not counts as votes given or missing."""
    given = sum(bonus.worth for bonus in told if truth(bonus.formula))
    open_votes = [bonus for bonus in told if truth(bonus.formula) is None]
    wanted -= given
    if free is not None and not members:
        # Where it is not asked it gets more than it could lack, so that one comparison says both.
        enough = max(1, wanted)
        return Gate(Sum((), (*open_votes, FormulaBonus(free, enough))), (), wanted)
    return Gate(Sum((), tuple(open_votes)), tuple(members), wanted, free)


def zone_terms(problem: Problem) -> list[tuple[int, Ask]]:
    """Sets of packages of which the zone is the sum, each so many times.

    One where nobody's vote may be missing, and where what is told by formulas must reach several sums at once.

    Raises
    ------
    TooLarge
        Where there are more than `MOST_TERMS`.
    """
    forum = Forum.of(problem)
    asked = forum.base()
    if problem.quota is None:
        for a in problem.principals:
            asked += acceptance(problem.actors[a])
    return [(times, asked + forum.ask(term)) for term, times in forum.cases().items()]


def body_terms(problem: Problem, actor: int, number: int) -> list[tuple[int, Ask]]:
    """Sets of packages of which those that need a body, feasible and passed by it, are the sum."""
    forum, asked = Forum.of(problem), rules(problem)
    needed = problem.actors[actor].needed
    if needed is not None:
        asked += Ask((negate(needed),))
    cases = passing(forum.seats[actor, number])
    return [(times, asked + forum.ask(term)) for term, times in cases.items()]
