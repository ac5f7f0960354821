"""What every test may rely on."""

from __future__ import annotations

import gc
import io
import json
import os
import tomllib
from pathlib import Path

import pytest
import slipcover
from hypothesis import settings

ROOT = Path(__file__).parents[1]
_MEASURED: list[bool] = []  # whether this worker's steps are measured

# The same examples everywhere, and no deadline: machines that are busy are slow, not wrong.
settings.register_profile("gate", derandomize=True, deadline=None, max_examples=12)
# For a night: other examples each time, some hundred times as many.
settings.register_profile("night", deadline=None, max_examples=5000)
settings.load_profile(os.environ.get("NEGSIM_EXAMPLES", "gate"))


def pytest_collection_finish() -> None:
    """Leave the thousands of tests, which stay to the end, out of the searches for garbage: a fifth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


def pytest_sessionstart() -> None:
    """Keep the measuring to this process: a test that runs pytest anew is measured by what it runs in here."""
    if "PYTEST_XDIST_WORKER" in os.environ:
        os.environ.pop("SLIPCOVER_ENABLED", None)
        _MEASURED.append(True)


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish() -> None:
    """Let the measuring be written down, where it was under way."""
    if _MEASURED:
        os.environ["SLIPCOVER_ENABLED"] = "1"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what was reached of the code, and again, where it is seen, which steps of the gate failed before."""
    folder = os.environ.get("SLIPCOVER_COVERAGE_DIR")
    if folder and (merged := Path(folder, "merged.json")).is_file():
        coverage = json.loads(merged.read_text(encoding="utf-8"))
        terminalreporter.section("coverage")
        table = io.StringIO()
        slipcover.print_coverage(coverage, outfile=table, missing_width=60, skip_covered=True)
        terminalreporter.write(table.getvalue())
        floor = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
        least, found = (
            floor["tool"]["slipcover"]["fail-under"],
            coverage["summary"]["percent_covered"],
        )
        terminalreporter.line(
            f"{found:.2f}% of lines and branches reached; at least {least}% wanted",
            red=found < least,
        )
    failed = os.environ.get("NEGSIM_GATE_FAILED")
    if failed:
        terminalreporter.section("gate", sep="=", red=True)
        terminalreporter.line(f"FAILED before the tests: {failed} (see above)", red=True)
