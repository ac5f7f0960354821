"""What each version of the language has, and how a file of the first is told of the second."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from negsim.errors import InputError
from negsim.language.load import load, loads
from negsim.language.writer import write_yaml
from negsim.testing.documents import MadeUp, random_draft
from negsim.testing.yaml_text import to_yaml
from tests.hostile.mutations import mutated
from tests.hostile.trial import check_faults

OLD = """negsim: 1
scenario: pier
issues:
  work: {ordered: true, options: {none: nothing, left_open: nobody says, rebuild: anew}}
actors:
  town:
    red_lines:
      short: {require: {work: at least left_open}}
      firm: {readings: {given_up: none, as_written: {require: {work: rebuild}, chance: 1}, not_a_line: none}}
    preferences: {work: {weight: 1, ladder: none < left_open < rebuild}}
"""


def test_names_that_1_1_reserves_are_free_in_a_file_of_version_1() -> None:
    scenario = loads(OLD, "pier.yaml")
    assert list(scenario.red_lines) == ["town.short", "town.firm"]
    assert [r.id for r in scenario.red_lines["town.firm"].all_readings] == [
        "given_up",
        "as_written",
        "not_a_line",
    ]
    assert not scenario.issue["work"].may_stay_open


def test_a_red_line_of_version_1_named_like_a_new_key_is_dropped_by_its_short_path() -> None:
    text = OLD + "variants: {calm: {drop: [town.short, town.red_lines.firm]}}\n"
    assert not loads(text, "pier.yaml", ["calm"]).red_lines


def test_the_same_file_in_1_1_is_told_what_is_reserved() -> None:
    with pytest.raises(InputError, match="cannot be named") as caught:
        loads(OLD.replace("negsim: 1\n", "negsim: 1.1\n"), "pier.yaml")
    said = [fault.what for fault in caught.value.faults]
    assert [text.split(":")[0] for text in said if "cannot be named" in text] == [
        "an option of issue 'work' cannot be named 'left_open'",
        "a red line of town cannot be named 'short'",
        "a reading of red line 'firm' cannot be named 'given_up'",
        "a reading of red line 'firm' cannot be named 'as_written'",
        "a reading of red line 'firm' cannot be named 'not_a_line'",
    ]


def test_each_new_key_is_told_once_in_a_file_of_version_1() -> None:
    text = OLD.replace("  town:\n", "  town:\n    short: T\n    weights: unknown\n")
    text = text.replace("{ordered: true", "{short: w, ordered: true")
    with pytest.raises(InputError, match=r"version 1\.1") as caught:
        loads(text.replace("weight: 1, ", ""), "pier.yaml")
    assert [(f.what, f.mend) for f in caught.value.faults] == [
        ("issue 'work' has a key of version 1.1: 'short'", "write `negsim: 1.1`"),
        ("actor 'town' has a key of version 1.1: 'weights'", "write `negsim: 1.1`"),
    ]


@pytest.mark.parametrize("change", ["town.ratification.council.needs=1", "town.firm.firm=0.5"])
def test_a_path_of_1_1_is_told_in_a_file_of_version_1(change: str) -> None:
    with pytest.raises(InputError, match=r"has a path of version 1\.1(.|\n)*write `negsim: 1\.1`"):
        loads(OLD, "pier.yaml", sets=[change])


@pytest.mark.parametrize("written", ["1.1", "'1.1'", '"1.1"'])
def test_the_version_may_be_quoted(written: str) -> None:
    text = "scenario: s\nissues: {a: {options: {x: x, y: y}, short: A}}\nactors: {p: {}}\n"
    assert loads(f"negsim: {written}\n{text}", "s.yaml").issue["a"].short == "A"


def _written(draft: MadeUp, folder: Path) -> Path:
    for path, register in draft.registers.items():
        (folder / path).write_text(to_yaml(register), encoding="utf-8")
    file = folder / "made_up.yaml"
    file.write_text(to_yaml(draft.document), encoding="utf-8")
    return file


@pytest.mark.parametrize("seed", range(25))
def test_what_is_read_written_and_read_again_is_the_same(seed: int, tmp_path: Path) -> None:
    draft = random_draft(random.Random(seed), 60, version="1.1")
    file = _written(draft, tmp_path)
    scenario = load(file)
    assert loads(write_yaml(scenario.to_plain()), str(file)) == scenario


@pytest.mark.parametrize("seed", range(25, 35))
def test_stacks_of_made_up_variants_can_be_applied(seed: int, tmp_path: Path) -> None:
    draft = random_draft(random.Random(seed), 60, version="1.1")
    file = _written(draft, tmp_path)
    sets = [f"{path}={value}" for path, value in draft.settings.items()]
    for stack in draft.stacks:
        assert list(load(file, stack, sets).applied[: len(stack)]) == stack


@pytest.mark.parametrize("seed", range(30))
def test_a_changed_file_of_1_1_is_read_or_has_faults(seed: int, tmp_path: Path) -> None:
    rng = random.Random(seed)
    draft = random_draft(rng, 60, version="1.1")
    file = _written(draft, tmp_path)
    file.write_bytes(mutated(draft.document, rng))
    try:
        load(file)
    except InputError as error:
        check_faults(error, tmp_path)


@pytest.mark.parametrize("seed", range(15))
def test_made_up_files_of_1_1_say_only_what_version_1_lacks_when_read_as_that(
    seed: int, tmp_path: Path
) -> None:
    draft = random_draft(random.Random(seed), 60, version="1.1")
    file = _written(draft, tmp_path)
    text = file.read_text(encoding="utf-8").replace("negsim: 1.1", "negsim: 1")
    with pytest.raises(InputError, match=r"version 1\.1") as caught:
        loads(text, str(file))
    assert {fault.mend for fault in caught.value.faults} == {"write `negsim: 1.1`"}
