"""The machine fails: killed at any moment, disk full, folder read-only, pipe closed, Ctrl-C. Each is really done."""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from negsim.cli import main
from tests.hostile import ctrl_c

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and limits are other ones")

Finished = subprocess.CompletedProcess[str]
PROGRAM = [sys.executable, "-c", "import sys; from negsim.cli import main; sys.exit(main())"]
SLOW_WRITES = """
import os, sys, time
whole = os.fsync
def slow(descriptor):
    print("writing", file=sys.stderr, flush=True)
    time.sleep(0.05)
    whole(descriptor)
os.fsync = slow
from negsim.cli import main
sys.exit(main())
"""
# More issues than can be taken one by one, so that the work goes on until it is stopped.
DENSE = "\n".join(
    [
        "negsim: 1",
        "scenario: dense",
        "issues:",
        *(f"  i{k}: {{range: {{from: 0, to: 9, step: 1}}}}" for k in range(10)),
        "actors:",
        "  one:",
        "    reservation_value: 0.7",
        "    preferences:",
        *(
            f"      i{k}: {{weight: {k + 1}, scores: {{0: 0, {k % 8 + 1}: 1, 9: .3}}}}"
            for k in range(10)
        ),
        "  two:",
        "    reservation_value: 0.7",
        "    preferences:",
        *(
            f"      i{k}: {{weight: {11 - k}, scores: {{0: 1, {k % 7 + 1}: .2, 9: 0}}}}"
            for k in range(10)
        ),
    ]
)


def run(*arguments: str, before: Callable[[], None] | None = None) -> Finished:
    """Run negsim in a process of its own."""
    return subprocess.run(
        [*PROGRAM, *arguments], capture_output=True, text=True, check=False, preexec_fn=before
    )


def whole(folder: Path) -> list[str]:
    """The names of the files that stand in a folder, each of which must be whole."""
    names = sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))
    if "result.json" in names:
        assert "zone" in json.loads((folder / "result.json").read_text())
    for name in names:
        if name.endswith(".csv"):
            assert (folder / name).read_text().endswith("\n")
        if name.endswith(".html"):
            assert (folder / name).read_text().rstrip().endswith("</html>")
    return names


