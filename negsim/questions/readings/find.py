"""Which meanings of ambiguous words open the zone, which close it, and whose clarification matters most."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import TYPE_CHECKING, Any

from negsim.document.plain import to_json
from negsim.document.rows import Row, frame, to_csv
from negsim.language.model.evidence import status
from negsim.language.model.scenario import Scenario
from negsim.questions.zone.find import check_size
from negsim.solve.kernels.combinations import Combinations, Decides, Sets
from negsim.solve.kernels.readings import Demand, stopping
from negsim.solve.tables.problem import Actor
from negsim.space.compiler import Compiler
from negsim.space.members import Member, red_line_member
from negsim.space.space import Space, compile_scenario

if TYPE_CHECKING:
    import pandas as pd

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Clarify:
    """One ambiguous demand, and how much hangs on what its words mean.

    Parameters
    ----------
    member : Member
        The demand as it is read now, and what it rests on.
    readings : tuple of str
        Their ids, in the file's order.
    open_by_reading : mapping, or None
        How many combinations are open with each reading; None where counting is out of reach, as for what follows.
    decides, of : int or None, int
        In how many of the combinations of all other demands' readings the answer hangs on this one.
    flips : int or None
        Pairs of an open and a closed combination that differ in this reading alone.
    turns : tuple of str
        The readings which, all other demands as they are read now, turn the answer of now round.
    """

    member: Member
    readings: tuple[str, ...]
    open_by_reading: Mapping[str, int] | None
    decides: int | None
    of: int
    flips: int | None
    turns: tuple[str, ...]

    @property
    def path(self) -> str:
        """ACTOR.ID of the demand."""
        return self.member.path

    @property
    def share(self) -> float | None:
        """In which share of the combinations of all others the answer hangs on this one."""
        return None if self.decides is None else self.decides / self.of

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        return {
            "path": self.path,
            "reading": self.member.reading,
            "decides": self.decides,
            "of": self.of,
            "share": self.share,
            "flips": self.flips,
            "open_by_reading": None if self.open_by_reading is None else dict(self.open_by_reading),
            "turns": list(self.turns),
        }


@dataclass(frozen=True)
class Tally:
    """How many combinations of readings there are, and how many are open (None where that is out of reach)."""

    combinations: int
    open: int | None

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        return {"combinations": self.combinations, "open": self.open}


@dataclass(frozen=True, eq=False)
class Readings:
    """What all combinations of readings come to. Everything is exact; nothing is sampled.

    Parameters
    ----------
    space : Space
        The scenario, with its variants applied.
    combinations, open, open_on_red_lines : int
        Combinations of one reading per demand that has several; in how many of them the zone, and the red-line zone,
        is open. None where a count is out of reach.
    is_open : bool
        Whether the zone is open as the demands are read now.
    without_assumed : Tally
        The same without red lines that no claim supports.
    closing, opening : tuple of tuple of str
        The inclusion-minimal sets of readings, `ACTOR.ID=READING`, under which the zone is empty, or open, whatever
        the others are. One empty set where it always is.
    all_closing, all_opening : bool
        Whether these are all.
    clarify : tuple of Clarify
        The ambiguous demands, those on which most hangs first.

    Examples
    --------
    >>> import negsim
    >>> readings = negsim.load("harbour").readings()
    >>> readings.combinations, readings.open
    (4, 3)
    """

    space: Space
    combinations: int
    open: int | None
    open_on_red_lines: int | None
    is_open: bool
    without_assumed: Tally
    closing: tuple[tuple[str, ...], ...]
    opening: tuple[tuple[str, ...], ...]
    all_closing: bool
    all_opening: bool
    clarify: tuple[Clarify, ...]

    @property
    def scenario(self) -> Scenario:
        """The scenario, with its variants applied."""
        return self.space.scenario

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that `negsim readings --format json` writes."""
        return {
            "scenario": self.scenario.id,
            "variant": list(self.scenario.applied),
            "combinations": self.combinations,
            "open": self.open,
            "open_on_red_lines": self.open_on_red_lines,
            "without_assumed": self.without_assumed.to_dict(),
            "closing": [list(one) for one in self.closing],
            "opening": [list(one) for one in self.opening],
            "complete": {"closing": self.all_closing, "opening": self.all_opening},
            "clarify": [one.to_dict() for one in self.clarify],
        }

    def to_json(self) -> str:
        """Write what `negsim readings --format json` writes."""
        return to_json(self.to_dict())

    def to_frame(self) -> pd.DataFrame:
        """List the ambiguous demands, one reading a row, those on which most hangs first."""
        return frame(self.rows(), COLUMNS)

    def to_csv(self) -> str:
        """Write what `negsim readings --format csv` writes: one reading a row."""
        return to_csv(self.rows(), COLUMNS)

    def rows(self) -> list[Row]:
        """Give one row per reading, with `COLUMNS`."""
        return [
            {
                "path": one.path,
                "reading": reading,
                "in_force": reading == one.member.reading,
                "open": None if one.open_by_reading is None else one.open_by_reading[reading],
                "combinations": self.combinations // len(one.readings),
                "decides": one.decides,
                "of": one.of,
                "flips": one.flips,
                "turns_the_answer": reading in one.turns,
            }
            for one in self.clarify
            for reading in one.readings
        ]

    def sets_frame(self) -> pd.DataFrame:
        """List the closing and the opening sets, one reading a row."""
        rows = [
            {"does": does, "set": number, "path": path, "reading": reading}
            for does, sets in (("closes", self.closing), ("opens", self.opening))
            for number, one in enumerate(sets, start=1)
            for path, reading in (name.split("=", 1) for name in one)
        ]
        return frame(rows, ("does", "set", "path", "reading"))

    def _repr_html_(self) -> str:
        from negsim.document.notebook import rows_html

        answer = (
            f"{self.open:,} of {self.combinations:,} combinations of readings leave a deal"
            if self.open is not None
            else f"{self.combinations:,} combinations of readings"
        )
        return rows_html(self.scenario, answer, self.rows(), COLUMNS)


