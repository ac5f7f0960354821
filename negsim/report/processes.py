"""How many processes a brief is worth."""

from __future__ import annotations

import os
from contextlib import suppress
from math import prod
from pathlib import Path

from negsim.language.model.scenario import Scenario
from negsim.spread import processors

MOST = 4  # more would wait for the longest answer
MEMORY = 10**9  # bytes that each may need
WORTH = 100_000  # packages of a case whose answers take longer than processes take to begin


def processes(scenario: Scenario, jobs: int = 1) -> int:
    """Give as many as a case is worth, or as are asked for; 1 where the case is small, or the machine is."""
    packages = prod(len(issue.options) for issue in scenario.issues)
    if jobs > 1 or packages < WORTH:
        return jobs
    return max(1, min(MOST, processors(), _memory() // MEMORY))


def _memory() -> int:
    """Bytes that this process and those beside it may use, as far as the machine says so."""
    found = [MOST * MEMORY]
    with suppress(AttributeError, OSError, ValueError):
        found.append(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"))
    with suppress(OSError, ValueError):
        found.append(int(Path("/sys/fs/cgroup/memory.max").read_text()))
    return min(found)
