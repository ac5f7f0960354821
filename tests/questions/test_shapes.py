"""The JSON of every answer has the keys that it had: programs of others read it by these."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import negsim
from negsim.document.result import Result
from negsim.questions.diff import diff
from negsim.study import Study

GOLDEN = Path(__file__).parent / "golden"
PACKAGE = {"depth": "twelve", "fee": "100", "nights": "quiet", "mud": "dyke"}
ASKED: dict[str, Callable[[Study], Result]] = {
    "check": lambda study: study.check(laws=False),
    "codings": lambda study: study.codings(),
    "compare": lambda study: study.compare(),
    "diff": lambda study: diff(study.scenario, negsim.load("harbour_sport_park").scenario),
    "divide": lambda study: negsim.load("panama_canal_1974").divide(),
    "ensemble": lambda study: study.ensemble(draws=16),
    "explain": lambda study: study.explain(),
    "levers": lambda study: study.levers(),
    "position": lambda study: study.position(),
    "profile": lambda study: study.profile(),
    "rank": lambda study: study.rank(limit=3),
    "ratify": lambda study: negsim.load("harbour_council").ratify(),
    "readings": lambda study: study.readings(),
    "room": lambda study: study.room(),
    "run": lambda study: study.run(),
    "run where there is a deal": lambda study: study.run("quiet_machines"),
    "score": lambda study: study.score(PACKAGE),
    "simulate": lambda study: study.simulate(futures=8),
    "stability": lambda study: study.stability(),
    "text": lambda study: study.text(),
    "trace": lambda study: study.trace(),
    "trade": lambda study: study.trade(),
}


def shape(value: Any, place: str = "") -> Iterator[str]:
    """Give the place of every value with its kind and `[]` for each of a list."""
    if isinstance(value, dict) and value:
        for key, one in value.items():
            yield from shape(one, f"{place}.{key}")
    elif isinstance(value, list) and value:
        for one in value:
            yield from shape(one, f"{place}[]")
    else:
        yield f"{place.removeprefix('.')}: {type(value).__name__}"


@pytest.mark.parametrize("name", ASKED)
def test_programs_find_what_they_read_where_it_was(name: str) -> None:
    found = json.loads(ASKED[name](negsim.load("harbour")).to_json())
    written = "".join(f"{line}\n" for line in sorted(set(shape(found))))
    golden = GOLDEN / f"{name.replace(' ', '_')}.txt"
    if os.environ.get("NEGSIM_GOLDEN"):
        golden.write_text(written, encoding="utf-8")
    assert written == golden.read_text("utf-8")
