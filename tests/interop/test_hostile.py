"""Files of other tools, damaged at random: a fault of the user or a scenario, and nothing else."""

from __future__ import annotations

import json
import random
import shutil
from pathlib import Path

import pytest

import negsim
from negsim.errors import NegsimError
from negsim.interop.exporting import export
from negsim.interop.importing import import_files
from tests.interop.test_geniusweb import BID, DOMAIN, NEGOLOG, profile
from tests.interop.test_scores import game

ORCHARD = Path(__file__).parent / "data" / "orchard"
BITS = (
    *(b"<", b">", b'"', b"&", b"NaN", b"-1", b"1e9", b"1e-400", b"0", b"", b"\xff", b"\x00"),
    *(b"null", b"[", b"]", b"{", b"}", b",", b"\n", b"9" * 40, b'index="1"', b": ", b"- ", b"x"),
)


def whole_folders(folder: Path) -> list[Path]:
    """Write a sound folder of every kind."""
    shutil.copytree(ORCHARD, folder / "genius")
    (folder / "geniusweb").mkdir()
    for name, content in (("bakery", DOMAIN), ("baker", profile("baker", **BID))):
        (folder / "geniusweb" / f"{name}.json").write_text(json.dumps(content), "utf-8")
    (folder / "negolog").mkdir()
    for name in ("a", "b"):
        (folder / "negolog" / f"{name}.json").write_text(json.dumps(NEGOLOG), "utf-8")
    scenario = negsim.load("harbour").base
    export(scenario, folder / "negmas", "negmas")
    for ending in ("csv", "xlsx"):
        (folder / ending).mkdir()
        export(scenario, folder / ending / f"form.{ending}")
    game(folder)
    return sorted(path for path in folder.iterdir() if path.is_dir())


def damage(data: bytes, rng: random.Random) -> bytes:
    """Put something over a few places."""
    for _ in range(rng.randint(1, 3)):
        at, length = rng.randrange(len(data) + 1), rng.choice((0, 1, 2, 5, 30))
        data = data[:at] + rng.choice(BITS) + data[at + length :]
    return data


def harms(data: bytes) -> dict[str, bytes | None]:
    """Give what may become of a file of a set: None where it is gone."""
    half, lines = len(data) // 2, data.splitlines(keepends=True)
    return {
        "gone": None,
        "empty": b"",
        "blank": b"\n\n",
        "cut": data[:half],
        "the end alone": data[half:],
        "without its first line": b"".join(lines[1:]),
        "without its last line": b"".join(lines[:-1]),
        "of another kind": b"\x00\x01\x02",
    }


@pytest.mark.parametrize("kind", ["game", "genius", "geniusweb", "negmas", "negolog"])
def test_a_set_of_files_of_which_one_is_harmed_gives_a_scenario_or_faults(
    tmp_path: Path, kind: str
) -> None:
    whole = tmp_path / "whole"
    whole.mkdir()
    [folder] = [folder for folder in whole_folders(whole) if folder.name == kind]
    members = sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    assert len(members) > 1
    for member in members:
        for harm, left in harms((folder / member).read_bytes()).items():
            copy = tmp_path / "copy"
            shutil.copytree(folder, copy)
            if left is None:
                (copy / member).unlink()
            else:
                (copy / member).write_bytes(left)
            try:
                actors = import_files([str(copy)]).scenario.actors
            except NegsimError as error:
                told = str(error)
                assert told.strip(), (member, harm)
            else:
                assert actors, (member, harm)
            shutil.rmtree(copy)
