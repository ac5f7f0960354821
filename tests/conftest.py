"""What every test may rely on."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

# The same examples everywhere, and no deadline: machines that are busy are slow, not wrong.
settings.register_profile("gate", derandomize=True, deadline=None, max_examples=50)
# For a night: other examples each time, a hundred times as many.
settings.register_profile("night", deadline=None, max_examples=5000)
settings.load_profile(os.environ.get("NEGSIM_EXAMPLES", "gate"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say again, where it is seen, which steps of the gate failed before the tests."""
    failed = os.environ.get("NEGSIM_GATE_FAILED")
    if failed:
        terminalreporter.section("gate", sep="=", red=True)
        terminalreporter.line(f"FAILED before the tests: {failed} (see above)", red=True)
