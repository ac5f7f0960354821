"""No command prints a line that is wider than the terminal, and wide terminals are used."""

from __future__ import annotations

import os
import re
import shutil
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from negsim.cli import main
from negsim.cli.frame import COMMANDS
from negsim.errors import columns

SEED = str(Path(__file__).parents[2] / "seeds" / "harbour_minutes.yaml")
# What each command that puts an answer into words is asked here.
ASKED = {
    "run": ["harbour"],
    "explain": ["harbour"],
    "score": ["harbour", "--package", "depth=twelve,fee=100,nights=none,mud=sea"],
    "profile": ["harbour"],
    "rank": ["harbour"],
    "levers": ["harbour"],
    "trade": ["harbour"],
    "divide": ["panama_canal_1974"],
    "stability": ["elmira_1991"],
    "position": ["emission_standards_1994"],
    "trace": ["harbour"],
    "compare": ["harbour"],
    "readings": ["harbour"],
    "codings": ["harbour"],
    "room": ["harbour"],
    "ensemble": ["harbour", "--draws", "10"],
    "simulate": ["harbour", "--futures", "4"],
    "backtest": ["minsk_2015"],
    "ratify": ["harbour_council", "--sweep", "port.council.needs"],
    "text": ["harbour_council", "--mediator"],
    "validate": ["harbour"],
    "check": ["elmira_1991"],
    "diff": ["harbour", "harbour_sport_park"],
    "agree": [SEED, SEED],
}
# These write files, or what other programs read: pictures, pages, YAML, JSON.
NO_ANSWER = set(
    "chart report explore studio class read propose confirm draft merge new import export schema".split()
)

# These are read whole: the evidence of every knot, a text, faults and expectations, what differs.
LONGER = set("explain text validate check diff agree backtest".split())


def seen(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], width: int, *words: str
) -> list[str]:
    """The lines that somebody sees in a terminal of so many columns."""
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(shutil, "get_terminal_size", lambda *_, **__: os.terminal_size((width, 24)))
    assert main(list(words)) == 0
    return re.sub("\\x1b\\[[0-9]*m", "", capsys.readouterr().out).splitlines()


def test_every_command_with_an_answer_in_words_is_asked() -> None:
    assert {*ASKED, *NO_ANSWER} == set(COMMANDS)


def found_once(monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    """Let the answer to a question be found the first time that it is asked, and only told after that."""
    if command in ("run", "validate"):
        return  # these take no time to find
    home = import_module(f"negsim.questions.{command}")
    find = getattr(home, command)
    found: list[Any] = []

    def once(*words: Any, **options: Any) -> Any:
        if not found:
            found.append(find(*words, **options))
        return found[0]

    monkeypatch.setattr(home, command, once)


@pytest.mark.parametrize("command", ASKED)
def test_no_line_is_wider_than_the_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    found_once(monkeypatch, command)
    for width in (60, 80, 100, 120):
        lines = seen(monkeypatch, capsys, width, command, *ASKED[command])
        assert [line for line in lines if columns(line) > width] == []
        if width == 80 and command not in LONGER:
            assert len(lines) <= 24


def test_a_wide_terminal_is_used(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    wide = seen(monkeypatch, capsys, 120, "run", "ukraine_2025")
    assert 100 < max(map(columns, wide)) <= 120
    narrow = seen(monkeypatch, capsys, 80, "run", "ukraine_2025")
    # Where a screen is full, empty lines are the first to go.
    assert len(list(filter(None, wide))) < len(list(filter(None, narrow)))


# Those with the most knots, the longest deals, and names of several lines.
@pytest.mark.parametrize(
    "name",
    [
        "ukraine_2025",
        "dayton_1995",
        "harbour",
        "harbour_council",
        "elmira_1991",
        "strait_2031",
        "good_friday_1998",
        "cyprus_2004",
        "istanbul_2022",
        "jcpoa_2015",
    ],
)
def test_an_answer_stands_on_one_screen(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    assert len(seen(monkeypatch, capsys, 80, "run", name)) <= 24


def test_of_the_longest_case_a_screen_holds_who_would_go_back_on_what_and_names_what_it_leaves_off(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = seen(monkeypatch, capsys, 80, "stability", "ukraine_2025")
    assert len(lines) <= 24
    assert any(line.startswith("  US, incoming  Help with arms") for line in lines)
    assert "-v shows more: the package signed." in lines
