from __future__ import annotations

import re
from pathlib import Path

import pytest

import negsim
from negsim.cli import main


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", ["talks", "my talks", "2025", "Київ", "{x}"])
def test_a_first_scenario_runs_and_its_expectations_hold(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", name]) == 0
    assert main(["validate", f"{name}.yaml"]) == 0
    # What it is called is nothing to the laws.
    assert main(["check", f"{name}.yaml", *([] if name == "talks" else ["--no-laws"])]) == 0
    assert "2 EXPECTATIONS HOLD." in capsys.readouterr().out
    assert len(negsim.load(f"{name}.yaml").run().conflicts) == 1


def test_nothing_that_stands_is_written_over(capsys: pytest.CaptureFixture[str]) -> None:
    Path("talks.yaml").write_text("mine")
    assert main(["new", "talks"]) == 2
    assert "'talks.yaml' is there already" in capsys.readouterr().err
    assert Path("talks.yaml").read_text() == "mine"


def test_a_path_may_be_meant_and_its_folder_must_be_there(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["new", "folder/talks.yaml"]) == 2
    assert "there is no such folder" in capsys.readouterr().err
    Path("folder").mkdir()
    assert main(["new", "folder/talks.yaml"]) == 0
    assert negsim.load("folder/talks.yaml").scenario.id == "talks"


def test_a_name_is_needed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new"]) == 2
    assert capsys.readouterr().err == (
        "no name for the new scenario\n      mend: negsim new my_talks, or negsim new --example\n"
    )


def test_examples_are_listed_with_their_titles(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "--example"]) == 0
    assert re.search("^harbour +Who dredges the harbour", capsys.readouterr().out, re.MULTILINE)


@pytest.mark.parametrize("name", negsim.shipped_names())
def test_a_copied_example_finds_its_registers(name: str) -> None:
    assert main(["new", "--example", name]) == 0
    copied, shipped = negsim.load(f"{name}.yaml").scenario, negsim.load(name).scenario
    assert copied.all_claims == shipped.all_claims != ()
    assert copied.title == shipped.title
    assert main(["new", "--example", name]) == 2


def test_a_copied_example_says_the_same() -> None:
    assert main(["new", "--example", "harbour"]) == 0
    copied, shipped = (negsim.load(one).run().to_dict() for one in ("harbour.yaml", "harbour"))
    assert copied["zone"] == shipped["zone"]
    assert copied["conflicts"] == shipped["conflicts"]


def test_an_example_that_was_meant_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "--example", "harbor"]) == 2
    assert "did you mean harbour?" in capsys.readouterr().err


def test_a_first_register_is_sound_and_a_first_scenario_can_use_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["new", "talks"]) == 0
    assert main(["new", "--register", "note"]) == 0
    assert main(["validate", "note.yaml"]) == 0
    assert (
        "note.yaml: sound. 1 document, 2 claims, 1 conflict, 1 silence." in capsys.readouterr().out
    )
    text = Path("talks.yaml").read_text().replace("title:", "claims: [note.yaml]\ntitle:", 1)
    Path("talks.yaml").write_text(text.replace('"assumption: its carts do not go further"', "c1"))
    assert len(negsim.load("talks.yaml").scenario.claim) == 2


def test_a_register_is_neither_an_example_nor_a_form(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "--register", "--example", "harbour"]) == 2
    assert "--register goes with a name alone" in capsys.readouterr().err
