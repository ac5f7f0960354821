"""Mutation testing of a sample: `python -m tests.mutation --package negsim.solve --sample 200 --seed 1`.

The whole is `mutmut run`, many hours. Both make and keep the changed copies in `mutants/`; what survived is shown by
`mutmut results`, and one change by `mutmut show NAME`. Needs `pip install mutmut`.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
from collections import Counter
from pathlib import Path

MUTANTS = Path("mutants")
KILLED = {
    1: "killed",
    3: "killed",
    0: "survived",
    33: "not covered",
    34: "skipped",
    36: "timed out",
}


def outcomes() -> dict[str, int | None]:
    """Every mutant by name, with the exit status of the tests on it; None where it was not tried."""
    found: dict[str, int | None] = {}
    for path in sorted(MUTANTS.rglob("*.meta")):
        found.update(json.loads(path.read_text(encoding="utf-8"))["exit_code_by_key"])
    return found


def outcome(status: int | None) -> str:
    """What the exit status of the tests says of a change."""
    return "not tried" if status is None else KILLED.get(status, "timed out")


def main() -> int:
    """Try a sample, and say how many were killed and which survived."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--package", default="negsim.solve")
    parser.add_argument("--sample", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    mutmut = [sys.executable, "-m", "mutmut", "run", "--max-children", "2"]
    if not MUTANTS.is_dir():
        subprocess.run([*mutmut, "no_such_mutant"], check=False)  # makes the copies
    known = [name for name in outcomes() if name.startswith(f"{wanted.package}.")]
    rng = random.Random(wanted.seed)
    chosen = rng.sample(known, min(wanted.sample, len(known)))
    subprocess.run([*mutmut, *chosen], check=False)
    after = outcomes()
    counts = Counter(outcome(after[name]) for name in chosen)
    print(f"{len(chosen)} of {len(known):,} mutants of {wanted.package}: {dict(counts)}")  # noqa: T201
    print("\n".join(name for name in chosen if after[name] == 0))  # noqa: T201
    return 1 if any(after[name] is None for name in chosen) else 0


if __name__ == "__main__":
    sys.exit(main())
