"""What is sound but idle, unsupported or surprising in a scenario: warnings, never faults."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import reduce

import numpy as np

from negsim.errors import Fault, TooLarge, Where, quoted, spelled
from negsim.language.model.paths import parse_path
from negsim.language.model.scenario import Scenario
from negsim.language.model.variants import Variant
from negsim.language.phrases import counted
from negsim.language.words import option_label
from negsim.questions.codings.gaps import gaps
from negsim.questions.stability.who_moves import tag_faults
from negsim.questions.validate.evidence import evidence_warnings, some_of
from negsim.questions.validate.reach import out_of_reach
from negsim.questions.validate.registers import passage_warnings
from negsim.questions.validate.result import Linted
from negsim.questions.zone.find import run
from negsim.solve.ahead import Told
from negsim.solve.listing.estimate import estimate
from negsim.solve.listing.scan import Block, Scan
from negsim.solve.patience import LINTED
from negsim.solve.sweep.diagram import Diagram
from negsim.solve.tables.bits import Words
from negsim.solve.tables.consent import ballot
from negsim.sources.standing import passages
from negsim.space.space import Space, compile_scenario


def lint(scenario: Scenario, told: Told | None = None) -> Linted:
    """Look for what is idle, unsupported or surprising in a scenario without variants.

    Parameters
    ----------
    scenario : Scenario
    told : callable, optional
        Called beforehand with the number of packages to go through, and about how many seconds that takes.

    Returns
    -------
    Linted
        Warnings in line order. Where walking through the packages would take long, only what can be told without
        it, and a sentence that says so.
    """
    found = [
        *evidence_warnings(scenario),
        *_rules_without_because(scenario),
        *_moved_weights(scenario),
        *(fault for issue in scenario.issues for fault in tag_faults(scenario, issue)),
    ]
    space = compile_scenario(scenario)
    found += _unreachable_quota(space)
    found += _unreachable_values(space)
    expected = estimate(space.problem, "allowed")
    left_out = None
    if expected.seconds > LINTED:
        left_out = (
            f"{spelled(expected.packages)} packages are too many to look for idle rules, red lines and"
            " options"
        )
        found += _nothing_left(space)
    else:
        if told is not None:
            told(expected.packages, expected.seconds)
        found += _Walk(space).warnings()
        found += _gaps(scenario)
    standing: Counter[str] = Counter()
    for register in scenario.registers:
        of_register = passages(register)
        found += passage_warnings(register, of_register)
        standing.update(of_register.counts)
    return Linted(tuple(sorted(found, key=_place)), left_out, dict(standing))


def _place(fault: Fault) -> tuple[str, int, int]:
    where = fault.where
    return ("", 0, 0) if where is None else (where.path, where.line, where.column)


def _where(scenario: Scenario, *paths: str) -> Where | None:
    """Find the first of some elements that has a place in the file."""
    return next((scenario.where[path] for path in paths if path in scenario.where), None)


def _rules_without_because(scenario: Scenario) -> Iterator[Fault]:
    for rule in scenario.rules:
        if not rule.because:
            yield Fault(
                _where(scenario, f"rules.{rule.id}"),
                f"rule '{rule.id}' gives no reason",
                "add `because:`, so that a reader can challenge it",
            )


def _moved_weights(scenario: Scenario) -> Iterator[Fault]:
    """A reservation value is a share of all weights: it means another thing once these change."""
    for variant in scenario.variants:
        for actor in scenario.actors:
            reservation = actor.reservation_value
            is_number = reservation is not None and reservation.value is not None
            is_set = any(put.path == f"{actor.id}.reservation_value" for put in variant.set)
            moved = _weights_of(variant, actor.id)
            if is_number and moved and not is_set:
                yield Fault(
                    _where(scenario, f"variants.{variant.id}"),
                    f"variant '{variant.id}' changes weights behind {actor.id}'s reservation value,"
                    f" which stays the same number: {some_of(moved)}",
                    f"set {actor.id}.reservation_value in the variant too, or give it as"
                    " {as_good_as: …}",
                )


def _weights_of(variant: Variant, actor: str) -> list[str]:
    moved = []
    paths = [*variant.drop, *(put.path for put in (*variant.add, *variant.set))]
    for text in paths:
        path = parse_path(text)
        is_weight = path is not None and path.kind in {"preference", "wish"}
        if is_weight and path is not None and path.actor == actor and path.field != "scores":
            moved.append(text)
    return moved


def _no_package(scenario: Scenario) -> Fault:
    return Fault(
        _where(scenario, "rules"),
        "the rules leave no package at all",
        "see which of them exclude one another: explain it with `suspects` rules",
        arguments=("suspects",),
    )


def _nothing_left(space: Space) -> Iterator[Fault]:
    """That the rules leave nothing, told issue by issue where walking through the packages would take long."""
    problem = space.problem
    try:
        is_empty = Diagram(problem.sizes, problem.broken, ()).is_empty
    except TooLarge:
        return
    if is_empty:
        yield _no_package(space.scenario)


def _unreachable_quota(space: Space) -> Iterator[Fault]:
    ways = space.problem.quota or ()
    subject = "the agreement" if len(ways) == 1 else "one way to meet the agreement"
    for rule in (rule for way in ways for rule in way):
        one = ballot(rule, space.problem.principals)
        most = sum(number for _, number in one.votes)
        if most < one.wanted:
            at_least = rule.at_least
            yield Fault(
                _where(space.scenario, "agreement"),
                f"{subject} can never be reached: it wants {at_least}, and everyone together"
                f" has {at_least * most / one.wanted}",
                "lower `at_least`, or count more actors",
            )


def _unreachable_values(space: Space) -> Iterator[Fault]:
    for found in out_of_reach(space):
        actor = found.actor.id
        yield Fault(
            _where(space.scenario, f"{actor}.reservation_value", f"actors.{actor}"),
            f"no package reaches the reservation value of {actor}: {found.says}",
            "check the number and its scale: a utility is 0 to 1, points are as on the sheet",
        )


def _gaps(scenario: Scenario) -> Iterator[Fault]:
    """Two lines that make a knot, and an ordered issue on which no option stands between what each leaves."""
    sets: dict[tuple[str, str, str], list[str]] = {}
    for gap in gaps(run(scenario)):
        before, after = (quoted(str(one)) for one in gap.between)
        sets.setdefault((gap.issue, before, after), []).append(" and ".join(gap.conflict))
    for (issue, before, after), pairs in sets.items():
        more = f" (and {counted(len(pairs) - 1, 'other pair')})" if len(pairs) > 1 else ""
        yield Fault(
            _where(scenario, f"issues.{issue}"),
            f"issue '{issue}' has no option between {before} and {after}, and {pairs[0]} exclude one"
            f" another there{more}",
            "is there one that both sentences would let through? add it, or know that the knot hangs on its absence",
        )


class _Walk:
    """What one walk through all packages tells of rules, options and red lines."""

    def __init__(self, space: Space) -> None:
        self.space = space
        self.scenario = space.scenario
        problem = space.problem
        self.scan = Scan(problem, "allowed")
        self.feasible = 0
        self.used = [np.zeros(size, dtype=bool) for size in problem.sizes]
        self.breaks = [False] * len(problem.broken)
        self.breaks_alone = [False] * len(problem.broken)
        lines = len(self.scan.lines)
        self.crossed = [False] * lines
        self.crossed_alone = [False] * lines
        self.crossed_without = np.zeros((lines, lines), dtype=bool)
        self.needed = [False] * len(problem.actors)
        for window in self.scan.windows():
            chosen = window.selected
            broken = [rule(window.rows) for rule in self.scan.rules]
            once, twice = _once_and_twice(broken)
            for place, words in enumerate(broken):
                self.breaks[place] |= bool((words & chosen).any())
                self.breaks_alone[place] |= bool((words & ~twice & chosen).any())
            feasible = chosen & ~once
            if not feasible.any():
                continue
            self._options(window.block(feasible))
            for a, actor in enumerate(problem.actors):
                if actor.consent == "when":
                    self.needed[a] |= bool((window.needed(a) & feasible).any())
                first = self.scan.first_line[a]
                self._lines(
                    first,
                    [window.crossed(first + k) for k in range(len(actor.crossed))],
                    feasible,
                )

    def _options(self, block: Block) -> None:
        self.feasible += len(block)
        for issue, used in enumerate(self.used):
            if not used.all():
                used[block.options(issue)] = True

    def _lines(self, first: int, crossed: Sequence[Words], feasible: Words) -> None:
        _, twice = _once_and_twice(crossed)
        for k, words in enumerate(crossed):
            here = words & feasible
            self.crossed[first + k] |= bool(here.any())
            self.crossed_alone[first + k] |= bool((here & ~twice).any())
            for j, others in enumerate(crossed):
                if j != k and not self.crossed_without[first + k, first + j]:
                    self.crossed_without[first + k, first + j] = bool((here & ~others).any())

    def warnings(self) -> Iterator[Fault]:
        """Put what was found into words."""
        yield from self._of_rules()
        if not self.feasible:
            yield _no_package(self.scenario)
            return
        yield from self._of_options()
        yield from self._of_lines()
        for a, actor in enumerate(self.scenario.actors):
            if actor.consent.kind == "when" and not self.needed[a]:
                yield Fault(
                    _where(self.scenario, f"actors.{actor.id}"),
                    f"no feasible package needs the consent of {actor.id}",
                    "widen its `when`, or write `consent: never`",
                )

    def _of_rules(self) -> Iterator[Fault]:
        for place, rule in enumerate(self.scenario.rules):
            where = _where(self.scenario, f"rules.{rule.id}")
            if not self.breaks[place]:
                yield Fault(where, f"rule '{rule.id}' excludes nothing", "drop it, or sharpen it")
            elif not self.breaks_alone[place]:
                yield Fault(
                    where,
                    f"rule '{rule.id}' is idle: other rules exclude all that it excludes",
                    "drop it, or keep it for its reason",
                )

    def _of_options(self) -> Iterator[Fault]:
        for issue, used in zip(self.scenario.issues, self.used, strict=True):
            idle = [
                option for option, is_used in zip(issue.options, used, strict=True) if not is_used
            ]
            if idle:
                named = some_of([f"'{option.id}'" for option in idle])
                label = f" ({option_label(issue, idle[0].id)})" if len(idle) == 1 else ""
                yield Fault(
                    _where(self.scenario, f"issues.{issue.id}"),
                    f"no feasible package has {named}{label} of issue '{issue.id}'",
                    "see which rules exclude it, or leave it out",
                )

    def _of_lines(self) -> Iterator[Fault]:
        for place, (a, k) in enumerate(self.scan.lines):
            actor = self.scenario.actors[a]
            line = actor.red_lines[k]
            if line.clause is None:
                continue
            where = _where(
                self.scenario,
                f"{actor.id}.red_lines.{line.id}",
                f"{actor.id}.preferences.{line.id}",
            )
            if not self.crossed[place]:
                yield Fault(
                    where,
                    f"no feasible package crosses {actor.id}.{line.id}: as it is read, and under these rules,"
                    " it keeps nothing out",
                    "keep it for variants and readings, or drop it",
                )
            elif not self.crossed_alone[place]:
                yield Fault(
                    where,
                    f"{actor.id}.{line.id} adds nothing to {self._implied_by(place)}",
                    "keep it for variants and readings, or drop it",
                )

    def _implied_by(self, place: int) -> str:
        a = self.scan.lines[place][0]
        first, lines = self.scan.first_line[a], self.scenario.actors[a].red_lines
        for j, line in enumerate(lines):
            if first + j != place and not self.crossed_without[place, first + j]:
                return f"{self.scenario.actors[a].id}.{line.id}"
        others = [line.id for j, line in enumerate(lines) if first + j != place]
        return f"the other red lines of {self.scenario.actors[a].id}: {some_of(others)}"


def _once_and_twice(flags: Sequence[Words]) -> tuple[Words, Words]:
    """Where at least one, and where at least two, of some conditions hold."""
    zero = np.zeros((1, 1), dtype=np.uint64)

    def add(found: tuple[Words, Words], words: Words) -> tuple[Words, Words]:
        once, twice = found
        return once | words, twice | (once & words)

    return reduce(add, flags, (zero, zero))
