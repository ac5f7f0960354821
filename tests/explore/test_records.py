"""What the pages key by ids of a file inherits nothing, so that no id finds what every object of JavaScript has."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import negsim

PACKAGE = Path(negsim.__file__).parent
SCRIPTS = sorted(
    path for part in ("explore", "studio") for path in (PACKAGE / part / "assets").rglob("*.js")
)
HOME = PACKAGE / "explore" / "assets" / "records.js"

# What makes an object that inherits, and of which the keys are not written there.
INHERITING = re.compile(
    r"Object\.fromEntries\("  # record() makes it
    r"|\b(?:JSON\.parse|structuredClone)\((?!text\()"  # bare() takes what they give; a text has no keys
    r"|await [^;\n]*\.json\(\)|\bevent\.data\b"
    r"|[{,] *\[(?!what\])[^\]\n]+\]:"  # a part of a state, of which there are five, is named by the page
)


def inheriting(text: str) -> list[str]:
    """Give the lines on which such an object is made."""
    return [
        line.strip()
        for line in text.splitlines()
        if INHERITING.search(line) and "bare(" not in line
    ]


def test_no_script_keys_an_object_that_inherits_by_ids() -> None:
    assert len(SCRIPTS) > 100
    found = {path.name: inheriting(path.read_text("utf-8")) for path in SCRIPTS if path != HOME}
    assert {name: lines for name, lines in found.items() if lines} == {}


@pytest.mark.parametrize(
    "line",
    [
        "return Object.fromEntries(issues.map((issue) => [issue.id, 1]));",
        "const told = JSON.parse(event.data);",
        "const body = await reply.json().catch(() => null);",
        "const two = structuredClone(one);",
        "return { [issue.id]: first };",
    ],
)
def test_such_a_line_would_be_found(line: str) -> None:
    assert inheriting(line) == [line]
