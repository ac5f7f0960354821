"""How others would code the Ukraine file: `codings` foretells it, or it is named here as outside."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

import negsim
from negsim.language.model.scenario import Scenario
from negsim.language.overlay.apply import apply
from negsim.language.overlay.files import with_variants_of_files
from negsim.questions.codings.find import codings
from negsim.questions.codings.result import NOT_A_LINE, Codings
from negsim.questions.zone.find import run

FILE = Path(__file__).parents[2] / "data/codings/others.yaml"
OTHERS: dict[str, Any] = yaml.safe_load(FILE.read_text("utf-8"))
OUTSIDE = {
    "own_army": "a silence made a line",
    "own_laws": "a silence made a line",
    "same_strength": "numbers",
    "title_where_held": "a reading that the file does not write",
    "worn_less": "numbers",
}
FORETOLD = sorted(set(OTHERS) - set(OUTSIDE))


def recoded(name: str) -> Scenario:
    asked, names = with_variants_of_files(negsim.load("ukraine_2025").base, [f"{FILE}:{name}"])
    return apply(asked, names)


@pytest.fixture(scope="module")
def found() -> Codings:
    return codings(negsim.load("ukraine_2025").scenario)


def test_each_is_foretold_or_named_as_outside() -> None:
    for name, other in OTHERS.items():
        assert (name in OUTSIDE) == (not set(other) <= {"say", "read", "drop"})


@pytest.mark.parametrize("name", FORETOLD)
def test_what_codings_foretells_is_what_a_run_of_it_finds(found: Codings, name: str) -> None:
    other = OTHERS[name]
    dropped = dict.fromkeys(other.get("drop", ()), NOT_A_LINE)
    taken = {one.member.path: one.now for one in found.lines} | other.get("read", {}) | dropped
    for path, choice in dropped.items():
        [line] = [one for one in found.lines if one.member.path == path]
        if choice not in line.choices:  # it is written as a reading that draws no line
            taken[path] = "wish_only"
    opens = any(
        set(each) <= {f"{path}={choice}" for path, choice in taken.items()}
        for each in found.opening
    )
    assert run(recoded(name)).zone.is_open == opens


@pytest.mark.parametrize("name", OUTSIDE)
def test_what_is_outside_is_a_coding_that_can_be_run(name: str) -> None:
    assert recoded(name).applied
