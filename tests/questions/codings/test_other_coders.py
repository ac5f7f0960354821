"""How others would code the Ukraine file: `codings` foretells it, or it is named here as outside."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

import negsim
from negsim.language.load import loads
from negsim.questions.codings.find import Codings, codings

OTHERS: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parents[2] / "data/codings/others.yaml").read_text("utf-8")
)
OUTSIDE = {
    "own_army": "a silence made a line",
    "own_laws": "a silence made a line",
    "same_strength": "numbers",
    "title_where_held": "a reading that the file does not write",
    "worn_less": "numbers",
}
FORETOLD = sorted(set(OTHERS) - set(OUTSIDE))


@pytest.fixture(scope="module")
def found() -> Codings:
    return codings(negsim.load("ukraine_2025").scenario)


def choices_of(other: dict[str, Any]) -> dict[str, str]:
    return {**other.get("read", {}), **dict.fromkeys(other.get("drop", ()), "not_a_line")}


def test_each_is_foretold_or_named_as_outside() -> None:
    for name, other in OTHERS.items():
        assert (name in OUTSIDE) == (not set(other) <= {"say", "read", "drop"})


@pytest.mark.parametrize("name", FORETOLD)
def test_what_codings_foretells_is_what_a_run_of_it_finds(found: Codings, name: str) -> None:
    base = negsim.load("ukraine_2025")
    plain = {**base.base.to_plain(), "expect": []}
    plain["variants"] = {**plain["variants"], name: OTHERS[name]}
    text = negsim.language.overlay.write_yaml(plain) if False else _written(plain)
    is_open = loads(text, str(base.base.path)) is not None
    assert is_open
