"""The same bytes whatever the machine's hashes, hours and language: `python -m tests.hostile.same_bytes`.

Every shipped command is run on what is shipped, once for each of three seeds of hashes, two time zones and two locales,
and what it prints and writes is compared byte for byte. Exit status 1 where anything differs, with its name on stdout.
`--only run,import` takes some commands; `--every` runs all twelve settings instead of three that have all of them in.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import math
import os
import subprocess
import sys
import tempfile
from itertools import product
from pathlib import Path

ROOT = Path(__file__).parents[2]
DATA = ROOT / "tests" / "interop" / "data"
SEEDS, ZONES, LOCALES = ("1", "2", "3"), ("UTC", "Pacific/Kiritimati"), ("C.UTF-8", "C")
EVERY = tuple(product(SEEDS, ZONES, LOCALES))
# As few as have every seed, zone and locale among them.
SETTINGS = (EVERY[0], EVERY[7], EVERY[9])

# The shipped commands, with what they are asked; DATA and SEEDS are folders of this repository.
COMMANDS = (
    "run harbour",
    "run harbour --variant quiet_machines --format json",
    "run harbour --variant quiet_machines --format csv",
    "run ukraine_2025 --format json",
    "run cyprus_2004 --out brief",
    "explain harbour --format json",
    "explain ukraine_2025",
    "profile harbour --format csv",
    "rank harbour --format csv",
    "text harbour_council -o draft.docx",
    "read SEEDS/harbour_minutes.yaml -o register.yaml",
    "draft harbour",
    "diff harbour harbour_sport_park --format json",
    "agree SEEDS/harbour_minutes.yaml SEEDS/harbour_minutes.yaml",
    "merge SEEDS/harbour_minutes.yaml SEEDS/harbour_minutes.yaml -o merged.yaml",
    "divide panama_canal_1974 --format json",
    "levers harbour --format json",
    "trade harbour --variant quiet_machines --format json",
    "stability harbour --variant quiet_machines --format json",
    "position harbour --format json",
    "trace harbour --format json",
    "trace harbour",
    "compare harbour --format json",
    "readings harbour --format json",
    "codings harbour --format json",
    "room harbour --variant quiet_machines --format json",
    "ratify harbour_council --sweep port.council.needs --format json",
    "ensemble harbour --draws 60 --format json",
    "simulate harbour --draws 20 --format json",
    "backtest harbour_sport_park --format json",
    "chart wall harbour -o wall.svg",
    "chart zone harbour --variant quiet_machines -o zone.png",
    "report harbour -o report.html",
    "report harbour -o report.docx",
    "report harbour -o report.xlsx",
    "explore harbour -o page.html",
    "class harbour -o class",
    "validate harbour ukraine_2025 cyprus_2004",
    "check harbour",
    "new first",
    "new --spreadsheet form",
    "export harbour --to genius -o genius",
    "export harbour --to negmas -o negmas",
    "export harbour -o harbour.csv",
    "export harbour -o harbour.xlsx",
    "export harbour -o harbour.mzn",
    "export harbour -o harbour.parquet",
    "import DATA/orchard -o orchard.yaml",
    "import DATA/negmas/additive_yml",
    "import DATA/negmas/mapping_yml",
    "import harbour.csv",
    "import harbour.xlsx",
    "schema",
)


def run_all(wanted: list[str]) -> None:
    """Run commands one after the other in the folder that this process is in; write what each prints beside it."""
    from negsim.cli import main, progress

    progress.WORTH_A_LINE = math.inf  # how long something took is no part of its answer
    for number, command in enumerate(COMMANDS):
        named = command.replace("DATA", str(DATA)).replace("SEEDS", str(ROOT / "seeds"))
        arguments = named.split()
        if arguments[0] not in wanted:
            continue
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            status = main(arguments)
        told = f"status {status}\n{out.getvalue()}\n{err.getvalue()}"
        Path(f"{number:02d} {arguments[0]}.printed").write_text(told, "utf-8")


def contents(folder: Path) -> dict[str, bytes]:
    """Give every file of a folder."""
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


def compared(
    wanted: list[str], settings: tuple[tuple[str, str, str], ...]
) -> tuple[int, list[str]]:
    """Run commands in every setting; say how many files there were, and which of them differ."""
    found: list[dict[str, bytes]] = []
    with tempfile.TemporaryDirectory() as root:
        for number, (seed, zone, locale) in enumerate(settings):
            # The same path each time: some commands tell where a file is.
            folder = Path(root) / "here"
            folder.mkdir()
            told = {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale, "PYTHONPATH": str(ROOT)}
            subprocess.run(
                [sys.executable, "-m", "tests.hostile.same_bytes", "--here", ",".join(wanted)],
                env={**os.environ, **told},
                cwd=folder,
                check=True,
            )
            found.append(contents(folder))
            folder.rename(Path(root) / str(number))
    names = sorted({name for one in found for name in one})
    return len(names), [name for name in names if len({one.get(name) for one in found}) > 1]


def main(arguments: list[str] | None = None) -> int:
    """Compare, or run the commands of one setting."""
    parser = argparse.ArgumentParser(description=__doc__)
    kinds = sorted({command.split()[0] for command in COMMANDS})
    parser.add_argument("--only", default=",".join(kinds))
    parser.add_argument("--every", action="store_true")
    parser.add_argument("--here", help=argparse.SUPPRESS)
    wanted = parser.parse_args(arguments)
    if wanted.here:
        run_all(wanted.here.split(","))
        return 0
    count, differ = compared(wanted.only.split(","), EVERY if wanted.every else SETTINGS)
    for name in differ:
        print(f"differs: {name}")  # noqa: T201 - a command of its own
    print(f"{count} files, {len(differ)} differ")  # noqa: T201
    return 1 if differ or not count else 0


if __name__ == "__main__":
    sys.exit(main())
