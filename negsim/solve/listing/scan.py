"""Every package, in package order and in blocks: the primitive under the enumerating engine and the analyses."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from negsim.errors import TooLarge, spelled
from negsim.solve.answer import Seat
from negsim.solve.listing.halves import Halves, Rows
from negsim.solve.listing.tabulated import (
    BitRows,
    SumByHalves,
    bit_rows,
    total_of,
)
from negsim.solve.tables import bits
from negsim.solve.tables.bits import Words
from negsim.solve.tables.consent import Assembly, Ballot, passes
from negsim.solve.tables.formula import WORD, collapse
from negsim.solve.tables.problem import Problem, ScopeTable

Among = Literal["feasible", "allowed"]  # allowed: what no variant bars, whatever the rules say
Progress = Callable[[int, int], None]


class Scan:
    """A problem made ready to be walked through.

    Parameters
    ----------
    problem
        What to walk through.
    among
        Only the feasible packages, or all that no variant bars.

    Notes
    -----
    Bits of ``crossed`` count red lines over all actors, in order: bit ``first_line[a] + k`` is red line k of actor a.
    """

    def __init__(self, problem: Problem, among: Among = "feasible") -> None:
        self.problem = problem
        self.among = among
        sizes = problem.sizes
        self.broken = [collapse(formula, sizes) for formula in problem.broken]
        barred = [collapse(formula, sizes) for formula in problem.barred]
        impossible = barred + (self.broken if among == "feasible" else [])
        self.halves = Halves(sizes, impossible)
        self._impossible = [bit_rows(formula, self.halves) for formula in impossible]
        self.lines = [(a, k) for a, x in enumerate(problem.actors) for k in range(len(x.crossed))]
        self.first_line = [
            sum(len(actor.crossed) for actor in problem.actors[:a])
            for a in range(len(problem.actors))
        ]

    @cached_property
    def crossed(self) -> list[BitRows]:
        """Per red line, where it is crossed."""
        problem = self.problem
        formulas = [problem.actors[a].crossed[k] for a, k in self.lines]
        return [bit_rows(collapse(f, problem.sizes), self.halves) for f in formulas]

    @cached_property
    def needed(self) -> list[BitRows | None]:
        """Per actor, where its consent is needed; None for those of whom it holds always or never."""
        return [
            None
            if actor.needed is None or actor.consent != "when"
            else bit_rows(collapse(actor.needed, self.problem.sizes), self.halves)
            for actor in self.problem.actors
        ]

    @cached_property
    def rules(self) -> list[BitRows]:
        """Per rule, where it is broken."""
        return [bit_rows(formula, self.halves) for formula in self.broken]

    @cached_property
    def totals(self) -> list[SumByHalves]:
        """Per actor, its total."""
        return [total_of(actor, self.halves) for actor in self.problem.actors]

    @cached_property
    def assembly(self) -> Assembly:
        """Who must agree."""
        return Assembly.of(self.problem)

    @cached_property
    def table(self) -> Assembly:
        """Who must agree, ratification left out."""
        return Assembly.of(self.problem.without_bodies())

    @cached_property
    def without_body(self) -> Mapping[Seat, Assembly]:
        """Who must agree once one body is gone, per body that is asked."""
        return {
            (a, k): self.assembly.without(a, k)
            for a, bodies in self.assembly.bodies.items()
            for k in range(len(bodies))
        }

    @cached_property
    def two_ways(self) -> BitRows:
        """Where an actor that is needed reads an option as another."""
        return bit_rows(collapse(self.problem.two_ways, self.problem.sizes), self.halves)

    @cached_property
    def left_open(self) -> list[BitRows]:
        """Per issue that may stay open, where it does."""
        sizes = self.problem.sizes
        return [
            bit_rows(ScopeTable((issue,), np.arange(sizes[issue]) == option), self.halves)
            for issue, option in self.problem.left_open.items()
        ]

    def windows(
        self, progress: Progress | None = None, start: int = 0, stop: int | None = None
    ) -> Iterator[Window]:
        """The packages asked for, some rows at a time; what has none is passed over.

        Rows of the left half from `start` to before `stop`, all where these are absent.
        """
        halves, total = self.halves, self.problem.total
        if not halves.n_right:
            return
        if halves.n_left >= WORD:
            raise TooLarge.one(
                f"{spelled(total)} packages are too many to be numbered",
                "fix some options with a variant, coarsen the ranges, or let the engine be chosen",
            )
        height = halves.height
        stretch = max(height, 512)
        stop = halves.n_left if stop is None else stop
        for first_row in range(start, stop, stretch):
            done = min(stop, first_row + stretch)
            rows = halves.rows(first_row, done)
            kept = rows.rows[self.select(rows).any(axis=1)]
            for first in range(0, len(kept), height):
                yield Window(self, Rows(halves, kept[first : first + height]))
            if progress is not None:
                progress(total * done // halves.n_left, total)

    def select(self, rows: Rows) -> Words:
        """The packages asked for, as words per row, with no bit beyond the last column."""
        n = self.halves.n_right
        every = bits.pack(np.ones((1, n), dtype=bool))
        words = np.repeat(every, len(rows), axis=0)
        for formula in self._impossible:
            words &= ~formula(rows)
        return words

    def blocks(self, progress: Progress | None = None) -> Iterator[Block]:
        """The packages asked for, listed, in package order."""
        for window in self.windows(progress):
            yield window.block(window.selected)


class Window:
    """Some rows of packages as bits; everything is computed when first asked for.

    Words are of shape (rows, words), or with 1 in the place of either where all are alike; only the bits of
    ``selected``, ``accepts`` and the zones are cleared beyond the last column.
    """

    def __init__(self, scan: Scan, rows: Rows) -> None:
        self.scan = scan
        self.rows = rows
        self._crossed: dict[int, Words] = {}
        self._reaches: dict[int, Words] = {}
        self._broken: dict[int, Words] = {}
        self._red_line_accepts: dict[int, Words] = {}
        self._accepts: dict[int, Words] = {}

    @cached_property
    def selected(self) -> Words:
        """The packages asked for."""
        return self.scan.select(self.rows)

    def crossed(self, line: int) -> Words:
        """Where a red line is crossed."""
        if line not in self._crossed:
            self._crossed[line] = self.scan.crossed[line](self.rows)
        return self._crossed[line]

    def broken(self, rule: int) -> Words:
        """Where a rule is broken."""
        if rule not in self._broken:
            self._broken[rule] = self.scan.rules[rule](self.rows)
        return self._broken[rule]

    def needed(self, actor: int) -> Words:
        """Where an actor's consent is needed."""
        formula = self.scan.needed[actor]
        if formula is not None:
            return formula(self.rows)
        is_principal = self.scan.problem.actors[actor].consent == "always"
        return np.full((1, 1), bits.FULL if is_principal else np.uint64(0))

    def keeps_lines(self, actor: int) -> Words:
        """Where an actor sees none of its red lines crossed."""
        first = self.scan.first_line[actor]
        lines = range(first, first + len(self.scan.problem.actors[actor].crossed))
        crossed = (self.crossed(line) for line in lines)
        return ~reduce(np.bitwise_or, crossed, np.zeros((1, 1), dtype=np.uint64))

    def reaches(self, actor: int) -> Words:
        """Where an actor's utility is at least its reservation value."""
        if actor not in self._reaches:
            threshold = self.scan.problem.actors[actor].threshold
            self._reaches[actor] = self.scan.totals[actor].at_least(self.rows, threshold)
        return self._reaches[actor]

    def red_line_accepts(self, actor: int) -> Words:
        """The packages asked for that cross no red line of an actor."""
        if actor not in self._red_line_accepts:
            self._red_line_accepts[actor] = self.selected & self.keeps_lines(actor)
        return self._red_line_accepts[actor]

    def accepts(self, actor: int) -> Words:
        """The packages asked for that an actor accepts."""
        if actor not in self._accepts:
            self._accepts[actor] = self.red_line_accepts(actor) & self.reaches(actor)
        return self._accepts[actor]

    @cached_property
    def accepted(self) -> Mapping[int, Words]:
        """The packages asked for that each actor accepts, of all that are asked."""
        return {a: self.accepts(a) for a in self.scan.problem.asked}

    @cached_property
    def zone(self) -> Words:
        """The packages asked for that everyone accepts whose consent they need, or enough do."""
        return self.agreed(self.accepted)

    @cached_property
    def red_line_zone(self) -> Words:
        """The zone with reservation values left out."""
        return self.agreed({a: self.red_line_accepts(a) for a in self.scan.problem.asked})

    @cached_property
    def table_zone(self) -> Words:
        """What the zone would be without any ratification."""
        return self.agreed(self.accepted, self.scan.table)

    def agreed(self, accepted: Mapping[int, Words], assembly: Assembly | None = None) -> Words:
        """The packages asked for that go through, given what each actor that is asked accepts."""
        problem = self.scan.problem
        needed = {
            a: self.needed(a) for a in problem.consenting if problem.actors[a].consent == "when"
        }
        return self.selected & (assembly or self.scan.assembly).agrees(accepted, needed, AtOnce)

    def passed(self, body: Ballot, accepted: Mapping[int, Words]) -> Words:
        """Where a body says yes, given what each voter accepts."""
        return passes(body, accepted, AtOnce)

    def block(self, chosen: Words) -> Block:
        """List the packages whose bits are set."""
        row, column = bits.positions(chosen, self.scan.halves.n_right)
        return Block(self, row, column)


