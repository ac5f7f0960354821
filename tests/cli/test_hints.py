"""Every command that a text tells one to type: typed, it runs."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from negsim.cli import main
from negsim.cli.frame import COMMANDS

STRAIT = "strait_2031.yaml"  # a copy, so that hints name a file
NAMES = "|".join(COMMANDS)
REST = re.compile(rf"negsim (?:{NAMES}) .*?(?= lists (?:them all|more of them)\.)")
NEXT = re.compile(rf"(?:More|Next): (negsim (?:{NAMES}) .+)")
DETAILS = re.compile(r"^-v shows more: ", re.MULTILINE)
DRAFT = "depth=twelve,fee=200,nights=none,mud=sea"
OWN = """\
mine: {say: Quiet machines., read: {villages.sleep: no_noise}}
other: {say: The tide will do., read: {ships.new_ships_come_in: on_the_tide}}
"""
# What is long to answer is asked for less of it.
FEWER = {"ensemble": ("--draws", "4"), "simulate": ("--futures", "4")}
ASKED = [
    *(
        f"{command} harbour --variant quiet_machines"
        for command in "run explain levers readings compare room trace rank profile codings".split()
    ),
    "run harbour --set port.reservation_value=0.4",
    f"score harbour --package {DRAFT}",
    "stability harbour_council",
    "stability harbour --variant quiet_machines --from nash --limit 1",
    "stability elmira_1991",
    "trade harbour --variant quiet_machines --from nash",
    "position harbour",
    "ratify harbour_council",
    "divide panama_canal_1974",
    "ensemble harbour --draws 4",
    "diff harbour harbour_council",
    "explain harbour --suspect rules --limit 1",
    "trade harbour --variant own.yaml",
    "rank harbour --variant own.yaml:mine",
    f"run {STRAIT}",
    f"levers {STRAIT} --limit 1",
    "new talks",
]
TRIED: dict[str, int] = {}


@pytest.fixture(autouse=True, scope="module")
def _desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path_factory.mktemp("desk"))
        # A line is as long as what is to be typed.
        patch.setattr("negsim.cli.terminal.layout.ELSEWHERE", 10_000)
        assert main(["new", "--example", "strait_2031"]) == 0
        Path("own.yaml").write_text(OWN, encoding="utf-8")
        yield


def hints(text: str, arguments: str) -> Iterator[str]:
    """Give every command that a text tells one to type, whole."""
    yield from REST.findall(text)
    for line in NEXT.findall(text):
        first, *others = line.split(", ")
        yield first
        typed = shlex.split(first)[2:]
        for other in others:
            instead, *options = shlex.split(other)
            yield shlex.join(["negsim", instead, *typed, *options])
    if DETAILS.search(text):
        yield f"negsim {arguments} -v"


@pytest.mark.parametrize("arguments", ASKED)
def test_what_a_text_tells_one_to_type_runs(
    capsys: pytest.CaptureFixture[str], arguments: str
) -> None:
    assert main(shlex.split(arguments)) == 0
    text = "".join(capsys.readouterr())
    told = dict.fromkeys(hints(text, arguments))
    assert told
    for hint in told:
        typed = shlex.split(hint)[1:]
        if "--out" not in typed and hint not in TRIED:
            TRIED[hint] = main([*typed, *FEWER.get(typed[0], ())])
    assert [(hint, capsys.readouterr().err) for hint in told if TRIED.get(hint, 0)] == []
