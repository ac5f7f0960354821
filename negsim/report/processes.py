"""How many processes a brief is worth."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from negsim.spread import processors

MOST = 4  # more would wait for the longest answer
MEMORY = 10**9  # bytes that each may need


def processes(jobs: int = 1) -> int:
    """Give as many as are asked for, or as a machine has processors and memory for: drawing alone is worth them."""
    if jobs > 1:
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
