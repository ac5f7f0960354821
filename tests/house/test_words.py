"""What must stand nowhere in the project."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# Written so that this file does not find itself.
PATH = re.compile(r"/(tm[p]|hom[e]|roo[t]|wor[k]|far[m])/[A-Za-z]|[A-Z]:\\User[s]\\")
HOST = re.compile(r"py[p]i\.org|pythonh[o]sted|npmj[s]\.|de[b]\.debian|index-ur[l]")
LEFT = re.compile(r"\b(TOD[O]|FIXM[E]|XX[X])\b|NotImplementedErr[o]r")
# Sentences that an adviser could not understand, gone from all that is said.
UNCLEAR = re.compile(
    r"[w]eighing plays no part in this|packages [o]pened, [\d{]|at or [a]bove every walk-away|[a]bove every walk-away,"
    r"|[a]ll of a conflict together leave|ways to [t]ake the words leave|[R]ipe in [\d{]|Ripe[{]"
    r"|one would be [w]rong about the zone in|single text, [p]oorest|no demand in it [s]peaks of"
    r"|claims? cannot be [h]eld|what [f]orecasts must beat",
    re.IGNORECASE,
)
FOLDERS = {"negsim", "scenarios", "seeds", "tests", "docs", "benchmarks", ".ci"}


def files() -> list[Path]:
    """List the files of the project: what git keeps, or will."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    found = (ROOT / name for name in listed.split("\0") if name)
    return sorted(path for path in found if path.is_file())


def lines_with(pattern: re.Pattern[str], suffixes: tuple[str, ...] = ()) -> list[str]:
    """Find the lines of the project's text files that hold a pattern."""
    found = []
    for path in files():
        if suffixes and path.suffix not in suffixes:
            continue
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(text.splitlines(), 1):
            if pattern.search(line):
                found.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}")
    return found


@pytest.fixture(autouse=True)
def _in_git() -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("not a clone: what belongs to the project is git's to say")


def test_no_path_of_one_machine() -> None:
    assert lines_with(PATH) == []


def test_no_host_of_a_package_registry() -> None:
    assert lines_with(HOST) == []


def test_nothing_is_left_for_later_in_the_code() -> None:
    assert lines_with(LEFT, (".py", "")) == []


def test_what_an_adviser_could_not_understand_is_said_nowhere() -> None:
    assert lines_with(UNCLEAR, (".py", ".js", ".md", ".txt", ".yaml")) == []


def test_top_level_folders_are_the_known_ones() -> None:
    folders = {path.relative_to(ROOT).parts[0] for path in files() if path.parent != ROOT}
    assert folders <= FOLDERS


# A façade whose length is its number of questions: splitting it would only hide it.
FACADES = {"negsim/study.py": 490}


def test_no_module_is_too_long_to_hold_in_the_head() -> None:
    long = {
        str(path.relative_to(ROOT)): count
        for path in files()
        if path.suffix == ".py"
        and (count := path.read_text(encoding="utf-8").count("\n"))
        > FACADES.get(str(path.relative_to(ROOT)), 400)
    }
    assert long == {}


def test_every_file_is_small_enough_to_clone() -> None:
    assert [str(path) for path in files() if path.stat().st_size > 1_000_000] == []
