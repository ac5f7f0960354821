"""Time and peak memory of a program."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SECONDS = 150
GIGABYTES = 12


@dataclass(frozen=True)
class Measured:
    """What a program printed, and what it took."""

    found: dict[str, Any] | None  # None: it did not come to an end
    seconds: float
    megabytes: float
    why_not: str = ""


def measure(command: list[str], stdin: Path | None = None) -> Measured:
    """Run a program that prints JSON, on what cores there are, within bounds of time and memory."""

    def bounded() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (GIGABYTES * 2**30, GIGABYTES * 2**30))
        resource.setrlimit(resource.RLIMIT_CPU, (2 * SECONDS, 2 * SECONDS))

    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        begun = time.perf_counter()
        child = subprocess.Popen(
            command,
            stdin=stdin.open() if stdin is not None else subprocess.DEVNULL,
            stdout=out,
            stderr=err,
            preexec_fn=bounded,  # noqa: PLW1509 -- nothing here has threads
        )
        status = usage = None
        while status is None:
            pid, code, rusage = os.wait4(child.pid, os.WNOHANG)
            if pid:
                status, usage = os.waitstatus_to_exitcode(code), rusage
            elif time.perf_counter() - begun > SECONDS:
                child.kill()
                _, _, usage = os.wait4(child.pid, 0)
                child.returncode = -9
                return Measured(None, SECONDS, usage.ru_maxrss / 1024, f"over {SECONDS} s")
            else:
                time.sleep(0.002)
        child.returncode = status
        seconds = time.perf_counter() - begun
        assert usage is not None
        megabytes = usage.ru_maxrss / 1024
        out.seek(0)
        err.seek(0)
        text = out.read().decode()
        if status != 0:
            words = err.read().decode().strip().splitlines()[-1:] or ["stopped"]
            print(f"  {' '.join(command[:4])}: {words[0]}", file=sys.stderr)
            why = "out of memory" if "emory" in words[0] else "failed"
            return Measured(None, seconds, megabytes, why)
        return Measured(json.loads(text), seconds, megabytes)
