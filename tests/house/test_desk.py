"""What the pages on documents show is what stands in them, and the script that proposes is typed as it stands."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from negsim.cli import main
from tests.house import desk

DOCS = Path(__file__).resolve().parents[2] / "docs"
FILES = re.compile(r"^<!-- (?:write|file): ([\w.]+) -->\n```\w+\n((?:.*\n)*?)```$", re.MULTILINE)


def test_the_tutorial_shows_the_words_of_its_documents() -> None:
    page = (DOCS / "tutorials" / "from-documents-to-a-briefing.md").read_text("utf-8")
    for paragraph in (*desk.NEWS, *desk.LETTER, *desk.AGREEMENT):
        assert f"> {paragraph}\n" in page
    table = page.replace("\\|", "|").replace("`", "")
    for passage, says in desk.COMMENTS:
        assert f"| {passage} | {says} |\n" in table


def test_the_script_writes_the_proposals_that_the_guide_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    page = (DOCS / "how-to" / "let-a-program-propose.md").read_text("utf-8")
    typed = dict(FILES.findall(page))
    for name in ("minutes.html", "find.py"):
        Path(name).write_text(typed[name], "utf-8")
    assert main(["read", "minutes.html", "-o", "claims.yaml"]) == 0
    command = [sys.executable, "find.py", "minutes.txt"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    assert done.stdout == typed["proposals.jsonl"]
    assert len(typed["find.py"].splitlines()) <= 20
