"""The questions that a report asks, in the order in which it tells their answers; one line a question."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from negsim.language.model.scenario import Scenario
from negsim.questions.backtest.find import backtest
from negsim.questions.codings import codings
from negsim.questions.compare.find import compare
from negsim.questions.divide import can_divide, divide
from negsim.questions.draws import DRAWS
from negsim.questions.draws.ahead import REPORTED
from negsim.questions.draws.numbers import unknowns
from negsim.questions.ensemble.find import ensemble
from negsim.questions.explain.find import explain
from negsim.questions.levers.find import levers
from negsim.questions.packages.find import packages
from negsim.questions.packages.named_package import starting_package
from negsim.questions.profile import profile
from negsim.questions.rank import rank
from negsim.questions.ratify import at_home
from negsim.questions.readings.find import readings
from negsim.questions.room.find import room
from negsim.questions.simulate.find import simulate
from negsim.questions.trace.find import trace
from negsim.questions.trade.find import trade
from negsim.questions.zone.find import Engine
from negsim.questions.zone.result import Findings

ROWS = 25
TRADES = 5  # exchanges that a report keeps at hand
SHORT = ("codings",)  # what the first page alone asks for


@dataclass(frozen=True)
class Settings:
    """How much goes into a report.

    Parameters
    ----------
    engine : {"auto", "enumerate", "sweep"}
    exact : bool
        Whether zones are counted exactly however long that takes.
    draws, futures : int
        Of ranges, and of the timeline, as many as elsewhere; 0 leaves them out.
    seed : int
        Of draws and futures.
    rows : int
        At most so many rows of a table; the rest is said.
    annex : bool
        Whether the annex lies open, and stands in Word and PDF too, where nothing folds.
    short : bool
        Whether the first page and its picture are all of it.
    summary, author, dated, marking : str
        What the analyst puts above the answer, and who, when, and how it may be passed on; where empty, what the
        file's `brief` says.
    """

    engine: Engine = "auto"
    exact: bool = False
    draws: int = DRAWS
    futures: int = DRAWS
    seed: int = 0
    rows: int = ROWS
    annex: bool = False
    short: bool = False
    summary: str = ""
    author: str = ""
    dated: str = ""
    marking: str = ""


@dataclass(frozen=True, eq=False)
class Asked:
    """What the questions of a report are asked of.

    Parameters
    ----------
    base : Scenario
        As written, without variants.
    variants, sets : tuple of str
        What is in force.
    settings : Settings
    findings : Findings
        What `run` found.
    """

    base: Scenario
    variants: tuple[str, ...]
    sets: tuple[str, ...]
    settings: Settings
    findings: Findings

    @property
    def scenario(self) -> Scenario:
        """The scenario, with its variants applied."""
        return self.findings.scenario


def always(_: Asked) -> bool:
    """Say that the question arises."""
    return True


@dataclass(frozen=True)
class Part:
    """A question that a report asks.

    Parameters
    ----------
    name : str
        As its command.
    title : str
        Of its section.
    waits : str
        What comes, in a word, for whoever waits.
    ask : callable
        Gives the answer.
    arises : callable
        Whether there is anything to ask.
    pace : {"at once", "as run", "every package"}
        Whether it is answered at once; as soon as `run` is; or only where all packages can be gone through while
        somebody waits.
    """

    name: str
    title: str
    waits: str
    ask: Callable[[Asked], Any]
    arises: Callable[[Asked], bool] = always
    pace: str = "every package"


PARTS: tuple[Part, ...] = (
    Part(
        "packages",
        "Packages",
        "packages",
        lambda asked: packages(asked.findings, asked.settings.rows),
        pace="at once",
    ),
    Part(
        "explain",
        "Conflicts and ways out",
        "knots",
        lambda asked: explain(asked.findings),
        lambda asked: bool(asked.findings.conflicts),
        pace="at once",
    ),
    Part(
        "codings",
        "How much hangs on the coding",
        "codings",
        lambda asked: codings(asked.scenario, findings=asked.findings),
        lambda asked: bool(asked.scenario.red_lines),
        pace="as run",
    ),
    Part(
        "rank",
        "Packages in order",
        "ranks",
        lambda asked: rank(asked.scenario, limit=asked.settings.rows),
    ),
    Part(
        "ratify",
        "Who has to say yes at home",
        "bodies",
        lambda asked: at_home(asked.findings),
        lambda asked: bool(asked.scenario.bodies),
        pace="as run",
    ),
    Part("profile", "What each wants", "profiles", lambda asked: profile(asked.scenario)),
    Part("levers", "Levers", "levers", lambda asked: levers(asked.scenario)),
    Part("room", "Room", "room", lambda asked: room(asked.scenario)),
    Part("readings", "What the words mean", "readings", lambda asked: readings(asked.scenario)),
    Part(
        "compare",
        "Variants",
        "variants",
        lambda asked: compare(
            asked.base,
            None,
            asked.variants,
            asked.sets,
            engine=asked.settings.engine,
            exact=asked.settings.exact,
        ),
        lambda asked: bool(asked.base.variants),
        pace="as run",
    ),
    Part(
        "backtest",
        "Held against history",
        "history",
        lambda asked: backtest(
            asked.base, None, asked.variants, asked.sets, engine=asked.settings.engine
        ),
        lambda asked: asked.base.outcome is not None,
        pace="as run",
    ),
    Part(
        "trade",
        "Trades",
        "trades",
        lambda asked: trade(asked.scenario, starting_package(asked.scenario), limit=TRADES),
        lambda asked: asked.scenario.status_quo is not None,
    ),
    Part(
        "divide",
        "Division",
        "shares",
        lambda asked: divide(asked.scenario),
        lambda asked: can_divide(asked.scenario),
        pace="at once",
    ),
    Part(
        "ensemble",
        "Whether it survives other numbers",
        "draws",
        lambda asked: ensemble(
            asked.scenario,
            draws=asked.settings.draws,
            seed=asked.settings.seed,
            within=REPORTED,
        ),
        lambda asked: bool(
            asked.settings.draws and unknowns(asked.scenario, mix_readings=False).parts
        ),
    ),
    Part(
        "simulate",
        "When it could open",
        "futures",
        lambda asked: simulate(
            asked.scenario,
            futures=asked.settings.futures,
            seed=asked.settings.seed,
            within=REPORTED,
        ),
        lambda asked: bool(asked.settings.futures) and asked.scenario.timeline is not None,
    ),
    Part(
        "trace",
        "What the answer hangs on",
        "sources",
        lambda asked: trace(asked.scenario, findings=asked.findings),
    ),
)
