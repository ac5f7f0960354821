"""Ctrl-C at many moments of work that two processes do: `python -m tests.hostile.ctrl_c --moments 1000`.

A terminal sends it to everybody: to the program and to its workers. Whatever the moment, one line is said, the exit
status is 130, no process is left, and no file but those that were told, each whole. Exit status 1 where it is not so,
with the moment on stdout.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

# Says when it is negsim's turn: what Python does of a Ctrl-C before is not ours.
BEGINS = "import sys; from negsim.cli import main; print(flush=True); sys.exit(main())"
PROGRAM = (sys.executable, "-c", BEGINS)
COMMANDS = (
    "ensemble harbour --draws 300 --jobs 2",
    "simulate harbour --futures 300 --jobs 2",
    "compare harbour --jobs 2",
    "run harbour --jobs 2 --out brief",
)


def stopped(command: str, seconds: float, folder: Path) -> list[str]:
    """What is wrong when a command is stopped so many seconds after it began; nothing if it came to its end."""
    child = subprocess.Popen(
        [*PROGRAM, *command.split()],
        cwd=folder,
        env={**os.environ, "TMPDIR": str(folder), "PYTHONPATH": str(Path(__file__).parents[2])},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert child.stdout is not None
    child.stdout.readline()
    try:
        child.wait(seconds)
    except subprocess.TimeoutExpired:
        os.killpg(child.pid, signal.SIGINT)
    _, said = child.communicate()
    if child.returncode == 0 or (child.returncode == -signal.SIGINT and "/negsim/" not in said):
        return []  # at its end already, or not yet in negsim's hands
    faults = []
    # How long it takes and where it works is said beforehand; what was drawn or written until then is told.
    wrote = {line.removeprefix("wrote ") for line in said.splitlines() if line[:6] == "wrote "}
    told = (", about ", "Answered in one process", "wrote ", "brief: ")
    lines = [line for line in said.splitlines() if not any(words in line for words in told)]
    if child.returncode != 130 or len(lines) != 1 or not lines[0].startswith("stopped"):
        faults.append(f"exit status {child.returncode}, said: {said}")
    if is_alive(child.pid):
        faults.append("processes are left")
        os.killpg(child.pid, signal.SIGKILL)
    files = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    # A file that was whole just then is not told any more; what was being written has a name of its own.
    untold = sorted(files - wrote)
    if len(untold) > 1 or any(Path(name).name.startswith(".") for name in untold):
        faults.append(f"files are left: {', '.join(untold)}")
    if gone := sorted(wrote - files):
        faults.append(f"files that were told are not there: {', '.join(gone)}")
    return faults


def is_alive(group: int) -> bool:
    """Whether a process of a group is still there after ten seconds."""
    for _ in range(1000):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return False
        time.sleep(0.01)
    return True


def length(command: str, folder: Path) -> float:
    """Seconds that a command takes."""
    begun = time.monotonic()
    assert stopped(command, 600, folder) == []
    return time.monotonic() - begun


def main(arguments: list[str] | None = None) -> int:
    """Stop each command at moments spread evenly over the time that it takes; failures go to stdout."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--moments", type=int, default=100)
    wanted = parser.parse_args(arguments)
    failed = 0
    for command in COMMANDS:
        with tempfile.TemporaryDirectory() as folder:
            took = length(command, Path(folder))
        moments = wanted.moments // len(COMMANDS)
        for k in range(moments):
            after = took * (k + 1) / (moments + 1)
            with tempfile.TemporaryDirectory() as folder:
                faults = stopped(command, after, Path(folder))
            failed += bool(faults)
            for fault in faults:
                print(f"{command}, after {after:.3f} s: {fault}", flush=True)  # noqa: T201
    print(f"{wanted.moments:,} moments, {failed:,} failures", flush=True)  # noqa: T201
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
