"""What every test may rely on."""

from __future__ import annotations

import gc
import io
import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from slipcover import pytest_plugin as measuring
from slipcover.slipcover import add_summaries, print_coverage
from xdist.remote import Producer  # type: ignore[import-untyped]
from xdist.scheduler import LoadFileScheduling  # type: ignore[import-untyped]

FLOOR = 90  # per cent of lines and branches that the tests must reach, where that is measured
_REACHED: dict[str, Any] = {}
MANY = 100  # marks of the measuring that are passed again and again: worth a look at every function there is
_PASSED: list[None] = []

# The same examples everywhere, and no deadline: machines that are busy are slow, not wrong.
settings.register_profile("gate", derandomize=True, deadline=None, max_examples=12)
# For a night: other examples each time, some hundred times as many.
settings.register_profile("night", deadline=None, max_examples=5000)
settings.load_profile(os.environ.get("NEGSIM_EXAMPLES", "gate"))


# Files whose tests look at the same reports or pictures, which one worker then makes once.
TOGETHER = {
    "reports": ("tests/report/", "tests/browser/test_report.py", "tests/browser/test_other"),
    "charts": ("tests/charts/",),
}


class Together(LoadFileScheduling):  # type: ignore[misc]
    """A file's tests on one worker, and so those of files that share what is dear to make."""

    def _split_scope(self, nodeid: str) -> str:
        file = super()._split_scope(nodeid)
        return next((name for name, files in TOGETHER.items() if file.startswith(files)), file)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Together | None:
    """Keep files together where files are what is given out."""
    return Together(config, log) if config.getoption("dist") == "loadfile" else None


def pytest_collection_finish() -> None:
    """Leave the thousands of tests, which stay to the end, out of the searches for garbage: a fifth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


def pytest_sessionstart() -> None:
    """Keep the measuring to this process: a test that runs pytest anew is measured by what it runs in here."""
    if {"PYTEST_XDIST_WORKER", "SLIPCOVER_ENABLED"} <= os.environ.keys():
        del os.environ["SLIPCOVER_ENABLED"]
        _REACHED["here"] = True


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish() -> None:
    """Let the measuring be written down, where it was under way."""
    if _REACHED:
        os.environ["SLIPCOVER_ENABLED"] = "1"


def pytest_runtest_logfinish() -> None:
    """Take out the marks that were passed often, many at a time: each time all code is gone through."""
    if len(_PASSED) >= MANY and measuring._slipcover_instance is not None:
        _PASSED.clear()
        type(measuring._slipcover_instance).deinstrument_seen(measuring._slipcover_instance)


class Reached:
    """What the tests reached of the code, told above pytest's summary; too little of it fails the run."""

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Put together what the workers have reached."""
        merged = Path(os.environ.get("SLIPCOVER_COVERAGE_DIR", ""), "merged.json")
        if "PYTEST_XDIST_WORKER" in os.environ or not merged.is_file():
            return
        _REACHED.update(json.loads(merged.read_text(encoding="utf-8")))
        add_summaries(_REACHED)
        if _REACHED["summary"]["percent_covered"] < FLOOR and not session.exitstatus:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_configure(config: pytest.Config) -> None:
    """Have what was reached put together after all else."""
    config.pluginmanager.register(Reached())
    if measuring._slipcover_instance is not None:
        measuring._slipcover_instance.deinstrument_seen = lambda: _PASSED.append(None)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what was reached of the code, and again, where it is seen, which steps of the gate failed before."""
    if "summary" in _REACHED:
        table = io.StringIO()
        print_coverage(_REACHED, outfile=table, missing_width=60, skip_covered=True)
        terminalreporter.section("coverage")
        terminalreporter.write(table.getvalue())
        found = _REACHED["summary"]["percent_covered"]
        told = f"Of lines and branches {found:.2f}% were reached; at least {FLOOR}% are wanted."
        terminalreporter.line(told, red=found < FLOOR)
    beside = os.environ.get("NEGSIM_GATE_FAILED")
    failed = Path(beside).read_text(encoding="utf-8").split("\n") if beside else []
    if any(failed):
        terminalreporter.section("gate", sep="=", red=True)
        names = ", ".join(filter(None, failed))
        terminalreporter.line(f"FAILED beside the tests: {names} (see above)", red=True)
