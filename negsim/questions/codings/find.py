"""How much of the answer is in the coding: all ways to read the lines, and to take some for none, in one walk."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

import numpy as np

from negsim.errors import TooLarge
from negsim.language.claims.carried import carried
from negsim.language.model.scenario import Scenario
from negsim.questions.codings.choices import Choices, CodedProblem
from negsim.questions.codings.gaps import gaps
from negsim.questions.codings.result import Coded, CodingKnot, Codings, Sampled
from negsim.questions.codings.silence import silent_lines
from negsim.questions.zone.find import run
from negsim.questions.zone.result import Findings
from negsim.solve.ahead import Told, foresee_answers
from negsim.solve.choose import violated_sets
from negsim.solve.intervals import share_interval
from negsim.solve.kernels.codings import (
    Knots,
    drawn_codings,
    is_open,
    knots,
    knots_of,
    n_codings,
    open_weight,
)
from negsim.solve.kernels.combinations import Combinations
from negsim.solve.listing.estimate import estimate
from negsim.solve.patience import GLANCED
from negsim.solve.tables.blame import minimal_sets
from negsim.space.members import red_line_member
from negsim.space.space import compile_scenario
from negsim.spread import Spread

Progress = Callable[[int, int], None]
DRAWS = 10_000
GLANCED_AT = 25_000  # codings that are counted in passing


def codings(
    scenario: Scenario,
    *,
    written: bool = False,
    draws: int = DRAWS,
    seed: int = 0,
    findings: Findings | None = None,
    spread: Spread | None = None,
    progress: Progress | None = None,
    told: Told | None = None,
) -> Codings:
    """Say in how many ways of coding the red lines the zone is open, and what excludes what in the others.

    Parameters
    ----------
    scenario : Scenario
        With its variants applied; which readings they choose is the coding in force, all of them are asked.
    written : bool
        Whether only the readings that the file writes are asked, as `negsim readings` does.
    draws, seed : int
        Of codings, where they are too many to count each.
    findings : Findings, optional
        What `run` found of the scenario, where that is known already.
    spread : Spread, optional
        Where packages are gone through; absent, this process. The result is the same.
    progress : callable, optional
        Called with the number of packages done, and of how many.
    told : callable, optional
        Called once, before the work begins, with the packages that are gone through, and about how many seconds that
        takes.

    Raises
    ------
    TooLarge
        Where neither engine comes to an end, or what packages violate is too various.
    """
    # Once as it is coded, once with every choice of every line beside the others.
    foresee_answers([compile_scenario(scenario).problem], told, times=2)
    found = run(scenario, spread=spread) if findings is None else findings
    elsewhere = None if spread is None or not spread.is_elsewhere else spread
    return _Coding(found, progress, elsewhere, written=written).answer(draws, seed)


def at_a_glance(findings: Findings) -> Codings | None:
    """Give what all codings come to where that takes no time beside what was found already; else None.

    `run` tells of it then, and not where it would keep anyone waiting: on a space of millions of packages it takes
    twice as long as `run` itself.
    """
    if estimate(findings.space.problem).seconds > GLANCED:
        return None
    if n_codings(CodedProblem(findings).lines) > GLANCED_AT:
        return None
    try:
        return codings(findings.scenario, findings=findings)
    except TooLarge:
        return None


class _Coding:
    """What all codings of a problem come to, put together."""

    def __init__(
        self,
        findings: Findings,
        progress: Progress | None,
        elsewhere: Spread | None,
        *,
        written: bool,
    ) -> None:
        self.findings, self.scenario = findings, findings.scenario
        coded = CodedProblem(findings, written=written)
        self.every, self.lines = coded.every, coded.lines
        both = violated_sets(coded.problem, ("red_lines", "reservations"), progress, elsewhere)
        drawn_by_lines = coded.layout.of_layers(("red_lines",))
        # What is minimal with walk-away values has among its lines what is minimal without them.
        self.red = minimal_sets((mask & drawn_by_lines for mask in both), len(coded.layout.bit))
        self.all = [mask for mask in both if not mask & ~drawn_by_lines]

    def answer(self, draws: int, seed: int) -> Codings:
        ones = [[1] * len(line.bits) for line in self.lines]
        n_open = open_weight(self.all, self.lines, ones)
        on_lines = open_weight(self.red, self.lines, ones)
        found = knots(self.red, self.lines)
        several = [d for d, one in enumerate(self.every) if len(one.names) > 1]
        by_choice = [self._open_by_choice(d, ones) for d in several]
        chance = open_weight(self.all, self.lines, [one.chances for one in self.every])
        counted = (n_open, on_lines, found, chance, *by_choice)
        if any(part is None for part in counted):
            return self._sampled(draws, seed, several)
        assert n_open is not None
        assert on_lines is not None
        assert found is not None
        assert chance is not None
        return self._put(
            int(n_open),
            int(on_lines),
            found,
            several,
            [one or [] for one in by_choice],
            Fraction(chance),
            None,
        )

    def _open_by_choice(self, d: int, ones: Sequence[Sequence[int]]) -> list[int] | None:
        counts = []
        for chosen in range(len(self.lines[d].bits)):
            only = [int(c == chosen) for c in range(len(self.lines[d].bits))]
            count_of = open_weight(self.all, self.lines, [*ones[:d], only, *ones[d + 1 :]])
            if count_of is None:
                return None
            counts.append(int(count_of))
        return counts

    def _sampled(self, draws: int, seed: int, several: Sequence[int]) -> Codings:
        rng = np.random.default_rng(seed)
        total = n_codings(self.lines)
        drawn = drawn_codings(self.lines, draws, rng)
        opened = [coding for coding in drawn if is_open(self.all, self.lines, coding)]
        on_lines = sum(is_open(self.red, self.lines, coding) for coding in drawn)
        found = knots_of(self.red, self.lines, drawn)
        likely = [
            tuple(
                int(rng.choice(len(one.chances), p=[float(c) for c in one.chances]))
                for one in self.every
            )
            for _ in range(draws)
        ]
        hits = sum(is_open(self.all, self.lines, coding) for coding in likely)

        def whole(part: int) -> int:
            return total * part // draws

        scaled = Knots(
            {mask: whole(n) for mask, n in found.within.items()},
            {mask: whole(n) for mask, n in found.alone.items()},
        )
        by_choice = [
            [
                whole(sum(coding[d] == c for coding in opened))
                for c in range(len(self.every[d].names))
            ]
            for d in several
        ]
        sampled = Sampled(
            draws, seed, share_interval(len(opened), draws), share_interval(hits, draws)
        )
        return self._put(
            whole(len(opened)),
            whole(on_lines),
            scaled,
            several,
            by_choice,
            Fraction(hits, draws),
            sampled,
        )

    def _put(
        self,
        n_open: int,
        on_lines: int,
        found: Knots,
        several: Sequence[int],
        by_choice: Sequence[Sequence[int]],
        chance: Fraction,
        sampled: Sampled | None,
    ) -> Codings:
        paths = [one.path for one in self.every]
        named = [
            CodingKnot(
                tuple(sorted(path for d, path in enumerate(paths) if mask >> d & 1)),
                within,
                found.alone.get(mask, 0),
            )
            for mask, within in found.within.items()
        ]
        opening, is_complete = self._opening(several)
        return Codings(
            findings=self.findings,
            codings=n_codings(self.lines),
            open=n_open,
            open_on_red_lines=on_lines,
            base="open" if self.findings.zone.is_open else "closed",
            knots=tuple(sorted(named, key=lambda knot: (-knot.within, knot.members))),
            lines=tuple(
                self._coded(self.every[d], counts)
                for d, counts in zip(several, by_choice, strict=True)
            ),
            opening=opening,
            all_opening=is_complete,
            chance_open=chance,
            gaps=gaps(self.findings),
            silent_lines=silent_lines(self.findings),
            sampled=sampled,
        )

    def _coded(self, one: Choices, counts: Sequence[int]) -> Coded:
        return Coded(
            member=red_line_member(self.scenario, one.actor, one.line),
            status=carried(self.scenario, one.actor.id, one.line).status,
            choices=one.names,
            now=one.names[one.line.reading],
            open=dict(zip(one.names, counts, strict=True)),
            chances=dict(zip(one.names, one.chances, strict=True)),
        )

    def _opening(self, several: Sequence[int]) -> tuple[tuple[tuple[str, ...], ...], bool]:
        """The minimal sets of choices that open, by the choices of the lines that have several."""
        first, bits, names = 0, [], []
        for d in several:
            for bit, name in zip(self.lines[d].bits, self.every[d].names, strict=True):
                bits.append((bit, 1 << first))
                names.append(f"{self.every[d].path}={name}")
                first += 1
        fixed = sum(line.all for d, line in enumerate(self.lines) if d not in set(several))
        stopping = (
            sum(mark for bit, mark in bits if mask & bit) for mask in self.all if not mask & fixed
        )
        found = Combinations([len(self.every[d].names) for d in several], stopping).opening
        named = (
            tuple(sorted(name for place, name in enumerate(names) if mask >> place & 1))
            for mask in found.masks
        )
        return tuple(sorted(named)), found.is_complete
