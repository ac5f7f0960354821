"""The specification curve: how large the zone is under every coding, and what ties those that are closed.

After Simonsohn, Simmons & Nelson (2020), "Specification curve analysis", who show every defensible analysis of some
data side by side, sorted by its result, with the choices behind each below it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from negsim.language.model.actors import Actor
from negsim.language.model.red_lines import RedLine
from negsim.language.model.scenario import Scenario
from negsim.questions.codings.choices import CodedProblem
from negsim.questions.zone.find import is_quick
from negsim.questions.zone.result import Findings
from negsim.solve.kernels.codings import conflicts_of, drawn_codings, every_coding, n_codings
from negsim.solve.kernels.tally import tally

ALL = 5_000  # codings that are shown, each by itself; of more, so many are drawn
SEED = 0

Knot = tuple[int, ...]  # places of the lines that exclude one another, among all that are asked


@dataclass(frozen=True)
class CurveLine:
    """A red line that is asked, and its choices.

    Parameters
    ----------
    actor : Actor
    line : RedLine
    choices : tuple of str
    """

    actor: Actor
    line: RedLine
    choices: tuple[str, ...]


@dataclass(frozen=True)
class CodingZone:
    """A coding, and what it leaves.

    Parameters
    ----------
    chosen : tuple of int
        Per line, which choice.
    size : int
        Packages in the zone.
    knots : tuple of tuple of int
        Of a coding that red lines close: its minimal conflicts.
    """

    chosen: tuple[int, ...]
    size: int
    knots: tuple[Knot, ...]


@dataclass(frozen=True, eq=False)
class Curve:
    """Every coding, or so many drawn and the one in force; those with the largest zones first.

    Parameters
    ----------
    scenario : Scenario
    lines : tuple of CurveLine
        All red lines that are asked, those with one choice too.
    zones : tuple of CodingZone
        Closed ones last: of these the ones that fewest knots tie first.
    total : int
        How many codings there are.
    now : tuple of int
        The coding in force.
    """

    scenario: Scenario
    lines: tuple[CurveLine, ...]
    zones: tuple[CodingZone, ...]
    total: int
    now: tuple[int, ...]

    @property
    def is_drawn(self) -> bool:
        """Whether there are more codings than are told here."""
        return len(self.zones) < self.total

    @property
    def open(self) -> tuple[CodingZone, ...]:
        """The codings with a zone."""
        return tuple(one for one in self.zones if one.size)

    @property
    def closed(self) -> tuple[CodingZone, ...]:
        """The codings without."""
        return tuple(one for one in self.zones if not one.size)

    def knots(self) -> list[Knot]:
        """The knots, those that tie most codings first."""
        return [knot for knot, _ in _within(self.zones)]


def curve(findings: Findings) -> Curve | None:
    """Give the zone of every coding; None where nothing can be coded otherwise, or counting would take long.

    Parameters
    ----------
    findings : Findings
        Of the coding in force.
    """
    if not is_quick(findings):
        return None
    coded = CodedProblem(findings)
    total = n_codings(coded.lines)
    if total == 1:
        return None
    now = tuple(one.line.reading for one in coded.every)
    if total <= ALL:
        chosen: Sequence[tuple[int, ...]] = list(every_coding(coded.lines))
    else:
        drawn = drawn_codings(coded.lines, ALL - 1, np.random.default_rng(SEED))
        chosen = [now, *drawn]
    found = list(_zones(coded, chosen))
    order = {knot: place for place, (knot, _) in enumerate(_within(found))}

    def place(one: CodingZone) -> tuple[int, int, list[int], tuple[int, ...]]:
        return -one.size, len(one.knots), sorted(order[knot] for knot in one.knots), one.chosen

    return Curve(
        findings.scenario,
        tuple(CurveLine(one.actor, one.line, one.names) for one in coded.every),
        tuple(sorted(found, key=place)),
        total,
        now,
    )


def _zones(coded: CodedProblem, codings: Sequence[tuple[int, ...]]) -> Iterator[CodingZone]:
    blames, every = tally(coded.problem), sum(line.all for line in coded.lines)
    red = coded.layout.of_layers(("red_lines",))
    conflicts = conflicts_of([found for _, found in blames.violated(red)], coded.lines)
    for coding in codings:
        held = sum(line.bits[c] for line, c in zip(coded.lines, coding, strict=True))
        size = blames.n_within(every & ~held)
        yield CodingZone(coding, size, () if size else conflicts(coding))


def _within(zones: Sequence[CodingZone]) -> list[tuple[Knot, int]]:
    counts = Counter(knot for one in zones for knot in one.knots)
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))
