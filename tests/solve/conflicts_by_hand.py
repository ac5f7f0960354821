"""The graph model's definitions as slow and obvious code (Fang, Hipel & Kilgour 1993): sets of states, and loops.

A conflict here is any graph: per decision maker, where it can move from each state, and how it ranks the states.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations

State = int


@dataclass(frozen=True)
class Conflict:
    """Per decision maker: state -> states it can move to at once; state -> payoff."""

    moves: Sequence[Mapping[State, frozenset[State]]]
    payoffs: Sequence[Mapping[State, int]]
    states: tuple[State, ...]

    @property
    def makers(self) -> range:
        return range(len(self.moves))

    def improvements(self, maker: int, state: State) -> frozenset[State]:
        worth = self.payoffs[maker]
        return frozenset(s for s in self.moves[maker][state] if worth[s] > worth[state])

    def steps(self, maker: int, state: State, *, improving: bool) -> frozenset[State]:
        return self.improvements(maker, state) if improving else self.moves[maker][state]

    def replies(
        self, others: Sequence[int], state: State, *, improving: bool, once: bool
    ) -> frozenset[State]:
        """States that others can bring about: by legal sequences (nobody twice in a row), or each moving once."""
        if once:
            return frozenset(self._once(others, state, improving))
        found: set[State] = set()
        seen: set[tuple[State, int]] = set()
        waiting = [(state, -1)]
        while waiting:
            here, last = waiting.pop()
            for maker in others:
                if maker == last:
                    continue
                for there in self.steps(maker, here, improving=improving):
                    if (there, maker) not in seen:
                        seen.add((there, maker))
                        found.add(there)
                        waiting.append((there, maker))
        return frozenset(found)

    def _once(self, others: Sequence[int], state: State, improving: bool) -> Iterator[State]:
        for order in permutations(others):
            reached = {state}
            for maker in order:
                reached |= {
                    there
                    for here in reached
                    for there in self.steps(maker, here, improving=improving)
                }
                yield from reached - {state}

    def nash(self, maker: int, state: State, once: bool = False) -> bool:
        return not self.improvements(maker, state)

    def gmr(self, maker: int, state: State, once: bool = False) -> bool:
        return all(
            any(self._no_better(maker, end, state) for end in self._all(maker, to, once))
            for to in self.improvements(maker, state)
        )

    def smr(self, maker: int, state: State, once: bool = False) -> bool:
        return all(
            any(
                self._no_better(maker, end, state)
                and all(self._no_better(maker, out, state) for out in self.moves[maker][end])
                for end in self._all(maker, to, once)
            )
            for to in self.improvements(maker, state)
        )

    def seq(self, maker: int, state: State, once: bool = False) -> bool:
        others = [m for m in self.makers if m != maker]
        return all(
            any(
                self._no_better(maker, end, state)
                for end in self.replies(others, to, improving=True, once=once)
            )
            for to in self.improvements(maker, state)
        )

    def _all(self, maker: int, state: State, once: bool) -> frozenset[State]:
        others = [m for m in self.makers if m != maker]
        return self.replies(others, state, improving=False, once=once)

    def _no_better(self, maker: int, one: State, other: State) -> bool:
        return self.payoffs[maker][one] <= self.payoffs[maker][other]

    def equilibria(self, concept: str, *, once: bool = False) -> list[State]:
        """States that are stable for everybody."""
        stable = getattr(self, concept)
        return [s for s in self.states if all(stable(m, s, once) for m in self.makers)]
