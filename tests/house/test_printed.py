"""What README and docs show is what negsim prints.

Where an answer has changed on purpose, `NEGSIM_PRINT=1 pytest tests/house/test_printed.py` writes
the new one into the pages; read the difference before you commit it.
"""

from __future__ import annotations

import io
import math
import os
import re
import shlex
from contextlib import redirect_stderr, redirect_stdout
from functools import cache
from pathlib import Path

import pytest
from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser

import negsim
from negsim.cli import main
from negsim.cli.frame import COMMANDS
from tests.house.desk import write_documents

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
CONSOLE = re.compile(
    r"^```console\n\$ (?P<command>negsim .+)\n(?P<printed>(?:.*\n)*?)```$", re.MULTILINE
)
# What a reader is told to put into a file: `<!-- write: FILE -->` or `<!-- append: FILE -->` above a block.
TYPED = re.compile(
    r"^<!-- (?P<how>write|append): (?P<file>[\w.]+) -->\n```(?:yaml|xml|text)\n(?P<text>(?:.*\n)*?)```$",
    re.MULTILINE,
)
STEP = re.compile(f"{CONSOLE.pattern}|{TYPED.pattern}", re.MULTILINE)
WROTE = re.compile(r"^wrote ([\w./]+?)\.?(?: |$)", re.MULTILINE)
SCENARIO = re.compile(r"(?<!-->\n)^```yaml\n(negsim: 1(?:\.1)?\n(?:.*\n)*?)```$", re.MULTILINE)
PYTHON = Sybil([PythonCodeBlockParser()])


def named(page: Path) -> str:
    """Name a page in the list of tests."""
    return str(page.relative_to(ROOT))


def printed_by(command: str) -> str:
    """Run a command of negsim in this process, and give what it prints."""
    printed = io.StringIO()
    with redirect_stdout(printed), redirect_stderr(printed):
        main(shlex.split(command)[1:])
    return "".join(line.rstrip() + "\n" for line in printed.getvalue().splitlines())


# What several pages show and takes seconds; it reads what is shipped alone, whatever folder the page's reader is in.
SHARED = "negsim check harbour"
shared = cache(printed_by)


def answered(page: Path) -> str:
    """Follow a page in the folder that one is in: type its files, answer its commands as of today."""

    def follow(step: re.Match[str]) -> str:
        if step["file"]:
            with Path(step["file"]).open("w" if step["how"] == "write" else "a") as typed:
                typed.write(step["text"])
            return step[0]
        command = step["command"]
        printed = (shared if command == SHARED else printed_by)(command)
        return f"```console\n$ {command}\n{printed}```"

    return STEP.sub(follow, page.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "source", [p for p in PAGES if CONSOLE.search(p.read_text("utf-8"))], ids=named
)
def test_every_command_shown_prints_what_is_shown(
    source: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("NO_COLOR", "1")
    # How long something took is no part of its answer.
    monkeypatch.setattr("negsim.cli.progress.WORTH_A_LINE", math.inf)
    if "<!-- documents -->" in source.read_text(encoding="utf-8"):
        write_documents(tmp_path)
    answers = answered(source)
    if os.environ.get("NEGSIM_PRINT"):
        source.write_text(answers, encoding="utf-8")
    assert source.read_text(encoding="utf-8") == answers
    assert [name for name in WROTE.findall(answers) if not Path(name).stat().st_size] == []


@pytest.mark.parametrize(
    "source",
    # What is a file of its own is typed by `test_adding`.
    [page for page in PAGES if "<!-- file:" not in page.read_text("utf-8")],
    ids=named,
)
def test_every_python_example_runs(
    source: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    for example in PYTHON.parse(source):
        example.evaluate()


@pytest.mark.parametrize("source", PAGES, ids=named)
def test_every_scenario_shown_whole_loads(source: Path) -> None:
    for text in SCENARIO.findall(source.read_text(encoding="utf-8")):
        assert negsim.loads(text, str(source)).scenario.issues


def test_the_readme_shows_an_answer() -> None:
    assert CONSOLE.search((ROOT / "README.md").read_text(encoding="utf-8"))


def test_the_tutorial_ends_with_a_report_on_a_conflict_of_its_own(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "tutorials" / "from-nothing-to-a-briefing.md").read_text("utf-8")
    for step in TYPED.finditer(page):
        with (tmp_path / step["file"]).open("a") as typed:
            typed.write(step["text"])
    scenario = negsim.load(tmp_path / "dam.yaml").scenario
    assert scenario.id not in negsim.shipped_names()
    assert scenario.title not in (ROOT / "docs" / "gallery.md").read_text(encoding="utf-8")
    told = [step["command"] for step in CONSOLE.finditer(page)]
    assert [command for command in told if " report " in command] == [
        "negsim report dam.yaml -o dam.html",
        "negsim report dam.yaml -o dam.docx",
    ]


def test_every_command_has_its_section_and_no_section_lacks_its_command() -> None:
    page = (ROOT / "docs" / "reference" / "results.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^## negsim (\w+)$", page, re.MULTILINE)) == set(COMMANDS)
