"""Fuzzing of imports: `python -m tests.hostile.importing --minutes 5 --seed 1`.

Whole folders of every format, of which a file or two are damaged: in their bytes, within the parts of a workbook, cut
off, emptied or gone. What comes out is a scenario that says the same when it is read again, or faults. The seed of a
failure makes it again, with `--count 1`. Exit status 1 where something else came out.
"""

from __future__ import annotations

import argparse
import io
import random
import shutil
import sys
import tempfile
import time
import traceback
import zipfile
from pathlib import Path

from negsim.errors import NegsimError
from negsim.interop.importing import import_files
from negsim.language.load import loads
from tests.hostile.trial import SECONDS, allow, bound
from tests.interop.test_hostile import damage, harms, whole_folders

DATA = Path(__file__).parents[1] / "interop" / "data" / "negmas"
SHEETS = {
    "german.csv": """\
Issue;Option;Rat;Amt
Reservation value;;700;600
Pay;;;
;wenig;2.000;900
;viel;800;1.500
""",
    "sep.csv": """\
sep=;
Issue;Option;A, B;C
Pay;Weight;0,5;1.000
;from 0 to 1.000 step 250 EUR;;
;0;0;1
;1.000;1;0 x
""",
    "tabs.tsv": """\
Round 3
Issue\tOption\tA\tTotal
Pay\t\t\t
\t=1+1\t1\t1
\t1-Feb\t2 +- 1\t3
Reservation value\t\t1\t2
""",
}


def sound(folder: Path) -> list[Path]:
    """Write a sound folder of every kind."""
    found = whole_folders(folder)
    for source in sorted(path for path in DATA.iterdir() if path.is_dir()):
        shutil.copytree(source, folder / source.name)
        found.append(folder / source.name)
    for name, text in SHEETS.items():
        inner = folder / name.replace(".", "_")
        inner.mkdir()
        (inner / name).write_text(text, "utf-8")
        found.append(inner)
    return found


def harmed(data: bytes, rng: random.Random) -> bytes | None:
    """Damage a file in some way; None: it is gone."""
    if data.startswith(b"PK") and rng.random() < 0.8:
        return _within(data, rng)
    if rng.random() < 0.2:
        return rng.choice(list(harms(data).values()))
    return damage(data, rng)


def _within(data: bytes, rng: random.Random) -> bytes:
    """Damage a part of an archive, and pack it again."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = rng.choice([*parts, *(name for name in parts if "sheet" in name)])
    parts[name] = damage(parts[name], rng)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    return out.getvalue()


def trial(seed: int, folders: list[Path], copy: Path) -> bool:
    """Import a folder of which something is harmed; whether it is a scenario. Raises what must not be."""
    rng = random.Random(seed)
    shutil.copytree(rng.choice(folders), copy)
    members = sorted(path for path in copy.rglob("*") if path.is_file())
    for path in rng.sample(members, rng.choice((1, 1, min(2, len(members))))):
        left = harmed(path.read_bytes(), rng)
        if left is None:
            path.unlink()
        else:
            path.write_bytes(left)
    allow(SECONDS)
    try:
        made = import_files([str(copy)])
    except NegsimError as error:
        told = str(error)
        assert told.strip()
        assert not set(told) & set("\x00\x1b\r\t\u202e\u202d\x9b"), told
        return False
    finally:
        allow(0)
    assert loads(made.text).to_plain() == made.scenario.to_plain()
    assert import_files([str(copy)]).text == made.text
    return True


def main(arguments: list[str] | None = None) -> int:
    """Try folders until the time or the count is used up; failures go to stdout."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--count", type=int, default=10**9)
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args(arguments)
    bound()
    end, failed, scenarios, seed = time.monotonic() + 60 * wanted.minutes, 0, 0, wanted.seed
    with tempfile.TemporaryDirectory() as root:
        whole, copy = Path(root) / "whole", Path(root) / "copy"
        whole.mkdir()
        folders = sound(whole)
        while time.monotonic() < end and seed < wanted.seed + wanted.count:
            try:
                scenarios += trial(seed, folders, copy)
            except Exception:  # noqa: BLE001 - whatever it is, it is told with its seed
                failed += 1
                print(f"seed {seed}:\n{traceback.format_exc(limit=-6)}", flush=True)  # noqa: T201
            shutil.rmtree(copy)
            seed += 1
    tried = seed - wanted.seed
    print(f"{tried:,} folders, {scenarios:,} scenarios, {failed:,} failures", flush=True)  # noqa: T201
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