def test_killed_at_any_moment_leaves_no_half_file_under_its_name(tmp_path: Path) -> None:
    """From before the first file is written to the writing of the second, by when the first stands."""
    seen = []
    for files in range(3):
        folder = tmp_path / str(files)
        child = subprocess.Popen(
            [sys.executable, "-c", SLOW_WRITES, "run", "harbour", "--out", str(folder)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        assert child.stderr is not None
        for _ in range(files):
            child.stderr.readline()
        time.sleep(0.02 * files)
        child.kill()
        child.wait()
        child.stderr.close()
        seen.append(whole(folder) if folder.is_dir() else [])
    assert not seen[0], "killed before a file could be there"
    assert seen[2], "killed after the first file was written"


def test_killed_while_writing_keeps_what_stood_there(tmp_path: Path) -> None:
    (tmp_path / "result.json").write_text("of an earlier brief")
    before = (tmp_path / "result.json").read_bytes()
    child = subprocess.Popen(
        [sys.executable, "-c", SLOW_WRITES, "run", "harbour", "--out", str(tmp_path)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    assert child.stderr is not None
    assert child.stderr.readline() == b"writing\n"
    child.kill()
    child.wait()
    child.stderr.close()
    assert (tmp_path / "result.json").read_bytes() == before


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 8 kB, where this may be made."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = shutil.which("mount")
    made = (
        mount is not None
        and not subprocess.run(
            [mount, "-t", "tmpfs", "-o", "size=8k", "tmpfs", str(place)],
            check=False,
            capture_output=True,
        ).returncode
    )
    if not made:
        pytest.skip("no file system may be mounted here")
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk_is_told_and_leaves_nothing_half(small_disk: Path) -> None:
    folder = small_disk / "brief"
    done = run("run", "ukraine_2025", "--out", str(folder))
    assert done.returncode == 2
    assert (
        "was not written: the disk is full\n      mend: make room, or write elsewhere"
        in done.stderr
    )
    assert "Traceback" not in done.stderr
    assert [path.name for path in folder.iterdir() if path.name.startswith(".")] == []
    whole(folder)


def test_a_read_only_file_system_is_told(small_disk: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    done = run("run", "harbour", "--out", str(small_disk / "brief"))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.endswith(
        "brief' was not written: that file system is read-only\n      mend: write elsewhere\n"
    )


def test_a_limit_on_the_size_of_files_is_told(tmp_path: Path) -> None:
    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

    folder = tmp_path / "brief"
    done = run("run", "ukraine_2025", "--out", str(folder), before=limit)
    assert done.returncode == 2
    assert "was not written: " in done.stderr
    assert "Traceback" not in done.stderr
    whole(folder)


def test_a_path_below_a_file_is_told_to_root_too(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    done = run("run", "harbour", "--out", str(tmp_path / "file" / "brief"))
    assert (done.returncode, done.stdout) == (2, "")
    assert "part of the path is a file, not a folder" in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device here")
@pytest.mark.parametrize("arguments", [["run", "harbour"], ["run", "harbour", "--format", "json"]])
def test_standard_output_on_a_full_disk_is_told(arguments: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*PROGRAM, *arguments], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 2
    assert done.stderr == (
        "the output was not written: no space left on device\n"
        "      mend: make room, or write elsewhere\n"
    )


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_who_reads_one_line_and_goes_is_left_quietly(tmp_path: Path, unbuffered: str) -> None:
    file = tmp_path / "wide.yaml"
    file.write_text(
        "negsim: 1\nscenario: wide\nissues:\n"
        "  a: {range: {from: 0, to: 399, step: 1}}\n  b: {range: {from: 0, to: 399, step: 1}}\n"
        "actors: {one: {}}\n"
    )
    environment = {**os.environ, "PYTHONUNBUFFERED": unbuffered}
    command = [*PROGRAM, "run", str(file), "--format", "csv", "--limit", "160000"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdout=pipe, stderr=pipe, env=environment) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        assert child.stdout.readline().startswith(b"a,b")
        child.stdout.close()
        assert child.wait() == 141
        assert child.stderr.read() == b""


def test_ctrl_c_ends_with_130_and_leaves_nothing(tmp_path: Path) -> None:
    file = tmp_path / "dense.yaml"
    file.write_text(DENSE)
    folder = tmp_path / "brief"
    child = subprocess.Popen(
        [*PROGRAM, "run", str(file), "--engine", "enumerate", "--out", str(folder)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert child.stderr is not None
    assert child.stderr.readline().startswith("10,000,000,000 packages to go through")
    child.send_signal(signal.SIGINT)
    out, err = child.communicate()
    assert child.returncode == 130
    assert out == ""
    assert err.endswith("stopped\n")
    assert "Traceback" not in err
    assert not folder.exists()


@pytest.fixture(autouse=True)
def _hear_ctrl_c() -> Iterator[None]:
    """Let these tests and their programs be stopped also where whoever started them cannot be."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def test_ctrl_c_that_a_library_turns_into_an_error_of_its_own_is_a_stop(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As pydantic does while it builds a validator."""

    def builds(_: object) -> int:
        try:
            signal.raise_signal(signal.SIGINT)
        except KeyboardInterrupt:
            raise ValueError("a validator could not be built") from None
        return 0

    monkeypatch.setattr("negsim.cli.frame.run_command_line", builds)
    handler = signal.getsignal(signal.SIGINT)
    assert main([]) == 130
    assert capsys.readouterr().err == "stopped\n"
    assert signal.getsignal(signal.SIGINT) is handler


def test_ctrl_c_while_others_work_says_one_line_and_leaves_nobody(tmp_path: Path) -> None:
    """At three moments: before work is given out, when workers begin, and at work."""
    (before, begin, work) = (tmp_path / name for name in ("before", "begin", "work"))
    moments = {before: 1.0, begin: 2.0, work: 4.0}
    command = "ensemble ukraine_2025 --draws 100000 --jobs 2"
    for folder in moments:
        folder.mkdir()

    def faults(folder: Path) -> list[str]:
        return ctrl_c.stopped(command, moments[folder], folder)

    with ThreadPoolExecutor() as pool:
        assert list(pool.map(faults, moments)) == [[], [], []]
