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
OTHERS: dict[str, Any] = yaml.load(FILE.read_text("utf-8"), yaml.CSafeLoader)
OPENS = {"all_mild": True, "by_kind": False, "literal_land": False}  # foretold by the choices
SILENT = {"own_army": ("forces", "capped"), "own_laws": ("internal", "laws")}  # by the silences
OUTSIDE = {
    "same_strength": "numbers",
    "title_where_held": "a reading that the file does not write",
    "worn_less": "numbers",
}


def recoded(*variants: str) -> Scenario:
    asked, names = with_variants_of_files(negsim.load("ukraine_2025").base, variants)
    return apply(asked, names)


@pytest.fixture(scope="module")
def found() -> Codings:
    return codings(negsim.load("ukraine_2025").scenario)


def test_each_of_the_eight_is_foretold_or_named_as_outside() -> None:
    assert sorted([*OPENS, *SILENT, *OUTSIDE]) == sorted(OTHERS)
    assert len(OTHERS) == 8
    for name, other in OTHERS.items():
        assert (name in OPENS) == (set(other) <= {"say", "read", "drop"})
        assert (name in SILENT) == ("add" in other)


@pytest.mark.parametrize("name", OPENS)
def test_what_codings_foretells_is_what_a_run_of_it_finds(found: Codings, name: str) -> None:
    other = OTHERS[name]
    dropped = dict.fromkeys(other.get("drop", ()), NOT_A_LINE)
    taken = {one.member.path: one.now for one in found.lines} | other.get("read", {}) | dropped
    choices = {one.member.path: one.choices for one in found.lines}
    for path in dropped:
        if NOT_A_LINE not in choices[path]:  # it is written as a reading that draws no line
            taken[path] = "wish_only"
    assert all(choice in choices[path] for path, choice in taken.items())
    opens = any(
        set(each) <= {f"{path}={choice}" for path, choice in taken.items()}
        for each in found.opening
    )
    assert (run(recoded(f"{FILE}:{name}")).zone.is_open, opens) == (OPENS[name], OPENS[name])


@pytest.mark.parametrize("name", SILENT)
def test_a_silence_that_it_names_shuts_the_way_out_once_it_is_a_line(
    found: Codings, name: str, tmp_path: Path
) -> None:
    told = [one for one in found.silent_lines if (one.issue, one.option) == SILENT[name]]
    ways_out = [one.correction for one in told if one.actor == "ukraine"]
    assert len(ways_out) == len(found.findings.corrections) == 4
    gone = tmp_path / "gone.yaml"
    gone.write_text(yaml.safe_dump({"way_out": {"drop": list(ways_out[0] or ())}}))
    assert not run(recoded(f"{gone}:way_out", f"{FILE}:{name}")).zone.red_line_size


@pytest.mark.parametrize("name", OUTSIDE)
def test_what_is_outside_is_a_coding_that_can_be_run(name: str) -> None:
    assert recoded(f"{FILE}:{name}").applied
