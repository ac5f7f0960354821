"""Some seconds of the fuzzer of imports, in a process of its own; `tests.hostile.importing` goes on for hours."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_harmed_files_of_other_tools_give_a_scenario_or_faults() -> None:
    command = [sys.executable, "-m", "tests.hostile.importing", "--count", "60", "--seed", "1"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    tried, scenarios, failures = (int(part.split()[0]) for part in done.stdout.split(", "))
    assert (tried, failures) == (60, 0)
    assert 8 < scenarios < 52
