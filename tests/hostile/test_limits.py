"""Files that ask for too much are refused in words, soon; files with strange words in them are answered."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from negsim.cli import main

HEAD = "negsim: 1\nscenario: talks\n"
SMALL = (
    "issues: {a: {options: {x: X, y: Y}}, b: {options: {p: P, q: Q}}}\n"
    "actors:\n  one: {red_lines: {l: {require: {a: x}}}}\n  two: {red_lines: {m: {forbid: {a: x}}}}\n"
)
NO_LINES = SMALL.split("actors:", maxsplit=1)[0] + "actors: {one: {}}\n"
LABELS = [
    "<script>alert(1)</script>",
    "$x$ and $\\frac{",
    "😀 مرحبا",
    "[/x] [red]",
    "=1+1",
    "a\u202eb",
    "%s {0} {{x}}",
]


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main(arguments)
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def bomb() -> str:
    lines = ["  a: &a0 [l, l, l, l, l, l, l, l, l, l]"]
    lines += [f"  k{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 10)]
    return HEAD + "issues:\n" + "\n".join(lines)


ROWS = {
    "an alias bomb": (bomb(), "mine.yaml:8:47: more than 100,000 values and keys"),
    "deep nesting": (HEAD + "issues: " + "[" * 200_000, "mine.yaml:3:72: more than 64 levels"),
    "a huge number": (
        HEAD + SMALL + f"  three: {{reservation_value: {'9' * 5000}}}\n",
        "mine.yaml:7:30: the reservation value of three has more than 30 digits",
    ),
    "a huge exponent": (
        HEAD + SMALL + f"  three: {{reservation_value: 1e{'9' * 500}}}\n",
        "mine.yaml:7:30: the reservation value of three has more than 30 digits",
    ),
    "a long range": (
        HEAD
        + "issues: {a: {range: {from: 0, to: 1000000000000, step: 0.000001}}}\nactors: {o: {}}",
        "mine.yaml:3:56: issue 'a' has 1,000,000,000,000,000,001 options, more than 100,000",
    ),
    "many ranges": (
        HEAD
        + "issues: {a: {range: {from: 1, to: 60000, step: 1}},\n"
        + " b: {range: {from: 1, to: 60000, step: 1}}}\nactors: {o: {}}",
        "mine.yaml:4:40: issue 'b' has 60,000 options, with those of other issues, more than 100,000",
    ),
    "many issues": (
        HEAD
        + "issues:\n"
        + "".join(f"  i{k}: {{options: {{x: X, y: Y}}}}\n" for k in range(1200))
        + "actors: {o: {}}",
        "mine.yaml:1004:3: more than 1,000 issues",
    ),
    "many actors": (
        HEAD + SMALL + "".join(f"  act{k}: {{}}\n" for k in range(300)),
        "mine.yaml:5:3: 302 actors, more than 250",
    ),
    "many red lines": (
        HEAD
        + SMALL
        + "  three:\n    red_lines:\n"
        + "".join(f"      l{k}: {{require: {{a: x}}}}\n" for k in range(1001)),
        "mine.yaml:8:5: three has 1,001 red lines, more than 1,000",
    ),
    "no UTF-8": (HEAD + "title: caf\udce9\n", "mine.yaml:3:11: the byte 0xe9 is not UTF-8"),
    "an id beside the folder": (
        "negsim: 1\nscenario: ../../evil\n" + SMALL,
        "mine.yaml:2:11: `scenario` is no id: '../../evil'",
    ),
    "a register on the web": (
        HEAD + "claims: [https://example.org/x.yaml]\n" + NO_LINES,
        "mine.yaml:3:10: the register of claims cannot be read: 'https://example.org/x.yaml' is",
    ),
    "a device as register": (
        HEAD + "claims: [/dev/zero]\n" + NO_LINES,
        "mine.yaml:3:10: the register of claims cannot be read: '/dev/zero' is a device",
    ),
    "a folder as register": (
        HEAD + "claims: [..]\n" + NO_LINES,
        "mine.yaml:3:10: the register of claims cannot be read: '..' is a folder",
    ),
}


@pytest.mark.parametrize("row", ROWS)
def test_too_much_is_refused_in_words(
    row: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    text, message = ROWS[row]
    monkeypatch.chdir(tmp_path)
    Path("mine.yaml").write_bytes(text.encode("utf-8", "surrogateescape"))
    status, out, err = told(capsys, "run", "mine.yaml")
    assert (status, out) == (2, "")
    assert err.startswith(message)
    assert err.count("mend:") == 1, err


def test_a_hundred_faults_are_told_and_the_rest_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "mine.yaml"
    lines = "".join(f"      l{k}: {{require: {{zz{k}: x}}}}\n" for k in range(750))
    file.write_text(HEAD + SMALL + "  three:\n    red_lines:\n" + lines)
    status, _, err = told(capsys, "run", str(file))
    assert status == 2
    assert err.count("names no issue of this scenario") == 100
    assert err.endswith("\n… and 650 more\n\n750 faults, nothing was run.\n")


def test_as_many_as_allowed_are_answered(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(HEAD + SMALL + "".join(f"  act{k}: {{}}\n" for k in range(248)))
    status, out, _ = told(capsys, "run", str(file), "--format", "json")
    assert status == 0
    assert json.loads(out)["zone"]["size"] == 0
    options = ", ".join(f"o{k}: as is" for k in range(10_000))
    file.write_text(
        HEAD + f"issues: {{a: {{options: {{{options}}}}}}}\n"
        "actors: {one: {red_lines: {l: {forbid: {a: o5}}}}}\n"
    )
    status, out, _ = told(capsys, "run", str(file), "--format", "json")
    assert status == 0
    assert json.loads(out)["zone"]["size"] == 9_999


def test_hundreds_of_issues_are_answered(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "mine.yaml"
    issues = "".join(f"  i{k}: {{options: {{x: X, y: Y}}}}\n" for k in range(300))
    file.write_text(
        HEAD + "issues:\n" + issues + "actors: {one: {red_lines: {l: {require: {i5: x}}}}}\n"
    )
    status, out, _ = told(capsys, "run", str(file), "--format", "json")
    assert status == 0
    assert json.loads(out)["zone"]["size"] == 2**299


def test_demands_that_exclude_one_another_in_too_many_ways_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "mine.yaml"
    issues = "".join(f"  i{k}: {{options: {{x: X, y: Y}}}}\n" for k in range(16))
    actors = "".join(
        f"  {name}:\n    red_lines:\n"
        + "".join(f"      l{k}: {{forbid: {{i{k}: {option}}}}}\n" for k in range(16))
        for name, option in (("one", "x"), ("two", "y"))
    )
    file.write_text(HEAD + "issues:\n" + issues + "actors:\n" + actors)
    status, _, err = told(capsys, "run", str(file))
    assert status == 2
    assert err.startswith("the zone is empty, but too many sets of demands stop packages")


def test_strange_labels_are_answered_as_they_stand(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "mine.yaml"
    quoted = [json.dumps(label, ensure_ascii=False) for label in LABELS]
    issues = "".join(
        f" a{k}: {{ask: {q}, options: {{x: {q}, y: Y}}}}\n" for k, q in enumerate(quoted)
    )
    actors = "".join(
        f" one{k}: {{name: {q}, red_lines: {{l: {{require: {{a{k}: x}}}}}}}}\n"
        for k, q in enumerate(quoted)
    )
    title = json.dumps(" ".join(LABELS), ensure_ascii=False)
    file.write_text(HEAD + f"title: {title}\nissues:\n{issues}actors:\n{actors}", encoding="utf-8")
    out = tmp_path / "brief"
    status, text, _ = told(capsys, "run", str(file), "--out", str(out))
    assert status == 0
    assert "\u202e" not in text
    assert "\x1b" not in text
    assert sorted(p.parent for p in tmp_path.rglob("*")) == sorted(
        p.parent for p in [file, out, *out.rglob("*")]
    )
    for page in out.rglob("*.html"):
        assert "<script>alert" not in page.read_text(encoding="utf-8")


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_a_byte_order_mark_change_nothing(
    ends: str, mark: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "mine.yaml"
    file.write_bytes((mark + (HEAD + SMALL).replace("\n", ends)).encode())
    status, out, _ = told(capsys, "run", str(file), "--format", "json")
    assert status == 0
    assert json.loads(out)["conflicts"]["minimal_conflicts"] == [["one.l", "two.m"]]


def test_five_megabytes_are_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(HEAD + SMALL + "".join(f"# {'x' * 100}\n" for _ in range(48_000)))
    assert told(capsys, "validate", str(file))[0] == 0
    file.write_text(HEAD + SMALL + "".join(f"# {'x' * 100}\n" for _ in range(100_000)))
    status, _, err = told(capsys, "validate", str(file))
    assert status == 2
    assert "is larger than 10 MB" in err
