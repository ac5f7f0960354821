from __future__ import annotations

import io
import re
import sys

import pytest

import negsim.cli.progress as module
from negsim.cli import main
from negsim.cli.progress import announce, progress
from negsim.solve import patience


class Terminal(io.StringIO):
    """A stream that says it is watched."""

    def isatty(self) -> bool:
        return True


def test_short_work_that_nobody_watches_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with progress("run", "packages") as update:
        update(5, 10)
    assert capsys.readouterr().err == ""


def test_long_work_that_nobody_watches_says_one_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "WORTH_A_LINE", 0.0)
    with progress("run", "packages") as update:
        update(5000, 10_000)
        update(10_000, 10_000)
    assert capsys.readouterr().err == "run: 10,000 packages in 0 s\n"


def test_work_that_was_stopped_does_not_say_that_it_is_done(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "WORTH_A_LINE", 0.0)
    with pytest.raises(KeyboardInterrupt, match=r"^$"), progress("run", "packages"):
        raise KeyboardInterrupt
    assert capsys.readouterr().err == ""


def test_a_bar_is_drawn_where_a_terminal_watches(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(module, "PATIENCE", 0.0)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "100")
    with progress("[/x]", "packages") as update:
        update(5000, 10_000)
    assert "[/x]" in terminal.getvalue()
    assert "5,000/10,000 packages" in terminal.getvalue()


def test_a_bar_holds_more_than_floats_do(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(module, "PATIENCE", 0.0)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "100")
    with progress("run", "packages") as update:
        update(10**400 // 4, 10**400)
    assert "250,000,000,000,000/1,000,000,000,000,000 packages" in terminal.getvalue()


def test_long_work_is_announced_and_short_work_is_not(
    capsys: pytest.CaptureFixture[str],
) -> None:
    announce(10**9, 600)
    announce(10, 0.1)
    assert capsys.readouterr().err == "1,000,000,000 packages to go through: about 10 min.\n"


@pytest.mark.parametrize(
    "arguments",
    [
        "stability harbour --moves nights=port",
        "score harbour --package nights=none,depth=twelve,fee=100,mud=sea",
        "diff harbour harbour",
        "agree seeds/strait_2031.yaml seeds/strait_2031.yaml --scenario scenarios/strait_2031.yaml",
        "validate harbour",
        "ratify harbour_council --sweep port.council.needs",
    ],
)
def test_every_question_that_may_take_long_says_so_beforehand(
    arguments: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "ANNOUNCED", 0.0)
    main(arguments.split())
    assert re.search(
        r"^[\d,]+ packages to go through: about \d+ s\.$", capsys.readouterr().err, re.MULTILINE
    )
