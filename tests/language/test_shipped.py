"""Which file a SCENARIO argument means."""

from __future__ import annotations

from pathlib import Path

import pytest

from negsim.errors import InputError
from negsim.language.shipped import locate, shipped_folder, shipped_names


def test_names_are_those_of_the_files_in_the_folder() -> None:
    stems = sorted(path.stem for path in shipped_folder("scenarios").glob("*.yaml"))
    assert list(shipped_names()) == stems
    assert "ukraine_2025" in stems


def test_a_shipped_name_is_found_from_any_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert locate("ukraine_2025").read_text(encoding="utf-8").startswith("negsim: 1")


def test_a_file_goes_before_a_shipped_scenario(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "harbour").write_text("mine", encoding="utf-8")
    assert locate("harbour") == Path("harbour")


def test_a_folder_does_not_hide_a_shipped_scenario(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "harbour").mkdir()
    assert locate("harbour").parent == shipped_folder("scenarios")


def test_a_path_is_kept_as_it_was_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.yaml").touch()
    assert str(locate("mine.yaml")) == "mine.yaml"


def test_the_nearest_shipped_name_is_offered() -> None:
    with pytest.raises(InputError) as caught:
        locate("harbor")
    assert str(caught.value) == (
        "no file and no shipped scenario: 'harbor'\n      mend: did you mean 'harbour'?"
    )


def test_the_nearest_file_of_that_folder_is_offered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "peace.yaml").touch()
    with pytest.raises(InputError, match=r"did you mean 'peace\.yaml'\?"):
        locate("peas.yaml")


def test_a_far_off_name_lists_what_is_shipped() -> None:
    first = shipped_names()[0]
    with pytest.raises(InputError, match=f"give the path of a file, or one of {first}, "):
        locate("qqqqqqqq")


def test_a_folder_is_told_as_one(tmp_path: Path) -> None:
    (tmp_path / "peace.yaml").touch()
    with pytest.raises(InputError, match=r"a folder, not a scenario.*\n.*peace\.yaml"):
        locate(tmp_path)


@pytest.mark.parametrize("text", ["", "x\0y", "x" * 5000])
def test_a_name_that_no_system_has_is_a_fault_of_the_user(text: str) -> None:
    with pytest.raises(InputError, match=r"no file and no shipped scenario|a folder"):
        locate(text)
