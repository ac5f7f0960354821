from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from negsim.cli import main
from negsim.cli.frame import COMMANDS, app

HEAVY = (
    "numpy",
    "pydantic",
    "rich",
    "yaml",
    "negsim.language",
    "negsim.questions",
    "negsim.cli.commands",
)
PROGRAM = [sys.executable, "-m", "negsim"]


def told(capsys: pytest.CaptureFixture[str], arguments: Sequence[str]) -> tuple[int, str, str]:
    status = main(arguments)
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def test_an_empty_zone_is_a_finding_not_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = told(capsys, ["run", "harbour"])
    assert status == 0
    assert "NO DEAL as the demands are read" in out
    assert err == ""


def test_a_fault_of_the_user_ends_with_2_and_no_traceback(
    capsys: pytest.CaptureFixture[str],
) -> None:
    status, out, err = told(capsys, ["run", "harbor"])
    assert (status, out) == (2, "")
    assert err == (
        "no file and no shipped scenario: 'harbor'\n      mend: did you mean 'harbour'?\n"
    )


def test_all_faults_of_a_file_are_told_at_once_and_counted(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(
        "negsim: 1\nscenario: mine\ntitle: Mine\nissues: {a: {ask: A?, options: {x: X, y: Y}}}\n"
        "actors:\n  one: {red_lines: {no_x: {forbid: {b: x}}, no_z: {forbid: {a: z}}}}\n"
    )
    status, out, err = told(capsys, ["run", str(file)])
    assert (status, out) == (2, "")
    assert err.startswith(f"{file}:6:37: ")
    assert err.endswith("\n\n2 faults, nothing was run.\n")


def test_a_command_that_was_meant_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    status, _, err = told(capsys, ["explian", "harbour"])
    assert status == 2
    assert "No such command 'explian'. Did you mean 'explain'?" in err


def test_an_option_that_was_meant_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    status, _, err = told(capsys, ["run", "harbour", "--formt", "json"])
    assert status == 2
    assert "No such option '--formt'." in err
    assert "--format" in err


def test_an_unknown_variant_is_the_users_fault(capsys: pytest.CaptureFixture[str]) -> None:
    status, _, err = told(capsys, ["run", "harbour", "--variant", "quiet_machine"])
    assert status == 2
    assert "quiet_machines" in err


def test_ctrl_c_ends_with_130_and_writes_nothing_half(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("negsim.cli.results.run", interrupted)
    status, out, err = told(capsys, ["run", "harbour", "--out", str(tmp_path / "brief")])
    assert (status, out) == (130, "")
    assert err.endswith("stopped\n")
    assert not (tmp_path / "brief").exists()


def test_our_own_bug_gives_a_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr("negsim.cli.results.run", broken)
    with pytest.raises(ZeroDivisionError, match="a bug"):
        main(["run", "harbour"])


def test_too_little_memory_is_told_without_a_traceback(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def greedy(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr("negsim.cli.results.run", greedy)
    status, _, err = told(capsys, ["run", "harbour"])
    assert status == 2
    assert "there is not enough memory for this" in err


@pytest.mark.skipif(sys.platform == "win32", reason="pipes end otherwise there")
@pytest.mark.parametrize("arguments", [["run", "ukraine_2025", "--format", "json"], ["--help"]])
def test_a_closed_pipe_is_left_quietly(arguments: list[str]) -> None:
    read_end, write_end = os.pipe()
    os.close(read_end)
    with os.fdopen(write_end, "wb") as pipe:
        done = subprocess.run(
            [*PROGRAM, *arguments], stdout=pipe, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 141
    assert done.stderr == b""


def test_json_on_a_pipe_is_utf8_whatever_the_locale(tmp_path: Path) -> None:
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(
        [*PROGRAM, "explain", "ukraine_2025", "--format", "json"],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        check=True,
    )
    assert "“neutral" in done.stdout.decode("utf-8")
    assert json.loads(done.stdout)["scenario"] == "ukraine_2025"


def test_help_lists_every_command_and_imports_none(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = told(capsys, ["--help"])
    assert status == 0
    for name, (_, say) in COMMANDS.items():
        assert f"  {name} " in out
        assert say.split(maxsplit=1)[0] in out
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            (
                "import sys; from negsim.cli import main; main(['--help']);"
                f"print([m for m in sys.modules if m.startswith({HEAVY!r})], file=sys.stderr)"
            ),
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr.strip() == "[]"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_in_the_table_is_there_and_has_help(
    capsys: pytest.CaptureFixture[str], name: str
) -> None:
    status, out, _ = told(capsys, [name, "--help"])
    assert status == 0
    assert out.startswith(f"Usage: negsim {name} ")


def test_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    import negsim

    assert told(capsys, ["--version"]) == (0, f"negsim {negsim.__version__}\n", "")


def test_the_shell_completes_scenarios_and_variants() -> None:
    from click.shell_completion import ShellComplete

    completer = ShellComplete(app, {}, "negsim", "_NEGSIM_COMPLETE")
    assert [c.value for c in completer.get_completions(["run"], "ukr")] == ["ukraine_2025"]
    found = completer.get_completions(["run", "ukraine_2025", "--variant"], "aid_cut+ist")
    assert [c.value for c in found] == ["aid_cut+istanbul_swap"]
    assert completer.get_completions(["run", "no_such", "--variant"], "x") == []


def test_ctrl_c_while_a_class_is_made_is_told_as_ctrl_c(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Python tells what happens in `__set_name__` as another error, with Ctrl-C as its cause."""

    def stopped(_: object) -> int:
        raise RuntimeError("Error calling __set_name__") from KeyboardInterrupt()

    monkeypatch.setattr("negsim.cli.frame.run_command_line", stopped)
    assert main(["run", "harbour"]) == 130
    assert capsys.readouterr().err == "stopped\n"


def test_an_error_of_our_own_is_not_taken_for_ctrl_c(monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(_: object) -> int:
        raise RuntimeError("ours") from ValueError("too")

    monkeypatch.setattr("negsim.cli.frame.run_command_line", wrong)
    with pytest.raises(RuntimeError, match="ours"):
        main(["run", "harbour"])
