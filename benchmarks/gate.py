"""What the gate takes, in a fresh clone: `python -m benchmarks.gate`."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
_STEP = re.compile(r"^== (.+): passed, (\d+) s$", re.MULTILINE)
_TESTS = re.compile(r"^(\d+) passed.* in ([\d.]+)s", re.MULTILINE)


@dataclass(frozen=True)
class Gate:
    """Seconds by the clock, of all of it and of its steps: the others go on beside the tests."""

    seconds: float
    tests: int
    steps: dict[str, float]


def measured() -> Gate:
    """Run it on what is committed, environment and all, and read what it says of its steps."""
    with tempfile.TemporaryDirectory() as name:
        clone = Path(name, "clone")
        subprocess.run(["git", "clone", "-q", str(ROOT), str(clone)], check=True)
        begun = time.perf_counter()
        done = subprocess.run(
            ["bash", ".ci/run"], cwd=clone, capture_output=True, text=True, check=False
        )
        seconds = time.perf_counter() - begun
    if done.returncode:
        sys.exit(f"the gate failed:\n{done.stdout[-2000:]}")
    tests = _TESTS.search(done.stdout)
    assert tests is not None
    steps = {step: float(took) for step, took in _STEP.findall(done.stdout)}
    return Gate(seconds, int(tests[1]), {"tests": float(tests[2]), **steps})


if __name__ == "__main__":
    print(measured())
