"""Some seconds of the fuzzer, in processes of their own with bounded memory; `tests.hostile.long` goes on for hours."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest

from negsim.testing.documents import random_draft
from tests.hostile.mutations import mutated
from tests.hostile.trial import TooSlow

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("seed", [1, 50_000, 100_000])
def test_a_changed_scenario_gives_an_answer_or_faults(seed: int) -> None:
    command = [sys.executable, "-m", "tests.hostile.long", "--count", "70", "--seed", str(seed)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


# Scenarios on which something else came out once.
@pytest.mark.parametrize("seed", [52065])
def test_what_failed_once_holds(seed: int) -> None:
    command = [sys.executable, "-m", "tests.hostile.long", "--count", "1", "--seed", str(seed)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout.endswith("1 files, 0 failures\n"), done.stdout


def test_a_failure_is_told_with_its_seed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from tests.hostile import long

    def slow(_: int, __: Path) -> None:
        raise TooSlow

    monkeypatch.setattr(long, "bound", lambda: None)
    monkeypatch.setattr(long, "trial", slow)
    assert long.main(["--count", "2", "--seed", "7"]) == 1
    out = capsys.readouterr().out
    assert "seed 7:" in out
    assert out.endswith("2 files, 2 failures\n")


def test_most_changes_make_faults_and_some_do_not() -> None:
    texts = [mutated(random_draft(rng).document, rng) for rng in map(random.Random, range(50))]
    assert len(set(texts)) == len(texts)
