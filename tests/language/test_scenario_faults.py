"""Every fault of a scenario's own level: one change to a sound file, and all that is said of it."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from negsim.errors import InputError
from negsim.language.load import load, loads

CORPUS = Path(__file__).parent / "corpus_scenario"
FILES = {"harbour.yaml": "faults.yaml", "truce.yaml": "faults_1_1.yaml"}
ALL_CASES = [
    (file, case)
    for file, cases in FILES.items()
    for case in yaml.load((CORPUS / cases).read_text(encoding="utf-8"), yaml.CSafeLoader)
]
CASES = [case for file, case in ALL_CASES if file == "harbour.yaml"]


def _read(text: str, monkeypatch: pytest.MonkeyPatch, file: str = "harbour.yaml") -> None:
    monkeypatch.chdir(CORPUS)  # so that messages name the file without a folder
    loads(text, file)


def test_the_sound_files_have_no_fault() -> None:
    assert [load(CORPUS / file).id for file in FILES] == ["harbour", "truce"]


@pytest.mark.parametrize(
    ("file", "case"), ALL_CASES, ids=lambda one: one if isinstance(one, str) else one["by"][:40]
)
def test_a_fault_is_told_in_place_and_in_full(
    file: str, case: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    base = (CORPUS / file).read_text(encoding="utf-8")
    assert case["replace"] in base
    with pytest.raises(InputError, match=r"mend: ") as caught:
        _read(base.replace(case["replace"], case["by"], 1), monkeypatch, file)
    assert str(caught.value) == case["said"]


def test_all_faults_of_a_file_are_told_at_once_in_line_order(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = (CORPUS / "harbour.yaml").read_text(encoding="utf-8")
    singles = [case for case in CASES if case["said"].count("mend: ") == 1]
    independent = [
        c
        for c in singles
        if c["by"] in ("zone: opne}", "twelve: 7", "step: fortnight ", "fix: {noise: band}")
    ]
    for case in independent:
        text = text.replace(case["replace"], case["by"], 1)
    with pytest.raises(InputError, match=r"mend: ") as caught:
        _read(text, monkeypatch)
    lines = [fault.where.line for fault in caught.value.faults if fault.where is not None]
    assert len(lines) == len(independent) == 4
    assert lines == sorted(lines)


def test_a_register_that_cannot_be_read_is_one_fault(tmp_path: Path) -> None:
    text = (CORPUS / "harbour.yaml").read_text(encoding="utf-8")
    with pytest.raises(InputError, match="register of claims cannot be read") as caught:
        loads(text, str(tmp_path / "harbour.yaml"))
    assert len(caught.value.faults) == 1


def test_a_register_is_no_address_folder_or_device(monkeypatch: pytest.MonkeyPatch) -> None:
    text = (CORPUS / "harbour.yaml").read_text(encoding="utf-8")
    for name, said in (
        ("https://example.org/minutes.yaml", "address on the web"),
        (".", "is a folder"),
        ("/dev/zero", "is a device"),
    ):
        with pytest.raises(InputError, match=said):
            _read(text.replace("[minutes.yaml]", f"[{name!r}]"), monkeypatch)
