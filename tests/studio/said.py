"""Edits at random, made as the page makes them, and after each what it is told, held against `negsim run FILE`."""

from __future__ import annotations

import io
import json
import random
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

from negsim.cli import main
from negsim.document.result import told
from negsim.document.shown import section_html
from negsim.language.load import load
from negsim.study import Study
from tests.studio.calling import Browser
from tests.studio.edits.drawn_edits import look, paths

WEIGHTS = ("low", "medium", "high", "decisive", "2", "3/4")


def sensible(tree: Any, dice: random.Random) -> dict[str, Any]:
    """A command that a person could mean."""
    found: list[dict[str, Any]] = []
    for path in map(list, paths(tree)):
        value = look(tree, path)
        above = path[-2] if len(path) > 1 else None
        if path[-1] == "weight":
            found.append({"do": "set", "path": path, "value": dice.choice(WEIGHTS)})
        elif path[-1] == "reservation_value" and isinstance(value, str):
            found.append({"do": "set", "path": path, "value": f"0.{dice.randrange(1, 9)}"})
        elif path[-1] == "ladder" and "=" not in value and "<<" not in value:
            turned = " < ".join(reversed(value.split(" < ")))
            found.append({"do": "set", "path": path, "value": turned})
        elif above in ("red_lines", "rules", "variants", "preferences"):
            found.append({"do": "remove", "path": path})
        elif above in ("readings", "options", "actors"):
            found.append({"do": "move", "path": path, "to": dice.randrange(3)})
        elif path[-1] == "consent":
            found.append({"do": "set", "path": path, "value": dice.choice(["always", "never"])})
    return dice.choice(found)


def run_by_command(path: Path) -> tuple[int, str, str]:
    """What `negsim run FILE --format json` ends with, prints, and says of faults."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        status = main(["run", str(path), "--format", "json"])
    return status, out.getvalue(), err.getvalue()


def compared(browser: Browser, path: Path, edits: int, dice: random.Random) -> dict[str, int]:
    """Make edits, and hold what the page is told after each against the command; say how often either happened.

    Raises
    ------
    AssertionError
        The page is told something else.
    """
    told_so = {"answers": 0, "faults": 0, "refused": 0}
    for _ in range(edits):
        state = browser.get(f"/api/file?name={path.name}").json
        sent = {"name": path.name, "fingerprint": state["fingerprint"]}
        if state["faults"] and dice.random() < 0.5:
            browser.post("/api/undo", sent)
        elif dice.random() < 0.2:
            wrong = {"do": "set", "path": dice.choice(paths(state["tree"])), "value": "otherwise"}
            browser.post("/api/command", {**sent, "commands": [wrong]})
        else:
            command = sensible(state["tree"], dice)
            if browser.post("/api/command", {**sent, "commands": [command]}).status != 200:
                told_so["refused"] += 1
        answer = browser.get(f"/api/answer?name={path.name}")
        status, printed, said = run_by_command(path)
        if answer.status == 200:
            assert status == 0, said
            assert answer.json["result"] == json.loads(printed)
            here = told(Study(load(path)).run())
            assert [one["html"] for one in answer.json["sections"]] == [
                section_html(one, is_first=True) for one in here.sections
            ]
            assert here.said is not None
            assert answer.json["headline"] == here.said.opening + here.said.rest
            told_so["answers"] += 1
        else:
            assert (answer.status, status) == (422, 2), said
            assert all(fault["message"] in said for fault in answer.json["faults"]), said
            told_so["faults"] += 1
    return told_so
