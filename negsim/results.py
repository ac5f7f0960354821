"""The types of all answers, in one place, for annotations and ``isinstance``.

Where a type is defined may change; its name here stays.

Examples
--------
>>> import negsim
>>> from negsim.results import Room
>>> isinstance(negsim.load("harbour").room(), Room)
True
"""

from __future__ import annotations

from negsim.document.result import Result, told
from negsim.questions.agree import TwoCoders
from negsim.questions.backtest.result import Backtest
from negsim.questions.check.result import Checked
from negsim.questions.codings import Codings
from negsim.questions.compare.result import Comparison
from negsim.questions.diff import Diff
from negsim.questions.divide import Divided
from negsim.questions.draft import Draft
from negsim.questions.ensemble.result import Ensemble
from negsim.questions.explain import Explanation
from negsim.questions.levers import Levers
from negsim.questions.packages import Packages
from negsim.questions.position.result import Positions
from negsim.questions.profile.result import Profiles
from negsim.questions.rank.result import Ranking
from negsim.questions.ratify import Ratifying
from negsim.questions.readings import Readings
from negsim.questions.room import Room
from negsim.questions.score.result import Scores
from negsim.questions.simulate.result import Simulation
from negsim.questions.stability import Stability
from negsim.questions.text import NegotiatingText
from negsim.questions.trace.result import Trace
from negsim.questions.trade import Trades
from negsim.questions.zone.result import Findings

__all__ = [
    "Backtest",
    "Checked",
    "Codings",
    "Comparison",
    "Diff",
    "Divided",
    "Draft",
    "Ensemble",
    "Explanation",
    "Findings",
    "Levers",
    "NegotiatingText",
    "Packages",
    "Positions",
    "Profiles",
    "Ranking",
    "Ratifying",
    "Readings",
    "Result",
    "Room",
    "Scores",
    "Simulation",
    "Stability",
    "Trace",
    "Trades",
    "TwoCoders",
    "told",
]
