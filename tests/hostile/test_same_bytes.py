"""A sample of `tests.hostile.same_bytes`, which runs all commands: no byte hangs on hashes, hours or language."""

from __future__ import annotations

from pathlib import Path

import pytest

from negsim.cli.frame import COMMANDS as KNOWN
from tests.hostile.same_bytes import COMMANDS, SETTINGS, compared, main


def test_what_commands_print_and_write_hangs_on_no_hash_hour_or_language() -> None:
    count, differ = compared(["import", "explain"], SETTINGS)
    assert count > 6
    assert differ == []


def test_settings_have_every_seed_zone_and_locale_among_them() -> None:
    assert [len(set(column)) for column in zip(*SETTINGS, strict=True)] == [3, 2, 2]


def test_every_command_is_asked_for_something() -> None:
    left = {"score", "propose", "confirm"}  # they ask for drafts and claims of one's own
    left |= {"studio"}  # it serves until it is stopped
    assert set(KNOWN) - left <= {command.split()[0] for command in COMMANDS}


def test_what_differs_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def differing(*args: object, cwd: Path, env: dict[str, str], **rest: object) -> None:
        (cwd / "same").write_text("same", "utf-8")
        (cwd / "other").write_text(env["PYTHONHASHSEED"], "utf-8")

    monkeypatch.setattr("tests.hostile.same_bytes.subprocess.run", differing)
    assert compared(["run"], SETTINGS) == (2, ["other"])
    assert main(["--only", "run"]) == 1