class AtOnce:
    """Truth about 64 packages in a word."""

    @staticmethod
    def every(parts: Sequence[Words]) -> Words:
        """Where all hold."""
        return reduce(np.bitwise_and, parts, np.full((1, 1), bits.FULL))

    @staticmethod
    def some(parts: Sequence[Words]) -> Words:
        """Where any holds."""
        return reduce(np.bitwise_or, parts, np.zeros((1, 1), dtype=np.uint64))

    @staticmethod
    def unless(part: Words, needed: Words) -> Words:
        """Where the part holds or is not needed."""
        return part | ~needed

    enough = staticmethod(bits.enough)


@dataclass(frozen=True, eq=False)
class Block:
    """Some packages, listed in package order; everything about them is computed when first asked for."""

    window: Window
    row: NDArray[np.intp]
    column: NDArray[np.intp]

    def __len__(self) -> int:
        return len(self.row)

    @cached_property
    def index(self) -> NDArray[Any]:
        """Package indices: int64, or Python integers where there are 2**62 packages or more."""
        halves = self.window.scan.halves
        rows = halves.row_index(self.window.rows)[self.row]
        return np.asarray(rows + halves.column_index[self.column])

    def packages(self) -> NDArray[np.intp]:
        """Option positions, of shape (n, issues)."""
        return np.stack([self.options(i) for i in range(len(self.window.scan.problem.sizes))], 1)

    def options(self, issue: int) -> NDArray[np.intp]:
        """The packages' options of one issue."""
        halves = self.window.scan.halves
        if issue < halves.cut:
            return halves.domains[issue][self.window.rows.place(issue)[self.row]]
        return np.asarray(halves.columns[issue][self.column])

    def where(self, words: Words) -> NDArray[np.bool_]:
        """The bits of the packages among words of their window."""
        return bits.bits_at(words, self.row, self.column)

    def only(self, flags: NDArray[np.bool_]) -> Block:
        """Those packages for which a flag is set."""
        return Block(self.window, self.row[flags], self.column[flags])

    def totals(self, actor: int) -> NDArray[Any]:
        """An actor's integer totals (offset left out): int64, or Python integers."""
        return self.window.scan.totals[actor].at(self.window.rows, self.row, self.column)

    def vectors(self, actors: Sequence[int]) -> NDArray[Any]:
        """Totals of several actors, of shape (n, actors)."""
        columns = [self.totals(actor) for actor in actors]
        if not columns:
            return np.zeros((len(self), 0), dtype=np.int64)
        return np.array(columns).T  # column by column in memory, as filters read them

    def needed(self, actor: int) -> NDArray[np.bool_]:
        """Whether each package needs an actor's consent."""
        return self.where(self.window.needed(actor))

    def reaches(self, actor: int) -> NDArray[np.bool_]:
        """Whether an actor's utility is at least its reservation value."""
        threshold = self.window.scan.problem.actors[actor].threshold
        return np.asarray(self.totals(actor) >= threshold, dtype=bool)

    def accepts(self, actor: int) -> NDArray[np.bool_]:
        """Whether an actor accepts."""
        return self.where(self.window.accepts(actor))

    def red_line_accepts(self, actor: int) -> NDArray[np.bool_]:
        """Whether no red line of an actor is crossed."""
        return self.where(self.window.red_line_accepts(actor))

    @cached_property
    def crossed(self) -> Words:
        """Red lines crossed, of every actor: one bit per red line, of shape (n, words)."""
        return self._gather([self.window.crossed(k) for k in range(len(self.window.scan.lines))])

    @cached_property
    def broken(self) -> Words:
        """Rules broken: one bit per rule, of shape (n, words)."""
        return self._gather([self.window.broken(r) for r in range(len(self.window.scan.rules))])

    def _gather(self, flags: Sequence[Words]) -> Words:
        gathered = np.zeros((len(self), bits.words_for(len(flags))), dtype=np.uint64)
        for place, words in enumerate(flags):
            word, bit = divmod(place, 64)
            gathered[:, word] |= self.where(words).astype(np.uint64) << np.uint64(bit)
        return gathered


def any_package(problem: Problem) -> bool:
    """Whether anything is feasible, by walking until something is."""
    return next(Scan(problem).windows(), None) is not None
