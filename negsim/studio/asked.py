"""What the page asks of negsim, told by the words that everyone gets."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from negsim.document.result import Result, told
from negsim.document.shown import section_html
from negsim.errors import InputError, quoted
from negsim.language.names import one_of
from negsim.study import Study

Arguments = Mapping[str, str]


def answer(study: Study) -> dict[str, Any]:
    """Give what `negsim run` says: its JSON, and its sections in words."""
    found = study.run()
    section = told(found)
    said = section.said
    return {
        "result": json.loads(found.to_json()),
        "headline": "" if said is None else said.opening + said.rest,
        "sections": [
            {"id": one.id, "title": one.title, "html": section_html(one, is_first=True)}
            for one in section.sections
        ],
        "html": section_html(section, is_first=True),
    }


def score(study: Study, package: Any) -> dict[str, Any]:
    """Give how a package stands with each."""
    if not isinstance(package, dict):
        raise InputError.one("a package names an option of every issue", "send issue: option")
    return _both(study.score({str(key): str(option) for key, option in package.items()}))


def question(study: Study, name: str, arguments: Arguments) -> dict[str, Any]:
    """Give the answer to any question of `QUESTIONS`, as JSON and in words."""
    ask = QUESTIONS.get(name)
    if ask is None:
        raise InputError.one(f"there is no question {quoted(name)}", one_of(name, QUESTIONS))
    return _both(ask(study, arguments))


def _both(found: Result) -> dict[str, Any]:
    return {
        "json": json.loads(found.to_json()),
        "html": section_html(told(found), is_first=True),
    }


def _compare(study: Study, arguments: Arguments) -> Result:
    rows = [row for row in arguments.get("variants", "").split(",") if row]
    return study.compare(rows or None)


def _number(arguments: Arguments, name: str, usual: int, most: int) -> int:
    text = arguments.get(name, str(usual))
    if not text.isdecimal() or not 0 <= int(text) <= most:
        raise InputError.one(f"{name} is a whole number up to {most:,}: {quoted(text)}")
    return int(text)


QUESTIONS: dict[str, Callable[[Study, Arguments], Result]] = {
    "codings": lambda study, _: study.codings(),
    "profile": lambda study, asked: study.profile(*filter(None, [asked.get("actor", "")])),
    "rank": lambda study, asked: study.rank(
        asked.get("by", "nearest"), asked.get("within"), limit=_number(asked, "limit", 20, 1000)
    ),
    "trace": lambda study, _: study.trace(),
    "compare": _compare,
    "ratify": lambda study, asked: study.ratify(asked.get("sweep")),
    "room": lambda study, _: study.room(),
    "levers": lambda study, _: study.levers(),
    "readings": lambda study, _: study.readings(),
    "explain": lambda study, _: study.explain(),
    "trade": lambda study, asked: study.trade(asked.get("from")),
    "check": lambda study, _: study.check(laws=False),
}