COLUMNS = (
    "path",
    "reading",
    "in_force",
    "open",
    "combinations",
    "decides",
    "of",
    "flips",
    "turns_the_answer",
)


def readings(scenario: Scenario, *, progress: Progress | None = None) -> Readings:
    """Say in which combinations of readings the zone is open, and what closes or opens it whatever the rest.

    Parameters
    ----------
    scenario : Scenario
        With its variants applied; which readings they choose does not matter, but for `is_open` and `turns`.
    progress : callable, optional
        Called with the number of packages done, and of how many.

    Raises
    ------
    TooLarge
        Where the space is too large to go through.
    """
    return _Wording(scenario).answer(progress)


class _Wording:
    """A scenario with every reading of its ambiguous demands standing beside the others."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.space = compile_scenario(scenario)
        self.demands: list[Demand] = []
        self.members: list[Member] = []
        self.names: list[tuple[str, ...]] = []
        self.assumed: set[tuple[int, int]] = set()
        compiler = Compiler(scenario)
        actors = [self._with_readings(a, compiler) for a in range(len(scenario.actors))]
        self.problem = replace(self.space.problem, actors=tuple(actors))

    def _with_readings(self, a: int, compiler: Compiler) -> Actor:
        actor, compiled = self.scenario.actors[a], self.space.problem.actors[a]
        crossed, number = [], count()
        for line, current in zip(actor.red_lines, compiled.crossed, strict=True):
            is_assumed = status(line.sources) in {"assumed", "unsourced"}
            if actor.consent.kind == "never" or not line.has_readings:
                crossed.append(current)
                place = next(number)
                if is_assumed:
                    self.assumed.add((a, place))
                continue
            crossed += [compiler.violated(reading.clause) for reading in line.readings]
            places = tuple(next(number) for _ in line.readings)
            self.demands.append(Demand(a, places, is_assumed))
            self.members.append(red_line_member(self.scenario, actor, line))
            self.names.append(tuple(reading.id for reading in line.readings))
        return replace(compiled, crossed=tuple(crossed))

    def answer(self, progress: Progress | None) -> Readings:
        check_size(self.space)
        sizes = [len(names) for names in self.names]
        found = stopping(self.problem, self.demands, frozenset(self.assumed), progress)
        every = Combinations(sizes, found.all)
        supported = [d for d, demand in enumerate(self.demands) if not demand.is_assumed]
        narrow = Combinations(
            [sizes[d] for d in supported],
            (_narrowed(every, mask, supported) for mask in found.without_assumed),
        )
        now = [
            names.index(member.reading or "")
            for names, member in zip(self.names, self.members, strict=True)
        ]
        closing, opening = every.closing, every.opening
        clarify = [self._clarify(every, d, now) for d in range(len(sizes))]
        return Readings(
            space=self.space,
            combinations=every.total,
            open=every.n_open,
            open_on_red_lines=Combinations(sizes, found.on_red_lines).n_open,
            is_open=every.is_open(now),
            without_assumed=Tally(narrow.total, narrow.n_open),
            closing=self._named(closing),
            opening=self._named(opening),
            all_closing=closing.is_complete,
            all_opening=opening.is_complete,
            clarify=tuple(
                sorted(clarify, key=lambda c: (-(c.share or 0), -(c.flips or 0), c.path))
            ),
        )

    def _clarify(self, every: Combinations, d: int, now: Sequence[int]) -> Clarify:
        decides: Decides | None = every.decides(d)
        names, is_open = self.names[d], every.is_open(now)
        turned = [[*now[:d], r, *now[d + 1 :]] for r in range(len(names))]
        return Clarify(
            member=self.members[d],
            readings=names,
            open_by_reading=None
            if decides is None
            else dict(zip(names, decides.open_by_reading, strict=True)),
            decides=None if decides is None else decides.contexts,
            of=every.total // len(names),
            flips=None if decides is None else decides.flips,
            turns=tuple(
                name
                for name, chosen in zip(names, turned, strict=True)
                if every.is_open(chosen) != is_open
            ),
        )

    def _named(self, sets: Sets) -> tuple[tuple[str, ...], ...]:
        texts = [
            f"{member.path}={name}"
            for member, names in zip(self.members, self.names, strict=True)
            for name in names
        ]
        named = (
            tuple(sorted(text for bit, text in enumerate(texts) if mask >> bit & 1))
            for mask in sets.masks
        )
        return tuple(sorted(named))


def _narrowed(every: Combinations, mask: int, kept: Sequence[int]) -> int:
    """A set of readings, counted over some demands only."""
    narrowed, first = 0, 0
    for d in kept:
        narrowed |= ((mask & every.readings[d]) >> every.first[d]) << first
        first += every.sizes[d]
    return narrowed
