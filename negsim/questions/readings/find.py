"""Which meanings of ambiguous words open the zone, which close it, and whose clarification matters most."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from negsim.language.model.scenario import Scenario
from negsim.questions.readings.result import Clarify, CombinationCount, Readings
from negsim.solve.ahead import Told, foresee_walks
from negsim.solve.kernels.combinations import Combinations, Decides, Sets
from negsim.solve.kernels.readings import stopping
from negsim.space.space import compile_scenario
from negsim.space.wordings import wordings

Progress = Callable[[int, int], None]


def readings(
    scenario: Scenario, *, progress: Progress | None = None, told: Told | None = None
) -> Readings:
    """Say in which combinations of readings the zone is open, and what closes or opens it whatever the rest.

    Parameters
    ----------
    scenario : Scenario
        With its variants applied; which readings they choose does not matter, but for `is_open` and `turns`.
    progress : callable, optional
        Called with the number of packages done, and of how many.
    told : callable, optional
        Called once, before the work begins, with the packages that are gone through, and about how many seconds that
        takes.

    Raises
    ------
    TooLarge
        Where the space is too large to go through.
    """
    return _Wording(scenario).answer(progress, told)


class _Wording:
    """What all combinations of readings come to, put together."""

    def __init__(self, scenario: Scenario) -> None:
        self.space = compile_scenario(scenario)
        self.wordings = wordings(self.space)
        self.members, self.names = self.wordings.members, self.wordings.names

    def answer(self, progress: Progress | None, told: Told | None) -> Readings:
        foresee_walks(self.space.problem, told)
        sizes = [len(names) for names in self.names]
        words = self.wordings
        found = stopping(words.problem, words.demands, words.assumed, progress)
        every = Combinations(sizes, found.all)
        supported = [d for d, demand in enumerate(words.demands) if not demand.is_assumed]
        narrow = Combinations(
            [sizes[d] for d in supported],
            (_narrowed(every, mask, supported) for mask in found.without_assumed),
        )
        now = words.now
        closing, opening = every.closing, every.opening
        clarify = [self._clarify(every, d, now) for d in range(len(sizes))]
        return Readings(
            space=self.space,
            combinations=every.total,
            open=every.n_open,
            open_on_red_lines=Combinations(sizes, found.on_red_lines).n_open,
            is_open=every.is_open(now),
            without_assumed=CombinationCount(narrow.total, narrow.n_open),
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
