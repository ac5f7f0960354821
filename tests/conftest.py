"""What every test may rely on."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# What these run, other tests run too; to note down every line of it again would double their time.
UNMEASURED = (
    "browser",
    "charts/test_layout.py",
    "cli/test_run.py",
    "cli/test_width.py",
    "comparison",
    "hostile",
    "house",
    "interop/test_minizinc.py",
    "interop/test_names.py",
    "laws",
    "oracle",
    "questions/acceptance/test_acceptance.py",
    "questions/backtest/test_past_cases.py",
    "questions/codings/test_other_coders.py",
    "questions/test_shown.py",
    "questions/test_told.py",
    "questions/zone/test_read_aloud.py",
    "report/test_folder.py",
    "report/test_whole_knots.py",
    "solve",
    "test_spread.py",
    "testing",
)

# The same examples everywhere, and no deadline: machines that are busy are slow, not wrong.
settings.register_profile("gate", derandomize=True, deadline=None, max_examples=12)
# For a night: other examples each time, some hundred times as many.
settings.register_profile("night", deadline=None, max_examples=5000)
settings.load_profile(os.environ.get("NEGSIM_EXAMPLES", "gate"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave what repeats much out of the measuring of coverage: some files, all cases of a test but the first."""
    here = Path(__file__).parent
    places = [here / name for name in UNMEASURED]
    told: set[str] = set()
    for item in items:
        name = item.nodeid.partition("[")[0]
        if name in told or any(item.path.is_relative_to(place) for place in places):
            item.add_marker("no_cover")
        told.add(name)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item: pytest.Item) -> Iterator[None]:
    """Leave what such tests share out of the measuring too: pytest-cov leaves out no more than their bodies."""
    plugin = item.config.pluginmanager.getplugin("_cov")
    measuring = getattr(plugin, "cov_controller", None)
    if measuring is None or item.get_closest_marker("no_cover") is None:
        return (yield)
    measuring.pause()
    try:
        return (yield)
    finally:
        measuring.resume()


def pytest_collection_finish() -> None:
    """Leave the thousands of tests, which stay to the end, out of the searches for garbage: a fifth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say again, where it is seen, which steps of the gate failed before the tests."""
    failed = os.environ.get("NEGSIM_GATE_FAILED")
    if failed:
        terminalreporter.section("gate", sep="=", red=True)
        terminalreporter.line(f"FAILED before the tests: {failed} (see above)", red=True)
