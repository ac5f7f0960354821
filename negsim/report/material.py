"""All that a report is made from: one answer per question, or why there is none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from negsim.document.lists import Unanswered
from negsim.errors import NegsimError
from negsim.language.model.scenario import Scenario
from negsim.language.overlay.apply import apply
from negsim.questions.divide import can_divide, divide
from negsim.questions.draws.numbers import unknowns
from negsim.questions.explain import Explanation, explain
from negsim.questions.packages import Packages, packages
from negsim.questions.profile import Profiles, profile
from negsim.questions.rank import Ranking, rank
from negsim.questions.zone.find import Engine, run
from negsim.questions.zone.rests_on import Foundation, foundation
from negsim.questions.zone.result import Findings
from negsim.questions.zone.ways import Opened, fewest_steps_first, opened
from negsim.report.fingerprint import Fingerprint, fingerprints
from negsim.solve.choose import width
from negsim.solve.patience import is_soon_walked

if TYPE_CHECKING:
    from negsim.questions.compare.find import Comparison
    from negsim.questions.divide.result import Divided
    from negsim.questions.ensemble.result import Ensemble
    from negsim.questions.levers.result import Levers
    from negsim.questions.readings.result import Readings
    from negsim.questions.room.result import Room
    from negsim.questions.simulate.result import Simulation
    from negsim.questions.trace.find import Trace
    from negsim.questions.trade.result import Trades

T = TypeVar("T")
Progress = Callable[[int, int, str], None]  # parts done, of how many, what comes next

DRAWS = 200
FUTURES = 200
ROWS = 25
NARROW = 8.0  # live width, as a power of two, up to which every variant is answered issue by issue
TRADES = 5
OPENINGS = 3  # ways out whose zones are looked into


@dataclass(frozen=True)
class Settings:
    """How much goes into a report.

    Parameters
    ----------
    engine : {"auto", "enumerate", "sweep"}
    draws, futures : int
        Of ranges, and of the timeline; 0 leaves them out.
    seed : int
        Of draws and futures.
    rows : int
        At most so many rows of a table; the rest is said.
    """

    engine: Engine = "auto"
    draws: int = DRAWS
    futures: int = FUTURES
    seed: int = 0
    rows: int = ROWS


@dataclass(frozen=True, eq=False)
class Material:
    """What was found, question by question.

    Every part is an answer; or `Unanswered`, which the report says; or None where the question does not arise: no
    timeline, no status quo to trade from, nothing to divide between two, no ranges.
    """

    base: Scenario  # as written, without variants
    settings: Settings
    fingerprints: tuple[Fingerprint, ...]
    findings: Findings
    foundation: Foundation
    opened: tuple[Opened, ...]
    packages: Packages
    explanation: Explanation
    levers: Levers | Unanswered
    room: Room | Unanswered
    readings: Readings | Unanswered
    trace: Trace | Unanswered
    profile: Profiles | Unanswered
    ranking: Ranking | Unanswered
    comparison: Comparison | Unanswered | None
    trades: Trades | Unanswered | None
    divided: Divided | Unanswered | None
    ensemble: Ensemble | Unanswered | None
    simulation: Simulation | Unanswered | None

    @property
    def scenario(self) -> Scenario:
        """The scenario, with its variants applied."""
        return self.findings.scenario


def gather(
    base: Scenario,
    variants: tuple[str, ...] = (),
    sets: tuple[str, ...] = (),
    settings: Settings | None = None,
    progress: Progress | None = None,
    told: Callable[[Any], None] | None = None,
    *,
    findings: Findings | None = None,
) -> Material:
    """Ask every question that a report answers.

    Parameters
    ----------
    base : Scenario
        As written, without variants.
    variants, sets : tuple of str
        As for `negsim.language.overlay.apply.apply`.
    settings : Settings, optional
    progress : callable, optional
        Called before each part with how many are done, of how many, and what comes next.
    told : callable, optional
        As for `negsim.questions.zone.find.run`.
    findings : Findings, optional
        What `run` found of just this, where that is known already.

    Raises
    ------
    TooLarge
        Where `run` has no answer. Where another question has none, the report says why.
    """
    chosen = settings or Settings()
    scenario = apply(base, variants, sets)
    asked = _Asked(progress)
    asked.next("deals")
    if findings is None:
        findings = run(scenario, engine=chosen.engine, told=told)
    base_of = foundation(findings)
    problem = findings.space.problem
    asked.is_soon = is_soon_walked(problem)
    # What `run` answers issue by issue, it answers as soon for every variant.
    is_narrow = asked.is_soon or (findings.engine == "sweep" and width(problem) <= NARROW)
    material = Material(
        base=base,
        settings=chosen,
        fingerprints=fingerprints(base),
        findings=findings,
        foundation=base_of,
        opened=_opened(findings) if is_narrow else (),
        packages=packages(findings, chosen.rows),
        explanation=explain(findings),
        levers=asked.of("levers", lambda: _levers(scenario)),
        room=asked.of("room", lambda: _room(scenario)),
        readings=asked.of("readings", lambda: _readings(scenario)),
        trace=asked.of("trace", lambda: _trace(scenario)),
        profile=asked.of("profile", lambda: profile(scenario)),
        ranking=asked.of("rank", lambda: rank(scenario, limit=chosen.rows)),
        comparison=asked.where(
            bool(base.variants),
            "compare",
            lambda: _comparison(base, variants, sets, chosen),
            is_soon=is_narrow,
        ),
        trades=asked.where(scenario.status_quo is not None, "trade", lambda: _trades(scenario)),
        divided=asked.where(can_divide(scenario), "divide", lambda: divide(scenario), is_soon=True),
        ensemble=asked.where(
            bool(chosen.draws and unknowns(scenario, mix_readings=False).parts),
            "ensemble",
            lambda: _ensemble(scenario, chosen),
        ),
        simulation=asked.where(
            bool(chosen.futures) and scenario.timeline is not None,
            "simulate",
            lambda: _simulation(scenario, chosen),
        ),
    )
    asked.next("pages")
    return material


Part = Literal[
    "levers",
    "room",
    "readings",
    "trace",
    "profile",
    "rank",
    "compare",
    "trade",
    "divide",
    "ensemble",
    "simulate",
]
# What comes next, in a word, for whoever waits.
_WAITS: Mapping[str, str] = {
    "deals": "deals",
    "levers": "levers",
    "room": "room",
    "readings": "readings",
    "trace": "sources",
    "profile": "profiles",
    "rank": "packages",
    "compare": "variants",
    "trade": "trades",
    "divide": "shares",
    "ensemble": "draws",
    "simulate": "futures",
    "pages": "pages",
}


class _Asked:
    """Parts asked for one after another."""

    def __init__(self, progress: Progress | None) -> None:
        self.progress = progress
        self.done = 0
        self.is_soon = True

    def next(self, part: str) -> None:
        if self.progress is not None:
            self.progress(self.done, len(_WAITS), _WAITS[part])
        self.done += 1

    def where(
        self, arises: bool, part: Part, ask: Callable[[], T], *, is_soon: bool | None = None
    ) -> T | Unanswered | None:
        """Ask where the question arises."""
        if arises:
            return self.of(part, ask, is_soon=is_soon)
        self.next(part)
        return None

    def of(
        self, part: Part, ask: Callable[[], T], *, is_soon: bool | None = None
    ) -> T | Unanswered:
        """Ask; where every package would have to be gone through, and there are too many, say so instead."""
        self.next(part)
        if not (self.is_soon if is_soon is None else is_soon):
            return Unanswered(
                "There are too many packages to go through them all while a report is written;"
                f" negsim {part} answers it where time allows."
            )
        try:
            return ask()
        except NegsimError as fault:
            return Unanswered("; ".join(one.what for one in fault.faults) + ".")


def _opened(findings: Findings) -> tuple[Opened, ...]:
    """What the cheapest ways out open, for the first page."""
    if findings.zone.is_open:
        return ()
    found = (opened(findings, one) for one in fewest_steps_first(findings)[:OPENINGS])
    return tuple(one for one in found if one is not None)


def _levers(scenario: Scenario) -> Levers:
    from negsim.questions.levers.find import levers

    return levers(scenario)


def _room(scenario: Scenario) -> Room:
    from negsim.questions.room.find import room

    return room(scenario)


def _readings(scenario: Scenario) -> Readings:
    from negsim.questions.readings.find import readings

    return readings(scenario)


def _trace(scenario: Scenario) -> Trace:
    from negsim.questions.trace.find import trace

    return trace(scenario)


def _comparison(
    base: Scenario, variants: tuple[str, ...], sets: tuple[str, ...], settings: Settings
) -> Comparison:
    from negsim.questions.compare.find import compare

    return compare(base, None, variants, sets, engine=settings.engine)


def _trades(scenario: Scenario) -> Trades:
    from negsim.questions.packages.named_package import starting_package
    from negsim.questions.trade import trade

    return trade(scenario, starting_package(scenario), limit=TRADES)


def _ensemble(scenario: Scenario, settings: Settings) -> Ensemble:
    from negsim.questions.ensemble.find import ensemble

    return ensemble(scenario, draws=settings.draws, seed=settings.seed)


def _simulation(scenario: Scenario, settings: Settings) -> Simulation:
    from negsim.questions.simulate.find import simulate

    return simulate(scenario, futures=settings.futures, seed=settings.seed)
